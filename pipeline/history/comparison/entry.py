"""What changed in one entry between two editions that both have it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from normalise.values.text import clean, one_line
from pipeline.history.comparison.statements import NONE_SAID, Said, nearest, out_of_order, pair_statements
from pipeline.history.comparison.words import key, similarity
from pipeline.store.fields import Field
from pipeline.store.tables import STATEMENT_FIELDS, EntryRow, RegisterRow, StatementRow, entry_fields

Kind = Literal[
    "renumbered", "reworded", "changed", "statement_added", "statement_dropped", "statement_reworded", "statement_moved"
]
"""What may happen to an entry that both editions have."""

STATEMENT_OWNER = "statement owner"
"""Is named beside the fields for the owners of single statements, which not every edition names."""

_ORDER: tuple[Kind, ...] = ("statement_reworded", "statement_dropped", "statement_added", "statement_moved")

_PHRASE = 3
"""Words up to which what is printed in prose is no more than its normal form."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an entry: ``before`` and ``after`` as text, None where that edition gives nothing.

    ``field`` is a column of ``entries`` or a field of ``statements``, the one that a statement is in after it moved;
    ``moved_from`` is the one that it was in before, if that was another. ``similarity`` is that of both texts of a
    reworded statement, or of one that is gone or came to the ``nearest`` of the other edition, None where none is near;
    ``nearest_in`` is the entry of the other edition that the latter stands in, mostly the same one.
    The places are pages, or the entry's locator where its paper has none.
    """

    kind: Kind
    field: str
    before: str | None
    after: str | None
    place_before: str | None = None
    place_after: str | None = None
    moved_from: str | None = None
    similarity: float | None = None
    nearest: str | None = None
    nearest_in: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that both editions have, what changed in it, and what could not be compared."""

    before: EntryRow
    after: EntryRow
    changes: tuple[Change, ...]
    uncompared: tuple[str, ...] = ()


def compare_entries(
    old: EntryRow,
    new: EntryRow,
    before: Sequence[StatementRow],
    after: Sequence[StatementRow],
    unprinted: Collection[str] = (),
    said: tuple[Said, Said] = (NONE_SAID, NONE_SAID),
) -> Kept:
    """Compare an entry with itself in another edition; ``before`` and ``after`` are its statements.

    ``said`` are the statements of all entries of either edition, where one that left this entry may stand now.
    ``unprinted`` are the fields that one of the editions gives for no entry. What a report that only lists the
    entry does not say is no change either: it is named in ``uncompared``.
    """
    one_listed = old.detail != new.detail
    listed = one_listed or old.detail == "summary"
    changes: list[Change] = []
    # What a report says of an entry sums up what the register describes: they are two texts.
    uncompared = ["description", "statements"] if one_listed else []
    if old.risk_id != new.risk_id:
        changes.append(Change("renumbered", "risk_id", old.risk_id, new.risk_id))
    changes += _wording_changes(old, new, described=not one_listed)
    for field in followed_fields():
        given = [_value(row, field) is not None for row in (old, new)]
        if listed and any(given) and not all(given):
            uncompared.append(field.column)
        elif field.column not in unprinted:
            changes += _value_changes(old, new, field)
    places = place_of(old), place_of(new)
    placed = [Change(each.kind, each.field, each.before, each.after, *places) for each in changes]
    if not one_listed:
        placed += _statement_changes(places, before, after, unprinted, said)
    return Kept(old, new, tuple(placed), tuple(uncompared))


def followed_fields() -> tuple[Field, ...]:
    """The fields that are compared from edition to edition as values."""
    return tuple(field for field in entry_fields() if field.followed)


def compared_names() -> tuple[str, ...]:
    """What else than its title and description an entry is compared in: columns, fields of statements, their owners."""
    return (*(field.column for field in followed_fields()), *STATEMENT_FIELDS, STATEMENT_OWNER)


def place_of(entry: EntryRow) -> str | None:
    """Where an entry is: its pages, or the locator where its paper has none."""
    return pages_of(entry) or entry.locator


def pages_of(row: EntryRow | RegisterRow) -> str | None:
    """The pages of an entry or edition, ``7`` or ``7–8``; None where its paper has none."""
    first, last = row.page_first, row.page_last
    if first is None:
        return None
    return str(first) if last in (None, first) else f"{first}–{last}"


def printed_names(entries: Sequence[EntryRow], statements: Sequence[StatementRow]) -> set[str]:
    """Of the ``compared_names``, those given for some of these entries or by some of these statements."""
    found = {field.column for field in followed_fields() for row in entries if _value(row, field) is not None}
    found |= {row.field for row in statements}
    return found | ({STATEMENT_OWNER} if any(row.owner for row in statements) else set())


