"""The summary profile in a text rendering, read by the pattern of its rows: the colours are lost.

A row is an identifier, a title, two scores, a date and a direction, whatever tabs stand between and within them; rows
below it without an identifier go on with its title and its date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.document import Cell, Line
from extractors.findings import Code
from extractors.layouts.loose.labels import CUT, wordings
from extractors.layouts.loose.owner import is_date
from extractors.layouts.loose.rows import Notes, Row, is_noise
from extractors.layouts.loose.words import Words, put_phrase_together
from extractors.records import Profile, ProfileLine

_LONGEST_TITLE = 120
_ROW = re.compile(
    rf"[\s]*(?P<id>[A-Z]{{1,6}}[.\s–-]{{0,3}}\d{{1,3}})(?!\w)[:.\s–-]+(?P<title>\D.{{0,{_LONGEST_TITLE}}}?)[\s]+(?P<current>\d{{1,2}})"
    rf"[{CUT}\s]+(?P<target>\d{{1,2}})(?:{CUT}(?P<rest>.*))?$",
    re.IGNORECASE,
)
_QUARTER = re.compile(r"\bQ(?:uarter\s*)?([1-4])\b", re.IGNORECASE)
_FEWEST_WORDS = 3


def is_profile_row(row: Row) -> bool:
    """Whether a line is one of a profile: an identifier, a title, two scores."""
    return not row.paragraph and _ROW.match(row.text) is not None


def is_profile_heading(row: Row) -> bool:
    """Whether a line holds the headings of a profile, and says that it is of risks or opportunities."""
    said = row.text.casefold()
    if row.paragraph or not any(word in said for word in wordings()["profile_subjects"]):
        return False
    return sum(word in said for word in wordings()["profile_words"]) >= _FEWEST_WORDS


@dataclass(slots=True)
class ProfileReader:
    """Reads the rows of one profile."""

    words: Words
    notes: Notes = field(default_factory=Notes)
    drafts: list[_Draft] = field(default_factory=list)
    quarters: dict[int, int] = field(default_factory=dict)
    width: int = 0

    def read(self, row: Row) -> None:
        """Read one row; one that is neither a line nor a heading goes on with the line above it, or is reported."""
        match = _ROW.match(row.text)
        if is_profile_heading(row) and match is None:
            self.width = len(row.pieces)
            self.quarters = {
                column: int(found[1])
                for column, piece in enumerate(row.pieces)
                if (found := _QUARTER.search(piece.text))
            }
        elif match is not None:
            self.drafts.append(_Draft(row, match))
        elif self.drafts and self.drafts[-1].goes_on(row):
            self.drafts[-1].further.append(row)
        elif is_noise(row.text):
            if row.text.strip():
                self.notes.ignore(row.text.strip(), "it holds no word", row.places)
        else:
            shown = row.text.replace(CUT, " | ").strip(" |")
            self.notes.add(Code.UNREAD_TEXT, f"a row of the profile is not read: '{shown}'", row.places)

    def profile(self, title: Line | None, context: tuple[Line, ...]) -> Profile:
        """The profile as read so far."""
        lines = tuple(self._line(draft) for draft in self.drafts)
        self.notes.subject = None
        if lines and not any(line.confidence for line in lines):
            message = "the text gives no colours, so no quarter's confidence is known"
            self.notes.add(Code.LOST_COLOUR, message, lines[0].places, "confidence")
        place = next(iter(lines[0].places), None) if lines else None
        return Profile(title.text if title else "", place, lines, tuple(self.notes.findings), context)

    def _line(self, draft: _Draft) -> ProfileLine:
        row, match = draft.row, draft.match
        identifier = " ".join(match["id"].split())
        self.notes.subject = identifier
        titles, dates = draft.further_words()
        title = put_phrase_together([*_pieces(match["title"]), *titles], self.words)
        if title.mend == "unsettled":
            self.notes.add(
                Code.UNREADABLE_VALUE, f"the title cannot be made whole: '{title.before}'", row.places, "title"
            )
        elif title.before != title.text:
            message = f"the title '{title.before}' was cut; read as '{title.text}'"
            self.notes.add(Code.MENDED_TEXT, message, row.places, "title")
        rest = _pieces(match["rest"] or "")
        date = [piece for piece in rest if is_date(piece)] + dates
        other = [piece for piece in rest if not is_date(piece) and piece.casefold() not in wordings()["colours"]]
        if len(other) > 1:
            self.notes.add(Code.UNREAD_TEXT, f"words of the line are not read: '{' | '.join(other[:-1])}'", row.places)
        values = {
            "id": identifier,
            "title": "" if title.mend == "unsettled" else title.text,
            "current_score": match["current"],
            "target_score": match["target"],
            "target_date": " ".join(date),
            "direction": other[-1] if other else "",
        }
        lines = {name: (Line(text, places=row.places),) if text else () for name, text in values.items()}
        return ProfileLine(None, lines, self._confidence(row), row.places, row.table, row.number)

    def _confidence(self, row: Row) -> dict[int, Cell]:
        """The confidence by quarter, where a renderer printed its colours as words."""
        if len(row.pieces) != self.width:
            return {}
        return {
            quarter: Cell(row.number - 1, column, (Line(row.pieces[column].text, places=row.pieces[column].places),))
            for column, quarter in self.quarters.items()
            if row.pieces[column].text
        }


@dataclass(slots=True)
class _Draft:
    """A line of the profile, and the rows that go on with it."""

    row: Row
    match: re.Match[str]
    further: list[Row] = field(default_factory=list)

    @property
    def _title_columns(self) -> range:
        return range(self.row.column_at(self.match.start("title")), self.row.column_at(self.match.end("title")) + 1)

    def goes_on(self, row: Row) -> bool:
        """Whether a row holds nothing but more of this line's title and date."""
        if row.block != self.row.block or row.paragraph:
            return False
        filled = [(column, piece.text) for column, piece in enumerate(row.pieces) if not is_noise(piece.text)]
        return bool(filled) and all(column in self._title_columns or is_date(text) for column, text in filled)

    def further_words(self) -> tuple[list[str], list[str]]:
        """What the rows that go on with this line add to its title and to its date."""
        titles, dates = [], []
        for row in self.further:
            for column, piece in enumerate(row.pieces):
                if not piece.blank and column in self._title_columns:
                    titles.append(piece.text)
                elif not is_noise(piece.text):
                    dates.append(piece.text)
        return titles, dates


def _pieces(text: str) -> list[str]:
    return [piece.strip() for piece in text.split(CUT) if piece.strip()]
