"""What the lineage says of an entry that only one of two editions has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

_WORDS = {
    "split": ("split into", "split from"),
    "merged": ("merged into", "merged from"),
    "related": ("related to", "related to"),
    "continues": ("continued by", "continues"),
}
"""What a relation is called from its earlier entry, and from its later one."""


@dataclass(frozen=True, slots=True)
class Link:
    """``words`` and the ``other`` entry: ``merged into`` it; ``row`` is the row of ``lineage`` that says so."""

    words: str
    other: Row
    row: Row


class Links:
    """The links between two editions, those by way of an edition between them too."""

    def __init__(self, lineage: Sequence[Row], entries: Sequence[Row], earlier: Row, later: Row) -> None:
        """``earlier`` and ``later`` are rows of ``registers``."""
        ends = {earlier["register_id"], later["register_id"]}
        self._entries = {row["entry_id"]: row for row in entries if row["register_id"] in ends or _between(
            row, earlier, later
        )}  # fmt: skip
        self._ends = {(row["register_id"], row["lineage_id"]): row for row in entries if row["register_id"] in ends}
        self._lineage = [row for row in lineage if {row["from_entry_id"], row["to_entry_id"]} <= self._entries.keys()]

    def of(self, entry: Row, across: str, *, is_later: bool) -> tuple[Link, ...]:
        """The links of an entry to what became of it, or where ``is_later`` to what it came from.

        The other entry is given as the edition ``across`` has it, if it does.
        """
        near, far = ("to_entry_id", "from_entry_id") if is_later else ("from_entry_id", "to_entry_id")
        found: dict[tuple[str, str], Link] = {}
        for row in self._lineage:
            here, other = self._entries[row[near]], self._entries[row[far]]
            if _same(here, entry) and not _same(other, entry):
                shown = other
                if other["lineage_id"] is not None:
                    shown = self._ends.get((across, other["lineage_id"]), other)
                words = _WORDS[row["relation"]][is_later]
                found.setdefault((words, shown["entry_id"]), Link(words, shown, row))
        return tuple(found.values())


def elsewhere(entry: Row, entries: Sequence[Row], *, is_later: bool) -> str | None:
    """Where else the risk of an entry is on the register, if not in the other edition: it may be absent for a while.

    ``is_later``: the entry is of the later edition, and the newest before it is given; otherwise the newest
    after it.
    """
    if entry["lineage_id"] is None or entry["period_end"] is None:
        return None
    others = [
        row
        for row in entries
        if row["lineage_id"] == entry["lineage_id"]
        and row["period_end"] is not None
        and (row["period_end"] < entry["period_end"] if is_later else row["period_end"] > entry["period_end"])
    ]
    if not others:
        return None
    other = max(others, key=lambda row: row["period_end"])
    when = "before" if is_later else "later"
    return f"on the register {when}, as {other['risk_id']} of {other['fiscal_year']} Q{other['quarter']}"


def _between(entry: Row, earlier: Row, later: Row) -> bool:
    days = earlier["period_end"], entry["period_end"], later["period_end"]
    return None not in days and entry["organisation"] == later["organisation"] and days[0] <= days[1] <= days[2]


def _same(one: Row, other: Row) -> bool:
    if one["lineage_id"] is None:
        return bool(one["entry_id"] == other["entry_id"])
    return bool(one["lineage_id"] == other["lineage_id"])
