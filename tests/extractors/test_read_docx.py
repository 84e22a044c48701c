"""Each fault of a Word reader by its name, shown on the smallest file that has it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractors.document import Document, Line, Paragraph, Table, UnreadableFileError, all_findings
from extractors.places import Place
from extractors.word.read_docx import read_docx

NAMES = nsdecls("w", "wp", "a", "r") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(body: str, numbering: str = "", styles: str = "", parts: dict[str, str] | None = None) -> bytes:
    """A .docx made from python-docx's template with this body, further definitions and further parts."""
    document = docx.Document()
    for element, added in (
        (document.element.body, body),
        (document.part.numbering_part.element, numbering),
        (document.styles.element, styles),
    ):
        for child in parse_xml(f"<x {NAMES}>{added}</x>"):
            element.append(child)
    stream = io.BytesIO()
    document.save(stream)
    return _with_parts(stream.getvalue(), parts or {})


def _with_parts(content: bytes, parts: dict[str, str]) -> bytes:
    """The file with parts of these kinds added, each holding this XML."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/_rels/document.xml.rels":
                added = "".join(
                    f'<Relationship Id="x{n}" Type="{RELATION}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
                    for n, kind in enumerate(parts)
                )
                data = data.replace(b"</Relationships>", f"{added}</Relationships>".encode())
            new.writestr(name, data)
        for kind, xml in parts.items():
            if xml:
                new.writestr(f"word/{kind}.xml", f"<w:part {NAMES}>{xml}</w:part>")
    return stream.getvalue()


def changed(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The file with each member as ``change`` makes it from its name and data; None leaves it out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            if (data := change(name, old.read(name))) is not None:
                new.writestr(name, data)
    return stream.getvalue()


def p(text: str = "", properties: str = "") -> str:
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def styled(style: str, text: str) -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>')


def item(num: int, text: str, ilvl: int = 0, more: str = "") -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{ilvl}"/><w:numId w:val="{num}"/></w:numPr>{more}')


def tc(content: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def abstract(number: int, *levels: tuple[str, str]) -> str:
    written = "".join(
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for ilvl, (form, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="{number}">{written}</w:abstractNum>'


def num(number: int, of: int, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


def lines(document: Document) -> list[Line]:
    return [block.line for block in document.blocks if isinstance(block, Paragraph)]


def texts(document: Document) -> list[str]:
    return [line.text for line in lines(document)]


def body_texts(body: str) -> list[str]:
    return texts(read_docx(word(body)))


def table(body: str, numbering: str = "") -> Table:
    (block,) = read_docx(word(body, numbering)).blocks
    assert isinstance(block, Table)
    return block


def grid(of: Table) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in of.cells]


def marks(document: Document) -> list[tuple[int, str | None, str]]:
    return [(line.level, line.marker, line.text) for line in lines(document)]


class TestText:
    def test_white_space_and_invisible_characters_stay(self) -> None:
        assert body_texts(p("  Two\u00a0 \n words\u200b and \u00adone  ")) == ["Two words and one"]

    def test_letters_with_loose_accents_differ_from_whole_ones(self) -> None:
        assert body_texts(p("cafe\u0301")) == ["caf\u00e9"]

    def test_empty_paragraphs_become_blocks(self) -> None:
        assert body_texts(p() + p(" \u00a0 ") + p("text")) == ["text"]

    def test_tab_and_hyphens_glue_or_vanish(self) -> None:
        runs = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t></w:r>"
        assert body_texts(f"<w:p>{runs}</w:p>") == ["a b-cd"]

    def test_line_break_in_a_paragraph_glues_words(self) -> None:
        runs = "<w:r><w:t>12</w:t><w:br/><w:t>Major</w:t><w:br/><w:t>• typed</w:t></w:r>"
        document = read_docx(word(f"<w:p>{runs}</w:p>"))
        assert marks(document) == [(0, None, "12"), (0, None, "Major"), (1, "•", "typed")]

    def test_page_break_parts_a_sentence(self) -> None:
        runs = '<w:r><w:t>first</w:t><w:br w:type="page"/><w:t>second</w:t></w:r>'
        assert body_texts(f"<w:p>{runs}</w:p>") == ["first second"]

    def test_hidden_text_is_read_as_content(self) -> None:
        runs = "<w:r><w:t>shown</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        document = read_docx(word(f"<w:p>{runs}</w:p>"))
        assert texts(document) == ["shown"]
        (finding,) = document.findings
        assert (finding.code, finding.value, finding.place) == ("hidden_text", "hidden", Place(0))

    def test_links_smart_tags_and_simple_fields_are_lost(self) -> None:
        assert body_texts(
            "<w:p><w:hyperlink><w:r><w:t>link </w:t></w:r></w:hyperlink>"
            "<w:smartTag><w:smartTagPr/><w:r><w:t>tag </w:t></w:r></w:smartTag>"
            '<w:customXml w:element="x"><w:r><w:t>xml </w:t></w:r></w:customXml>'
            '<w:fldSimple w:instr=" DATE "><w:r><w:t>field</w:t></w:r></w:fldSimple></w:p>'
        ) == ["link tag xml field"]

    def test_field_instructions_are_read_and_results_lost(self) -> None:
        def char(step: str) -> str:
            return f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>'

        nested = (
            f"{char('begin')}<w:r><w:instrText>IF </w:instrText></w:r>{char('begin')}<w:r><w:instrText>X</w:instrText>"
            f"</w:r>{char('separate')}<w:r><w:t>inner</w:t></w:r>{char('end')}{char('separate')}"
            f"<w:r><w:t>result</w:t></w:r>{char('end')}<w:r><w:t> after</w:t></w:r>"
        )
        assert body_texts(f"<w:p>{nested}</w:p>") == ["result after"]

    def test_comment_in_the_markup_cuts_the_text(self) -> None:
        assert body_texts("<w:p><!-- a --><w:r><w:t>one<!-- b --> and <?c?>two</w:t></w:r></w:p>") == ["one and two"]

    def test_equations_are_lost(self) -> None:
        assert body_texts("<w:p><m:oMath><m:r><m:t>x = 2</m:t></m:r></m:oMath></w:p>") == ["x = 2"]


class TestTrackedChanges:
    def test_tracked_insertion_is_lost(self) -> None:
        assert body_texts(
            '<w:p><w:r><w:t>a </w:t></w:r><w:ins w:id="1"><w:r><w:t>b</w:t></w:r></w:ins>'
            '<w:moveTo w:id="2"><w:r><w:t> c</w:t></w:r></w:moveTo></w:p>'
        ) == ["a b c"]

    def test_tracked_deletion_is_read(self) -> None:
        assert body_texts(
            '<w:p><w:r><w:t>a</w:t></w:r><w:del w:id="1"><w:r><w:delText>b</w:delText></w:r></w:del>'
            '<w:moveFrom w:id="2"><w:r><w:t>c</w:t></w:r></w:moveFrom></w:p>'
        ) == ["a"]

    def test_deleted_paragraph_end_still_parts_the_paragraphs(self) -> None:
        deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
        assert body_texts(p("one ", deleted) + p("two ", deleted) + p("three") + p("four")) == ["one two three", "four"]

    def test_text_before_a_deleted_paragraph_end_is_lost_at_the_end_of_a_cell(self) -> None:
        found = table(tbl(tr(tc(p("kept", '<w:rPr><w:del w:id="1"/></w:rPr>')))))
        assert found.cells[0].text == "kept"

    def test_deleted_row_is_read(self) -> None:
        found = table(
            tbl(tr(tc("a")), tr(tc("b"), properties='<w:del w:id="1"/>'), tr(tc("c"), properties='<w:ins w:id="2"/>'))
        )
        assert grid(found) == [(0, 0, 1, 1, "a"), (1, 0, 1, 1, "c")]


class TestWrappers:
    def test_content_controls_hide_rows_and_cells(self) -> None:
        found = table(
            tbl(
                f"<w:sdt><w:sdtPr/><w:sdtContent>{tr(tc('a'), tc('b'))}</w:sdtContent></w:sdt>",
                tr(f"<w:sdt><w:sdtContent>{tc('c')}</w:sdtContent></w:sdt>", tc("d")),
            )
        )
        assert grid(found) == [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "c"), (1, 1, 1, 1, "d")]

    def test_content_controls_hide_blocks_paragraphs_and_runs(self) -> None:
        control = "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
        run = control.format("<w:r><w:t>run</w:t></w:r>")
        body = control.format(p("block") + control.format(p("nested"))) + f"<w:p>{run}</w:p>"
        assert body_texts(body) == ["block", "nested", "run"]

    def test_prompt_of_an_unfilled_control_is_read_as_a_value(self) -> None:
        prompt = (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + tc("Choose an item.")
            + "</w:sdtContent></w:sdt>"
        )
        assert grid(table(tbl(tr(prompt, tc("next"))))) == [(0, 0, 1, 1, ""), (0, 1, 1, 1, "next")]

    def test_text_box_is_read_twice_or_not_at_all(self) -> None:
        box = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
        body = (
            "<w:p><w:r><w:t>anchor</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp>"
            f"<wps:txbx>{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box}"
            "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
        document = read_docx(word(body))
        assert texts(document) == ["anchor", "boxed"]
        assert document.findings == ()


class TestTables:
    def test_merged_title_row_shifts_the_grid(self) -> None:
        found = table(tbl(tr(tc("title", '<w:gridSpan w:val="2"/>')), tr(tc("a"), tc("b"))))
        assert (found.rows, found.columns) == (2, 2)
        assert grid(found) == [(0, 0, 1, 2, "title"), (1, 0, 1, 1, "a"), (1, 1, 1, 1, "b")]

    def test_vertically_merged_cells_are_repeated(self) -> None:
        found = table(
            tbl(
                tr(tc("id", '<w:vMerge w:val="restart"/>'), tc("a")),
                tr(tc("", "<w:vMerge/>"), tc("b")),
                tr(tc("", '<w:vMerge w:val="continue"/>'), tc("c")),
                tr(tc("next", '<w:vMerge w:val="restart"/>'), tc("d")),
            )
        )
        assert grid(found) == [
            (0, 0, 3, 1, "id"), (0, 1, 1, 1, "a"), (1, 1, 1, 1, "b"), (2, 1, 1, 1, "c"), (3, 0, 1, 1, "next"),
            (3, 1, 1, 1, "d"),
        ]  # fmt: skip

    def test_skipped_grid_columns_shift_a_row(self) -> None:
        found = table(
            tbl(
                tr(tc("a"), tc("b"), tc("c")),
                tr(tc("d"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
            )
        )
        assert grid(found)[-1] == (1, 1, 1, 1, "d")
        assert found.columns == 3

    def test_legacy_horizontal_merge_repeats_cells(self) -> None:
        found = table(tbl(tr(tc("a", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("b"))))
        assert grid(found) == [(0, 0, 1, 2, "a"), (0, 2, 1, 1, "b")]

    def test_empty_and_covered_are_the_same(self) -> None:
        found = table(tbl(tr(tc(), tc("a", '<w:gridSpan w:val="2"/>'))))
        assert [(cell.column, cell.lines == ()) for cell in found.cells] == [(0, True), (1, False)]

    def test_nested_table_is_lost_or_mixed_with_the_text(self) -> None:
        (outer,) = table(tbl(tr(tc(p("before") + tbl(tr(tc("in"), tc("ner"))) + p("after"))))).cells
        assert [line.text for line in outer.lines] == ["before", "after"]
        assert [grid(inner) for inner in outer.tables] == [[(0, 0, 1, 1, "in"), (0, 1, 1, 1, "ner")]]
        assert outer.tables[0].cells[1].places == outer.places == (Place(0, 0, 0),)

    def test_repeated_heading_rows_are_not_counted(self) -> None:
        head = "<w:tblHeader/>"
        found = table(tbl(tr(tc("a"), properties=head), tr(tc("b")), tr(tc("c"), properties=head)))
        assert found.heads == 1

    def test_hidden_row_is_read_as_a_row(self) -> None:
        document = read_docx(word(tbl(tr(tc("a")), tr(tc("b"), properties="<w:hidden/>"))))
        assert [grid(found) for found in document.tables] == [[(0, 0, 1, 1, "a")]]
        assert [(finding.code, finding.value) for finding in document.findings] == [("hidden_rows", "b")]

    @pytest.mark.parametrize(
        ("shading", "fill"),
        [
            ('<w:shd w:val="clear" w:color="auto" w:fill="00B050"/>', "#00b050"),
            ('<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', None),
            ('<w:shd w:val="clear" w:fill="FFFFFF"/>', None),
            ('<w:shd w:val="solid" w:color="FFC000" w:fill="auto"/>', "#ffc000"),
            ("", None),
        ],
    )
    def test_fill_is_not_the_colour_shown(self, shading: str, fill: str | None) -> None:
        assert table(tbl(tr(tc("a", shading)))).cells[0].fill == fill

    def test_places_count_empty_paragraphs_or_none(self) -> None:
        document = read_docx(word(p() + p("one") + p() + tbl(tr(tc("a"), tc("b")))))
        assert [block.places for block in document.blocks] == [(Place(0),), (Place(1),)]
        last = document.tables[0].cells[1]
        assert last.places == last.lines[0].places == (Place(1, 0, 1),)


class TestLists:
    def test_bullets_of_word_s_own_styles_have_one_level(self) -> None:
        body = styled("ListBullet", "one") + styled("ListBullet2", "two") + styled("ListBullet3", "three")
        document = read_docx(word(body))
        assert marks(document) == [(1, "•", "one"), (2, "•", "two"), (3, "•", "three")]

    def test_style_based_on_a_list_style_is_no_list(self) -> None:
        names = '<w:name w:val="Mine"/><w:basedOn w:val="ListBullet2"/>'
        style = f'<w:style w:type="paragraph" w:styleId="Mine">{names}</w:style>'
        assert marks(read_docx(word(styled("Mine", "x"), styles=style))) == [(2, "•", "x")]

    def test_numbering_removed_from_a_styled_paragraph_stays(self) -> None:
        removed = p("x", '<w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        assert marks(read_docx(word(removed))) == [(0, None, "x")]

    def test_levels_of_a_multilevel_list_are_lost(self) -> None:
        numbering = abstract(50, ("bullet", "\uf0b7"), ("bullet", "o")) + num(50, 50)
        document = read_docx(word(item(50, "a") + item(50, "b", 1) + item(50, "c"), numbering))
        assert marks(document) == [(1, "•", "a"), (2, "•", "b"), (1, "•", "c")]

    def test_numbers_that_word_counts_are_lost(self) -> None:
        numbering = abstract(50, ("decimal", "%1."), ("lowerLetter", "(%2)"), ("lowerRoman", "%3)")) + num(50, 50)
        body = item(50, "a") + item(50, "b", 1) + item(50, "c", 2) + item(50, "d", 2) + item(50, "e") + item(50, "f", 1)
        assert marks(read_docx(word(body, numbering))) == [
            (1, "1.", "1. a"), (2, "(a)", "(a) b"), (3, "i)", "i) c"), (3, "ii)", "ii) d"), (1, "2.", "2. e"),
            (2, "(a)", "(a) f"),
        ]  # fmt: skip

    def test_compound_numbers_are_cut(self) -> None:
        numbering = abstract(50, ("upperRoman", "%1"), ("decimal", "%1.%2")) + num(50, 50)
        assert texts(read_docx(word(item(50, "a") + item(50, "b", 1), numbering))) == ["I a", "I.1 b"]

    def test_numbering_is_not_restarted(self) -> None:
        restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        numbering = abstract(50, ("decimal", "%1.")) + num(50, 50) + num(51, 50, restart)
        body = item(50, "a") + item(50, "b") + item(51, "c") + item(51, "d")
        assert texts(read_docx(word(body, numbering))) == ["1. a", "2. b", "1. c", "2. d"]

    def test_lists_of_one_definition_do_not_go_on_counting(self) -> None:
        numbering = abstract(50, ("decimal", "%1.")) + num(50, 50) + num(51, 50)
        assert texts(read_docx(word(item(50, "a") + p("x") + item(51, "b"), numbering))) == ["1. a", "x", "2. b"]

    def test_level_replaced_by_its_list_is_ignored(self) -> None:
        other = (
            '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperLetter"/>'
            '<w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>'
        )
        numbering = abstract(50, ("decimal", "%1.")) + num(50, 50, other)
        assert texts(read_docx(word(item(50, "a"), numbering))) == ["D) a"]

    def test_list_without_printed_marker_is_a_list(self) -> None:
        numbering = abstract(50, ("none", "")) + num(50, 50)
        assert marks(read_docx(word(item(50, "a"), numbering))) == [(0, None, "a")]

    def test_single_level_lists_set_deeper_by_indent_are_flat(self) -> None:
        numbering = abstract(50, ("bullet", "\uf0b7")) + num(50, 50)
        deep = '<w:ind w:left="1080" w:hanging="360"/>'
        flat = '<w:ind w:left="720" w:hanging="360"/>'
        body = item(50, "a", 0, flat) + item(50, "b", 0, deep) + item(50, "c", 0, flat)
        assert [level for level, _, _ in marks(read_docx(word(body, numbering)))] == [1, 2, 1]

    def test_unknown_number_format_is_guessed_in_silence(self) -> None:
        numbering = abstract(50, ("chicago", "%1")) + num(50, 50)
        (finding,) = read_docx(word(item(50, "a"), numbering)).findings
        assert finding.code == "unread_part"
        assert "chicago" in finding.message

    def test_typed_bullets_stay_in_the_text(self) -> None:
        body = p("• one") + p("\u00b7\u00a0\u00a0 two") + p("–\tthree") + p("1. typed number")
        assert marks(read_docx(word(body))) == [
            (1, "•", "one"), (1, "•", "two"), (1, "•", "three"), (0, None, "1. typed number"),
        ]  # fmt: skip

    def test_typed_bullets_set_deeper_in_a_cell_are_flat(self) -> None:
        deep = '<w:ind w:left="400"/>'
        (cell,) = table(tbl(tr(tc(p("• a") + p("• b", deep) + p("plain") + p("• c", deep) + p("• d"))))).cells
        assert [line.level for line in cell.lines] == [1, 2, 0, 2, 1]

    def test_list_further_down_the_page_is_nested_in_the_first(self) -> None:
        body = p("• a") + p("plain") + p("• b", '<w:ind w:left="400"/>')
        assert [level for level, _, _ in marks(read_docx(word(body)))] == [1, 0, 1]

    def test_heading_levels_are_lost(self) -> None:
        body = styled("Title", "t") + styled("Heading2", "h") + p("x")
        blocks = read_docx(word(body)).blocks
        assert [block.heading for block in blocks if isinstance(block, Paragraph)] == [1, 2, 0]


class TestSymbols:
    def test_arrows_of_symbol_fonts_are_lost(self) -> None:
        runs = (
            '<w:r><w:sym w:font="Wingdings" w:char="F0E1"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0E2"/></w:r>'
            '<w:r><w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr><w:t>\u00e0</w:t></w:r>'
            '<w:r><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr><w:t>\uf0ab</w:t></w:r>'
        )
        assert body_texts(f"<w:p>{runs}</w:p>") == ["↑↓→↔"]

    def test_bullet_typed_as_a_symbol_stays_in_the_text(self) -> None:
        runs = '<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:tab/><w:t>item</w:t></w:r>'
        assert marks(read_docx(word(f"<w:p>{runs}</w:p>"))) == [(1, "•", "item")]

    def test_unknown_symbol_passes_in_silence(self) -> None:
        document = read_docx(word('<w:p><w:r><w:t>x</w:t><w:sym w:font="Wingdings" w:char="F04B"/></w:r></w:p>'))
        (line,) = lines(document)
        assert [(finding.code, finding.place) for finding in line.findings] == [("unknown_symbol", Place(0))]
        assert [*all_findings(document)] == [*line.findings]


class TestOtherParts:
    def test_headers_and_footers_are_lost_or_repeated(self) -> None:
        parts = {"header1": p("running head"), "header2": p("running head"), "footer1": tbl(tr(tc("foot")))}
        document = read_docx(word(p("x"), parts=parts))
        assert texts(document) == ["x"]
        assert [line.text for line in document.furniture] == ["running head", "foot"]

    @pytest.mark.parametrize("kind", ["footnotes", "endnotes", "comments"])
    def test_notes_are_dropped_in_silence(self, kind: str) -> None:
        note = f"<w:note>{p('note')}</w:note>"
        empty = "<w:note><w:p><w:r><w:separator/></w:r></w:p></w:note>"
        assert read_docx(word(p("x"), parts={kind: empty})).findings == ()
        (finding,) = read_docx(word(p("x"), parts={kind: empty + note})).findings
        assert (finding.code, finding.message) == ("unread_part", f"{kind} were not read: 1")

    def test_picture_in_a_cell_is_dropped_in_silence(self) -> None:
        drawing = '<w:drawing><wp:inline><wp:docPr id="1" name="Picture 1" descr="County map"/></wp:inline></w:drawing>'
        document = read_docx(word(p("x") + tbl(tr(tc("a"), tc(f"<w:p><w:r>{drawing}</w:r></w:p>")))))
        (finding,) = document.tables[0].cells[1].findings
        assert [*all_findings(document)] == [finding]
        assert (finding.code, finding.place) == ("unread_part", Place(1, 0, 1))
        assert "County map" in finding.message

    def test_embedded_file_is_dropped_in_silence(self) -> None:
        document = read_docx(word(p("x") + '<w:altChunk r:id="rId1"/>'))
        assert [finding.code for finding in document.findings] == ["unread_part"]

    def test_reference_to_a_missing_part_stops_the_reading(self) -> None:
        assert texts(read_docx(word(p("x"), parts={"header1": "", "image1": ""}))) == ["x"]

    def test_title_property_is_lost(self) -> None:
        document = docx.Document()
        document.core_properties.title = " The  title "
        stream = io.BytesIO()
        document.save(stream)
        assert read_docx(stream.getvalue()).title == "The title"
        assert read_docx(word(p("x"))).title is None

    def test_title_is_made_up_for_a_file_without_properties(self) -> None:
        content = changed(word(p("x")), lambda name, data: None if name == "docProps/core.xml" else data)
        assert read_docx(content).title is None

    def test_missing_styles_and_numbering_stop_the_reading(self) -> None:
        missing = {"word/styles.xml", "word/numbering.xml"}
        content = changed(word(styled("ListBullet", "x")), lambda name, data: None if name in missing else data)
        assert marks(read_docx(content)) == [(0, None, "x")]

    def test_reference_in_another_case_leads_nowhere(self) -> None:
        content = word(p("x"), parts={"header1": p("running head")})
        content = changed(content, lambda _, data: data.replace(b'"header1.xml"', b'"Header1.XML"'))
        assert [line.text for line in read_docx(content).furniture] == ["running head"]


class TestUnreadable:
    @pytest.mark.parametrize(
        ("content", "code"),
        [(b"", "empty"), (b"PK\x03\x04 and then nothing", "damaged"), (b"plain text", "damaged")],
    )
    def test_file_that_is_no_zip_ends_the_batch(self, content: bytes, code: str) -> None:
        with pytest.raises(UnreadableFileError) as caught:
            read_docx(content)
        assert caught.value.code == code

    def test_other_zip_file_passes_for_an_empty_paper(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("readme.txt", "hello")
        with pytest.raises(UnreadableFileError) as caught:
            read_docx(stream.getvalue())
        assert caught.value.code == "unknown_format"

    def test_broken_xml_ends_the_batch(self) -> None:
        content = changed(word(p("x")), lambda name, data: b"<w:document" if name == "word/document.xml" else data)
        with pytest.raises(UnreadableFileError) as caught:
            read_docx(content)
        assert caught.value.code == "damaged"

    @pytest.mark.parametrize("kind", ["footnotes", "comments"])
    def test_broken_xml_in_notes_ends_the_batch(self, kind: str) -> None:
        content = word(p("x"), parts={kind: p("note")})
        with pytest.raises(UnreadableFileError) as caught:
            read_docx(changed(content, lambda name, data: data[:-9] if name == f"word/{kind}.xml" else data))
        assert caught.value.code == "damaged"

    def test_locked_archive_ends_the_batch(self) -> None:
        content = bytearray(word(p("x")))
        content[content.index(b"PK\x01\x02") + 8] |= 1  # the flag of the first member: needs a password
        with pytest.raises(UnreadableFileError) as caught:
            read_docx(bytes(content))
        assert caught.value.code == "encrypted"

    def test_spreadsheet_passes_for_an_empty_paper(self) -> None:
        kind = (b"wordprocessingml.document.main", b"spreadsheetml.sheet.main")
        with pytest.raises(UnreadableFileError) as caught:
            read_docx(changed(word(p("x")), lambda _, data: data.replace(*kind)))
        assert caught.value.code == "unknown_format"

    @pytest.mark.parametrize(
        "kind",
        [
            b"vnd.openxmlformats-officedocument.wordprocessingml.template",
            b"vnd.ms-word.document.macroEnabled",
            b"vnd.ms-word.template.macroEnabledTemplate",
        ],
    )
    def test_template_or_file_with_macros_is_not_recognised(self, kind: bytes) -> None:
        plain = b"vnd.openxmlformats-officedocument.wordprocessingml.document"
        content = changed(word(p("x")), lambda _, data: data.replace(plain + b".main", kind + b".main"))
        assert texts(read_docx(content)) == ["x"]

    def test_bytes_changed_inside_the_zip_pass_unnoticed(self) -> None:
        content = bytearray(word(p("x" * 2000)))
        start = content.index(b"word/document.xml") + 60
        content[start : start + 20] = bytes(20)
        with pytest.raises(UnreadableFileError) as caught:
            read_docx(bytes(content))
        assert caught.value.code == "damaged"

    def test_strict_file_is_not_recognised(self) -> None:
        def strict(_: str, data: bytes) -> bytes:
            for word in (b"wordprocessingml", b"officeDocument"):
                transitional = b"http://schemas.openxmlformats.org/%s/2006/" % word
                data = data.replace(transitional, b"http://purl.oclc.org/ooxml/%s/" % word)
            return data

        content = changed(word(styled("ListBullet", "x"), parts={"header1": p("running head")}), strict)
        document = read_docx(content)
        assert marks(document) == [(1, "•", "x")]
        assert [line.text for line in document.furniture] == ["running head"]


def test_real_register_loses_a_cell(archive: Path) -> None:
    (paper,) = (archive / "2018-19-q1").glob("*.docx")
    register = read_docx(paper.read_bytes()).tables[0]
    assert (register.rows, register.columns, len(register.cells)) == (17, 10, 170)
