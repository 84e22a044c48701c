"""What a paper shows, before any format is chosen: titles, prose, tables. The writers draw these and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tests.builder.content import Items, parse_items

GREY, BLUE, PALE = "#d9d9d9", "#dae3f3", "#f2f2f2"
RED, AMBER, GREEN = "#ff0000", "#ffc000", "#92d050"
COLOURS = {"red": RED, "amber": AMBER, "green": GREEN}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``columns`` and ``rows`` are its spans. ``inner`` are the rows of a small table inside it."""

    items: Items = ()
    fill: str | None = None
    bold: bool = False
    columns: int = 1
    rows: int = 1
    inner: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in this row, left to right: one that a span from above covers is not among them."""

    cells: tuple[Cell, ...]
    heading: bool = False

    @property
    def blank(self) -> bool:
        """No cell of the row says anything."""
        return not any(cell.items or cell.inner for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; ``widths`` are in points."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A paper's title, and whether a new page begins with it."""

    text: str
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs and bullets outside any table; ``italic`` for the note that says this is a sample."""

    items: Items
    italic: bool = False
    size: float = 8.0
    """Points."""


@dataclass(frozen=True, slots=True)
class Break:
    """A new page begins."""


@dataclass(frozen=True, slots=True)
class Turn:
    """From here on the pages stand the other way: a new page begins."""

    to: Literal["portrait", "landscape"]


Block = Title | Prose | Grid | Break | Turn


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole paper. ``title`` goes into the file's properties, ``note`` into every page's foot."""

    title: str
    note: str
    blocks: tuple[Block, ...]
    running_head: str = ""
    portrait: bool = False
    """How the first page stands; a register's pages lie on their side."""


def has_ways(sheet: Sheet) -> bool:
    """Whether a text in one of its tables stands there in an odd way."""
    rows = (row for block in sheet.blocks if isinstance(block, Grid) for row in block.rows)
    return any(item.way for row in rows for cell in row.cells for item in cell.items)


def text_cell(text: str, *, fill: str | None = None, bold: bool = False, columns: int = 1, rows: int = 1) -> Cell:
    """A cell holding paragraphs, one a line."""
    return Cell(parse_items(text), fill, bold, columns, rows)


def heading_row(texts: Iterable[str], fill: str = GREY) -> Row:
    """A row of bold headings on a ground."""
    return Row(tuple(text_cell(text, fill=fill, bold=True) for text in texts), heading=True)


IMPACTS = ("CATASTROPHIC (for risk) OUTSTANDING (for opportunity)", "MAJOR", "MODERATE", "MINOR", "INSIGNIFICANT")
LIKELIHOODS = ("RARE", "UNLIKELY", "POSSIBLE", "LIKELY", "CERTAIN")


def key_to_scores() -> tuple[Block, ...]:
    """The five by five matrix of likelihood and impact that follows a register."""
    rows = [
        ("IMPACT" if impact == 2 else "", name, *(str(impact * likelihood) for likelihood in range(1, 6)))
        for impact, name in zip(range(5, 0, -1), IMPACTS, strict=True)
    ]
    rows += [("", "", *LIKELIHOODS), ("", "", "", "LIKELIHOOD", "", "", "")]
    grid = Grid((70.0, 130.0, *[80.0] * 5), tuple(Row(tuple(map(text_cell, row))) for row in rows))
    return Prose(parse_items(["# Key to Scores"])), grid
