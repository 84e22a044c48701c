"""A page's words in the cells of its tables and, outside of them, in lines: its blocks in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from extractors.document import Block, Cell, Line, Paragraph, Table
from extractors.findings import Code, Finding
from extractors.pdf.find_grids import find_grids
from extractors.pdf.grid import Grid
from extractors.pdf.objects import PageObjects, Word, Words
from extractors.pdf.printed import PrintedLine
from extractors.pdf.typeset import set_lines
from extractors.pdf.visible_objects import unread_finding
from extractors.places import Box, Place, WordBoxes

_MARGIN_ZONE = 0.12
"""Running heads and page numbers stand in this share of the page's height, at its head and its foot."""

_AT_ONCE = 1_000_000
"""Pairs of a cell and a fill that are looked at together."""
_WHITE = "#ffffff"

_UNCERTAIN = frozenset((Code.UNDECODABLE_CHARACTERS, Code.UNKNOWN_SYMBOL, Code.DRAWN_SYMBOL, Code.PARTLY_HIDDEN))
"""Codes of words that are read, and of which there is something to say."""

_DRAWN = frozenset((Code.DRAWN_SYMBOL, Code.UNREAD_PART))
"""Codes of what is drawn; outside of tables it is a crest, a chart, an ornament."""


@dataclass(slots=True)
class PageBlocks:
    """One page as read: its blocks in order, and for each the margin (``head`` or ``foot``) it stands in, if any.

    ``findings`` are about words outside of its tables.
    """

    number: int
    blocks: list[Block] = field(default_factory=list)
    zones: list[str | None] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()

    @property
    def runs_on(self) -> bool:
        """Whether a table stands last on the page, so that the next page may go on with it."""
        pairs = zip(reversed(self.blocks), reversed(self.zones), strict=True)
        return isinstance(next((block for block, zone in pairs if zone != "foot"), None), Table)

    @property
    def goes_on(self) -> bool:
        """Whether a table stands first on the page, so that it may go on with one of the page before."""
        pairs = zip(self.blocks, self.zones, strict=True)
        return isinstance(next((block for block, zone in pairs if zone != "head"), None), Table)

    def moved(self, back: Callable[[Box], Box]) -> PageBlocks:
        """The same with every box on the page as it was before it was turned upright."""

        def moved(place: Place) -> Place:
            words = place.words
            there = words and WordBoxes(lambda: list(map(back, words.boxes)))
            return replace(place, box=back(place.box), words=there) if place.box else place

        return replace(self, blocks=[_with_places(block, moved) for block in self.blocks])


def _with_places(block: Block, at: Callable[[Place], Place]) -> Block:
    """A block with other places; so are those of its lines and of what is to be said of them."""
    if isinstance(block, Paragraph):
        return Paragraph(_line_at(block.line, at))
    cells = (
        replace(
            cell,
            lines=tuple(_line_at(line, at) for line in cell.lines),
            places=tuple(map(at, cell.places)),
            findings=_findings_at(cell.findings, at),
        )
        for cell in block.cells
    )
    return replace(block, cells=tuple(cells), places=tuple(map(at, block.places)))


def _line_at(line: Line, at: Callable[[Place], Place]) -> Line:
    return replace(line, places=tuple(map(at, line.places)), findings=_findings_at(line.findings, at))


def _findings_at(findings: Iterable[Finding], at: Callable[[Place], Place]) -> tuple[Finding, ...]:
    return tuple(replace(finding, place=finding.place and at(finding.place)) for finding in findings)


def blocks_of(objects: PageObjects, known: list[tuple[float, ...]], first_block: int) -> PageBlocks:
    """Sort a page's words into its tables' cells and, outside them, into lines; blocks in reading order.

    ``known`` are the column boundaries of the tables so far: those of this page are added.
    """
    here = Place(first_block, page=objects.number)
    coloured = [box for box, colour in objects.fills if colour != _WHITE]
    grids = find_grids(objects.rules, objects.words.written, known, coloured)
    inside, outside = _sort_words(objects.words.joined(objects.unread), grids)
    words, findings = _without_unread((word for word in outside if word.unread not in _DRAWN), here)
    loose = [Paragraph(line) for line in set_lines(words, (0.0, objects.width), here)]
    order: list[tuple[float, Paragraph | int]] = [(_top(paragraph), paragraph) for paragraph in loose]
    for index, grid in enumerate(grids):
        if inside[index] or len(grid.cells) > 1:
            order.append((grid.ys[0], index))
    page = PageBlocks(objects.number, findings=findings)
    for block, (_, item) in enumerate(sorted(order, key=lambda entry: entry[0]), first_block):
        if isinstance(item, Paragraph):
            page.zones.append(_zone(item, objects.height))
            page.blocks.append(Paragraph(_in_block(item.line, block)))
        else:
            known.append(grids[item].xs)
            page.zones.append(None)
            page.blocks.append(_table(grids[item], inside[item], objects, block))
    return page


