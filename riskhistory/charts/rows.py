"""The rows of a chart from top to bottom, each with words beside it and as high as they need."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple, Self

import altair as alt

from riskhistory.charts.style import DY, INK, LINE, stacked

LABEL_WIDTH = 270
"""Width of the words beside a row, in pixels, which are wrapped to fit it."""

_LABEL = 46
"""Characters that fit it, in most words."""
_SPARE = 10
"""What a row has beyond its lines, in pixels."""


class Place(NamedTuple):
    """Where a row is, in pixels from the top: its upper end, its middle and its lower end."""

    top: float
    middle: float
    end: float


class Rows(NamedTuple):
    """The words beside each row, in lines, and its place."""

    labels: Sequence[Sequence[str]]
    places: Sequence[Place]

    @classmethod
    def of(cls, labels: Sequence[str], least: Sequence[int]) -> Self:
        """Rows with these words, none of them cut off; ``least`` are the lines that each needs for its cells."""
        wrapped = [textwrap.wrap(label, _LABEL) for label in labels]
        heights = [LINE * max(len(lines), lowest) + _SPARE for lines, lowest in zip(wrapped, least, strict=True)]
        ends = accumulate(heights)
        places = [Place(end - height, end - height / 2, end) for height, end in zip(heights, ends, strict=True)]
        return cls(wrapped, places)

    @property
    def height(self) -> float:
        """Of all rows together, in pixels."""
        return self.places[-1].end

    def y(self, field: str = "row") -> alt.Y:
        """The place of a mark: a field that is in pixels from the top."""
        scale = alt.Scale(domain=[0, self.height], range=[0, self.height], nice=False, zero=False)
        return alt.Y(f"{field}:Q", scale=scale, axis=None)

    def words(self) -> alt.Chart:
        """The words beside them."""
        lines = [{"row": place.middle, "lines": label} for label, place in zip(self.labels, self.places, strict=True)]
        words: alt.Chart = stacked(lines).mark_text(align="right", color=INK, dy=DY)
        return words.encode(self.y(), x=alt.value(-10))
