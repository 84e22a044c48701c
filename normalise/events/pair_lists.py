"""Lists and tables whose items name two entries: ``CR13 → CR4`` below words that say that numbers have changed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from normalise.events.mentions import IDENTIFIER, Subject, identified_in, list_subjects
from normalise.events.pair_sides import could_be_a_run, same_entry
from normalise.values.wordings import any_pattern, load

_PARTED = " | "
_COLUMNS = ("old", "new", "title")
_NAME = r"(?:\s*\((?!{words})[^()]*\)|\s*[|:–-]\s*[A-Z][^|→>:;()]*?|\s+[A-Z][^|→>:;()]*?)?"
_THEN = r"(?:is now|are now|now|becomes?|became|as|renumbered(?: as| to)?|has become|has been renumbered(?: as| to)?)"
_WAS = r"(?:formerly|previously|was|were|ex|old|originally)"


@dataclass(frozen=True, slots=True)
class NumberTable:
    """A table's columns, by number from 0: of the old number and of the new one, and of the title where it has one."""

    width: int
    old: int
    new: int
    title: int | None

    def pair(self, row: str) -> tuple[Subject, Subject] | None:
        """The entry as a row numbers it before and now; None where it gives no two numbers, or one twice."""
        cells = row.split(_PARTED)
        if len(cells) != self.width:
            return None
        old, new = (list_subjects(cells[at]) for at in (self.old, self.new))
        if len(old) != 1 or len(new) != 1 or same_entry(old[0], new[0]):
            return None
        title = old[0].title or (cells[self.title] if self.title is not None else None)
        return replace(old[0], title=title), new[0]


def number_table(row: str) -> NumberTable | None:
    """The table that a row heads, if it heads one column with old numbers and one with new ones."""
    cells = row.split(_PARTED)
    at = {name: [number for number, cell in enumerate(cells) if _heads(name).fullmatch(cell)] for name in _COLUMNS}
    if len(at["old"]) != 1 or len(at["new"]) != 1:
        return None
    return NumberTable(len(cells), at["old"][0], at["new"][0], next(iter(at["title"]), None))


def numbers_of(item: str) -> tuple[Subject, Subject] | None:
    """The old and the new number that an item of a list of new numbers gives, and nothing else: ``CR13 (now CR4)``."""
    match = _then().fullmatch(item) or _was().fullmatch(item)
    if match is None:
        return None
    old, new = (identified_in(match[name], 0, len(match[name]))[0][0] for name in ("old", "new"))
    listed = list_subjects(item)
    if same_entry(old, new) or old.kind != new.kind or (match.groupdict().get("run") and could_be_a_run(old, new)):
        return None
    return replace(old, title=listed[0].title if listed else None), new


@cache
def _then() -> re.Pattern[str]:
    name = _NAME.replace("{words}", _THEN)
    joint = rf"(?:\s*(?:→|->|➔|=>|⇒)\s*|(?P<run>\s+to\s+|\s*[–-]\s*)|[\s:,–-]+{_THEN}\s+)"
    plain = rf"(?:from\s+)?(?P<old>{IDENTIFIER}){name}(?:{joint}|\s*\({_THEN}\s+(?=[^()]*\)))"
    return re.compile(rf"{plain}(?P<new>{IDENTIFIER})\)?{name}[\s.;,]*(?:and)?", re.IGNORECASE)


@cache
def _was() -> re.Pattern[str]:
    name = _NAME.replace("{words}", _WAS)
    was = rf"{_WAS}(?:\s+known\s+as)?"
    return re.compile(
        rf"(?P<new>{IDENTIFIER}){name}(?:\s*\(|[\s,–-]+){was}\s+(?P<old>{IDENTIFIER})\)?{name}[\s.;,]*(?:and)?",
        re.IGNORECASE,
    )


@cache
def _heads(name: str) -> re.Pattern[str]:
    rows = [row for row in load("events/changes")["number_column"] if row["column"] == name]
    return re.compile(any_pattern(rows), re.IGNORECASE)
