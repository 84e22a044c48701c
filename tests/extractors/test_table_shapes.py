"""Tables as people see them: rows that no rule parts, halves of a wide table, columns that change their widths."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from extractors.document import Document, all_findings
from extractors.findings import Code
from extractors.pdf.pages import read_pages
from extractors.pdf.stitch import stitch
from tests.drawn_table import HEADINGS, ROWS, Drawn, Lines, columns, pdf

REGISTER = [HEADINGS, *ROWS]


def said(texts: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[" ".join(text.split()) for text in row] for row in texts]


def read(content: bytes) -> list[list[list[str]]]:
    """The texts of each table's cells, row by row."""
    document: Document = stitch(read_pages(content))
    return [said([[cell.text for cell in row] for _, row in table.by_row()]) for table in document.tables]


@pytest.mark.parametrize("aligned", ["top", "middle"])
@pytest.mark.parametrize("rules", ["three", "columns", "all"])
def test_rows_begin_where_a_name_stands_between_white_bands(rules: Lines, aligned: str) -> None:
    content = pdf([Drawn(REGISTER, rules=rules, aligned="top" if aligned == "top" else "middle")])
    assert read(content) == [said(REGISTER)]


def test_a_gap_between_the_paragraphs_of_a_row_parts_no_row() -> None:
    row = ("CR5", "Care fees\n\nHomes close", "8", "Meet\n\nmonthly", "Head of Care")
    assert read(pdf([Drawn([*REGISTER, row], rules="three")])) == [said([*REGISTER, row])]


def test_rows_without_white_bands_begin_where_the_first_lines_of_their_cells_do() -> None:
    assert read(pdf([Drawn(REGISTER, rules="three", gap=0.0)])) == [said(REGISTER)]


@pytest.mark.parametrize("rules", ["none", "heading", "frame"])
def test_a_table_that_no_rule_draws_is_read_where_its_columns_are_beyond_doubt(rules: Lines) -> None:
    content = pdf([Drawn(REGISTER, rules=rules)])
    assert read(content) == [said(REGISTER)]
    unsure = [finding for finding in all_findings(read_pages(content)) if finding.code is Code.UNSURE_PARAGRAPHS]
    places = {(finding.place.row, finding.place.column) for finding in unsure if finding.place}
    assert places == {(1, 1), (2, 1), (2, 4), (4, 1), (4, 3)}


def test_columns_without_a_gutter_between_them_are_not_guessed() -> None:
    long = ("CR5", "Care homes close at short notice or ask for more money", "8", "Meet monthly", "Head of Care")
    assert read(pdf([Drawn([*REGISTER, long], rules="none")])) == []


@pytest.mark.parametrize("first", ["Roads", "Roads that\nare narrow and\nsteep"])
def test_rows_that_are_not_surely_parted_are_not_guessed(first: str) -> None:
    """Lines that stand in the middle of their rows, without white bands between these."""
    rows = [("CR1", first, "9"), ("CR2", "Schools that\nare old and\nin need of repair", "12"), ("CR3", "Posts", "6")]
    (table,) = read(pdf([Drawn([HEADINGS[:3], *rows], (60, 160, 60), rules="three", gap=0.0, aligned="middle")]))
    assert table[1:] == [[" ".join(texts) for texts in zip(*said(rows), strict=True)]]


def test_a_list_of_names_in_a_cell_parts_no_row() -> None:
    rows = [("ID", "Related", "Description"), ("CR1", "CR2\nCR3", "Roads"), ("CR2\nCR3", "CR1", "Schools\nand homes")]
    assert read(pdf([Drawn(rows, widths=(60, 60, 160))])) == [said(rows)]


def test_what_stands_above_the_first_name_goes_on_with_the_row_of_the_page_before() -> None:
    rest = [("", "", "", "until it is dry", ""), *ROWS[1:]]
    first, *others = read(pdf([Drawn(REGISTER[:2])], [Drawn(rest, rules="columns")]))
    assert not others
    assert first[1] == [*said([ROWS[0]])[0][:3], "Fit silt sensors until it is dry", "Head of Highways"]
    assert first[2:] == said(ROWS[1:])


HEIGHTS = (1, 2, 3, 1, 2)
LEFT, RIGHT = columns(REGISTER, 0, 1, 2), columns(REGISTER, 3, 4)
NAMED = columns(REGISTER, 0, 3, 4)
ONE = Drawn(LEFT, (60, 160, 60), heights=HEIGHTS)
OTHER = Drawn(RIGHT, (140, 120), heights=HEIGHTS)


def test_the_other_half_of_a_table_on_the_next_page_is_beside_it() -> None:
    assert read(pdf([ONE], [OTHER])) == [said(REGISTER)]
    assert read(pdf([ONE], [replace(OTHER, top=540.0)])) == [said(REGISTER)]


def test_the_other_half_of_a_table_on_the_same_page_is_beside_it() -> None:
    assert read(pdf([ONE, replace(OTHER, left=400.0)])) == [said(REGISTER)]


