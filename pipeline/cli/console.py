"""What a person sees: progress while papers are read, the report after, and one paper in full."""

from __future__ import annotations

import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from extractors.findings import SEVERITIES, Code
from normalise.values.text import squeezed
from pipeline.cli.terminal import counted, open_console, print_csv
from pipeline.history.findings import Sort, group_of
from pipeline.ingest import PaperReport, Report, build_history
from pipeline.read.papers import Paper
from pipeline.rows.assemble import Edition
from pipeline.rows.statements import STATEMENT_FIELDS
from pipeline.store.checks import Row
from pipeline.store.tables import TABLES

_NOT_UNDERSTOOD = Code.NOT_UNDERSTOOD

_OF_LINEAGE = "lineage_id"
"""The column that findings on no paper, but on how its entries are followed, are about."""

_MOST = 12
"""How many findings the report lists for one paper."""

_SAMPLES = "These are made-up samples. Put your papers into data/raw and run this again."

_NOUNS = {"error": "error", "warning": "warning", "info": "note"}

_OUTCOMES = frozenset((Code.UNREADABLE_FILE, Code.NOT_UNDERSTOOD))
"""Findings that a paper's outcome says already."""

_SHOWN = (
    "title", "description", "types_raw", "current_score_raw", "target_score_raw", "owner_raw", "direction_raw",
    "target_date_raw",
)  # fmt: skip


@contextmanager
def watch() -> Iterator[Callable[[int, int, str], None]]:
    """A function to tell of each paper about to be read: a bar on a terminal, a line each otherwise."""
    console = open_console(stderr=True)
    if not console.is_terminal:
        yield lambda number, count, name: console.print(f"reading {number}/{count} {name}")
        return
    columns = (BarColumn(20), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)

        def tell(number: int, count: int, name: str) -> None:
            progress.update(task, total=count, completed=number - 1, description=name)

        yield tell


def announce_samples() -> None:
    """Say before anything else, and again at the end, that what is read are not the council's papers."""
    open_console().print(_SAMPLES, style="bold")
    sys.stdout.flush()  # before the progress, which goes to the other stream


def print_report(report: Report, out: Path) -> None:
    """Say what is doubtful in each paper, what was read from each, and where the history lies."""
    console = open_console()
    for paper in report.papers:
        _print_findings(console, paper.path, paper.findings)
    of_no_paper = [row for row in report.findings if row.get("document_id") is None and row.get("field") == _OF_LINEAGE]
    _print_findings(console, "lineage", of_no_paper)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("file", overflow="fold")
    table.add_column("format")
    table.add_column("edition", overflow="fold")
    for heading in ("risks", "opportunities", "events", "errors", "warnings"):
        table.add_column(heading, justify="right")
    for paper in report.papers:
        read = (paper.risks, paper.opportunities, paper.events)
        counts = tuple(str(count or "–") for count in read)
        found = (paper.count("error"), paper.count("warning"))
        table.add_row(paper.path, paper.format or "?", _outcome(paper), *counts, *map(str, found))
    console.print(table, soft_wrap=False)
    rows = {written.table: written.rows for written in report.written}
    changed = sum(written.changed for written in report.written)
    console.print(
        f"\n{counted(len(report.papers), 'paper')}: {counted(rows['registers'], 'edition')} of the register, "
        f"{counted(rows['entries'], 'entry', 'entries')}, {counted(rows['statements'], 'statement')}, "
        f"{counted(rows['profiles'], 'profile line')}, {counted(rows['events'], 'event')}."
    )
    if rows.get("threads"):
        wait = f"; {counted(report.proposed, 'link waits', 'links wait')} for a decision" if report.proposed else ""
        console.print(
            f"They follow {counted(rows['threads'], 'risk or opportunity', 'risks and opportunities')}{wait}."
        )
    severities = Counter(finding["severity"] for finding in report.findings)
    console.print(
        f"{counted(severities['error'], 'error')}, {counted(severities['warning'], 'warning')} and "
        f"{counted(severities['info'], 'note')} are in {out / 'findings.parquet'}."
    )
    state = f"{changed} of {len(report.written)} files changed" if changed else "nothing has changed"
    console.print(f"The history is in {out} ({state}).")
    if report.samples:
        announce_samples()


