"""When a paper came before a committee: the day of the meeting or decision that it says itself to be of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from extractors.document import Document, Line, Paragraph
from extractors.records import Narrative
from normalise.values.meetings import meeting_date

_SUREST = ("decision", "report", "minutes")
"""Minutes in a pack are of the meeting before it."""

_OF_A_MEETING = re.compile(r"\b(?:meeting|committee|cabinet)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"\b(?:next|last|previous)\b|\bminutes of\b", re.IGNORECASE)

_HEAD = 30
"""How many paragraphs a paper may take to say of which meeting it is."""


def paper_date(document: Document, narratives: Iterable[Narrative]) -> date | None:
    """The day of a paper's own meeting, by what its reports say or its head; None where it names none."""
    for kind in _SUREST:
        for narrative in narratives:
            if narrative.kind == kind and (day := narrative_date(narrative)):
                return day
    return meeting_date(line.text for line in _head(document))


def narrative_date(narrative: Narrative) -> date | None:
    """The day of the meeting or decision that a narrative is of."""
    return meeting_date(line.text for line in narrative.dates)


def _head(document: Document) -> Iterator[Line]:
    """Lines at the head of a paper, before any table, that are about its meeting."""
    for block in document.blocks[:_HEAD]:
        if not isinstance(block, Paragraph):
            return
        text = block.line.text
        if _OF_A_MEETING.search(text) and not _OF_ANOTHER.search(text):
            yield block.line
