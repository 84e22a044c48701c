"""Two figures or levels of which a sentence says that the one became the other, and the tables that show them."""

from __future__ import annotations

import re
from typing import NamedTuple

from normalise.events import patterns
from normalise.organisations.conventions import Scale
from normalise.values.scores import likelihood_rank, parse_level


class Figures(NamedTuple):
    """What was before and what is after, on one scale; both None where only one is printed (``to 8``)."""

    end: int
    before: int | None
    after: int | None
    colours: bool = False
    reached: str = ""
    """The colour that is said to be reached, where the one before is not."""

    @property
    def way(self) -> str | None:
        """``up``, ``down`` or ``level``; None where it is not said. What comes to the highest colour has gone up."""
        if self.before is None or self.after is None:
            colours = patterns.wordings()["order"]["colours"]
            return "up" if self.reached in colours[-1] else "down" if self.reached in colours[0] else None
        return "up" if self.after > self.before else "down" if self.after < self.before else "level"


def figures_at(text: str, at: int, scale: Scale) -> Figures | None:
    """The figures that begin at a position, or None. Words count where both are of one scale."""
    begins, *forms = patterns.figures()
    for form in forms if begins.match(text, at) else ():
        match = form.match(text, at)
        if not match:
            continue
        if not match["before"]:
            reached = (match.groupdict().get("reached") or "").lower()
            return Figures(match.end(), None, None, bool(reached), reached)
        before, after = _values(match["before"], scale), _values(match["after"], scale)
        for way, (one, other) in enumerate(zip(before, after, strict=True), 1):
            if one is not None and other is not None:
                return Figures(match.end(), one, other, colours=way == len(before))
    return None


def _values(said: str, scale: Scale) -> tuple[int | None, ...]:
    """What a word or figure counts as a number, a likelihood, an impact, a band, and a colour."""
    word = said.lower()
    order = patterns.wordings()["order"]
    ranks = (
        next((rank for rank, words in enumerate(order[name]) if word in words), None)
        for name in ("impacts", "bands", "colours")
    )
    if word[0].isdigit():
        factors = [int(figure) for figure in re.findall(r"\d{1,9}", word)]
        return (
            (factors[-1] if "=" in word or len(factors) == 1 else factors[0] * factors[1]),
            None,
            None,
            None,
            None,
            None,
        )
    likelihood = parse_level(word, "likelihood", scale) if scale.words("likelihood") else likelihood_rank(word)
    return None, likelihood, parse_level(word, "impact", scale), *ranks


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
        for name, pattern in patterns.wordings()["columns"].items():
            if re.fullmatch(pattern, cell.strip(), re.IGNORECASE):
                columns.setdefault(name, at)
    shows = {"before", "now"} <= columns.keys() or {"old", "new"} <= columns.keys()
    return ChangeTable(columns, len(cells)) if shows else None
