"""How similar the entries of two editions are: by title, by all they say, by shared statements, owner and number."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from normalise.lineage.member import Edition, Member
from normalise.lineage.said import Counted, said_in, shortest
from normalise.values.text import folded
from normalise.values.wordings import load

Matrix = np.ndarray[Any, np.dtype[np.float64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

_NAMED = 6
"""How many shared words are named as evidence."""


_PAIRS = 1_000_000
"""How many pairs of entries two editions may make: 1,000 with 1,000, some twenty times the largest registers."""

_CELLS = 20_000_000
"""How many words times entries two editions may have: 160 MB for each of the tables of them."""


class TooLargeError(ValueError):
    """Two editions have more entries, or more words, than can be compared each with each."""


@dataclass(frozen=True, slots=True)
class Similarity:
    """How similar two entries are. Each part is from 0 to 1, and None where a source does not print what it needs.

    ``title`` and ``text`` are the share of the words' weight that both have, and ``body`` that of all but the titles;
    ``statements`` is the share of the shorter list, by length, that is in the longer one almost word for word. A
    word weighs the more, the fewer entries of the two editions have it. ``shared`` are the weightiest that both have.
    """

    title: float
    text: float | None
    statements: float | None
    owner: bool | None
    number: bool
    shared: tuple[str, ...] = ()
    body: float | None = None

    @property
    def score(self) -> float:
        """All of it as one number from 0 to 1, the parts joined as independent evidence."""
        weights: dict[str, float] = load("lineage/lineage")["weights"]
        unlike, same = (float(load("lineage/lineage")["text"][name]) for name in ("unlike", "same"))
        parts = {
            "title": self.title,
            "text": min(1.0, max(0.0, ((self.text or 0.0) - unlike) / (same - unlike))),
            "statements": self.statements or 0.0,
            "owner": float(self.owner or False),
            "number": float(self.number),
        }
        return 1.0 - math.prod(1 - weights[name] * value for name, value in parts.items())

    @property
    def evidence(self) -> str:
        """In words: what is similar, and by how much."""
        said = [f"title {self.title:.0%} alike"]
        if self.text is not None:
            said.append(f"text {self.text:.0%}")
        if self.statements is not None:
            said.append(f"{self.statements:.0%} of the statements shared")
        if self.owner is not None:
            said.append("same owner" if self.owner else "another owner")
        said.append("same number" if self.number else "another number")
        return "; ".join([", ".join(said), *(["both speak of " + ", ".join(self.shared)] if self.shared else [])])


def similarities(
    earlier: Edition, later: Edition, least: float, asked: Container[str] | None = None
) -> dict[tuple[str, str], Similarity]:
    """The similarity of every two entries of one kind that score at least ``least``, by their entry_ids.

    ``asked`` are the entries of the earlier edition that matter, by entry_id, where not all of them do. Those that
    share no word of their titles and hardly any of their texts are not asked for more: in a large register that is
    most, and statements compared letter by letter take long.

    Raises:
        TooLargeError: there are too many of them, or of their words, for that.
    """
    if len(earlier.members) * len(later.members) > _PAIRS:
        raise TooLargeError
    weighed = _Weighed(earlier, later)
    found: dict[tuple[str, str], Similarity] = {}
    for row, column in weighed.candidates():
        one, other = earlier.members[row], later.members[column]
        if asked is not None and one.entry_id not in asked:
            continue
        if one.kind == other.kind and (similarity := weighed.similarity(row, column)).score >= least:
            found[one.entry_id, other.entry_id] = replace(similarity, shared=weighed.shared_words(row, column))
    return found


class _Weighed:
    """The words of two editions, weighed by how few of their entries have them."""

    def __init__(self, earlier: Edition, later: Edition) -> None:
        self._sides = (earlier.members, later.members)
        common = frozenset(" ".join((earlier.organisation, later.organisation)).lower().split())
        said = [[said_in(member.title, member.body, common) for member in side] for side in self._sides]
        titles, bodies, texts = (
            [[getattr(each, part) for each in side] for side in said] for part in ("title", "body", "text")
        )
        entries = Counter(word for side in texts for counted in side for word in counted.roots)
        roots = sorted(entries)
        total = len(earlier.members) + len(later.members)
        if total * len(roots) > _CELLS:
            raise TooLargeError
        numbers = {word: number for number, word in enumerate(roots)}
        self._entries, self._roots = [each for side in said for each in side], roots
        self._weights: Matrix = np.array([math.log(1 + total / entries[word]) for word in roots])
        self._said = [_matrix(side, numbers) for side in texts]
        self._titled = [_matrix(side, numbers) > 0 for side in titles]
        self._bodied = [[bool(counted.roots) for counted in side] for side in bodies]
        self._bodies = self._cosines([_matrix(side, numbers) for side in bodies])
        self._texts = self._cosines(self._said)
        self._titles = self._shared_weight(*self._titled)
        self._titles[self._same_titles()] = 1.0
        self._alike = (self._titles > 0) | (self._texts > load("lineage/lineage")["text"]["unlike"])

    def candidates(self) -> Iterator[tuple[int, int]]:
        """Row and column of every two entries that have more in common than owner and number."""
        yield from ((int(row), int(column)) for row, column in np.argwhere(self._alike))

    def _same_titles(self) -> Mask:
        one, other = (np.array([folded(member.title) for member in side], dtype=object) for side in self._sides)
        same: Mask = (one[:, None] == other[None, :]) & (one != "")[:, None]
        return same

    def _cosines(self, sides: Sequence[Matrix]) -> Matrix:
        """The share of the words' weight that two texts have in common, each word counted as often as it is said."""
        one, other = (_unit(side * self._weights) for side in sides)
        return one @ other.T

    def _shared_weight(self, one: Mask, other: Mask) -> Matrix:
        """The weight of the words that two titles share, as the mean of its shares in either."""
        both = (one * self._weights) @ other.T
        ours, theirs = (one @ self._weights)[:, None], (other @ self._weights)[None, :]
        shares = [np.divide(both, side, out=np.zeros_like(both), where=side > 0) for side in (ours, theirs)]
        mean: Matrix = (shares[0] + shares[1]) / 2
        return mean

    def similarity(self, row: int, column: int) -> Similarity:
        one, other = self._sides[0][row], self._sides[1][column]
        title, text = float(self._titles[row, column]), float(self._texts[row, column])
        bodied = self._bodied[0][row] and self._bodied[1][column]
        return Similarity(
            title=title,
            text=text if bodied else None,
            body=float(self._bodies[row, column]) if bodied else None,
            statements=_shared_statements(one, other),
            owner=None if not (one.owners and other.owners) else not set(one.owners).isdisjoint(other.owners),
            number=one.risk_id == other.risk_id,
        )

    def shared_words(self, row: int, column: int) -> tuple[str, ...]:
        """The weightiest words that both have, those of both titles first."""
        titled = self._titled[0][row] & self._titled[1][column]
        said = (self._said[0][row] > 0) & (self._said[1][column] > 0)
        order = np.lexsort((-self._weights, ~titled))
        return tuple(self._words[number] for number in order[said[order]][:_NAMED])

    @cached_property
    def _words(self) -> list[str]:
        """What a person sees for each root. Of two editions years apart, nothing may be alike."""
        return shortest(set().union(*(each.words for each in self._entries)), self._roots)


def _matrix(texts: Sequence[Counted], numbers: dict[str, int]) -> Matrix:
    """A row for each text, a column for each word: the weight that it has there."""
    matrix = np.zeros((len(texts), len(numbers)))
    rows = np.repeat(np.arange(len(texts)), [len(counted.roots) for counted in texts])
    columns = [numbers[word] for counted in texts for word in counted.roots]
    matrix[rows, columns] = [weight for counted in texts for weight in counted.weights]
    return matrix


def _unit(matrix: Matrix) -> Matrix:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    unit: Matrix = np.divide(matrix, lengths, out=np.zeros_like(matrix), where=lengths > 0)
    return unit


def _shared_statements(one: Member, other: Member) -> float | None:
    """The share of the shorter list of statements, by length, that the longer one has; None where either has none."""
    shorter, longer = sorted((one.statements, other.statements), key=lambda side: sum(map(len, side)))
    if not shorter:
        return None
    same = load("lineage/lineage")["statements"]["same"] * 100
    best = process.cdist(shorter, longer, scorer=fuzz.ratio, score_cutoff=same).max(axis=1)
    kept = sum(len(text) for text, score in zip(shorter, best, strict=True) if score >= same)
    return kept / sum(map(len, shorter))
