"""A table as a chart: rows with words beside them, a column for each edition, cells the darker the more is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from riskhistory.charts.rows import LABEL_WIDTH, Rows
from riskhistory.charts.style import DY, INK, labels_of, layered, stacked, table

_WIDTH = 76
"""Width of a column, in pixels."""
_FILLS = ("#f7f7f7", "#e0e0e0", "#c6c6c6")
"""Of a cell with one, two, and more in it: greys, since colours are those of scores."""

Cells = Mapping[int, tuple[Sequence[str], int]]
"""By column, what its cell says, in lines, and how much is in it."""


def grid(rows: Mapping[str, Cells], columns: Sequence[str]) -> tuple[alt.LayerChart, float]:
    """The cells of each row by the words beside it, from top to bottom; and the width of the chart, in pixels."""
    placed = Rows.of(list(rows), [max(len(said) for said, _ in cells.values()) for cells in rows.values()])
    cells = [
        {"column": column, "top": place.top + 1, "row": place.middle, "end": place.end - 1, "lines": list(said),
         "fill": _FILLS[min(amount, len(_FILLS)) - 1]}
        for of, place in zip(rows.values(), placed.places, strict=True)
        for column, (said, amount) in of.items()
    ]  # fmt: skip
    heads = alt.Axis(orient="top", labelExpr=labels_of(dict(enumerate(columns))), labelAngle=0, title=None)
    x = alt.X("column:O", scale=alt.Scale(type="band", domain=list(range(len(columns))), padding=0.04), axis=heads)
    width = _WIDTH * len(columns)
    chart = layered(
        placed.words(),
        alt.Chart(table(cells)).mark_rect().encode(
            x, placed.y("top"), y2="end:Q", color=alt.Color("fill:N", scale=None)
        ),
        stacked(cells).mark_text(color=INK, dy=DY).encode(x, placed.y()),
        width=width,
        height=placed.height,
    )  # fmt: skip
    return chart, LABEL_WIDTH + width
