"""Lines by hand, and what a narrative of them states."""

from __future__ import annotations

from extractors.document import Line
from extractors.records import Entry, Narrative
from normalise.events import Change, Changes, read_changes
from tests.organisations import LANCASHIRE


def told(*lines: str | Line, listing: tuple[Entry, ...] = ()) -> Changes:
    """What a narrative of these lines states."""
    made = tuple(line if isinstance(line, Line) else Line(line) for line in lines)
    narrative = Narrative("minutes", "Corporate Risk Register", None, made, listing=listing)
    return read_changes(narrative, LANCASHIRE.identifiers, LANCASHIRE.scale)


def said(change: Change) -> str:
    """A change as ``event id-or-title``, with `` > other`` where there is another entry."""
    other = f" > {change.other_id_raw}" if change.other_id_raw else ""
    return f"{change.event} {change.id_raw or change.title}{other}"


def stated(*lines: str | Line) -> list[str]:
    """Each change in words."""
    return [said(change) for change in told(*lines).changes]


def codes(*lines: str | Line) -> list[str]:
    """The codes of what was found."""
    return [finding.code for finding in told(*lines).findings]


def item(text: str, level: int = 1) -> Line:
    """An item of a list."""
    return Line(text, level, "•")
