"""A file's format is what its bytes say; what no reader reads is refused with a word of advice."""

from __future__ import annotations

import io
import struct
import uuid
import zipfile
from pathlib import Path

import pytest

from extractors.document import Format, UnreadableFileError
from extractors.read import detect_format, read_document
from tests.builder import Fmt, build, load_edition, shortened

WORD = "00020906-0000-0000-c000-000000000046"
EXCEL = "00020820-0000-0000-c000-000000000046"
MESSAGE = "00020d0b-0000-0000-c000-000000000046"
POWERPOINT = "64818d10-4f9b-11cf-86ea-00aa00b929e8"


def zipped(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


def compound(*streams: str, root: str | None = None, flags: int = 0) -> bytes:
    """A compound file: header, a sector of directory, and one that every stream begins with, its flags at byte 10."""
    header = bytes.fromhex("d0cf11e0a1b11ae1").ljust(30, b"\0") + struct.pack("<H", 9)
    entries = [entry("Root Entry", root), *map(entry, streams)]
    stream = (b"\0" * 10 + struct.pack("<H", flags)).ljust(512, b"\0")
    return header.ljust(512, b"\0") + b"".join(entries).ljust(512, b"\0") + stream


def entry(name: str, root: str | None = None) -> bytes:
    identity = uuid.UUID(root).bytes_le if root else b""
    start = struct.pack("<III", 1, 0, 0)
    return (name.encode("utf-16-le").ljust(80, b"\0") + identity).ljust(116, b"\0") + start


def refusal(content: bytes) -> UnreadableFileError:
    with pytest.raises(UnreadableFileError) as caught:
        detect_format(content)
    return caught.value


@pytest.mark.parametrize("fmt", ["pdf", "docx", "html"])
def test_a_paper_is_known_by_its_content_and_read(fmt: Fmt) -> None:
    content = build(shortened(load_edition("may-2016")), fmt)
    found = detect_format(content)
    assert found == fmt
    assert read_document(content, found).tables


def test_a_text_is_read_by_the_reader_of_texts() -> None:
    content = b"Corporate Risk Register\n\nCR1\tFloods\t12\n"
    document = read_document(content, detect_format(content))
    assert document.format == "text"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\n\n%PDF-1.4 ...", "pdf"),
        (b"  <!DOCTYPE html><title>x</title>", "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        (b"\xef\xbb\xbf<TABLE border=0>", "html"),
        ("\ufeff<html>–</html>".encode("utf-16-le"), "html"),
        ("\ufeff<html>–</html>".encode("utf-16-be"), "html"),
        ("<html>–</html>".encode("utf-16-le"), "html"),
        ("<p>caf\xe9 \x93quoted\x94".encode("latin-1"), "html"),
        (b"{\\rtf1 <p>", "doc"),
        (b"\r\n{\\rtf1", "doc"),
    ],
)
def test_formats_that_do_not_begin_as_usual(content: bytes, found: Format) -> None:
    assert detect_format(content) == found


class TestWebPage:
    """A page's markup frames the file."""

    @pytest.mark.parametrize(
        "content",
        [
            "<!-- saved from url=(0014)about:internet -->\n<p>One</p>",
            "<!--[if IE]><i><![endif]-->\r\n<?php ?><![if !IE]><DIV>",
            "HTTP/1.1 200 OK\nMIME-Version: 1.0\nContent-Type: text/html\n\n<!DOCTYPE html>",
            "Saved by a browser\n<html><p>One",
            "\u00ef\u00bb\u00bf<html>",
            "<table>\t<tr>\t<td>One</td>",
            "<html>\t<p>One</p>\t<p>Two</p>",
            "<td>Risk</td><td>Score</td>",
        ],
    )
    def test_it_may_have_something_in_front_of_it(self, content: str) -> None:
        assert detect_format(content.encode()) == "html"

    @pytest.mark.parametrize(
        "content",
        [
            "Risk Register\n\nNumber\tDescription\nCR1\t<p><b>Floods</b></p>\t<ul> <li>Roads</li></ul>\n",
            "Number\tPage\nCR1\t<html><body>Floods</body></html>\t12\n",
            "<b>Number</b>\t<b>Description</b>\nCR1\t<p>Floods</p>\n",
            "<p>CR1</p>\t<p>Floods<br>and storms<br/></p>\t<ul><li>Roads</li></ul>\n",
            "# A note\n\nThe page begins with `<html>`.\n\n```html\n<html>\n```\n",
            "Risks of 2019 <p>",
            "<insert the title> of the register",
            "Plain words, where 3 < 4",
            "[Draft] Risk register",
            "From: the Head of Service\nTo: the Cabinet\nSubject: risks\n\nNothing changed.",
        ],
    )
    def test_tags_within_a_text_make_no_page(self, content: str) -> None:
        assert detect_format(content.encode()) == "text"


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffRisques – caf\u00e9".encode(),
        "\ufeffRisks – 5".encode("utf-16-le"),
        "\ufeffRisks – 5".encode("utf-16-be"),
        "Risks \u2013 \u201cfloods\u201d \u2022 storms".encode("cp1252"),
        "Risks \u2013 \u201dfloods\u201d".encode() + b"\xe9",
        b"Risks\fof floods: " + b"a long line of words, " * 20 + b"cut by a hy\x02phen",
    ],
)
def test_text_may_be_of_any_usual_encoding(content: bytes) -> None:
    assert detect_format(content) == "text"


