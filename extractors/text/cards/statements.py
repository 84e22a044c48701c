"""Statements out of printed lines: which line goes on with the one before, and which repeats it, misread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from extractors.lines.drafts import DraftFinding, DraftLine
from extractors.text.cards.cut_lines import CutLine
from extractors.text.cells import TextCell
from extractors.text.words import Words, left_out, words_in

_GOES_ON = re.compile(r"[\"'‘“(]?[a-z]|[),.;:&/%]")
UNFINISHED = re.compile(r"(?:[,&/(]|\b(?:a|an|and|by|for|in|of|on|or|the|to|with))$")
"""How a line ends that goes on in the next, whatever that begins with."""
_ALIKE = 0.75
_SHORTEST_REPEAT = 12
_NO_PRINTED_LINE = 1.5
"""A line this many times as wide as the lines of its column is no printed line but a whole cell run together."""


@dataclass(slots=True)
class Printed:
    """One printed line of one column, the line of the text it is of, and what there is to report of it.

    ``parted``: it stands below a blank. ``beginning_lost``: its beginning is lost.
    """

    text: str
    bullet: bool
    line: CutLine
    notes: list[DraftFinding] = field(default_factory=list)
    parted: bool = False
    beginning_lost: bool = False


def statements(lines: Sequence[Printed]) -> list[list[Printed]]:
    """The lines of one column, those together of which one goes on with another."""
    widths = {block: _width(list(run)) for block, run in groupby(lines, lambda printed: printed.line.block)}
    groups: list[list[Printed]] = []
    for line in lines:
        if groups and not _begins(groups[-1][-1], line, widths[groups[-1][-1].line.block]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def cell_of(groups: Sequence[Sequence[Printed]]) -> TextCell:
    """A cell of some statements, a paragraph or list item for each."""
    pieces = [DraftLine(" ".join(line.text for line in group), int(group[0].bullet)) for group in groups]
    return TextCell(pieces, notes=[note for group in groups for line in group for note in line.notes])


def without_repeats(lines: Sequence[Printed], words: Words) -> list[Printed]:
    """The lines without those that print the line beside them once more, misread."""
    repeats: dict[int, Printed] = {}
    for (at, line), (after, following) in pairwise(enumerate(lines)):
        if _alike(line.text, following.text):
            unread = [
                any(not words.known(word, besides=1) for word in {*words_in(one.text)} - {*words_in(other.text)})
                for one, other in ((line, following), (following, line))
            ]
            if unread[0] != unread[1]:
                repeats |= {at: following} if unread[0] else {after: line}
    for at, kept in repeats.items():
        kept.notes += [*lines[at].notes, left_out(lines[at].text, "it repeats the line beside it, misread")]
    return [line for at, line in enumerate(lines) if at not in repeats]


def _begins(before: Printed, line: Printed, width: int) -> bool:
    """Whether a line begins a statement, being printed after another."""
    if line.bullet or line.beginning_lost:
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
    wrapped = (
        len(line.text)
        for line, after in pairwise(lines)
        if _GOES_ON.match(after.text) and not after.bullet and not after.beginning_lost
    )
    return max(wrapped, default=0)


def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST_REPEAT:
        return False
    if [word for word in words_in(one) if word.isdigit()] != [word for word in words_in(other) if word.isdigit()]:
        return False
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() >= _ALIKE
