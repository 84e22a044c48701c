"""Where the cells are: a page's rules become tables of cells with rows, columns and spans.

``crossings`` does the geometry; what it cannot see is prepared for it here:

* a table whose verticals end at the page's foot (or start at its head) without a closing rule gets one, else the
  row cut there would vanish silently from both pages;
* a table without outer verticals gets them where its horizontals end;
* a page all of one row, begun before it and ended after it, has verticals only: it is closed where they end;
* a table without any vertical is divided by the white gutters that run through all its rows.

A table of one cell is kept: it may be the tail of a card that began a page before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter

import numpy as np

from extractors.bounds import PAGE_CROSSINGS, PAGE_EDGES, check_page
from extractors.pdf.crossings import cells_between, merged, tables_of
from extractors.pdf.grid import TOLERANCE, Grid, grid_of
from extractors.pdf.objects import Rule, Word, Words
from extractors.pdf.parted import with_bands, with_fills
from extractors.pdf.seen_rules import fill_rules, join_doubles
from extractors.pdf.unruled import gutters, unruled_grid
from extractors.places import Box

_ALIKE = 3
"""Parallel rules of one extent it takes to call them a table, where no rule crosses them."""


def find_grids(
    rules: Iterable[Rule],
    words: Iterable[Word],
    known: Sequence[tuple[float, ...]] = (),
    fills: Sequence[Box] = (),
) -> list[Grid]:
    """The tables that a page's rules draw, from top to bottom.

    ``known`` are column boundaries of tables on earlier pages: a table without verticals that is as wide as one
    of them takes its columns, since one row alone cannot show where the gutters are; and a lone cell between two of
    them is a table's.

    Raises:
        PageTooLargeError: there are too many rules.
    """
    words = words if isinstance(words, Words) else Words(words)
    grids = _ruled_grids(rules, words, known)
    boxes = [grid.box for grid in grids]
    painted = [fill for fill in fills if not any(map(fill.overlaps, boxes))]
    grids += _ruled_grids(fill_rules(painted), words, known)
    grids = [with_bands(with_fills(grid, fills), words) for grid in grids]
    unruled = unruled_grid(_outside(words, grids))
    if unruled:
        grids = [grid for grid in grids if len(grid.xs) > 2 or not grid.box.overlaps(unruled.box)] + [unruled]
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _outside(words: Words, grids: Iterable[Grid]) -> list[Word]:
    """The words outside of all tables; a frame of one column is none."""
    x, y = words.centres
    inside = np.zeros(len(words), dtype=np.bool_)
    for x0, top, x1, bottom in (grid.box for grid in grids if len(grid.xs) > 2):
        inside |= (x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom)
    return [words[at] for at in np.flatnonzero(~inside).tolist()]


def _ruled_grids(rules: Iterable[Rule], words: Words, known: Sequence[tuple[float, ...]]) -> list[Grid]:
    edges = merged(rules)
    if not edges:
        return []
    across = sum(edge.horizontal for edge in edges)
    check_page("rules", len(edges), PAGE_EDGES)
    check_page("crossings of rules", across * (len(edges) - across), PAGE_CROSSINGS)
    joined = join_doubles(edges, words)
    if joined != edges:
        edges = merged(joined)
    clusters = _clusters(edges)
    added = [side for cluster in clusters for side in _missing_sides(cluster)]
    lone = [cluster[0] for cluster in clusters if len(cluster) == 1]
    added += _gutter_rules([edge for edge in lone if edge.horizontal], words, known)
    added += _end_rules([edge for edge in lone if not edge.horizontal], known)
    cells = cells_between(merged(edges + added) if added else edges)
    return [grid_of(table) for table in tables_of(cells)]


def _clusters(edges: Iterable[Rule]) -> list[list[Rule]]:
    """The edges that touch one another, directly or through others."""
    clusters: list[list[Rule]] = []
    for edge in edges:
        apart: list[list[Rule]] = []
        joined = [edge]
        left, above = edge.x0 - TOLERANCE, edge.top - TOLERANCE
        right, below = edge.x1 + TOLERANCE, edge.bottom + TOLERANCE
        for cluster in clusters:
            for x0, top, x1, bottom in cluster:
                if x0 <= right and x1 >= left and top <= below and bottom >= above:
                    joined += cluster
                    break
            else:
                apart.append(cluster)
        clusters = [*apart, joined]
    return clusters


def _missing_sides(cluster: Sequence[Rule]) -> list[Rule]:
    """The outer rules that are missing from a grid of crossing rules."""
    if len({edge.horizontal for edge in cluster}) == 1:
        return []
    x0, top, x1, bottom = _extent(cluster)
    drawn = [edge.x0 for edge in cluster if not edge.horizontal]
    sides = [Rule(x, top, x, bottom) for x in (x0, x1) if not _has(drawn, x)]
    # A page end may close some cells and cut those that span several rows: what is drawn there may be a part only.
    sides += [Rule(x0, y, x1, y) for y in (top, bottom)]
    return sides


def _extent(edges: Sequence[Rule]) -> Rule:
    """From the first to the last of some edges, both ways."""
    x0s, tops, x1s, bottoms = zip(*edges, strict=True)
    return Rule(min(x0s), min(tops), max(x1s), max(bottoms))


def _gutter_rules(lone: Sequence[Rule], words: Sequence[Word], known: Sequence[tuple[float, ...]]) -> list[Rule]:
    """Verticals for tables that have only horizontals: through the gutters no word of theirs stands in."""
    added = []
    for group in _of_one_extent(lone, itemgetter(0, 2)):
        _, top, _, bottom = _extent(group)
        x0, _, x1, _ = group[0]
        xs = next((xs for xs in known if abs(xs[0] - x0) <= TOLERANCE and abs(xs[-1] - x1) <= TOLERANCE), ())
        if not xs and len(group) >= _ALIKE:
            inside = [w for w in words if top <= w.centre[1] <= bottom and x0 <= w.centre[0] <= x1 and not w.angle]
            xs = gutters(inside, x0, x1)
        added += [Rule(x, top, x, bottom) for x in xs]
    return added


def _end_rules(lone: Sequence[Rule], known: Sequence[tuple[float, ...]]) -> list[Rule]:
    """Horizontals for a page that is all one row, begun before it and ended after it: where its verticals end.

    A row of one cell has two verticals, which are a table's if one on an earlier page has its boundaries there.
    """
    added = []
    for group in _of_one_extent(lone, itemgetter(1, 3)):
        x0, _, x1, _ = _extent(group)
        if len(group) < _ALIKE and not (x1 - x0 > TOLERANCE and any(_has(xs, x0) and _has(xs, x1) for xs in known)):
            continue
        _, top, _, bottom = group[0]
        for xs in known:  # one of them without outer rules
            if len(xs) == len(group) + 2 and all(_has(xs[1:-1], edge.x0) for edge in group):
                x0, x1 = xs[0], xs[-1]
                added += [Rule(x, top, x, bottom) for x in (x0, x1)]
                break
        added += [Rule(x0, y, x1, y) for y in (top, bottom)]
    return added


def _has(boundaries: Iterable[float], x: float) -> bool:
    return any(abs(boundary - x) <= TOLERANCE for boundary in boundaries)


def _of_one_extent(edges: Iterable[Rule], extent: Callable[[Rule], tuple[float, float]]) -> list[list[Rule]]:
    """Parallel edges that start and end together."""
    groups: list[list[Rule]] = []
    for edge in edges:
        for group in groups:
            if all(abs(one - other) <= TOLERANCE for one, other in zip(extent(edge), extent(group[0]), strict=True)):
                group.append(edge)
                break
        else:
            groups.append([edge])
    return groups
