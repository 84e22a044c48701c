"""What the forms, fields, controls and drawings of a Word file show."""

from __future__ import annotations

import pytest

from extractors.document import all_findings
from extractors.lines.drafts import Draft, DraftLine
from extractors.word.read_docx import read_docx
from tests.extractors.test_read_docx import abstract, item, num, p, table, tbl, tc, texts, tr, word

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
VML = 'xmlns:o="urn:schemas-microsoft-com:office:office"'


def field(form: str, instruction: str, result: str | None = None) -> str:
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{result}</w:t></w:r>'
    data = f"<w:ffData>{form}</w:ffData>" if form else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f'<w:r><w:instrText> {instruction} </w:instrText></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


ENTRIES = '<w:listEntry w:val="Up"/><w:listEntry w:val="Level"/>'


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (field(f'<w:ddList><w:result w:val="1"/>{ENTRIES}</w:ddList>', "FORMDROPDOWN"), "Level"),
        (field(f'<w:ddList><w:default w:val="1"/>{ENTRIES}</w:ddList>', "FORMDROPDOWN"), "Level"),
        (field(f"<w:ddList>{ENTRIES}</w:ddList>", "FORMDROPDOWN", "Up"), "Up"),
        (field('<w:textInput><w:default w:val="16"/></w:textInput>', "FORMTEXT"), "16"),
        (field('<w:textInput><w:default w:val="16"/></w:textInput>', "FORMTEXT", "12"), "12"),
        (field("<w:checkBox><w:checked/></w:checkBox>", "FORMCHECKBOX"), "☒"),
        (field('<w:checkBox><w:default w:val="0"/></w:checkBox>', "FORMCHECKBOX"), "☐"),
        (field("", "SYMBOL 225 \\f Wingdings \\s 11"), "↑"),
        (field("", 'XE "risk"'), ""),
    ],
)
def test_field_shows_what_was_chosen_typed_or_ticked(runs: str, text: str) -> None:
    document = read_docx(word(f"<w:p><w:r><w:t>a </w:t></w:r>{runs}</w:p>"))
    assert (texts(document), document.findings) == ([f"a {text}".strip()], ())


def test_field_whose_result_only_word_knows_is_named() -> None:
    document = read_docx(word(f"<w:p><w:r><w:t>CR</w:t></w:r>{field('', 'LISTNUM x')}</w:p>"))
    assert [finding.code for finding in document.findings] == ["unread_part"]
    assert "LISTNUM" in document.findings[0].message


def box(state: int, glyph: str) -> str:
    checkbox = f'<w14:checkbox {W14}><w14:checked w14:val="{state}"/></w14:checkbox>'
    return f"<w:sdt><w:sdtPr>{checkbox}</w:sdtPr><w:sdtContent><w:r>{glyph}</w:r></w:sdtContent></w:sdt>"


def test_ticked_control_is_the_choice_whatever_its_glyph() -> None:
    glyphs = "<w:t>o</w:t>", '<w:sym w:font="Wingdings" w:char="F0FC"/>'
    choices = "".join(
        f"{box(state, glyphs[state])}<w:r><w:t> {name} </w:t></w:r>" for state, name in enumerate(("Up", "Level"))
    )
    (cell,) = table(tbl(tr(tc(f"<w:p>{choices}</w:p>")))).cells
    assert cell.text == "Level"
    assert [(finding.code, finding.value) for finding in cell.findings] == [("choice_not_taken", "Up")]


def shape(preset: str, frame: str = "", line: str = "") -> str:
    geometry = f'<wps:spPr><a:xfrm {frame}/><a:prstGeom prst="{preset}"/>{line}</wps:spPr>'
    data = f'<a:graphicData uri="x"><wps:wsp>{geometry}</wps:wsp></a:graphicData>'
    return (
        f'<w:drawing><wp:inline><wp:docPr id="1" name="Shape 1"/><a:graphic>{data}</a:graphic></wp:inline></w:drawing>'
    )


def connector(across: int, down: int, frame: str = "", ends: str = '<a:tailEnd type="triangle"/>') -> str:
    return shape("straightConnector1", frame, f"<a:ln>{ends}</a:ln>").replace(
        f"<a:xfrm {frame}/>", f'<a:xfrm {frame}><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
    )


