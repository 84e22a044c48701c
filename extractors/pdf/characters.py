"""PDFium asked about many characters, or objects, of a page at once.

To call it costs more than what it does, so functions are bound to plain addresses, and one that writes its answer
writes it into its row of one array: no object is made for a character. An object is known by its address.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

_INT, _ADDRESS, _OBJECT = ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t

Numbers = NDArray[np.float64]


def _bound(function: Any, result: Any, arguments: int) -> Callable[..., Any]:
    """A function of PDFium that takes so many arguments, addresses and whole numbers.

    All are handed over as addresses, for which ctypes takes any whole number, and in the shortest time.
    """
    return ctypes.PYFUNCTYPE(result, *[_ADDRESS] * arguments)(ctypes.cast(function, _ADDRESS).value or 0)


_text_object = _bound(pdfium.FPDFText_GetTextObject, _OBJECT, 2)
_is_generated = _bound(pdfium.FPDFText_IsGenerated, _INT, 2)
_origin = _bound(pdfium.FPDFText_GetCharOrigin, _INT, 4)
_advance_box = _bound(pdfium.FPDFText_GetLooseCharBox, _INT, 3)
_ink_box = _bound(pdfium.FPDFText_GetCharBox, _INT, 6)
_matrix = _bound(pdfium.FPDFText_GetMatrix, _INT, 3)
_font_size = _bound(pdfium.FPDFText_GetFontSize, ctypes.c_double, 2)
_font = _bound(pdfium.FPDFTextObj_GetFont, _OBJECT, 1)
_font_name = _bound(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, 3)
_render_mode = _bound(pdfium.FPDFTextObj_GetTextRenderMode, _INT, 1)
_count_on_page = _bound(pdfium.FPDFPage_CountObjects, _INT, 1)
_get_on_page = _bound(pdfium.FPDFPage_GetObject, _ADDRESS, 2)
_count_in_form = _bound(pdfium.FPDFFormObj_CountObjects, _INT, 1)
_get_in_form = _bound(pdfium.FPDFFormObj_GetObject, _ADDRESS, 2)
_kind = _bound(pdfium.FPDFPageObj_GetType, _INT, 1)
_object_matrix = _bound(pdfium.FPDFPageObj_GetMatrix, _INT, 2)
_draw_mode = _bound(pdfium.FPDFPath_GetDrawMode, _INT, 3)
_fill_colour = _bound(pdfium.FPDFPageObj_GetFillColor, _INT, 5)
_count_segments = _bound(pdfium.FPDFPath_CountSegments, _INT, 1)
_segment = _bound(pdfium.FPDFPath_GetPathSegment, _ADDRESS, 2)
_point = _bound(pdfium.FPDFPathSegment_GetPoint, _INT, 3)
_segment_kind = _bound(pdfium.FPDFPathSegment_GetType, _INT, 1)
_closes = _bound(pdfium.FPDFPathSegment_GetClose, _INT, 1)
_set_active = _bound(pdfium.FPDFPageObj_SetIsActive, _INT, 2)

_NAME = 128
"""Bytes of the name of a font that are read."""


class Characters:
    """The characters of one PDFium text page, in the file's coordinates."""

    def __init__(self, text_page: Any) -> None:
        self._handle = address_of(text_page)

    def objects(self, indices: Sequence[int]) -> list[int]:
        """Where in memory the text object of each is; 0 where it stands in none."""
        return list(map(_text_object, repeat(self._handle), indices))

    def generated(self, indices: Sequence[int]) -> list[bool]:
        """Which of them are not in the file."""
        return [answer == 1 for answer in map(_is_generated, repeat(self._handle), indices)]

    def font_sizes(self, indices: Sequence[int]) -> list[float]:
        """The size of the font of each, before its matrix."""
        return list(map(_font_size, repeat(self._handle), indices))

    def origins(self, indices: Sequence[int]) -> Numbers:
        """Where each stands on its baseline: ``x`` and ``y``, a row each."""
        return self._written(_origin, indices, np.zeros((len(indices), 2)), 8)

    def advance_boxes(self, indices: Sequence[int]) -> Numbers:
        """The box that each takes with its advance: ``left``, ``top``, ``right`` and ``bottom``, a row each."""
        return self._written(_advance_box, indices, np.zeros((len(indices), 4), dtype=np.float32), 16)

    def ink_boxes(self, indices: Sequence[int]) -> Numbers:
        """The box of the outline of each: ``left``, ``right``, ``bottom`` and ``top``, a row each."""
        return self._written(_ink_box, indices, np.zeros((len(indices), 4)), 8)

    def matrices(self, indices: Sequence[int]) -> Numbers:
        """The matrix of each: ``a`` to ``f``, a row each."""
        return self._written(_matrix, indices, np.zeros((len(indices), 6), dtype=np.float32), 24)

    def _written(self, function: Callable[..., Any], indices: Sequence[int], rows: NDArray[Any], step: int) -> Numbers:
        """The columns of the rows that a function writes, an answer of its every ``step`` bytes."""
        start, row = rows.ctypes.data, rows.strides[0]
        answers = [range(start + at, start + at + len(rows) * row, row) for at in range(0, row, step)]
        deque(map(function, repeat(self._handle), indices, *answers), maxlen=0)
        return np.asarray(rows.T, dtype=np.float64)


