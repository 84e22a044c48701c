"""A history does not shrink by accident: what a run would take out of it, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Mapping, Sequence

from extractors.findings import Code
from pipeline.report import Gone
from pipeline.store.run import Run
from pipeline.store.tables import HistoryRows

_LEAST = 0.5
"""The share of its entries that an edition must keep."""


class RemovalError(OSError):
    """A run would take editions, or most entries of one, out of the history; the message says which, and why."""


def papers_gone(before: Run | None, now: Run) -> tuple[Gone, ...]:
    """The papers of an earlier run that this one is not offered, in order; one that has only moved is none of them."""
    if before is None:
        return ()
    paths = {paper.path for paper in now.papers}
    held = {paper.document_id for paper in now.papers}
    return tuple(
        Gone(paper.path, replaced=paper.path in paths)
        for paper in before.papers
        if paper.document_id and paper.document_id not in held
    )


def check_removals(before: Mapping[tuple[str, str], int], history: HistoryRows, gone: Sequence[Gone]) -> None:
    """Hold a new history against the number of entries that each register had ``before``, by register and document.

    A register that has another name now because of what a person states beside its papers has not gone.

    Raises:
        RemovalError: an edition would go, or less than half of its entries would stay.
    """
    had, stay = Counter[str](), Counter(row.register_id for row in history.entries)
    for (register, _), count in before.items():
        had[register] += count
    renamed = _renamed(had, history)
    for register, document in before:
        stay[register] += renamed[document]
    lost = [
        f"{register} ({stay[register] or 'none'} of {count} entries would stay)"
        for register, count in sorted(had.items())
        if stay[register] < count * _LEAST
    ]
    if lost:
        raise RemovalError(
            f"this run would take out of the history {', '.join(lost)}; nothing was written. {_reason(history, gone)} "
            f"If that is meant, run it again with --allow-removals"
        )


def _renamed(had: Container[str], history: HistoryRows) -> Counter[str]:
    """How many entries are in new registers, by document, of those whose period or organisation a person states."""
    stated = {row.document_id for row in history.findings if row.code == Code.STATED_BESIDE}
    return Counter(
        row.document_id for row in history.entries if row.document_id in stated and row.register_id not in had
    )


def _reason(history: HistoryRows, gone: Sequence[Gone]) -> str:
    """What has happened to papers since the history was made."""
    facts = [f"{one.path} now holds something else" if one.replaced else f"{one.path} is gone" for one in gone]
    facts += [f"{row.path} could not be read" for row in history.documents if row.status == "failed"]
    said = "; ".join(facts) or "All its papers are here, and are read in another way than before"
    return f"{said[0].upper()}{said[1:]}." if not facts else f"{said}."
