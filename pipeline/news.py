"""What is new in a history since the run before: papers, editions, entries, stated changes and findings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.report import News
from pipeline.store.parquet import known_rows
from pipeline.store.tables import DocumentRow, HistoryRows

_SAME = ("code", "document_id", "register_id", "entry_id", "field", "message")
"""What two findings share that are the same."""


def news_of(out: Path, history: HistoryRows) -> News | None:
    """What a history that is about to be written has that the one in ``out`` has not; None where there is none."""
    papers = known_rows(out, "documents", "document_id", "path")
    if not papers:
        return None
    registers, entries, events = (
        {key for (key,) in known_rows(out, table, column)}
        for table, column in (("registers", "register_id"), ("entries", "entry_id"), ("events", "event_id"))
    )
    found = set(known_rows(out, "findings", *_SAME))
    return News(
        papers=frozenset(_new_papers(papers, history.documents)),
        editions=tuple(row for row in history.registers if row.register_id not in registers),
        entries=sum(row.entry_id not in entries for row in history.entries),
        events=sum(row.event_id not in events for row in history.events),
        findings=tuple(row for row in history.findings if tuple(getattr(row, name) for name in _SAME) not in found),
    )


def _new_papers(known: Iterable[tuple[str | None, str]], documents: Iterable[DocumentRow]) -> Iterable[str]:
    """The paths of papers that were not there before; one that only has another name, or lies elsewhere, was."""
    held = set(known)
    bytes_held = {document_id for document_id, _ in held}
    for row in documents:
        was_moved = row.document_id in bytes_held and row.status != "duplicate"
        if (row.document_id, row.path) not in held and not (row.document_id and was_moved):
            yield row.path
