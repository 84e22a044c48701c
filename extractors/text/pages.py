"""Tables over page ends: a rendering begins a table anew at each page, often in the midst of a row.

Only a table whose rows have names, under a heading row, is made whole: there a row without a name at the top of a
page is the rest of the row above. All other tables stay as the rendering has them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from extractors.findings import Code
from extractors.lines.drafts import DraftLine
from extractors.text.cells import Block, Grid, Row, TextCell, key_of
from extractors.text.placing import Shape, describe_column, place_cells
from extractors.text.sentences import LIKELY, PLAIN, continues, openness

_NEARLY = 2
"""A row that misses the width of its table by more than so many cells is of another table."""
_LABEL = 3
"""So many words may be a heading of a part of the table."""
_DASHES = ("-", "–", "—")
_PAGE_NUMBER = re.compile(r"(?:page\s*+)?[-–]?\s*+\d{1,4}\s*+(?:(?:of|/)\s*+\d{1,4}\s*+)?[-–]?", re.IGNORECASE)


def margins_of(blocks: Sequence[Block]) -> frozenset[str]:
    """The lines of a text that are of the margin of a page: its number, or what other pages print too."""
    lines = Counter(block.text for block in blocks if isinstance(block, DraftLine))
    return frozenset(text for text, count in lines.items() if count > 1 or _PAGE_NUMBER.fullmatch(text))


def join_pages(blocks: Sequence[Block], margins: Set[str]) -> tuple[list[Block], list[DraftLine]]:
    """The blocks with every table of named rows made whole: joined over page ends, its cells in their columns.

    The lines of the margin (``margins``) between the pieces of a table are given apart, as furniture.
    """
    joined: list[Block] = []
    furniture: list[DraftLine] = []
    between: list[DraftLine] = []
    """The lines of the margin since the last table."""
    known: _Known | None = None
    for block in blocks:
        if isinstance(block, DraftLine):
            if block.text in margins:
                between.append(block)
            else:
                between = []
            joined.append(block)
            continue
        before = joined[-1 - len(between)] if len(joined) > len(between) else None
        if isinstance(before, Grid) and (known is None or known.table is not before):
            known = _Known(before)
        key = known.look() if known and known.table is before else None
        if known and key is not None and _take(known, block, key):
            del joined[len(joined) - len(between) :]
            furniture += between
        else:
            if key is not None and _is_rest(block.rows[0], key):
                message = "a table without headings follows one of named rows, too unlike it to go on with its rows"
                block.rows[0].cells[0].note(Code.UNREAD_TEXT, message)
            joined.append(block)
        between = []
    for block in joined:
        if isinstance(block, Grid) and block.key is not None:
            _make_whole(block, block.key)
    return joined, furniture


@dataclass(slots=True)
class _Known:
    """What is known of a table that may go on: so many of its rows were looked at, and each once."""

    table: Grid
    looked: int = 0
    names: list[int] = field(default_factory=list)
    """How many of them each column names."""
    key: int | None = None
    headings: list[list[str]] = field(default_factory=list)
    """The texts of those without a name in which no cell is blank."""

    def look(self) -> int | None:
        """The table's key, after a look at the rows that have come."""
        headings = self.table.headings
        if len(self.names) != len(headings):
            self.looked, self.names, self.key, self.headings = 0, [0] * len(headings), None, []
        new = self.table.rows[self.looked :]
        for row in new:
            for column in range(len(headings)):
                self.names[column] += row.is_named(column)
        self.looked += len(new)
        key = key_of(headings, self.names)
        if key != self.key:
            self.key, self.headings, new = key, [], self.table.rows
        if key is not None:
            self.headings += (row.texts for row in new if not row.is_named(key) and all(row.texts))
        return key


def _take(known: _Known, piece: Grid, key: int) -> bool:
    """Put the rows after a page end to their table, without the headings again; False if they are not of it.

    They are if there are names among them, or nothing in the column of names; and not if they are too wide. Rows
    without a name must have about as many cells as the table, or go on in the midst of a sentence.
    """
    table, headings = known.table, known.headings
    rows = piece.rows[1:] if piece.rows[0].texts in headings else piece.rows
    width = len(headings[0])
    for row in rows[:1]:
        row.after_break = True
    if any(len(row.cells) > width + _NEARLY for row in rows):
        return False
    if rows and not any(row.is_named(key) for row in rows):
        nearly = all(len(row.cells) >= width - _NEARLY for row in rows)
        if not _goes_on(rows[0], key, width) or not (nearly or any(map(continues, rows[0].texts))):
            return False
    table.rows += rows
    return True


def _is_rest(row: Row, key: int) -> bool:
    """Whether a row has words, but none that name it."""
    return not row.is_blank() and (key >= len(row.cells) or not row.cells[key].lines)


def _goes_on(row: Row, key: int, width: int) -> bool:
    """Whether a row goes on with the one above; at the top of a page it may lack cells, and words be in the key."""
    if _is_rest(row, key):
        return True
    if not row.after_break or not key < len(row.cells) < width or row.is_named(key):
        return False
    text = row.texts[key]
    return continues(text) or (len(text.split()) > _LABEL and sum(map(bool, row.texts)) > 1)


def _make_whole(table: Grid, key: int) -> None:
    """Put the cells of all rows in their columns, then join what page ends cut."""
    headings = table.headings
    width = len(headings)
    whole = [row for row in table.rows if len(row.cells) == width and row.is_named(key)]
    short = sum(len(row.cells) < width for row in table.rows)
    trimmed = short > 1 and all(row.cells[-1].lines for row in table.rows)  # no row ends in a blank cell
    shape = Shape([describe_column(whole, number) for number in range(width)], headings, key, trimmed, len(whole))
    rows: list[Row] = []
    entry: Row | None = None
    for row in table.rows:
        if row.is_named(key):
            place_cells(row, shape, None)
            entry = row
        elif entry is not None and _goes_on(row, key, width):
            place_cells(row, shape, entry)
            if row.after_break and len(row.cells) == width:  # one that is too wide is in doubt, and stays apart
                for above, cell in zip(entry.cells, row.cells, strict=False):  # a row in doubt may be wider
                    _join(above, cell)
                continue
        elif not row.is_blank():
            entry = None
        rows.append(row)
    table.rows = rows


def _join(above: TextCell, rest: TextCell) -> None:
    """Put the rest of a cell, from the top of the next page, to it."""
    if rest.lines and rest.text == above.text:
        above.note(Code.MENDED_CELL, f"'{rest.text}' is printed again after the page end; it is read once")
        rest.lines = []
    above.take(rest, as_one=bool(above.lines and rest.lines) and _is_one(above.lines, rest.lines))


def _is_one(before: Sequence[DraftLine], after: Sequence[DraftLine]) -> bool:
    """Whether a page end cut a paragraph or item in two, after the last line before it.

    A small letter goes on with a sentence that was not ended, unless items begin with small letters here; a capital
    only where the sentence surely was not, and where no list of the markup says that an item begins. A dash that no
    other item begins with is one within a sentence.
    """
    first, others = after[0], [*before, *after[1:]]
    opened = openness(before[-1].text)
    if first.typed in _DASHES and all(line.typed != first.typed for line in others):
        return opened > 0
    if first.typed or first.marker:
        return False
    if not continues(first.text):
        return opened >= PLAIN and not first.level
    items = [line for line in others if line.level]
    small = sum(continues(line.text) for line in items) > len(items) / 2
    return opened >= (PLAIN if small else LIKELY)
