"""What page ends and narrow columns cut is made whole: the Document as its author wrote it.

Tables that a page end cut are joined, headings repeated on the new page go, a row cut by the page end becomes one
row again, and in every cell the printed lines become paragraphs and list items. A stitched row keeps the places and
the findings of all its pieces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from extractors.document import Block, Cell, Document, Line, Paragraph, Table
from extractors.pdf.bands import IDENTIFIER
from extractors.pdf.evidence import Evidence, gather_evidence
from extractors.pdf.printed import PrintedLine, printed_lines
from extractors.pdf.unwrap import text_limit, unwrap

_TOLERANCE = 3.0
"""Column boundaries closer than this, in points, are one, as in the table finder."""

_CONTINUED = re.compile(r"\W*\b(?:continued|cont(?:inue)?['’]?d|cont|ctd)\b\W*$", re.IGNORECASE)
"""What a cell ends in that goes on with one above it: ``CR3 (continued)``, ``CR3 cont'd``."""


def stitch(document: Document) -> Document:
    """Join what was cut: tables and rows over page ends, then the lines of each cell and of each run of text."""
    blocks = [_with_continued(b) if isinstance(b, Table) else b for b in _join_tables(document.blocks)]
    evidence = gather_evidence(printed_lines(_lines(document.blocks)))
    whole: list[Block] = []
    for run in _runs(blocks):
        whole += [_unwrap_table(run, evidence)] if isinstance(run, Table) else _unwrap_paragraphs(run, evidence)
    furniture = tuple(line.finished() for line in printed_lines(document.furniture))
    return replace(document, blocks=tuple(whole), furniture=furniture)


