"""Which characters the bytes of a web page are (the WHATWG Encoding standard and HTML, 13.2.3)."""

from __future__ import annotations

import codecs

from bs4.dammit import EncodingDetector

from extractors.lines.characters import decode_unmarked

_BARE_UTF_16 = {b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}
"""How a page that is UTF-16 but forgot the mark begins."""
_SEARCHED = 4096
"""Bytes in which a declaration is looked for; the standard asks pages for 1,024, old editors put more before it."""
_MEANT: dict[str, str | None] = {
    **dict.fromkeys(("iso8859-1", "ascii"), "cp1252"),
    **dict.fromkeys(("utf-16", "utf-16-le", "utf-16-be"), "utf-8"),
    **dict.fromkeys(("utf-7", "unicode-escape", "raw-unicode-escape")),
}
"""What browsers read for a declaration: Latin-1 is windows-1252; a page whose declaration is legible is not UTF-16;
UTF-7 and Python's own escapes are no encoding of a page, and what they decode may be no text."""


def decode(content: bytes) -> str:
    """The text of a page: by its byte order mark, else as declared, else UTF-8 if it is that, else windows-1252.

    Bytes that are no characters there become U+FFFD. Beautiful Soup would go on to guess, and by what happens to be
    installed: it only looks for the mark and the declaration.
    """
    content, marked = EncodingDetector.strip_byte_order_mark(content)
    if encoding := marked or _BARE_UTF_16.get(content[:2]) or _declared(content[:_SEARCHED]):
        return content.decode(encoding, "replace")
    return decode_unmarked(content)


def _declared(start: bytes) -> str | None:
    label = EncodingDetector.find_declared_encoding(start, is_html=True, search_entire_document=True)
    try:
        name = codecs.lookup(label or "").name
        b"a".decode(name, "replace")  # codecs knows encodings that are not of text
    except (LookupError, ValueError):
        return None
    return _MEANT.get(name, name)
