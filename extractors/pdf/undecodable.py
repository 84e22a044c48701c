"""Words that are no language: a font without a map of its glyphs to letters, or with a wrong one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from extractors.findings import Code
from extractors.lines.dictionary import is_word
from extractors.pdf.objects import Word

_UNKNOWN = "\ufffd"
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ufffd\ufdd0-\ufdef]")
_NO_VOWEL = re.compile(r"(?=.*[a-z])[^aeiouyAEIOUY\d&]{4,}")
_LONG = 4
"""Characters from which on a word has a vowel in English."""
_FEW = 3
"""Odd words on a page from which on its fonts are looked at."""
_CIPHER = 0.25
"""A font of whose long words more than this share are odd has no map, or a wrong one: none of its words is known."""
_CAPITAL_INSIDE = re.compile(r"([A-Za-z]*[a-z])([A-Z])([a-z]+)")
_LIGATURES = ("ti", "tt", "ft", "ff", "fi", "fl", "ffi", "ffl", "th", "tti")
"""What a capital inside a word may stand for where a map gives one glyph of several letters a wrong letter."""


def decoded(words: Sequence[Word], font_of: Callable[[Word], str]) -> Iterator[Word]:
    """The words with U+FFFD for each character that the file does not explain; those words bear the finding's code."""
    ciphers = _ciphers(words, font_of)
    for word in words:
        if ciphers and font_of(word) in ciphers:
            text = _UNKNOWN * len(word.text)
        elif _UNPRINTABLE.search(word.text):
            text = _UNPRINTABLE.sub(_UNKNOWN, word.text)
        else:
            text = _without_ligature(word.text)
        yield word if text == word.text else word._replace(text=text, unread=Code.UNDECODABLE_CHARACTERS)


def _ciphers(words: Sequence[Word], font_of: Callable[[Word], str]) -> set[str]:
    """The fonts whose words are no language."""
    odd = [word for word in words if _is_odd(word.text)]
    if len(odd) < _FEW:
        return set()
    long = Counter(font_of(word) for word in words if len(word.text) >= _LONG)
    share = Counter(font_of(word) for word in odd)
    return {font for font, count in share.items() if count >= max(_FEW, _CIPHER * long[font])}


def _is_odd(text: str) -> bool:
    return bool(_UNPRINTABLE.search(text) or _NO_VOWEL.fullmatch(text.strip(".,;:()'\"")))


def _without_ligature(text: str) -> str:
    """``Opera\ufffdons`` for ``OperaOons``: where letters in the place of a capital make it a word, and it is none."""
    found = _CAPITAL_INSIDE.fullmatch(text.strip(".,;:()"))
    if not found or is_word(found[0].lower()):
        return text
    start, _, end = found.groups()
    if any(is_word((start + letters + end).lower()) for letters in _LIGATURES):
        return text.replace(found[0], start + _UNKNOWN + end)
    return text
