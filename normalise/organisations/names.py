"""The names of public bodies in a text, by their pattern: which of them a paper is of is asked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from normalise.values.text import ascii_words, one_line
from normalise.values.wordings import any_of, load

_TABLE = "organisations/names"
_WORD = r"(?:St\. ?)?[A-Z][\w'’-]{0,40}+"
_LISTED = rf"(?:{_WORD}(?: {_WORD})?, ){{1,8}}(?={_WORD}(?: {_WORD}){{0,8}} (?:and|&|AND) )"
"""What comes before the last but one of three places: ``Bournemouth, Christchurch and Poole``."""
_NAME = re.compile(r"\b[A-Z][^\W\dA-Z_]{3,}\b")
_NEAR = 200
"""Characters before a name that say whether it is part of another one."""
_IMPLIED = re.compile(r" (?:County|City) Council$", re.IGNORECASE)


class Named(NamedTuple):
    """A body that a text names. ``in_passing``: as another's partner (``shared with …``), which is not whose it is."""

    name: str
    in_passing: bool = False


class BodyNames:
    """Finds the names of public bodies: those known, whatever their case, and others by their pattern.

    What comes before a known name is no part of it (``County Hall, Preston Lancashire County Council``), unless it is
    a word that makes another place of it (``West``) or joins another place to it (``Bath and …``).
    """

    def __init__(self, known: Iterable[str] = ()) -> None:
        self._spellings = {name.casefold(): name for name in known}
        self._known = re.compile(rf"(?<!\w){any_of(self._spellings)}(?!\w)", re.IGNORECASE)
        self._found: dict[str, list[Named]] = {}
        """What was found before: running heads are the same on every page."""

    def find(self, text: str) -> list[Named]:
        """Those a text names, in order, as they are known or printed; a name in capitals alone in its usual case."""
        if text not in self._found:
            self._found[text] = self._find(one_line(text))
        return self._found[text]

    def _find(self, line: str) -> list[Named]:
        found: dict[int, Named] = {}

        def take(match: re.Match[str]) -> str:
            """Note a name, and put a mark in its place, so that no other pattern reads it again."""
            named = self._named(match)
            if named:
                found[match.start()] = named
            return "|" * len(match[0]) if named else match[0]

        for pattern in (self._known, *_patterns()):
            line = pattern.sub(take, line)
        return [found[start] for start in sorted(found)]

    def _named(self, match: re.Match[str]) -> Named | None:
        before = match.string[max(0, match.start() - _NEAR) : match.start()]
        if match.re is self._known:
            name = self._spellings[one_line(match[0]).casefold()]
            return None if _is_joined(before) else Named(name, _is_passing(before))
        place = _place(match["place"], after=bool(match["begin"]))
        if place is None:
            return None
        before += "" if match["begin"] else match["place"].rpartition(place)[0]
        return Named(_spelt(f"{match['begin']} {place} {match['end']}".strip()), _is_passing(before))


def is_heading(text: str) -> bool:
    """Whether a line is worded as a heading, and not as a sentence that may name a body in passing.

    Its words begin with a capital or a figure, are small words or such as headings have (``risk register of``).
    """
    words = [word.strip(".,:;()[]'’\"“”") for word in one_line(text).split()]
    plain = _words("small") | _words("between") | _words("no_place")
    return not text.rstrip().endswith((".", ";", ",")) and all(
        not word[:1].islower() or word.casefold() in plain for word in words
    )


def is_fund(name: str) -> bool:
    """Whether a body is part of another one, such as the pension fund of a council."""
    return name.casefold().endswith(tuple(word.casefold() for word in _words("funds")))


def proper_names(text: str) -> tuple[str, ...]:
    """The words of a heading that are names by their looks: with a capital, and in no dictionary; or what a body is.

    Abbreviations are none: their letters may stand for anything.
    """
    words = dict.fromkeys(_NAME.findall(_spelt(text)))
    return tuple(word for word in words if word.casefold() not in _words("no_place") and _is_name(word.casefold()))


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


