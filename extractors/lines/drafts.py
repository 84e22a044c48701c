"""A document under construction, for readers of all formats but PDF: places are given last.

While such a file is being read nobody knows yet which block a line will stand in: a web page's outer tables may
turn out to be mere frames. So the readers collect drafts, in reading order, and :func:`assemble` numbers them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from textwrap import shorten

from extractors.bounds import check_line, check_table
from extractors.document import Block, Cell, Line, Paragraph, Table
from extractors.findings import Code, Finding
from extractors.lines.bullets import BULLET, split_bullet
from extractors.lines.characters import LINE_BREAK, PRIVATE, clean
from extractors.lines.decoded import UNKNOWN
from extractors.places import Place

WHITE = "#ffffff"

_QUOTED = 300
"""How many characters of what was not read a message quotes."""
_NOT_SHOWN = frozenset((Code.HIDDEN_TEXT, Code.STRUCK_TEXT))


@dataclass(frozen=True, slots=True)
class Item:
    """What makes a paragraph a list item: its depth (1 outermost) and its bullet, or its number as printed."""

    level: int
    marker: str


@dataclass(slots=True)
class DraftLine:
    """A line to be; the fields are those of ``Line``, and the heading level of the Paragraph it may become.

    ``typed`` is the bullet that was typed in front of its text, which may have been a box to tick. ``at``, here and
    below, is where a spreadsheet has it, but for the block.
    """

    text: str
    level: int = 0
    marker: str | None = None
    heading: int = 0
    typed: str = ""
    at: Place | None = None

    @property
    def whole(self) -> str:
        """The text with the bullet that was typed in front of it."""
        return f"{self.typed} {self.text}" if self.typed else self.text


@dataclass(slots=True)
class DraftCell:
    """A cell to be, with everything in it in reading order."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1
    fill: str | None = None
    content: list[Draft] = field(default_factory=list)
    at: Place | None = None


@dataclass(slots=True)
class DraftTable:
    """A table to be. ``frame`` says that it only arranges a page: its cells' content stands where it stands.

    ``widths`` are those of its columns, where the format states them.
    """

    rows: int
    columns: int
    cells: list[DraftCell]
    heads: int = 0
    frame: bool = False
    widths: tuple[int, ...] = ()


@dataclass(slots=True)
class DraftAside:
    """Content that may be no content: furniture, if it stands outside every data table."""

    content: list[Draft]


@dataclass(slots=True)
class DraftFinding:
    """A finding to be: in a cell about that cell, elsewhere about the file at the place where it stands.

    ``value`` are the words it is about. Outside cells, those of one code and message are one finding in the end.
    """

    code: Code
    message: str
    value: str | None = None
    at: Place | None = None


Draft = DraftLine | DraftTable | DraftAside | DraftFinding


def split_lines(raw: str, item: Item | None = None, heading: int = 0) -> list[DraftLine]:
    """The lines of one paragraph, given its text with ``LINE_BREAK`` for each hard break; none if it is blank.

    The first line is the ``item``, if the paragraph is one; a line that starts with a typed bullet is one of
    level 1; all others are plain. That is what a print of the paragraph looks like.

    Raises:
        UnreadableFileError: ``too_large``.
    """
    lines = []
    for part in raw.split(LINE_BREAK):
        check_line(len(part))
        text = clean(part)
        if not text:
            continue
        bullet, rest = split_bullet(text)
        if item is None:
            typed = text[: len(text) - len(rest)].strip()
            lines.append(DraftLine(rest, 1 if bullet else 0, bullet, heading, typed))
        elif item.marker == BULLET:
            lines.append(DraftLine(rest, item.level, BULLET, heading))
        else:
            lines.append(DraftLine(f"{item.marker} {text}", item.level, item.marker, heading))
        item = None
    return lines


