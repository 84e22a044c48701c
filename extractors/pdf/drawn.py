"""What a page shows beside its words, rules and fills: arrows, pictures, letters that were turned into curves.

A picture of the page is held against what accounts for its ink. What is left over comes in pieces, each where it
stands: as an arrow where its silhouette is plainly one, else as something that is not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.findings import Code
from extractors.lines.silhouettes import pictured_arrow
from extractors.pdf.objects import Drawing, Rule, Word, Words
from extractors.pdf.page_ink import PageInk, all_bounds, are_far, bounds
from extractors.places import Box

_STEP = 24
"""Grey by which two pixels side by side differ where something has its edge; a shade that fades does not."""
_LONG, _SHORT = 60.0, 12.0
"""Points from which on a line is a rule, and from which on it is one where it meets another; the rest may be strokes of
a letter or the shaft of an arrow."""
_MEET = 2.0
"""Points between two rules that meet."""
_RULE = 2.5
"""Points to either side of a rule that its ink, or the edge of a ground, may take."""
_OVERHANG = (0.15, 0.35)
"""Type sizes by which a glyph may stand out of its word's box, along and across its line."""
_THROUGH, _CROSSED = (0.5, 0.1), 0.6
"""Type sizes above the baseline between which a stroke crosses a word, and the share of its width that it crosses."""
_NEAR = 2
"""Pixels between two marks that are parts of one drawing."""
_SMALLEST = 3.0
"""Points that what is left over is wide and high at least; less is the remains of a line."""
_LARGEST = 512
"""Pixels of a drawing's side from which on every second is enough to tell an arrow by its silhouette."""
_MARGIN = 1.0
"""Points around a drawing that show its ground."""

_Mask = NDArray[np.bool_]


def drawn_words(ink: PageInk, drawing: Drawing, words: Words, *, stamped: bool) -> Iterator[Word]:
    """What is drawn on the page and accounted for by none of its rules, fills and words, piece by piece.

    Strokes that run through words are given there. Where the page is ``stamped`` with slanted text, ink of text is not
    asked for its words, for slanted ones have no box.
    """
    left, written = _edges(ink.bare[:, :, 0]), np.zeros(ink.text.shape, dtype=np.bool_)
    for x0, top, x1, bottom in _pixels(list(_lines(drawing)), ink.scale).tolist():
        left[top:bottom, x0:x1] = False
    for x0, top, x1, bottom in _touching(_pixels(all_bounds(words.measures, *_OVERHANG), ink.scale)).tolist():
        written[top:bottom, x0:x1] = True
    if (left & written).any():
        middles = _pixels(list(map(_middle, words)), ink.scale).tolist()
        for word, (x0, top, x1, bottom) in zip(words, middles, strict=True):
            if _is_crossed(word, left[top:bottom, x0:x1]):
                yield _word("", bounds(word), Code.UNREAD_PART)
    if not stamped:
        left |= ink.text
    for box in _pieces(left > written, ink.scale):
        if min(box.x1 - box.x0, box.bottom - box.top) >= _SMALLEST:
            arrow = None if written[ink.at(box)].any() else arrow_at(ink, box)
            yield _word(arrow or "", box, Code.DRAWN_SYMBOL if arrow else Code.UNREAD_PART)


def _edges(grey: NDArray[np.uint8]) -> _Mask:
    """Where a picture steps from one grey to another."""
    edges = np.zeros(grey.shape, dtype=np.bool_)
    if grey.size and (grey != grey[0, 0]).any():
        edges[:, 1:] = are_far(grey[:, 1:] - grey[:, :-1], _STEP)
        edges[1:] |= are_far(grey[1:] - grey[:-1], _STEP)
    return edges


def _pixels(boxes: Sequence[Box] | NDArray[np.float64], scale: float) -> NDArray[np.int64]:
    """The pixels of a picture that boxes of its page take, from left, top to right, bottom; none outside of it."""
    ends = np.array(boxes, dtype=np.float64).reshape(-1, 4) * scale
    ends[:, 2:] = np.ceil(ends[:, 2:])
    return np.maximum(ends, 0).astype(np.int64)


