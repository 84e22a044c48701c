"""Statements out of printed lines: which line goes on with the one before, and which repeats it, misread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from extractors.document import Line
from extractors.layouts.loose.rows import Notes
from extractors.layouts.loose.words import Words, tokens
from extractors.lines.bullets import BULLET
from extractors.places import Place

_GOES_ON = re.compile(r"[\"'‘“(]?[a-z]|[),.;:&/%]")
UNFINISHED = re.compile(r"(?:[,&/(]|\b(?:a|an|and|by|for|in|of|on|or|the|to|with))$")
"""How a line ends that goes on in the next, whatever that begins with."""
_ALIKE = 0.75
_SHORTEST_ECHO = 12
_NO_PRINTED_LINE = 1.5
"""A line this many times as wide as the lines of its column is no printed line but a whole cell run together."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line of one column. ``parted``: it stands below a blank. ``torn``: its beginning is lost."""

    text: str
    bullet: bool
    parted: bool
    block: int
    row: int
    places: tuple[Place, ...]
    torn: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement, and the printed lines it was put together from."""

    line: Line
    printed: tuple[Printed, ...]


def statements(lines: Sequence[Printed]) -> list[Statement]:
    """The statements of one column, its printed lines put together where one goes on with another."""
    widths = {block: _width([line for line in lines if line.block == block]) for block in {x.block for x in lines}}
    groups: list[list[Printed]] = []
    for line in lines:
        if groups and not _begins(groups[-1][-1], line, widths[groups[-1][-1].block]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_statement(group) for group in groups]


def without_echoes(lines: Sequence[Printed], words: Words, notes: Notes, name: str) -> list[Printed]:
    """The lines without those that print the line beside them once more, misread."""
    echoes = set()
    for (at, line), (after, following) in pairwise(enumerate(lines)):
        if _alike(line.text, following.text):
            unread = [
                any(not words.known(word, besides=1) for word in {*tokens(one.text)} - {*tokens(other.text)})
                for one, other in ((line, following), (following, line))
            ]
            if unread[0] != unread[1]:
                echoes.add(at if unread[0] else after)
    for at in sorted(echoes):
        notes.ignore(lines[at].text, "it repeats the line beside it, misread", lines[at].places, name)
    return [line for at, line in enumerate(lines) if at not in echoes]


def _begins(before: Printed, line: Printed, width: int) -> bool:
    """Whether a line begins a statement, being printed after another."""
    if line.bullet or line.torn:
        return True
    if UNFINISHED.search(before.text):
        return False
    if _GOES_ON.match(line.text):
        return line.parted and before.text.endswith((".", ":", ";"))
    if line.parted:
        return True
    room = len(before.text) + 1 + len(line.text.split()[0]) <= width
    return room or len(before.text) > width * _NO_PRINTED_LINE


def _width(lines: Sequence[Printed]) -> int:
    """How many letters the column holds: the widest line that certainly goes on in the next, else 0."""
    wrapped = [
        len(line.text)
        for line, after in pairwise(lines)
        if _GOES_ON.match(after.text) and not after.bullet and not after.torn
    ]
    return max(wrapped, default=0)


def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST_ECHO:
        return False
    if [word for word in tokens(one) if word.isdigit()] != [word for word in tokens(other) if word.isdigit()]:
        return False
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() >= _ALIKE


def _statement(group: Sequence[Printed]) -> Statement:
    text = " ".join(line.text for line in group)
    bullet = group[0].bullet
    places = tuple(place for line in group for place in line.places)
    return Statement(Line(text, int(bullet), BULLET if bullet else None, places), tuple(group))
