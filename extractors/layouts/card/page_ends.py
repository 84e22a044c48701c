"""Rows of cards that stand on both sides of a page end and were taken for one.

Whoever joins what page ends cut knows no labels: a label at the foot of a page is not the beginning of the value at the
head of the next, and a value not the beginning of the label below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.document import Cell, Line, Table
from extractors.layouts.card.labels import label_of, labels_in

_MOST_WORDS = 6


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
            first, second = _at_label(line.text)
            above += [replace(line, text=first, places=line.places[:1])] if first else []
            below += [replace(line, text=second, places=line.places[1:])] if second else []
    return _Halves(tuple(above), tuple(below))


def _at_label(text: str) -> tuple[str, str]:
    """A text parted behind the label it begins with, or before the one it ends with; one without such is whole."""
    words = text.split()
    if label_of(text):
        return text, ""
    for count in range(min(len(words) - 1, _MOST_WORDS), 0, -1):
        if label_of(" ".join(words[:count])):
            return " ".join(words[:count]), " ".join(words[count:])
        if label_of(" ".join(words[-count:])):
            return " ".join(words[:-count]), " ".join(words[-count:])
    return text, ""


def _is_label(lines: Sequence[Line]) -> bool:
    labels = labels_in(Cell(0, 0, tuple(lines)))
    return len(labels) == 1 and not labels[0].value
