"""What the lineage says of an entry that only one of two editions has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.history.order import is_earlier, last_day
from pipeline.store.tables import EntryRow, LinkRow, RegisterRow

RELATIONS = {
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
    other: EntryRow
    row: LinkRow


class Links:
    """The links between two editions, those by way of an edition between them too."""

    def __init__(
        self, lineage: Sequence[LinkRow], entries: Sequence[EntryRow], earlier: RegisterRow, later: RegisterRow
    ) -> None:
        """``earlier`` and ``later`` are rows of ``registers``."""
        ends = {earlier.register_id, later.register_id}
        self._entries = {row.entry_id: row for row in entries if row.register_id in ends or _between(
            row, earlier, later
        )}  # fmt: skip
        self._ends = {(row.register_id, row.lineage_id): row for row in entries if row.register_id in ends}
        self._lineage = [row for row in lineage if {row.from_entry_id, row.to_entry_id} <= self._entries.keys()]

    def of(self, entry: EntryRow, across: str, *, is_later: bool) -> tuple[Link, ...]:
        """The links of an entry to what became of it, or where ``is_later`` to what it came from.

        The other entry is given as the edition ``across`` has it, if it does.
        """
        found: dict[tuple[str, str], Link] = {}
        for row in self._lineage:
            ends = self._entries[row.from_entry_id], self._entries[row.to_entry_id]
            here, other = ends[::-1] if is_later else ends
            if _same(here, entry) and not _same(other, entry):
                shown = other
                if other.lineage_id is not None:
                    shown = self._ends.get((across, other.lineage_id), other)
                words = RELATIONS[row.relation][is_later]
                found.setdefault((words, shown.entry_id), Link(words, shown, row))
        return tuple(found.values())


def elsewhere(entry: EntryRow, entries: Sequence[EntryRow], *, is_later: bool) -> str | None:
    """Where else the risk of an entry is on the register, if not in the other edition: it may be absent for a while.

    ``is_later``: the entry is of the later edition, and the newest before it is given; otherwise the newest
    after it.
    """
    others = [
        row
        for row in entries
        if row.lineage_id == entry.lineage_id is not None
        and (is_earlier(row, entry) if is_later else is_earlier(entry, row))
    ]
    if not others:
        return None
    other = max(others, key=last_day)
    when = "before" if is_later else "later"
    return f"on the register {when}, as {other.risk_id} of {other.fiscal_year} Q{other.quarter}"


def _between(entry: EntryRow, earlier: RegisterRow, later: RegisterRow) -> bool:
    dated = None not in (earlier.period_end, entry.period_end, later.period_end)
    return (
        dated and entry.organisation == later.organisation and last_day(earlier) <= last_day(entry) <= last_day(later)
    )


def _same(one: EntryRow, other: EntryRow) -> bool:
    if one.lineage_id is None:
        return one.entry_id == other.entry_id
    return one.lineage_id == other.lineage_id
