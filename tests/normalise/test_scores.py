"""Scores and levels of the 5 × 5 matrix."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.findings import Code
from extractors.records import Axis
from normalise.organisations.conventions import Scale
from normalise.values.scores import Score, parse_level, parse_score
from normalise.values.text import one_line
from tests.organisations import LANCASHIRE


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", Score()),
        (" \n ", Score()),
        ("12", Score(12)),
        ("16 Major/ Likely", Score(16, 4, 4)),
        ("16 (Major/ Likely )", Score(16, 4, 4)),
        ("12 Major/possible", Score(12, 3, 4)),
        ("12 possible / MAJOR", Score(12, 3, 4)),
        ("Likely\nMajor\n16", Score(16, 4, 4)),
        ("16Major/Likely", Score(16, 4, 4)),
        ("20 Almost  certain / major", Score(20, 5, 4)),
        ("15 Outstanding/possible", Score(15, 3, 5)),
        ("15 Outstanding/ possible ?", Score(15, 3, 5, doubtful=True)),
        ("16 Likely", Score(16, 4)),
        # the levels as figures, likelihood first unless their axes are named
        ("4 × 4", Score(16, 4, 4)),
        ("4 x 3 = 12", Score(12, 4, 3)),
        ("12 (4x3)", Score(12, 4, 3)),
        ("12 (I4 x L3)", Score(12, 3, 4)),
        ("L4 I4 = 16", Score(16, 4, 4)),
        ("Likelihood: 4 Impact: 3", Score(12, 4, 3)),
        ("Likely (4) x Major (4) = 16", Score(16, 4, 4)),
        ("16 - 4 Likely, 4 Major", Score(16, 4, 4)),
        ("4 Major/ Rare", Score(4, 1, 4)),
        ("15 (4x4)", Score(15, 4, 4, problem=Code.SCORE_MISMATCH)),
        ("Likely (3) x Major (4) = 12", Score(None, 4, 4, problem=Code.AMBIGUOUS_SCORE)),
        # what it is called besides
        ("Red 16", Score(16)),
        ("16 - High", Score(16)),
        ("Amber", Score(problem=Code.UNREADABLE_SCORE)),
        # not likelihood × impact, or no product at all
        ("15 Major/ Likely", Score(15, 4, 4, problem=Code.SCORE_MISMATCH)),
        ("15 Likely", Score(15, 4, problem=Code.SCORE_MISMATCH)),
        ("7", Score(7, problem=Code.SCORE_MISMATCH)),
        ("17", Score(17, problem=Code.SCORE_MISMATCH)),
        ("0", Score(None, problem=Code.SCORE_MISMATCH)),
        ("30", Score(None, problem=Code.SCORE_MISMATCH)),
        ("1600", Score(None, problem=Code.SCORE_MISMATCH)),
        # which of them?
        ("12 16", Score(None, problem=Code.AMBIGUOUS_SCORE)),
        ("12-16 Major/ Likely", Score(None, 4, 4, problem=Code.AMBIGUOUS_SCORE)),
        ("12.5", Score(None, problem=Code.AMBIGUOUS_SCORE)),
        ("12 Major/ Moderate", Score(12, problem=Code.AMBIGUOUS_SCORE)),
        # words that are no level
        ("Major/ Likely", Score(None, 4, 4, problem=Code.UNREADABLE_SCORE)),
        ("high", Score(problem=Code.UNREADABLE_SCORE)),
        ("?", Score(doubtful=True, problem=Code.UNREADABLE_SCORE)),
        ("16 Maj or/ Likely", Score(16, problem=Code.UNREADABLE_SCORE)),
        ("16 un-likely", Score(16, problem=Code.UNREADABLE_SCORE)),
        (">16", Score(16, problem=Code.UNREADABLE_SCORE)),
    ],
)
def test_scores(raw: str, expected: Score) -> None:
    assert parse_score(raw, LANCASHIRE.scale) == expected


@pytest.mark.parametrize(
    ("raw", "axis", "expected"),
    [
        ("Likely (4)", "likelihood", 4),
        ("4 - Likely", "likelihood", 4),
        ("Possible", "likelihood", 3),
        ("almost certain", "likelihood", 5),
        ("4", "likelihood", 4),
        ("L4", "likelihood", 4),
        ("I 4", "impact", 4),
        ("Impact: 4", "impact", 4),
        ("I4", "likelihood", None),
        ("Major (4)", "impact", 4),
        ("Outstanding", "impact", 5),
        ("", "impact", None),
        ("0", "impact", None),
        ("6", "impact", None),
        ("3 4", "impact", None),
        ("Likely (3)", "likelihood", None),
        ("Major", "likelihood", None),
        ("Major", "impact", 4),
        ("Major?", "impact", None),
        ("very likely", "likelihood", None),
        ("Likely/Possible", "likelihood", None),
    ],
)
def test_levels(raw: str, axis: Axis, expected: int | None) -> None:
    assert parse_level(raw, axis, LANCASHIRE.scale) == expected


@given(st.integers(1, 5), st.integers(1, 5))
def test_every_product_of_two_levels_is_a_score(likelihood: int, impact: int) -> None:
    assert parse_score(str(likelihood * impact), LANCASHIRE.scale) == Score(likelihood * impact)


@given(st.text())
def test_a_score_is_in_range_or_says_why_not(raw: str) -> None:
    score = parse_score(raw, LANCASHIRE.scale)
    assert score.value is None or 1 <= score.value <= 25
    assert score.value or score.problem or one_line(raw) == ""


OTHER = Scale(
    (("remote",), ("doubtful",), ("sure",)), ((), ("slight",), ("grave",), ("ruinous",)),
    (("probability", "p"), ("severity", "s")), first="impact",
)  # fmt: skip
"""Three levels of likelihood and four of impact, the lowest without a word."""


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("12", Score(12)),
        ("16", Score(None, problem=Code.SCORE_MISMATCH)),
        ("10", Score(10, problem=Code.SCORE_MISMATCH)),
        ("4 x 3", Score(12, 3, 4)),
        ("3 x 4", Score(None, problem=Code.AMBIGUOUS_SCORE)),  # four is no likelihood of this scale
        ("P2 S4", Score(8, 2, 4)),
        ("8 Ruinous/ Doubtful", Score(8, 2, 4)),
        ("Ruinous (4) Doubtful (2)", Score(8, 2, 4)),
        ("8 Major/ Unlikely", Score(8, problem=Code.UNREADABLE_SCORE)),
    ],
)
def test_another_scale_has_its_own_words_levels_and_order(raw: str, expected: Score) -> None:
    assert parse_score(raw, OTHER) == expected


@pytest.mark.parametrize(
    ("raw", "axis", "expected"),
    [("Sure", "likelihood", 3), ("4", "likelihood", None), ("S 4", "impact", 4), ("Slight", "impact", 2)],
)
def test_levels_of_another_scale(raw: str, axis: Axis, expected: int | None) -> None:
    assert parse_level(raw, axis, OTHER) == expected


def test_a_scale_without_words_reads_figures() -> None:
    bare = Scale(((),) * 10, ((),) * 10, (("l",), ("i",)))
    assert parse_score("L10 I9", bare) == Score(90, 10, 9)
    assert parse_score("10 x 10 = 100", bare) == Score(100, 10, 10)
    assert parse_level("10", "impact", bare) == 10
    assert parse_level("V. Likely (5)", "likelihood", bare) == 5


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("3 x 4", Score(12, problem=Code.AXES_UNKNOWN)),
        ("4 x 2", Score(8, problem=Code.AXES_UNKNOWN)),
        ("3 x 4 = 12", Score(12, problem=Code.AXES_UNKNOWN)),
        ("4 x 4", Score(16, 4, 4)),
        ("3 x 4 / 2 x 4", Score(problem=Code.AMBIGUOUS_SCORE)),
    ],
)
def test_a_product_of_levels_in_no_known_order_is_the_score_and_says_neither_level(raw: str, expected: Score) -> None:
    assert parse_score(raw, replace(LANCASHIRE.scale, first=None)) == expected
