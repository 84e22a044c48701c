"""Tables that a page end cut are one table again, and so is a row that it cut; headings printed again go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from extractors.document import Block, Cell, Table
from extractors.pdf.printed import PrintedLine, printed_lines
from extractors.pdf.table_rows import Row, is_name, join_cells, join_rows, key_column, rows_of, with_rows
from extractors.pdf.unwrap import text_limit

_TOLERANCE = 3.0
"""Column boundaries closer than this, in points, are one, as in the table finder."""

_NUMBERED = re.compile(r"(?=\S*\d)\S{1,14}")
"""One short word with a figure in it, as registers number their rows."""

_FEWEST_COLUMNS = 3
"""On so many columns, and no fewer, a table may go on under columns of other widths."""


def join_tables(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks with every table joined to its pieces on the pages after it."""
    current: Table | None = None
    for block in blocks:
        if not isinstance(block, Table):
            if current is not None:
                yield current
                current = None
            yield block
        elif current is None:
            current = block
        elif _goes_on_over_page(current, block):
            current = _join(current, block)
        else:
            yield current
            current = block
    if current is not None:
        yield current


def _goes_on_over_page(table: Table, piece: Table) -> bool:
    """Whether a piece stands on the next page and goes on with the table: under the same outer columns, or as many."""
    before, here = table.places[-1].page, piece.places[0].page
    if before is None or here != before + 1:
        return False
    return _share_columns(table, piece) or _has_other_widths(table, piece)


def _share_columns(table: Table, piece: Table) -> bool:
    if len(piece.edges) == 2:  # a lone cell, the tail of a card, may stand under any of the columns
        return all(any(abs(edge - other) <= _TOLERANCE for other in table.edges) for edge in piece.edges)
    shared = sum(any(abs(edge - other) <= _TOLERANCE for other in table.edges) for edge in piece.edges)
    outer = all(abs(piece.edges[end] - table.edges[end]) <= _TOLERANCE for end in (0, -1))
    return outer and shared >= min(len(piece.edges), len(table.edges))


def _has_other_widths(table: Table, piece: Table) -> bool:
    """Whether a piece on as many columns of other widths has no headings of its own, but rows that are named.

    What stands above its first name is the table's heading again, or the rest of the row that the page end cut.
    """
    key = key_column(table.cells)
    if piece.columns != table.columns or table.columns < _FEWEST_COLUMNS:
        return False
    rows, before = rows_of(piece), rows_of(table)
    named = [_is_named(row, key) for row in rows]
    if not any(_is_named(row, key) for row in before):
        return False
    if _says(rows[0]) == _says(before[0]):
        return True
    blank = not any(cell.column == key and cell.lines for cell in rows[0])
    return (named[0] or blank) and (any(named) or _all_go_on(before[-1], rows[0]))


def _is_named(row: Row, key: int) -> bool:
    return any(cell.column == key and is_name(cell) for cell in row)


def _under(table: Table, piece: Table) -> Table:
    """A piece on columns of other widths, moved under those of the table; how far its text reaches is its own."""
    columns: dict[int, list[PrintedLine]] = {}
    for cell in piece.cells:
        columns.setdefault(cell.column + cell.column_span, []).extend(printed_lines(cell.lines))
    limits = {end: text_limit(lines) for end, lines in columns.items()}
    cells = []
    for cell in piece.cells:
        shift = table.edges[cell.column] - piece.edges[cell.column]
        limit = limits[cell.column + cell.column_span]
        lines = (line.moved(shift, limit) for line in printed_lines(cell.lines))
        cells.append(replace(cell, lines=tuple(lines)))
    return replace(piece, cells=tuple(cells), edges=table.edges)


def _join(table: Table, piece: Table) -> Table:
    """One table of two pieces, on the columns of both: a boundary may not show where cells span it."""
    if _share_columns(table, piece):
        edges = _union(table.edges, piece.edges)
        table, piece = _on_columns(table, edges), _on_columns(piece, edges)
    else:
        piece = _under(table, piece)
    joined, rows = rows_of(table), rows_of(piece)
    key = key_column((*table.cells, *piece.cells))
    if rows and (heading := _heading_again(rows, joined, key)) is not None:
        depth = _depth_of_heading(rows, joined[heading:])
        for row, gone in enumerate(rows[:depth], heading):
            joined[row] = _with_findings_of(gone, joined[row])
        rows = rows[depth:]
    tall = _tall_cells(joined)
    if rows and _is_beside(tall, rows[0]) and not _is_new(tall, rows[0], key):
        joined, rows = _lengthen(joined, rows, tall)
    elif rows and _goes_on(joined[-1], rows[0], table.columns, key):
        joined[-1] = join_rows(joined[-1], rows[0])
        rows = rows[1:]
    joined += rows
    return replace(with_rows(table, joined), places=table.places + piece.places)


_Extent = tuple[int, int]


def _tall_cells(rows: Sequence[Row]) -> dict[_Extent, Cell]:
    """By column and its span, the cells that span several rows down to the last one."""
    last = len(rows) - 1
    return {
        (cell.column, cell.column_span): cell
        for row in rows
        for cell in row
        if cell.row_span > 1 and cell.row + cell.row_span > last
    }


def _is_beside(tall: Mapping[_Extent, Cell], first: Row) -> bool:
    """Whether a page's first row stands beside the rest of all these cells, and does not only hold them."""
    extents = {(cell.column, cell.column_span) for cell in first}
    return bool(tall) and extents > tall.keys()