def picture(description: str) -> str:
    return f'<w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="{description}"/></wp:inline></w:drawing>'


def old_shape(kind: int, style: str = "") -> str:
    return f'<w:pict><v:shape type="#_x0000_t{kind}" style="{style}"/></w:pict>'


@pytest.mark.parametrize(
    ("drawing", "arrow"),
    [
        (shape("upArrow"), "↑"), (shape("downArrow"), "↓"), (shape("leftRightArrow"), "↔"), (shape("rightArrow"), "→"),
        (shape("rightArrow", 'rot="5400000"'), "↓"), (shape("rightArrow", 'rot="16200000"'), "↑"),
        (shape("upArrow", 'flipV="1"'), "↓"), (shape("upArrow", 'rot="10800000"'), "↓"), (shape("triangle"), "↑"),
        (connector(0, 9), "↓"), (connector(0, 9, 'flipV="1"'), "↑"), (connector(9, 0), "→"),
        (connector(9, 0, ends='<a:headEnd type="arrow"/><a:tailEnd type="arrow"/>'), "↔"),
        (picture("arrow up"), "↑"), (picture("Level"), "↔"), (old_shape(68), "↑"), (old_shape(67), "↓"),
        (old_shape(13, "rotation:90"), "↓"), (old_shape(68, "flip:y"), "↓"), (old_shape(69), "↔"),
        ('<w:pict><v:line from="0,9" to="0,0"><v:stroke endarrow="block"/></v:line></w:pict>', "↑"),
    ],
)  # fmt: skip
def test_drawn_arrow_is_read_and_said(drawing: str, arrow: str) -> None:
    (cell,) = table(tbl(tr(tc(f"<w:p><w:r>{drawing}</w:r></w:p>")))).cells
    assert cell.text == arrow
    assert [finding.code for finding in cell.findings] == ["drawn_symbol"]


@pytest.mark.parametrize(
    "drawing",
    [shape("heart"), picture("County map"), old_shape(74), shape("rightArrow", 'rot="1320000"'), connector(9, 4)],
)
def test_drawing_that_is_no_plain_arrow_is_said_and_not_read(drawing: str) -> None:
    (cell,) = table(tbl(tr(tc(f"<w:p><w:r>{drawing}</w:r></w:p>")))).cells
    assert cell.text == ""
    assert [finding.code for finding in cell.findings] == ["unread_part"]


def test_embedded_sheet_is_named_with_what_to_do() -> None:
    sheet = f'<w:object><o:OLEObject {VML} ProgID="Excel.Sheet.12"/></w:object>'
    (finding,) = read_docx(word(f"<w:p><w:r>{sheet}</w:r></w:p>")).findings
    assert (finding.code, "Excel" in finding.message) == ("unread_part", True)


def test_number_that_word_prints_in_an_empty_paragraph_is_read() -> None:
    numbering = abstract(9, ("decimal", "CR%1")) + num(9, 9)
    found = table(tbl(tr(tc(item(9, "")), tc("a")), tr(tc(item(9, "")), tc("b"))), numbering)
    assert [cell.text for cell in found.cells] == ["CR1", "a", "CR2", "b"]


def test_number_of_an_empty_paragraph_beside_words_is_nothing() -> None:
    numbering = abstract(9, ("decimal", "%1.")) + num(9, 9)
    (cell,) = table(tbl(tr(tc(item(9, "a") + item(9, "") + p("b")))), numbering).cells
    assert cell.text == "1. a\nb"


def test_bullet_of_an_empty_paragraph_is_nothing() -> None:
    numbering = abstract(9, ("bullet", "•")) + num(9, 9)
    assert table(tbl(tr(tc(item(9, "")))), numbering).cells[0].lines == ()


def test_chunk_of_another_file_is_read_where_it_stands() -> None:
    def reader(_: bytes) -> list[Draft]:
        return [DraftLine("chunk")]

    body = p("before") + '<w:altChunk r:id="rId1"/>' + p("after")
    assert texts(read_docx(word(body), reader)) == ["before", "chunk", "after"]


def test_chunk_that_cannot_be_read_is_named() -> None:
    document = read_docx(word('<w:altChunk r:id="rId1"/>'))
    assert [finding.code for finding in all_findings(document)] == ["unread_part"]
