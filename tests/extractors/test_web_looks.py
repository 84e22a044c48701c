"""What a web page shows: what its style sheets hide, strike out and raise, and what stands in the place of forms."""

from __future__ import annotations

import pytest

from extractors.document import Document, all_findings
from extractors.read import detect_format
from extractors.web.css import is_shown
from extractors.web.read_html import read_html
from tests.extractors.test_read_html import grid, page, table, texts


def codes(document: Document) -> list[tuple[str, str | None]]:
    return [(finding.code, finding.value) for finding in all_findings(document)]


@pytest.mark.parametrize(
    ("sheet", "element"),
    [
        (".x{display:none}", "<span class=x>said</span>"),
        ("#a .x{visibility:hidden}", "<b id=a><i class=x>said</i></b>"),
        (".x{opacity:0}", "<span class=x>said</span>"), (".x{font-size:0}", "<span class=x>said</span>"),
        (".x{position:absolute;left:-9999px}", "<span class=x>said</span>"),
        (".x{text-indent:-999em}", "<p class=x>said</p>"),
        (".x{position:absolute;clip:rect(0 0 0 0)}", "<span class=x>said</span>"),
        (".x{clip-path:inset(50%)}", "<span class=x>said</span>"),
        (".x{width:1px;height:1px;overflow:hidden}", "<span class=x>said</span>"),
        (".x{height:0;overflow:hidden}", "<div class=x>said</div>"), (".x{color:#fff}", "<span class=x>said</span>"),
        (".x{background:#123456}.x span{color:rgb(18 52 86)}", "<p class=x><span>said</span></p>"),
        (".x{color:transparent}", "<span class=x>said</span>"), ("", "<font color=white>said</font>"),
        (".x{position:absolute;left:-100%}", "<span class=x>said</span>"),
        (".x{transform:scale(0)}", "<span class=x>said</span>"), ("", "<div hidden>said</div>"),
        ("", "<span style='mso-hide:all'>said</span>"), ("", "<dialog>said</dialog>"),
        ("@media screen{.x{display:none}}", "<i class=x>said</i>"), ("p:not(.y){display:none}", "<p>said</p>"),
        ("span.x{display:none}.x{display:inline}", "<span class=x>said</span>"),
        (".x{display:none!important}", "<span class=x style='display:inline'>said</span>"),
        ("", "<span style='font:0/0 a'>said</span>"), ("", "<details><summary></summary>said</details>"),
        ("", "<details><summary></summary><p>said</p></details>"),
    ],
)  # fmt: skip
def test_words_that_the_page_does_not_show_are_not_read_and_named(sheet: str, element: str) -> None:
    document = page(f"<div>seen</div>{element}", f"<style>{sheet}</style>")
    assert (texts(document), codes(document)) == (["seen"], [("hidden_text", "said")])


@pytest.mark.parametrize(
    ("sheet", "element"),
    [
        ("@media print{.x{display:none}}", "<p class=x>said</p>"),
        ("@media (max-width:600px){.x{display:none}}", "<p class=x>said</p>"),
        (".x{display:none}#a{display:block}", "<p class=x id=a>said</p>"),
        (".x{visibility:hidden}.x b{visibility:visible}", "<p class=x><b>said</b></p>"),
        (".x:hover{display:none}", "<p class=x>said</p>"), (".x{color:#fff;background:#000}", "<p class=x>said</p>"),
        (".x{background:url(a.png)}.x b{color:#fff}", "<p class=x><b>said</b></p>"),
        (".x{background:#004}.x b{color:white}", "<p class=x><b>said</b></p>"),
        (".x{font-size:0}.x b{font-size:12px}", "<p class=x><b>said</b></p>"), ("", "<p aria-hidden=true>said</p>"),
        ("", "<p class=sr-only>said</p>"), (".x{overflow:hidden;height:100px}", "<p class=x>said</p>"),
        (".x{left:-9999px}", "<p class=x>said</p>"), (".x{opacity:0;animation:in 1s}", "<p class=x>said</p>"),
        ("p::first-line{color:#fff}", "<p>said</p>"),
        ("", "<details open><p>said</p></details>"), ("", "<details><summary>said</summary></details>"),
        (".x{display:none", "<p>said</p>"), ("", "<p style='color:var(--y)'>said</p>"),
    ],
)  # fmt: skip
def test_words_that_the_page_shows_are_read(sheet: str, element: str) -> None:
    document = page(element, f"<style>{sheet}</style>")
    assert (texts(document), codes(document)) == (["said"], [])


