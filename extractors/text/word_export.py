"""The rendering of Word's text export: a tab at the start of a line begins a cell, further lines are its paragraphs.

Where a row ends is not marked, but that a blank line follows it; as one may be within a cell, too, rows are found
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
from extractors.text.markup import paragraphs, read_cell
from extractors.text.sentences import ends_sentence

_TITLE = 6
"""No title of a table within a run of cells is longer, in words."""


def is_word_text(lines: Sequence[str]) -> bool:
    """Whether most lines with a tab have one, at their start: else tabs part the cells of a row."""
    tabs = [line for line in lines if "\t" in line]
    return sum(line.startswith("\t") and "\t" not in line[1:].rstrip() for line in tabs) > len(tabs) / 2


@dataclass(slots=True)
class _Cell:
    """What is from one tab at the start of a line to the next."""

    lines: list[str]
    read: TextCell = field(init=False)
    blank: int = field(init=False)
    """Its first blank line, after which a row may end; else how many lines it has."""

    def __post_init__(self) -> None:
        self.read = read_cell("\n".join(self.lines))
        blank = (number for number, line in enumerate(self.lines) if number and not line.strip())
        self.blank = next(blank, len(self.lines))

    @property
    def title(self) -> int:
        """Its last line with words, if a blank one is above and it may be a table's title; else how many lines."""
        last = max((number for number, line in enumerate(self.lines) if line.strip()), default=0)
        line = self.lines[last]
        is_title = len(line.split()) <= _TITLE and not ends_sentence(line) and split_bullet(line)[0] is None
        return last if last and not self.lines[last - 1].strip() and is_title else len(self.lines)


def read_word_text(lines: Sequence[str]) -> list[Block]:
    """Paragraphs and tables in order. A cell by itself is no table but text; text after a table ends its last cell."""
    starts = [number for number, line in enumerate(lines) if line.startswith("\t")]
    cells = [_Cell([lines[at][1:], *lines[at + 1 : end]]) for at, end in pairwise([*starts, len(lines)])]
    blocks: list[Block] = [*paragraphs(lines[: starts[0]])]
    for table in _Cells(cells).tables():
        if len(table) == len(table[0]) == 1:
            blocks += paragraphs(table[0][0].lines)
            continue
        start = 0
        for number, row in enumerate(table[1:], 1):  # a title before new headings parts two tables
            above = table[number - 1][-1]
            if above.title < len(above.lines) and _is_heading(row):
                blocks += _read_rows(table[start:number], above.title)
                start = number
        blocks += _read_rows(table[start:], table[-1][-1].blank)
    return blocks


def _is_heading(row: Sequence[_Cell]) -> bool:
    cells = [cell.read for cell in row]
    return bool(Grid([Row(cells)]).headings) and not any(is_identifier(cell.text) for cell in cells)


def _read_rows(table: Sequence[Sequence[_Cell]], end: int) -> list[Block]:
    """The rows of a table, and the paragraphs that follow it from the line ``end`` of its last cell on."""
    rows = [Row([cell.read for cell in row]) for row in table]
    written = table[-1][-1].lines
    last, after = read_cell("\n".join(written[:end])), paragraphs(written[end:])
    rows[-1].cells[-1] = last
    if last.lines and after:
        said = f"'{after[0].text[:40]}' follows the table's last cell; it is read as text after it"
        last.note(Code.DOUBTFUL_CELL, f"after a blank line, {said}")
    return [Grid(rows), *after]


@dataclass(slots=True)
class _Cells:
    """All cells of a text; where among them a row may start, and where one that begins with an identifier."""

    cells: Sequence[_Cell]
    starts: list[int] = field(init=False)
    named: list[int] = field(init=False)

    def __post_init__(self) -> None:
        count = len(self.cells)
        after_blank = {number for number, cell in enumerate(self.cells, 1) if cell.blank < len(cell.lines)}
        all_of_them = range(count)  # where the blank lines were lost, any cell may begin a row
        self.starts = sorted({0, *(after_blank or all_of_them), count})
        self.named = [start for start in self.starts if start < count and is_identifier(self.cells[start].read.text)]

    def tables(self) -> list[list[Sequence[_Cell]]]:
        """The cells in rows, and rows of one length after one another in tables; a lone cell is a table of its own."""
        tables: list[list[Sequence[_Cell]]] = []
        at = width = 0
        while at < len(self.cells):
            if not self._begins_row(at, width):
                width = self._width(at)
                tables.append([])
            end = self._end(at, width)
            tables[-1].append(self.cells[at:end])
            at = end
        return tables

    def _width(self, at: int) -> int:
        """How many cells the rows have from here on: mostly as many as lie between two rows that are named.

        Blank rows between them, which are as long as the piece before them, do not count.
        """
        piece = self._piece(at)
        lengths: Counter[int] = Counter()
        for start, end in pairwise(number for number in self.named if number >= at):
            length = end - start
            while 1 < piece < length and not any(
                cell.read.lines for cell in self.cells[start + length - piece : start + length]
            ):
                length -= piece
            lengths[length] += 1
        usual = max(lengths, key=lambda length: (lengths[length], length == piece), default=piece)
        return usual if self._begins_row(at, usual) else piece

    def _begins_row(self, at: int, width: int) -> bool:
        """Whether a row of a table of this width begins here: a whole one, or a named one."""
        return width > 1 and (at in self.named or self._is_whole(at, width))

    def _is_whole(self, at: int, width: int) -> bool:
        """Whether a row from here to its width ends where one may, without running into the next."""
        return at + width in self.starts and not any(at < number < at + width for number in self.named)

    def _end(self, at: int, width: int) -> int:
        """Where the row ends: after its width; in a damaged row, at the possible end that comes nearest to that.

        After its width only if rows follow up to the next named one, not a cell or two that belong to the first.
        """
        after = next((number for number in self.named if number > at), None)
        if self._is_whole(at, width) and (after is None or (after - at) % width == 0 or self._piece(at + width) > 1):
            return at + width
        last = len(self.cells) if after is None else after
        return min((start for start in self.starts if at < start <= last), key=lambda start: abs(start - at - width))

    def _piece(self, at: int) -> int:
        """How many cells there are up to the next possible start."""
        return next(start for start in self.starts if start > at) - at
