"""Cells that no rule parts, but white bands or the edges of their grounds do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

import numpy as np

from extractors.pdf.bands import may_name, row_boundaries
from extractors.pdf.grid import TOLERANCE, Grid, GridCell, grid_of
from extractors.pdf.objects import Words
from extractors.places import Box

_HIGH = 0.8
"""A cell's ground is at least this share of the cell high."""


def with_fills(grid: Grid, fills: Sequence[Box]) -> Grid:
    """The grid with cells parted where the grounds of two columns meet: headings are often painted, not ruled.

    Grounds side by side that lie on top of all its columns are a row of it; so is what of a row they fill, down to one
    height.
    """
    boxes = [*_painted_row(grid, fills)]
    for row, cells in groupby(grid.cells, key=lambda cell: cell.row):
        across = [box for cell in cells for box in _parted_across(cell, grid, fills)]
        foot = _foot_of_grounds(across, grid.ys[row], fills)
        for box in across:
            ys = [box.top, foot, box.bottom] if foot else [box.top, box.bottom]
            boxes += [Box(box.x0, top, box.x1, bottom) for top, bottom in pairwise(ys)]
    return grid_of(boxes) if len(boxes) > len(grid.cells) else grid


def _parted_across(cell: GridCell, grid: Grid, fills: Sequence[Box]) -> Iterator[Box]:
    box = cell.box
    if cell.column_span == 1:
        yield box
        return
    high = [f for f in fills if min(f.bottom, box.bottom) - max(f.top, box.top) > _HIGH * (box.bottom - box.top)]
    inner = [
        x
        for x in grid.xs[cell.column + 1 : cell.column + cell.column_span]
        if _near(x, (fill.x1 for fill in high)) and _near(x, (fill.x0 for fill in high))
    ]
    yield from (Box(left, box.top, right, box.bottom) for left, right in pairwise([box.x0, *inner, box.x1]))


def _foot_of_grounds(row: Sequence[Box], top: float, fills: Sequence[Box]) -> float | None:
    """Where the grounds of a row all end before its cells do; None where they do not."""
    fills = [fill for fill in fills if abs(fill.top - top) <= TOLERANCE]
    grounds = [[fill for fill in fills if fill.x0 <= (box.x0 + box.x1) / 2 <= fill.x1] for box in row]
    if not all(grounds) or any(box.top != top for box in row) or len({box.bottom for box in row}) > 1:
        return None
    feet = [fill.bottom for at in grounds for fill in at]
    return max(feet) if max(feet) - min(feet) <= TOLERANCE and max(feet) < row[0].bottom - TOLERANCE else None


def _painted_row(grid: Grid, fills: Sequence[Box]) -> Iterator[Box]:
    row = [fill for fill in fills if abs(fill.bottom - grid.ys[0]) <= TOLERANCE]
    sides = [side for fill in row for side in (fill.x0, fill.x1)]
    edges = [x for x in grid.xs if _near(x, sides)]
    whole = len(edges) > 2 and (edges[0], edges[-1]) == (grid.xs[0], grid.xs[-1])
    if whole and all(_near(side, edges) for side in sides):
        yield from (Box(left, row[0].top, right, grid.ys[0]) for left, right in pairwise(edges))


def _near(x: float, others: Iterable[float]) -> bool:
    return any(abs(x - other) <= TOLERANCE for other in others)


def with_bands(grid: Grid, words: Words) -> Grid:
    """The grid with the rows that white bands part instead of rules."""
    if len(grid.xs) < 3:
        return grid
    x = words.centres[0]
    first = (words[at] for at in np.flatnonzero((grid.xs[0] < x) & (x < grid.xs[1])).tolist())
    named = Counter(grid.position(*word.centre)[0] for word in first if may_name(word))
    boxes = [cell.box for cell in grid.cells]
    for row in (row for row, count in named.items() if count > 1):
        top, bottom = grid.ys[row : row + 2]
        whole = [box for box in boxes if box.top <= top and box.bottom >= bottom]
        xs = sorted({x for box in whole for x in (box.x0, box.x1)})
        ys = [top, *row_boundaries(xs, top, bottom, words), bottom]
        if all((box.top, box.bottom) == (top, bottom) for box in whole):
            boxes = [box for box in boxes if box not in whole]
            boxes += [Box(box.x0, above, box.x1, below) for box in whole for above, below in pairwise(ys)]
    return grid_of(boxes) if len(boxes) > len(grid.cells) else grid