def _outcome(paper: PaperReport) -> str:
    """The editions read from a paper, or what became of it instead."""
    match paper.status:
        case "ingested":
            return ", ".join(paper.editions) or "changes only"
        case "duplicate":
            return "same file again"
        case "failed":
            return "NOT READ"
        case _ if any(finding["code"] == _NOT_UNDERSTOOD for finding in paper.findings):
            return "NOT UNDERSTOOD"
        case _:
            return "no register"


def _print_findings(console: Console, source: str, findings: Sequence[Row]) -> None:
    """The errors found in a source, then the warnings, as far as a report has room for them."""
    grave = [row for severity in SEVERITIES[:-1] for row in findings if row["severity"] == severity]
    if not grave:
        return
    console.print(source, style="bold")
    for finding in grave[:_MOST]:
        console.print(_finding_line(finding))
    if len(grave) > _MOST:
        console.print(f"  ! and {counted(len(grave) - _MOST, 'finding')} more")
    console.print()


def print_findings(rows: Sequence[Row], sort: Sort) -> None:
    """Print findings under what they are sorted by, and what that leaves unsaid with each."""
    console = open_console()
    for group, found in groupby(rows, key=lambda row: group_of(row, sort)):
        console.print(group, style="bold")
        for row in found:
            source = row["path"] or row["locator"] or "a file not opened"
            told = {"severity": row["severity"], "code": row["code"], "paper": source}
            told.pop(sort, None)
            said = f"  {' '.join(told.values())}: {row['message']}"
            console.print(said + (f" ({where})" if (where := _place_of(row)) else ""))
        console.print()
    severities = Counter(row["severity"] for row in rows)
    console.print(", ".join(counted(severities[severity], _NOUNS[severity]) for severity in SEVERITIES) + ".")


def print_findings_csv(rows: Sequence[Row]) -> None:
    """Print findings as comma-separated values, with the path of the paper first."""
    names = ["path", *(column.name for column in TABLES["findings"].columns)]
    print_csv(names, rows)


def print_paper(paper: Paper, identifier: str | None = None) -> bool:
    """Print what a paper holds, entry by entry with places; False where there is nothing to print."""
    history, held = build_history([paper])
    editions = held[paper.path]
    console = open_console()
    pages = f", {counted(paper.document.pages, 'page')}" if paper.document and paper.document.pages else ""
    console.print(f"{paper.path} ({paper.format}{pages})", style="bold")
    if not editions and not history["events"]:
        console.print("No register was read from it.")
        for finding in history["findings"]:
            console.print(_finding_line(finding))
        return False
    found = [_print_edition(console, edition, identifier) for edition in editions]
    if identifier:
        if not any(found):
            console.print(f"No entry {identifier} was read from it.")
        return any(found)
    _print_events(console, history["events"])
    shown = {_identity(row) for edition in editions for row in edition.findings}
    others = [row for row in history["findings"] if _identity(row) not in shown]
    if others:
        console.print("\nElsewhere in the paper", style="bold")
    for finding in others:
        console.print(_finding_line(finding))
    return True


def _identity(finding: Row) -> tuple[Any, ...]:
    return tuple(finding[name] for name in ("code", "message", "page"))


def _print_edition(console: Console, edition: Edition, identifier: str | None) -> bool:
    """Print an edition, or only its entries of an identifier; False where it has none of those."""
    register = edition.register
    wanted = squeezed(identifier).upper()
    entries = [row for row in edition.entries if wanted in ("", row["risk_id"], squeezed(row["id_raw"]).upper())]
    if wanted and not entries:
        return False
    console.print(f"\n{register['title'] or 'A register without a title'}", style="bold")
    console.print(
        f"  {register['register_id']}: {counted(register['n_risks'], 'risk')}, "
        f"{counted(register['n_opportunities'], 'opportunity', 'opportunities')}"
    )
    for finding in edition.findings:
        if finding["entry_id"] is None and not wanted:
            console.print(_finding_line(finding))
    for row in entries:
        _print_entry(console, edition, row)
    if edition.profile and not wanted:
        _print_profile(console, edition.profile)
    return True


