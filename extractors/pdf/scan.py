"""The ruled lines on the picture of a page: where they are, how the page is tilted, the picture without them.

Text recognition gives words alone, and takes the lines of a table for bars and dashes. A line is a run of dark
pixels too long for a letter, in rows (or columns) of pixels that lie on one another and make something thin.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from contextlib import closing
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors.pdf.objects import Rule

_DARK = 170
"""A grey (0 is black) below this is ink: a thin line's edge, softened by the scanner, still is."""
_SHORTEST = 0.35
"""Inches of the shortest line: more than a letter is wide or high."""
_THICKEST = 0.05
"""Inches of the thickest line; what is thicker is an area."""
_STEEPEST = 0.04
"""Rise over run of a line in a page that was laid on the scanner askew: 2.3 degrees."""
_DPI = 200
"""Pixels an inch at which a picture of a page is searched for lines."""
_MARGIN = 2
"""Pixels around a line that are wiped with it."""

_Pixels = NDArray[np.bool_]


class Stroke(NamedTuple):
    """A line on a picture, by its bounding box in pixels, right and bottom excluded; ``rise`` is over its length."""

    left: int
    top: int
    right: int
    bottom: int
    rise: float

    @property
    def horizontal(self) -> bool:
        """Whether it lies rather than stands."""
        return self.right - self.left >= self.bottom - self.top


class _Run(NamedTuple):
    """Dark pixels side by side in a row, the end excluded."""

    row: int
    start: int
    end: int


def rules_on(page: Any, size: tuple[float, float]) -> list[Rule]:
    """The ruled lines that an open PDFium page shows, drawn or in its picture; ``size`` is that of the page as seen."""
    with closing(page.render(scale=_DPI / 72 * size[0] / page.get_width(), grayscale=True)) as bitmap:
        picture = bitmap.to_pil().convert("L")
    points = 72 / _DPI
    return [_middle(stroke, points) for stroke in strokes_on(picture, _DPI)]


def _middle(stroke: Stroke, points: float) -> Rule:
    left, top, right, bottom = (value * points for value in stroke[:4])
    if stroke.horizontal:
        return Rule(left, (top + bottom) / 2, right, (top + bottom) / 2)
    return Rule((left + right) / 2, top, (left + right) / 2, bottom)


def straightened(picture: Image.Image, dpi: float) -> Image.Image:
    """A grey picture turned by the few degrees by which its longest lying line is askew; without one, as it is."""
    lying = [stroke for stroke in strokes_on(picture, dpi) if stroke.horizontal]
    longest = max(lying, key=lambda stroke: stroke.right - stroke.left, default=None)
    if longest is None or abs(longest.rise) * picture.width < 2:
        return picture
    angle = math.degrees(math.atan(longest.rise))
    return picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)


def strokes_on(picture: Image.Image, dpi: float) -> list[Stroke]:
    """The ruled lines on a grey picture, those that lie before those that stand."""
    ink = np.asarray(picture) < _DARK
    lying = _strokes(ink, dpi)
    standing = (Stroke(top, left, bottom, right, rise) for left, top, right, bottom, rise in _strokes(ink.T, dpi))
    return [*lying, *standing]


def wiped(picture: Image.Image, strokes: list[Stroke]) -> Image.Image:
    """The picture with white where the lines were."""
    clean = picture.copy()
    for left, top, right, bottom, _ in strokes:
        clean.paste(255, (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN))
    return clean


def _strokes(ink: _Pixels, dpi: float) -> list[Stroke]:
    """The lines along the rows of pixels: each is the runs that touch one another from row to row."""
    closed: list[list[_Run]] = []
    open_groups: list[list[_Run]] = []
    for run in _runs(ink, round(_SHORTEST * dpi)):
        touched: list[_Run] = []
        still_open = []
        for group in open_groups:
            if group[-1].row < run.row - 1:
                closed.append(group)
            elif _touches(group, run):
                touched = [*touched, *group] if touched else group
            else:
                still_open.append(group)
        touched.append(run)
        open_groups = [*still_open, touched]
    found = (_stroke(group) for group in (*closed, *open_groups))
    return [stroke for stroke in found if _is_thin(stroke, dpi)]


def _touches(group: list[_Run], run: _Run) -> bool:
    near = itertools.takewhile(lambda other: other.row >= run.row - 1, reversed(group))
    return any(other.row < run.row and run.start <= other.end and other.start <= run.end for other in near)


def _runs(ink: _Pixels, shortest: int) -> Iterator[_Run]:
    """Runs of ink of at least so many pixels, in order."""
    edges = np.zeros((ink.shape[0], ink.shape[1] + 1), dtype=np.int8)
    edges[:, 0] = ink[:, 0]
    edges[:, 1:-1] = ink[:, 1:].astype(np.int8) - ink[:, :-1].astype(np.int8)
    edges[:, -1] = -ink[:, -1].astype(np.int8)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    long = ends - starts >= shortest
    return map(_Run, rows[long].tolist(), starts[long].tolist(), ends[long].tolist())


def _stroke(runs: list[_Run]) -> Stroke:
    first, last = min(runs, key=lambda run: run.start), max(runs, key=lambda run: run.end)
    top, bottom = min(run.row for run in runs), max(run.row for run in runs) + 1
    return Stroke(first.start, top, last.end, bottom, (last.row - first.row) / (last.end - first.start))


def _is_thin(stroke: Stroke, dpi: float) -> bool:
    width, height = stroke.right - stroke.left, stroke.bottom - stroke.top
    return height <= _THICKEST * dpi + min(abs(stroke.rise), _STEEPEST) * width
