"""An ingest as a person sees it: progress while papers are read, and the report after."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from extractors.findings import SEVERITIES
from normalise.values.text import visible
from pipeline.cli.screens.causes import NOUNS, headline, print_causes
from pipeline.cli.screens.ingest_lead import print_lead
from pipeline.cli.screens.terminal import Page, command_line, counted, open_console
from pipeline.history.causes import causes_of, is_aside
from pipeline.history.findings import Found
from pipeline.report import Added, PaperReport, Report
from pipeline.store.documents import first_paths

_SAMPLES = "These are made-up samples. Put your papers into data/raw and run this again."

_MOST = 2
"""How many places the report names of one cause; the command findings has all of them."""

_QUOTE = 60
"""How many characters of a quotation the report prints."""

_ADDED_WIDTH = 48
"""Columns for what a paper added, at least: with fewer, the paper has a line of its own."""

_REST = {"statements": "statement", "profiles": "profile line", "events": "stated change"}
"""The tables that are counted where they have rows."""

COLUMNS = (
    "path", "format", "status", "register_id", "use", "instead", "differences", "risks", "opportunities", "profile",
    "events", "errors", "warnings",
)  # fmt: skip
"""Those of a report as a table."""


@contextmanager
def watch() -> Iterator[Callable[[int, int, str], None]]:
    """The function to call when a paper has been read: it shows a bar on a terminal, and a line each otherwise."""
    console = open_console(stderr=True)
    if not console.is_terminal:
        yield lambda number, count, name: console.print(f"read {number}/{count} {name}")
        return
    columns = (BarColumn(20), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None)

        def on_paper(number: int, count: int, name: str) -> None:
            progress.update(task, total=count, completed=number, description=visible(name))

        yield on_paper


def say_waiting(holder: str) -> None:
    """Say for whom this run waits."""
    open_console(stderr=True).print(f"waiting for another run to end ({holder})")


def announce_samples(*, stderr: bool = False) -> None:
    """Print, before anything else and again at the end, that no paper of a council is read."""
    open_console(stderr=stderr).print(_SAMPLES, style="bold")
    sys.stdout.flush()  # before the progress, which goes to the other stream


def print_report(report: Report, out: Path) -> None:
    """Print what is new, its causes of doubt with the gravest last, what each new paper added, and where all is."""
    page = Page()
    print_lead(page, report, out)
    _print_doubts(page, report)
    if report.new_papers:
        page.say("")
        _print_papers(page, report.new_papers, "paper" if report.news is None else "new paper")
    _print_totals(page, report, out)
    if report.samples:
        announce_samples()


def report_rows(report: Report) -> list[dict[str, Any]]:
    """The report as rows of a table: one for each edition that a paper holds, else one for the paper."""
    rows = []
    for paper in report.papers:
        row = paper.document
        about = {
            "path": row.path, "format": row.format, "status": row.status, "events": paper.events,
            "errors": paper.count("error"), "warnings": paper.count("warning"),
        }  # fmt: skip
        editions: list[dict[str, Any]] = [asdict(each) for each in paper.added] or [{}]
        rows += [edition | about for edition in editions]
    return rows


def _print_papers(page: Page, papers: Sequence[PaperReport], called: str) -> None:
    """Each paper and what it added: side by side, or one below the other where that would break its name."""
    names = [visible(paper.document.path) for paper in papers]
    left = page.width - max(map(cell_len, names), default=0) - len("  errors  warnings  ")
    if left < _ADDED_WIDTH:
        page.title(f"{called}, and what it added to the history")
        for name, paper in zip(names, papers, strict=True):
            page.raw(name)
            page.say("\n".join(_added(paper)) + _in_brackets(paper), 4, 6)
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column(called, no_wrap=True)
    table.add_column("added to the history", max_width=left)
    table.add_column("errors", justify="right")
    table.add_column("warnings", justify="right")
    for name, paper in zip(names, papers, strict=True):
        counts = (str(paper.count(severity) or "–") for severity in SEVERITIES[:-1])
        table.add_row(name, "\n".join(_added(paper)), *counts)
    page.show(table)


def _in_brackets(paper: PaperReport) -> str:
    counts = [(paper.count(severity), NOUNS[severity]) for severity in SEVERITIES[:-1]]
    said = ", ".join(counted(count, noun) for count, noun in counts if count)
    return f" ({said})" if said else ""


def _added(paper: PaperReport) -> Iterator[str]:
    """What a paper added, edition by edition, or what became of it instead."""
    row = paper.document
    match row.status:
        case "failed":
            yield f"not read: {row.error}"
        case "not_understood":
            yield "not understood: it speaks of a risk register, and none was recognised in it"
        case "duplicate":
            yield f"nothing: {row.error}"
        case _:
            yield from map(_added_of, paper.added)
            if paper.events:
                yield f"used: {counted(paper.events, 'stated change')}"
            elif not paper.added:
                yield f"nothing: {_why_nothing(paper)}"


def _why_nothing(paper: PaperReport) -> str:
    """Why a paper that was opened added nothing: the gravest of what was not read, if there is any."""
    errors = [Found(row, row.document_id) for row in paper.findings if row.severity == "error"]
    return headline(causes_of(errors)[-1]) if errors else "it holds no register and states no change"


def _added_of(added: Added) -> str:
    profile = counted(added.profile, "line of its summary profile", "lines of its summary profile")
    if added.use == "used":
        entries = [counted(added.risks, "risk"), counted(added.opportunities, "opportunity", "opportunities")]
        said = "used: " + ", ".join(each for each in (*entries, profile) if not each.startswith("0 "))
        said += ", listed in a report only" if added.summary else ""
        return f"{added.register_id} {said}" + (f"; superseded by {added.superseded_by}" if added.superseded_by else "")
    if added.use == "list":
        said = f"not used: it only lists the entries, which {added.instead} has in full"
    elif added.use == "same":
        said = f"agrees with {added.instead}, which is used"
    else:
        said = f"not used: {counted(added.differences, 'value')} differ from {added.instead}, which is used"
    return f"{added.register_id} {said}" + (f"; used: {profile}" if added.profile else "")


def _print_doubts(page: Page, report: Report) -> None:
    """New errors and warnings by their causes; those of papers that are not used are counted only."""
    paths = first_paths(paper.document for paper in report.papers)
    doubts = [row for row in report.new_findings if row.severity != "info"]
    used = [Found(row, paths.get(row.document_id or "")) for row in doubts if not is_aside(row)]
    if doubts:
        page.say("")
    if aside := len(doubts) - len(used):
        page.say(f"{counted(aside, 'doubt')} more in papers that were not used: another has their edition", 0)
    print_causes(page, causes_of(used, briefly=True), most=_MOST, quote=_QUOTE)


def _print_totals(page: Page, report: Report, out: Path) -> None:
    """What is in the history, where it is, and what to do next."""
    rows = {written.table: written.rows for written in report.written}
    changed = sum(written.changed for written in report.written)
    threads = counted(rows.get("threads", 0), "risk or opportunity", "risks and opportunities")
    rest = (counted(rows[name], noun) for name, noun in _REST.items() if rows[name])
    counts = (
        f"{counted(rows['registers'], 'edition')} of the register",
        f"{counted(rows['entries'], 'entry', 'entries')} of {threads}",
        *rest,
    )
    page.say("")
    page.say(f"{counted(len(report.papers), 'paper')}: {', '.join(counts)}.", 0)
    state = f"{changed} of {len(report.written)} files changed" if changed else "nothing has changed"
    page.say(f"The history is in {out} ({state}).", 0)
    if report.proposed:
        page.say(f"{counted(report.proposed, 'link waits', 'links wait')} for a decision, which you see by", 0)
        page.raw(f"  {command_line('lineage --proposed', out)}")
    severities = Counter(finding.severity for finding in report.findings)
    counts = tuple(counted(severities[each], NOUNS[each]) for each in SEVERITIES)
    page.say(f"{', '.join(counts)}. Each with its place, and what to do:", 0)
    page.raw(f"  {command_line('findings', out)}")
    if report.errors:
        new = any(row.severity == "error" for row in report.new_findings)
        where = "see the errors above" if new else "its errors are those of the run before"
        page.say(f"Not all was read and understood: {where} (exit code 1).", 0, style="bold red")
