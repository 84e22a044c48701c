"""What an identifier looks like, whosever register it is of: letters, perhaps a separator, and a number."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_SEPARATOR = r"[.\s/_–-]{0,3}"

_KIND = r"(?:risk|opportunity|threat)s?(?:\s+(?:no|number|ref))?[.:]?\s*#?"

IN_CELL = re.compile(
    rf"(?!(?i:{_KIND})\d)[A-Za-z]{{1,6}}(?:[_/-][A-Z]{{1,4}}|(?<=[A-Z]{{2}})\.[A-Z]{{1,4}})?"
    rf"(?:{_SEPARATOR}\d{{1,3}}(?:[./_-]\d{{1,3}}){{0,2}}|[./_-]\d{{4}}[./_-]\d{{1,4}}|[./_-]?\d{{4}})[A-Za-z]?(?!\w)"
)
"""The shape of an identifier at the start of its cell; which one it is, ``normalise`` says."""

_NUMBER = r"\d{1,6}(?:\.\d{1,3}){0,2}"
_BEHIND = re.compile(rf"{_NUMBER}\s?(?:\([A-Z]{{1,6}}\)|[/-]?[A-Z]{{2,6}}\b)")
"""A number with letters behind it: ``015(CR)``, ``12/FIN``."""
_PLAIN = re.compile(rf"(?:(?i:{_KIND})|#\s?)?{_NUMBER}[a-z]?(?![\w%£])")
"""A number alone, which is an identifier only where a heading says so or every entry has one."""

SHAPES = (IN_CELL, _BEHIND, _PLAIN)
"""The shapes in which registers number their entries, the plainest last."""

LETTERS = re.compile(r"[A-Z]{1,6}(?:-[A-Z]{1,4})?(?![\w-])")
"""Letters alone (``B``, ``FIN``), which are an identifier only in cells under a heading that says so."""

ANY = re.compile("|".join(shape.pattern for shape in SHAPES))
"""Any of the shapes."""

_NAMED = re.compile(
    rf"(?i:{_KIND})(?P<behind>{_BEHIND.pattern}|{_PLAIN.pattern})|(?i:{_KIND})?(?P<id>{IN_CELL.pattern})"
)

_MOST_OF = 0.6


def shape_of(texts: Sequence[str], *, alone: bool, headed: bool = False) -> re.Pattern[str] | None:
    """The shape that most of some cells begin with (``alone``: hold, and nothing else); None where they share none.

    ``headed``: the heading over them says that they are identifiers, so that letters may be.
    """
    filled = [" ".join(text.split()).rstrip(" .:") for text in texts if text.strip()]
    for shape in (*SHAPES, LETTERS) if headed and alone else SHAPES:
        found = [match[0] for text in filled if (match := shape.fullmatch(text) if alone else shape.match(text))]
        if filled and len(found) >= _MOST_OF * len(filled) and len(set(found)) >= _MOST_OF * len(found):
            return shape
    return None


def split_identifier(text: str) -> tuple[str, str] | None:
    """The identifier that a text begins with, and what is behind it: ``Corp 1 – Reshaping``, ``Risk 5: Floods``.

    The word for what it identifies is not part of it.
    """
    found = _NAMED.match(text)
    return (found["id"] or found["behind"], text[found.end() :].lstrip(" .:–—-")) if found else None


@cache
def _no_identifiers() -> dict[str, list[str]]:
    return tomllib.loads((files("extractors.vocabulary") / "identifiers.toml").read_text("utf-8"))


def counting() -> str:
    """A pattern of letters before a number that are no identifier's: they count or name something else."""
    words, initials = ("|".join(_no_identifiers()[name]) for name in ("words", "initials"))
    return rf"(?i:{words})(?![A-Za-z])|(?:{initials})[.\s\d-]"


@cache
def in_text() -> re.Pattern[str]:
    """The shape of an identifier in running text: several capitals, or a short word that counts nothing else.

    A zero may be printed for the letter O, and a short word is capitalised (``Corp 2``).
    """
    carbon = "|".join(_no_identifiers()["carbon"])
    return re.compile(
        rf"(?<![\w/&])(?=[A-Z][A-Za-z0]{{1,5}}[.\s_]{{0,2}}-?\d)(?!{counting()})(?!CO\s?2\W{{0,2}}(?i:{carbon}))"
        rf"(?:(?:[A-Z]{{2,6}}|[A-Z]0|[A-Z][a-z]{{2,4}})[.\s_]{{0,2}}-?\d{{1,2}}|[A-Z]{{2,6}}-?\d{{3,4}})(?![\w/%]|\.\d)"
    )


def scheme(identifier: str) -> str:
    """The letters an identifier begins with; a zero between them and its number is an O."""
    letters = re.match(r"[A-Z]*(?:0(?=\W?\d))?", identifier.upper())
    return letters[0].replace("0", "O") if letters else ""
