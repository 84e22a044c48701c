"""The chart of one risk: no quarter is passed over, no listing without a score left out."""

from __future__ import annotations

import re

from pipeline.html_report.chart import score_chart
from tests.pipeline.rows_by_hand import entry, listed, register

FIRST, THIRD = (entry(register_id=f"northshire-2020-21-q{quarter}") for quarter in (1, 3))
HELD = [row.period_end for row in (FIRST, THIRD) if row.period_end]
SHADED = re.compile(r'fill="currentColor"[^>]* opacity="0\.1"|opacity="0\.1"[^>]* fill="currentColor"')


def test_a_quarter_of_which_nothing_is_held_is_shaded() -> None:
    assert len(SHADED.findall(score_chart([FIRST, THIRD], 25, HELD))) == 1
    second = register("northshire-2020-21-q2").period_end
    assert second
    assert not SHADED.findall(score_chart([FIRST, THIRD], 25, [*HELD, second]))


def test_an_edition_that_lists_the_risk_without_a_score_is_on_the_axis() -> None:
    drawn = score_chart([FIRST, listed(), THIRD], 25, HELD)
    assert "2020/21 Q2" in drawn
    assert "2020/21 Q2" not in score_chart([FIRST, THIRD], 25, HELD)


def test_one_score_makes_no_chart() -> None:
    assert score_chart([FIRST, listed()], 25, HELD) == ""
