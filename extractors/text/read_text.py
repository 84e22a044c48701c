"""Plain text renderings of papers as Documents: what was left when a PDF or a Word file was turned into text.

Two kinds are distinguished by their content: one keeps the rows of tables as lines with tabs (``text.rows``), one
puts each cell on lines of its own (``text.word_export``). The damage done to tables whose rows have names is repaired
where the file itself shows how (``text.pages``, ``text.placing``), and so are cards and profiles that were cut at the
bounds of their columns (``text.cards``); all else stays as the rendering has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractors.bounds import check_text
from extractors.document import Document, Line, UnreadableFileError
from extractors.findings import Code
from extractors.lines.decoded import decode_marked
from extractors.lines.drafts import DraftLine, assemble
from extractors.places import Place
from extractors.text.cards.find_cards import repair_cards
from extractors.text.cards.lines import cut_lines
from extractors.text.cards.profiles import repair_profiles
from extractors.text.cells import Block, Grid, TextCell
from extractors.text.cut_words import join_words
from extractors.text.pages import join_pages, margins_of
from extractors.text.rows import read_rows
from extractors.text.word_export import is_word_text, read_word_text
from extractors.text.words import words_of

_LINE_END = re.compile(r"\r\n?|\n|\f")
"""How a line ends, whatever system wrote it; a form feed, the end of a page, ends one too."""


def read_text(content: bytes) -> Document:
    """Read a plain text.

    Args:
        content: The file's bytes; without a byte order mark they are UTF-8, or else windows-1252.

    Returns:
        Its paragraphs and tables in reading order, without pages.

    Raises:
        UnreadableFileError: ``empty`` or ``too_large``.
    """
    decoded = decode_marked(content)
    text = decoded.text.replace("\x00", "")  # which some converters leave
    if not text.strip():
        raise UnreadableFileError("empty", "the text is empty; fetch it again from where it came")
    check_text(len(text))
    lines = _LINE_END.split(text)
    blocks, furniture = _repair(read_word_text(lines) if is_word_text(lines) else read_rows(lines))
    assembled, findings = assemble(block.draft() if isinstance(block, Grid) else block for block in blocks)
    return Document(
        format="text",
        blocks=assembled,
        furniture=tuple(Line(line.text, line.level, line.marker, (Place(0),)) for line in furniture),
        findings=(*findings, *decoded.findings("text")),
    )


def _repair(blocks: Sequence[Block]) -> tuple[list[Block], list[DraftLine]]:
    """The blocks with their tables and words made whole, and the furniture of pages."""
    words = words_of(line.strips for line in cut_lines(blocks))
    margins = margins_of(blocks)
    repair_profiles(blocks, words)
    joined, between = join_pages(blocks, margins)
    repaired, within = repair_cards(joined, words, margins)
    _join_words(repaired)
    _report_lost_lists(_cells(repaired))
    return repaired, [*between, *within]


def _cells(blocks: Iterable[Block]) -> list[TextCell]:
    return [cell for block in blocks if isinstance(block, Grid) for row in block.rows for cell in row.cells]


def _join_words(blocks: Sequence[Block]) -> None:
    """Make words whole in tables whose rows have names, by what the whole paper prints."""
    texts = [block.text for block in blocks if isinstance(block, DraftLine)]
    printed = words_of([text] for text in (*texts, *(cell.text for cell in _cells(blocks))))
    for cell in _cells(block for block in blocks if isinstance(block, Grid) and block.key is not None):
        join_words(cell, printed)


def _report_lost_lists(cells: Sequence[TextCell]) -> None:
    """Say once, at the first of them, in how many cells a list has no items any more."""
    lost = [cell for cell in cells if any(note.code is Code.LOST_LIST for note in cell.notes)]
    for cell in lost:
        cell.notes = [note for note in cell.notes if note.code is not Code.LOST_LIST]
    if lost:
        message = f"cells whose list has lost the marks of its items, so that they run together: {len(lost)}"
        lost[0].note(Code.LOST_LIST, message)
