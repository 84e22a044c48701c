"""Two texts as one, with marks on the words that differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from pipeline.history.comparison.words import STAYED, runs

_TOKEN = re.compile(r"\n|[^\s]+")


class Piece(NamedTuple):
    """A part of a text: what stayed (``same``), what ``came`` with the later text, or what is ``gone`` from it."""

    mark: Literal["same", "came", "gone"]
    text: str


def pieces(before: str | None, after: str | None) -> list[Piece]:
    """The later text with marks on what came, and what went in its place.

    Case and punctuation are no change. Where few words stayed, the whole earlier text is gone and the later one came.
    """
    if not before or not after:
        return [Piece(mark, text) for mark, text in (("gone", before), ("came", after)) if text]  # type: ignore[arg-type]
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found = list(runs(old, new))
    if sum(len(come) for _, come, same in found if same) < STAYED * max(len(old), len(new)):
        return [Piece("gone", before), Piece("came", after)]
    made = []
    for gone, come, same in found:
        made += [Piece("same", _text(come))] if same else []
        made += [] if same else [Piece("gone", _text(gone))] * bool(gone) + [Piece("came", _text(come))] * bool(come)
    return made


def _text(words: Sequence[str]) -> str:
    return re.sub(r" ?\n ?", "\n", " ".join(words))
