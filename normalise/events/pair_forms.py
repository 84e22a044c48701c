"""The wordings of ``changes.toml`` that tie two entries to each other, ready to be looked for in a sentence."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from normalise.events.forms import PairEvent
from normalise.events.grammar import adverbs, words_of
from normalise.values.wordings import load


class Form(NamedTuple):
    """A wording: where it stands (``said`` after its subject, ``bare`` without auxiliary), and its links."""

    sort: Literal["said", "bare", "verb", "past", "infinitive", "noun"]
    event: PairEvent
    pattern: re.Pattern[str]
    link: re.Pattern[str]
    back: bool = False


@cache
def pair_forms() -> tuple[Form, ...]:
    """Every wording; a participle with its auxiliary and by itself."""
    words = load("events/changes")
    reviewed = r"(?:(?:reviewed|re-?assessed|re-?examined|discussed),?\s+and\s+)?"
    auxiliary = rf"(?:(?:has|have|had)\s+{adverbs()}been|was|were|is|are|be)\s+{adverbs()}{reviewed}{adverbs()}"
    found = []
    for row in words["pair_participle"]:
        link = _compiled(rf"\s+(?:(?:{row['link']})\b)" if "link" in row else "")
        if row.get("direct"):
            link = _compiled(rf"(?:{link.pattern})?")
        pattern, back = row["pattern"], row.get("back", False)
        found.append(Form("said", row["event"], _compiled(rf"\b{auxiliary}(?:{pattern})\b"), link, back))
        found.append(Form("bare", row["event"], _compiled(rf"\b(?:{pattern})\b"), link, back))
    for row in words["pair_verb"]:
        pattern = _compiled(rf"\b(?:{row['pattern']})\b")
        found.append(Form("verb", row["event"], pattern, _compiled(""), row.get("back", False)))
    for row in words["pair_act"]:
        link = _compiled(rf"\s+(?:{words['pair_links'][row['event']]})\b")
        found.append(Form(row["form"], row["event"], _compiled(rf"\b(?:{row['pattern']})\b"), link))
    return tuple(found)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def unsettled(text: str) -> bool:
    """Whether a text leaves any doubt that what it tells was done, and lately."""
    return words_of("unsettled").search(text) is not None or words_of("past").search(text) is not None