def _touching(pixels: NDArray[np.int64]) -> NDArray[np.int64]:
    """The boxes of pixels, with those as one that stand behind one another on the same rows, without a gap."""
    if not len(pixels):
        return pixels
    x0, top, x1, bottom = pixels.T
    same = (top[1:] == top[:-1]) & (bottom[1:] == bottom[:-1])
    first = np.flatnonzero(np.append(True, ~same | (x0[1:] < x0[:-1]) | (x0[1:] > x1[:-1])))
    return np.stack((x0[first], top[first], np.maximum.reduceat(x1, first), bottom[first]), axis=1)


def _lines(drawing: Drawing) -> Iterator[Box]:
    """Where the ink of rules stands, and the edges of fills."""
    for x0, top, x1, bottom in _sure_rules(drawing.rules):
        yield Box(x0 - _RULE, top - _RULE, x1 + _RULE, bottom + _RULE)
    for (x0, top, x1, bottom), _ in drawing.fills:
        yield from (Box(x - _RULE, top - _RULE, x + _RULE, bottom + _RULE) for x in (x0, x1))
        yield from (Box(x0 - _RULE, y - _RULE, x1 + _RULE, y + _RULE) for y in (top, bottom))


def _sure_rules(rules: Sequence[Rule]) -> Iterator[Rule]:
    """The rules that are long, or that meet one of the other direction as the sides of a cell do.

    The side of a low cell may be short: it meets one at both ends.
    """
    across = np.array([rule for rule in rules if rule.horizontal], dtype=np.float32).reshape(-1, 4)
    down = np.array([rule for rule in rules if not rule.horizontal], dtype=np.float32).reshape(-1, 4)
    for rule in rules:
        length = max(rule.x1 - rule.x0, rule.bottom - rule.top)
        others = down if rule.horizontal else across
        if (
            length >= _LONG
            or (length >= _SHORT and _meets(rule, others))
            or all(_meets(end, others) for end in _ends(rule))
        ):
            yield rule


def _ends(rule: Rule) -> tuple[Rule, Rule]:
    """The two ends of a rule, as rules without a length."""
    if rule.horizontal:
        return rule._replace(x1=rule.x0), rule._replace(x0=rule.x1)
    return rule._replace(bottom=rule.top), rule._replace(top=rule.bottom)


def _meets(rule: Rule, others: NDArray[np.float32]) -> bool:
    x0, top, x1, bottom = others.T
    beside = (x0 - _MEET <= rule.x1) & (x1 + _MEET >= rule.x0)
    return bool((beside & (top - _MEET <= rule.bottom) & (bottom + _MEET >= rule.top)).any())


def _middle(word: Word) -> Box:
    """What of a word is above any underline and within any highlight."""
    return Box(word.x0, word.y - _THROUGH[0] * word.size, word.x1, word.y - _THROUGH[1] * word.size)


def _is_crossed(word: Word, middle: _Mask) -> bool:
    """Whether ink of no letter runs through most of a word."""
    if not middle.any() or word.angle or len(word.text) < 2 or word.unread == Code.STRUCK_TEXT:
        return False
    return bool(middle.any(axis=0).mean() > _CROSSED)


def _pieces(left: _Mask, scale: float) -> Iterator[Box]:
    """The boxes, in points, of marks that hang together."""
    ys, xs = np.divmod(np.flatnonzero(left), left.shape[1])
    marks = set(zip((ys // _NEAR).tolist(), (xs // _NEAR).tolist(), strict=True))
    while marks:
        piece, near = [], [marks.pop()]
        while near:
            y, x = near.pop()
            piece.append((y, x))
            around = {(y + down, x + across) for down in (-1, 0, 1) for across in (-1, 0, 1)} & marks
            marks -= around
            near += around
        (top, bottom), (x0, x1) = ((min(ends), max(ends) + 1) for ends in zip(*piece, strict=True))
        unit = _NEAR / scale
        yield Box(x0 * unit, top * unit, x1 * unit, bottom * unit)


def arrow_at(ink: PageInk, box: Box) -> str | None:
    """The arrow that stands in a box, where that is plain."""
    x0, top, x1, bottom = box
    pixels = ink.close_up(Box(x0 - _MARGIN, top - _MARGIN, x1 + _MARGIN, bottom + _MARGIN))
    step = max(pixels.shape) // _LARGEST + 1
    return pictured_arrow(pixels[::step, ::step]) if pixels.size else None


def _word(text: str, box: Box, code: Code) -> Word:
    x0, top, x1, bottom = box
    centre = ((x0 + x1) / 2, (top + bottom) / 2)
    return Word(text, x0, x1, bottom, bottom - top, False, 0, x1, x1, centre, unread=code)
