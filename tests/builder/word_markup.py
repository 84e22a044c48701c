"""Word's own markup for cells, paragraphs and whole tables, and what faults do to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from docx.oxml.xmlchemy import BaseOxmlElement

from tests.builder.content import Item, Items, parse_items, with_extras
from tests.builder.sheet import Cell, Grid
from tests.builder.unseen import ASIDE, dressed_runs, hidden_texts
from tests.builder.ways_word import is_block, paragraph_marks, runs_in_way
from tests.builder.word_el import el, text_el

BULLET_STYLES = {1: "ListBullet", 2: "ListBullet2", 3: "ListBullet3"}

_TYPE = 8
"""Points: the size of the type in tables."""
_FIXED = 320
"""Points: a height that has room for any entry."""

STRUCK_ROW = "CR99"
"""The ID of a row that tracked changes delete."""
STRUCK_WORDS = "words that were struck out"


def run(
    text: str, *, bold: bool = False, italic: bool = False, size: float = 0, struck: bool = False
) -> BaseOxmlElement:
    """A run of text; ``size`` in points, 0 for that of the paragraph's style."""
    marks = {"b": bold, "i": italic}
    properties = el("rPr", *(el(tag) for tag, wanted in marks.items() if wanted))
    if size:
        properties.append(el("sz", val=round(size * 2)))
    return el("r", properties, text_el("delText" if struck else "t", text))


def _change(tag: str, *children: BaseOxmlElement) -> BaseOxmlElement:
    return el(tag, *children, id=1, author="Sample", date="2000-01-01T00:00:00Z")


def _control(*content: BaseOxmlElement) -> BaseOxmlElement:
    return el("sdt", el("sdtPr", el("alias", val="Sample")), el("sdtContent", *content))


def _tracked(text: str, *, bold: bool) -> Iterator[BaseOxmlElement]:
    """Runs that give the text once its insertion is taken and its deletion is not."""
    words = text.split(" ")
    middle = (len(words) + 1) // 2
    first, second = " ".join(words[:middle]), " ".join(["", *words[middle:]])
    yield run(first, bold=bold)
    yield _change("del", run(f" {STRUCK_WORDS}", struck=True))
    if words[middle:]:
        yield _change("ins", run(second, bold=bold))


def _narrow_margins() -> BaseOxmlElement:
    """Three points between a rule and the text; Word's own 5.4 make 'Organisational' too wide for its column."""
    return el("tblCellMar", *(el(side, w=60, type="dxa") for side in ("left", "right")))


