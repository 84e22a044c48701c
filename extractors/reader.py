"""Which reader fits a file: decided by its content, never by its name."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.document import Document, Format, UnreadableFileError

_PDF = re.compile(rb"%PDF-\d")
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_RTF = b"{\\rtf"
_MIME = re.compile(rb"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6]|ul)\b", re.IGNORECASE)
_BINARY = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
"""Control characters that no text has in an encoding of one byte a letter, nor in UTF-8."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4096
"""How many bytes of a file tell its format."""


def detect_format(content: bytes) -> Format:
    """The format of a file's bytes.

    Raises:
        UnreadableFileError: ``empty``, ``encrypted``, or ``unknown_format`` where no reader reads it.
    """
    head = content[:_HEAD]
    if not content.strip():
        raise UnreadableFileError("empty", "the file is empty; fetch it again from where it came")
    if _PDF.search(head[:1024]):
        return "pdf"
    if head.startswith(_ZIP):
        return "docx"
    if head.startswith(_OLE):
        if _ENCRYPTED_OFFICE in content:
            raise UnreadableFileError("encrypted", "the Word file asks for a password; save an open copy of it")
        raise UnreadableFileError("unknown_format", "this is a file of an old Office; save it as .docx and offer that")
    if head.startswith(_RTF):
        raise UnreadableFileError("unknown_format", "this is rich text (RTF); save it as .docx and offer that")
    if _MIME.search(head):  # its markup is encoded: read as a page, it would be full of "=3D"
        raise UnreadableFileError(
            "unknown_format", "this is a web archive (MHT) or a mail; save the page as HTML, or what is attached to it"
        )
    text = head.startswith(_UTF16) or not _BINARY.search(head)
    if text and _MARKUP.search(head.replace(b"\x00", b"")):
        return "html"
    raise UnreadableFileError("unknown_format", "this is no PDF, Word file or web page; no reader knows its format")


def read_document(content: bytes, file_format: Format, wanted: Callable[[str], bool] | None = None) -> Document:
    """Read a file's bytes with the reader for its format, which is imported only now.

    ``wanted`` may rule out pages of a PDF by their plain text.

    Raises:
        UnreadableFileError: see the readers.
    """
    if file_format == "pdf":
        from extractors.read_pdf import read_pdf

        return read_pdf(content, wanted)
    if file_format == "docx":
        from extractors.read_docx import read_docx

        return read_docx(content)
    from extractors.read_html import read_html

    return read_html(content)
