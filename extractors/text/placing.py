"""Cells that lost their column are put back, where the table itself shows which it is.

A rendering drops blank cells, splits one in two, or shifts what stands at the top of a page. Every way to spread the
cells of such a row over the columns, in their order, is weighed by how well they sit there (``columns.fit``); the
best is taken only if it is clearly the best. Nothing is moved, joined or left in doubt without a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.findings import Code
from extractors.text.cells import Row, TextCell
from extractors.text.columns import Column, fit

_ENOUGH = 2
"""So many whole rows must show what the columns hold before any cell is moved."""
_FARTHEST = 2
"""No cell is sought further than this many columns from where it stands."""
_CLEAR, _CLEARER = 0.2, 0.3
"""So much better, in the measure of ``fit``, the best way must be than the next; more so in a row of the wrong length,
where nothing speaks for where its cells stand."""
_STAYS = 0.2
"""What speaks for a cell of a row with as many cells as there are columns to be where it stands."""

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

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.columns)

    def name(self, column: int) -> str:
        """A column, for a person who looks it up."""
        return f"column {column + 1} ('{self.headings[column]}')" if column < self.width else f"column {column + 1}"


def place_cells(row: Row, shape: Shape, above: Row | None) -> None:
    """Put the cells of a row in their columns and make it as wide as the table.

    ``above`` is the row that it goes on with, None for a row with a name of its own, which is changed only if it has
    too few or too many cells. Of a row mostly in doubt, all cells stay where they stand.
    """
    whole = len(row.cells) == shape.width
    if whole and above is None:
        return
    standing = tuple(_filled(row))
    may_stand = whole or shape.trimmed
    rivals = _best(row, shape, above, standing if may_stand else None)
    unsure = [index for index in range(len(standing)) if len({spread[index] for spread in rivals}) > 1]
    if not rivals or len(unsure) > len(standing) / 2 or (unsure and may_stand):
        _doubt(row, shape.width)
    else:
        for index in unsure:
            _doubt_cell(row.cells[standing[index]], sorted({spread[index] for spread in rivals}), shape)
        _rearrange(row, rivals[0], shape)
    row.cells += [TextCell() for _ in range(shape.width - len(row.cells))]


def _best(row: Row, shape: Shape, above: Row | None, standing: Spread | None) -> list[Spread]:
    """The spreads in which the cells sit best, the best first; ``standing`` alone unless it is clearly beaten.

    None where nothing shows which is best.
    """
    if shape.shown < _ENOUGH:
        return [] if standing is None else [standing]
    weights = {spread: _weigh(row, spread, shape, above) for spread in _spreads(row, shape, above is None)}
    ranked = sorted(weights, key=lambda spread: -weights[spread])
    clear = _CLEARER if standing is None else _CLEAR
    best = [spread for spread in ranked if weights[ranked[0]] - weights[spread] < clear]
    return [standing] if standing in best else best


def _filled(row: Row) -> list[int]:
    return [number for number, cell in enumerate(row.cells) if cell.pieces]


def _spreads(row: Row, shape: Shape, named: bool) -> Iterator[Spread]:
    """The ways to spread the filled cells of a row over the columns, in order.

    A cell moves right by at most as many columns as the row lacks, left by as many as it has too many; so many cells
    may also join the one before. Only a row with a name has anything in the key column.
    """
    excess = len(row.cells) - shape.width
    if abs(excess) > _FARTHEST and not shape.trimmed:
        return
    left, right = (min(max(steps, 0), _FARTHEST) for steps in (excess, -excess))
    reach = range(-left, right + 1) if excess else range(-_FARTHEST, _FARTHEST + 1)

    def steps(filled: Sequence[int], before: int, joins: int) -> Iterator[Spread]:
        if not filled:
            yield ()
            return
        for column in (filled[0] + step for step in reach):
            joined = column == before
            in_order = before <= column < shape.width and (not joined or joins > 0)
            if in_order and column >= 0 and (column == shape.key) == (named and filled[0] == shape.key):
                yield from ((column, *others) for others in steps(filled[1:], column, joins - joined))

    yield from steps(_filled(row), -1, max(excess, 0))


def _weigh(row: Row, spread: Spread, shape: Shape, above: Row | None) -> float:
    """How well the filled cells of a row sit in the columns of a spread, all together."""
    stays = _STAYS if len(row.cells) == shape.width or shape.trimmed else 0.0
    return sum(
        fit(row.cells[number], shape.columns[column], above.cells[column] if above else None)
        + (stays if column == number else 0.0)
        for number, column in zip(_filled(row), spread, strict=True)
    )


def _rearrange(row: Row, spread: Spread, shape: Shape) -> None:
    """Spread the filled cells of a row over the columns, and say so.

    In a row of the right length each cell that moved has its own finding; else the row has one.
    """
    cells = [TextCell() for _ in shape.columns]
    changes: list[tuple[int, str]] = []
    for number, column in zip(_filled(row), spread, strict=True):
        cell, said = row.cells[number], f"'{_short(row.cells[number].text)}'"
        if cells[column].pieces:
            changes.append((column, f"{said} with the cell before it in {shape.name(column)}"))
            cells[column].join(cell)
            continue
        cells[column] = cell
        if len(row.cells) == shape.width and column != number:
            message = f"{said} stands in {shape.name(number)}, but goes on in {shape.name(column)} and is read there"
            cell.note(Code.MENDED_CELL, message)
        elif column != number:
            changes.append((column, f"{said} in {shape.name(column)}"))
    if changes:
        message = f"the row has {len(row.cells)} cells under {shape.width} headings; where they sit best is read: "
        cells[changes[0][0]].note(Code.MENDED_ROW, message + ", ".join(change for _, change in changes))
    row.cells = cells


def _doubt_cell(cell: TextCell, columns: Sequence[int], shape: Shape) -> None:
    """Report a cell for which several columns are about as likely."""
    names = " or ".join(map(shape.name, columns))
    cell.note(Code.DOUBTFUL_CELL, f"'{_short(cell.text)}' may belong in {names}; the row has too few cells or too many")


def _doubt(row: Row, width: int) -> None:
    """Report a row whose cells may stand in the wrong columns."""
    message = f"the row has {len(row.cells)} cells under {width} headings"
    if len(row.cells) == width:
        message = "the row goes on with the one above, and some of its cells may stand in the wrong columns"
    first = next(cell for cell in row.cells if cell.pieces)
    first.note(Code.DOUBTFUL_CELL, f"{message}; where they belong is not clear, and they are read where they stand")


def _short(text: str, length: int = 40) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
