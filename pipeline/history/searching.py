"""Which texts have some words, in whatever form and order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise

from normalise.lineage.words import root

_WORD = re.compile(r"[^\W_]+(?:['’‘\u00ad‐‑-][^\W_]+)*")
"""A word, with what hyphens and apostrophes join to it."""
_HYPHEN = re.compile("[‐‑-]")
_UNSEEN = re.compile("['’‘\u00ad]")
"""What is within a word and no part of it: ``council's`` is searched for as ``councils``, which has the same stem."""

Stems = frozenset[str]


@dataclass(frozen=True, slots=True)
class Search:
    """The words of a search as typed, and for each the sets of stems of which a text must have one."""

    words: tuple[str, ...]
    ways: tuple[tuple[Stems, ...], ...]

    @classmethod
    def of(cls, text: str) -> Search:
        """The search for the words of a text.

        Raises:
            ValueError: it has none.
        """
        words = tuple(_WORD.findall(text))
        if not words:
            raise ValueError("say what to search for: a word, or several")
        return cls(words, tuple(map(_ways, words)))

    def finds(self, text: str) -> bool:
        """Whether a text has all the words."""
        stems = text_stems(text)
        return all(_has(stems, ways) for ways in self.ways)

    def remark(self, texts: Iterable[str]) -> str | None:
        """How many of some texts have each of several words; None for a single word."""
        if len(self.words) == 1:
            return None
        held = [text_stems(text) for text in texts]
        counts = (
            f"{word}: {sum(_has(stems, ways) for stems in held)}"
            for word, ways in zip(self.words, self.ways, strict=True)
        )
        return f"no text has all of these words; texts that have each of them: {', '.join(counts)}"


def text_stems(text: str) -> Stems:
    """The stems of the words of a text; of two that follow each other, with a hyphen or not, also that of both as one.

    ``Health-care`` and ``health care`` have those of ``health``, ``care`` and ``healthcare``.
    """
    parted = list(map(_parts, _WORD.findall(text)))
    words, whole = [*chain.from_iterable(parted)], map("".join, parted)
    return frozenset(map(root, (*words, *whole, *map("".join, pairwise(words)))))


def _ways(word: str) -> tuple[Stems, ...]:
    """The ways in which a text may have a word: as one, or with each two of its parts together."""
    parts = _parts(word)
    whole = frozenset({root("".join(parts))})
    return (whole, frozenset(map(root, map("".join, pairwise(parts))))) if len(parts) > 1 else (whole,)


def _parts(word: str) -> list[str]:
    return _HYPHEN.split(_UNSEEN.sub("", word).casefold())


def _has(stems: Stems, ways: Iterable[Stems]) -> bool:
    return any(way <= stems for way in ways)
