"""What reports, minutes and decisions state about the register, as rows: one for each change they state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from extractors.findings import Code, Finding
from extractors.records import Narrative
from normalise.events import Change, read_changes
from normalise.organisations.known import Organisations
from normalise.values.subjects import only_named
from normalise.values.text import one_line
from pipeline.read.dating import narrative_date
from pipeline.read.paper import PREFERENCE, ReadPaper
from pipeline.rows.findings import finding_row, place_locator
from pipeline.rows.identity import Identity, identify
from pipeline.store.checks import Row


@dataclass(frozen=True, slots=True)
class StatedChanges:
    """What one narrative of a paper states: the rows of its events, without ``event_id``, and what was found in it."""

    register_id: str
    events: tuple[dict[str, Any], ...]
    findings: tuple[dict[str, Any], ...]


def stated_changes(paper: ReadPaper, organisations: Organisations) -> list[StatedChanges]:
    """The events that the narratives of a paper state."""
    return [_of_narrative(paper, narrative, organisations) for narrative in paper.narratives]


def _of_narrative(paper: ReadPaper, narrative: Narrative, organisations: Organisations) -> StatedChanges:
    day = narrative_date(narrative) or paper.date
    identity = identify(paper, narrative, organisations, day)
    read = read_changes(narrative, identity.organisation.identifiers, identity.organisation.scale)
    events = tuple(_row(paper, narrative, identity, day, change) for change in read.changes)
    # A narrative without a change needs no period.
    noticed = (*narrative.findings, *read.findings, *(identity.findings if events else ()))
    findings = {(one.code, one.message): _finding(paper, narrative, one) for one in noticed}
    return StatedChanges(identity.register_id, events, tuple(findings.values()))


def _row(
    paper: ReadPaper, narrative: Narrative, identity: Identity, day: date | None, change: Change
) -> dict[str, Any]:
    identifiers = identity.organisation.identifiers
    identified = identifiers.parse_any(change.id_raw or "", change.kind)
    found, kind = identified or (None, change.kind)
    other = identifiers.parse_any(change.other_id_raw or "")
    return {
        "document_id": paper.document_id,
        "organisation": identity.organisation.name,
        "date": day,
        "fiscal_year": identity.quarter["fiscal_year"],
        "quarter": identity.quarter["quarter"],
        "kind": kind,
        "id_raw": change.id_raw,
        "risk_id": found.risk_id if found else None,
        "other_id_raw": change.other_id_raw,
        "other_risk_id": other[0].risk_id if other else None,
        "event": change.event,
        "title": one_line(change.title or "") or None,
        "text": one_line(change.text),
        "page": change.place.page if change.place else None,
        "stated_in": narrative.kind,
    }


def _finding(paper: ReadPaper, narrative: Narrative, finding: Finding) -> dict[str, Any]:
    place = finding.place or narrative.place
    return finding_row(
        finding.code, finding.message, paper, field=finding.field, value=finding.subject,
        page=place.page if place else None, locator=place_locator(place),
    )  # fmt: skip


def settle(
    stated: Iterable[tuple[ReadPaper, StatedChanges]], entries: Iterable[Row]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every event once, each with its key, and what was found on the way. ``entries`` are those of the history.

    The same sentence of one day in two papers (a report and its text rendering) is one event. Where a sentence names
    no identifier but, by its title, one entry of its edition or of the edition before, that entry's identifier is
    taken, with an ``event_matched`` finding.
    """
    titles = _titles(entries)
    standing: dict[tuple[Any, ...], tuple[ReadPaper, str, dict[str, Any]]] = {}
    for paper, narrative in sorted(stated, key=lambda pair: (PREFERENCE.index(pair[0].format or "text"), pair[0].path)):
        for event in narrative.events:
            standing.setdefault(_sameness(event), (paper, narrative.register_id, event))
    rows, findings = [], []
    counts: Counter[str] = Counter()
    for paper, register, event in standing.values():
        row = event
        if event["risk_id"] is None and event["title"] and (match := _match(event, register, titles)):
            row = event | {"risk_id": match}
            message = f"'{event['title']}' bears no number in the sentence; it is taken for {match} by its title"
            findings.append(finding_row(Code.EVENT_MATCHED, message, paper, value=event["title"], page=event["page"]))
        key = f"{register}/{row['event']}/{row['risk_id'] or row['kind'] or 'entry'}"
        counts[key] += 1
        rows.append({"event_id": key if counts[key] == 1 else f"{key}-{counts[key]}", **row})
    return rows, findings


def _sameness(event: Mapping[str, Any]) -> tuple[Any, ...]:
    """What two statements of one event share."""
    words = "".join(filter(str.isalnum, event["text"])).casefold()
    title = None if event["risk_id"] else (event["title"] or "").casefold()
    same = ("organisation", "date", "fiscal_year", "quarter", "event", "kind", "risk_id", "other_risk_id")
    return (*(event[name] for name in same), title, words)


_Titles = dict[str, dict[str, list[tuple[str, str]]]]
"""By organisation and edition, in the order of their quarters, the identifier and title of each entry."""


def _titles(entries: Iterable[Row]) -> _Titles:
    titles: _Titles = {}
    for row in sorted(entries, key=lambda row: (row["period_end"] or date.min, row["register_id"])):
        editions = titles.setdefault(row["organisation"], {})
        editions.setdefault(row["register_id"], []).append((row["risk_id"], row["title"] or ""))
    return titles


def _match(event: Row, register: str, titles: _Titles) -> str | None:
    """The identifier of the entry that an event's title names; what was removed stands in the edition before.

    So do, and there alone under their old numbers, what was renumbered, merged or split.
    """
    editions = titles.get(event["organisation"], {})
    before = [key for key in editions if key < register][-1:]
    if event["other_id_raw"]:
        order = before
    else:
        order = [*before, register] if event["event"] == "removed" else [register, *before]
    found = (only_named(event["title"], editions.get(key, ())) for key in order)
    return next(filter(None, found), None)
