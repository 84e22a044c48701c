"""The words by which a risk is known: what it is about, in one form each."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from normalise.values.wordings import load

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SHORTEST = 2


def subject_words(text: str, common: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of a text that say what it is about, in order, each in its dictionary form and in lower case.

    ``safeguarding`` and ``safeguards`` are one word. Left out are words of every text, and those in ``common`` (in
    lower case): the name of the organisation is in every second title.
    """
    return tuple(_lemma(word) for word in telling_words(text, common))


def telling_words(text: str, common: frozenset[str] = frozenset()) -> list[str]:
    """The same words as printed: for a few titles no dictionary need be loaded."""
    found = (word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text))
    empty = _stopwords() | common
    return [word for word in found if len(word) >= _SHORTEST and word not in empty]


@cache
def root(word: str) -> str:
    """What a word shares with related ones: ``integration`` and ``integrate`` → ``integr``."""
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(load("lineage/lineage")["stopwords"])


@cache
def _lemma(word: str) -> str:
    import simplemma  # its dictionaries take time to load

    return simplemma.lemmatize(word, lang="en")