def _in_block(line: Line, block: int) -> Line:
    """A line whose places are of another block; ``replace`` takes three times as long."""
    places = tuple(
        Place(block, place.row, place.column, place.page, place.box, place.sheet, place.text, place.words)
        for place in line.places
    )
    if isinstance(line, PrintedLine):
        return PrintedLine(line.text, line.level, line.marker, places, line.findings, line.printed)
    return replace(line, places=places)


def _zone(paragraph: Paragraph, height: float) -> str | None:
    box = paragraph.places[0].box
    if box is None:
        return None
    if box.bottom < _MARGIN_ZONE * height:
        return "head"
    return "foot" if box.top > (1 - _MARGIN_ZONE) * height else None


def _top(paragraph: Paragraph) -> float:
    box = paragraph.places[0].box
    return box.top if box else 0.0


_Inside = dict[int, list[Word]]


def _sort_words(words: Words, grids: Sequence[Grid]) -> tuple[list[_Inside], list[Word]]:
    """Each word once: by grid and cell number, or outside all of them."""
    inside: list[_Inside] = [{} for _ in grids]
    outside = np.arange(len(words))
    for grid, cells in zip(grids, inside, strict=True):
        numbers = grid.cells_at(words.centres[:, outside])
        within = numbers >= 0
        for at, number in zip(outside[within].tolist(), numbers[within].tolist(), strict=True):
            cells.setdefault(number, []).append(words[at])
        outside = outside[~within]
    return inside, [words[at] for at in outside.tolist()]


def _table(grid: Grid, inside: _Inside, objects: PageObjects, block: int) -> Table:
    cells = []
    step = max(1, _AT_ONCE // max(1, len(objects.fills)))
    boxes = [cell.box for cell in grid.cells]
    fills = [fill for at in range(0, len(boxes), step) for fill in _fills_of(boxes[at : at + step], objects.fills)]
    for number, (row, column, row_span, column_span, box) in enumerate(grid.cells):
        place = Place(block, row, column, objects.number, box.rounded())
        words, findings = _without_unread(inside.get(number, ()), place)
        lines = tuple(set_lines(words, (box.x0, box.x1), place)) if words else ()
        if (grid.unruled or objects.typed) and sum(line.marker is None for line in lines) > 1:
            message = "where paragraphs of this cell end is not sure: one may be read as two, or two as one"
            findings += (Finding(Code.UNSURE_PARAGRAPHS, message, place),)
        cells.append(Cell(row, column, lines, row_span, column_span, fills[number], (), (place,), findings))
    place = Place(block, page=objects.number, box=grid.box.rounded())
    return Table(len(grid.ys) - 1, len(grid.xs) - 1, tuple(cells), edges=grid.xs, places=(place,))


def _without_unread(words: Iterable[Word], place: Place) -> tuple[list[Word], tuple[Finding, ...]]:
    """The words of a place that are read, and what is to be said there of those that are not, or not for certain."""
    words, others = list(words), dict[Code, list[Word]]()
    for word in words:
        if word.unread is not None:
            others.setdefault(word.unread, []).append(word)
    read = [word for word in words if word.unread is None or word.unread in _UNCERTAIN] if others else words
    return read, tuple(unread_finding(code, unread, place) for code, unread in others.items())


def _fills_of(boxes: Sequence[Box], fills: Sequence[tuple[Box, str]]) -> list[str | None]:
    """The colour painted last over most of each cell; white is no fill."""
    if not fills:
        return [None] * len(boxes)
    cells, grounds = np.array(boxes)[:, None], np.array([box for box, _ in fills])
    sides = np.minimum(cells, grounds)[:, :, 2:] - np.maximum(cells, grounds)[:, :, :2]
    areas = (cells[:, :, 2:] - cells[:, :, :2]).prod(axis=2)
    over = (sides > 0).all(axis=2) & (sides.prod(axis=2) > areas / 2)
    last = len(fills) - 1 - over[:, ::-1].argmax(axis=1)
    colours = [fills[at][1] if painted else None for at, painted in zip(last, over.any(axis=1), strict=True)]
    return [None if colour == _WHITE else colour for colour in colours]
