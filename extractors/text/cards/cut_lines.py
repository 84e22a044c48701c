"""The printed lines of a text, in strips: what stands between two tabs, which may have cut a word or a cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.lines.bullets import GLYPHS
from extractors.lines.drafts import DraftLine
from extractors.text.cells import Block, Row, TextCell, levelled

CUT = "\t"
"""What stands between the strips of a line when they are looked at as one text."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What stands between two tabs; a blank one counts, for it keeps the columns apart, and may be a bullet."""

    text: str
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class CutLine:
    """One printed line: its strips, the block it stands in, its number in the text, and the row it is, if it is one."""

    strips: tuple[Strip, ...]
    block: int
    number: int
    row: Row | None

    @property
    def text(self) -> str:
        """The strips as one text, a CUT between each two."""
        return CUT.join(self.texts)

    @property
    def texts(self) -> list[str]:
        """What each strip says."""
        return [strip.text for strip in self.strips]

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
        strips, at = [], 0
        for strip in self.strips:
            low, high = max(start - at, 0), max(end - at, 0)
            touched = low < len(strip.text) and high
            kept = f"{strip.text[:low]} {strip.text[high:]}".strip(" :") if touched else strip.text
            strips.append(replace(strip, text=kept))
            at += len(strip.text) + len(CUT)
        return replace(self, strips=tuple(strips))


def cut_lines(blocks: Sequence[Block]) -> list[CutLine]:
    """Every printed line of a text, in order."""
    found: list[CutLine] = []
    for number, block in enumerate(blocks):
        if isinstance(block, DraftLine):
            found.append(CutLine((_strip([block]),), number, len(found), None))
            continue
        for row in block.rows:
            found.append(CutLine(_strips(row.cells), number, len(found), row))
    return found


def bullet_of(strips: Sequence[Strip]) -> bool:
    """Whether the first of some strips that is more than blank begins a list item."""
    return next((strip.bullet for strip in strips if strip.text or strip.bullet), False)


def _strips(cells: Sequence[TextCell]) -> tuple[Strip, ...]:
    """A bullet in a strip of its own, before any text, belongs to the text after it."""
    strips = [_strip(levelled(cell.lines)) for cell in cells]
    first = next((column for column, strip in enumerate(strips) if strip.text), 0)
    strips[first] = replace(strips[first], bullet=bullet_of(strips))
    return tuple(strips)


def _strip(said: Sequence[DraftLine]) -> Strip:
    text = " ".join(line.text for line in said)
    lone = len(text) == 1 and text in GLYPHS
    return Strip("" if lone else text, lone or (bool(said) and said[0].level > 0))
