"""Rules become tables of cells; what a page end or a sparing designer left out is closed."""

from __future__ import annotations

from extractors.pdf.find_grids import find_grids
from extractors.pdf.grid import Grid
from extractors.pdf.objects import Rule, Word

XS, YS = (0.0, 100.0, 200.0, 300.0), (0.0, 50.0, 100.0)


def across(y: float, x0: float = XS[0], x1: float = XS[-1]) -> Rule:
    return Rule(x0, y, x1, y)


def down(x: float, top: float = YS[0], bottom: float = YS[-1]) -> Rule:
    return Rule(x, top, x, bottom)


def word(x: float, y: float, width: float = 40.0) -> Word:
    return Word("word", x, x + width, y, 8.0, True, 0, x + 4, x + width, (x + width / 2, y - 2))


def shape(grids: list[Grid]) -> list[tuple[int, int, int]]:
    return [(len(grid.ys) - 1, len(grid.xs) - 1, len(grid.cells)) for grid in grids]


FULL = [*map(across, YS), *map(down, XS)]


def test_a_full_grid() -> None:
    assert shape(find_grids(FULL, [])) == [(2, 3, 6)]


def test_a_row_without_a_closing_rule_is_a_row() -> None:
    assert shape(find_grids([rule for rule in FULL if rule != across(YS[-1])], [])) == [(2, 3, 6)]


def test_a_row_without_an_opening_rule_is_a_row() -> None:
    assert shape(find_grids([rule for rule in FULL if rule != across(YS[0])], [])) == [(2, 3, 6)]


def test_a_cell_over_several_rows_that_a_page_end_cut_is_closed_beside_rows_that_end_there() -> None:
    rules = [*map(down, XS), across(YS[0]), across(YS[1], XS[1]), across(YS[-1], XS[1])]
    assert shape(find_grids(rules, [])) == [(2, 3, 5)]


def test_a_page_that_is_all_one_row_has_verticals_only() -> None:
    assert shape(find_grids([down(x) for x in XS], [])) == [(1, 3, 3)]


def test_two_lone_verticals_are_no_table() -> None:
    assert find_grids([down(0), down(100)], []) == []


def test_two_lone_verticals_at_the_boundaries_of_a_table_before_are_a_cell_that_goes_on() -> None:
    assert shape(find_grids([down(0), down(300)], [], known=[XS])) == [(1, 1, 1)]
    assert find_grids([down(0), down(250)], [], known=[XS]) == []


def test_a_table_without_outer_rules() -> None:
    inner = [across(YS[1]), down(XS[1]), down(XS[2])]
    assert shape(find_grids(inner, [])) == [(2, 3, 6)]


def test_a_table_without_verticals_is_parted_by_its_gutters() -> None:
    words = [word(x + 5, y) for x in XS[:-1] for y in (30, 80)]
    (grid,) = find_grids([across(y) for y in YS], words)
    assert shape([grid]) == [(2, 3, 6)]
    assert grid.xs == (0.0, 100.0, 200.0, 300.0)


def test_a_single_row_without_verticals_takes_the_columns_of_the_table_before() -> None:
    rules = [across(0), across(50)]
    assert find_grids(rules, [word(5, 30)]) == []
    assert shape(find_grids(rules, [word(5, 30)], known=[XS])) == [(1, 3, 3)]


def test_merged_cells_span_rows_and_columns() -> None:
    rules = [across(0), across(50, 100, 300), across(100), down(0), down(100), down(200, 50, 100), down(300)]
    (grid,) = find_grids(rules, [])
    spans = {(cell.row, cell.column): (cell.row_span, cell.column_span) for cell in grid.cells}
    assert spans == {(0, 0): (2, 1), (0, 1): (1, 2), (1, 1): (1, 1), (1, 2): (1, 1)}
    assert set(grid.index()) == {(row, column) for row in range(2) for column in range(3)}


def test_a_lone_cell_is_kept_since_it_may_be_the_tail_of_a_table() -> None:
    assert shape(find_grids([across(0), across(50), down(0, 0, 50), down(300, 0, 50)], [])) == [(1, 1, 1)]


def test_two_tables_on_a_page_stay_two() -> None:
    below = [Rule(x0, y0 + 300, x1, y1 + 300) for x0, y0, x1, y1 in FULL]
    assert shape(find_grids([*FULL, *below], [])) == [(2, 3, 6), (2, 3, 6)]


def test_an_underline_is_no_rule_of_the_table() -> None:
    assert shape(find_grids([*FULL, across(30, 10, 60)], [])) == [(2, 3, 6)]
