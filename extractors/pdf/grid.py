"""A table's grid: the boundaries of its rows and columns, and its cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from extractors.places import Box

TOLERANCE = 3.0
"""Rules closer than this, in points, are one; pdfplumber's own default for snapping, joining and crossing."""


class GridCell(NamedTuple):
    """One cell's position on its grid, and its box on the page."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """One table's cells. ``xs`` and ``ys`` are the boundaries of its columns and rows, in points."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[GridCell, ...]
    unruled: bool = False
    """No rule draws it: how far the text of its columns reaches is known from their longest lines only."""

    @property
    def box(self) -> Box:
        """The table's outer box."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def index(self) -> dict[tuple[int, int], int]:
        """Which cell covers each (row, column) position."""
        return {
            (row, column): number
            for number, cell in enumerate(self.cells)
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

    def cells_at(self, points: NDArray[np.float64]) -> NDArray[np.int64]:
        """Which cell each of many points stands in, in the table or just outside of its edge; -1 where in none.

        ``points`` are their ``x`` and ``y``, a row each.
        """
        (x, y), (x0, top, x1, bottom) = points, self.box
        near = (x >= x0 - TOLERANCE) & (x <= x1 + TOLERANCE) & (y >= top - TOLERANCE) & (y <= bottom + TOLERANCE)
        numbers = np.full((len(self.ys) - 1, len(self.xs) - 1), -1)
        for number, (row, column, down, across, _) in enumerate(self.cells):
            numbers[row : row + down, column : column + across] = number
        rows, columns = (
            np.clip(np.searchsorted(sides, along, "right") - 1, 0, len(sides) - 2)
            for sides, along in ((self.ys, y), (self.xs, x))
        )
        return np.where(near, numbers[rows, columns], -1)

    def position(self, x: float, y: float) -> tuple[int, int]:
        """The (row, column) a point falls in, also just outside the table's edge."""
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        return row, column


def grid_of(boxes: Sequence[Box]) -> Grid:
    """The grid of boxes that share their boundaries to the point (they were snapped) ."""
    xs = sorted({x for box in boxes for x in (box.x0, box.x1)})
    ys = sorted({y for box in boxes for y in (box.top, box.bottom)})
    column = {x: index for index, x in enumerate(xs)}
    row = {y: index for index, y in enumerate(ys)}
    cells = sorted(
        GridCell(row[b.top], column[b.x0], row[b.bottom] - row[b.top], column[b.x1] - column[b.x0], b) for b in boxes
    )
    return Grid(tuple(xs), tuple(ys), tuple(cells))
