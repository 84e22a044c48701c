"""Likelihood and impact out of the columns of levels, where labels and values are printed one below another.

The current pair comes before the label of the target's, the target pair after it; what follows the label of the
confidence is none of them. A level that is damaged counts only if it fits the printed score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from extractors.findings import Code
from extractors.lines.drafts import DraftFinding
from extractors.text.cards.labels import LEVELS, WORDS, word_of_part
from extractors.text.cells import TextCell
from extractors.text.words import left_out

AXES = ("likelihood", "impact")
STATES = ("current", "target")
_TOKEN = re.compile(r"\(\d\)|\d+|[^\W\d_]+")
_LABELS = frozenset(WORDS["level_labels"])
_KNOWN = {*_LABELS, *(str(known) for axis in AXES for level in LEVELS[axis].items() for known in level)}


class _Level(NamedTuple):
    """A level as printed, its word (made whole), its number, and whether it can be believed as it is."""

    printed: str
    text: str
    value: int
    sure: bool


@dataclass(slots=True)
class Levels:
    """Reads the columns of one card, row by row. ``stage`` is the number of the state whose levels may come."""

    stage: int = 0
    found: dict[tuple[str, str], list[_Level]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)

    def read(self, row: Mapping[str, Sequence[str]], *, doubtful: bool) -> None:
        """Read one row: for each axis the texts of its column, several where a cut goes through it.

        ``doubtful``: the row has other columns than the labels, so what it says must fit the printed score.
        """
        said = [(axis, _words_of(text), doubtful or len(texts) > 1) for axis, texts in row.items() for text in texts]
        over = any("confidence" in words for _, (_, words), _ in said)
        reached = self.stage
        for axis, (tokens, words), cut in said:
            stage = len(STATES) if over and not {*words} & _LABELS else self.stage
            for token, word in zip(tokens, words, strict=True):
                again = stage == 1 and ("target", axis) in self.found
                stage = len(STATES) if word == "confidence" else stage + (word == "target" and (stage == 0 or again))
                if word not in _LABELS:
                    self._take(axis, token, word, stage, cut=cut)
            reached = max(reached, stage)
        self.stage = reached

    def _take(self, axis: str, token: str, word: str, stage: int, *, cut: bool) -> None:
        value = int(word) if word.isdecimal() and len(word) < 10 else LEVELS[axis].get(word, 0)
        if value and stage < len(STATES):
            whole = word == token.strip("()").casefold()
            level = _Level(token, token if whole else word.capitalize(), value, whole and not cut)
            self.found.setdefault((STATES[stage], axis), []).append(level)
        else:
            self.ignored.append(token)

    def cells(self, scores: Mapping[str, int]) -> dict[tuple[str, str], TextCell]:
        """The four levels by state and axis, blank where one cannot be settled; ``scores`` are the head line's."""
        cells = {
            (state, axis): self._settle(state, axis, other, scores.get(f"{state}_score"))
            for state in STATES
            for axis, other in zip(AXES, AXES[::-1], strict=True)
        }
        if self.ignored:
            note = left_out(" ".join(self.ignored), "it is no level, or is where none can be")
            cells["current", "likelihood"].notes.append(note)
        return cells

    def _settle(self, state: str, axis: str, other_axis: str, score: int | None) -> TextCell:
        """The level of one axis: one that is sure, or one that gives the score with the level of the other axis."""
        levels = self.found.get((state, axis), [])
        sure = [level for level in levels if level.sure]
        if _sole(sure):
            words = {level.text.casefold(): level.text for level in reversed(sure)}
            return TextCell.of(" ".join(reversed(words.values())))
        printed = " ".join(level.printed for level in levels)
        other = _sole(level for level in self.found.get((state, other_axis), []) if level.sure)
        if not sure and other and _sole(levels) * other == score:
            message = f"of the level only '{printed}' can be read; with the other one, {other}, it gives the score"
            return TextCell.of(levels[0].text, [DraftFinding(Code.MENDED_TEXT, message)])
        message = f"'{printed}' does not settle the level" if levels else "no level is printed where it should be"
        return TextCell.unreadable(message)


def _words_of(text: str) -> tuple[list[str], list[str]]:
    """The pieces of a text, and the word of a level or label that each is, or is a part of; of a digit, itself."""
    tokens = _TOKEN.findall(text) or [text]
    return tokens, [word_of_part(token.strip("()"), _KNOWN) or "" for token in tokens]


def _sole(levels: Iterable[_Level]) -> int:
    """The one number that all levels have; else 0."""
    values = {level.value for level in levels}
    return values.pop() if len(values) == 1 else 0
