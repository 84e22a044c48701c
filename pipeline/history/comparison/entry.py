"""What changed in one entry between two editions that both have it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from normalise.values.text import clean, one_line
from pipeline.history.comparison.statements import out_of_order, pair_statements
from pipeline.history.comparison.words import key
from pipeline.rows.statements import STATEMENT_FIELDS

Row = Mapping[str, Any]

Kind = Literal[
    "renumbered", "reworded", "changed", "statement_added", "statement_dropped", "statement_reworded", "statement_moved"
]
"""What may happen to an entry that both editions have."""

VALUES = {
    "kind": "kind",
    "risk_types": "types_raw",
    "current_score": "current_score_raw",
    "target_score": "target_score_raw",
    "owners": "owner_raw",
    "direction": "direction_raw",
    "target_date": "target_date_raw",
    "target_confidence": "target_confidence_raw",
}
"""The values compared, each with the column of what is printed for it."""

GRADES = {f"{which}_score": (f"{which}_likelihood", f"{which}_impact") for which in ("current", "target")}
"""What a score is made up of."""

STATEMENT_OWNER = "statement owner"
"""Stands beside the fields for the owners of single statements, which not every edition names."""

_ORDER: tuple[Kind, ...] = ("statement_reworded", "statement_dropped", "statement_added", "statement_moved")

_PHRASE = 3
"""Words up to which a direction of travel as printed is no more than its normal form."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an entry: ``before`` and ``after`` as text, None where that edition gives nothing.

    ``field`` is a column of ``entries`` or a field of ``statements``; ``action → control`` where a statement moved.
    The places are pages, or the entry's locator where its paper has none.
    """

    kind: Kind
    field: str
    before: str | None
    after: str | None
    place_before: str | None = None
    place_after: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that both editions have, what changed in it, and what could not be compared."""

    before: Row
    after: Row
    changes: tuple[Change, ...]
    uncompared: tuple[str, ...] = ()


def compare_entries(
    old: Row, new: Row, before: Sequence[Row], after: Sequence[Row], unprinted: Collection[str] = ()
) -> Kept:
    """Compare an entry with itself in another edition; ``before`` and ``after`` are its statements.

    ``unprinted`` are the fields that one of the editions gives for no entry. What a report that only lists the
    entry does not say is no change either: it is named in ``uncompared``.
    """
    one_listed = old["detail"] != new["detail"]
    listed = one_listed or old["detail"] == "summary"
    changes: list[Change] = []
    # What a report says of an entry sums up what the register describes: they are two texts.
    uncompared = ["description", "statements"] if one_listed else []
    if old["risk_id"] != new["risk_id"]:
        changes.append(Change("renumbered", "risk_id", old["risk_id"], new["risk_id"]))
    changes += _wording_changes(old, new, described=not one_listed)
    for name in VALUES:
        given = [_value(row, name) is not None for row in (old, new)]
        if listed and any(given) and not all(given):
            uncompared.append(name)
        elif name not in unprinted:
            changes += _value_changes(old, new, name)
    places = place_of(old), place_of(new)
    placed = [Change(each.kind, each.field, each.before, each.after, *places) for each in changes]
    if not one_listed:
        placed += _statement_changes(places, before, after, unprinted)
    return Kept(old, new, tuple(placed), tuple(uncompared))


def place_of(entry: Row) -> str | None:
    """Where an entry stands: its pages, or the locator where its paper has none."""
    first, last = entry["page_first"], entry["page_last"]
    if first is None:
        return entry["locator"]  # type: ignore[no-any-return]
    return str(first) if last in (None, first) else f"{first}–{last}"


def printed_fields(entries: Sequence[Row], statements: Sequence[Row]) -> set[str]:
    """The fields that are given for some of these entries or by some of these statements."""
    found = {name for name in VALUES for row in entries if _value(row, name) is not None}
    found |= {row["field"] for row in statements}
    return found | ({STATEMENT_OWNER} if any(row["owner"] for row in statements) else set())


def _wording_changes(old: Row, new: Row, *, described: bool) -> Iterator[Change]:
    if key(old["title"]) != key(new["title"]):
        yield Change("reworded", "title", old["title"], new["title"])
    texts = [_beyond_title(row) for row in (old, new)]
    if described and key(texts[0]) != key(texts[1]):
        yield Change("reworded", "description", texts[0] or None, texts[1] or None)


