"""Where the cells are: a page's rules become tables of cells with rows, columns and spans.

pdfplumber's table finder does the geometry; what it cannot see is prepared for it here:

* a table whose verticals end at the page's foot (or start at its head) without a closing rule gets one, else the
  row cut there would vanish silently from both pages;
* a table without outer verticals gets them where its horizontals end;
* a page all of one row, begun before it and ended after it, has verticals only: it is closed where they end;
* a table without any vertical is divided by the white gutters that run through all its rows.

A table of one cell is kept: it may be the tail of a card that began a page before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from extractors.bounds import PAGE_CROSSINGS, PAGE_EDGES, check_page
from extractors.pdf.grid import TOLERANCE, Grid, grid_of
from extractors.pdf.objects import Rule, Word
from extractors.pdf.parted import with_bands, with_fills
from extractors.pdf.seen_rules import fill_rules, join_doubles
from extractors.pdf.unruled import gutters, unruled_grid
from extractors.places import Box

_SHORTEST = 3.0
"""A rule shorter than this, in points, is decoration; pdfplumber's ``edge_min_length``."""

_ALIKE = 3
"""Parallel rules of one extent it takes to call them a table, where no rule crosses them."""


def find_grids(
    rules: Iterable[Rule],
    words: Sequence[Word],
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
    grids = _ruled_grids(rules, words, known)
    boxes = [grid.box for grid in grids]
    painted = [fill for fill in fills if not any(map(fill.overlaps, boxes))]
    grids += _ruled_grids(fill_rules(painted), words, known)
    grids = [with_bands(with_fills(grid, fills), words) for grid in grids]
    unruled = unruled_grid(_outside(words, grids))
    if unruled:
        grids = [grid for grid in grids if len(grid.xs) > 2 or not grid.box.overlaps(unruled.box)] + [unruled]
    return sorted(grids, key=lambda grid: (grid.ys[0], grid.xs[0]))


def _outside(words: Iterable[Word], grids: Iterable[Grid]) -> list[Word]:
    """The words outside of all tables; a frame of one column is none."""
    for box in (grid.box for grid in grids if len(grid.xs) > 2):
        words = [word for word in words if not box.holds(*word.centre)]
    return list(words)


def _ruled_grids(rules: Iterable[Rule], words: Sequence[Word], known: Sequence[tuple[float, ...]]) -> list[Grid]:
    edges = _merge(_edges(rules))
    if not edges:
        return []
    across = sum(edge["orientation"] == "h" for edge in edges)
    check_page("rules", len(edges), PAGE_EDGES)
    check_page("crossings of rules", across * (len(edges) - across), PAGE_CROSSINGS)
    ruled = [Rule(e["x0"], e["top"], e["x1"], e["bottom"]) for e in edges]
    joined = join_doubles(ruled, words)
    if joined != ruled:
        edges = _merge(_edges(joined))
    clusters = _clusters(edges)
    added = [side for cluster in clusters for side in _missing_sides(cluster)]
    lone = [cluster[0] for cluster in clusters if len(cluster) == 1]
    added += _gutter_rules([edge for edge in lone if edge["orientation"] == "h"], words, known)
    added += _end_rules([edge for edge in lone if edge["orientation"] == "v"], known)
    return _grids(_merge(edges + added) if added else edges)


_Edge = dict[str, Any]


def _edge(x0: float, top: float, x1: float, bottom: float) -> _Edge:
    """A rule in the shape pdfplumber's functions take."""
    return {
        "x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
        "orientation": "h" if x1 - x0 >= bottom - top else "v",
    }  # fmt: skip


def _edges(rules: Iterable[Rule]) -> list[_Edge]:
    edges = []
    for x0, top, x1, bottom in rules:
        if x1 - x0 >= bottom - top:
            if x1 - x0 >= _SHORTEST:
                edges.append(_edge(x0, top, x1, top))
        elif bottom - top >= _SHORTEST:
            edges.append(_edge(x0, top, x0, bottom))
    return edges


def _merge(edges: list[_Edge]) -> list[_Edge]:
    from pdfplumber.table import merge_edges

    merged: list[_Edge] = merge_edges(edges, TOLERANCE, TOLERANCE, TOLERANCE, TOLERANCE)
    return merged


def _clusters(edges: Sequence[_Edge]) -> list[list[_Edge]]:
    """The edges that touch one another, directly or through others."""
    clusters: list[list[_Edge]] = []
    for edge in edges:
        apart: list[list[_Edge]] = []
        joined = [edge]
        for cluster in clusters:
            if any(_touch(edge, other) for other in cluster):
                joined += cluster
            else:
                apart.append(cluster)
        clusters = [*apart, joined]
    return clusters


def _touch(one: _Edge, other: _Edge) -> bool:
    return bool(
        one["x0"] <= other["x1"] + TOLERANCE
        and one["x1"] >= other["x0"] - TOLERANCE
        and one["top"] <= other["bottom"] + TOLERANCE
        and one["bottom"] >= other["top"] - TOLERANCE
    )


def _missing_sides(cluster: Sequence[_Edge]) -> list[_Edge]:
    """The outer rules that are missing from a grid of crossing rules."""
    if len({edge["orientation"] for edge in cluster}) == 1:
        return []
    x0, x1 = min(e["x0"] for e in cluster), max(e["x1"] for e in cluster)
    top, bottom = min(e["top"] for e in cluster), max(e["bottom"] for e in cluster)
    sides = [_edge(x, top, x, bottom) for x in (x0, x1) if not _drawn(cluster, "v", "x0", x)]
    # A page end may close some cells and cut those that span several rows: what is drawn there may be a part only.
    sides += [_edge(x0, y, x1, y) for y in (top, bottom)]
    return sides


def _drawn(cluster: Iterable[_Edge], orientation: str, key: str, value: float) -> bool:
    return any(e["orientation"] == orientation and abs(e[key] - value) <= TOLERANCE for e in cluster)


def _gutter_rules(lone: Sequence[_Edge], words: Sequence[Word], known: Sequence[tuple[float, ...]]) -> list[_Edge]:
    """Verticals for tables that have only horizontals: through the gutters no word of theirs stands in."""
    added = []
    for group in _of_one_extent(lone, "x0", "x1"):
        x0, x1 = group[0]["x0"], group[0]["x1"]
        top, bottom = min(e["top"] for e in group), max(e["top"] for e in group)
        xs = next((xs for xs in known if abs(xs[0] - x0) <= TOLERANCE and abs(xs[-1] - x1) <= TOLERANCE), ())
        if not xs and len(group) >= _ALIKE:
            inside = [w for w in words if top <= w.centre[1] <= bottom and x0 <= w.centre[0] <= x1 and not w.angle]
            xs = gutters(inside, x0, x1)
        added += [_edge(x, top, x, bottom) for x in xs]
    return added


def _end_rules(lone: Sequence[_Edge], known: Sequence[tuple[float, ...]]) -> list[_Edge]:
    """Horizontals for a page that is all one row, begun before it and ended after it: where its verticals end.

    A row of one cell has two verticals, which are a table's if one on an earlier page has its boundaries there.
    """
    added = []
    for group in _of_one_extent(lone, "top", "bottom"):
        x0, x1 = min(e["x0"] for e in group), max(e["x0"] for e in group)
        if len(group) < _ALIKE and not (x1 - x0 > TOLERANCE and any(_has(xs, x0) and _has(xs, x1) for xs in known)):
            continue
        top, bottom = group[0]["top"], group[0]["bottom"]
        for xs in known:  # one of them without outer rules
            if len(xs) == len(group) + 2 and all(_has(xs[1:-1], edge["x0"]) for edge in group):
                x0, x1 = xs[0], xs[-1]
                added += [_edge(x, top, x, bottom) for x in (x0, x1)]
                break
        added += [_edge(x0, y, x1, y) for y in (top, bottom)]
    return added


def _has(boundaries: Sequence[float], x: float) -> bool:
    return any(abs(boundary - x) <= TOLERANCE for boundary in boundaries)


def _of_one_extent(edges: Sequence[_Edge], start: str, end: str) -> list[list[_Edge]]:
    """Parallel edges that start and end together."""
    groups: list[list[_Edge]] = []
    for edge in edges:
        for group in groups:
            if all(abs(edge[side] - group[0][side]) <= TOLERANCE for side in (start, end)):
                group.append(edge)
                break
        else:
            groups.append([edge])
    return groups


def _grids(edges: list[_Edge]) -> list[Grid]:
    from pdfplumber.table import edges_to_intersections, intersections_to_cells

    cells: list[tuple[float, float, float, float]] = intersections_to_cells(
        edges_to_intersections(edges, TOLERANCE, TOLERANCE)
    )
    return [grid_of(group) for group in _connected(cells)]


def _connected(cells: Sequence[tuple[float, float, float, float]]) -> list[list[Box]]:
    """The cells that share a corner, directly or through others: pdfplumber's notion of one table."""
    at: dict[tuple[float, float], list[int]] = {}
    for number, (x0, top, x1, bottom) in enumerate(cells):
        for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
            at.setdefault(corner, []).append(number)
    groups: list[list[Box]] = []
    left = dict.fromkeys(range(len(cells)))
    while left:
        waiting, members = [left.popitem()[0]], []
        while waiting:
            x0, top, x1, bottom = cells[waiting.pop()]
            members.append(Box(x0, top, x1, bottom))
            for corner in ((x0, top), (x0, bottom), (x1, top), (x1, bottom)):
                for number in at.pop(corner, ()):
                    if number in left:
                        del left[number]
                        waiting.append(number)
        groups.append(members)
    return groups
