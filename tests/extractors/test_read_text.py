"""Each damage that a paper takes when it is turned into text, by its name, on the smallest text that shows it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from extractors.document import Block, Cell, Document, Line, Paragraph, Table, UnreadableFileError, all_findings
from extractors.findings import Finding
from extractors.places import Place
from extractors.records import Register
from extractors.text.read_text import read_text
from tests.reading import registers_in

HEADINGS = (
    "Risk ID", "Description", "Risk Type", "Consequences", "Current Controls", "Risk Score", "Mitigating Actions",
    "Residual Score", "Risk Owner", "Direction of Travel",
)  # fmt: skip
TITLE = "Harbour Risk & Opportunity Register Q3 2019/20"

CR1 = (
    "CR1", "Silting of the inner basin", "Economic", "Ferries turn away and berth fees fall",
    "Depth is measured weekly", "16", "Buy a second dredger before winter", "9 Moderate/ possible",
    "Director of Harbours", "Level",
)  # fmt: skip
CR2 = (
    "CR2", "Loss of pilots", "People", "Ships wait outside and berth fees fall", "Two pilots are on call",
    "12", "Train four pilots before winter", "6 Moderate/ unlikely", "Head of Pilotage", "Downwards",
)  # fmt: skip
CR3 = (
    "CR3", "Storm damage to the mole", "Economic", "Waves reach the berths", "The mole is walked weekly",
    "20", "Place new stones before winter", "12 Major/ possible", "Director of Harbours", "Level",
)  # fmt: skip


def rows(*lines: Sequence[str]) -> str:
    return "\n".join("\t".join(cells) for cells in lines)


def pages(*parts: str) -> Document:
    """A register of which each part stands on a page of its own."""
    return read_text(f"{TITLE}\n\n{rows(HEADINGS)}\n".encode() + "\n\n".join(parts).encode())


def rest(*cells: str, width: int = 10, **columns: str) -> list[str]:
    """A row from the top of a page: ``c4="…"`` stands in column 4, counted from 0."""
    filled = {int(name[1:]): text for name, text in columns.items()}
    return [*cells, *(filled.get(column, "") for column in range(len(cells), width))]


def table(document: Document, number: int = 0) -> Table:
    return document.tables[number]


def grid(document: Document, number: int = 0) -> list[list[str]]:
    return [[cell.text for cell in cells] for _, cells in table(document, number).by_row()]


def said(document: Document) -> list[str]:
    return [block.line.text for block in document.blocks if isinstance(block, Paragraph)]


def marks(lines: Sequence[Line]) -> list[tuple[int, str | None, str]]:
    return [(line.level, line.marker, line.text) for line in lines]


def cell_marks(raw: str) -> list[tuple[int, str | None, str]]:
    """The lines of one cell, which stands beside another."""
    return marks(table(read_text(f"{raw}\tbeside".encode())).cells[0].lines)


def codes(document: Document) -> list[str]:
    return [finding.code for finding in all_findings(document)]


def entry_cell(document: Document, row: int, column: int) -> Cell:
    return next(cell for cell in table(document).cells if (cell.row, cell.column) == (row, column))


class TestCharacters:
    def test_the_byte_order_mark_is_no_letter(self) -> None:
        assert said(read_text(b"\xef\xbb\xbfMinutes")) == ["Minutes"]

    def test_utf_16(self) -> None:
        assert said(read_text("Quay – east".encode("utf-16"))) == ["Quay – east"]

    def test_windows_1252_where_it_is_no_utf_8(self) -> None:
        assert said(read_text("the port’s – own".encode("cp1252"))) == ["the port’s – own"]

    def test_bytes_that_are_no_character_are_reported(self) -> None:
        assert set(codes(read_text(b"caf\xe9 \x81"))) == {"undecodable_characters"}

    @pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\f"])
    def test_the_end_of_a_line_is_written_in_several_ways(self, end: str) -> None:
        assert said(read_text(f"one{end}two{end}".encode())) == ["one", "two"]

    @pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf"])
    def test_a_text_without_a_word_is_no_paper(self, content: bytes) -> None:
        with pytest.raises(UnreadableFileError) as error:
            read_text(content)
        assert error.value.code == "empty"


class TestMarks:
    def test_a_heading_of_markdown(self) -> None:
        (block,) = read_text(b"## Register &amp; profile Q3").blocks
        assert isinstance(block, Paragraph)
        assert (block.line.text, block.heading) == ("Register & profile Q3", 2)

    def test_bold_marks_go(self) -> None:
        assert said(read_text(b"**Key** to 20**19**")) == ["Key to 2019"]

    def test_an_ampersand_or_a_bracket_is_no_markup(self) -> None:
        assert said(read_text(b"R&D; for those <16 and <unknown> to us")) == ["R&D; for those <16 and <unknown> to us"]

    def test_list_items_outside_tables_keep_their_levels(self) -> None:
        document = read_text(b"- one\n  - inner\n- two\nend")
        assert [block.line.level for block in document.blocks if isinstance(block, Paragraph)] == [1, 2, 1, 0]

    def test_rulers_are_no_rows(self) -> None:
        assert grid(read_text(b"a\tb\n--\t----\nc\td")) == [["a", "b"], ["c", "d"]]

    def test_a_table_with_bars(self) -> None:
        assert grid(read_text(b"| a | b |\n|---|:--|\n| c |  |")) == [["a", "b"], ["c", ""]]

    def test_what_a_converter_says_is_not_the_papers(self) -> None:
        assert said(read_text(b"Quay [bookmark: _GoBack]")) == ["Quay"]


class TestTables:
    def test_a_run_of_lines_with_tabs_is_a_table(self) -> None:
        document = read_text(b"before\na\tb\nc\t\td\nbetween\n\ne\tf\n\ng\th")
        assert [type(block).__name__ for block in document.blocks] == [
            "Paragraph", "Table", "Paragraph", "Table", "Table",
        ]  # fmt: skip
        assert grid(document) == [["a", "b"], ["c", "", "d"]]

    def test_places_count_blocks_rows_and_columns(self) -> None:
        document = read_text(b"before\na\tb\nc\td")
        assert table(document).places == (Place(1),)
        assert table(document).cells[3].lines[0].places == (Place(1, 1, 1),)

    def test_a_table_without_named_rows_stays_as_it_is(self) -> None:
        text = b"Measure\tTarget\tOutturn\nBerths\t12\t9\n\n\tmore of them\n\nlate\t3"
        assert [grid(read_text(text), number) for number in range(3)] == [
            [["Measure", "Target", "Outturn"], ["Berths", "12", "9"]], [["", "more of them"]], [["late", "3"]],
        ]  # fmt: skip

    def test_a_score_key_after_the_register_is_no_part_of_it(self) -> None:
        document = pages(rows(CR1), "Key\n\n\tHIGH\t5\t10\n\tLOW\t1\t2")
        assert len(document.tables) == 2

    def test_an_unlike_table_right_after_the_register_is_reported(self) -> None:
        document = pages(rows(CR1, rest(c4="")), "\tHIGH\t5\t10")
        assert len(document.tables) == 2
        assert codes(document) == ["unread_text"]


class TestCells:
    def test_items_of_the_markup(self) -> None:
        assert cell_marks("<p>Every week:</p> <ul> <li>sweep</li> <li>paint</li> </ul>") == [
            (0, None, "Every week:"), (1, "•", "sweep"), (1, "•", "paint"),
        ]  # fmt: skip

    def test_an_inner_list_is_deeper(self) -> None:
        raw = "<ul><li>sweep: <ul><li>quay</li> <li>mole</li></ul> </li><li>paint</li></ul>"
        assert [level for level, _, _ in cell_marks(raw)] == [1, 2, 2, 1]

    def test_a_glyph_beside_the_markup_is_no_text(self) -> None:
        assert cell_marks("<ul><li>• sweep</li></ul>") == [(1, "•", "sweep")]

    def test_another_glyph_under_the_first_is_deeper(self) -> None:
        raw = "<ul><li>• sweep</li><li>○ quay</li><li>▪ steps</li><li>○ mole</li><li>• paint</li></ul>"
        assert [level for level, _, _ in cell_marks(raw)] == [1, 2, 3, 2, 1]

    def test_a_numbered_list_keeps_its_numbers(self) -> None:
        assert cell_marks("<ol><li>sweep</li><li>paint</li></ol>") == [(1, "1.", "1. sweep"), (1, "2.", "2. paint")]

    def test_halves_of_markup_cut_by_a_page_end(self) -> None:
        assert cell_marks("the mole</li> <li>paint</li> </ul> <p>Also") == [
            (0, None, "the mole"), (1, "•", "paint"), (0, None, "Also"),
        ]  # fmt: skip

    def test_a_list_that_lost_its_items_is_one_line_and_reported_once(self) -> None:
        lost = '<ul style="x"> Sweep daily. Paint in May. '
        document = read_text(f"{lost}\t{lost}".encode())
        assert marks(table(document).cells[0].lines) == [(0, None, "Sweep daily. Paint in May.")]
        assert codes(document) == ["lost_list"]
        assert "2" in next(all_findings(document)).message

    def test_typed_bullets_part_a_list_that_lost_its_items(self) -> None:
        assert cell_marks("<ul> • Sweep daily • Paint in May </ul>") == [
            (1, "•", "Sweep daily"), (1, "•", "Paint in May"),
        ]  # fmt: skip

    def test_the_end_of_a_cut_word_is_no_bullet(self) -> None:
        assert cell_marks("o the quay") == [(0, None, "o the quay")]


class TestPageEnds:
    def test_pieces_of_a_register_are_one_table(self) -> None:
        document = pages(rows(CR1, CR2), rows(CR3))
        assert [row[0] for row in grid(document)] == ["Risk ID", "CR1", "CR2", "CR3"]

    def test_a_row_cut_by_a_page_end_is_one_row(self) -> None:
        document = pages(rows(CR1), rows(rest(c4="• Ask the harbour master"), CR2))
        assert [line.text for line in entry_cell(document, 1, 4).lines] == [
            "Depth is measured weekly", "Ask the harbour master",
        ]  # fmt: skip
        assert table(document).rows == 3
        assert codes(document) == []

    def test_an_item_cut_in_two_is_one_item(self) -> None:
        cut = [*CR1[:4], "<ul><li>Depth is measured by the crew of the</li></ul>", *CR1[5:]]
        document = pages(rows(cut), rows(rest(c4="<ul><li>second boat</li><li>Maps are kept</li></ul>")))
        assert marks(entry_cell(document, 1, 4).lines) == [
            (1, "•", "Depth is measured by the crew of the second boat"), (1, "•", "Maps are kept"),
        ]  # fmt: skip

    def test_a_capital_goes_on_only_where_the_sentence_was_left_open(self) -> None:
        open_end = [*CR1[:4], "Depth is measured by", "16", "Dredgers are for hire", *CR1[7:]]
        document = pages(rows(open_end), rows(rest(c4="Captain and crew.", c6="Buoys are for sale")))
        assert entry_cell(document, 1, 4).text == "Depth is measured by Captain and crew."
        assert entry_cell(document, 1, 6).text == "Dredgers are for hire\nBuoys are for sale"

    def test_a_typed_bullet_begins_an_item_even_in_small_letters(self) -> None:
        document = pages(rows([*CR1[:4], "• to sweep the", *CR1[5:]]), rows(rest(c4="• to paint")))
        assert len(entry_cell(document, 1, 4).lines) == 2

    def test_a_cell_printed_again_after_the_page_end_is_read_once(self) -> None:
        document = pages(rows(CR1), rows(rest(c2="Economic", c4="Nets are mended weekly")))
        assert entry_cell(document, 1, 2).text == "Economic"
        assert codes(document) == ["mended_cell"]

    def test_headings_repeated_on_the_new_page_go(self) -> None:
        document = pages(rows(CR1), rows(HEADINGS, rest(c4="• Nets are mended weekly")), rows(HEADINGS, CR2))
        assert [row[0] for row in grid(document)] == ["Risk ID", "CR1", "CR2"]

    def test_a_page_number_between_two_pieces_is_furniture(self) -> None:
        document = pages(rows(CR1), "Page 3 of 4", rows(rest(c4="• Nets are mended weekly"), CR2))
        assert len(document.tables) == 1
        assert [line.text for line in document.furniture] == ["Page 3 of 4"]

    def test_a_running_head_between_two_pieces_is_furniture(self) -> None:
        document = pages(rows(CR1), "Port office", rows(CR2), "Port office", rows(CR3))
        assert len(document.tables) == 1
        assert len(document.furniture) == 2

    def test_a_line_of_the_papers_own_ends_the_table(self) -> None:
        assert len(pages(rows(CR1), "Part two follows", rows(CR2)).tables) == 2

    def test_a_row_without_a_name_in_the_midst_of_a_page_is_left_to_the_layout(self) -> None:
        document = pages(rows(CR1, rest(c4="Nets are mended weekly"), CR2))
        assert table(document).rows == 4


class TestShiftedCells:
    def test_a_rest_that_lost_a_blank_cell_moves_to_the_sentences_it_goes_on_with(self) -> None:
        cut = [*CR1[:3], "Ferries turn away because of", "Depth is measured by the", *CR1[5:]]
        moved = rest(c2="shallow water at low tide", c3="crew of the second boat", width=9)
        document = pages(rows(cut, CR2), rows(CR3), "")
        assert codes(document) == []
        document = pages(rows(CR2, CR3, cut), rows(moved))
        assert entry_cell(document, 3, 3).text == "Ferries turn away because of shallow water at low tide"
        assert entry_cell(document, 3, 4).text == "Depth is measured by the crew of the second boat"
        assert codes(document) == ["mended_row"]

    def test_a_cell_moves_to_the_column_whose_words_it_speaks(self) -> None:
        long = [*CR1[:9], "The basin survey and the pilot school are watched by the harbour board every month"]
        document = pages(rows(CR2, CR3, long), rows(rest(c8="Pilot school and basin survey to report to the board")))
        assert len(entry_cell(document, 3, 9).lines) == 2
        assert entry_cell(document, 3, 8).text == CR1[8]
        (finding,) = all_findings(document)
        assert finding.code == "mended_cell"
        assert "'Risk Owner'" in finding.message
        assert "'Direction of Travel'" in finding.message
        assert finding.place == Place(1, 3, 9)

    def test_the_rest_of_a_score_stays_with_its_number(self) -> None:
        cut = [*CR1[:7], "9 Moderate/", *CR1[8:]]
        document = pages(rows(CR2, CR3, cut), rows(rest(c7="possible", c3="and ferries wait")))
        assert entry_cell(document, 3, 7).text == "9 Moderate/ possible"
        assert codes(document) == []

    def test_items_do_not_go_to_a_column_that_has_none(self) -> None:
        listed = [*CR1[:6], "<p>Buoys are placed:</p> <ul><li>at the mole</li></ul>", *CR1[7:]]
        document = pages(rows(CR2, CR3, listed), rows(rest(c6="<ul><li>at the quay of the director</li></ul>")))
        assert [line.text for line in entry_cell(document, 3, 6).lines][-1] == "at the quay of the director"
        assert codes(document) == []

    def test_what_follows_a_colon_is_not_sent_away(self) -> None:
        cut = [CR1[0], "Silting of two basins:", *CR1[2:]]
        document = pages(rows(CR2, CR3, cut), rows(rest(c1="inner and outer", c3="Berths are closed")))
        assert "inner and outer" in entry_cell(document, 3, 1).text
        assert codes(document) == []

    def test_a_dash_after_a_page_end_is_one_within_the_sentence(self) -> None:
        cut = [*CR1[:9], "Level, and since the second week of May"]
        document = pages(rows(CR2, CR3, cut), rows(rest(c9="– falling")))
        assert entry_cell(document, 3, 9).text == "Level, and since the second week of May – falling"

    def test_where_few_rows_are_whole_nothing_is_moved_and_that_is_said(self) -> None:
        split = [[*row[:7], "9", "Moderate/ possible", *row[8:]] for row in (CR1, CR3)]
        document = pages(rows(CR2, *split))
        assert grid(document)[2][:9] == split[0][:9]
        assert codes(document) == ["doubtful_cell", "doubtful_cell"]

    def test_a_cell_that_nothing_is_known_of_stays(self) -> None:
        document = pages(rows(CR1, CR2), rows(rest(c4="• Zebra xylophones")))
        assert "Zebra" in entry_cell(document, 2, 4).text
        assert codes(document) == []

    def test_words_in_the_column_of_names_are_no_name(self) -> None:
        cut = [*CR1[:3], "Ferries turn away because of", *CR1[4:]]
        shifted = rest("", "", "shallow water at low tide", width=9)[1:]
        document = pages(rows(CR2, CR3, cut), rows(shifted))
        assert entry_cell(document, 3, 3).text == "Ferries turn away because of shallow water at low tide"

    def test_a_score_split_in_two_cells_is_one(self) -> None:
        split = [*CR1[:7], "9", "Moderate/ possible", *CR1[8:]]
        document = pages(rows(CR2, CR3, split))
        assert grid(document)[3] == list(CR1)
        assert codes(document) == ["mended_row"]

    def test_a_row_that_lost_a_cell_keeps_its_scores(self) -> None:
        lost = [*CR1[:2], *CR1[3:]]
        document = pages(rows(CR2, CR3, lost))
        assert grid(document)[3][5] == "16"
        assert grid(document)[3][7] == CR1[7]
        assert "mended_row" in codes(document)

    def test_a_row_that_fits_nowhere_stays_and_is_reported(self) -> None:
        document = pages(rows(CR2, CR3, ["CR4", "Zebra", "Yak"]))
        assert grid(document)[3][:3] == ["CR4", "Zebra", "Yak"]
        assert codes(document) == ["doubtful_cell"]

    def test_blank_cells_left_out_at_the_ends_of_rows(self) -> None:
        document = pages(rows(CR1, CR3, CR2[:5]), rows(rest(c4="• Nets are mended weekly")[:5], ["CR4", *CR3[1:]]))
        assert grid(document)[3] == [*CR2[:4], f"{CR2[4]}\nNets are mended weekly", "", "", "", "", ""]
        assert codes(document) == []

    def test_a_rest_too_wide_to_place_is_kept_and_reported(self) -> None:
        document = pages(rows(CR1, CR2), rows(rest("", "Zebra", "Yak", "Xylem", width=12)))
        assert grid(document)[3][1:4] == ["Zebra", "Yak", "Xylem"]
        assert codes(document) == ["doubtful_cell"]

    @pytest.mark.parametrize("lost", range(30))
    def test_whichever_tab_is_lost_no_letter_goes_with_it(self, lost: int) -> None:
        text = rows(HEADINGS, CR1, CR2) + "\n\n" + rows(rest(c3="in shallow water", c9="as before"), CR3)
        at = [found.start() for found in re.finditer("\t", text)][lost + 9]
        document = read_text((text[:at] + text[at + 1 :]).encode())
        letters = "".join(cell.text for found in document.tables for cell in found.cells)
        assert sorted(re.sub(r"\s", "", letters)) == sorted(re.sub(r"\s", "", text))


class TestCutWords:
    def test_a_word_that_the_paper_prints_whole(self) -> None:
        split = [*CR1[:2], "Environment al/ Legal", *CR1[3:]]
        document = pages(rows(split, [*CR2[:3], "Environmental harm", *CR2[4:]]))
        assert entry_cell(document, 1, 2).text == "Environmental/ Legal"
        assert codes(document) == ["healed_word"]

    def test_a_word_that_only_the_dictionary_knows(self) -> None:
        document = pages(rows([*CR1[:8], "Head of Com munity", *CR1[9:]]))
        assert entry_cell(document, 1, 8).text == "Head of Community"

    def test_a_word_that_is_cut_wherever_it_stands(self) -> None:
        cut = [[*row[:2], "Organisation al", *row[3:]] for row in (CR1, CR2, CR3)]
        document = pages(rows(*cut))
        assert [row[2] for row in grid(document)[1:]] == ["Organisational"] * 3

    @pytest.mark.parametrize("text", ["the med school", "over all quays", "in put", "co ordination", "web casts"])
    def test_two_words_stay_two(self, text: str) -> None:
        document = pages(rows([*CR1[:4], text, *CR1[5:]], [*CR2[:4], "Overall input is themed", *CR2[5:]]))
        assert entry_cell(document, 1, 4).text == text


def word_text(*table_rows: Sequence[str], title: str = f"\t{TITLE}\n\n\n", end: str = "") -> Document:
    """A text as Word's export writes it: each cell begins a line with a tab, a blank line follows each row."""
    body = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in table_rows)
    return read_text(f"{title}{body}\n{end}".encode())


