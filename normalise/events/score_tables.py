"""Tables of a report that give the score of each entry as it was and as it is: the change is theirs to show.

A row comes as one line, its cells parted by ``|``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from normalise.events.mentions import Subject, list_subjects
from normalise.values.wordings import any_pattern, load

_PARTED = " | "
_SCORE = re.compile(r"\d{1,2}\b(?!\s*[%/.]\d?)")
_HIGHEST = 25
_COLUMNS = ("before", "now", "title")

Moved = Literal["score_increased", "score_decreased"]


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """A table's columns, by number from 0: of the score before and now, and of the title where it has one."""

    width: int
    before: int
    now: int
    title: int | None

    def moved(self, row: str) -> tuple[Moved, Subject] | None:
        """Which way a row shows the score of which entry to have moved; None where it shows no change."""
        cells = row.split(_PARTED)
        subjects = list_subjects(cells[0])
        if len(cells) != self.width or len(subjects) != 1:
            return None
        before, now = (_score(cells[at]) for at in (self.before, self.now))
        if before is None or now is None or before == now:
            return None
        title = subjects[0].title or (cells[self.title] if self.title else None)
        subject = Subject(subjects[0].id_raw, title, subjects[0].kind)
        return "score_increased" if now > before else "score_decreased", subject


def score_table(row: str) -> ScoreTable | None:
    """The table that a row heads, if it heads one column with the score before and one with the score now."""
    cells = row.split(_PARTED)
    at = {name: [number for number, cell in enumerate(cells) if _heads(name).fullmatch(cell)] for name in _COLUMNS}
    if len(at["before"]) != 1 or len(at["now"]) != 1:
        return None
    return ScoreTable(len(cells), at["before"][0], at["now"][0], next(iter(at["title"]), None))


def _score(cell: str) -> int | None:
    """The score that a cell begins with (``16 Major/ Likely``), or None."""
    match = _SCORE.match(cell)
    return int(match[0]) if match and 1 <= int(match[0]) <= _HIGHEST else None


@cache
def _heads(name: str) -> re.Pattern[str]:
    rows = [row for row in load("events/changes")["score_column"] if row["column"] == name]
    return re.compile(any_pattern(rows), re.IGNORECASE)
