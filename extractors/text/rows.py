"""The rendering that keeps rows: each row of a table is a line, its cells parted by tabs (or, as in Markdown, bars)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from extractors.bounds import check_table
from extractors.text.cells import Block, Grid, Row
from extractors.text.markup import paragraphs, read_cell

_FEWEST_BARS = 3
_RULER = re.compile(r"\s*:?-{2,}:?\s*")


def read_rows(lines: Sequence[str]) -> list[Block]:
    """Paragraphs and tables in order: each run of lines with cells is a table of its own, a blank line ends it.

    Rows of nothing but dashes rule a table, as in Markdown, and are no rows of it.
    """
    blocks: list[Block] = []
    for in_table, run in groupby(lines, lambda line: bool(_cells(line))):
        if not in_table:
            blocks += paragraphs(run)
            continue
        cells = [raw for raw in map(_cells, run) if not all(map(_RULER.fullmatch, raw))]
        if cells:
            rows = [Row([read_cell(raw) for raw in row]) for row in cells]
            rows[0].after_break = True
            blocks.append(Grid(rows))
    return blocks


def _cells(line: str) -> list[str]:
    """The cells of a line of a table; none of any other."""
    if "\t" in line:
        cells = line.split("\t")
        check_table(1, len(cells))
        return cells
    bars = line.strip().split("|")
    check_table(1, len(bars))
    return bars[1:-1] if len(bars) > _FEWEST_BARS and not bars[0] and not bars[-1] else []
