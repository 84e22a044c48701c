"""Whether words go on with a sentence that a page end or a line end cut: the two halves of the evidence."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_name("unfinished.toml").read_text(encoding="utf-8"))
_UNFINISHED: frozenset[str] = frozenset(_DATA["words"])
_ENDED = re.compile(r"[.!?][)\]\"'’”]*$")
_OPEN = re.compile(r"[,/&(–-]$")
_SENTENCE_END = re.compile(r"[a-z)][.!?]\s")
_LAST_WORD = re.compile(r"((?<!\w)\w+)$")
HARDLY, LIKELY, PLAIN = 0.2, 0.5, 0.8
"""How open a label is, an unended list item, and the unended last sentence of a paragraph of ended ones."""
_LABEL = 3
"""So many words may be a label rather than a sentence."""


def openness(text: str) -> float:
    """How surely the sentence at the end of a text is not ended: 0 (it is) to 1.

    A full stop ends it; a comma, a slash or a word like "of" certainly does not. Where sentences before it in the
    paragraph were ended by full stops, the lack of one says more than in a list item; in a label it says little,
    and so does a colon, after which a list or the rest of the line may follow.
    """
    if not text or ends_sentence(text):
        return 0.0
    if is_open(text):
        return 1.0
    if _SENTENCE_END.search(text) and not text.endswith(":"):
        return PLAIN
    return LIKELY if len(text.split()) > _LABEL and not text.endswith(":") else HARDLY


def is_open(text: str) -> bool:
    """Whether a text certainly ends in the midst of a sentence."""
    last = _LAST_WORD.search(text)
    return not ends_sentence(text) and (bool(_OPEN.search(text)) or (last is not None and last[1] in _UNFINISHED))


def ends_sentence(text: str) -> bool:
    """Whether a text ends in a full stop, or another mark that ends a sentence."""
    return _ENDED.search(text) is not None


def continues(text: str) -> bool:
    """Whether a text begins in the midst of a sentence, by its small letter."""
    return text[:1].islower()


def is_unfinished(word: str) -> bool:
    """Whether no sentence ends with the word, and no long word begins with it: an article, a preposition."""
    return word.lower() in _UNFINISHED
