"""Statements out of printed lines: which line goes on with the one before, and which repeats it, misread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby, pairwise

from extractors.findings import Code
from extractors.lines.drafts import DraftFinding, DraftLine
from extractors.text.cards.fields import Field, Part
from extractors.text.cells import TextCell
from extractors.text.sentences import is_open
from extractors.text.words import Words, is_noise, left_out, words_in

_GOES_ON = re.compile(r"[\"'‘“(]?[a-z]|[),.;:&/%]")
_ALIKE = 0.75
_SHORTEST_REPEAT = 12
_NO_PRINTED_LINE = 1.5
"""A line this many times as wide as the lines of its column is no printed line but a whole cell run together."""


def statements(field: Field, words: Words) -> list[list[Part]]:
    """The parts of a field, those together of which one goes on with another; those that repeat one are left out.

    What there is to report of parts that say nothing is of the field.
    """
    field.notes += [note for part in field.parts if not part.text for note in part.notes]
    parts = _without_repeats([part for part in field.parts if part.text], words)
    widths = {block: _width(list(run)) for block, run in groupby(parts, lambda part: part.line.block)}
    groups: list[list[Part]] = []
    for part in parts:
        if is_cut(part):
            message = f"the beginning of a line is not in the file; the rest is left as it is: '{part.text}'"
            part.notes.append(DraftFinding(Code.CUT_TEXT, message))
        if groups and not _begins(groups[-1][-1], part, widths[groups[-1][-1].line.block]):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def cell_of(groups: Sequence[Sequence[Part]]) -> TextCell:
    """A cell of some statements, a paragraph or list item for each."""
    lines = [DraftLine(" ".join(line.text for line in group), int(group[0].bullet)) for group in groups]
    return TextCell(lines, [note for group in groups for line in group for note in line.notes])


def _without_repeats(lines: Sequence[Part], words: Words) -> list[Part]:
    """The lines without those that print the line beside them once more, misread: only one holds unknown words."""
    repeats: list[Part] = []
    for one, other in pairwise(lines):
        if _alike(one.text, other.text):
            unknown = [
                any(not words.known(word, besides=1) for word in {*words_in(a.text)} - {*words_in(b.text)})
                for a, b in ((one, other), (other, one))
            ]
            if unknown[0] != unknown[1]:
                misread, kept = (one, other) if unknown[0] else (other, one)
                kept.notes += [*misread.notes, left_out(misread.text, "it repeats the line beside it, misread")]
                repeats.append(misread)
    return [line for line in lines if not any(line is repeat for repeat in repeats)]


def is_cut(part: Part) -> bool:
    """Whether the beginning of a line is lost: only specks are left of it, and a small letter follows."""
    return not part.bullet and is_noise(part.strips[0]) and part.text[0].islower()


def _begins(before: Part, line: Part, width: int) -> bool:
    """Whether a line begins a statement, being printed after another."""
    if line.bullet or is_cut(line):
        return True
    if is_open(before.text):
        return False
    if _GOES_ON.match(line.text):
        return line.below_blank and before.text.endswith((".", ":", ";"))
    fits = len(before.text) + 1 + len(line.text.split()[0]) <= width
    return line.below_blank or fits or len(before.text) > width * _NO_PRINTED_LINE


def _width(lines: Sequence[Part]) -> int:
    """How many letters the column holds: the widest line that certainly goes on in the next, else 0."""
    wrapped = (
        len(line.text)
        for line, after in pairwise(lines)
        if _GOES_ON.match(after.text) and not after.bullet and not is_cut(after)
    )
    return max(wrapped, default=0)


def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _SHORTEST_REPEAT or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    matcher = SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE  # the quick one is never less
