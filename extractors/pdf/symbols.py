"""What the letters of symbol fonts draw: as the font's name says, else as their shape shows."""

from __future__ import annotations

import re

from extractors.findings import Code
from extractors.lines.bullets import GLYPHS
from extractors.lines.characters import PRIVATE, seen
from extractors.pdf.drawn import arrow_at
from extractors.pdf.objects import Word, Words
from extractors.pdf.page_ink import PageInk, bounds
from extractors.pdf.page_words import TextPage

_IN_FONTS = re.compile("[\x80-\xff\ue000-\uf8ff]")
"""Characters that stand in a longer word where a symbol font, or none, says what they draw."""


def with_symbols(text_page: TextPage, words: Words, ink: PageInk | None) -> Words:
    """The words with the letters of symbol fonts as what they draw; what is told by its shape, or not, bears a code."""
    drawn: dict[int, Word] = {}
    for at, word in enumerate(words):
        text = word.text
        alone = len(text) == 1
        if (not alone and (text.isascii() or not _IN_FONTS.search(text))) or text in GLYPHS:
            continue
        text = _drawn_as(text_page, word)
        nameless = alone and not word.font
        unknown = PRIVATE.search(text) or (nameless and not text.isascii())
        odd = unknown or (alone and not text.isdecimal() and (nameless or (text.isalpha() and not text.isascii())))
        arrow = arrow_at(ink, bounds(word)) if odd and ink else None
        if arrow:
            drawn[at] = word._replace(text=arrow, unread=Code.DRAWN_SYMBOL)
        elif unknown or text != word.text:
            drawn[at] = word._replace(text=text, unread=Code.UNKNOWN_SYMBOL if unknown else word.unread)
    return words.replaced(drawn)


def _drawn_as(text_page: TextPage, word: Word) -> str:
    """A word with each of its letters as its font draws it."""
    first, last = word.span
    if last - first != len(word.text):
        return word.text
    fonts = [word.font] if last - first == 1 else map(text_page.font_at, range(first, last))
    return "".join(map(seen, word.text, fonts))