def _is_new(tall: Mapping[_Extent, Cell], first: Row, key: int) -> bool:
    """Whether a page's first row has a name or number of its own below a tall cell that is one."""
    return all(
        any(cell.column == key and (is_name(cell) or _NUMBERED.fullmatch(cell.text)) for cell in cells)
        for cells in (tall.values(), first)
    )


def _lengthen(table: list[Row], piece: list[Row], tall: Mapping[_Extent, Cell]) -> tuple[list[Row], list[Row]]:
    """Cells that span several rows up to the page end, made one with what stands below them on the next page.

    Beside them rows begin and end, so that only the cells there show whether the last row goes on.
    """
    rests = {(cell.column, cell.column_span): cell for cell in piece[0]}
    beside = tuple(cell for extent, cell in rests.items() if extent not in tall)
    goes_on = _all_go_on(table[-1], beside)
    for extent, cell in tall.items():
        rest = rests[extent]
        longer = replace(join_cells(cell, rest), row_span=cell.row_span + rest.row_span - goes_on)
        table[cell.row] = tuple(longer if other is cell else other for other in table[cell.row])
    if not goes_on:
        return table, [beside, *piece[1:]]
    table[-1] = join_rows(table[-1], beside)
    return table, piece[1:]


def _union(edges: Sequence[float], more: Sequence[float]) -> tuple[float, ...]:
    new = [edge for edge in more if all(abs(edge - other) > _TOLERANCE for other in edges)]
    return tuple(sorted([*edges, *new])) if new else tuple(edges)


def _on_columns(table: Table, edges: tuple[float, ...]) -> Table:
    """The same table on a finer grid of columns."""
    if len(edges) == len(table.edges):
        return table
    at = [min(range(len(edges)), key=lambda index: abs(edges[index] - edge)) for edge in table.edges]
    cells = tuple(
        replace(cell, column=at[cell.column], column_span=at[cell.column + cell.column_span] - at[cell.column])
        for cell in table.cells
    )
    return replace(table, columns=len(edges) - 1, cells=cells, edges=edges)


def _says(row: Iterable[Cell]) -> list[tuple[int, str]]:
    """What a row says, cell by cell, without how its lines were wrapped."""
    return [(cell.column, " ".join(line.text for line in cell.lines)) for cell in row if cell.lines]


def _heading_again(rows: Sequence[Row], before: Sequence[Row], key: int) -> int | None:
    """Which heading of the table a page's first row repeats: its first row, or one above a row with a name.

    Labels and values recur, too: each card of a register has a row that says no more than ``Current Controls``.
    """
    filled = [cell.column for cell in rows[0] if cell.lines]
    if len(filled) < 2:
        return None
    top = next((number for number, row in enumerate(before) if sum(bool(cell.lines) for cell in row) > 1), 0)
    for number, row in enumerate(before):
        if [cell.column for cell in row if cell.lines] == filled and _says(row) == _says(rows[0]):
            below = next(filter(_says, (*before[number + 1 :], *rows[1:])), ())
            if number == top or _is_named(below, key):
                return number
    return None


def _depth_of_heading(rows: Sequence[Row], heading: Sequence[Row]) -> int:
    """How many of a page's first rows repeat a heading: those that cells of its first row span, as groups do not."""
    tall = max((cell.row_span for cell in rows[0]), default=1)
    again = takewhile(lambda pair: _says(pair[0]) == _says(pair[1]), zip(rows[:tall], heading, strict=False))
    return len(list(again))


def _with_findings_of(gone: Row, kept: Row) -> Row:
    """A heading, with what is to be said of the same heading on the new page."""
    of_lines = (finding for cell in gone for line in cell.lines for finding in line.findings)
    of_cells = (finding for cell in gone for finding in cell.findings)
    return (replace(kept[0], findings=(*kept[0].findings, *of_cells, *of_lines)), *kept[1:])


def _goes_on(last: Sequence[Cell], first: Sequence[Cell], columns: int, key: int) -> bool:
    """Whether a page's first row is the rest of the row cut by the page end before it.

    The rest of a row names nothing of its own: its key column is empty where the cut row's is filled. Where the key
    column itself was cut (a heading over many lines), every cell that goes on does so from one that ended open. A row
    that spans the whole table is a heading, not a rest.
    """
    rest = [cell for cell in first if cell.lines]
    if not rest or any(cell.column_span >= columns > 1 for cell in (*first, *last)):
        return False
    if columns == 1:
        return rest[0].lines[0].marker is None
    if not any(cell.column == key for cell in rest):
        return True
    return _all_go_on(last, rest)


def _all_go_on(last: Sequence[Cell], first: Sequence[Cell]) -> bool:
    """Whether every cell of a page's first row that says anything goes on from one that ended open."""
    filled = {cell.column: cell for cell in last if cell.lines}
    return all(
        cell.column in filled and _ends_open(filled[cell.column]) and cell.lines[0].marker is None
        for cell in first
        if cell.lines
    )


def _ends_open(cell: Cell) -> bool:
    """Whether a cell's last line ends in the blank of a wrapped line, or fills its column."""
    (last,) = printed_lines(cell.lines[-1:])
    if (printed := last.printed) is None:
        return False
    margin = max(printed.start - printed.left, 0.0)
    return printed.blank_after or printed.right - margin - printed.end < printed.size
