"""The words of a score matrix that nobody has written down, learnt from the scores that one register prints with them.

``12 Serious/Likely`` alone says no level; with ``9 Serious/Possible`` and others beside it, only one set of levels may
be possible. Then it is read, else not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from extractors.records import Axis
from normalise.organisations.conventions import Scale
from normalise.values.scores import likelihood_rank
from normalise.values.text import one_line

_NAME = r"[^\W\d][^/\d]{0,60}"
_PRINTED = re.compile(rf"(?P<score>\d{{1,2}})\W+(?P<first>{_NAME}?)\s?/\s?(?P<second>{_NAME})|"
                      rf"(?P<one>{_NAME}?)\s?/\s?(?P<other>{_NAME}?)\W+(?P<after>\d{{1,2}})")  # fmt: skip
_STATED = re.compile(
    r"\b(?P<first>likelihood|probability|impact|severity|consequence)s?\W{0,9}(?:\(\w\)\W{0,9})?"
    r"(?:[x×*]|times|multiplied (?:by|with))\W{0,9}(?:the )?"
    r"(?P<second>likelihood|probability|impact|severity|consequence)",
    re.IGNORECASE,
)
_HIGHEST = 7
"""No matrix in use has more levels."""


class _Product(NamedTuple):
    score: int
    likelihood: str
    impact: str


def stated_first(texts: Iterable[str]) -> Axis | None:
    """The axis that a paper names first where it says what a score is: ``likelihood times impact``; None for both."""
    found = {_axis(match["first"]) for text in texts for match in _STATED.finditer(text)
             if _axis(match["first"]) != _axis(match["second"])}  # fmt: skip
    return found.pop() if len(found) == 1 else None


def _axis(word: str) -> Axis:
    return "likelihood" if word[0].casefold() in "lp" else "impact"


def with_learnt_words(scale: Scale, texts: Iterable[str]) -> Scale:
    """A scale without words of its own, with those whose level the texts of some scores leave no doubt about.

    A scale that has words stays as it is.
    """
    if any(scale.words("likelihood")) or any(scale.words("impact")):
        return scale
    products = list(_products(texts))
    if not products:
        return scale
    levels = _sure(products)
    axes = {"likelihood": {each.likelihood for each in products}, "impact": {each.impact for each in products}}
    named = {axis: {word: levels[word] for word in words if word in levels} for axis, words in axes.items()}
    return replace(
        scale,
        likelihood=_by_level(named["likelihood"], scale.highest("likelihood")),
        impact=_by_level(named["impact"], scale.highest("impact")),
    )


def _products(texts: Iterable[str]) -> Iterator[_Product]:
    """The scores that stand with two words, of which one is a likelihood by the words it is made of."""
    for text in dict.fromkeys(map(one_line, texts)):
        if (found := _PRINTED.fullmatch(text)) is None:
            continue
        first, second = (found["first"] or found["one"], found["second"] or found["other"])
        words = [word.strip().lower() for word in (first, second)]
        likely = [likelihood_rank(word) is not None for word in words]
        if likely.count(True) == 1:
            at = likely.index(True)
            yield _Product(int(found["score"] or found["after"]), words[at], words[1 - at])


def _sure(products: Sequence[_Product]) -> dict[str, int]:
    """The words that have one level in every set of levels that gives all the scores."""
    likelihoods = sorted({each.likelihood for each in products}, key=lambda word: likelihood_rank(word) or 0)
    found = [levels for chosen in _rising(likelihoods) if (levels := _impacts(chosen, products)) is not None]
    words = found[0] if found else {}
    return {word: level for word, level in words.items() if all(each[word] == level for each in found)}


def _rising(words: Sequence[str], least: int = 1) -> Iterator[dict[str, int]]:
    """Every way to give likelihoods levels that rise as they do."""
    if not words:
        yield {}
        return
    for level in range(least, _HIGHEST + 1):
        for rest in _rising(words[1:], level + 1):
            yield {words[0]: level, **rest}


def _impacts(likelihoods: Mapping[str, int], products: Sequence[_Product]) -> dict[str, int] | None:
    """The levels of all words, given those of the likelihoods; None where the scores do not allow it."""
    levels = dict(likelihoods)
    for each in products:
        impact, rest = divmod(each.score, likelihoods[each.likelihood])
        if rest or not 1 <= impact <= _HIGHEST or levels.setdefault(each.impact, impact) != impact:
            return None
    return levels


def _by_level(words: Mapping[str, int], highest: int) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(word for word, at in words.items() if at == level) for level in range(1, highest + 1))
