"""The words that an entry says, counted: once, since most entries say the same in many editions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from normalise.lineage.words import root, subject_words


@dataclass(frozen=True, slots=True)
class Counted:
    """What words share with related ones (``root``), each once, and its weight: 1, and more where it is said again."""

    roots: tuple[str, ...]
    weights: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """The words of an entry, each once, and their roots counted in its title, in its body and in both together."""

    words: frozenset[str]
    title: Counted
    body: Counted
    text: Counted


@lru_cache(maxsize=2048)
def said_in(title: str, body: str, common: frozenset[str]) -> Said:
    """What an entry of this title and body says, but for ``common`` words (see ``subject_words``)."""
    words = subject_words(title, common), subject_words(body, common)
    titled, bodied = (Counter(map(root, part)) for part in words)
    return Said(frozenset().union(*words), _counted(titled), _counted(bodied), _counted(titled + bodied))


def shortest(words: Iterable[str], roots: Iterable[str]) -> list[str]:
    """For each root, the shortest word that has it: what a person sees for all of them."""
    named: dict[str, str] = {}
    for word in sorted(words, key=lambda word: (len(word), word)):
        named.setdefault(root(word), word)
    return [named[each] for each in roots]


def _counted(roots: Counter[str]) -> Counted:
    return Counted(tuple(roots), tuple(1 + math.log(count) for count in roots.values()))
