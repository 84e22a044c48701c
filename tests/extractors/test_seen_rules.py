"""Dots, dashes, double borders, boxes set apart and fills are the rules that a reader sees."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Table
from extractors.pdf.find_grids import find_grids
from extractors.pdf.grid import Grid
from extractors.pdf.objects import Rule, Word
from extractors.pdf.pages import read_pages
from extractors.pdf.seen_rules import join_dashes
from extractors.places import Box

XS, YS = (50, 150, 250, 350), (600, 650, 700)


def word(x: float, y: float) -> Word:
    return Word("word", x, x + 40, y, 8.0, True, 0, x + 4, x + 40, (x + 20, y - 2))


def shape(grids: list[Grid]) -> list[tuple[int, int, int]]:
    return [(len(grid.ys) - 1, len(grid.xs) - 1, len(grid.cells)) for grid in grids]


def box(x0: float, top: float, x1: float, bottom: float) -> list[Rule]:
    level = [Rule(x0, y, x1, y) for y in (top, bottom)]
    return level + [Rule(x, top, x, bottom) for x in (x0, x1)]


def cells(gap: float) -> list[Rule]:
    """Two rows of three cells, each in a box of its own, ``gap`` apart."""
    return [
        rule for top in (0.0, 50.0) for x in (0.0, 100.0, 200.0) for rule in box(x, top, x + 100 - gap, top + 50 - gap)
    ]


def test_dashes_in_line_are_one_rule() -> None:
    dashes = [Rule(x, 10, x + 4, 10) for x in range(0, 80, 8)]
    assert join_dashes(dashes, []) == ([Rule(0, 10, 76, 10)], [])


def test_dots_in_line_are_a_rule_and_no_bullets() -> None:
    dots = [Box(10, y, 11.2, y + 1.2) for y in range(0, 40, 3)]
    bullet = Box(50, 5, 53, 8)
    (rule,), left = join_dashes([], [*dots, bullet])
    assert (rule.x0, rule.top, left) == (10.6, 0, [bullet])


def test_bullets_on_the_lines_of_a_list_are_no_rule() -> None:
    bullets = [Box(10, y, 13, y + 3) for y in range(0, 100, 10)]
    assert join_dashes([], bullets) == ([], bullets)


def test_underlined_words_are_no_dashes() -> None:
    starts = (0, 15, 21, 38, 47, 66)
    lines = [Rule(start, 10, end, 10) for start, end in zip(starts, (13, 19, 36, 44, 64, 70), strict=True)]
    assert join_dashes(lines, []) == (lines, [])


@pytest.mark.parametrize("gap", [4.5, 6.0, 10.0])
def test_cells_in_boxes_set_apart_are_one_table(gap: float) -> None:
    assert shape(find_grids(cells(gap), [word(10, 20)])) == [(2, 3, 6)]


def test_boxes_far_apart_are_tables_of_their_own() -> None:
    assert len(find_grids(cells(15), [])) == 6


def test_a_word_between_two_rules_keeps_them_apart() -> None:
    rules = [*box(0, 0, 100, 50), *box(0, 60, 100, 110)]
    assert len(find_grids(rules, [])) == 1
    assert len(find_grids(rules, [word(20, 57)])) == 2


def test_a_narrow_column_that_rules_cross_is_a_column() -> None:
    rules = [*(Rule(0, y, 200, y) for y in (0, 50, 100)), *(Rule(x, 0, x, 100) for x in (0, 100, 110, 200))]
    assert shape(find_grids(rules, [])) == [(2, 3, 6)]


def test_painted_cells_and_the_rows_between_them_are_a_table() -> None:
    fills = [Box(x, top, x + 100, top + 30) for top in (0, 60) for x in (0, 100, 200)]
    assert shape(find_grids([], [], fills=fills)) == [(3, 3, 9)]


def test_stripes_are_rows_whose_columns_the_gutters_show() -> None:
    stripes = [Box(0, top, 300, top + 20) for top in (0, 40, 80)]
    words = [word(x, y) for x in (5, 105, 205) for y in (14, 34, 54, 74, 94)]
    assert shape(find_grids([], words, fills=stripes)) == [(5, 3, 15)]
    assert find_grids([], words, fills=stripes[:2]) == []


def test_fills_in_a_table_of_rules_draw_no_other_table() -> None:
    fills = [Box(x, top, x + 30, top + 10) for top in (10, 60) for x in (10, 40, 70)]
    assert shape(find_grids(box(0, 0, 200, 100), [], fills=fills)) == [(1, 1, 1)]


def drawn(way: str) -> Table:
    """A table of two rows and three columns, drawn with a PDF's own means."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 800), invariant=1)
    pixel = ImageReader(_pixel())
    for top in YS[:2]:
        for x in XS[:3]:
            canvas.drawString(x + 10, top + 20, "text")
            if way == "round":
                canvas.roundRect(x + 2, top + 2, 96, 46, 6)
    if way == "pictures":
        for y in YS:
            canvas.drawImage(pixel, XS[0], y, 300, 1)
        for x in XS:
            canvas.drawImage(pixel, x, YS[0], 1, 100)
    canvas.save()
    (table,) = read_pages(buffer.getvalue()).tables
    return table


def _pixel() -> io.BytesIO:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (1, 1)).save(buffer, "PNG")
    buffer.seek(0)
    return buffer


@pytest.mark.parametrize("way", ["round", "pictures"])
def test_round_boxes_and_thin_pictures_are_rules(way: str) -> None:
    table = drawn(way)
    assert (table.rows, table.columns, [cell.text for cell in table.cells]) == (2, 3, ["text"] * 6)
