"""The page of one risk or opportunity: each edition's wording held against the one before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.history.comparison.entry import STATEMENT_OWNER, Kept
from pipeline.history.comparison.links import RELATIONS
from pipeline.history.comparison.statements import pair_statements
from pipeline.history.comparison.words import key
from pipeline.history.order import is_earlier
from pipeline.history.review.threads import Thread
from pipeline.html_report.contents import Contents
from pipeline.html_report.differences import Piece, pieces
from pipeline.html_report.values import Value, values_of
from pipeline.store.tables import STATEMENT_FIELDS, EntryRow, EventRow, LinkRow, RegisterRow, StatementRow

Mark = Literal["same", "added", "dropped", "reworded", "moved"]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in an edition: what became of it since the one before, and its words."""

    row: StatementRow
    mark: Mark
    text: tuple[Piece, ...]
    came_from: str | None = None
    """The field that it stood in before, where it moved."""


@dataclass(frozen=True, slots=True)
class Step:
    """The thread in one edition: its entry, held against ``before``, the one of the edition before that has it.

    ``title`` and ``description`` are with marks; ``said`` are statements by field, those dropped among them.
    ``uncompared`` are fields that one of the two does not print. ``events`` are what papers state since ``before``.
    """

    register: RegisterRow
    entry: EntryRow
    before: EntryRow | None
    link: LinkRow | None
    title: tuple[Piece, ...]
    description: tuple[Piece, ...]
    values: tuple[Value, ...]
    said: tuple[tuple[str, tuple[Said, ...]], ...]
    uncompared: tuple[str, ...]
    events: tuple[EventRow, ...]


def steps_of(contents: Contents, thread: Thread) -> list[Step]:
    """The thread in each edition that has it, in the order of time."""
    steps = []
    told = list(thread.events)
    earlier: list[EntryRow] = []
    for entry in thread.entries:
        before = _predecessor(earlier, entry, thread)
        events = [event for event in told if _by(event, entry)]
        told = [event for event in told if event not in events]
        steps.append(_step(contents, thread, entry, before, events))
        earlier.append(entry)
    return steps


def relations_of(contents: Contents, thread: Thread) -> list[tuple[str, LinkRow, EntryRow]]:
    """What a thread is to others: in words, by which link, and the entry at its other end."""
    found = []
    for link in thread.others:
        earlier, later = contents.review.ends_of(link)
        is_later = later.lineage_id == thread.lineage_id
        found.append((RELATIONS[link.relation][is_later], link, earlier if is_later else later))
    return found


def events_after(thread: Thread) -> list[EventRow]:
    """What papers state of a thread after the last edition that has it."""
    return [event for event in thread.events if not any(_by(event, entry) for entry in thread.entries)]


def _by(event: EventRow, entry: EntryRow) -> bool:
    return (event.fiscal_year or "", event.quarter or 0) <= (entry.fiscal_year or "", entry.quarter or 0)


def _predecessor(earlier: Sequence[EntryRow], entry: EntryRow, thread: Thread) -> EntryRow | None:
    """The entry that one is held against: that which its link leads from, else the last of an earlier edition."""
    link = thread.links.get(entry.entry_id)
    linked = next((row for row in earlier if link and row.entry_id == link.from_entry_id), None)
    return linked or next((row for row in reversed(earlier) if is_earlier(row, entry) and not row.superseded), None)


def _step(
    contents: Contents, thread: Thread, entry: EntryRow, before: EntryRow | None, events: Sequence[EventRow]
) -> Step:
    kept = _kept(contents, before, entry) if before else None
    silent = _silent(contents, before, entry) if before else set()
    compared_texts = before is not None and before.detail == entry.detail
    return Step(
        contents.registers[entry.register_id],
        entry,
        before,
        thread.links.get(entry.entry_id),
        _text(before.title if before else None, entry.title, compared=before is not None),
        _text(before.description if before else None, entry.description, compared=compared_texts),
        tuple(values_of(entry, before, silent)),
        tuple(_statements(contents, before if compared_texts else None, entry, silent)),
        tuple(sorted(silent | set(kept.uncompared if kept else ()))),
        tuple(events),
    )


def _kept(contents: Contents, before: EntryRow, after: EntryRow) -> Kept | None:
    comparison = contents.comparison(before.register_id, after.register_id)
    return next((each for each in comparison.kept if (each.before, each.after) == (before, after)), None)


def _silent(contents: Contents, before: EntryRow, after: EntryRow) -> set[str]:
    """The fields that one of two editions gives for no entry: that is no change of this one."""
    if before.register_id == after.register_id:
        return set()
    return {name for _, name in contents.comparison(before.register_id, after.register_id).unprinted}


def _text(before: str | None, after: str | None, *, compared: bool) -> tuple[Piece, ...]:
    return tuple(pieces(before if compared else after, after)) if after or before else ()


def _statements(
    contents: Contents, before: EntryRow | None, entry: EntryRow, silent: set[str]
) -> Iterator[tuple[str, tuple[Said, ...]]]:
    new = contents.statements_of.get(entry.entry_id, [])
    old = contents.statements_of.get(before.entry_id, []) if before else []
    pairs, gone, come = pair_statements(old, new) if before else ([], [], [])
    came_from = {id(row): past for past, row in pairs}
    fresh = {id(row) for row in come}
    for field in STATEMENT_FIELDS:
        said = [_said(row, came_from.get(id(row)), id(row) in fresh, silent) for row in new if row.field == field]
        if field not in silent:
            said += [Said(row, "dropped", (Piece("gone", row.text),)) for row in gone if row.field == field]
        if said:
            yield field, tuple(said)


def _said(row: StatementRow, past: StatementRow | None, is_new: bool, silent: set[str]) -> Said:
    whole = (Piece("same", row.text),)
    if past is None:
        added = is_new and row.field not in silent
        return Said(row, "added", (Piece("came", row.text),)) if added else Said(row, "same", whole)
    moved = past.field if past.field != row.field else None
    if key(past.text) != key(row.text):
        return Said(row, "reworded", tuple(pieces(past.text, row.text)), moved)
    if moved:
        return Said(row, "moved", whole, moved)
    owned = STATEMENT_OWNER not in silent and key(past.owner) != key(row.owner)
    return Said(row, "reworded" if owned else "same", whole)
