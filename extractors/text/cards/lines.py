"""The printed lines of a text, in strips: what is printed between two tabs, which may have cut a word or a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.lines.bullets import GLYPHS
from extractors.lines.drafts import DraftLine
from extractors.text.cells import Block, Grid, Row, TextCell

CUT = "\t"
"""What parts the strips of a line when they are looked at as one text."""
_STRIP = re.compile(rf"[^{CUT}]+")


@dataclass(frozen=True, slots=True)
class CutLine:
    """One printed line: its strips as one text, a CUT between each two; and where it is.

    ``bullets`` are the columns whose strips begin a list item. A line is in a block, has a number in the text, and may
    be a row.
    """

    text: str
    bullets: frozenset[int]
    block: int
    number: int
    row: Row | None = None

    @property
    def strips(self) -> list[str]:
        """What each strip says; a blank one counts, for it keeps the columns apart."""
        return self.text.split(CUT)

    def starts(self) -> list[int]:
        """Where in ``text`` the strips begin that are not blank."""
        return [strip.start() for strip in _STRIP.finditer(self.text)]

    def column_at(self, offset: int) -> int:
        """The column that a position in ``text`` lies in."""
        return self.text.count(CUT, 0, offset)

    def without(self, start: int, end: int) -> CutLine:
        """The line without a stretch of its ``text``, its columns staying where they are."""
        before, behind = self.text[:start].rstrip(" :"), self.text[end:].lstrip(" :")
        within = before[-1:] not in ("", CUT) and behind[:1] not in ("", CUT)
        return replace(self, text=before + (CUT * self.text.count(CUT, start, end) or " " * within) + behind)


def cut_lines(blocks: Sequence[Block]) -> list[CutLine]:
    """Every printed line of a text, in order."""
    found: list[CutLine] = []
    for number, block in enumerate(blocks):
        for row in block.rows if isinstance(block, Grid) else [None]:
            cells = row.cells if row else [TextCell([block])] if isinstance(block, DraftLine) else []
            found.append(CutLine(*_strips(cells), number, len(found), row))
    return found


def _strips(cells: Sequence[TextCell]) -> tuple[str, frozenset[int]]:
    """The text of a line, and its bullets; one in a strip of its own, before any text, is of the text after it."""
    texts = ["" if cell.text in GLYPHS else cell.text for cell in cells]
    first = next((at for at, text in enumerate(texts) if text), 0)
    bullets = {at for at, cell in enumerate(cells) if cell.lines and (cell.lines[0].level or not texts[at])}
    return CUT.join(texts), frozenset(max(at, first) for at in bullets)