def _print_profile(console: Console, lines: Sequence[Row]) -> None:
    console.print("\nSummary profile", style="bold")
    for row in lines:
        ratings = "/".join(row.get(f"confidence_q{quarter}") or "–" for quarter in (1, 2, 3, 4))
        scores = f"{row['current_score'] or '–'} → {row['target_score'] or '–'}"
        values = (row["id_raw"], row["title"], scores, row["target_date_raw"], ratings, row["direction_raw"])
        console.print("  " + "  ".join(str(value or "–") for value in values))


def _print_events(console: Console, events: Sequence[Row]) -> None:
    if events:
        console.print("\nChanges it states", style="bold")
    for row in events:
        page = f"page {row['page']}, " if row["page"] else ""
        name = " ".join(filter(None, (row["id_raw"] or row["risk_id"], row["title"]))) or row["kind"] or "an entry"
        console.print(
            f"  {row['event'].replace('_', ' ')}: {name} ({page}{row['stated_in']} of {row['date'] or 'no date'})"
        )
        console.print(
            textwrap.fill(row["text"], max(console.width, 60), initial_indent=" " * 6, subsequent_indent=" " * 6)
        )


def _print_entry(console: Console, edition: Edition, row: dict[str, Any]) -> None:
    console.print(f"\n{row['id_raw']}  {_where(row)}", style="bold")
    for name in _SHOWN:
        if row[name] is not None and (name != "description" or row[name] != row["title"]):
            _print_value(console, name.removesuffix("_raw").replace("_", " "), row[name], _normal_form(row, name))
    for which in ("current", "target"):
        levels = [(axis, row[f"{which}_{axis}"]) for axis in ("likelihood", "impact")]
        if any(level for _, level in levels):
            _print_value(console, which, " × ".join(f"{axis} {level or '–'}" for axis, level in levels), "")
    own = [statement for statement in edition.statements if statement["entry_id"] == row["entry_id"]]
    for name, statements in groupby(sorted(own, key=_order), key=lambda statement: statement["field"]):
        console.print(f"  {name}")
        for statement in statements:
            page = f"p{statement['page']}" if statement["page"] else ""
            owner = f"  [{statement['owner']}]" if statement.get("owner") else ""
            mark = "  " * statement["level"] + ("• " if statement["level"] else "")
            body = textwrap.fill(
                statement["text"] + owner, max(console.width, 60), initial_indent=f"    {page:<5}{mark}",
                subsequent_indent=" " * (9 + len(mark)),
            )  # fmt: skip
            console.print(body)
    for finding in edition.findings:
        if finding["entry_id"] == row["entry_id"]:
            console.print(_finding_line(finding))


def _order(statement: dict[str, Any]) -> tuple[int, int]:
    return STATEMENT_FIELDS.index(statement["field"]), statement["position"]


def _print_value(console: Console, name: str, value: str, normal: str) -> None:
    text = " / ".join(value.splitlines()) + normal
    body = textwrap.fill(text, max(console.width, 60), initial_indent=f"  {name:<15}", subsequent_indent=" " * 17)
    console.print(body)


def _normal_form(row: dict[str, Any], name: str) -> str:
    """What a printed value was read as, where that is not the same."""
    if name in ("title", "description"):
        return ""
    normal = row[{"types_raw": "risk_types", "owner_raw": "owners"}.get(name, name.removesuffix("_raw"))]
    text = ", ".join(normal) if isinstance(normal, list) else "nothing" if normal is None else str(normal)
    return "" if text.casefold() == row[name].casefold() else f"  → {text}"


def _where(row: dict[str, Any]) -> str:
    first, last = row["page_first"], row["page_last"]
    pages = "" if first is None else f"page {first}, " if first == last else f"pages {first}–{last}, "
    return f"({pages}{row['locator']})"


def _place_of(finding: Row) -> str:
    return ", ".join(filter(None, (finding["page"] and f"page {finding['page']}", finding["locator"])))


def _finding_line(finding: Row) -> str:
    where = _place_of(finding)
    return f"  ! {finding['severity']} {finding['code']}: {finding['message']}" + (f" ({where})" if where else "")
