"""The format-independent Document that every reader returns and every layout reads.

The reader of each format gives one that is finished, whatever its format had cut apart; layouts give it meaning.
Nothing here knows a file format, a library or a risk.

Positions: ``page`` counts from 1; boxes are PDF points from the page's top left corner; ``block``, ``row`` and
``column`` count from 0. Word and HTML have no pages, so a Place never requires one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Literal

from extractors.findings import Finding
from extractors.frozen import frozen
from extractors.places import Place

Format = Literal["pdf", "docx", "html", "text", "doc", "xlsx", "csv"]


@frozen
class Line:
    """One paragraph or list item, as its author wrote it.

    ``level`` is 0 for a paragraph, 1 for a list item, 2 and more for nested ones. ``marker`` is ``"•"`` for
    any bullet glyph, the number as printed (``"1."``) for a numbered item, else None. A bullet glyph is not
    part of ``text``; a number is. An item cut by a page end keeps the places of all its pieces. ``findings`` are
    what a careful reader would want to know of this line: they go wherever the line goes.
    """

    text: str
    level: int = 0
    marker: str | None = None
    places: tuple[Place, ...] = field(default=(), compare=False)
    findings: tuple[Finding, ...] = field(default=(), compare=False)


@frozen
class Cell:
    """One cell of a table: its anchor (top left) position, its spans, its lines and its fill.

    A position covered by another cell's span has no Cell of its own; an empty cell is a Cell without lines.
    ``fill`` is ``"#rrggbb"`` in lower case, or None where the cell is not filled. ``tables`` holds nested
    tables in order; their text is not repeated in ``lines``. ``findings`` are about the cell as a whole.
    """

    row: int
    column: int
    lines: tuple[Line, ...] = ()
    row_span: int = 1
    column_span: int = 1
    fill: str | None = None
    tables: tuple[Table, ...] = ()
    places: tuple[Place, ...] = field(default=(), compare=False)
    findings: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """The cell's lines joined by new lines, without markers."""
        return "\n".join(line.text for line in self.lines)


@frozen
class Table:
    """Cells on a grid of ``rows`` × ``columns``, in reading order.

    ``edges`` are the x positions of the column boundaries (PDF only, else empty). ``heads`` says how many rows
    at the top the *format itself* marks as headings (``th``, ``tblHeader``), 0 where it marks none.
    """

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    heads: int = field(default=0, compare=False)
    edges: tuple[float, ...] = field(default=(), compare=False)
    places: tuple[Place, ...] = field(default=(), compare=False)

    def by_row(self) -> Iterator[tuple[int, tuple[Cell, ...]]]:
        """Each row number with the cells anchored in that row, left to right; an empty row gives ()."""
        rows: dict[int, list[Cell]] = {row: [] for row in range(self.rows)}
        for cell in self.cells:
            rows[cell.row].append(cell)
        for row, cells in rows.items():
            yield row, tuple(sorted(cells, key=lambda cell: cell.column))


@frozen
class Paragraph:
    """A line of text outside any table. ``heading`` is the heading level (1 highest) the format gives, or 0."""

    line: Line
    heading: int = field(default=0, compare=False)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the paragraph stands."""
        return self.line.places


Block = Paragraph | Table


@frozen
class Document:
    """One file as read. Equal Documents say the same; places, markings and findings do not count.

    ``blocks`` are paragraphs and tables in reading order; ``furniture`` is what repeats on page after page
    (running heads, page numbers) or frames a web page (navigation, footer): kept, but not read for meaning.
    ``pages`` is the number of pages, ``skipped`` the pages ruled out unread (PDF only). ``findings`` are about the file
    or a page of it; what is to be said of a line or a cell stands there (``all_findings`` gives them all).
    """

    format: Format = field(compare=False)
    blocks: tuple[Block, ...] = ()
    furniture: tuple[Line, ...] = field(default=(), compare=False)
    title: str | None = field(default=None, compare=False)
    pages: int | None = field(default=None, compare=False)
    skipped: tuple[int, ...] = field(default=(), compare=False)
    findings: tuple[Finding, ...] = field(default=(), compare=False)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the document's body, in order (nested ones are inside their cells)."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


class UnreadableFileError(Exception):
    """This file cannot be read: damaged, locked, or of a format no reader knows.

    ``code`` is a short word for the reason (``damaged``, ``encrypted``, ``unknown_format``, ``empty``,
    ``too_large``, ``missing_tool``, ``conversion_failed``, ``conversion_timeout``); the message says in one sentence
    what is wrong and what the officer can do about it. The only error the ingest loop records and goes on from.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)  # what it is made of again when it comes from another process
        self.code = code
        self._message = message

    def __str__(self) -> str:
        return self._message


def all_findings(document: Document) -> Iterator[Finding]:
    """Everything there is to say about a document: of the file and its pages, then of each line and cell in order."""
    yield from document.findings
    for block in document.blocks:
        yield from block.line.findings if isinstance(block, Paragraph) else _findings_in(block)
    for line in document.furniture:
        yield from line.findings


def _findings_in(table: Table) -> Iterator[Finding]:
    for cell in table.cells:
        yield from cell.findings
        for line in cell.lines:
            yield from line.findings
        for nested in cell.tables:
            yield from _findings_in(nested)


def plain(lines: Iterable[Line]) -> str:
    """The text of some lines, joined by new lines."""
    return "\n".join(line.text for line in lines)
