"""A sheet as the text that is left of a PDF: each row of a table is a line, tabs part its cells, HTML is in them.

A page holds two rows of a register, or the end of one and the beginning of the next; a blank line is all there is of
a page end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby

from tests.builder.content import Item, Items
from tests.builder.markup import flow, plain
from tests.builder.sheet import Grid, Prose, Row, Sheet, Title
from tests.builder.variant import spills
from tests.builder.wrap import REGULAR, wrap

SIZE, PAD = 8.0, 3.0
"""Points: the type of the page that was turned into text, and the air beside it in a cell."""
ROWS_A_PAGE = 2
FEWEST_LINES = 4
"""No row of fewer lines is cut."""

CUTS = frozenset({"cut_row", "shifted_row"})

_SCORE = re.compile(r"(?P<number>\d{1,2}) (?P<words>\w+/.{1,20})")

TextRow = list[Items]
"""The cells of a row, as many as the rendering has of them."""


def encode(text: str, faults: Set[str]) -> bytes:
    """The bytes of a text file."""
    return text.encode("cp1252" if "cp1252" in faults else "utf-8", errors="xmlcharrefreplace")


def rows_of(grid: Grid, faults: Set[str]) -> Iterator[tuple[Row, TextRow]]:
    """The rows of a table, each with its cells.

    One that spans columns leaves blank ones behind it; with ``spilled_score`` the words of some scores have a cell of
    their own.
    """
    position = 0
    for row in grid.rows:
        if any(cell.rows > 1 or cell.inner for cell in row.cells):
            raise ValueError("cells over several rows and nested tables are not turned into text")
        cells = [items for cell in row.cells for items in (cell.items, *[()] * (cell.columns - 1))]
        entry = not row.heading and not row.blank
        if entry and "spilled_score" in faults and spills(position):
            cells = [part for items in cells for part in _spilled(items)]
        position += entry
        yield row, cells


def _spilled(items: Items) -> tuple[Items, ...]:
    """A score in two cells, its number and its words; any other cell as it is."""
    score = _SCORE.fullmatch(items[0].text) if len(items) == 1 else None
    return ((Item(0, score["number"]),), (Item(0, score["words"]),)) if score else (items,)


def plain_text(sheet: Sheet, faults: Set[str] = frozenset()) -> bytes:
    """The sheet as the bytes of a text file.

    Raises:
        ValueError: the sheet has cells over several rows, or nested tables.
    """
    return encode("\n\n" + "\n\n".join(_Writer(sheet, faults).parts()) + "\n", faults)


class _Writer:
    """Writes a sheet part by part; a blank line stands between two parts."""

    def __init__(self, sheet: Sheet, faults: Set[str]) -> None:
        self.sheet = sheet
        self.faults = faults
        self.pages = 0

    def parts(self) -> Iterator[str]:
        for block in self.sheet.blocks:
            match block:
                case Title(text):
                    yield f"## {plain(text)}"
                case Prose(items):
                    yield from (_prose(item) for item in items)
                case Grid():
                    yield from self.table(block)

    def table(self, grid: Grid) -> Iterator[str]:
        """The rows of a table, page by page."""
        for number, page in enumerate(self.pages_of(grid)):
            if number and "page_furniture" in self.faults:
                self.pages += 1
                yield plain(self.sheet.running_head)
                yield f"Page {self.pages}"
            yield "\n".join("\t".join(map(self.cell, cells)) if cells else _ruler(grid) for cells in page)

    def pages_of(self, grid: Grid) -> Iterator[list[TextRow]]:
        """The rows that stand on each page, () for a ruler."""
        ruled = "ruler_rows" in self.faults
        page: list[TextRow] = []
        heading: TextRow | None = None
        entries = 0
        for row, whole in rows_of(grid, self.faults):
            cells = self.words_cut(whole, grid)
            pieces = [cells] if row.heading else self.pieces(cells, grid)
            for number, piece in enumerate(pieces):
                entries += not row.heading and not row.blank and heading is not None
                if number or entries > ROWS_A_PAGE:
                    yield [*page, *([[]] if ruled else [])]
                    page = [heading] if heading and "header_repeated" in self.faults else []
                    entries = 1
                page.append(piece)
            if row.heading:
                heading = cells
                page += [[]] if ruled else []
        yield page

    def pieces(self, cells: TextRow, grid: Grid) -> list[TextRow]:
        """A row in one piece or, where a page end cuts it, in two: what goes on may have lost its first blank cell."""
        lines = [_lines(items, width) for items, width in zip(cells, grid.widths, strict=False)]
        depth = max(map(len, lines))
        if not self.faults & CUTS or depth < FEWEST_LINES:
            return [cells]
        cut = [_cut(items, set_in, depth // 2) for items, set_in in zip(cells, lines, strict=True)]
        rest = [items for _, items in cut]
        return [[items for items, _ in cut], rest[1:] if "shifted_row" in self.faults else rest]

    def words_cut(self, cells: TextRow, grid: Grid) -> TextRow:
        """The cells with a blank in every word that is wider than its column."""
        if "cut_word" not in self.faults:
            return cells
        return [_with_words_cut(items, width) for items, width in zip(cells, grid.widths, strict=False)]

    def cell(self, items: Items) -> str:
        """What stands between two tabs: bare words where there is but one paragraph, markup where there is more."""
        if len(items) == 1 and not items[0].level and not items[0].bold:
            return plain(items[0].text)
        if "lost_list" not in self.faults:
            return " ".join(flow(items, typed="typed_bullets" in self.faults))
        runs = groupby(items, lambda item: item.level > 0)
        return " ".join(_lost(run) if in_list else " ".join(flow(tuple(run), typed=False)) for in_list, run in runs)


def _prose(item: Item) -> str:
    text = plain(item.text)
    return f"**{text}**" if item.bold else f"{'  ' * (item.level - 1)}- {text}" if item.level else text


def _ruler(grid: Grid) -> str:
    return "\t".join("-" * max(2, round(width / 20)) for width in grid.widths)


def _lost(items: Iterable[Item]) -> str:
    """A list without the marks of its items."""
    return f'<ul style="list-style-type: none"> {" ".join(plain(item.bare) for item in items)} </ul>'


def _room(width: float) -> float:
    return width - 2 * PAD


def _lines(items: Items, width: float) -> list[tuple[Item, str]]:
    """The printed lines of a cell, each with the item it is of."""
    return [(item, line) for item in items for line in wrap(item.text, _room(width), REGULAR, SIZE)]


def _cut(items: Items, lines: Sequence[tuple[Item, str]], at: int) -> tuple[Items, Items]:
    """A cell cut before one of its lines; what goes on with a list item is no item on the next page."""
    if at >= len(lines):
        return items, ()
    item = lines[at][0]
    number = next(number for number, each in enumerate(items) if each is item)
    said = "".join(line for each, line in lines[:at] if each is item).strip()
    left = "".join(line for each, line in lines[at:] if each is item).strip()
    if not said:
        return items[:number], items[number:]
    begun = Item(item.level, said, item.number, item.bold)
    return (*items[:number], begun), (Item(0, left), *items[number + 1 :])


def _with_words_cut(items: Items, width: float) -> Items:
    """Items in which what a line end cut is two words; a word is cut only if it is wider than the column."""
    cut = []
    for item in items:
        words = (
            " ".join(wrap(word, _room(width), REGULAR, SIZE)) if not re.search(r"[/-]", word) else word
            for word in item.text.split(" ")
        )
        cut.append(Item(item.level, " ".join(words), item.number, item.bold))
    return tuple(cut)
