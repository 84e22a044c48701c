"""Text as the history keeps it: one Unicode form, single blanks, paragraphs parted by a new line."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Soft hyphen, zero-width characters, byte-order mark and writing-direction marks: they print nothing."""

_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of writing."""


def clean(text: str) -> str:
    r"""The text in NFC without invisible characters, its white space collapsed, its empty lines dropped.

    Any white space inside a line (a no-break space too) becomes one blank; ``"\n"`` between lines stays.
    Idempotent.
    """
    # Invisible characters go first: one between a letter and its accent would keep NFC from joining them.
    visible = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    lines = (" ".join(line.split()) for line in visible.splitlines())
    return "\n".join(line for line in lines if line)


def squeezed(value: object) -> str:
    """A value's text without any white space: what two printings of it share; "" for None."""
    return "" if value is None else "".join(str(value).split())


def folded(value: object) -> str:
    """A value's text without white space and letter case: what two printings of a title share; "" for None."""
    return squeezed(value).casefold()


def ascii_words(text: str) -> list[str]:
    """The words of a text for use in keys: small letters without accents and apostrophes, and digits."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.findall(r"[a-z0-9]+", plain)


def one_line(text: str) -> str:
    """The text cleaned as by ``clean``, its paragraphs joined by a blank."""
    return clean(text).replace("\n", " ")


def visible(text: str) -> str:
    r"""A text whose control and direction characters are written out (``\x1b``)."""
    return _UNSHOWN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
