"""What an identifier looks like, whosever register it is of: letters, perhaps a separator, and a number."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

IN_CELL = re.compile(r"[A-Za-z]{1,6}[.\s/_–-]{0,3}\d{1,3}\b")
"""The shape of an identifier at the start of its cell; which one it is, ``normalise`` says."""


@cache
def in_text() -> re.Pattern[str]:
    """The shape of an identifier in running text: several capitals, or a short word that counts nothing else.

    A zero may be printed for the letter O, and a short word is capitalised (``Corp 2``).
    """
    data = tomllib.loads((files("extractors.vocabulary") / "identifiers.toml").read_text("utf-8"))
    words, initials, carbon = ("|".join(data[name]) for name in ("words", "initials", "carbon"))
    return re.compile(
        rf"(?<![\w/&])(?=[A-Z])(?!(?i:{words})\b|(?:{initials})[.\s\d-])(?!CO\s?2\W{{0,2}}(?i:{carbon}))"
        rf"(?:(?:[A-Z]{{2,6}}|[A-Z]0|[A-Z][a-z]{{2,4}})[.\s_]{{0,2}}-?\d{{1,2}}|[A-Z]{{2,6}}-?\d{{3,4}})(?![\w/%]|\.\d)"
    )


def scheme(identifier: str) -> str:
    """The letters an identifier begins with; a zero between them and its number is an O."""
    letters = re.match(r"[A-Z]*(?:0(?=\W?\d))?", identifier.upper())
    return letters[0].replace("0", "O") if letters else ""
