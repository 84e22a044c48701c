"""What page ends and narrow columns cut is made whole: the Document as its author wrote it.

Tables that a page end cut are joined, headings repeated on the new page go, a row cut by the page end becomes one
row again, and in every cell the printed lines become paragraphs and list items. A stitched row keeps the places and
the findings of all its pieces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from extractors.document import Block, Document, Line, Paragraph, Table
from extractors.pdf.continued import with_continued
from extractors.pdf.evidence import Evidence, gather_evidence
from extractors.pdf.halves import join_halves
from extractors.pdf.page_ends import join_tables
from extractors.pdf.printed import PrintedLine, printed_lines
from extractors.pdf.unwrap import text_limit, unwrap


def stitch(document: Document) -> Document:
    """Join what was cut: tables and rows over page ends, then the lines of each cell and of each run of text."""
    joined = join_halves(join_tables(join_halves(document.blocks)))
    blocks = [with_continued(block) if isinstance(block, Table) else block for block in joined]
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


def _unwrap_table(table: Table, evidence: Evidence) -> Table:
    """The table with every cell's lines joined; cells over the same columns share how far their text reaches."""
    columns: dict[tuple[int, int], list[PrintedLine]] = {}
    for cell in table.cells:
        columns.setdefault((cell.column, cell.column_span), []).extend(printed_lines(cell.lines))
    limits = {column: text_limit(lines) for column, lines in columns.items()}
    cells = (
        replace(cell, lines=tuple(unwrap(printed_lines(cell.lines), limits[cell.column, cell.column_span], evidence)))
        if cell.lines
        else cell
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
