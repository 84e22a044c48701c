"""A line as a PDF printed it: what has to be known of its geometry until it is whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace

from extractors.document import Line
from extractors.frozen import frozen


@frozen
class Printed:
    """The geometry of one line as a PDF printed it, in points: what ``unwrap`` needs to undo the wrapping.

    ``left`` and ``right`` bound the column the line stands in. ``start`` and ``end`` are where its text begins and
    ends (without its marker), ``y`` its baseline, ``size`` its type size. ``marker`` is where its marker begins,
    if it has one, and ``dash`` that marker where it is a dash, which may be no marker at all but one of the text.
    ``hang`` is where the text after a list number begins, in a line that begins with one.
    ``glyph`` and ``piece`` are the widths of its first glyph and of its first piece that a layout engine would have
    broken off, ``gap`` that of its narrowest blank (0 in a line of one word). ``blank_after`` tells of a blank in
    the file at the end of the line: a layout engine's own mark of a break between words. ``reach`` is how far text goes
    where the line stands, if that is not as far as in the rest of its column. ``bold`` is None where only a part of the
    line is.
    """

    left: float
    right: float
    start: float
    end: float
    y: float
    size: float
    marker: float | None
    dash: str | None
    hang: float | None
    glyph: float
    piece: float
    gap: float
    blank_after: bool
    reach: float | None = None
    bold: bool | None = None


_ACROSS = ("left", "right", "start", "end", "marker", "hang")
"""The positions of a line from left to right."""


@frozen
class PrintedLine(Line):
    """A line on its page, with its geometry; None where no column bounds it, so that it is whole already."""

    printed: Printed | None = field(default=None, compare=False)

    def moved(self, shift: float, reach: float) -> PrintedLine:
        """The line moved to the right by some points, text there reaching as far as ``reach`` did where it stood."""
        printed = self.printed
        if printed is None:
            return self
        at = {name: value + shift for name in _ACROSS if (value := getattr(printed, name)) is not None}
        return replace(self, printed=replace(printed, **at, reach=reach + shift))

    def finished(self) -> Line:
        """The line without its geometry."""
        return Line(self.text, self.level, self.marker, self.places, self.findings)


def printed_lines(lines: Iterable[Line]) -> list[PrintedLine]:
    """The lines of a page or cell as printed ones."""
    return [
        line
        if isinstance(line, PrintedLine)
        else PrintedLine(line.text, line.level, line.marker, line.places, line.findings)
        for line in lines
    ]
