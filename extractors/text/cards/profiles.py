"""The summary profile, whose rows are known by their pattern: an identifier, a title, two scores, whatever tabs cut.

A row below a line without an identifier goes on with its title and its date. What stands behind the scores is put
under its heading with the cells of other tables (``text.placing``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.findings import Code
from extractors.text.cards.card import is_date
from extractors.text.cards.labels import WORDS
from extractors.text.cards.lines import CUT
from extractors.text.cells import Block, Grid, Row, TextCell
from extractors.text.cut_words import join_title
from extractors.text.words import Words, is_noise

_ROW = re.compile(
    rf"\s*(?P<id>[A-Z]{{1,6}}[.\s–-]{{0,3}}\d{{1,3}})(?!\w)[:.\s–-]+(?P<title>\D.{{0,120}}?)\s+(?P<current>\d{{1,2}})"
    rf"\s+(?P<target>\d{{1,2}})(?:{CUT}(?P<rest>.*))?$",
    re.IGNORECASE,
)
_FEWEST_HEADINGS = 3
_TITLE = 1
"""The column of the title."""


def is_profile_row(text: str) -> bool:
    """Whether a line of a table is one of a profile: an identifier, a title, two scores."""
    return _ROW.match(text) is not None


def is_heading(text: str) -> bool:
    """Whether a line of a table holds the headings of a profile, and says that it is of risks or opportunities."""
    said = text.casefold()
    subject = any(word in said for word in WORDS["profile_subjects"])
    return subject and sum(word in said for word in WORDS["profile_headings"]) >= _FEWEST_HEADINGS


def repair_profiles(blocks: Sequence[Block], words: Words) -> None:
    """Part the identifier, the title and the scores of each line; what a line end parted is one line again.

    A table is of a profile if the headings stand over a line of it, or if several lines of it go on with one.
    """
    headings: list[TextCell] = []
    columns: list[int] = []
    given = False
    for block in blocks:
        texts = [_text(row) for row in block.rows] if isinstance(block, Grid) else []
        lines = sum(map(is_profile_row, texts))
        if not isinstance(block, Grid) or not (any(map(is_heading, texts)) or (lines > 1 and headings)):
            continue
        block.rows = list(_repair(block.rows, words))
        for row in block.rows:
            if is_heading(_text(row)) and not is_profile_row(_text(row)):
                columns = [at for at, text in enumerate(row.texts) if WORDS["coloured"][0] in text.casefold()]
                headings += [row.cells[column] for column in columns]
            else:
                given |= any(row.cells[column].lines for column in columns if column < len(row.cells))
    if headings and not given:
        message = "the text gives no colours, so what stands below this heading, and others like it, is not known"
        headings[0].note(Code.LOST_COLOUR, message)


def _repair(rows: Sequence[Row], words: Words) -> Iterator[Row]:
    """The rows of a table, those that go on with the line above within it."""
    line: Row | None = None
    for row in rows:
        match = _ROW.match(_text(row))
        if match is not None:
            text = match.string
            title = match["title"].split(CUT)
            columns = range(text.count(CUT, 0, match.start("title")), text.count(CUT, 0, match.end("title")) + 1)
            fields = [match["id"], match["title"], match["current"], match["target"]]
            parted = (*fields, *(match["rest"] or "").split(CUT))
            whole = row.texts[: len(fields)] == fields
            line = row if whole else Row([TextCell.of(text.strip()) for text in parted])
            if len(title) > 1:
                line.cells[_TITLE] = join_title(title, words)
            yield line
        elif line is not None and _goes_on(row, columns):
            title += [text for column, text in enumerate(row.texts) if column in columns]
            line.cells[_TITLE] = join_title(title, words)
            for column, cell in enumerate(row.cells):
                if column not in columns and is_date(cell.text):
                    behind = line.cells[len(fields) :]
                    next((other for other in behind if is_date(other.text)), behind[-1]).take(cell, as_one=True)
        else:
            line = None
            yield row


def _goes_on(row: Row, columns: range) -> bool:
    """Whether a row holds nothing but more of a title, which stands in these columns, and of a date."""
    filled = [(column, text) for column, text in enumerate(row.texts) if not is_noise(text)]
    return bool(filled) and all(column in columns or is_date(text) for column, text in filled)


def _text(row: Row) -> str:
    return CUT.join(row.texts)
