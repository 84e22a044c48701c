"""How similar two texts are, and which words of them differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+")

_CONTEXT = 6
"""Words shown on either side of a change; what is longer is left out (…)."""

_ISLAND = 2
"""As few unchanged words between two changes read better as part of one change."""

STAYED = 0.25
"""Share of the longer text's words that must have stayed for the two to be read as one."""


def key(text: str | None) -> str:
    """What two printings of a text share: no case, white space or punctuation, unless there is nothing else."""
    return "".join(_WORD.findall((text or "").casefold())) or (text or "")


def similarity(before: str, after: str) -> float:
    """How similar two texts are, 0 to 1: the share of their letters that both have in the same order."""
    # Loaded late: no other command needs it.
    from rapidfuzz import fuzz

    return fuzz.ratio(spelt(before), spelt(after)) / 100


def spelt(text: str) -> str:
    """A text as it is compared: its words in lower case."""
    return " ".join(_words(text))


def most_similar(text: str, others: Sequence[str], least: float) -> tuple[int, float] | None:
    """Which of some texts is the most similar to one, the first of several, and how similar; None below ``least``.

    All of them are as ``spelt`` gives them.
    """
    from rapidfuzz import fuzz, process

    found = process.extractOne(text, others, scorer=fuzz.ratio, processor=None, score_cutoff=least * 100)
    return (found[2], found[1] / 100) if found else None


def part_similarity(before: str, after: str) -> float:
    """How similar the shorter of two texts is to the part of the longer that is most like it, 0 to 1."""
    from rapidfuzz import fuzz

    return fuzz.partial_ratio(*(" ".join(_words(text)) for text in (before, after))) / 100


def holds(before: str, after: str, fewest: int) -> bool:
    """Whether all the words of one text, ``fewest`` or more, stand together in the other, in their order."""
    shorter, longer = sorted((_words(before), _words(after)), key=len)
    return len(shorter) >= fewest and f" {' '.join(shorter)} " in f" {' '.join(longer)} "


def changed_words(before: str, after: str) -> str:
    """One text for two: ``We [-may-] [+will+] act``, with long stretches that both have left out (…).

    Case and punctuation are no change; words that both have are given as the later text prints them. Where few words
    stayed, one text is given after the other: ``“Level” → “Rising”``.
    """
    old, new = before.split(), after.split()
    found = list(runs(old, new))
    if sum(len(come) for _, come, same in found if same) < STAYED * max(len(old), len(new)):
        return f"“{' '.join(old)}” → “{' '.join(new)}”"
    parts = []
    for number, (gone, come, same) in enumerate(found):
        if same:
            parts.append(_shortened(come, first=number == 0, last=number == len(found) - 1))
            continue
        parts += [f"[{mark}{' '.join(words)}{mark}]" for mark, words in (("-", gone), ("+", come)) if words]
    return " ".join(parts)


def runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[list[str], list[str], bool]]:
    """The words of both texts in runs, each the same in both or not; short ones that are the same join changes."""
    matcher = SequenceMatcher(None, [key(word) for word in old], [key(word) for word in new], autojunk=False)
    found = matcher.get_opcodes()
    gone: list[str] = []
    come: list[str] = []
    for number, (tag, start, end, first, last) in enumerate(found):
        inner = 0 < number < len(found) - 1
        if tag == "equal" and not (inner and end - start <= _ISLAND):
            if gone or come:
                yield gone, come, False
                gone, come = [], []
            yield list(old[start:end]), list(new[first:last]), True
        else:
            gone += old[start:end]
            come += new[first:last]
    if gone or come:
        yield gone, come, False


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _shortened(words: Sequence[str], *, first: bool, last: bool) -> str:
    """Words that did not change, as many as lead to the change before and after them."""
    head = 0 if first else _CONTEXT
    tail = 0 if last else _CONTEXT
    if len(words) <= head + tail + 1:
        return " ".join(words)
    return " ".join((*words[:head], "…", *words[len(words) - tail :]))
