"""Which of a paragraph's runs of text are read: those that a person sees, that are current, and that are no note marks.

A reader says of each run how the page shows it; here, once for every format that flows, is what follows from that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.findings import Code
from extractors.lines.characters import LINE_BREAK, clean
from extractors.lines.drafts import DraftFinding

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_DIGITS = re.compile("([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")

_ONE_MARK = r"(?>\d{1,2}|[ivx]{1,4}|[a-z]|[*†‡§¶#]{1,3})"
_MARKS = re.compile(rf"[(\[]?{_ONE_MARK}(?:[\s,;]+{_ONE_MARK})*[)\]]?", re.IGNORECASE)
"""What notes are marked with: figures, letters, small Roman numerals, signs; also several of them."""
_POWER = re.compile(r"[23]|[-–−]\d{1,2}")
_FIGURE = re.compile(r"[-–−]?\d{1,2}")
_MILLIONS = re.compile(r"[£€$]\s?[\d.,]+\s?[a-z]{1,2}$")
_HAS_POWERS = re.compile(r"(?:^|[^A-Za-z])(?:[kcmdnµμ]?m|km|ft|in|yd|mi|CO|[A-Za-z])$")
"""What a raised figure is a power of, or part of: a unit of length, a variable (R²), a mistyped CO₂."""
_NEAR = 500
"""Characters of its line before a mark that say whether it is one."""
_TEN_IN_PROSE = re.compile(r"\W*+\w.*[^\w.,]10$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Run:
    """Some text of a paragraph and how the page shows it.

    ``unseen`` says why the page does not show it, completing "words …"; ``struck`` that it is struck out; ``raised``
    that it stands above the line of the text; ``note`` that the file itself says that it marks a note.
    """

    text: str
    unseen: str | None = None
    struck: bool = False
    raised: bool = False
    note: bool = False


def read_runs(runs: Iterable[Run]) -> tuple[str, list[DraftFinding]]:
    """The text that a paragraph's runs come to, with ``LINE_BREAK`` for hard breaks, and what is said of the rest."""
    kept: list[Run] = []
    findings: list[DraftFinding] = []
    left_out: dict[tuple[Code, str], list[str]] = {}
    for run in runs:
        if run.unseen:
            left_out.setdefault((Code.HIDDEN_TEXT, f"words {run.unseen} were not read"), []).append(run.text)
        elif run.struck:
            left_out.setdefault((Code.STRUCK_TEXT, "words that are struck out were not read"), []).append(run.text)
        else:
            kept.append(run)
    for (code, message), texts in left_out.items():
        if words := clean("".join(texts).replace(LINE_BREAK, " ")):
            findings.append(DraftFinding(code, message, words))
    text, marks = _without_marks(list(_raised_apart(kept)))
    if marks:
        findings.append(DraftFinding(Code.NOTE_MARK, "raised marks of notes are no part of the text", "; ".join(marks)))
    return text, findings


@lru_cache(1000)
def looks_like_note_mark(text: str) -> bool:
    """Whether notes are marked with such a text, wherever it stands."""
    return bool(_MARKS.fullmatch(text.strip().translate(_SUPERSCRIPTS)))


def is_note_mark(before: str, mark: str, after: str) -> bool:
    """Whether a raised ``mark`` between two texts of a line refers to a note, and is no power, ordinal or fraction."""
    if not looks_like_note_mark(mark):
        return False
    before, mark = before.rstrip(), mark.strip().translate(_SUPERSCRIPTS)
    if not before:  # the mark of a note on what follows; before a blank it is the number of the note itself
        return after[:1].isalnum() and not mark.isalpha()
    if mark.isalpha() and (after[:1].isalpha() or (before[-1:].isdigit() and after[:1].isalnum())):
        return False
    if after[:1] in {"/", "⁄"}:
        return False
    if _POWER.fullmatch(mark) and _HAS_POWERS.search(before) and not _MILLIONS.search(before):
        return False
    return not (_FIGURE.fullmatch(mark) and _TEN_IN_PROSE.match(before) and after.strip())


def _raised_apart(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs with raised figures that are characters of their own (``¹``) apart, and raised neighbours joined."""
    marks: list[Run] = []
    for run in runs:
        whole = run.raised or run.note
        for part in [run] if whole else [replace(run, text=text) for text in _RAISED_DIGITS.split(run.text) if text]:
            if whole or _RAISED_DIGITS.fullmatch(part.text):
                marks.append(part)
                continue
            if marks:
                yield _one_mark(marks)
                marks = []
            yield part
    if marks:
        yield _one_mark(marks)


def _one_mark(marks: Sequence[Run]) -> Run:
    return Run("".join(mark.text for mark in marks), raised=True, note=any(mark.note for mark in marks))


def _without_marks(runs: Sequence[Run]) -> tuple[str, list[str]]:
    """The text without its note marks, and each mark with the word it stands behind."""
    kept, marks = [], []
    before = ""
    for number, run in enumerate(runs):
        after = runs[number + 1].text if number + 1 < len(runs) else ""
        if run.note or (run.raised and is_note_mark(before, run.text, after)):
            marks.append(" behind ".join([clean(run.text), *before.split()[-1:]]))
        else:
            kept.append(run.text)
            before = (before + run.text).rpartition(LINE_BREAK)[2][-_NEAR:]
    return "".join(kept), marks