class TestWordText:
    def test_rows_are_found_by_their_length(self) -> None:
        document = word_text(HEADINGS, CR1, CR2)
        assert said(document) == [TITLE]
        assert grid(document) == [list(HEADINGS), list(CR1), list(CR2)]

    def test_a_blank_line_within_a_cell_ends_no_row(self) -> None:
        roomy = [
            *CR1[:3],
            "Ferries turn away\n\n\nBerth fees fall",
            "\n\n\n· Depth is measured\n\n· Maps are kept",
            *CR1[5:],
        ]
        document = word_text(HEADINGS, roomy, CR2, CR3)
        assert [row[0] for row in grid(document)] == ["Risk ID", "CR1", "CR2", "CR3"]
        assert marks(entry_cell(document, 1, 4).lines) == [(1, "•", "Depth is measured"), (1, "•", "Maps are kept")]

    def test_spacer_rows_are_kept_as_blank_rows(self) -> None:
        spacer = ["\u00a0 "] * 10
        document = word_text(spacer, HEADINGS, spacer, CR1)
        assert [bool(any(row)) for row in grid(document)] == [False, True, False, True]

    def test_spacer_rows_between_all_entries_do_not_make_one_row_of_two(self) -> None:
        spacer = ["\u00a0 "] * 10
        document = word_text(HEADINGS, spacer, CR1, spacer, CR2, spacer, CR3)
        assert [row[0] for row in grid(document)] == ["Risk ID", "", "CR1", "", "CR2", "", "CR3"]

    def test_a_title_between_two_tables_is_not_of_the_cell_before_it(self) -> None:
        titled = [*CR2[:9], "Level\n\nOpportunities\n"]
        document = word_text(HEADINGS, CR1, titled, HEADINGS, CR3)
        assert said(document) == [TITLE, "Opportunities"]
        assert [len(found.cells) for found in document.tables] == [30, 20]
        assert codes(document) == ["doubtful_cell"]

    def test_a_paragraph_after_a_blank_line_is_of_its_cell(self) -> None:
        roomy = [*CR2[:9], "Level for now\n\nThe board will look at it again in the first week of May"]
        document = word_text(HEADINGS, CR1, roomy, HEADINGS, CR3)
        assert said(document) == [TITLE]
        assert len(entry_cell(document, 2, 9).lines) == 2

    def test_another_bullet_is_an_inner_item_and_one_without_words_is_none(self) -> None:
        document = word_text(HEADINGS, [*CR1[:4], "· Sweep:\n• the quay\n• the mole\n· Paint\n· ", *CR1[5:]], CR2)
        assert [line.level for line in entry_cell(document, 1, 4).lines] == [1, 2, 2, 1]

    def test_text_after_the_table_is_not_of_its_last_cell(self) -> None:
        document = word_text(HEADINGS, CR1, [*CR2[:9], ""], end="\n\nKey to scores\n\tHIGH\n\t5\n\n\tLOW\n\t1\n")
        assert said(document) == [TITLE, "Key to scores"]
        assert grid(document, 1) == [["HIGH", "5"], ["LOW", "1"]]

    def test_text_after_a_last_cell_with_words_is_reported(self) -> None:
        assert codes(word_text(HEADINGS, CR1, CR2, end="\nKey to scores\n")) == ["doubtful_cell"]

    def test_a_cell_by_itself_is_text(self) -> None:
        document = read_text(
            b"\tPart I\n\n\tWards affected:\n\nAll\n\n\tPaper\n\tDate\n\n\tNone\n\t\n\n\tReasons\n\nN/A\n"
        )
        assert said(document) == ["Part I", "Wards affected:", "All", "Reasons", "N/A"]
        assert grid(document) == [["Paper", "Date"], ["None", ""]]

    def test_a_row_with_a_cell_too_few_does_not_shift_the_rows_after_it(self) -> None:
        document = word_text(HEADINGS, CR1, CR3, [*CR2[:5], *CR2[6:]], ["CR4", *CR3[1:]])
        assert [row[0] for row in grid(document)] == ["Risk ID", "CR1", "CR3", "CR2", "CR4"]
        assert grid(document)[3][7] == CR2[7]
        assert "mended_row" in codes(document)

    def test_a_row_with_a_cell_too_many_does_not_shift_the_rows_after_it(self) -> None:
        document = word_text(HEADINGS, CR1, CR3, [*CR2[:7], "6", "Moderate/ possible", *CR2[8:]], ["CR4", *CR3[1:]])
        assert grid(document)[3][7:] == ["6 Moderate/ possible", *CR2[8:]]
        assert grid(document)[4] == ["CR4", *CR3[1:]]

    def test_blank_lines_lost(self) -> None:
        text = "\n".join(f"\t{cell}" for cell in [*HEADINGS, *CR1, *CR2])
        assert [row[0] for row in grid(read_text(text.encode()))] == ["Risk ID", "CR1", "CR2"]


