"""What a reader sees as one rule: dots and dashes in line, two rules side by side, the edges of coloured fills."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from extractors.pdf.objects import Rule, Words
from extractors.places import Box

_DASH = 20.0
"""A piece of a dotted or dashed rule is shorter than this, in points."""

_BETWEEN = 6.0
"""The dots or dashes of one rule lie no further apart than this, in points."""

_FEWEST = 6
"""So many dots or dashes in line are a rule."""

_REGULAR = 0.7
"""At least this share of a rule's dashes have its two usual lengths; underlined words have many lengths."""

_DOUBLE = 6.0
"""Parallel rules closer than this, in points, with no word between them, are one."""

_SPACING = 12.0
"""As much, in points, lies at most between the boxes of neighbouring cells where each cell has a box of its own."""

_SAME = 3.0
"""Positions closer than this, in points, are one."""

_FEWEST_STRIPES = 3
"""So many stripes, and no fewer, show the rows of a table whose fills have no columns."""

_STRIPE_GAP = 3.0
"""Between two stripes lies no more than this, in heights of the tallest."""


def join_dashes(rules: Iterable[Rule], dots: list[Box]) -> tuple[list[Rule], list[Box]]:
    """The rules, with dots and dashes that lie in line as the rules they draw, and the dots that are left."""
    whole: list[Rule] = []
    pieces: list[Rule] = []
    for rule in rules:
        (whole if max(rule.x1 - rule.x0, rule.bottom - rule.top) > _DASH else pieces).append(rule)
    marks = [*pieces, *(Rule(*dot) for dot in dots)]
    if len(marks) < _FEWEST:
        return whole + pieces, dots
    across = [(r.top + r.bottom, r.x0, r.x1) for r in marks if r.bottom - r.top <= _SAME]
    down = [(r.x0 + r.x1, r.top, r.bottom) for r in marks if r.x1 - r.x0 <= _SAME]
    drawn = [Rule(start, at / 2, end, at / 2) for at, start, end in _chains(across)]
    drawn += [Rule(at / 2, start, at / 2, end) for at, start, end in _chains(down)]
    if drawn:
        near = _by_line(drawn)
        pieces = [piece for piece in pieces if not _is_part(piece, near)]
        dots = [dot for dot in dots if not _is_part(Rule(*dot), near)]
    return whole + drawn + pieces, dots


_Line = tuple[bool, int]


def _by_line(rules: Iterable[Rule]) -> dict[_Line, list[Rule]]:
    """Rules by the lines, a point wide, near which their pieces lie."""
    lines: dict[_Line, list[Rule]] = {}
    for rule in rules:
        at = math.floor(rule.top if rule.horizontal else rule.x0)
        for near in (at - 1, at, at + 1):
            lines.setdefault((rule.horizontal, near), []).append(rule)
    return lines


def _is_part(piece: Rule, lines: dict[_Line, list[Rule]]) -> bool:
    """Whether a dash or dot is a piece of one of the rules."""
    across, down = (lines.get((level, math.floor(at)), ()) for level, at in ((True, piece.top), (False, piece.x0)))
    return any(_within(piece, rule) for rule in (*across, *down))


_Piece = tuple[float, float, float]


