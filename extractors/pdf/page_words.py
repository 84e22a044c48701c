"""The words of a PDF page, from PDFium.

Foreign calls are most of the cost, so positions are asked for words, not glyphs: a word is a run of characters
without a blank, its start is its first glyph's origin and its end its last glyph's advance. Only where a word looks
suspicious (letters printed twice, a rule running through it) is it taken apart glyph by glyph.

What PDFium does that surprises, and what is done about it:

* it generates blanks and line ends that are not in the file: they part words, but are no blanks of the source;
* it reports an end-of-line hyphen as U+0002 or U+FFFE: read as a hyphen that ends its word;
* the top and bottom of its loose boxes fall back to ink where a font has no ascent: y comes from the origin;
* coordinates are the file's own, before page rotation and page box: ``Frame`` turns them into what is seen.
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extractors.pdf.objects import Frame, Rule, Word
from extractors.places import Box

_WORD = re.compile(r"[^\s\x02\ufffe]*[\x02\ufffe]|[^\s\x02\ufffe]+")
_EOL_HYPHEN = re.compile(r"[\x02\ufffe]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_HALF = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")
"""One half of a character outside the basic plane, without the other."""

_NO_INK = re.compile("[ \xa0\x02\ufffe\u2000-\u200f\u202a-\u202f\u2060-\u2069\u3000\ufeff]")
"""What no glyph is drawn for; and what PDFium gives for a hyphen at the end of a line."""
_INKED = 0.3
"""Points that ink is wide and high at least."""

_DENSE = 0.3
"""A word whose glyphs advance less than this on average, in type sizes, may hold letters printed twice."""

_RISE = 0.15
"""A baseline that is this much higher or lower, in type sizes, is another one."""
_TINY = 0.4
"""Type that is smaller than this share of its neighbour's is no part of the same word."""
_BACK = 0.3
"""A glyph that stands this much before the one it follows, in type sizes, begins a word of its own."""
_ON = 0.15
"""A glyph that stands less than this behind the one before it stands on it."""
_ASKEW = 10
"""Degrees by which text may be off the page's directions, as on a page that was laid on the scanner askew."""

_FONT_NAME = 128
_HEAVY = re.compile("bold|black|heavy", re.IGNORECASE)


class _Type(NamedTuple):
    """What all characters of one text object are set in: ``size`` in points as seen."""

    size: float
    font: str = ""
    bold: bool = False


