"""Which characters a Document's text is made of, whatever the file wrote them with."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path

LINE_BREAK = "\u2028"
"""A hard line break inside a paragraph, as Unicode spells it; every other white space is a mere blank."""

PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Where symbol fonts keep their glyphs, and fonts of icons: a code that means nothing without its font."""

_CODES, _HALVES = range(0x110000), range(0xD800, 0xE000)
_LONGEST_NAME = 127
"""Of a font, in characters; a name in PDF has no more bytes."""
_BYTE, _PRIVATE_BYTE = range(0x100), range(0xF000, 0xF100)
_UNSEEN = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff\ufe0e\ufe0f"
)
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
_UNREADABLE = dict.fromkeys(_CONTROLS, "\ufffd")
_REPLACED = {**dict.fromkeys(map(ord, _UNSEEN)), ord("\u2011"): "-"}


def character(code: int) -> str:
    """The character of a code as a file gives it; U+FFFD for a code that is none, such as half of a pair."""
    return chr(code) if code in _CODES and code not in _HALVES else "\ufffd"


def clean(text: str) -> str:
    """The text in NFC with white space collapsed to single blanks, stripped, without soft hyphens or zero widths.

    A non-breaking blank is a blank and a non-breaking hyphen a hyphen: both are about layout only. A control character,
    which means something to a terminal and nothing on a page, becomes U+FFFD.
    """
    collapsed = " ".join((text if text.isascii() else text.translate(_REPLACED)).split())
    if not collapsed.isprintable():
        collapsed = collapsed.translate(_UNREADABLE)
    return unicodedata.normalize("NFC", collapsed)


def seen(text: str, font: str | None) -> str:
    """What a reader sees of ``text`` set in ``font``: itself, or the glyphs of a symbol font as real characters.

    A glyph that ``symbols.toml`` does not list is left in the private use area (U+F0xx), where it can be found.
    """
    glyphs = _SYMBOL_FONTS.get(_plain_name(font)) if font else None
    if glyphs is None:
        return text
    return "".join(_glyph(character, glyphs) for character in text)


def _glyph(character: str, glyphs: dict[int, str]) -> str:
    code = ord(character)
    if character.isspace() or (code not in _BYTE and code not in _PRIVATE_BYTE):
        return character
    return glyphs.get(code & 0xFF, chr(_PRIVATE_BYTE.start | code & 0xFF))


def _plain_name(font: str) -> str:
    """``wingdings3`` for ``Wingdings 3``, ``Wingdings3-Regular``, ``Wingdings3,Bold``; ``symbol`` for ``SymbolMT``."""
    return re.sub(r"[ ,_-]|(?:regular|bold|italic|mt){1,9}$", "", font[:_LONGEST_NAME].casefold().partition(",")[0])


def _symbol_fonts() -> dict[str, dict[int, str]]:
    tables = tomllib.loads(Path(__file__).with_name("symbols.toml").read_text(encoding="utf-8"))
    return {
        _plain_name(font): {int(code, 16): glyph for code, glyph in table.items()} for font, table in tables.items()
    }


_SYMBOL_FONTS = _symbol_fonts()
