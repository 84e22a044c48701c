"""How the author wrote it: printed lines become the paragraphs and list items they were wrapped from.

What decides, in this order:

1. a marker starts an item; a line at another indent starts a paragraph (unless lines are centred);
2. a gap wider than between the lines of one paragraph ended it;
3. a line that left space for the next line's first piece ended it too: no layout engine breaks there;
4. a line without the blank that its paper keeps at wrapped lines ended it, if that blank would have fitted.

How the lines of one paragraph are joined, and cut words made whole, is said in ``joins``.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.document import Line
from extractors.lines.bullets import number_of
from extractors.pdf.column import SLACK, Column
from extractors.pdf.evidence import INDENT, Evidence, usual_pitch
from extractors.pdf.joins import SOFT_HYPHEN, join_lines
from extractors.pdf.printed import Printed, PrintedLine

_PARAGRAPH_GAP = 0.07
"""A line lies this much further below the one before, in type sizes, than lines of one paragraph do."""

_ENOUGH = 12
"""So many lines show by themselves how far the text of a column reaches."""

_FEW_STEPS = 3
"""A cell of fewer lines than this does not show how far its lines lie apart: the whole paper does."""

_SENTENCE_OPENERS = frozenset(("The", "This", "These", "There", "Those", "It", "We", "Our", "In", "If", "As", "An"))
"""Words that stand with a capital where a sentence begins and hardly anywhere else."""

_COUNTS = {
    "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Twelve", "Twenty", "Thirty",
    "Forty", "Fifty", "All", "Both", "Each", "Every", "Few", "Many", "Most", "No", "Several", "Some",
}  # fmt: skip
"""The same for words that count, unless they count a name: ``Tier Two``."""

_LINKS = {
    "More", "Fewer", "Another", "Any", "Such", "They", "Their", "Its", "When", "While", "Whilst", "Although", "Because",
    "Unless", "Until", "Without",
}  # fmt: skip
"""The same for words that begin clauses or stand before nouns, and in no name but one of capitals (``More House``)."""


def unwrap(lines: Sequence[PrintedLine], right: float, evidence: Evidence) -> list[Line]:
    """Join printed lines of one cell (or one page column) into the paragraphs and items they were wrapped from.

    ``right`` is how far to the right, in points, text of this column reaches: see ``text_limit``. Lines without
    geometry are handed on as they are.
    """
    column = Column(right, evidence)
    groups: list[list[PrintedLine]] = []
    pitch = usual_pitch(lines, _FEW_STEPS) or evidence.pitch
    for printed in lines:
        line = _without_false_marker(groups[-1], printed, column) if groups else printed
        if line.printed is None or not groups or _starts_anew(groups[-1], line, pitch, column):
            groups.append([line])
        else:
            groups[-1].append(line)
    heads = _with_numbers(groups)
    return [
        join_lines(group, column, level, head.marker)
        for group, head, level in zip(groups, heads, _levels(heads), strict=True)
    ]


def text_limit(lines: Iterable[PrintedLine]) -> float:
    """How far to the right the text of one column reaches, in points.

    The column's own bound less the margin that its text keeps on the left (markers may hang out into it); or, where
    no line comes near that (an indent on the right), as far as any line of the column goes.
    """
    printed = [line.printed for line in lines if line.printed is not None and line.printed.reach is None]
    if not printed:
        return 0.0
    starts = [p.start for p in printed if p.marker is None] or [p.marker or p.start for p in printed]
    bound = max(p.right for p in printed) - max(min(starts) - min(p.left for p in printed), 0.0)
    reach = max(p.end for p in printed)
    size = max(p.size for p in printed)
    indented = len(printed) >= _ENOUGH and bound - reach > 1.5 * size
    return reach if reach > bound or indented else bound


def _starts_anew(group: Sequence[PrintedLine], line: PrintedLine, pitch: float, column: Column) -> bool:
    """Whether a line begins a paragraph or item rather than going on with the one before."""
    before, here, head = group[-1].printed, line.printed, group[0].printed
    if before is None or here is None or head is None or line.marker is not None:
        return True
    if here.hang is not None and head.hang is not None and abs(here.start - head.start) <= INDENT:
        return True
    new_page = group[-1].places[0].page != line.places[0].page
    cut = new_page and line.text[:1].islower()  # its piece may have lost the blank before it, and its list's indent
    others = (head.hang, None if column.evidence.hangs else head.marker)
    under = cut or abs(here.start - head.start) <= INDENT
    under = under or any(indent is not None and abs(here.start - indent) <= INDENT for indent in others)
    under = under or (head.marker is not None and head.marker + INDENT < here.start < head.start)
    if not under and not _aligned(before, here, head):
        return True
    # What a centred line leaves free stands half before it.
    free = column.room_after(group[-1]) + (0 if under else column.reach(before) - before.end)
    if abs(here.size - before.size) > 0.15 * before.size or _changes_weight(before, here, line):
        return True
    gap = (here.y - before.y) / here.size
    if pitch and gap > pitch + _PARAGRAPH_GAP and not new_page:
        return True
    if group[-1].text.endswith(("/", SOFT_HYPHEN)):
        return False
    if free > here.piece + SLACK:
        return True
    return (not cut and _lacks_its_blank(group[-1], line, column)) or _opens_a_sentence(group[-1], line)


def _changes_weight(before: Printed, here: Printed, line: PrintedLine) -> bool:
    """Whether a line of bold type ends and one of plain type begins, or the other way, and not within a sentence."""
    return None not in (before.bold, here.bold) and before.bold != here.bold and not line.text[:1].islower()


def _lacks_its_blank(line: PrintedLine, after: PrintedLine, column: Column) -> bool:
    """Whether a line would end in a blank if it went on: in a paper that keeps them, where nothing was broken."""
    return (
        line.printed is not None
        and not line.printed.blank_after
        and column.blank_would_show(line)
        and not column.is_filled_by(line, after)
        and not column.breaks_word(line)
    )


def _opens_a_sentence(line: PrintedLine, after: PrintedLine) -> bool:
    """Whether a sentence begins with no other ended before it, where no blank shows that the line goes on.

    A title that fills its line and the first sentence under it look like one paragraph; but no sentence has a capital
    article in its midst, unless more capitals follow it in a name (``The Tudor Room``).
    """
    if line.printed is None or line.printed.blank_after or not line.text[-1].isalnum():
        return False
    opener, _, rest = after.text.partition(" ")
    counts = (opener in _COUNTS or opener in _LINKS) and line.text.rsplit(" ", 1)[-1].islower()
    return (opener in _SENTENCE_OPENERS or counts) and rest[:1].islower()


def _with_numbers(groups: Sequence[Sequence[PrintedLine]]) -> list[PrintedLine]:
    """The first line of each group, as a numbered item where its number stands apart from the text.

    It does where the lines after it hang under the text; then those of its kind in the same cell are items, too.
    """
    heads = [group[0] for group in groups]
    starts = [
        group[0].printed.start
        for group in groups
        if group[0].printed and group[0].printed.hang is not None and group[0].marker is None
        if any(line.printed and abs(line.printed.start - group[0].printed.hang) <= INDENT for line in group[1:])
    ]
    return [_numbered(head, starts) for head in heads]


def _numbered(head: PrintedLine, starts: Sequence[float]) -> PrintedLine:
    printed = head.printed
    if printed is None or printed.hang is None or head.marker is not None:
        return head
    if not any(abs(printed.start - start) <= INDENT for start in starts):
        return head
    return replace(head, marker=number_of(head.text), level=1, printed=replace(printed, marker=printed.start))


def _without_false_marker(group: Sequence[PrintedLine], line: PrintedLine, column: Column) -> PrintedLine:
    """A line that begins with a dash which is no marker but goes on with the sentence: the dash is text again.

    It is one where the line before had no space left for the dash, and stands where that line's text stands.
    """
    before, here, head = group[-1].printed, line.printed, group[0].printed
    if before is None or here is None or head is None or here.dash is None or here.marker is None:
        return line
    text, printed = f"{here.dash} {line.text}", replace(here, start=here.marker, marker=None, dash=None)
    under = abs(printed.start - head.start) <= INDENT or _aligned(before, printed, head)
    if not under or column.room_after(group[-1]) > here.piece + SLACK:
        return line
    places = tuple(replace(place, text=f"{here.dash} {place.text}", words=None) for place in line.places)
    return replace(line, text=text, level=0, marker=None, places=places, printed=printed)


def _aligned(before: Printed, here: Printed, head: Printed) -> bool:
    """Whether two lines are centred, or in a paragraph set flush right, over one another."""
    if head.marker is not None and here.start <= head.marker + INDENT:
        return False  # back at the margin: not part of the item
    centred = abs((before.start + before.end) - (here.start + here.end)) <= 2 * INDENT
    return centred or (head.marker is None and abs(before.end - here.end) <= INDENT)


def _levels(heads: Sequence[PrintedLine]) -> list[int]:
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
            later = sorted(other for other in indents[position:] if other is not None and other < indent - INDENT)
            outer = [at for before, at in itertools.pairwise([-math.inf, *later]) if at > before + INDENT]
        while outer and indent < outer[-1] - INDENT:
            outer.pop()
        if not outer or indent > outer[-1] + INDENT:
            outer.append(indent)
        levels.append(len(outer))
    return levels
