"""What types of risk a cell lists, whatever it parts them with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from normalise.values.text import clean, one_line
from normalise.values.wordings import any_of, load


@dataclass(frozen=True, slots=True)
class Types:
    """The types in the order printed, in lower case, each once; ``unknown`` are those that are not in the table."""

    values: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def parse_types(raw: str) -> Types:
    """Read types parted by ``/``, commas, semicolons, lines, or by blanks alone where all of them are known.

    A type that is not in the table is kept as printed but for its case, and listed as unknown as well.
    """
    values = tuple(dict.fromkeys(name for piece in re.split(r"[/,;]", clean(raw)) for name in _names(piece)))
    known = set(load("values/types")["types"])
    return Types(values, tuple(name for name in values if name not in known))


def _names(piece: str) -> Iterator[str]:
    """The types in what is between two separators; a type may itself run over two lines."""
    text = one_line(piece).lower().strip(" .")
    name, several = _known()
    if several.fullmatch(text):
        spellings = load("values/types")["spellings"]
        yield from (spellings.get(found, found) for found in name.findall(text))
    elif "\n" in piece.strip():
        for line in piece.strip().splitlines():
            yield from _names(line)
    elif text:
        yield text


@cache
def _known() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """One known type, and a run of them."""
    words = load("values/types")
    name = any_of((*words["types"], *words["spellings"]))
    return re.compile(name), re.compile(rf"{name}(?: (?:(?:&|and) )?{name})*")