def _wording_changes(old: EntryRow, new: EntryRow, *, described: bool) -> Iterator[Change]:
    if key(old.title) != key(new.title):
        yield Change("reworded", "title", old.title, new.title)
    texts = [_beyond_title(row) for row in (old, new)]
    if described and key(texts[0]) != key(texts[1]):
        yield Change("reworded", "description", texts[0] or None, texts[1] or None)


def _beyond_title(entry: EntryRow) -> str:
    """The description without a first paragraph that is the title, as a table without titles has it."""
    paragraphs = clean(entry.description or "").split("\n")
    return "\n".join(paragraphs[1:] if key(paragraphs[0]) == key(entry.title) else paragraphs)


def _value(row: EntryRow, field: Field) -> str | None:
    """A value as text: its normal form, or what is printed where it has none or people know the value by its words."""
    value, printed = getattr(row, field.column), getattr(row, field.printed)
    if isinstance(value, tuple):
        return ", ".join(value)
    text = printed if value is None or (field.wording == "value" and printed) else value
    return None if text is None else one_line(str(text))


def _value_changes(old: EntryRow, new: EntryRow, field: Field) -> Iterator[Change]:
    """What changed of one value: itself, the words it is printed in, or the levels that a score is made up of."""
    values = [getattr(row, field.column) for row in (old, new)]
    normal = [frozenset(value) if isinstance(value, tuple) else value for value in values]
    shown = [_value(row, field) for row in (old, new)]
    printed = [getattr(row, field.printed) for row in (old, new)]
    known = None not in normal
    changed = normal[0] != normal[1] if known else key(shown[0]) != key(shown[1])
    reworded = False
    if field.wording == "prose":
        changed, shown = normal[0] != normal[1], values  # the words say the rest
    if field.wording != "incidental" and key(printed[0]) != key(printed[1]):
        wordy = field.wording == "prose" and any(len((text or "").split()) > _PHRASE for text in printed)
        reworded = wordy or not changed
    if changed:
        yield Change("changed", field.column, shown[0], shown[1])
    if reworded:
        yield Change("reworded", field.printed, *printed)
    for part in entry_fields():
        levels = [getattr(row, part.column) for row in (old, new)] if part.part_of == field.column else [None]
        if None not in levels and levels[0] != levels[1]:
            yield Change("changed", part.column, str(levels[0]), str(levels[1]))


def _statement_changes(
    places: tuple[str | None, str | None],
    before: Sequence[StatementRow],
    after: Sequence[StatementRow],
    unprinted: Collection[str],
    said: tuple[Said, Said],
) -> list[Change]:
    """What changed in the statements of an entry: field by field, and within a field kind by kind."""
    owned = STATEMENT_OWNER not in unprinted
    sides = [sorted(rows, key=_position) for rows in (before, after)]
    pairs, gone, come = pair_statements(*sides)
    found: list[tuple[StatementRow, Change]] = []

    def note(kind: Kind, old: StatementRow | None, new: StatementRow | None, **more: Any) -> None:
        row = [row for row in (old, new) if row][-1]
        before, after = (_said(row, owned=owned) if row else None for row in (old, new))
        here, there = ((str(row.page) if row.page else place) if row else None
                       for row, place in zip((old, new), places, strict=True))  # fmt: skip
        found.append((row, Change(kind, row.field, before, after, here, there, **more)))

    for row in gone:
        if row.field not in unprinted:
            note("statement_dropped", row, None, **_near(row, sides[1], said[1]))
    for row in come:
        if row.field not in unprinted:
            note("statement_added", None, row, **_near(row, sides[0], said[0]))
    for old, new in pairs:
        moved_from = old.field if old.field != new.field else None
        if key(_said(old, owned=owned)) != key(_said(new, owned=owned)):
            alike = round(similarity(old.text, new.text), 2)
            note("statement_reworded", old, new, moved_from=moved_from, similarity=alike)
        elif moved_from:
            note("statement_moved", old, new, moved_from=moved_from)
    noted = {id(row) for row, _ in found}
    for field in STATEMENT_FIELDS:
        for old, new in out_of_order([pair for pair in pairs if pair[0].field == pair[1].field == field]):
            if id(new) not in noted:  # reworded is more to say than moved
                note("statement_moved", old, new)
    found.sort(key=lambda item: (_position(item[0])[0], _ORDER.index(item[1].kind), item[0].position))
    return [change for _, change in found]


def _near(row: StatementRow, others: Sequence[StatementRow], edition: Said) -> dict[str, Any]:
    if (found := nearest(row, others, edition)) is None:
        return {}
    return {"nearest": found[0].text, "nearest_in": found[0].entry_id, "similarity": round(found[1], 2)}


def _position(statement: StatementRow) -> tuple[int, int]:
    return STATEMENT_FIELDS.index(statement.field), statement.position


def _said(statement: StatementRow, *, owned: bool) -> str:
    """A statement as it is compared with another: with its owner in brackets where both editions name owners."""
    owner = f" [{statement.owner}]" if owned and statement.owner else ""
    return f"{statement.text}{owner}"
