"""Tables over page ends: a rendering begins a table anew at each page, often in the midst of a row.

Only a table whose rows have names, under a heading row, is made whole: there a row without a name at the top of a
page is the rest of the row above. All other tables stay as the rendering has them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set

from extractors.findings import Code
from extractors.lines.drafts import DraftLine
from extractors.text.cells import Block, Grid, Piece, Row
from extractors.text.columns import study
from extractors.text.placing import Shape, place_cells
from extractors.text.sentences import LIKELY, PLAIN, continues, openness

_NEARLY = 2
"""A row that misses the width of its table by more than so many cells is of another table."""
_LABEL = 3
"""So many words may be a heading of a part of the table."""
_DASHES = ("-", "–", "—")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–]?", re.IGNORECASE)


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
    for block in blocks:
        between = _margin_at_end(joined, margins) if isinstance(block, Grid) else []
        before = joined[-1 - len(between)] if len(joined) > len(between) else None
        if not isinstance(before, Grid) or not isinstance(block, Grid) or before.key is None:
            joined.append(block)
        elif _take(before, block, before.key):
            del joined[len(joined) - len(between) :]
            furniture += between
        else:
            if _is_rest(block.rows[0], before.key):
                message = "a table without headings follows one of named rows, too unlike it to go on with its rows"
                block.rows[0].cells[0].note(Code.UNREAD_TEXT, message)
            joined.append(block)
    for block in joined:
        if isinstance(block, Grid) and block.key is not None:
            _repair(block, block.key)
    return joined, furniture


def _margin_at_end(blocks: Sequence[Block], margins: Set[str]) -> list[DraftLine]:
    """The last lines of all that may be of the margin of a page."""
    lines: list[DraftLine] = []
    for block in reversed(blocks):
        if isinstance(block, Grid) or block.text not in margins:
            break
        lines.insert(0, block)
    return lines


def _take(table: Grid, piece: Grid, key: int) -> bool:
    """Put the rows after a page end to their table, without the headings again; False if they are not of it.

    They are if there are names among them, or nothing in the column of names; and not if they are too wide. Rows
    without a name must have about as many cells as the table, or go on in the midst of a sentence.
    """
    headings = [row.says() for row in table.rows if row.identifier(key) is None and all(row.says())]
    rows = piece.rows[1:] if piece.rows[0].says() in headings else piece.rows
    width = len(headings[0])
    for row in rows[:1]:
        row.after_break = True
    if any(len(row.cells) > width + _NEARLY for row in rows):
        return False
    if rows and not any(row.identifier(key) for row in rows):
        nearly = all(len(row.cells) >= width - _NEARLY for row in rows)
        goes_on = any(continues(cell.text) for cell in rows[0].cells)
        rest = _is_rest(rows[0], key) or _is_shifted(rows[0], key, width)
        if not (rest and (nearly or goes_on)):
            return False
    table.rows += rows
    return True


def _is_rest(row: Row, key: int) -> bool:
    """Whether a row has words, but none that name it."""
    return not row.is_blank() and (key >= len(row.cells) or not row.cells[key].pieces)


def _is_shifted(row: Row, key: int, width: int) -> bool:
    """Whether a row at the top of a page lost cells, so that words stand in the column of names."""
    if not row.after_break or not key < len(row.cells) < width or row.identifier(key):
        return False
    text = row.cells[key].text
    several = sum(bool(cell.pieces) for cell in row.cells) > 1
    return continues(text) or (several and len(text.split()) > _LABEL)


def _is_trimmed(rows: Sequence[Row], width: int) -> bool:
    """Whether the rendering leaves out blank cells at the end of a row: none ends in one, and several are short."""
    return sum(len(row.cells) < width for row in rows) > 1 and all(row.cells[-1].pieces for row in rows)


def _repair(table: Grid, key: int) -> None:
    """Put the cells of all rows in their columns, then join what page ends cut."""
    assert table.heading is not None
    headings = table.heading.says()
    width = len(headings)
    whole = [row for row in table.rows if len(row.cells) == width and row.identifier(key)]
    shape = Shape(study(whole, width), headings, key, _is_trimmed(table.rows, width), len(whole))
    rows: list[Row] = []
    entry: Row | None = None
    for row in table.rows:
        if row.identifier(key):
            place_cells(row, shape, None)
            entry = row
        elif entry is not None and (_is_rest(row, key) or _is_shifted(row, key, width)):
            place_cells(row, shape, entry)
            if row.after_break and len(row.cells) == width:  # one that is too wide is in doubt, and stands apart
                _join(entry, row)
                continue
        elif not row.is_blank():
            entry = None
        rows.append(row)
    table.rows = rows


def _join(row: Row, rest: Row) -> None:
    """Put the rest of a row, from the top of the next page, to it."""
    for above, cell in zip(row.cells, rest.cells, strict=False):  # a row in doubt may be wider than its rest
        if cell.pieces and cell.text == above.text:
            above.notes += cell.notes
            above.note(Code.MENDED_CELL, f"'{cell.text}' is printed again after the page end; it is read once")
            continue
        if above.pieces and cell.pieces and _is_one(above.pieces, cell.pieces):
            piece = cell.pieces.pop(0)
            above.pieces[-1].text += f" {piece.glyph} {piece.text}" if piece.glyph else f" {piece.text}"
        above.take(cell)


def _is_one(before: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Whether a page end cut a paragraph or item in two, after the last piece before it.

    A small letter goes on with a sentence that was not ended, unless items begin with small letters here; a capital
    only where the sentence surely was not, and where no list of the markup says that an item begins. A dash that no
    other item begins with is one within a sentence.
    """
    first = after[0]
    opened = openness(before[-1].text)
    if first.glyph in _DASHES and all(piece.glyph != first.glyph for piece in (*before, *after[1:])):
        return opened > 0
    if first.glyph is not None or first.number is not None:
        return False
    if not continues(first.text):
        return opened >= PLAIN and not first.depth
    items = [piece for piece in (*before, *after[1:]) if piece.depth]
    small = sum(continues(piece.text) for piece in items) > len(items) / 2
    return opened >= (PLAIN if small else LIKELY)
