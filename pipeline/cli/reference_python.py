"""The page docs/python.md, made from the signatures and docstrings of ``riskhistory``.

Its source is read, not imported: this package is below it.
"""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

from pipeline.history.comparison.table import CHANGES, COLUMNS, PAIRING
from pipeline.history.source import ANSWER
from pipeline.store.dictionary import markdown_table

_SOURCE = Path(__file__).parents[2] / "riskhistory"

_HEAD = """\
# Python

<!-- Made by `make docs` from riskhistory/: change the docstrings there, not this page. -->

`riskhistory` is installed in `.venv`. Every answer is a table of pandas; [the tutorial](tutorial.md) shows the first
ones, [wrong answers](wrong-answers.md) what to mind.

```python
import riskhistory

history = riskhistory.load()
```
"""

TYPES: Mapping[str, tuple[str, str, str, str]] = {
    "string": ("`string[pyarrow]`", "`str`", "`String`", "`VARCHAR`"),
    "int64": ("`int64[pyarrow]`", "`int64`; `float64` where one is null", "`Int64`", "`BIGINT`"),
    "float64": ("`double[pyarrow]`", "`float64`", "`Float64`", "`DOUBLE`"),
    "bool": ("`bool[pyarrow]`", "`bool`; `object` where one is null", "`Boolean`", "`BOOLEAN`"),
    "date32": ("`datetime64[s]`", "`object` of `datetime.date`", "`Date`", "`DATE`"),
    "list<string>": ("`object` of lists", "`object` of NumPy arrays", "`List(String)`", "`VARCHAR[]`"),
}
"""Each type of a column, as the history's own frames of pandas, ``pandas.read_parquet``, Polars and DuckDB have it."""

_TYPES = """\
## Types

A column has one type in the files, and each library its own name for it. `history.entries` and all answers have the
types of `history`; files read with `pandas.read_parquet` alone have others: a whole number with a gap becomes a float,
and a date cannot be compared with a text.

"""

_AFTER_TYPES = """
- A null is `<NA>` in pandas, `NaT` of a date and `None` of a list; `.isna()` finds all three. In a plain
  `read_parquet` it is `NaN` of a number. It is `null` in Polars and `NULL` in DuckDB, where `= NULL` is never true: ask
  `IS NULL`.
- An empty list is no null: it says that there is none. The boxes of `statements.bbox` and `evidence.boxes` are lists
  of numbers, and of such lists.
- `pandas.read_parquet(file, dtype_backend="pyarrow")` has every type as it is in the file, lists and dates too.
"""


def _listed(head: str, meanings: Mapping[str, str]) -> str:
    return markdown_table((head, "meaning"), ((f"`{name}`", said) for name, said in meanings.items()))


_LISTS: Mapping[str, str] = {
    "changes": f"\n{PAIRING}\n{_listed('change', CHANGES)}\n{_listed('column', COLUMNS)}",
    "source": f"\n{_listed('column', ANSWER)}",
}
"""What the answer of a function holds, below what its docstring says."""


def render_python() -> str:
    """The whole page, as Markdown."""
    module = _read(_SOURCE / "history.py")
    (load,) = (node for node in module.body if isinstance(node, ast.FunctionDef) and node.name == "load")
    (history,) = (node for node in module.body if isinstance(node, ast.ClassDef) and node.name == "History")
    tables = ", ".join(f"`{name}`" for name in _tables(history))
    about = (
        f"## A history\n\n{_prose(history)}\n\n"
        f"The tables are [explained column by column](data-dictionary.md): {tables}.\n"
    )
    answers = (_section("history", node) for node in _public(history))
    charts = _read(_SOURCE / "charts" / "__init__.py")
    drawn = (_section("charts", node) for node in _charts(charts))
    said = f"## Charts\n\n{_code(_prose(charts))}\n"
    return "\n".join([_HEAD, _section("riskhistory", load), about, _types(), *answers, said, *drawn])


def _types() -> str:
    heads = ("in the files", "`history`, pandas", "`pandas.read_parquet`", "Polars", "DuckDB")
    return _TYPES + markdown_table(heads, ((f"`{name}`", *types) for name, types in TYPES.items())) + _AFTER_TYPES


def _read(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def _charts(package: ast.Module) -> Iterator[ast.FunctionDef]:
    """What the package of charts offers, in the order of its names."""
    offered = {
        (node.module or "").rpartition(".")[2]: [name.name for name in node.names]
        for node in package.body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("riskhistory.charts.")
    }
    for module, names in offered.items():
        for node in _read(_SOURCE / "charts" / f"{module}.py").body:
            if isinstance(node, ast.FunctionDef) and node.name in names:
                yield node


def _code(prose: str) -> str:
    """Prose with its block of code, which is indented after ``::``, between fences."""
    return re.sub(r"^::\n\n((?:    .*\n|\n)+)", lambda block: _fenced(block[1]), prose, flags=re.MULTILINE)


def _fenced(code: str) -> str:
    return f"```python\n{textwrap.dedent(code).strip()}\n```\n\n"


def _tables(history: ast.ClassDef) -> Iterator[str]:
    return (
        node.target.id for node in history.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    )


def _public(history: ast.ClassDef) -> Iterator[ast.FunctionDef]:
    return (node for node in history.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"))


def _section(of: str, function: ast.FunctionDef) -> str:
    """One function: how it is called, and what its docstring says."""
    if of == "history":
        function.args.args = function.args.args[1:]  # self
    takes = re.sub(r"(?<=\S)=(?=\S)", " = ", ast.unparse(function.args))
    is_value = any(isinstance(mark, ast.Name) and mark.id == "property" for mark in function.decorator_list)
    called = f"{of}.{function.name}" + ("" if is_value else f"({takes})")
    gives = ast.unparse(function.returns) if function.returns else "None"
    title = f"charts.{function.name}" if of == "charts" else function.name
    listed = _LISTS.get(function.name, "") if of == "history" else ""
    return f"## {title}\n\n`{called} -> {gives}`\n\n{_prose(function)}\n{listed}"


def _prose(node: ast.Module | ast.FunctionDef | ast.ClassDef) -> str:
    """A docstring as Markdown: its literals, and the list of its errors."""
    said, _, errors = (ast.get_docstring(node) or "").replace("``", "`").partition("\nRaises:\n")
    listed = re.sub(r"^    (?:(\w+):)?", lambda line: f"- `{line[1]}`:" if line[1] else "", errors, flags=re.MULTILINE)
    return said.rstrip() + (f"\n\nErrors:\n\n{listed}" if errors else "")
