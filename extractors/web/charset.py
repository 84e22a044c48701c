"""Which characters the bytes of a web page are (the WHATWG Encoding standard and HTML, 13.2.3)."""

from __future__ import annotations

import codecs
import re

from extractors.lines.decoded import Decoded, decode_utf8

_BARE_UTF_16 = {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}
"""How a page that is UTF-16 but forgot the mark begins."""
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
_DECLARATION = re.compile(
    rb"<\?xml[^<>]*\bencoding\s*=\s*[\"']([^\"'>]+)"
    rb"|<meta[^<>]+charset\s*=\s*[\"']?([^>\"'/\s;]+)",
    re.IGNORECASE,
)
_SEARCHED = 4096
"""Bytes in which a declaration is looked for; the standard asks pages for 1,024, old editors put more before it."""
_MEANT: dict[str, str | None] = {
    **dict.fromkeys(("iso8859-1", "ascii"), "cp1252"),
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be"), "utf-8"),
    **dict.fromkeys(("utf-7", "unicode-escape", "raw-unicode-escape")),
}
"""What browsers read for a declaration: Latin-1 is windows-1252; a page whose declaration is legible is not UTF-16;
UTF-7 and Python's own escapes are no encoding of a page, and what they decode may be no text."""


def decode(content: bytes, stated: str | None = None) -> Decoded:
    """The text of a page: by its byte order mark, else as ``stated`` or declared, else UTF-8, else windows-1252.

    What is no UTF-8 where it should be is windows-1252; bytes that are no characters there become U+FFFD.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding)
    declared = _known(stated) or _BARE_UTF_16.get(content[:2]) or _declared(content[:_SEARCHED])
    try:
        return _decoded(content, declared) if declared else decode_utf8(content)
    except UnicodeError:  # an encoding that knows no replacement is none of a page
        return decode_utf8(content)


def _decoded(content: bytes, encoding: str) -> Decoded:
    return decode_utf8(content, declared=True) if encoding == "utf-8" else Decoded(content.decode(encoding, "replace"))


def _declared(start: bytes) -> str | None:
    match = _DECLARATION.search(start)
    return _known(next(filter(None, match.groups())).decode("ascii", "replace")) if match else None


def _known(label: str | None) -> str | None:
    try:
        name = codecs.lookup(label or "").name
        b"a".decode(name, "replace")  # codecs knows encodings that are not of text
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name)
