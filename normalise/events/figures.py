"""Two figures or levels of which a sentence says that the one became the other, and the tables that show them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from normalise.organisations.conventions import Scale
from normalise.values.scores import parse_level
from normalise.values.wordings import load

_SCORED = r"(?:an? (?:risk )?(?:score|rating) of |(?:scored|rated) (?:at )?)?"
_VALUE = r"(?:\d\s?[x×]\s?\d\s?=\s?)?\d{1,3}(?![\w%]|\.\d)|\d\s?[x×]\s?\d|[a-z]+(?:[ -][a-z]+)?"
_REMARK = r"(?:\s?\((?!was|prev|from)[^()]{1,80}\))?"
_BEFORE, _AFTER = (
    rf"{_SCORED}(?:(?:red|amber|yellow|green|high|medium|low) (?=\d))?(?P<{name}>{_VALUE}){_REMARK}"
    for name in ("before", "after")
)
_ENDS = (
    r"(?=\s*(?:$|[.,;:)(|–—-]|(?:and|as|because|due|following|with|since|after|for|in|on|by|at|this|when|while|but|owing"
    r"|so|given|reflecting|which|points?|per\b(?! cent))\b))"
)
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"from {_BEFORE},? (?:down |up )?to {_AFTER}{_ENDS}",
        rf"(?:from )?{_BEFORE}\s*(?:->|→|➔|=>)\s*{_AFTER}{_ENDS}",
        rf"(?:to|now) {_AFTER},? \(?(?:from|previously|was|formerly) {_BEFORE}\)?{_ENDS}",
        rf"{_AFTER} \((?:was|previously|formerly|from|last quarter) {_BEFORE}\){_ENDS}",
        rf"(?:to |now )?{_AFTER},? (?:having been|(?:up|down) from|compared (?:to|with)) {_BEFORE}"
        rf"(?: (?:at|in) the (?:last|previous) (?:report|quarter|meeting))?{_ENDS}",
        rf"{_BEFORE} to {_AFTER}{_ENDS}",
        r"(?:to|by) (?P<after>\d{1,2})(?![\w%]|\.\d)(?P<before>)" + _ENDS,
    )
)


class Figures(NamedTuple):
    """What was before and what is after, on one scale; both None where only one is printed (``to 8``)."""

    end: int
    before: int | None
    after: int | None
    colours: bool = False

    @property
    def way(self) -> str | None:
        """``up``, ``down`` or ``level``; None where it is not said."""
        if self.before is None or self.after is None:
            return None
        return "up" if self.after > self.before else "down" if self.after < self.before else "level"


def figures_at(text: str, at: int, scale: Scale) -> Figures | None:
    """The figures that begin at a position, or None. Words count where both are of one scale."""
    for form in _FORMS:
        match = form.match(text, at)
        if not match:
            continue
        if not match["before"]:
            return Figures(match.end(), None, None)
        before, after = _values(match["before"], scale), _values(match["after"], scale)
        for way, (one, other) in enumerate(zip(before, after, strict=True), 1):
            if one is not None and other is not None:
                return Figures(match.end(), one, other, colours=way == len(before))
    return None


def _values(said: str, scale: Scale) -> tuple[int | None, ...]:
    """What a word or figure counts as a number, a likelihood, an impact, a band, and a colour."""
    word = said.lower()
    order = load("events/changes")["order"]
    ranks = (
        next((rank for rank, words in enumerate(order[name]) if word in words), None) for name in ("bands", "colours")
    )
    if word[0].isdigit():
        factors = [int(figure) for figure in re.findall(r"\d+", word)]
        return (factors[-1] if "=" in word or len(factors) == 1 else factors[0] * factors[1]), None, None, None, None
    return None, parse_level(word, "likelihood", scale), parse_level(word, "impact", scale), *ranks


class ChangeTable(NamedTuple):
    """The columns of a table that shows scores (``before``, ``now``) or numbers (``old``, ``new``) as they changed."""

    columns: dict[str, int]
    width: int

    def row(self, text: str) -> dict[str, str] | None:
        """The cells of a row by the names of their columns, or None for another table's row."""
        cells = text.split(" | ")
        return {name: cells[at].strip() for name, at in self.columns.items()} if len(cells) == self.width else None


def change_table(heading: str) -> ChangeTable | None:
    """The table that a line of cells heads; None for any other line."""
    cells = heading.split(" | ")
    columns: dict[str, int] = {}
    for at, cell in enumerate(cells):
        for name, pattern in _columns().items():
            if pattern.fullmatch(cell.strip()):
                columns.setdefault(name, at)
    shows = {"before", "now"} <= columns.keys() or {"old", "new"} <= columns.keys()
    return ChangeTable(columns, len(cells)) if shows else None


@cache
def _columns() -> dict[str, re.Pattern[str]]:
    table: dict[str, Any] = load("events/changes")["columns"]
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in table.items()}
