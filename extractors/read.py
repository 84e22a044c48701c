"""A file's bytes become one finished Document: the only way in.

Which reader fits is decided by the content, never by a file's name. Each reader gives whole what its format cuts apart
(a PDF its tables at page ends, its words in narrow columns); nobody else knows that there are steps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast, get_args

from extractors.bounds import TEXT, check_document, too_large
from extractors.detect.containers import COMPOUND, ZIP, compound_kind, zip_kind
from extractors.detect.kinds import KINDS
from extractors.detect.texts import text_kind
from extractors.document import Document, Format, UnreadableFileError
from extractors.lines.drafts import Draft

_PDF = b"%PDF-"
_PDF_WITHIN = 1024
"""Bytes within which a PDF begins; Acrobat allows what a mail or a server put in front of it."""
_RTF = b"{\\rtf"
_LONGEST = 4 * TEXT
"""Bytes of a text, of which a character takes no more than four."""
_MOST_PARTS = 20
"""Files within a file that are read; each may hold others."""
_FORMATS = frozenset(get_args(Format))


def detect_format(content: bytes) -> Format:
    """The format of a file's bytes. Rich text (RTF) counts as ``doc``, legacy Word: one program converts both.

    Raises:
        UnreadableFileError: ``empty``, ``encrypted``, ``too_large``, or ``unknown_format`` where no reader reads it.
    """
    if not content.strip():
        raise UnreadableFileError("empty", "the file is empty; fetch it again from where it came")
    kind = _kind(content)
    if kind not in _FORMATS:
        raise UnreadableFileError(KINDS[kind].code, KINDS[kind].message)
    return cast(Format, kind)


def read_document(
    content: bytes, file_format: Format, wanted: Callable[[str], bool] | None = None, *, ocr: bool = False
) -> Document:
    """Read a file's bytes with the reader for its format, which is imported only now.

    Args:
        content: the file's bytes.
        file_format: what ``detect_format`` says of them.
        wanted: may rule out pages of a PDF by their plain text.
        ocr: have the pages of a PDF that are pictures read by text recognition.

    Raises:
        UnreadableFileError: ``too_large``, and see the readers.
    """
    document = _read(content, file_format, wanted, ocr=ocr)
    check_document(document)
    return document


def _read(content: bytes, file_format: Format, wanted: Callable[[str], bool] | None, *, ocr: bool) -> Document:
    match file_format:
        case "pdf":
            from extractors.pdf.read_pdf import read_pdf

            return read_pdf(content, wanted, ocr=ocr)
        case "docx":
            from extractors.word.read_docx import read_docx

            return read_docx(content, _Parts())
        case "doc":
            from extractors.word.convert_doc import to_docx
            from extractors.word.read_docx import read_docx

            return replace(read_docx(to_docx(content), _Parts()), format="doc")
        case "text":
            from extractors.text.read_text import read_text

            return read_text(content)
        case "html":
            from extractors.web.read_html import read_html

            return read_html(content)
        case "xlsx":
            from extractors.sheet.read_xlsx import read_xlsx

            return read_xlsx(content)
        case "csv":
            from extractors.sheet.read_csv import read_csv

            return read_csv(content)


class _Parts:
    """Reads what stands as a file inside another, and inside those: so many, for each may name the next many times."""

    def __init__(self) -> None:
        self._left = _MOST_PARTS

    def __call__(self, content: bytes) -> list[Draft] | None:
        """What such a file holds; None where it cannot be read."""
        self._left -= 1
        try:
            return self._read(content, detect_format(content)) if self._left >= 0 else None
        except UnreadableFileError:
            return None

    def _read(self, content: bytes, file_format: Format) -> list[Draft] | None:
        if file_format == "html":
            from extractors.web.read_html import html_drafts

            return html_drafts(content)
        if file_format in {"docx", "doc"}:
            from extractors.word.convert_doc import to_docx
            from extractors.word.read_docx import docx_drafts

            return docx_drafts(content if file_format == "docx" else to_docx(content), self)
        return None


def _kind(content: bytes) -> str:
    """A format, or a kind of file that no reader reads."""
    if content.startswith(ZIP):
        return zip_kind(content)
    if content.startswith(COMPOUND):
        return compound_kind(content)
    if content.lstrip().startswith(_RTF):
        return "doc"
    if _PDF in content[:_PDF_WITHIN]:
        return "pdf"
    known = next((kind.name for kind in KINDS.values() if content.startswith(kind.magic)), None)
    if known is None and len(content) > _LONGEST:
        raise too_large(f"the file is a text of {len(content) >> 20} MB")
    return known or text_kind(content)