def test_name_that_hides_counts_where_the_style_sheet_is_elsewhere() -> None:
    elsewhere = page("<p>a</p><p class=sr-only>b</p>", "<link rel=stylesheet href=site.css>")
    assert (texts(elsewhere), codes(elsewhere)) == (["a"], [("hidden_text", "b")])


def test_white_words_are_read_where_their_ground_may_be_in_a_style_sheet_elsewhere() -> None:
    elsewhere = "<link rel=stylesheet href=site.css>"
    assert texts(page("<h1 style='color:#fff'>a</h1>", elsewhere)) == ["a"]
    assert texts(page("<h1 style='color:#fff;background:#fff'>a</h1><p>b</p>", elsewhere)) == ["b"]


@pytest.mark.parametrize(("media", "shown"), [("", True), ("screen", True), ("print", False), ("not print", True),
    ("print, screen", True), ("(min-width: 60em)", True), ("(prefers-color-scheme: dark)", False)])  # fmt: skip
def test_a_wide_screen_is_what_is_looked_at(media: str, shown: bool) -> None:
    assert is_shown(media) is shown


@pytest.mark.parametrize("row", ["<tr class=x>{}</tr>", "<tbody class=x><tr>{}</tr></tbody>", "<tr>{}</tr>"])
@pytest.mark.parametrize("sheet", [".x,.x td{display:none}", ".x{visibility:collapse}", ".x{opacity:0}"])
def test_hidden_rows_are_named_as_such(row: str, sheet: str) -> None:
    cells = "<td class=x>said</td><td class=x>more</td>" if row == "<tr>{}</tr>" else "<td>said</td><td>more</td>"
    document = page(f"<table><tr><td>a<td>b</tr>{row.format(cells)}</table>", f"<style>{sheet}</style>")
    named = {code for code, _ in codes(document)}
    assert [cell.text for cell in document.tables[0].cells if cell.lines] == ["a", "b"]
    assert named
    assert named <= {"hidden_rows", "hidden_text"}


def test_struck_out_words_are_not_current() -> None:
    body = "<del>a</del> <s>b</s> <strike>c</strike> <span style='text-decoration: line-through'>d</span> <ins>e</ins>"
    document = page(f"<p>{body} <s class=n>f</s></p>", "<style>.n{text-decoration:none}</style>")
    assert texts(document) == ["e f"]
    assert [code for code, _ in codes(document)] == ["struck_text"]


@pytest.mark.parametrize(
    ("sheet", "mark"),
    [
        ("", "<sup>1</sup>"), ("", "<sup><a href=#n>1</a></sup>"), (".n{vertical-align:super}", "<a class=n>1</a>"),
        ("sup{vertical-align:baseline;position:relative;top:-.5em}", "<sup>1</sup>"), ("", "¹"),
    ],
)  # fmt: skip
def test_raised_note_marks_are_kept_out(sheet: str, mark: str) -> None:
    document = page(f"<p>CR1{mark}</p>", f"<style>{sheet}</style>")
    assert (texts(document), [code for code, _ in codes(document)]) == (["CR1"], ["note_mark"])


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("<select><option>Up<option selected>Level</select>", "Level"),
        ("<select><option>Up<option>Level</select>", "Up"),
        ("<select multiple><option selected>a<option>b<option selected>c</select>", "a\nc"),
        ("<input value=16>", "16"), ("<input type=hidden value=16>", ""), ("<input type=submit value=Go>", ""),
        ("<textarea>one\ntwo</textarea>", "one\ntwo"),
        ("ten <select><option>or<option selected>to</select> six", "ten to six"),
        ("<label><input type=radio> Up</label> <label><input type=radio checked> Level</label>", "Level"),
        ("<input type=checkbox checked> Legal<br><input type=checkbox> People", "Legal"),
    ],
)  # fmt: skip
def test_form_in_a_cell_says_what_was_chosen_typed_or_ticked(form: str, text: str) -> None:
    assert table(f"<table><tr><td>{form}<td>b</table>").cells[0].text == text


def test_form_outside_a_cell_is_furniture() -> None:
    document = page("<p>a</p><select><option>Committee</select><input value=Search>")
    assert texts(document) == ["a"]


