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
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import compress, pairwise, repeat
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as pdfium
from numpy.typing import NDArray

from extractors.bounds import PAGE_TEXT, check_page
from extractors.pdf.characters import Characters, Numbers, font_name, fonts_of, outlined
from extractors.pdf.objects import Frame, Rule, Word, Words
from extractors.pdf.run_together import cuts_of
from extractors.places import Box

_EOL_HYPHEN = re.compile("\ufffe")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_HALF = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")
"""One half of a character outside the basic plane, without the other."""

_CODES = 1 << 16
"""Characters of the basic plane; no other is a blank."""


def _table(codes: Iterable[int]) -> NDArray[np.bool_]:
    """Which characters of the basic plane are of a kind, by their codes."""
    table = np.zeros(_CODES, dtype=np.bool_)
    table[list(codes)] = True
    return table


_BLANK = _table((0x20, 0xA0, *range(0x2000, 0x2010), *range(0x202A, 0x2030), *range(0x2060, 0x206A), 0x3000, 0xFEFF))
"""What no glyph is drawn for."""
_PARTS = _table(code for code in range(0x3001) if chr(code).isspace())
"""What parts words; no white space comes after U+3000."""
_INKED = 0.3
"""Points that ink is wide and high at least."""

_CLOSE = 0.1
"""How much of its size a letter keeps, at most, from the one before it in the same word."""
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

_HEAVY = re.compile("bold|black|heavy", re.IGNORECASE)


_Span = tuple[int, int]
_Indices = NDArray[np.int64]

_as_word: Callable[[tuple[Any, ...]], Word] = partial(tuple.__new__, Word)
"""A word of its fields in order; to call the class with them takes five times as long."""


class _Type(NamedTuple):
    """What all characters of one text object are set in: ``size`` in points as seen; ``level`` if they run across."""

    size: float
    level: bool
    font: str = ""
    bold: bool = False


_as_type: Callable[[tuple[Any, ...]], _Type] = partial(tuple.__new__, _Type)


class _Found(NamedTuple):
    """Words, where each starts and ends, and whether it may be several: ``uneven``."""

    words: list[Word]
    x0: Numbers
    x1: Numbers
    uneven: NDArray[np.bool_]


