"""Which arrow a silhouette is: one that was drawn or pictured, or is the glyph of a font that does not say what it is.

Only what is plain is told: a head that grows evenly from its tip, and a narrower, even shaft that begins where the head
is widest; both lie on one axis. All lengths are shares of the head's width.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

_SEEN = 40
"""By how much one colour at least of what is drawn differs from its ground."""
_BADGE = 0.7
"""Share of its box that a disc or a square fills, which a letter or a triangle does not."""
_LEAST = 12
"""Pixels that a silhouette measures at least, both ways."""
_ASIDE = 0.08
"""By how much the middle of a row may lie beside the axis, and a head be uneven."""
_TIP, _BENT = 0.4, 0.25
"""Widest tip, and by how much the sides of a head may lie off a straight line."""
_HEAD = (0.2, 1.3)
"""How long a head may be."""
_SHAFT, _UNEVEN = 0.62, 0.15
"""Widest shaft, and by how much its width may change."""
_LEAST_SHAFT = 0.15
"""Share of the arrow that its shaft is at least."""
_TRIANGLE = (0.42, 0.6)
"""Share of its box that a triangle fills."""
_SOLID = 0.97
"""Share of a triangle that is inked: a warning sign is a triangle too, with a mark in it."""

_UPRIGHT, _SLANTED, _BOTH = "↑→↓←", "↗↘↙↖", "↕↔"

Ink = NDArray[np.bool_]


class _Rows(NamedTuple):
    """The outline of a silhouette, row by row from the top: its width, and the middle of each row."""

    width: NDArray[np.float64]
    middle: NDArray[np.float64]
    inked: float
    """Share of what lies within the outline that is ink."""


def pictured_arrow(pixels: NDArray[np.uint8]) -> str | None:
    """The arrow that a picture (rows, columns, colours) shows on its ground, or on a disc or badge that is on it."""
    ink = ink_of(pixels)
    return arrow_of(ink) or arrow_of(_on_badge(pixels, ink))


def arrow_of(ink: Ink) -> str | None:
    """The one arrow that has this silhouette, or filled triangle; None where it is none or could be several."""
    found = set()
    for turn in range(4):
        rows = _rows(np.rot90(ink, turn))
        if rows is None:
            return None
        if _is_arrow(rows) or _is_triangle(rows):
            found.add(_UPRIGHT[turn])
        elif _points_both_ways(rows):
            found.add(_BOTH[turn % 2])
    if not found:
        slanted = np.asarray(Image.fromarray(ink).rotate(45, expand=True))
        for turn, arrow in enumerate(_SLANTED):
            rows = _rows(np.rot90(slanted, turn))
            if rows and _is_arrow(rows):
                found.add(arrow)
    return found.pop() if len(found) == 1 else None


def ink_of(pixels: NDArray[np.uint8]) -> Ink:
    """What differs, in a picture of rows, columns and colours, from the ground that its edge shows."""
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    return _apart(pixels, np.median(edge, axis=0))


def _apart(pixels: NDArray[np.uint8], colour: NDArray[np.float64]) -> Ink:
    ink: Ink = np.abs(pixels.astype(np.int16) - colour.astype(np.int16)).max(axis=2) > _SEEN
    return ink


def _on_badge(pixels: NDArray[np.uint8], ink: Ink) -> Ink:
    """What is on a disc or square that most of the ink is, in another colour; nothing where it is no such shape."""
    down, across = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(down):
        return ink
    other = _apart(pixels, np.median(pixels[ink], axis=0))
    picture = Image.fromarray(np.pad(np.where(other, 255, 0).astype(np.uint8), 1, constant_values=255)).copy()
    ImageDraw.floodfill(picture, (0, 0), 0)  # what lies around the badge
    inner: Ink = np.asarray(picture)[1:-1, 1:-1] > 0
    whole = (ink | inner)[down[0] : down[-1] + 1, across[0] : across[-1] + 1]
    return inner if whole.mean() >= _BADGE else np.zeros_like(inner)


def _rows(ink: Ink) -> _Rows | None:
    """The rows from the first with ink to the last; None where one between them has none, or the whole is too small."""
    down, across = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if min(len(down), len(across)) < _LEAST or len(down) <= down[-1] - down[0]:
        return None
    ink = ink[down[0] : down[-1] + 1]
    first, last = ink.argmax(axis=1), ink.shape[1] - 1 - ink[:, ::-1].argmax(axis=1)
    width = (last - first + 1).astype(np.float64)
    return _Rows(width, (first + last) / 2, float(np.count_nonzero(ink) / width.sum()))


def _head(rows: _Rows) -> int:
    """Where the head of an arrow that points up ends, in rows; 0 where none begins the silhouette."""
    width, whole = rows.width, float(rows.width.max())
    if np.abs(rows.middle - np.median(rows.middle)).max() > _ASIDE * whole + 1 or width[0] > _TIP * whole:
        return 0
    end = int(np.flatnonzero(width >= (1 - _ASIDE) * whole)[-1]) + 1
    head = width[:end]
    even = bool((head >= np.maximum.accumulate(head) - _ASIDE * whole).all())
    straight = np.abs(head - np.linspace(head[0], whole, end)).max() <= _BENT * whole
    return end if even and straight and _HEAD[0] * whole <= end <= _HEAD[1] * whole else 0


def _is_arrow(rows: _Rows) -> bool:
    head = _head(rows)
    shaft = rows.width[head + max(1, round(_ASIDE * len(rows.width))) :]
    if not head or len(shaft) < _LEAST_SHAFT * len(rows.width):
        return False
    whole = float(rows.width.max())
    return bool(shaft.max() <= _SHAFT * whole and np.ptp(shaft) <= _UNEVEN * whole + 2)


def _is_triangle(rows: _Rows) -> bool:
    whole, height = float(rows.width.max()), len(rows.width)
    filled = rows.width.sum() / (whole * height)
    return _head(rows) >= (1 - _ASIDE) * height and _TRIANGLE[0] <= filled <= _TRIANGLE[1] and rows.inked >= _SOLID


def _points_both_ways(rows: _Rows) -> bool:
    width, half = rows.width, len(rows.width) // 2
    same = np.abs(width - width[::-1]).max() <= _ASIDE * width.max() + 1
    return bool(same) and _is_arrow(_Rows(width[:half], rows.middle[:half], rows.inked))
