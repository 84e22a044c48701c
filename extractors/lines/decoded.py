"""The text of a file's bytes: UTF-8 where they are that, windows-1252 where they are not, and what is said of it.

Old editors write windows-1252 whatever a page declares, and text that is pasted from them keeps its bytes.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from extractors.findings import Code, Finding

UNKNOWN = "\ufffd"

_STRAY = re.compile("[\udc80-\udcff]")
"""A byte that is no part of UTF-8, as Python's ``surrogateescape`` keeps it."""
_CUT = re.compile("[\udcc2-\udcf4][\udc80-\udcbf]+")
"""The beginning of a character of UTF-8 whose end is lost: two letters of windows-1252 that make no word."""
_LONG = re.compile("[\u0800-\ud7ff\ue000-\U0010ffff]")
"""Three bytes or more in UTF-8, which no words of windows-1252 come to."""
_MEANT = {0xDC00 + byte: bytes((byte,)).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


class Decoded(NamedTuple):
    """A text, and how many ``stray`` bytes of it were read as windows-1252 against what the file is in or declares."""

    text: str
    stray: int = 0

    def findings(self, of: str) -> tuple[Finding, ...]:
        """What is to be said of it; ``of`` is what the file is called."""
        messages = []
        if undecoded := self.text.count(UNKNOWN):
            messages.append(f"characters that the {of}'s encoding does not explain: {undecoded}")
        if self.stray:
            messages.append(f"bytes that are no UTF-8, which the {of} should be in, read as windows-1252: {self.stray}")
        return tuple(Finding(Code.UNDECODABLE_CHARACTERS, message) for message in messages)


def decode_utf8(content: bytes, *, declared: bool = False) -> Decoded:
    """The text of bytes that are UTF-8 or else windows-1252; ``declared`` says that they should be UTF-8.

    Where enough of what is beyond ASCII is UTF-8, only the bytes that are not are read as windows-1252. Bytes that are
    no characters there either become U+FFFD.
    """
    text = content.decode("utf-8", "surrogateescape")
    strays = len(_STRAY.findall(text))
    if not strays:
        return Decoded(text)
    if _LONG.search(text) or sum(not character.isascii() for character in text) >= 2 * strays:
        return Decoded(_CUT.sub(UNKNOWN, text).translate(_MEANT), strays)
    return Decoded(content.decode("cp1252", "replace"), strays if declared else 0)


def decode_marked(content: bytes) -> Decoded:
    """A file's text: by its byte order mark, else UTF-8 or windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(content.decode("utf-16", "replace"))
    bare = content.removeprefix(codecs.BOM_UTF8)
    return decode_utf8(bare, declared=len(bare) < len(content))
