"""What a Word page shows: properties of runs, of their styles and what those are based on, of cells and rows."""

from __future__ import annotations

import pytest

from extractors.document import Table
from extractors.word.read_docx import read_docx
from tests.extractors.test_read_docx import lines, p, table, tbl, tc, texts, tr, word

SAID = "<w:t>x</w:t>"
STYLES = """
<w:style w:type="character" w:styleId="Aside"><w:name w:val="Aside"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Inner"><w:name w:val="Inner"/><w:basedOn w:val="Aside"/></w:style>
<w:style w:type="paragraph" w:styleId="Draft"><w:name w:val="Draft"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Old"><w:name w:val="Old"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Pale"><w:name w:val="Pale"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Flat"><w:name w:val="Flat"/><w:pPr><w:spacing w:line="1" w:lineRule="exact"/>
</w:pPr></w:style>
<w:style w:type="character" w:styleId="Sign"><w:name w:val="Sign"/><w:rPr><w:rFonts w:ascii="Wingdings"
 w:hAnsi="Wingdings"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Signed"><w:name w:val="Signed"/><w:basedOn w:val="Sign"/></w:style>
<w:style w:type="table" w:styleId="Dark"><w:name w:val="Dark"/>
<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto"
 w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>
<w:style w:type="table" w:styleId="Ghost"><w:name w:val="Ghost"/><w:rPr><w:vanish/></w:rPr></w:style>
"""


def run(properties: str, text: str = "said") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def para(properties: str, *runs: str) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def styled(style: str, kind: str = "r") -> str:
    return f'<w:{kind}Style w:val="{style}"/>'


@pytest.mark.parametrize(
    "hidden",
    [
        para("", run("<w:vanish/>")), para("", run(styled("Aside"))), para("", run(styled("Inner"))),
        para(styled("Draft", "p"), run("")), para("", run('<w:color w:val="FFFFFF"/>')),
        para("", run('<w:color w:val="FEFEFE" w:themeColor="background1"/>')), para(styled("Pale", "p"), run("")),
        para("", run('<w:color w:val="00B050"/><w:shd w:val="clear" w:fill="00B050"/>')),
        para('<w:shd w:val="clear" w:fill="C00000"/>', run('<w:color w:val="C00000"/>')),
        para("", run('<w:sz w:val="2"/>')), para(styled("Flat", "p"), run("")),
        para('<w:spacing w:line="2" w:lineRule="exact"/>', run("")),
    ],
)  # fmt: skip
def test_words_that_the_page_does_not_show_are_not_read_and_named(hidden: str) -> None:
    document = read_docx(word(p("seen") + hidden, styles=STYLES))
    assert texts(document) == ["seen"]
    assert [(finding.code, finding.value) for finding in document.findings] == [("hidden_text", "said")]


@pytest.mark.parametrize(
    "shown",
    [
        para("", run(styled("Aside") + '<w:vanish w:val="0"/>')), para(styled("Draft", "p"), run(styled("Aside"))),
        para("", run('<w:color w:val="auto"/>')), para("", run("<w:webHidden/>")),
        para("", run('<w:color w:val="FFFFFF"/><w:highlight w:val="red"/>')),
        para("", run('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>')),
        para('<w:shd w:val="solid" w:color="203040"/>', run('<w:color w:val="FFFFFF"/>')),
        para('<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>', run('<w:color w:val="FFFFFF"/>')),
        para("", run('<w:color w:val="FFFF00"/>')), para('<w:spacing w:line="240" w:lineRule="exact"/>', run("")),
    ],
)  # fmt: skip
def test_words_that_the_page_shows_are_read(shown: str) -> None:
    document = read_docx(word(shown, styles=STYLES))
    assert (texts(document), document.findings) == (["said"], ())


FIXED = '<w:trHeight w:val="{}" w:hRule="exact"/>'


@pytest.mark.parametrize(
    ("height", "content", "read", "doubtful"),
    [
        (1000, p("seen") + p() * 4 + p("said"), ["seen"], True),  # 5 lines of 12.65 points are higher than 50
        (1000, p("seen") + p("said"), ["seen", "said"], False),
        (1100, p("seen") + p() * 3 + p("said"), ["seen", "said"], True),  # 4 are less high than 55, and 5 are higher
        (1000, p("seen") + p("said") + p() * 9, ["seen", "said"], False),
        (400, p("a word " * 20), [("a word " * 20).strip()], True),
        (1200, para("", run('<w:sz w:val="16"/>')) * 3, ["said"] * 3, False),
    ],
)
def test_what_lies_below_the_edge_of_a_row_of_fixed_height(
    height: int, content: str, read: list[str], doubtful: bool
) -> None:
    width = '<w:tcW w:w="1500" w:type="dxa"/>'
    row = tr(tc(content, width), tc("beside"), properties=FIXED.format(height))
    (found,) = read_docx(word(tbl(row), styles=STYLES)).tables
    assert [line.text for line in found.cells[0].lines] == read
    codes = {finding.code for finding in found.cells[0].findings}
    assert ("partly_hidden" in codes) == doubtful
    assert ("hidden_text" in codes) == ("said" not in read and len(read) == 1 and read[0] == "seen")


