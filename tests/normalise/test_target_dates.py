"""Target dates: the last day meant, or None and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.organisations.conventions import Calendar
from normalise.values.target_dates import TargetDate, parse_target_date


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", TargetDate()),
        ("TBC", TargetDate()),
        ("Ongoing", TargetDate(open_ended=True)),
        ("March 2022", TargetDate(date(2022, 3, 31))),
        ("March 2022/Ongoing", TargetDate(date(2022, 3, 31), open_ended=True)),
        ("March 2022/On going", TargetDate(date(2022, 3, 31), open_ended=True)),
        ("31/03/2022", TargetDate(date(2022, 3, 31))),
        ("31/03/2 022", TargetDate(date(2022, 3, 31))),  # cut by a narrow column
        ("1/4/22", TargetDate(date(2022, 4, 1))),
        ("2022-03-31", TargetDate(date(2022, 3, 31))),
        ("31-Mar-2022", TargetDate(date(2022, 3, 31))),  # as spreadsheets write it
        ("Mar-2022", TargetDate(date(2022, 3, 31))),
        ("30 June 2022", TargetDate(date(2022, 6, 30))),
        ("1st of June, 2022", TargetDate(date(2022, 6, 1))),
        ("Q4 2021/22", TargetDate(date(2022, 3, 31))),
        ("End of Q1 2022/23.", TargetDate(date(2022, 6, 30))),
        ("End of March 2022", TargetDate(date(2022, 3, 31))),
        ("February 2024", TargetDate(date(2024, 2, 29))),
        ("March 2022 (31 March 2022)", TargetDate(date(2022, 3, 31))),
    ],
)
def test_plain_dates(raw: str, expected: TargetDate) -> None:
    assert parse_target_date(raw, Calendar()) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "2022/23",
        "2022",
        "Q4 2022",
        "Spring 2022",
        "Mar 22",
        "June 2022/March 2023",
        "June/July 2022",
        "Q3 and Q4 2021/22",
        "moved from March 2022",
        "early March 2022",
        "March 2022?",
        "March 2022 (TBC)",
        "31/02/2022",
        "31 June 2022",
        "as set by the board",
    ],
)
def test_unclear_dates(raw: str) -> None:
    assert parse_target_date(raw, Calendar()) == TargetDate(unclear=True)


def test_what_goes_on_can_be_unclear_too() -> None:
    assert parse_target_date("Ongoing, as set by the board", Calendar()) == TargetDate(open_ended=True, unclear=True)


@given(
    st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d %B %Y", "%Y-%m-%d", "%d.%m.%y"])
)
def test_a_day_printed_is_that_day(day: date, form: str) -> None:
    assert parse_target_date(day.strftime(form), Calendar()) == TargetDate(day)
