"""What a printed heading means: the wordings of ``headings.toml``, compared as a reader would."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import zip_longest
from typing import Literal, NamedTuple

from extractors.document import Cell, Line
from extractors.records import FIELDS, Kind
from extractors.vocabulary.subjects import is_of_something_else

_NOT_SAID = re.compile(r"[\W_]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<![\d/])\d\d/\d\d(?![\d/])")
_QUARTER = re.compile(r"Q(?:uarter|tr)?\W*([1-4])(?!\d)", re.IGNORECASE)
_FISCAL_YEAR = re.compile(r"(?<!\d)(?:20)?(\d\d)(?:\s*[/–-]\s*(?:20)?\d\d)?(?!\d)")
_REMARK = re.compile(r"\(([^()]*)\)\W*$")
_LONGEST_TITLE = 160
_LONGEST_HEADING = 80
_FEWEST_FIELDS = 4
_SIGNS = ({"id"}, {"current_score", "target_score"}, {"consequence", "control", "progress", "action"})
"""Headings are a register's if they name enough fields, one of each of these among them: a list of actions has no
score, a profile of scores no narrative."""

CONTEXT = 12
"""How many lines before a register may still be about it."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The canonical field a wording stands for, and the kind of entry, if it says so."""

    field: str
    kind: Kind | None
    in_prose: bool = False
    """Whether prose uses the words too."""


class ScoreSide(NamedTuple):
    """One side of a matrix of scores: which state of an entry it is of (``current``), or of what (``impact``)."""

    kind: Literal["state", "axis"]
    name: str


class Quarter(NamedTuple):
    """A quarter from 1 to 4 and the last two digits of the year it is of, where a heading names them."""

    number: int | None
    year: int | None
    rest: str


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
    line_owners: dict[str, str]
    sections: dict[str, Kind]
    remarks: frozenset[str]
    ratings: frozenset[str]
    score_sides: dict[str, ScoreSide]
    title_words: tuple[str, ...]
    profile_words: tuple[str, ...]


@cache
def _wordings() -> _Wordings:
    data = tomllib.loads((files("extractors.vocabulary") / "headings.toml").read_text("utf-8"))
    headings = {}
    for row in data["headings"]:
        if row["field"] not in FIELDS:
            raise ValueError(f"headings.toml: {row['text']!r} names the unknown field {row['field']!r}")
        headings[said(row["text"])] = Heading(row["field"], row.get("kind"), row.get("in_prose", False))
    line_owners = {said(row["text"]): row["field"] for row in data["line_owners"]}
    sections: dict[str, Kind] = {said(row["text"]): row["kind"] for row in data["sections"]}
    remarks, ratings = (frozenset(map(said, data[name])) for name in ("remarks", "ratings"))
    sides = {said(text): ScoreSide("state", name) for name, texts in data["score_states"].items() for text in texts}
    sides |= {said(text): ScoreSide("axis", name) for name, texts in data["score_axes"].items() for text in texts}
    title_words, profile_words = tuple(data["title_words"]), tuple(data["profile_words"])
    return _Wordings(headings, line_owners, sections, remarks, ratings, sides, title_words, profile_words)


def said(text: str) -> str:
    """A wording without case, white space and punctuation: what two printings of one heading share."""
    return _NOT_SAID.sub("", text).casefold()


def _unremarked(text: str) -> str:
    """What a wording says without a remark in brackets behind it that says nothing of its own (``(L x I)``)."""
    remark = _REMARK.search(text)
    return said(text[: remark.start()] if remark and said(remark[1]) in _wordings().remarks else text)


def heading_of(text: str) -> Heading | None:
    """The meaning of one printed heading, or None where nobody has seen it yet."""
    return _wordings().headings.get(_unremarked(text)) if len(text) <= _LONGEST_HEADING else None


def line_owner_of(text: str) -> str | None:
    """The field whose lines have their owners under this heading (``Control Owner``: ``control``), or None."""
    return _wordings().line_owners.get(said(text)) if len(text) <= _LONGEST_HEADING else None


