"""A PDF as its author wrote it: its pages as printed, and what page ends and narrow columns cut made whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extractors.document import Document, all_findings
from extractors.findings import Code, Finding
from extractors.pdf.pages import read_pages
from extractors.pdf.stitch import stitch
from extractors.pdf.undecodable import UNKNOWN
from extractors.places import Place

_UNSEEN = Code.NO_TEXT_LAYER
_CIPHER = 3 * UNKNOWN
"""Characters in a row that a file does not explain where its font has no map, or a wrong one, of its glyphs."""


def read_pdf(content: bytes, wanted: Callable[[str], bool] | None = None, *, ocr: bool = False) -> Document:
    """Read a PDF.

    Args:
        content: the file's bytes.
        wanted: decides by a page's plain text whether it is read; None reads every page.
        ocr: have pages that are pictures read by text recognition, each with a finding that says so.

    Raises:
        UnreadableFileError: the file is ``damaged``, ``encrypted``, ``too_large`` or has no page (``empty``).
    """
    document = stitch(read_pages(content, wanted))
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
    again = _advised(stitch(read_pages(recognised, wanted, recognised=unseen)), "text recognition got none out of it")
    seen = sorted(set(unseen).difference(_unseen_pages(again)))
    return replace(again, findings=(*again.findings, *(_recognised(again, page) for page in seen)))


def _unseen_pages(document: Document) -> list[int]:
    """The pages that are pictures without text, and those whose text is a cipher."""
    pages = {
        finding.place.page
        for finding in all_findings(document)
        if finding.place and (finding.code == _UNSEEN or _CIPHER in (finding.value or ""))
    }
    return sorted(page for page in pages if page)


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
