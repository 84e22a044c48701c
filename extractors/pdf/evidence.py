"""What a whole paper shows about its own printed lines: the words it prints whole, and its habits."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from extractors.pdf.printed import Printed, PrintedLine

INDENT = 1.5
"""Starts closer than this, in points, are one indent."""

_BLANK_WIDTH = 0.25
"""Width of a blank in type sizes where a paper shows none."""

_KEPT = 0.3
"""More of a paper's lines than this end in a blank where its layout engine keeps them."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the whole paper shows about its own lines. ``words`` are those it prints unbroken."""

    words: Collection[str]
    keeps_blanks: bool
    """Wrapped lines keep the blank between words at their end, as most layout engines have it."""
    blank: float
    """Width of a blank, in type sizes."""
    pitch: float
    """Distance between two lines of a paragraph, in type sizes; 0 where there is none."""
    hangs: bool
    """The lines of an item hang under its text, as a list is set, not under its marker, as typed bullets are."""


def gather_evidence(lines: Iterable[PrintedLine]) -> Evidence:
    """Read a paper's printed lines, in order, for the words it prints whole and its habits.

    Only a line of one token can end, and the line after it begin, inside a word; all other words stand whole.
    """
    words: set[str] = set()
    gaps: list[float] = []
    several = [line for line in lines if line.printed is not None]
    kept = Counter[bool]()
    hung = Counter[bool]()
    for before, line in itertools.pairwise([PrintedLine(" "), *several]):
        printed = line.printed
        assert printed is not None
        if before.printed and before.printed.marker is not None and _surely_goes_on(before.printed, line):
            hung[abs(printed.start - before.printed.marker) > INDENT] += 1
        if " " not in line.text:
            continue
        found = [word.lower() for word in _WORD.findall(line.text)]
        words.update(found[1:] if " " not in before.text and line.marker is None else found)
        kept[printed.blank_after] += 1
        gaps += [printed.gap / printed.size] if printed.gap else []
    # The narrower blanks: in lines set to full width they are stretched.
    blank = sorted(gaps)[len(gaps) // 4] if gaps else _BLANK_WIDTH
    return Evidence(
        words, kept[True] > _KEPT * kept.total(), blank, usual_pitch(line_steps(several)), hung[True] >= hung[False]
    )


def _surely_goes_on(before: Printed, line: PrintedLine) -> bool:
    """Whether a line goes on with the item before it, and is no heading that follows a list."""
    return line.marker is None and (before.blank_after or line.text[:1].islower())


def line_steps(lines: Sequence[PrintedLine]) -> Counter[float]:
    """How often one line lies how far below the one before it on its page, in type sizes."""
    return Counter(
        round((b.printed.y - a.printed.y) / b.printed.size, 2)
        for a, b in itertools.pairwise(lines)
        if a.printed and b.printed and 0 < b.printed.y - a.printed.y < 2 * b.printed.size
    )


def usual_pitch(steps: Counter[float]) -> float:
    """The distance between two lines of a paragraph: the smaller of the two usual ones; 0 where there is none."""
    return min((step for step, _ in steps.most_common(2)), default=0.0)
