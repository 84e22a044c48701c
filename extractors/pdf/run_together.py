"""Where words that were written letter by letter, without blanks, part: the gaps say so, and the dictionary.

PDFium takes a gap for a blank by a width of its own, and misses narrow ones. A gap inside a word is a blank where the
word is none of the language and what stands on either side of it is one; the gaps of such words then show how wide a
blank of this page is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.lines.dictionary import is_word

Gaps = Sequence[float]
"""The gap behind each letter of a word but its last, in type sizes."""

_BLANK, _CLOSE = 0.12, 0.03
"""A gap wider than this is a blank where letters are not spaced out: four of five stand no further apart than this."""
_WIDE = 0.04
"""A narrower gap is none."""
_STRAY = 0.2
"""Words of the language that may be two all the same, such as "aboard"; where more are, gaps do not tell."""


def cuts_of(words: Sequence[tuple[str, Gaps]]) -> list[tuple[int, ...]]:
    """Before which letters (by number, from 0) each of some words of a page is parted; () where it is whole."""
    every = sorted(gap for _, gaps in words for gap in gaps)
    widest = _BLANK if every[len(every) * 4 // 5] < _CLOSE else math.inf
    sure = [_agreed(text, gaps) or _wider(gaps, widest) for text, gaps in words]
    if not any(sure):
        return sure
    blank = min(gaps[at - 1] for (_, gaps), cuts in zip(words, sure, strict=True) for at in cuts)
    whole = [max(gaps) for (text, gaps), cuts in zip(words, sure, strict=True) if not cuts and _is_known(text)]
    inside = [gap for gap in whole if gap < blank]
    if len(whole) - len(inside) > _STRAY * len(whole):
        return sure
    least = max((max(inside, default=0.0) + blank) / 2, _WIDE)
    return [_wider(gaps, least) for _, gaps in words]


def _agreed(text: str, gaps: Gaps) -> tuple[int, ...]:
    """The wide gaps of a word that is none of the language, where all that they part is."""
    cuts = _wider(gaps, _WIDE)
    return cuts if cuts and not _is_known(text) and all(map(_is_known, _parts(text, cuts))) else ()


def _wider(gaps: Gaps, least: float) -> tuple[int, ...]:
    return tuple(at for at, gap in enumerate(gaps, 1) if gap > least)


def _parts(text: str, cuts: Sequence[int]) -> Iterator[str]:
    for start, end in pairwise((0, *cuts, len(text))):
        yield text[start:end]


def _is_known(text: str) -> bool:
    """Whether a word is of the language, or a figure; of single letters, ``a`` and ``I`` are."""
    plain = text.strip(".,;:!?()'\"“”‘’").lower()
    if not plain.isalpha():
        return bool(plain) and plain.replace("/", "").isdigit()
    return plain in {"a", "i"} or (len(plain) > 1 and is_word(plain))
