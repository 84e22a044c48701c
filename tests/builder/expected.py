"""What a reader must give for a sample paper: derived from its content, never from the pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from itertools import groupby

from tests.builder.card import sections
from tests.builder.content import Edition, Event, Items, Kind, Layout, ProfileLine, SampleEntry
from tests.builder.faults import NONE
from tests.builder.register import INNER_TABLE, merges
from tests.builder.unseen import ROW
from tests.builder.variant import UNKNOWN_HEADING, vary
from tests.builder.ways import visible

Lines = tuple[tuple[int, str], ...]
"""The (level, text) of each paragraph or item of a cell; () where the cell is empty."""


@dataclass(frozen=True, slots=True)
class ExpectedEntry:
    """An entry's fields. One that is not in ``fields`` has no column that a reader can know, or no cell of its own.

    ``line_owners`` are the owners beside the lines of a card's controls and actions, one for each line.
    """

    kind: Kind
    id: str
    fields: Mapping[str, Lines]
    line_owners: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class ExpectedRegister:
    """One edition in the file, as read."""

    title: str
    period: str
    layout: Layout
    entries: tuple[ExpectedEntry, ...]
    profile: tuple[ProfileLine, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """Everything in the file.

    ``reported`` are texts that must turn up in a finding, most of them because they belong to no field; ``codes`` are
    findings that a reader must make wherever it meets the fault.
    """

    registers: tuple[ExpectedRegister, ...]
    reported: tuple[str, ...] = ()
    codes: frozenset[str] = frozenset()

    @property
    def entries(self) -> tuple[ExpectedEntry, ...]:
        """The entries of all registers, in order."""
        return tuple(entry for register in self.registers for entry in register.entries)


_REPORTED = {
    "renamed_heading": UNKNOWN_HEADING, "missing_label": "no label for the target date", "hidden_row": ROW,
    "cp1252_as_utf8": "windows-1252",
}  # fmt: skip

_CODES = {
    "lost_list": "lost_list", "shifted_row": "mended_row", "spilled_score": "mended_row", "cut_word": "healed_word",
}  # fmt: skip
"""The finding by which a reader reports a fault that it repaired, or could not."""


def _entry(entry: SampleEntry, hidden: Set[str], inner: Lines, faults: Set[str]) -> ExpectedEntry:
    shown = {name: items for name, items in entry.fields.items() if name not in hidden}
    fields = {name: _lines(items, faults) for name, items in shown.items()}
    if inner:
        fields["action"] += inner
    identifier = "\n".join(item.text for item in visible(entry.fields["id"]))
    return ExpectedEntry(entry.kind, identifier, fields, _line_owners(entry, faults))


def _lines(items: Items, faults: Set[str]) -> Lines:
    """A cell's lines that are to be seen; a list that has lost the marks of its items is one paragraph."""
    items = tuple(visible(items))
    if "lost_list" not in faults:
        return tuple((item.level, item.text) for item in items)
    runs = ((in_list, list(run)) for in_list, run in groupby(items, lambda item: item.level > 0))
    texts = ([" ".join(item.bare for item in run)] if in_list else [item.text for item in run] for in_list, run in runs)
    return tuple((0, text) for run in texts for text in run)


def _line_owners(entry: SampleEntry, faults: Set[str]) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(
            " ".join(owner.text for owner in owners) for items, owners in sections(entry, name, faults) for _ in items
        )
        for name in ("control", "action")
        if f"{name}_owner" in entry.fields
    }


def _hidden(edition: Edition, position: int, faults: Set[str]) -> set[str]:
    """The fields of an entry that nobody can read: their column is unknown, or another cell covers them."""
    hidden = set()
    renamed = "renamed_heading" in faults and edition.layout != "risk_cards"  # cards show what stands under the label
    if renamed and edition.entries[position].kind == "risk":
        hidden.add("consequence")
    if merges(edition, position, faults):
        hidden.add("direction")
    return hidden


def _register(edition: Edition, faults: Set[str]) -> ExpectedRegister:
    inner = tuple((0, " | ".join(row)) for row in INNER_TABLE) if "nested_table" in faults else ()
    return ExpectedRegister(
        title=edition.title,
        period=edition.period,
        layout=edition.layout,
        entries=tuple(
            _entry(entry, _hidden(edition, position, faults), inner if position == 0 else (), faults)
            for position, entry in enumerate(edition.entries)
        ),
        profile=edition.profile,
        events=edition.events,
    )


def expected(edition: Edition, faults: Set[str] = NONE) -> Expectation:
    """What is to be read from ``build(edition, any format, faults)``.

    The rows of a nested table follow the texts of its cell, each as one paragraph.
    """
    reported = tuple(text for fault, text in _REPORTED.items() if fault in faults)
    codes = frozenset(code for fault, code in _CODES.items() if fault in faults)
    return Expectation(tuple(_register(each, faults) for each in vary(edition, faults)), reported, codes)
