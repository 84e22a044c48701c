"""How the author wrote it: printed lines become the paragraphs and list items they were wrapped from.

What decides, in this order:

1. a marker starts an item; a line at another indent starts a paragraph (unless lines are centred);
2. a line that left room for the next line's first piece ended its paragraph: no layout engine breaks there;
3. a gap wider than the lines around it ended it too;
4. a line that is one unbroken token filling the column to less than a glyph was cut inside a word, and one that
   ends in "/" or a hyphen with no blank after it was cut there: both are glued without a blank.

A missing blank at the end of a line is no proof of a cut word, since layout engines drop the blank that does not
fit; words that stand whole elsewhere in the same paper decide where geometry cannot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from extractors.document import Line, Printed

_INDENT = 1.5
"""Starts closer than this, in points, are one indent."""

_SLACK = 0.5
"""How much room, in points, a piece must have had to spare before it counts as having fitted."""

_BLANK_WIDTH = 0.25
"""Width of a blank in type sizes, narrower than in most fonts, so that room is not overrated."""

_PARAGRAPH_GAP = 0.07
"""A line lies this much further below the one before, in type sizes, than lines of one paragraph do."""

_KEPT = 0.3
"""More of a paper's lines than this end in a blank where its layout engine keeps them."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HYPHEN_END = re.compile(r"\S[/\-‐]$")
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


def gather_evidence(lines: Iterable[Line]) -> Evidence:
    """Read a paper's printed lines for the words it prints whole and its habit at line ends.

    Only a line of one token can end, and the line after it begin, inside a word; all other words stand whole.
    """
    words: set[str] = set()
    blanks = total = 0
    after_token = False
    for line in lines:
        token = " " not in line.text
        found = [word.lower() for word in _WORD.findall(line.text)]
        if not token:
            words.update(found[1:] if after_token and line.marker is None else found)
            total += 1
            blanks += line.printed is not None and line.printed.blank_after
        after_token = token
    return Evidence(words, keeps_blanks=blanks > _KEPT * total)


def unwrap(lines: Sequence[Line], right: float, evidence: Evidence) -> tuple[list[Line], list[Healed]]:
    """Join printed lines of one cell (or one page column) into the paragraphs and items they were wrapped from.

    ``right`` is how far to the right, in points, text of this column reaches: see ``text_limit``. Lines without
    geometry (from Word or HTML) are handed on as they are.
    """
    groups: list[list[Line]] = []
    pitch = _pitch(lines)
    for printed in lines:
        line = _without_false_marker(groups[-1], printed, right) if groups else printed
        if line.printed is None or not groups or _starts_anew(groups[-1], line, right, pitch):
            groups.append([line])
        else:
            groups[-1].append(line)
    levels = _levels([group[0] for group in groups])
    joined, healed = [], []
    for group, level in zip(groups, levels, strict=True):
        line, cuts = _join(group, right, evidence)
        joined.append(replace(line, level=level))
        healed += cuts
    return joined, healed


