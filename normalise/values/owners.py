"""Who owns a risk: the roles a cell names, each spelt one way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from normalise.values.text import clean
from normalise.values.wordings import any_of, any_pattern, load

_SMALL = frozenset(("of", "and", "for", "in", "the", "to", "with"))
_BRACKET = re.compile(r" \((?P<name>[^()]+)\)")
_TRIM = " .,:;-–—"

Roles = tuple[tuple[str, str], ...]
"""An organisation's abbreviations, each with its full form; they are read in just these letters."""


def parse_owners(raw: str, abbreviations: Roles) -> tuple[str, ...]:
    """The roles in the order printed, each once: ``Dir of Finance/ S151`` → Director of Finance, Section 151.

    Roles are parted by lines, ``/`` and ``;``, and by "and", "&" or a comma only where another role begins. Empty
    for a blank cell, and for one that holds more than roles (``As above``, a sentence that no pattern reduces):
    words without owners are worth a finding.
    """
    lines = [_reduced(line) for line in clean(raw).replace("’", "'").splitlines()]
    roles = [role for line in lines for piece in _between().split(line) for role in _roles(piece, abbreviations)]
    if any(_sentence().search(words) or _no_role().fullmatch(words.strip(_TRIM)) for words in (*lines, *roles)):
        return ()
    return tuple(dict.fromkeys(map(_spelt, roles)))


def _reduced(line: str) -> str:
    """A line without the words that lead to its role, and without those that go on about it."""
    words = load("values/owners")
    line = re.sub(rf"^{any_pattern(words['prefix'])}+", "", line, flags=re.IGNORECASE)
    return re.sub(rf"{any_pattern(words['suffix'])}$", "", line, flags=re.IGNORECASE)


def _roles(piece: str, abbreviations: Roles) -> Iterator[str]:
    """The roles in what is between two separators, written out in full."""
    words = load("values/owners")
    if abbreviations:
        piece = _abbreviated(abbreviations).sub(lambda found: dict(abbreviations)[found[0]], piece)
    for row in words["abbreviation"]:
        piece = re.sub(rf"(?<!\w)(?:{row['pattern']})(?!\w)", row["full"], piece)
    piece = _BRACKET.sub(_unless_repeated, piece)
    for part in _next_role().split(piece):
        role = part.strip(_TRIM)
        for row in words["rewrite"]:
            role = re.sub(row["pattern"], row["full"], role, flags=re.IGNORECASE)
        if role:
            yield role


def _unless_repeated(bracket: re.Match[str]) -> str:
    """A bracket as printed, or nothing where it only says again what is before it."""
    before = bracket.string[: bracket.start()].lower()
    return "" if before.endswith(bracket["name"].lower()) else bracket[0]


def _spelt(role: str) -> str:
    """A role in title case; a word with a capital of its own (``ICT``) keeps it, unless all of it is in capitals."""
    if role.isupper() and " " in role:
        role = role.lower()
    words = ["and" if word == "&" else word for word in role.split()]
    return " ".join(
        word.lower() if at and word.lower() in _SMALL else word[0].upper() + word[1:] for at, word in enumerate(words)
    )


@cache
def _abbreviated(abbreviations: Roles) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of(short for short, _ in abbreviations)}(?!\w)")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"{any_pattern(load('values/owners')['between'])}|[/;]", re.IGNORECASE)


@cache
def _next_role() -> re.Pattern[str]:
    """What parts two roles in running text: "and", "&" or a comma before words that begin a role."""
    return re.compile(rf"(?:,? (?:and|&)|,) (?={any_pattern(load('values/owners')['role'])}(?!\w))", re.IGNORECASE)


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(rf"\b{any_pattern(load('values/owners')['sentence'])}\b", re.IGNORECASE)


@cache
def _no_role() -> re.Pattern[str]:
    return re.compile(any_pattern(load("values/owners")["no_role"]), re.IGNORECASE)
