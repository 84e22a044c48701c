"""The day by which a risk is to reach its target."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from normalise.organisations.conventions import Calendar
from normalise.values.moments import find_moments
from normalise.values.periods import find_quarters
from normalise.values.text import one_line
from normalise.values.wordings import any_pattern, load

_CUT_YEAR = re.compile(r"(?<!\d)(\d{1,2}/\d{1,2}/(?=[\d ]{5}(?!\d))\d{1,3}) (\d{1,3})(?!\d)", re.ASCII)
"""The year of a date that a narrow column cut: ``31/03/2 023``."""

_PUNCTUATION = re.compile(r"[\s/,.:;()\[\]&–—-]*")


@dataclass(frozen=True, slots=True)
class TargetDate:
    """A target date as read: ``value`` is the last day meant, None where no single day is said.

    ``open_ended``: the source says that work goes on (``Ongoing``), with a date or without. ``unclear``: it says
    something that is no single plain date, so ``value`` is None and a finding is due.
    """

    value: date | None = None
    open_ended: bool = False
    unclear: bool = False


def parse_target_date(raw: str, calendar: Calendar) -> TargetDate:
    """Read a target date; a month or a quarter means its last day (``March 2022/Ongoing`` → 31 March 2022).

    Everything printed must be understood, else the date is unclear: ``moved from March 2022`` names a month that
    is not the target. Also unclear: a bare fiscal year (``2022/23`` may mean any day of it, or its last), a
    bare calendar year, a season, and two different dates (``June 2022/March 2023`` may be a stage and the end,
    or the target of two actions; the last one is only likely). ``TBC`` and blank are plainly no date.
    """
    rest = _CUT_YEAR.sub(r"\1\2", one_line(raw))
    moments, quarters = find_moments(rest), find_quarters(rest, calendar)
    days = {moment.last_day for moment in moments} | {mention.period.period_end for mention in quarters}
    spans = {(moment.start, moment.end) for moment in moments} | {(mention.start, mention.end) for mention in quarters}
    for start, end in sorted(spans, reverse=True):
        rest = f"{rest[:start]} / {rest[end:]}"
    rest, times_open = _words("open_ended").subn(" ", rest)
    rest, times_undated = _words("undated").subn(" ", rest)
    rest = _words("filler").sub(" ", rest)
    said = len(days) + (times_undated > 0)  # a date still "TBC" is two answers
    unclear = said > 1 or _PUNCTUATION.fullmatch(rest) is None
    return TargetDate(None if unclear else next(iter(days), None), times_open > 0, unclear)


@cache
def _words(table: str) -> re.Pattern[str]:
    return re.compile(rf"\b{any_pattern(load('values/target_dates')[table])}\b", re.IGNORECASE)