RENDERINGS = {"000": "2019-20-q2", "002": "2016-05", "004": "2018-19-q1"}
"""How the names of the archive's renderings begin, and the edition each is of."""


def rendering(archive: Path, number: str) -> bytes:
    (path,) = (archive / "text").glob(f"{number}_*.txt")
    return path.read_bytes()


def register_of(archive: Path, number: str) -> tuple[Register, tuple[Finding, ...]]:
    document = read_text(rendering(archive, number))
    (register,) = registers_in(document)
    return register, (*all_findings(document), *register.findings)


def words_of(texts: str | Sequence[str]) -> list[str]:
    joined = texts if isinstance(texts, str) else " ".join(texts)
    return re.findall(r"\w+", joined.casefold())


@pytest.mark.parametrize("number", RENDERINGS)
class TestArchive:
    def test_every_word_is_in_the_cell_where_a_person_reads_it(self, number: str, archive: Path, gold: Path) -> None:
        register, _ = register_of(archive, number)
        expected = json.loads((gold / f"{RENDERINGS[number]}.json").read_text("utf-8"))["entries"]
        names = {
            "id": "id_raw", "description": "description", "types": "types", "consequence": "consequences",
            "action": "mitigations", "current_score": "score", "target_score": "residual", "owner": "owner",
            "direction": "direction",
        }  # fmt: skip
        assert len(register.entries) == len(expected)
        for entry, wanted in zip(register.entries, expected, strict=True):
            control = "progress" if entry.kind == "opportunity" else "control"
            for name, key in (*names.items(), (control, "controls")):
                got = words_of([line.text for line in entry.values[name]])
                assert got == words_of(wanted[key]), f"{wanted['id_raw']}, {name}"

    def test_nothing_is_left_in_doubt(self, number: str, archive: Path) -> None:
        _, findings = register_of(archive, number)
        known = {"mended_cell", "mended_row", "healed_word", "lost_list"}
        assert {finding.code for finding in findings} <= known

    def test_the_register_has_its_title(self, number: str, archive: Path) -> None:
        register, _ = register_of(archive, number)
        assert "Register" in register.title


