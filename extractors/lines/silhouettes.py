"""Which arrow a silhouette is: one that was drawn or pictured, or is the glyph of a font that does not say what it is.

Only what is plain is told: a head that grows evenly from its tip, and a narrower, even shaft that begins where the head
is widest; both lie on one axis. All lengths are shares of the head's width.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

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


def ink_of(pixels: NDArray[np.uint8], least: int = 40) -> Ink:
    """What differs, in a picture of rows, columns and colours, from the ground that its edge shows, by ``least``."""
    edge = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])
    apart = np.abs(pixels.astype(np.int16) - np.median(edge, axis=0).astype(np.int16))
    ink: Ink = apart.max(axis=2) > least
    return ink


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
