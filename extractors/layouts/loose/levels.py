"""Likelihood and impact out of the score columns of a card, where labels and values stand one below another.

The current pair comes before the label of the target's, the target pair after it; what follows the label of the
confidence is none of them. A level whose word is damaged counts only if it fits the printed score.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from extractors.document import Line
from extractors.findings import Code
from extractors.layouts.loose.labels import stump_of, wordings
from extractors.layouts.loose.rows import Notes, Piece
from extractors.places import Place

Axis = Literal["likelihood", "impact"]
Which = Literal["current", "target"]
AXES: tuple[Axis, Axis] = ("likelihood", "impact")
_ORDER: tuple[Which, Which] = ("current", "target")
_TOKEN = re.compile(r"\(\d\)|\d+|[^\W\d_]+")
_SHORTEST_STUMP = 4
_TOP = 5


@dataclass(frozen=True, slots=True)
class _Level:
    """A level as it stands, its word (made whole), its number from 1 to 5, and whether it can be believed as it is."""

    printed: str
    text: str
    value: int
    sure: bool
    places: tuple[Place, ...]


@dataclass(slots=True)
class Levels:
    """Reads the score columns of one card, row by row."""

    notes: Notes
    stage: int = 0
    """0 while the current pair may come, 1 for the target pair, 2 when both are over."""
    found: dict[str, list[_Level]] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)

    def read(self, row: Sequence[tuple[Axis, Sequence[Piece]]], *, doubtful: bool) -> None:
        """Read one row: for each axis the pieces of its column, several where a cut goes through it.

        ``doubtful``: the row has other columns than the labels, so what it says must fit the printed score.
        """
        over = any("confidence" in _labels_in(piece.text) for _, pieces in row for piece in pieces)
        reached = [self.stage]
        for axis, pieces in row:
            cut = doubtful or sum(not piece.blank for piece in pieces) > 1
            for piece in pieces:
                named = over and not {*AXES} & set(_labels_in(piece.text))
                reached.append(self._read_piece(axis, piece, 2 if named else self.stage, cut=cut))
        self.stage = max(reached)

    def _read_piece(self, axis: Axis, piece: Piece, stage: int, *, cut: bool) -> int:
        tokens = _TOKEN.findall(piece.text)
        self.ignored += [piece.text] * (not tokens and bool(piece.text))
        for at, token in enumerate(tokens):
            label = _label_of(token)
            if label == "target":
                following = _label_of(tokens[at + 1]) if at + 1 < len(tokens) else None
                again = stage == 1 and f"target_{axis}" in self.found
                stage = 2 if again or following in ("risk", "opportunity", "opp", "confidence") else max(stage, 1)
            elif label == "confidence":
                stage = 2
            elif label is None:
                self._read_value(axis, token, piece.places, stage, cut=cut)
        return stage

    def _read_value(self, axis: Axis, token: str, places: tuple[Place, ...], stage: int, *, cut: bool) -> None:
        level = _level_of(token, axis, places, cut=cut)
        if stage > 1 or level is None:
            self.ignored.append(token)
        else:
            self.found.setdefault(f"{_ORDER[stage]}_{axis}", []).append(level)

    def values(self, scores: Mapping[str, tuple[Line, ...]]) -> dict[str, tuple[Line, ...]]:
        """The four levels, () for one that cannot be settled; ``scores`` are those of the head line."""
        if self.ignored:
            self.notes.ignore(" ".join(self.ignored), "it is no level, or stands where none can be")
        values: dict[str, tuple[Line, ...]] = {}
        for which in _ORDER:
            score = next((int(line.text) for line in scores.get(f"{which}_score", ())), None)
            for axis, other in zip(AXES, AXES[::-1], strict=True):
                name = f"{which}_{axis}"
                values[name] = self._settle(name, self.found.get(f"{which}_{other}", []), score)
        return values

    def _settle(self, name: str, others: Sequence[_Level], score: int | None) -> tuple[Line, ...]:
        """The level of one name: one that is sure, or one that gives the score with the level of the other axis."""
        levels = self.found.get(name, [])
        sure = [level for level in levels if level.sure]
        if _sole(sure) is not None:
            return (Line(_text(sure), places=sure[0].places),)
        if not levels:
            self.notes.add(Code.UNREADABLE_VALUE, "no level stands where it should", (), name)
            return ()
        printed = " ".join(level.printed for level in levels)
        other = _sole(level for level in others if level.sure or is_level_word(levels[0].text))
        if not sure and other and _sole(levels) and levels[0].value * other == score:
            message = f"of the level only '{printed}' can be read; with the other one, {other}, it gives the score"
            self.notes.add(Code.MENDED_TEXT, message, levels[0].places, name)
            return (Line(levels[0].text, places=levels[0].places),)
        self.notes.add(Code.UNREADABLE_VALUE, f"'{printed}' does not settle the level", levels[0].places, name)
        return ()


def is_level(text: str) -> bool:
    """Whether a piece holds levels of the matrix or labels of the score columns, and nothing else."""
    tokens = _TOKEN.findall(text)
    return bool(tokens) and all(_label_of(token) or any(_sure(token, axis) for axis in AXES) for token in tokens)


def is_level_word(text: str) -> bool:
    """Whether a text is a word of the matrix, which belongs to one axis alone."""
    return any(text.strip().casefold() in wordings()["levels"][axis] for axis in AXES)


def _label_of(token: str) -> str | None:
    """The label that a word of the score columns is, or is a stump of."""
    if any(_sure(token, axis) for axis in AXES):
        return None
    return stump_of(token, tuple(wordings()["score_labels"]))


def _labels_in(text: str) -> list[str]:
    return [label for token in _TOKEN.findall(text) if (label := _label_of(token))]


def _level_of(token: str, axis: Axis, places: tuple[Place, ...], *, cut: bool) -> _Level | None:
    value = _sure(token, axis)
    if value:
        return _Level(token, token, value, not cut, places)
    if len(token) < _SHORTEST_STUMP:
        return None
    words = wordings()["levels"][axis]
    word = stump_of(token, tuple(words))
    return _Level(token, word.capitalize(), min(words.index(word) + 1, _TOP), False, places) if word else None


def _sure(token: str, axis: Axis) -> int | None:
    """The number from 1 to 5 of a digit or a word of one axis, printed whole."""
    digits = token.strip("()")
    if digits.isdigit():
        return int(digits) if 1 <= int(digits) <= _TOP else None
    words = wordings()["levels"][axis]
    return min(words.index(token.casefold()) + 1, _TOP) if token.casefold() in words else None


def _sole(levels: Iterable[_Level]) -> int | None:
    values = {level.value for level in levels}
    return values.pop() if len(values) == 1 else None


def _text(levels: Sequence[_Level]) -> str:
    """The words of a level, each once: ``Likely (4)``."""
    first = {level.text.casefold(): level.text for level in reversed(levels)}
    return " ".join(reversed(first.values()))
