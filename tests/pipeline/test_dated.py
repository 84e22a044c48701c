"""Of columns that hold a score at several times, the one of the edition's own period is read."""

from __future__ import annotations

import pytest

from extractors.document import Line, plain
from extractors.records import Entry, Register
from normalise.organisations.conventions import Calendar
from normalise.values.periods import Period, find_period
from pipeline.rows.dated import with_columns_of

QUARTERS = ("Score Q1", "Score Q2", "Score Q3", "Score Q4")
MONTHS = ("Score Jun 21", "Score Sep 21", "Score Dec 21")
CALENDAR = Calendar()


def entry(headings: tuple[str, ...], *scores: str) -> Entry:
    held = {of: (Line(score),) if score else () for of, score in zip(headings, scores, strict=True)}
    return Entry("risk", {"current_score": ()}, (), 1, (1, 1), by_period={"current_score": held})


def scores(period: str | None, *entries: Entry) -> tuple[list[str], str]:
    """The scores that are read, and the code of what is said of the columns."""
    of = find_period(period, CALENDAR) if period else None
    read = with_columns_of(Register("", None, "register_table", entries), of, CALENDAR)
    (finding,) = read.findings
    return [plain(each.values["current_score"]) for each in read.entries], finding.code


@pytest.mark.parametrize(
    ("period", "headings", "printed", "read"),
    [
        ("2021/22 Q2", QUARTERS, ("16", "12", "9", "8"), "12"),
        ("30 September 2021", QUARTERS, ("16", "12", "", ""), "12"),
        ("September 2021", MONTHS, ("16", "12", "9"), "12"),
        ("2021/22 Q2", QUARTERS, ("16", "", "9", ""), ""),
    ],
)
def test_the_column_of_the_period_is_read(
    period: str, headings: tuple[str, ...], printed: tuple[str, ...], read: str
) -> None:
    assert scores(period, entry(headings, *printed)) == ([read], "not_kept")


def test_without_a_period_the_last_column_that_any_entry_fills_is_read_and_marked() -> None:
    both = entry(QUARTERS, "16", "12", "", ""), entry(QUARTERS, "9", "", "", "")
    assert scores(None, *both) == (["12", ""], "inferred_heading")


def test_where_no_column_is_of_the_period_a_later_one_is_not_read() -> None:
    assert scores("July 2021", entry(MONTHS[:1] + MONTHS[2:], "16", "9"))[0] == ["16"]


def test_two_columns_of_one_quarter_are_not_chosen_from() -> None:
    months = ("Score Jul 21", "Score Sep 21")
    assert scores("2021/22 Q2", entry(months, "16", "9")) == ([""], "ambiguous_score")


def test_a_register_without_such_columns_stays_as_it_is() -> None:
    register = Register("", None, "register_table", (Entry("risk", {}, (), 1, (1, 1)),))
    assert with_columns_of(register, Period("2021/22", 2, "", CALENDAR), CALENDAR) is register
