"""Every kind of hostile file, and what becomes of it."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from functools import partial

from extractors.bounds import LINE, MARKUP, MEMBERS, PAGE_OBJECTS, REPORT_LINES
from tests.hostile import pdf, sheet, web, word
from tests.hostile.kind import Kind

M = 1_000_000


def _noise(size: int) -> bytes:
    return random.Random(1).randbytes(size)


def _broken_member(data: bytes) -> bytes:
    """An archive whose packed data is spoilt in the middle of its longest member."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = max(archive.infolist(), key=lambda info: info.compress_size)
    at = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    return data[:at] + bytes(255 - byte for byte in data[at : at + 20]) + data[at + 20 :]


def _lying_sizes(data: bytes) -> bytes:
    """An archive whose directory says that every member unpacks to 10 bytes."""
    out = bytearray(data)
    at = out.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", out, at + 24, 10)
        at = out.find(b"PK\x01\x02", at + 4)
    return bytes(out)


def _flagged(data: bytes, offset: int, value: int) -> bytes:
    """An archive with another number in each entry of its directory: its flags (8) or its method (10)."""
    out = bytearray(data)
    at = out.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<H", out, at + offset, value)
        at = out.find(b"PK\x01\x02", at + 4)
    return bytes(out)


def _twice(data: bytes) -> bytes:
    """A Word file with two documents of one name."""
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/document.xml", word.body(word.paragraph("the other")))
    return stream.getvalue()


_SMALL_WORD = word.docx(word.register(5))
_SMALL_SHEET = sheet.xlsx(sheet.small())
_SMALL_PDF = pdf.one_page(pdf.words())

