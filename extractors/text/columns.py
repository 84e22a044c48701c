"""What the columns of a table usually hold, and how well a cell suits one of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.text.cells import Row, TextCell
from extractors.text.sentences import continues, ends_sentence, is_unfinished, openness

_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBER = re.compile(r"\d{1,3}\b(?!\s*%)")
_TOO_LONG = (1.25, 2)
"""So many times as long as the longest of its column a cell is rather too long, and far too long."""
_SHORT = 24
"""No cell of so few letters is too long for any column."""
_MOSTLY = 0.75
_FEW = 2
"""So many words count half as much as they would among many."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its whole rows show it: its words, whether it holds numbers, lists, sentences; its longest text."""

    words: frozenset[str]
    numbers: bool
    lists: bool
    sentences: bool
    longest: int


def study(rows: Sequence[Row], number: int) -> Column:
    """A column of a table, from rows that are as they should be."""
    cells = [row.cells[number] for row in rows]
    texts = [cell.text for cell in cells if cell.text]
    return Column(
        frozenset(word for text in texts for word in _words(text)),
        sum(_NUMBER.match(text) is not None for text in texts) > _MOSTLY * len(texts),
        any(line.level for cell in cells for line in cell.lines),
        any(map(ends_sentence, texts)),
        max(map(len, texts), default=0),
    )


def fit(cell: TextCell, column: Column, above: TextCell | None = None) -> float:
    """How well a cell suits a column: the more the better, 0 where nothing speaks for or against it.

    Up to 1 for words that the column knows; less where one has numbers, list items or sentences and the other none, or
    the cell is far longer than any there. Where the cell may go on from the one ``above``: up to 1 more for words they
    share, more if that was left open, less if a small letter has nothing to go on from.
    """
    text, words = cell.text, _words(cell.text)
    known = _share(words, column.words)
    numbered = _NUMBER.match(text) is not None
    if column.numbers and above is not None and above.lines:
        known -= numbered or not words <= column.words
    elif column.numbers:
        known += 1.0 if numbered else -1.0 if above is not None else 0.0
    else:
        known -= numbered and not words
    known -= not column.lists and any(line.level for line in cell.lines)
    known -= not column.sentences and ends_sentence(text)
    known -= sum(len(text) > times * max(column.longest, _SHORT) for times in _TOO_LONG) / len(_TOO_LONG)
    if above is not None:
        known += _share(words, _words(above.text))
        if not cell.lines[0].typed and continues(text):
            known += 2 * openness(above.lines[-1].text if above.lines else "") or -1.0
    return known


def _share(words: frozenset[str], known: frozenset[str]) -> float:
    """How many of the words are known, from 0 to nearly 1: a few words count less than many."""
    return len(words & known) / (len(words) + _FEW)


def _words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, in small letters."""
    return frozenset(word.lower() for word in _WORD.findall(text) if not is_unfinished(word))
