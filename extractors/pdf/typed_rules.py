"""Rules that were typed: rows of dashes and underscores, and strokes one below the other, frame tables as lines do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from extractors.pdf.objects import Rule, Word, Words

_RULER = re.compile(r"(?>[-_=+|:*.\u2500-\u257f]*?[-_=\u2500\u2501\u2550]{3})[-_=+|:*.\u2500-\u257f]*")
_DASHES = re.compile("[-_=\u2500\u2501\u2550\ufffe]{3}")
"""What a text has that holds such a row; a hyphen at the end of a line is U+FFFE there."""
_STROKE = re.compile(r"[|\u2502\u2503\u2551]")
_FEWEST = 3
"""So many rows of dashes, or strokes one below the other, are rules; two rows may stand for signatures."""
_APART = 2.8
"""Strokes of one rule lie no further apart than this, in type sizes: a row of dashes may stand between two."""
_UP = 0.3
"""Type sizes above the baseline at which dashes lie."""


def part_typed_rules(words: Words, piece: Callable[[int, int], Word | None], text: str) -> tuple[Words, list[Rule]]:
    """The words without those that draw rules, and the rules; ``text`` is what the spans of words are in.

    ``piece`` gives the word of some characters.
    """
    rows = [word for word in words if not word.angle and _RULER.fullmatch(word.text)] if _DASHES.search(text) else []
    if len(rows) < _FEWEST:
        return words, []
    strokes = [
        stroke
        for word in words
        if not word.angle and _STROKE.search(word.text)
        for found in _STROKE.finditer(text, *word.span)
        if (stroke := piece(*found.span()))
    ]
    columns = list(_columns(strokes))
    across = list(map(rule_of_dashes, rows))
    down = [_stretched(rule, across, column[0].size) for column in columns for rule in [_rule_of(column)]]
    drawn = {stroke.span for column in columns for stroke in column}
    ruling = set(rows)
    kept = (part for word in words if word not in ruling for part in _without(word, drawn, piece))
    return Words(kept), [*_joined(across, rows[0].size), *down]


def rule_of_dashes(dashes: Word) -> Rule:
    """Where the ink of a row of dashes runs."""
    y = dashes.y - _UP * dashes.size
    return Rule(dashes.x0, y, dashes.x1, y)


def _columns(strokes: Sequence[Word]) -> Iterator[list[Word]]:
    """The strokes that stand one below the other."""
    column: list[Word] = []
    for stroke in sorted(strokes, key=lambda stroke: (round(stroke.centre[0]), stroke.y)):
        if column:
            near = abs(stroke.centre[0] - column[-1].centre[0]) < 0.3 * stroke.size
            if not near or not 0 < stroke.y - column[-1].y < _APART * stroke.size:
                if len(column) >= _FEWEST:
                    yield column
                column = []
        column.append(stroke)
    if len(column) >= _FEWEST:
        yield column


def _rule_of(column: Sequence[Word]) -> Rule:
    x = column[0].centre[0]
    return Rule(x, column[0].y - column[0].size, x, column[-1].y + 0.3 * column[0].size)


def _stretched(rule: Rule, across: Sequence[Rule], size: float) -> Rule:
    """An upright rule, up and down to the row of dashes that stands next to its ends."""
    top = [row.top for row in across if 0 <= rule.top - row.top < size and row.x0 - size < rule.x0 < row.x1 + size]
    foot = [row.top for row in across if 0 <= row.top - rule.bottom < size and row.x0 - size < rule.x0 < row.x1 + size]
    return Rule(rule.x0, max(top, default=rule.top), rule.x1, min(foot, default=rule.bottom))


def _joined(across: Sequence[Rule], size: float) -> Iterator[Rule]:
    """The rows of dashes; several in one line, over the columns of a table, as one."""
    row: Rule | None = None
    for rule in sorted(across, key=lambda rule: (round(rule.top), rule.x0)):
        if row and abs(rule.top - row.top) < 1 and rule.x0 - row.x1 < _APART * size:
            row = row._replace(x1=max(row.x1, rule.x1))
            continue
        if row:
            yield row
        row = rule
    if row:
        yield row


def _without(word: Word, drawn: set[tuple[int, int]], piece: Callable[[int, int], Word | None]) -> Iterator[Word]:
    """The pieces of a word between the strokes in it that are rules."""
    start, end = word.span
    cuts = [at for at in range(start, end) if (at, at + 1) in drawn]
    if not cuts:
        yield word
        return
    for first, last in pairwise([start - 1, *cuts, end]):
        part = piece(first + 1, last) if first + 1 < last else None
        if part:
            yield part
