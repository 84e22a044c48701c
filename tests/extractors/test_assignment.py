"""Pairs are chosen for the best sum of all, not each for itself."""

from __future__ import annotations

import sys
from itertools import combinations, permutations, product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.assignment import assign

Scores = dict[tuple[int, int], float]

PLACES = st.tuples(st.integers(0, 4), st.integers(0, 4))
MATRICES = st.dictionaries(PLACES, st.integers(1, 60).map(float), max_size=14)


def greatest(scores: Scores) -> float:
    """The greatest sum of all choices, each tried."""
    lefts, rights = ({pair[side] for pair in scores} for side in (0, 1))
    size = min(len(lefts), len(rights))
    choices = (
        zip(chosen, order, strict=True)
        for chosen, order in product(combinations(sorted(lefts), size), permutations(sorted(rights), size))
    )
    return max((sum(scores.get(pair, 0.0) for pair in choice) for choice in choices), default=0.0)


def test_nothing_to_pair_is_no_pair() -> None:
    assert assign({}) == []


def test_the_best_pair_is_given_up_where_it_would_spoil_two() -> None:
    # Taken greedily, (0, 0) leaves nothing for 1: a sum of 10 against 17.
    assert assign({(0, 0): 10.0, (0, 1): 9.0, (1, 0): 8.0}) == [(0, 1), (1, 0)]


def test_a_pair_that_may_not_be_made_is_never_made() -> None:
    assert assign({(0, 0): 5.0, (1, 0): 4.0, (2, 7): 1.0}) == [(0, 0), (2, 7)]


def test_what_has_nothing_else_and_nothing_better_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    assert assign({(0, 0): 5.0, (0, 1): 6.0, (1, 0): 3.0, (1, 2): 9.0, (2, 0): 2.0}) == [(0, 1), (1, 2), (2, 0)]


def test_numbers_need_not_follow_on() -> None:
    assert assign({(30, 7): 1.0, (4, 900): 1.0}) == [(4, 900), (30, 7)]


@given(MATRICES)
def test_no_choice_has_a_greater_sum(scores: Scores) -> None:
    assert sum(scores[pair] for pair in assign(scores)) == greatest(scores)


@given(MATRICES)
def test_a_number_of_either_side_is_paired_once_at_most(scores: Scores) -> None:
    pairs = assign(scores)
    assert all(len({pair[side] for pair in pairs}) == len(pairs) for side in (0, 1))


@given(MATRICES, st.randoms(use_true_random=False))
def test_the_order_of_what_it_is_given_does_not_matter(scores: Scores, random: Random) -> None:
    shuffled = list(scores.items())
    random.shuffle(shuffled)
    assert assign(dict(shuffled)) == assign(scores)
