"""Rows of tables: which column names them, and two pieces of one row made one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.document import Cell, Table
from extractors.pdf.bands import IDENTIFIER

Row = tuple[Cell, ...]

_MOST_LINES, _LONGEST_LINE = 4, 11
"""Lines of an identifier: its letters, up to two blanks and its figures; and characters of the longest."""


def rows_of(table: Table) -> list[Row]:
    """The cells of a table, row by row."""
    return [cells for _, cells in table.by_row()]


def with_rows(table: Table, rows: Sequence[Row]) -> Table:
    """The table with these rows instead of its own."""
    numbered = ((number, cell) for number, row in enumerate(rows) for cell in row)
    cells = tuple(cell if cell.row == number else replace(cell, row=number) for number, cell in numbered)
    return replace(table, rows=len(rows), cells=cells)


def is_name(cell: Cell) -> bool:
    """Whether a cell says nothing but what looks like an identifier, which takes no more than a few short lines."""
    short = 0 < len(cell.lines) <= _MOST_LINES and len(cell.lines[0].text) <= _LONGEST_LINE
    return short and IDENTIFIER.fullmatch(cell.text) is not None


def key_column(cells: Iterable[Cell]) -> int:
    """The column whose cells name the rows: most of them look like an identifier; the first where none does."""
    named = Counter(cell.column for cell in cells if is_name(cell))
    return min(named, key=lambda column: (-named[column], column)) if named else 0


def join_rows(last: Sequence[Cell], first: Sequence[Cell]) -> Row:
    """One row of its two pieces, cell by cell."""
    rest = {cell.column: cell for cell in first}
    joined = [join_cells(cell, rest.pop(cell.column, None)) for cell in last]
    return tuple(sorted([*joined, *rest.values()], key=lambda cell: cell.column))


def join_cells(cell: Cell, rest: Cell | None) -> Cell:
    """One cell of its two pieces, of which the second may be missing."""
    if rest is None:
        return cell
    return replace(
        cell,
        lines=cell.lines + rest.lines,
        fill=cell.fill or rest.fill,
        places=cell.places + rest.places,
        findings=cell.findings + rest.findings,
    )
