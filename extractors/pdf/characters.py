"""PDFium asked about many characters, or objects, of a page at once.

To call it costs more than what it does, so functions are bound to plain addresses, and one that writes its answer
writes it into its row of one array: no object is made for a character. An object is known by its address.

Half of what a call costs is that ctypes makes an argument of each address. For characters, these are made once: of the
text page, and of the places in the array, which is used again and again.
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


def _bound(function: Any, result: Any, arguments: int = 0) -> Callable[..., Any]:
    """A function of PDFium to which so many addresses are handed over as whole numbers.

    Addresses after them are handed over as ``_argument`` makes them; and whole numbers after them are C's ``int``.
    """
    return ctypes.PYFUNCTYPE(result, *[_ADDRESS] * arguments)(ctypes.cast(function, _ADDRESS).value or 0)


_argument: Callable[[int], Any] = _ADDRESS.from_param

_text_object = _bound(pdfium.FPDFText_GetTextObject, _OBJECT)
_is_generated = _bound(pdfium.FPDFText_IsGenerated, _INT)
_origin = _bound(pdfium.FPDFText_GetCharOrigin, _INT)
_advance_box = _bound(pdfium.FPDFText_GetLooseCharBox, _INT)
_ink_box = _bound(pdfium.FPDFText_GetCharBox, _INT)
_matrix = _bound(pdfium.FPDFText_GetMatrix, _INT)
_font_size = _bound(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_font = _bound(pdfium.FPDFTextObj_GetFont, _OBJECT, 1)
_font_name = _bound(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, 3)
_render_mode = _bound(pdfium.FPDFTextObj_GetTextRenderMode, _INT, 1)
_count_on_page = _bound(pdfium.FPDFPage_CountObjects, _INT)
_get_on_page = _bound(pdfium.FPDFPage_GetObject, _ADDRESS)
_count_in_form = _bound(pdfium.FPDFFormObj_CountObjects, _INT)
_get_in_form = _bound(pdfium.FPDFFormObj_GetObject, _ADDRESS)
_kind = _bound(pdfium.FPDFPageObj_GetType, _INT, 1)
_object_matrix = _bound(pdfium.FPDFPageObj_GetMatrix, _INT, 1)
_draw_mode = _bound(pdfium.FPDFPath_GetDrawMode, _INT, 1)
_fill_colour = _bound(pdfium.FPDFPageObj_GetFillColor, _INT, 1)
_count_segments = _bound(pdfium.FPDFPath_CountSegments, _INT, 1)
_segment = _bound(pdfium.FPDFPath_GetPathSegment, _ADDRESS)
_point = _bound(pdfium.FPDFPathSegment_GetPoint, _INT, 1)
_segment_kind = _bound(pdfium.FPDFPathSegment_GetType, _INT, 1)
_closes = _bound(pdfium.FPDFPathSegment_GetClose, _INT, 1)
_set_active = _bound(pdfium.FPDFPageObj_SetIsActive, _INT, 1)

_NAME = 128
"""Bytes of the name of a font that are read."""


_AT_ONCE, _WIDEST = 512, 4
"""Characters that are asked about at once, and numbers of 8 bytes that an answer takes at most."""
_answers = np.zeros((_AT_ONCE, _WIDEST))
_places = [_argument(_answers.ctypes.data + at) for at in range(0, _answers.nbytes, 8)]
_COLUMNS = [_places[number::_WIDEST] for number in range(_WIDEST)]
"""Where answers are written, column by column."""
_floats, _whole = _answers[0].view(np.float32), _answers[0].view(np.int32)
"""The first row, as numbers of 4 bytes."""


class Characters:
    """The characters of one PDFium text page, in the file's coordinates."""

    def __init__(self, text_page: Any) -> None:
        self._handle = _argument(address_of(text_page))

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
        return self._written(_origin, indices, np.float64, 2, _COLUMNS[:2])

    def advance_boxes(self, indices: Sequence[int]) -> Numbers:
        """The box that each takes with its advance: ``left``, ``top``, ``right`` and ``bottom``, a row each."""
        return self._written(_advance_box, indices, np.float32, 4, _COLUMNS[:1])

    def ink_boxes(self, indices: Sequence[int]) -> Numbers:
        """The box of the outline of each: ``left``, ``right``, ``bottom`` and ``top``, a row each."""
        return self._written(_ink_box, indices, np.float64, 4, _COLUMNS)

    def matrices(self, indices: Sequence[int]) -> Numbers:
        """The matrix of each: ``a`` to ``f``, a row each."""
        return self._written(_matrix, indices, np.float32, 6, _COLUMNS[:1])

    def _written(
        self, function: Callable[..., Any], indices: Sequence[int], number: type, count: int, places: list[list[Any]]
    ) -> Numbers:
        """So many numbers of a type about each of some characters, which a function writes to places: a column each."""
        columns = np.empty((count, len(indices)))
        for start in range(0, len(indices), _AT_ONCE):
            some = indices[start : start + _AT_ONCE]
            _answers.fill(0)
            deque(map(function, repeat(self._handle), some, *places), maxlen=0)
            columns[:, start : start + _AT_ONCE] = _answers.view(number)[: len(some), :count].T
        return columns


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
    there = _argument(holder)
    found = list(map(get, repeat(there), range(count(there))))
    return list(zip(found, map(_kind, found), strict=True))


def matrix_of(item: int) -> tuple[float, ...]:
    """The matrix of an object of a page: ``a`` to ``f``."""
    _floats[:6] = 0
    _object_matrix(item, _places[0])
    return tuple(_floats[:6].tolist())


def draw_mode(path: int) -> tuple[bool, bool]:
    """Whether a path is filled, and whether it is drawn round its outline."""
    _whole[:4] = 0
    _draw_mode(path, *_places[:2])
    return bool(_whole[0]), bool(_whole[2])


def fill_colour(item: int) -> tuple[int, ...]:
    """The red, green, blue and alpha that an object is filled with."""
    _whole[:8] = 0
    _fill_colour(item, *_places[:4])
    return tuple(_whole[:8:2].tolist())


def count_segments(path: int) -> int:
    """How many segments a path has."""
    return int(_count_segments(path))


def segments_of(path: int) -> Iterator[tuple[float, float, int, bool]]:
    """The segments of a path: where each ends, its kind, and whether it closes what it is part of."""
    segments = list(map(_segment, repeat(_argument(path)), range(_count_segments(path))))
    for start in range(0, len(segments), _AT_ONCE):
        some = segments[start : start + _AT_ONCE]
        _answers.fill(0)
        deque(map(_point, some, *_COLUMNS[:2]), maxlen=0)
        x, y = _answers.view(np.float32)[: len(some), :4:2].T.tolist()
        yield from zip(x, y, map(_segment_kind, some), map(bool, map(_closes, some)), strict=True)


def activate(objects: Iterable[int], *, active: bool) -> None:
    """Draw objects with their page from now on, or do not."""
    deque(map(_set_active, objects, repeat(active)), maxlen=0)