@pytest.mark.parametrize("content", [b"", b" \n\t"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    error = refusal(content)
    assert (error.code, "fetch it again" in str(error)) == ("empty", True)


@pytest.mark.parametrize(
    ("content", "kind", "advice"),
    [
        (b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n\r\n<html>", "web archive", "as HTML"),
        (b"Subject: risks\nMessage-ID: <1@x>\n\n<p>see there</p>", "mail", "attached"),
        (b'{"risks": [1, 2]}', "JSON", "paper itself"),
        (b'[{"risk": 1}]', "JSON", "paper itself"),
        (b'<?xml version="1.0"?><w:wordDocument>', "XML", "save it as .docx"),
        (b"<risks><risk/></risks>\n", "XML", "save it as .docx"),
        (b'<!DOCTYPE svg PUBLIC "x"><svg>', "XML", "save it as .docx"),
        (b"PAR1\x15\x04<p >", "no PDF, Word file", "one of these formats"),
        (b"\0" * 99, "no PDF, Word file", "one of these formats"),
        (b"\x89PNG\r\n\x1a\n", "a picture", "--ocr"),
        (b"\x1f\x8b\x08\0", "a compressed archive", "unpack it"),
        (b"Rar!\x1a\x07\0", "a compressed archive", "unpack it"),
        (b"\xdb\xa5\x2d\0\0\0", "before 1995", "LibreOffice"),
    ],
)
def test_what_no_reader_reads_is_named_and_refused_with_advice(content: bytes, kind: str, advice: str) -> None:
    error = refusal(content)
    assert error.code == "unknown_format"
    assert kind in str(error)
    assert advice in str(error)


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (("[Content_Types].xml", "xl/workbook.bin"), ".xlsb"),
        (("[Content_Types].xml", "ppt/presentation.xml"), ".pptx"),
        (("mimetype", "content.xml", "META-INF/manifest.xml"), ".ods"),
        (("Index/Document.iwa",), "Pages"),
        (("mimetype", "META-INF/container.xml"), ".epub"),
        (("[Content_Types].xml", "FixedDocSeq.fdseq"), "XPS"),
        (("papers/one.pdf", "papers/word/two.docx"), "unpack it"),
        ((), "unpack it"),
    ],
)
def test_a_zip_archive_that_is_no_word_file_is_named(names: tuple[str, ...], kind: str) -> None:
    error = refusal(zipped(*names))
    assert error.code == "unknown_format"
    assert kind in str(error)


@pytest.mark.parametrize(
    "content",
    [
        zipped("[Content_Types].xml", "word/document.xml", "word/embeddings/sheet.xlsx"),
        zipped("[Content_Types].xml", "document.xml"),
        b"PK\x03\x04garbage",
    ],
)
def test_what_may_be_a_word_file_is_left_to_its_reader(content: bytes) -> None:
    assert detect_format(content) == "docx"


@pytest.mark.parametrize(
    "content",
    [
        compound("1Table", "WordDocument", root=WORD),
        compound("WordDocument", "Workbook"),  # a workbook within, and a program that leaves no class ID
        compound("WordDocument", root="11111111-0000-0000-0000-000000000000"),
    ],
)
def test_a_compound_file_of_word_is_legacy_word(content: bytes) -> None:
    assert detect_format(content) == "doc"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (compound("Workbook", "WordDocument", root=EXCEL), ".xls"),
        (compound("Book"), ".xls"),
        (compound("PowerPoint Document", "WordDocument", root=POWERPOINT), ".ppt"),
        (compound("__properties_version1.0", "WordDocument", root=MESSAGE), ".msg"),
        (compound("__properties_version1.0", "WordDocument"), ".msg"),
        (compound("Contents"), "an old Office program"),
        (compound("Contents") + b"x" + "WordDocument".encode("utf-16-le"), "an old Office program"),
        (compound()[:40], "an old Office program"),
    ],
)
def test_another_compound_file_is_named(content: bytes, kind: str) -> None:
    error = refusal(content)
    assert error.code == "unknown_format"
    assert kind in str(error)


@pytest.mark.parametrize("content", [compound("EncryptedPackage"), compound("WordDocument", root=WORD, flags=0x0100)])
def test_a_file_that_asks_for_a_password_says_so(content: bytes) -> None:
    error = refusal(content)
    assert (error.code, "password" in str(error)) == ("encrypted", True)


def test_legacy_word_is_read_by_way_of_docx(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = build(shortened(load_edition("2018-19-q1")), "docx")
    monkeypatch.setattr("extractors.word.convert_doc.to_docx", {b"legacy": paper}.__getitem__)
    document = read_document(b"legacy", "doc")
    assert document == read_document(paper, "docx")
    assert document.format == "doc"


def test_every_file_of_the_archive_is_of_the_format_its_name_says(archive: Path) -> None:
    named = {".txt": "text", ".md": "text", ".html": "html", ".pdf": "pdf", ".docx": "docx"}
    files = [path for path in sorted(archive.rglob("*")) if path.is_file()]
    assert {path.name: detect_format(path.read_bytes()) for path in files} == {
        path.name: named[path.suffix] for path in files
    }


def test_the_projects_own_notes_are_text() -> None:
    note = Path(__file__).resolve().parents[2] / "README.md"
    assert detect_format(note.read_bytes()) == "text"
