"""Which words stand on one printed line: the words of a cell, or of a page outside its tables, become lines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import compress
from operator import itemgetter, sub

from extractors.document import Line
from extractors.lines.bullets import BULLET, GLYPHS, number_of
from extractors.pdf.objects import Word
from extractors.pdf.printed import Printed, PrintedLine
from extractors.places import Box, Place, WordBoxes

_SAME_LINE = 0.45
"""Baselines closer than this, in type sizes, are one line (a superscript stays on its own)."""

_BLANK = 0.12
"""A gap wider than this, in type sizes, parts two words where the file has no blank."""

_TAB = 0.6
"""A gap wider than this, in type sizes, sets a marker apart from its text."""

_LINE_BY_LINE, _ACROSS, _TEXT = (
    itemgetter(*map(Word._fields.index, names)) for names in (("angle", "y", "x0"), ("x0",), ("text",))
)

_DASHES = frozenset("-–—")
_TYPED_MARKERS = _DASHES | {"o", "*"}
"""Characters that are a marker only when set apart from the text by a tab or a blank."""


def set_lines(words: Iterable[Word], column: tuple[float, float], place: Place) -> Iterator[Line]:
    """The printed lines of some words, top to bottom. ``column`` is the left and right bound they stand between.

    Each is a PrintedLine with its place, ``place`` with the line's own box. Words that run up or down the page make one
    Line, whose wrapping is undone here, since no column bounds it.
    """
    turned: list[Line] = []
    for row in _rows(words):
        line = _line(row, column, place)
        if line is not None and row[0].angle:
            turned.append(line)
        elif line is not None:
            yield line
    if turned:
        places = tuple(place for line in turned for place in line.places)
        yield Line(" ".join(line.text for line in turned), places=places)


def _rows(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Words that share a baseline, in reading order; turned words come as lines of their own direction."""
    rows: list[list[Word]] = []
    row: list[Word] = []
    baseline = size = 0.0
    for word in sorted(words, key=_LINE_BY_LINE):
        y, its = word.y, word.size
        near = row and y - baseline <= _SAME_LINE * max(size, its) and row[0].angle == word.angle
        if near and not _stacked(row, word):
            row.append(word)
            if its > size:
                baseline, size = y, its
        else:
            row = [word]
            rows.append(row)
            baseline, size = y, its
    for row in rows:
        if len(row) > 1:
            row.sort(key=_ACROSS)
        yield _without_doubles(row)


def _stacked(row: Sequence[Word], word: Word) -> bool:
    """Whether a slightly lower word lies under the row rather than beside it."""
    if word.y - row[0].y <= 0.2 * word.size:
        return False
    return any(min(word.x1, other.x1) - max(word.x0, other.x0) > 0.5 * word.size for other in row)


def _without_doubles(row: list[Word]) -> list[Word]:
    """A row in which a word printed twice on the same spot, to look bold, stands once."""
    if len(set(map(_TEXT, row))) == len(row):
        return row
    kept: list[Word] = []
    for word in row:
        for other in kept[-2:]:
            if word.text == other.text and abs(word.x0 - other.x0) < 0.2 * word.size:
                break
        else:
            kept.append(word)
    return kept


def _line(row: Sequence[Word], column: tuple[float, float], place: Place) -> PrintedLine | None:
    marker, words = _part_marker(row)
    if not words:
        return None
    texts, x0s, x1s, ys, sizes, blanks, *_, bolds, _ = zip(*words, strict=True)
    parted = _parted(x0s, x1s, sizes, blanks)
    gaps = compress(map(sub, x0s[1:], x1s), parted)
    text, mark, first = unicodedata.normalize("NFC", _joined(texts, parted)), row[0], words[0]
    numbered = marker is None and len(words) > 1 and texts[0][-1] in ".)" and number_of(text) == texts[0]
    if numbered and x0s[1] - x1s[0] > _TAB * first.size:
        marker = texts[0]
    dash = mark.text if marker and mark.text in _DASHES else None
    printed = Printed(
        *column,
        x0s[1] if numbered and marker else first.x0,
        x1s[-1],
        first.y,
        first.size,
        mark.x0 if marker else None,
        dash,
        x0s[1] if numbered else None,
        first.glyph_end - first.x0,
        mark.x1 - mark.x0 if dash else width_of_first_piece(first),
        max(min(gaps, default=0.0), 0.0),
        blanks[-1],
        None,
        bolds[0] if len(set(bolds)) == 1 else None,
    )
    size = max(mark.size, *sizes)
    across = min(mark.y, *ys) - 0.8 * size, max(mark.y, *ys) + 0.2 * size
    box = _box((mark.x0, max(mark.x1, *x1s)), across, mark.angle).rounded()
    inside = WordBoxes(partial(_boxes, x0s, x1s, parted, across, mark.angle))
    there = Place(place.block, place.row, place.column, place.page, box, None, text, inside)
    return PrintedLine(text, 1 if marker else 0, marker, (there,), (), printed)


def width_of_first_piece(first: Word) -> float:
    """How wide the first piece is that a layout engine would break off; within a sentence, not all break words."""
    return (first.x1 if first.text[:1].islower() else first.piece_end) - first.x0


def _part_marker(row: Sequence[Word]) -> tuple[str | None, Sequence[Word]]:
    """A row's list marker, whether a glyph of its own or the head of its first word, and the words after it."""
    first = row[0]
    if len(first.text) == 1 and len(row) > 1:
        gap = row[1].x0 - first.x1
        if first.text in GLYPHS or (first.text in _TYPED_MARKERS and (first.blank_after or gap > _TAB * first.size)):
            return BULLET, row[1:]
    if first.text[0] in GLYPHS:
        rest = first.text.lstrip(GLYPHS)
        if not rest:
            return BULLET, row[1:]
        return BULLET, [first._replace(text=rest, x0=first.glyph_end), *row[1:]]
    return None, row


def _parted(
    x0s: Sequence[float], x1s: Sequence[float], sizes: Sequence[float], blanks: Sequence[bool]
) -> Sequence[bool]:
    """Whether a blank stands behind each of some words of one line, but the last."""
    if all(blanks[:-1]):
        return blanks[:-1]
    steps = zip(blanks, x1s, x0s[1:], sizes, sizes[1:], strict=False)
    return [blank or start - end > _BLANK * max(size, after) for blank, end, start, size, after in steps]


def _joined(texts: Sequence[str], parted: Sequence[bool]) -> str:
    """The text of words of one line that blanks stand between, or not."""
    if all(parted):
        return " ".join(texts)
    return texts[0] + "".join(f" {text}" if blank else text for text, blank in zip(texts[1:], parted, strict=True))


def _boxes(
    x0s: Sequence[float], x1s: Sequence[float], parted: Sequence[bool], across: tuple[float, float], angle: int
) -> list[Box]:
    """The boxes of the words of a line between its blanks."""
    starts, ends = (x0s[0], *compress(x0s[1:], parted)), (*compress(x1s, parted), x1s[-1])
    return [_box(along, across, angle) for along in zip(starts, ends, strict=True)]


def _box(along: tuple[float, float], across: tuple[float, float], angle: int) -> Box:
    """The box, as seen, of what takes up so much along and across its writing direction."""
    if not angle:
        return Box(along[0], across[0], along[1], across[1])
    if angle == 90:
        return Box(across[0], -along[1], across[1], -along[0])
    return Box(-across[1], along[0], -across[0], along[1])