def _lines(blocks: Iterable[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.line
        else:
            for cell in block.cells:
                yield from cell.lines


# Tables over pages


def _join_tables(blocks: Sequence[Block]) -> Iterator[Block]:
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
    """Whether a piece stands on the next page under the same outer columns: then it goes on with the table."""
    before, here = table.places[-1].page, piece.places[0].page
    if before is None or here != before + 1:
        return False
    if len(piece.edges) == 2:  # a lone cell, the tail of a card, may stand under any of the columns
        return all(any(abs(edge - other) <= _TOLERANCE for other in table.edges) for edge in piece.edges)
    shared = sum(any(abs(edge - other) <= _TOLERANCE for other in table.edges) for edge in piece.edges)
    outer = all(abs(piece.edges[end] - table.edges[end]) <= _TOLERANCE for end in (0, -1))
    return outer and shared >= min(len(piece.edges), len(table.edges))


def _join(table: Table, piece: Table) -> Table:
    """One table of two pieces, on the columns of both: a boundary may not show where cells span it."""
    edges = _union(table.edges, piece.edges)
    table, piece = _on_columns(table, edges), _on_columns(piece, edges)
    joined, rows = _rows(table), _rows(piece)
    key = _key_column(replace(table, cells=table.cells + piece.cells))
    if rows and (heading := _heading_again(rows, joined, key)) is not None:
        joined[heading] = _with_findings_of(rows[0], joined[heading])
        rows = rows[1:]
    tall = _tall_cells(joined)
    if rows and _is_beside(tall, rows[0]):
        joined, rows = _lengthen(joined, rows, tall)
    elif rows and _goes_on(joined[-1], rows[0], table.columns, key):
        joined[-1] = _join_rows(joined[-1], rows[0])
        rows = rows[1:]
    joined += rows
    cells = tuple(replace(cell, row=number) for number, row in enumerate(joined) for cell in row)
    return replace(table, rows=len(joined), cells=cells, places=table.places + piece.places)


_Row = tuple[Cell, ...]
_Extent = tuple[int, int]


def _tall_cells(rows: Sequence[_Row]) -> dict[_Extent, Cell]:
    """By column and its span, the cells that span several rows down to the last one."""
    last = len(rows) - 1
    return {
        (cell.column, cell.column_span): cell
        for row in rows
        for cell in row
        if cell.row_span > 1 and cell.row + cell.row_span > last
    }


def _is_beside(tall: Mapping[_Extent, Cell], first: _Row) -> bool:
    """Whether a page's first row stands beside the rest of all these cells, and does not only hold them."""
    extents = {(cell.column, cell.column_span) for cell in first}
    return bool(tall) and extents > tall.keys()


def _lengthen(table: list[_Row], piece: list[_Row], tall: Mapping[_Extent, Cell]) -> tuple[list[_Row], list[_Row]]:
    """Cells that span several rows up to the page end, made one with what stands below them on the next page.

    Beside them rows begin and end, so that only the cells there show whether the last row goes on.
    """
    rests = {(cell.column, cell.column_span): cell for cell in piece[0]}
    beside = tuple(cell for extent, cell in rests.items() if extent not in tall)
    goes_on = _all_go_on(table[-1], beside)
    for extent, cell in tall.items():
        rest = rests[extent]
        longer = replace(_join_cells(cell, rest), row_span=cell.row_span + rest.row_span - goes_on)
        table[cell.row] = tuple(longer if other is cell else other for other in table[cell.row])
    if not goes_on:
        return table, [beside, *piece[1:]]
    table[-1] = _join_rows(table[-1], beside)
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


def _rows(table: Table) -> list[tuple[Cell, ...]]:
    return [cells for _, cells in table.by_row()]


def _says(row: Iterable[Cell]) -> list[tuple[int, str]]:
    """What a row says, cell by cell, without how its lines were wrapped."""
    return [(cell.column, " ".join(line.text for line in cell.lines)) for cell in row if cell.lines]


def _heading_again(rows: Sequence[_Row], before: Sequence[_Row], key: int) -> int | None:
    """Which heading of the table a page's first row repeats: its first row, or one above a row with a name.

    Labels and values recur, too: each card of a register has a row that says no more than ``Current Controls``.
    """
    said = _says(rows[0])
    if len(said) < 2:
        return None
    top = next((number for number, row in enumerate(before) if len(_says(row)) > 1), 0)
    for number, row in enumerate(before):
        if _says(row) == said:
            below = next(filter(_says, (*before[number + 1 :], *rows[1:])), ())
            named = any(cell.column == key and IDENTIFIER.fullmatch(cell.text) for cell in below)
            if number == top or named:
                return number
    return None


def _with_findings_of(gone: _Row, kept: _Row) -> _Row:
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


def _key_column(table: Table) -> int:
    """The column whose cells name the rows: most of them look like an identifier; the first where none does."""
    named = Counter(cell.column for cell in table.cells if IDENTIFIER.fullmatch(cell.text))
    return min(named, key=lambda column: (-named[column], column)) if named else 0


def _join_rows(last: Sequence[Cell], first: Sequence[Cell]) -> tuple[Cell, ...]:
    """One row of its two pieces, cell by cell."""
    rest = {cell.column: cell for cell in first}
    joined = [_join_cells(cell, rest.pop(cell.column, None)) for cell in last]
    return tuple(sorted([*joined, *rest.values()], key=lambda cell: cell.column))


def _join_cells(cell: Cell, rest: Cell | None) -> Cell:
    if rest is None:
        return cell
    return replace(
        cell,
        lines=cell.lines + rest.lines,
        fill=cell.fill or rest.fill,
        places=cell.places + rest.places,
        findings=cell.findings + rest.findings,
    )


def _with_continued(table: Table) -> Table:
    """The table with every row that says it goes on with the one above it (``CR3 (continued)``) made one with it."""
    if not any(_CONTINUED.search(cell.text) for cell in table.cells):
        return table
    key = _key_column(table)
    joined: list[_Row] = []
    for row in _rows(table):
        if joined and _is_continued(joined[-1], row, key):
            joined[-1] = _join_rows(joined[-1], _without_repeats(joined[-1], row))
        else:
            joined.append(row)
    cells = tuple(replace(cell, row=number) for number, row in enumerate(joined) for cell in row)
    return replace(table, rows=len(joined), cells=cells)


def _is_continued(last: Iterable[Cell], row: Iterable[Cell], key: int) -> bool:
    """Whether a row bears the name of the row before it, marked as continued; no cell may span rows."""
    named, name = ([cell for cell in cells if cell.column == key and cell.row_span == 1] for cells in (last, row))
    return bool(named and name and _CONTINUED.search(name[0].text)) and _repeats(named[0], name[0])


def _repeats(above: Cell, cell: Cell) -> bool:
    """Whether a cell says again, with or without a mark that it continues, what the cell above it begins with."""
    again, before = (" ".join(_CONTINUED.sub("", text).split()) for text in (cell.text, above.text))
    return again == before or (bool(_CONTINUED.search(cell.text)) and before.startswith(again))


def _without_repeats(last: Iterable[Cell], row: Iterable[Cell]) -> _Row:
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


# Lines in cells and on pages


def _unwrap_table(table: Table, evidence: Evidence) -> Table:
    """The table with every cell's lines joined; cells over the same columns share how far their text reaches."""
    columns: dict[tuple[int, int], list[PrintedLine]] = {}
    for cell in table.cells:
        columns.setdefault((cell.column, cell.column_span), []).extend(printed_lines(cell.lines))
    limits = {column: text_limit(lines) for column, lines in columns.items()}
    cells = (
        replace(cell, lines=tuple(unwrap(printed_lines(cell.lines), limits[cell.column, cell.column_span], evidence)))
        for cell in table.cells
    )
    return replace(table, cells=tuple(cells))


def _runs(blocks: Iterable[Block]) -> Iterator[Table | list[Paragraph]]:
    """Tables, and the paragraphs between them together."""
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        if run:
            yield run
            run = []
        yield block
    if run:
        yield run


def _unwrap_paragraphs(run: Sequence[Paragraph], evidence: Evidence) -> list[Paragraph]:
    """Paragraphs with their lines joined; pages of one width share how far their text reaches."""
    lines = printed_lines(paragraph.line for paragraph in run)
    widths: dict[tuple[float, float] | None, list[PrintedLine]] = {}
    for line in lines:
        widths.setdefault(_width(line), []).append(line)
    limits = {width: text_limit(lines) for width, lines in widths.items()}
    groups = groupby(lines, key=_width)
    return [Paragraph(whole) for width, group in groups for whole in unwrap(list(group), limits[width], evidence)]


def _width(line: PrintedLine) -> tuple[float, float] | None:
    """The bounds of the page that a line stands on, where it has any."""
    return None if line.printed is None else (line.printed.left, line.printed.right)
