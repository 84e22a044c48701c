"""Red, amber and green are read from a word, or from the colour of a cell."""

from __future__ import annotations

import pytest

from normalise.organisations.conventions import Ratings
from normalise.values.confidence import Confidence, parse_confidence
from tests.organisations import LANCASHIRE


@pytest.mark.parametrize(
    ("fill", "value"),
    [
        ("#ff0000", "red"), ("#c00000", "red"), ("#ffc7ce", "red"),
        ("#ffc000", "amber"), ("#ffff00", "amber"), ("#ed7d31", "amber"), ("#ffeb9c", "amber"),
        ("#92d050", "green"), ("#00b050", "green"), ("#c6efce", "green"),
    ],
)  # fmt: skip
def test_a_colour_is_a_rating(fill: str, value: str) -> None:
    assert parse_confidence("", fill, LANCASHIRE.ratings) == Confidence(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("fill", [None, "#ffffff", "#f2f2f2", "#d9d9d9", "#000000"])
def test_no_colour_is_no_rating(fill: str | None) -> None:
    assert parse_confidence("", fill, LANCASHIRE.ratings) == Confidence()


@pytest.mark.parametrize("fill", ["#4472c4", "#7030a0"])
def test_another_colour_is_unclear(fill: str) -> None:
    assert parse_confidence("", fill, LANCASHIRE.ratings) == Confidence(None, unclear=True)


@pytest.mark.parametrize(("text", "value"), [("Red", "red"), ("A", "amber"), ("(GREEN)", "green")])
def test_a_word_is_a_rating(text: str, value: str) -> None:
    assert parse_confidence(text, None, LANCASHIRE.ratings) == Confidence(value)  # type: ignore[arg-type]


def test_a_word_stands_against_the_colour_under_it_and_is_unclear() -> None:
    assert parse_confidence("Green", "#ff0000", LANCASHIRE.ratings) == Confidence("green", unclear=True)
    assert parse_confidence("Green", "#00b050", LANCASHIRE.ratings) == Confidence("green")


def test_another_word_is_unclear() -> None:
    assert parse_confidence("On track", "#00b050", LANCASHIRE.ratings) == Confidence(None, unclear=True)


def test_another_organisation_may_have_other_words_and_colours() -> None:
    ratings = Ratings((("green", ("on course",)), ("red", ("adrift",))), (("green", ((200, 260),)),))
    assert parse_confidence("On course", None, ratings) == Confidence("green")
    assert parse_confidence("", "#0000ff", ratings) == Confidence("green")
    assert parse_confidence("green", None, ratings) == Confidence(None, unclear=True)