def test_halves_are_joined_by_the_names_that_both_have() -> None:
    named = Drawn(NAMED, (60, 140, 120), gap=9.0)
    assert read(pdf([ONE], [named])) == [said(REGISTER)]


def part(table: Drawn, start: int, stop: int) -> Drawn:
    return replace(table, rows=table.rows[start:stop], heights=HEIGHTS[start:stop])


def test_halves_that_run_over_pages_are_joined_down_and_across() -> None:
    down = [[part(half, *rows)] for half in (ONE, OTHER) for rows in ((0, 3), (3, 5))]
    assert read(pdf(*down)) == [said(REGISTER)]
    headed = [
        replace(part(half, 3, 5), rows=[half.rows[0], *half.rows[3:]], heights=(1, *HEIGHTS[3:]))
        for half in (ONE, OTHER)
    ]
    across = [[part(ONE, 0, 3)], [part(OTHER, 0, 3)], [headed[0]], [headed[1]]]
    assert read(pdf(*across)) == [said(REGISTER)]


SCALE = [("Likelihood", "Meaning"), ("1", "Rare"), ("2", "Unlikely"), ("3", "Possible")]
INDICATORS = [("Ref", "Measure"), ("KPI1", "Calls"), ("KPI2", "Letters"), ("KPI3", "Visits"), ("KPI4", "Lamps")]


@pytest.mark.parametrize("other", [SCALE, INDICATORS, LEFT])
def test_another_table_is_no_half(other: list[tuple[str, ...]]) -> None:
    tables = read(pdf([ONE], [Drawn(other, (60, 160, 60)[: len(other[0])], left=200.0)]))
    assert tables[0][: len(LEFT)] == said(LEFT)


@pytest.mark.parametrize("gap", [0.0, 6.0])
def test_rows_of_one_line_each_are_parted_however_close(gap: float) -> None:
    rows = [HEADINGS, *(tuple(text.split("\n")[0] for text in row) for row in ROWS)]
    assert read(pdf([Drawn(rows, rules="three", gap=gap)])) == [said(rows)]


def test_a_table_goes_on_under_columns_of_other_widths() -> None:
    wider = (50, 180, 70, 150, 130)
    assert read(pdf([Drawn(REGISTER[:3])], [Drawn(REGISTER[3:], wider)])) == [said(REGISTER)]
    assert read(pdf([Drawn(REGISTER[:3])], [Drawn([HEADINGS, *REGISTER[3:]], wider)])) == [said(REGISTER)]


def test_a_row_that_a_page_end_cut_goes_on_under_columns_of_other_widths() -> None:
    rest = ("", "often than the standard asks", "", "", "")
    first = ("CR1", "Roads are swept only half as", "16", "Fit sensors", "Head of Roads")
    wider = (50, 180, 70, 150, 130)
    (table,) = read(pdf([Drawn([HEADINGS, first], (60, 120, 60, 140, 120))], [Drawn([rest, *ROWS[1:]], wider)]))
    assert table[1][1] == "Roads are swept only half as often than the standard asks"
    assert table[2:] == said(ROWS[1:])


def test_a_table_with_headings_of_its_own_does_not_go_on() -> None:
    other = [("Measure", "Unit", "Goal", "Note", "Lead"), ("CR1", "Days", "5", "None", "Head of Roads")]
    assert len(read(pdf([Drawn(REGISTER)], [Drawn(other, (50, 180, 70, 150, 130))]))) == 2


def scanned(content: bytes, degrees: float = 0.0) -> bytes:
    """The pages as pictures, laid on the scanner askew, with the words that text recognition left unseen over them."""
    pdf = pypdfium2.PdfDocument(content)
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    for page in pdf:
        width, height = page.get_size()
        picture = pypdfium2.PdfBitmap.from_pil(page.render(scale=150 / 72).to_pil())
        for item in list(page.get_objects()):
            if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
                pdfium.FPDFTextObj_SetTextRenderMode(item.raw, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
            else:
                page.remove_obj(item)
        image = pypdfium2.PdfImage.new(pdf)
        image.set_bitmap(picture)
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        page.insert_obj(image)
        page.gen_content()
        pdfium.FPDFPage_TransFormWithClip(page.raw, pdfium.FS_MATRIX(cos, sin, -sin, cos, 0, 0), None)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("degrees", [0.0, 1.0])
@pytest.mark.parametrize("rules", ["all", "three"])
def test_the_rules_of_a_scanned_page_with_its_words_are_found_in_its_picture(rules: Lines, degrees: float) -> None:
    content = scanned(pdf([Drawn(REGISTER, rules=rules)]), degrees)
    assert read(content) == [said(REGISTER)]
    assert [finding.code for finding in all_findings(read_pages(content))] == [Code.READ_BY_OCR]


def test_headings_that_are_painted_and_not_ruled_have_the_columns_of_their_table() -> None:
    body = Drawn(ROWS, top=480.0)
    painted = Drawn([HEADINGS], rules="grounds", top=495.6)
    assert read(pdf([painted, body])) == [said(REGISTER)]