def fonts_of(objects: Iterable[int]) -> list[int]:
    """Where in memory the font of each of some text objects is."""
    return list(map(_font, objects))


def font_name(font: int) -> str:
    """What a font is called, without what marks a subset of it."""
    name = ctypes.create_string_buffer(_NAME)
    _font_name(font, ctypes.addressof(name), _NAME)
    return name.value.decode("utf-8", "replace").rpartition("+")[2]


def outlined(objects: Iterable[int]) -> list[bool]:
    """Which of some text objects are filled and drawn round their outline, too."""
    return [mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE for mode in map(_render_mode, objects)]


def address_of(handle: Any) -> int:
    """Where in memory that is which a handle of PDFium stands for."""
    return ctypes.cast(handle, _ADDRESS).value or 0


def handle_of(address: int) -> Any:
    """The handle of the object of a page at an address."""
    return ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)


def objects_in(holder: int, *, form: bool = False) -> list[tuple[int, int]]:
    """The objects of a page, or of a form object, each with its kind."""
    count, get = (_count_in_form, _get_in_form) if form else (_count_on_page, _get_on_page)
    found = list(map(get, repeat(holder), range(count(holder))))
    return list(zip(found, map(_kind, found), strict=True))


def matrix_of(item: int) -> tuple[float, ...]:
    """The matrix of an object of a page: ``a`` to ``f``."""
    matrix = (ctypes.c_float * 6)()
    _object_matrix(item, ctypes.addressof(matrix))
    return tuple(matrix)


def draw_mode(path: int) -> tuple[bool, bool]:
    """Whether a path is filled, and whether it is drawn round its outline."""
    modes = (ctypes.c_int * 2)()
    _draw_mode(path, ctypes.addressof(modes), ctypes.addressof(modes) + 4)
    return bool(modes[0]), bool(modes[1])


def fill_colour(item: int) -> tuple[int, ...]:
    """The red, green, blue and alpha that an object is filled with."""
    parts = (ctypes.c_uint * 4)()
    _fill_colour(item, *range(ctypes.addressof(parts), ctypes.addressof(parts) + 16, 4))
    return tuple(parts)


def count_segments(path: int) -> int:
    """How many segments a path has."""
    return int(_count_segments(path))


def segments_of(path: int) -> Iterator[tuple[float, float, int, bool]]:
    """The segments of a path: where each ends, its kind, and whether it closes what it is part of."""
    point = (ctypes.c_float * 2)()
    x, y = ctypes.addressof(point), ctypes.addressof(point) + 4
    for segment in map(_segment, repeat(path), range(_count_segments(path))):
        _point(segment, x, y)
        yield *point, _segment_kind(segment), bool(_closes(segment))


def activate(objects: Iterable[int], *, active: bool) -> None:
    """Draw objects with their page from now on, or do not."""
    deque(map(_set_active, objects, repeat(active)), maxlen=0)
