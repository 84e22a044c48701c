"""How confident an owner is that a target is reached: a word in a cell, or the colour of the cell."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

from normalise.organisations.conventions import Rating, Ratings
from normalise.values.text import one_line

_FAINTEST = 0.1
"""Saturation below which a fill is white or grey, as headings and cells of no rating are."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """A rating as read: ``value`` is None where there is none.

    ``unclear``: the cell holds another word, or another colour, so ``value`` is None; or its word and its colour
    differ, and then the word counts. Worth a finding.
    """

    value: Rating | None = None
    unclear: bool = False


def parse_confidence(text: str, fill: str | None, ratings: Ratings) -> Confidence:
    """Read the cell of one quarter: its text, or, where it has none, its fill (``#rrggbb``)."""
    word = one_line(text).strip(" .()").lower()
    colour, odd = _rating_of(fill, ratings)
    if not word:
        return Confidence(colour, odd)
    value = next((rating for rating, words in ratings.words if word in words), None)
    return Confidence(value, value is None or (colour is not None and colour != value))


def _rating_of(fill: str | None, ratings: Ratings) -> tuple[Rating | None, bool]:
    """The rating a fill shows, and whether it is a colour that shows none."""
    if fill is None:
        return None, False
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, saturation, brightness = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < _FAINTEST or brightness < _FAINTEST:
        return None, False
    for rating, spans in ratings.hues:
        if any(low <= hue * 360 <= high for low, high in spans):
            return rating, False
    return None, True
