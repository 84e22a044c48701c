"""A sheet drawn straight onto PDF pages: A4, tables with rules, rows cut by page ends.

Nothing but the standard fonts is used, so that the same sheet gives the same bytes on any machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Literal

from tests.builder.content import Item
from tests.builder.ink import Ground, Ink, Rule
from tests.builder.pen import Mark
from tests.builder.sheet import Break, Cell, Grid, Prose, Row, Sheet, Title, Turn
from tests.builder.wrap import BOLD, ITALIC, REGULAR, width, wrap

PAGE_WIDTH, PAGE_HEIGHT, LOW_PAGE, LOWEST_PAGE = 841.89, 595.28, 300.0, 150.0
"""Points; of a page that lies on its side. One that stands is as wide as that is high."""
SIDE, EDGE = 27.0, 34.0
"""Points; the margins at the sides, and at head and foot."""
SIZE, LEADING = 8.0, 9.6
PAD = 3.0
"""Points between a rule and the text beside it."""
INDENT, STEP = 8.0, 10.0
"""Points from an item's glyph to its text, and from one level of nesting to the next."""
UPRIGHT_HEIGHT = 84.0

OPEN_FAULTS = frozenset({"no_closing_rule", "page_all_one_row"})
LOW_FAULTS = frozenset({"cut_row", "cut_bullet", "no_closing_rule", "header_repeated", "card_cut"})
"""Faults that are only seen where rows meet page ends: the pages are made low for them."""


@dataclass(frozen=True, slots=True)
class TypeLine:
    """One line of a cell as set in type: ``left`` of the text, its glyph's place if it has one."""

    text: str
    left: float
    font: str
    glyph: str = ""
    glyph_left: float = 0.0
    inside: bool = False
    """The line goes on with the bullet of the line above it."""
    way: str = ""
    extra: tuple[TypeLine, ...] = ()
    """What stands on the same line and takes no room."""


def _set_item(item: Item, space: float, *, bold: bool, faults: Set[str]) -> Iterator[TypeLine]:
    font = BOLD if bold or item.bold else REGULAR
    blanks = "no_trailing_blanks" not in faults
    if not item.level or "typed_bullets" in faults:
        text = f"• {item.text}" if item.level and not item.number else item.text
        for line in wrap(text, space, font, SIZE, blanks=blanks):
            centred = (space - width(line.rstrip(), font, SIZE)) / 2 if "centred_text" in faults else 0.0
            yield TypeLine(line, centred, font, way=item.way)
        return
    glyph_left = STEP * (item.level - 1)
    left = glyph_left + (INDENT if not item.number else 11.0)
    further = 0.5 * INDENT if "short_hang" in faults else 0.0  # how much further in the first line begins
    first = wrap(item.bare, space - left - further, font, SIZE, blanks=True)[0]
    rest = item.bare[len(first) :]
    yield TypeLine(
        first if blanks else first.rstrip(), left + further, font, item.number or "•", glyph_left, way=item.way
    )
    for line in wrap(rest, space - left, font, SIZE, blanks=blanks) if rest else ():
        yield TypeLine(line, left, font, "", glyph_left, inside=True, way=item.way)


