"""Which statement of an entry is which statement of the same entry in another edition."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

from extractors.assignment import assign
from pipeline.history.comparison.words import holds, key, most_similar, part_similarity, similarity, spelt
from pipeline.store.tables import StatementRow

Pair = tuple[StatementRow, StatementRow]
Held = TypeVar("Held")

SIMILAR = 0.66
"""Similarity from which two statements of one field are one statement reworded. Below it are pairs that share only
the vocabulary of their subject, and single words with the same ending."""

SIMILAR_ELSEWHERE = 0.85
"""The same for statements of two fields: an action that became a control keeps most of its words."""

WORDS_HELD, WORDS_HELD_ELSEWHERE = 3, 4
"""Words from which a statement that stands whole in another, of one field or of two, is the same one shortened or
extended, however much was added: ``Incident reports`` alone stands in many."""

NEAR, NEAR_PART, NEAR_WORDS = 0.6, 0.8, 3
"""Similarity from which a statement of one edition is named beside one of the other that has no pair, for a person to
compare; that of one with a part of the other; and the words that both have at least."""

NEAR_ELSEWHERE, NEAR_WORDS_ELSEWHERE = 0.75, 4
"""The same for a statement of another entry, of which no part is compared: many share words."""

_OF_THE_RISK = ("cause", "consequence")
"""Fields that say what may happen. What is said of it, and what is done about it, share the words of their subject."""


def pair_statements(
    before: Sequence[StatementRow], after: Sequence[StatementRow]
) -> tuple[list[Pair], list[StatementRow], list[StatementRow]]:
    """The statements of one entry that belong together, one to one, then the rest of either side.

    First those that say the same in the same field, then the same in another, then the best pairs of similar ones and
    of those of which one holds the other.
    """
    pairs: list[Pair] = []
    left, right = list(before), list(after)
    for identity in (_in_field, _anywhere):
        same, left, right = _pair_same(left, right, identity)
        pairs += same
    scores = {
        (a, b): score for a, old in enumerate(left) for b, new in enumerate(right) if (score := _one_reworded(old, new))
    }
    chosen = assign(scores)
    pairs += [(left[a], right[b]) for a, b in chosen]
    lefts, rights = ({pair[side] for pair in chosen} for side in (0, 1))
    return pairs, _without(left, lefts), _without(right, rights)


@dataclass(frozen=True, slots=True)
class Said:
    """All statements of an edition, to look for one that is much like one of another edition.

    ``kinds`` has those that say what may happen and those that say what is done, and how each is spelt.
    """

    kinds: Mapping[bool, tuple[Sequence[StatementRow], Sequence[str]]]

    @classmethod
    def of(cls, rows: Iterable[StatementRow]) -> Self:
        """Those of some rows that have words enough to be told from others."""
        held: dict[bool, tuple[list[StatementRow], list[str]]] = {True: ([], []), False: ([], [])}
        for row in rows:
            words = spelt(row.text)
            if words.count(" ") + 1 >= NEAR_WORDS_ELSEWHERE:
                of_kind, spellings = held[row.field in _OF_THE_RISK]
                of_kind.append(row)
                spellings.append(words)
        return cls(held)

    def nearest(self, row: StatementRow) -> tuple[StatementRow, float] | None:
        """The statement that is most like one, and their similarity; None where none is near."""
        of_kind, spellings = self.kinds[row.field in _OF_THE_RISK]
        found = most_similar(spelt(row.text), spellings, NEAR_ELSEWHERE)
        return (of_kind[found[0]], found[1]) if found else None


NONE_SAID = Said.of(())
"""An edition without statements."""


def nearest(
    row: StatementRow, others: Sequence[StatementRow], edition: Said = NONE_SAID
) -> tuple[StatementRow, float] | None:
    """The statement of the other edition that is most like one that was paired with none, and their similarity.

    It is one of the ``others``, those of the same entry, or where none of these is near one of the whole ``edition``;
    None where none is near. It may be one that was paired with another: of a paragraph that became a list, one line
    alone can be its pair.
    """
    similarities = ((other, _when_near(row, other)) for other in others)
    near = [(other, score) for other, score in similarities if score is not None]
    return max(near, key=lambda each: each[1], default=None) or edition.nearest(row)


def out_of_order(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs to move, as few as can be, so that the others are in the order they were in."""
    ordered = sorted(pairs, key=lambda pair: pair[1].position)
    longest: list[list[int]] = []  # for each pair, the most pairs in order that end with it
    for at, (old, _) in enumerate(ordered):
        before = (row for row in longest if ordered[row[-1]][0].position < old.position)
        longest.append([*_longest(before), at])
    kept = set(_longest(longest))
    return _without(ordered, kept)


def _one_reworded(old: StatementRow, new: StatementRow) -> float:
    """The similarity of two statements that are one reworded, shortened or extended; 0 of others."""
    if not _may_be_one(old, new):
        return 0.0
    score = similarity(old.text, new.text)
    there = old.field == new.field
    held = holds(old.text, new.text, WORDS_HELD if there else WORDS_HELD_ELSEWHERE)
    return score if held or score >= (SIMILAR if there else SIMILAR_ELSEWHERE) else 0.0


def _when_near(row: StatementRow, other: StatementRow) -> float | None:
    """The similarity of two statements that a person should compare; None of others."""
    texts = row.text, other.text
    if min(len(text.split()) for text in texts) < NEAR_WORDS or not _may_be_one(row, other):
        return None
    score = similarity(*texts)
    return score if score >= NEAR or part_similarity(*texts) >= NEAR_PART else None


def _may_be_one(row: StatementRow, other: StatementRow) -> bool:
    return (row.field in _OF_THE_RISK) == (other.field in _OF_THE_RISK)


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
