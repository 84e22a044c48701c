"""The words a paper prints, how often and in which order: the evidence by which what was cut becomes whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SOLID = re.compile(r"[^\W_]{2,}")
_OF_ONE_LETTER = "ai"


@dataclass(frozen=True, slots=True)
class Words:
    """How often each word stands whole, in small letters, and each right after another; ``lines`` to search."""

    counts: Counter[str]
    pairs: Counter[tuple[str, str]]
    lines: tuple[str, ...]

    def known(self, word: str, besides: int = 0) -> bool:
        """Whether the paper prints a word whole more than ``besides`` times."""
        word = word.casefold()
        return self.counts[word] > besides and (len(word) > 1 or word in _OF_ONE_LETTER or word.isdigit())

    def stands(self, text: str) -> bool:
        """Whether the paper prints some words in this order on one line, in any case."""
        wanted = _searchable(text)
        return any(wanted in line for line in self.lines)


def words_of(rows: Iterable[Sequence[str]]) -> Words:
    """The words of texts that stand side by side in rows.

    A word with another text right beside it may be half of one that was cut, and does not count.
    """
    counts: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    lines: list[str] = []
    for row in rows:
        for before, text, after in zip(("", *row), row, (*row[1:], ""), strict=False):
            whole = words_in(text.casefold())[bool(before) :]
            whole = whole[:-1] if after else whole
            counts.update(whole)
            pairs.update(pairwise(whole))
        lines += map(_searchable, filter(None, row))
    return Words(counts, pairs, tuple(lines))


def words_in(text: str) -> list[str]:
    """The words and numbers of a text, without punctuation."""
    return WORD.findall(text)


def is_noise(text: str) -> bool:
    """Whether a text holds no word: marks that a rendering made out of rules, specks and shadows."""
    return _SOLID.search(text) is None


def _searchable(text: str) -> str:
    return " ".join(text.casefold().split())