def _set_items(cell: Cell, space: float, faults: Set[str]) -> Iterator[TypeLine]:
    """The lines of a cell; an extra text that stands beside or under another one, and has room there, is with its line.

    One that has no room stands on a line of its own.
    """
    line: TypeLine | None = None
    for item in cell.items:
        first, *more = lines = list(_set_item(item, space, bold=cell.bold, faults=faults))
        if line and item.spot != "line" and not more:
            left = line.left if item.spot == "under" else line.left + width(f"{line.text.rstrip()} ", line.font, SIZE)
            if left + width(first.text, first.font, SIZE) <= space:
                line = replace(line, extra=(*line.extra, replace(first, left=left, glyph="")))
                continue
        if line:
            yield line
        yield from lines[:-1]
        line = lines[-1]
    if line:
        yield line


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row as set in type: for each cell its place, ground and lines."""

    row: Row
    lefts: tuple[float, ...]
    widths: tuple[float, ...]
    lines: tuple[tuple[TypeLine, ...], ...]
    upright: bool = False

    @property
    def length(self) -> int:
        """How many lines the row is deep, at least one."""
        return max(1, *map(len, self.lines))

    def cuts_bullet(self, at: int) -> bool:
        """Whether a cut before that line goes through a bullet."""
        return any(at < len(lines) and lines[at].inside for lines in self.lines)


def _set_row(row: Row, grid: Grid, faults: Set[str]) -> SetRow:
    edges = list(accumulate(grid.widths, initial=SIDE))
    lefts: list[float] = []
    widths: list[float] = []
    lines: list[tuple[TypeLine, ...]] = []
    upright = row.heading and "rotated_heading" in faults
    column = 0
    for cell in row.cells:
        if cell.rows > 1 or cell.inner:
            raise ValueError("cells over several rows and nested tables are not drawn straight to PDF")
        left, right = edges[column], edges[column + cell.columns]
        space = (UPRIGHT_HEIGHT if upright else right - left) - 2 * PAD
        lefts.append(left)
        widths.append(right - left)
        lines.append(tuple(_set_items(cell, space, faults)))
        column += cell.columns
    return SetRow(row, tuple(lefts), tuple(widths), tuple(lines), upright)


@dataclass(slots=True)
class Page:
    """What stands on the page being filled."""

    y: float
    grounds: list[Ground] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    fresh: bool = True
    """No row of the table stands on it yet."""


class _Press:
    """Fills pages from top to bottom and hands each to the ink when it is full."""

    def __init__(self, sheet: Sheet, faults: Set[str]) -> None:
        self.sheet = sheet
        self.faults = faults
        self.width, self.height = self.size("portrait" if sheet.portrait else "landscape")
        self.open = bool(faults & OPEN_FAULTS)
        """Rows cut by a page end have no rule there."""
        self.ink = Ink(sheet.title, (self.width, self.height), faults)
        self.leaf = self._blank()
        self.foot: SetRow | None = None
        """The row whose lower rule is still to be drawn, if it is to have one."""

    def size(self, stands: Literal["portrait", "landscape"]) -> tuple[float, float]:
        """Width and height of the pages that stand so; only those of a register are ever low."""
        if stands == "portrait":
            return PAGE_HEIGHT, PAGE_WIDTH
        if "page_all_one_row" in self.faults:
            return PAGE_WIDTH, LOWEST_PAGE
        return PAGE_WIDTH, LOW_PAGE if self.faults & LOW_FAULTS else PAGE_HEIGHT

    def stand(self, to: Literal["portrait", "landscape"]) -> None:
        """Close the page and go on with pages that stand the other way."""
        self.turn()
        self.width, self.height = self.size(to)
        self.ink.resize((self.width, self.height))
        self.leaf = self._blank()

    def _blank(self) -> Page:
        return Page(self.height - EDGE)

    def turn(self) -> None:
        """Close the page and begin another."""
        page = self.leaf
        if "page_furniture" in self.faults:
            number = f"Page {self.ink.pages + 1}"
            page.marks.append(Mark(SIDE, self.height - 20, self.sheet.running_head, REGULAR, SIZE))
            page.marks.append(Mark(self.width - SIDE - width(number, REGULAR, SIZE), 16, number, REGULAR, SIZE))
        self.ink.page(page.grounds, page.rules, page.marks)
        self.leaf = self._blank()

    def prose(self, items: Sequence[Item], font: str, size: float) -> None:
        """Paragraphs across the page."""
        leading = size * 1.25
        for item in items:
            for line in wrap(item.text, self.width - 2 * SIDE, BOLD if item.bold else font, size):
                if self.leaf.y - leading < EDGE:
                    self.turn()
                self.leaf.y -= leading
                self.leaf.marks.append(Mark(SIDE, self.leaf.y, line, BOLD if item.bold else font, size))
        self.leaf.y -= 5

    def lines_left(self) -> int:
        """How many lines of a row fit on what is left of the page."""
        return int((self.leaf.y - EDGE - 2 * PAD) // LEADING)

    def table(self, grid: Grid) -> None:
        """All rows of a table, each cut where its page ends or, on a page of full height, kept whole if it can be."""
        rows = [_set_row(row, grid, self.faults) for row in grid.rows]
        whole = self.height >= PAGE_HEIGHT
        most = int((self.height - 2 * EDGE - 2 * PAD) // LEADING)
        heading: SetRow | None = None
        for row in rows:
            keep = row.row.heading or (whole and row.length <= most)
            if self.lines_left() < (row.length if keep else 1) or (row.upright and self.leaf.y - UPRIGHT_HEIGHT < EDGE):
                self.next_page(heading)
            if row.row.heading:
                heading = row
            start = 0
            while start < row.length:
                stop = self.cut(row, start)
                self.piece(row, start, stop)
                start = stop
                if start < row.length:
                    self.next_page(heading)
        self.close_table()

    def next_page(self, heading: SetRow | None) -> None:
        """Turn the page in the middle of a table."""
        self.bottom_rule()
        self.turn()
        if heading is not None and "header_repeated" in self.faults:
            self.piece(heading, 0, heading.length)

    def cut(self, row: SetRow, start: int) -> int:
        """The line before which a row is cut, or its length where the rest of it fits."""
        stop = start + max(1, self.lines_left())
        if stop >= row.length:
            return row.length
        if "cut_bullet" in self.faults:
            return next((at for at in range(stop, start, -1) if row.cuts_bullet(at)), stop)
        return stop

    def piece(self, row: SetRow, start: int, stop: int) -> None:
        """Lines ``start`` to ``stop`` of a row, with the rule above and those at the sides."""
        page = self.leaf
        top = page.y
        bottom = top - (UPRIGHT_HEIGHT if row.upright else (stop - start) * LEADING + 2 * PAD)
        opened = start == 0 or not self.open
        if opened and not (page.fresh and "no_outer_rules" in self.faults):
            page.rules.append(Rule(row.lefts[0], top, row.lefts[-1] + row.widths[-1], top))
        if "no_vertical_rules" not in self.faults:
            page.rules.extend(Rule(x, bottom, x, top) for x in self.sides(row))
        for cell, left, across, lines in zip(row.row.cells, row.lefts, row.widths, row.lines, strict=True):
            self.cell(cell, (left, across, top, bottom), lines[start:stop], upright=row.upright)
        page.y = bottom
        page.fresh = False
        self.foot = None if stop < row.length and self.open else row

    def sides(self, row: SetRow) -> list[float]:
        """Where the vertical rules of a row stand."""
        inner = list(row.lefts[1:])
        return inner if "no_outer_rules" in self.faults else [row.lefts[0], *inner, row.lefts[-1] + row.widths[-1]]

    def cell(
        self, cell: Cell, box: tuple[float, float, float, float], lines: Sequence[TypeLine], *, upright: bool
    ) -> None:
        """A cell's ground and the lines of it that stand on this page."""
        page = self.leaf
        left, across, top, bottom = box
        if cell.fill:
            page.grounds.append(Ground(left, bottom, across, top - bottom, cell.fill))
        for number, line in enumerate(lines):
            if upright:
                page.marks.append(
                    Mark(left + PAD + SIZE + number * LEADING, bottom + PAD, line.text, line.font, SIZE, upright=True)
                )
                continue
            x, y = left + PAD, top - PAD - SIZE - number * LEADING
            if "shaded_cells" in self.faults and not cell.fill:
                page.grounds.append(Ground(x, y - 2, across - 2 * PAD, LEADING, "#ffffff"))
            if line.glyph:
                page.marks.append(Mark(x + line.glyph_left, y, line.glyph, line.font, SIZE))
            page.marks.extend(
                Mark(x + each.left, y, each.text, each.font, SIZE, way=each.way, ground=cell.fill or "#ffffff")
                for each in (*line.extra, line)
            )

    def bottom_rule(self) -> None:
        """The rule that closes what stands of a table on this page."""
        row, page = self.foot, self.leaf
        if row is not None and not page.fresh and "no_outer_rules" not in self.faults:
            page.rules.append(Rule(row.lefts[0], page.y, row.lefts[-1] + row.widths[-1], page.y))
        self.foot = None

    def close_table(self) -> None:
        """End a table: its last rule, and a gap below it."""
        self.bottom_rule()
        self.leaf.y -= 12
        self.leaf.fresh = True


def paper_pdf(sheet: Sheet, faults: Set[str] = frozenset()) -> bytes:
    """The sheet as the bytes of a PDF.

    Raises:
        ValueError: the sheet has cells over several rows, or nested tables.
    """
    press = _Press(sheet, faults)
    for block in sheet.blocks:
        match block:
            case Title(text, new_page):
                if new_page:
                    press.turn()
                press.prose((Item(0, text, bold=True),), BOLD, 12)
            case Prose(items, italic):
                press.prose(items, ITALIC if italic else REGULAR, SIZE)
            case Grid():
                press.table(block)
            case Break():
                press.turn()
            case Turn(to):
                press.stand(to)
    press.turn()
    return press.ink.done()
