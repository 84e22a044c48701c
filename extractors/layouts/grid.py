"""What every layout asks of a table's cells: which stand in a row, and what a cell says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from extractors.document import Cell, Line, Table
from extractors.findings import Finding
from extractors.places import Place
from extractors.records import Entry, ProfileLine, noticed
from extractors.vocabulary.headings import heading_of, speaks_of_risks

_FEWEST_FIELDS = 3
_OF_A_REGISTER = {"consequence", "control", "progress", "action", "confidence", "target_date"}
_Record = TypeVar("_Record", Entry, ProfileLine)
_SENTENCE_END = re.compile(r"[.!?:;][\"'”’)]*$")


def shared_rows(table: Table) -> list[tuple[Cell, ...]]:
    """The cells of each row, one that spans several rows standing in each of them."""
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            rows[row].append(cell)
    return [tuple(sorted(row, key=lambda cell: cell.column)) for row in rows]


def turned(table: Table) -> Table:
    """The table with its columns as rows, and its rows as columns.

    Where its first label stands again further down, the rows from there on are more of it: they go below.
    """
    side = {cell.row: cell.text for cell in table.cells if cell.column == 0 and cell.lines}
    begins = [row for row, text in side.items() if text == side.get(0)] or [0]
    bands = list(pairwise([*begins, table.rows]))
    cells = [
        replace(
            cell, row=cell.column + number * table.columns, column=cell.row - begin,
            row_span=cell.column_span, column_span=min(cell.row_span, end - cell.row),
        )
        for number, (begin, end) in enumerate(bands)
        for cell in table.cells
        if begin <= cell.row < end
    ]  # fmt: skip
    in_order = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return Table(table.columns * len(bands), max(end - begin for begin, end in bands), in_order, places=table.places)


def columns_of(cell: Cell) -> range:
    """The columns a cell covers."""
    return range(cell.column, cell.column + cell.column_span)


def is_of_register(table: Table) -> bool:
    """Whether a table prints so many of a register's headings that it is the register or its profile.

    One of identifiers, titles and scores alone is a report's own, one without a word of risks is of something else.
    """
    texts = [" ".join(cell.text.split()) for cell in table.cells]
    named = {heading.field for text in texts if (heading := heading_of(text))}
    return len(named) >= _FEWEST_FIELDS and not named.isdisjoint(_OF_A_REGISTER) and any(map(speaks_of_risks, texts))


def cells_at(table: Table) -> dict[tuple[int, int], Cell]:
    """The cell at each row and column of a table; where a span covers the position, the spanning cell."""
    return {
        (row, column): cell
        for cell in table.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in columns_of(cell)
    }


def headed_columns(rows: Iterable[Sequence[Cell]]) -> Iterator[tuple[list[int], list[Cell]]]:
    """The filled cells of heading rows over each column, from the top down; those with one lowest together."""
    over: dict[int, list[Cell]] = {}
    for cell in (cell for cells in rows for cell in cells if cell.lines):
        for column in columns_of(cell):
            above = over.setdefault(column, [])
            if not any(cell is other for other in above):
                above.append(cell)
    together: dict[int, list[int]] = {}
    for column in sorted(over):
        together.setdefault(id(over[column][-1]), []).append(column)
    for columns in together.values():
        yield columns, over[columns[0]]


def framed_lines(table: Table) -> list[Line]:
    """The lines of a table of one column, which is no table but a frame, such as a title stands in; of another none."""
    return [line for cell in table.cells for line in cell.lines] if table.columns == 1 else []


def place_of(cells: Iterable[Cell]) -> Place | None:
    """The first place that any of some cells knows."""
    return next((place for cell in cells for place in cell.places), None)


def findings_of(cell: Cell, name: str) -> list[Finding]:
    """What was noticed about a cell, as findings on the field that the cell is of."""
    return [replace(finding, field=finding.field or name) for finding in cell.findings]


def with_findings_of(record: _Record, cells: Iterable[Cell]) -> _Record:
    """A record with what was noticed about its cells and their lines, where its values do not carry it already."""
    known: set[object] = {finding.cause for finding in noticed(record)}
    return replace(record, findings=(*record.findings, *(each for each in _on(cells) if each.cause not in known)))


def _on(cells: Iterable[Cell]) -> Iterator[Finding]:
    for cell in cells:
        yield from cell.findings
        for line in cell.lines:
            yield from line.findings


def inner_rows(cell: Cell) -> list[Line]:
    """The rows of the tables inside a cell, each as one line: ``Quarter | Posts filled``."""
    return [row for table in cell.tables for row in rows_of(table)]


def read_row_by_row(rows: Iterable[Line]) -> str:
    """What is said of the rows of tables inside a cell (``inner_rows``), in a finding ``nested_table``."""
    return f"a table inside the cell is read row by row: '{short('; '.join(row.text for row in rows), 200)}'"


def rows_of(table: Table) -> Iterator[Line]:
    """The rows of a table that hold words, each as one line."""
    for _, cells in table.by_row():
        text = " | ".join(filter(None, map(all_text, cells)))
        if text:
            lines = [line for cell in cells for line in cell.lines]
            yield Line(
                text,
                places=tuple(place for line in lines for place in line.places),
                findings=tuple(finding for line in lines for finding in line.findings),
            )


def all_text(cell: Cell) -> str:
    """What a cell says in one line, with the tables inside it."""
    return " ".join([*cell.text.split(), *(row.text for row in inner_rows(cell))])


def goes_on_over_page(before: Line, after: Line) -> bool:
    """Whether a line that begins a page in the middle of a sentence goes on with the last one of the page before."""
    pages = [[place.page for place in line.places if place.page is not None] for line in (before, after)]
    over = bool(pages[0] and pages[1]) and pages[1][0] == pages[0][-1] + 1
    return over and not after.marker and after.text[:1].islower() and not _SENTENCE_END.search(before.text)


def joined(before: Line, after: Line) -> Line:
    """Two halves of a line that a page end cut."""
    return replace(
        before,
        text=f"{before.text} {after.text}",
        places=before.places + after.places,
        findings=before.findings + after.findings,
    )


def short(text: str, length: int = 60) -> str:
    """A text as a message quotes it: in one line, and cut where it goes on and on."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
