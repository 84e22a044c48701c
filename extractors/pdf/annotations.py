"""What was put on a PDF page after it was made: values of form fields, typed boxes, strokes through words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.places import Box

_OF_NO_INK = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_TEXT)
"""Links, and remarks that a click opens."""
_NOT_SHOWN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_APPEARANCE = b"AP"


class Undrawn(NamedTuple):
    """An annotation that does not say what it looks like: its box in the file's coordinates, and what it says."""

    box: Box
    text: str


def show_annotations(pdf: Any, index: int) -> tuple[Any, list[Undrawn]]:
    """Open a page of a PDFium document on which its annotations and form fields are drawn like all else.

    Those that nobody can draw are given beside it.

    Raises:
        pypdfium2.PdfiumError: the page is damaged.
    """
    page = pdf[index]
    if not any(_has_ink(annotation) for _, annotation in _annotations(page)):
        return page, []
    with closing(page):
        for number in reversed([number for number, annotation in _annotations(page) if not _has_ink(annotation)]):
            pdfium.FPDFPage_RemoveAnnot(page.raw, number)
        if not all(_is_drawn(annotation) for _, annotation in _annotations(page)):
            page.render(scale=1 / max(page.get_size())).close()  # PDFium gives most kinds an appearance when it draws
        undrawn = [_undrawn(annotation) for _, annotation in _annotations(page) if not _is_drawn(annotation)]
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    return pdf[index], undrawn


def _annotations(page: Any) -> Iterator[tuple[int, Any]]:
    """The annotations of a page with their numbers, each open until the next is asked for."""
    for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        yield number, annotation
        pdfium.FPDFPage_CloseAnnot(annotation)


def _has_ink(annotation: Any) -> bool:
    return pdfium.FPDFAnnot_GetSubtype(annotation) not in _OF_NO_INK


def _is_drawn(annotation: Any) -> bool:
    """Whether an annotation says what it looks like, or is not to be seen at all, as a field without a value."""
    hidden = pdfium.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN
    field = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET
    return bool(hidden or field or pdfium.FPDFAnnot_HasKey(annotation, _APPEARANCE))


def _undrawn(annotation: Any) -> Undrawn:
    rect, text = pdfium.FS_RECTF(), (pdfium.FPDF_WCHAR * 512)()
    pdfium.FPDFAnnot_GetRect(annotation, rect)
    length = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", text, 1024)
    said = bytes(text)[: min(length, 1024)].decode("utf-16-le", "replace").rstrip("\0")
    return Undrawn(Box(rect.left, rect.bottom, rect.right, rect.top), said)
