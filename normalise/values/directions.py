"""The direction of travel, where the source clearly says one.

Cells range from one word or an arrow to paragraphs of narrative. A direction is taken from

1. a **head**: words or arrows the cell begins with, set apart by a dash, a stop, a comma, a bracket, a new line or
   the reason for them (``Level – …``, ``Downwards as long as …``). What is put first and apart is what the author
   states; text that contradicts it makes it unclear, not void;
2. else a **sentence** that is nothing but a direction (``Neutral.``), or a clause that says it of the risk
   (``The risk remains static, and …``), as long as nothing else in the cell contradicts it.

All else (hedged, conditional, about the demand and not the risk) is no direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Literal, NamedTuple

from normalise.values.text import clean
from normalise.values.wordings import any_pattern, load

Value = Literal["up", "level", "down", "improving", "worsening"]

_SCORE: frozenset[Value] = frozenset(("up", "level", "down"))
_AGREE = frozenset(
    (frozenset(("down", "improving")), frozenset(("up", "worsening")),
     frozenset(("level", "improving")), frozenset(("level", "worsening")))
)  # fmt: skip
"""What can be said together: a score beside how things go. (An arrow up beside "improving" may mean either.)"""

_DASH = r"(?:\s-\s|\s?[–—](?!\s?ve\b)\s?)"
_SENTENCE_END = re.compile(r"(?<=[.!;])\s+|\n")
_CLAUSE_END = re.compile(rf"[,;:()]|{_DASH}|\b(?:and|but)\b")
_RISK = re.compile(r"\b(?:risk(?! of\b)|score|direction of travel)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Direction:
    """``up``, ``level`` and ``down`` are the score's; ``improving`` and ``worsening`` where only that is said.

    ``unclear``: the cell mentions a direction, but contradicts or hedges what it says. Worth a finding.
    """

    value: Value | None = None
    unclear: bool = False


def parse_direction(raw: str) -> Direction:
    """Read a direction of travel; blank, and narrative that says none, gives ``Direction(None)``."""
    wording = _wording()
    text = wording.label.sub("", clean(raw))
    head = wording.head.match(text)
    said, hinted = _narrative(text[head.end() :] if head else text)
    if head:
        value = _settle(_named(head["words"]))
        return Direction(value, unclear=value is None or _settle([value, *said, *hinted]) is None)
    value = _settle([*said, *hinted]) if said else None
    return Direction(value, unclear=value is None and bool(said or hinted or wording.begins.match(text)))


def _narrative(text: str) -> tuple[list[Value], list[Value]]:
    """What sentences clearly say, and what the rest of them hints at about the risk's score."""
    said: list[Value] = []
    hinted: list[Value] = []
    for sentence in _SENTENCE_END.split(text):
        stated, rest = _stated(sentence.strip(" .!;"))
        hedged = stated and _wording().hedge.search(rest)
        (hinted if hedged else said).extend(stated)
        if stated or _RISK.search(rest):
            hinted.extend(value for value in _named(rest, prose=True) if value in _SCORE)
    return said, hinted


def _stated(sentence: str) -> tuple[list[Value], str]:
    """The directions a sentence states, and what else it says."""
    wording = _wording()
    if wording.phrase.fullmatch(sentence):
        return _named(sentence), ""
    stated: list[Value] = []
    rest: list[str] = []
    for clause in map(str.strip, _CLAUSE_END.split(sentence)):
        if match := wording.statement.fullmatch(clause):
            stated.extend(_named(match["words"]))
        else:
            rest.append(clause)
    return stated, " ".join(rest)


def _settle(values: Iterable[Value]) -> Value | None:
    """The one direction that some amount to, the score's before how things go; None for none or a contradiction."""
    several = dict.fromkeys(values)
    if any(frozenset(pair) not in _AGREE for pair in combinations(several, 2)):
        return None
    return next((value for value in several if value in _SCORE), next(iter(several), None))


def _named(text: str, *, prose: bool = False) -> list[Value]:
    """The directions whose words are in a text, in order."""
    wording = _wording()
    found = (wording.word_in_prose if prose else wording.word).finditer(text)
    return [value for match in found for value, one in wording.directions if one.fullmatch(match[0])]


class _Wording(NamedTuple):
    """The TOML's words as patterns; each has the name of what it finds."""

    directions: tuple[tuple[Value, re.Pattern[str]], ...]
    word: re.Pattern[str]
    word_in_prose: re.Pattern[str]
    phrase: re.Pattern[str]
    label: re.Pattern[str]
    begins: re.Pattern[str]
    head: re.Pattern[str]
    statement: re.Pattern[str]
    hedge: re.Pattern[str]


@cache
def _wording() -> _Wording:
    table = load("values/directions")
    arrow = any_pattern(table["arrow"])
    word = rf"(?:{arrow}|(?<!\w){any_pattern(table['word'])}(?!\w))"
    prose = any_pattern(row for row in table["word"] if row.get("in_prose", True))
    subject, verb, adverb = (any_pattern(table[part]) for part in ("subject", "verb", "adverb"))
    tail = any_pattern(table["tail"])
    phrase = rf"(?:{verb} )?(?:{adverb} )?(?P<words>{word}(?: ?{word})*)(?: {tail})*"
    begins = any_pattern([*table["arrow"], *(row for row in table["word"] if row["direction"] in _SCORE)])

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Wording(
        directions=tuple((row["direction"], compiled(row["pattern"])) for row in (*table["arrow"], *table["word"])),
        word=compiled(word),
        word_in_prose=compiled(rf"(?:{arrow}|(?<!\w){prose}(?!\w))"),
        phrase=compiled(phrase),
        label=compiled(rf"^{any_pattern(table['label'])}\s*"),
        begins=compiled(rf"{begins}(?!\w)"),
        head=compiled(rf"{phrase}(?:\s*$|\s*[.,;:!(\n]|{_DASH}|\s-|-\s| (?={any_pattern(table['ground'])}\b))"),
        statement=compiled(rf"{subject} {phrase}"),
        hedge=compiled(rf"\b{any_pattern(table['hedge'])}\b"),
    )
