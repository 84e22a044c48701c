"""Words that a narrow column cut in two, and the rendering then wrote as two, become whole again.

A rendering shows no widths: only words tell. The two halves must make a word that the paper prints elsewhere; or
one that the dictionary knows, of which the paper prints neither half elsewhere, or of which the second is none but an
ending. And the second half must be no word: the dictionary does not know it, or knows it only as an abbreviation that
looks like the end of a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from extractors.findings import Code
from extractors.lines.dictionary import is_word
from extractors.text.cells import TextCell
from extractors.text.sentences import is_unfinished

_WORD = re.compile(r"[^\W\d_]+")
_HALVES = re.compile(r"(?<![\w'’&-])([^\W\d_]{2,}) ([^\W\d_]+)(?![\w'’&-])")
_ENDINGS = frozenset(
    ("al", "ant", "ed", "ent", "er", "es", "ion", "ist", "ity", "ive", "ly", "nt", "ous", "s", "th", "ty")
)


@dataclass(frozen=True, slots=True)
class Printed:
    """How often a paper prints each word, in small letters, and each word right after another."""

    words: Counter[str]
    pairs: Counter[tuple[str, str]]


def count_words(texts: Iterable[str]) -> Printed:
    """The words of a paper."""
    lines = [[word.lower() for word in _WORD.findall(text)] for text in texts]
    return Printed(
        Counter(word for words in lines for word in words), Counter(pair for words in lines for pair in pairwise(words))
    )


def heal_words(cell: TextCell, printed: Printed) -> None:
    """Make the cut words of a cell whole, each with a finding."""
    for piece in cell.pieces:
        at = 0
        while halves := _HALVES.search(piece.text, at):
            left, right = halves[1], halves[2]
            at = halves.start(2)
            if _is_cut(left.lower(), right, printed):
                piece.text = piece.text[: halves.end(1)] + piece.text[at:]
                at = halves.start(1)
                cell.note(Code.HEALED_WORD, f"'{left}' and '{right}' were cut by a narrow column and read as one word")


def _is_cut(left: str, right: str, printed: Printed) -> bool:
    together = printed.pairs[left, right]
    if not right.islower() or printed.words[right] > together or is_unfinished(left):
        return False
    if right not in _ENDINGS and is_word(right):
        return False
    if printed.words[left + right]:
        return True
    return is_word(left + right) and (right in _ENDINGS or printed.words[left] == together)
