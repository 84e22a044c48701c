"""The column of a card's owner: the owner above the label of the target date, the date below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.findings import Code
from extractors.lines.drafts import DraftFinding
from extractors.text.cards.labels import WORDS, find
from extractors.text.cells import TextCell
from extractors.text.cut_words import left_out
from extractors.text.words import is_noise, words_in

_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|(?<!\d)\d\d/\d\d(?!\d)")


@dataclass(slots=True)
class OwnerColumn:
    """Reads the texts of the column from above. ``dated``: the label of the date has come."""

    owner: list[str] = field(default_factory=list)
    date: list[str] = field(default_factory=list)
    dated: bool = False
    notes: list[DraftFinding] = field(default_factory=list)

    def awaits(self, text: str) -> bool:
        """Whether a text is the label of the date, or the date that has not come yet."""
        return not self.date and (find(text, "columns", "target_date") is not None or is_date(text))

    def read(self, text: str) -> None:
        """Read the next text below."""
        found = None if self.dated else find(text, "columns", "target_date")
        if found is None:
            self._take(text)
            return
        self._take(text[: found[1].start()].strip())
        self.dated = True
        self._take(text[found[1].end() :].strip(" :"))

    def cells(self) -> tuple[TextCell, TextCell]:
        """The owner and the target date; a date that is none, or lacks its year, is left out and reported."""
        date, whole = " ".join(self.date), _is_whole(" ".join(self.date))
        if not whole:
            what = (
                f"'{date}' below the label of the date is no whole date" if date else "no date stands below its label"
            )
            self.notes.append(DraftFinding(Code.UNREADABLE_VALUE, what))
        return TextCell.of(" ".join(self.owner)), TextCell.of(date if whole else "", self.notes)

    def _take(self, text: str) -> None:
        if not self.dated and not is_noise(text):
            self.owner.append(text)
        elif is_date(text):
            self.date.append(text)
        elif not is_noise(text):
            message = f"words below the label of the target date are no date: '{text}'"
            self.notes.append(DraftFinding(Code.UNREAD_TEXT, message))
        elif text:
            self.notes.append(left_out(text, "it holds no word"))


def is_date(text: str) -> bool:
    """Whether a text is made of the words of a date alone, one of which is more than a stray digit."""
    known = {*WORDS["date"], *WORDS["date_links"], *WORDS["no_date"]}
    plain = all(word in known or _NUMBER.fullmatch(word) for word in words_in(text.casefold()))
    return plain and not is_noise(text)


def _is_whole(text: str) -> bool:
    """Whether a date gives a year, or says that there is none, and does not break off."""
    words: Sequence[str] = words_in(text.casefold())
    given = _YEAR.search(text) is not None or any(word in WORDS["no_date"] for word in words)
    return bool(words) and given and words[-1] not in WORDS["date_links"]
