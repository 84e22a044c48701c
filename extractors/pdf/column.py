"""What the end of a printed line says about the line after it, in a column of a certain width."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.pdf.evidence import Evidence
from extractors.pdf.printed import Printed, PrintedLine

SLACK = 0.5
"""How much space, in points, a piece must have had to spare before it counts as having fitted."""

_BREAK_END = re.compile(r"[/\-‐–—]$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of text: how far to the right, in points, its text reaches, and what the paper shows of its lines."""

    right: float
    evidence: Evidence

    def reach(self, printed: Printed) -> float:
        """How far to the right text goes where a line stands."""
        return self.right if printed.reach is None else printed.reach

    def room_after(self, line: PrintedLine) -> float:
        """How much more, in points, a line could have held; all of it where the line has no geometry."""
        if line.printed is None:
            return self.right
        blank = 0.0 if self.breaks_word(line) else self.evidence.blank * line.printed.size
        return self.reach(line.printed) - line.printed.end - blank

    def blank_would_show(self, line: PrintedLine) -> bool:
        """Whether a blank at the end of the line would fit, in a paper that keeps them: its absence is evidence."""
        printed = line.printed
        return (
            printed is not None
            and self.evidence.keeps_blanks
            and self.reach(printed) - printed.end > self.evidence.blank * printed.size + SLACK
        )

    def is_filled_by(self, line: PrintedLine, after: PrintedLine) -> bool:
        """Whether a line is one token that leaves no space for the next line's first glyph."""
        if line.printed is None or after.printed is None or line.printed.blank_after or " " in line.text:
            return False
        return self.reach(line.printed) - line.printed.end <= after.printed.glyph + SLACK

    def breaks_word(self, line: PrintedLine) -> bool:
        """Whether a line ends in a hyphen or slash at which its word was broken: no blank belongs after it.

        A dash or slash that itself stands after a blank is one between words, unless the paper would show the blank.
        """
        if line.printed is None or line.printed.blank_after or not _BREAK_END.search(line.text):
            return False
        between_words = line.text[-2:-1] in ("", " ")
        return not between_words or self.blank_would_show(line)
