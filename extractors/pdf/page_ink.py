"""What a page shows, held against what its text says: a word without ink of its own is not on the page.

The page is drawn twice, small: with its text and without. Where the two pictures do not differ, no text is to be
seen, whatever hides it: its colour, a box or picture over it, a clip, a layer that is off, the page's edge. Words
that lie on one another are drawn on pictures of their own, so that none lends its ink to another.
"""

from __future__ import annotations

import ctypes
import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cached_property, reduce
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from pypdfium2 import PdfBitmap

from extractors.findings import Code
from extractors.pdf.boxes import overlapping, plainly_inked
from extractors.pdf.characters import Numbers, activate, handle_of
from extractors.pdf.objects import Word, Words, median
from extractors.pdf.page_words import TextPage
from extractors.places import Box

_SEEN = 12
"""A difference of grey, or of one colour, (of 255) that an eye can see."""
_SMALLEST, _SMALLER = 2.0, 0.5
"""Points of type size below which nobody reads a word, where most words of the page are more than twice as large."""
_TYPE = 6.0
"""Pixels of type size that a page is drawn with at least; the type of most pages is larger than that in points."""
_LARGEST_SCALE = 6.0
_CLOSE = 4.0
"""Pixels a point at which the shape of a small drawing shows."""
_LEAST = 0.2
"""Type sizes that the ink of a letter or figure is high at least; less is a trace at the edge of what hides it."""
_NARROWEST = 0.6
"""Share of its outline that the ink of a single letter or figure is wide at least."""
_MARGIN = 2.0
"""Points below words that are drawn with them."""
_OVERLAP = 0.3
"""Words that share more than this of the smaller one's area lie on one another."""
_ABOVE, _BELOW = 0.8, 0.22
"""Type sizes that glyphs stand above their baseline, and below it."""
_HIGH, _LOW = 0.4, 0.2
"""Type sizes above the baseline that the ink of letters reaches, and that it comes down to, where nothing covers it."""
_OFTEN = 0.3
"""Where the ink of more than this share of a page's words does not, it is their font that is low, and no cover."""
_SHORT = 0.7
"""Type sizes by which ink may end before its word does; where it is more, some of the word's letters are hidden."""
_DARKER = 80
"""Grey by which letters in a picture are darker than the paper they stand on."""
_NEARLY_ALL = 0.8

_LETTER = re.compile(r"[^\W_]")
_TALL = re.compile(r"[A-Z\dbdfhklt]")
"""Letters that stand well over half a type size high."""

_Mask = NDArray[np.bool_]
_Pixels = NDArray[np.uint8]

_MEMORY = (ctypes.c_ubyte * (1 << 21))()
"""What a picture is drawn in that is soon done with: new memory for each takes a tenth of the time."""


class PartedWords(NamedTuple):
    """The words of a page that it shows, and those that it does not."""

    words: Words
    hidden: list[Word]


