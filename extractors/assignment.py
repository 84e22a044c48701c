"""The best way to pair the things of two sides one to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping


def assign(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs, each side's number at most once, whose scores have the greatest sum; in order of the left side.

    ``scores`` holds only the pairs that may be made, each with a score above 0: what is not in it is never paired.
    Taking the best pair first, and so on down, would let one good pair spoil two.
    """
    pairs: list[tuple[int, int]] = []
    disputed = dict(sorted(scores.items()))
    while plain := _plain(disputed):
        pairs += plain
        lefts, rights = map(set, zip(*plain, strict=True))
        disputed = {pair: score for pair, score in disputed.items() if pair[0] not in lefts and pair[1] not in rights}
    return sorted([*pairs, *_best(disputed)] if disputed else pairs)


def _plain(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Pairs of which one side has nothing else and the other nothing better: no sum without them is greater."""
    options: dict[tuple[int, int], list[float]] = defaultdict(list)
    for pair, score in scores.items():
        for side in enumerate(pair):
            options[side].append(score)
    greatest = {side: max(open_to) for side, open_to in options.items()}
    taken: set[tuple[int, int]] = set()
    plain = []
    for pair, score in scores.items():
        sides = set(enumerate(pair))
        best = all(score == greatest[side] for side in sides)
        if best and any(len(options[side]) == 1 for side in sides) and taken.isdisjoint(sides):
            taken |= sides
            plain.append(pair)
    return plain


def _best(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    # Half a second to load, and hardly any table or edition leaves something to choose.
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    lefts, rights = (sorted({pair[side] for pair in scores}) for side in (0, 1))
    rows, columns = ({number: at for at, number in enumerate(side)} for side in (lefts, rights))
    matrix = np.zeros((len(lefts), len(rights)))
    for (left, right), score in scores.items():
        matrix[rows[left], columns[right]] = score
    chosen = zip(*linear_sum_assignment(matrix, maximize=True), strict=True)
    pairs = ((lefts[row], rights[column]) for row, column in chosen)
    return [pair for pair in pairs if pair in scores]
