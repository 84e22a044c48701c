"""Printed lines become the paragraphs and items their author wrote; each rule by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.pdf.evidence import Evidence, gather_evidence
from extractors.pdf.objects import Word
from extractors.pdf.printed import Printed, PrintedLine
from extractors.pdf.typeset import width_of_first_piece
from extractors.pdf.unwrap import text_limit, unwrap
from extractors.places import Box, Place

SIZE = 8.0
GLYPH = 4.0
LEFT, RIGHT, MARGIN = 100.0, 200.0, 5.0
LIMIT = RIGHT - MARGIN
HABITS = Evidence(frozenset(), keeps_blanks=True, blank=0.28, pitch=1.15, hangs=True)


def line(
    text: str, row: float, *, start: float = LEFT + MARGIN, marker: str | None = None, page: int = 1
) -> PrintedLine:
    """A printed line in which every glyph is 4 points wide; a trailing blank in ``text`` is one in the file."""
    shown = text.rstrip()
    piece = shown.split(" ")[0]
    printed = Printed(
        left=LEFT, right=RIGHT, start=start, end=start + GLYPH * len(shown), y=100 + row * 9.2, size=SIZE,
        marker=None if marker is None else start - 10, dash=None, hang=None, glyph=GLYPH, piece=GLYPH * len(piece),
        gap=GLYPH, blank_after=text != shown,
    )  # fmt: skip
    place = Place(0, page=page, box=Box(start, 0, start, 0))
    return PrintedLine(shown, 1 if marker else 0, marker, (place,), printed=printed)


def texts(lines: list[PrintedLine], evidence: Evidence = HABITS) -> list[str]:
    return [joined.text for joined in unwrap(lines, LIMIT, evidence)]


def test_a_full_line_goes_on_in_the_next() -> None:
    assert texts([line("The strategy is read ", 0), line("again", 1)]) == ["The strategy is read again"]


def test_a_line_with_room_for_the_next_piece_ended_its_paragraph() -> None:
    assert texts([line("Short ", 0), line("Next", 1)]) == ["Short", "Next"]


def test_a_line_without_the_blank_that_would_have_fitted_ended_its_paragraph() -> None:
    first = line("The strategy is rd", 0)
    assert texts([first, line("considerable", 1)]) == ["The strategy is rd", "considerable"]
    assert texts([line("The strategy is rd ", 0), line("considerable", 1)]) == ["The strategy is rd considerable"]


def test_the_further_lines_of_an_item_may_begin_between_its_marker_and_its_text() -> None:
    first, second = line("The strategy is rd ", 0, start=LEFT + 15, marker="•"), line("again", 1, start=LEFT + 10)
    assert texts([first, second]) == ["The strategy is rd again"]


def test_a_gap_wider_than_between_lines_ends_a_paragraph() -> None:
    lines = [line("The strategy is rea-ad ", 0), line("and so on to the very ", 1), line("considerable", 2.2)]
    assert texts(lines) == ["The strategy is rea-ad and so on to the very", "considerable"]


def weighted(line: PrintedLine, *, bold: bool | None) -> PrintedLine:
    assert line.printed
    return replace(line, printed=replace(line.printed, bold=bold))


def test_a_bold_title_that_fills_its_line_is_kept_apart_from_what_is_under_it() -> None:
    title, body = line("The strategy of the us ", 0), line("Gullies are read", 1)
    assert texts([weighted(title, bold=True), weighted(body, bold=False)]) == [title.text, body.text]
    together = [f"{title.text} {body.text}"]
    assert texts([weighted(title, bold=True), weighted(body, bold=True)]) == together
    assert texts([weighted(title, bold=None), weighted(body, bold=False)]) == together


def test_a_sentence_whose_beginning_is_bold_goes_on() -> None:
    title, body = (
        weighted(line("The strategy of the us ", 0), bold=True),
        weighted(line("again and again", 1), bold=False),
    )
    assert texts([title, body]) == ["The strategy of the us again and again"]


def test_two_lines_alone_are_as_far_apart_as_lines_elsewhere_in_the_paper() -> None:
    assert texts([line("Economic/", 0), line("Political", 1)]) == ["Economic/Political"]
    assert texts([line("Economic/", 0), line("Political", 1.15)]) == ["Economic/", "Political"]


def test_a_page_end_is_no_gap() -> None:
    first, second = line("The strategy is ready ", 50), line("again", 1, page=2)
    assert texts([first, second]) == ["The strategy is ready again"]


def test_a_marker_starts_an_item_and_hanging_lines_go_on_with_it() -> None:
    hang = LEFT + MARGIN + 10
    lines = [
        line("Weekly returns by ", 0, start=hang, marker="•"),
        line("district", 1, start=hang),
        line("Audit", 2, start=hang, marker="•"),
    ]
    assert [(item.level, item.text) for item in unwrap(lines, LIMIT, HABITS)] == [
        (1, "Weekly returns by district"),
        (1, "Audit"),
    ]


def test_lines_under_a_typed_bullet_go_on_with_it_where_nothing_hangs() -> None:
    start = LEFT + MARGIN + 10
    lines = [line("Weekly returns by ", 0, start=start, marker="•"), line("district", 1)]
    assert texts(lines) == ["Weekly returns by", "district"]
    assert texts(lines, replace(HABITS, hangs=False)) == ["Weekly returns by district"]


def test_levels_follow_how_far_markers_are_set_in() -> None:
    starts = [115, 125, 135, 125, 115]
    lines = [line("Text", row, start=start, marker="•") for row, start in enumerate(starts)]
    assert [item.level for item in unwrap(lines, LIMIT, HABITS)] == [1, 2, 3, 2, 1]


def test_a_cell_that_begins_inside_a_list_shows_how_deep_when_it_comes_out() -> None:
    lines = [line("Text", row, start=start, marker="•") for row, start in enumerate([135, 125, 115])]
    assert [item.level for item in unwrap(lines, LIMIT, HABITS)] == [3, 2, 1]


def test_centred_lines_are_one_paragraph() -> None:
    lines = [line("16 Major/ ", 0, start=130), line("Lik", 1, start=142)]
    assert [item.text for item in unwrap(lines, 170, HABITS)] == ["16 Major/ Lik"]


@pytest.mark.parametrize(
    ("first", "second", "known", "whole"),
    [
        ("Organisationorganisatio", "nal", {"organisationorganisational"}, "Organisationorganisational"),
        ("the-new-strategy-commis", "sioning", frozenset(), "the-new-strategy-commissioning"),
        ("broadly-inspecting-that", "nothing", frozenset(), "broadly-inspecting-that nothing"),
        ("the-council-s-Children'", "s", frozenset(), "the-council-s-Children's"),
        ("briefings-for-Members'", "about", frozenset(), "briefings-for-Members' about"),
        ("people-and-organisation", "/legal", frozenset(), "people-and-organisation/legal"),
    ],
)
def test_a_word_cut_by_a_full_column_is_whole_again(first: str, second: str, known: set[str], whole: str) -> None:
    lines = [line(first, 0), line(second, 1)]
    joined = unwrap(lines, LEFT + MARGIN + GLYPH * len(first) + 1, replace(HABITS, words=known))
    assert [item.text for item in joined] == [whole]
    assert [finding.code for item in joined for finding in item.findings] == ["healed_word"] * (" " not in whole)


def test_a_word_cut_twice_is_whole_again() -> None:
    first = "People/Or"
    limit = LEFT + MARGIN + GLYPH * len(first) + 1
    lines = [line(first, 0), line("ganisatio", 1), line("nal", 2)]
    assert [item.text for item in unwrap(lines, limit, HABITS)] == ["People/Organisational"]


def test_a_line_broken_at_a_slash_is_glued_and_one_that_kept_its_blank_is_not() -> None:
    limit = LEFT + MARGIN + GLYPH * 12
    assert [item.text for item in unwrap([line("Economic/", 0), line("Political", 1)], limit, HABITS)] == [
        "Economic/Political"
    ]
    assert [item.text for item in unwrap([line("Economic/ ", 0), line("Political", 1)], limit, HABITS)] == [
        "Economic/ Political"
    ]


def test_a_dash_within_a_sentence_is_no_marker() -> None:
    first = line("Children's transformat ", 0)
    dash = line("implementation", 1, start=LEFT + MARGIN + 8)
    assert dash.printed is not None
    printed = replace(dash.printed, marker=LEFT + MARGIN, dash="–", piece=GLYPH)
    assert texts([first, replace(dash, level=1, marker="•", printed=printed)]) == [
        "Children's transformat – implementation"
    ]
    short = line("Short ", 0)
    assert texts([short, replace(dash, level=1, marker="•", printed=printed)]) == ["Short", "implementation"]


def test_a_number_stands_apart_where_lines_hang_under_its_text() -> None:
    first = line("1. Agree the list of the ", 0)
    assert first.printed is not None
    numbered = replace(first, printed=replace(first.printed, hang=LEFT + MARGIN + 12))
    lines = [numbered, line("sites", 1, start=LEFT + MARGIN + 12)]
    (item,) = unwrap(lines, LIMIT + 10, HABITS)
    assert (item.level, item.marker, item.text) == (1, "1.", "1. Agree the list of the sites")
    (typed,) = unwrap([numbered, line("sites", 1)], LIMIT + 10, HABITS)
    assert (typed.level, typed.marker) == (0, None)


def test_a_sentence_that_opens_under_a_full_line_begins_a_paragraph() -> None:
    full = "Plans for the whole of"
    assert texts([line(full, 0), line("The council grew", 1)]) == [full, "The council grew"]
    assert texts([line(full, 0), line("The Tudor Room", 1)]) == [f"{full} The Tudor Room"]


def test_soft_hyphens_leave_no_trace() -> None:
    assert texts([line("The whole of trans\u00ad", 0), line("formation", 1)]) == ["The whole of transformation"]


def test_text_reaches_as_far_as_the_margin_on_the_left_shows() -> None:
    assert text_limit([line("A", 0), line("B", 1)]) == RIGHT - MARGIN
    assert text_limit([]) == 0.0


def test_a_column_set_in_on_the_right_shows_it_by_its_own_lines() -> None:
    lines = [line("x" * 12, row) for row in range(20)]
    assert text_limit(lines) == LEFT + MARGIN + 12 * GLYPH


def test_evidence_is_the_words_that_stand_whole_and_the_habits_at_line_ends() -> None:
    lines = [line("Plans for growth ", 0), line("Organisation", 1), line("al change is ", 2)]
    evidence = gather_evidence(lines)
    assert {"plans", "growth", "change"} <= set(evidence.words)
    assert "al" not in evidence.words
    assert evidence.keeps_blanks


def test_lines_that_go_on_in_small_letters_show_how_far_lines_lie_apart() -> None:
    paragraph = [line("Drains are ", 1), line("emptied ", 2), line("late", 3)]
    tight_titles = [line("Title", 9.2), line("One", 10), line("Title", 11.2), line("One", 12), line("Title", 13.2)]
    assert gather_evidence([*tight_titles, *paragraph]).pitch == pytest.approx(1.15)


def test_a_lower_line_in_another_cell_is_no_step_of_a_paragraph() -> None:
    cells = [replace(line("Text", row / 2), places=(Place(0, row, row % 3, 1),)) for row in range(9)]
    assert gather_evidence(cells).pitch == 0


def test_a_title_that_fills_its_line_stands_apart_from_a_sentence_that_begins_with_a_count() -> None:
    assert texts([line("Posts in the plannings", 0), line("Four are", 1)])[1:] == ["Four are"]
    assert texts([line("Posts of the first Tier", 0), line("Four are", 1)]) == ["Posts of the first Tier Four are"]


@pytest.mark.parametrize("opening", ["More are", "While it", "They go"])
def test_a_title_that_fills_its_line_stands_apart_from_a_sentence_that_begins_with_a_link(opening: str) -> None:
    assert texts([line("Posts in the plannings", 0), line(opening, 1)])[1:] == [opening]
    assert texts([line("Posts of the first Tier", 0), line(opening, 1)]) == [f"Posts of the first Tier {opening}"]


HYPHENATED = replace(HABITS, hyphenates=True)


@pytest.mark.parametrize(
    ("left", "right", "evidence", "joined"),
    [
        ("All the wet carriage-", "ways", HYPHENATED, "All the wet carriageways"),
        ("All the wet carriage-", "ways", HABITS, "All the wet carriage-ways"),
        ("All of the new requ-", "ests", HABITS, "All of the new requests"),
        ("All of the new follow-", "up", HYPHENATED, "All of the new follow-up"),
        ("All of the new head-", "line", replace(HABITS, words={"head-line"}), "All of the new head-line"),
        ("All of the new head-", "line", replace(HABITS, words={"headline"}), "All of the new headline"),
    ],
)
def test_a_hyphen_at_a_line_end_goes_where_the_papers_words_or_the_dictionary_say_so(
    left: str, right: str, evidence: Evidence, joined: str
) -> None:
    assert texts([line(left, 0), line(right, 1)], evidence) == [joined]


def test_a_paper_hyphenates_where_a_part_of_a_parted_word_is_no_word() -> None:
    assert gather_evidence([line("All of the new requ-", 0), line("ests", 1)]).hyphenates
    assert not gather_evidence([line("All of the new follow-", 0), line("up", 1)]).hyphenates


def test_headings_under_lists_do_not_show_how_items_hang() -> None:
    at_marker = LEFT + MARGIN - 10
    lines = [line("Ask the ward ", 0, marker="•"), line("again", 1)]
    for row in range(2, 8, 2):
        lines += [line("Sweep", row, marker="•"), line("Partners", row + 1, start=at_marker)]
    assert gather_evidence(lines).hangs


def test_lines_without_geometry_are_handed_on() -> None:
    lines = [PrintedLine("One"), PrintedLine("Two", 1, "•")]
    assert unwrap(lines, 0.0, HABITS) == [line.finished() for line in lines]


def test_a_word_of_several_parts_within_a_sentence_is_taken_whole() -> None:
    word = Word("holding-to-account", 0.0, 72.0, 0.0, SIZE, True, 0, 4.0, 32.0, (36.0, 0.0))
    assert width_of_first_piece(word) == 72.0
    assert width_of_first_piece(word._replace(text="Holding-to-account")) == 32.0
