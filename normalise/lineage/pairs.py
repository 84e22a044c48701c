"""Which entries of an edition may continue which threads, and the best choice among them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extractors.assignment import assign
from normalise.lineage.member import Member
from normalise.lineage.similarity import Similarity
from normalise.lineage.stated import StatedLink
from normalise.values.wordings import load

_CERTAIN = 1000.0
"""More than similarity can weigh: a pair that a paper states is kept, whatever else is similar."""


@dataclass(slots=True, eq=False)
class Thread:
    """One risk or opportunity: its entries, the earliest first, one an edition; its ``slug`` if it is curated."""

    members: list[Member] = field(default_factory=list)
    slug: str | None = None

    @property
    def last(self) -> Member:
        """Its entry in the newest edition that has it."""
        return self.members[-1]


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A thread, its last entry so far (``earlier``), and an entry that may continue it (``later``).

    ``score`` is their similarity, less where editions in between do not have the risk. ``kept``: a paper states that
    they are one. ``denied``: one states that they are not: the earlier was removed or the later added in between.
    """

    thread: Thread
    earlier: Member
    later: Member
    score: float
    similarity: Similarity | None
    kept: StatedLink | None = None
    denied: StatedLink | None = None

    @property
    def is_sure(self) -> bool:
        """Whether it needs no one's consent."""
        return self.kept is not None or (self.denied is None and self.score >= threshold("confirmed"))

    @property
    def rests_on_title(self) -> bool:
        """Whether only the titles are similar, though both print more: a title may be kept for another risk."""
        similarity = self.similarity
        if self.kept or similarity is None or similarity.body is None:
            return False
        return similarity.body <= load("lineage/lineage")["text"]["unlike"] and not similarity.statements

    @property
    def evidence(self) -> str:
        """In words: the evidence for it, and against it."""
        said = [f"{self.kept.source} states that it was {self.kept.said}"] if self.kept else []
        parts = [self.similarity.evidence] if self.similarity else []
        against = [f"but {self.denied.source} states that it was {self.denied.said}"] if self.denied else []
        return "; ".join([*said, *parts, *against])


def threshold(name: str) -> float:
    """A threshold of ``lineage.toml``, from 0 to 1."""
    return float(load("lineage/lineage")["thresholds"][name])


def best(pairs: Iterable[Pair]) -> list[Pair]:
    """The best choice of pairs that takes no thread and no entry twice.

    It has the greatest sum of log-odds, not of scores: two middling pairs must not outweigh a sure one.
    """
    pairs = list(pairs)
    # Where choices are equally good, what they are called decides, and not the order in which a paper lists entries.
    in_order = sorted(pairs, key=lambda pair: (pair.earlier.entry_id, pair.later.entry_id))
    threads = _numbered([id(pair.thread) for pair in in_order])
    entries = _numbered([id(pair.later) for pair in in_order])
    by_place = {(threads[id(pair.thread)], entries[id(pair.later)]): pair for pair in in_order}
    chosen = {by_place[place] for place in assign({place: _weight(pair) for place, pair in by_place.items()})}
    return [pair for pair in pairs if pair in chosen]


def _numbered(keys: Sequence[int]) -> dict[int, int]:
    return {key: number for number, key in enumerate(dict.fromkeys(keys))}


def _weight(pair: Pair) -> float:
    """How much a pair adds to a choice; above 0 for every pair that may be proposed."""
    least = threshold("proposed")
    weight = _log_odds(max(pair.score, least)) - _log_odds(least - 0.01)
    return weight + _CERTAIN if pair.kept else weight


def _log_odds(score: float) -> float:
    inside = round(min(max(score, 0.001), 0.999), 6)  # what is similar in the same way must not differ by rounding
    return math.log(inside / (1 - inside))
