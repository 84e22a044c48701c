"""Which characters the bytes of a text file are."""

from __future__ import annotations

import codecs
import re

from extractors.lines.characters import decode_unmarked

_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_LINE_END = re.compile(r"\r\n?|\n|\f")


def decode(content: bytes) -> str:
    """The text of a file: by its byte order mark, else UTF-8 if it is that, else windows-1252.

    Bytes that are no characters there become U+FFFD. NUL, which some converters leave, is no character of a text.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace").replace("\x00", "")
    return decode_unmarked(content).replace("\x00", "")


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever system wrote their ends; a form feed, the end of a page, ends a line too."""
    return _LINE_END.split(text)
