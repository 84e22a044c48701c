"""What faults change in what a paper says. Builders draw, and ``expected`` expects, what comes out here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from typing import TypeVar

from tests.builder.content import Edition, Item, Items, SampleEntry, load_edition

_T = TypeVar("_T")

UNKNOWN_HEADING = "If nothing is done"
"""A wording for the consequence column that no council has used yet."""

NESTED = (
    Item(1, "Three things would then have to be settled within a month:"),
    Item(2, "who covers the vacant posts in the eastern districts"),
    Item(2, "which budget pays for it, that is either"),
    Item(3, "the contingency of £40,000, or"),
    Item(3, "a share of last year's underspend"),
    Item(1, "No decision has been asked for so far"),
)
NUMBERED = tuple(
    Item(1, f"{number}. {text}", number=f"{number}.")
    for number, text in enumerate(
        (
            "Agree the list of sites with the district councils",
            "Write to every tenant at least six weeks before work begins on their building",
            "Report back to members in the spring",
        ),
        start=1,
    )
)

SECOND = {"may-2016": "2018-19-q1", "2018-19-q1": "2019-20-q2", "2019-20-q2": "may-2016"}
"""The edition that shares a file with each, where a file holds two."""


def _with_fields(edition: Edition, position: int, **fields: Items) -> Edition:
    entries = list(edition.entries)
    entry = entries[position]
    entries[position] = replace(entry, fields={**entry.fields, **fields})
    return replace(edition, entries=tuple(entries))


def _nested_bullets(edition: Edition) -> Edition:
    return _with_fields(edition, 0, consequence=edition.entries[0].fields["consequence"] + NESTED)


def _numbered_items(edition: Edition) -> Edition:
    return _with_fields(edition, 0, action=NUMBERED)


def _duplicate_id(edition: Edition) -> Edition:
    return _with_fields(edition, 1, id=edition.entries[0].fields["id"])


def _no_trailing_blanks(edition: Edition) -> Edition:
    """Without blanks, nothing tells five paragraphs of one word in a narrow column from one that was wrapped."""
    for position, entry in enumerate(edition.entries):
        joined = Item(0, " ".join(item.text for item in entry.fields["types"]))
        edition = _with_fields(edition, position, types=(joined,))
    return edition


def _typed_bullets(edition: Edition) -> Edition:
    """A typed bullet cannot tell how deep it is: every one is at level 1."""

    def typed(entry: SampleEntry) -> SampleEntry:
        fields = {
            name: tuple(replace(item, level=min(item.level, 1)) for item in items)
            for name, items in entry.fields.items()
        }
        return replace(entry, fields=fields)

    return replace(edition, entries=tuple(map(typed, edition.entries)))


def _missing_heading(edition: Edition) -> Edition:
    def without(fields: Mapping[str, _T]) -> dict[str, _T]:
        return {name: value for name, value in fields.items() if name != "direction"}

    return replace(
        edition,
        headings={kind: without(headings) for kind, headings in edition.headings.items()},
        entries=tuple(replace(entry, fields=without(entry.fields)) for entry in edition.entries),
    )


def _renamed_heading(edition: Edition) -> Edition:
    headings = {**edition.headings, "risk": {**edition.headings["risk"], "consequence": UNKNOWN_HEADING}}
    return replace(edition, headings=headings)


_CHANGES: dict[str, Callable[[Edition], Edition]] = {
    "nested_bullets": _nested_bullets,
    "numbered_items": _numbered_items,
    "duplicate_id": _duplicate_id,
    "missing_heading": _missing_heading,
    "renamed_heading": _renamed_heading,
    "no_trailing_blanks": _no_trailing_blanks,
    "typed_bullets": _typed_bullets,
}
"""Applied in this order: typed bullets come after whatever adds bullets."""


def vary(edition: Edition, faults: Set[str]) -> tuple[Edition, ...]:
    """The editions a file with these faults holds (one, or two with ``two_registers``), each as it then reads."""
    editions = [edition, load_edition(SECOND[edition.name])] if "two_registers" in faults else [edition]
    for fault, change in _CHANGES.items():
        if fault in faults:
            editions = [change(each) for each in editions]
    return tuple(editions)
