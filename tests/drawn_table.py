"""Small tables drawn on PDF pages for tests: their texts, and whichever rules the test asks for."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 842.0, 595.0
SIZE, LEADING, PAD = 8.0, 9.6, 3.0
TOP = 500.0

HEADINGS = ("ID", "Description", "Risk Score", "Action", "Risk Owner")
ROWS = (
    ("CR1", "Drainage of roads\nGullies are emptied less often", "16", "Fit silt sensors", "Head of Highways"),
    ("CR2", "Old boilers\nThirty are past\ntheir planned life", "12", "Hire two units", "Head of\nEstates"),
    ("CR3", "Vacant posts in planning", "9", "Offer trainee posts", "Head of Planning"),
    ("CR4", "Paper files\nBoxes cannot be traced", "20", "Scan ten years\nand burn the rest", "Director of Finance"),
)

Lines = Literal["all", "three", "columns", "heading", "grounds", "frame", "none"]


@dataclass(frozen=True)
class Drawn:
    """One table on a page: its rows, where it stands, and which of its rules are drawn.

    ``gap`` are points between rows, ``aligned`` where a cell's lines stand in its row.
    """

    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = (60, 160, 60, 140, 120)
    left: float = 30.0
    top: float = TOP
    rules: Lines = "all"
    gap: float = 6.0
    aligned: Literal["top", "middle"] = "top"
    heights: Sequence[float] = ()
    """Lines that each row is high at least."""

    def draw(self, canvas: Canvas) -> None:
        """Draw it on the canvas's page."""
        canvas.setFont("Helvetica", SIZE)
        if self.rules == "grounds":
            self._paint(canvas)
        xs = list(accumulate(self.widths, initial=self.left))
        ys = [self.top]
        for number, row in enumerate(self.rows):
            cells = [text.split("\n") for text in row]
            depth = max([*map(len, cells), *self.heights[number : number + 1]])
            for x, lines in zip(xs, cells, strict=False):
                first = ys[-1] - PAD - SIZE - (LEADING * (depth - len(lines)) / 2 if self.aligned == "middle" else 0)
                for at, line in enumerate(lines):
                    canvas.drawString(x + PAD, first - at * LEADING, line)
            ys.append(ys[-1] - depth * LEADING - self.gap)
        across = {
            "frame": [ys[0], ys[-1]],
            "all": ys,
            "columns": [ys[0], ys[-1]],
            "three": [ys[0], ys[1], ys[-1]],
            "heading": ys[:2],
        }.get(self.rules, ())
        for y in across:
            canvas.line(xs[0], y, xs[-1], y)
        down = {"all": xs, "columns": xs, "frame": [xs[0], xs[-1]]}
        for x in down.get(self.rules, ()):
            canvas.line(x, ys[0], x, ys[-1])

    def _paint(self, canvas: Canvas) -> None:
        """A ground under each cell of its one row of one line."""
        height = LEADING + self.gap
        canvas.setFillGray(0.85)
        for x, width in zip(accumulate(self.widths, initial=self.left), self.widths, strict=False):
            canvas.rect(x, self.top - height, width, height, stroke=0, fill=1)
        canvas.setFillGray(0)


def pdf(*pages: Sequence[Drawn]) -> bytes:
    """A PDF of these tables, page by page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    for tables in pages:
        for table in tables:
            table.draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def columns(rows: Sequence[Sequence[str]], *chosen: int) -> list[tuple[str, ...]]:
    """The rows with some of their columns."""
    return [tuple(row[at] for at in chosen) for row in rows]