class PageInk:
    """The pictures of one open page, ``scale`` pixels a point as seen.

    ``bare`` is the one without text, in grey, and ``text`` where the one with text differs from it.
    """

    bare: _Pixels
    text: _Mask

    def __init__(self, text_page: TextPage, words: Words, holders: Mapping[int, int]) -> None:
        self._text_page, self._words, self._holders = text_page, words, holders
        size = median(words.measures[3]) if words else _TYPE
        self._smallest = min(_SMALLEST, _SMALLER * size)
        self.scale = min(max(1.0, _TYPE / size), _LARGEST_SCALE)

    def shown(self) -> PartedWords:
        """Part the words by whether they have ink of their own; one that is half hidden is parted itself."""
        layers = self._layers(all_bounds(self._words.measures))
        shown, hidden = self._parted(self._words, layers, grey=True)
        if any(word.size >= self._smallest for word in hidden):  # two colours can be the same grey
            more, hidden = self._parted(Words(hidden), layers, grey=False)
            shown = Words(sorted([*shown, *more], key=lambda word: word.span)) if more else shown
        return PartedWords(shown, hidden)

    def pictured(self, words: Sequence[Word]) -> bool:
        """Whether a picture on the page shows something at nearly each of these words: they lie over a scan of them."""
        grey = self.bare[:, :, 0]
        boxes = [grey[self._at(word)] for word in words]
        shown = sum(1 for box in boxes if box.size and int(box.max()) - int(box.min()) > _DARKER)
        return shown >= _NEARLY_ALL * len(words)

    def lie_under(self, hidden: Sequence[Word], shown: Sequence[Word]) -> bool:
        """Whether any of the words that are hidden lies on one that is shown."""
        if not hidden:
            return False
        pairs = overlapping(all_bounds(Words((*hidden, *shown)).measures), _OVERLAP)
        return any(one < len(hidden) <= other for one, other in pairs)

    def leave_out(self, words: Iterable[Word]) -> None:
        """Take the texts that words are written in off the page for good."""
        gone = {self._text_page.object_at(word.span[0]) for word in words}
        activate(gone.intersection(self._holders), active=False)

    def text_of(self, word: Word) -> int:
        """What words that are written in one go have in common, as have those of one form field's value."""
        key = self._text_page.object_at(word.span[0])
        return self._holders.get(key, key) if self.is_field(word) else key

    def is_field(self, word: Word) -> bool:
        """Whether a word is of the value of a form field, whose appearance marks it as /Tx."""
        key = self._text_page.object_at(word.span[0])
        item = handle_of(key)
        return key in self._holders and any(
            _mark_name(pdfium.FPDFPageObj_GetMark(item, number)) == "Tx"
            for number in range(pdfium.FPDFPageObj_CountMarks(item))
        )

    def _parted(self, words: Words, layers: Mapping[int, int], *, grey: bool) -> PartedWords:
        """``layers`` gives the layer of text objects that lie on others."""
        foot = math.inf if grey else all_bounds(words.measures)[:, 3].max() + _MARGIN
        whole = self._drawn(grey=grey, foot=foot, keep=False)
        activate(self._holders, active=False)
        bare = self._drawn(grey=grey, foot=foot)
        masks = {0: _differ(whole, bare)}
        for layer in sorted(set(layers.values())):
            alone = [key for key, its in layers.items() if its == layer]
            activate(alone, active=True)
            masks[layer] = _differ(self._drawn(grey=grey, foot=foot, keep=False), bare)
            activate(alone, active=False)
        activate(self._holders, active=True)
        if grey:
            self.bare, self.text = bare, masks[0]
        numbers = self._layers_of(words, layers)
        doubtful = np.flatnonzero(~self._plainly_seen(words, masks[0]) | (numbers > 0))
        shown, hidden, done, cut_off = list[Word](), list[Word](), 0, 0
        for at in doubtful.tolist():
            shown += words[done:at]
            done = at + 1
            for piece, seen in self._judged(words[at], masks[int(numbers[at])]):
                (shown if seen else hidden).append(piece)
                cut_off += seen and piece.unread == Code.PARTLY_HIDDEN
        shown += words[done:]
        if cut_off > _OFTEN * len(shown):
            shown = [word._replace(unread=None) for word in shown]
        return PartedWords(words if shown == [*words] else Words(shown), hidden)

    def _plainly_seen(self, words: Words, ink: _Mask) -> _Mask:
        """Whether all of each word is to be seen, as a quick look at all of them tells of most."""
        if not words:
            return np.zeros(0, dtype=np.bool_)
        *_, baselines, sizes, angles = words.measures
        ends, tops, feet = _SHORT * sizes, baselines - _HIGH * sizes, baselines - _LOW * sizes
        in_points = (all_bounds(words.measures), ends, tops, feet)
        plain = plainly_inked(ink, *(measure * self.scale for measure in in_points))
        plain &= (angles == 0) & (sizes >= self._smallest)
        plain &= [len(word.text) > 1 or not word.text.isalnum() for word in words]
        return plain

    def _judged(self, word: Word, ink: _Mask) -> Iterator[tuple[Word, bool]]:
        """The word, or the pieces of a word that is half hidden, each with whether it is to be seen."""
        seen = ink[self._at(word)]
        if word.size < self._smallest or not self._is_enough(seen, word):
            yield word, False
            return
        across = np.flatnonzero(seen.any(axis=1 if word.angle else 0))
        length, short = (seen.shape[0] if word.angle else seen.shape[1]), _SHORT * word.size * self.scale
        first, last = word.span
        if last - first < 2 or (across[0] <= short and length - 1 - across[-1] <= short):
            yield (word if self._is_whole(seen, word) else word._replace(unread=Code.PARTLY_HIDDEN)), True
            return
        glyphs = self._text_page.words_at([(at, at + 1) for at in range(first, last)])
        known = [(glyph.span[0], self._is_enough(ink[self._at(glyph)], glyph)) for glyph in glyphs]
        for visible, run in itertools.groupby(known, key=lambda glyph: glyph[1]):
            ats = [at for at, _ in run]
            piece = self._text_page.word(ats[0], ats[-1] + 1)
            if piece:
                yield piece, visible

    def _layers(self, boxes: Numbers) -> dict[int, int]:
        """Text objects that lie on one another, each with a number from 1 that those under and over it do not have."""
        layers: dict[int, int] = {}
        for one, other in sorted(overlapping(boxes, _OVERLAP)):
            lower, upper = (self._text_page.object_at(self._words[at].span[0]) for at in (one, other))
            if lower == upper:
                continue
            below = layers.setdefault(lower, 1)
            if layers.setdefault(upper, below + 1) == below:
                layers[upper] = below + 1
        return layers

    def _layers_of(self, words: Sequence[Word], layers: Mapping[int, int]) -> NDArray[np.int64]:
        """The layer of each word; 0 where its text object lies on no other."""
        if not layers:
            return np.zeros(len(words), dtype=np.int64)
        keys = self._text_page.characters.objects([word.span[0] for word in words])
        return np.array([layers.get(key, 0) for key in keys], dtype=np.int64)

    def at(self, box: Box) -> tuple[slice, slice]:
        """Where a box of the page stands in its pictures; nowhere, if it stands outside of the page."""
        return _pixels_of(box, self.scale)

    def close_up(self, box: Box) -> _Pixels:
        """What the page shows in a box, in colour, ``_CLOSE`` pixels a point."""
        return self._whole_close_up[_pixels_of(box, _CLOSE)]

    @cached_property
    def _whole_close_up(self) -> _Pixels:
        return self._drawn(grey=False, scale=_CLOSE)

    def _drawn(self, *, grey: bool, scale: float | None = None, foot: float = math.inf, keep: bool = True) -> _Pixels:
        """The page in grey or in colour, by rows and columns of pixels, down to a foot, in points from its top.

        One that is not to ``keep`` lasts until the next such is drawn, on whatever page.
        """
        page, (width, height) = self._text_page.page, self._text_page.frame.size
        ratio = width / page.get_width()
        below = max(0.0, height - max(foot, _MARGIN)) / ratio
        options = {"scale": (scale or self.scale) * ratio, "crop": (0, below, 0, 0), "grayscale": grey}
        maker = PdfBitmap.new_native if keep else _short_lived
        with closing(page.render(**options, draw_annots=False, bitmap_maker=maker)) as bitmap:
            pixels: _Pixels = bitmap.to_numpy()  # its memory is Python's, and stays
        return pixels.reshape(*pixels.shape[:2], -1)

    def _at(self, word: Word) -> tuple[slice, slice]:
        return self.at(bounds(word))

    def _is_enough(self, seen: _Mask, word: Word) -> bool:
        """Whether the ink in a word's box can be that of its glyphs."""
        rows = np.flatnonzero(seen.any(axis=0 if word.angle else 1))
        if not len(rows):
            return False
        if not _LETTER.search(word.text):
            return True
        if int(rows[-1] - rows[0]) + 1 < _LEAST * word.size * self.scale:
            return False
        if len(word.text) > 1 or word.angle:
            return True
        width = np.count_nonzero(seen.any(axis=0))
        return bool(width >= _NARROWEST * self._text_page.ink_width(word.span[0]) * self.scale)

    def _is_whole(self, seen: _Mask, word: Word) -> bool:
        """Whether the ink in a word's box goes from the top of its letters to their baseline."""
        if word.angle or not _LETTER.search(word.text):
            return True
        rows = np.flatnonzero(seen.any(axis=1)) + self._at(word)[0].start
        top, foot = ((word.y - rise * word.size) * self.scale for rise in (_HIGH, _LOW))
        return bool((rows[0] <= top or not _TALL.search(word.text)) and rows[-1] + 1 >= foot)


