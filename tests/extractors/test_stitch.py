"""Pieces of a table over pages become one table, and a cut row one row."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.document import Block, Cell, Document, Line, Paragraph, Table, all_findings
from extractors.findings import Code, Finding
from extractors.pdf.pages import read_pages
from extractors.pdf.printed import Printed, PrintedLine
from extractors.pdf.stitch import stitch
from extractors.places import Place
from tests.builder import build

EDGES = (0.0, 100.0, 200.0, 300.0)


def line(text: str, column: int, page: int, row: int) -> Line:
    """A printed line that fills its column if its text ends in a blank."""
    shown = text.rstrip()
    left = EDGES[column]
    end = left + 95 if text != shown else left + 5 + 2 * len(shown)
    printed = Printed(
        left=left, right=left + 100, start=left + 5, end=end, y=100 + 20.0 * row, size=8, marker=None, dash=None,
        hang=None, glyph=4, piece=20, gap=2, blank_after=text != shown,
    )  # fmt: skip
    return PrintedLine(shown, places=(Place(0, row, column, page),), printed=printed)


def table(page: int, *rows: tuple[str, ...], edges: tuple[float, ...] = EDGES) -> Table:
    cells = tuple(
        Cell(r, c, tuple(line(part, c, page, r) for part in text.split("|") if part), places=(Place(0, r, c, page),))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return Table(len(rows), len(rows[0]), cells, edges=edges, places=(Place(0, page=page),))


def rows(*blocks: Block) -> list[list[list[str]]]:
    document = stitch(Document("pdf", blocks, pages=len(blocks)))
    return [
        [[cell.text for cell in cells] for _, cells in block.by_row()]
        for block in document.blocks
        if isinstance(block, Table)
    ]


HEAD = ("ID", "Text", "Score")


def test_pieces_under_the_same_columns_are_one_table() -> None:
    got = rows(table(1, HEAD, ("CR1", "one", "4")), table(2, ("CR2", "two", "6")))
    assert got == [[["ID", "Text", "Score"], ["CR1", "one", "4"], ["CR2", "two", "6"]]]


def test_a_repeated_heading_goes() -> None:
    got = rows(table(1, HEAD, ("CR1", "one", "4")), table(2, HEAD, ("CR2", "two", "6")))
    assert got == [[["ID", "Text", "Score"], ["CR1", "one", "4"], ["CR2", "two", "6"]]]


@pytest.mark.parametrize("mark", ["(continued)", "cont'd", "(cont.)", "|(Continued)"])
def test_a_row_that_is_named_again_as_continued_goes_on_with_its_row(mark: str) -> None:
    first = table(1, HEAD, ("CR1", "one", "4"), ("CR2", "two", "6"))
    got = rows(first, table(2, HEAD, (f"CR2 {mark}", "two (continued)|more", "6"), ("CR3", "three", "8")))
    assert got == [[list(HEAD), ["CR1", "one", "4"], ["CR2", "two\nmore", "6"], ["CR3", "three", "8"]]]
    assert rows(table(1, HEAD, ("CR1", "one", "4"), (f"CR2 {mark}", "two", "4")))[0][2][0].startswith("CR2 ")


def test_levels_are_no_identifiers_that_make_labels_a_heading() -> None:
    labels, values = ("Current Likelihood", "Current Impact", ""), ("L4", "I4", "")
    card = [("Risk ID Corp 1", "", "12"), labels, values, ("Risk ID Corp 2", "", "16")]
    (got,) = rows(table(1, *card), table(2, labels, values))
    assert got == [list(row) for row in (*card, labels, values)]


def tall(piece: Table, row: int, span: int, text: str) -> Table:
    """The piece with a cell in the first column that spans rows from ``row`` on."""
    cell = Cell(row, 0, tuple(line(part, 0, 1, row) for part in text.split("|") if part), row_span=span)
    others = [each for each in piece.cells if each.column or not row <= each.row < row + span]
    return replace(piece, cells=tuple(sorted((*others, cell), key=lambda each: (each.row, each.column))))


def test_a_repeated_heading_of_two_rows_goes() -> None:
    heads = (("", "Score now", "Owner"), ("", "Likelihood", "Impact"))
    first = tall(table(1, *heads, ("CR1", "4", "3")), 0, 2, "ID")
    second = tall(table(2, *heads, ("CR2", "2", "5")), 0, 2, "ID")
    (got,) = rows(first, second)
    assert got == [["ID", "Score now", "Owner"], ["Likelihood", "Impact"], ["CR1", "4", "3"], ["CR2", "2", "5"]]


def test_a_cell_over_several_rows_goes_on_beside_a_new_row() -> None:
    first = tall(table(1, ("Text", "Owner", "Date"), ("", "CMT", "May"), ("", "Clerk", "June")), 1, 2, "Two bridges")
    (got,) = rows(first, table(2, ("and a tunnel", "Treasurer", "July"), ("Next", "", "")))
    assert got == [["Text", "Owner", "Date"], ["Two bridges\nand a tunnel", "CMT", "May"], ["Clerk", "June"],
                   ["Treasurer", "July"], ["Next", "", ""]]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [("CR3", "CR4"), ("3", "4"), ("2017-03", "2017-04")])
def test_a_row_that_is_named_is_no_rest_of_one_over_several_rows_that_is_named_too(one: str, other: str) -> None:
    first = tall(table(1, ("Ref", "Owner", "Date"), ("", "CMT", "May"), ("", "Clerk", "June")), 1, 2, one)
    second = tall(table(2, ("", "Treasurer", "July"), ("", "Bursar", "May")), 0, 2, other)
    (got,) = rows(first, second)
    assert got == [["Ref", "Owner", "Date"], [one, "CMT", "May"], ["Clerk", "June"], [other, "Treasurer", "July"],
                   ["Bursar", "May"]]  # fmt: skip


def test_a_row_cut_beside_a_cell_over_several_rows_is_one_row() -> None:
    first = tall(table(1, ("Text", "Owner", "Date"), ("", "CMT", "May"), ("", "Head of ", "June")), 1, 2, "Bridges")
    (got,) = rows(first, table(2, ("", "Tunnels", ""), ("Next", "", "")))
    assert got == [["Text", "Owner", "Date"], ["Bridges", "CMT", "May"], ["Head of Tunnels", "June"], ["Next", "", ""]]


def test_labels_that_recur_from_card_to_card_are_no_heading_again() -> None:
    labels, values = ("Current Likelihood", "Current Impact", ""), ("4", "4", "")
    card = [("Risk ID Corp 1", "", "12"), labels, values, ("Risk ID Corp 2", "", "16")]
    (got,) = rows(table(1, *card), table(2, labels, values))
    assert got == [list(row) for row in (*card, labels, values)]


def test_values_that_recur_beside_their_labels_are_no_heading_again() -> None:
    pairs = ("Current Likelihood", "Likely", "4")
    first = [("Risk ID", "Corp 1", "x"), pairs, ("Progress", "Slow", ""), ("Risk ID", "Corp 2", "y")]
    (got,) = rows(table(1, *first), table(2, pairs))
    assert got == [list(row) for row in (*first, pairs)]


def test_a_row_cut_by_the_page_end_is_one_row_with_both_places() -> None:
    document = stitch(Document("pdf", (table(1, HEAD, ("CR1", "one and ", "4")), table(2, ("", "two", "")))))
    (block,) = document.tables
    assert block.rows == 2
    cell = next(cell for cell in block.cells if (cell.row, cell.column) == (1, 1))
    assert cell.text == "one and two"
    assert [place.page for place in cell.places] == [1, 2]


def test_a_row_may_be_cut_by_several_page_ends() -> None:
    got = rows(table(1, HEAD, ("CR1", "one ", "4")), table(2, ("", "two ", "")), table(3, ("", "three", "")))
    assert got == [[["ID", "Text", "Score"], ["CR1", "one two three", "4"]]]


def test_a_heading_cut_by_the_page_end_is_one_row() -> None:
    head = ("Identification ", "Text", "Residual ")
    got = rows(table(1, ("CR1", "one", "4"), head), table(2, ("Number", "", "Score"), ("CO1", "two", "6")))
    assert got[0][1] == ["Identification Number", "Text", "Residual Score"]


def test_the_key_column_need_not_be_the_first() -> None:
    got = rows(table(1, ("Text", "ID", "Score"), ("one and ", "CR1", "4")), table(2, ("two", "", "")))
    assert got == [[["Text", "ID", "Score"], ["one and two", "CR1", "4"]]]


def test_tables_of_other_columns_stay_apart() -> None:
    other = table(2, ("a", "b", "c"), edges=(0.0, 50.0, 120.0, 300.0))
    assert len(rows(table(1, HEAD, ("CR1", "one", "4")), other)) == 2


def test_a_paragraph_between_keeps_tables_apart() -> None:
    words = Paragraph(Line("A new section", places=(Place(1, page=2),)))
    assert len(rows(table(1, HEAD, ("CR1", "one", "4")), words, table(2, ("CR2", "two", "6")))) == 2


def test_tables_with_a_page_between_them_stay_apart() -> None:
    assert len(rows(table(1, HEAD, ("CR1", "one", "4")), table(3, ("CR2", "two", "6")))) == 2


def test_a_lone_cell_at_a_page_s_head_goes_on_with_the_table() -> None:
    tail = Table(
        1,
        1,
        (Cell(0, 0, (line("two", 1, 2, 0),), places=(Place(0, 0, 0, 2),)),),
        edges=EDGES[1:3],
        places=(Place(0, page=2),),
    )
    assert rows(table(1, HEAD, ("CR1", "one and ", "4")), tail) == [
        [["ID", "Text", "Score"], ["CR1", "one and two", "4"]]
    ]


def test_a_finished_document_keeps_no_geometry_of_its_lines() -> None:
    printed = read_pages(build("may-2016", "pdf", {"page_furniture"}))
    assert printed.furniture
    whole = stitch(printed)
    for document, kind in ((printed, PrintedLine), (whole, Line)):
        cells = (cell for table in document.tables for cell in table.cells)
        lines = [line for cell in cells for line in cell.lines]
        lines += [block.line for block in document.blocks if isinstance(block, Paragraph)]
        assert {type(line) for line in (*lines, *document.furniture)} == {kind}


def with_findings(document: Document) -> Document:
    """The document with a finding of its own on each line and each cell."""
    numbers = itertools.count(1)

    def noted(line: Line) -> Line:
        return replace(line, findings=(*line.findings, Finding(Code.UNKNOWN_SYMBOL, f"line {next(numbers)}")))

    def noted_table(table: Table) -> Table:
        cells = (
            replace(cell, lines=tuple(map(noted, cell.lines)), findings=(Finding(Code.UNREAD_PART, f"{cell.places}"),))
            for cell in table.cells
        )
        return replace(table, cells=tuple(cells))

    blocks = (
        noted_table(block) if isinstance(block, Table) else replace(block, line=noted(block.line))
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks), furniture=tuple(map(noted, document.furniture)))


def assert_no_finding_is_lost(printed: Document) -> int:
    """Each finding made on a printed line or cell stands in the finished Document once; gives how many there are."""
    before = with_findings(printed)
    made, kept = Counter(all_findings(before)), Counter(all_findings(stitch(before)))
    assert made - kept == Counter()
    assert {finding.code for finding in kept - made} <= {Code.HEALED_WORD}
    return made.total()


TEXTS = st.sampled_from(["", "ID", "CR1", "CR2", "one ", "one", "• two", "a long text | that goes on", "sum|mary"])
PIECES = st.lists(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4), min_size=1, max_size=4)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on a busy machine
@given(PIECES)
def test_no_finding_is_lost_when_pieces_of_a_table_are_joined(pieces: list[list[tuple[str, str, str]]]) -> None:
    blocks = tuple(table(page, *piece) for page, piece in enumerate(pieces, 1))
    assert assert_no_finding_is_lost(Document("pdf", blocks)) >= 3


@pytest.mark.parametrize("fault", [None, "cut_row", "cut_word", "header_repeated", "page_furniture"])
def test_no_finding_is_lost_between_the_printed_pages_and_the_finished_document(fault: str | None) -> None:
    printed = read_pages(build("may-2016", "pdf", {fault} if fault else frozenset()))
    assert assert_no_finding_is_lost(printed) > 100


def test_findings_of_a_repeated_heading_stand_on_the_heading() -> None:
    (got,) = stitch(with_findings(Document("pdf", (table(1, HEAD, ("CR1", "one", "4")), table(2, HEAD))))).tables
    assert len(got.cells[0].findings) == 1 + 2 * len(HEAD)
