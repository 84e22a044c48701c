"""The cards of a text whose tables came apart: where each begins and ends, and the whole table it becomes.

A card begins at its head line and ends at the next one, or where something begins that is no card. Each of its values
is what the file's own evidence gives, or absent with a finding; every repair, and all that is left out, is reported on
the cell it is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from extractors.lines.drafts import DraftLine
from extractors.text.cards.card import table_of
from extractors.text.cards.head import is_head
from extractors.text.cards.labels import WORDS
from extractors.text.cards.lines import CutLine, cut_lines
from extractors.text.cards.profiles import is_heading, is_profile_row
from extractors.text.cells import Block, Grid
from extractors.text.sentences import continues
from extractors.text.words import Words, is_noise

_KEY_SCORES = 4
"""How many scores a row of the score key has at least."""


def repair_cards(blocks: Sequence[Block], words: Words, margins: Set[str]) -> tuple[list[Block], list[DraftLine]]:
    """The blocks with every card as one whole table, and the lines of the page's margin (``margins``) within cards."""
    lines = cut_lines(blocks)
    whole: list[Block] = []
    furniture: list[DraftLine] = []
    at = 0
    for start in (line.number for line in lines if is_head(line)):
        end = _end(lines, start, margins)
        body = [line for line in lines[start + 1 : end] if line.row or not _is_beside(line, margins)]
        beside = (blocks[line.block] for line in lines[start + 1 : end] if line not in body)
        furniture += [block for block in beside if isinstance(block, DraftLine)]
        whole += [*_blocks(lines[at:start], blocks), table_of(lines[start], body, words)]
        at = end
    return [*whole, *_blocks(lines[at:], blocks)], furniture


def _blocks(lines: Sequence[CutLine], blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks that some lines are of; of a table a part of which is a card, the rest."""
    for number, run in groupby(lines, lambda line: line.block):
        rows = [line.row for line in run if line.row]
        yield Grid(rows) if rows else blocks[number]


def _end(lines: Sequence[CutLine], start: int, margins: Set[str]) -> int:
    """Where the card that begins at ``start`` ends: the number of the line after its last.

    A paragraph with words is of the card where more rows of it follow, or where it goes on with them as a list item
    or in the midst of a sentence.
    """
    end = next((line.number for line in lines[start + 1 :] if is_head(line) or _is_other(line)), len(lines))
    last_row = max(line.number for line in lines[start:end] if line.row or line.number == start)
    first = last_row if end < len(lines) and is_head(lines[end]) else start
    others = (
        line.number
        for line in lines[first + 1 : end]
        if not (line.row or line.bullets or continues(line.text) or _is_beside(line, margins))
    )
    return next(others, end)


def _is_other(line: CutLine) -> bool:
    """Whether something begins here that is surely no part of a card."""
    if line.row is None:
        return line.text.casefold().startswith(tuple(WORDS["ends"]))
    scores = sum(map(str.isdigit, line.strips))
    return scores >= _KEY_SCORES or is_profile_row(line.text) or is_heading(line.text)


def _is_beside(line: CutLine, margins: Set[str]) -> bool:
    """Whether a paragraph is of the page's margin, or holds no word."""
    return line.text in margins or is_noise(line.text)
