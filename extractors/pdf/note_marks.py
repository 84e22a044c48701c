"""The marks of notes on a page: figures, letters and signs that are raised behind a word, or before one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from extractors.findings import Code
from extractors.lines.runs import is_note_mark, looks_like_note_mark
from extractors.pdf.objects import Word, Words

_LONGEST = 6
"""Characters of a mark, such as ``[12]`` or ``(iii)``."""
_SMALL = 0.85
"""Share of the size of its word that a mark has at most; what is larger must be raised further."""
_RAISED, _FURTHER = (0.1, 0.8), (0.25, 0.6)
"""Type sizes of its word between which it is raised."""
_BESIDE, _BLANK, _CLOSE = 0.3, 0.6, 0.1
"""Type sizes of its word between the two: by which a mark may lie over it, with a blank, and where it is as large."""

_Some = NDArray[np.bool_]


class _Page:
    """The words of a page as columns of numbers, so that a mark is held against all of them at once."""

    def __init__(self, words: Words) -> None:
        self.x0, self.x1, self.y, self.size, angle = words.measures
        self.upright = angle == 0

    def raises(self, marks: Sequence[Word]) -> _Some:
        """Over which words each of some marks is raised, a row for a mark."""
        _, _, y, size, _ = Words(marks).measures[:, :, None]
        above, small = (self.y - y) / self.size, size <= _SMALL * self.size
        least, most = (np.where(small, *ends) for ends in zip(_RAISED, _FURTHER, strict=True))
        raised: _Some = (self.size >= 0.99 * size) & self.upright & (least < above) & (above < most)
        return raised

    def ends_at(self, mark: Word) -> _Some:
        """Behind which words a mark stands."""
        gap, small = (mark.x0 - self.x1) / self.size, mark.size <= _SMALL * self.size
        behind: _Some = (gap > -_BESIDE) & (gap < np.where(small, _BLANK, _CLOSE))
        return behind

    def begins_at(self, mark: Word) -> _Some:
        """Before which words a mark stands, without a blank."""
        before: _Some = np.abs(self.x0 - mark.x1) < _CLOSE * self.size
        return before

    def goes_on(self, mark: Word, base: Word) -> _Some:
        """Which words go on with the line that a mark stands on."""
        gap = (self.x0 - mark.x1) / base.size
        on_line: _Some = (np.abs(self.y - base.y) < 1) & (gap > -_BESIDE) & (gap < 1)
        return on_line


def without_note_marks(words: Words) -> tuple[Words, list[Word]]:
    """The words without the marks of notes, and those marks, each with what it stands at."""
    marks = dict(_note_marks(words))
    if not marks:
        return words, []
    named = [word._replace(text=f"{word.text} {at}", unread=Code.NOTE_MARK) for word, at in marks.items()]
    return Words(word for word in words if word not in marks), named


def _note_marks(words: Words) -> Iterator[tuple[Word, str]]:
    """The marks, each with where it stands, as ``behind Services``."""
    short = (word for word in words if len(word.text) <= _LONGEST and not word.angle)
    marks = [word for word in short if looks_like_note_mark(word.text)]
    if not marks:
        return
    page = _Page(words)
    for mark, raised in zip(marks, page.raises(marks), strict=True):
        if not raised.any():
            continue
        before = _first(words, raised & page.ends_at(mark))
        base = before or _first(words, raised & page.begins_at(mark))
        if base is None:
            continue
        after = _first(words, page.goes_on(mark, base))
        if is_note_mark(_line_to(before, words), mark.text, _text_behind(mark, after)):
            yield mark, f"{'behind' if before else 'before'} {base.text}"


def _first(words: Sequence[Word], which: _Some) -> Word | None:
    at = int(which.argmax())
    return words[at] if which[at] else None


def _line_to(before: Word | None, words: Sequence[Word]) -> str:
    """The last words of a line up to the one that a mark stands behind."""
    if before is None:
        return ""
    at = words.index(before) + 1
    return " ".join(word.text for word in words[max(0, at - 3) : at] if abs(word.y - before.y) < 1)


def _text_behind(mark: Word, after: Word | None) -> str:
    if after is None:
        return ""
    return f" {after.text}" if after.x0 - mark.x1 > _CLOSE * after.size else after.text