def _chains(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Runs of pieces (twice the position across, start, end) that lie in line, each as one."""
    lines: dict[int, list[_Piece]] = {}
    for piece in pieces:
        lines.setdefault(round(piece[0]), []).append(piece)
    for line in lines.values():
        run: list[_Piece] = []
        for piece in sorted(line, key=lambda each: each[1:]):
            if run and piece[1] - max(end for *_, end in run[-2:]) > _BETWEEN:
                yield from _as_rule(run)
                run = []
            run.append(piece)
        yield from _as_rule(run)


def _as_rule(run: Sequence[_Piece]) -> Iterator[_Piece]:
    lengths = Counter(round(end - start) for _, start, end in run)
    usual = sum(count for _, count in lengths.most_common(2))
    apart = any(after[1] - before[2] > 0 for before, after in pairwise(run))
    if len(run) >= _FEWEST and usual >= _REGULAR * len(run) and apart:
        yield run[0][0], run[0][1], max(end for *_, end in run)


def _within(piece: Rule, rule: Rule) -> bool:
    return (
        rule.x0 - 1 <= piece.x0
        and piece.x1 <= rule.x1 + 1
        and rule.top - 1 <= piece.top
        and piece.bottom <= rule.bottom + 1
    )


def join_doubles(rules: Sequence[Rule], words: Words) -> list[Rule]:
    """The rules, with two that run side by side with nothing between them as one: double borders, cells set apart.

    Rules closer than ``_SAME`` are left to the table finder.
    """
    upright = [_turned(rule) for rule in rules if not rule.horizontal]
    level = [rule for rule in rules if rule.horizontal]
    if not any(map(_any_near, (level, upright))):
        return list(rules)
    x0, x1, _, size, angle = words.measures
    middle = words.centres[1]
    spans = np.stack((middle - 0.3 * size, middle + 0.3 * size, x0, x1))[:, angle == 0]
    moves_y = _moves(level, [_turned(rule) for rule in upright], spans)
    moves_x = _moves(upright, [_turned(rule) for rule in level], spans[[2, 3, 0, 1]])
    if not moves_x and not moves_y:
        return list(rules)
    moved = [_moved(rule, moves_y, moves_x) for rule in level]
    return moved + [_turned(_moved(rule, moves_x, moves_y)) for rule in upright]


def _any_near(rules: Iterable[Rule]) -> bool:
    """Whether any two level rules may lie side by side."""
    return any(below - above <= _SPACING for above, below in pairwise(sorted({rule.top for rule in rules})))


def _turned(rule: Rule) -> Rule:
    return Rule(rule.top, rule.x0, rule.bottom, rule.x1)


_Spans = NDArray[np.float64]


def _moves(rules: Sequence[Rule], crossing: Sequence[Rule], words: _Spans) -> dict[Rule, float]:
    """Where each level rule that is one of several side by side goes: halfway between the outer ones.

    ``words`` are where words stand, a column each: their extent across, then along. ``crossing`` are the upright rules.
    """
    ordered = sorted(set(rules), key=lambda rule: rule.top)
    groups: list[list[Rule]] = []
    group_of: dict[Rule, list[Rule]] = {}
    for index, rule in enumerate(ordered):
        group = group_of.setdefault(rule, [rule])
        if len(group) == 1:
            groups.append(group)
        for other in ordered[index + 1 :]:
            if other.top - rule.top > _SPACING:
                break
            if group_of.get(other) is not None or not _side_by_side(rule, other, crossing, words):
                continue
            if other.top - group[0].top <= _SPACING:
                group.append(other)
                group_of[other] = group
    return {
        rule: (group[0].top + group[-1].top) / 2
        for group in groups
        if group[-1].top - group[0].top > _SAME
        for rule in group
    }


def _side_by_side(one: Rule, other: Rule, crossing: Iterable[Rule], words: _Spans) -> bool:
    start, end = max(one.x0, other.x0), min(one.x1, other.x1)
    gap = other.top - one.top
    if end - start < 0.5 * min(one.x1 - one.x0, other.x1 - other.x0) or end <= start:
        return False
    if gap > _DOUBLE and any(
        start - 1 <= rule.x0 <= end + 1 and rule.top <= one.top + 1 and rule.bottom >= other.top - 1
        for rule in crossing
    ):
        return False
    low, high, first, last = words
    between = (low < other.top) & (high > one.top) & (first < end) & (last > start)
    return not between.any()


def _moved(rule: Rule, moves: dict[Rule, float], ends: dict[Rule, float]) -> Rule:
    """A level rule in its new place; its ends go with the upright rules (as ``ends`` has them, turned) they touch."""
    at = moves.get(rule, rule.top)
    x0, x1 = (_end(x, rule.top, ends) for x in (rule.x0, rule.x1))
    return Rule(x0, at, x1, at)


def _end(x: float, y: float, moves: dict[Rule, float]) -> float:
    """Where an end of a rule goes: with the nearest moved rule that it touches or nearly reaches."""
    near = (
        (abs(rule.top - x), at)
        for rule, at in moves.items()
        if abs(rule.top - x) <= _DOUBLE and rule.x0 - _SPACING <= y <= rule.x1 + _SPACING
    )
    return min(near, default=(0.0, x))[1]


def fill_rules(fills: Iterable[Box]) -> list[Rule]:
    """The rules that a reader sees where rows are painted: the edges of stripes, and of cells painted side by side.

    A row between two painted ones is a row of the same columns.
    """
    bands: dict[tuple[int, int], set[Box]] = {}
    for fill in fills:
        bands.setdefault((round(fill.top), round(fill.bottom)), set()).add(fill)
    rules: list[Rule] = []
    tables: list[tuple[tuple[float, ...], list[Box]]] = []
    for band in (sorted(bands[key]) for key in sorted(bands)):
        xs = _boundaries(band)
        outer = Box(xs[0], band[0].top, xs[-1], band[0].bottom)
        for known, rows in tables:
            if len(known) == len(xs) and all(abs(a - b) <= _SAME for a, b in zip(known, xs, strict=True)):
                rows.append(outer)
                break
        else:
            tables.append((xs, [outer]))
    for xs, rows in tables:
        tallest = max(row.bottom - row.top for row in rows)
        near = all(after.top - before.bottom <= _STRIPE_GAP * tallest for before, after in pairwise(rows))
        if not near or len(rows) < (_FEWEST_STRIPES if len(xs) == 2 else 2):
            continue
        top, bottom = rows[0].top, max(row.bottom for row in rows)
        rules += [Rule(xs[0], y, xs[-1], y) for y in sorted({y for row in rows for y in (row.top, row.bottom)})]
        if len(xs) > 2:
            rules += [Rule(x, top, x, bottom) for x in xs]
    return rules


def _boundaries(band: Sequence[Box]) -> tuple[float, ...]:
    """The column boundaries of fills side by side; a narrow gap between two of them is one boundary."""
    inner = [(a.x1 + b.x0) / 2 for a, b in pairwise(band) if -_SAME < b.x0 - a.x1 <= _SPACING]
    return (band[0].x0, *inner, max(fill.x1 for fill in band))
