"""Words that are no language: a font without a map of its glyphs to letters, or with a wrong one."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extractors.findings import Code
from extractors.lines.dictionary import is_word
from extractors.pdf.objects import Word, Words

UNKNOWN = "\ufffd"
"""What stands for a character that the file does not explain."""
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]")
_NO_VOWEL = re.compile(r"(?=.*[a-z])[^aeiouyAEIOUY\d&]{4,}")
_LONG = 4
"""Characters from which on a word has a vowel in English."""
_FEW = 3
"""Odd words from which on a font may have no map."""
_CIPHER = 0.25
"""A font of whose long words more than this share are odd has no map, or a wrong one: none of its words is known."""
_ENOUGH, _KNOWN, _VOWELS = 8, 0.3, 0.3
"""Long words that tell a cipher from a language, the share of them that a dictionary knows, and that of vowels."""
_WORDS = 20_000
"""Words of which it is remembered what was found; a long paper has a quarter as many."""
_CAPITAL_INSIDE = re.compile(r"([A-Za-z]*[a-z])([A-Z])([a-z]+)")
_LIGATURES = ("ti", "tt", "ft", "ff", "fi", "fl", "ffi", "ffl", "th", "tti")
"""What a capital inside a word may stand for where a map gives one glyph of several letters a wrong letter."""


def mark_undecodable(words: Words) -> Words:
    """The words with U+FFFD for each character that the file does not explain; those words bear the finding's code."""
    ciphers, explained = _ciphers(words), [_explained(word.text) for word in words]
    if not ciphers and UNKNOWN not in "".join(explained):
        return words
    marked = dict[int, Word]()
    for at, (word, known) in enumerate(zip(words, explained, strict=True)):
        text = UNKNOWN * len(word.text) if word.font in ciphers else known
        if UNKNOWN in text:
            marked[at] = word._replace(text=text, unread=Code.UNDECODABLE_CHARACTERS)
    return words.replaced(marked)


def printable(text: str) -> str:
    """A text with U+FFFD for what no reader could see."""
    return text if text.isprintable() else _UNPRINTABLE.sub(UNKNOWN, text)


@lru_cache(_WORDS)
def _explained(text: str) -> str:
    """A word with U+FFFD for each character that the file does not explain."""
    return _without_ligature(_of_one_script(printable(text)))


def _of_one_script(text: str) -> str:
    """A word without letters of another script in it: a wrong map gives a Latin letter one that looks like it, or not.

    Greek ones stand in words of science.
    """
    if text.isascii() or not re.search("[A-Za-z]", text):
        return text
    return "".join(letter if _is_latin(letter) else UNKNOWN for letter in text)


def _is_latin(letter: str) -> bool:
    if letter.isascii() or not letter.isalpha() or letter in "ªº":
        return True
    return unicodedata.name(letter, "").startswith(("LATIN", "GREEK", "MICRO"))


def _ciphers(words: Sequence[Word]) -> set[str]:
    """The fonts whose words are no language."""
    by_font: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        by_font[word.font].append(word.text)
    return {font for font, texts in by_font.items() if _is_cipher(texts) or _is_no_language(texts)}


def _is_cipher(texts: Iterable[str]) -> bool:
    odd = sum(map(_is_odd, texts))
    return odd >= _FEW and odd >= _CIPHER * sum(len(text) >= _LONG for text in texts)


def _is_no_language(texts: Iterable[str]) -> bool:
    """Whether words are hardly ever English, and hold fewer vowels than any language that they may be in."""
    long = [text for text in texts if len(text) >= _LONG and text.isascii() and text.isalpha()]
    letters = "".join(long).lower()
    vowels = sum(map(letters.count, "aeiou"))
    if len(long) < _ENOUGH or vowels >= _VOWELS * len(letters):
        return False
    return sum(is_word(text.lower()) for text in long) < _KNOWN * len(long)


@lru_cache(_WORDS)
def _is_odd(text: str) -> bool:
    return bool(_UNPRINTABLE.search(text) or _NO_VOWEL.fullmatch(text.strip(".,;:()'\"")))


def _without_ligature(text: str) -> str:
    """``Opera\ufffdons`` for ``OperaOons``: where letters in the place of a capital make it a word, and it is none."""
    found = _CAPITAL_INSIDE.fullmatch(text.strip(".,;:()"))
    if not found or is_word(found[0].lower()):
        return text
    start, _, end = found.groups()
    if any(is_word((start + letters + end).lower()) for letters in _LIGATURES):
        return text.replace(found[0], start + UNKNOWN + end)
    return text
