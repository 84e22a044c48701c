"""Which months and days a text names; what it is about (a period, a target) is for others to say."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from normalise.values.wordings import any_of, load

_NUMERIC = re.compile(
    r"(?<![\w/.-])(?:(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:20)?\d\d)"
    r"|(?P<iso_year>20\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d))(?![/.-]?\d)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A month (``day`` None) or a day that a text names; ``start`` and ``end`` bound the words that name it."""

    year: int
    month: int
    day: int | None
    start: int
    end: int

    @property
    def last_day(self) -> date:
        """The day itself, or the last day of the month."""
        return date(self.year, self.month, self.day or monthrange(self.year, self.month)[1])


def find_moments(text: str) -> tuple[Moment, ...]:
    """Every month with its year and every day that one line of text names, in order of appearance.

    A span (``1 April - 30 June 2019``, ``May/June 2019``) gives both its ends with the same bounds. Numbers are
    read the British way, day first; a day the calendar does not have is no moment, and neither is a month
    with a year of two digits, which may as well be a day (``Mar 22``).
    """
    named = (moment for match in _named().finditer(text) for moment in _moments_of(match))
    numeric = (moment for match in _NUMERIC.finditer(text) for moment in _numeric_moment(match))
    return tuple(sorted((*named, *numeric), key=lambda moment: moment.start))


@cache
def _numbers() -> dict[str, int]:
    months = load("values/moments")["months"]
    return {spelling.lower(): number for number, spellings in enumerate(months, 1) for spelling in spellings}


@cache
def _named() -> re.Pattern[str]:
    month = any_of(_numbers())
    day = r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]"
    join = r"(?: ?[-–—/&] ?| (?:to|and|or) )"
    return re.compile(
        rf"(?<![\w/.-])(?:(?:{day})?({month})\.?{join})?(?:{day})?\b({month})\.?(?:,? |-)((?:19|20)\d\d)"
        r"(?![\w]|[/–-]\d)",
        re.IGNORECASE | re.ASCII,
    )


def _moments_of(match: re.Match[str]) -> Iterator[Moment]:
    first_day, first_month, day, month_name, year_digits = match.groups()
    year, month = int(year_digits), _numbers()[month_name.lower()]
    if first_month:
        first = _numbers()[first_month.lower()]
        # A span that runs over the new year prints only the later year.
        yield from _moment(year if first <= month else year - 1, first, first_day, match)
    yield from _moment(year, month, day, match)


def _numeric_moment(match: re.Match[str]) -> Iterator[Moment]:
    if match["iso_year"]:
        return _moment(int(match["iso_year"]), int(match["iso_month"]), match["iso_day"], match)
    return _moment(2000 + int(match["year"]) % 100, int(match["month"]), match["day"], match)


def _moment(year: int, month: int, day: str | None, match: re.Match[str]) -> Iterator[Moment]:
    """One moment, or none where the calendar has no such day."""
    if 1 <= month <= 12 and (day is None or 1 <= int(day) <= monthrange(year, month)[1]):
        yield Moment(year, month, int(day) if day else None, match.start(), match.end())
