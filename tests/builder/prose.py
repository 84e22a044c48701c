"""The pages of a report or an agenda pack around its register, as blocks of a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.builder.content import Section
from tests.builder.sheet import Block, Break, Grid, Prose, Row, heading_row, text_cell

SIZE = 10.5
"""Points; how large reports are printed."""
TEXT_WIDTH = 480.0
"""Points; between the margins of an upright page."""


def _table(rows: Sequence[Sequence[str]]) -> Grid:
    """A plain table: the first column takes a third of the width, the others share the rest."""
    others = len(rows[0]) - 1
    widths = (TEXT_WIDTH / 3, *[TEXT_WIDTH * 2 / 3 / others] * others)
    return Grid(widths, (heading_row(rows[0]), *(Row(tuple(map(text_cell, row))) for row in rows[1:])))


def blocks(sections: Sequence[Section]) -> Iterator[Block]:
    """The sections one after the other."""
    for section in sections:
        if section.new_page:
            yield Break()
        yield Prose(section.prose, size=SIZE)
        if section.table:
            yield _table(section.table)
