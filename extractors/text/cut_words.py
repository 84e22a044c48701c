"""Words that were cut in two become whole again, or stay as they are and are reported.

A narrow column breaks a word at the end of a line, and the rendering then writes it as two. A rendering that cuts a
line at the bounds of columns puts a tab within a word, and may print a letter beside the cut on both sides of it, or
misread the one of which it saw half. No widths are left: only the words that the paper prints elsewhere show a cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.findings import Code
from extractors.lines.dictionary import is_word
from extractors.lines.drafts import DraftFinding
from extractors.text.cells import TextCell
from extractors.text.sentences import is_unfinished
from extractors.text.words import WORD, Words, is_noise, left_out

_HALVES = re.compile(r"(?<![\w'’&-])([^\W\d_]{2,}) ([^\W\d_]+)(?![\w'’&-])")
_ENDINGS = frozenset(
    ("al", "ant", "ed", "ent", "er", "es", "ion", "ist", "ity", "ive", "ly", "nt", "ous", "s", "th", "ty")
)
_LAST = re.compile(rf"(?<![^\W_])(?<![^\W_]['’]){WORD.pattern}$")
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
    for line in cell.lines:
        at = 0
        while halves := _HALVES.search(line.text, at):
            left, right = halves.groups()
            at = halves.start(2)
            if _is_cut(left.lower(), right, printed):
                line.text = line.text[: halves.end(1)] + line.text[at:]
                at = halves.start(1)
                cell.note(Code.HEALED_WORD, f"'{left}' and '{right}' were cut by a narrow column and read as one word")


def _is_cut(left: str, right: str, printed: Words) -> bool:
    together = printed.pairs[left, right]
    if not right.islower() or printed.counts[right] > together or is_unfinished(left):
        return False
    if right not in _ENDINGS and is_word(right):
        return False
    known = is_word(left + right) and (right in _ENDINGS or printed.counts[left] == together)
    return printed.counts[left + right] > 0 or known


def join(left: str, right: str, words: Words) -> tuple[str, DraftFinding | None]:
    """Two texts that a tab parted as one, and what there is to report if they are not merely two words.

    Where one ends, or the other begins, with a mark, only what is printed just so elsewhere is one.
    """
    if not left or not right:
        return left + right, None
    last, first = _LAST.search(left), WORD.match(right)
    a, b = last[0] if last else left.rsplit(maxsplit=1)[-1], first[0] if first else right.split(maxsplit=1)[0]
    if last and first:
        made = {word for word in _made_whole(a, b) if words.known(word)}
        if words.known(a) and words.known(b):
            settled = not made or words.pairs[a.casefold(), b.casefold()] > 0
            made = set()
        else:
            made = made or {word for word in _misread(a, b) if words.known(word)}
            settled = (words.known(a) or a.isdigit()) and not b[0].islower()
    else:
        made = {a + b} if words.prints(a + b) else set()
        settled = not first or not b[0].islower() or words.known(b) or words.prints(f"{a} {b}")
    if len(made) == 1:
        (word,) = made
        message = f"'{a}|{b}' was cut by a column bound; read as '{word}', which the paper prints"
        return left.removesuffix(a) + word + right.removeprefix(b), DraftFinding(Code.MENDED_TEXT, message)
    message = f"what a column bound cut at '{a}|{b}' cannot be made whole; it stays as it is"
    blank = "" if b[0] in _CLOSING else " "
    return left + blank + right, None if settled else DraftFinding(Code.CUT_TEXT, message)


def join_all(texts: Sequence[str], words: Words) -> tuple[str, list[DraftFinding]]:
    """The texts of one row of one column as one, and what there is to report of the cuts.

    A text that holds no word is left out, but for one that makes the word before it whole.
    """
    whole, notes = "", []
    for text in filter(None, texts):
        joined, note = join(whole, text, words)
        if is_noise(text) and (note is None or note.code is not Code.MENDED_TEXT):
            note = left_out(text, "it holds no word")
        else:
            whole = joined
        notes += [note] if note else []
    return whole, notes


def join_title(pieces: Sequence[str], words: Words) -> TextCell:
    """A title in pieces, made whole word by word; blank where a cut stays in doubt."""
    pieces = [piece.strip() for piece in pieces if piece.strip()]
    title, notes = join_all(pieces, words)
    cut = f"the title '{'|'.join(pieces)}' was cut at column bounds"
    if any(note.code is Code.CUT_TEXT for note in notes):
        return TextCell.unreadable(f"{cut} and cannot be made whole")
    return TextCell.of(title, [DraftFinding(Code.MENDED_TEXT, f"{cut}; read as '{title}'")] * (len(pieces) > 1))


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