def lines_in(drafts: Iterable[Draft]) -> Iterator[DraftLine]:
    """Every line in reading order, those of tables and asides too."""
    for draft in drafts:
        match draft:
            case DraftLine():
                yield draft
            case DraftTable():
                for cell in draft.cells:
                    yield from lines_in(cell.content)
            case DraftAside():
                yield from lines_in(draft.content)


def clear_hidden_rows(table: DraftTable) -> list[DraftFinding]:
    """Clear the cells of rows in which every word is hidden or struck out; what is to be said of them."""
    taken = []
    rows: dict[int, list[DraftCell]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        drafts = [draft for cell in cells for draft in cell.content]
        if drafts and all(isinstance(draft, DraftFinding) and draft.code in _NOT_SHOWN for draft in drafts):
            words = "; ".join(draft.value for draft in drafts if isinstance(draft, DraftFinding) and draft.value)
            message = "rows whose words are hidden or struck out were not read"
            taken.append(DraftFinding(Code.HIDDEN_ROWS, message, words))
            for cell in cells:
                cell.content.clear()
    return taken


def assemble(drafts: Iterable[Draft]) -> tuple[tuple[Block, ...], tuple[Finding, ...]]:
    """The blocks of a document with their places, and what there is to say of the file around them.

    What is to be said of a line or a cell stands on it. Blocks count from 0. A nested table and all in it stand where
    its outermost cell stands.
    """
    blocks: list[Block] = []
    noted: dict[tuple[Code, str], list[tuple[Place, str | None]]] = {}
    for draft in drafts:
        place = Place(len(blocks))
        match draft:
            case DraftLine():
                blocks.append(Paragraph(_line(draft, _at(draft, place)), draft.heading))
            case DraftTable():
                blocks.append(_table(draft, place))
            case DraftFinding():
                noted.setdefault((draft.code, draft.message), []).append((_at(draft, place), draft.value))
    return tuple(blocks), tuple(_one_finding(code, message, about) for (code, message), about in noted.items())


def _at(draft: DraftLine | DraftCell | DraftFinding, place: Place) -> Place:
    return replace(draft.at, block=place.block) if draft.at else place


def _one_finding(code: Code, message: str, about: list[tuple[Place, str | None]]) -> Finding:
    """One finding for one cause, with its words and all its places."""
    words = "; ".join(value for _, value in about if value)
    places = list(dict.fromkeys(place for place, _ in about))
    said = f"{message}: {shorten(words, _QUOTED, placeholder=' …')}" if words else message
    return Finding(code, said, places[0], value=words or None, also=tuple(places[1:]))


def _table(draft: DraftTable, place: Place) -> Table:
    check_table(draft.rows, draft.columns)
    cells = []
    for cell in draft.cells:
        here = place if place.row is not None else _at(cell, Place(place.block, cell.row, cell.column))
        lines, tables, findings = [], [], []
        for part in cell.content:
            match part:
                case DraftLine():
                    lines.append(_line(part, here))
                case DraftTable():
                    tables.append(_table(part, here))
                case DraftFinding():
                    findings.append(Finding(part.code, part.message, here, value=part.value))
        fill = cell.fill if cell.fill != WHITE else None
        spans = (cell.row_span, cell.column_span)
        about = tuple(findings)
        cells.append(Cell(cell.row, cell.column, tuple(lines), *spans, fill, tuple(tables), (here,), about))
    return Table(draft.rows, draft.columns, tuple(cells), draft.heads, places=(place,))


def _line(draft: DraftLine, place: Place) -> Line:
    findings = []
    if unknown := PRIVATE.findall(draft.text):
        codes = ", ".join(f"U+{ord(glyph):04X}" for glyph in unknown)
        findings.append(Finding(Code.UNKNOWN_SYMBOL, f"symbols that symbols.toml does not list: {codes}", place))
    if UNKNOWN in draft.text:
        message = f"words with characters that the file does not explain: {shorten(draft.text, _QUOTED)}"
        findings.append(Finding(Code.UNDECODABLE_CHARACTERS, message, place))
    return Line(draft.text, draft.level, draft.marker, (place,), findings=tuple(findings))
