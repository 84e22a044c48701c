"""What changed from one edition of a register to another.

Entries are the same where their ``lineage_id`` is: a number may have passed to another risk. What an edition does
not print is no change: a report that only lists its entries, or a table without a column, is not compared in that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.assignment import assign
from pipeline.history.comparison.entry import Kept, compare_entries, compared_names, printed_names
from pipeline.history.comparison.links import Link, Links, elsewhere
from pipeline.history.comparison.statements import Said
from pipeline.history.comparison.words import similarity
from pipeline.history.names import unknown
from pipeline.history.order import is_called, is_earlier
from pipeline.store.documents import first_paths
from pipeline.store.tables import STATEMENT_FIELDS, EntryRow, EventRow, HistoryRows, RegisterRow, StatementRow

NO_LINEAGE = "no lineage"
"""Why an entry was compared with nothing: the lineage does not say what it was, or became, in the other edition."""
OTHER_PAIRED = "another entry of its lineage is more similar"
"""The same for one of several entries of a lineage, as a split may leave them."""


@dataclass(frozen=True, slots=True)
class Lone:
    """An entry that only one of the editions has, what the lineage says of it, and its statements by field.

    ``remark`` is why it is alone, or that its risk is in an edition before or later.
    """

    entry: EntryRow
    links: tuple[Link, ...] = ()
    remark: str | None = None
    statements: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """One side of a comparison: its row of ``registers``, the path of the paper it was read from, its entries."""

    register: RegisterRow
    path: str | None
    entries: tuple[EntryRow, ...]

    @property
    def register_id(self) -> str:
        """Its key."""
        return self.register.register_id

    @property
    def listed(self) -> int:
        """How many of its entries are only listed in a report."""
        return sum(row.detail == "summary" for row in self.entries)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions, in the order they were asked for, and all that differs.

    ``unprinted`` are fields that one edition gives for some entry and the other for none: which of them has none
    (0 before, 1 after), and the field. ``stated`` are the events that papers state from the one to the other;
    ``paths`` are those of papers, by document_id.
    """

    before: Edition
    after: Edition
    added: tuple[Lone, ...]
    removed: tuple[Lone, ...]
    kept: tuple[Kept, ...]
    unprinted: tuple[tuple[int, str], ...] = ()
    stated: tuple[EventRow, ...] = ()
    paths: Mapping[str, str] = field(default_factory=dict)

    @property
    def backwards(self) -> bool:
        """Whether the first edition is the later one."""
        return is_earlier(self.after.register, self.before.register)

    def narrowed(self, identifier: str) -> Comparison:
        """The comparison of the entries with an identifier in either edition, in any spelling (``is_called``).

        Raises:
            UnknownNameError: neither edition has such an entry.
        """
        added, removed = (
            tuple(lone for lone in side if is_called(lone.entry, identifier)) for side in (self.added, self.removed)
        )
        kept = tuple(k for k in self.kept if is_called(k.before, identifier) or is_called(k.after, identifier))
        entries = [*(lone.entry for lone in (*added, *removed)), *(each.after for each in kept)]
        if not entries:
            both = (*self.before.entries, *self.after.entries)
            raise unknown("entry of either edition", identifier, {row.risk_id for row in both})
        lineages = {row.lineage_id for row in entries if row.lineage_id}
        stated = tuple(row for row in self.stated if is_called(row, identifier) or row.lineage_id in lineages)
        return replace(self, added=added, removed=removed, kept=kept, stated=stated)


