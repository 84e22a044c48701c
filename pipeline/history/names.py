"""What a person may have meant by a name that nothing has."""

from __future__ import annotations

from collections.abc import Collection

from normalise.unusable import UnusableError

_LISTED = 12
"""How many names an error lists."""


class UnknownNameError(UnusableError):
    """Nothing has the name that was asked for; the message says which names there are, the most similar first."""


def unknown(what: str, wanted: str, names: Collection[str]) -> UnknownNameError:
    """The error for a name that no ``what`` (an entry, an edition) has, of all that have the ``names``."""
    listed = nearest(wanted, names)
    more = len(listed) - _LISTED
    rest = f" and {more} more" if more > 0 else ""
    there = f"there {'is' if len(listed) == 1 else 'are'} {', '.join(listed[:_LISTED])}{rest}" if listed else ""
    return UnknownNameError(f"no {what} is called '{wanted}'; {there or 'there is none at all'}")


def nearest(wanted: str, names: Collection[str]) -> list[str]:
    """Names, the most similar to the one wanted first; equally similar ones in the order of the alphabet."""
    from rapidfuzz import fuzz  # only a name that is not known needs it

    def rank(name: str) -> tuple[float, str]:
        return -fuzz.WRatio(wanted.casefold(), name.casefold()), name

    return sorted(set(names), key=rank)
