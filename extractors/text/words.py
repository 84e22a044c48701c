"""The words a paper prints, how often and in which order: the evidence by which what was cut becomes whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.findings import Code
from extractors.lines.drafts import DraftFinding

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SOLID = re.compile(r"[^\W_]{2,}")
_OF_ONE_LETTER = "ai"


@dataclass(frozen=True, slots=True)
class Words:
    """How often each word is printed whole, in small letters, and each right after another; ``lines`` to search."""

    counts: Counter[str]
    pairs: Counter[tuple[str, str]]
    lines: tuple[str, ...]

    def known(self, word: str, besides: int = 0) -> bool:
        """Whether the paper prints a word whole more than ``besides`` times."""
        word = word.casefold()
        return self.counts[word] > besides and (len(word) > 1 or word in _OF_ONE_LETTER or word.isdigit())

    def prints(self, text: str) -> bool:
        """Whether the paper prints some words in this order on one line, in any case."""
        wanted = text.casefold()
        return any(wanted in line for line in self.lines)


def words_of(rows: Iterable[Sequence[str]]) -> Words:
    """The words of texts that are printed side by side in rows.

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
        lines += [text.casefold() for text in row if text]
    return Words(counts, pairs, tuple(lines))


def words_in(text: str) -> list[str]:
    """The words and numbers of a text, without punctuation."""
    return WORD.findall(text)


def is_noise(text: str) -> bool:
    """Whether a text holds no word: marks that a rendering made out of rules, specks and shadows."""
    return _SOLID.search(text) is None


def left_out(text: str, why: str) -> DraftFinding:
    """A report of words that are left out on purpose."""
    return DraftFinding(Code.IGNORED_TEXT, f"left out, for {why}: '{text}'")


def unread(text: str, where: str) -> DraftFinding:
    """A report of words that are not read: unless they are none, they may be of importance."""
    if is_noise(text):
        return left_out(text, "it holds no word")
    return DraftFinding(Code.UNREAD_TEXT, f"words {where} are not read: '{text}'")
