"""The day of a meeting or a decision, from the lines of a paper that may say it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from normalise.values.moments import find_moments
from normalise.values.text import one_line


def meeting_date(lines: Iterable[str]) -> date | None:
    """The day that the first line to name just one names; None where no line does.

    ``Thursday, 24th March, 2022 at 2.30 pm`` and ``10/04/2017`` (10 April) name one; a month without a day, a day
    without a year, and a line with two different days do not.
    """
    for line in lines:
        days = {moment.last_day for moment in find_moments(one_line(line)) if moment.day is not None}
        if len(days) == 1:
            return days.pop()
    return None
