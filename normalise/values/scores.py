"""Scores of an organisation's matrix: likelihood times impact, each by its level or by the word for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

from extractors.findings import Code
from extractors.records import Axis
from normalise.organisations.conventions import Scale
from normalise.values.text import one_line
from normalise.values.wordings import any_of, load

Problem = Literal[Code.SCORE_MISMATCH, Code.AMBIGUOUS_SCORE, Code.UNREADABLE_SCORE, Code.AXES_UNKNOWN]

AXES: tuple[Axis, Axis] = ("likelihood", "impact")

_NUMBER = re.compile(r"[0-9]+")
_MOST_DIGITS = 9
_NAME_OF_LEVEL = re.compile(r"[\s:=()–—-]*[^\W\d_]+(?:\.? [^\W\d_]+){0,2}[\s()]*")
_PUNCTUATION = re.compile(r"(?:[\s/,.:;()\[\]=×*–—-]|(?<![^\W_])[xX](?![^\W_]))*")


@dataclass(frozen=True, slots=True)
class Score:
    """A score as printed; likelihood and impact (levels from 1) only where they are printed too.

    ``doubtful``: a question mark is beside it. ``problem``: ``score_mismatch`` (the score is not likelihood ×
    impact, or no product of two levels at all; ``value`` stays as printed, but is None outside the scale),
    ``ambiguous_score`` (several numbers, so ``value`` is None; or two words of one axis, so that axis is None),
    ``unreadable_score`` (no number; or words that are no level beside it, and then no level is read), ``axes_unknown``
    (two levels of which nobody says which is which; then neither is read, unless they are equal).
    """

    value: int | None = None
    likelihood: int | None = None
    impact: int | None = None
    doubtful: bool = False
    problem: Problem | None = None


def parse_score(raw: str, scale: Scale) -> Score:
    """Read a score cell; blank is an empty Score.

    Its words are in either order (``16 Major/ Likely``); its levels may be printed as figures, beside their words
    (``Likely (4)``), behind their axes (``L4 I4``) or as a product in the order of the scale (``4 x 3 = 12``). Two
    figures without the score they make give it. What else the score is called (``Red 16``, ``16 - High``) does not
    count.
    """
    text = one_line(raw)
    doubtful = "?" in text
    text = text.replace("?", " ")
    if not text.strip():
        return Score(doubtful=doubtful, problem=Code.UNREADABLE_SCORE if doubtful else None)
    unordered = set(_product(scale).findall(text)) if scale.first is None else set()
    figures, text = _take_figures(text, scale)
    numbers, rest = _take(_NUMBER, text)
    likelihoods, rest = _take_levels("likelihood", rest, scale)
    impacts, rest = _take_levels("impact", rest, scale)
    plain = _PUNCTUATION.fullmatch(_called().sub(" ", rest)) is not None
    likelihoods, impacts = figures["likelihood"] + likelihoods, figures["impact"] + impacts
    likelihood = _sole(likelihoods) if plain else None
    impact = _sole(impacts) if plain else None
    value = _whole(numbers[0]) if len(numbers) == 1 else None
    made = {int(one) * int(other) for one, other in unordered}
    if not numbers and all(figures.values()) and likelihood and impact:
        value = _sole(list(made)) if made else likelihood * impact
    unlike = any(one != other for one, other in unordered)
    if unlike or (made and value not in made):
        likelihood = impact = None
    problem: Problem | None = None
    if len(numbers) > 1 or len(unordered) > 1 or len(set(likelihoods)) > 1 or len(set(impacts)) > 1:
        problem = Code.AMBIGUOUS_SCORE
    elif value is None or not plain:
        problem = Code.UNREADABLE_SCORE
    elif made and value not in made:
        problem = Code.SCORE_MISMATCH
    elif unlike:
        problem = Code.AXES_UNKNOWN
    elif not _is_product(value, likelihood, impact, scale):
        problem = Code.SCORE_MISMATCH
    if value is not None and not 1 <= value <= scale.largest:
        value = None
    return Score(value, likelihood, impact, doubtful, problem)


def parse_level(raw: str, axis: Axis, scale: Scale) -> int | None:
    """The level (from 1) in a cell of one axis: ``Likely (4)``, ``4 - Likely``, ``L4``, ``4``, ``Possible``.

    None for blank, and for anything else: a number and a word that differ, a word of the other axis, a level
    outside the scale.
    """
    numbers, rest = _take(_NUMBER, _behind(axis, scale).sub(r" \1 ", one_line(raw)))
    levels, rest = _take_levels(axis, rest, scale)
    level = _sole(levels + [_whole(number) for number in numbers])
    named = len(numbers) == 1 and not any(scale.words(axis))  # the words of the scale are not known: 4 - Major
    plain = _PUNCTUATION.fullmatch(rest) or (named and _NAME_OF_LEVEL.fullmatch(rest))
    return level if level in _levels(axis, scale) and plain else None


def likelihood_rank(word: str) -> int | None:
    """How likely a word says something is on any scale, the least first; None for a word that says nothing of that."""
    return next((at for at, words in enumerate(load("values/scores")["likelihoods"]) if word.lower() in words), None)


def _levels(axis: Axis, scale: Scale) -> range:
    return range(1, scale.highest(axis) + 1)


def _is_product(value: int, likelihood: int | None, impact: int | None, scale: Scale) -> bool:
    """Whether a score can come of the printed levels; one that is not printed may be any."""
    likelihoods = _levels("likelihood", scale) if likelihood is None else (likelihood,)
    impacts = _levels("impact", scale) if impact is None else (impact,)
    return any(value == one * other for one in likelihoods for other in impacts)


def _whole(digits: str) -> int | None:
    """A number; None for one of more digits than any score has: Python itself refuses to read 5,000 of them."""
    return int(digits) if len(digits) <= _MOST_DIGITS else None


def _sole(levels: Sequence[int | None]) -> int | None:
    return levels[0] if len(set(levels)) == 1 else None


def _take_figures(text: str, scale: Scale) -> tuple[dict[Axis, list[int]], str]:
    """The levels that figures say they are, by axis, and the text without these figures.

    Beside its word a figure counts only where it is not the only one: ``4 Major/ Rare`` is a score of 4.
    """
    figures: dict[Axis, list[int]] = {"likelihood": [], "impact": []}
    products, text = _take(_product(scale), text)
    for axis in figures:
        at = 0 if axis == scale.first else 1
        found, text = _take(_behind(axis, scale), text)
        figures[axis] = [int(product[at]) for product in products] + [int(figure) for figure in found]
    if len(_NUMBER.findall(text)) > 1:
        for axis, levels in figures.items():
            text = _beside_words(axis, scale).sub(partial(_without, scale.words(axis), levels), text)
    return figures, text


def _without(words: Mapping[str, int], levels: list[int], match: re.Match[str]) -> str:
    """A word of an axis without the figures beside it that say the same, which are put to the ``levels``."""
    level = str(words[one_line(match["word"]).lower()])
    around = [match["before"], match["after"]]
    levels += [int(level)] * around.count(level)
    return " ".join(part for part in (around[0], match["word"], around[1]) if part and part != level)


def _take(pattern: re.Pattern[str], text: str) -> tuple[list[str], str]:
    """What a pattern finds, and the text without it."""
    return pattern.findall(text), pattern.sub(" ", text)


def _take_levels(axis: Axis, text: str, scale: Scale) -> tuple[list[int], str]:
    found, rest = _take(_words(axis, scale), text)
    words = scale.words(axis) if found else {}
    return [words[one_line(word).lower()] for word in found], rest


@cache
def _words(axis: Axis, scale: Scale) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(scale.words(axis))}\b", re.IGNORECASE)


@cache
def _product(scale: Scale) -> re.Pattern[str]:
    """Two levels and a sign of multiplication between them."""
    first, second = (_figure(axis, scale) for axis in sorted(AXES, key=lambda axis: axis != scale.first))
    return re.compile(rf"(?<![\d.])({first})\s*[x×*]\s*({second})(?![\d.])", re.IGNORECASE)


@cache
def _beside_words(axis: Axis, scale: Scale) -> re.Pattern[str]:
    """A word of an axis and the figures beside it: ``Likely (4)``, ``4 – Likely``."""
    figure, gap = rf"(?<!\d){_figure(axis, scale)}(?!\d)", r"[\s:.()\[\]–—-]{0,3}"
    return re.compile(
        rf"(?:(?P<before>{figure}){gap})?\b(?P<word>{any_of(scale.words(axis))})\b(?:{gap}(?P<after>{figure}))?",
        re.IGNORECASE,
    )


@cache
def _behind(axis: Axis, scale: Scale) -> re.Pattern[str]:
    """A figure behind the name of its axis: ``L4``, ``Impact: 4``."""
    names = any_of(scale.names[AXES.index(axis)])
    return re.compile(rf"(?<![^\W_]){names}\s{{0,9}}[:=–-]?\s{{0,9}}({_figure(axis, scale)})(?!\d)", re.IGNORECASE)


def _figure(axis: Axis, scale: Scale) -> str:
    return any_of(map(str, _levels(axis, scale)))


@cache
def _called() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(load('values/scores')['called'])}\b", re.IGNORECASE)
