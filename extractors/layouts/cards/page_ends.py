"""Cards cut by page ends, where whoever joins pages could not know better, for he knows no labels.

A label at the foot of a page is not the beginning of the value at the head of the next, nor a value that of the label
below it. And a table that holds the rest of a card shows only the columns that its own rows have.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.document import Cell, Line, Table
from extractors.layouts.cards.labels import label_of, labels_in
from extractors.lines.part import part_of

_MOST_WORDS = 6
_WORD = re.compile(r"\S+")
_TOLERANCE = 3.0
"""Boundaries of columns closer than this, in points, are one."""


@dataclass(frozen=True, slots=True)
class _Halves:
    """A cell's lines before and after a page end."""

    above: tuple[Line, ...]
    below: tuple[Line, ...]

    @property
    def label_apart(self) -> bool:
        """Whether either half is a label and nothing else, the other one being more than that."""
        return bool(self.above) and bool(self.below) and (_is_label(self.above) or _is_label(self.below))


def part_rows(table: Table) -> Table:
    """The table with every row parted that has a label on one side of a page end."""
    parted: dict[int, dict[int, _Halves]] = {}
    for row, cells in table.by_row():
        halves = {cell.column: _halves(cell) for cell in cells if cell.row_span == 1}
        if any(half.label_apart for half in halves.values()):
            parted[row] = halves
    if not parted:
        return table
    pieces = (piece for cell in table.cells for piece in _pieces(cell, parted))
    cells = tuple(sorted(pieces, key=lambda cell: (cell.row, cell.column)))
    return replace(table, rows=table.rows + len(parted), cells=cells)


def as_wide_as(table: Table, edges: Sequence[float]) -> bool:
    """Whether a table stands between the same outer boundaries as one with these."""
    ends = zip((table.edges[0], table.edges[-1]), (edges[0], edges[-1]), strict=True) if table.edges and edges else ()
    return bool(table.edges and edges) and all(abs(one - other) <= _TOLERANCE for one, other in ends)


def on_columns(table: Table, edges: Sequence[float]) -> Table:
    """A table on the columns of one with these boundaries, where all of its own are among them; else as it is."""
    at = [number for edge in table.edges for number, other in enumerate(edges) if abs(edge - other) <= _TOLERANCE]
    if len(at) != len(table.edges) or not as_wide_as(table, edges):
        return table
    cells = tuple(
        replace(cell, column=at[cell.column], column_span=at[cell.column + cell.column_span] - at[cell.column])
        for cell in table.cells
    )
    return replace(table, columns=len(edges) - 1, cells=cells, edges=tuple(edges))


def _pieces(cell: Cell, parted: dict[int, dict[int, _Halves]]) -> list[Cell]:
    """A cell in its new row, or its halves in theirs; one that spans a parted row spans both halves of it."""
    row = cell.row + sum(other < cell.row for other in parted)
    if cell.row in parted and cell.row_span == 1:
        halves = parted[cell.row][cell.column]
        return [
            replace(cell, row=row, lines=halves.above, places=cell.places[:1]),
            replace(cell, row=row + 1, lines=halves.below, tables=(), places=cell.places[1:]),
        ]
    inside = sum(cell.row <= other < cell.row + cell.row_span for other in parted)
    return [replace(cell, row=row, row_span=cell.row_span + inside)]


def _halves(cell: Cell) -> _Halves:
    """A cell's lines by the page they stand on; a line on both is parted where a label in it begins or ends."""
    pages = sorted({place.page for place in cell.places if place.page is not None})
    above: list[Line] = []
    below: list[Line] = []
    for line in cell.lines:
        on = {place.page for place in line.places}
        if len(pages) < 2 or on == {pages[0]}:
            above.append(line)
        elif pages[0] not in on:
            below.append(line)
        else:
            at = _label_end(line.text)
            above += [part_of(line, 0, at)] if at else []
            below += [part_of(line, at)] if at < len(line.text) else []
    return _Halves(tuple(above), tuple(below))


def _label_end(text: str) -> int:
    """Where a text is parted: behind the label it begins with, or before the one it ends with; its end if nowhere."""
    words = list(_WORD.finditer(text))
    if label_of(text):
        return len(text)
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        if label_of(text[: words[count - 1].end()]):
            return words[count - 1].end()
        if label_of(text[words[-count].start() :]):
            return words[-count].start()
    return len(text)


def _is_label(lines: Sequence[Line]) -> bool:
    labels = labels_in(Cell(0, 0, tuple(lines)))
    return len(labels) == 1 and not labels[0].value
