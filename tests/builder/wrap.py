"""Where a line of print ends: wrapping as LibreOffice and Word do it, down to the blank a line keeps at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reportlab.pdfbase.pdfmetrics import stringWidth

REGULAR, BOLD, ITALIC = "Helvetica", "Helvetica-Bold", "Helvetica-Oblique"

_PIECE = re.compile(r"\S*?[/\-](?=[^\W\d])|\S+\s*")
"""What no line end parts: a word with its blank, or the part of one up to a slash or hyphen before a letter."""


@cache
def width(text: str, font: str, size: float) -> float:
    """The advance width of a text in points."""
    return float(stringWidth(text, font, size))


def _cut(piece: str, space: float, font: str, size: float) -> Iterator[str]:
    """A piece that is wider than the column, cut wherever the column ends."""
    while width(piece.rstrip(), font, size) > space:
        end = max(1, next(n for n in range(len(piece), 0, -1) if n == 1 or width(piece[:n], font, size) <= space))
        yield piece[:end]
        piece = piece[end:]
    yield piece


@cache
def wrap(text: str, space: float, font: str, size: float, *, blanks: bool = True) -> tuple[str, ...]:
    """The lines of a paragraph in a column ``space`` points wide.

    A line that ends between words keeps its blank, beyond the column's edge if need be; one that ends inside a
    word, or behind a slash or hyphen, has none. ``blanks=False`` keeps none at all.
    """
    lines = [""]
    for piece in _PIECE.findall(text):
        if width((lines[-1] + piece).rstrip(), font, size) <= space:
            lines[-1] += piece
            continue
        first, *rest = _cut(piece, space, font, size)
        lines = [*lines, first, *rest] if lines[-1] else [first, *rest]
    return tuple(line if blanks else line.rstrip() for line in lines)
