"""The rows and cells of a text rendering while it is being repaired: places are given only when all is in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.findings import Code
from extractors.lines.bullets import BULLET
from extractors.lines.drafts import DraftCell, DraftFinding, DraftLine, DraftTable

_IDENTIFIER = re.compile(r"[A-Za-z]{1,6}[.\s–-]{0,3}\d{1,3}")
"""The shape of what names a row: a few letters and a number."""
_HEADING_LENGTH = 80
"""No heading of a column is longer, in characters."""


@dataclass(slots=True)
class TextCell:
    """A cell: what it says, and what there is to report of it.

    Until :func:`levelled` is asked, the level of a line is its depth in lists of the markup (1 also for a typed bullet
    outside any), its marker the number that a list of the markup gives it, and ``typed`` the bullet typed before it.
    """

    lines: list[DraftLine] = field(default_factory=list)
    notes: list[DraftFinding] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, notes: Iterable[DraftFinding] = ()) -> TextCell:
        """A cell of one paragraph, or a blank one, with what there is to report of it."""
        return cls([DraftLine(text)] if text else [], list(notes))

    @classmethod
    def unreadable(cls, message: str, notes: Iterable[DraftFinding] = ()) -> TextCell:
        """A blank cell, whose value cannot be read for a reason."""
        return cls(notes=[*notes, DraftFinding(Code.UNREADABLE_VALUE, message)])

    @property
    def text(self) -> str:
        """Everything it says, in one line."""
        return " ".join(line.text for line in self.lines)

    def note(self, code: Code, message: str) -> None:
        """Report something of this cell."""
        self.notes.append(DraftFinding(code, message))

    def take(self, other: TextCell, *, as_one: bool = False) -> None:
        """Add another cell's content; with ``as_one`` its first line goes on with the last of this one."""
        rest = other.lines
        if as_one and self.lines and rest:
            self.lines[-1].text += f" {rest[0].whole}"
            rest = rest[1:]
        self.lines += rest
        self.notes += other.notes


@dataclass(slots=True)
class Row:
    """The cells of a row. ``after_break``: nothing but the end of a page may part it from the row before."""

    cells: list[TextCell]
    after_break: bool = False

    @property
    def texts(self) -> list[str]:
        """What each cell says."""
        return [cell.text for cell in self.cells]

    def is_named(self, column: int) -> bool:
        """Whether its cell in a column names the row."""
        return column < len(self.cells) and is_identifier(self.cells[column].text)

    def is_blank(self) -> bool:
        """Whether no cell says anything."""
        return not any(cell.lines for cell in self.cells)


@dataclass(slots=True)
class Grid:
    """A table: its rows, each with as many cells as the rendering left it."""

    rows: list[Row]

    @property
    def headings(self) -> list[str]:
        """The first row with words in it, if every cell of it is short enough for a heading and none is blank."""
        first = next((row.texts for row in self.rows if not row.is_blank()), [])
        return first if all(0 < len(text) <= _HEADING_LENGTH for text in first) else []

    @property
    def key(self) -> int | None:
        """The column whose cells name the rows under a heading row; None in a table whose rows have no names."""
        headings = self.headings
        return key_of(headings, [sum(row.is_named(column) for row in self.rows) for column in range(len(headings))])

    def draft(self) -> DraftTable:
        """The table, with a cell for each cell of a row and none where a row is short."""
        cells = [
            DraftCell(number, column, content=[*levelled(cell.lines), *cell.notes])
            for number, row in enumerate(self.rows)
            for column, cell in enumerate(row.cells)
        ]
        return DraftTable(len(self.rows), max(len(row.cells) for row in self.rows), cells)


Block = DraftLine | Grid
"""What a text is made of: paragraphs and tables."""


def key_of(headings: Sequence[str], names: Sequence[int]) -> int | None:
    """The column that names rows, by the headings and how many rows each column names."""
    if len(headings) < 3 or not any(names):
        return None
    key = names.index(max(names))
    return None if is_identifier(headings[key]) else key


def is_identifier(text: str) -> bool:
    """Whether a text, all of it, has the shape of what names a row."""
    return _IDENTIFIER.fullmatch(text) is not None


def levelled(lines: Iterable[DraftLine]) -> list[DraftLine]:
    """The lines of a cell with their levels in the end.

    The first bullet glyph of a cell is level 1, another one under it a level deeper, and one that was there before
    goes back to its level; what the markup's own lists say counts where it is deeper.
    """
    found = []
    glyphs: list[str] = []
    for line in lines:
        if line.typed in glyphs:
            del glyphs[glyphs.index(line.typed) + 1 :]
        elif line.typed:
            glyphs.append(line.typed)
        level = max(line.level, len(glyphs) if line.typed else 0)
        text = f"{line.marker} {line.text}" if line.marker else line.text
        found.append(DraftLine(text, level, (line.marker or BULLET) if level else None, line.heading))
    return found
