"""The data dictionary and the list of finding codes: ``pipeline.store.tables`` and ``extractors.findings`` as pages.

``make docs`` writes them (``pipeline.cli.reference``); a test fails while pages and declarations differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from extractors.findings import SEVERITIES, Code, Severity
from pipeline.store.columns import Column
from pipeline.store.tables import TABLES, Table

_INTRODUCTION = """\
# Data dictionary

<!-- Made by `make docs` from pipeline/store (tables.py, columns.toml); change those. -->

The history is one Parquet file a table, `<table>.parquet`, which pandas, DuckDB and Polars read with nothing of this
project installed. Every description below is also in the metadata of the file's fields.

- Text is Unicode NFC with white space collapsed; bullets are removed, paragraphs are joined by a new line, and words
  that a narrow column cut in two are whole again.
- A value that the source does not give is null, never an empty text, an empty list or 0. Columns marked *or null* may
  be null; all others never are: an empty list in one of them says that there is none.
- Whole numbers have 64 bits, and dates are dates, in pandas, Polars and DuckDB alike.
- `*_raw` is what the source prints, cleaned only as above; the column without `_raw` is its normal form.
"""


_CODES = """\
# Finding codes

<!-- Made by `make docs` from extractors/findings.py; change that. -->

A finding says what a careful reader would query: its code, the paper, the place and the reason. `riskhistory findings`
prints them; [`findings`](data-dictionary.md#findings) has a row for each. Their severity says what they mean for the
history.
"""

_SEVERITIES: Mapping[Severity, tuple[str, str]] = {
    "error": (
        "Errors",
        "Something the paper says is not in the history, or the history has something the paper may not say.",
    ),
    "warning": ("Warnings", "The history has what is printed, and a person should check the paper."),
    "info": ("Notes", "The history is right; this is how it was made."),
}
"""What each severity is called, and means."""


def render() -> str:
    """The whole page, in Markdown."""
    return "\n".join([_INTRODUCTION, _overview(), *map(_section, TABLES.values())])


def render_codes() -> str:
    """The page of finding codes, in Markdown."""
    return "\n".join([_CODES, *map(_codes, SEVERITIES)])


def _overview() -> str:
    return markdown_table(
        ("table", "holds"), ((f"[{table.name}](#{table.name})", table.description) for table in TABLES.values())
    )


def _section(table: Table) -> str:
    key = f"A row is known by {' + '.join(f'`{name}`' for name in table.key)}." if table.key else "Rows have no key."
    rows = ((f"`{column.name}`", _type(column), _values(column), column.description) for column in table.columns)
    columns = markdown_table(("column", "type", "values", "meaning"), rows)
    return f"## {table.name}\n\n{table.description} {key}\n\n{columns}"


def _type(column: Column) -> str:
    return f"{column.type} or null" if column.nullable else column.type


def _values(column: Column) -> str:
    """Which values a column may hold: a range with its unit, a few words, or another table's column."""
    if column.allowed == tuple(Code):
        return "[finding codes](findings.md)"
    if column.allowed:
        return ", ".join(f"`{word}`" for word in column.allowed)
    if column.references:
        return f"`{column.references}`"
    return " ".join(filter(None, (column.range, column.unit)))


def _codes(severity: Severity) -> str:
    rows = ((f"`{code}`", code.meaning, code.remedy) for code in Code if code.severity == severity)
    codes = markdown_table(("code", "meaning", "what to do"), rows)
    return f"## {_SEVERITIES[severity][0]}\n\n{_SEVERITIES[severity][1]}\n\n{codes}"


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)
