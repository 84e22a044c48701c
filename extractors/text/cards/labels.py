"""Labels that a text rendering has cut: the wordings of ``labels.toml``, found across tabs.

A rendering that cuts a line at the bounds of its columns may print the letters beside a cut on both sides of it
(``sco⇥ore``), or misread the last one, of which it saw half (``Currer⇥nt``). A label is a known wording, so it can
still be recognised.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from extractors.text.cards.lines import CUT

_DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_name("labels.toml").read_text(encoding="utf-8"))
WORDS: dict[str, list[str]] = _DATA["words"]
LEVELS: dict[str, dict[str, int]] = _DATA["levels"]

_SHORTEST_PART = 3
"""How many letters of a cut word are enough to recognise it, where only a few words are possible."""


@dataclass(frozen=True, slots=True)
class Label:
    """A known wording, the field it names, and the pattern that finds it whole or cut."""

    text: str
    field: str
    pattern: re.Pattern[str]


@cache
def labels(table: str) -> tuple[Label, ...]:
    """The labels of one table (``head``, ``columns``, ``sections``, ``section_owners``), the longest wording first."""
    found = [Label(text, field, _across_cuts(text)) for field, texts in _DATA[table].items() for text in texts]
    return tuple(sorted(found, key=lambda label: -len(label.text)))


def label_at(text: str, table: str, start: int) -> tuple[Label, re.Match[str]] | None:
    """The longest label that begins at a position."""
    found = ((label, label.pattern.match(text, start)) for label in labels(table))
    return next(((label, match) for label, match in found if match), None)


def find(text: str, table: str, field: str, start: int = 0) -> tuple[Label, re.Match[str]] | None:
    """The first label of a field at or after a position; of several there, the longest."""
    found = ((label, label.pattern.search(text, start)) for label in labels(table) if label.field == field)
    matches = [(label, match) for label, match in found if match]
    return min(matches, key=lambda pair: (pair[1].start(), -pair[1].end()), default=None)


def word_of_part(token: str, words: Collection[str]) -> str | None:
    """The one word that a token is, or may be the beginning or the end of; else None."""
    token = token.casefold()
    if token in words or len(token) < _SHORTEST_PART:
        return token if token in words else None
    found = [word for word in words if word.startswith(token) or word.endswith(token)]
    return found[0] if len(found) == 1 else None


def _across_cuts(wording: str) -> re.Pattern[str]:
    """A pattern for a wording, whatever its case, that any cut may go through; its last word may have lost its end.

    At a cut there may be one letter too many before it, and the one or two letters before it again behind it.
    """
    letters = wording.replace(" ", "")
    first, _, last = wording.rpartition(" ")
    needed = len(first.replace(" ", "")) + _SHORTEST_PART if first else len(letters)
    begins = {len(wording[:at].replace(" ", "")) for at, letter in enumerate(wording) if letter == " "}
    pattern = ""
    for number, letter in enumerate(letters):
        gap = "[ ]{0,2}" if number in begins else ""
        again = "|".join(re.escape(letters[at:number]) for at in range(max(0, number - 2), number))
        joint = rf"(?:{gap}|[^\W\d_]?\s{{0,9}}{CUT}\s{{0,9}}(?:{again})?{gap})" if number else ""
        pattern += ("(?:" if number >= needed else "") + joint + re.escape(letter)
    pattern += ")?" * max(0, len(letters) - needed)
    return re.compile(rf"(?<!\w){pattern}(?:{CUT}\s*{re.escape(last[-1])}(?!\w))?(?!\w)", re.IGNORECASE)