class TextPage:
    """The text of one open PDFium page. ``plain`` is the cheap pass; ``words`` is the full one."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._open()
        self.frame = Frame.of(page)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def _open(self) -> None:
        self._text_page = self.page.get_textpage()
        self.raw = self._text_page.raw
        self.characters = Characters(self.raw)
        self._count = max(0, pdfium.FPDFText_CountChars(self.raw))
        check_page("characters", self._count, PAGE_TEXT)
        self.plain = self._read_text()
        self._types: dict[int, _Type] = {}
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._generated: set[int] = set()
        """The blanks that are not in the file, as far as the text was looked through."""
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
            text = _HALF.sub("\ufffd", text)
        return text

    @cached_property
    def text(self) -> str:
        """The plain text with U+FFFD for each glyph that the file calls a blank and that is none.

        A hyphen at the end of a line is U+FFFE.
        """
        text = self.plain.replace("\x02", "\ufffe")
        blanks = np.flatnonzero(_BLANK.take(_codes(text), mode="clip")).tolist()
        left, right, bottom, top = self.characters.ink_boxes(blanks)
        inked = np.flatnonzero((right - left > _INKED) & (top - bottom > _INKED)).tolist()
        points = [blanks[at] for at in np.flatnonzero((right == left) & (top == bottom)).tolist()]
        self._generated = set(compress(points, self.characters.generated(points)))  # those have no box
        odd = [blanks[at] for at in inked if self._is_misnamed(blanks[at])]
        hyphens = (match.start() for match in _EOL_HYPHEN.finditer(text))
        odd += (at for at in hyphens if pdfium.FPDFText_IsHyphen(self.raw, at) != 1)
        if odd:
            letters = list(text)
            for at in odd:
                letters[at] = "\ufffd"
            text = "".join(letters)
        return text

    def _is_misnamed(self, index: int) -> bool:
        """Whether the file calls a glyph a blank that draws something."""
        if pdfium.FPDFText_IsGenerated(self.raw, index) == 1:
            return False
        if not self.font_at(index):  # Type 3: no box of its ink
            return False
        item = pdfium.FPDFText_GetTextObject(self.raw, index)  # nor that of what text recognition wrote without ink
        return bool(pdfium.FPDFTextObj_GetTextRenderMode(item) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)

    def words(self, verticals: Sequence[Rule] = ()) -> list[Word]:
        """The page's words in the file's order; one that runs across a vertical rule is parted there."""
        ordered = sorted(verticals)
        xs = [*(rule.x0 for rule in ordered), math.inf]
        found = self._found(_words_in(self.text))
        crossing = np.array(xs)[np.searchsorted(xs, found.x0 + 1, "right")] < found.x1 - 1
        words: list[Word] = []
        pieced: list[int] = []
        done = 0
        for at in np.flatnonzero(found.uneven | crossing).tolist():
            words += found.words[done:at]
            done = at + 1
            whole = found.words[at]
            for word in self._even_words(whole) if self._is_uneven(whole) else (whole,):
                crossed = ordered[bisect_right(xs, word.x0 + 1) : bisect_left(xs, word.x1 - 1)]
                cut = not word.angle and any(_beside(rule, word) for rule in crossed)
                if not cut and self._is_pieced(word):
                    pieced.append(len(words))
                words += self._parted(*word.span, crossed) if cut else [word]
        words += found.words[done:]
        return self._apart(words, pieced) if pieced else words

    def _is_pieced(self, word: Word) -> bool:
        """Whether the letters of a word that runs across the page were not all written at once."""
        first, last = word.span[0], word.span[1] - 1
        return not word.angle and last - first == len(word.text) - 1 > 0 and self._set_together(first, last) is False

    def _apart(self, words: list[Word], pieced: Sequence[int]) -> list[Word]:
        """The words, those of some numbers parted where they are several that were written without blanks."""
        spans = [words[at].span for at in pieced]
        letters = np.array([letter for span in spans for letter in range(*span)], dtype=np.int64)
        starts, _ = self.frame.seen(*self.characters.origins(letters.tolist()))
        behind = starts[1:] - self._ends(letters, np.zeros_like(letters))[:-1]
        first = np.cumsum([0, *(end - start for start, end in spans)]).tolist()
        gaps = [
            (words[at].text, (behind[begin : end - 1] / words[at].size).tolist())
            for at, (begin, end) in zip(pieced, pairwise(first), strict=True)
        ]
        apart: list[Word] = []
        done = 0
        for at, cuts in zip(pieced, cuts_of(gaps), strict=True):
            if cuts:
                start, end = words[at].span
                bounds = (start, *(start + cut for cut in cuts), end)
                parts = self.words_at([*pairwise(bounds)])
                apart += words[done:at]
                apart += [*(part._replace(blank_after=True) for part in parts[:-1]), parts[-1]]
                done = at + 1
        return apart + words[done:]

    def word(self, start: int, end: int) -> Word | None:
        """The word of the characters from ``start`` to before ``end``; None where none of them is printed."""
        return next(iter(self.words_at([(start, end)])), None)

    def words_at(self, spans: Sequence[_Span]) -> list[Word]:
        """The words of the characters from each start to before each end, without those of which none is printed."""
        return self._found(spans).words

    def _found(self, spans: Sequence[_Span]) -> _Found:
        texts = [self.text[start:end] for start, end in spans]
        if not self.text.isascii():
            texts = [text if text.isascii() else _printed(text) for text in texts]
            spans = [span for span, text in zip(spans, texts, strict=True) if text]
            texts = list(filter(None, texts))
        if not texts:
            return _Found([], np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.bool_))
        starts, ends = (np.fromiter(column, np.int64, len(texts)) for column in zip(*spans, strict=True))
        counts, lengths = ends - starts, np.fromiter(map(len, texts), np.int64, len(texts))
        keys, lasts = self._keys(starts, ends - 1)
        types = [
            self._types.get(key) or self._type_at(start) for key, (start, _) in zip(keys.tolist(), spans, strict=True)
        ]
        listed, level, fonts, bold = zip(*types, strict=True)
        sizes = np.array(listed)
        angles, x0, y = self._directions(starts, ends - 1, sizes, np.flatnonzero((keys != lasts) | ~np.array(level)))
        x1 = self._ends(ends - 1, angles)
        glyph_ends, piece_ends = self._first_ends(texts, starts, counts, angles, x1)
        for at in np.flatnonzero((lengths > 1) & (x1 - x0 < _DENSE * sizes * lengths)).tolist():
            if single := self._undoubled(*spans[at], int(angles[at])):
                texts[at], x1[at] = single
                piece_ends[at] = x1[at]
        numbers = (x0, x1, y, sizes, self._blanks_at(ends), angles, glyph_ends, piece_ends)
        columns = [column.tolist() for column in numbers]
        centres = zip(*(side.tolist() for side in _centres(x0, x1, y, sizes, angles)), strict=True)
        words = list(map(_as_word, zip(texts, *columns, centres, spans, repeat(None), bold, fonts, strict=False)))
        even = (angles == 0) & (x1 - x0 >= _DENSE * sizes * counts) & (keys == lasts) & (keys != 0)
        return _Found(words, x0, x1, (counts > 1) & ~even)

    def _first_ends(
        self, texts: Sequence[str], starts: _Indices, counts: _Indices, angles: _Indices, x1: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Where the first glyph of each word ends, and the first piece of it, as far as a hyphen inside."""
        glyphs, pieces = x1.copy(), x1.copy()
        several = np.flatnonzero(counts > 1)
        glyphs[several] = self._ends(starts[several], angles[several])
        found = [(at, piece) for at, text in enumerate(texts) if "-" in text and (piece := text.find("-", 1, -1)) > 0]
        if found:
            hyphened, offsets = np.array(found).T
            pieces[hyphened] = self._ends(starts[hyphened] + offsets, angles[hyphened])
        return glyphs, pieces

    def is_askew(self, word: Word) -> bool:
        """Whether a word runs neither along nor across the page, as what is stamped over a page does."""
        turn = math.degrees(pdfium.FPDFText_GetCharAngle(self.raw, word.span[0])) % 90
        return _ASKEW < turn < 90 - _ASKEW

    def font_at(self, index: int) -> str:
        """The name of the font of a character, without what marks a subset of it; empty where it has none."""
        return self._type_at(index).font

    def object_at(self, index: int) -> int:
        """A key of the text object that a character stands in; 0 where it stands in none."""
        return self.characters.objects([index])[0]

    def _keys(self, starts: _Indices, lasts: _Indices) -> tuple[_Indices, _Indices]:
        """The text objects of the first and of the last characters of words.

        Two words that begin in one object stand in it with all that is between them.
        """
        keys = np.array(self._find_objects(starts.tolist()))
        ends = keys.copy()
        goes_on = (keys[:-1] == keys[1:]) & (starts[:-1] < starts[1:])
        unknown = np.flatnonzero((starts != lasts) & ~np.append(goes_on, False))
        ends[unknown] = self._find_objects(lasts[unknown].tolist())
        return keys, ends

    def _find_objects(self, indices: Sequence[int]) -> list[int]:
        """Which text objects some characters stand in, of which it is known from then on what they are set in."""
        keys = self.characters.objects(indices)
        found = dict(zip(keys, indices, strict=True))
        new = {key: index for key, index in found.items() if key and key not in self._types}
        if new:
            its_fonts, sizes = fonts_of(new), self._sizes([*new.values()])
            for font in set(its_fonts).difference(self._fonts):
                name = font_name(font)
                self._fonts[font] = (name, bool(_HEAVY.search(name)))
            for key, size, font, is_outlined in zip(new, sizes, its_fonts, outlined(new), strict=True):
                name, heavy = self._fonts[font]
                self._types[key] = _as_type((*size, name, heavy or is_outlined))
        return keys

    def _type_at(self, index: int) -> _Type:
        """What a character is set in; bold is a font that is named so, or drawing round its outline, too."""
        key = self.object_at(index)
        if key and key not in self._types:
            self._find_objects([index])
        return self._types[key] if key else _Type(*self._sizes([index])[0])

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
        """Whether a word's last glyph is raised or of another size, or its glyphs stand on or under one another."""
        first, last = word.span[0], word.span[1] - 1
        if last == first:
            return False
        if word.angle:
            return not self._turn(first)
        if word.x1 - word.x0 < _DENSE * word.size * (last + 1 - first):
            return True
        if self._set_together(last, first):
            return False
        if self._is_over(next((at for at in range(last, first, -1) if self.text[at].isalnum()), last), first):
            return True
        ratio = self._type_at(last).size / word.size
        if not _TINY < ratio < 1 / _TINY:
            return True
        x, y = self._origin(last)
        return abs(y - word.y) > _RISE * word.size or x < self._origin(last - 1)[0] - _BACK * word.size

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
        glyphs = self.words_at([(index, index + 1) for index in range(start, end)])
        first = 0
        for at in range(1, len(glyphs) + 1):
            if at == len(glyphs) or any(_is_between(rule, glyphs[at - 1], glyphs[at]) for rule in verticals):
                yield from filter(None, [self.word(start + first, start + at)])
                first = at

    def whole_across(self, verticals: Sequence[Rule], words: Words) -> Words:
        """The words, those whole that a vertical rule parted though their letters run on across it.

        A word too long for its cell stands in the cell where it begins. A piece that the page does not show is not
        among the words, and stays apart.
        """
        if not verticals:
            return words
        whole: list[Word] = []
        for word in words:
            before = whole[-1] if whole else None
            if before and before.span[1] == word.span[0] and self._runs_on(before, word, verticals):
                joined = self.word(before.span[0], word.span[1])
                assert joined, "both of its pieces are printed"
                whole[-1] = joined._replace(centre=before.centre, unread=before.unread or word.unread)
            else:
                whole.append(word)
        return words if len(whole) == len(words) else Words(whole)

    def _runs_on(self, before: Word, after: Word, verticals: Sequence[Rule]) -> bool:
        """Whether two pieces were written at once and close, so that the rule between them parts no words."""
        if after.x0 - before.x1 >= _CLOSE * before.size or before.angle or after.angle:
            return False
        last, first = before.span[1] - 1, after.span[0]
        glyphs = self.words_at([(last, last + 1), (first, first + 1)])
        crossed = len(glyphs) == 2 and any(_is_between(rule, *glyphs) for rule in verticals)
        return crossed and self._set_together(last, first) is True

    def _directions(
        self, starts: _Indices, lasts: _Indices, sizes: Numbers, slanted: _Indices
    ) -> tuple[_Indices, Numbers, Numbers]:
        """The angles of words as seen, and their starts along and their baselines across those directions.

        ``slanted`` are the numbers of the words that may not run across the page.
        """
        x, y = self.frame.seen(*self.characters.origins(starts.tolist()))
        other_x, other_y = self.frame.seen(*self.characters.origins(lasts[slanted].tolist()))
        across, down = np.abs(other_x - x[slanted]), np.abs(other_y - y[slanted])
        steep = (down > across) & (down > 0.1 * sizes[slanted])
        angles = np.zeros_like(starts)
        angles[slanted] = np.where(steep, np.where(other_y < y[slanted], 90, 270), 0)
        for at in slanted[starts[slanted] == lasts[slanted]].tolist():
            angles[at] = {90: 270, 270: 90}.get(self._turn(int(starts[at])), 0)
        return angles, *_turned(x, y, angles)

    def _turn(self, index: int) -> int:
        """Degrees that a glyph is turned as seen, clockwise."""
        return round(math.degrees(pdfium.FPDFText_GetCharAngle(self.raw, index)) + self.frame.rotation) % 360

    def _origin(self, index: int) -> tuple[float, float]:
        pdfium.FPDFText_GetCharOrigin(self.raw, index, self._x, self._y)
        return self.frame.seen(self._x.value, self._y.value)

    def _ends(self, indices: _Indices, angles: _Indices) -> Numbers:
        """Where the advances of glyphs end, along their writing directions."""
        left, top, right, bottom = self.characters.advance_boxes(indices.tolist())
        (x0, y0), (x1, y1) = self.frame.seen(left, bottom), self.frame.seen(right, top)
        ends: Numbers = np.maximum(x0, x1)
        if angles.any():
            ends = np.select([angles == 90, angles == 270], [-np.minimum(y0, y1), np.maximum(y0, y1)], ends)
        return ends

    def _sizes(self, indices: Sequence[int]) -> list[tuple[float, bool]]:
        """Type sizes in points as seen, the font's own size times the text matrix; each with whether it runs across."""
        matrices, upright = self.characters.matrices(indices)[:4].T.tolist(), self.frame.rotation == 0
        return [
            (size * math.hypot(c, d) or 1.0, upright and b == c == 0 < a)
            for size, (a, b, c, d) in zip(self.characters.font_sizes(indices), matrices, strict=True)
        ]

    def _blanks_at(self, indices: _Indices) -> NDArray[np.bool_]:
        """Which characters are blanks that are in the file."""
        text, places = f"{self.text}\n", indices.tolist()
        following = zip(map(text.__getitem__, places), places, strict=True)
        return np.array(
            [letter.isspace() and letter not in "\r\n" and at not in self._generated for letter, at in following],
            dtype=np.bool_,
        )

    def _undoubled(self, start: int, end: int, angle: int) -> tuple[str, float] | None:
        """A word whose letters were printed twice, a hair apart, to look bold: its single letters and its end."""
        kept: list[tuple[str, float, float]] = []
        indices = np.arange(start, end)
        angles = np.full(len(indices), angle)
        starts, _ = _turned(*self.frame.seen(*self.characters.origins(indices.tolist())), angles)
        ends = self._ends(indices, angles)
        for char, along, reached in zip(self.text[start:end], starts.tolist(), ends.tolist(), strict=True):
            if not any(char == other and abs(along - at) < (to - at) / 2 for other, at, to in kept):
                kept.append((char, along, reached))
        if len(kept) == end - start:
            return None
        kept.sort(key=lambda glyph: glyph[1])
        return "".join(char for char, _, _ in kept), max(reached for _, _, reached in kept)


