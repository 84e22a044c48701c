"""What a reader must give for a sample paper: derived from its content, never from the pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from tests.builder.content import Edition, Event, Kind, Layout, ProfileLine, SampleEntry
from tests.builder.faults import NONE
from tests.builder.register import INNER_TABLE, merges
from tests.builder.variant import UNKNOWN_HEADING, vary

Lines = tuple[tuple[int, str], ...]
"""The (level, text) of each paragraph or item of a cell; () where the cell is empty."""


@dataclass(frozen=True, slots=True)
class ExpectedEntry:
    """An entry's fields. One that is not in ``fields`` has no column that a reader can know, or no cell of its own."""

    kind: Kind
    id: str
    fields: Mapping[str, Lines]


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
    """Everything in the file. ``loud`` are texts that belong to no field and must turn up in a finding."""

    registers: tuple[ExpectedRegister, ...]
    loud: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[ExpectedEntry, ...]:
        """The entries of all registers, in order."""
        return tuple(entry for register in self.registers for entry in register.entries)


def _entry(entry: SampleEntry, hidden: Set[str], inner: Lines) -> ExpectedEntry:
    fields = {
        name: tuple((item.level, item.text) for item in items)
        for name, items in entry.fields.items()
        if name not in hidden
    }
    if inner:
        fields["action"] += inner
    return ExpectedEntry(entry.kind, entry.id, fields)


def _hidden(edition: Edition, position: int, faults: Set[str]) -> set[str]:
    """The fields of an entry that nobody can read: their column is unknown, or another cell covers them."""
    hidden = set()
    if "renamed_heading" in faults and edition.entries[position].kind == "risk":
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
            _entry(entry, _hidden(edition, position, faults), inner if position == 0 else ())
            for position, entry in enumerate(edition.entries)
        ),
        profile=edition.profile,
        events=edition.events,
    )


def expected(edition: Edition, faults: Set[str] = NONE) -> Expectation:
    """What is to be read from ``build(edition, any format, faults)``.

    The rows of a nested table follow the texts of its cell, each as one paragraph.
    """
    loud = (UNKNOWN_HEADING,) if "renamed_heading" in faults else ()
    return Expectation(tuple(_register(each, faults) for each in vary(edition, faults)), loud)
