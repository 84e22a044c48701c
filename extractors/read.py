"""A file's bytes become one finished Document: the only way in.

Which reader fits is decided by the content, never by a file's name. Whatever a format cuts apart (page ends, narrow
columns) is whole again in what it gives; nobody else knows that there are steps.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast, get_args

from extractors.detect.containers import COMPOUND, ZIP, compound_kind, zip_kind
from extractors.detect.kinds import KINDS
from extractors.detect.texts import text_kind
from extractors.document import Document, Format, UnreadableFileError
from extractors.findings import Code, Finding
from extractors.places import Place

_PDF = b"%PDF-"
_PDF_WITHIN = 1024
"""Bytes within which a PDF begins; Acrobat allows what a mail or a server put in front of it."""
_RTF = b"{\\rtf"
_FORMATS = frozenset(get_args(Format))
_UNSEEN = Code.NO_TEXT_LAYER


def detect_format(content: bytes) -> Format:
    """The format of a file's bytes. Rich text (RTF) counts as ``doc``, legacy Word: one program converts both.

    Raises:
        UnreadableFileError: ``empty``, ``encrypted``, or ``unknown_format`` where no reader reads it.
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
        UnreadableFileError: see the readers.
    """
    match file_format:
        case "pdf":
            return _read_pdf(content, wanted, ocr)
        case "docx":
            from extractors.word.read_docx import read_docx

            return read_docx(content)
        case "doc":
            from extractors.word.convert_doc import to_docx
            from extractors.word.read_docx import read_docx

            return replace(read_docx(to_docx(content)), format="doc")
        case "text":
            from extractors.text.read_text import read_text

            return read_text(content)
        case "html":
            from extractors.web.read_html import read_html

            return read_html(content)


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
    return next((kind.name for kind in KINDS.values() if content.startswith(kind.magic)), None) or text_kind(content)


def _read_pdf(content: bytes, wanted: Callable[[str], bool] | None, ocr: bool) -> Document:
    """Read a PDF; where asked to, its pictures of pages by text recognition, each with a finding that says so."""
    from extractors.pdf.read_pdf import read_pdf
    from extractors.pdf.stitch import stitch

    document = stitch(read_pdf(content, wanted))
    unseen = _unseen_pages(document)
    if not unseen:
        return document
    if not ocr:
        return _advised(document, "run again with --ocr to have it recognised")

    from extractors.pdf.ocr import OcrError, add_text_layer

    try:
        recognised = add_text_layer(content, unseen)
    except OcrError as error:
        return _advised(document, str(error))
    again = _advised(stitch(read_pdf(recognised, wanted)), "text recognition got none out of it")
    seen = sorted(set(unseen).difference(_unseen_pages(again)))
    return replace(again, findings=(*again.findings, *(_recognised(again, page) for page in seen)))


def _unseen_pages(document: Document) -> list[int]:
    """The pages that are pictures without text."""
    return [
        finding.place.page
        for finding in document.findings
        if finding.code == _UNSEEN and finding.place and finding.place.page
    ]


def _advised(document: Document, advice: str) -> Document:
    """The document with a word of advice added to what is said of its pictures of pages."""
    findings = (
        replace(finding, message=f"{finding.message}; {advice}") if finding.code == _UNSEEN else finding
        for finding in document.findings
    )
    return replace(document, findings=tuple(findings))


def _recognised(document: Document, page: int) -> Finding:
    """That a page's words are not the file's but what was recognised in its picture."""
    if page in document.skipped:
        message = f"page {page} was read by text recognition, which saw nothing of a register on it; look at the page"
    else:
        message = f"page {page} was read by text recognition; check its values against the page"
    places = (block.places[0] for block in document.blocks if block.places)
    block = next((place.block for place in places if (place.page or 0) >= page), 0)
    return Finding(Code.READ_BY_OCR, message, Place(block, page=page))
