"""What faults change in what a paper says. Builders draw, and ``expected`` expects, what comes out here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from typing import TypeVar

from tests.builder.content import Edition, Item, Items, SampleEntry, load_edition

_T = TypeVar("_T")

UNKNOWN_HEADING = "If nothing is done"
"""A wording for the consequence column that no council has used yet."""

PROFILE_SCORE = "12"
"""What the profile prints as the current score of the first card, which has 16."""

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

MORE_PROGRESS = tuple(
    Item(1, f"Week {week}: {week % 9 + 3} more offices joined the trial, and {week % 4} asked to leave it")
    for week in range(1, 131)
)
"""More than two pages hold."""

LEVELS = {"Rare": 1, "Unlikely": 2, "Possible": 3, "Likely": 4, "Certain": 5} | {
    "Insignificant": 1, "Minor": 2, "Moderate": 3, "Major": 4, "Catastrophic": 5, "Outstanding": 5,
}  # fmt: skip

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
    """Without blanks, five paragraphs of one word in a narrow column look like one that was wrapped."""
    for position, entry in enumerate(edition.entries):
        joined = Item(0, " ".join(item.text for item in entry.fields["types"]))
        edition = _with_fields(edition, position, types=(joined,))
    return edition


def _typed_bullets(edition: Edition) -> Edition:
    """A typed bullet does not show its level: every one is at level 1."""

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
    headings = {**edition.headings, "risk": {**edition.headings.get("risk", {}), "consequence": UNKNOWN_HEADING}}
    return replace(edition, headings=headings)


def _lone_tail(edition: Edition) -> Edition:
    return _with_fields(edition, 0, progress=edition.entries[0].fields["progress"] + MORE_PROGRESS)


def _levels_as_numbers(edition: Edition) -> Edition:
    for position, entry in enumerate(edition.entries):
        levels = {
            name: (Item(0, _level(entry.text(name))),)
            for name in entry.fields
            if name.endswith(("_likelihood", "_impact"))
        }
        edition = _with_fields(edition, position, **levels)
    return edition


def _level(printed: str) -> str:
    """``Likely (4)`` → ``4``."""
    word = printed.partition(" ")[0]
    return str(LEVELS.get(word, word))


def _swapped_scores(edition: Edition) -> Edition:
    fields = edition.entries[0].fields
    swapped = {
        f"{which}_{axis}": fields[f"{other}_{axis}"]
        for which, other in (("current", "target"), ("target", "current"))
        for axis in ("likelihood", "impact")
    }
    return _with_fields(edition, 0, **swapped)


def _missing_label(edition: Edition) -> Edition:
    first, second, *others = edition.entries
    fields = {name: items for name, items in second.fields.items() if name != "target_date"}
    return replace(edition, entries=(first, replace(second, fields=fields), *others))


def spills(position: int) -> bool:
    """Whether the words of this entry's score spill into a cell of their own: of one in three they do."""
    return position % 3 == 1


def _spilled_score(edition: Edition) -> Edition:
    """Where scores are bare numbers, those that spill have words to spill."""
    for position, entry in enumerate(edition.entries):
        score = entry.text("target_score")
        if spills(position) and score.isdigit():
            edition = _with_fields(edition, position, target_score=(Item(0, f"{score} Major/ possible"),))
    return edition


def _profile_conflict(edition: Edition) -> Edition:
    first, *others = edition.profile
    return replace(edition, profile=(replace(first, current_score=PROFILE_SCORE), *others))


_CHANGES: dict[str, Callable[[Edition], Edition]] = {
    "nested_bullets": _nested_bullets,
    "numbered_items": _numbered_items,
    "duplicate_id": _duplicate_id,
    "missing_heading": _missing_heading,
    "renamed_heading": _renamed_heading,
    "no_trailing_blanks": _no_trailing_blanks,
    "spilled_score": _spilled_score,
    "lone_tail": _lone_tail,
    "levels_as_numbers": _levels_as_numbers,
    "swapped_scores": _swapped_scores,
    "missing_label": _missing_label,
    "profile_conflict": _profile_conflict,
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
