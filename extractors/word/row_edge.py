"""How much of a cell a row of a fixed height shows.

A row whose height is exact shows nothing below its lower edge (ECMA-376, part 1, 17.18.37). Where a text wraps depends
on fonts that the file does not hold. So a paragraph has two heights: the least it can have, from which it follows what
certainly lies below the edge, and a likely one, from which it follows what may.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml.etree import _Element as Element

from extractors.word.markup import W, has, value
from extractors.word.styles import Ground, Look, Spacing, Style, Styles, indent_of, number, spacing_of

BELOW = "below the edge of a row of a fixed height"
"""Why the page does not show a text."""

_PER_HALF_POINT = 10
_SINGLE = 240
"""What ``line`` says of lines that are set solid, in 240ths."""
_LIKELY_LINE = 1.2
"""The height of a line by the size of its type: 1.15 to 1.22 in the fonts of offices, and in none below 1."""
_LIKELY_WIDTH = 0.5
"""The width of a character by the size of its type, on average."""
_MARGINS = 216
"""Twips that a cell keeps free at both sides, where nothing else is said."""
_DRAWN = (W + "drawing", W + "pict", W + "object")


class Edge(NamedTuple):
    """Where a row's lower edge cuts a cell.

    ``shown`` is how many of the cell's blocks begin above it, None where it is certain of none that it does not;
    ``doubtful`` says that words may be cut off.
    """

    shown: int | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """A row of a fixed ``height`` (twips); ``spacing`` is what its table says of paragraphs."""

    height: int
    styles: Styles
    spacing: Spacing

    def edge(self, cell: Element, width: int, ground: Ground) -> Edge:
        """Where the row's lower edge cuts a cell; ``width`` in twips, 0 where the file does not say it."""
        properties = cell.find(W + "tcPr")
        if properties is not None and any(
            properties.find(W + name) is not None for name in ("vMerge", "textDirection")
        ):
            return Edge()
        least = likely = bottom = 0
        shown: int | None = None
        for place, block in enumerate(cell):
            if least >= self.height and shown is None:
                shown = place
            low, high, after = self._heights(block, width, ground)
            least, likely = least + low, likely + high
            bottom = likely if _has_text(block) else bottom
            likely += after
        from_top = value(properties, "vAlign") in {None, "top"}
        return Edge(shown if from_top else None, doubtful=bottom > self.height)

    def _heights(self, block: Element, width: int, ground: Ground) -> tuple[int, int, int]:
        """The least and the likely height of a block, and what is kept free below it, in twips."""
        if block.tag != W + "p":
            inner = [
                self._heights(p, 0, ground) for row in block.iter(W + "tr") for p in row.iterfind(f"{W}tc[1]/{W}p")
            ]
            return 0, sum(high + after for _, high, after in inner), 0
        properties = block.find(W + "pPr")
        style = self.styles.look_up(value(properties, "pStyle"))
        mark = properties.find(W + "rPr") if properties is not None else None
        if has(mark, "del") or has(mark, "moveFrom"):
            return 0, 0, 0
        looks = list(self._looks(block, mark, style, properties, ground))
        if any(look.unseen for look in looks):
            return 0, 0, 0
        stated = self.styles.spacing.under(self.spacing).under(style.spacing).under(spacing_of(properties))
        smallest, largest = min(look.size for look in looks), max(look.size for look in looks)
        text = _text(block)
        room = width - _MARGINS - (style.indent.under(indent_of(properties)).left or 0)
        wrapped = sum(_lines(line, room, smallest) for line in text) if width else len(text)
        least = len(text) * _line_height(stated, smallest * _PER_HALF_POINT)
        likely = wrapped * _line_height(stated, round(largest * _PER_HALF_POINT * _LIKELY_LINE))
        return least, likely + (stated.before or 0), stated.after or 0

    def _looks(
        self, block: Element, mark: Element | None, style: Style, properties: Element | None, ground: Ground
    ) -> Iterator[Look]:
        said = (run for run in block.iter(W + "r") if next(run.iter(W + "t", *_DRAWN), None) is not None)
        runs = [run.find(W + "rPr") for run in said]
        for run in runs or [mark]:
            yield self.styles.look(run, style, properties, ground)


def width_of(cell: Element, columns: Sequence[int]) -> int:
    """A cell's width in twips: its own, else that of the ``columns`` it stands in; 0 where neither is said."""
    properties = cell.find(W + "tcPr")
    own = properties.find(W + "tcW") if properties is not None else None
    stated = number(own.get(W + "w")) if own is not None and own.get(W + "type", "dxa") == "dxa" else None
    return stated or sum(columns)


def _line_height(spacing: Spacing, single: int) -> int:
    if spacing.line is None:
        return single
    if spacing.rule == "exact":
        return spacing.line
    return max(single, spacing.line) if spacing.rule == "atLeast" else single * spacing.line // _SINGLE


def _text(block: Element) -> list[str]:
    """The lines of a paragraph as its hard breaks part them; one, where it is blank."""
    parts = ["\n" if leaf.tag != W + "t" else leaf.text or "" for leaf in block.iter(W + "t", W + "br", W + "cr")]
    return "".join(parts).split("\n")


def _lines(text: str, room: int, size: int) -> int:
    """How many lines a text likely takes in ``room`` twips."""
    characters = int(room / (size * _PER_HALF_POINT * _LIKELY_WIDTH)) if size else 0
    return max(1, len(textwrap.wrap(text, characters))) if characters > 0 else 1


def _has_text(block: Element) -> bool:
    return any((text.text or "").strip() for text in block.iter(W + "t"))
