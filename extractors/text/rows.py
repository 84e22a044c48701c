"""The rendering that keeps rows: each row of a table is a line, its cells parted by tabs (or, as in Markdown, bars)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from extractors.text.cells import Block, Grid, Row
from extractors.text.markup import paragraphs, read_cell

_BARS = re.compile(r"\s*\|(.*\|.*)\|\s*")
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
        return line.split("\t")
    bars = _BARS.fullmatch(line)
    return bars[1].split("|") if bars else []
