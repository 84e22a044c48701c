"""Any set of odd ways to draw a register, on pages turned any way, leaves what the page shows, and so what is read."""

from __future__ import annotations

import random

import pytest

from tests.builder import build, expected, load_edition
from tests.extractors.test_faults import ENOUGH, check
from tests.extractors.test_upright import printed
from tests.reading import read_sample

DRAWN = (
    "cut_row", "no_closing_rule", "no_outer_rules", "rules_as_rectangles", "rules_in_form", "shaded_cells",
    "header_repeated", "rotated_page", "rotated_heading", "shifted_page_box", "doubled_letters", "drawn_bullets",
    "page_furniture", "spacer_rows", "column_order", "two_tables", "typed_bullets",
)  # fmt: skip
"""Faults that go with one another, and leave no doubt where a paragraph ends."""
TURNS = [
    (0, 1, 0),
    (90, 1, 0),
    (180, 1, 0),
    (270, 1, 0),
    (0, 1, 90),
    (0.7, 1, 0),
    (-1.6, 1, 0),
    (91, 1, 0),
    (0, 0.1, 0),
]
"""Degrees that the content is turned, its scale, and the page's own rotation."""


@pytest.mark.parametrize("seed", range(20))
def test_any_set_of_drawing_faults_leaves_what_is_read(seed: int) -> None:
    chance = random.Random(seed)
    edition, faults = chance.choice(ENOUGH), frozenset(chance.sample(DRAWN, chance.randint(2, 5)))
    content = printed(build(edition, "pdf", faults), *chance.choice(TURNS))
    check(read_sample(content), expected(load_edition(edition), faults), exact=True)