def _is_passing(before: str) -> bool:
    """Whether the words before a name make a partner of it."""
    words = before.casefold().removesuffix(" the ").split()
    return bool(words) and words[-1] in _words("passing")


def _place(text: str, *, after: bool) -> str | None:
    """The words of a place, which come after the last word that is no part of one (before the first, if ``after``).

    A compass point or the like is no place by itself, but two are one: ``North East``, ``New Forest``.
    """
    words = text.split()
    joins = _words("between") | {"the"}
    last = len(words)
    while not after and last > 1 and words[last - 1].casefold() in joins | _words("after_place"):
        last -= 1
    words, kept = words[:last], words[last:]
    strange = [
        at for at, word in enumerate(words)
        if _is_strange(word, first=at == 0) and not (after and word in joins) and not _joins_a_city(words, at)
    ]  # fmt: skip
    words = words[: strange[0]] if strange and after else words[strange[-1] + 1 :] if strange else words
    while words and words[0].casefold() in joins:
        del words[0]
    while words and words[-1].casefold() in joins:
        del words[-1]
    own = [word for word in words if word.casefold() not in joins]
    if len(own) < 2 and {word.casefold() for word in own} <= _words("parts"):
        return None
    return " ".join((*words, *kept)).strip(",")


def _joins_a_city(words: list[str], at: int) -> bool:
    """Whether a word is the one of ``Nottinghamshire and City of Nottingham``."""
    return at > 0 and [word.casefold() for word in words[at - 1 : at + 2]] == ["and", "city", "of"]


def _is_strange(word: str, *, first: bool) -> bool:
    """Whether a word is no part of a place; in a list of places it may be (``Armagh City, Banbridge and …``)."""
    plain = word.casefold().strip(".,")
    return plain in _words("no_place") and (first or not word.endswith(",") or plain not in _words("after_place"))


def _spelt(name: str) -> str:
    """A name in its usual case: what is printed in capitals becomes small but for the first letters."""
    return re.sub(r"[^\W_]+(?:['’]\w+)*", _small_letters, name) if name.isupper() else name


def _small_letters(word: re.Match[str]) -> str:
    plain = word[0].casefold()
    if plain in _words("capitals"):
        return word[0]
    return plain if plain in _words("between") | _words("small") | _words("on_water") else word[0].capitalize()


@cache
def _is_name(word: str) -> bool:
    from simplemma import is_known  # loads its dictionary at the first word

    return word in _words("bodies") or not is_known(word, lang="en")


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(load(_TABLE)[part])


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Names in the order of how much they say: with a beginning, after "City of", and by their ends alone."""
    names = load(_TABLE)
    water = rf"(?i:{any_of(names['on_water'])}) (?=(?i:{any_of(names['waters'])})\b)"
    goes_on = rf"(?i:{any_of(names['goes_on'])})"
    run = rf"{_WORD}(?: (?:(?i:{any_of(names['between'])}) |{water})?{_WORD}){{0,12}}"
    begins, ends, city_ends = (_printed(names[part]) for part in ("begins", "ends", "city_ends"))
    return (
        re.compile(rf"(?<!\w)(?P<begin>{begins}) (?P<place>(?:{_LISTED})?{run})(?P<end>)"),
        re.compile(rf"(?<!\w)(?P<begin>City of|CITY OF) (?P<place>{run}?) (?P<end>{city_ends})(?!\w)"),
        re.compile(rf"(?<!\w)(?P<begin>)(?P<place>(?:{_LISTED})??{run}?) (?P<end>{ends})(?!\w| {goes_on}\b)"),
    )


def _printed(words: Iterable[str]) -> str:
    """One of some words as headings print them: as they are here, or in capitals."""
    return any_of(form for word in words for form in (word, word.upper()))
