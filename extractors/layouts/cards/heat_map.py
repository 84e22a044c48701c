"""A picture of a matrix in a card, with marks where the scores of the risk meet: its levels are values of nothing."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.document import Cell, Table
from extractors.layouts.grid import cells_at
from extractors.vocabulary.headings import score_side_of

_FEWEST = 3
"""Levels of an axis."""

_LONGEST_MARK = 2
"""Letters in a cell of the picture: ``X``, ``C``, ``12``."""


def heat_map_cells(table: Table) -> frozenset[tuple[int, int]]:
    """The positions of the cells of pictures of matrices, with those of their axes."""
    at = cells_at(table)
    return frozenset(
        (cell.row, cell.column) for axis in table.cells if _is_axis(axis, at) for cell in _picture(axis, at)
    )


def _is_axis(cell: Cell, at: dict[tuple[int, int], Cell]) -> bool:
    """Whether a cell names an axis beside a column of all its levels, one to a row."""
    side = score_side_of(cell.text) if cell.row_span >= _FEWEST else None
    if side is None or side.kind != "axis":
        return False
    beside = [at.get((row, cell.column + cell.column_span)) for row in range(cell.row, cell.row + cell.row_span)]
    levels = [int(each.text) for each in beside if each and each.text.isdecimal() and len(each.text) <= _LONGEST_MARK]
    return len(levels) >= _FEWEST and sorted(levels) == list(range(1, len(levels) + 1))


def _picture(axis: Cell, at: dict[tuple[int, int], Cell]) -> Iterator[Cell]:
    """The axis, the columns on its right in whose rows stand nothing but marks, and the other axis below them."""
    yield axis
    rows = range(axis.row, axis.row + axis.row_span)
    column = axis.column + axis.column_span
    while all(_is_mark(at.get((row, column))) for row in rows):
        yield from (at[row, column] for row in rows)
        column += 1
    below = (at.get((rows.stop, under)) for under in range(axis.column, column))
    yield from (cell for cell in below if cell and (not cell.lines or score_side_of(cell.text)))


def _is_mark(cell: Cell | None) -> bool:
    return cell is not None and cell.column_span == cell.row_span == 1 and len(cell.text) <= _LONGEST_MARK
