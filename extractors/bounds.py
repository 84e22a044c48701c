"""How large a paper may be. What is larger is no register, and may be made to fill the memory or to take for ever.

The bounds stand here for all readers: far above what councils publish, and low enough that a paper within them is read
in a minute or so. Whoever meets something larger says so with ``too_large``; nothing is cut off silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from zipfile import ZipInfo

from extractors.document import Cell, Document, Line, Paragraph, Table, UnreadableFileError

UNPACKED = 256 * 2**20
"""Bytes that all of a file within an archive, or one stream of a PDF, comes to when it is unpacked."""
MARKUP = 32 * 2**20
"""Bytes of XML in an archive, or of a web page."""
ELEMENTS = 2_000_000
"""Angle brackets that open a tag of XML, in the parts of an archive together."""
MEMBERS = 10_000
"""Files in an archive."""
TEXT = 10_000_000
"""Characters of a whole document."""
LINE = 50_000
"""Characters of a line: a paragraph or an item of a list. Excel allows 32,767 in a cell."""
LINES = 200_000
REPORT_LINES = 20_000
"""Lines of reports and minutes in a document, each of whose sentences is looked through for changes; 400 full pages."""
TAGS = 300_000
"""Angle brackets that open a tag, in a web page."""
OPTIONS = 10_000
"""To choose from in one field of a web page."""
SHEET = 100_000
"""Cells of one sheet of a workbook, the empty ones too."""
CELLS = 200_000
"""In all the tables of a document."""
POSITIONS = 500_000
"""Rows times columns of a table, and what the spans of its cells cover together."""
COLUMNS = 2_000
"""Of a table; a cell of a web page may span half of them (HTML, 4.9.11)."""
DEPTH = 40
"""Tables one in another."""

PAGES = 10_000
PAGE_AREA = 40_000_000
"""Square points that a page of a PDF is large, in type of the usual size; A0 has 8 million."""
PAGE_TEXT = 100_000
"""Characters on a page of a PDF, and in what is shown of it."""
PAGE_WORDS = 6_000
PAGE_OBJECTS = 100_000
"""Texts, drawings and pictures on a page of a PDF."""
PAGE_POINTS = 500_000
"""Points of all the lines and curves on it."""
PAGE_MARKS = 20_000
"""Rules, fills and dots among them."""
PAGE_EDGES = 3_000
"""Rules on it that are left when those in line are joined."""
PAGE_CROSSINGS = 20_000
"""Rules across times rules down."""
PAGE_NOTES = 2_000
"""Form fields and notes on it."""


class PageTooLargeError(Exception):
    """A page of a PDF holds more than a page of a register; the message says of what, and how much."""


def check_page(what: str, count: float, most: int) -> None:
    """Give up a page of a PDF that holds more of something than a page of a register.

    Raises:
        PageTooLargeError: it does.
    """
    if count > most:
        raise PageTooLargeError(f"{count:.0f} {what}")


def too_large(what: str) -> UnreadableFileError:
    """The error for a file in which ``what`` is larger than in any register: ``"a table has 5000 columns"``."""
    return UnreadableFileError("too_large", f"{what}, far more than a register; save the register alone and offer that")


def check_archive(members: Sequence[ZipInfo]) -> None:
    """Refuse an archive of too many files, or that unpacks to too much. None can unpack to more than it states.

    Raises:
        UnreadableFileError: ``too_large``.
    """
    markup = sum(member.file_size for member in members if is_markup(member.filename))
    if len(members) > MEMBERS:
        raise too_large(f"the file is an archive of {len(members)} files")
    if sum(member.file_size for member in members) > UNPACKED or markup > MARKUP:
        raise too_large(f"the file unpacks to more than {MARKUP >> 20} MB of text or {UNPACKED >> 20} MB of all")


def check_elements(members: Mapping[str, bytes]) -> None:
    """Refuse unpacked files of an archive that hold too many elements of XML.

    Raises:
        UnreadableFileError: ``too_large``.
    """
    elements = sum(data.count(b"<") for name, data in members.items() if is_markup(name))
    if elements > ELEMENTS:
        raise too_large(f"the file is made of {elements} elements")


def is_markup(name: str) -> bool:
    """Whether a file in an archive is XML, by its name."""
    return name.casefold().endswith((".xml", ".rels", ".vml"))


def check_text(length: int) -> None:
    """Refuse a text of too many characters.

    Raises:
        UnreadableFileError: ``too_large``.
    """
    if length > TEXT:
        raise too_large(f"the file holds {length} characters of text")


def check_line(length: int) -> None:
    """Refuse a line of too many characters.

    Raises:
        UnreadableFileError: ``too_large``.
    """
    if length > LINE:
        raise too_large(f"one paragraph of the file has {length} characters")


def check_reports(lines: int) -> None:
    """Refuse a document with reports or minutes of too many lines.

    Raises:
        UnreadableFileError: ``too_large``.
    """
    if lines > REPORT_LINES:
        raise too_large(f"the file has {lines} lines of reports or minutes")


def check_table(rows: int, columns: int, covered: int = 0) -> None:
    """Refuse a table of too many columns or positions; ``covered`` are those that its cells cover, some of them twice.

    Raises:
        UnreadableFileError: ``too_large``.
    """
    if columns > COLUMNS or max(rows * columns, covered) > POSITIONS:
        raise too_large(f"a table of the file has {rows} rows and {columns} columns")


def check_sheet(name: str, rows: int, columns: int) -> None:
    """Refuse a sheet of too many cells; ``name`` is "" where the file has only one, without a name.

    Raises:
        UnreadableFileError: ``too_large``.
    """
    if rows * columns > SHEET:
        which = f"the sheet '{name}'" if name else "the file"
        raise too_large(f"{which} has {rows} rows and {columns} columns")


def check_document(document: Document) -> None:
    """Refuse a document that is larger than what is made of it later can bear.

    Raises:
        UnreadableFileError: ``too_large``.
    """
    text = lines = cells = 0
    for part in _parts(document):
        if isinstance(part, Line):
            check_line(len(part.text))
            text, lines = text + len(part.text), lines + 1
        else:
            check_table(part.rows, part.columns, sum(cell.row_span * cell.column_span for cell in part.cells))
            cells += len(part.cells)
    check_text(text)
    if lines > LINES:
        raise too_large(f"the file has {lines} lines of text")
    if cells > CELLS:
        raise too_large(f"the tables of the file have {cells} cells")


def _parts(document: Document) -> Iterator[Line | Table]:
    """The lines and tables of a document, those within its cells too."""
    yield from document.furniture
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.line
        else:
            yield from _in_table(block)


def _in_table(table: Table) -> Iterator[Line | Table]:
    yield table
    for cell in table.cells:
        yield from _in_cell(cell)


def _in_cell(cell: Cell) -> Iterable[Line | Table]:
    yield from cell.lines
    for nested in cell.tables:
        yield from _in_table(nested)
