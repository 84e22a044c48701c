"""Which quarter of which fiscal year a text names, in an organisation's calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from normalise.organisations.conventions import Calendar
from normalise.values.moments import find_moments
from normalise.values.text import one_line
from normalise.values.wordings import any_of, any_pattern, load

_YEAR = re.compile(r"(?<![\d/])(?P<first>(?:20)?\d\d)(?: ?/ ?|[-–—])(?P<second>(?:20)?\d\d)(?!\d|[/–—-]\d)", re.ASCII)
_SINGLE = re.compile(r"(?<![\w/.–—-])20\d\d(?![\w]|[/–—-]\d|\.\d)", re.ASCII)
_BRACKET = r"(?:\((?:(?!\d{4})[^()])*\))?"  # a remark such as "(October - December)", but no year in it


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter: ``fiscal_year`` as ``2019/20``, ``quarter`` 1 to 4, ``label`` as printed (it does not count)."""

    fiscal_year: str
    quarter: int
    label: str = field(default="", compare=False)
    calendar: Calendar = field(default_factory=Calendar)

    @property
    def period_start(self) -> date:
        """First day of the quarter."""
        year, month = self._month(0)
        return date(year, month, 1)

    @property
    def period_end(self) -> date:
        """Last day of the quarter."""
        year, month = self._month(2)
        return date(year, month, monthrange(year, month)[1])

    def _month(self, offset: int) -> tuple[int, int]:
        """Calendar year and month, ``offset`` months into the quarter."""
        months = self.calendar.first_month - 1 + 3 * (self.quarter - 1) + offset
        return self.calendar.first_year(self.fiscal_year) + months // 12, months % 12 + 1


class Mention(NamedTuple):
    """A period and the bounds of the words that name it."""

    start: int
    end: int
    period: Period


