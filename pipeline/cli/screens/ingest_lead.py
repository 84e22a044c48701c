"""What an ingest did, in at most ten lines or so: what is new, what could not be read, what to do next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.findings import SEVERITIES
from pipeline.cli.screens.causes import NOUNS
from pipeline.cli.screens.terminal import Page, command_line, counted
from pipeline.report import PaperReport, Report
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import RegisterRow

_NAMED = 3
"""How many papers or editions the lead names; what follows the causes has all."""

_UNREAD = {"failed": "not read", "not_understood": "not understood"}
"""What became of a paper, by its status."""

_OUTCOMES = ("used", "not used", "adding nothing", *_UNREAD.values())
"""What may become of a paper, in the order in which papers are counted."""


def print_lead(page: Page, report: Report, out: Path) -> None:
    """Print what happened and what to do next, before the causes of doubt."""
    page.say(_papers(report), 0, 2, style="bold")
    for mark, line in (*_came(report), *_unread(report), *_gone(report)):
        page.say(line, 2, 4, mark)
    new, known = severities(report.new_findings), severities(report.known_findings)
    page.say(_doubts(new, known, "new" if report.news else ""), 0)
    if new and known:
        page.say(f"As before, and not printed again: {known}. All of them:", 0)
        page.raw(f"  {command_line('findings', out)}")
    if report.news and any(written.changed for written in report.written):
        page.say("What this run changed in the history, value for value:", 0)
        page.raw(f"  {command_line('changes --since-last-run', out)}")


def severities(findings: Sequence[FindingRow]) -> str:
    """``1 error, 5 warnings``; "" where there is neither."""
    counts = Counter(row.severity for row in findings)
    return ", ".join(counted(counts[each], NOUNS[each]) for each in SEVERITIES[:-1] if counts[each])


def _outcome(paper: PaperReport) -> str:
    if paper.document.status in _UNREAD:
        return _UNREAD[paper.document.status]
    used, other, nothing = _OUTCOMES[:3]
    if paper.events or any(each.use == "used" or each.profile for each in paper.added):
        return used
    return other if paper.added else nothing


def _papers(report: Report) -> str:
    """How many papers are new, and what became of them."""
    new, papers = report.new_papers, counted(len(report.papers), "paper")
    if not new:
        return f"No new paper among {papers}."
    outcomes = Counter(map(_outcome, new))
    said = ", ".join(f"{outcomes[each]} {each}" for each in _OUTCOMES if outcomes[each])
    return f"{papers}: {said}." if report.news is None else f"{len(new)} new among {papers}: {said}."


def _came(report: Report) -> Iterator[tuple[str, str]]:
    """What came into the history."""
    if news := report.news:
        editions = f"{counted(len(news.editions), 'edition')}, {_named(news.editions)}" if news.editions else ""
        entries = counted(news.entries, "entry", "entries") if news.entries else ""
        events = counted(news.events, "stated change") if news.events else ""
        if said := "; ".join(filter(None, (editions, entries, events))):
            yield "+", f"new in the history: {said}"


def _named(editions: Sequence[RegisterRow]) -> str:
    names = [
        f"{row.register_id} ({counted(row.n_risks, 'risk')}, "
        f"{counted(row.n_opportunities, 'opportunity', 'opportunities')})"
        for row in editions[:_NAMED]
    ]
    return ", ".join([*names, f"and {len(editions) - _NAMED} more"] if len(editions) > _NAMED else names)


def _unread(report: Report) -> Iterator[tuple[str, str]]:
    """Each new paper that could not be read or was not understood, and why."""
    unread = [paper.document for paper in report.new_papers if paper.document.status in _UNREAD]
    for row in unread[:_NAMED]:
        reason = row.error or "it speaks of a risk register, and none was recognised in it"
        yield "!", f"{row.path}: {_UNREAD[row.status]}; {reason}"
    if len(unread) > _NAMED:
        yield "!", f"and {len(unread) - _NAMED} more, listed below"


def _gone(report: Report) -> Iterator[tuple[str, str]]:
    for one in report.gone[:_NAMED]:
        yield "-", f"{one.path} {'now holds something else' if one.replaced else 'is no longer there'}"
    if len(report.gone) > _NAMED:
        yield "-", f"and {len(report.gone) - _NAMED} more papers are no longer there"


def _doubts(new: str, known: str, called: str) -> str:
    """What is to be checked; of a later run, what is ``called`` new."""
    if new:
        which = f"To check, {called}" if called else "To check"
        return f"{which}: {new}. Causes follow, the gravest last, with what to do (→)."
    nothing = " ".join(filter(None, ("Nothing", called, "is in doubt")))
    return f"{nothing}; as before: {known}." if known else f"{nothing}."
