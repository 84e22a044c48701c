"""Which way a page's text runs: a page that stands sideways, askew or in minute type is turned before it is read.

The page itself is turned, so that its words, its rules and its ink are all read from one upright page; places are
given on the page as it was.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium

from extractors.pdf.characters import Numbers
from extractors.pdf.objects import Frame, median
from extractors.pdf.page_words import TextPage
from extractors.places import Box

_SAMPLE = 120
"""Letters that show which way a page's text runs."""
_MOST = 0.7
"""More than this share of them run the way the page is read."""
_AGAIN = 2.5
"""Headings that run up the page are no more letters than this many times those of the page before, as counted here."""
_TILTED = (0.1, 5.0)
"""Degrees between which a page lies askew; by less no line is missed, by more it is meant."""
_READABLE = (2.5, 40.0)
"""Points of type size between which a page is read as it is; beyond, its unit is not the point (/UserUnit)."""
_USUAL = 8.0
"""Points of type size that it is brought to."""

_LETTER = re.compile(r"[^\W_]")

_Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Turn(NamedTuple):
    """How a page was turned: the frames it is seen in before and after, and the matrix of its content."""

    before: Frame
    after: Frame
    matrix: _Matrix = _AS_IT_IS

    @property
    def stale(self) -> bool:
        """Whether the open page still has the content that was there before."""
        return self.matrix != _AS_IT_IS

    def back(self, box: Box) -> Box:
        """Where a box of the turned page stands on the page as it was."""
        a, b, c, d, e, f = self.matrix
        area = a * d - b * c
        points = []
        for seen in ((x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)):
            x, y = self.after.in_file(*seen)
            x, y = x - e, y - f
            points.append(self.before.seen((d * x - c * y) / area, (a * y - b * x) / area))
        xs, ys = zip(*points, strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys)).rounded()


class Upright:
    """Turns the pages of one PDF upright, in order."""

    def __init__(self) -> None:
        self._turns = 0
        """The quarter turns by which the page before was turned."""
        self._aside = 0.0
        """How many of its letters ran another way: headings that do so may come again."""

    def turn(self, text_page: TextPage) -> Turn | None:
        """Turn the page of an open text page upright; None where it stands so, or shows no one direction."""
        angles, sizes = _letters(text_page)
        if not len(angles):
            return None
        page, before = text_page.page, text_page.frame
        quarters = np.rint(angles / 90)
        quarter = self._quarter((quarters % 4).astype(int).tolist(), before.rotation // 90, text_page)
        along = quarters % 4 == quarter
        if not along.any():
            along = np.ones(len(angles), dtype=np.bool_)
        tilt, size = median((angles - 90 * quarters)[along]), median(sizes[along])
        tilt = tilt if _TILTED[0] <= abs(tilt) <= _TILTED[1] else 0.0
        scale = 1.0 if _READABLE[0] <= size <= _READABLE[1] else _USUAL / size
        if before.rotation == 90 * quarter and not tilt and scale == 1.0:
            return None
        matrix = _AS_IT_IS
        if tilt or scale != 1.0:
            cos, sin = scale * math.cos(math.radians(tilt)), scale * math.sin(math.radians(tilt))
            matrix = (cos, -sin, sin, cos, 0.0, 0.0)
            _transform(page, before, matrix)
        page.set_rotation(90 * quarter)
        text_page.frame = Frame.of(page)
        return Turn(before, text_page.frame, matrix)

    def _quarter(self, quarters: Sequence[int], stands: int, text_page: TextPage) -> int:
        """The quarter turns that most letters run by; if none does, or only headings do, as on the page before."""
        most, count = Counter(quarters).most_common(1)[0]
        last = (stands + self._turns) % 4
        a_letter = len(text_page.text) / len(quarters)
        if count <= _MOST * len(quarters) or (most != last and count * a_letter <= _AGAIN * self._aside):
            most = last
        self._turns, self._aside = (most - stands) % 4, (len(quarters) - quarters.count(most)) * a_letter
        return most


def _letters(text_page: TextPage) -> tuple[Numbers, Numbers]:
    """The degrees that some letters of a page run at, anticlockwise in the file, and their sizes in points."""
    text, characters = text_page.text, text_page.characters
    step = max(1, len(text) // _SAMPLE)
    found = (_LETTER.search(text, at, at + step) for at in range(0, len(text), step))
    places = [letter.start() for letter in found if letter]
    a, b, c, d, *_ = characters.matrices(places)
    some = (a != 0) | (b != 0)
    sizes = np.array(characters.font_sizes(places)) * np.hypot(c, d)
    return np.degrees(np.arctan2(b, a))[some], sizes[some]


def _transform(page: Any, frame: Frame, matrix: _Matrix) -> None:
    """Change the content of a page by a matrix, and its edges with it; what stood outside of them stays out."""
    edges = pdfium.FS_RECTF(frame.left, frame.top, frame.right, frame.bottom)
    pdfium.FPDFPage_TransFormWithClip(page.raw, None, edges)
    pdfium.FPDFPage_TransFormWithClip(page.raw, pdfium.FS_MATRIX(*matrix), None)
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (frame.left, frame.right) for y in (frame.bottom, frame.top)]
    xs, ys = [a * x + c * y + e for x, y in corners], [b * x + d * y + f for x, y in corners]
    for set_box in (page.set_mediabox, page.set_cropbox):
        set_box(min(xs), min(ys), max(xs), max(ys))
