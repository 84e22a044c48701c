"""Every value is traced to the place it was read from, and the words in its boxes are its words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from extractors.document import Cell, Line
from extractors.findings import Code, Finding
from extractors.places import Box, Place
from extractors.records import Entry
from pipeline.build import build_history
from pipeline.read.paper import ReadPaper
from pipeline.read.read_paper import read_offered
from pipeline.read.serialised import decode, encode
from pipeline.store.checks import check_history
from pipeline.store.tables import EvidenceRow, HistoryRows
from tests.builder import EDITIONS, Fmt, build, load_edition, shortened
from tests.builder.faults import faults_of
from tests.evidence_words import unlike, untraced
from tests.pipeline.by_hand import card, cards_paper

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
FORMATS: tuple[Fmt, ...] = ("pdf", "docx", "html", "text", "word_text")
UNSEEN = {"rules_in_form": "pdfminer goes on with the matrix of a form behind it, and takes all words for larger"}
"""Faults of papers that are not held against pdfminer, and why."""


def history_of(papers: Iterable[ReadPaper]) -> HistoryRows:
    history, _ = build_history(papers)
    assert check_history(history) == []
    return history


def read_bytes(content: bytes, folder: Path) -> ReadPaper:
    (folder / "paper").write_bytes(content)
    return replace(read_offered(folder / "paper", hashlib.sha256(content).hexdigest()), path="paper")


def assert_words_stand_in_boxes(history: HistoryRows, content: bytes) -> int:
    """The words of every value of a paper stand in its boxes; how many have words."""
    (paper,) = history.documents
    asked, found = unlike(history, {str(paper.document_id): content})
    assert found == []
    return asked


def pieces(history: HistoryRows, field: str, position: int | None = None) -> list[EvidenceRow]:
    return [row for row in history.evidence if (row.field, row.position) == (field, position)]


def treatment(entry: Entry, field: str, position: int | None = None, *findings: Finding) -> tuple[str, ...]:
    """What was done to a value of the only entry of a paper."""
    paper = cards_paper(entry)
    (row,) = pieces(history_of([replace(paper, findings=(*paper.findings, *findings))]), field, position)
    return row.treatment


@pytest.mark.parametrize("which", ["samples", "archive"])
def test_every_value_of_every_paper_has_a_place_with_its_words(which: str, request: pytest.FixtureRequest) -> None:
    folder = SAMPLES if which == "samples" else request.getfixturevalue("archive")
    papers = request.getfixturevalue("samples" if which == "samples" else "archive_papers")
    assert untraced(history_of(papers)) == []
    asked = 0
    for paper in papers:
        history = history_of([paper])
        assert untraced(history) == []
        if paper.format == "pdf":
            asked += assert_words_stand_in_boxes(history, (folder / paper.path).read_bytes())
    assert asked > 900


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_value_of_every_format_has_a_place(edition: str, fmt: Fmt, tmp_path: Path) -> None:
    try:
        content = build(shortened(load_edition(edition)), fmt)
    except ValueError:
        pytest.skip("cards have no print or text of their own")
    history = history_of([read_bytes(content, tmp_path)])
    assert history.evidence
    assert untraced(history) == []


@pytest.mark.parametrize("fault", sorted(set(faults_of("register_table", "pdf")) - UNSEEN.keys()))
def test_the_words_of_values_stand_in_their_boxes_whatever_the_fault(fault: str, tmp_path: Path) -> None:
    content = build(shortened(load_edition("2019-20-q2")), "pdf", {fault})
    assert assert_words_stand_in_boxes(history_of([read_bytes(content, tmp_path)]), content)


def test_a_box_too_large_too_small_or_missing_is_noticed(samples: list[ReadPaper]) -> None:
    paper = next(paper for paper in samples if paper.format == "pdf")
    pdfs = {str(paper.document_id): (SAMPLES / paper.path).read_bytes()}
    history = history_of([paper])
    rows = history.evidence
    row = next(row for row in rows if row.boxes and row.field == "control" and len(row.boxes) > 1)
    (x0, top, x1, bottom), *others = row.boxes or ()
    for first in ([(x0, top, x1, bottom + 12)], [(x0 + 20, top, x1, bottom)], []):
        history.evidence = [replace(row, boxes=(*first, *others))]
        assert [each.value.field for each in unlike(history, pdfs)[1]] == ["control"]
    history.evidence = [each for each in rows if each is not row]
    assert len(untraced(history)) == 1


def test_a_paper_from_another_process_has_the_same_evidence(samples: list[ReadPaper]) -> None:
    assert history_of(map(decode, map(encode, samples))).evidence == history_of(samples).evidence


def test_every_value_has_one_row_for_each_place(samples: list[ReadPaper]) -> None:
    rows = history_of(samples).evidence
    keys = [(row.register_id, row.risk_id, row.entry_id, row.field, row.position, row.part) for row in rows]
    assert len(set(keys)) == len(keys)
    assert all(len(row.boxes) == len((row.text or "?").split("\n")) for row in rows if row.boxes)


def test_a_value_that_runs_over_a_page_end_has_a_row_for_each_page() -> None:
    halves = Place(0, 4, 6, 1, Box(1, 2, 3, 4), text="Ask the"), Place(1, 0, 6, 2, Box(1, 1, 3, 3), text="seller")
    entry = replace(card(), values={**card().values, "action": (Line("Ask the seller", places=halves),)})
    first, second = pieces(history_of([cards_paper(entry)]), "action", 0)
    assert (first.part, first.page, first.boxes, first.text) == (0, 1, ((1, 2, 3, 4),), "Ask the")
    assert (second.part, second.page, second.boxes, second.text) == (1, 2, ((1, 1, 3, 3),), "seller")
    assert first.treatment == second.treatment == ("joined", "joined_over_pages")


def test_a_colour_has_the_box_of_its_cell() -> None:
    cell = Cell(0, 0, fill="#ffc000", places=(Place(0, 7, 2, 3, Box(1, 2, 3, 4)),))
    entry = replace(card(confidence=""), fills={"confidence": cell})
    (row,) = pieces(history_of([cards_paper(entry)]), "target_confidence")
    assert (row.page, row.row, row.boxes, row.text, row.treatment) == (3, 7, ((1, 2, 3, 4),), None, ("colour",))


def test_levels_in_the_cell_of_their_score_and_a_title_in_the_description_stand_there() -> None:
    entry = card(current_score="12 Major/ Likely", current_likelihood="", title="", description="Fog\nIt is thick")
    history = history_of([cards_paper(entry)])
    (title,), (level,) = pieces(history, "title"), pieces(history, "current_likelihood")
    assert (title.text, title.treatment) == ("Fog", ("other_field",))
    assert (level.text, level.treatment) == ("12 Major/ Likely", ("other_field",))
    assert pieces(history, "current_impact")[0].treatment == ()


def test_the_owner_beside_a_statement_has_a_place_of_his_own() -> None:
    owner = Line("Clerk", places=(Place(0, 3, 5),))
    entry = replace(card(control="Audits\nChecks"), line_owners={"control": (None, owner)})
    history = history_of([cards_paper(entry)])
    assert pieces(history, "control_owner", 0) == []
    (row,) = pieces(history, "control_owner", 1)
    assert (row.text, row.row, row.column) == ("Clerk", 3, 5)


def test_what_was_found_on_a_line_or_its_cell_is_what_was_done_to_it() -> None:
    entry = card()
    (place,) = entry.values["owner"][0].places
    on_cell = replace(entry, findings=(Finding(Code.NOTE_MARK, "1", place, "owner"),))
    assert treatment(on_cell, "owners") == ("mark_removed",)
    assert treatment(on_cell, "title") == ()
    action = replace(entry.values["action"][0], findings=(Finding(Code.HEALED_WORD, "a b"),))
    on_line = replace(entry, values={**entry.values, "action": (action,)})
    assert treatment(on_line, "action", 0) == ("healed",)


def test_a_heading_that_was_inferred_and_a_page_that_was_recognised_are_said_of_each_value() -> None:
    assert treatment(replace(card(), inferred=frozenset({"owner"})), "owners") == ("inferred_heading",)
    named = replace(card(), findings=(Finding(Code.SECTION_BY_OWNER, "by its owners", field="control"),))
    assert treatment(named, "control", 0) == ("inferred_heading",)
    (place,) = (place for line in card().values["owner"] for place in line.places)
    owner = (Line("Clerk", places=(replace(place, page=2),)),)
    entry = replace(card(), values={**card().values, "owner": owner})
    seen = Finding(Code.READ_BY_OCR, "page 2", Place(0, page=2))
    assert treatment(entry, "owners", None, seen) == ("recognised",)
    assert treatment(entry, "title", None, seen) == ()
