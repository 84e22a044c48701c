"""What of a history is in doubt where it is used: which findings concern it, and which rows have one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractors.findings import Code
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import EntryRow, HistoryRows, entry_fields

_FIELDS = {Code.SWAPPED_SCORES: ("current_score", "target_score")}
"""What a finding of some code is about besides its field."""


def with_use(history: HistoryRows) -> list[FindingRow]:
    """The findings of a history, each with whether the history has the values of the paper it is about.

    What is said of an entry is about the paper that the entry was read from, what is said of an edition about the one
    used of it (its summary profile may be another paper's), and all else about any paper that something was taken from.
    """
    of_entry = {row.entry_id: row.document_id for row in history.entries}
    of_edition = {(row.register_id, row.document_id) for row in history.registers}
    of_edition |= {(row.register_id, row.document_id) for row in history.profiles}
    taken = {document for _, document in of_edition} | {row.document_id for row in history.events}

    def is_used(row: FindingRow) -> bool | None:
        if row.document_id is None:
            return None
        if row.entry_id in of_entry:
            return of_entry[row.entry_id] == row.document_id
        if row.register_id is not None:
            return (row.register_id, row.document_id) in of_edition
        return row.document_id in taken

    return [replace(row, source_used=is_used(row)) for row in history.findings]


def with_doubts(entries: Sequence[EntryRow], findings: Sequence[FindingRow]) -> list[EntryRow]:
    """The entries of a history with the codes of the errors and warnings about each as it is used, and their fields.

    A value that is missing throughout an edition is one finding, of all its entries.
    """
    doubts: dict[str, list[FindingRow]] = defaultdict(list)
    throughout: dict[str, list[FindingRow]] = defaultdict(list)
    for row in findings:
        if row.severity == "info" or row.source_used is False:
            continue
        if row.entry_id is not None:
            doubts[row.entry_id].append(row)
        elif row.code == Code.MISSING_VALUE and row.register_id is not None:
            throughout[row.register_id].append(row)
    return [_doubted(row, [*doubts[row.entry_id], *throughout[row.register_id]]) for row in entries]


def _doubted(entry: EntryRow, findings: Sequence[FindingRow]) -> EntryRow:
    normal = {field.printed: field.column for field in entry_fields()}
    named = [field for row in findings for field in (row.field, *_FIELDS.get(row.code, ())) if field]
    fields = {normal.get(field, field) for field in named}
    codes = {row.code for row in findings}
    return replace(entry, doubt=tuple(sorted(codes)), doubtful_fields=tuple(sorted(fields)))
