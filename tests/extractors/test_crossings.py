"""Where rules cross there are cells: the same that pdfplumber's table finder sees."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from extractors.pdf.crossings import cells_between, merged, tables_of
from extractors.pdf.grid import TOLERANCE
from extractors.pdf.objects import Rule

AT = st.sampled_from([0, 1, 2.5, 4, 10, 12, 13.5, 30, 31, 50, 52.5, 80])
RULE = st.builds(
    lambda at, start, end, level: Rule(start, at, end, at) if level else Rule(at, start, at, end),
    AT, AT, AT.map(lambda end: end + 20), st.booleans(),
)  # fmt: skip


def plain(rules: list[Rule]) -> list[tuple[float, float, float, float]]:
    """The cells by pdfplumber."""
    edges = [
        rule._asdict()
        | {"width": rule.x1 - rule.x0, "height": rule.bottom - rule.top, "orientation": "vh"[rule.horizontal]}
        for rule in rules
        if max(rule.x1 - rule.x0, rule.bottom - rule.top) >= TOLERANCE
    ]
    joined = merge_edges(edges, TOLERANCE, TOLERANCE, TOLERANCE, TOLERANCE)
    cells: list[tuple[float, float, float, float]] = intersections_to_cells(
        edges_to_intersections(joined, TOLERANCE, TOLERANCE)
    )
    return cells


def near(boxes: list[tuple[float, float, float, float]]) -> list[tuple[float, ...]]:
    return sorted(tuple(round(side, 6) for side in box) for box in boxes)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(RULE, max_size=25))
def test_cells_are_those_of_pdfplumber(rules: list[Rule]) -> None:
    cells = cells_between(merged(rules))
    assert near([*cells]) == near(plain(rules))
    tables = sorted(near([*table]) for table in tables_of(cells) if len(table) > 1)
    assert tables == sorted(map(near, cells_to_tables([*cells])))
