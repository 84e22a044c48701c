"""One organisation: its names and its conventions, read from its folder."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from normalise.organisations.conventions import Calendar, IdScheme, Ratings, Scale
from normalise.unusable import UnusableError
from normalise.values.ids import Identifiers

FILE: Final = "organisation.toml"
CROSSWALK: Final = "crosswalk.csv"

_GENERAL = Path(__file__).parent / "general.toml"


class OrganisationError(UnusableError):
    """An organisation's folder cannot be used; the message names the file and what is wrong in it."""


class Counts(NamedTuple):
    """How many entries an edition has, as a person has counted them on the page."""

    risks: int
    opportunities: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Organisation:
    """Whose register it is, and what its papers have in common.

    ``name`` is what the history calls it, ``aliases`` are other names that papers print, ``slug`` begins its keys.
    ``places`` are names that its papers' heads have beside its own.
    ``roles`` are its abbreviations, each with its full form; ``expected`` are the entries of an edition by its
    ``register_id``. ``crosswalk`` is the file of that name in its folder, where there is one; ``digest`` (SHA-256)
    stands for all that its ``organisation.toml`` says.
    """

    name: str
    slug: str
    scale: Scale
    calendar: Calendar
    ratings: Ratings
    aliases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    identifiers: Identifiers = field(default_factory=Identifiers)
    roles: tuple[tuple[str, str], ...] = ()
    expected: Mapping[str, Counts] = field(default_factory=dict)
    crosswalk: Path | None = None
    digest: str = ""


def unknown_organisation(name: str, slug: str) -> Organisation:
    """An organisation of which nothing is written down but the name that a paper prints: all of it is general."""
    return replace(_from_table({"name": name}), slug=slug)


def read_organisation(folder: Path) -> Organisation:
    """The organisation of a folder: its ``organisation.toml`` and, where there is one, its ``crosswalk.csv``.

    Raises:
        OrganisationError: the file is no TOML, has an unknown key, no name, or an impossible value.
        OSError: the file cannot be opened.
    """
    file = folder / FILE
    try:
        content = file.read_bytes()
        read = _from_table(tomllib.loads(content.decode("utf-8")))
    except (ValueError, TypeError, KeyError) as error:  # a damaged TOML is a ValueError
        raise OrganisationError(f"{file}: {error}") from error
    crosswalk = folder / CROSSWALK
    return replace(
        read,
        slug=folder.name,
        crosswalk=crosswalk if crosswalk.is_file() else None,
        digest=hashlib.sha256(content).hexdigest(),
    )


def _from_table(own: dict[str, Any]) -> Organisation:
    _check("", own, ("name", "aliases", "places", "identifiers", "roles", "expected", *_general()))
    if not isinstance(own.get("name"), str):
        raise TypeError("it has no name")
    table = {part: _merged(part, general, own.get(part, {})) for part, general in _general().items()}
    return Organisation(
        name=own["name"],
        slug="",
        aliases=_words(own.get("aliases", ())),
        places=_words(own.get("places", ())),
        identifiers=Identifiers(tuple(map(_scheme, own.get("identifiers", ())))),
        scale=_scale(table["scale"]),
        calendar=_calendar(table["calendar"]),
        ratings=_ratings(table["confidence"]),
        roles=tuple(own.get("roles", {}).items()),
        expected={edition: Counts(**counts) for edition, counts in own.get("expected", {}).items()},
    )


@cache
def _general() -> dict[str, Any]:
    return tomllib.loads(_GENERAL.read_text("utf-8"))


def _check(part: str, table: Mapping[str, Any], known: tuple[str, ...]) -> None:
    if unknown := [f"{part}{key}" for key in table if key not in known]:
        raise ValueError(f"unknown {', '.join(unknown)}; known are {', '.join(part + key for key in known)}")


def _merged(part: str, general: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """A table of ``general.toml`` with the lines that an organisation has of its own."""
    _check(f"{part}.", own, tuple(general))
    return {**general, **own}


def _scheme(row: dict[str, Any]) -> IdScheme:
    _check("identifiers.", row, ("letters", "kind", "slips", "between"))
    if row.get("kind") not in (None, "risk", "opportunity"):
        raise ValueError(f"identifiers.kind is risk or opportunity, not {row['kind']!r}")
    return IdScheme(**{**row, "letters": row["letters"].upper(), "slips": _words(row.get("slips", ()))})


def _scale(table: dict[str, Any]) -> Scale:
    if table["first"] not in ("likelihood", "impact", "unknown"):
        raise ValueError(f"scale.first is likelihood, impact or unknown, not {table['first']!r}")
    if table["colours"] not in ("score", "confidence"):
        raise ValueError(f"scale.colours is score or confidence, not {table['colours']!r}")
    likelihood, impact = (_levels(table[axis]) for axis in ("likelihood", "impact"))
    names = table["names"]
    first = None if table["first"] == "unknown" else table["first"]
    return Scale(likelihood, impact, (_words(names["likelihood"]), _words(names["impact"])), first, table["colours"])


def _levels(value: object) -> tuple[tuple[str, ...], ...]:
    """The words of each level, or none where only the number of levels is given."""
    if isinstance(value, int) and value > 0:
        return ((),) * value
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no number of levels and no list of their words")
    return tuple(map(_small, value))


def _calendar(table: dict[str, Any]) -> Calendar:
    if table["first_month"] not in range(1, 13):
        raise ValueError(f"calendar.first_month is a month from 1 to 12, not {table['first_month']!r}")
    if table["label"] not in ("both", "first", "last"):
        raise ValueError(f"calendar.label is both, first or last, not {table['label']!r}")
    return Calendar(**table)


def _ratings(table: dict[str, Any]) -> Ratings:
    for part in ("words", "hues"):
        _check(f"confidence.{part}.", table[part], ("red", "amber", "green"))
    words = tuple((rating, _small(words)) for rating, words in table["words"].items())
    hues = tuple((rating, tuple((low, high) for low, high in spans)) for rating, spans in table["hues"].items())
    return Ratings(words, hues)


def _words(value: object) -> tuple[str, ...]:
    """One word of a table, or a list of them."""
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list | tuple) or not all(isinstance(word, str) for word in words):
        raise TypeError(f"{value!r} is no word and no list of words")
    return tuple(words)


def _small(value: object) -> tuple[str, ...]:
    return tuple(word.lower() for word in _words(value))