class Writer:
    """Writes blocks into a document's body; what a fault does to Word's markup is decided here."""

    def __init__(self, faults: Set[str]) -> None:
        self.faults = faults

    def paragraph(
        self,
        item: Item,
        *,
        bold: bool = False,
        italic: bool = False,
        size: float = 0,
        tracked: bool = False,
        air: int = 0,
        within: Cell | None = None,
        extras: Items = (),
    ) -> BaseOxmlElement:
        """One ``w:p``; ``air`` are the points left free below it, and twice as many above a bold line.

        ``within`` is the cell of an entry that it stands in, where what is not to be read may stand beside it;
        ``extras`` are texts that stand on its line, too.
        """
        bold = bold or item.bold
        style, text = "", item.bare
        if item.level and "typed_bullets" in self.faults:
            text = item.text if item.number else f"• {item.text}"
        elif item.level:
            style = "ListNumber" if item.number else BULLET_STYLES[item.level]
        properties = el("pPr", *([el("pStyle", val=style)] if style else []), *paragraph_marks(item))
        if air:
            properties.append(el("spacing", before=40 * air if bold else 0, after=20 * air))
        ground = (within and within.fill) or "#ffffff"
        if item.way:
            runs = runs_in_way(item, text, ground)
        elif tracked:
            runs = tuple(_tracked(text, bold=bold))
        else:
            runs = (run(text, bold=bold, italic=italic, size=size),)
        for extra in extras:
            runs += (run(" "), *runs_in_way(extra, extra.text, ground))
        if within:
            runs = tuple(dressed_runs(runs, item, within.fill, self.faults, alone=len(within.items) == 1))
        return el("p", properties, *runs)

    def inner_table(self, rows: Sequence[Sequence[str]]) -> BaseOxmlElement:
        width = 900
        grid = el("tblGrid", *(el("gridCol", w=width) for _ in rows[0]))
        body = (
            el(
                "tr",
                *(el("tc", el("tcPr", el("tcW", w=width, type="dxa")), self.paragraph(Item(0, text))) for text in row),
            )
            for row in rows
        )
        return el("tbl", el("tblPr", el("tblStyle", val="TableGrid")), grid, *body)

    def cell(
        self,
        cell: Cell,
        width: float,
        *,
        merge: str = "",
        tracked: bool = False,
        control: bool = False,
        entry: bool = False,
    ) -> BaseOxmlElement:
        """One ``w:tc``; ``merge`` is its part in a cell over several rows: restart, continue or none."""
        properties = el("tcPr", el("tcW", w=round(width * 20), type="dxa"))
        if cell.columns > 1:
            properties.append(el("gridSpan", val=cell.columns))
        if merge:
            properties.append(el("vMerge", val=merge))
        if cell.fill:
            properties.append(el("shd", val="clear", color="auto", fill=cell.fill.removeprefix("#").upper()))
        within = cell if entry else None
        content = [
            self.paragraph(item, bold=cell.bold, tracked=tracked, within=within, extras=extras)
            for item, extras in with_extras(cell.items, is_block)
        ]
        if control and content:
            content[0] = _control(content[0])
        if cell.inner:
            content.append(self.inner_table(cell.inner))
        if not content or cell.inner:
            content.append(el("p"))  # a cell must end in a paragraph
        return el("tc", properties, *content)

    def struck_row(self, widths: Sequence[float]) -> BaseOxmlElement:
        """A row that tracked changes take away: its texts are deleted and so is the row."""
        texts = (STRUCK_ROW, *[STRUCK_WORDS] * (len(widths) - 1))
        cells = (
            el(
                "tc",
                el("tcPr", el("tcW", w=round(width * 20), type="dxa")),
                el("p", _change("del", run(text, struck=True))),
            )
            for text, width in zip(texts, widths, strict=True)
        )
        return el("tr", el("trPr", _change("del")), *cells)

    def grid_rows(self, grid: Grid) -> Iterator[BaseOxmlElement]:
        below: dict[int, tuple[int, Cell]] = {}  # by column: the rows a cell still spans, and the cell
        spoken = 0  # rows of entries so far
        for number, row in enumerate(grid.rows):
            entry = not row.heading and not row.blank and len(row.cells) > 1
            spoken += entry
            tracked = "tracked_changes" in self.faults and entry and spoken == 1
            controlled = "content_controls" in self.faults and entry
            out: list[BaseOxmlElement] = []
            waiting = list(row.cells)
            column = 0
            while column < len(grid.widths):
                if column in below:
                    left, cell = below.pop(column)
                    out.append(
                        self.cell(replace(cell, items=(), inner=()), self.width(grid, column, cell), merge="continue")
                    )
                    if left > 1:
                        below[column] = (left - 1, cell)
                else:
                    cell = waiting.pop(0)
                    made = self.cell(
                        cell,
                        self.width(grid, column, cell),
                        merge="restart" if cell.rows > 1 else "",
                        tracked=tracked and column > 0,
                        control=controlled and spoken == 1 and column > 2,
                        entry=entry,
                    )
                    out.append(_control(made) if controlled and spoken == 2 and column in {0, 3, 8} else made)
                    if cell.rows > 1:
                        below[column] = (cell.rows - 1, cell)
                column += cell.columns
            properties = el("trPr", *([el("tblHeader")] if number == 0 and "header_repeated" in self.faults else []))
            line = el("tr", properties, *out)
            yield _control(line) if controlled and spoken == 3 else line
            if "fixed_height" in self.faults and entry:
                properties.append(el("trHeight", val=20 * _FIXED, hRule="exact"))
                out[-1].extend([*(el("p") for _ in range(_FIXED // _TYPE)), el("p", run(ASIDE))])
            if tracked:
                yield self.struck_row(grid.widths)
        if "hidden_row" in self.faults:
            cells = (Cell(parse_items(text)) for text in hidden_texts(len(grid.widths)))
            low = el("trPr", el("trHeight", val=2, hRule="exact"))
            yield el("tr", low, *(self.cell(cell, width) for cell, width in zip(cells, grid.widths, strict=True)))

    @staticmethod
    def width(grid: Grid, column: int, cell: Cell) -> float:
        return sum(grid.widths[column : column + cell.columns])

    def table(self, grid: Grid) -> BaseOxmlElement:
        properties = el(
            "tblPr",
            el("tblStyle", val="TableGrid"),
            el("tblW", w=round(sum(grid.widths) * 20), type="dxa"),
            el("tblLayout", type="fixed"),
            *([] if "cut_word" in self.faults else [_narrow_margins()]),
        )
        columns = el("tblGrid", *(el("gridCol", w=round(width * 20)) for width in grid.widths))
        return el("tbl", properties, columns, *self.grid_rows(grid))
