"""The rows of a history by what the pages of the report ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from normalise.organisations.known import Organisations
from normalise.organisations.organisation import Organisation
from normalise.values.ids import Identifiers
from pipeline.history.comparison.compare import Comparison, compare
from pipeline.history.order import is_earlier, last_day
from pipeline.history.review.threads import Review, Thread, review
from pipeline.store.documents import first_paths
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import (
    DocumentRow,
    EntryRow,
    EventRow,
    EvidenceRow,
    HistoryRows,
    ProfileRow,
    RegisterRow,
    StatementRow,
)

Row = TypeVar("Row")

KINDS = ("risk", "opportunity")
"""The kinds of entries, which no page puts together in one table."""


class Contents:
    """A history, its rows found by their keys; each list is in the order in which people read it.

    ``raw`` is the folder that the paths of papers count from; ``organisations`` are those that have a folder.
    """

    def __init__(self, rows: HistoryRows, raw: Path, organisations: Organisations) -> None:
        self.rows = rows
        self.raw = raw
        self._organisations = organisations
        self.review: Review = review(rows)
        self.registers = {row.register_id: row for row in sorted(rows.registers, key=_time)}
        self.entries = {row.entry_id: row for row in sorted(rows.entries, key=number)}
        self.threads: dict[str, Thread] = {thread.lineage_id: thread for thread in self.review.threads}
        self.paths = first_paths(rows.documents)
        self.documents: dict[str, DocumentRow] = {}
        for row in rows.documents:
            if row.document_id:
                self.documents.setdefault(row.document_id, row)
        self._comparisons: dict[tuple[str, str], Comparison] = {}

    @property
    def of_samples(self) -> bool:
        """Whether it is of made-up samples."""
        return any(row.sample for row in self.rows.documents)

    @cached_property
    def organisations(self) -> list[str]:
        """Whose registers it holds, and who else papers state changes of."""
        events = {row.organisation for row in self.rows.events if row.organisation}
        return sorted({row.organisation for row in self.rows.registers} | events)

    def organisation(self, name: str) -> Organisation:
        """What is written down of an organisation."""
        return self._organisations.called(name)

    def editions(self, organisation: str, *, superseded: bool = True) -> list[RegisterRow]:
        """The editions of an organisation in the order of time; those of no known quarter come first."""
        return [row for row in self._editions_of.get(organisation, ()) if superseded or row.superseded_by is None]

    def before(self, register: RegisterRow) -> RegisterRow | None:
        """The edition in force before another one of the same organisation."""
        earlier = (row for row in self.editions(register.organisation, superseded=False) if is_earlier(row, register))
        return max(earlier, key=last_day, default=None)

    def comparison(self, before: str, after: str) -> Comparison:
        """Two editions compared, by their keys."""
        if (before, after) not in self._comparisons:
            first, second = self.registers[before], self.registers[after]
            self._comparisons[before, after] = compare(self._rows_of[second.organisation], first, second)
        return self._comparisons[before, after]

    def last_given(self, entry: EntryRow, column: str) -> EntryRow | None:
        """The entry of the last edition in force before an entry's own that gives a value of its thread."""
        thread = self.threads.get(entry.lineage_id or "")
        rows = (row for row in (thread.entries if thread else ()) if is_earlier(row, entry) and not row.superseded)
        return max((row for row in rows if getattr(row, column) is not None), key=last_day, default=None)

    @cached_property
    def _editions_of(self) -> dict[str, list[RegisterRow]]:
        """By organisation, its editions: each page of a risk asks for them."""
        return _grouped(self.registers.values(), lambda row: row.organisation)

    @cached_property
    def _rows_of(self) -> dict[str, HistoryRows]:
        """By organisation, what a comparison needs of it: the rows of all others would be looked through each time."""
        whose = {row.entry_id: row.organisation for row in self.rows.entries}
        statements = _grouped(self.rows.statements, lambda row: whose[row.entry_id])
        lineage = _grouped(self.rows.lineage, lambda row: whose[row.from_entry_id])
        events = _grouped(self.rows.events, lambda row: row.organisation)
        entries = _grouped(self.rows.entries, lambda row: row.organisation)
        return {
            name: HistoryRows(
                entries=entries.get(name, []), statements=statements.get(name, []), lineage=lineage.get(name, []),
                events=events.get(name, []), documents=self.rows.documents,
            )
            for name in self.organisations
        }  # fmt: skip

    @cached_property
    def entries_of(self) -> dict[str, list[EntryRow]]:
        """By register_id, its entries: risks first, then by number."""
        return _grouped(self.entries.values(), lambda row: row.register_id)

    @cached_property
    def statements_of(self) -> dict[str, list[StatementRow]]:
        """By entry_id, its statements."""
        return _grouped(self.rows.statements, lambda row: row.entry_id)

    @cached_property
    def profile_of(self) -> dict[str | None, ProfileRow]:
        """By entry_id, the line of the summary profile of its edition."""
        return {row.entry_id: row for row in self.rows.profiles}

    @cached_property
    def events_in(self) -> dict[str, list[EventRow]]:
        """By document_id, the changes that it states."""
        return _grouped(self.rows.events, lambda row: row.document_id)

    @cached_property
    def first_pages_of(self) -> dict[str, set[int]]:
        """By document_id, the pages where its editions and entries begin, and where doubts are."""
        begun = ((row.document_id, row.page_first) for rows in (self.rows.registers, self.rows.entries) for row in rows)
        found: dict[str, set[int]] = {}
        for document_id, page in (*begun, *((row.document_id, row.page) for row in self.doubts)):
            if document_id and page:
                found.setdefault(document_id, set()).add(page)
        return found

    @cached_property
    def findings_of(self) -> dict[str | None, list[FindingRow]]:
        """By document_id, what was found in it."""
        return _grouped(self.rows.findings, lambda row: row.document_id)

    @cached_property
    def doubts(self) -> list[FindingRow]:
        """The errors and warnings about what the history uses."""
        return [row for row in self.rows.findings if row.severity != "info" and row.source_used is not False]

    @cached_property
    def doubts_of(self) -> dict[str | None, list[FindingRow]]:
        """By entry_id, what to check before relying on its values."""
        return _grouped(self.doubts, lambda row: row.entry_id)

    def about(self, row: FindingRow) -> set[str]:
        """The organisations that a finding is about: its edition's, else those of its paper."""
        if row.register_id in self.registers:
            return {self.registers[row.register_id].organisation}
        return self.of_paper.get(row.document_id, set(self.organisations))

    @cached_property
    def of_paper(self) -> dict[str | None, set[str]]:
        """By document_id, the organisations whose editions or changes it holds."""
        found: dict[str | None, set[str]] = {}
        for register in self.rows.registers:
            for paper in register.sources:
                found.setdefault(paper, set()).add(register.organisation)
        for event in self.rows.events:
            if event.organisation:
                found.setdefault(event.document_id, set()).add(event.organisation)
        return found

    @cached_property
    def evidence_of(self) -> dict[str, list[EvidenceRow]]:
        """By document_id, where values stand in it."""
        return _grouped(self.rows.evidence, lambda row: row.document_id)


def number(row: EntryRow) -> tuple[Any, ...]:
    """What sorts entries as people count them: risks first, CR2 before CR10."""
    return row.kind != "risk", *Identifiers().sort_key(row.risk_id), row.entry_id


def by_kind(rows: Iterable[Row], kind_of: Callable[[Row], str]) -> dict[str, list[Row]]:
    """Rows by the kind of entry that they are about; a kind of which there is none is left out."""
    groups = _grouped(rows, kind_of)
    return {kind: groups[kind] for kind in KINDS if kind in groups}


def _time(row: RegisterRow) -> tuple[Any, ...]:
    return row.organisation, last_day(row), row.revision, row.register_id


def _grouped(rows: Iterable[Row], key: Callable[[Row], Any]) -> dict[Any, list[Row]]:
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups
