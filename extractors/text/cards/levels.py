"""Likelihood and impact out of the columns of levels, where labels and values stand one below another.

The current pair comes before the label of the target's, the target pair after it; what follows the label of the
confidence is none of them. A level whose word is damaged counts only if it fits the printed score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from extractors.findings import Code
from extractors.lines.drafts import DraftFinding
from extractors.text.cards.labels import LEVELS, WORDS, word_of_part
from extractors.text.cells import TextCell
from extractors.text.words import left_out

AXES = ("likelihood", "impact")
STATES = ("current", "target")
_OVER = 2
"""The stage after that of either state."""
_TOKEN = re.compile(r"\(\d\)|\d+|[^\W\d_]+")
_SHORTEST_PART = 4
_OTHERS_TARGET = frozenset(("risk", "opportunity", "opp", "confidence"))
"""What the label goes on with that names the target of something else."""


@dataclass(frozen=True, slots=True)
class _Level:
    """A level as it stands, its word (made whole), its number, and whether it can be believed as it is."""

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

    def read(self, row: Sequence[tuple[str, Sequence[str]]], *, doubtful: bool) -> None:
        """Read one row: for each axis the texts of its column, several where a cut goes through it.

        ``doubtful``: the row has other columns than the labels, so what it says must fit the printed score.
        """
        over = any("confidence" in _labels_in(text) for _, texts in row for text in texts)
        reached = [self.stage]
        for axis, texts in row:
            cut = doubtful or sum(map(bool, texts)) > 1
            for text in texts:
                named = over and not {*AXES} & set(_labels_in(text))
                reached.append(self._read_text(axis, text, _OVER if named else self.stage, cut=cut))
        self.stage = max(reached)

    def _read_text(self, axis: str, text: str, stage: int, *, cut: bool) -> int:
        tokens = _TOKEN.findall(text)
        self.ignored += [text] * (not tokens and bool(text))
        for token, following in zip(tokens, [*tokens[1:], ""], strict=False):
            label = _label_of(token)
            if label == "target":
                again = stage == 1 and ("target", axis) in self.found
                stage = _OVER if again or _label_of(following) in _OTHERS_TARGET else max(stage, 1)
            elif label == "confidence":
                stage = _OVER
            elif label is None:
                level = _level_of(token, axis, cut=cut) if stage < _OVER else None
                if level is None:
                    self.ignored.append(token)
                else:
                    self.found.setdefault((STATES[stage], axis), []).append(level)
        return stage

    def cells(self, scores: Mapping[str, int]) -> dict[tuple[str, str], TextCell]:
        """The four levels by state and axis, blank where one cannot be settled; ``scores`` are the head line's."""
        cells = {
            (state, axis): self._settle(state, axis, other, scores.get(f"{state}_score"))
            for state in STATES
            for axis, other in zip(AXES, AXES[::-1], strict=True)
        }
        if self.ignored:
            cells["current", "likelihood"].notes.append(
                left_out(" ".join(self.ignored), "it is no level, or stands where none can be")
            )
        return cells

    def _settle(self, state: str, axis: str, other_axis: str, score: int | None) -> TextCell:
        """The level of one axis: one that is sure, or one that gives the score with the level of the other axis."""
        levels = self.found.get((state, axis), [])
        sure = [level for level in levels if level.sure]
        if _sole(sure) is not None:
            return TextCell.of(_text(sure))
        if not levels:
            return TextCell.of("", [DraftFinding(Code.UNREADABLE_VALUE, "no level stands where it should")])
        printed = " ".join(level.printed for level in levels)
        by_word = levels[0].text.casefold() in LEVELS[axis]
        other = _sole(level for level in self.found.get((state, other_axis), []) if level.sure or by_word)
        if not sure and other and _sole(levels) and levels[0].value * other == score:
            message = f"of the level only '{printed}' can be read; with the other one, {other}, it gives the score"
            return TextCell.of(levels[0].text, [DraftFinding(Code.MENDED_TEXT, message)])
        return TextCell.of("", [DraftFinding(Code.UNREADABLE_VALUE, f"'{printed}' does not settle the level")])


def is_level(text: str) -> bool:
    """Whether a text holds levels or labels of their columns, and nothing else."""
    tokens = _TOKEN.findall(text)
    return bool(tokens) and all(_label_of(token) or any(_value(token, axis) for axis in AXES) for token in tokens)


def is_level_word(text: str) -> bool:
    """Whether a text is the word of a level, which belongs to one axis alone."""
    return any(text.strip().casefold() in LEVELS[axis] for axis in AXES)


def _label_of(token: str) -> str | None:
    """The label that a word of the columns is, or is a part of."""
    if any(_value(token, axis) for axis in AXES):
        return None
    return word_of_part(token, WORDS["level_labels"])


def _labels_in(text: str) -> list[str]:
    return [label for token in _TOKEN.findall(text) if (label := _label_of(token))]


def _level_of(token: str, axis: str, *, cut: bool) -> _Level | None:
    value = _value(token, axis)
    if value:
        return _Level(token, token, value, not cut)
    word = word_of_part(token, LEVELS[axis]) if len(token) >= _SHORTEST_PART else None
    return _Level(token, word.capitalize(), LEVELS[axis][word], sure=False) if word else None


def _value(token: str, axis: str) -> int | None:
    """The number of a level printed whole, as a digit or a word of the axis."""
    digits = token.strip("()")
    if digits.isdigit():
        return int(digits) if int(digits) in LEVELS[axis].values() else None
    return LEVELS[axis].get(token.casefold())


def _sole(levels: Iterable[_Level]) -> int | None:
    values = {level.value for level in levels}
    return values.pop() if len(values) == 1 else None


def _text(levels: Sequence[_Level]) -> str:
    """The words of a level, each once: ``Likely (4)``."""
    first = {level.text.casefold(): level.text for level in reversed(levels)}
    return " ".join(reversed(first.values()))
