"""The summary profile, whose rows are known by their pattern: an identifier, a title, two scores, whatever tabs cut.

A row below one that has no identifier goes on with its cells. What is printed behind the scores is put under its
heading with the cells of other tables (``text.placing``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.findings import Code
from extractors.text.cards.labels import WORDS
from extractors.text.cards.lines import CUT
from extractors.text.cells import Block, Grid, Row, TextCell
from extractors.text.cut_words import join_title
from extractors.text.words import Words

_ROW = re.compile(
    rf"\s*(?P<id>[A-Z]{{1,6}}[.\s–-]{{0,3}}\d{{1,3}})(?!\w)[:.\s–-]{{1,9}}(?P<title>\D.{{0,120}}?)\s{{1,9}}(?P<current>\d{{1,2}})"
    rf"\s{{1,9}}(?P<target>\d{{1,2}})(?:{CUT}(?P<rest>.*))?$",
    re.IGNORECASE,
)
_FEWEST_HEADINGS = 3


def is_profile_row(text: str) -> bool:
    """Whether a line of a table is one of a profile: an identifier, a title, two scores."""
    return _ROW.match(text) is not None


def is_heading(text: str) -> bool:
    """Whether a line of a table holds the headings of a profile, and says that it is of risks or opportunities."""
    said = text.casefold()
    subject = any(word in said for word in WORDS["profile_subjects"]) and not is_profile_row(text)
    return subject and sum(word in said for word in WORDS["profile_headings"]) >= _FEWEST_HEADINGS


def repair_profiles(blocks: Sequence[Block], words: Words) -> None:
    """Part the identifier, the title and the scores of each line; what a line end parted is one line again.

    A table is of a profile if the headings are over a line of it, or if several lines of it go on with one.
    """
    headings: list[TextCell] = []
    columns: list[int] = []
    given = False
    for block in blocks:
        texts = [_text(row) for row in block.rows] if isinstance(block, Grid) else []
        is_one = any(map(is_heading, texts)) or (headings and sum(map(is_profile_row, texts)) > 1)
        if not isinstance(block, Grid) or not is_one:
            continue
        block.rows = list(_repair(block.rows, words))
        for row in block.rows:
            if is_heading(_text(row)):
                columns = [at for at, text in enumerate(row.texts) if WORDS["coloured"][0] in text.casefold()]
                headings += [row.cells[column] for column in columns]
            else:
                given |= any(row.cells[column].lines for column in columns if column < len(row.cells))
    if headings and not given:
        message = "the text gives no colours, so what is below this heading, and others like it, is not known"
        headings[0].note(Code.LOST_COLOUR, message)


def _repair(rows: Sequence[Row], words: Words) -> Iterator[Row]:
    """The rows of a table, those that go on with the line above within it."""
    line: Row | None = None
    for row in rows:
        match = _ROW.match(_text(row))
        if match:
            fields = [*match.group("id", "title", "current", "target"), *(match["rest"] or "").split(CUT)]
            line = row if row.texts[:4] == fields[:4] else Row([TextCell.of(text.strip()) for text in fields])
            if CUT in match["title"]:
                line.cells[1] = join_title(match["title"].split(CUT), words)
            yield line
        elif line and _goes_on(row, line):
            for above, cell in zip(line.cells, row.cells, strict=False):
                above.take(cell, as_one=True)
        else:
            line = None
            yield row


def _goes_on(row: Row, line: Row) -> bool:
    """Whether all that a row says is below words of a line, and none of it is an identifier."""
    below = [bool(above.lines) for above, cell in zip(line.cells, row.cells, strict=False) if cell.lines]
    return any(below) and all(below) and not row.cells[0].lines and len(row.cells) == len(line.cells)


def _text(row: Row) -> str:
    return CUT.join(row.texts)