def _codes(text: str) -> NDArray[np.uint32]:
    """The codes of a text's characters."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def _words_in(text: str) -> list[_Span]:
    """From where to before where words go; a hyphen at the end of a line ends its word."""
    codes = _codes(text)
    inside = ~_PARTS.take(codes, mode="clip")
    goes_on = inside[:-1] & inside[1:] & (codes[:-1] != ord(_EOL_HYPHEN.pattern))
    starts, ends = inside.copy(), inside.copy()
    starts[1:] &= ~goes_on
    ends[:-1] &= ~goes_on
    return list(zip(np.flatnonzero(starts).tolist(), (np.flatnonzero(ends) + 1).tolist(), strict=True))


def _printed(text: str) -> str:
    """What characters print; those outside the basic plane are one each, not the two that PDFium has them in."""
    if text.isascii():
        return text
    text = _INVISIBLE.sub("", _EOL_HYPHEN.sub("-", text))
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _turned(x: Numbers, y: Numbers, angles: _Indices) -> tuple[Numbers, Numbers]:
    """Points as seen, along and across writing directions."""
    if not angles.any():
        return x, y
    ways = [angles == 90, angles == 270]
    return np.select(ways, [-y, y], x), np.select(ways, [x, -x], y)


def _is_between(rule: Rule, letter: Word, following: Word) -> bool:
    """Whether a vertical rule stands between the middles of two letters."""
    return letter.centre[0] < rule.x0 <= following.centre[0] and _beside(rule, following)


def _beside(rule: Rule, word: Word) -> bool:
    return rule.top <= word.centre[1] <= rule.bottom


def _centres(x0: Numbers, x1: Numbers, y: Numbers, size: Numbers, angles: _Indices) -> tuple[Numbers, Numbers]:
    """Points well inside words, as seen."""
    along, across = (x0 + x1) / 2, y - 0.3 * size
    if not angles.any():
        return along, across
    ways = [angles == 90, angles == 270]
    return np.select(ways, [across, -across], along), np.select(ways, [-along, along], across)


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
