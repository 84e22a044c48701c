"""Whether the words by which a sentence calls a risk are its title: whole, in part, or as initials."""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalise.values.text import one_line

_WORD = re.compile(r"[^\W_]+")
_FEWEST = 2
"""How many words of a title it takes to name it; a single word names many."""


def names(subject: str, title: str) -> bool:
    """Whether a subject names a title.

    It does with the title itself, whatever its case and punctuation; with a run of at least two of its words
    (``Family safeguarding``: Family Safeguarding Model); or with the initials of such a run, in capitals (``SEND``:
    Special Educational Needs & Disability …).
    """
    said, words = _words(subject), _words(title)
    if not said or not words:
        return False
    if said == words:
        return True
    if len(said) == 1 and subject.strip().isupper() and len(said[0]) > _FEWEST:
        return said[0] in "".join(word[0] for word in words)
    return len(said) >= _FEWEST and any(words[at : at + len(said)] == said for at in range(len(words)))


def only_named(subject: str, titles: Iterable[tuple[str, str]]) -> str | None:
    """The identifier of the one (identifier, title) that a subject names; None where it names none or several."""
    found = {identifier for identifier, title in titles if names(subject, title)}
    return found.pop() if len(found) == 1 else None


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(one_line(text))]
