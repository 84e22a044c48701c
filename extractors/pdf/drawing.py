"""What is drawn on a PDF page, from PDFium: rules, fills and dots, also inside form objects."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from extractors.bounds import PAGE_MARKS, PAGE_OBJECTS, PAGE_POINTS, check_page
from extractors.pdf.characters import (
    address_of,
    count_segments,
    draw_mode,
    fill_colour,
    matrix_of,
    objects_in,
    segments_of,
)
from extractors.pdf.objects import Drawing, Frame, Rule
from extractors.pdf.seen_rules import join_dashes
from extractors.places import Box

_THIN = 3.0
"""A filled rectangle no thicker than this, in points, is a rule; a thicker one is a fill."""

_LARGEST_DOT = 8.0
"""A square or round mark smaller than this, in points, may be a drawn bullet."""

_MAX_FORM_DEPTH = 8

_DRAWN = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)

_BOX_SEGMENTS, _OUTLINES = 6, 40
"""A page of no fewer drawn shapes than this, each of more segments than a rectangle has, may be a page of letters."""

_Matrix = tuple[float, float, float, float, float, float]


def read_drawing(page: Any, frame: Frame) -> Drawing:
    """What is drawn on a page, also inside form objects, as seen.

    Raises:
        PageTooLargeError: it is too much.
    """
    drawing = Drawing()
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    _walk(address_of(page.raw), identity, frame, drawing)
    check_page("rules and fills", len(drawing.rules) + len(drawing.fills) + len(drawing.dots), PAGE_MARKS)
    drawing.rules, drawing.dots = join_dashes(drawing.rules, drawing.dots)
    return drawing


def has_picture(page: Any) -> bool:
    """Whether a page shows an image, as a scanned page does, or a form, which may hold one; an empty one does not."""
    objects = (pdfium.FPDFPage_GetObject(page.raw, index) for index in range(pdfium.FPDFPage_CountObjects(page.raw)))
    return any(
        pdfium.FPDFPageObj_GetType(item) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) for item in objects
    )


def has_outlines(page: Any) -> bool:
    """Whether a page shows so many drawn curves that they may be letters turned into drawings."""
    items = (pdfium.FPDFPage_GetObject(page.raw, index) for index in range(pdfium.FPDFPage_CountObjects(page.raw)))
    paths = (item for item in items if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH)
    shapes = [path for path in paths if pdfium.FPDFPath_CountSegments(path) > _BOX_SEGMENTS]
    return len(shapes) >= _OUTLINES


def is_picture(page: Any) -> bool:
    """Whether one image, or a form, which may hold one, covers most of a page."""
    area = page.get_width() * page.get_height()
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(item) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            left, bottom, right, top = bounds_of(item)
            if (right - left) * (top - bottom) > area / 2:
                return True
    return False


def bounds_of(item: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a page object, in the coordinates of what holds it."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _walk(holder: int, outer: _Matrix, frame: Frame, drawing: Drawing, depth: int = 0) -> None:
    objects = objects_in(holder, form=depth > 0)
    drawing.objects += len(objects)
    check_page("things drawn and written", drawing.objects, PAGE_OBJECTS)
    drawing.texts |= dict.fromkeys((address for address, kind in objects if kind == pdfium.FPDF_PAGEOBJ_TEXT), holder)
    for address, kind in objects:
        if kind not in _DRAWN:
            continue
        matrix = _times(matrix_of(address), outer)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawing.points += count_segments(address)
            check_page("points of what is drawn", drawing.points, PAGE_POINTS)
            _read_path(address, matrix, frame, drawing)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            _read_thin_picture(matrix, frame, drawing)
        elif depth < _MAX_FORM_DEPTH:
            _walk(address, matrix, frame, drawing, depth + 1)


def _times(inner: Sequence[float], outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s,
        c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _read_thin_picture(matrix: _Matrix, frame: Frame, drawing: Drawing) -> None:
    """A picture so thin that it is a rule; its matrix takes the unit square to where it stands."""
    a, b, c, d, e, f = matrix
    (x0, y0), (x1, y1) = frame.seen(e, f), frame.seen(a + c + e, b + d + f)
    box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    width, height = box.x1 - box.x0, box.bottom - box.top
    if min(width, height) <= _THIN and max(width, height) > _LARGEST_DOT:
        drawing.rules.append(_centre_line(box))


def _read_path(item: int, matrix: _Matrix, frame: Frame, drawing: Drawing) -> None:
    filled, drawn = draw_mode(item)
    if not filled and not drawn:
        return
    colour: str | None = None
    for points, curved in _subpaths(item, matrix, frame):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        width, height = box.x1 - box.x0, box.bottom - box.top
        if 1 < width < _LARGEST_DOT and abs(width - height) < 0.2 * width:
            drawing.dots.append(box)
        elif drawn and curved:
            drawing.rules.extend(_rounded_box(points, box))
        elif drawn:
            sides = list(itertools.pairwise(points))
            if all(abs(x0 - x1) < 1 or abs(y0 - y1) < 1 for (x0, y0), (x1, y1) in sides):  # an arrow has slanted ones
                drawing.rules.extend(
                    Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)) for (x0, y0), (x1, y1) in sides
                )
        if filled and not curved and _is_box(points, box):
            if min(width, height) <= _THIN:
                drawing.rules.append(_centre_line(box))
            else:
                colour = colour or _fill_colour(item)
                if colour is not None:
                    drawing.fills.append((box, colour))


def _subpaths(item: int, matrix: _Matrix, frame: Frame) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """A path's runs of points, as seen, each with whether it has a curve in it."""
    a, b, c, d, e, f = matrix
    points: list[tuple[float, float]] = []
    curved = False
    for x, y, kind, closes in segments_of(item):
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, curved
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points.append(frame.seen(a * x + c * y + e, b * x + d * y + f))
        if closes and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points, curved


