"""One paper in full, to compare with its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import Any

from normalise.organisations.known import Organisations
from pipeline.build import build_history
from pipeline.cli.screens.findings_list import say_finding
from pipeline.cli.screens.places import place_of_entry
from pipeline.cli.screens.terminal import Page, counted, print_rows
from pipeline.history.names import unknown
from pipeline.history.order import is_called
from pipeline.read.paper import ReadPaper
from pipeline.rows.assemble import Edition
from pipeline.store.fields import Field
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import STATEMENT_FIELDS, EntryRow, EventRow, HistoryRows, ProfileRow, entry_fields

COLUMNS = ("register_id", "risk_id", "field", "printed", "read", "owner", "page", "locator")
"""Those of a paper as a table."""

_LABEL_WIDTH = 17
"""Columns that the names of values take up."""


def print_paper(paper: ReadPaper, identifier: str | None = None, organisations: Organisations | None = None) -> bool:
    """Print what a paper holds, entry by entry with places, or only its entries of an identifier.

    False where nothing was read, or something of what is printed was not read or not understood.

    Raises:
        UnknownNameError: it has no such entry. Nothing has been printed.
    """
    history, (made,) = build_history([paper], organisations=organisations)
    _check(identifier, history)
    page = Page()
    pages = f", {counted(paper.pages, 'page')}" if paper.pages else ""
    page.title(f"{paper.path} ({paper.format}{pages})")
    if not made.editions and not history.events:
        page.raw("No register was read from it.")
        _print_findings(page, history.findings)
        return False
    for edition in made.editions:
        _print_edition(page, edition, identifier)
    if not identifier:
        _print_events(page, history.events)
        shown = {_identity(row) for edition in made.editions for row in edition.findings}
        others = [row for row in history.findings if _identity(row) not in shown]
        if others:
            page.head("Elsewhere in the paper")
        _print_findings(page, others)
    return _is_understood(history, identifier)


def print_paper_rows(
    form: str, paper: ReadPaper, identifier: str | None = None, organisations: Organisations | None = None
) -> bool:
    """Print what a paper holds as a table, one row for each value and statement; as ``print_paper`` otherwise."""
    history, (made,) = build_history([paper], organisations=organisations)
    _check(identifier, history)
    entries = ((edition, row) for edition in made.editions for row in _chosen(edition, identifier))
    print_rows(form, COLUMNS, chain.from_iterable(_rows(edition, row) for edition, row in entries))
    return bool(made.editions or history.events) and _is_understood(history, identifier)


def _rows(edition: Edition, row: EntryRow) -> Iterator[dict[str, Any]]:
    about = {"register_id": row.register_id, "risk_id": row.risk_id, "page": row.page_first, "locator": row.locator}
    for field in entry_fields():
        if field.read and (printed := getattr(row, field.printed)) is not None:
            yield about | {"field": field.column, "printed": printed, "read": getattr(row, field.column)}
    for name in STATEMENT_FIELDS:
        for said in edition.statements:
            if (said.entry_id, said.field) == (row.entry_id, name):
                own = {"field": name, "printed": said.text, "owner": said.owner}
                yield about | own | ({"page": said.page} if said.page else {})


def _check(identifier: str | None, history: HistoryRows) -> None:
    if identifier and not any(is_called(row, identifier) for row in history.entries):
        raise unknown("entry of this paper", identifier, {row.id_raw or row.risk_id for row in history.entries})


def _chosen(edition: Edition, identifier: str | None) -> list[EntryRow]:
    return [row for row in edition.entries if not identifier or is_called(row, identifier)]


def _is_understood(history: HistoryRows, identifier: str | None) -> bool:
    """Whether there is no error in it, or in its entries of an identifier."""
    entries = {row.entry_id for row in history.entries if identifier and is_called(row, identifier)}
    return not any(row.severity == "error" and (not identifier or row.entry_id in entries) for row in history.findings)


def _print_findings(page: Page, findings: Sequence[FindingRow]) -> None:
    for finding in findings:
        say_finding(page, finding)


def _identity(finding: FindingRow) -> tuple[Any, ...]:
    return finding.code, finding.message, finding.page


def _print_edition(page: Page, edition: Edition, identifier: str | None) -> None:
    """Print an edition, or only its entries of an identifier, if it has any."""
    register = edition.register
    entries = _chosen(edition, identifier)
    if identifier and not entries:
        return
    page.head(register.title or "A register without a title")
    risks = counted(register.n_risks, "risk")
    page.say(f"{register.register_id}: {risks}, {counted(register.n_opportunities, 'opportunity', 'opportunities')}")
    if not identifier:
        _print_findings(page, [finding for finding in edition.findings if finding.entry_id is None])
    for row in entries:
        _print_entry(page, edition, row)
    if edition.profile and not identifier:
        _print_profile(page, edition.profile)


def _print_profile(page: Page, lines: Sequence[ProfileRow]) -> None:
    page.head("Summary profile")
    for row in lines:
        quarters = (row.confidence_q1, row.confidence_q2, row.confidence_q3, row.confidence_q4)
        ratings = "/".join(rating or "–" for rating in quarters)
        scores = f"{row.current_score or '–'} → {row.target_score or '–'}"
        values = (row.title, scores, row.target_date_raw, ratings, row.direction_raw)
        page.say("  ".join(value or "–" for value in values), 2, 10, row.id_raw or row.risk_id)


def _print_events(page: Page, events: Sequence[EventRow]) -> None:
    if events:
        page.head("Changes it states")
    for row in events:
        place = f"page {row.page}, " if row.page else ""
        name = " ".join(filter(None, (row.id_raw or row.risk_id, row.title))) or row.kind or "an entry"
        what = row.event.replace("_", " ")
        page.say(f"{name} ({place}{row.stated_in} of {row.date or 'no date'})", 2, 6, f"{what}:")
        page.say(row.text, 6)


def _print_entry(page: Page, edition: Edition, row: EntryRow) -> None:
    page.head(f"{row.id_raw}  ({place_of_entry(row)})")
    for field in entry_fields():
        printed = getattr(row, field.printed)
        repeats = field.name == "description" and printed == row.title
        if field.read and not field.part_of and printed is not None and not repeats:
            page.say(" / ".join(printed.splitlines()) + _normal_form(row, field), 2, _LABEL_WIDTH, field.label)
    for score, parts in groupby(entry_fields(), key=lambda field: field.part_of):
        levels = [(field.axis, getattr(row, field.column)) for field in parts] if score else []
        if score and any(level for _, level in levels):
            text = " × ".join(f"{axis} {level or '–'}" for axis, level in levels)
            page.say(text, 2, _LABEL_WIDTH, score.removesuffix("_score"))
    _print_statements(page, edition, row)
    _print_findings(page, [finding for finding in edition.findings if finding.entry_id == row.entry_id])


def _print_statements(page: Page, edition: Edition, row: EntryRow) -> None:
    for name in STATEMENT_FIELDS:
        own = [each for each in edition.statements if (each.entry_id, each.field) == (row.entry_id, name)]
        if own:
            page.say(name)
        for statement in own:
            owner = f"  [{statement.owner}]" if statement.owner else ""
            mark = "  " * statement.level + ("• " if statement.level else "")
            lead = ((f"p{statement.page}" if statement.page else "").ljust(5) + mark).rstrip()
            hang = 9 + len(mark)
            page.say(statement.text + owner, 4 if lead else hang, hang, lead)


def _normal_form(row: EntryRow, field: Field) -> str:
    """What a printed value was read as, where that is not the same."""
    if field.raw is None:
        return ""
    normal = getattr(row, field.column)
    text = ", ".join(normal) if isinstance(normal, tuple) else "nothing" if normal is None else str(normal)
    return "" if text.casefold() == getattr(row, field.raw).casefold() else f"  → {text}"
