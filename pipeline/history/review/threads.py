"""The threads of a written history: what each was called and scored in every edition, and what it is linked to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from normalise.values.ids import Identifiers
from pipeline.store.documents import first_paths
from pipeline.store.tables import EntryRow, EventRow, HistoryRows, LinkRow, RegisterRow, ThreadRow

TABLES = ("entries", "registers", "lineage", "threads", "events", "documents")
"""What a review needs of a history."""


@dataclass(slots=True)
class Thread:
    """One thread: its row, its entries in the order of their editions, and the events that papers state of it.

    ``links`` are those between its own entries, by the later one's entry_id; ``others`` those to other threads.
    """

    row: ThreadRow
    entries: list[EntryRow] = field(default_factory=list)
    events: list[EventRow] = field(default_factory=list)
    links: dict[str, LinkRow] = field(default_factory=dict)
    others: list[LinkRow] = field(default_factory=list)

    @property
    def lineage_id(self) -> str:
        """The thread's key."""
        return self.row.lineage_id

    @property
    def numbers(self) -> set[str | None]:
        """The identifiers it had in some edition, or was given by a stated change."""
        return {row.risk_id for row in self.entries} | {event.risk_id for event in self.events}


@dataclass(slots=True)
class Review:
    """The threads of a history, its editions in their order, and its rows by their keys."""

    threads: list[Thread]
    registers: list[RegisterRow]
    entries: dict[str, EntryRow]
    paths: dict[str, str]
    proposals: list[LinkRow]

    def ends_of(self, link: LinkRow) -> tuple[EntryRow, EntryRow]:
        """The earlier and the later entry of a link."""
        return self.entries[link.from_entry_id], self.entries[link.to_entry_id]


def review(history: HistoryRows) -> Review:
    """Put a history's threads together: first those on the newest register, each group by its newest number."""
    registers = sorted(
        (row for row in history.registers if row.quarter is not None),
        key=lambda row: (row.organisation, str(row.period_end), row.revision),
    )
    order = {row.register_id: number for number, row in enumerate(registers)}
    threads = {row.lineage_id: Thread(row) for row in history.threads}
    entries = {row.entry_id: row for row in history.entries}
    for row in sorted(history.entries, key=lambda row: (order.get(row.register_id, -1), row.entry_id)):
        if row.lineage_id:
            threads[row.lineage_id].entries.append(row)
    for event in sorted(history.events, key=lambda event: (str(event.date or ""), event.event_id)):
        if event.lineage_id:
            threads[event.lineage_id].events.append(event)
    for link in history.lineage:
        one, other = (threads[str(entries[end].lineage_id)] for end in (link.from_entry_id, link.to_entry_id))
        if one is other:
            one.links[link.to_entry_id] = link
        else:
            one.others.append(link)
            other.others.append(link)
    return Review(
        sorted(threads.values(), key=lambda thread: _rank(thread, order)),
        registers,
        entries,
        first_paths(history.documents),
        [row for row in history.lineage if row.status == "proposed"],
    )


def _rank(thread: Thread, order: Mapping[str, int]) -> tuple[Any, ...]:
    last = thread.entries[-1]
    number = (thread.row.kind != "risk", *Identifiers().sort_key(last.risk_id))
    return not thread.row.open, -order[last.register_id], number, thread.lineage_id


def asked_for(threads: Iterable[Thread], wanted: str) -> list[Thread]:
    """The threads that a person means by a lineage_id or an entry_id (with or without the organisation), or a number.

    A number means every thread that had it in some edition, or that a stated change gave it to.
    """
    name = wanted.strip()
    identity = Identifiers().parse_any(name)
    number = identity[0].risk_id if identity else None

    def is_meant(thread: Thread) -> bool:
        if name in (thread.lineage_id, thread.lineage_id.rpartition("/")[2]):
            return True
        if "/" in name:
            return any(f"-{row.entry_id}".endswith(f"-{name}") for row in thread.entries)
        return number is not None and number in thread.numbers

    return [thread for thread in threads if is_meant(thread)]


def names_in(threads: Iterable[Thread]) -> set[str]:
    """What ``asked_for`` knows threads by: their numbers and lineages."""
    return {name for thread in threads for name in (*thread.numbers, thread.lineage_id) if name}
