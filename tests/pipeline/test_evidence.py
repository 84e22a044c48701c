"""Every value is traced to the place it was read from, and the words in its boxes are its words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.build import build_history
from pipeline.read.files import find_papers
from pipeline.read.offered import offered_papers
from pipeline.read.paper import ReadPaper
from pipeline.read.read_papers import read_papers
from pipeline.store.checks import check_history
from pipeline.store.tables import HistoryRows
from tests.evidence_words import unlike, untraced

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"


def history_of(papers: list[ReadPaper]) -> HistoryRows:
    history, _ = build_history(papers)
    assert check_history(history) == []
    return history


def read_folder(folder: Path) -> tuple[HistoryRows, dict[str, bytes]]:
    """The history of the papers in a folder, and the bytes of its PDFs by document_id."""
    papers = list(read_papers(offered_papers(find_papers(folder), folder)))
    pdfs = {str(paper.document_id): (folder / paper.path).read_bytes() for paper in papers if paper.format == "pdf"}
    return history_of(papers), pdfs


@pytest.mark.parametrize("which", ["samples", "archive"])
def test_every_value_has_a_place_and_its_words_stand_in_the_boxes(which: str, request: pytest.FixtureRequest) -> None:
    folder = SAMPLES if which == "samples" else request.getfixturevalue("archive")
    history, pdfs = read_folder(folder)
    assert history.evidence
    assert untraced(history) == []
    asked, found = unlike(history, pdfs)
    assert asked > 100
    assert found == []


def test_a_box_too_large_too_small_or_missing_is_noticed() -> None:
    history, pdfs = read_folder(SAMPLES)
    rows = history.evidence
    row = next(row for row in rows if row.boxes and row.field == "control" and len(row.boxes) > 1)
    (x0, top, x1, bottom), *others = row.boxes or ()
    for first in ([(x0, top, x1, bottom + 12)], [(x0 + 20, top, x1, bottom)], []):
        history.evidence = [replace(row, boxes=(*first, *others))]
        assert [each.value.field for each in unlike(history, pdfs)[1]] == ["control"]
    history.evidence = [each for each in rows if each is not row]
    assert len(untraced(history)) == 1
