"""What stands on one page, whoever found it: its words, its rules, its fills, all as a reader sees them.

Everything is in the page's reading frame: x to the right, y down, in points from the top left corner of the page as
it is shown, whatever its rotation and its page box.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from extractors.findings import Code, Finding
from extractors.places import Box

_Number = TypeVar("_Number", float, NDArray[np.float64])


class PageDamagedError(Exception):
    """A page of the file cannot be read."""


def median(numbers: NDArray[np.float64] | NDArray[np.int64]) -> float:
    """The number in the middle of some, or halfway between the two there; numpy's own takes five times as long."""
    ordered = np.sort(numbers)
    return float((ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2)


class Word(NamedTuple):
    """A run of glyphs without a blank.

    ``y`` is the baseline. ``pieces`` gives the right edge of the first glyph and of the first piece a layout
    engine would have broken off (up to a hyphen). For a turned word (``angle`` 90 reads upwards, 270
    downwards) all of these are along and across the writing direction instead; ``centre`` is always as seen.
    ``span`` are the characters of PDFium's text page it is made of; (0, 0) where it has none.
    ``bold`` tells of a font that is heavier than type usually is; ``font`` is the name of the one it begins in.
    ``unread`` is the code of the finding that says why the word is not read, or not for certain; else None.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    blank_after: bool
    angle: int
    glyph_end: float
    piece_end: float
    centre: tuple[float, float]
    span: tuple[int, int] = (0, 0)
    unread: Code | None = None
    bold: bool = False
    font: str = ""


class Words(tuple[Word, ...]):
    """Words of a page. What is computed with many of them at once is taken from them once."""

    @cached_property
    def measures(self) -> NDArray[np.float64]:
        """``x0``, ``x1``, ``y``, ``size`` and ``angle`` of the words, a row each."""
        if not self:
            return np.empty((5, 0))
        _, x0, x1, y, size, _, angle, *_ = zip(*self, strict=True)
        return np.stack([np.fromiter(column, np.float64, len(self)) for column in (x0, x1, y, size, angle)])

    @cached_property
    def centres(self) -> NDArray[np.float64]:
        """``x`` and ``y`` of the centres of the words, a row each."""
        centres = chain.from_iterable(word.centre for word in self)
        return np.fromiter(centres, np.float64, 2 * len(self)).reshape(-1, 2).T

    def replaced(self, others: Mapping[int, Word]) -> Words:
        """The words with others in the places of some, by their number."""
        return Words(others.get(at, word) for at, word in enumerate(self)) if others else self

    @cached_property
    def written(self) -> Words:
        """Those that have a text."""
        return self if all(word.text for word in self) else Words(word for word in self if word.text)

    def joined(self, others: Sequence[Word]) -> Words:
        """The words, and others after them; of these alone is taken what is known of the words."""
        if not others:
            return self
        both, more = Words((*self, *others)), Words(others)
        for name in vars(self).keys() & {"measures", "centres"}:
            vars(both)[name] = np.hstack((getattr(self, name), getattr(more, name)))
        return both


class Rule(NamedTuple):
    """A straight horizontal or vertical line of the page, as seen."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Whether it runs across rather than down."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class PageObjects:
    """Everything of a page that carries meaning: words in the file's order, rules, and fills in painting order.

    ``unread`` are the words that are not what the page says; ``findings`` are about the page as a whole.
    ``typed`` says that there are rules among its characters.
    """

    number: int
    width: float
    height: float
    words: Words
    rules: list[Rule]
    fills: list[tuple[Box, str]]
    unread: Sequence[Word] = ()
    findings: tuple[Finding, ...] = ()
    typed: bool = False


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page: rules, fills in painting order, and dots small enough to be drawn bullets.

    ``texts`` are its text objects, each with what holds it.
    """

    rules: list[Rule] = field(default_factory=list)
    fills: list[tuple[Box, str]] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)
    texts: dict[int, int] = field(default_factory=dict)
    objects: int = 0
    points: int = 0
    """How many objects of the page, and points of its paths, have been looked at."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible page: its box in the file's coordinates and its rotation in degrees clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @classmethod
    def of(cls, page: Any) -> Frame:
        """The frame of an open PDFium page."""
        left, bottom, right, top = page.get_cropbox()
        return cls(left, bottom, right, top, page.get_rotation())

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as seen."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation in (90, 270) else (width, height)

    def seen(self, x: _Number, y: _Number) -> tuple[_Number, _Number]:
        """A point of the file, or many, as seen: from the top left corner of the upright page."""
        if self.rotation == 0:
            return x - self.left, self.top - y
        if self.rotation == 90:
            return y - self.bottom, x - self.left
        if self.rotation == 180:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def in_file(self, x: float, y: float) -> tuple[float, float]:
        """The point of the file that is seen there: what ``seen`` undoes."""
        if self.rotation == 0:
            return x + self.left, self.top - y
        if self.rotation == 90:
            return y + self.left, x + self.bottom
        if self.rotation == 180:
            return self.right - x, y + self.bottom
        return self.right - y, self.top - x