def _beyond_title(entry: Row) -> str:
    """The description without a first paragraph that is the title, as a table without titles has it."""
    paragraphs = clean(entry["description"] or "").split("\n")
    return "\n".join(paragraphs[1:] if key(paragraphs[0]) == key(entry["title"]) else paragraphs)


def _value(row: Row, name: str) -> str | None:
    """A value as text: its normal form, or what is printed where it has none. A date is given as printed."""
    value, raw = row[name], row[VALUES[name]]
    if isinstance(value, list):
        return ", ".join(value)
    text = raw if value is None or (name == "target_date" and raw) else value
    return None if text is None else one_line(str(text))


def _value_changes(old: Row, new: Row, name: str) -> Iterator[Change]:
    """What changed of one value: itself, the words it is printed in, or what a score is made up of."""
    normal = [frozenset(row[name]) if isinstance(row[name], list) else row[name] for row in (old, new)]
    texts = [_value(row, name) for row in (old, new)]
    raw = [row[VALUES[name]] for row in (old, new)]
    known = None not in normal
    changed = normal[0] != normal[1] if known else key(texts[0]) != key(texts[1])
    if name == "direction":
        # Most papers print a paragraph here, of which the direction is the least.
        changed = changed and known
        wordy = any(len((text or "").split()) > _PHRASE for text in raw)
        reworded = key(raw[0]) != key(raw[1]) and (wordy or not changed)
    else:
        reworded = name == "target_date" and not changed and key(raw[0]) != key(raw[1])
    if changed:
        yield Change("changed", name, *texts)
    if reworded:
        yield Change("reworded", VALUES[name], *raw)
    for grade in GRADES.get(name, ()):
        if None not in (old[grade], new[grade]) and old[grade] != new[grade]:
            yield Change("changed", grade, str(old[grade]), str(new[grade]))


def _statement_changes(
    places: tuple[str | None, str | None], before: Sequence[Row], after: Sequence[Row], unprinted: Collection[str]
) -> list[Change]:
    """What changed in the statements of an entry: field by field, and within a field kind by kind."""
    owned = STATEMENT_OWNER not in unprinted
    pairs, gone, come = pair_statements(*(sorted(rows, key=_position) for rows in (before, after)))
    found: list[tuple[Row, Change]] = []

    def note(kind: Kind, old: Row | None, new: Row | None) -> None:
        fields = dict.fromkeys(row["field"] for row in (old, new) if row)
        texts = [_said(row, owned=owned) if row else None for row in (old, new)]
        where = [(str(row["page"]) if row["page"] else place) if row else None
                 for row, place in zip((old, new), places, strict=True)]  # fmt: skip
        found.append((new or old or {}, Change(kind, " → ".join(fields), *texts, *where)))

    for row in gone:
        if row["field"] not in unprinted:
            note("statement_dropped", row, None)
    for row in come:
        if row["field"] not in unprinted:
            note("statement_added", None, row)
    stayed: defaultdict[str, list[tuple[Row, Row]]] = defaultdict(list)
    for old, new in pairs:
        if old["field"] == new["field"]:
            stayed[new["field"]].append((old, new))
        if key(_said(old, owned=owned)) != key(_said(new, owned=owned)):
            note("statement_reworded", old, new)
        elif old["field"] != new["field"]:
            note("statement_moved", old, new)
    for same in stayed.values():
        for old, new in out_of_order(same):
            if all(row is not new for row, _ in found):  # reworded is more to say than moved
                note("statement_moved", old, new)
    found.sort(key=lambda item: (_position(item[0])[0], _ORDER.index(item[1].kind), item[0]["position"]))
    return [change for _, change in found]


def _position(statement: Row) -> tuple[int, int]:
    return STATEMENT_FIELDS.index(statement["field"]), statement["position"]


def _said(statement: Row, *, owned: bool) -> str:
    """A statement as it is held against another: with its owner in brackets where both editions name owners."""
    owner = f" [{statement['owner']}]" if owned and statement["owner"] else ""
    return f"{statement['text']}{owner}"
