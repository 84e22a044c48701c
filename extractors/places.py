"""Where something stands in its file.

Positions: ``page`` counts from 1; boxes are PDF points from the page's top left corner; ``block``, ``row`` and
``column`` count from 0. Word and HTML have no pages, so a Place never requires one. In a spreadsheet, rows and columns
are those of the sheet, which ``sheet`` names ("" where there is but one, without a name).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import NamedTuple

from extractors.frozen import frozen


class Box(NamedTuple):
    """A rectangle on a page, in PDF points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether it shares some area with another."""
        return self.x0 < other.x1 and self.x1 > other.x0 and self.top < other.bottom and self.bottom > other.top

    def holds(self, x: float, y: float) -> bool:
        """Whether a point stands in it."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def rounded(self) -> Box:
        """The same to the hundredth of a point; ``round`` to two digits would go through text."""
        x0, top, x1, bottom = self
        return Box(round(100 * x0) / 100, round(100 * top) / 100, round(100 * x1) / 100, round(100 * bottom) / 100)


class WordBoxes:
    """The boxes of the words of one printed line, in their order.

    They are known while a paper is read, so that a part of a line has a box of its own; nobody keeps them. Few lines
    are parted, so the boxes are made when they are asked for.
    """

    __slots__ = ("_find",)

    def __init__(self, find: Callable[[], Sequence[Box]]) -> None:
        self._find = find

    @property
    def boxes(self) -> Sequence[Box]:
        """They are found when they are asked for, which is seldom."""
        return self._find()


@frozen
class Place:
    """Where something stands in its file: always a block, and whatever else the format knows.

    ``text`` is what is printed in the box, where that is a printed line.
    """

    block: int
    row: int | None = None
    column: int | None = None
    page: int | None = None
    box: Box | None = None
    sheet: str | None = None
    text: str | None = field(default=None, compare=False)
    words: WordBoxes | None = field(default=None, compare=False, repr=False)
