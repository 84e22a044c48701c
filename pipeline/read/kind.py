"""What sort of paper a document is, and whether it has to do with a risk register at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractors.document import Document, Paragraph
from extractors.records import Reading
from extractors.vocabulary.identifiers import counting
from pipeline.read.paper import PaperKind

_MENTIONS_A_REGISTER = re.compile(
    r"\brisks?\b(?:\W+\w+){0,3}\W+registers?\b|\bregisters?\W+of\W+(?:\w+\W+){0,3}risks?\b", re.IGNORECASE
)

_IN_A_SENTENCE = re.compile(
    r"['’]s\b|\s*(?:\([^()]*\)\s*)?(?:has|have|had|was|were|is|remains?|remained|stays?|stayed|and)\b"
)
"""What follows an identifier that a sentence begins with."""

_FEWEST_WORDS = 6
"""A line with fewer announces no list; it may be the heading of a register."""

_AGENDA = re.compile(r"(?:supplementary )?agenda(?: frontsheet)?|agenda item \d+", re.IGNORECASE)
"""What the line says that makes a paper an agenda pack, the papers of one meeting in one file."""


def kind_of_paper(document: Document, found: Reading) -> PaperKind:
    """What sort of paper a document is, by its lines and by what the layouts found in it."""
    holds_register = any(register.entries for register in found.registers)
    reports = {narrative.kind for narrative in found.narratives if narrative.dates or narrative.listing}
    paragraphs = (block.line.text for block in document.blocks if isinstance(block, Paragraph))
    if (holds_register or reports) and any(_AGENDA.fullmatch(text.strip(" *#")) for text in paragraphs):
        return "agenda_pack"
    if holds_register or found.profiles:
        return "register"
    return "decision" if "decision" in reports else "report" if reports else "other"


def is_plain_report(document: Document, found: Reading) -> bool:
    """Whether a paper only reports of the register: no line and no cell of it begins with an identifier of an entry.

    One that does may be a register in a shape we do not know, however well the report in front of it is understood. It
    is none if it begins a sentence (``CR5 had been …``), or a list that a sentence announces.
    """
    listed = False
    for line in (line for text in _texts(document) for line in text.splitlines()):
        begins = _identifier().match(line)
        if begins and not listed and not _IN_A_SENTENCE.match(line, begins.end()):
            return False
        listed = listed if begins else line.rstrip().endswith(":") and len(line.split()) >= _FEWEST_WORDS
    return bool(found.narratives)


def names_a_register(document: Document) -> bool:
    """Whether any paragraph or cell of a document mentions a risk register."""
    return any(map(speaks_of_a_register, _texts(document)))


def speaks_of_a_register(text: str) -> bool:
    """Whether a text mentions a register of risks, and no other register."""
    return _MENTIONS_A_REGISTER.search(text) is not None


def _texts(document: Document) -> Iterator[str]:
    """Everything a document says, title and furniture left out."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.line.text
        else:
            yield from (cell.text for cell in block.cells)


@cache
def _identifier() -> re.Pattern[str]:
    """The shape of an identifier, whosever it is: capitals and a number (``Over 65`` is none, ``Corp 1:`` is one)."""
    return re.compile(
        rf"(?!{counting()})"
        r"(?:[A-Z]{2,6}[.\s/_–-]{0,3}\d{1,3}\b|[A-Z][a-z0]{1,5}[.\s/_–-]{0,3}\d{1,3}\s*(?:$|[:.|–—-]))"
    )
