"""The printed lines of a text, in strips: what is printed between two tabs, which may have cut a word or a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.lines.bullets import GLYPHS
from extractors.lines.drafts import DraftLine
from extractors.text.cells import Block, Row, TextCell

CUT = "\t"
"""What parts the strips of a line when they are looked at as one text."""


@dataclass(frozen=True, slots=True)
class CutLine:
    """One printed line: what its strips say, a blank one too, for it keeps the columns apart; and where it is.

    ``bullets`` are the strips that begin a list item. A line is in a block, has a number in the text, and may be a row.
    """

    texts: tuple[str, ...]
    bullets: frozenset[int]
    block: int
    number: int
    row: Row | None = None

    @property
    def text(self) -> str:
        """The strips as one text, a CUT between each two."""
        return CUT.join(self.texts)

    def starts(self) -> Iterator[tuple[int, int]]:
        """Each strip that is not blank: its column and where it begins in ``text``."""
        at = 0
        for column, text in enumerate(self.texts):
            if text:
                yield column, at
            at += len(text) + len(CUT)

    def column_at(self, offset: int) -> int:
        """The column that a position in ``text`` lies in."""
        return self.text.count(CUT, 0, offset)

    def without(self, start: int, end: int) -> CutLine:
        """The line without a stretch of its ``text``, its columns staying where they are."""
        kept = CUT * self.text.count(CUT, start, end) or " "
        texts = (self.text[:start] + kept + self.text[end:]).split(CUT)
        first, last = self.column_at(start), self.column_at(end)
        return replace(
            self, texts=tuple(text.strip(" :") if first <= at <= last else text for at, text in enumerate(texts))
        )


def cut_lines(blocks: Sequence[Block]) -> list[CutLine]:
    """Every printed line of a text, in order."""
    found: list[CutLine] = []
    for number, block in enumerate(blocks):
        if isinstance(block, DraftLine):
            found.append(_cut_line([TextCell([block])], number, len(found), None))
        else:
            for row in block.rows:
                found.append(_cut_line(row.cells, number, len(found), row))
    return found


def _cut_line(cells: Sequence[TextCell], block: int, number: int, row: Row | None) -> CutLine:
    """A line of strips; a bullet in a strip of its own, before any text, belongs to the text after it."""
    said = [cell.text for cell in cells]
    texts = ["" if text in GLYPHS else text for text in said]
    bullets = {at for at, cell in enumerate(cells) if cell.lines and (cell.lines[0].level or said[at] != texts[at])}
    first = next((at for at, text in enumerate(texts) if text), 0)
    if any(at < first for at in bullets):
        bullets = {at for at in bullets if at >= first} | {first}
    return CutLine(tuple(texts), frozenset(bullets), block, number, row)
