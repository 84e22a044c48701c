"""Whose register it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from normalise.values.text import ascii_words, one_line
from normalise.values.wordings import any_of, load

DEFAULT_ORGANISATION: Final[str] = load("organisations/known_names")["default"]
"""The council whose register it is where the papers do not say."""


def find_organisation(text: str) -> str | None:
    """The full name of the one council a text names, in any letter case; None for none, for several, or unknown ones.

    Names are data: what only looks like a name (``A New County Council``) is none.
    """
    names = {re.sub(r"\s+", " ", name).lower() for name in _names().findall(one_line(text))}
    found = [name for name in load("organisations/known_names")["names"] if name.lower() in names]
    return found[0] if len(found) == 1 else None


def organisation_slug(name: str) -> str:
    """The name for use in keys: ``East Sussex County Council`` → ``east-sussex``; ValueError if nothing is left."""
    short = name
    for kind in load("organisations/known_names")["kinds"]:
        short = short.removesuffix(kind)
    slug = "-".join(ascii_words(short))
    if not slug:
        raise ValueError(f"no slug can be made of the organisation's name {name!r}")
    return slug


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(load('organisations/known_names')['names'])}(?!\w)", re.IGNORECASE)
