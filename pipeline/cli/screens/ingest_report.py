"""An ingest as a person sees it: progress while papers are read, and the report after."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from extractors.findings import SEVERITIES
from pipeline.cli.screens.findings_list import finding_line
from pipeline.cli.screens.terminal import counted, open_console
from pipeline.cli.visible import visible
from pipeline.report import PaperReport, Report
from pipeline.store.finding_row import FindingRow

_SAMPLES = "These are made-up samples. Put your papers into data/raw and run this again."

_LINEAGE_FIELD = "lineage_id"
"""The field of findings that are about how entries are followed and not about one paper."""

_WIDE = 100
"""Columns from which a paper is one line of the table."""

_MOST = 12
"""How many findings the report lists for one paper."""


@contextmanager
def watch() -> Iterator[Callable[[int, int, str], None]]:
    """The function to call before each paper is read: it shows a bar on a terminal, and a line each otherwise."""
    console = open_console(stderr=True)
    if not console.is_terminal:
        yield lambda number, count, name: console.print(f"reading {number}/{count} {name}")
        return
    columns = (BarColumn(20), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)

        def on_paper(number: int, count: int, name: str) -> None:
            progress.update(task, total=count, completed=number - 1, description=visible(name))

        yield on_paper


def say_waiting(holder: str) -> None:
    """Say for whom this run waits."""
    open_console(stderr=True).print(f"waiting for another run to end ({holder})")


def announce_samples() -> None:
    """Print, before anything else and again at the end, that no paper of a council is read."""
    open_console().print(_SAMPLES, style="bold")
    sys.stdout.flush()  # before the progress, which goes to the other stream


def print_report(report: Report, out: Path) -> None:
    """Print what is doubtful in each paper, what was read from each, and where the history is."""
    console = open_console()
    for paper in report.papers:
        _print_findings(console, paper.document.path, paper.findings)
    of_no_paper = (row for row in report.findings if row.document_id is None)
    of_lineage = [row for row in of_no_paper if row.field == _LINEAGE_FIELD]
    _print_findings(console, "lineage", of_lineage)
    console.print(_papers_table(report.papers, console.width), soft_wrap=False)
    _print_totals(console, report, out)
    if report.samples:
        announce_samples()


def _papers_table(papers: Sequence[PaperReport], width: int) -> Table:
    """Every paper in a line: what it is, what was read from it, and how many findings it has; narrow, in two."""
    wide = width >= _WIDE
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("file", "format", "edition") if wide else ("file",):
        table.add_column(heading, overflow="fold")
    for heading in ("risks", "opportunities" if wide else "oppor-\ntunities", "events", "errors", "warnings"):
        table.add_column(heading, justify="right")
    for paper in papers:
        row = paper.document
        named = (visible(row.path), row.format or "?", _outcome(paper))
        counts = (str(count or "–") for count in (paper.risks, paper.opportunities, row.n_events))
        findings = (str(paper.count(severity)) for severity in ("error", "warning"))
        table.add_row(*(named if wide else (f"{named[0]}\n  {named[1]}: {named[2]}",)), *counts, *findings)
    return table


def _print_totals(console: Console, report: Report, out: Path) -> None:
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
    severities = Counter(finding.severity for finding in report.findings)
    console.print(
        f"{counted(severities['error'], 'error')}, {counted(severities['warning'], 'warning')} and "
        f"{counted(severities['info'], 'note')} are in {out / 'findings.parquet'}."
    )
    state = f"{changed} of {len(report.written)} files changed" if changed else "nothing has changed"
    console.print(f"The history is in {out} ({state}).")
    for one in report.gone:
        console.print(f"{one.path} {'now holds something else' if one.replaced else 'is no longer there'}.")


def _outcome(paper: PaperReport) -> str:
    """The editions read from a paper, or what became of it instead."""
    match paper.document.status:
        case "ingested":
            return ", ".join(paper.editions) or "changes only"
        case "duplicate":
            return "same file again"
        case "failed":
            return "NOT READ"
        case "not_understood":
            return "NOT UNDERSTOOD"
        case _:
            return "no register"


def _print_findings(console: Console, source: str, findings: Sequence[FindingRow]) -> None:
    """The errors found in a source, then the warnings, at most as many as ``_MOST``."""
    shown = [row for severity in SEVERITIES[:-1] for row in findings if row.severity == severity]
    if not shown:
        return
    console.print(source, style="bold")
    for finding in shown[:_MOST]:
        console.print(finding_line(finding))
    if len(shown) > _MOST:
        console.print(f"  ! and {counted(len(shown) - _MOST, 'finding')} more")
    console.print()
