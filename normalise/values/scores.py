"""Scores of the 5 × 5 matrix: likelihood (1 rare to 5 certain) times impact (1 insignificant to 5 catastrophic)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

from extractors.findings import Code
from normalise.values.text import one_line
from normalise.values.wordings import any_of, load

Axis = Literal["likelihood", "impact"]
Problem = Literal[Code.SCORE_MISMATCH, Code.AMBIGUOUS_SCORE, Code.UNREADABLE_SCORE]

_LEVELS = range(1, 6)
_NUMBER = re.compile(r"[0-9]+")
_PRODUCT = re.compile(r"(?<![\d.])([1-5])\s*[x×*]\s*([1-5])(?![\d.])", re.IGNORECASE)
_PUNCTUATION = re.compile(r"(?:[\s/,.:;()\[\]=×*–—-]|(?<![^\W_])[xX](?![^\W_]))*")


@dataclass(frozen=True, slots=True)
class Score:
    """A score as printed; likelihood and impact (1 to 5) only where they are printed too.

    ``doubtful``: a question mark stands beside it. ``problem``: ``score_mismatch`` (the score is not likelihood ×
    impact, or no product of two levels at all; ``value`` stays as printed, but is None outside 1 to 25),
    ``ambiguous_score`` (several numbers, so ``value`` is None; or two words of one axis, so that axis is None),
    ``unreadable_score`` (no number; or words that are no level beside it, and then no level is read).
    """

    value: int | None = None
    likelihood: int | None = None
    impact: int | None = None
    doubtful: bool = False
    problem: Problem | None = None


def parse_score(raw: str) -> Score:
    """Read a score cell; blank is an empty Score.

    Its words stand in either order (``16 Major/ Likely``); its levels may be printed as figures, beside their words
    (``Likely (4)``), behind their axes (``L4 I4``) or as a product, likelihood first (``4 x 3 = 12``). Two figures
    without the score they make give it. What the score is called besides (``Red 16``, ``16 - High``) does not count.
    """
    text = one_line(raw)
    doubtful = "?" in text
    text = text.replace("?", " ")
    if not text.strip():
        return Score(doubtful=doubtful, problem=Code.UNREADABLE_SCORE if doubtful else None)
    figures, text = _take_figures(text)
    numbers, rest = _take(_NUMBER, text)
    likelihoods, rest = _take_levels("likelihood", rest)
    impacts, rest = _take_levels("impact", rest)
    plain = _PUNCTUATION.fullmatch(_called().sub(" ", rest)) is not None
    likelihoods, impacts = figures["likelihood"] + likelihoods, figures["impact"] + impacts
    likelihood = _sole(likelihoods) if plain else None
    impact = _sole(impacts) if plain else None
    value = int(numbers[0]) if len(numbers) == 1 else None
    if not numbers and all(figures.values()) and likelihood and impact:
        value = likelihood * impact
    problem: Problem | None = None
    if len(numbers) > 1 or len(set(likelihoods)) > 1 or len(set(impacts)) > 1:
        problem = Code.AMBIGUOUS_SCORE
    elif value is None or not plain:
        problem = Code.UNREADABLE_SCORE
    elif not _is_product(value, likelihood, impact):
        problem = Code.SCORE_MISMATCH
    if value is not None and not 1 <= value <= 25:
        value = None
    return Score(value, likelihood, impact, doubtful, problem)


def parse_level(raw: str, axis: Axis) -> int | None:
    """The level (1 to 5) in a cell of one axis: ``Likely (4)``, ``4 - Likely``, ``L4``, ``4``, ``Possible``.

    None for blank, and for anything else: a number and a word that differ, a word of the other axis, a level
    outside 1 to 5.
    """
    numbers, rest = _take(_NUMBER, _behind(axis).sub(r" \1 ", one_line(raw)))
    levels, rest = _take_levels(axis, rest)
    level = _sole(levels + [int(number) for number in numbers])
    return level if level in _LEVELS and _PUNCTUATION.fullmatch(rest) else None


def _is_product(value: int, likelihood: int | None, impact: int | None) -> bool:
    """Whether a score can come of the printed levels; one that is not printed may be any."""
    likelihoods = _LEVELS if likelihood is None else (likelihood,)
    impacts = _LEVELS if impact is None else (impact,)
    return any(value == one * other for one in likelihoods for other in impacts)


def _sole(levels: list[int]) -> int | None:
    return levels[0] if len(set(levels)) == 1 else None


def _take_figures(text: str) -> tuple[dict[Axis, list[int]], str]:
    """The levels that figures say they are, by axis, and the text without these figures.

    Beside its word a figure counts only where it is not the only one: ``4 Major/ Rare`` is a score of 4.
    """
    figures: dict[Axis, list[int]] = {"likelihood": [], "impact": []}
    products, text = _take(_PRODUCT, text)
    for axis, at in zip(figures, (0, 1), strict=True):
        found, text = _take(_behind(axis), text)
        figures[axis] = [int(product[at]) for product in products] + [int(figure) for figure in found]
    if len(_NUMBER.findall(text)) > 1:
        for axis, levels in figures.items():
            text = _beside_words(axis).sub(partial(_without, axis, levels), text)
    return figures, text


def _without(axis: Axis, levels: list[int], match: re.Match[str]) -> str:
    """A word of an axis without the figures beside it that say the same, which are put to the ``levels``."""
    level = str(_level_of(match["word"], axis))
    around = [match["before"], match["after"]]
    levels += [int(level)] * around.count(level)
    return " ".join(part for part in (around[0], match["word"], around[1]) if part and part != level)


def _take(pattern: re.Pattern[str], text: str) -> tuple[list[str], str]:
    """What a pattern finds, and the text without it."""
    return pattern.findall(text), pattern.sub(" ", text)


def _take_levels(axis: Axis, text: str) -> tuple[list[int], str]:
    words, rest = _take(_words(axis), text)
    return [_level_of(word, axis) for word in words], rest


def _level_of(word: str, axis: Axis) -> int:
    level: int = load("values/scores")[axis][one_line(word).lower()]
    return level


@cache
def _words(axis: Axis) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(load('values/scores')[axis])}\b", re.IGNORECASE)


@cache
def _beside_words(axis: Axis) -> re.Pattern[str]:
    """A word of an axis and the figures beside it: ``Likely (4)``, ``4 – Likely``."""
    figure, gap = r"(?<!\d)[1-5](?!\d)", r"[\s:.()\[\]–—-]{0,3}"
    return re.compile(
        rf"(?:(?P<before>{figure}){gap})?\b(?P<word>{any_of(load('values/scores')[axis])})\b(?:{gap}(?P<after>{figure}))?",
        re.IGNORECASE,
    )


@cache
def _behind(axis: Axis) -> re.Pattern[str]:
    """A figure behind the name of its axis: ``L4``, ``Impact: 4``."""
    names = any_of(load("values/scores")["axes"][axis])
    return re.compile(rf"(?<![^\W_]){names}\s*[:=–-]?\s*([1-5])(?!\d)", re.IGNORECASE)


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(load('values/scores')['called'])}\b", re.IGNORECASE)