def is_rating(text: str) -> bool:
    """Whether a wording says nothing, or nothing but that something is rated (``RAG``)."""
    return said(text) in _wordings().ratings


def score_side_of(text: str) -> ScoreSide | None:
    """Which side of a matrix of scores a wording is, or None."""
    return _wordings().score_sides.get(_unremarked(text)) if len(text) <= _LONGEST_HEADING else None


def quarter_of(text: str) -> Quarter:
    """The quarter that a heading names (``Risk Confidence Q3 2021/22``), and what is left of it without."""
    found = _QUARTER.search(text)
    if found is None:
        return Quarter(None, None, text)
    rest = text[: found.start()] + text[found.end() :]
    year = _FISCAL_YEAR.search(rest)
    return Quarter(int(found[1]), int(year[1]) if year else None, _FISCAL_YEAR.sub("", rest))


def section_of(text: str) -> Kind | None:
    """The kind of entry that a one-cell row announces, or None."""
    return _wordings().sections.get(said(text)) if len(text) <= _LONGEST_HEADING else None


def heading_row(cells: Sequence[Cell]) -> HeadingRow | None:
    """What a row says if it is the heading row of a register, else None.

    A row of prose, a score key, a performance table or a summary profile does not have every sign of a register, or
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
    wordings = (cell.text for cell in cells)
    if not is_register(named) or len(named) < len(unknown) or is_of_something_else(wordings):
        return None
    kind = Counter(kinds).most_common(1)[0][0] if kinds else None
    return HeadingRow(fields, kind, unknown, again)


def is_register(named: set[str]) -> bool:
    """Whether fields that headings name together are those of a register."""
    return len(named) >= _FEWEST_FIELDS and all(named & sign for sign in _SIGNS)


def is_title(text: str) -> bool:
    """Whether a line may be the title of a register: it says so, gives a year, and is no paragraph of prose."""
    words = text.casefold()
    return (
        len(text) <= _LONGEST_TITLE
        and _YEAR.search(text) is not None
        and all(word in words for word in _wordings().title_words)
    )


def nearest_title(lines: Sequence[Line]) -> Line | None:
    """The last line that may be the title of a register, a sentence only where there is no other."""
    return _nearest([line for line in _with_periods(lines) if is_title(line.text)])


def nearest_profile_title(lines: Sequence[Line]) -> Line | None:
    """The last line that may be the title of a summary profile: it says so; where none does, a register's title."""
    words = _wordings().profile_words
    naming = [
        line
        for line in _with_periods(lines[-CONTEXT:])
        if len(line.text) <= _LONGEST_TITLE and any(word in line.text.casefold() for word in words)
    ]
    return _nearest(naming) or nearest_title(lines)


def _with_periods(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, each with the one below it where that holds nothing but the quarter, and perhaps the year, of it."""
    for line, below in zip_longest(lines, lines[1:]):
        if below and quarter_of(line.text).number is None and _is_quarter(below.text):
            yield replace(line, text=f"{line.text} {below.text}", places=line.places + below.places)
        else:
            yield line


def _is_quarter(text: str) -> bool:
    quarter = quarter_of(text)
    return quarter.number is not None and not said(quarter.rest)


def _nearest(titles: Sequence[Line]) -> Line | None:
    proper = [line for line in titles if not line.text.rstrip().endswith((".", "!", "?", ";"))]
    return next(reversed(proper or titles), None)


@lru_cache(maxsize=1)  # several layouts ask of the same page, one after the other
def names_fields(text: str) -> frozenset[str]:
    """The fields whose headings stand somewhere in a page's plain text, however its lines were cut."""
    squeezed = said(text)
    return frozenset(
        heading.field
        for wording, heading in _wordings().headings.items()
        if len(wording) > 8 and not heading.in_prose and wording in squeezed
    )


def names_line_owners(text: str) -> set[str]:
    """The fields whose owners' headings stand somewhere in a page's plain text, however its lines were cut."""
    squeezed = said(text)
    return {field for wording, field in _wordings().line_owners.items() if wording in squeezed}