def compare(history: HistoryRows, before: RegisterRow, after: RegisterRow) -> Comparison:
    """Compare two editions, given as rows of ``registers``.

    ``history`` holds the tables that ``editions.TABLES`` names.
    """
    statements: defaultdict[str, list[StatementRow]] = defaultdict(list)
    for row in history.statements:
        statements[row.entry_id].append(row)
    first, second = _edition(history, before), _edition(history, after)
    unprinted = tuple(_unprinted((first, second), statements))
    fields = {name for _, name in unprinted}
    pairs = _pair(first.entries, second.entries)
    said = _said_in(first, statements), _said_in(second, statements)
    kept = (
        compare_entries(old, new, statements[old.entry_id], statements[new.entry_id], fields, said)
        for old, new in pairs
    )
    paired = {row.entry_id for pair in pairs for row in pair}
    lineages = {new.lineage_id for _, new in pairs}
    backwards = is_earlier(after, before)
    in_order = (after, before) if backwards else (before, after)
    links = Links(history.lineage, history.entries, *in_order)

    def lone(row: EntryRow, across: Edition, *, is_later: bool) -> Lone:
        remark = OTHER_PAIRED if row.lineage_id in lineages else elsewhere(row, history.entries, is_later=is_later)
        counted = Counter(statement.field for statement in statements[row.entry_id])
        return Lone(
            row,
            links.of(row, across.register_id, is_later=is_later),
            NO_LINEAGE if row.lineage_id is None else remark,
            tuple((name, counted[name]) for name in STATEMENT_FIELDS if counted[name]),
        )

    return Comparison(
        first,
        second,
        added=tuple(lone(r, first, is_later=not backwards) for r in second.entries if r.entry_id not in paired),
        removed=tuple(lone(r, second, is_later=backwards) for r in first.entries if r.entry_id not in paired),
        kept=tuple(kept),
        unprinted=unprinted,
        stated=tuple(_stated(history.events, *in_order)),
        paths=first_paths(history.documents),
    )


def _stated(events: Sequence[EventRow], earlier: RegisterRow, later: RegisterRow) -> list[EventRow]:
    """What papers state of the council's register after the quarter of one edition, up to that of another."""
    quarters = [(row.fiscal_year or "", row.quarter or 0) for row in (earlier, later)]
    rows = [
        row
        for row in events
        if row.organisation == later.organisation
        and quarters[0] < (row.fiscal_year or "", row.quarter or 0) <= quarters[1]
    ]
    return sorted(rows, key=lambda row: (str(row.date or ""), row.event_id))


def _edition(history: HistoryRows, register: RegisterRow) -> Edition:
    rows = [row for row in history.entries if row.register_id == register.register_id]
    return Edition(register, first_paths(history.documents).get(register.document_id), tuple(sorted(rows, key=_number)))


def _said_in(edition: Edition, statements: Mapping[str, Sequence[StatementRow]]) -> Said:
    return Said.of(row for entry in edition.entries for row in statements.get(entry.entry_id, ()))


def _number(entry: EntryRow) -> tuple[bool, str, int, str]:
    """Risks first, then as people count: CR2 before CR10."""
    letters = entry.risk_id.rstrip("0123456789")
    return entry.kind != "risk", letters, int(entry.risk_id[len(letters) :] or 0), entry.entry_id


def _unprinted(
    editions: Sequence[Edition], statements: Mapping[str, Sequence[StatementRow]]
) -> Iterator[tuple[int, str]]:
    """What the register of one edition gives and that of the other does not. A report's listing has its own rule."""
    given = []
    for edition in editions:
        full = [row for row in edition.entries if row.detail == "full"]
        given.append(printed_names(full, [row for entry in full for row in statements.get(entry.entry_id, ())]))
    if all(given):
        for side, (here, there) in enumerate((given, given[::-1])):
            yield from ((side, name) for name in compared_names() if name in there - here)


def _pair(before: Sequence[EntryRow], after: Sequence[EntryRow]) -> list[tuple[EntryRow, EntryRow]]:
    """The entries of one lineage, one to one.

    Where a lineage has several entries in an edition, as a split may leave it, the most similar are paired.
    """
    scores = {
        (a, b): _similarity(old, new)
        for a, old in enumerate(before)
        for b, new in enumerate(after)
        if old.lineage_id is not None and old.lineage_id == new.lineage_id
    }
    return [(before[a], after[b]) for a, b in assign(scores)]


def _similarity(old: EntryRow, new: EntryRow) -> float:
    """Above 0, since the lineage says they are the same; a number that stayed decides between equals."""
    texts = (" ".join(filter(None, (row.title, row.description))) for row in (old, new))
    return 0.01 + similarity(*texts) + (0.01 if old.risk_id == new.risk_id else 0)
