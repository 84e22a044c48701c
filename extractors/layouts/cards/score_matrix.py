"""A small matrix of scores in a card, with a value wherever its two sides meet.

``Current`` and ``Target`` stand on one side, ``Likelihood``, ``Impact`` and ``Score`` on the other. None of them is a
label by itself: ``Score`` stands over the current one in one row and over the target in the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.document import Cell, Table
from extractors.layouts.grid import cells_at
from extractors.vocabulary.headings import ScoreSide, is_residual, score_side_of

_LONGEST = 40
"""Letters; what is longer is no score and no level."""

_OF_A_SCORE = 3
"""Figures: the score and the two levels that it is made of."""

_Position = tuple[int, int]


class Met(NamedTuple):
    """What the two sides of a matrix make of a value: its field, and their wordings together."""

    field: str
    wording: str


@dataclass(frozen=True, slots=True)
class ScoreMatrix:
    """The matrices of a table by the position of their cells: their values, and the frame that names these."""

    values: Mapping[_Position, Met] = field(default_factory=dict)
    frame: frozenset[_Position] = frozenset()


def score_matrix(table: Table) -> ScoreMatrix:
    """The matrices of scores in a table; an empty one where it holds none."""
    sides = {_position(cell): side for cell in table.cells if (side := score_side_of(cell.text))}
    if {side.kind for side in sides.values()} != {"state", "axis"}:
        return ScoreMatrix()
    states = {side.name for side in sides.values() if side.kind == "state"}
    if "inherent" in states and "current" not in states:
        current = ScoreSide("state", "current")
        sides |= {
            _position(cell): current for cell in table.cells if _position(cell) in sides and is_residual(cell.text)
        }
    finder = _Finder(table, sides)
    finder.read_down()
    for row in range(table.rows):
        finder.read_under(row)
        finder.read_along(row)
    return ScoreMatrix(finder.values, frozenset(finder.frame))


def _position(cell: Cell) -> _Position:
    return cell.row, cell.column


class _Finder:
    def __init__(self, table: Table, sides: Mapping[_Position, ScoreSide]) -> None:
        self._table = table
        self._sides = sides
        self._rows = [cells for _, cells in table.by_row()]
        self._at = cells_at(table)
        self.values: dict[_Position, Met] = {}
        self.frame: set[_Position] = set()

    def read_under(self, row: int) -> None:
        """Heads of one kind side by side, and below them rows that begin with what the other kind calls them."""
        for kind in ("axis", "state"):
            heads = [cell for cell in self._rows[row] if self._is(cell, kind) and not self._is_over_sides(cell)]
            if len({self._sides[_position(head)].name for head in heads}) < 2:
                continue
            for below in range(row + 1, self._table.rows):
                values = [self._at.get((below, head.column)) for head in heads]
                apart = len(set(map(id, values))) == len(values)  # not one cell across the columns of all heads
                if not apart or not all(value and self._may_be_value(value) for value in values):
                    break
                side = next((cell for cell in self._rows[below] if self._sides.get(_position(cell))), None)
                if side is None or self._is(side, kind) or side.column > heads[0].column:
                    continue
                for head, value in zip(heads, values, strict=True):
                    if value is not None and value.row == below:
                        self._meet(side, head, value)
                self._frame_corner(row, heads[0].column)

    def read_down(self) -> None:
        """States with a score beside them, and below each its axes with theirs: ``Target score | 6``, ``Impact | 3``.

        The axes may be those of the state below them: they are read where the score is made of them, and no
        other's.
        """
        states = [cell for cell in self._table.cells if self._is(cell, "state")]
        for state in states:
            axes = list(self._axes_below(state))
            pairs = [(cell, self._beside(cell)) for cell in (state, *axes)]
            figures = [int(value.text) for _, value in pairs if value and value.text.isdigit()]
            if len(figures) == len(pairs) == _OF_A_SCORE and figures[0] == figures[1] * figures[2]:
                (_, score), *levels = pairs
                name = self._sides[_position(state)].name
                self.values |= {_position(value): Met(f"{name}_score", state.text) for value in (score,) if value}
                for cell, value in levels:
                    if value is not None:
                        self._meet(state, cell, value)

    def _axes_below(self, state: Cell) -> Iterator[Cell]:
        row = state.row + state.row_span
        while (cell := self._at.get((row, state.column))) and self._is(cell, "axis"):
            yield cell
            row += cell.row_span

    def _beside(self, cell: Cell) -> Cell | None:
        return self._at.get((cell.row, cell.column + cell.column_span))

    def read_along(self, row: int) -> None:
        """A row that says of which state it is, then axis and value in turn: ``Target | Impact | 3 | Score | 9``."""
        named = [cell for cell in self._rows[row] if self._sides.get(_position(cell))]
        if not named or not self._is(named[0], "state") or len(named) < 3:
            return
        pairs = [(axis, self._beside(axis)) for axis in named[1:]]
        if all(self._is(axis, "axis") and value and self._may_be_value(value) for axis, value in pairs):
            for axis, value in pairs:
                if value is not None:
                    self._meet(named[0], axis, value)

    def _meet(self, side: Cell, head: Cell, value: Cell) -> None:
        state, axis = sorted((self._sides[_position(cell)] for cell in (side, head)), key=lambda each: each.kind)[::-1]
        wording = " ".join(f"{side.text} {head.text}".split())
        self.values.setdefault(_position(value), Met(f"{state.name}_{axis.name}", wording))
        self.frame |= {_position(side), _position(head)}

    def _frame_corner(self, row: int, column: int) -> None:
        """What stands before the heads says nothing more where it is blank, or only mentions a score."""
        for cell in self._rows[row]:
            if cell.column < column and (not cell.lines or _position(cell) in self._sides):
                self.frame.add(_position(cell))

    def _is(self, cell: Cell, kind: str) -> bool:
        side = self._sides.get(_position(cell))
        return side is not None and side.kind == kind

    def _is_over_sides(self, cell: Cell) -> bool:
        """Whether a cell stands in the corner, right over what names the rows."""
        below = self._sides.get((cell.row + cell.row_span, cell.column))
        return below is not None and below.kind != self._sides[_position(cell)].kind

    def _may_be_value(self, cell: Cell) -> bool:
        return len(cell.text) <= _LONGEST and _position(cell) not in self._sides
