"""The best way to pair the things of two sides one to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping


def assign(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs, each side's number at most once, whose scores have the greatest sum; in order of the left side.

    ``scores`` holds only the pairs that may be made, each with a score above 0: what is not in it is never paired.
    Taking the best pair first, and so on down, would let one good pair spoil two.
    """
    lefts, rights = (Counter(pair[side] for pair in scores) for side in (0, 1))
    alone = {pair for pair in scores if lefts[pair[0]] == rights[pair[1]] == 1}
    disputed = {pair: score for pair, score in scores.items() if pair not in alone}
    return sorted([*alone, *_best(disputed)] if disputed else alone)


def _best(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    # Half a second to load, and most tables and editions leave nothing to choose.
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
