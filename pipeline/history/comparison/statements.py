"""Which statement of an entry is which statement of the same entry in another edition."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import TypeVar

from extractors.assignment import assign
from pipeline.history.comparison.words import key, similarity
from pipeline.store.tables import StatementRow

Pair = tuple[StatementRow, StatementRow]
Held = TypeVar("Held")

SIMILAR = 0.66
"""Similarity from which two statements of one field are one statement reworded. Below it are pairs that share only
the vocabulary of their subject, and single words with the same ending."""

SIMILAR_ELSEWHERE = 0.85
"""The same for statements of two fields: an action that became a control keeps most of its words."""


def pair_statements(
    before: Sequence[StatementRow], after: Sequence[StatementRow]
) -> tuple[list[Pair], list[StatementRow], list[StatementRow]]:
    """The statements of one entry that belong together, one to one, then the rest of either side.

    First those that say the same in the same field, then the same in another, then the best pairs of similar ones.
    """
    pairs: list[Pair] = []
    left, right = list(before), list(after)
    for identity in (_in_field, _anywhere):
        same, left, right = _pair_same(left, right, identity)
        pairs += same
    scores = {
        (a, b): score
        for a, old in enumerate(left)
        for b, new in enumerate(right)
        if (score := similarity(old.text, new.text)) >= (SIMILAR if old.field == new.field else SIMILAR_ELSEWHERE)
    }
    chosen = assign(scores)
    pairs += [(left[a], right[b]) for a, b in chosen]
    lefts, rights = ({pair[side] for pair in chosen} for side in (0, 1))
    return pairs, _without(left, lefts), _without(right, rights)


def out_of_order(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs to move, as few as can be, so that the others are in the order they were in."""
    ordered = sorted(pairs, key=lambda pair: pair[1].position)
    longest: list[list[int]] = []  # for each pair, the most pairs in order that end with it
    for at, (old, _) in enumerate(ordered):
        before = (row for row in longest if ordered[row[-1]][0].position < old.position)
        longest.append([*_longest(before), at])
    kept = set(_longest(longest))
    return _without(ordered, kept)


def _longest(rows: Iterable[list[int]]) -> list[int]:
    return max(rows, key=len, default=[])


def _without(rows: Sequence[Held], numbers: Collection[int]) -> list[Held]:
    return [row for at, row in enumerate(rows) if at not in numbers]


def _in_field(row: StatementRow) -> Hashable:
    return row.field, key(row.text)


def _anywhere(row: StatementRow) -> Hashable:
    return key(row.text)


def _pair_same(
    left: Sequence[StatementRow], right: Sequence[StatementRow], identity: Callable[[StatementRow], Hashable]
) -> tuple[list[Pair], list[StatementRow], list[StatementRow]]:
    """The rows that are the same by an identity, in order of the left, then the rest of either side."""
    held: defaultdict[Hashable, deque[int]] = defaultdict(deque)
    for at, row in enumerate(right):
        held[identity(row)].append(at)
    pairs, rest, used = [], [], set()
    for row in left:
        if same := held[identity(row)]:
            used.add(at := same.popleft())
            pairs.append((row, right[at]))
        else:
            rest.append(row)
    return pairs, rest, _without(right, used)
