"""Who owns each line of a section: a cell of owners stands beside the lines of its row and those that go on below."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class LineOwners:
    """The owners of one field's lines, taken row by row. ``of_lines`` is parallel to the lines."""

    of_lines: list[str | None] = field(default_factory=list)
    _now: str | None = None
    _since: int = 0
    """The first line that the owner last named is the owner of."""

    def begin(self) -> None:
        """A heading begins a section: whoever owned the lines above owns none of those below."""
        self._now, self._since = None, len(self.of_lines)

    def take(self, owner: str, lines: int, *, cut: bool) -> bool:
        """Add a row of so many lines and the owner beside them; False where he would be the owner of nothing.

        A row without an owner goes on with the one above, and so does one that a page end ``cut`` off it. An owner in
        a row of his own, below lines or beside a cell that spans several rows, is one more owner of those lines.
        """
        if owner and lines and not cut:
            self._now, self._since = owner, len(self.of_lines)
        elif owner:
            self._now = f"{self._now} {owner}" if self._now else owner
            self.of_lines[self._since :] = [self._now] * (len(self.of_lines) - self._since)
        self.of_lines += [self._now] * lines
        return not owner or self._since < len(self.of_lines)