def bounds(word: Word) -> Box:
    """The box that a word's glyphs stand in, as seen."""
    return _as_seen((word.x0, word.y - _ABOVE * word.size, word.x1, word.y + _BELOW * word.size), word.angle)


def all_bounds(measured: Numbers, along: float = 0.0, across: float = 0.0) -> Numbers:
    """The bounds of words of such measures, a row each, wider by so many type sizes along and across their lines."""
    x0, x1, y, size, angles = measured
    boxes = np.stack((x0 - along * size, y - (_ABOVE + across) * size, x1 + along * size, y + (_BELOW + across) * size))
    for at in np.flatnonzero(angles).tolist():
        boxes[:, at] = _as_seen(boxes[:, at].tolist(), int(angles[at]))
    return boxes.T


def _as_seen(box: Sequence[float], angle: int) -> Box:
    """A box along and across a line that runs at an angle, as seen."""
    start, above, end, below = box
    if not angle:
        return Box(start, above, end, below)
    return Box(above, -end, below, -start) if angle == 90 else Box(-below, start, -above, end)


def _pixels_of(box: Box, scale: float) -> tuple[slice, slice]:
    x0, top, x1, bottom = (value * scale for value in box)
    rows = slice(max(0, int(top)), max(0, math.ceil(bottom)))
    return rows, slice(max(0, int(x0)), max(0, math.ceil(x1)))


def _mark_name(mark: Any) -> str:
    name, length = (ctypes.c_ushort * 8)(), ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
    return bytes(name)[: length.value].decode("utf-16-le", "replace").rstrip("\0")


def _short_lived(width: int, height: int, **format: Any) -> PdfBitmap:
    """A picture in memory that is used again, where it has room."""
    fits = 4 * width * height <= len(_MEMORY)
    return PdfBitmap.new_native(width, height, **format, buffer=_MEMORY if fits else None)


def _differ(one: _Pixels, other: _Pixels) -> _Mask:
    """Where two pictures differ so much that an eye sees it; the first is used up."""
    apart = are_far(np.subtract(one, other, out=one), _SEEN)
    return reduce(np.bitwise_or, (apart[:, :, colour] for colour in range(apart.shape[2])))


def are_far(apart: _Pixels, least: int) -> _Mask:
    """Which differences of bytes, that begin anew beyond 0 and 255, are larger than this; they are used up."""
    apart += np.uint8(least)
    far: _Mask = apart > 2 * least
    return far