def text_limit(lines: Iterable[Line]) -> float:
    """How far to the right the text of one column reaches, in points.

    The column's own bound less the margin that its text keeps on the left; or, where no line comes near that
    (an indent on the right), as far as any line of the column goes.
    """
    printed = [line.printed for line in lines if line.printed is not None]
    if not printed:
        return 0.0
    margin = min(p.start if p.marker is None else p.marker for p in printed) - min(p.left for p in printed)
    bound = max(p.right for p in printed) - max(margin, 0.0)
    reach = max(p.end for p in printed)
    size = max(p.size for p in printed)
    enough = len(printed) >= 12  # noqa: PLR2004
    return reach if reach > bound or (enough and bound - reach > 1.5 * size) else bound


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance between two lines, in type sizes; 0 where it cannot be told."""
    steps = Counter(
        round((b.printed.y - a.printed.y) / b.printed.size, 2)
        for a, b in zip(lines, lines[1:], strict=False)
        if a.printed and b.printed and 0 < b.printed.y - a.printed.y < 2 * b.printed.size
    )
    return min(steps.most_common(2), key=lambda step: step[0])[0] if steps else 0.0


def _starts_anew(group: Sequence[Line], line: Line, right: float, pitch: float) -> bool:
    """Whether a line begins a paragraph or item rather than going on with the one before."""
    before, here = group[-1].printed, line.printed
    if before is None or here is None or line.marker is not None:
        return True
    if abs(here.start - group[0].printed.start) > _INDENT and not _aligned(before, here, group):  # type: ignore[union-attr]
        return True
    if abs(here.size - before.size) > 0.15 * before.size:
        return True
    if _room(group[-1], before, right) > here.piece + _SLACK:
        return True
    gap = (here.y - before.y) / here.size
    return bool(pitch) and gap > pitch + _PARAGRAPH_GAP and group[-1].places[0].page == line.places[0].page


def _without_false_marker(group: Sequence[Line], line: Line, right: float) -> Line:
    """A line that begins with a dash which is no marker but goes on with the sentence: the dash is text again.

    It is one where the line before had no room left for the dash, and stands where that line's text stands.
    """
    before, here, head = group[-1].printed, line.printed, group[0].printed
    if before is None or here is None or head is None or here.dash is None or here.marker is None:
        return line
    if abs(here.marker - head.start) > _INDENT or _room(group[-1], before, right) > here.piece + _SLACK:
        return line
    text, printed = f"{here.dash} {line.text}", here._replace(start=here.marker, marker=None, dash=None)
    return replace(line, text=text, level=0, marker=None, printed=printed)


def _room(line: Line, printed: Printed, right: float) -> float:
    """How much more, in points, the line could have held."""
    return right - printed.end - (0 if _HYPHEN_END.search(line.text) else _BLANK_WIDTH * printed.size)


def _aligned(before: Printed, here: Printed, group: Sequence[Line]) -> bool:
    """Whether two lines of one unmarked paragraph are centred, or set flush right, over one another."""
    if group[0].marker is not None:
        return False
    centred = abs((before.start + before.end) - (here.start + here.end)) <= 2 * _INDENT
    return centred or abs(before.end - here.end) <= _INDENT


def _levels(heads: Sequence[Line]) -> list[int]:
    """The list level of each item, from how far its marker is set in among the markers before it."""
    levels: list[int] = []
    indents: list[float] = []
    for line in heads:
        if line.printed is None or line.printed.marker is None:
            levels.append(line.level)
            continue
        indent = line.printed.marker - line.printed.left
        while indents and indent < indents[-1] - _INDENT:
            indents.pop()
        if not indents or indent > indents[-1] + _INDENT:
            indents.append(indent)
        levels.append(len(indents))
    return levels


def _join(group: Sequence[Line], right: float, evidence: Evidence) -> tuple[Line, list[Healed]]:
    """One line of text from the printed lines it was wrapped into."""
    head = group[0]
    text = head.text
    healed = []
    for before, line in zip(group, group[1:], strict=False):
        if _cut_inside_word(before, line, right, evidence):
            healed.append(Healed(_last_token(text), line.text.split(" ", 1)[0], line))
            text += line.text
        elif text.endswith(_SOFT_HYPHEN):
            text = text.rstrip(_SOFT_HYPHEN) + line.text
        elif _HYPHEN_END.search(text) and before.printed and not before.printed.blank_after:
            text += line.text
        else:
            text += " " + line.text
    places = tuple(place for line in group for place in line.places)
    return replace(head, text=text.replace(_SOFT_HYPHEN, ""), places=places, printed=None), healed


def _last_token(text: str) -> str:
    return text.rsplit(" ", 1)[-1]


def _cut_inside_word(before: Line, line: Line, right: float, evidence: Evidence) -> bool:
    """Whether a narrow column cut a word in two between these lines."""
    if before.printed is None or line.printed is None or before.printed.blank_after or " " in before.text:
        return False
    room = right - before.printed.end
    if room > line.printed.glyph + _SLACK:
        return False
    if line.text[0] == "/":
        return True
    if not (before.text[-1].isalpha() and line.text[0].isalpha()) or line.text[0].isupper() > before.text.isupper():
        return False
    if evidence.keeps_blanks and room > _BLANK_WIDTH * before.printed.size + _SLACK:
        return True  # a blank would have fitted, and this paper keeps its blanks
    left, after = _WORD.findall(before.text)[-1].lower(), _WORD.findall(line.text)[0].lower()
    return left + after in evidence.words or after not in evidence.words
