"""Tables too wide for their page: the columns that stand beside them, or on the next page, are theirs again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractors.document import Block, Table
from extractors.pdf.table_rows import is_name, key_column, rows_of
from extractors.places import Box

_SAME = 3.0
"""Rows that begin less than this, in points, apart from one another are one row."""
_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
_FEWEST = 3
"""So many rows, the headings among them, show that two tables are halves of one."""


def join_halves(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks in which every table that follows its other half is one with it."""
    waiting: Table | None = None
    for block in blocks:
        half = _half_of(waiting, block) if waiting and isinstance(block, Table) else None
        if waiting and half:
            waiting = _beside(waiting, half)
            continue
        if waiting:
            yield waiting
        waiting = block if isinstance(block, Table) else None
        if waiting is None:
            yield block
    if waiting:
        yield waiting


def _half_of(table: Table, other: Table) -> Table | None:
    """The other half of a table, without the names that it repeats; None where a table is no half of it.

    Halves have the same rows, under headings unlike each other's: rows of the same names or, where one half has none,
    of the same heights.
    """
    if table.rows != other.rows or table.rows < _FEWEST or not _follows(table, other):
        return None
    names, others = _names(table), _names(other)
    if names[0] or not any(names):
        return None
    if names == others:
        other = _without_column(other, key_column(other.cells))
    elif any(others) or not _rows_agree(table, other):
        return None
    heads = [cell.text.casefold() for half in (table, other) for cell in rows_of(half)[0] if cell.lines]
    return other if len(set(heads)) == len(heads) and other.columns else None


def _follows(table: Table, other: Table) -> bool:
    """Whether a table begins on the page after the one that another ends on, or to the right of it."""
    before, here = table.places[-1], other.places[0]
    if before.page is None or here.page is None or before.box is None or here.box is None:
        return False
    beside = here.page == before.page and before.box.x1 <= here.box.x0 + _SAME
    return beside or here.page == before.page + 1


def _names(table: Table) -> list[str]:
    """What names each row, in the column that names them; an empty text for a row without a name."""
    key = key_column(table.cells)
    return [next((cell.text for cell in row if cell.column == key and is_name(cell)), "") for row in rows_of(table)]


def _rows_agree(table: Table, other: Table) -> bool:
    pairs = zip(_offsets(table), _offsets(other), strict=True)
    return all(abs(one - two) < _SAME for offsets in pairs for one, two in zip(*offsets, strict=True))


def _offsets(table: Table) -> Iterator[tuple[float, float, float]]:
    """How far each row begins after the table's first, in pages, and from the first row on its page, across and down.

    Rows of a page that was turned upright may run across the page as it is shown.
    """
    first: dict[int, Box] = {}
    for row in rows_of(table):
        place = row[0].places[0] if row else table.places[0]
        page, box = place.page or 0, place.box or _NOWHERE
        origin = first.setdefault(page, box)
        yield page - next(iter(first)), box.x0 - origin.x0, box.top - origin.top


def _without_column(table: Table, column: int) -> Table:
    cells = (
        replace(cell, column=cell.column - (cell.column > column))
        for cell in table.cells
        if cell.column != column or cell.column_span > 1
    )
    width = table.edges[column + 1] - table.edges[column]
    edges = (*table.edges[:column], *(edge - width for edge in table.edges[column + 1 :]))
    return replace(table, columns=table.columns - 1, cells=tuple(cells), edges=edges)


def _beside(table: Table, other: Table) -> Table:
    """One table of its two halves."""
    cells = [replace(cell, column=cell.column + table.columns) for cell in other.cells]
    return replace(
        table,
        columns=table.columns + other.columns,
        cells=tuple(sorted([*table.cells, *cells], key=lambda cell: (cell.row, cell.column))),
        edges=(*table.edges, *(edge - other.edges[0] + table.edges[-1] for edge in other.edges[1:])),
        places=table.places + other.places,
    )
