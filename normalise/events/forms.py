"""The wordings of ``changes.toml``, ready to be looked for in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Literal, NamedTuple

from normalise.events.grammar import adverbs
from normalise.values.wordings import any_pattern, load

PairEvent = Literal["renumbered", "merged", "split"]

Event = (
    Literal["added", "removed", "score_increased", "score_decreased", "confidence_changed", "amended", "retained"]
    | PairEvent
)

Table = Literal["said", "bare", "act", "announcement"]
"""A verb after its subject, a participle or label by itself, what stands before its object, what announces entries."""

_BARE_END = (
    r"(?=\s*(?:[.,;:)–|-]|$)"
    r"|\s+(?:to reflect|to include|following|after|because|as|since|due|this (?:quarter|year|month)|in (?:the )?q\w+"
    r"|(?:from|off|to|onto|on|in) (?:\w+ ){0,6}?registers?\b))"
)
"""What may follow a participle that is a whole statement without its auxiliary: ``CR5 – removed from the register``."""

_LABEL = r"(?:(?<=[|:–—-]\s)|(?<=\()){}(?=\)?\s*[.|]?\s*$)"
"""What stands by itself behind its subject, at the end: ``CR31 | Cyber attack | New risk``, ``CR31 (new)``."""


class Form(NamedTuple):
    """A wording of ``changes.toml``, ready to be looked for."""

    table: Table
    pattern: re.Pattern[str]
    event: Event
    needs_register: bool = False
    new: bool = False
    agreed: bool = False


class Found(NamedTuple):
    """A wording where it stands in a sentence."""

    match: re.Match[str]
    form: Form

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.match.start()

    def overlaps(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether other words have a part of its own."""
        return any(start < self.match.end() and self.match.start() < end for start, end in spans)


def find_forms(text: str) -> list[Found]:
    """Every wording in a sentence; a participle with its auxiliary is no bare one."""
    found = [Found(match, form) for form in _all_forms() for match in form.pattern.finditer(text)]
    said = [one.match.span() for one in found if one.form.table == "said"]
    return [one for one in found if one.form.table != "bare" or not one.overlaps(said)]


@cache
def _all_forms() -> tuple[Form, ...]:
    words = load("events/changes")
    auxiliary = rf"(?:(?:has|have|had)\s+{adverbs()}been|was|were|is|are|be)\s+{adverbs()}(?:\w+ed,? and (?:then )?)?"
    number = rf"(?:(?P<number>{'|'.join(words['numbers'])}|\d{{1,2}})\s+)?"
    return (
        *(_form("said", row, rf"{auxiliary}{{}}\b") for row in words["participle"]),
        *(_form("said", row, "{}") for row in words["verb"]),
        *(_form("bare", row, rf"{{}}\b{_BARE_END}") for row in words["participle"]),
        *(_form("bare", row, _LABEL) for row in words["label"]),
        *(_form("act", row, r"{}\b") for row in words["act"]),
        *(_form("announcement", row, rf"{number}{{}}\b(?!\s+of\b)") for row in words["announcement"]),
    )


def _form(table: Table, row: dict[str, Any], frame: str) -> Form:
    """A wording in the frame of its table, in which ``{}`` stands for its pattern."""
    pattern = rf"\b(?:{frame})".replace("{}", f"(?:{row['pattern']})")
    flags = row.get("needs") == "register", row.get("new", False), row.get("agreed", False)
    return Form(table, re.compile(pattern, re.IGNORECASE), row["event"], *flags)


@cache
def names_register() -> re.Pattern[str]:
    """The register, right after a verb: ``from the corporate risk register``."""
    return re.compile(
        rf"\s+(?:(?:from|off|to|onto|on|in|into|of|within)\s+)?{load('events/changes')['register']}", re.IGNORECASE
    )


@cache
def unclear_words(*, unless_read: bool) -> re.Pattern[str]:
    """What keeps a sentence from being read at all, or (``unless_read``) what may be a change if none was read."""
    rows = [row for row in load("events/changes")["unclear"] if row.get("unless_read", False) == unless_read]
    return re.compile(any_pattern(rows), re.IGNORECASE)
