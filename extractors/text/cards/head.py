"""The head line of a card: identifier, title and scores on one line, cut anywhere."""

from __future__ import annotations

import re

from extractors.findings import Code
from extractors.lines.drafts import DraftFinding
from extractors.text.cards.cut_lines import CUT, CutLine
from extractors.text.cards.labels import LEVELS, find, labels
from extractors.text.cells import Row, TextCell
from extractors.text.cut_words import join, join_title
from extractors.text.words import Words, is_noise, left_out

_SCORES = ("current_score", "target_score")
_IDENTIFIER = re.compile(
    rf"[:\s]*([A-Z]{{1,6}})(?:{CUT}([A-Z]{{1,5}}))?([.\s–-]{{0,3}})(\d{{1,3}})(?!\w)", re.IGNORECASE
)
_SCORE = re.compile(rf"[:=\s–-]*(\d{{1,2}})(?:{CUT}\s*(\d{{1,2}}))?(?!\d)")
_AROUND = " :.–—-" + CUT


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
    printed = _made_whole(match, words)
    identifier = TextCell.of(f"{wording}: {printed}")
    if CUT in match[0].strip(_AROUND):
        identifier.note(Code.MENDED_TEXT, f"a column bound cut the identifier; read as '{printed}'")
    labelled = [label for name in _SCORES if (label := find(text, "head", name, match.end()))]
    labelled.sort(key=lambda pair: pair[1].start())
    cells = {"title": _with_label("Title", _title(text[match.end() : labelled[0][1].start()], words))}
    scores: dict[str, int] = {}
    ends = [*(at.start() for _, at in labelled[1:]), len(text)]
    for (score, at), end in zip(labelled, ends, strict=True):
        number = _SCORE.match(text, at.end())
        cell = _score(number)
        scores |= {score.field: int(cell.text)} if cell.text else {}
        cell.notes += _rest(text[number.end() if number else at.end() : end])
        cells[score.field] = _with_label(score.text, cell)
    for name in _SCORES:
        if name not in cells:
            message = "the head line of the card gives no such score"
            cells[name] = TextCell.of(name.replace("_", " ").title(), [DraftFinding(Code.UNREADABLE_VALUE, message)])
    return Row([identifier, *cells.values()]), scores


def _identifier(text: str) -> tuple[str, re.Match[str]] | None:
    """The wording of the label that a line begins with, and the identifier after it."""
    start = len(text) - len(text.lstrip())
    for label in labels("head"):
        if label.field == "id" and (match := label.pattern.match(text, start)):
            identifier = _IDENTIFIER.match(text, match.end())
            return (label.text, identifier) if identifier else None
    return None


def _made_whole(match: re.Match[str], words: Words) -> str:
    """An identifier made whole; a blank at a cut before its number is as the paper has it in others of its scheme."""
    letters = join(match[1], match[2] or "", words)[0].replace(" ", "")
    blank = " " if re.search(rf"(?<!\w){letters.casefold()} \d", "\n".join(words.lines)) else ""
    return letters + match[3].replace(CUT, blank) + match[4]


def _with_label(label: str, cell: TextCell) -> TextCell:
    return TextCell.of(f"{label}: {cell.text}".strip(), cell.notes)


def _title(text: str, words: Words) -> TextCell:
    found = find(text, "head", "title")
    if found is not None and not text[: found[1].start()].strip(_AROUND):
        text = text[found[1].end() :]
    return join_title(text.strip(_AROUND).split(CUT), words)


def _score(match: re.Match[str] | None) -> TextCell:
    if match is None:
        return TextCell.of("", [DraftFinding(Code.UNREADABLE_VALUE, "no number stands after the score's label")])
    first, second = match[1], match[2]
    if second is None:
        return TextCell.of(first)
    whole = second if second.startswith(first) and len(second) > 1 else first + second
    if _is_product(int(whole)):
        return TextCell.of(whole, [DraftFinding(Code.MENDED_TEXT, f"'{first}|{second}' was cut; read as {whole}")])
    message = f"the score was cut at a column bound and cannot be made whole: '{first}|{second}'"
    return TextCell.of("", [DraftFinding(Code.UNREADABLE_VALUE, message)])


def _is_product(score: int) -> bool:
    likelihoods, impacts = (set(LEVELS[axis].values()) for axis in ("likelihood", "impact"))
    return any(likelihood * impact == score for likelihood in likelihoods for impact in impacts)


def _rest(text: str) -> list[DraftFinding]:
    """What there is to report of words behind one value and before the next label."""
    text = text.replace(CUT, " ").strip(_AROUND)
    if not text:
        return []
    if is_noise(text):
        return [left_out(text, "it holds no word")]
    return [DraftFinding(Code.UNREAD_TEXT, f"words in the head line of the card are not read: '{text}'")]
