"""Rows that no rule parts: white bands run between them through all columns, and each names one entry."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.pdf.objects import Word

IDENTIFIER = re.compile(r"(?![A-Za-z]\d$)[A-Za-z]{1,6}[.\s]{0,2}\d{1,3}")
"""The shape of what names a row: a few letters and a number. One letter and one figure may be a level (``L4``)."""

_END_OF_NAME = re.compile(r"[A-Za-z]{0,6}[.\s]?\d{1,3}")
_WIDER = 1.15
"""The lines on either side of a white band lie so much further apart than lines of one cell."""
_SAME_LINE = 0.45
"""Baselines closer than this, in type sizes, are one line."""
_ABOVE, _BELOW = 0.8, 0.22
"""Type sizes that a word reaches above and below its baseline."""


def row_boundaries(xs: Sequence[float], top: float, bottom: float, words: Sequence[Word]) -> list[float]:
    """Where rows begin that no rule parts, in a row of a table between ``top`` and ``bottom``; [] where none surely do.

    ``xs`` are the boundaries of its columns. Each row's name must stand alone on its line in the first column, and
    with what stands beside it between two white bands. A band without a name goes on with the row above it, if names
    stand on the first line of their rows; else it is not known to which row it belongs. What stands above the first
    name is a row of its own: the headings, or the rest of a row that a page end cut.
    """
    inside = [w for w in words if not w.angle and xs[0] <= w.centre[0] <= xs[-1] and top < w.centre[1] < bottom]
    names = list(_names([word for word in inside if word.centre[0] < xs[1]]))
    if len(names) < 2:
        return []
    bands = list(_bands(inside, _pitch(inside, xs)))
    named = [[y for y in names if band[0].y - band[0].size < y <= _foot(band)] for band in bands]
    if any(len(ys) > 1 for ys in named):
        return []
    first = next(number for number, ys in enumerate(named) if ys)
    loose = not all(named[first:])
    if loose and not all(_stands_first(band, *ys) for band, ys in zip(bands, named, strict=True) if ys):
        return []
    return [
        (max(map(_low, above)) + min(map(_high, band))) / 2
        for (above, band), ys in zip(itertools.pairwise(bands), named[1:], strict=True)
        if ys
    ]


def may_name(word: Word) -> bool:
    """Whether a word may be, or end, what names a row."""
    return _END_OF_NAME.fullmatch(word.text) is not None


def _names(words: Sequence[Word]) -> Iterator[float]:
    """The baselines of the lines of a column that are a name and nothing else."""
    for line in _lines(words):
        if IDENTIFIER.fullmatch(" ".join(word.text for word in sorted(line, key=lambda word: word.x0))):
            yield line[0].y


def _lines(words: Sequence[Word]) -> Iterator[list[Word]]:
    line: list[Word] = []
    for word in sorted(words, key=lambda word: (word.y, word.x0)):
        if line and word.y - line[0].y > _SAME_LINE * word.size:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _pitch(words: Sequence[Word], xs: Sequence[float]) -> float:
    """The distance between two lines of a cell, in points: the step that most lines of the columns take."""
    columns: dict[int, list[Word]] = {}
    for word in words:
        columns.setdefault(bisect_right(xs, word.centre[0]), []).append(word)
    steps = Counter(
        round(below[0].y - above[0].y, 1)
        for column in columns.values()
        for above, below in itertools.pairwise(_lines(column))
    )
    return min(steps, key=lambda step: (-steps[step], step), default=0.0)


def _bands(words: Sequence[Word], pitch: float) -> Iterator[list[Word]]:
    """The words between white bands that run through all columns, from top to bottom."""
    band: list[Word] = []
    for line in _lines(words):
        apart = bool(band) and min(map(_high, line)) > max(map(_low, band))
        if apart and line[0].y - _foot(band) > _WIDER * pitch:
            yield band
            band = []
        band += line
    if band:
        yield band


def _stands_first(band: Sequence[Word], y: float) -> bool:
    return y - min(word.y for word in band) <= _SAME_LINE * band[0].size


def _foot(band: Sequence[Word]) -> float:
    return max(word.y for word in band)


def _high(word: Word) -> float:
    return word.y - _ABOVE * word.size


def _low(word: Word) -> float:
    return word.y + _BELOW * word.size
