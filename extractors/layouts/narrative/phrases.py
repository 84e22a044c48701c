"""The words of ``phrases.toml``: what the lines of reports, minutes and decision pages are."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from extractors.document import Line
from extractors.vocabulary.identifiers import in_text

LONGEST_HEADING = 160
"""Letters; a longer line is prose in any case."""

_FEWEST_WORDS = 6
"""A sentence of fewer words may be a caption, as may a longer line without a full stop."""

_ENDS_SENTENCE = re.compile(r"[.!?][\"'”’)]*$")
_OPEN_END = re.compile(r"[,;:](?:\s+(?:and|or|but))?$")
_ITEM = re.compile(r"\(|(?:[a-z]|[ivx]+)[.)]\s+[a-z]")
"""What begins an item of a list in a sentence: ``(i) The register``, ``b) the register be noted``."""
_NAMED = re.compile(r"\s*[–—:(]")
_BULLETS = frozenset("•-–—*")


@cache
def _phrases() -> dict[str, Any]:
    return tomllib.loads((files("extractors.layouts.narrative") / "phrases.toml").read_text("utf-8"))


@cache
def wording(name: str) -> re.Pattern[str]:
    """A wording of ``phrases.toml``; one for whole lines is to be matched at a line's start."""
    return re.compile(_any(_phrases()[name]), re.IGNORECASE)


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What else makes a page worth reading, each with a word in small letters without which it is not looked for."""
    data = _phrases()
    signs = {
        "register": data["register"],
        "agenda": rf"^[^\w\n]*{data['paper']}",
        "meeting": rf"^[^\w\n]*{_any(data['meeting_dates'])}.*\d",
        "minutes": rf"^[^\w\n]*(?:\d+[^\w\n]+)?{_any(data['minutes'])}.{{0,300}}\d",
    }
    return tuple((word, re.compile(sign, re.IGNORECASE | re.MULTILINE)) for word, sign in signs.items())


def makes_page_worth_reading(text: str) -> bool:
    """Whether a page's plain text names the register, has identifiers, or begins an item; CO2 alone may be a gas."""
    small = " ".join(text.casefold().split())
    return (
        any(word in small for word in _phrases()["page"])
        or mentions_entry(text)
        or any(word in small and sign.search(text) is not None for word, sign in _signs())
    )


def _any(patterns: str | list[str]) -> str:
    return f"(?:{patterns if isinstance(patterns, str) else '|'.join(patterns)})"


def is_bullet(line: Line) -> bool:
    """Whether a line is a bullet; an item with a number is none."""
    return line.marker in _BULLETS


def number_of_item(text: str) -> int | None:
    """The number a line has as an item of an agenda or of minutes, or None."""
    match = wording("item").match(text)
    return int(re.search(r"\d+", text)[0]) if match else None  # type: ignore[index]


def looks_like_heading(line: Line) -> bool:
    """Whether a line is short, ends as no sentence does, and reads like none."""
    return (
        not is_bullet(line)
        and 0 < len(line.text) <= LONGEST_HEADING
        and not _ENDS_SENTENCE.search(line.text)
        and not _OPEN_END.search(line.text)
        and not wording("sentence").search(line.text)
    )


def names_register(line: Line) -> bool:
    """Whether a line is a heading that names the risk register, and no item of a list."""
    return looks_like_heading(line) and not _ITEM.match(line.text) and wording("register").search(line.text) is not None


def is_about_risks(line: Line) -> bool:
    """Whether a heading says that what stands below it is about risks, perhaps among others."""
    return looks_like_heading(line) and wording("about_risks").search(line.text) is not None


def mentions_register(text: str, *, of_risks: bool) -> bool:
    """Whether a sentence names the risk register; below a heading ``of_risks`` it need not say whose it is."""
    return wording("any_register" if of_risks else "own_register").search(text) is not None


def mentions_entry(text: str) -> bool:
    """Whether a sentence has an identifier of an entry; CO2 alone may be a gas."""
    return any(match[0] != "CO2" or _NAMED.match(text, match.end()) for match in in_text().finditer(text))


def run_in_heading(line: Line) -> tuple[Line, Line] | None:
    """A heading that names the register and the sentences on its line, parted; None for any other line."""
    match = wording("run_in").fullmatch(line.text)
    if match is None or not _ENDS_SENTENCE.search(match["rest"]):
        return None
    heading = replace(line, text=match["heading"])
    return heading, replace(line, text=match["rest"], level=0, marker=None, findings=())


def is_prose(text: str) -> bool:
    """Whether a line is a sentence or more."""
    whole = len(text.split()) >= _FEWEST_WORDS or wording("sentence").search(text) is not None
    return whole and _ENDS_SENTENCE.search(text) is not None


def is_open(text: str) -> bool:
    """Whether a line announces what comes after it."""
    return text.rstrip().endswith(":")


def says_something(text: str) -> bool:
    """Whether a line is more than a title: a sentence, one that a list goes on with, or a change of an entry."""
    announces = is_open(text) and len(text.split()) >= _FEWEST_WORDS
    if wording("labelled").match(text):
        return True
    of_entry = in_text().match(text) and (wording("changed").search(text) or _ENDS_SENTENCE.search(text))
    return is_prose(text) or announces or bool(of_entry or wording("changes").fullmatch(text.rstrip(": ")))


def has_date(text: str) -> bool:
    """Whether a text prints a day."""
    return wording("date").search(text) is not None


def dates_a_meeting(line: Line) -> bool:
    """Whether a line is a heading that says when a meeting is: ``Meeting to be held on …``."""
    return looks_like_heading(line) and wording("meeting_dates").match(line.text) is not None and has_date(line.text)