class TextPage:
    """The text of one open PDFium page. ``plain`` is the cheap pass; ``words`` is the full one."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._edges = tuple(ctypes.c_double() for _ in range(4))
        self._open()
        self.frame = Frame.of(page)
        self._box, self._x, self._y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
        self._matrix = pdfium.FS_MATRIX()

    def _open(self) -> None:
        self._text_page = self.page.get_textpage()
        self.raw = self._text_page.raw
        self._count = max(0, pdfium.FPDFText_CountChars(self.raw))
        self.plain = self._read_text()
        self._objects: dict[int, int] = {}
        self._types: dict[int, _Type] = {}
        self._fonts: dict[int, str] = {}
        vars(self).pop("text", None)

    def read_again(self) -> None:
        """Read the text anew after objects were taken off the page; words found before have other spans now."""
        self.close()
        self._open()

    def close(self) -> None:
        """Give the page's text memory back; PDFium frees nothing by itself."""
        self._text_page.close()

    def _read_text(self) -> str:
        if not self._count:
            return ""
        buffer = (ctypes.c_ushort * (2 * self._count + 2))()
        written = pdfium.FPDFText_GetText(self.raw, 0, self._count, buffer)
        text = bytes(buffer)[: 2 * (written - 1)].decode("utf-16-le", "replace")
        if len(text) != self._count:  # a character outside the basic plane, or one without a code: ask one by one
            text = "".join(chr(pdfium.FPDFText_GetUnicode(self.raw, i) or 0xFFFD) for i in range(self._count))
        return _HALF.sub("\ufffd", text)

    @cached_property
    def text(self) -> str:
        """The plain text with U+FFFD for each glyph that the file calls a blank and that is none."""
        text = self.plain
        odd = [at for at in map(re.Match.start, _NO_INK.finditer(text)) if self._is_misnamed(at, text[at])]
        if odd:
            letters = list(text)
            for at in odd:
                letters[at] = "\ufffd"
            text = "".join(letters)
        return text

    def _is_misnamed(self, index: int, letter: str) -> bool:
        """Whether the file calls a glyph a blank, or a hyphen at the end of a line, that draws something else."""
        if _EOL_HYPHEN.match(letter):
            return int(pdfium.FPDFText_IsHyphen(self.raw, index)) != 1
        left, right, bottom, top = self._edges
        pdfium.FPDFText_GetCharBox(self.raw, index, left, right, bottom, top)
        if right.value - left.value <= _INKED or top.value - bottom.value <= _INKED:
            return False
        if pdfium.FPDFText_IsGenerated(self.raw, index) == 1 or not self.font_at(index):  # Type 3: no box of its ink
            return False
        item = pdfium.FPDFText_GetTextObject(self.raw, index)  # nor that of what text recognition wrote without ink
        return bool(pdfium.FPDFTextObj_GetTextRenderMode(item) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)

    def words(self, verticals: Sequence[Rule] = ()) -> Iterator[Word]:
        """The page's words in the file's order; one that runs across a vertical rule is parted there."""
        ordered = sorted(verticals)
        xs = [rule.x0 for rule in ordered]
        found = (self.word(*match.span()) for match in _WORD.finditer(self.text))
        for whole in filter(None, found):
            for word in self._even_words(whole) if self._is_uneven(whole) else [whole]:
                if not xs:
                    yield word
                    continue
                first, last = bisect_right(xs, word.x0 + 1), bisect_left(xs, word.x1 - 1)
                if first < last and not word.angle and any(_beside(rule, word) for rule in ordered[first:last]):
                    yield from self._parted(*word.span, ordered[first:last])
                else:
                    yield word

    def word(self, start: int, end: int) -> Word | None:
        """The word of the characters from ``start`` to before ``end``; None where none of them is printed."""
        text = self.text[start:end]
        if not text.isascii() or "\x02" in text:
            text = _whole(_INVISIBLE.sub("", _EOL_HYPHEN.sub("-", text)))
        if not text:
            return None
        size, _, bold = self._type_at(start)
        angle, x0, y = self._direction(start, end, size)
        x1 = self._end(end - 1, angle)
        piece = text.find("-", 1, -1)
        if len(text) > 1 and x1 - x0 < _DENSE * size * len(text):
            single = self._undoubled(start, end, angle)
            if single is not None:
                text, x1 = single
                piece = -1
        return Word(
            text,
            x0,
            x1,
            y,
            size,
            self._blank_at(end),
            angle,
            x1 if end - start == 1 else self._end(start, angle),
            x1 if piece < 0 else self._end(start + piece, angle),
            _centre(x0, x1, y, size, angle),
            (start, end),
            bold=bold,
        )

    def is_askew(self, word: Word) -> bool:
        """Whether a word runs neither along nor across the page, as what is stamped over a page does."""
        turn = math.degrees(pdfium.FPDFText_GetCharAngle(self.raw, word.span[0])) % 90
        return _ASKEW < turn < 90 - _ASKEW

    def font(self, word: Word) -> str:
        """The name of the font a word begins in, without what marks a subset of it; empty where it has none."""
        return self.font_at(word.span[0])

    def font_at(self, index: int) -> str:
        """The name of the font of a character."""
        return self._type_at(index).font

    def object_at(self, index: int) -> int:
        """A key of the text object that a character stands in; 0 where it stands in none."""
        key = self._objects.get(index)
        if key is None:
            item = pdfium.FPDFText_GetTextObject(self.raw, index)
            key = self._objects[index] = ctypes.addressof(item.contents) if item else 0
            if key and key not in self._types:
                self._types[key] = self._type_of(index, item)
        return key

    def _type_at(self, index: int) -> _Type:
        key = self.object_at(index)
        return self._types[key] if key else _Type(self._size(index))

    def _type_of(self, index: int, item: Any) -> _Type:
        """What a text object is set in; bold is a font that is named so, or drawing round its outline, too."""
        handle = pdfium.FPDFTextObj_GetFont(item)
        key = ctypes.addressof(handle.contents)
        if key not in self._fonts:
            name = ctypes.create_string_buffer(_FONT_NAME)
            pdfium.FPDFFont_GetBaseFontName(handle, name, _FONT_NAME)
            self._fonts[key] = name.value.decode("utf-8", "replace").rpartition("+")[2]
        font = self._fonts[key]
        outlined = pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        return _Type(self._size(index), font, outlined or bool(_HEAVY.search(font)))

    def ink_width(self, index: int) -> float:
        """How wide the outline of a glyph is, whether it is to be seen or not."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self.raw, index, left, right, bottom, top)
        across, up = right.value - left.value, top.value - bottom.value
        return up if self.frame.rotation in (90, 270) else across

    def _even_words(self, word: Word) -> Iterator[Word]:
        """The words in characters that no blank parts: several where one is raised, tiny or printed over another."""
        start, end = word.span
        first = start
        for at in range(start + 1, end):
            if self._is_break(at):
                yield from filter(None, [self.word(first, at)])
                first = at
        yield from filter(None, [word if first == start else self.word(first, end)])

    def _is_uneven(self, word: Word) -> bool:
        """Whether a word's last glyph is raised or of another size, or its glyphs stand on one another."""
        last = word.span[1] - 1
        if last == word.span[0] or word.angle:
            return False
        if word.x1 - word.x0 < _DENSE * word.size * (last + 1 - word.span[0]):
            return True
        if self._set_together(last, word.span[0]):
            return False
        if self._is_over(last, word.span[0]):
            return True
        ratio = self._type_at(last).size / word.size
        if not _TINY < ratio < 1 / _TINY:
            return True
        return abs(self._origin(last)[1] - word.y) > _RISE * word.size

    def _is_break(self, at: int) -> bool:
        """Whether a glyph does not go on with the word of the one before it."""
        (x0, y0), (x, y) = self._origin(at - 1), self._origin(at)
        before, size = self._type_at(at - 1).size, self._type_at(at).size
        if not _TINY < size / before < 1 / _TINY or abs(y - y0) > _RISE * max(before, size):
            return True
        return x0 - x > _BACK * size or (x - x0 < _ON * size and self._is_over(at, at - 1))

    def _is_over(self, at: int, other: int) -> bool:
        """Whether two letters or figures were written one by one, as where one covers what was there before."""
        letters = self.text[at].isalnum() and self.text[other].isalnum()
        return letters and self._set_together(at, other) is False

    def _set_together(self, at: int, other: int) -> bool | None:
        """Whether two letters stand in one text object, so in one size on one line; None where either is in none."""
        one, two = self.object_at(at), self.object_at(other)
        return one == two if one and two else None

    def _parted(self, start: int, end: int, verticals: Sequence[Rule]) -> Iterator[Word]:
        """The pieces of a word on either side of the rules it runs across."""
        glyphs = [word for index in range(start, end) if (word := self.word(index, index + 1))]
        first = 0
        for at in range(1, len(glyphs) + 1):
            if at == len(glyphs) or any(
                glyphs[at - 1].centre[0] < rule.x0 <= glyphs[at].centre[0] and _beside(rule, glyphs[at])
                for rule in verticals
            ):
                yield from filter(None, [self.word(start + first, start + at)])
                first = at

    def _direction(self, start: int, end: int, size: float) -> tuple[int, float, float]:
        """The angle of a word as seen, and its start along and its baseline across that direction."""
        x, y = self._origin(start)
        angle = 0
        if end - start > 1:
            other_x, other_y = self._origin(end - 1)
            if abs(other_y - y) > abs(other_x - x) and abs(other_y - y) > 0.1 * size:
                angle = 90 if other_y < y else 270
        else:
            turn = math.degrees(pdfium.FPDFText_GetCharAngle(self.raw, start)) + self.frame.rotation
            angle = {90: 270, 270: 90}.get(round(turn) % 360, 0)
        return angle, *_turned(x, y, angle)

    def _origin(self, index: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharOrigin(self.raw, index, self._x, self._y)
        return self.frame.seen(self._x.value, self._y.value)

    def _end(self, index: int, angle: int) -> float:
        """Where a glyph's advance ends, along its writing direction."""
        box, frame = self._box, self.frame
        pdfium.FPDFText_GetLooseCharBox(self.raw, index, box)
        if not angle and not frame.rotation:
            return float(max(box.left, box.right) - frame.left)
        x0, y0 = frame.seen(box.left, box.bottom)
        x1, y1 = frame.seen(box.right, box.top)
        if not angle:
            return x1 if x1 > x0 else x0
        return -min(y0, y1) if angle == 90 else max(y0, y1)

    def _size(self, index: int) -> float:
        """Type size in points as seen: the font's own size times the text matrix."""
        matrix = self._matrix
        size = pdfium.FPDFText_GetFontSize(self.raw, index)
        pdfium.FPDFText_GetMatrix(self.raw, index, matrix)
        return float(size * math.hypot(matrix.c, matrix.d)) or 1.0

    def _blank_at(self, index: int) -> bool:
        """Whether the character there is a blank that is in the file."""
        return (
            index < self._count
            and self.text[index] not in "\r\n"
            and self.text[index].isspace()
            and pdfium.FPDFText_IsGenerated(self.raw, index) != 1
        )

    def _undoubled(self, start: int, end: int, angle: int) -> tuple[str, float] | None:
        """A word whose letters were printed twice, a hair apart, to look bold: its single letters and its end."""
        kept: list[tuple[str, float, float]] = []
        for index in range(start, end):
            char, reached = self.text[index], self._end(index, angle)
            along, _ = _turned(*self._origin(index), angle)
            if not any(char == other and abs(along - at) < (to - at) / 2 for other, at, to in kept):
                kept.append((char, along, reached))
        if len(kept) == end - start:
            return None
        kept.sort(key=lambda glyph: glyph[1])
        return "".join(char for char, _, _ in kept), max(reached for _, _, reached in kept)


def _whole(text: str) -> str:
    """A text whose characters outside the basic plane are one each, not the two that PDFium has them in."""
    return text if text.isascii() else text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """A point as seen, along and across a writing direction."""
    if not angle:
        return x, y
    return (-y, x) if angle == 90 else (y, -x)


def _beside(rule: Rule, word: Word) -> bool:
    return rule.top <= word.centre[1] <= rule.bottom


def _centre(x0: float, x1: float, y: float, size: float, angle: int) -> tuple[float, float]:
    """A point well inside a word, as seen."""
    along, across = (x0 + x1) / 2, y - 0.3 * size
    if not angle:
        return along, across
    return (across, -along) if angle == 90 else (-across, along)


def dots_as_words(dots: Iterable[Box], words: Sequence[Word]) -> Iterator[Word]:
    """Bullets that were drawn, not set: each dot that stands before a word, on its line, as the word ``"•"``."""
    for x0, top, x1, bottom in dots:
        middle = (top + bottom) / 2
        for word in words:
            beside = 0 < word.x0 - x1 < 2 * word.size and word.y - 0.75 * word.size < middle < word.y
            if beside and not word.angle and x1 - x0 < 0.6 * word.size:
                centre = ((x0 + x1) / 2, middle)
                yield Word("•", x0, x1, word.y, word.size, False, 0, x1, x1, centre)
                break
