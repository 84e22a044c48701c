"""What a printed heading means: the wordings of ``headings.toml``, compared as a reader would."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extractors.document import Cell
from extractors.layouts.entry import FIELDS, Kind

_NOT_SAID = re.compile(r"[\W_]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_TITLE = 160
_LONGEST_HEADING = 80
_FEWEST_FIELDS = 4
"""A row is a heading row if it names at least this many fields, the identifier among them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The canonical field a wording stands for, and the kind of entry it speaks of, if it says so."""

    field: str
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """What a heading row says: the field of each column, the kind, and the wordings nobody knows yet."""

    fields: dict[int, str]
    kind: Kind | None
    unknown: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Wordings:
    headings: dict[str, Heading]
    sections: dict[str, Kind]
    title_words: tuple[str, ...]


@cache
def _wordings() -> _Wordings:
    data = tomllib.loads((files("extractors") / "headings.toml").read_text("utf-8"))
    headings = {}
    for row in data["headings"]:
        if row["field"] not in FIELDS:
            raise ValueError(f"headings.toml: {row['text']!r} names the unknown field {row['field']!r}")
        headings[said(row["text"])] = Heading(row["field"], row.get("kind"))
    sections: dict[str, Kind] = {said(row["text"]): row["kind"] for row in data["sections"]}
    return _Wordings(headings, sections, tuple(data["title_words"]))


def said(text: str) -> str:
    """A wording without case, white space and punctuation: what two printings of one heading share."""
    return _NOT_SAID.sub("", text).casefold()


def heading_of(text: str) -> Heading | None:
    """The meaning of one printed heading, or None where nobody has seen it yet."""
    return _wordings().headings.get(said(text)) if len(text) <= _LONGEST_HEADING else None


def section_of(text: str) -> Kind | None:
    """The kind of entry that a one-cell row announces, or None."""
    return _wordings().sections.get(said(text)) if len(text) <= _LONGEST_HEADING else None


def heading_row(cells: Iterable[Cell]) -> HeadingRow | None:
    """What a row says if it is the heading row of a register, else None.

    A row of prose, a score key or a performance table names too few fields, or no identifier.
    """
    fields: dict[int, str] = {}
    unknown: dict[int, str] = {}
    kinds: list[Kind] = []
    for cell in cells:
        text = cell.text.replace("\n", " ")
        heading = heading_of(text)
        if heading is None:
            if text:
                unknown[cell.column] = text
        elif heading.field in fields.values():
            unknown[cell.column] = text
        else:
            fields[cell.column] = heading.field
            kinds += [heading.kind] if heading.kind else []
    if len(fields) < _FEWEST_FIELDS or "id" not in fields.values() or len(unknown) > len(fields):
        return None
    kind = Counter(kinds).most_common(1)[0][0] if kinds else None
    return HeadingRow(fields, kind, unknown)


def is_title(text: str) -> bool:
    """Whether a line may be the title of a register: it says so, gives a year, and is no paragraph of prose."""
    words = text.casefold()
    return (
        len(text) <= _LONGEST_TITLE
        and _YEAR.search(text) is not None
        and all(word in words for word in _wordings().title_words)
    )


def names_fields(text: str) -> set[str]:
    """The fields whose headings stand somewhere in a page's plain text, however its lines were cut."""
    squeezed = said(text)
    return {
        heading.field
        for wording, heading in _wordings().headings.items()
        if len(wording) > 8 and wording in squeezed
    }
