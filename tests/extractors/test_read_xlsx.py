"""An Excel workbook is read as a person sees it who opens it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from extractors.document import Document, Paragraph, Table, UnreadableFileError, all_findings
from extractors.places import Place
from extractors.read import detect_format, read_document
from pipeline.build import build_history
from pipeline.read.offered import offered_papers
from pipeline.read.read_papers import read_papers

HEADINGS = (
    "Risk ID", "Description", "Risk Type", "Consequences", "Current Controls", "Risk Score", "Mitigating Actions",
    "Residual Score", "Risk Owner", "Direction of Travel",
)  # fmt: skip
Change = Callable[[Any], None]


def workbook(*changes: Change, sheet: str = "Risks") -> bytes:
    """A workbook with a register of two risks below its titles, and what is changed in its sheet."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    page["A1"], page["A2"] = "Northshire County Council", "Corporate Risk Register 2019/20 Quarter 2"
    page.merge_cells("A1:J1")
    page.append(())
    page.append(HEADINGS)
    page.append(
        ("R1", "Floods", "Legal", "• Roads close\n• Homes", "Gullies", 16, "Buy pumps", 8, "Treasurer", "Level")
    )
    page.append(("R2", "Fire", "Legal", "Homes are lost", "Alarms", 9, "Test them", 6, "Treasurer", "Level"))
    for change in changes:
        change(page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def patched(content: bytes, member: str, old: str, new: str) -> bytes:
    """A workbook in which a text of one of its parts is another."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            data = source.read(name).decode() if name == member else None
            assert data is None or old in data
            target.writestr(name, data.replace(old, new) if data else source.read(name))
    return stream.getvalue()


def put(**cells: Any) -> Change:
    def change(page: Any) -> None:
        for at, value in cells.items():
            page[at] = value

    return change


def read(*changes: Change, sheet: str = "Risks") -> Document:
    content = workbook(*changes, sheet=sheet)
    assert detect_format(content) == "xlsx"
    return read_document(content, "xlsx")


def rows(document: Document, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in cells] for _, cells in document.tables[table].by_row()]


def said(document: Document) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.value) for finding in all_findings(document)]


def test_titles_are_paragraphs_and_the_rest_a_table_with_places_in_the_sheet() -> None:
    document = read()
    name, council, title, table = document.blocks
    assert isinstance(name, Paragraph)
    assert isinstance(council, Paragraph)
    assert isinstance(title, Paragraph)
    assert isinstance(table, Table)
    assert (name.line.text, name.heading, council.line.text) == ("Risks", 1, "Northshire County Council")
    assert title.places == (Place(2, 1, 0, sheet="Risks"),)
    assert (table.rows, table.columns, rows(document)[0]) == (3, 10, list(HEADINGS))
    risk = table.cells[10]
    assert (risk.text, risk.places) == ("R1", (Place(3, 4, 0, sheet="Risks"),))
    assert [line.level for line in table.cells[13].lines] == [1, 1]
    assert said(document) == []


def test_a_sheet_without_a_name_of_its_own_has_no_heading() -> None:
    assert read(sheet="Sheet1").blocks[0].places == (Place(0, 0, 0, sheet="Sheet1"),)


def test_a_merged_cell_covers_the_rows_that_are_shown() -> None:
    def merge(page: Any) -> None:
        page.append(("", "", "", "", "", "", "More pumps"))
        page.merge_cells("A6:A7")
        page.merge_cells("B5:C5")

    table = read(merge).tables[0]
    spans = {cell.text: (cell.row_span, cell.column_span) for cell in table.cells}
    assert (spans["R2"], spans["Floods"]) == ((2, 1), (1, 2))
    assert not any(cell.row == 3 and cell.column == 0 for cell in table.cells)


def test_a_blank_row_ends_a_table() -> None:
    document = read(put(A9="Key", A10="5", B10="Almost certain"))
    assert rows(document, 1)[0][:2] == ["5", "Almost certain"]
    assert document.tables[1].columns == 10
    assert [block.line.text for block in document.blocks if isinstance(block, Paragraph)][-1] == "Key"


def test_a_few_cells_above_the_tables_are_one_line() -> None:
    document = read(put(I2="As at:", J2=date(2022, 9, 30), A9="Key", A11="5", B11="Certain"))
    line = document.blocks[2]
    assert isinstance(line, Paragraph)
    assert line.line.text == "Corporate Risk Register 2019/20 Quarter 2 As at: 2022-09-30"
    assert (line.places, len(document.tables)) == ((Place(2, 1, 0, sheet="Risks"),), 2)


def test_a_cell_far_away_costs_nothing_and_is_a_remark() -> None:
    document = read(put(XFD1048576="far away"))
    assert isinstance(document.blocks[-1], Paragraph)
    assert document.blocks[-1].places == (Place(4, 1048575, 16383, sheet="Risks"),)
    assert document.tables[0].columns == 11


def test_a_column_amid_others_may_say_something_by_its_colours_alone() -> None:
    def paint(page: Any) -> None:
        page.insert_cols(7, 2)
        page["H5"].fill = PatternFill("solid", fgColor="FFFF0000")

    table = read(paint).tables[0]
    assert table.columns == 11
    assert [cell.fill for cell in table.cells if cell.column == 6] == [None, "#ff0000", None]


class TestHidden:
    """What is hidden is not read, and a finding names it."""

    def test_rows(self) -> None:
        def hide(page: Any) -> None:
            page.row_dimensions[5].hidden = True
            page.row_dimensions[3].hidden = True  # with nothing in it

        document = read(hide)
        assert [row[0] for row in rows(document)] == ["Risk ID", "R2"]
        assert document.tables[0].cells[10].places == (Place(3, 5, 0, sheet="Risks"),)
        assert said(document) == [("hidden_rows", "5")]

    def test_columns(self) -> None:
        def hide(page: Any) -> None:
            page.column_dimensions.group("C", "D", hidden=True)

        document = read(hide)
        assert rows(document)[1][:3] == ["R1", "Floods", "Gullies"]
        assert said(document) == [("hidden_rows", "C, D")]

    def test_a_sheet(self) -> None:
        def hide(page: Any) -> None:
            page.parent.create_sheet("Lists")["A1"] = "High"
            page.parent["Lists"].sheet_state = "veryHidden"

        (finding,) = all_findings(read(hide))
        assert (finding.code, "'Lists' is hidden" in finding.message) == ("hidden_rows", True)

    def test_words(self) -> None:
        def hide(page: Any) -> None:
            page["B5"].font = Font(color="FFFFFFFF")
            page["B6"].font = Font(strike=True)
            page["E6"].number_format = ";;;"
            page["E5"] = CellRichText("Gullies", TextBlock(InlineFont(strike=True), " and drains"))

        document = read(hide)
        assert [row[1] for row in rows(document)[1:]] == ["", ""]
        assert [row[4] for row in rows(document)[1:]] == ["Gullies", ""]
        assert said(document) == [
            ("hidden_text", "Floods"), ("struck_text", "and drains"),
            ("struck_text", "Fire"), ("hidden_text", "Alarms"),
        ]  # fmt: skip


class TestFormulas:
    """A formula is read as the result that the file keeps."""

    SHEET = "xl/worksheets/sheet1.xml"
    WRITTEN = '<c r="F5"><f>4*4</f><v></v></c>'

    def with_result(self, cell: str) -> Document:
        return read_document(patched(workbook(put(F5="=4*4")), self.SHEET, self.WRITTEN, cell), "xlsx")

    def test_its_result(self) -> None:
        document = self.with_result('<c r="F5"><f>4*4</f><v>16</v></c>')
        assert (rows(document)[1][5], said(document)) == ("16", [])

    def test_a_text_that_is_empty(self) -> None:
        document = self.with_result('<c r="F5" t="str"><f>""</f><v></v></c>')
        assert (rows(document)[1][5], said(document)) == ("", [])

    def test_an_error(self) -> None:
        document = self.with_result('<c r="F5" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
        assert rows(document)[1][5] == "#DIV/0!"

    def test_no_result(self) -> None:
        (finding,) = all_findings(read(put(F5="=4*4")))
        assert (finding.code, finding.place) == ("formula_without_result", Place(3, 4, 5, sheet="Risks"))


def test_a_fill_is_a_colour_whatever_way_it_is_stated() -> None:
    def paint(page: Any) -> None:
        for at, colour in {"F5": "FFFF0000", "H5": Color(theme=0, tint=-0.5), "F6": Color(indexed=13)}.items():
            page[at].fill = PatternFill("solid", fgColor=colour)
        page["J5"].fill = PatternFill("gray125")

    fills = {(cell.row, cell.column): cell.fill for cell in read(paint).tables[0].cells if cell.fill}
    assert fills == {(1, 5): "#ff0000", (1, 7): "#808080", (2, 5): "#ffff00"}


def test_numbers_and_dates_are_read_as_they_show() -> None:
    def form(page: Any) -> None:
        page["A5"], page["A5"].number_format = 1, '"R"00'
        page["G6"], page["G6"].number_format = datetime(2022, 3, 1), "mmm-yy"
        page["F6"], page["F6"].number_format = 0.5, "# ?/?"

    document = read(form)
    assert (rows(document)[1][0], rows(document)[2][6], rows(document)[2][5]) == ("R01", "Mar-2022", "0.5")
    assert said(document) == [("unknown_number_format", "0.5")]


def test_letters_of_symbol_fonts_are_signs() -> None:
    def draw(page: Any) -> None:
        page["J5"], page["J5"].font = "é", Font(name="Wingdings")

    assert rows(read(draw))[1][9] == "↑"


def test_what_stands_beside_the_cells_is_reported() -> None:
    def add(page: Any) -> None:
        page["B5"].comment = Comment("Ask again in May", "an officer")
        red = PatternFill(bgColor="FFFF0000")
        page.conditional_formatting.add("F5:F6", CellIsRule(operator="greaterThan", formula=["15"], fill=red))

    messages = [finding.message for finding in all_findings(read(add))]
    assert messages == [
        "comments were not read: 1",
        "colours and icons that depend on a value (conditional formatting) were not read",
    ]


def test_the_head_and_foot_of_the_print_are_furniture() -> None:
    def head(page: Any) -> None:
        page.oddHeader.center.text = "Northshire County Council"
        page.oddFooter.right.text = "Page &P of &N"

    assert [line.text for line in read(head).furniture] == ["Northshire County Council", "Page of"]


def spread(page: Any) -> None:
    for number in range(1, 600):
        page.cell(number + 9, number + 9, number)


@pytest.mark.parametrize(
    ("content", "code", "advice"),
    [
        (workbook(spread), "too_large", "save the register alone"),
        (patched(workbook(), "xl/worksheets/sheet1.xml", "<sheetData>", "<row"), "damaged", "save it as a new"),
        (patched(workbook(), "xl/workbook.xml", "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                 "http://purl.oclc.org/ooxml/spreadsheetml/main"), "unknown_format", "Strict Open XML"),
    ],
)  # fmt: skip
def test_a_workbook_that_cannot_be_read_is_refused_with_advice(content: bytes, code: str, advice: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_document(content, "xlsx")
    assert (caught.value.code, advice in str(caught.value)) == (code, True)


def test_a_workbook_made_to_fill_the_memory_is_not_unpacked() -> None:
    stream = io.BytesIO(workbook())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b" " * (33 * 2**20))
    with pytest.raises(UnreadableFileError, match="more than 32 MB"):
        read_document(stream.getvalue(), "xlsx")


def test_an_entry_is_found_by_sheet_and_row(tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    paper.write_bytes(workbook(put(F6="much")))
    history, _ = build_history(read_papers(offered_papers([paper], tmp_path)))
    assert [(row.risk_id, row.current_score, row.locator, row.page_first) for row in history.entries] == [
        ("R1", 16, "sheet Risks, row 5", None), ("R2", None, "sheet Risks, row 6", None),
    ]  # fmt: skip
    assert [(row.organisation, row.fiscal_year, row.quarter) for row in history.registers] == [
        ("Northshire County Council", "2019/20", 2)
    ]
    (unread,) = (row for row in history.findings if row.code == "unreadable_score")
    assert unread.locator == "sheet Risks, row 6"
