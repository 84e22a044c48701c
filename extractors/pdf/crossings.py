"""The geometry of ruled tables: rules that lie on one line are one, and where rules cross there are cells.

Step by step the way of pdfplumber's table finder, to which a test holds it. That makes a dict of each rule and sets of
them at each crossing, ten times the work; and to import it takes longer than to read a page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from extractors.pdf.grid import TOLERANCE
from extractors.pdf.objects import Rule
from extractors.places import Box

_SHORTEST = 3.0
"""A rule shorter than this, in points, is decoration."""

_Piece = tuple[float, float, float]
"""A rule by the line it lies on, its start and its end."""


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """The rules without their thickness, level ones first; those that touch one another on one line are one."""
    level: list[_Piece] = []
    upright: list[_Piece] = []
    for x0, top, x1, bottom in rules:
        if x1 - x0 >= max(bottom - top, _SHORTEST):
            level.append((top, x0, x1))
        elif bottom - top >= _SHORTEST:
            upright.append((x0, top, bottom))
    across = [Rule(start, y, end, y) for y, start, end in _joined(level)]
    return across + [Rule(x, start, x, end) for x, start, end in _joined(upright)]


def _joined(pieces: list[_Piece]) -> Iterator[_Piece]:
    """Pieces on lines that lie close, moved to their mean, each with all that go on where it ends."""
    for line in _lines(pieces):
        mean = sum(at for at, _, _ in line) / len(line)
        ends = sorted((start, end) for _, start, end in line)
        first, last = ends[0]
        for start, end in ends:
            if start > last + TOLERANCE:
                yield mean, first, last
                first, last = start, end
            last = max(last, end)
        yield mean, first, last


def _lines(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces by the line they lie on: each is close to the one before it."""
    line: list[_Piece] = []
    for piece in sorted(pieces):
        if line and piece[0] > line[-1][0] + TOLERANCE:
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def cells_between(rules: Sequence[Rule]) -> list[Box]:
    """The smallest box below and to the right of each crossing of merged rules that has a rule on all sides."""
    met = _crossings(rules)
    xs, ys = dict[float, list[float]](), dict[float, list[float]]()
    for x, y in sorted(met):
        xs.setdefault(y, []).append(x)
        ys.setdefault(x, []).append(y)
    cells = []
    for (x, y), here in sorted(met.items()):
        feet = takewhile(lambda foot: here & met[x, foot], ys[x][bisect_right(ys[x], y) :])  # noqa: B023
        sides = list(takewhile(lambda side: here & met[side, y], xs[y][bisect_right(xs[y], x) :]))  # noqa: B023
        corners = ((side, foot) for foot in feet for side in sides)
        for side, foot in corners:
            corner = met.get((side, foot), 0)
            if corner & met[side, y] and corner & met[x, foot]:
                cells.append(Box(x, y, side, foot))
                break
    return cells


def _crossings(rules: Sequence[Rule]) -> dict[tuple[float, float], int]:
    """The points at which rules cross, or nearly do, each with those rules as bits: two on one rule share a bit."""
    level = [(1 << number, rule) for number, rule in enumerate(rules) if rule.horizontal]
    met: dict[tuple[float, float], int] = {}
    for number, (x, top, _, bottom) in enumerate(rules[len(level) :], len(level)):
        for bit, (x0, y, x1, _) in level:
            if top - TOLERANCE <= y <= bottom + TOLERANCE and x0 - TOLERANCE <= x <= x1 + TOLERANCE:
                met[x, y] = met.get((x, y), 0) | bit | 1 << number
    return met


def tables_of(cells: Sequence[Box]) -> list[list[Box]]:
    """The cells that share a corner, directly or through others."""
    corners = {cell: _corners(cell) for cell in cells}
    at: defaultdict[tuple[float, float], list[Box]] = defaultdict(list)
    for cell, its in corners.items():
        for corner in its:
            at[corner].append(cell)
    tables: list[list[Box]] = []
    while corners:
        first, reached = corners.popitem()
        table = [first]
        for corner in reached:  # which grows
            for cell in at.pop(corner, ()):
                if cell in corners:
                    reached += corners.pop(cell)
                    table.append(cell)
        tables.append(table)
    return tables


def _corners(cell: Box) -> list[tuple[float, float]]:
    x0, top, x1, bottom = cell
    return [(x0, top), (x0, bottom), (x1, top), (x1, bottom)]
