"""Which quarter of which fiscal year a text names. The fiscal year runs from April to March."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple

from normalise.values.months import find_moments
from normalise.values.text import one_line
from normalise.values.wordings import any_of, any_pattern, load

_YEAR = re.compile(r"(?<![\d/])(?P<first>(?:20)?\d\d)(?: ?/ ?|[-–—])(?P<second>(?:20)?\d\d)(?!\d|[/–—-]\d)", re.ASCII)
_BRACKET = r"(?:\((?:(?!\d{4})[^()])*\))?"  # a remark such as "(October - December)", but no year in it


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter: ``fiscal_year`` as ``2019/20``, ``quarter`` 1 to 4, ``label`` as printed (it does not count)."""

    fiscal_year: str
    quarter: int
    label: str = field(default="", compare=False)

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
        months = 3 + 3 * (self.quarter - 1) + offset
        return int(self.fiscal_year[:4]) + months // 12, months % 12 + 1


class Mention(NamedTuple):
    """A period and the bounds of the words that name it."""

    start: int
    end: int
    period: Period


def period_of(day: date, label: str = "") -> Period:
    """The period that covers a day."""
    first_year = day.year if day.month >= 4 else day.year - 1
    return Period(_fiscal_year(first_year), (day.month - 4) % 12 // 3 + 1, label)


def quarter_number(fiscal_year: str, quarter: int) -> int:
    """A quarter as a number that grows by 1 from each to the next: 2019/20 quarter 2 → 8077.

    Raises:
        ValueError: not a fiscal year as ``2019/20``.
    """
    return int(fiscal_year[:4]) * 4 + quarter - 1


def find_period(text: str) -> Period | None:
    """The one period a text names, or None where it names none or several.

    A quarter with its year is preferred to a month: a title may add the date of a meeting. A bare year or a bare
    quarter is no period, and neither is a quarter of a single year (``Q3 2021``, calendar or fiscal?) or of a
    pair that does not follow on (``2019/21``). ``all_periods`` tells none from several.
    """
    line = one_line(text)
    named = find_quarters(line) or _months(line)
    return named[0].period if len({mention.period for mention in named}) == 1 else None


def all_periods(text: str) -> tuple[Period, ...]:
    """Every period a text names by quarter or month, in order of appearance, repeats included."""
    line = one_line(text)
    return tuple(mention.period for mention in sorted((*find_quarters(line), *_months(line)), key=lambda m: m.start))


def find_quarter(text: str) -> int | None:
    """The one quarter, 1 to 4, that a text names, with a year or without; None where it names none or several."""
    named = {
        _numbers()[number.lower()]
        for quarter in _quarter().finditer(one_line(text))
        for number in _number().findall(quarter[0])
    }
    return named.pop() if len(named) == 1 else None


def latest_quarter(number: int, day: date) -> Period:
    """The latest quarter of that number (1 to 4) that began on or before a day.

    What a paper of that day means by ``Quarter 4`` if it gives no year: it cannot be of a quarter still to come.

    Raises:
        ValueError: a number that no quarter has.
    """
    if number not in range(1, 5):
        raise ValueError(f"not a quarter: {number}")
    period = Period(period_of(day).fiscal_year, number)
    return period if period.period_start <= day else Period(_fiscal_year(int(period.fiscal_year[:4]) - 1), number)


def find_quarters(line: str) -> tuple[Mention, ...]:
    """Every quarter that one line of text names with its year, in either order.

    A quarter between two different years belongs to the nearer one; where both are as near, both are given.
    ``Q3 and Q4 2021/22`` gives two periods with the same bounds.
    """
    years = [(match, year) for match in _YEAR.finditer(line) if (year := _year_of(match))]
    return tuple(mention for quarter in _quarter().finditer(line) for mention in _with_year(line, quarter, years))


def _months(line: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(moment.start, moment.end, period_of(moment.last_day, line[moment.start : moment.end]))
        for moment in find_moments(line)
    )


def _with_year(line: str, quarter: re.Match[str], years: list[tuple[re.Match[str], str]]) -> Iterator[Mention]:
    """The periods of one mention of quarters, dated by the nearest year it is tied to."""
    tied = [(gap, match, year) for match, year in years if (gap := _gap(line, quarter, match)) is not None]
    nearest = min((gap for gap, _, _ in tied), default=0)
    for match, year in {year: (match, year) for gap, match, year in tied if gap == nearest}.values():
        start, end = _whole(line, min(quarter.start(), match.start()), max(quarter.end(), match.end()))
        for number in _number().findall(quarter[0]):
            yield Mention(start, end, Period(year, _numbers()[number.lower()], line[start:end]))


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


def _year_of(match: re.Match[str]) -> str | None:
    """The fiscal year a pair of years names, or None where the second does not follow the first."""
    first = 2000 + int(match["first"]) % 100
    return _fiscal_year(first) if int(match["second"]) % 100 == (first + 1) % 100 else None


def _fiscal_year(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02d}"


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
    return re.compile(rf"(?<!\w)(?:{ordinal} (?:and|&|or|to) )*{form}(?!\w){more}", re.IGNORECASE)


@cache
def _ties() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand between a year and a quarter after it, and between a quarter and a year after it."""
    link = any_pattern(load("values/periods")["link"])
    before = rf"[\s,:;)–—-]*{_BRACKET}[\s,:;(–—-]*"
    after = rf"[\s,:;)–—-]*{_BRACKET}[\s,:;(–—-]*(?:\b{link}\b\s*)*"
    return re.compile(before), re.compile(after, re.IGNORECASE)
