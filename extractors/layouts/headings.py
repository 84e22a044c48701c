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
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<![\d/])\d\d/\d\d(?![\d/])")
_LONGEST_TITLE = 160
_LONGEST_HEADING = 80
_FEWEST_FIELDS = 4
_SIGNS = ({"id"}, {"current_score", "target_score"}, {"consequence", "control", "progress", "action"})
"""A row is a heading row if it names enough fields, one of each of these among them: a list of actions has no score,
a profile of scores no narrative."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The canonical field a wording stands for, and the kind of entry it speaks of, if it says so."""

    field: str
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """What a heading row says: the field of each column, the kind, and by column the wordings that name no field.

    ``unknown`` are wordings nobody knows yet, ``again`` those that name a field which a column before has already.
    """

    fields: dict[int, str]
    kind: Kind | None
    unknown: dict[int, str]
    again: dict[int, str]

    @property
    def unread(self) -> set[int]:
        """The columns that have a heading and yet are not read."""
        return {*self.unknown, *self.again}


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

    A row of prose, a score key, a performance table or a summary profile lacks one of the signs of a register, or
    says more that is unknown than known.
    """
    fields: dict[int, str] = {}
    unknown: dict[int, str] = {}
    again: dict[int, str] = {}
    kinds: list[Kind] = []
    for cell in cells:
        text = cell.text.replace("\n", " ")
        heading = heading_of(text)
        if heading is None:
            if text:
                unknown[cell.column] = text
        elif heading.field in fields.values():
            again[cell.column] = text
        else:
            fields[cell.column] = heading.field
            kinds += [heading.kind] if heading.kind else []
    named = set(fields.values())
    if len(named) < max(_FEWEST_FIELDS, len(unknown)) or not all(named & sign for sign in _SIGNS):
        return None
    kind = Counter(kinds).most_common(1)[0][0] if kinds else None
    return HeadingRow(fields, kind, unknown, again)


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
        heading.field for wording, heading in _wordings().headings.items() if len(wording) > 8 and wording in squeezed
    }
