"""The entries a covering report lists one by one, each under a heading of its own: ``CORP2 – Family Safeguarding``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.document import Line
from extractors.layouts.account.words import is_bullet, is_open, is_prose, looks_like_heading, words
from extractors.layouts.entry import Entry, Kind
from extractors.layouts.headings import said, section_of

_LABEL = re.compile(r"(?:risk|opportunity)(?: (?:id|no|ref|number|reference))?\W*", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"\(?\d{1,2}[.)]\s+")
_SEPARATOR = re.compile(r"[\s:.|–—-]*")
_TITLE = re.compile(r"[A-Z0-9\"'“‘(]")
_FEWEST = 2
_FEWEST_WORDS = 10
"""A line that announces a list in fewer words ("The deletion is:") describes no entry."""
_SHORT = 80
"""Letters; a heading below the list is no longer."""
_NOTHING = frozenset({"na", "none", "nil", "notapplicable"})


@dataclass(frozen=True, slots=True)
class _Heading:
    """A line that heads an entry: its number among the lines, from 0, and its parts as printed."""

    at: int
    identifier: str
    title: str
    section: Kind | None
    """The kind that a section heading set on the same line announces."""


def read_listing(lines: Sequence[Line], account: int) -> tuple[Entry, ...]:
    """The entries that the lines of account number ``account`` list; fewer than two are no list, and give ().

    The list runs from the first to the last heading with a description under it: ``CR13 – Homecare`` with nothing
    under it is an item of a sentence, unless it stands within the list.
    """
    headings = [heading for at, line in enumerate(lines) if (heading := _heading(line, at))]
    starts = {heading.at for heading in headings}
    described = [number for number, heading in enumerate(headings) if _is_described(heading.at, lines, starts)]
    if len(described) < _FEWEST:
        return ()
    listed = headings[described[0] : described[-1] + 1]
    stops = [*(heading.at for heading in listed[1:]), len(lines)]
    ends = []
    for heading, stop in zip(listed, stops, strict=True):
        last = heading is listed[-1]
        labels = frozenset(said(line.text) for line in lines[listed[0].at : heading.at])
        ends.append(_end(lines, heading.at + 1, stop, labels if last else None))
    return tuple(
        _entry(heading, lines, end, _kind(heading, lines), account)
        for heading, end in zip(listed, ends, strict=True)
    )  # fmt: skip


def _heading(line: Line, at: int) -> _Heading | None:
    """The heading of an entry that a line is, or None."""
    text = line.text.rstrip(": ")
    if is_bullet(line) or not looks_like_heading(replace(line, text=text)):
        return None
    match = words().identifier.search(text)
    if match is None:
        return None
    before = text[: match.start()]
    if number := _LIST_NUMBER.match(before):
        before = before[number.end() :]
    section = section_of(before) if before.strip() else None
    if before.strip() and section is None and not _LABEL.fullmatch(before):
        return None
    rest = text[match.end() :]
    title = rest[_SEPARATOR.match(rest).end() :]  # type: ignore[union-attr]
    if title and not _TITLE.match(title):  # "CR3 and CR5"
        return None
    return _Heading(at, match[0], title, section)


def _is_described(at: int, lines: Sequence[Line], starts: set[int]) -> bool:
    """Whether more than a caption stands right under a heading."""
    if at + 1 in starts or at + 1 >= len(lines):
        return False
    below = lines[at + 1]
    announces = is_open(below.text) and len(below.text.split()) < _FEWEST_WORDS
    return is_bullet(below) or is_prose(below.text) or not (looks_like_heading(below) or announces)


def _end(lines: Sequence[Line], start: int, stop: int, labels: frozenset[str] | None) -> int:
    """Where the description that begins at ``start`` ends, at ``stop`` the latest; ``labels`` for the last entry.

    The headings of sections, and those a report has below its list, end any. Below the last entry nothing else says
    where the list ends, so there a short line that ends as no sentence does is a heading of what follows, if prose
    (or "N/A") stands under it, the entry has its description, and no line that ends in a colon has opened a list
    of such short lines; a label that entries before it bear too (``labels``) is part of the entry.
    """
    in_list = False
    for at in range(start, stop):
        line = lines[at]
        if section_of(line.text) or words().after_list.fullmatch(line.text.rstrip(": ")):
            return at
        if is_open(line.text):
            in_list = True
            continue
        headed = at > start and looks_like_heading(line) and len(line.text) <= _SHORT
        in_list = in_list and (is_bullet(line) or headed)
        if labels is None or not headed or in_list or said(line.text) in labels:
            continue
        below = lines[at + 1].text if at + 1 < len(lines) else ""
        if is_prose(below) or is_open(below) or said(below) in _NOTHING:
            return at
    return stop


def _kind(heading: _Heading, lines: Sequence[Line]) -> Kind:
    """Risk or opportunity: by the section heading above; the letters where there is none, or where they deny it.

    A list that goes on with ``CO1`` under its risks lacks a heading: the letters are the register's own scheme. A zero
    printed for the letter O says nothing against its section.
    """
    section = heading.section or next(
        (kind for line in reversed(lines[: heading.at]) if (kind := _section_in(line))), None
    )
    letters = re.match(r"C[O0](?!R)|", heading.identifier, re.IGNORECASE)[0].upper()  # type: ignore[index]
    by_letters: Kind = "opportunity" if letters else "risk"
    return section if section and letters == "C0" else by_letters


def _section_in(line: Line) -> Kind | None:
    """The kind that a line announces, alone or in front of the first entry's heading."""
    match = words().identifier.search(line.text)
    return section_of(line.text[: match.start()] if match else line.text)


def _entry(heading: _Heading, lines: Sequence[Line], end: int, kind: Kind, account: int) -> Entry:
    line, below = lines[heading.at], tuple(lines[heading.at + 1 : end])

    def part(text: str) -> tuple[Line, ...]:
        return (Line(text, places=line.places),) if text else ()

    values = {"id": part(heading.identifier), "title": part(heading.title), "description": below}
    places = tuple(place for each in (line, *below) for place in each.places)
    return Entry(kind, values, places, account, (heading.at + 1, end))
