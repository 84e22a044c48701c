"""The colours of scores, the same wherever scores are shown: in a workbook and in charts.

Risks and opportunities have scales of their own, since the ones are to fall and the others to rise. Both go from light
to dark, so that they are told apart by the colour-blind and on grey paper: ColorBrewer's Oranges and Blues, one blue
made lighter for the letters on it.
"""

from __future__ import annotations

import math
from typing import NamedTuple

COLOURS = {
    "risk": ("FEEDDE", "FDBE85", "FD8D3C", "E6550D", "A63603"),
    "opportunity": ("EFF3FF", "BDD7E7", "6BAED6", "4A98C9", "08519C"),
}
"""From the lowest score to the highest."""

LARGEST = 25
"""The largest score of a 5×5 matrix; where a history has a larger one, colours go by that."""

DARK = 4
"""The step of a scale from which on it takes white letters."""


class Colour(NamedTuple):
    """What a score is shown on (``RRGGBB``), and whether letters on it are white."""

    fill: str
    dark: bool


def score_colour(kind: str, score: int, largest: int) -> Colour | None:
    """The colour of a score from 1 to ``largest``; None of a kind of entry that has no scale."""
    if (colours := COLOURS.get(kind)) is None:
        return None
    step = min(math.ceil(score / largest * len(colours)), len(colours)) - 1
    return Colour(colours[step], step >= DARK)
