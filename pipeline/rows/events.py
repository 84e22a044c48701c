"""What reports, minutes and decisions state about the register, as rows: one for each change they state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from extractors.document import plain
from extractors.findings import Code, Finding
from extractors.records import Narrative
from normalise.events import Change, labels, read_changes
from normalise.organisations.known import Organisations
from normalise.values.subjects import only_named
from normalise.values.text import one_line
from pipeline.read.dating import narrative_date
from pipeline.read.paper import FORMAT_PREFERENCE, ReadPaper
from pipeline.rows.findings import finding_row, grouped, row_of
from pipeline.rows.identity import Identity, identify
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import EntryRow, EventRow


@dataclass(frozen=True, slots=True)
class StatedChanges:
    """What one narrative of a paper states: its events, whose ``event_id`` is "" as yet, and what was found in it."""

    register_id: str
    events: tuple[EventRow, ...]
    findings: tuple[FindingRow, ...]


def stated_changes(paper: ReadPaper, organisations: Organisations) -> list[StatedChanges]:
    """The events that the narratives of a paper state."""
    return [_of_narrative(paper, narrative, organisations) for narrative in paper.narratives]


def _of_narrative(paper: ReadPaper, narrative: Narrative, organisations: Organisations) -> StatedChanges:
    day = narrative_date(narrative) or paper.date
    identity = identify(paper, narrative, organisations, day)
    entries = (entry for register in paper.registers for entry in register.entries)
    printed = [*(plain(entry.values.get("id", ())) for entry in entries), *labels(narrative)]
    identifiers = identity.organisation.identifiers.beside(printed)
    read = read_changes(narrative, identifiers, identity.organisation.scale, day)
    events = tuple(_row(paper, narrative, identity, day, change) for change in read.changes)
    # A narrative without a change needs no period.
    noticed = (*narrative.findings, *read.findings, *(identity.findings if events else ()))
    findings = grouped(_finding(paper, narrative, finding) for finding in noticed)
    return StatedChanges(identity.register_id, events, tuple(findings))


def _row(paper: ReadPaper, narrative: Narrative, identity: Identity, day: date | None, change: Change) -> EventRow:
    identifiers = identity.organisation.identifiers
    identified = identifiers.parse_any(change.id_raw or "", change.kind)
    found, kind = identified or (None, change.kind)
    other = identifiers.parse_any(change.other_id_raw or "")
    return EventRow(
        event_id="",
        document_id=str(paper.document_id),
        organisation=identity.organisation.name,
        date=day,
        fiscal_year=identity.fiscal_year,
        quarter=identity.quarter,
        kind=kind,
        id_raw=change.id_raw,
        risk_id=found.risk_id if found else None,
        other_id_raw=change.other_id_raw,
        other_risk_id=other[0].risk_id if other else None,
        event=change.event,
        title=one_line(change.title or "") or None,
        text=one_line(change.text),
        page=change.place.page if change.place else None,
        stated_in=narrative.kind,
    )


def _finding(paper: ReadPaper, narrative: Narrative, finding: Finding) -> FindingRow:
    return row_of(finding, paper.document_id, within=narrative.place)


def settle(
    stated: Iterable[tuple[ReadPaper, StatedChanges]], entries: Iterable[EntryRow]
) -> tuple[list[EventRow], list[FindingRow]]:
    """Every event once, each with its key, and what was found on the way. ``entries`` are those of the history.

    The same sentence of one day in two papers (a report and its text rendering) is one event. Where a sentence names
    no identifier but, by its title, one entry of its edition or of the edition before, that entry's identifier is
    taken, with an ``event_matched`` finding.
    """
    titles = _titles(entries)
    standing: dict[tuple[Any, ...], tuple[ReadPaper, str, EventRow]] = {}
    by_preference = sorted(stated, key=lambda pair: (FORMAT_PREFERENCE.index(pair[0].format or "text"), pair[0].path))
    for paper, narrative in by_preference:
        for event in narrative.events:
            standing.setdefault(_sameness(event), (paper, narrative.register_id, event))
    rows, findings = [], []
    counts: Counter[str] = Counter()
    for paper, register, event in standing.values():
        row = event
        if event.risk_id is None and event.title and (match := _match(event, register, titles)):
            row = replace(event, risk_id=match)
            message = f"'{event.title}' bears no number in the sentence; it is taken for {match} by its title"
            findings.append(
                finding_row(Code.EVENT_MATCHED, message, paper.document_id, value=event.title, page=event.page)
            )
        key = f"{register}/{row.event}/{row.risk_id or row.kind or 'entry'}"
        counts[key] += 1
        rows.append(replace(row, event_id=key if counts[key] == 1 else f"{key}-{counts[key]}"))
    return rows, findings


def _sameness(event: EventRow) -> tuple[Any, ...]:
    """What two statements of one event share."""
    words = "".join(filter(str.isalnum, event.text)).casefold()
    title = None if event.risk_id else (event.title or "").casefold()
    when = event.date, event.fiscal_year, event.quarter
    what = event.event, event.kind, event.risk_id, event.other_risk_id
    return event.organisation, when, what, title, words


_Titles = dict[str, dict[str, list[tuple[str, str]]]]
"""By organisation and edition, in the order of their quarters, the identifier and title of each entry."""


def _titles(entries: Iterable[EntryRow]) -> _Titles:
    titles: _Titles = {}
    for row in sorted(entries, key=lambda row: (row.period_end or date.min, row.register_id)):
        editions = titles.setdefault(row.organisation, {})
        editions.setdefault(row.register_id, []).append((row.risk_id, row.title or ""))
    return titles


def _match(event: EventRow, register: str, titles: _Titles) -> str | None:
    """The identifier of the entry that an event's title names; what was removed stands in the edition before.

    So do, and there alone under their old numbers, what was renumbered, merged or split.
    """
    editions = titles.get(event.organisation or "", {})
    before = [key for key in editions if key < register][-1:]
    order = [*before, register] if event.event == "removed" else [register, *before]
    if event.other_id_raw:
        order = before
    found = (only_named(event.title or "", editions.get(key, ())) for key in order)
    return next(filter(None, found), None)
