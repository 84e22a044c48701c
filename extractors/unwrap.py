"""How the author wrote it: printed lines become the paragraphs and list items they were wrapped from.

What decides, in this order:

1. a marker starts an item; a line at another indent starts a paragraph (unless lines are centred);
2. a gap wider than between the lines of one paragraph ended it;
3. a line that left room for the next line's first piece ended it too: no layout engine breaks there;
4. a line that is one unbroken token filling the column to less than a glyph was cut inside a word, and one that
   ends in "/" or a hyphen with no blank after it was cut there: both are glued without a blank.

A missing blank at the end of a line is no proof of a cut word, since layout engines drop the blank that does not
fit. Where geometry cannot decide, words that stand whole elsewhere in the same paper do, and after them a dictionary.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.bullets import number_of
from extractors.dictionary import is_word
from extractors.document import Line, Printed

_INDENT = 1.5
"""Starts closer than this, in points, are one indent."""

_SLACK = 0.5
"""How much room, in points, a piece must have had to spare before it counts as having fitted."""

_BLANK_WIDTH = 0.25
"""Width of a blank in type sizes where a paper shows none."""

_PARAGRAPH_GAP = 0.07
"""A line lies this much further below the one before, in type sizes, than lines of one paragraph do."""

_KEPT = 0.3
"""More of a paper's lines than this end in a blank where its layout engine keeps them."""

_ENOUGH = 12
"""So many lines show by themselves how far the text of a column reaches."""

_SHORT = 3
"""Up to so many letters the end of a cut word may look like a word (an abbreviation) of its own."""

_FEW_STEPS = 3
"""A cell of fewer lines than this does not show how far its lines lie apart: the whole paper does."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LAST_PART = re.compile(r"[^\W\d_]+['’]?$")
_FIRST_PART = re.compile(r"['’]?[^\W\d_]+")
_NEVER_FIRST = re.compile(r"[/)\]}.,;:!?%’”]")
"""What no layout engine puts first on a line unless it cut a word before it."""

_APOSTROPHE = re.compile(r"['’]")
_BREAK_END = re.compile(r"[/\-‐–—]$")
_SENTENCE_OPENERS = frozenset(("The", "This", "These", "There", "Those", "It", "We", "Our", "In", "If", "As", "An"))
"""Words that stand with a capital where a sentence begins and hardly anywhere else."""

_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Healed:
    """A word that was whole again only after two lines were glued: its halves, and the line it ended in."""

    left: str
    right: str
    line: Line


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the whole paper tells about its own lines. ``words`` are those it prints unbroken."""

    words: Collection[str]
    keeps_blanks: bool
    """Wrapped lines keep the blank between words at their end, as most layout engines have it."""
    blank: float
    """Width of a blank, in type sizes."""
    pitch: float
    """Distance between two lines of a paragraph, in type sizes; 0 where it cannot be told."""
    hangs: bool
    """The lines of an item hang under its text, as a list is set, not under its marker, as typed bullets are."""


