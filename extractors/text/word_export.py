"""The rendering of Word's text export: a tab at the start of a line begins a cell, further lines are its paragraphs.

Where a row ends is not marked, but that a blank line follows it; as one may stand within a cell, too, rows are found
by their length, which the cells with an identifier show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.findings import Code
from extractors.lines.bullets import split_bullet
from extractors.text.cells import Block, Grid, Row, TextCell, is_identifier
from extractors.text.markup import read_cell
from extractors.text.prose import paragraphs
from extractors.text.sentences import ends_sentence

_TITLE = 6
"""No title of a table within a run of cells is longer, in words."""


def is_word_text(lines: Sequence[str]) -> bool:
    """Whether most lines with a tab have one, at their start: else tabs part the cells of a row."""
    tabs = [line for line in lines if "\t" in line]
    return sum(line.startswith("\t") and "\t" not in line[1:].rstrip() for line in tabs) > len(tabs) / 2


@dataclass(slots=True)
class _Cell:
    """What stands from one tab at the start of a line to the next."""

    lines: list[str]

    @property
    def may_end_row(self) -> bool:
        return any(not line.strip() for line in self.lines[1:])

    @property
    def after(self) -> list[str]:
        """The lines after its first blank one: its own, or what follows a table."""
        end = next((number for number, line in enumerate(self.lines) if number and not line.strip()), len(self.lines))
        return self.lines[end:]

    @property
    def title_after(self) -> list[str]:
        """Its last line with words and the blank ones below, if a blank one is above and it may be a table's title."""
        last = max((number for number, line in enumerate(self.lines) if line.strip()), default=0)
        stands_alone = last > 0 and not self.lines[last - 1].strip()
        short = len(self.lines[last].split()) <= _TITLE and not ends_sentence(self.lines[last])
        return self.lines[last:] if stands_alone and short and split_bullet(self.lines[last])[0] is None else []

    def read(self) -> TextCell:
        return read_cell("\n".join(self.lines))


def read_word_text(lines: Sequence[str]) -> list[Block]:
    """Paragraphs and tables in order. A cell by itself is no table but text; text after a table ends its last cell."""
    first = next((number for number, line in enumerate(lines) if line.startswith("\t")), len(lines))
    cells: list[_Cell] = []
    for line in lines[first:]:
        if line.startswith("\t"):
            cells.append(_Cell([line[1:]]))
        else:
            cells[-1].lines.append(line)
    blocks: list[Block] = [*paragraphs(lines[:first])]
    for table in _Cells(cells).tables():
        if len(table) == 1 and len(table[0]) == 1:
            blocks += paragraphs(table[0][0].lines)
        else:
            blocks += _read_table(table)
    return blocks


def _read_table(table: Sequence[Sequence[_Cell]]) -> list[Block]:
    """A table, or those that a title parts: it stands in the last cell before new headings, after a blank line.

    What follows all rows stands there, too.
    """
    blocks: list[Block] = []
    start = 0
    for number, row in enumerate(table):
        title = table[number - 1][-1].title_after if number else []
        if title and _is_heading(row):
            blocks += _read_rows(table[start:number], title)
            start = number
    return [*blocks, *_read_rows(table[start:], table[-1][-1].after)]


def _is_heading(row: Sequence[_Cell]) -> bool:
    read = Row([cell.read() for cell in row])
    return Grid([read]).heading is not None and not any(map(read.identifier, range(len(row))))


def _read_rows(table: Sequence[Sequence[_Cell]], following: Sequence[str]) -> list[Block]:
    """The rows of a table, and the paragraphs that follow it and stand at the end of its last cell."""
    rows = [Row([cell.read() for cell in row]) for row in table]
    written = table[-1][-1].lines
    last = _Cell(written[: len(written) - len(following)]).read()
    after = paragraphs(following)
    rows[-1].cells[-1] = last
    if last.pieces and after:
        message = (
            f"after a blank line, '{after[0].text[:40]}' follows the table's last cell; it is read as text after it"
        )
        last.note(Code.DOUBTFUL_CELL, message)
    return [Grid(rows), *after]


@dataclass(slots=True)
class _Cells:
    """All cells of a text, and where among them a row may start."""

    cells: Sequence[_Cell]
    starts: set[int] = field(init=False)
    named: list[int] = field(init=False)
    """Where a row may start that begins with an identifier."""

    def __post_init__(self) -> None:
        after_blank = {number for number, cell in enumerate(self.cells, 1) if cell.may_end_row}
        all_of_them = range(len(self.cells))  # where the blank lines were lost, any cell may begin a row
        self.starts = {0, *(after_blank or all_of_them), len(self.cells)}
        self.named = [number for number, cell in enumerate(self.cells) if self._names(number, cell)]

    def _names(self, number: int, cell: _Cell) -> bool:
        return number in self.starts and is_identifier(cell.read().text)

    def tables(self) -> list[list[Sequence[_Cell]]]:
        """The cells in rows, and rows of one length after one another in tables; a lone cell is a table of its own."""
        tables: list[list[Sequence[_Cell]]] = []
        at = width = 0
        while at < len(self.cells):
            if not (width and self._begins_row(at, width)):
                width = self._width(at)
                tables.append([])
            end = self._end(at, width)
            tables[-1].append(self.cells[at:end])
            at = end
        return tables

    def _width(self, at: int) -> int:
        """How many cells the rows have from here on: mostly as many as lie between two rows that are named."""
        piece = self._next_start(at) - at
        lengths = Counter(self._length(before, after, piece) for before, after in pairwise(self.named) if before >= at)
        usual = max(lengths, key=lambda length: (lengths[length], length == piece), default=piece)
        return usual if self._begins_row(at, usual) else piece

    def _length(self, start: int, end: int, piece: int) -> int:
        """How many cells lie between two named rows, but for blank rows, which are as long as the piece before them."""
        while 1 < piece < end - start and all(map(self._is_blank, range(end - piece, end))):
            end -= piece
        return end - start

    def _begins_row(self, at: int, width: int) -> bool:
        """Whether a row of a table of this width begins here: a whole one in one piece, or a named one."""
        if at in self.named:
            return width > 1
        if width == 1 or not self._is_whole(at, width):
            return False
        end = at + width
        return self._next_start(at) == end or end in self.named or self._is_blank(at) or self._is_blank(end)

    def _is_blank(self, number: int) -> bool:
        return number < len(self.cells) and not self.cells[number].read().pieces

    def _is_whole(self, at: int, width: int) -> bool:
        """Whether a row from here to its width ends where one may, without running into the next."""
        end = at + width
        return end in self.starts and not any(at < number < end for number in self.named)

    def _end(self, at: int, width: int) -> int:
        """Where the row ends: after its width; in a damaged row, at the possible end that comes nearest to that."""
        after = next((number for number in self.named if number > at), None)
        if self._is_whole(at, width) and (after is None or self._fills(at + width, after, width)):
            return at + width
        last = len(self.cells) if after is None else after
        return min(
            (start for start in self.starts if at < start <= last), key=lambda start: (abs(start - at - width), start)
        )

    def _fills(self, at: int, end: int, width: int) -> bool:
        """Whether rows stand between a row and the next named one, and not a cell or two that belong to the first."""
        return (end - at) % width == 0 or self._next_start(at) - at > 1

    def _next_start(self, at: int) -> int:
        return min(start for start in self.starts if start > at)
