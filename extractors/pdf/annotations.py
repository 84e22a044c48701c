"""What was put on a PDF page after it was made: values of form fields, typed boxes, strokes through words."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pypdfium2.raw as pdfium

_OF_NO_INK = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_TEXT)
"""Links, and remarks that a click opens."""


def show_annotations(pdf: Any, index: int) -> Any:
    """Open a page of a PDFium document on which its annotations and form fields are drawn like all else.

    Raises:
        pypdfium2.PdfiumError: the page is damaged.
    """
    page = pdf[index]
    if not _has_ink(page):
        return page
    with closing(page):
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    return pdf[index]


def _has_ink(page: Any) -> bool:
    for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind not in _OF_NO_INK:
            return True
    return False
