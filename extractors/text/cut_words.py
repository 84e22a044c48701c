"""Words that were cut in two become whole again, or stand as they are and are reported.

A narrow column breaks a word at the end of a line, and the rendering then writes it as two. A rendering that cuts a
line at the bounds of columns puts a tab within a word, and may print a letter beside the cut on both sides of it, or
misread the one of which it saw half. No widths are left: only the words that the paper prints elsewhere show a cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from extractors.findings import Code
from extractors.lines.dictionary import is_word
from extractors.lines.drafts import DraftFinding
from extractors.text.cells import TextCell
from extractors.text.sentences import is_unfinished
from extractors.text.words import WORD, Words, is_noise

_HALVES = re.compile(r"(?<![\w'’&-])([^\W\d_]{2,}) ([^\W\d_]+)(?![\w'’&-])")
_ENDINGS = frozenset(
    ("al", "ant", "ed", "ent", "er", "es", "ion", "ist", "ity", "ive", "ly", "nt", "ous", "s", "th", "ty")
)
_LAST = re.compile(rf"{WORD.pattern}$")
_BINDING = "-/'’"
"""Marks that stand within words as well as beside them."""
_CLOSING = ",.;:)"
_LONGEST_REPEAT = 2
_SHORTEST_MISREAD = 5
"""A word shorter than this is never made whole by leaving out a letter that is not a repeated one."""


def join_words(cell: TextCell, printed: Words) -> None:
    """Make the words of a cell that a line end cut whole, each with a finding.

    The two halves must make a word that the paper prints elsewhere; or one that the dictionary knows, of which the
    paper prints neither half elsewhere, or of which the second is none but an ending. And the second half must be no
    word: the dictionary does not know it, or knows it only as an abbreviation that looks like the end of a word.
    """
    for piece in cell.pieces:
        at = 0
        while halves := _HALVES.search(piece.text, at):
            left, right = halves[1], halves[2]
            at = halves.start(2)
            if _is_cut(left.lower(), right, printed):
                piece.text = piece.text[: halves.end(1)] + piece.text[at:]
                at = halves.start(1)
                cell.note(Code.HEALED_WORD, f"'{left}' and '{right}' were cut by a narrow column and read as one word")


def _is_cut(left: str, right: str, printed: Words) -> bool:
    together = printed.pairs[left, right]
    if not right.islower() or printed.counts[right] > together or is_unfinished(left):
        return False
    if right not in _ENDINGS and is_word(right):
        return False
    if printed.counts[left + right]:
        return True
    return is_word(left + right) and (right in _ENDINGS or printed.counts[left] == together)


@dataclass(frozen=True, slots=True)
class Join:
    """Two texts as one, and how that was settled: two words, one made whole, or not at all.

    ``before`` and ``after`` are the words about the cut: as it was, and as it is now.
    """

    text: str
    outcome: Literal["apart", "whole", "unsettled"]
    before: str = ""
    after: str = ""


def join(left: str, right: str, words: Words) -> Join:
    """Put two texts together that a tab parted."""
    if not left or not right:
        return Join(left + right, "apart")
    last, first = _LAST.search(left), WORD.match(right)
    if last is None or first is None:
        return _join_at_mark(left, right, words)
    a, b = last[0], first[0]
    before, spaced = f"{a}|{b}", f"{left} {right}"
    made = sorted({word for word in _made_whole(a, b) if words.known(word)})
    if words.known(a) and words.known(b):
        doubtful = made and not words.pairs[a.casefold(), b.casefold()]
        return Join(spaced, "unsettled" if doubtful else "apart", before)
    made = made or sorted({word for word in _misread(a, b) if words.known(word)})
    if len(made) == 1:
        return Join(left[: last.start()] + made[0] + right[first.end() :], "whole", before, made[0])
    two_words = (words.known(a) or a.isdigit()) and not b[0].islower()
    return Join(spaced, "apart" if two_words else "unsettled", before)


def _join_at_mark(left: str, right: str, words: Words) -> Join:
    """Put two texts together of which one ends, or the other begins, with no letter but a mark."""
    a, b = left.rsplit(maxsplit=1)[-1], right.split(maxsplit=1)[0]
    before = f"{a}|{b}"
    if words.stands(a + b):
        return Join(left + right, "whole", before, a + b)
    if a[-1] in _BINDING or b[0] in _BINDING:
        return Join(f"{left} {right}", "apart" if words.stands(f"{a} {b}") else "unsettled", before)
    word = WORD.match(b)
    half = word is not None and word[0][0].islower() and not words.known(word[0])
    return Join(left + ("" if b[0] in _CLOSING else " ") + right, "unsettled" if half else "apart", before)


def join_all(texts: Sequence[str], words: Words) -> tuple[str, list[DraftFinding]]:
    """The texts of one row of one column as one, and what there is to report of the cuts.

    A text that holds no word is left out, but for one that makes the word before it whole.
    """
    whole, notes = "", []
    for text in filter(None, texts):
        joined = join(whole, text, words)
        if is_noise(text) and joined.outcome != "whole":
            notes.append(left_out(text, "it holds no word"))
            continue
        whole = joined.text
        if joined.outcome == "whole":
            message = f"'{joined.before}' was cut by a column bound; read as '{joined.after}', which the paper prints"
            notes.append(DraftFinding(Code.MENDED_TEXT, message))
        elif joined.outcome == "unsettled":
            message = f"what a column bound cut at '{joined.before}' cannot be made whole; it stands as it is"
            notes.append(DraftFinding(Code.CUT_TEXT, message))
    return whole, notes


def join_title(pieces: Sequence[str], words: Words) -> TextCell:
    """A title in pieces, made whole word by word; blank where a cut stays in doubt."""
    pieces = [piece.strip() for piece in pieces if piece.strip()]
    title, notes = join_all(pieces, words)
    cut = "|".join(pieces)
    if any(note.code is Code.CUT_TEXT for note in notes):
        message = f"the title was cut at column bounds and cannot be made whole: '{cut}'"
        return TextCell.of("", [DraftFinding(Code.UNREADABLE_VALUE, message)])
    message = f"the title '{cut}' was cut at column bounds; read as '{title}'"
    return TextCell.of(title, [DraftFinding(Code.MENDED_TEXT, message)] if len(pieces) > 1 else [])


def left_out(text: str, why: str) -> DraftFinding:
    """A report of words that are left out on purpose."""
    return DraftFinding(Code.IGNORED_TEXT, f"left out, for {why}: '{text}'")


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
