"""Scores of an edition that cannot be believed because others beside them are impossible.

A font whose map of characters is wrong gives other figures than the page shows. Some of them still look like scores.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.findings import Code, Finding
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import EntryRow

_FIELDS = ("inherent_score", "current_score", "target_score")
_FEWEST = 3
"""Impossible scores of one column that are more than misprints."""


def impossible_scores(entries: Sequence[EntryRow], findings: Sequence[FindingRow]) -> Iterator[Finding]:
    """What puts all scores of an edition in doubt: at least half of a column are no product of two levels."""
    for field in _FIELDS:
        printed = {entry.entry_id for entry in entries if getattr(entry, f"{field}_raw") is not None}
        wrong = {row.entry_id for row in findings if row.code == Code.SCORE_MISMATCH and row.field == field} & printed
        if len(wrong) >= max(_FEWEST, (len(printed) + 1) // 2):
            name = field.replace("_", " ")
            message = (
                f"{len(wrong)} of {len(printed)} {name}s are no product of likelihood and impact, so the figures of "
                "this edition may not be those that its pages show; compare every score with the page"
            )
            yield from (Finding(Code.SCORE_MISMATCH, message, field=doubted) for doubted in _present(entries))
            return


def _present(entries: Sequence[EntryRow]) -> Iterator[str]:
    """The fields of scores that the edition prints."""
    return (name for name in _FIELDS if any(getattr(entry, f"{name}_raw") is not None for entry in entries))
