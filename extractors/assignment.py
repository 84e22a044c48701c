"""The best way to pair the things of two sides one to one."""

from __future__ import annotations

import math
from collections import Counter, defaultdict, deque
from collections.abc import Mapping

_ENOUGH = 1e-9
"""A sum that is greater by less than this is as good: floats do not add up exactly."""


def assign(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs, each side's number at most once, whose scores have the greatest sum; in order of the left side.

    ``scores`` holds only the pairs that may be made, each with a score above 0: what is not in it is never paired.
    Taking the best pair first, and so on down, would let one good pair spoil two.
    """
    lefts, rights = (Counter(pair[side] for pair in scores) for side in (0, 1))
    alone = {pair for pair in scores if lefts[pair[0]] == rights[pair[1]] == 1}
    disputed = {pair: score for pair, score in scores.items() if pair not in alone}
    return sorted([*alone, *_best(disputed)])


def _best(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The pairs of the greatest sum: each left number is taken in by the chain of exchanges that adds most.

    In a chain it takes a right number from its holder, who takes another's, until one takes what is free or is left
    without. (The library that has this takes half a second to load.)
    """
    options: dict[int, dict[int, float]] = defaultdict(dict)
    for (left, right), score in sorted(scores.items()):
        options[left][right] = score
    holder: dict[int, int] = {}
    for newcomer in options:
        gains, loses, waiting = {newcomer: 0.0}, dict[int, tuple[int, int]](), deque([newcomer])
        most, last = _ENOUGH, None
        while waiting:
            left = waiting.popleft()
            for right, score in options[left].items():
                other, gain = holder.get(right), gains[left] + score
                if other is not None:
                    gain -= options[other][right]
                    if gain <= gains.get(other, -math.inf) + _ENOUGH:
                        continue
                    gains[other], loses[other] = gain, (right, left)
                    waiting.append(other)
                if gain > most:
                    most, last = gain, (right, left)
        while last:
            right, left = last
            holder[right], last = left, loses.get(left)
    return [(left, right) for right, left in holder.items()]
