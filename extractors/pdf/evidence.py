"""What a whole paper shows about its own printed lines: the words it prints whole, and its habits."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from extractors.lines.dictionary import is_word
from extractors.pdf.printed import Printed, PrintedLine
from extractors.pdf.undecodable import UNKNOWN

INDENT = 1.5
"""Starts closer than this, in points, are one indent."""

_BLANK_WIDTH = 0.25
"""Width of a blank in type sizes where a paper shows none."""

_KEPT = 0.3
"""More of a paper's lines than this end in a blank where its layout engine keeps them."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_BEFORE_HYPHEN = re.compile(r"(?<![-\w])([^\W\d_]+)-$")
_AFTER_HYPHEN = re.compile(r"[a-z]+")


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
    hyphenates: bool = False
    """Words that print no hyphen elsewhere are parted by one at line ends."""


def gather_evidence(lines: Iterable[PrintedLine]) -> Evidence:
    """Read a paper's printed lines, in order, for the words it prints whole and its habits.

    Only a line of one token can end, and the line after it begin, inside a word; all other words stand whole.
    """
    words: set[str] = set()
    gaps: list[float] = []
    several = [line for line in lines if line.printed is not None and UNKNOWN not in line.text]
    kept = Counter[bool]()
    hung = Counter[bool]()
    hyphenates = False
    for before, line in itertools.pairwise([PrintedLine(" "), *several]):
        text, printed, above = line.text, line.printed, before.printed
        assert printed is not None
        hyphenates = hyphenates or is_cut_by_hyphen(before.text, text)
        if above and above.marker is not None and _surely_goes_on(above, line):
            hung[abs(printed.start - above.marker) > INDENT] += 1
        if " " not in text:
            continue
        found = _WORD.findall(text.lower())
        words.update(found[1:] if line.marker is None and " " not in before.text else found)
        kept[printed.blank_after] += 1
        gaps += [printed.gap / printed.size] if printed.gap else []
    # The narrower blanks: in lines set to full width they are stretched.
    blank = sorted(gaps)[len(gaps) // 4] if gaps else _BLANK_WIDTH
    return Evidence(
        words, kept[True] > _KEPT * kept.total(), blank, usual_pitch(several), hung[True] >= hung[False], hyphenates
    )


def is_cut_by_hyphen(left: str, right: str) -> bool:
    """Whether two lines print one word of the dictionary, of whose two parts one at least is no word."""
    parts = hyphenated(left, right) if left.endswith("-") else None
    if parts is None or all(map(is_word, parts)):
        return False
    return is_word("".join(parts)) and not is_word("-".join(parts))


def hyphenated(left: str, right: str) -> tuple[str, str] | None:
    """What stands on either side of the hyphen in which a line ends, in lower case; None where that is no word."""
    if not left.endswith("-"):
        return None
    before, after = _BEFORE_HYPHEN.search(left), _AFTER_HYPHEN.match(right)
    return (before[1].lower(), after[0]) if before and after else None


def _surely_goes_on(before: Printed, line: PrintedLine) -> bool:
    """Whether a line goes on with the item before it, and is no heading that follows a list."""
    return line.marker is None and (before.blank_after or line.text[:1].islower())


def usual_pitch(lines: Sequence[PrintedLine], fewest: int = 1) -> float:
    """The distance between two lines of a paragraph, in type sizes; 0 where fewer than ``fewest`` steps show it.

    Lines that begin with a small letter go on with the sentence before them: where there are any, the step that most
    of them take. Else the smaller of the two usual steps, since paragraphs stand further apart than their lines.
    """
    if len(lines) <= fewest:
        return 0.0
    pairs = [(step, line) for above, line in itertools.pairwise(lines) if (step := _step(above, line)) is not None]
    if len(pairs) < fewest:
        return 0.0
    surely = Counter([step for step, line in pairs if line.marker is None and line.text[:1].islower()])
    if surely:
        return min(surely, key=lambda step: (-surely[step], step))
    return min((step for step, _ in Counter([step for step, _ in pairs]).most_common(2)), default=0.0)


def _step(before: PrintedLine, line: PrintedLine) -> float | None:
    """How far a line lies below the one before it in the same cell, in type sizes; None where that shows nothing."""
    above, here = before.printed, line.printed
    if above is None or here is None:
        return None
    down, size = here.y - above.y, here.size
    if not 0 < down < 2 * size:
        return None
    one, other = before.places[0], line.places[0]
    if one.row != other.row or one.column != other.column or one.page != other.page:
        return None
    return round(100 * down / size) / 100
