"""Labels that a text rendering has cut: the wordings of ``loose_cards.toml``, found across tabs.

A renderer that cuts a line at the bounds of its columns may print the letters beside a cut on both sides of it
(``sco⇥ore``), or misread the last one, of which it saw half (``Currer⇥nt``). A label is a known wording, so it can
still be told.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from extractors.records import FIELDS, Kind

CUT = "\t"
"""What stands between the pieces of a row when they are looked at as one text."""

_SHORTEST_STUMP = 3
"""How many letters of a cut word are enough to tell a label, where few words can stand."""


@dataclass(frozen=True, slots=True)
class Label:
    """A known wording: the field it stands for, and the patterns that find it.

    ``whole`` also matches across cuts. ``exact`` matches the wording as the table gives it, capitals and all.
    ``alone``: it is a label only where it stands alone or before a colon.
    """

    field: str
    kind: Kind | None
    whole: re.Pattern[str]
    exact: re.Pattern[str]
    alone: bool = False


@cache
def wordings() -> dict[str, Any]:
    """The tables of ``loose_cards.toml``, as they stand there."""
    return tomllib.loads((files("extractors.layouts.loose") / "loose_cards.toml").read_text("utf-8"))


@cache
def labels(table: str) -> tuple[Label, ...]:
    """The labels of one table (``head``, ``columns``, ``sections``), the longest wording first.

    Raises:
        ValueError: the table names a field that no layout can fill.
    """
    found = []
    for row in sorted(wordings()[table], key=lambda row: -len(row["text"])):
        if row["field"] not in FIELDS:
            raise ValueError(f"loose_cards.toml: {row['text']!r} names the unknown field {row['field']!r}")
        text = row["text"]
        exact = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
        found.append(Label(row["field"], row.get("kind"), _across_cuts(text), exact, row.get("alone", False)))
    return tuple(found)


@cache
def owner_labels() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What heads the owners beside a section's statements, and its field; its last word may have lost its end."""
    return tuple((_across_cuts(row["text"], stump=True), row["field"]) for row in wordings()["section_owners"])


def find(text: str, table: str, field: str, start: int = 0) -> re.Match[str] | None:
    """The first label of a field at or after ``start``; of several there, the longest."""
    matches = [match for label in labels(table) if label.field == field if (match := label.whole.search(text, start))]
    return min(matches, key=lambda match: (match.start(), -match.end()), default=None)


def stump_of(token: str, words: tuple[str, ...]) -> str | None:
    """The one word that a token may be the beginning or the end of, its last letter perhaps misread; else None."""
    token = token.casefold()
    if token in words:
        return token
    if len(token) < _SHORTEST_STUMP:
        return None
    for stump, ends in ((token, True), (token[:-1], False)):
        if len(stump) >= _SHORTEST_STUMP:
            found = [word for word in words if word.startswith(stump) or (ends and word.endswith(stump))]
            if len(found) == 1:
                return found[0]
    return None


def _across_cuts(wording: str, *, stump: bool = False) -> re.Pattern[str]:
    """A pattern for a wording, whatever its case, that any cut may go through.

    At a cut there may be one letter too many before it, and the one or two letters before it again behind it.
    """
    letters = [(before == " ", letter) for before, letter in zip(" " + wording, wording, strict=False) if letter != " "]
    first, last = wording.rsplit(" ", 1)[0], wording.rsplit(" ", 1)[-1]
    needed = len(first.replace(" ", "")) + _SHORTEST_STUMP if stump and " " in wording else len(letters)
    pattern = ""
    for number, (begins_word, letter) in enumerate(letters):
        gap = "[ ]{0,2}" if begins_word else ""
        again = "".join(other for _, other in letters[max(0, number - 2) : number])
        repeated = "|".join(re.escape(again[at:]) for at in range(len(again)))
        joint = rf"(?:{gap}|[^\W\d_]?\s*{CUT}\s*(?:{repeated})?{gap})" if number else ""
        pattern += ("(?:" if number >= needed else "") + joint + re.escape(letter)
    pattern += ")?" * (len(letters) - needed)
    return re.compile(rf"(?<!\w){pattern}(?:{CUT}\s*{re.escape(last[-1])}(?!\w))?(?!\w)", re.IGNORECASE)
