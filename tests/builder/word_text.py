"""A sheet as Word's own text export: a tab at the start of a line begins a cell, a blank line follows each row."""

from __future__ import annotations

from collections.abc import Iterator, Set

from tests.builder.content import Items
from tests.builder.sheet import Grid, Prose, Sheet, Title
from tests.builder.text import TextRow, encode, rows_of

GLYPHS = ("", "· ", "• ", "▪ ")
"""What Word types before an item of each level."""
BLANK = "\u00a0 "
"""How it writes a cell without words."""


def word_text(sheet: Sheet, faults: Set[str] = frozenset()) -> bytes:
    """The sheet as the bytes of a text file.

    Raises:
        ValueError: the sheet has cells over several rows, or nested tables.
    """
    return encode("".join(_parts(sheet, faults)), faults)


def _parts(sheet: Sheet, faults: Set[str]) -> Iterator[str]:
    for block in sheet.blocks:
        match block:
            case Title(text):
                yield f"\t{text}\n\n\n"
            case Prose(items):
                yield "".join(f"{item.text}\n\n" for item in items)
            case Grid():
                yield "".join(_row(cells, faults) for _, cells in rows_of(block, faults))
                yield "\n"


def _row(cells: TextRow, faults: Set[str]) -> str:
    return "".join(f"\t{_cell(items, faults)}\n" for items in cells) + "\n"


def _cell(items: Items, faults: Set[str]) -> str:
    between = "\n\n\n" if "roomy_cells" in faults else "\n"
    return between.join(GLYPHS[item.level] + item.text for item in items) or BLANK
