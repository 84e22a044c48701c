"""Which way a page's text runs: a page that stands sideways, askew or in minute type is turned before it is read.

The page itself is turned, so that its words, its rules and its ink are all read from one upright page; places are
given on the page as it was.
"""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.pdf.objects import Frame
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
        letters = list(_letters(text_page))
        if not letters:
            return None
        page, before = text_page.page, text_page.frame
        quarter = self._quarter([round(angle / 90) % 4 for angle, _ in letters], before.rotation // 90, text_page)
        tilt, size = _tilt_and_size([(a, s) for a, s in letters if round(a / 90) % 4 == quarter] or letters)
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


def _tilt_and_size(letters: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """By how many degrees letters are off the quarter turn they run by, and how large they are."""
    tilt = statistics.median(angle - 90 * round(angle / 90) for angle, _ in letters)
    return tilt, statistics.median(size for _, size in letters)


def _letters(text_page: TextPage) -> Iterator[tuple[float, float]]:
    """Some letters of a page, each by the degrees it runs at, anticlockwise in the file, and its size in points."""
    step = max(1, len(text_page.text) // _SAMPLE)
    words = (_LETTER.search(text_page.text, at, at + step) for at in range(0, len(text_page.text), step))
    places = [found.start() for found in words if found]
    characters = text_page.characters
    matrices = characters.matrices(places)[:4].T.tolist()
    for (a, b, c, d), size in zip(matrices, characters.font_sizes(places), strict=True):
        if a or b:
            yield math.degrees(math.atan2(b, a)), size * math.hypot(c, d)


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