WORD: dict[str, Kind] = {
    "cut in half": Kind(lambda: _SMALL_WORD[: len(_SMALL_WORD) // 2]),
    "without its directory": Kind(lambda: _SMALL_WORD[: _SMALL_WORD.index(b"PK\x01\x02")]),
    "packed data spoilt": Kind(lambda: _broken_member(_SMALL_WORD)),
    "sizes that lie": Kind(lambda: _lying_sizes(_SMALL_WORD)),
    "encrypted members": Kind(lambda: _flagged(_SMALL_WORD, 8, 1)),
    "unknown method": Kind(lambda: _flagged(_SMALL_WORD, 10, 99)),
    "bzip2": Kind(lambda: word.zipped(word.package(word.body(word.register(3))), zipfile.ZIP_BZIP2)),
    "lzma": Kind(lambda: word.zipped(word.package(word.body(word.register(3))), zipfile.ZIP_LZMA)),
    "zip bomb of blanks": Kind(partial(word.bomb, MARKUP + 1)),
    "zip bomb of elements": Kind(partial(word.bomb, MARKUP + 1, b"</w:t><w:t>")),
    "many members": Kind(
        lambda: word.zipped(
            word.package(word.body(word.register(3)), more={f"word/m{n}.bin": b"" for n in range(MEMBERS + 1)})
        )
    ),
    "two documents": Kind(lambda: _twice(_SMALL_WORD)),
    "names that lead out": Kind(lambda: word.docx(word.register(3), more={"../../evil.xml": "<a/>", "/etc/x": ""})),
    "no document": Kind(lambda: word.zipped({"word/other.xml": "<a/>"})),
    "document of another root": Kind(lambda: word.zipped(word.package("<a/>"))),
    "document no XML": Kind(lambda: word.zipped(word.package("not <xml"))),
    "document empty": Kind(lambda: word.zipped(word.package(""))),
    "no body": Kind(lambda: word.zipped(word.package(word.root("")))),
    "relations no XML": Kind(
        lambda: word.zipped(word.package(word.body(word.register(3)), more={"word/_rels/document.xml.rels": "<"}))
    ),
    "content types no XML": Kind(
        lambda: word.zipped({**word.package(word.body(word.register(3))), "[Content_Types].xml": "<"})
    ),
    "encoding that lies": Kind(
        lambda: word.zipped(word.package(word.body(word.register(3)).replace("UTF-8", "UTF-16")))
    ),
    "encoding unknown": Kind(lambda: word.zipped(word.package(word.body(word.register(3)).replace("UTF-8", "ABC-1")))),
    "billion laughs": Kind(word.laughs),
    "quadratic entity": Kind(partial(word.quadratic_entity, 2_000, 5000)),
    "external entity": Kind(partial(word.external_entity, "file:///etc/passwd")),
    "nested tables": Kind(partial(word.nested_tables, 60)),
    "tables nested very deep": Kind(partial(word.nested_tables, 300)),
    "nested text boxes": Kind(partial(word.nested_boxes, 40)),
    "text boxes nested very deep": Kind(partial(word.nested_boxes, 2000)),
    "nested insertions": Kind(partial(word.nested, "ins", 200)),
    "insertions nested very deep": Kind(partial(word.nested, "ins", 1_000)),
    "nested links": Kind(partial(word.nested, "hyperlink", 200)),
    "links nested very deep": Kind(partial(word.nested, "hyperlink", 1_000)),
    "files nested": Kind(partial(word.chunk, "x", 5)),
    "files nested deep": Kind(partial(word.chunk, "x", 60)),
    "many rows": Kind(lambda: word.docx(word.register(1_000))),
    "gridSpan of ten million": Kind(partial(word.spanned, "10000000")),
    "gridSpan of 5,000 digits": Kind(partial(word.spanned, "9" * 5000)),
    "gridSpan of other digits": Kind(partial(word.spanned, "٣")),
    "gridSpan of nothing": Kind(partial(word.spanned, "0")),
    "gridSpan below nothing": Kind(partial(word.spanned, "-3")),
    "gridBefore of ten million": Kind(partial(word.before, "10000000")),
    "gridBefore of 5,000 digits": Kind(partial(word.before, "9" * 5000)),
    "merged down 20,000 rows": Kind(partial(word.merged_down, 1_000)),
    "merged down without a start": Kind(
        lambda: word.docx(word.table(f"<w:tr>{word.cell('x', '<w:vMerge/>')}</w:tr>" * 3))
    ),
    "many columns": Kind(lambda: word.docx(word.table(f"<w:tr>{word.cell('x') * 5000}</w:tr>" * 2))),
    "table without rows": Kind(lambda: word.docx(word.table(""))),
    "rows without cells": Kind(lambda: word.docx(word.table("<w:tr/>" * 1000))),
    "styles in a ring": Kind(partial(word.based_in_a_ring, 50)),
    "style of itself": Kind(partial(word.based_in_a_ring, 1)),
    "long chain of styles": Kind(partial(word.long_style_chain, 300)),
    "lists in a ring": Kind(word.lists_in_a_ring),
    "list number of 5,000 digits": Kind(partial(word.numbered, "9" * 5000)),
    "list number huge in letters": Kind(partial(word.numbered, "999999999", "lowerLetter")),
    "list number below nothing": Kind(partial(word.numbered, "-5", "lowerRoman")),
    "list number of many places": Kind(partial(word.numbered, "999999999", "decimal", "%1" * 2_000)),
    "many runs": Kind(partial(word.many_runs, 2_000)),
    "many raised runs": Kind(partial(word.many_runs, 2_000, '<w:vertAlign w:val="superscript"/>')),
    "many hidden runs": Kind(partial(word.many_runs, 2_000, "<w:vanish/>")),
    "many paragraphs run on": Kind(partial(word.carried, 1_000)),
    "many paragraphs": Kind(lambda: word.docx(word.paragraph("It may fail") * 1_000)),
    "many fields open": Kind(partial(word.fields, 1_000, closed=False)),
    "many fields within another": Kind(partial(word.fields, 1_000, closed=True)),
    "field of a huge symbol": Kind(partial(word.field, "SYMBOL 99999999999")),
    "field of 5,000 digits": Kind(partial(word.field, "SYMBOL " + "9" * 5000)),
    "field of half a letter": Kind(partial(word.field, "SYMBOL 0xD800")),
    "symbol of half a letter": Kind(partial(word.symbol, "D800")),
    "one paragraph of 50 MB": Kind(lambda: word.docx(word.paragraph("It may fail. " * (LINE // 13 + 1)))),
    "one word of 10 MB": Kind(lambda: word.docx(word.paragraph("x" * (LINE + 1)))),
    "a cell of 10 MB": Kind(
        lambda: word.docx(word.register(2) + word.table(f"<w:tr>{word.cell('ab ' * LINE)}</w:tr>"))
    ),
    "relations that lead nowhere": Kind(
        lambda: word.docx(word.register(3), related={"n": ("image", "../NULL", False), "m": ("hyperlink", "", False)})
    ),
    "gridSpan of a fraction": Kind(partial(word.spanned, "1.5")),
    "measures of bad numbers": Kind(
        lambda: word.docx(
            '<w:p><w:pPr><w:ind w:hanging="504.00000000000006" w:left="NaN"/><w:outlineLvl w:val="99999999"/></w:pPr>'
            '<w:r><w:rPr><w:sz w:val="1e9"/></w:rPr><w:t>x</w:t></w:r></w:p>'
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="999999999"/><w:numId w:val="-1"/></w:numPr></w:pPr></w:p>'
            + word.register(3)
            + '<w:sectPr><w:pgMar w:right="0.218505859375" w:top="x" w:left="1e400"/></w:sectPr>'
        )
    ),
    "an attribute twice": Kind(lambda: word.docx('<w:p w:a="1" w:a="2"/>')),
    "form list out of range": Kind(
        lambda: word.docx(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>'
            '<w:result w:val="99"/></w:ddList></w:ffData></w:fldChar></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        )
    ),
    "drawing of bad numbers": Kind(
        lambda: word.docx(
            '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:line from="1.2.3,4" to="5..,6"><v:stroke '
            'endarrow="block"/></v:line><v:shape type="#_x0000_t13" style="rotation:1.2.3"/></w:pict></w:r></w:p>'
        )
    ),
}

SHEET: dict[str, Kind] = {
    "cut in half": Kind(lambda: _SMALL_SHEET[: len(_SMALL_SHEET) // 2]),
    "packed data spoilt": Kind(lambda: _broken_member(_SMALL_SHEET)),
    "sizes that lie": Kind(lambda: _lying_sizes(_SMALL_SHEET)),
    "encrypted members": Kind(lambda: _flagged(_SMALL_SHEET, 8, 1)),
    "zip bomb": Kind(lambda: sheet.xlsx(sheet.small() + " " * MARKUP)),
    "bomb in another part": Kind(lambda: sheet.xlsx(sheet.small(), more={"xl/media/a.bin": b"\0" * 40 * M})),
    "says that it has every cell": Kind(lambda: sheet.xlsx(sheet.small(), before='<dimension ref="A1:XFD1048576"/>')),
    "first and last cell": Kind(lambda: sheet.xlsx(sheet.small() + sheet.row(1048576, sheet.text("XFD1048576", "x")))),
    "all cells merged": Kind(
        lambda: sheet.xlsx(sheet.small(), after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    ),
    "a column merged": Kind(
        lambda: sheet.xlsx(sheet.small(), after='<mergeCells><mergeCell ref="A2:A1048576"/></mergeCells>')
    ),
    "merges no range": Kind(
        lambda: sheet.xlsx(sheet.small(), after='<mergeCells><mergeCell ref="ZZZZ1:?"/></mergeCells>')
    ),
    "many merges": Kind(
        lambda: sheet.xlsx(
            sheet.small(),
            after="<mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(4, 1_004)) + "</mergeCells>",
        )
    ),
    "merges over one another": Kind(
        lambda: sheet.xlsx(
            sheet.small(),
            after="<mergeCells>" + "".join(f'<mergeCell ref="A2:Z{n}"/>' for n in range(100, 1100)) + "</mergeCells>",
        )
    ),
    "many rows": Kind(lambda: sheet.xlsx(sheet.register(1_000))),
    "a cell of no place": Kind(lambda: sheet.xlsx(sheet.small() + '<row r="3"><c r="?"><v>1</v></c></row>')),
    "a cell beyond every place": Kind(
        lambda: sheet.xlsx(sheet.small() + '<row r="3"><c r="ZZZZZ99999999999"><v>1</v></c></row>')
    ),
    "a column of many letters": Kind(
        lambda: sheet.xlsx(sheet.small() + '<row r="3"><c r="AAAAAAA1"><v>1</v></c></row>')
    ),
    "a row below nothing": Kind(lambda: sheet.xlsx(sheet.small() + '<row r="-5"><c r="A-5"><v>1</v></c></row>')),
    "a style that is not there": Kind(
        lambda: sheet.xlsx(sheet.small() + '<row r="3"><c r="A3" s="99999999"><v>1</v></c></row>')
    ),
    "values of odd kinds": Kind(
        lambda: sheet.xlsx(
            sheet.small() + '<row r="3"><c r="A3" t="b"><v>maybe</v></c><c r="C3" t="d"><v>99999-99-99</v></c></row>'
        )
    ),
    "formulas shared with none": Kind(
        lambda: sheet.xlsx(
            sheet.small() + '<row r="3"><c r="A3"><f t="shared" si="99"/><v>1</v></c>'
            '<c r="B3"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c></row>'
        )
    ),
    "a row of no number": Kind(lambda: sheet.xlsx(sheet.small() + f'<row r="{"9" * 5000}"><c><v>1</v></c></row>')),
    "columns beyond every place": Kind(
        lambda: sheet.xlsx(sheet.small(), before='<cols><col min="1" max="999999999" hidden="1"/></cols>')
    ),
    "columns of no number": Kind(lambda: sheet.xlsx(sheet.small(), before='<cols><col min="x" max="-1"/></cols>')),
    "a string that is not there": Kind(
        lambda: sheet.xlsx(sheet.small() + '<row r="3"><c r="A3" t="s"><v>99</v></c></row>')
    ),
    "billion laughs": Kind(
        lambda: sheet.xlsx(
            sheet.small() + sheet.row(3, sheet.text("A3", "&l9;")),
            dtd="<!DOCTYPE w [<!ENTITY l0 'lol'>"
            + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
            + "]>",
        )
    ),
    "external entity": Kind(
        lambda: sheet.xlsx(
            sheet.small() + sheet.row(3, sheet.text("A3", "&x;")),
            dtd="<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
        )
    ),
    "a number too large": Kind(partial(sheet.value, "1e400")),
    "no number": Kind(partial(sheet.value, "nan")),
    "a number of 5,000 digits": Kind(partial(sheet.value, "9" * 5000)),
    "a number of words": Kind(partial(sheet.value, "twelve")),
    "a date beyond the calendar": Kind(partial(sheet.number_format, "yyyy-mm-dd", "99999999999")),
    "a date before the calendar": Kind(partial(sheet.number_format, "yyyy-mm-dd", "-5")),
    "a date too large": Kind(partial(sheet.number_format, "yyyy-mm-dd", "1e300")),
    "elapsed hours too large": Kind(partial(sheet.number_format, "[h]:mm", "1e300")),
    "a format of 100,000 signs": Kind(partial(sheet.number_format, "0" * 2_000)),
    "a format of many decimals": Kind(partial(sheet.number_format, "0." + "0" * 2_000)),
    "a format of open quotes": Kind(partial(sheet.number_format, "&quot;[" * 1_000)),
    "a format of sections": Kind(partial(sheet.number_format, ";" * 1_000)),
    "a format of commas": Kind(partial(sheet.number_format, "0" + "," * 5000, "1e300")),
    "a cell of 10 MB": Kind(lambda: sheet.xlsx(sheet.small() + sheet.row(3, sheet.text("A3", "x " * LINE)))),
    "a name of blanks": Kind(lambda: sheet.xlsx(sheet.small(), name=" ")),
    "no sheets": Kind(
        lambda: word.zipped(
            {
                **sheet.members(sheet.small()),
                "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>',
            }
        )
    ),
    "deep XML": Kind(lambda: sheet.xlsx(sheet.small() + "<a>" * 2_000 + "</a>" * 2_000)),
    "formulas that run programs": Kind(
        lambda: sheet.xlsx(
            sheet.small() + '<row r="3"><c r="A3"><f>cmd|\'/c calc\'!A0</f></c><c r="B3" t="str"><f>'
            'WEBSERVICE("http://127.0.0.1/")</f><v>x</v></c></row>'
        )
    ),
}

CSV: dict[str, Kind] = {
    "a cell of 50 MB": Kind(lambda: sheet.csv(3) + b"CR9," + b"x" * LINE + b",12\n"),
    "a cell of 100 KB": Kind(lambda: sheet.csv(3) + b"CR9," + b"It may fail. " * 1_000 + b",12\n"),
    "many columns": Kind(lambda: b",".join([b"x"] * 100_000) + b"\n" + b",".join([b"y"] * 100_000)),
    "many rows": Kind(partial(sheet.csv, 2_000)),
    "a quotation mark left open": Kind(lambda: sheet.csv(3) + b'CR9,"It may fail,12\n' + sheet.csv(2000)),
    "quotation marks only": Kind(lambda: b'"' * 100_000),
    "separators only": Kind(lambda: b",,,\n" * 1_000),
    "one row of separators": Kind(lambda: b"," * 100_000),
    "zeros between": Kind(lambda: sheet.csv(3).replace(b"fail", b"f\0ail")),
    "UTF-16 cut": Kind(lambda: b"\xff\xfe" + sheet.csv(3).decode().encode("utf-16-le")[:-1]),
    "half letters": Kind(
        lambda: b"\xff\xfe" + sheet.csv(3).decode().replace("fail", "\ud800").encode("utf-16-le", "surrogatepass")
    ),
    "bytes of no encoding": Kind(lambda: sheet.csv(3).replace(b"fail", b"\x81\x8d\x8f\xff")),
}

WEB: dict[str, Kind] = {
    "many nested div": Kind(partial(web.nested, "div", 2_000)),
    "many div left open": Kind(partial(web.nested, "div", 2_000, closed=False)),
    "many nested b": Kind(partial(web.nested, "b", 2_000)),
    "many nested span of icons": Kind(partial(web.nested, "span", 1_000, "class=x")),
    "many nested lists": Kind(partial(web.nested, "ul", 1_000)),
    "many nested hidden": Kind(partial(web.nested, "div", 1_000, "style=display:none")),
    "many nested hidden tables": Kind(lambda: web.page("<table hidden><tr><td>x" * 5000)),
    "many nested nav": Kind(partial(web.nested, "nav", 1_000)),
    "many nested svg": Kind(partial(web.nested, "svg", 1_000)),
    "many nested buttons": Kind(partial(web.nested, "object", 1_000)),
    "nested tables": Kind(partial(web.nested_tables, 40)),
    "many nested tables": Kind(partial(web.nested_tables, 5000)),
    "many nested articles in tables": Kind(lambda: web.page("<table><tr><td><div role=row><div role=cell>" * 5000)),
    "many rows": Kind(lambda: web.page(web.register(1_000))),
    "colspan of ten million": Kind(partial(web.spans, "col", "10000000")),
    "rowspan of ten million": Kind(partial(web.spans, "row", "10000000")),
    "colspan of 5,000 digits": Kind(partial(web.spans, "col", "9" * 5000)),
    "many rows of colspan 1000": Kind(partial(web.spans, "col", "1000", 1_000)),
    "cells that span all rows": Kind(partial(web.tall, 60, 60)),
    "many cells in a row": Kind(lambda: web.page("<table><tr>" + "<td>x" * 2_000 + "<tr>" + "<td>y" * 2_000)),
    "groups of rows": Kind(lambda: web.page("<table>" + "<tbody><tr><td>x<td>y" * 1_000)),
    "many rules of style": Kind(partial(web.styled, 300, 100)),
    "rules that match all": Kind(partial(web.styled, 100, 100, "div p,div *,.a{n}")),
    "a selector of many ancestors": Kind(lambda: web.sheet("div " * 400 + "p{color:red}", "<div>" * 400 + "<p>x")),
    "a selector of many nots": Kind(lambda: web.sheet(":not(" * 300 + "p" + ")" * 300 + "{color:red}")),
    "a selector of has": Kind(
        lambda: web.sheet("div:has(div:has(div:has(p)))" + "{color:red}", "<div>" * 300 + "<p>x")
    ),
    "nested blocks of style": Kind(lambda: web.sheet("{" * 2_000)),
    "nested media": Kind(lambda: web.sheet("@media screen{" * 300 + "p{color:red}" + "}" * 300)),
    "nested brackets of style": Kind(lambda: web.sheet("p[" + "(" * 2_000)),
    "a style of nested brackets": Kind(lambda: web.page(f'<p style="color:{"calc(" * 1_000}">x')),
    "style of many declarations": Kind(lambda: web.page(f'<p style="{"color:red;" * 2_000}">x')),
    "lengths of bad numbers": Kind(
        lambda: web.page(
            "<p style='font-size:1.2.3px;left:-1..px;position:absolute;transform:translate(1.2.3px);"
            "opacity:.;text-indent:--5px'>x<p style='font:1.2.3px x'>y"
        )
    ),
    "media of bad numbers": Kind(lambda: web.sheet("@media (min-width: 1.2.3px){p{color:red}}")),
    "widths of many blanks": Kind(lambda: web.sheet("@media (min-width:" + " " * 200_000 + "{p{color:red}}")),
    **{
        f"every cell of {name}": Kind(partial(web.cells_of, sign))
        for name, sign in {
            "5,000 digits": "9" * 5000,
            "5,000 other digits": "٣" * 5000,
            "raised figures": "² ³ ¹",
            "names": "Abc " * 2_000,
            "counties": "Kent County " * 800,
            "quarters": "Q1 " * 3_000,
            "ordinals": "fourth & " * 1_000,
            "months": "March " * 1_500,
            "blanks": "x" + "&nbsp;" * 5_000 + "x",
            "one word": "x" * 5_000,
        }.items()
    },
    "script": Kind(lambda: web.page("<script>while(1);</script><p onload='x()'>x")),
    "a comment left open": Kind(lambda: web.page("<!--" + "x" * 100_000)),
    "many comments left open": Kind(lambda: web.page("<!--" * 2_000)),
    "many tags left open": Kind(lambda: web.page("<" * 2_000)),
    "instructions before the page": Kind(lambda: b"<?x" * 2_000 + web.page("x")),
    "brackets before the page": Kind(lambda: b"<![" * 2_000 + web.page("x")),
    "comments before the page": Kind(lambda: b"<!--" * 2_000 + web.page("x")),
    "one word of 50 MB": Kind(lambda: web.page("x" * (LINE + 1))),
    "one paragraph of 10 MB": Kind(lambda: web.page("It may fail. " * (LINE // 13 + 1))),
    "a cell of 10 MB": Kind(
        lambda: web.page(web.register(2) + "<table><tr><td>CR9<td>" + "It may fail. " * (LINE // 13 + 1))
    ),
    "letters that are none": Kind(lambda: web.page("&#xD800;&#x110000;&#99999999999;&#0;&#xFFFF;x")),
    "zeros": Kind(lambda: web.page("x\0y")),
    **{
        f"encoding {name}": Kind(partial(web.page, "xé", f"<meta charset={name}>"))
        for name in ("utf-7", "rot13", "zlib_codec", "idna", "punycode", "undefined", "hz", "unicode_escape", "../../x")
    },
    "archive nested": Kind(partial(web.archive, 2000)),
    "archive without a boundary": Kind(lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<p>x</p>"),
    "archive of a bad encoding": Kind(
        lambda: (
            b'MIME-Version: 1.0\nContent-Type: text/html; charset="x\xff"\nContent-Transfer-Encoding: base64\n\n<<<<'
        )
    ),
    "archive of many lines before": Kind(lambda: b"X-A: " + b"a: b\n" * 2_000),
    "many options": Kind(lambda: web.page(f"<table><tr><td><select>{'<option>x' * 2_000}</select></table>")),
    "a field of 60,000 options": Kind(lambda: web.page(f"<select>{'<option>x' * 60_000}</select>")),
    "stripes on 60,000 rows": Kind(
        lambda: web.sheet("tr:nth-child(even){color:red}", f"<table>{'<tr><td>x' * 60_000}</table>")
    ),
    "20,000 rules": Kind(lambda: web.sheet("p{color:red}" * 20_000, "<p>x" * 5_000)),
    "nested options": Kind(lambda: web.page("<table><tr><td>" + "<select><option>x<div>" * 300)),
    "many attributes": Kind(lambda: web.page(f"<p {' '.join(f'a{n}=1' for n in range(2_000))}>x")),
    "a class of 100,000 names": Kind(lambda: web.page(f"<div class='{' '.join(f'nav{n}' for n in range(2_000))}'>x")),
    "a list from 5,000 digits": Kind(lambda: web.page(f"<ol start={'9' * 5000}><li>x<li>y")),
    "a list from 4,000 digits": Kind(lambda: web.page(f"<ol type=a start={'9' * 4000}><li>x<li>y")),
    "an item of 4,300 nines": Kind(lambda: web.page(f"<ol><li value={'9' * 4300}>x<li>y")),
    "many runs": Kind(lambda: web.page("<p>" + "<b>ab </b>" * 2_000)),
    "many raised runs": Kind(lambda: web.page("<p>" + "ab<sup>x</sup> " * 2_000)),
    "many breaks": Kind(lambda: web.page("<p>" + "ab<br>" * 2_000)),
    "many pictures": Kind(lambda: web.page("<table><tr><td>" + "<img src=x.png alt=up>" * 2_000)),
    "a picture of a long address": Kind(lambda: web.page("<table><tr><td><img src='" + "a." * 200_000 + "'>")),
    "everything from outside": Kind(
        lambda: web.page(
            "<img src=http://127.0.0.1:9/x><iframe src=file:///etc/passwd></iframe><object data=http://127.0.0.1:9/>"
            "</object><embed src=//127.0.0.1:9/x><a href='file:///etc/passwd' ping=http://127.0.0.1:9/>x</a>",
            "<base href=http://127.0.0.1:9/><link rel=stylesheet href=x.css><meta http-equiv=refresh content='0;url="
            "http://127.0.0.1:9/'><style>@import url(http://127.0.0.1:9/x.css);p{background:url(//127.0.0.1:9/)}</style>",
        )
    ),
}

_LOOSE_KIDS = b" ".join([b"10 0 R"] * 200)

PDF: dict[str, Kind] = {
    "cut in half": Kind(lambda: _SMALL_PDF[: len(_SMALL_PDF) // 2]),
    "only a head": Kind(lambda: b"%PDF-1.7\n"),
    "no trailer": Kind(lambda: _SMALL_PDF[: _SMALL_PDF.index(b"trailer")]),
    "no table of objects": Kind(lambda: _SMALL_PDF.replace(b"startxref\n", b"startxref\n9")),
    "tables of objects in a ring": Kind(lambda: pdf.pdf(pdf.objects([pdf.stream(pdf.words())]), b"/Prev 9")),
    "an end without a beginning": Kind(lambda: b"%PDF-1.4\nendstream endobj startxref 216 %%EOF \n"),
    "colours of themselves": Kind(
        lambda: pdf.pdf(
            {
                **pdf.objects([pdf.stream(b"/C cs 1 scn " + pdf.words())], resources=b"/ColorSpace<</C 900 0 R>>"),
                900: b"[/Indexed 900 0 R 1 (xx)]",
            }
        )
    ),
    "packed objects in a ring": Kind(
        lambda: pdf.pdf(
            {
                **pdf.objects([pdf.stream(pdf.words())]),
                900: pdf.stream(b"901 0 902 5 <<>> <<>>", b"/Type/ObjStm/N 2/First 12/Extends 900 0 R"),
            }
        )
    ),
    "no pages": Kind(lambda: pdf.pdf(pdf.objects([]))),
    "says it has a million pages": Kind(lambda: _SMALL_PDF.replace(b"/Count 1>>", b"/Count 1000000>>")),
    "says it has no end of pages": Kind(lambda: _SMALL_PDF.replace(b"/Count 1>>", b"/Count 2147483647>>")),
    "says it has fewer pages than none": Kind(lambda: _SMALL_PDF.replace(b"/Count 1>>", b"/Count -5>>")),
    "pages in a ring": Kind(
        lambda: pdf.pdf(
            {**pdf.objects([pdf.stream(pdf.words())]), 2: b"<</Type/Pages/Kids[2 0 R 10 0 R 2 0 R]/Count 3>>"}
        )
    ),
    "one page many times": Kind(
        lambda: pdf.pdf(
            {**pdf.objects([pdf.stream(pdf.words())]), 2: b"<</Type/Pages/Kids[%s]/Count 200>>" % _LOOSE_KIDS}
        )
    ),
    "a deep tree of pages": Kind(
        lambda: pdf.pdf(
            {
                **pdf.objects([pdf.stream(pdf.words())]),
                2: b"<</Type/Pages/Kids[5000 0 R]/Count 1>>",
                **{5000 + n: b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (5001 + n) for n in range(300)},
                8000: b"<</Type/Pages/Kids[10 0 R]/Count 1>>",
            }
        )
    ),
    "a page that is missing": Kind(
        lambda: pdf.pdf(
            {**pdf.objects([pdf.stream(pdf.words())]), 2: b"<</Type/Pages/Kids[10 0 R 99 0 R 10 0 R]/Count 3>>"}
        )
    ),
    "a page missing before right-to-left words": Kind(
        lambda: pdf.pdf(
            {
                **pdf.objects([pdf.stream(pdf.words() + b"BT /F 10 Tf 50 600 Td (abab) Tj ET")]),
                2: b"<</Type/Pages/Kids[99 0 R 98 0 R 10 0 R]/Count 3>>",
                3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 900 0 R>>",
                900: pdf.stream(
                    b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange "
                    b"2 beginbfchar <61> <05D0> <62> <05D1> endbfchar endcmap"
                ),
            }
        )
    ),
    "a page of no page": Kind(
        lambda: pdf.pdf({**pdf.objects([pdf.stream(pdf.words())]), 2: b"<</Type/Pages/Kids[3 0 R null 7]/Count 3>>"})
    ),
    "packed bomb of blanks": Kind(lambda: pdf.one_page(pdf.words() + b" " * 20 * M)),
    "packed bomb of lines": Kind(lambda: pdf.one_page(pdf.words() + b"0 0 m 9 9 l S\n" * (PAGE_OBJECTS + 1))),
    "packed many times": Kind(
        lambda: pdf.pdf(
            pdf.objects([pdf.stream(zlib.compress(pdf.words()), b"/Filter[" + b"/FlateDecode" * 5000 + b"]")])
        )
    ),
    "packed data spoilt": Kind(
        lambda: pdf.pdf(
            pdf.objects([pdf.stream(zlib.compress(pdf.words() * 50)[:-40] + b"??", b"/Filter/FlateDecode")])
        )
    ),
    "LZW of noise": Kind(lambda: pdf.pdf(pdf.objects([pdf.stream(_noise(2_000), b"/Filter/LZWDecode")]))),
    "a length that lies": Kind(lambda: _SMALL_PDF.replace(b"/Length ", b"/Length 9999999")),
    "a length in a ring": Kind(
        lambda: pdf.pdf({**pdf.objects([b"<</Length 11 0 R>>stream\n" + pdf.words() + b"endstream"])})
    ),
    "forms that call themselves": Kind(partial(pdf.forms_in_a_ring, 1)),
    "forms in a ring": Kind(partial(pdf.forms_in_a_ring, 5)),
    "forms one in another": Kind(partial(pdf.forms, 300, 1)),
    "a grid of many cells": Kind(lambda: pdf.one_page(pdf.grid(160, 160))),
    "a grid of 40 by 40": Kind(lambda: pdf.one_page(pdf.grid(40, 40))),
    "a grid of 1000 by 1000 rules": Kind(lambda: pdf.one_page(pdf.grid(1000, 1000, "")[:2_000] + b" ET")),
    "10 MB of text on a page": Kind(lambda: pdf.one_page(pdf.lines("Corporate risk register may fail " * 10, 1_000))),
    "10 MB in one line": Kind(lambda: pdf.one_page(pdf.words("Corporate risk register may fail " * 2_000))),
    "one word of 1 MB": Kind(lambda: pdf.one_page(pdf.words("Corporate risk register " + "x" * 100_000))),
    "many words on one another": Kind(
        lambda: pdf.one_page(b"BT /F 10 Tf 1 0 0 1 50 700 Tm" + b"(register) Tj 1 0 0 1 50 700 Tm\n" * 1_000 + b"ET")
    ),
    **{
        f"a page box of {name}": Kind(partial(pdf.one_page, pdf.words(), box=box))
        for name, box in {
            "nothing": b"[0 0 0 0]",
            "the other way round": b"[595 842 0 0]",
            "negative": b"[-595 -842 0 0]",
            "huge numbers": b"[0 0 1e30 1e30]",
            "large numbers": b"[0 0 14400000 14400000]",
            "no numbers": b"[nan inf (x) null]",
            "three numbers": b"[0 0 595]",
            "a hair": b"[0 0 595 0.00001]",
            "words": b"(box)",
        }.items()
    },
    "huge unit": Kind(partial(pdf.one_page, pdf.words(), page=b"/UserUnit 1e9")),
    "an odd rotation": Kind(partial(pdf.one_page, pdf.words(), page=b"/Rotate 45")),
    "a huge rotation": Kind(partial(pdf.one_page, pdf.words(), page=b"/Rotate 99999999990")),
    "a crop elsewhere": Kind(partial(pdf.one_page, pdf.words(), page=b"/CropBox[9000 9000 9999 9999]")),
    "words of no size": Kind(lambda: pdf.one_page(b"BT /F 0 Tf 50 700 Td (Corporate risk register) Tj ET")),
    "words of a huge size": Kind(lambda: pdf.one_page(b"BT /F 1e30 Tf 50 700 Td (Corporate risk register) Tj ET")),
    "words at a huge place": Kind(lambda: pdf.one_page(b"BT /F 10 Tf 1e38 1e38 Td (Corporate risk register) Tj ET")),
    "words in a flat matrix": Kind(
        lambda: pdf.one_page(b"BT /F 10 Tf 0 0 0 0 50 700 Tm (Corporate risk register) Tj ET")
    ),
    "rules at huge places": Kind(
        lambda: pdf.one_page(pdf.words() + b"-1e38 5 m 1e38 5 l S 5 -1e30 m 5 1e30 l S 0 0 1e38 1e38 re f ")
    ),
    "a matrix of huge numbers": Kind(
        lambda: pdf.one_page(b"q 1e38 1e38 -1e38 1e38 0 0 cm 0 0 1 1 re S " + pdf.words() + b"Q")
    ),
    "many dashes": Kind(lambda: pdf.one_page(pdf.shapes("{x} {y} m {x}.9 {y} l S", 1_000))),
    "many upright dashes": Kind(lambda: pdf.one_page(pdf.shapes("{x} {y} m {x} {y}5 l S", 1_000))),
    "many fills": Kind(lambda: pdf.one_page(pdf.shapes("0.5 g {x} {y} 4 4 re f", 1_000))),
    "many boxes": Kind(lambda: pdf.one_page(pdf.shapes("{x} {y} 30 30 re S", 1_000))),
    "many dots": Kind(lambda: pdf.one_page(pdf.shapes("{x} {y} 3 3 re f", 1_000))),
    "many long rules": Kind(lambda: pdf.one_page(pdf.shapes("{x} {y} m 580 {y} l S", 1_000))),
    "many loose rules": Kind(lambda: pdf.one_page(pdf.shapes("{x} {y} m {x} 30 l {y} 9 l S", 1_000))),
    "one path of 500,000 points": Kind(lambda: pdf.one_page(pdf.words() + b"5 5 m " + b"9 9 l 9 5 l " * 22_000 + b"S")),
    "many states left open": Kind(lambda: pdf.one_page(b"q " * 2_000 + pdf.words())),
    "many clips": Kind(lambda: pdf.one_page(b"q 0 0 600 850 re W n " * 1_000 + pdf.words())),
    "deep arrays": Kind(lambda: pdf.one_page(b"[" * 2_000 + b"]" * 2_000 + pdf.words())),
    "a deep catalogue": Kind(partial(pdf.one_page, pdf.words(), catalogue=b"/X " + b"[" * 2_000 + b"]" * 2_000)),
    "map of letters to half letters": Kind(
        lambda: pdf.mapped(
            b"1 beginbfchar <43> <D800> endbfchar 1 beginbfrange <61> <7A> <DC00> endbfrange", pdf.words()
        )
    ),
    "map of letters without an end": Kind(
        lambda: pdf.mapped(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange " * 50, pdf.words())
    ),
    "map of letters to long words": Kind(
        lambda: pdf.mapped(b"1 beginbfrange <61> <7A> <" + b"0041" * 1_000 + b"> endbfrange", pdf.words())
    ),
    "a font of nothing": Kind(lambda: pdf.with_font(b"null", pdf.words())),
    "a font of itself": Kind(
        lambda: pdf.with_font(b"<</Type/Font/Subtype/Type0/DescendantFonts[3 0 R]>>", pdf.words())
    ),
    "a font of noise": Kind(
        lambda: pdf.with_font(
            b"<</Type/Font/Subtype/TrueType/BaseFont/X/FontDescriptor<<"
            b"/Type/FontDescriptor/FontName/X/FontFile2 900 0 R>>>>",
            pdf.words(),
            {900: pdf.stream(_noise(1_000))},
        )
    ),
    "a drawn font that draws itself": Kind(
        lambda: pdf.with_font(
            b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 65/LastChar 122/CharProcs"
            b"<</a 900 0 R>>/Encoding<</Differences[65/a/a/a]>>/Widths[1 1 1]/Resources<</Font<</F 3 0 R>>>>>>",
            b"BT /F 10 Tf 50 700 Td (AAAA) Tj ET",
            {900: pdf.stream(b"1 0 d0 BT /F 1 Tf (AAAA) Tj ET")},
        )
    ),
    "many annotations": Kind(
        lambda: pdf.annotated(1_000, b"<</Type/Annot/Subtype/Square/Rect[5 5 90 90]/Contents(CR1)>>")
    ),
    "many links": Kind(
        lambda: pdf.annotated(
            1_000, b"<</Type/Annot/Subtype/Link/Rect[5 5 90 90]/A<</S/URI/URI(http://127.0.0.1:9/)>>>>"
        )
    ),
    "an annotation that draws itself": Kind(
        lambda: pdf.pdf(
            {
                **pdf.objects([pdf.stream(pdf.words())], page=b"/Annots[900 0 R]"),
                900: b"<</Type/Annot/Subtype/Stamp/Rect[5 5 90 90]/AP<</N 901 0 R>>>>",
                901: pdf.stream(
                    b"/A Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A 901 0 R>>>>"
                ),
            }
        )
    ),
    "form fields in a ring": Kind(
        lambda: pdf.pdf(
            {
                **pdf.objects(
                    [pdf.stream(pdf.words())], page=b"/Annots[900 0 R]", catalogue=b"/AcroForm<</Fields[900 0 R]>>"
                ),
                900: b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(b)/Rect[5 5 90 90]/Parent 900 0 R/Kids[900 0 R]>>",
            }
        )
    ),
    "a locked file": Kind(
        lambda: pdf.pdf(
            pdf.objects([pdf.stream(pdf.words())]),
            b"/Encrypt<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>/ID[(a)(a)]" % (b"x" * 32, b"y" * 32),
        )
    ),
    "an unknown lock": Kind(
        lambda: pdf.pdf(pdf.objects([pdf.stream(pdf.words())]), b"/Encrypt<</Filter/Odd/V 9>>/ID[(a)(a)]")
    ),
    "actions that run": Kind(
        partial(
            pdf.one_page,
            pdf.words(),
            page=b"/AA<</O<</S/Launch/F(/bin/sh)>>>>",
            catalogue=b"/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:9/'\\))>>/Names<</JavaScript<<"
            b"/Names[(a)<</S/JavaScript/JS(while\\(1\\);)>>]>>/EmbeddedFiles<</Names[(a)<</F(file:///etc/passwd)>>]>>>>",
        )
    ),
    "contents in another file": Kind(
        lambda: pdf.pdf(pdf.objects([b"<</Length 0/F(/etc/passwd)/FFilter null>>stream\n\nendstream"]))
    ),
    "a picture of 100,000 by 100,000": Kind(
        lambda: pdf.picture(2_000, 2_000, b"/FlateDecode", zlib.compress(b"\0" * M))
    ),
    "a picture that unpacks to 300 MB": Kind(
        lambda: pdf.picture(17_320, 17_320, b"/FlateDecode", zlib.compress(b"\0" * 40 * M))
    ),
    "a picture of noise JPEG": Kind(lambda: pdf.picture(500, 500, b"/DCTDecode", b"\xff\xd8\xff" + _noise(1_000))),
    "a picture of noise JPX": Kind(lambda: pdf.picture(500, 500, b"/JPXDecode", _noise(1_000))),
    "a picture of noise JBIG2": Kind(lambda: pdf.picture(500, 500, b"/JBIG2Decode", _noise(1_000), 1)),
    "a picture of noise fax": Kind(lambda: pdf.picture(60_000, 60_000, b"/CCITTFaxDecode", _noise(1_000), 1)),
    "many pages": Kind(lambda: pdf.pdf(pdf.objects([pdf.stream(pdf.words())] * 60))),
}


def _lines(text: str, count: int = 1) -> bytes:
    return ("Corporate risk register\n" + (text + "\n") * count).encode()


TEXT: dict[str, Kind] = {
    "one line of 50 MB": Kind(lambda: _lines("It may fail. " * (LINE // 13 + 1))),
    "one word of 50 MB": Kind(lambda: _lines("x" * (LINE + 1))),
    "a line of a million tabs": Kind(lambda: _lines("\t" * 100_000)),
    "rows of 1,000 tabs": Kind(lambda: _lines("x\t" * 1000, 20)),
    "many lines": Kind(lambda: _lines("It may fail.", 2_000)),
    "minutes of many lines": Kind(lambda: _lines("Risk CR1 was added.", REPORT_LINES + 100)),
    "many other lines": Kind(lambda: "".join(f"Line {n} may fail\n" for n in range(2_000)).encode()),
    "many rows": Kind(
        lambda: b"Risk ID\tRisk description\tScore\n" + b"".join(b"CR%d\tIt may fail\t12\n" % n for n in range(1_000))
    ),
    "many tables of a row": Kind(lambda: b"CR1\tIt may fail\t12\n\n" * 1_000),
    **{
        f"a line of {name}": Kind(partial(_lines, (sign * (200_000 // len(sign) + 1))[:200_000]))
        for name, sign in {
            "open tags": "<p ",
            "brackets": "<",
            "open comments": "<!--",
            "entities": "&#",
            "stars": "**",
            "open stars": "**a ",
            "bars": "|",
            "bookmarks": "[bookmark: ",
            "blanks": " ",
            "blanks and a word": " " * 199_999 + "x",
            "hashes": "#",
            "headings": "# ",
            "digits": "9",
            "dots": ".",
            "hyphens": "-",
            "slashes": "/",
            "commas": ",",
            "capitals": "A",
            "identifiers": "CR1 ",
            "dates": "1/1/",
            "brackets round": "(",
            "quotes": "'",
            "words": "a ",
            "numbers": "1 ",
            "and": "and ",
            "colons": "a:",
            "letters with dots": "a.",
            "bullets": "• ",
            "to": "to ",
            "risk": "risk ",
            "register of": "register of ",
            "council": "Council ",
            "county": "Kent County ",
            "x signs": "4 x ",
            "quarters": "Q1 ",
            "years": "2019/20 ",
            "months": "March ",
            "names": "Abc ",
            "ellipses": "…",
            "dashes": " – ",
            "zero widths": "\u200b",
            "combining marks": "e\u0301",
            "arrows": "↑",
            "nested brackets": "(a",
            "percent": "50% ",
            "as at": "as at ",
            "meeting": "meeting of the ",
            "and/or": "and/or",
        }.items()
    },
    "a row of more cells than headings, below few rows": Kind(
        lambda: b"Risk ID\tRisk\tScore\n" + b"CR1\tIt may fail\n" * 4 + b"CR2" + b"\tIt may fail" * 30 + b"\n"
    ),
    "zeros": Kind(lambda: b"Corporate risk register\0\n" * 5),
    "bytes of no encoding": Kind(lambda: b"Corporate risk register \x81\x8d\n"),
    "UTF-16 half letters": Kind(lambda: "\ufeffCorporate risk register \ud800x".encode("utf-16-le", "surrogatepass")),
    "odd line ends": Kind(lambda: b"Corporate\x0brisk\x0cregister\x1c\x1d\x85\r\r\n"),
    "cells of bell signs": Kind(lambda: b"Risk ID\x07Risk description\x07Score\x07\x07" * 2000),
    "numbers of 5,000 digits": Kind(
        lambda: (
            b"Risk ID\tRisk description\tScore\nCR%s\tIt may fail\t%s\nCR2\tx\t%s x %s = %s\n" % ((b"9" * 5000,) * 5)
        )
    ),
}

OTHER: dict[str, Kind] = {
    "nothing": Kind(lambda: b""),
    "blanks": Kind(lambda: b" \n\t " * 1000),
    "zeros": Kind(lambda: bytes(2_000)),
    "noise": Kind(lambda: _noise(2_000)),
    "a mark of UTF-16 alone": Kind(lambda: b"\xff\xfe"),
    "a mark of UTF-8 alone": Kind(lambda: b"\xef\xbb\xbf"),
    "an empty archive": Kind(lambda: b"PK\x05\x06" + bytes(18)),
    "an archive of archives": Kind(lambda: word.zipped({"a.zip": _SMALL_WORD})),
    "compound, empty": Kind(lambda: bytes.fromhex("d0cf11e0a1b11ae1")),
    "compound of noise": Kind(lambda: bytes.fromhex("d0cf11e0a1b11ae1") + _noise(2_000)),
    "compound that points nowhere": Kind(lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\xff" * 5000),
    "compound of many names": Kind(
        lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 505 + "WordDocument".encode("utf-16-le") * 2_000
    ),
    "an XML file": Kind(lambda: b"<?xml version='1.0'?>" + b"<a>" * 2_000),
    "a JSON file": Kind(lambda: b'{"a": ' + b"[" * 2_000),
    "a mail": Kind(lambda: b"From: x\nMIME-Version: 1.0\nContent-Type: text/plain\n\nx" + b"a: b\n" * 2_000),
    "a mail that never says so": Kind(lambda: b"From x\n" + b"a: b\n" * 2_000),
}

ALL: dict[str, dict[str, Kind]] = {
    "word": WORD, "sheet": SHEET, "csv": CSV, "web": WEB, "pdf": PDF, "text": TEXT, "other": OTHER,
}  # fmt: skip
