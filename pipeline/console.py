"""What a person sees: progress while papers are read, the report after, and one paper in full."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from pipeline.assemble import STATEMENT_FIELDS, Edition
from pipeline.findings import SEVERITIES
from pipeline.ingest import PaperReport, Report, build_history
from pipeline.papers import Paper

_PLAIN_WIDTH = 120
"""Columns to write to where there is no terminal: a table in a log file does not depend on where it was made."""

_STATUS = {
    "ingested": "read",
    "no_register": "no register understood",
    "duplicate": "same file again",
    "failed": "NOT READ",
}

_SHOWN = ("title", "description", "types_raw", "current_score_raw", "target_score_raw", "owner_raw", "direction_raw")


def _console(*, stderr: bool = False) -> Console:
    console = Console(stderr=stderr, highlight=False)
    if not console.is_terminal:
        console.width = _PLAIN_WIDTH
    return console


@contextmanager
def watch() -> Iterator[Callable[[int, int, str], None]]:
    """A function to tell of each paper about to be read: a bar on a terminal, a line each otherwise."""
    console = _console(stderr=True)
    if not console.is_terminal:
        yield lambda number, count, name: console.print(
            f"reading {number}/{count} {name}", markup=False, soft_wrap=True
        )
        return
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)

        def tell(number: int, count: int, name: str) -> None:
            progress.update(task, total=count, completed=number - 1, description=name)

        yield tell


def print_report(report: Report, out: Path) -> None:
    """Say what was read from each paper, what was not, and where the history lies."""
    console = _console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("file", "format", "edition", "what became of it"):
        table.add_column(heading, overflow="fold")
    for heading in ("risks", "opportunities", "errors", "warnings"):
        table.add_column(heading, justify="right", no_wrap=True)
    for paper in report.papers:
        table.add_row(*_report_cells(paper))
    console.print(table)
    for paper in report.papers:
        if paper.error:
            console.print(f"{paper.path}: {paper.error}", markup=False, soft_wrap=True)
    if not report.papers:
        console.print("There is no paper to read.")
    rows = {written.table: written.rows for written in report.written}
    changed = sum(written.changed for written in report.written)
    counts = Counter(finding["severity"] for finding in report.findings)
    findings = ", ".join(f"{counts[severity]} {severity}" for severity in SEVERITIES)
    console.print()
    console.print(
        f"{rows['registers']} editions, {rows['entries']} entries, {rows['statements']} statements; "
        f"findings: {findings} (findings.parquet)",
        markup=False, soft_wrap=True,
    )  # fmt: skip
    state = f"{changed} of {len(report.written)} files changed" if changed else "nothing changed"
    console.print(f"The history is in {out} ({state}).", markup=False, soft_wrap=True)


def _report_cells(paper: PaperReport) -> Iterator[str]:
    counted = paper.status == "ingested"
    yield escape(paper.path)
    yield paper.format or "?"
    yield ", ".join(paper.editions) or "–"
    yield _STATUS[paper.status]
    yield str(paper.risks) if counted else "–"
    yield str(paper.opportunities) if counted else "–"
    yield str(paper.errors)
    yield str(paper.warnings)


def print_paper(paper: Paper, identifier: str | None = None) -> bool:
    """Print what a paper holds, entry by entry with places; False where there is nothing to print."""
    history, held = build_history([paper])
    console = _console()
    document = history["documents"][0]
    pages = f", {document['pages']} pages" if document["pages"] else ""
    console.print(f"{paper.path} ({paper.format}{pages})", markup=False, style="bold", soft_wrap=True)
    found = False
    for edition in held[paper.path]:
        found = _print_edition(console, edition, identifier) or found
    for finding in history["findings"]:
        if not held[paper.path]:
            console.print(_finding_line(finding), markup=False, soft_wrap=True)
    if identifier and not found:
        console.print(f"No entry {identifier} was read from it.", markup=False)
    elif not held[paper.path]:
        console.print("No register was understood in it.")
    return found


def _print_edition(console: Console, edition: Edition, identifier: str | None) -> bool:
    register = edition.register
    wanted = (identifier or "").replace(" ", "").upper()
    entries = [row for row in edition.entries if not wanted or wanted in (row["risk_id"], row["id_raw"].upper())]
    console.print(
        f"\n{register['register_id']}: {register['title'] or 'no title'}, "
        f"{register['n_risks']} risks, {register['n_opportunities']} opportunities",
        markup=False, style="bold", soft_wrap=True,
    )  # fmt: skip
    for finding in edition.findings:
        if finding["entry_id"] is None and not wanted:
            console.print(_finding_line(finding), markup=False, soft_wrap=True)
    for row in entries:
        _print_entry(console, edition, row)
    return bool(entries)


def _print_entry(console: Console, edition: Edition, row: dict[str, Any]) -> None:
    console.print(f"\n{row['id_raw']}  {_where(row)}", markup=False, style="bold", soft_wrap=True)
    for name in _SHOWN:
        if row[name] is not None and (name != "description" or row[name] != row["title"]):
            _print_value(console, name.removesuffix("_raw").replace("_", " "), row[name], _normal_form(row, name))
    own = [statement for statement in edition.statements if statement["entry_id"] == row["entry_id"]]
    for name, statements in groupby(sorted(own, key=_order), key=lambda statement: statement["field"]):
        console.print(f"  {name}", markup=False)
        for statement in statements:
            page = f"p{statement['page']}" if statement["page"] else ""
            mark = "  " * statement["level"] + ("• " if statement["level"] else "")
            body = textwrap.fill(
                statement["text"], max(console.width, 60), initial_indent=f"    {page:<5}{mark}",
                subsequent_indent=" " * (9 + len(mark)),
            )  # fmt: skip
            console.print(body, markup=False, soft_wrap=True)
    for finding in edition.findings:
        if finding["entry_id"] == row["entry_id"]:
            console.print(_finding_line(finding), markup=False, soft_wrap=True)


def _order(statement: dict[str, Any]) -> tuple[int, int]:
    return STATEMENT_FIELDS.index(statement["field"]), statement["position"]


def _print_value(console: Console, name: str, value: str, normal: str) -> None:
    text = " / ".join(value.splitlines()) + normal
    body = textwrap.fill(text, max(console.width, 60), initial_indent=f"  {name:<15}", subsequent_indent=" " * 17)
    console.print(body, markup=False, soft_wrap=True)


def _normal_form(row: dict[str, Any], name: str) -> str:
    """What a printed value was read as, where that is not the same."""
    normal = {
        "types_raw": row["risk_types"], "owner_raw": row["owners"], "direction_raw": row["direction"],
        "current_score_raw": row["current_score"], "target_score_raw": row["target_score"],
    }.get(name, row[name])  # fmt: skip
    text = ", ".join(normal) if isinstance(normal, list) else "nothing" if normal is None else str(normal)
    return "" if text.casefold() == row[name].casefold() else f"  → {text}"


def _where(row: dict[str, Any]) -> str:
    first, last = row["page_first"], row["page_last"]
    pages = "" if first is None else f"page {first}, " if first == last else f"pages {first}–{last}, "
    return f"({pages}{row['locator']})"


def _finding_line(finding: dict[str, Any]) -> str:
    page = f" (page {finding['page']})" if finding["page"] else ""
    return f"  ! {finding['severity']} {finding['code']}: {finding['message']}{page}"
