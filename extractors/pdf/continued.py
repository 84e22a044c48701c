"""Rows that say that they go on with the one above them: ``CR3 (continued)``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from extractors.document import Cell, Table
from extractors.pdf.table_rows import Row, join_rows, key_column, rows_of, with_rows

_CONTINUED = re.compile(r"(?<!\W)\W*\b(?:continued|cont(?:inue)?['’]?d|cont|ctd)\b\W*$", re.IGNORECASE)
"""What a cell ends in that goes on with one above it: ``CR3 (continued)``, ``CR3 cont'd``."""


def with_continued(table: Table) -> Table:
    """The table with every row that says it goes on with the one above it (``CR3 (continued)``) made one with it."""
    texts = (cell.text.lower() for cell in table.cells)
    if not any(("cont" in text or "ctd" in text) and _CONTINUED.search(text) for text in texts):
        return table
    key = key_column(table.cells)
    joined: list[Row] = []
    for row in rows_of(table):
        if joined and _is_continued(joined[-1], row, key):
            joined[-1] = join_rows(joined[-1], _without_repeats(joined[-1], row))
        else:
            joined.append(row)
    return with_rows(table, joined)


def _is_continued(last: Iterable[Cell], row: Iterable[Cell], key: int) -> bool:
    """Whether a row bears the name of the row before it, marked as continued; no cell may span rows."""
    named, name = ([cell for cell in cells if cell.column == key and cell.row_span == 1] for cells in (last, row))
    return bool(named and name and _CONTINUED.search(name[0].text)) and _repeats(named[0], name[0])


def _repeats(above: Cell, cell: Cell) -> bool:
    """Whether a cell says again, with or without a mark that it continues, what the cell above it begins with."""
    again, before = (" ".join(_CONTINUED.sub("", text).split()) for text in (cell.text, above.text))
    return again == before or (bool(_CONTINUED.search(cell.text)) and before.startswith(again))


def _without_repeats(last: Iterable[Cell], row: Iterable[Cell]) -> Row:
    """A row that goes on, without the cells and the first lines that only repeat what stands above them."""
    above = {cell.column: cell for cell in last}
    kept = []
    for cell in row:
        lines = cell.lines
        if cell.column in above and _repeats(above[cell.column], cell):
            lines = ()
        elif lines and cell.column in above and _CONTINUED.search(lines[0].text):
            lines = lines[_repeats(above[cell.column], replace(cell, lines=lines[:1])) :]
        kept.append(replace(cell, lines=lines))
    return tuple(kept)
