"""The head line of a card: identifier, title and scores on one line, each after its label, cut anywhere."""

from __future__ import annotations

import re

from extractors.findings import Code
from extractors.lines.drafts import DraftFinding
from extractors.text.cards.labels import LEVELS, find, label_at
from extractors.text.cards.lines import CUT, CutLine
from extractors.text.cells import Row, TextCell
from extractors.text.cut_words import join, join_title
from extractors.text.words import Words, unread

_SCORES = ("current_score", "target_score")
_IDENTIFIER = re.compile(
    rf"[:\s]*([A-Z]{{1,6}})(?:{CUT}([A-Z]{{1,5}}))?([.\s–-]{{0,3}})(\d{{1,3}})(?!\w)", re.IGNORECASE
)
_SCORE = re.compile(rf"[:=\s–-]*(\d{{1,2}})(?:{CUT}\s*(\d{{1,2}}))?(?!\d)")
_AROUND = " :.–—-" + CUT
_PRODUCTS = {one * other for one in LEVELS["likelihood"].values() for other in LEVELS["impact"].values()}


def is_head(line: CutLine) -> bool:
    """Whether a line begins a card: an identifier under its label, and a score under another."""
    found = _identifier(line.text)
    return found is not None and any(find(line.text, "head", name, found[1].end()) for name in _SCORES)


def repair_head(line: CutLine, words: Words) -> tuple[Row, dict[str, int]]:
    """A head line (one that ``is_head``) as cells that each hold a label with its value; and the scores it gives.

    A value that cannot be settled is left out, and its cell says so.
    """
    text, found = line.text, _identifier(line.text)
    assert found is not None
    wording, match = found
    printed = join(match[1], match[2] or "", words)[0].replace(" ", "") + match[3].replace(CUT, " ") + match[4]
    identifier = TextCell.of(f"{wording}: {printed}")
    if CUT in match[0].strip(_AROUND):
        identifier.note(Code.MENDED_TEXT, f"a column bound cut the identifier; read as '{printed}'")
    found_scores = {name: find(text, "head", name, match.end()) for name in _SCORES}
    ends = sorted([*(score[1].start() for score in found_scores.values() if score), len(text)])
    cells = [identifier, _with_label("Title", _title(text[match.end() : ends[0]], words))]
    scores: dict[str, int] = {}
    for name, score in found_scores.items():
        label = name.replace("_", " ").title()
        value = TextCell.unreadable("the head line of the card gives no such score")
        if score:
            label, at = score[0].text, score[1].end()
            value = _score(text[at : min(end for end in ends if end >= at)])
        scores |= {name: int(value.text)} if value.text else {}
        cells.append(_with_label(label, value))
    return Row(cells), scores


def _identifier(text: str) -> tuple[str, re.Match[str]] | None:
    """The wording of the label that a line begins with, and the identifier after it."""
    found = label_at(text, "head", len(text) - len(text.lstrip()))
    match = _IDENTIFIER.match(text, found[1].end()) if found and found[0].field == "id" else None
    return (found[0].text, match) if found and match else None


def _with_label(label: str, cell: TextCell) -> TextCell:
    return TextCell.of(f"{label}: {cell.text}".strip(), cell.notes)


def _title(text: str, words: Words) -> TextCell:
    text = text.strip(_AROUND)
    found = label_at(text, "head", 0)
    if found and found[0].field == "title":
        text = text[found[1].end() :]
    return join_title(text.strip(_AROUND).split(CUT), words)


def _score(text: str) -> TextCell:
    """A score, and what there is to report of it and of the words behind it."""
    match = _SCORE.match(text)
    if match is None:
        return TextCell.unreadable(f"no number is after the score's label: '{text.replace(CUT, '|')}'")
    printed = "|".join(filter(None, match.groups()))
    whole = printed.replace("|", "")
    behind = text[match.end() :].replace(CUT, " ").strip(_AROUND)
    notes = [unread(behind, "in the head line of the card")] if behind else []
    if match[2] and int(whole) not in _PRODUCTS:
        return TextCell.unreadable(f"the score was cut at a column bound and cannot be made whole: '{printed}'", notes)
    if match[2]:
        notes.append(DraftFinding(Code.MENDED_TEXT, f"'{printed}' was cut; read as {whole}"))
    return TextCell.of(whole, notes)
