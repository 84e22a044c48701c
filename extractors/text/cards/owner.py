"""The column of a card's owner: the owner above the label of the target date, the date below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.findings import Code
from extractors.lines.drafts import DraftFinding
from extractors.text.cards.labels import WORDS, find
from extractors.text.cells import TextCell
from extractors.text.words import is_noise, left_out, words_in

_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)|(?<!\d)\d\d/\d\d(?!\d)")


def owner_and_date(texts: Sequence[str]) -> tuple[TextCell, TextCell]:
    """The owner and the target date out of the texts of the column, from above.

    A date that is none, or lacks its year, is left out and reported.
    """
    at, found = next(((at, found) for at, text in enumerate(texts) if (found := _date_label(text))), (len(texts), None))
    owners, below = [*texts[:at]], [*texts[at + 1 :]]
    if found:
        owners.append(texts[at][: found.start()].strip())
        below.insert(0, texts[at][found.end() :].strip(" :"))
    others = [text for text in below if text and not is_date(text)]
    notes = [
        left_out(text, "it holds no word")
        if is_noise(text)
        else DraftFinding(Code.UNREAD_TEXT, f"words below the label of the target date are no date: '{text}'")
        for text in others
    ]
    date = " ".join(filter(is_date, below))
    if not _is_whole(date):
        message = f"'{date}' below the label of the date is no whole date" if date else "no date stands below the label"
        notes.append(DraftFinding(Code.UNREADABLE_VALUE, message))
        date = ""
    return TextCell.of(" ".join(text for text in owners if not is_noise(text))), TextCell.of(date, notes)


def awaits_date(texts: Sequence[str], text: str) -> bool:
    """Whether a text goes on with the column, being the label of the date, or the date that has not come yet."""
    return not owner_and_date(texts)[1].lines and (_date_label(text) is not None or is_date(text))


def is_date(text: str) -> bool:
    """Whether a text is made of the words of a date alone, one of which is more than a stray digit."""
    known = {*WORDS["date"], *WORDS["date_links"], *WORDS["no_date"]}
    plain = all(word in known or _NUMBER.fullmatch(word) for word in words_in(text.casefold()))
    return plain and not is_noise(text)


def _date_label(text: str) -> re.Match[str] | None:
    found = find(text, "columns", "target_date")
    return found[1] if found else None


def _is_whole(text: str) -> bool:
    """Whether a date gives a year, or says that there is none, and does not break off."""
    words = words_in(text.casefold())
    given = _YEAR.search(text) is not None or any(word in WORDS["no_date"] for word in words)
    return bool(words) and given and words[-1] not in WORDS["date_links"]
