"""Cells that lost their column are put back, where the table itself shows which it is.

A rendering drops blank cells, splits one in two, or shifts what is at the top of a page. Every way to spread the
cells of such a row over the columns, in their order, is weighed by how well they suit them (``columns.fit``); the
best is taken only if it is clearly the best. Nothing is moved, joined or left in doubt without a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from extractors.findings import Code
from extractors.text.cells import Row, TextCell
from extractors.text.columns import Column, fit

_ENOUGH = 2
"""So many whole rows must show what the columns hold before any cell is moved."""
_FARTHEST = 2
"""No cell is sought further than this many columns from where it is."""
_CLEAR, _CLEARER = 0.2, 0.3
"""So much better, in the measure of ``fit``, the best way must be than the next; more so in a row of the wrong length,
where nothing speaks for where its cells are."""
_STAYS = 0.2
"""What speaks for a cell of a row with as many cells as there are columns to be where it is."""

Spread = tuple[int, ...]
"""The column of each filled cell of a row, in order; two in one column were one cell before."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row must fit into: the columns, their headings as printed, and which of them names the rows.

    ``trimmed``: the rendering leaves out the blank cells at the end of a row. ``shown`` is how many whole rows there
    are to show what the columns hold.
    """

    columns: Sequence[Column]
    headings: Sequence[str]
    key: int
    trimmed: bool
    shown: int

    def names(self, *columns: int) -> str:
        """Columns, for a person who looks them up."""
        return " or ".join(f"column {column + 1} ('{self.headings[column]}')" for column in columns)


def place_cells(row: Row, shape: Shape, above: Row | None) -> None:
    """Put the cells of a row in their columns and make it as wide as the table.

    ``above`` is the row that it goes on with, None for a row with a name of its own, which is changed only if it has
    too few or too many cells. Of a row mostly in doubt, all cells stay where they are.
    """
    width = len(shape.columns)
    if len(row.cells) != width or above is not None:
        filled = [number for number, cell in enumerate(row.cells) if cell.lines]
        may_stay = len(row.cells) == width or shape.trimmed
        best = _best(row, shape, above, tuple(filled) if may_stay else None)
        columns = [sorted(set(choices)) for choices in zip(*best, strict=True)]
        unsure = [(number, choices) for number, choices in zip(filled, columns, strict=False) if len(choices) > 1]
        if not best or len(unsure) > len(filled) / 2 or (unsure and may_stay):
            message = f"where the {len(row.cells)} cells of the row belong under {width} headings is not clear"
            row.cells[filled[0]].note(Code.DOUBTFUL_CELL, f"{message}; they are read where they are")
        else:
            for number, choices in unsure:
                message = f"'{_short(row.cells[number])}' may belong in {shape.names(*choices)}"
                row.cells[number].note(Code.DOUBTFUL_CELL, f"{message}; the row has too few cells or too many")
            _rearrange(row, dict(zip(filled, best[0], strict=True)), shape)
    row.cells += [TextCell() for _ in range(width - len(row.cells))]


def _best(row: Row, shape: Shape, above: Row | None, staying: Spread | None) -> list[Spread]:
    """The spreads that suit the cells best, the best first; ``staying`` alone unless it is clearly beaten.

    None where nothing shows which is best.
    """
    if shape.shown < _ENOUGH:
        return [] if staying is None else [staying]
    weights = {spread: _weigh(row, spread, shape, above) for spread in _spreads(row, shape, named=above is None)}
    ranked = sorted(weights, key=lambda spread: -weights[spread])
    clear = _CLEARER if staying is None else _CLEAR
    best = [spread for spread in ranked if weights[ranked[0]] - weights[spread] < clear]
    return [staying] if staying in best else best


def _spreads(row: Row, shape: Shape, *, named: bool) -> list[Spread]:
    """The ways to spread the filled cells of a row over the columns, in order.

    A cell moves right by at most as many columns as the row lacks, left by as many as it has too many; so many cells
    may also join the one before. Only a row with a name has anything in the key column.
    """
    width = len(shape.columns)
    excess = len(row.cells) - width
    if abs(excess) > _FARTHEST and not shape.trimmed:
        return []
    left, right = (min(max(steps, 0), _FARTHEST) for steps in (excess, -excess))
    reach = range(-left, right + 1) if excess else range(-_FARTHEST, _FARTHEST + 1)
    spreads: list[Spread] = [()]
    for number in (number for number, cell in enumerate(row.cells) if cell.lines):
        columns = [
            column
            for column in (number + step for step in reach)
            if 0 <= column < width and (column == shape.key) == (named and number == shape.key)
        ]
        spreads = [
            (*spread, column)
            for spread in spreads
            for column in columns
            if not spread or column > spread[-1] or (column == spread[-1] and len(spread) - len({*spread}) < excess)
        ]
    return spreads


def _weigh(row: Row, spread: Spread, shape: Shape, above: Row | None) -> float:
    """How well a spread suits the filled cells of a row, all together."""
    stays = _STAYS if len(row.cells) == len(shape.columns) or shape.trimmed else 0.0
    filled = [(number, cell) for number, cell in enumerate(row.cells) if cell.lines]
    return sum(
        fit(cell, shape.columns[column], above.cells[column] if above else None) + stays * (column == number)
        for (number, cell), column in zip(filled, spread, strict=True)
    )


def _rearrange(row: Row, columns: dict[int, int], shape: Shape) -> None:
    """Put the filled cells of a row in these columns; report each that moves in a row of the right length, else it."""
    cells = [TextCell() for _ in shape.columns]
    changes: list[tuple[TextCell, str]] = []
    for number, column in columns.items():
        cell, said = row.cells[number], f"'{_short(row.cells[number])}'"
        joined = bool(cells[column].lines)
        cells[column].take(cell, as_one=True)
        if len(row.cells) == len(cells) and column != number:
            message = f"{said} is in {shape.names(number)}, but goes on in {shape.names(column)} and is read there"
            cells[column].note(Code.MENDED_CELL, message)
        elif column != number or joined:
            before = "with the cell before it " if joined else ""
            changes.append((cells[column], f"{said} {before}in {shape.names(column)}"))
    if changes:
        message = f"the row has {len(row.cells)} cells under {len(cells)} headings; where they suit best is read: "
        changes[0][0].note(Code.MENDED_ROW, message + ", ".join(change for _, change in changes))
    row.cells = cells


def _short(cell: TextCell) -> str:
    return shorten(cell.text, 40, placeholder="…")
