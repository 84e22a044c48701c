"""The rows and cells of a text rendering while it is being repaired: places are given only when all is in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.findings import Code
from extractors.lines.bullets import BULLET
from extractors.lines.drafts import DraftCell, DraftFinding, DraftLine, DraftTable

_IDENTIFIER = re.compile(r"[A-Za-z]{1,6}[.\s–-]{0,3}\d{1,3}")
"""The shape of what names a row: a few letters and a number."""

_HEADING_LENGTH = 80
"""No heading of a column is longer, in characters."""


@dataclass(slots=True)
class Piece:
    """A paragraph or list item of a cell, as the rendering gives it.

    ``depth`` is how deep the item stands in lists of the markup (1 outermost; 1 also for a typed bullet outside any),
    0 for a paragraph. ``glyph`` is the bullet typed before it, ``number`` its number in a numbered list of the markup;
    an item of the markup alone has neither.
    """

    text: str
    depth: int = 0
    glyph: str | None = None
    number: str | None = None


@dataclass(slots=True)
class TextCell:
    """A cell: what it says, and what there is to report of it. ``lost_list``: its list has no marks of items left."""

    pieces: list[Piece] = field(default_factory=list)
    lost_list: bool = False
    notes: list[DraftFinding] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, notes: Iterable[DraftFinding] = ()) -> TextCell:
        """A cell of one paragraph, or a blank one, with what there is to report of it."""
        return cls([Piece(text)] if text else [], notes=list(notes))

    @property
    def text(self) -> str:
        """Everything it says, in one line."""
        return " ".join(piece.text for piece in self.pieces)

    def note(self, code: Code, message: str) -> None:
        """Report something of this cell."""
        self.notes.append(DraftFinding(code, message))

    def join(self, other: TextCell) -> None:
        """Add another cell's content as words of the same line, for the two were one cell."""
        rest = other.pieces
        if self.pieces and rest:
            self.pieces[-1].text += f" {rest[0].text}"
            rest = rest[1:]
        self.take(TextCell(rest, other.lost_list, other.notes))

    def take(self, other: TextCell) -> None:
        """Add another cell's content to this one's."""
        self.pieces += other.pieces
        self.notes += other.notes
        self.lost_list = self.lost_list or other.lost_list


@dataclass(slots=True)
class Row:
    """The cells of a row. ``after_break``: nothing but the end of a page may part it from the row before."""

    cells: list[TextCell]
    after_break: bool = False

    def identifier(self, column: int) -> str | None:
        """What names the row, if its cell in the key column does."""
        text = self.cells[column].text if column < len(self.cells) else ""
        return text if _IDENTIFIER.fullmatch(text) else None

    def is_blank(self) -> bool:
        """Whether no cell says anything."""
        return not any(cell.pieces for cell in self.cells)

    def says(self) -> list[str]:
        """What each cell says."""
        return [cell.text for cell in self.cells]


@dataclass(slots=True)
class Grid:
    """A table: its rows, each with as many cells as the rendering left it."""

    rows: list[Row]

    @property
    def heading(self) -> Row | None:
        """The first row with words in it, if every cell of it is short enough for a heading and none is blank."""
        first = next((row for row in self.rows if not row.is_blank()), None)
        if first is None or any(not 0 < len(cell.text) <= _HEADING_LENGTH for cell in first.cells):
            return None
        return first

    @property
    def key(self) -> int | None:
        """The column whose cells name the rows under a heading row; None in a table whose rows have no names."""
        if self.heading is None or len(self.heading.cells) < 3:
            return None
        counts = [
            sum(row.identifier(column) is not None for row in self.rows) for column in range(len(self.heading.cells))
        ]
        best = max(counts)
        return counts.index(best) if best and self.heading.identifier(counts.index(best)) is None else None

    def draft(self) -> DraftTable:
        """The table, with a cell for each piece of a row and none where a row is short."""
        cells = [
            DraftCell(number, column, content=[*lines(cell.pieces), *cell.notes])
            for number, row in enumerate(self.rows)
            for column, cell in enumerate(row.cells)
        ]
        return DraftTable(len(self.rows), max(len(row.cells) for row in self.rows), cells)


Block = DraftLine | Grid
"""What a text is made of: paragraphs and tables."""


def is_identifier(text: str) -> bool:
    """Whether a text, all of it, has the shape of what names a row."""
    return _IDENTIFIER.fullmatch(text) is not None


def lines(pieces: Iterable[Piece]) -> list[DraftLine]:
    """The lines of a cell with their levels.

    The first bullet glyph of a cell is level 1, another one under it a level deeper, and one that was there before
    goes back to its level; what the markup's own lists say counts where it is deeper.
    """
    found = []
    glyphs: list[str] = []
    for piece in pieces:
        if not piece.depth:
            found.append(DraftLine(piece.text))
            continue
        if piece.number:
            found.append(DraftLine(f"{piece.number} {piece.text}", piece.depth, piece.number))
            continue
        if piece.glyph in glyphs:
            del glyphs[glyphs.index(piece.glyph) + 1 :]
        elif piece.glyph:
            glyphs.append(piece.glyph)
        found.append(DraftLine(piece.text, max(piece.depth, len(glyphs) if piece.glyph else 0), BULLET))
    return found