def test_white_heading_on_the_dark_row_of_its_table_style_is_read() -> None:
    look = '<w:tblLook w:val="0020"/>'
    dark = tbl(tr(tc("Head")), tr(tc("a"))).replace("<w:tblPr/>", f"<w:tblPr>{styled('Dark', 'tbl')}{look}</w:tblPr>")
    (found,) = read_docx(word(dark, styles=STYLES)).tables
    assert [cell.text for cell in found.cells] == ["Head", "a"]


def test_white_words_in_a_white_cell_are_named_on_the_cell_and_in_a_dark_one_read() -> None:
    white = para("", run('<w:color w:val="FFFFFF"/>', "white"))
    dark = '<w:shd w:val="clear" w:fill="203040"/>'
    found = table(tbl(tr(tc(p("a") + white), tc(white, dark))))
    assert [cell.text for cell in found.cells] == ["a", "white"]
    assert [finding.value for finding in found.cells[0].findings] == ["white"]


def test_white_title_over_a_picture_behind_the_text_is_read() -> None:
    picture = '<w:p><w:r><w:drawing><wp:anchor behindDoc="1"/></w:drawing></w:r></w:p>'
    white = para("", run('<w:color w:val="FFFFFF"/>', "Title"))
    document = read_docx(word(picture + white + tbl(tr(tc("a"), tc(white)))))
    assert texts(document) == ["Title"]
    assert [cell.text for cell in document.tables[0].cells] == ["a", ""]


def test_table_whose_style_hides_its_text_is_named() -> None:
    ghost = tbl(tr(tc("a"), tc("b"))).replace("<w:tblPr/>", f"<w:tblPr>{styled('Ghost', 'tbl')}</w:tblPr>")
    document = read_docx(word(ghost, styles=STYLES))
    assert [(finding.code, finding.value) for finding in document.findings] == [("hidden_rows", "a; b")]


@pytest.mark.parametrize("height", ['<w:trHeight w:val="2" w:hRule="exact"/>', "<w:hidden/>"])
def test_row_of_no_height_is_no_row(height: str) -> None:
    document = read_docx(word(tbl(tr(tc("a")), tr(tc("b"), properties=height), tr(tc("c")))))
    assert [[cell.text for cell in found.cells] for found in document.tables] == [["a", "c"]]
    assert [(finding.code, finding.value) for finding in document.findings] == [("hidden_rows", "b")]


@pytest.mark.parametrize("struck", ["<w:strike/>", "<w:dstrike/>"])
def test_struck_words_are_not_current(struck: str) -> None:
    document = read_docx(
        word(para("", run(struck, "old "), run("", "new")) + para(styled("Old", "p"), run("")), styles=STYLES)
    )
    assert texts(document) == ["new"]
    assert [(finding.code, finding.value) for finding in document.findings] == [("struck_text", "old; said")]


@pytest.mark.parametrize(
    "mark",
    [
        run('<w:vertAlign w:val="superscript"/>', "2"), run('<w:position w:val="6"/>', "2"),
        '<w:r><w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>**</w:t></w:r>',
    ],
)  # fmt: skip
def test_note_mark_is_kept_out_of_a_value(mark: str) -> None:
    document = read_docx(word(para("", run("", "CR1"), mark)))
    assert texts(document) == ["CR1"]
    assert [finding.code for finding in document.findings] == ["note_mark"]


def test_subscript_and_power_stay() -> None:
    low = run('<w:vertAlign w:val="subscript"/>', "2")
    high = run('<w:vertAlign w:val="superscript"/>', "2")
    assert texts(read_docx(word(para("", run("", "CO"), low, run("", " from 5 m"), high)))) == ["CO2 from 5 m2"]


@pytest.mark.parametrize("style", ["Sign", "Signed"])
def test_symbol_font_of_a_style_means_its_signs(style: str) -> None:
    document = read_docx(word(para("", run(styled(style), "\u00e1")), styles=STYLES))
    assert texts(document) == ["↑"]


def test_hidden_end_of_a_paragraph_runs_it_on_into_the_next() -> None:
    body = para("<w:rPr><w:vanish/><w:specVanish/></w:rPr>", run("", "Title")) + p(". Text")
    assert [line.text for line in lines(read_docx(word(body)))] == ["Title. Text"]


def test_head_in_the_page_header_is_the_head_of_the_table_under_it() -> None:
    widths = "<w:tblGrid>" + '<w:gridCol w:w="2000"/>' * 3 + "</w:tblGrid>"
    head = tbl(tr(tc("Number"), tc("Name"), tc("Owner"))).replace("<w:tblPr/>", f"<w:tblPr/>{widths}")
    body = tbl(tr(tc("1"), tc("a"), tc("b"))).replace("<w:tblPr/>", f"<w:tblPr/>{widths}")
    (found,) = (block for block in read_docx(word(body, parts={"header1": head})).blocks if isinstance(block, Table))
    assert [cell.text for cell in found.cells] == ["Number", "Name", "Owner", "1", "a", "b"]
    assert (found.heads, found.rows) == (1, 2)


def test_table_in_the_page_header_with_other_columns_is_furniture() -> None:
    widths = '<w:tblGrid><w:gridCol w:w="{}"/><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    head, body = (
        tbl(tr(tc("x"), tc("y"), tc("z"))).replace("<w:tblPr/>", f"<w:tblPr/>{widths.format(first)}")
        for first in (5000, 2000)
    )
    (found,) = read_docx(word(body, parts={"header1": head})).tables
    assert found.rows == 1