def _shown(blocks: Iterable[Block]) -> list[list[str]]:
    shown: list[list[str]] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            shown.append([block.line.text])
        else:
            shown += [[cell.text for cell in cells] for _, cells in block.by_row()]
    return shown


def test_outside_its_cards_an_agenda_pack_is_read_line_by_line(archive: Path) -> None:
    content = rendering(archive, "001")
    blocks = read_text(content).blocks
    lines = [line for line in content.decode().splitlines() if line.strip()]
    starts = ("Risk ID: ", "Opportunity ID: ")
    cards = [
        at for at, block in enumerate(blocks) if isinstance(block, Table) and block.cells[0].text.startswith(starts)
    ]
    assert cards == list(range(cards[0], cards[0] + 8))
    before, after = _shown(blocks[: cards[0]]), _shown(blocks[cards[-1] + 1 :])
    for shown, printed in ((before, lines[: len(before)]), (after, lines[-len(after) :])):
        assert [len(row) for row in shown] == [line.count("\t") + 1 for line in printed]
        assert [words_of(row) for row in shown] == [words_of(re.sub(r"</?u>|\*\*", "", line)) for line in printed]


def test_every_word_of_an_agenda_pack_is_in_its_document_or_in_a_finding(archive: Path) -> None:
    content = rendering(archive, "001")
    document = read_text(content)
    said = [text for row in _shown(document.blocks) for text in row]
    said += [line.text for line in document.furniture] + [finding.message for finding in all_findings(document)]
    words = " ".join(said).casefold()
    lost = [word for word in words_of(content.decode()) if word not in words]
    assert [word for word in lost if word[:-1] not in words] == []  # the last letter of a cut label may be misread


def test_a_covering_report_is_paragraphs_but_for_its_list_of_papers(archive: Path) -> None:
    document = read_text(rendering(archive, "003"))
    assert [(found.rows, found.columns) for found in document.tables] == [(2, 3)]
    assert sum(text.startswith(("CORP", "CO1", "CO2")) for text in said(document)) == 9
    assert not [*all_findings(document)]
