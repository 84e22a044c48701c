"""Words that a column bound cut in two, made whole by what the same paper prints elsewhere - or left, and said so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from extractors.findings import Code
from extractors.layouts.loose.rows import Notes, Piece, Row, is_noise

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LAST = re.compile(rf"{_WORD.pattern}$")
_LONGEST_REPEAT = 2
_WORDS_OF_ONE_LETTER = "ai"
_BINDING = "-/'’"
"""Marks that stand within words as well as beside them."""
_CLOSING = ",.;:)"
_SHORTEST_MISREAD = 5
"""A word shorter than this is never made whole by leaving out a letter that is not a repeated one."""

Mend = Literal["apart", "whole", "unsettled"]


@dataclass(frozen=True, slots=True)
class Join:
    """Two pieces as one text, and how that was settled: two words, one word made whole, or not at all.

    ``words`` are the words about the cut: as it was, and as it is now.
    """

    text: str
    mend: Mend
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that a paper prints whole, how often, and its lines as a reader would search them."""

    counts: Counter[str]
    pairs: frozenset[tuple[str, str]]
    lines: tuple[str, ...]

    def known(self, word: str, besides: int = 0) -> bool:
        """Whether the paper prints a word whole more than ``besides`` times."""
        word = word.casefold()
        return self.counts[word] > besides and (len(word) > 1 or word in _WORDS_OF_ONE_LETTER or word.isdigit())

    def stands(self, text: str) -> bool:
        """Whether the paper prints some words in this order on one line, in any case."""
        wanted = _searchable(text)
        return any(wanted in line for line in self.lines)

    def join(self, left: str, right: str) -> Join:
        """Put two pieces together that a cut parted."""
        if not left or not right:
            return Join(left + right, "apart")
        last, first = _LAST.search(left), _WORD.match(right)
        if last is None or first is None:
            return self._join_at_mark(left, right)
        a, b = last[0], first[0]
        before, spaced = f"{a}|{b}", f"{left} {right}"
        made = sorted({word for word in _made_whole(a, b) if self.known(word)})
        if self.known(a) and self.known(b):
            doubtful = made and (a.casefold(), b.casefold()) not in self.pairs
            return Join(spaced, "unsettled" if doubtful else "apart", before)
        made = made or sorted({word for word in _misread(a, b) if self.known(word)})
        if len(made) == 1:
            return Join(left[: last.start()] + made[0] + right[first.end() :], "whole", before, made[0])
        two_words = (self.known(a) or a.isdigit()) and not b[0].islower()
        return Join(spaced, "apart" if two_words else "unsettled", before)

    def _join_at_mark(self, left: str, right: str) -> Join:
        """Put two pieces together of which one ends, or the other begins, with no letter but a mark."""
        a, b = left.rsplit(maxsplit=1)[-1], right.split(maxsplit=1)[0]
        before = f"{a}|{b}"
        if self.stands(a + b):
            return Join(left + right, "whole", before, a + b)
        if a[-1] in _BINDING or b[0] in _BINDING:
            return Join(f"{left} {right}", "apart" if self.stands(f"{a} {b}") else "unsettled", before)
        word = _WORD.match(b)
        stub = word is not None and word[0][0].islower() and not self.known(word[0])
        return Join(left + ("" if b[0] in _CLOSING else " ") + right, "unsettled" if stub else "apart", before)

    def variants(self, left: str, right: str) -> Iterator[str]:
        """Every way in which two pieces may belong together."""
        yield f"{left} {right}"
        yield left + right
        last, first = _LAST.search(left), _WORD.match(right)
        if last and first:
            for word in {*_made_whole(last[0], first[0]), *_misread(last[0], first[0])}:
                yield left[: last.start()] + word + right[first.end() :]


def words_of(rows: Iterable[Row]) -> Words:
    """The words of a paper, but for those a cut may have gone through."""
    counts: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    lines: list[str] = []
    for row in rows:
        for column, piece in enumerate(row.pieces):
            whole = list(tokens(piece.text.casefold()))
            if column and not row.pieces[column - 1].blank:
                whole = whole[1:]
            if column + 1 < len(row.pieces) and not row.pieces[column + 1].blank:
                whole = whole[:-1]
            counts.update(whole)
            pairs.update(pairwise(whole))
            if not piece.blank:
                lines.append(_searchable(piece.text))
    return Words(counts, frozenset(pairs), tuple(lines))


def tokens(text: str) -> Iterator[str]:
    """The words and numbers of a text, without punctuation."""
    return (match[0] for match in _WORD.finditer(text))


def put_together(pieces: Sequence[Piece], words: Words, notes: Notes, name: str) -> tuple[str, bool]:
    """The pieces of one row of one column as one text, and whether every cut in it could be settled.

    A piece that holds no word is left out, but for one that makes the word before it whole.
    """
    text, settled = "", True
    for piece in pieces:
        if piece.blank:
            continue
        join = words.join(text, piece.text)
        if is_noise(piece.text) and join.mend != "whole":
            notes.ignore(piece.text, "it holds no word", piece.places, name)
            continue
        text = join.text
        if join.mend == "whole":
            message = f"'{join.before}' was cut by a column bound; read as '{join.after}', which the paper prints whole"
            notes.add(Code.MENDED_TEXT, message, piece.places, name)
        elif join.mend == "unsettled":
            message = f"what a column bound cut at '{join.before}' cannot be made whole; it stands as the file gives it"
            notes.add(Code.CUT_TEXT, message, piece.places, name)
            settled = False
    return text, settled


def put_phrase_together(pieces: Sequence[str], words: Words) -> Join:
    """A title in pieces: as the same paper prints it elsewhere, else word by word, else unsettled."""
    pieces = [piece for piece in pieces if piece]
    before = "|".join(pieces)
    if len(pieces) < 2:
        return Join(before, "apart", before)
    texts = {pieces[0]}
    for piece in pieces[1:]:
        texts = {variant for text in texts for variant in words.variants(text, piece)}
    listed = sorted(text for text in texts if words.stands(text))
    if len(listed) == 1:
        return Join(listed[0], "whole", before, listed[0])
    text, settled = pieces[0], True
    for piece in pieces[1:]:
        join = words.join(text, piece)
        text, settled = join.text, settled and join.mend != "unsettled"
    return Join(text, "whole" if settled else "unsettled", before, text)


def _made_whole(a: str, b: str) -> Iterator[str]:
    """One word of two halves, letters printed on both sides counting once."""
    yield a + b
    for length in range(1, _LONGEST_REPEAT + 1):
        if a.casefold().endswith(b[:length].casefold()):
            yield a + b[length:]


def _misread(a: str, b: str) -> Iterator[str]:
    """One word of two halves, a letter at the cut being a misreading of half a letter."""
    for word, other in ((a[:-1], b), (a, b[1:])):
        if word and other and len(word + other) >= _SHORTEST_MISREAD:
            yield word + other


def _searchable(text: str) -> str:
    return " ".join(text.casefold().split())
