"""Rows that no rule parts: each names one entry, and white bands or the first lines of all its cells show its top."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractors.pdf.objects import Word

IDENTIFIER = re.compile(r"(?![A-Za-z]\d$)[A-Za-z]{1,6}[.\s]{0,2}\d{1,3}")
"""The shape of what names a row: a few letters and a number. One letter and one figure may be a level (``L4``)."""

_END_OF_NAME = re.compile(r"[A-Za-z]{0,6}[.\s]?\d{1,3}")
_WIDER = 1.15
"""The lines on either side of a white band lie so much further apart than lines of one cell."""
_FEWEST = 3
"""So many lines, each with a name, are rows of one line each."""
_SAME_LINE = 0.45
"""Baselines closer than this, in type sizes, are one line."""
_ABOVE, _BELOW = 0.8, 0.22
"""Type sizes that a word reaches above and below its baseline."""


def row_boundaries(xs: Sequence[float], top: float, bottom: float, words: Sequence[Word]) -> list[float]:
    """Where rows begin that no rule parts, in a row of a table between ``top`` and ``bottom``; [] where none surely do.

    ``xs`` are the boundaries of its columns. Each row's name must stand alone on its line in the first column, and
    with what stands beside it between two white bands. A band without a name goes on with the row above it, if names
    stand on the first line of their rows; else it is not known to which row it belongs. What stands above the first
    name is a row of its own: the headings, or the rest of a row that a page end cut. Without white bands, the first
    lines of all cells must show where rows begin.
    """
    inside = [w for w in words if not w.angle and xs[0] <= w.centre[0] <= xs[-1] and top < w.centre[1] < bottom]
    names = list(_names([word for word in inside if word.centre[0] < xs[1]]))
    if len(names) < 2:
        return []
    bands = list(_bands(inside, xs, names))
    named = [[y for y in names if band[0].y - band[0].size < y <= _foot(band)] for band in bands]
    if any(len(ys) > 1 for ys in named):
        bands = list(_topped(inside, xs, names))
        named = [[y] for y in names][: len(bands)]
    elif not all(named[next(number for number, ys in enumerate(named) if ys) :]) and not all(
        _stands_first(band, *ys) for band, ys in zip(bands, named, strict=True) if ys
    ):
        return []
    return [
        (max(map(_low, above)) + min(map(_high, band))) / 2
        for (above, band), ys in zip(itertools.pairwise(bands), named[1:], strict=True)
        if ys
    ]


def may_name(word: Word) -> bool:
    """Whether a word may be, or end, what names a row."""
    return word.text[-1:].isdecimal() and _END_OF_NAME.fullmatch(word.text) is not None


def _names(words: Sequence[Word]) -> Iterator[float]:
    """The baselines of the lines of a column that are a name and nothing else."""
    for line in lines_of(words):
        if IDENTIFIER.fullmatch(" ".join(word.text for word in sorted(line, key=lambda word: word.x0))):
            yield line[0].y


def lines_of(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The words that share a baseline, from top to bottom."""
    line: list[Word] = []
    for word in sorted(words, key=lambda word: (word.y, word.x0)):
        if line and word.y - line[0].y > _SAME_LINE * word.size:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _bands(words: Sequence[Word], xs: Sequence[float], names: Sequence[float]) -> Iterator[list[Word]]:
    """The words between white bands that run through all columns, from top to bottom.

    Where all lines from the first name on have one, and something in the same columns, each line is a row.
    """
    lines = list(lines_of(words))
    filled = [len({bisect_right(xs, word.centre[0]) for word in line}) for line in lines if _foot(line) > names[0] - 1]
    single = _FEWEST <= len(filled) == len(names) and min(filled) >= max(max(filled) - 1, 2)
    least = 0.0 if single else _WIDER * _pitch(words, xs)
    band: list[Word] = []
    for line in lines:
        apart = bool(band) and min(map(_high, line)) > max(map(_low, band))
        if apart and line[0].y - _foot(band) > least:
            yield band
            band = []
        band += line
    if band:
        yield band


def _topped(words: Sequence[Word], xs: Sequence[float], names: Sequence[float]) -> Iterator[list[Word]]:
    """The words of each row, if the first lines of all its cells stand beside its name; nothing if that is unsure.

    Were the lines of cells centred beside their name, or above it, one of those would stand above the first name, or
    one that stands beside a name would go on with a sentence.
    """
    lines = list(lines_of(words))
    starts = [at for at, line in enumerate(lines) if any(abs(line[0].y - y) <= 1 for y in names)]
    if starts[:1] != [0] or len(starts) != len(names):
        return
    rows = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], len(lines)], strict=True)]
    for first, *others in rows:
        heads = {bisect_right(xs, word.centre[0]): word.text for word in sorted(first, key=lambda word: -word.x0)}
        below = {bisect_right(xs, word.centre[0]) for line in others for word in line}
        if not below <= heads.keys() or any(text[0].islower() for text in heads.values()):
            return
    yield from ([word for line in row for word in line] for row in rows)


def _pitch(words: Sequence[Word], xs: Sequence[float]) -> float:
    """The distance between two lines of a cell, in points: the least step that lines of the columns take."""
    columns: dict[int, list[Word]] = {}
    for word in words:
        columns.setdefault(bisect_right(xs, word.centre[0]), []).append(word)
    pairs = (pair for column in columns.values() for pair in itertools.pairwise(lines_of(column)))
    return min((below[0].y - above[0].y for above, below in pairs), default=0.0)


def _stands_first(band: Sequence[Word], y: float) -> bool:
    return y - min(word.y for word in band) <= _SAME_LINE * band[0].size


def _foot(band: Sequence[Word]) -> float:
    return max(word.y for word in band)


def _high(word: Word) -> float:
    return word.y - _ABOVE * word.size


def _low(word: Word) -> float:
    return word.y + _BELOW * word.size
