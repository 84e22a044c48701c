"""Who owns each line of a section: a cell of owners stands beside the lines of its row and those that go on below."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.document import Line
from extractors.lines.part import in_one_line

_OPEN_END = re.compile(r"(?:[,;/&]|\b(?:and|of|for|the))$")


@dataclass(slots=True)
class LineOwners:
    """The owners of one field's lines, taken row by row. ``of_lines`` is parallel to the lines."""

    of_lines: list[Line | None] = field(default_factory=list)
    _now: Line | None = None
    _since: int = 0
    """The first line that the owner last named is the owner of."""
    _rows: int = 0
    """How many rows of the section have named an owner of their lines."""

    def begin(self) -> None:
        """A heading begins a section: whoever owned the lines above owns none of those below."""
        self._now, self._since, self._rows = None, len(self.of_lines), 0

    def take(self, owner: Line | None, lines: int, *, cut: bool) -> bool:
        """Add a row of so many lines and the owner beside them; False where he would be the owner of nothing.

        A row without an owner goes on with the one above, and so may one that begins a page (``cut``). An owner in a
        row of his own, below lines or beside a cell that spans several rows, is one more owner of those lines.
        """
        if owner and lines and not (cut and self._goes_on(owner)):
            self._now, self._since = owner, len(self.of_lines)
            self._rows += 1
        elif owner:
            self._now = in_one_line([self._now, owner]) if self._now else owner
            self.of_lines[self._since :] = [self._now] * (len(self.of_lines) - self._since)
        self.of_lines += [self._now] * lines
        return owner is None or self._since < len(self.of_lines)

    def _goes_on(self, owner: Line) -> bool:
        """Whether owners at the head of a page are more of those at the foot of the page before.

        They are where these end in the middle of a list or of a name. Else they are where one cell holds the whole
        section, so that several lines stand beside it; where each row has a line and its owner, a row is a row.
        """
        if self._now is None:
            return False
        several = self._rows == 1 and len(self.of_lines) - self._since > 1
        return several or owner.text[:1].islower() or _OPEN_END.search(self._now.text) is not None
