"""What a column holds whose heading no word explains: as its cells show, and as the columns beside it leave open.

Registers say things in one order: what the risk is, what would come of it, what is done about it, what is still to
do. Between two columns that are understood only so many fields are left, and as many columns of sentences have them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from extractors.vocabulary.wording import vocabulary, words_of

_ORDER = ("description", "consequence", "control", "action")
"""The fields of sentences that no register is without, in the order in which registers have them."""
_RANKS = {"title": 0, "description": 0, "cause": 0.5, "consequence": 1, "control": 2, "action": 3}
_SENTENCE = re.compile(r"\w+\W+(?:\w+\W+)*[a-z]{2,}")
"""Several words, one behind the first with a small letter: no name of a committee or kind of risk."""
_MOST = 0.6
_PRODUCTS = frozenset(one * other for one in range(1, 6) for other in range(1, 6))


@dataclass(frozen=True, slots=True)
class Told:
    """A column with what its cells say; ``names`` are the fields it has, () where they are open.

    ``closed``: it is none of the history's fields, whatever it holds.
    """

    texts: Sequence[str]
    names: tuple[str, ...] = ()
    closed: bool = False


def told_by_content(columns: Sequence[Told], *, of_risks: bool) -> dict[int, str]:
    """The fields of columns that are open, by their positions, where what they hold leaves no choice.

    ``of_risks``: a heading speaks of risks, so that the one column of numbers is their score.
    """
    taken = {name for column in columns for name in column.names}
    opened = [at for at, column in enumerate(columns) if not column.names and not column.closed and column.texts]
    found = dict(_of_sentences(columns, taken))
    posts = [at for at in opened if at not in found and are_posts(columns[at].texts)]
    if len(posts) == 1 and "owner" not in taken:
        found[posts[0]] = "owner"
    numbers = [at for at in opened if _are_scores(columns[at].texts)]
    scored = any(name.endswith(("_score", "_likelihood", "_impact")) for name in taken)
    if of_risks and len(numbers) == 1 and not scored:
        found[numbers[0]] = "current_score"
    return found


def _of_sentences(columns: Sequence[Told], taken: set[str]) -> Iterator[tuple[int, str]]:
    """The columns of sentences between two that are understood, if there are as many as fields that stand there."""
    free = [name for name in _ORDER if name not in taken and not (name == "description" and "title" in taken)]
    ranked = [
        (at, max((_RANKS[name] for name in column.names if name in _RANKS), default=None))
        for at, column in enumerate(columns)
        if any(name in _RANKS for name in column.names) or _is_open_prose(column)
    ]
    below = -1.0
    for known, run in groupby(ranked, key=lambda one: one[1] is not None):
        ones = list(run)
        if known:
            below = max(rank for _, rank in ones if rank is not None)
            continue
        above = next((rank for at, rank in ranked if at > ones[-1][0] and rank is not None), 9)
        fields = [name for name in free if below < _RANKS[name] < above]
        if len(fields) == len(ones):
            yield from ((at, name) for (at, _), name in zip(ones, fields, strict=True))


def _is_open_prose(column: Told) -> bool:
    texts = column.texts
    plain = not column.names and not column.closed and len(set(texts)) == len(texts) > 1
    worded = sum(_SENTENCE.match(text) is not None for text in texts)
    return plain and worded * 2 >= len(texts) and not are_posts(texts)


def axis_of(texts: Sequence[str]) -> Literal["likelihood", "impact"] | None:
    """The axis whose levels most cells that hold words name: ``Likely (4)``."""
    words = [re.sub(r"[\W\d_]+", " ", text).strip().casefold() for text in texts]
    worded = [word for word in words if word]
    for axis in ("likelihood", "impact"):
        if worded and _most(worded, set(vocabulary()["levels"][axis]).__contains__):
            return axis
    return None


def are_posts(texts: Sequence[str]) -> bool:
    """Whether most cells name the holders of posts."""
    return _most(texts, _is_post)


def _is_post(text: str) -> bool:
    """Whether a text names the holder of a post: ``Head of Fleet``."""
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", text)}
    return len(words) <= 20 and not words.isdisjoint(words_of("posts"))


def _are_scores(texts: Sequence[str]) -> bool:
    """Whether all cells are products of two levels, and no running numbers."""
    numbers = [int(text) if text.strip().isdigit() and len(text) < 3 else 0 for text in texts]
    return len(numbers) > 1 and set(numbers) <= _PRODUCTS and sorted(numbers) != list(range(1, len(numbers) + 1))


def _most(texts: Sequence[str], fits: Callable[[str], bool]) -> bool:
    return bool(texts) and sum(map(fits, texts)) >= _MOST * len(texts)