def period_of(day: date, calendar: Calendar, label: str = "") -> Period:
    """The period that covers a day."""
    months = day.month - calendar.first_month
    first_year = day.year if months >= 0 else day.year - 1
    return Period(calendar.fiscal_year(first_year), months % 12 // 3 + 1, label, calendar)


def calendar_of(fiscal_year: str, quarter: int, start: date) -> Calendar:
    """The calendar in which a quarter of a fiscal year begins on a day."""
    first_year, month = divmod(start.year * 12 + start.month - 1 - 3 * (quarter - 1), 12)
    if "/" in fiscal_year:
        return Calendar(month + 1)
    return Calendar(month + 1, "first" if fiscal_year == str(first_year) else "last")


def quarter_number(fiscal_year: str, quarter: int) -> int:
    """A quarter as a number that grows by 1 from each to the next of its organisation: 2019/20 quarter 2 → 8077.

    Raises:
        ValueError: not a fiscal year as ``2019/20`` or ``2019``.
    """
    return int(fiscal_year[:4]) * 4 + quarter - 1


def quarters_between(first: tuple[str, int], last: tuple[str, int]) -> list[tuple[str, int]]:
    """The quarters after one and before another of the same organisation, each as fiscal year and quarter."""
    calendar = Calendar(label="both" if "/" in first[0] else "first")  # how a year is written; which it is, first says
    numbers = range(quarter_number(*first) + 1, quarter_number(*last))
    return [(calendar.fiscal_year(number // 4), number % 4 + 1) for number in numbers]


def find_period(text: str, calendar: Calendar) -> Period | None:
    """The one period a text names, or None where it names none or several.

    A quarter with its year is preferred to a month: a title may add the date of a meeting. A bare year or a bare
    quarter is no period, and neither is a quarter of a single year (``Q3 2021``, calendar or fiscal?), unless the
    organisation calls its years so, or of a pair that does not follow on (``2019/21``); nor is a month of another
    quarter than the one named beside it without its year (``Q2 (June 2023)``), even if that is misspelt.
    ``all_periods`` tells none from several.
    """
    line = one_line(text)
    if named := find_quarters(line, calendar):
        beside = None
    else:
        named, beside = _months(line, calendar), find_quarter(_respelt(line))
    periods = {mention.period for mention in named}
    return named[0].period if len(periods) == 1 and beside in {None, named[0].period.quarter} else None


def nearest_reading(text: str, calendar: Calendar) -> Period | None:
    """The period that a text would name if its words for quarters and months were spelt right, or None.

    To be proposed to a reader, not to be used. A text that names a period as it stands has none.
    """
    line = one_line(text)
    respelt = _respelt(line)
    return find_period(respelt, calendar) if respelt != line and not all_periods(line, calendar) else None


def _respelt(line: str) -> str:
    """A line with each word that is nearly ``quarter`` or a month spelt as that: ``Quater 3``, ``Septmber 2021``."""
    known = ["quarter", *(spellings[0].lower() for spellings in load("values/moments")["months"])]

    def right(word: re.Match[str]) -> str:
        return next(iter(get_close_matches(word[0].lower(), known, 1, 0.84)), word[0])

    return re.sub(r"\b(?!quarter)[a-z]{5,}", right, line, flags=re.IGNORECASE)


def all_periods(text: str, calendar: Calendar) -> tuple[Period, ...]:
    """Every period a text names by quarter or month, in order of appearance, repeats included."""
    line = one_line(text)
    mentions = (*find_quarters(line, calendar), *_months(line, calendar))
    return tuple(mention.period for mention in sorted(mentions, key=lambda mention: mention.start))


def find_quarter(text: str) -> int | None:
    """The one quarter, 1 to 4, that a text names, with a year or without; None where it names none or several."""
    named = {
        _numbers()[number.lower()]
        for quarter in _quarter().finditer(one_line(text))
        for number in _number().findall(quarter[0])
    }
    return named.pop() if len(named) == 1 else None


def latest_quarter(number: int, day: date, calendar: Calendar) -> Period:
    """The latest quarter of that number (1 to 4) that began on or before a day.

    What a paper of that day means by ``Quarter 4`` if it gives no year: it cannot be of a quarter still to come.

    Raises:
        ValueError: a number that no quarter has.
    """
    if number not in range(1, 5):
        raise ValueError(f"not a quarter: {number}")
    current = calendar.first_year(period_of(day, calendar).fiscal_year)
    this, last = (Period(calendar.fiscal_year(year), number, calendar=calendar) for year in (current, current - 1))
    return this if this.period_start <= day else last


def find_quarters(line: str, calendar: Calendar) -> tuple[Mention, ...]:
    """Every quarter that one line of text names with its year, in either order.

    A quarter between two different years belongs to the nearer one; where both are as near, both are given.
    ``Q3 and Q4 2021/22`` gives two periods with the same bounds.
    """
    quarters = list(_quarter().finditer(line))
    years = list(_years(line, calendar)) if quarters else []
    return tuple(
        Mention(start, end, Period(year, number, line[start:end], calendar))
        for quarter in quarters
        for start, end, year, number in _with_year(line, quarter, years)
    )


def _months(line: str, calendar: Calendar) -> tuple[Mention, ...]:
    return tuple(
        Mention(moment.start, moment.end, period_of(moment.last_day, calendar, line[moment.start : moment.end]))
        for moment in find_moments(line)
    )


def _years(line: str, calendar: Calendar) -> Iterator[tuple[re.Match[str], str]]:
    """The fiscal years that a line names: by a pair of years that follow on, or as the organisation calls them."""
    for match in _YEAR.finditer(line):
        first = 2000 + int(match["first"]) % 100
        if int(match["second"]) % 100 == (first + 1) % 100:
            yield match, calendar.fiscal_year(first)
    if calendar.label != "both":
        yield from ((match, match[0]) for match in _SINGLE.finditer(line))


def _with_year(
    line: str, quarter: re.Match[str], years: list[tuple[re.Match[str], str]]
) -> Iterator[tuple[int, int, str, int]]:
    """The bounds, year and number of each of the quarters mentioned, dated by the nearest year they are tied to."""
    tied = [(gap, match, year) for match, year in years if (gap := _gap(line, quarter, match)) is not None]
    nearest = min((gap for gap, _, _ in tied), default=0)
    for match, year in {year: (match, year) for gap, match, year in tied if gap == nearest}.values():
        start, end = _whole(line, min(quarter.start(), match.start()), max(quarter.end(), match.end()))
        for number in _number().findall(quarter[0]):
            yield start, end, year, _numbers()[number.lower()]


def _whole(line: str, start: int, end: int) -> tuple[int, int]:
    """The bounds widened by a bracket that was cut in two: ``Q3 (2021/22`` → ``Q3 (2021/22)``."""
    opened = line.count("(", start, end) - line.count(")", start, end)
    if opened > 0 and line.startswith(")", end):
        return start, end + 1
    if opened < 0 and line.endswith("(", 0, start):
        return start - 1, end
    return start, end


def _gap(line: str, quarter: re.Match[str], year: re.Match[str]) -> int | None:
    """How many characters part a quarter from a year, or None where more than a tie stands between them."""
    before, after = _ties()
    if year.end() <= quarter.start():
        return quarter.start() - year.end() if before.fullmatch(line, year.end(), quarter.start()) else None
    if quarter.end() <= year.start():
        return year.start() - quarter.end() if after.fullmatch(line, quarter.end(), year.start()) else None
    return None


@cache
def _numbers() -> dict[str, int]:
    words = load("values/periods")
    return {**words["numbers"], **words["ordinals"]}


@cache
def _number() -> re.Pattern[str]:
    return re.compile(any_of(_numbers()), re.IGNORECASE)


@cache
def _quarter() -> re.Pattern[str]:
    """One quarter, or several that share a year: ``Q3 and Q4``, ``Quarters 3 & 4``, ``third and fourth quarter``."""
    words = load("values/periods")
    ordinal = any_of(words["ordinals"])
    form = any_pattern(words["quarter"]).replace("{number}", any_of(words["numbers"])).replace("{ordinal}", ordinal)
    more = rf"(?: ?(?:[-–—/&,]|and|or|to) ?(?:{form}|[1-4](?![\w/])))*"
    return re.compile(rf"(?<!\w)(?:{ordinal} (?:and|&|or|to) ){{0,3}}{form}(?!\w){more}", re.IGNORECASE)


@cache
def _ties() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand between a year and a quarter after it, and between a quarter and a year after it."""
    link = any_pattern(load("values/periods")["link"])
    before = rf"[\s,:;)–—-]*+{_BRACKET}[\s,:;(–—-]*"
    after = rf"[\s,:;)–—-]*+{_BRACKET}[\s,:;(–—-]*(?:\b{link}\b\s*)*"
    return re.compile(before), re.compile(after, re.IGNORECASE)
