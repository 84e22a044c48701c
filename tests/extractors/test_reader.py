"""A file's format is what its bytes say; what no reader reads is refused with a word of advice."""

from __future__ import annotations

import pytest

from extractors.document import Format, UnreadableFileError
from extractors.reader import detect_format, read_document
from tests.builder import Fmt, build, load_edition, shortened

OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize("fmt", ["pdf", "docx", "html"])
def test_a_paper_is_known_by_its_content_and_read(fmt: Fmt) -> None:
    content = build(shortened(load_edition("may-2016")), fmt)
    found = detect_format(content)
    assert found == fmt
    assert read_document(content, found).tables


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\n\n%PDF-1.4 ...", "pdf"),
        (b"  <!DOCTYPE html><title>x</title>", "html"),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        (b"\xef\xbb\xbf<TABLE border=0>", "html"),
        ("\ufeff<html>–</html>".encode("utf-16-le"), "html"),
        ("\ufeff<html>–</html>".encode("utf-16-be"), "html"),
        ("<p>caf\xe9 \x93quoted\x94".encode("latin-1"), "html"),
    ],
)
def test_formats_that_do_not_begin_as_usual(content: bytes, found: Format) -> None:
    assert detect_format(content) == found


@pytest.mark.parametrize(
    ("content", "code", "advice"),
    [
        (b"", "empty", "fetch it again"),
        (b" \n\t", "empty", "fetch it again"),
        (OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "encrypted", "password"),
        (OLE + b"\0" * 512, "unknown_format", "save it as .docx"),
        (b"{\\rtf1 <p>", "unknown_format", "save it as .docx"),
        (b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n\r\n<html>", "unknown_format", "as HTML"),
        (b"PAR1\x15\x04<p >", "unknown_format", "no PDF, Word file or web page"),
        (b"\x89PNG\r\n\x1a\n", "unknown_format", "no PDF, Word file or web page"),
        (b"Plain words, where 3 < 4", "unknown_format", "no PDF, Word file or web page"),
    ],
)
def test_what_no_reader_reads_is_refused_with_advice(content: bytes, code: str, advice: str) -> None:
    with pytest.raises(UnreadableFileError, match=advice) as caught:
        detect_format(content)
    assert caught.value.code == code
