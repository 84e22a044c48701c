"""The day of a meeting, from the lines that may say it."""

from __future__ import annotations

from datetime import date

import pytest

from normalise.values.meetings import meeting_date


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Meeting to be held on Thursday, 25 November 2021", date(2021, 11, 25)),
        ("Thursday, 24th March, 2022 at 2.30 pm in the Council Chamber", date(2022, 3, 24)),
        ("Minutes of the Meeting held on Monday 4th of June 2018", date(2018, 6, 4)),
        ("Date of decision: 10/04/2017", date(2017, 4, 10)),
        ("Date of decision: 2017-04-10", date(2017, 4, 10)),
    ],
)
def test_a_line_with_one_day(line: str, day: date) -> None:
    assert meeting_date([line]) == day


@pytest.mark.parametrize(
    "line", ["", "November 2021", "Thursday 25 November", "between 1 May 2018 and 3 May 2018", "31 June 2018"]
)
def test_a_line_without_one_plain_day(line: str) -> None:
    assert meeting_date([line]) is None


def test_the_first_line_that_gives_one_counts() -> None:
    assert meeting_date(["June 2018", "4 June 2018", "5 June 2018"]) == date(2018, 6, 4)


def test_a_day_said_twice_is_one_day() -> None:
    assert meeting_date(["Monday 4 June 2018 (04/06/2018)"]) == date(2018, 6, 4)
