"""The summary profile, whose rows are found by their pattern: identifier, title, two scores, date and direction.

Tabs may stand between and within them; rows below a line without an identifier go on with its title and its date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.findings import Code
from extractors.text.cards.cut_lines import CUT
from extractors.text.cards.labels import WORDS
from extractors.text.cards.owner import is_date
from extractors.text.cells import Block, Grid, Row, TextCell
from extractors.text.cut_words import join_title
from extractors.text.words import Words, is_noise

_ROW = re.compile(
    rf"\s*(?P<id>[A-Z]{{1,6}}[.\s–-]{{0,3}}\d{{1,3}})(?!\w)[:.\s–-]+(?P<title>\D.{{0,120}}?)\s+(?P<current>\d{{1,2}})"
    rf"\s+(?P<target>\d{{1,2}})(?:{CUT}(?P<rest>.*))?$",
    re.IGNORECASE,
)
_FEWEST_HEADINGS = 3
_TITLE, _DATED = 1, 4
"""The column of the title, and the first one after the scores."""


def is_profile_row(text: str) -> bool:
    """Whether a line of a table is one of a profile: an identifier, a title, two scores."""
    return _ROW.match(text) is not None


def is_heading(text: str) -> bool:
    """Whether a line of a table holds the headings of a profile, and says that it is of risks or opportunities."""
    said = text.casefold()
    subject = any(word in said for word in WORDS["profile_subjects"])
    return subject and sum(word in said for word in WORDS["profile_headings"]) >= _FEWEST_HEADINGS


def mend_profiles(blocks: Sequence[Block], words: Words) -> None:
    """Put the values of each line of a profile under their headings; what a line end parted is one line again.

    A table is of a profile if the headings stand over a line of it, or if several lines of it go on with one.
    """
    profile = _Profile(words)
    for block in blocks:
        if isinstance(block, Grid):
            texts = list(map(_text, block.rows))
            lines = sum(map(is_profile_row, texts))
            if any(map(is_heading, texts)) or (lines > 1 and profile.heading):
                block.rows = list(profile.mend(block.rows))
    if profile.lines and profile.coloured and not any(profile.has_colours(line) for line in profile.lines):
        message = "the text gives no colours, so what stands below this heading, and others like it, is not known"
        profile.coloured[0].note(Code.LOST_COLOUR, message)


@dataclass(slots=True)
class _Profile:
    """A profile while its rows are put in order. ``coloured`` are the headings of columns whose cells are colours."""

    words: Words
    heading: Row | None = None
    lines: list[Row] = field(default_factory=list)
    coloured: list[TextCell] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    """The pieces of the last line's title, and the columns they stood in."""
    columns: range = range(0)

    def mend(self, rows: Sequence[Row]) -> Iterator[Row]:
        """The rows of a table, those that go on with the line above within it."""
        below_line = False
        for row in rows:
            text = _text(row)
            match = _ROW.match(text)
            if match is not None:
                yield self._take_line(row, match)
            elif below_line and self._goes_on(row):
                self._take_rest(row)
                continue
            elif is_heading(text):
                self.heading = row
                self.coloured += (row.cells[column] for column in self._headed("coloured"))
                yield row
            else:
                yield row
            below_line = match is not None

    def has_colours(self, line: Row) -> bool:
        """Whether a line has words where a colour is lost."""
        return any(line.cells[column].pieces for column in self._headed("coloured") if column < len(line.cells))

    def _take_line(self, row: Row, match: re.Match[str]) -> Row:
        text, texts = _text(row), [cell.text for cell in row.cells]
        self.columns = range(text.count(CUT, 0, match.start("title")), text.count(CUT, 0, match.end("title")) + 1)
        self.title = match["title"].split(CUT)
        scores = [match["id"], match["title"], match["current"], match["target"]]
        if self.heading and (len(texts) != len(self.heading.cells) or texts[:_DATED] != scores):
            found = map(TextCell.of, scores)
            row = Row([*found, *self._rest((match["rest"] or "").split(CUT), len(self.heading.cells) - _DATED)])
        if len(self.title) > 1:
            row.cells[_TITLE] = join_title(self.title, self.words)
        self.lines.append(row)
        return row

    def _rest(self, texts: Sequence[str], width: int) -> list[TextCell]:
        """The cells behind the scores: as they stand or, where there are more or fewer, the date and the last one."""
        if len(texts) == width:
            return [TextCell.of(text.strip()) for text in texts]
        cells = [TextCell() for _ in range(width)]
        filled = [text.strip() for text in texts if text.strip()]
        others = [text for text in filled if not is_date(text)]
        date = next(iter(self._headed("dated")), _DATED) - _DATED
        cells[date] = TextCell.of(" ".join(text for text in filled if is_date(text)))
        cells[-1] = cells[-1] if not others else TextCell.of(others[-1])
        if others[1:]:
            cells[-1].note(Code.UNREAD_TEXT, f"words of the line are not read: '{' | '.join(others[:-1])}'")
        return cells

    def _headed(self, what: str) -> list[int]:
        """The columns whose heading has one of some words."""
        cells = self.heading.cells if self.heading else []
        return [
            column for column, cell in enumerate(cells) if any(word in cell.text.casefold() for word in WORDS[what])
        ]

    def _goes_on(self, row: Row) -> bool:
        """Whether a row holds nothing but more of the title and the date of the line above."""
        filled = [(column, cell.text) for column, cell in enumerate(row.cells) if not is_noise(cell.text)]
        return bool(filled) and all(column in self.columns or is_date(text) for column, text in filled)

    def _take_rest(self, row: Row) -> None:
        line = self.lines[-1]
        for column, cell in enumerate(row.cells):
            if column in self.columns:
                self.title.append(cell.text)
            elif not is_noise(cell.text):
                line.cells[next(iter(self._headed("dated")), _DATED)].join(cell)
        line.cells[_TITLE] = join_title(self.title, self.words)


def _text(row: Row) -> str:
    return CUT.join(row.says())
