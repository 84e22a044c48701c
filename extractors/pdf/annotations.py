"""What was put on a PDF page after it was made: values of form fields, typed boxes, strokes through words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.bounds import PAGE_NOTES, check_page
from extractors.pdf.drawing import bounds_of
from extractors.places import Box

_OF_NO_INK = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_TEXT)
"""Links, and remarks that a click opens."""
_NOT_SHOWN = pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW
_APPEARANCE = b"AP"
_COMB = 1 << 24
"""The flag of a field that has a box for each letter (ISO 32000-2, table 231)."""
_BUTTON = 16.0
"""Points at the right end of a drop-down in which PDFium draws the button that opens it."""
_WIDER = (100.0, 0.0, 0.0, 1.0, -100.0, 0.0)
"""What makes a clip that begins a point from the left 100 times as wide, to the right."""


class Undrawn(NamedTuple):
    """An annotation that does not say what it looks like: its box in the file's coordinates, and what it says.

    A field that has a box for each letter is one, for nothing tells which of its letters make a word.
    """

    box: Box
    text: str


def show_annotations(pdf: Any, index: int) -> tuple[Any, list[Undrawn]]:
    """Open a page of a PDFium document on which its annotations and form fields are drawn like all else.

    Those that nobody can draw are given beside it.

    Raises:
        pypdfium2.PdfiumError: the page is damaged.
        PageTooLargeError: it has too many of them.
    """
    page = pdf[index]
    check_page("notes and form fields", pdfium.FPDFPage_GetAnnotCount(page.raw), PAGE_NOTES)
    if not any(_has_ink(annotation) for _, annotation in _annotations(page)):
        return page, []
    with closing(page):
        for number in reversed([number for number, annotation in _annotations(page) if not _has_ink(annotation)]):
            pdfium.FPDFPage_RemoveAnnot(page.raw, number)
        kinds = _Fields(pdf)
        for _, annotation in _annotations(page):
            _place_stroke(annotation)
        if not all(_is_drawn(annotation) for _, annotation in _annotations(page)):
            scale = 1 / max(1.0, *page.get_size())
            page.render(scale=scale).close()  # PDFium gives most kinds an appearance when it draws
        undrawn = [_undrawn(annotation) for _, annotation in _annotations(page) if not _is_drawn(annotation)]
        undrawn += (_undrawn(annotation, b"V") for _, annotation in _annotations(page) if kinds.is_comb(annotation))
        drop_downs = [_box(annotation) for _, annotation in _annotations(page) if kinds.is_drop_down(annotation)]
        pdfium.FPDFPage_Flatten(page.raw, pdfium.FLAT_NORMALDISPLAY)
    page = pdf[index]
    if drop_downs:
        _close(page, drop_downs)
    return page, undrawn


class _Fields:
    """What kinds of form field the annotations of a PDFium document are."""

    def __init__(self, pdf: Any) -> None:
        self._forms = pdf.formenv and pdf.formenv.raw

    def is_drop_down(self, annotation: Any) -> bool:
        """Whether an annotation is a field with a list that a button opens."""
        return bool(self._forms) and (
            pdfium.FPDFAnnot_GetFormFieldType(self._forms, annotation) == pdfium.FPDF_FORMFIELD_COMBOBOX
        )

    def is_comb(self, annotation: Any) -> bool:
        """Whether an annotation is a text field that has a box for each letter."""
        return bool(self._forms) and (
            pdfium.FPDFAnnot_GetFormFieldType(self._forms, annotation) == pdfium.FPDF_FORMFIELD_TEXTFIELD
            and bool(pdfium.FPDFAnnot_GetFormFieldFlags(self._forms, annotation) & _COMB)
        )


def _close(page: Any, drop_downs: Sequence[Box]) -> None:
    """Show drop-downs as they are when nobody opens them; each is drawn in a form, within a form of all annotations."""
    for outer in _forms_in(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        for form in _forms_in(outer, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject):
            left, bottom, right, top = bounds_of(form)
            for box in drop_downs:
                if box.x0 - 1 <= left and right <= box.x1 + 1 and box.top - 1 <= bottom and top <= box.bottom + 1:
                    _without_button(form, box.x1 - box.x0)


def _without_button(form: Any, width: float) -> None:
    """Take the button off a drop-down, and let its value go as far as the button did."""
    count = pdfium.FPDFFormObj_CountObjects(form)
    for item in [pdfium.FPDFFormObj_GetObject(form, index) for index in range(count)]:
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            pdfium.FPDFPageObj_TransformClipPath(item, *_WIDER)
        button = kind == pdfium.FPDF_PAGEOBJ_PATH and bounds_of(item)[0] >= width - _BUTTON
        if button and pdfium.FPDFFormObj_RemoveObject(form, item):
            pdfium.FPDFPageObj_Destroy(item)


def _forms_in(holder: Any, count: Callable[..., int], get: Callable[..., Any]) -> Iterator[Any]:
    for item in (get(holder, index) for index in range(count(holder))):
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
            yield item


def _annotations(page: Any) -> Iterator[tuple[int, Any]]:
    """The annotations of a page with their numbers, each open until the next is asked for."""
    for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
        annotation = pdfium.FPDFPage_GetAnnot(page.raw, number)
        yield number, annotation
        pdfium.FPDFPage_CloseAnnot(annotation)


def _has_ink(annotation: Any) -> bool:
    shown = not pdfium.FPDFAnnot_GetFlags(annotation) & _NOT_SHOWN
    return shown and pdfium.FPDFAnnot_GetSubtype(annotation) not in _OF_NO_INK


def _is_drawn(annotation: Any) -> bool:
    """Whether an annotation says what it looks like, or need not, as a field without a value."""
    field = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_WIDGET
    return bool(field or pdfium.FPDFAnnot_HasKey(annotation, _APPEARANCE))


def _place_stroke(annotation: Any) -> None:
    """Let a stroke through words that does not say which run through all that stands in its box."""
    stroke = pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_STRIKEOUT and not _is_drawn(annotation)
    if stroke and not pdfium.FPDFAnnot_CountAttachmentPoints(annotation):
        left, bottom, right, top = _box(annotation)
        corners = pdfium.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, corners)


def _undrawn(annotation: Any, key: bytes = b"Contents") -> Undrawn:
    text = (pdfium.FPDF_WCHAR * 512)()
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, text, 1024)
    said = bytes(text)[: min(length, 1024)].decode("utf-16-le", "replace").rstrip("\0")
    return Undrawn(_box(annotation), said)


def _box(annotation: Any) -> Box:
    rect = pdfium.FS_RECTF()
    pdfium.FPDFAnnot_GetRect(annotation, rect)
    return Box(rect.left, rect.bottom, rect.right, rect.top)
