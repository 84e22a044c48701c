"""The owner's column of a card in a text rendering: the owner above the label of the target date, the date below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.document import Line
from extractors.findings import Code
from extractors.layouts.loose.labels import find, wordings
from extractors.layouts.loose.rows import Notes, Piece, is_noise
from extractors.layouts.loose.words import tokens

_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|(?<!\d)\d\d/\d\d(?!\d)")


@dataclass(slots=True)
class OwnerColumn:
    """Reads the pieces of the column from above."""

    notes: Notes
    owner: list[Piece] = field(default_factory=list)
    date: list[Piece] = field(default_factory=list)
    dated: bool = False
    """Whether the label of the date has come."""

    def awaits(self, piece: Piece) -> bool:
        """Whether a piece is the label of the date, or the date that has not come yet."""
        return not self.date and (find(piece.text, "columns", "target_date") is not None or is_date(piece.text))

    def read(self, piece: Piece) -> None:
        """Read the next piece below."""
        label = None if self.dated else find(piece.text, "columns", "target_date")
        if label is None:
            self._take(piece)
            return
        self._take(Piece(piece.text[: label.start()].strip(), places=piece.places))
        self.dated = True
        self._take(Piece(piece.text[label.end() :].strip(" :"), places=piece.places))

    def values(self) -> dict[str, tuple[Line, ...]]:
        """The owner and the target date; a date that is none, or lacks its year, is left out and reported."""
        date = _joined(self.date)
        if not date:
            self.notes.add(Code.UNREADABLE_VALUE, "no date stands below its label", (), "target_date")
        elif not _is_whole(date[0].text):
            message = f"'{date[0].text}' below the label of the date is no whole date"
            self.notes.add(Code.UNREADABLE_VALUE, message, date[0].places, "target_date")
            date = ()
        return {"owner": _joined(self.owner), "target_date": date}

    def _take(self, piece: Piece) -> None:
        if not self.dated and not is_noise(piece.text):
            self.owner.append(piece)
        elif is_date(piece.text):
            self.date.append(piece)
        elif not is_noise(piece.text):
            message = f"words below the label of the target date are no date: '{piece.text}'"
            self.notes.add(Code.UNREAD_TEXT, message, piece.places, "target_date")
        elif piece.text:
            self.notes.ignore(piece.text, "it holds no word", piece.places)


def is_date(text: str) -> bool:
    """Whether a text is made of the words of a date alone, one of which is more than a stray digit."""
    known = {*wordings()["date_words"], *wordings()["date_links"], *wordings()["no_date"]}
    plain = all(word in known or _NUMBER.fullmatch(word) for word in tokens(text.casefold()))
    return plain and not is_noise(text)


def _is_whole(text: str) -> bool:
    """Whether a date gives a year, or says that there is none, and does not break off."""
    words = list(tokens(text.casefold()))
    given = _YEAR.search(text) is not None or any(word in wordings()["no_date"] for word in words)
    return bool(words) and given and words[-1] not in wordings()["date_links"]


def _joined(pieces: Sequence[Piece]) -> tuple[Line, ...]:
    """Printed lines of one value as one line."""
    places = tuple(place for piece in pieces for place in piece.places)
    return (Line(" ".join(piece.text for piece in pieces), places=places),) if pieces else ()
