"""The head line of a card in a text rendering: identifier, title and scores on one line, cut anywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.document import Line
from extractors.findings import Code
from extractors.layouts.loose.labels import CUT, find, labels
from extractors.layouts.loose.rows import Notes, Row, is_noise
from extractors.layouts.loose.words import Words, put_phrase_together
from extractors.records import Kind

_IDENTIFIER = re.compile(
    rf"[:\s]*([A-Z]{{1,6}})(?:{CUT}([A-Z]{{1,5}}))?([.\s–-]{{0,3}})(\d{{1,3}})(?!\w)", re.IGNORECASE
)
_SCORE = re.compile(rf"[:=\s–-]*(\d{{1,2}})(?:{CUT}\s*(\d{{1,2}}))?(?!\d)")
_AROUND = " :.–—-" + CUT
_SCORES = ("current_score", "target_score")


@dataclass(frozen=True, slots=True)
class Head:
    """What a card's head line says. A value that cannot be settled has no line."""

    kind: Kind
    identifier: str
    values: dict[str, tuple[Line, ...]] = field(default_factory=dict)


def is_head(row: Row) -> bool:
    """Whether a line begins a card: an identifier under its label, and a score under another."""
    found = _identifier(row)
    return found is not None and any(find(row.text, "head", name, found[1].end()) for name in _SCORES)


def read_head(row: Row, words: Words, notes: Notes) -> Head:
    """The values of a head line (one that ``is_head``); ``notes`` takes what was mended and what is unreadable."""
    found = _identifier(row)
    assert found is not None
    kind, match = found
    identifier = _mended_identifier(match, words)
    notes.subject = identifier
    if CUT in match[0].strip(_AROUND):
        notes.add(Code.MENDED_TEXT, f"a column bound cut the identifier; read as '{identifier}'", row.places, "id")
    spans = {name: label for name in _SCORES if (label := find(row.text, "head", name, match.end()))}
    values: dict[str, tuple[Line, ...]] = {"id": (Line(identifier, places=row.places),)}
    end = 0
    for name, label in sorted(spans.items(), key=lambda item: item[1].start()):
        _leftover(row.text[end or label.start() : label.start()], row, notes)
        score = _SCORE.match(row.text, label.end())
        values[name] = _score(score, row, notes, name)
        end = score.end() if score else label.end()
    _leftover(row.text[end:], row, notes)
    for name in _SCORES:
        if name not in spans:
            values[name] = ()
            notes.add(Code.UNREADABLE_VALUE, "the head line of the card gives no such score", row.places, name)
    title = row.text[match.end() : min(label.start() for label in spans.values())]
    values["title"] = _title(title, row, words, notes)
    return Head(kind, identifier, values)


def _identifier(row: Row) -> tuple[Kind, re.Match[str]] | None:
    text = row.text
    start = len(text) - len(text.lstrip())
    for label in labels("head"):
        if label.field == "id" and (match := label.whole.match(text, start)):
            identifier = _IDENTIFIER.match(text, match.end())
            return (label.kind or "risk", identifier) if identifier else None
    return None


def _mended_identifier(match: re.Match[str], words: Words) -> str:
    """An identifier made whole; a blank at a cut before its number is as the paper has it in others of its scheme."""
    letters = put_phrase_together([match[1], match[2] or ""], words).text.replace(" ", "")
    blank = " " if re.search(rf"(?<!\w){letters.casefold()} \d", "\n".join(words.lines)) else ""
    return letters + match[3].replace(CUT, blank) + match[4]


def _title(text: str, row: Row, words: Words, notes: Notes) -> tuple[Line, ...]:
    label = find(text, "head", "title")
    if label is not None and not text[: label.start()].strip(_AROUND):
        text = text[label.end() :]
    text = text.strip(_AROUND)
    join = put_phrase_together([piece.strip() for piece in text.split(CUT)], words)
    if join.mend == "unsettled":
        message = f"the title was cut at column bounds and cannot be made whole: '{join.before}'"
        notes.add(Code.UNREADABLE_VALUE, message, row.places, "title")
        return ()
    if join.before != join.text:
        message = f"the title '{join.before}' was cut at column bounds; read as '{join.text}'"
        notes.add(Code.MENDED_TEXT, message, row.places, "title")
    return (Line(join.text, places=row.places),) if join.text else ()


def _score(match: re.Match[str] | None, row: Row, notes: Notes, name: str) -> tuple[Line, ...]:
    if match is None:
        notes.add(Code.UNREADABLE_VALUE, "no number stands after the score's label", row.places, name)
        return ()
    text = match[1]
    if match[2]:
        text = match[2] if match[2].startswith(match[1]) and len(match[2]) > 1 else match[1] + match[2]
        if not _is_product(text):
            message = f"the score was cut at a column bound and cannot be made whole: '{match[1]}|{match[2]}'"
            notes.add(Code.UNREADABLE_VALUE, message, row.places, name)
            return ()
        notes.add(Code.MENDED_TEXT, f"the score was cut at '{match[1]}|{match[2]}'; read as {text}", row.places, name)
    return (Line(text, places=row.places),)


def _is_product(text: str) -> bool:
    return any(low * high == int(text) for low in range(1, 6) for high in range(1, 6))


def _leftover(text: str, row: Row, notes: Notes) -> None:
    """Report what stands in a head line behind one value and before the next label."""
    text = text.replace(CUT, " ").strip(_AROUND)
    if text and is_noise(text):
        notes.ignore(text, "it holds no word", row.places)
    elif text:
        notes.add(Code.UNREAD_TEXT, f"words in the head line of the card are not read: '{text}'", row.places)
