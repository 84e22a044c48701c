"""What the papers of one organisation have in common, as the readers of values take it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extractors.records import Axis, Kind

Rating = Literal["red", "amber", "green"]


@dataclass(frozen=True, slots=True)
class IdScheme:
    """One run of identifiers: its letters, the kind of entry they say (None where they say none), and its slips.

    ``slips`` are other prints of the letters that are mistakes: read where the heading says the same kind, and
    reported. ``between`` are characters that are usually between letters and number, besides a blank and a full stop.
    """

    letters: str
    kind: Kind | None = None
    slips: tuple[str, ...] = ()
    between: str = ""


@dataclass(frozen=True, slots=True)
class Scale:
    """The matrix by which an organisation scores: likelihood times impact.

    ``likelihood`` and ``impact`` have, from level 1 on, the words of every level in lower case (none for a level
    without a word); ``names`` what each axis is called where a figure follows it, likelihood first; ``first``
    the axis that a product (``4 x 3``) gives first, None where nobody knows; ``colours`` what it is that a colour said
    of an entry alone is of.
    """

    likelihood: tuple[tuple[str, ...], ...]
    impact: tuple[tuple[str, ...], ...]
    names: tuple[tuple[str, ...], tuple[str, ...]]
    first: Axis | None = "likelihood"
    colours: Literal["score", "confidence"] = "score"

    def words(self, axis: Axis) -> dict[str, int]:
        """The words of an axis, with the level that each says."""
        levels = self.likelihood if axis == "likelihood" else self.impact
        return {word: level for level, words in enumerate(levels, 1) for word in words}

    def highest(self, axis: Axis) -> int:
        """The highest level of an axis; the lowest is 1."""
        return len(self.likelihood if axis == "likelihood" else self.impact)

    @property
    def largest(self) -> int:
        """The largest score: the product of the highest levels."""
        return self.highest("likelihood") * self.highest("impact")


@dataclass(frozen=True, slots=True)
class Calendar:
    """An organisation's fiscal year: the month it begins with (1 to 12), and which of its two years it is called by.

    ``label``: ``both`` (``2019/20``), or the year in which it begins (``first``) or ends (``last``) alone (``2019``).
    """

    first_month: int = 4
    label: Literal["both", "first", "last"] = "both"

    def fiscal_year(self, first: int) -> str:
        """The name of the fiscal year that begins in a calendar year."""
        if self.label == "both":
            return f"{first}/{(first + 1) % 100:02d}"
        return str(first + self._ends_later)

    def first_year(self, fiscal_year: str) -> int:
        """The calendar year in which a fiscal year begins, by its name."""
        return int(fiscal_year[:4]) - self._ends_later

    @property
    def _ends_later(self) -> bool:
        """Whether it is called by the year after the one in which it begins."""
        return self.label == "last" and self.first_month > 1


@dataclass(frozen=True, slots=True)
class Ratings:
    """How an organisation prints a confidence: by rating, its words in lower case, and its hues on the colour circle.

    A hue is a span of degrees, from and to, within 0 to 360.
    """

    words: tuple[tuple[Rating, tuple[str, ...]], ...]
    hues: tuple[tuple[Rating, tuple[tuple[float, float], ...]], ...]