def gather_evidence(lines: Iterable[Line]) -> Evidence:
    """Read a paper's printed lines, in order, for the words it prints whole and its habits.

    Only a line of one token can end, and the line after it begin, inside a word; all other words stand whole.
    """
    words: set[str] = set()
    gaps: list[float] = []
    several = [line for line in lines if line.printed is not None]
    kept = Counter[bool]()
    hung = Counter[bool]()
    for before, line in itertools.pairwise([Line(" "), *several]):
        if before.printed and before.printed.marker is not None and line.marker is None:
            hung[abs(line.printed.start - before.printed.marker) > _INDENT] += 1  # type: ignore[union-attr]
        if " " not in line.text:
            continue
        found = [word.lower() for word in _WORD.findall(line.text)]
        words.update(found[1:] if " " not in before.text and line.marker is None else found)
        printed = line.printed
        if printed is not None:
            kept[printed.blank_after] += 1
            gaps += [printed.gap / printed.size] if printed.gap else []
    # The narrower blanks: in lines set to full width they are stretched.
    blank = sorted(gaps)[len(gaps) // 4] if gaps else _BLANK_WIDTH
    return Evidence(words, kept[True] > _KEPT * kept.total(), blank, _pitch(_steps(several)), hung[True] >= hung[False])


def unwrap(lines: Sequence[Line], right: float, evidence: Evidence) -> tuple[list[Line], list[Healed]]:
    """Join printed lines of one cell (or one page column) into the paragraphs and items they were wrapped from.

    ``right`` is how far to the right, in points, text of this column reaches: see ``text_limit``. Lines without
    geometry are handed on as they are.
    """
    groups: list[list[Line]] = []
    steps = _steps(lines)
    pitch = _pitch(steps) if steps.total() >= _FEW_STEPS else evidence.pitch
    for printed in lines:
        line = _without_false_marker(groups[-1], printed, right, evidence) if groups else printed
        if line.printed is None or not groups or _starts_anew(groups[-1], line, right, pitch, evidence):
            groups.append([line])
        else:
            groups[-1].append(line)
    heads = _with_numbers(groups)
    joined, healed = [], []
    for group, head, level in zip(groups, heads, _levels(heads), strict=True):
        line, cuts = _join(group, right, evidence)
        joined.append(replace(line, level=level, marker=head.marker))
        healed += cuts
    return joined, healed


def text_limit(lines: Iterable[Line]) -> float:
    """How far to the right the text of one column reaches, in points.

    The column's own bound less the margin that its text keeps on the left (markers may hang out into it); or, where
    no line comes near that (an indent on the right), as far as any line of the column goes.
    """
    printed = [line.printed for line in lines if line.printed is not None]
    if not printed:
        return 0.0
    starts = [p.start for p in printed if p.marker is None] or [p.marker or p.start for p in printed]
    bound = max(p.right for p in printed) - max(min(starts) - min(p.left for p in printed), 0.0)
    reach = max(p.end for p in printed)
    size = max(p.size for p in printed)
    indented = len(printed) >= _ENOUGH and bound - reach > 1.5 * size
    return reach if reach > bound or indented else bound


def _steps(lines: Sequence[Line]) -> Counter[float]:
    """How often one line lies how far below the one before it on its page, in type sizes."""
    return Counter(
        round((b.printed.y - a.printed.y) / b.printed.size, 2)
        for a, b in itertools.pairwise(lines)
        if a.printed and b.printed and 0 < b.printed.y - a.printed.y < 2 * b.printed.size
    )


def _pitch(steps: Counter[float]) -> float:
    """The distance between two lines of a paragraph: the smaller of the two usual ones; 0 where it cannot be told."""
    return min((step for step, _ in steps.most_common(2)), default=0.0)


def _starts_anew(group: Sequence[Line], line: Line, right: float, pitch: float, evidence: Evidence) -> bool:
    """Whether a line begins a paragraph or item rather than going on with the one before."""
    before, here, head = group[-1].printed, line.printed, group[0].printed
    if before is None or here is None or head is None or line.marker is not None:
        return True
    if here.hang is not None and head.hang is not None and abs(here.start - head.start) <= _INDENT:
        return True
    indents = [head.start, head.hang, None if evidence.hangs else head.marker]
    under = any(indent is not None and abs(here.start - indent) <= _INDENT for indent in indents)
    if not under and not _aligned(before, here, head):
        return True
    # What a centred line leaves free stands half before it.
    free = _room(group[-1], before, right, evidence) + (0 if under else right - before.end)
    if abs(here.size - before.size) > 0.15 * before.size:
        return True
    gap = (here.y - before.y) / here.size
    if pitch and gap > pitch + _PARAGRAPH_GAP and group[-1].places[0].page == line.places[0].page:
        return True
    if group[-1].text.endswith(("/", _SOFT_HYPHEN)):
        return False
    if free > here.piece + _SLACK:
        return True
    return _lacks_its_blank(group[-1], line, right, evidence) or _opens_a_sentence(group[-1], line)


def _lacks_its_blank(line: Line, after: Line, right: float, evidence: Evidence) -> bool:
    """Whether a line would end in a blank if it went on: in a paper that keeps them, where nothing was broken."""
    return (
        line.printed is not None
        and not line.printed.blank_after
        and _blank_would_fit(line, right, evidence)
        and not _fills_column(line, after, right)
        and not _open_end(line, right, evidence)
    )


def _opens_a_sentence(line: Line, after: Line) -> bool:
    """Whether a sentence begins with no other ended before it, where no blank tells that the line goes on.

    A title that fills its line and the first sentence under it look like one paragraph; but no sentence has a capital
    article in its midst, unless more capitals follow it in a name (``The Tudor Room``).
    """
    if line.printed is None or line.printed.blank_after or not line.text[-1].isalnum():
        return False
    opener, _, rest = after.text.partition(" ")
    return opener in _SENTENCE_OPENERS and rest[:1].islower()


def _with_numbers(groups: Sequence[Sequence[Line]]) -> list[Line]:
    """The first line of each group, as a numbered item where its number stands apart from the text.

    It does where the lines after it hang under the text; then those of its kind in the same cell are items, too.
    """
    heads = [group[0] for group in groups]
    starts = [
        group[0].printed.start
        for group in groups
        if group[0].printed and group[0].printed.hang is not None and group[0].marker is None
        if any(line.printed and abs(line.printed.start - group[0].printed.hang) <= _INDENT for line in group[1:])
    ]
    return [_numbered(head, starts) for head in heads]


def _numbered(head: Line, starts: Sequence[float]) -> Line:
    printed = head.printed
    if printed is None or printed.hang is None or head.marker is not None:
        return head
    if not any(abs(printed.start - start) <= _INDENT for start in starts):
        return head
    return replace(head, marker=number_of(head.text), level=1, printed=printed._replace(marker=printed.start))


def _without_false_marker(group: Sequence[Line], line: Line, right: float, evidence: Evidence) -> Line:
    """A line that begins with a dash which is no marker but goes on with the sentence: the dash is text again.

    It is one where the line before had no room left for the dash, and stands where that line's text stands.
    """
    before, here, head = group[-1].printed, line.printed, group[0].printed
    if before is None or here is None or head is None or here.dash is None or here.marker is None:
        return line
    text, printed = f"{here.dash} {line.text}", here._replace(start=here.marker, marker=None, dash=None)
    under = abs(printed.start - head.start) <= _INDENT or _aligned(before, printed, head)
    if not under or _room(group[-1], before, right, evidence) > here.piece + _SLACK:
        return line
    return replace(line, text=text, level=0, marker=None, printed=printed)


def _room(line: Line, printed: Printed, right: float, evidence: Evidence) -> float:
    """How much more, in points, the line could have held."""
    return right - printed.end - (0 if _open_end(line, right, evidence) else evidence.blank * printed.size)


def _aligned(before: Printed, here: Printed, head: Printed) -> bool:
    """Whether two lines are centred, or in a paragraph set flush right, over one another."""
    if head.marker is not None and here.start <= head.marker + _INDENT:
        return False  # back at the margin: not part of the item
    centred = abs((before.start + before.end) - (here.start + here.end)) <= 2 * _INDENT
    return centred or (head.marker is None and abs(before.end - here.end) <= _INDENT)


def _levels(heads: Sequence[Line]) -> list[int]:
    """The list level of each item, from how far its marker is set in among the markers of the cell.

    A cell whose later items stand further out than its first began inside a list: the first is as deep as they show.
    """
    indents = [line.printed.marker if line.printed is not None else None for line in heads]
    outer: list[float] = []
    levels: list[int] = []
    for position, (line, indent) in enumerate(zip(heads, indents, strict=True)):
        if indent is None:
            levels.append(line.level)
            continue
        if not outer:
            later = sorted(other for other in indents[position:] if other is not None and other < indent - _INDENT)
            outer = [at for before, at in itertools.pairwise([-math.inf, *later]) if at > before + _INDENT]
        while outer and indent < outer[-1] - _INDENT:
            outer.pop()
        if not outer or indent > outer[-1] + _INDENT:
            outer.append(indent)
        levels.append(len(outer))
    return levels


def _join(group: Sequence[Line], right: float, evidence: Evidence) -> tuple[Line, list[Healed]]:
    """One line of text from the printed lines it was wrapped into."""
    text = group[0].text
    healed = []
    glued = 0
    for index, line in enumerate(group[1:], 1):
        glued = max(glued, _end_of_word(group, index - 1, right, evidence))
        if index <= glued:
            healed.append(Healed(text.rsplit(" ", 1)[-1], line.text.split(" ", 1)[0], line))
            text += line.text
        elif text.endswith(_SOFT_HYPHEN) or _open_end(group[index - 1], right, evidence):
            text = text.rstrip(_SOFT_HYPHEN) + line.text
        else:
            text += " " + line.text
    places = tuple(place for line in group for place in line.places)
    return replace(group[0], text=text.replace(_SOFT_HYPHEN, ""), places=places, printed=None), healed


def _open_end(line: Line, right: float, evidence: Evidence) -> bool:
    """Whether a line ends in a hyphen or slash at which its word was broken: no blank belongs after it.

    A dash or slash that itself stands after a blank is one between words, unless the paper would show the blank.
    """
    if line.printed is None or line.printed.blank_after or not _BREAK_END.search(line.text):
        return False
    between_words = line.text[-2:-1] in ("", " ")
    return not between_words or _blank_would_fit(line, right, evidence)


def _end_of_word(group: Sequence[Line], start: int, right: float, evidence: Evidence) -> int:
    """The line in which the word ends that a narrow column cut at the end of line ``start``; itself if none was.

    A word may be cut more than once: the longest run of lines that gives one word counts.
    """
    last = start
    while last + 1 < len(group) and _fills_column(group[last], group[last + 1], right):
        last += 1
    if last == start:
        return start
    if _NEVER_FIRST.match(group[start + 1].text):
        return start + 1
    left = _LAST_PART.search(group[start].text)
    if left is None:
        return start
    for end in range(last, start, -1):
        middle, after = [line.text for line in group[start + 1 : end]], _FIRST_PART.match(group[end].text)
        if after is None or not all(map(str.isalpha, middle)) or after[0][0].isupper() > group[start].text.isupper():
            continue
        rest = "".join([*middle, after[0]]).lower()
        if _is_one_word(
            left[0].lower(), rest, evidence, blank_would_fit=_blank_would_fit(group[start], right, evidence)
        ):
            return end
    return start


def _fills_column(line: Line, after: Line, right: float) -> bool:
    """Whether a line is one token that leaves no room for the next line's first glyph."""
    if line.printed is None or after.printed is None or line.printed.blank_after or " " in line.text:
        return False
    return right - line.printed.end <= after.printed.glyph + _SLACK


def _blank_would_fit(line: Line, right: float, evidence: Evidence) -> bool:
    """Whether a blank at the end of this line would show, so that its lack means a cut word."""
    printed = line.printed
    return (
        printed is not None and evidence.keeps_blanks and right - printed.end > evidence.blank * printed.size + _SLACK
    )


def _is_one_word(left: str, right: str, evidence: Evidence, *, blank_would_fit: bool) -> bool:
    """Whether two pieces of text are rather one word than two.

    A blank that would have fitted but is not there is the weakest sign: a paragraph may have ended.
    """
    if _APOSTROPHE.search(left) or _APOSTROPHE.match(right) or left + right in evidence.words:
        return True
    if left in evidence.words and right in evidence.words:
        return False
    two_words = is_word(left) and is_word(right)
    if is_word(left + right):
        return not two_words or len(right) <= _SHORT
    return blank_would_fit and not two_words
