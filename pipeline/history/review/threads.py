"""The threads of a written history: what each was called and scored in every edition, and what it is linked to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from normalise.values.ids import Identifiers
from pipeline.store.documents import first_paths

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

TABLES = ("entries", "registers", "lineage", "threads", "events", "documents")
"""What a review needs of a history."""


@dataclass(slots=True)
class Thread:
    """One thread: its row, its entries in the order of their editions, and the events that papers state of it.

    ``links`` are those between its own entries, by the later one's entry_id; ``others`` those to other threads.
    """

    row: Row
    entries: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    links: dict[str, Row] = field(default_factory=dict)
    others: list[Row] = field(default_factory=list)

    @property
    def lineage_id(self) -> str:
        """The thread's key."""
        return str(self.row["lineage_id"])


@dataclass(slots=True)
class Review:
    """The threads of a history, its editions in their order, and its rows by their keys."""

    threads: list[Thread]
    registers: list[Row]
    entries: dict[str, Row]
    paths: dict[str, str]
    proposals: list[Row]

    def of_entry(self, entry_id: str) -> str:
        """The lineage_id of an entry."""
        return str(self.entries[entry_id]["lineage_id"])


def review(tables: Tables) -> Review:
    """Put a history's threads together: first those on the newest register, each group by its newest number."""
    registers = sorted(
        (row for row in tables["registers"] if row["quarter"] is not None),
        key=lambda row: (row["organisation"], row["period_end"], row["revision"]),
    )
    order = {row["register_id"]: number for number, row in enumerate(registers)}
    threads = {row["lineage_id"]: Thread(row) for row in tables["threads"]}
    entries = {row["entry_id"]: row for row in tables["entries"]}
    for row in sorted(tables["entries"], key=lambda row: (order.get(row["register_id"], -1), row["entry_id"])):
        if row["lineage_id"]:
            threads[row["lineage_id"]].entries.append(row)
    for row in sorted(tables["events"], key=lambda row: (str(row["date"] or ""), row["event_id"])):
        if row["lineage_id"]:
            threads[row["lineage_id"]].events.append(row)
    for row in tables["lineage"]:
        one, other = (threads[entries[row[end]]["lineage_id"]] for end in ("from_entry_id", "to_entry_id"))
        if one is other:
            one.links[row["to_entry_id"]] = row
        else:
            one.others.append(row)
            other.others.append(row)
    return Review(
        sorted(threads.values(), key=lambda thread: _rank(thread, order)),
        registers,
        entries,
        first_paths(tables["documents"]),
        [row for row in tables["lineage"] if row["status"] == "proposed"],
    )


def _rank(thread: Thread, order: Mapping[str, int]) -> tuple[Any, ...]:
    last = thread.entries[-1]
    number = (thread.row["kind"] != "risk", *Identifiers().sort_key(last["risk_id"]))
    return not thread.row["open"], -order[last["register_id"]], number, thread.lineage_id


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
            return any(f"-{row['entry_id']}".endswith(f"-{name}") for row in thread.entries)
        return number is not None and number in {row["risk_id"] for row in (*thread.entries, *thread.events)}

    return [thread for thread in threads if is_meant(thread)]
