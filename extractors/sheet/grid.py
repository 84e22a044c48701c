"""What a sheet shows becomes paragraphs and tables, each with its place in the sheet.

Rows and columns count from 0 as the sheet numbers them, hidden ones too: a person finds ``row 5`` where it says 5.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.lines.drafts import Draft, DraftCell, DraftFinding, DraftLine, DraftTable
from extractors.places import Place

_MOST_LINES, _MOST_PARTS, _FEWEST_COLUMNS = 4, 3, 6
"""How many rows, of how many filled cells each, may be lines above a table, and how wide a sheet is that has such."""


@dataclass(slots=True)
class ShownCell:
    """What a sheet shows in a cell, and the last row and column that the cell covers."""

    last_row: int
    last_column: int
    content: list[DraftLine | DraftFinding] = field(default_factory=list)
    fill: str | None = None


@dataclass(slots=True)
class Sheet:
    """What a sheet shows: its rows and columns that are not hidden, and each cell at the first of them it covers.

    ``name`` is "" where the file has only one sheet, without a name.
    """

    name: str
    rows: Sequence[int]
    columns: Sequence[int]
    cells: dict[tuple[int, int], ShownCell]

    def place(self, row: int, column: int | None = None) -> Place:
        """Where a row or a cell stands; the block is not known yet."""
        return Place(0, row, column, sheet=self.name)

    def filled(self, row: int) -> list[int]:
        """The columns at which a row has something to read, or to say."""
        return [column for column in self.columns if (cell := self.cells.get((row, column))) and cell.content]

    def is_line(self, row: int) -> bool:
        """Whether a row has so few cells, for its sheet, that they may be parts of one line."""
        return len(self.columns) >= _FEWEST_COLUMNS and len(self.filled(row)) <= _MOST_PARTS


def sheet_drafts(sheet: Sheet) -> Iterator[Draft]:
    """The paragraphs and tables of a sheet, in order; all its tables have all its columns.

    A blank row ends a table. Rows of one filled cell above a table are paragraphs (titles, remarks), and so are a few
    rows of few cells before the first table (``As at: | 30/09/2022``).
    """
    preamble = True
    for rows in _regions(sheet):
        while rows and len(filled := sheet.filled(rows[0])) < 2:
            for column in filled:
                yield from _paragraphs(sheet, rows[0], column)
            del rows[0]
        preamble = preamble and len(rows) <= _MOST_LINES and all(map(sheet.is_line, rows))
        for row in rows if preamble else ():
            yield from _line(sheet, row)
        if rows and not preamble:
            yield _table(sheet, rows)


def _regions(sheet: Sheet) -> Iterator[list[int]]:
    """The runs of rows that no blank row parts; one that a cell above covers is not blank."""
    region: list[int] = []
    covered = -1
    for row in sheet.rows:
        filled = sheet.filled(row)
        if filled or row <= covered:
            region.append(row)
            covered = max((covered, *(sheet.cells[row, column].last_row for column in filled)))
        elif region:
            yield region
            region = []
    if region:
        yield region


def _paragraphs(sheet: Sheet, row: int, column: int) -> Iterator[DraftLine | DraftFinding]:
    for draft in sheet.cells[row, column].content:
        draft.at = sheet.place(row, column)
        yield draft


def _line(sheet: Sheet, row: int) -> Iterator[DraftLine | DraftFinding]:
    """A row as one line, with what is to be said of its cells."""
    filled = sheet.filled(row)
    drafts = [draft for column in filled for draft in _paragraphs(sheet, row, column)]
    yield from (draft for draft in drafts if isinstance(draft, DraftFinding))
    if said := " ".join(draft.whole for draft in drafts if isinstance(draft, DraftLine)):
        yield DraftLine(said, at=sheet.place(row, filled[0]))


def _table(sheet: Sheet, rows: Sequence[int]) -> DraftTable:
    covered: set[tuple[int, int]] = set()
    cells = []
    for row_at, row in enumerate(rows):
        for column_at, column in enumerate(sheet.columns):
            if (row_at, column_at) in covered:
                continue
            shown = sheet.cells.get((row, column)) or ShownCell(row, column)
            down = bisect_right(rows, shown.last_row) - row_at
            across = bisect_right(sheet.columns, shown.last_column) - column_at
            covered |= {(row_at + below, column_at + beside) for below in range(down) for beside in range(across)}
            place = sheet.place(row, column)
            cells.append(DraftCell(row_at, column_at, down, across, shown.fill, [*shown.content], place))
    return DraftTable(len(rows), len(sheet.columns), cells)