@pytest.mark.parametrize(
    ("sign", "arrow"),
    [
        ("<svg><title>Level</title><path d='M0 0'/></svg>", "↔"), ("<svg aria-label=Up></svg>", "↑"),
        ("<svg><use href='#icon-arrow-down'/></svg>", "↓"), ("<svg><use xlink:href='i.svg#arrow-up'/></svg>", "↑"),
        ("<i class='fa fa-arrow-up'></i>", "↑"), ("<i class='bi bi-caret-down-fill'></i>", "↓"),
        ("<span class='icon'><i class='fas fa-long-arrow-alt-down'></i></span>", "↓"),
        ("<i class='material-icons'>arrow_upward</i>", "↑"), ("<i class=x aria-label=Down></i>", "↓"),
        ("<img src=a.png alt='Arrow up'>", "↑"), ("<img src='img/arrow_down.gif'>", "↓"),
        ("<img src=x title=Level>", "↔"),
    ],
)  # fmt: skip
def test_arrow_of_a_drawing_an_icon_or_a_picture_is_read_and_said(sign: str, arrow: str) -> None:
    (cell,) = table(f"<table><tr><td>{sign}</table>").cells
    assert cell.text == arrow
    assert [finding.code for finding in cell.findings] == ["drawn_symbol"]


@pytest.mark.parametrize(
    "sign",
    [
        "<svg><path d='M5 0L10 5H0z'/></svg>", "<i class='fa fa-star'></i>",
        "<img alt='' src='data:image/png;base64,x'>",
        "<img src=x.png>", "<img src=arrow-up.png alt=Down>", "<i class='material-icons'>home</i>",
        "<meter value=16>16</meter>",
    ],
)  # fmt: skip
def test_sign_that_cannot_be_told_is_said(sign: str) -> None:
    (cell,) = table(f"<table><tr><td>{sign}</table>").cells
    assert cell.text == ""
    assert [finding.code for finding in cell.findings] == ["unread_part"]


def test_text_that_a_style_sheet_writes_is_read() -> None:
    sheet = r".up::before{content:'\2191'} .n::after{content:' (new)'} .c::after{content:''}"
    document = page("<p class=up></p><p class='n c'>a</p><p class=n>b</p>", f"<style>{sheet}</style>")
    assert texts(document) == ["↑", "a", "b (new)"]


def test_sign_that_a_style_sheet_counts_is_said() -> None:
    sheet = "<style>td::before{content:'CR' counter(n)}</style>"
    (cell,) = page("<table><tr><td></table>", sheet).tables[0].cells
    assert [finding.code for finding in cell.findings] == ["unread_part"]


def test_table_by_role_or_by_display_is_a_table() -> None:
    roles = (
        "<div role=table><div role=rowgroup><div role=row><span role=columnheader>A</span>"
        "<span role=columnheader>B</span></div></div>"
        "<div role=row><span role=cell>c</span><span role=cell aria-colspan=2>d</span></div></div>"
    )
    found = table(roles)
    assert grid(found) == [(0, 0, 1, 1, "A"), (0, 1, 1, 1, "B"), (1, 0, 1, 1, "c"), (1, 1, 1, 2, "d")]
    assert found.heads == 1
    sheet = "<style>.t{display:table}.r{display:table-row}.c{display:table-cell}</style>"
    body = "<div class=t><div class=r><div class=c>a</div><div class=c>b</div></div></div>"
    assert [cell.text for cell in page(body, sheet).tables[0].cells] == ["a", "b"]


def test_second_head_stands_where_it_is_written() -> None:
    found = table(
        "<table><thead><tr><th>A</thead><tbody><tr><td>b</tbody><thead><tr><th>C</thead><tbody><tr><td>d</tbody></table>"
    )
    assert [cell.text for cell in found.cells] == ["A", "b", "C", "d"]
    assert found.heads == 1


def test_bold_that_is_never_closed_swallows_no_cells() -> None:
    assert [cell.text for cell in table("<table><tr><td><b>a<td><b>b<tr><td>c<td>d</table>").cells] == [
        "a",
        "b",
        "c",
        "d",
    ]


SAVED = """From: <Saved by a browser>
Subject: Register
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable
Content-Location: https://example.org/a/page.html

<link rel=3Dstylesheet href=3D"../s.css"><p>caf=E9</p><p class=3Dx>gone</p>
--b
Content-Type: text/css
Content-Location: https://example.org/s.css

.x { display: none }
--b--
"""


def test_web_archive_is_read_with_its_style_sheets() -> None:
    content = SAVED.encode()
    assert detect_format(content) == "html"
    assert (texts(read_html(content)), codes(read_html(content))) == (["café"], [("hidden_text", "gone")])


def test_mail_to_somebody_is_no_web_archive() -> None:
    with pytest.raises(Exception, match="mail"):
        detect_format(SAVED.replace("Subject:", "To: a committee\nSubject:").encode())
