"""The names of public bodies in a text, by their pattern: which of them a paper is of is asked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from normalise.values.text import ascii_words, one_line
from normalise.values.wordings import any_of, load

_TABLE = "organisations/names"
_WORD = r"(?:St\. ?)?[A-Z][\w'’-]*"
_IMPLIED = re.compile(r" (?:County|City) Council$", re.IGNORECASE)


class BodyNames:
    """Finds the names of public bodies: those known, whatever their case, and others by their pattern.

    What stands before a known name is no part of it (``County Hall, Preston Lancashire County Council``), unless it is
    a word that makes another place of it (``West``) or joins another place to it (``Bath and …``).
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._spellings = {name.casefold(): name for name in known}
        self._known = re.compile(rf"(?<!\w){any_of(self._spellings)}(?!\w)", re.IGNORECASE)
        self._found: dict[str, list[str]] = {}
        """What was found before: running heads are the same on every page."""

    def find(self, text: str) -> list[str]:
        """The names in a text, in order, as they are known or printed; one in capitals alone in small letters."""
        if text not in self._found:
            self._found[text] = self._find(one_line(text))
        return self._found[text]

    def _find(self, line: str) -> list[str]:
        found: dict[int, str] = {}

        def take(match: re.Match[str]) -> str:
            """Note a name, and put a mark in its place, so that no other pattern reads it again."""
            name = self._name_of(match)
            if name:
                found[match.start()] = name
            return "|" * len(match[0]) if name else match[0]

        for pattern in (self._known, *_patterns()):
            line = pattern.sub(take, line)
        return [found[start] for start in sorted(found)]

    def _name_of(self, match: re.Match[str]) -> str | None:
        if match.re is self._known:
            return None if _is_joined(match.string[: match.start()]) else self._spellings[one_line(match[0]).casefold()]
        place = _place(match["place"], after=bool(match["begin"]))
        return _spelt(f"{match['begin'] or ''} {place} {match['end'] or ''}".strip()) if place else None


def is_heading(text: str) -> bool:
    """Whether a line is worded as a heading, and not as a sentence that may name a body in passing.

    Its words begin with a capital or a figure, are small words or such as headings have (``risk register of``).
    """
    words = [word.strip(".,:;()[]'’\"“”") for word in one_line(text).split()]
    plain = _words("small") | _words("between") | _words("no_place")
    return not text.rstrip().endswith((".", ";", ",")) and all(
        not word[:1].islower() or word.casefold() in plain for word in words
    )


def short_slug(name: str) -> str:
    """A name for use in keys, without what most have: ``East Sussex County Council`` → ``east-sussex``.

    Only ``County Council`` and ``City Council`` are left out: ``Bristol Council`` is ``bristol-council``, for nobody
    has said that it is ``Bristol City Council``.
    """
    return full_slug(_IMPLIED.sub("", name)) or full_slug(name)


def full_slug(name: str) -> str:
    """A whole name for use in keys: ``Durham City Council`` → ``durham-city-council``; "" without Latin letters."""
    return "-".join(ascii_words(name))


def _is_joined(before: str) -> bool:
    """Whether the words before a name make another one of it."""
    words = before.casefold().split()[-2:]
    if not words or not before.endswith(" "):
        return False
    return words[-1] in _words("parts") or (words[-1] in _words("joins") and words[0] not in _words("no_place"))


def _place(text: str, *, after: bool) -> str | None:
    """The words of a place, which stand after the last word that is no part of one (before the first, if ``after``)."""
    words = text.split()
    strange = [at for at, word in enumerate(words) if word.casefold().strip(".") in _words("no_place")]
    words = words[: strange[0]] if strange and after else words[strange[-1] + 1 :] if strange else words
    joins = _words("between") | {"the"}
    while words and words[0].casefold() in joins:
        del words[0]
    while words and words[-1].casefold() in joins:
        del words[-1]
    return " ".join(words) if {word.casefold() for word in words} - joins - _words("parts") else None


def _spelt(name: str) -> str:
    words = ["and" if word == "&" else word for word in name.split()]
    if name.isupper():
        words = [word.lower() if word.casefold() in _words("between") else word.capitalize() for word in words]
    return " ".join(words)


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(load(_TABLE)[part])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Names in the order of how much they say: with a beginning, after "City of", and by their ends alone."""
    names = load(_TABLE)
    run = rf"{_WORD}(?: (?:(?i:{any_of(names['between'])}) )?{_WORD})*"
    begins, ends, city_ends = (_printed(names[part]) for part in ("begins", "ends", "city_ends"))
    return (
        re.compile(rf"(?<!\w)(?P<begin>{begins}) (?P<place>{run})(?P<end>)"),
        re.compile(rf"(?<!\w)(?P<begin>City of|CITY OF) (?P<place>{run}?) (?P<end>{city_ends})(?!\w)"),
        re.compile(rf"(?<!\w)(?P<begin>)(?P<place>{run}?) (?P<end>{ends})(?!\w| [Tt]ax)"),
    )


def _printed(words: Iterable[str]) -> str:
    """One of some words as headings print them: as they stand here, or in capitals."""
    return any_of(form for word in words for form in (word, word.upper()))
