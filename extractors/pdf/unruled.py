"""Tables that no rule draws: read where their columns and rows are beyond doubt, else left to be reported as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.pdf.bands import lines_of, may_name, row_boundaries
from extractors.pdf.grid import Grid, grid_of
from extractors.pdf.objects import Word
from extractors.places import Box

_GUTTER = 0.75
"""A white gutter between columns is at least this wide, in type sizes."""
_TWO = 1.5
"""Two words of a column's line are no further apart than this, in type sizes, or they stand in two columns."""
_FEWEST_NAMES, _FEWEST_COLUMNS = 2, 4
"""A table that no rule draws has no fewer names, and columns."""
_LINE, _ROW, _HEADINGS = 1.5, 2.5, 4.0
"""Type sizes between two lines of the headings, of a row, and between the headings and the first row, at most."""


def gutters(words: Sequence[Word], x0: float, x1: float) -> tuple[float, ...]:
    """The column boundaries of a table without verticals between ``x0`` and ``x1``; () where no gutter parts its words.

    A boundary stands before its column's text by the margin that the first column keeps from the table's edge.
    """
    if not words:
        return ()
    margin = max(min(word.x0 for word in words) - x0, 0.0)
    inner = [max(start - margin, (end + start) / 2) for end, start in _gutters(words)]
    return (x0, *inner, x1) if inner else ()


def _gutters(words: Sequence[Word]) -> Iterator[tuple[float, float]]:
    """Where the white gutters between columns begin and end."""
    width = _GUTTER * sorted(word.size for word in words)[len(words) // 2]
    ordered = sorted(words, key=lambda word: word.x0)
    reached = ordered[0].x1
    for word in ordered:
        if word.x0 - reached >= width:
            yield reached, word.x0
        reached = max(reached, word.x1)


def unruled_grid(words: Sequence[Word]) -> Grid | None:
    """The table of some words that stand outside of all others; None where there is none beyond doubt.

    Its rows are named in its first column, and parted as ``bands`` says; white gutters run through all of its lines,
    from the headings above the first name to the last line.
    """
    names = [word for word in words if not word.angle and may_name(word)]
    starts = Counter(round(word.x0) for word in names)
    left = min((x for x, count in starts.items() if count >= _FEWEST_NAMES), default=None)
    if left is None:
        return None
    table = _lines_about([word.y for word in names if round(word.x0) == left], words)
    xs = [
        min(word.x0 for word in table) - 1,
        *(end + 1 for end, _ in _gutters(table)),
        max(word.x1 for word in table) + 1,
    ]
    if len(xs) <= _FEWEST_COLUMNS or any(_has_two_columns(table, *sides) for sides in pairwise(xs)):
        return None
    top, bottom = min(word.y - word.size for word in table), max(word.y + 0.3 * word.size for word in table)
    ys = row_boundaries(xs, top, bottom, table)
    if not ys:
        return None
    rows = list(pairwise([top, *ys, bottom]))
    boxes = [Box(left, above, right, below) for left, right in pairwise(xs) for above, below in rows]
    return replace(grid_of(boxes), unruled=True)


def _has_two_columns(words: Sequence[Word], left: float, right: float) -> bool:
    """Whether some line of a column has a gap as wide as between columns; one stands behind a bullet, too."""
    lines = lines_of([word for word in words if left < word.centre[0] < right])
    ordered = (sorted(line, key=lambda word: word.x0) for line in lines)
    pairs = (pair for line in ordered for pair in pairwise(line))
    return any(after.x0 - word.x1 > _TWO * word.size and len(word.text) > 1 for word, after in pairs)


def _lines_about(names: Sequence[float], words: Sequence[Word]) -> list[Word]:
    """The words of all lines from the headings above the first name to the last line of the row of the last name."""
    lines = list(lines_of([word for word in words if not word.angle]))
    first = next(at for at, line in enumerate(lines) if line[0].y >= min(names) - 1)
    last = next(at for at in reversed(range(len(lines))) if lines[at][0].y <= max(names) + 1)
    while last + 1 < len(lines) and _step(lines[last], lines[last + 1]) <= _ROW:
        last += 1
    if first and _step(lines[first - 1], lines[first]) <= _HEADINGS:
        first -= 1
        while first and _step(lines[first - 1], lines[first]) <= _LINE:
            first -= 1
    return [word for line in lines[first : last + 1] for word in line]


def _step(above: Sequence[Word], below: Sequence[Word]) -> float:
    """How far two lines lie apart, in type sizes."""
    return (below[0].y - above[0].y) / below[0].size
