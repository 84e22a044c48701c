"""When a paper came before a committee: the day of the meeting or decision that it says itself to be of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from extractors.document import Document, Line, Paragraph
from extractors.records import Narrative
from normalise.values.meetings import meeting_date
from normalise.values.moments import find_moments
from normalise.values.sentences import sentences

_SUREST = ("decision", "report", "minutes")
"""Minutes in a pack are of the meeting before it."""

_OF_A_MEETING = re.compile(r"\b(?:meeting|committee|cabinet)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(r"\b(?:next|last|previous)\b|\bminutes of\b", re.IGNORECASE)

_OF_A_STATE = re.compile(r"\b(?:as (?:at|of)|to|until|end(?:ed|ing)?)\W*$", re.IGNORECASE)
"""What stands before a day that says of when the register is."""

_STATE = re.compile(
    r"\b(?:as (?:it stood )?(?:at|of|on)|(?:at|to|by) the end of|(?:position|situation) (?:at|on))\b[^.;:]{4,60}"
    r"|\bq(?:uarter|tr)? ?\d[^.;:]{1,60}?\bregister\b",
    re.IGNORECASE,
)
_REGISTER = re.compile(r"\b(?:registers?|risks|position)\b", re.IGNORECASE)

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


def without_day(title: str) -> str:
    """A title without the day of its decision or meeting, which is not the period of the register.

    That is a day in front of it, and any in a title that names a meeting, but the day that the register is as at.
    """
    for moment in reversed(find_moments(title)):
        of_meeting = moment.start == 0 or _OF_A_MEETING.search(title)
        if moment.day and of_meeting and not _OF_A_STATE.search(title[: moment.start]):
            title = title[: moment.start] + title[moment.end :]
    return title


def states_of_register(narrative: Narrative) -> Iterator[str]:
    """Where the sentences of a narrative say of when the register is that it speaks of: ``as at 31 March 2018``."""
    said = [
        match[0]
        for line in narrative.lines
        for sentence in sentences(line.text)
        if _REGISTER.search(sentence)
        for match in _STATE.finditer(sentence)
        if re.search(r"\d", match[0])
    ]
    if said:
        yield " / ".join(said)


def _head(document: Document) -> Iterator[Line]:
    """Lines at the head of a paper, before any table, that are about its meeting."""
    for block in document.blocks[:_HEAD]:
        if not isinstance(block, Paragraph):
            return
        text = block.line.text
        if _OF_A_MEETING.search(text) and not _OF_ANOTHER.search(text):
            yield block.line
