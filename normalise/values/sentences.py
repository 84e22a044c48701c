"""Where one sentence of a report ends and the next begins."""

from __future__ import annotations

import re
from functools import cache

from normalise.values.text import one_line
from normalise.values.wordings import load

_BREAK = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9£])")
_NEAR = 100
"""Characters before a stop that say whether it ends a sentence."""
_LAST_WORD = re.compile(rf"[\"'“‘(]{{0,9}}([^\s\"'“‘(]{{0,{_NEAR}}})\.$")
_INITIAL = re.compile(r"[A-Z]")
_LISTS = re.compile(r"(?:^|[:;]\s*)$")
"""What stands before the number of an item of a list."""
_NUMBER = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})", re.IGNORECASE)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, whole and in order; joined by a blank they give the text in one line.

    A full stop ends a sentence where a blank and a capital letter or a figure follow, but after an abbreviation
    (``No. 3``), an initial (``J. Smith``) or the number of a list item (``1. The register``).
    """
    line = one_line(text)
    found, start = [], 0
    for match in _BREAK.finditer(line):
        if _ends(line[max(start, match.start() - _NEAR) : match.start()]):
            found.append(line[start : match.end()].rstrip())
            start = match.end()
    found.append(line[start:])
    return tuple(sentence for sentence in found if sentence)


def _ends(sentence: str) -> bool:
    """Whether a stretch that ends in a stop is a whole sentence."""
    match = _LAST_WORD.search(sentence)
    if match is None:
        return True
    word = match[1]
    if _LISTS.search(sentence, 0, match.start()) and _NUMBER.fullmatch(word):
        return False
    return _INITIAL.fullmatch(word) is None and word.casefold() not in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load("values/sentences")["abbreviations"])
