"""Scores of an edition that others put in doubt."""

from __future__ import annotations

import pytest

from extractors.findings import Code
from pipeline.rows.doubted import impossible_scores
from pipeline.store.finding_row import FindingRow
from tests.pipeline.rows_by_hand import BEFORE, entry


def mismatch(number: int, field: str) -> FindingRow:
    about = f"{BEFORE}/CR{number}"
    return FindingRow(code=Code.SCORE_MISMATCH, severity="warning", entry_id=about, field=field, message="no product")


@pytest.mark.parametrize(
    ("wrong", "entries", "doubted"), [(2, 2, False), (3, 3, True), (3, 6, True), (3, 7, False), (4, 7, True)]
)
def test_a_wrong_map_of_figures_puts_every_score_in_doubt(wrong: int, entries: int, doubted: bool) -> None:
    rows = [entry(f"CR{at}", current_score_raw="17", target_score_raw="9") for at in range(1, entries + 1)]
    found = list(impossible_scores(rows, [mismatch(at, "current_score") for at in range(1, wrong + 1)]))
    assert [finding.field for finding in found] == (["current_score", "target_score"] if doubted else [])
    assert all(f"{wrong} of {entries} current scores" in finding.message for finding in found)
