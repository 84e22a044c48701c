"""Quarters of the fiscal year, however a title names them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.organisations.conventions import Calendar
from normalise.values.periods import (
    Period,
    all_periods,
    calendar_of,
    find_period,
    find_quarter,
    latest_quarter,
    nearest_reading,
    period_of,
    quarter_number,
    quarters_between,
)


@pytest.mark.parametrize(
    ("text", "fiscal_year", "quarter", "label"),
    [
        ("Corporate Risk & Opportunity Register May 2016", "2016/17", 1, "May 2016"),
        ("Corporate Risk & Opportunity Register Q1 2018/19", "2018/19", 1, "Q1 2018/19"),
        ("Register Q2\u00a02019/20 (final)", "2019/20", 2, "Q2 2019/20"),
        ("Lancashire County Council Register 2021/22 Q4", "2021/22", 4, "2021/22 Q4"),
        ("Register 2021/22\nQuarter 4", "2021/22", 4, "2021/22 Quarter 4"),
        ("Quarter 3 2021/22", "2021/22", 3, "Quarter 3 2021/22"),
        ("Quarter 3 (October - December) 2021/22", "2021/22", 3, "Quarter 3 (October - December) 2021/22"),
        ("2021/22 Quarter 1 (April – June)", "2021/22", 1, "2021/22 Quarter 1"),
        ("5. Register 2021/22 (Pages 41 - 76) Quarter 4", "2021/22", 4, "2021/22 (Pages 41 - 76) Quarter 4"),
        ("Q3 2021-22", "2021/22", 3, "Q3 2021-22"),
        ("Q3 2021–22", "2021/22", 3, "Q3 2021–22"),
        ("Q3 2021/2022", "2021/22", 3, "Q3 2021/2022"),
        ("Q3 – 2021/22", "2021/22", 3, "Q3 – 2021/22"),
        ("Q3 (2021/22)", "2021/22", 3, "Q3 (2021/22)"),
        ("2021/22 (Q3)", "2021/22", 3, "2021/22 (Q3)"),
        ("(Q3) 2021/22", "2021/22", 3, "(Q3) 2021/22"),
        ("Q4 18/19", "2018/19", 4, "Q4 18/19"),
        ("the third quarter of 2021/22", "2021/22", 3, "third quarter of 2021/22"),
        ("3rd quarter of the financial year 2021/22", "2021/22", 3, "3rd quarter of the financial year 2021/22"),
        ("31 March 2022", "2021/22", 4, "31 March 2022"),
        ("31st March 2022", "2021/22", 4, "31st March 2022"),
        ("Thursday, 24th March, 2022", "2021/22", 4, "24th March, 2022"),
        ("Jan 2017", "2016/17", 4, "Jan 2017"),
        ("Sept. 2017", "2017/18", 2, "Sept. 2017"),
        ("as at 05/12/2018", "2018/19", 3, "05/12/2018"),
        ("as at 2018-12-05", "2018/19", 3, "2018-12-05"),
        ("January – March 2022", "2021/22", 4, "January – March 2022"),
        ("1 April - 30 June 2019", "2019/20", 1, "1 April - 30 June 2019"),
        # a quarter goes before the date of a meeting
        ("Meeting of 25 November 2021: Register Quarter 4 2020/21", "2020/21", 4, "Quarter 4 2020/21"),
        # a quarter between two years belongs to the nearer one
        ("After 2019/20, Q1 2020/21", "2020/21", 1, "Q1 2020/21"),
        ("Q1 2018/19, again Quarter 1 of 2018/19", "2018/19", 1, "Q1 2018/19"),
    ],
)
def test_one_period(text: str, fiscal_year: str, quarter: int, label: str) -> None:
    period = find_period(text, Calendar())
    assert period == Period(fiscal_year, quarter)
    assert period is not None
    assert period.label == label


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Register 2021/22",
        "2016",
        "Quarter 3",
        "Q3 2021",
        "Q5 2021/22",
        "Q31 2021/22",
        "Q3 2019/21",
        "Q3 2019/2021",
        "Q3 2019-2030",
        "FAQ1 2018/19",
        "31 June 2022",
        "31/02/2022",
        "45/01/2022",
        "May",
        "Mar 22",
        "we may meet in 2016",
        "Maypole 2016",
        "Quater 3 2021/22",
    ],
)
def test_no_period(text: str) -> None:
    assert all_periods(text, Calendar()) == ()
    assert find_period(text, Calendar()) is None


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Q1 2018/19 against Q1 2017/18", [("2018/19", 1), ("2017/18", 1)]),
        ("Q3 and Q4 2021/22", [("2021/22", 3), ("2021/22", 4)]),
        ("Quarters 3 & 4 2021/22", [("2021/22", 3), ("2021/22", 4)]),
        ("third and fourth quarter of 2021/22", [("2021/22", 3), ("2021/22", 4)]),
        ("2020/21 Q4 2021/22", [("2020/21", 4), ("2021/22", 4)]),
        ("December 2021 - March 2022", [("2021/22", 3), ("2021/22", 4)]),
        ("December - March 2022", [("2021/22", 3), ("2021/22", 4)]),
        ("March - May 2022", [("2021/22", 4), ("2022/23", 1)]),
        (
            "2021/22 Quarter 1 (spring) 2021/22 Quarter 2 (summer)",
            [("2021/22", 1), ("2021/22", 2)],
        ),
    ],
)
def test_several_periods_are_none_but_can_be_listed(text: str, periods: list[tuple[str, int]]) -> None:
    assert find_period(text, Calendar()) is None
    assert [(period.fiscal_year, period.quarter) for period in all_periods(text, Calendar())] == periods


@pytest.mark.parametrize("text", ["end of Q2 (June 2023)", "Quarter 3, March 2022", "Quater 3, March 2022"])
def test_a_month_of_another_quarter_than_the_one_beside_it_is_no_period(text: str) -> None:
    assert find_period(text, Calendar()) is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Register Quater 3 2021/22", ("2021/22", 3)),
        ("Register Qaurter 3 2021/22", ("2021/22", 3)),
        ("Register Septmber 2021", ("2021/22", 2)),
        ("Register Quarter 3 2021/22", None),
        ("The quarry and the charter of 2021/22", None),
        ("Register 2021", None),
    ],
)
def test_the_nearest_reading_of_what_is_misspelt(text: str, period: tuple[str, int] | None) -> None:
    assert nearest_reading(text, Calendar()) == (Period(*period) if period else None)


def test_all_periods_lists_months_and_quarters_in_order() -> None:
    found = all_periods(
        "Minutes of 9 September 2021; Register Quarter 3 2021/22; next meeting 5th July 2022", Calendar()
    )
    assert [period.label for period in found] == ["9 September 2021", "Quarter 3 2021/22", "5th July 2022"]


@pytest.mark.parametrize(
    ("quarter", "start", "end"),
    [
        (1, date(2019, 4, 1), date(2019, 6, 30)),
        (2, date(2019, 7, 1), date(2019, 9, 30)),
        (3, date(2019, 10, 1), date(2019, 12, 31)),
        (4, date(2020, 1, 1), date(2020, 3, 31)),
    ],
)
def test_days_of_a_period(quarter: int, start: date, end: date) -> None:
    period = Period("2019/20", quarter)
    assert (period.period_start, period.period_end) == (start, end)


DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))


@given(DAYS)
def test_the_period_of_a_day_covers_it(day: date) -> None:
    period = period_of(day, Calendar())
    assert period.period_start <= day <= period.period_end
    assert period == period_of(period.period_start, Calendar()) == period_of(period.period_end, Calendar())


@given(DAYS)
def test_a_period_printed_is_found_again(day: date) -> None:
    period = period_of(day, Calendar())
    assert find_period(f"Register Quarter {period.quarter} {period.fiscal_year}", Calendar()) == period
    assert find_period(f"Register as at {day:%d/%m/%Y}", Calendar()) == period


@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    assert find_period(text, Calendar()) is None or find_period(text, Calendar()) in all_periods(text, Calendar())


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("Risk and Opportunity Register - Quarter 4", 4),
        ("Register Q3 2021/22", 3),
        ("the second quarter", 2),
        ("Quarter 1 and again Q1", 1),
        ("Quarters 3 and 4", None),
        ("Register 2021/22", None),
        ("", None),
    ],
)
def test_a_quarter_with_a_year_or_without(text: str, quarter: int | None) -> None:
    assert find_quarter(text) == quarter


@pytest.mark.parametrize(
    ("number", "day", "period"),
    [
        (4, date(2017, 4, 10), ("2016/17", 4)),
        (1, date(2017, 6, 27), ("2017/18", 1)),
        (2, date(2017, 7, 1), ("2017/18", 2)),
        (2, date(2017, 6, 30), ("2016/17", 2)),
        (3, date(2018, 3, 31), ("2017/18", 3)),
    ],
)
def test_the_latest_quarter_of_a_number(number: int, day: date, period: tuple[str, int]) -> None:
    assert latest_quarter(number, day, Calendar()) == Period(*period)


@given(st.integers(1, 4), DAYS)
def test_the_latest_quarter_has_begun_and_the_next_of_its_number_has_not(number: int, day: date) -> None:
    period = latest_quarter(number, day, Calendar())
    assert period.period_start <= day
    assert (day - period.period_start).days < 366


def test_there_are_four_quarters() -> None:
    with pytest.raises(ValueError, match="5"):
        latest_quarter(5, date(2017, 4, 10), Calendar())


OCTOBER = Calendar(10)
JANUARY = Calendar(1, "first")
JULY = Calendar(7, "last")


@pytest.mark.parametrize(
    ("calendar", "text", "fiscal_year", "quarter", "start"),
    [
        (OCTOBER, "Q1 2019/20", "2019/20", 1, date(2019, 10, 1)),
        (OCTOBER, "September 2020", "2019/20", 4, date(2020, 7, 1)),
        (OCTOBER, "1 January 2020", "2019/20", 2, date(2020, 1, 1)),
        (JANUARY, "Q3 2021", "2021", 3, date(2021, 7, 1)),
        (JANUARY, "third quarter of 2021", "2021", 3, date(2021, 7, 1)),
        (JANUARY, "December 2021", "2021", 4, date(2021, 10, 1)),
        (JULY, "Q3 2021", "2021", 3, date(2021, 1, 1)),
        (JULY, "Q1 2020/21", "2021", 1, date(2020, 7, 1)),
        (JULY, "July 2020", "2021", 1, date(2020, 7, 1)),
        (Calendar(1, "last"), "Q3 2021", "2021", 3, date(2021, 7, 1)),
    ],
)
def test_a_quarter_is_of_the_organisations_own_year(
    calendar: Calendar, text: str, fiscal_year: str, quarter: int, start: date
) -> None:
    period = find_period(text, calendar)
    assert period == Period(fiscal_year, quarter, calendar=calendar)
    assert period is not None
    assert period.period_start == start


def test_a_single_year_is_no_fiscal_year_unless_the_organisation_names_it_so() -> None:
    assert find_period("Q3 2021", OCTOBER) is None


@given(
    st.dates(date(2005, 1, 1), date(2095, 1, 1)),
    st.builds(Calendar, st.integers(1, 12), st.sampled_from(["both", "first", "last"])),
)
def test_a_day_lies_in_its_quarter_in_any_calendar_and_the_quarter_tells_the_calendar(
    day: date, calendar: Calendar
) -> None:
    period = period_of(day, calendar)
    assert period.period_start <= day <= period.period_end
    assert period.period_start.month % 3 == calendar.first_month % 3
    assert latest_quarter(period.quarter, day, calendar) == period
    after = period_of(period.period_end + timedelta(1), calendar)
    numbers = [quarter_number(one.fiscal_year, one.quarter) for one in (period, after)]
    assert numbers[1] - numbers[0] == 1
    year_on = latest_quarter(period.quarter, day + timedelta(366), calendar)
    between = [(period.fiscal_year, period.quarter), *quarters_between(
        (period.fiscal_year, period.quarter), (year_on.fiscal_year, year_on.quarter)
    )]  # fmt: skip
    numbers = [quarter_number(*quarter) for quarter in between]
    assert numbers == list(range(numbers[0], quarter_number(year_on.fiscal_year, year_on.quarter)))
    assert all(("/" in year) == ("/" in period.fiscal_year) for year, _ in between)
    found = calendar_of(period.fiscal_year, period.quarter, period.period_start)
    assert (found.first_month, found.first_year(period.fiscal_year)) == (
        calendar.first_month, calendar.first_year(period.fiscal_year),
    )  # fmt: skip
