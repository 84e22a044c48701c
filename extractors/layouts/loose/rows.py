"""The rows of a text rendering, one per printed line, and what is said about them while they are read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Cell, Document, Line, Paragraph, Table
from extractors.findings import Code, Finding
from extractors.layouts.loose.labels import CUT
from extractors.lines.bullets import GLYPHS
from extractors.places import Place

_WORD = re.compile(r"[^\W_]{2,}")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two tabs of a line; blank pieces count, for they keep the columns apart."""

    text: str
    bullet: bool = False
    places: tuple[Place, ...] = ()

    @property
    def blank(self) -> bool:
        """Whether it says nothing; it may still be a bullet."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line. ``table`` and ``number`` count from 1; a line outside any table has the table before it."""

    pieces: tuple[Piece, ...]
    block: int
    table: int
    number: int
    paragraph: bool = False

    @property
    def text(self) -> str:
        """The pieces as one text, a CUT between each two."""
        return CUT.join(piece.text for piece in self.pieces)

    @property
    def places(self) -> tuple[Place, ...]:
        """Where its pieces stand."""
        return tuple(place for piece in self.pieces for place in piece.places)

    def starts(self) -> Iterator[tuple[int, int]]:
        """Each piece that is not blank: its column and where it begins in ``text``."""
        at = 0
        for column, piece in enumerate(self.pieces):
            if not piece.blank:
                yield column, at
            at += len(piece.text) + len(CUT)

    def column_at(self, offset: int) -> int:
        """The column that a position in ``text`` lies in."""
        return self.text.count(CUT, 0, offset)

    def without(self, start: int, end: int) -> Row:
        """The row without a stretch of its ``text``, its columns staying where they are."""
        pieces, at = [], 0
        for piece in self.pieces:
            low, high = max(start - at, 0), max(end - at, 0)
            kept = f"{piece.text[:low]} {piece.text[high:]}" if low < len(piece.text) and high else piece.text
            pieces.append(replace(piece, text=kept.strip(" :")) if kept != piece.text else piece)
            at += len(piece.text) + len(CUT)
        return replace(self, pieces=tuple(pieces))


@dataclass(slots=True)
class Notes:
    """What is said about a register or a profile while it is read; ``subject`` is the entry at hand."""

    findings: list[Finding] = field(default_factory=list)
    subject: str | None = None

    def add(self, code: Code, message: str, places: Sequence[Place] = (), name: str | None = None) -> None:
        """Report something, at the first of some places and about a field of the entry at hand."""
        self.findings.append(Finding(code, message, next(iter(places), None), name, self.subject))

    def ignore(self, text: str, why: str, places: Sequence[Place] = (), name: str | None = None) -> None:
        """Report words that are left out on purpose."""
        self.add(Code.IGNORED_TEXT, f"left out, for {why}: '{text}'", places, name)


def rows_of(document: Document) -> list[Row]:
    """Every printed line of a document that holds anything, in order."""
    rows: list[Row] = []
    tables = 0
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            rows.append(Row((_piece([block.line], block.places),), number, tables, 1, paragraph=True))
            continue
        tables += 1
        rows += _table_rows(block, number, tables)
    return rows


def is_noise(text: str) -> bool:
    """Whether a piece holds no word: marks that a renderer made out of rules, specks and shadows."""
    return _WORD.search(_MARKUP.sub("", text)) is None


def _table_rows(table: Table, block: int, count: int) -> Iterator[Row]:
    for number, cells in table.by_row():
        pieces = tuple(_piece(cell.lines, cell.places) for cell in _in_place(cells))
        yield Row(_bullets_to_text(pieces), block, count, number + 1)


def _in_place(cells: Sequence[Cell]) -> Iterator[Cell]:
    """The cells of a row, with an empty one wherever a column before the last has none."""
    by_column = {cell.column: cell for cell in cells}
    for column in range(max(by_column, default=-1) + 1):
        yield by_column.get(column) or Cell(0, column)


def _piece(lines: Iterable[Line], places: tuple[Place, ...]) -> Piece:
    lines = tuple(lines)
    text = " ".join(" ".join(line.text.split()) for line in lines)
    bullet = bool(lines) and lines[0].level > 0
    if len(text) == 1 and text in GLYPHS:
        return Piece("", bullet=True, places=places)
    return Piece(text, bullet, places)


def _bullets_to_text(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A bullet in a piece of its own, before any text, belongs to the text after it."""
    first = next((column for column, piece in enumerate(pieces) if not piece.blank), 0)
    if not any(piece.bullet for piece in pieces[:first]):
        return pieces
    return (*pieces[:first], replace(pieces[first], bullet=True), *pieces[first + 1 :])
