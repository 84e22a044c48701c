"""The entries a covering report lists one by one.

Each stands under a heading of its own (``CORP2 – Family Safeguarding``) or, under the heading of its section or of a
table, in a line that begins with one (``CORP2 – Family Safeguarding: work goes on …``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.document import Line
from extractors.layouts.narrative.phrases import is_bullet, is_open, is_prose, looks_like_heading, wording
from extractors.lines.part import part_at, part_of
from extractors.records import Entry, Kind
from extractors.vocabulary.headings import heading_of, said, section_of
from extractors.vocabulary.identifiers import in_text

_LABEL = re.compile(r"(?:risk|opportunity)(?: (?:id|no|ref|number|reference))?\W*", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"\(?\d{1,2}[.)]\s+")
_SEPARATOR = re.compile(r"[\s:.|–—-]*")
_TITLE = re.compile(r"[A-Z0-9\"'“‘(]")
_INLINE = re.compile(r"(?P<title>[^|:]*?(?=\s{0,9}(?:[|:]|\.\s|\s[–—-]\s)))\s*[|:.–—-]\s*(?P<rest>\S.*)")
_LONGEST_TITLE = 15
"""Words."""
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
    text: str = ""
    """The description that goes on in the same line."""


def read_listing(lines: Sequence[Line], narrative: int) -> tuple[Entry, ...]:
    """The entries that the lines of narrative number ``narrative`` list; fewer than two are no list, and give ().

    The list runs from the first to the last heading with a description: ``CR13 – Homecare`` with nothing under it is
    an item of a sentence, unless it stands within the list.
    """
    for headings in (
        [heading for at, line in enumerate(lines) if (heading := _heading(line, at))],
        list(_inline_headings(lines)),
    ):
        starts = {heading.at for heading in headings}
        described = [
            number
            for number, heading in enumerate(headings)
            if heading.text or _is_described(heading.at, lines, starts)
        ]  # fmt: skip
        if len(described) >= _FEWEST:
            return _listed(headings, described, lines, narrative)
    return ()


def _listed(
    headings: Sequence[_Heading], described: Sequence[int], lines: Sequence[Line], narrative: int
) -> tuple[Entry, ...]:
    listed = headings[described[0] : described[-1] + 1]
    stops = [*(heading.at for heading in listed[1:]), len(lines)]
    ends = []
    for heading, stop in zip(listed, stops, strict=True):
        last = heading is listed[-1]
        labels = frozenset(said(line.text) for line in lines[listed[0].at : heading.at])
        ends.append(_end(lines, heading.at + 1, stop, labels if last else None))
    return tuple(
        _entry(heading, lines, end, _likely_kind(heading, lines), narrative)
        for heading, end in zip(listed, ends, strict=True)
    )  # fmt: skip


def _heading(line: Line, at: int) -> _Heading | None:
    """The heading of an entry that a line is, or None."""
    text = line.text.rstrip(": ")
    if is_bullet(line) or not looks_like_heading(replace(line, text=text)):
        return None
    match = in_text().search(text)
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


def _inline_headings(lines: Sequence[Line]) -> Iterator[_Heading]:
    """The headings that stand in one line with their descriptions, once a section or a table of entries is headed."""
    headed = False
    for at, line in enumerate(lines):
        headed = headed or section_of(line.text) is not None or _heads_table(line.text)
        match = in_text().match(line.text) if headed else None
        if match is None:
            continue
        begin = _SEPARATOR.match(line.text, match.end()).end()  # type: ignore[union-attr]
        parts = _INLINE.match(line.text, begin)
        if parts is None or begin == match.end():
            continue
        title, rest = parts["title"], parts["rest"]
        if _TITLE.match(title) and len(title.split()) <= _LONGEST_TITLE and is_prose(rest) and " | " not in rest:
            yield _Heading(at, match[0], title, None, rest)


def _heads_table(text: str) -> bool:
    """Whether a line is the heading row of a table of entries: ``ID | Title | Summary``."""
    named = [heading and heading.field for heading in map(heading_of, text.split(" | "))]
    return named[0] == "id" and not {"title", "description"}.isdisjoint(named)


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
    of such short lines; a label that entries before it have too (``labels``) is part of the entry.
    """
    in_list = False
    for at in range(start, stop):
        line = lines[at]
        if section_of(line.text) or wording("after_list").fullmatch(line.text.rstrip(": ")):
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


def _likely_kind(heading: _Heading, lines: Sequence[Line]) -> Kind | None:
    """Risk or opportunity by the section heading above; a list that goes on under its risks may have none."""
    above = (kind for line in reversed(lines[: heading.at]) if (kind := _section_in(line)))
    return heading.section or next(above, None)


def _section_in(line: Line) -> Kind | None:
    """The kind that a line announces, alone or in front of the first entry's heading."""
    match = in_text().search(line.text)
    return section_of(line.text[: match.start()] if match else line.text)


def _entry(heading: _Heading, lines: Sequence[Line], end: int, kind: Kind | None, narrative: int) -> Entry:
    line = lines[heading.at]
    bare = Line(line.text, places=line.places)
    identifier = (part_at(bare, heading.identifier),) if heading.identifier else ()
    title = (part_at(bare, heading.title, last=not heading.text),) if heading.title else ()
    rest = (part_of(line, len(line.text) - len(heading.text)),) if heading.text else ()
    values = {"id": identifier, "title": title, "description": (*rest, *lines[heading.at + 1 : end])}
    places = tuple(place for each in (line, *lines[heading.at + 1 : end]) for place in each.places)
    return Entry(None, values, places, narrative, (heading.at + 1, end), likely_kind=kind)
