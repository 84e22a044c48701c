"""Directions of travel: taken where plainly said, None where not, unclear where it contradicts itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.values.directions import Direction, Value, parse_direction


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Level", "level"),
        ("LEVEL.", "level"),
        ("↓ Downwards.", "down"),
        ("↑Upwards", "up"),
        ("↔", "level"),
        ("↓ Downwards as long as the new team is kept on", "down"),
        ("Downwards, as the team has grown", "down"),
        ("Positive - the inspectors were content", "improving"),
        ("+ve", "improving"),
        ("-ve", "worsening"),
        ("Static\nThe board meets monthly", "level"),
        ("Level (see the last report)", "level"),
        ("Level. The board meets monthly", "level"),
        ("↓ Improving", "down"),
        ("Direction of travel: -ve", "worsening"),
        ("Risk is reducing", "down"),
        ("Risk being managed downwards", "down"),
        ("Staff numbers are 2.9 % up. The risk remains static, and two boards keep watch.", "level"),
        ("The board meets monthly. Neutral. It reports in May.", "level"),
        ("The risk is improving and the score has reduced", "down"),
    ],
)
def test_values(raw: str, value: Value | None) -> None:
    assert parse_direction(raw).value == value


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "March 2020",
        "The risk is being managed",
        "The risk is being watched by the board",
        "Referrals have reduced by a tenth and caseloads are falling.",
        "Continued positive progress on the plan",
        "Some improvement in performance; some measures deteriorated",
        "The level of risk is high",
        "A follow-up of the risk is planned",
        "Workshops to cut the risk of rising demand",
        "↗",
    ],
)
def test_what_says_no_direction(raw: str) -> None:
    assert parse_direction(raw) == Direction(None, unclear=False)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        # the head stands, what contradicts it is worth a finding
        ("Level – although for new users the risk is increased", "level"),
        ("Upwards. The risk is reducing.", "up"),
        # without a head, a contradiction leaves nothing
        ("The risk is reducing. The score is rising.", None),
        ("The work increases risk at first. Neutral. More later.", None),
        ("The risk is static but increasing", None),
        ("↑ Downwards", None),
        ("↑ Improving", None),
        # hedged, conditional, or running on
        ("As time goes by the risk in part reduces", None),
        ("The risk is not reducing", None),
        ("The risk should reduce by spring", None),
        ("Level/Downwards", None),
        ("Downwards trend hoped for", None),
    ],
)
def test_what_is_unclear(raw: str, value: Value | None) -> None:
    assert parse_direction(raw) == Direction(value, unclear=True)


@given(st.text(alphabet=st.sampled_from("↑↓→-–. \nLevelriskupdown")))
def test_any_text_can_be_asked(raw: str) -> None:
    read = parse_direction(raw)
    assert read.value in {"up", "level", "down", "improving", "worsening", None}