def _is_box(points: list[tuple[float, float]], box: Box) -> bool:
    """Whether a run of points goes round a rectangle with upright sides."""
    corners = {(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)}
    return len(points) >= 4 and all(any(abs(x - cx) < 1 and abs(y - cy) < 1 for cx, cy in corners) for x, y in points)


def _rounded_box(points: Sequence[tuple[float, float]], box: Box) -> Iterator[Rule]:
    """The sides of a box whose corners are round: most of each side is straight, and no point lies far inside."""
    width, height = box.x1 - box.x0, box.bottom - box.top
    round_off = min(width, height) / 2
    near = all(
        min(x - box.x0, box.x1 - x) < 1 or min(y - box.top, box.bottom - y) < 1
        or (min(x - box.x0, box.x1 - x) < round_off and min(y - box.top, box.bottom - y) < round_off)
        for x, y in points
    )  # fmt: skip
    straight = sum(
        abs(x1 - x0) + abs(y1 - y0)
        for (x0, y0), (x1, y1) in itertools.pairwise(points)
        if abs(x1 - x0) < 0.1 or abs(y1 - y0) < 0.1
    )
    if near and straight > width + height:
        yield from (Rule(box.x0, y, box.x1, y) for y in (box.top, box.bottom))
        yield from (Rule(x, box.top, x, box.bottom) for x in (box.x0, box.x1))


def _centre_line(box: Box) -> Rule:
    if box.x1 - box.x0 >= box.bottom - box.top:
        middle = (box.top + box.bottom) / 2
        return Rule(box.x0, middle, box.x1, middle)
    middle = (box.x0 + box.x1) / 2
    return Rule(middle, box.top, middle, box.bottom)


def _fill_colour(item: int) -> str | None:
    *colours, alpha = fill_colour(item)
    return "#" + "".join(f"{colour:02x}" for colour in colours) if alpha else None
