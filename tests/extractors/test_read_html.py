"""Each fault of a web page reader by its name, shown on the smallest page that has it."""

from __future__ import annotations

import io
import sys
import warnings
from pathlib import Path

import docx
import pytest

from extractors.document import Document, Paragraph, Table, UnreadableFileError, all_findings
from extractors.places import Place
from extractors.web.read_html import read_html
from extractors.word.read_docx import read_docx


def page(body: str, head: str = "") -> Document:
    return read_html(f'<html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode())


def texts(document: Document) -> list[str]:
    return [block.line.text for block in document.blocks if isinstance(block, Paragraph)]


def marks(document: Document) -> list[tuple[int, str | None, str]]:
    lines = [block.line for block in document.blocks if isinstance(block, Paragraph)]
    return [(line.level, line.marker, line.text) for line in lines]


def furniture(document: Document) -> list[str]:
    return [line.text for line in document.furniture]


def table(body: str) -> Table:
    (block,) = page(body).blocks
    assert isinstance(block, Table)
    return block


def grid(of: Table) -> list[tuple[int, int, int, int, str]]:
    return [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in of.cells]


def cell_marks(body: str) -> list[tuple[int, str | None, str]]:
    (cell,) = table(f"<table><tr><td>{body}</td></tr></table>").cells
    return [(line.level, line.marker, line.text) for line in cell.lines]


class TestCharacters:
    def test_page_in_windows_1252_loses_its_quotes(self) -> None:
        assert texts(read_html("<p>the council\u2019s \u2013 own</p>".encode("cp1252"))) == [
            "the council\u2019s \u2013 own"
        ]

    @pytest.mark.parametrize("label", ["iso-8859-1", "ISO-8859-1", "latin1", "us-ascii"])
    def test_latin_1_declared_but_windows_1252_meant(self, label: str) -> None:
        declared = f'<meta http-equiv="Content-Type" content="text/html; charset={label}"><p>\u2019</p>'
        assert texts(read_html(declared.encode("cp1252"))) == ["\u2019"]

    @pytest.mark.parametrize(
        ("start", "encoding"),
        [
            ("", "utf-8"), ("\ufeff", "utf-8"), ("\ufeff", "utf-16-le"), ("\ufeff", "utf-16-be"), ("", "utf-16-le"),
            ('<?xml version="1.0" encoding="iso-8859-15"?>', "iso-8859-15"), ("<meta charset=cp850>", "cp850"),
            ('<meta charset="utf-16">', "utf-8"), ('<meta charset="no-such">', "utf-8"),
            ('<meta charset="hex">', "utf-8"), ('<meta charset="idna">', "utf-8"),
            ('<meta charset="utf-7"><title>+2AA-</title>', "utf-8"),
        ],
    )  # fmt: skip
    def test_declared_encoding_is_ignored(self, start: str, encoding: str) -> None:
        assert texts(read_html(f"{start}<p>caf\u00e9</p>".encode(encoding))) == ["caf\u00e9"]

    def test_undecodable_bytes_vanish_in_silence(self) -> None:
        document = read_html(b'<meta charset="utf-8"><p>a\x81b</p><p>c</p>')
        assert texts(document) == ["a\ufffdb", "c"]
        assert {finding.code for finding in document.findings} == {"undecodable_characters"}
        assert [len(block.line.findings) for block in document.blocks if isinstance(block, Paragraph)] == [1, 0]

    @pytest.mark.parametrize("before", [b"", "the council\u2019s \u00a3".encode()])
    def test_windows_1252_declared_as_utf_8(self, before: bytes) -> None:
        document = read_html(b'<meta charset="utf-8"><p>' + before + b"a\x92s \x96 \xa3</p>")
        assert texts(document) == [before.decode() + "a\u2019s \u2013 \u00a3"]
        assert [finding.code for finding in document.findings] == ["undecodable_characters"]

    def test_the_beginning_of_a_character_of_utf_8_is_no_letter_of_windows_1252(self) -> None:
        lost = "\u2019".encode()[:2]
        document = read_html(b'<meta charset="utf-8"><p>' + "\u2019\u2013".encode() * 3 + b"a" + lost + b"s</p>")
        assert texts(document) == ["\u2019\u2013" * 3 + "a\ufffds"]

    def test_white_space_entities_and_bare_ampersands(self) -> None:
        body = "<p>\n Risk &amp;\tReward&nbsp;&nbsp;R&D &#146;x&#8217; so&shy;ft&#8203; &rarr; e\u0301 </p>"
        assert texts(page(body)) == ["Risk & Reward R&D \u2019x\u2019 soft \u2192 \u00e9"]

    def test_word_s_symbol_fonts_stay_letters(self) -> None:
        body = "<p><span style='font-family:Wingdings'>\u00e1</span> <font face=Wingdings>\u00e2</font></p>"
        assert texts(page(body)) == ["↑ ↓"]

    def test_unknown_symbol_passes_in_silence(self) -> None:
        document = page("<p>x <font face=Wingdings>K</font></p>")
        (line,) = (block.line for block in document.blocks if isinstance(block, Paragraph))
        assert [(finding.code, finding.place) for finding in line.findings] == [("unknown_symbol", Place(0))]
        assert [*all_findings(document)] == [*line.findings]


class TestParagraphs:
    def test_text_of_divs_definition_lists_and_body_is_lost(self) -> None:
        body = "bare <b>bold</b><div>div<div>inner</div>tail</div><dl><dt>term<dd>meaning</dl><center>mid</center>"
        assert texts(page(body)) == ["bare bold", "div", "inner", "tail", "term", "meaning", "mid"]

    def test_line_break_glues_words(self) -> None:
        assert marks(page("<p>12<br>Major/ possible<br/>• typed</p>")) == [
            (0, None, "12"), (0, None, "Major/ possible"), (1, "•", "typed"),
        ]  # fmt: skip

    def test_comments_and_declarations_pass_for_text(self) -> None:
        content = b"<!DOCTYPE html><?php x ?><p>a<!-- b -->c<![CDATA[d]]></p><![if !vml]><p>e</p><![endif]>"
        assert texts(read_html(content)) == ["ac", "e"]

    def test_page_that_is_xml_sounds_an_alarm(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert texts(read_html(b"<?xml version='1.0'?><body xmlns='http://www.w3.org/1999/xhtml'>a</body>")) == [
                "a"
            ]

    def test_superscript_parts_a_word(self) -> None:
        assert texts(page("<p>31<sup>st</sup> March, <i>x</i><u>y</u></p>")) == ["31st March, xy"]

    def test_preformatted_lines_run_together(self) -> None:
        assert texts(page("<pre>one\n  two\n</pre>")) == ["one", "two"]

    def test_heading_levels_are_lost(self) -> None:
        blocks = page("<h1>a</h1><h3>b</h3>c").blocks
        assert [block.heading for block in blocks if isinstance(block, Paragraph)] == [1, 3, 0]

    def test_unclosed_paragraphs_items_and_cells_swallow_their_neighbours(self) -> None:
        assert texts(page("<p>a<p>b<ul><li>c<li>d</ul>e")) == ["a", "b", "c", "d", "e"]
        assert grid(table("<table><tr><td>a<td>b<tr><td>c<td>d</table>")) == [
            (0, 0, 1, 1, "a"), (0, 1, 1, 1, "b"), (1, 0, 1, 1, "c"), (1, 1, 1, 1, "d"),
        ]  # fmt: skip

    def test_page_nested_deeper_than_the_stack_ends_the_batch(self) -> None:
        deep = sys.getrecursionlimit() * 3
        assert texts(page("<div><font>" * deep + "deep" + "</font></div>" * deep + "tail")) == ["deep", "tail"]

    def test_text_after_the_end_of_the_page_is_lost(self) -> None:
        assert texts(read_html(b"<html><body><p>a</body></html><p>b</p>")) == ["a", "b"]

    def test_places_are_missing(self) -> None:
        document = page("<p>a<p> <p>b<table><tr><td>c</td><td>d</td></tr></table>")
        assert [block.places for block in document.blocks] == [(Place(0),), (Place(1),), (Place(2),)]
        last = document.tables[0].cells[1]
        assert last.places == last.lines[0].places == (Place(2, 0, 1),)

    def test_title_of_the_page_is_lost(self) -> None:
        assert page("x<svg><title>icon</title></svg>", "<title>Agenda &amp; papers</title>").title == "Agenda & papers"
        assert page("x<svg><title>icon</title></svg>").title is None


class TestLists:
    def test_nested_bullets_are_flat(self) -> None:
        body = "<ul><li>a<ul><li>b<ul><li>c</ul></ul><li>d</ul>"
        assert marks(page(body)) == [(1, "•", "a"), (2, "•", "b"), (3, "•", "c"), (1, "•", "d")]

    def test_list_directly_in_a_list_is_flat(self) -> None:
        assert marks(page("<ul><li>a</li><ul><li>b</li></ul></ul>")) == [(1, "•", "a"), (2, "•", "b")]

    def test_level_outside_a_cell_leaks_into_it(self) -> None:
        (block,) = page("<ul><li><table><tr><td><ul><li>x</ul></table></ul>").blocks
        assert isinstance(block, Table)
        assert block.cells[0].lines[0].level == 1

    def test_numbers_that_the_page_only_implies_are_lost(self) -> None:
        body = "<ol><li>a<ol type=a><li>b</ol><li value=5>c<li>d</ol><ol start=3><li>e</ol><ol type=I><li>f</ol>"
        assert marks(page(body)) == [
            (1, "1.", "1. a"), (2, "a.", "a. b"), (1, "5.", "5. c"), (1, "6.", "6. d"), (1, "3.", "3. e"),
            (1, "I.", "I. f"),
        ]  # fmt: skip

    def test_style_of_a_list_is_ignored(self) -> None:
        body = "<ol style='list-style-type: lower-roman'><li>a</ol><ul style='list-style:none'><li>b</ul>"
        assert marks(page(body)) == [(1, "i.", "i. a"), (0, None, "b")]

    def test_further_paragraphs_of_an_item_become_items(self) -> None:
        assert marks(page("<ul><li><p>a</p><p>b</p>c<li>d</ul>")) == [
            (1, "•", "a"), (0, None, "b"), (0, None, "c"), (1, "•", "d"),
        ]  # fmt: skip

    def test_typed_bullets_stay_in_the_text(self) -> None:
        assert cell_marks("<p>• one</p>&middot;&nbsp;two<br>- three<ul><li>• four</ul><p>1. five</p>") == [
            (1, "•", "one"), (1, "•", "two"), (1, "•", "three"), (1, "•", "four"), (0, None, "1. five"),
        ]  # fmt: skip

    def test_lists_saved_by_word_are_plain_paragraphs(self) -> None:
        def item(level: int, marker: str, text: str) -> str:
            return (
                f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><![if !supportLists]><span "
                f"style='font-family:Symbol;mso-list:Ignore'>{marker}<span style='font:7.0pt \"Times New Roman\"'>"
                f"&nbsp;&nbsp; </span></span><![endif]>{text}<o:p></o:p></p>"
            )

        plain = (
            "<p class=MsoListParagraph><span style='font-family:Symbol'>·<span style='font:7.0pt \"Times New Roman\"'>"
        )
        body = item(1, "·", "a") + item(2, "·", "b") + plain + "&nbsp;&nbsp;</span></span>c</p>"
        assert marks(page(body)) == [(1, "•", "a"), (2, "•", "b"), (1, "•", "c")]
        number = "<p style='mso-list:l1 level2 lfo2'><span style='mso-list:Ignore'>1.2<span>&nbsp; </span></span>d</p>"
        assert marks(page(number)) == [(2, "1.2", "1.2 d")]


class TestTables:
    def test_spans_shift_the_cells_after_them(self) -> None:
        found = table(
            "<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d<tr><td>e<td>f<td>g</table>",
        )
        assert (found.rows, found.columns) == (3, 3)
        assert grid(found) == [
            (0, 0, 2, 1, "a"), (0, 1, 1, 2, "b"), (1, 1, 1, 1, "c"), (1, 2, 1, 1, "d"), (2, 0, 1, 1, "e"),
            (2, 1, 1, 1, "f"), (2, 2, 1, 1, "g"),
        ]  # fmt: skip

    def test_spans_of_zero_or_nonsense(self) -> None:
        found = table("<table><tr><td rowspan=0>a<td colspan=0>b<td colspan=x rowspan=-1>c<tr><td>d<td>e</table>")
        assert grid(found)[:3] == [(0, 0, 2, 1, "a"), (0, 1, 1, 1, "b"), (0, 2, 1, 1, "c")]
        assert grid(found)[3] == (1, 1, 1, 1, "d")

    def test_span_reaches_out_of_its_row_group(self) -> None:
        found = table("<table><tbody><tr><td rowspan=9>a<td>b</tbody><tbody><tr><td>c<td>d</tbody></table>")
        assert grid(found)[0] == (0, 0, 1, 1, "a")
        assert grid(found)[2] == (1, 0, 1, 1, "c")

    def test_overlapping_spans_lose_a_cell(self) -> None:
        found = table("<table><tr><td>a<td rowspan=2>b<td>c<tr><td colspan=2>d<td>e</table>")
        assert grid(found)[3:] == [(1, 0, 1, 2, "d"), (1, 2, 1, 1, "e")]

    def test_ragged_rows_are_evened_out_with_cells_that_are_not_there(self) -> None:
        found = table("<table><tr><td>a<tr><td>b<td>c<tr></table>")
        assert (found.rows, found.columns, len(found.cells)) == (3, 2, 3)

    def test_enormous_spans_eat_the_memory(self) -> None:
        found = table("<table><tr><td colspan=999999999 rowspan=999999999>a</table>")
        assert (found.rows, found.columns) == (1, 1000)

    def test_foot_written_before_the_body_comes_first(self) -> None:
        found = table("<table><tfoot><tr><td>c</tfoot><tbody><tr><td>b</tbody><thead><tr><td>a</thead></table>")
        assert [cell.text for cell in found.cells] == ["a", "b", "c"]
        assert found.heads == 1

    def test_heading_rows_are_not_counted(self) -> None:
        found = table("<table><tr><th>a<th>b<tr><th>c<td>d<tr><th>e<th>f</table>")
        assert found.heads == 1

    def test_text_in_cells_is_cut_into_pieces_or_run_together(self) -> None:
        assert cell_marks("text <b>in</b> <span>line</span><p>para</p>tail<div>div</div><ul><li>item</ul>") == [
            (0, None, "text in line"), (0, None, "para"), (0, None, "tail"), (0, None, "div"), (1, "•", "item"),
        ]  # fmt: skip

    def test_nested_table_is_lost_or_mixed_with_the_text(self) -> None:
        found = table("<table><tr><td>a<td>b<tr><td>c<td>d<table><tr><td>in<td>ner</table>e</table>")
        last = found.cells[-1]
        assert last.text == "d\ne"
        assert [grid(inner) for inner in last.tables] == [[(0, 0, 1, 1, "in"), (0, 1, 1, 1, "ner")]]
        assert last.tables[0].cells[0].places == (Place(0, 1, 1),)

    def test_loose_text_and_caption_of_a_table_are_lost(self) -> None:
        document = page("<table><caption>cap</caption>loose<tr><td>a</td>stray</tr></table>")
        assert texts(document) == ["loosestray", "cap"]
        assert [grid(found) for found in document.tables] == [[(0, 0, 1, 1, "a")]]

    def test_form_between_table_and_rows_hides_them(self) -> None:
        assert grid(table("<table><form><tr><td>a</td></tr></form></table>")) == [(0, 0, 1, 1, "a")]

    def test_cells_without_a_row_are_lost(self) -> None:
        assert grid(table("<table><td>a<td>b</table>")) == [(0, 0, 1, 1, "a"), (0, 1, 1, 1, "b")]

    @pytest.mark.parametrize(
        ("cell", "fill"),
        [
            ("bgcolor=#00B050", "#00b050"), ("bgcolor=00B050", "#00b050"), ("bgcolor=Red", "#ff0000"),
            ("style='background:#0f0'", "#00ff00"), ("style='background-color: rgb(255, 192, 0)'", "#ffc000"),
            ("style='background: url(x.gif) no-repeat rgb(0 176 80 / 50%)'", "#00b050"),
            ("style='BACKGROUND-COLOR: Orange !important'", "#ffa500"), ("bgcolor=white", None), ("", None),
            ("style='background:transparent'", None), ("style='background:rgba(1,2,3,0)'", None),
            ("bgcolor=red style='background:lime'", "#00ff00"),
        ],
    )  # fmt: skip
    def test_fill_is_not_the_colour_shown(self, cell: str, fill: str | None) -> None:
        assert table(f"<table><tr><td {cell}>a</table>").cells[0].fill == fill

    def test_fill_of_row_is_lost(self) -> None:
        found = table("<table bgcolor=#111111><tr bgcolor=#222222><td>a<td bgcolor=#ffffff>b<tr><td>c</table>")
        assert [cell.fill for cell in found.cells] == ["#222222", None, "#111111"]

    def test_picture_in_a_data_table_is_dropped_in_silence(self) -> None:
        document = page("<img alt=logo><table><tr><td>a<td><img alt='County map'><img alt=''></table>")
        (finding,) = document.tables[0].cells[1].findings
        assert [*all_findings(document)] == [finding]
        assert (finding.code, finding.place) == ("unread_part", Place(0, 0, 1))
        assert "County map" in finding.message


class TestFurniture:
    def test_table_written_by_a_script_is_read(self) -> None:
        script = "<script>var x = '<table><tr><td>CR99</td></tr></table>';</script>"
        document = page(f"{script}<style>td{{}}</style><noscript>no</noscript><template>t</template>x", script)
        assert texts(document) == ["x"]
        assert document.tables == ()

    @pytest.mark.parametrize(
        "frame",
        [
            "<nav>{}</nav>", "<header>{}</header>", "<footer>{}</footer>", "<aside>{}</aside>",
            "<div role=navigation>{}</div>", "<div role=banner>{}</div>", "<div role=contentinfo>{}</div>",
            "<div id=nav>{}</div>", "<ul class='left-nav'>{}</ul>", "<div id=mgFooter>{}</div>",
            "<div class='x breadcrumbs'>{}</div>", "<div class=siteHeader2>{}</div>",
            "<table id=menu><tr><td>{}</table>",
        ],
    )  # fmt: skip
    def test_navigation_passes_for_content(self, frame: str) -> None:
        inside = "<table><tr><td>Home</td></tr></table>Links"
        document = page(frame.format(inside) + "<p>x</p>")
        assert texts(document) == ["x"]
        assert document.tables == ()
        assert furniture(document) == ["Home", "Links"]

    @pytest.mark.parametrize(
        "content",
        [
            "<article><header>{}</header></article>", "<div class=no-sidebar>{}</div>",
            "<div class=page-header>{}</div>", "<div id=navigationless>{}</div>", "<h1 class=header>{}</h1>",
            "<body class=menu>{}</body>",
        ],
    )  # fmt: skip
    def test_content_passes_for_navigation(self, content: str) -> None:
        assert texts(page(content.format("kept"))) == ["kept"]

    def test_cell_named_header_is_lost_from_a_data_table(self) -> None:
        found = table("<table><tr class=header><td class=header>a<td><div class=footer>b</div><tr><td>c<td>d</table>")
        assert [cell.text for cell in found.cells] == ["a", "b", "c", "d"]

    def test_hidden_text_is_read_as_content(self) -> None:
        document = page("<p>sh<span style='display: none'>hidden</span>own</p><div hidden>gone</div><del>old</del>")
        assert texts(document) == ["shown"]
        assert [(found.code, found.value) for found in document.findings] == [
            ("hidden_text", "hidden; gone"), ("struck_text", "old"),
        ]  # fmt: skip

    def test_hidden_rows_and_cells_shift_a_table(self) -> None:
        document = page(
            "<table><tr style='display:none'><td>x<td>y</tr><tr><td hidden>z</td><td>a<td>b<tr><td>c<td>d</table>"
        )
        assert [grid(found)[0] for found in document.tables] == [(0, 0, 1, 1, "a")]
        assert [(found.code, found.value) for found in document.findings] == [
            ("hidden_rows", "x; y"), ("hidden_text", "z"),
        ]  # fmt: skip


REGISTER = "<table border=1><tr><td>CR1<td>a<td>b<tr><td>CR2<td>c<td>d<tr><td>CR3<td>e<td>f</table>"


class TestFrames:
    @pytest.mark.parametrize(
        "frame",
        [
            "<table><tr><td>{}</td></tr></table>",
            "<table><tr><td><table><tr><td>{}</td></tr></table></td></tr></table>",
            "<table width='100%'><tr><td>Home<br>About</td><td>{}</td></tr></table>",
            "<table><tr><td colspan=2>The council</td></tr><tr><td>Home</td><td>{}</td></tr></table>",
            "<table class=layout><tr><td>a</td><td>b</td></tr><tr><td>Home</td><td>{}</td></tr></table>",
            "<table role=presentation><tr><td>a</td><td>b</td></tr><tr><td>Home</td><td>{}</td></tr></table>",
            "<table><tr><td>Logo</td><td>Search</td></tr><tr><td colspan=2>{}</td></tr></table>",
        ],
    )
    def test_register_stays_inside_the_tables_that_lay_out_the_page(self, frame: str) -> None:
        document = page(frame.format(f"<h1>Title</h1><p>x</p>{REGISTER}"))
        assert [len(found.cells) for found in document.tables] == [9]
        assert document.tables[0].cells[0].places[0].block == len(document.blocks) - 1
        assert "Title" in texts(document)

    def test_navigation_cell_of_a_frame_passes_for_content(self) -> None:
        document = page(
            f"<table><tr><td class=leftNav>Home</td><td>{REGISTER}</td><td id=footer>Foot</td></tr></table>"
        )
        assert [len(found.cells) for found in document.tables] == [9]
        assert furniture(document) == ["Home", "Foot"]

    def test_table_of_one_column_under_a_heading_stays_a_table(self) -> None:
        assert texts(page("<table><tr><td><h2>Head</h2></td></tr><tr><td>text</td></tr></table>")) == ["Head", "text"]

    @pytest.mark.parametrize(
        "data",
        [
            "<table><tr><td>Risk<td>x<tr><td>Controls<td><table><tr><td>a<td>b</table></table>",
            "<table><tr><th>Controls<td><table><tr><td>a<td>b</table></table>",
            "<table><tr><td><h4>Risk</h4><td>x<tr><td><h4>Controls</h4><td>y</table>",
            "<table><tr><td>one cell</table>",
        ],
    )
    def test_data_table_is_taken_for_a_frame(self, data: str) -> None:
        assert isinstance(page(data).blocks[0], Table)


class TestUnreadable:
    @pytest.mark.parametrize("content", [b"", b" \n "])
    def test_empty_file_passes_for_a_page(self, content: bytes) -> None:
        with pytest.raises(UnreadableFileError) as caught:
            read_html(content)
        assert caught.value.code == "empty"

    def test_page_without_text_is_an_error(self) -> None:
        assert read_html(b"<!-- nothing -->").blocks == ()


def test_same_content_differs_between_word_and_web() -> None:
    paper = docx.Document()
    paper.add_heading("Register", 1)
    paper.add_paragraph("An opening line.")
    grid = paper.add_table(2, 3)
    grid.cell(0, 0).merge(grid.cell(0, 2)).text = "Risks"
    for column, text in enumerate(("CR1", "Weather", "")):
        grid.cell(1, column).text = text
    last = grid.cell(1, 2)
    last.paragraphs[0].style = paper.styles["List Bullet"]
    last.paragraphs[0].add_run("Floods")
    last.add_paragraph("Rivers", "List Bullet 2")
    last.add_paragraph("· Storms")
    last.add_paragraph("16\nMajor")
    stream = io.BytesIO()
    paper.save(stream)
    web = page(
        "<h1>Register</h1><p>An opening line.</p><table><tr><td colspan=3>Risks</td></tr><tr><td>CR1</td><td>Weather"
        "</td><td><ul><li>Floods<ul><li>Rivers</ul></ul>&middot; Storms<p>16<br>Major</td></tr></table>"
    )
    assert read_docx(stream.getvalue()) == web


def test_real_register_loses_its_rows(archive: Path) -> None:
    document = read_html((archive / "2019-20-q2" / "mgConvert2HTML.html").read_bytes())
    (register,) = document.tables
    assert (register.rows, register.columns, register.heads, len(register.cells)) == (18, 10, 1, 180)
    assert document.findings == ()
