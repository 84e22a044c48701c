"""What is measured: pairs of entries rightly linked, falsely linked and missed, under one condition or another."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations, pairwise, permutations, product
from typing import Any
from unittest.mock import patch

from normalise.lineage.follow import follow
from normalise.lineage.member import Edition, Member
from normalise.lineage.similarity import Similarity, similarities
from normalise.lineage.stated import Stated
from normalise.values.wordings import load
from tests.lineage_bench.change import CHANGES, following, next_edition
from tests.lineage_bench.papers import EntryPair, Papers, pairs_of

SEEDS = range(3)


@dataclass(frozen=True, slots=True)
class Figures:
    """How many pairs of entries were linked, how many are the same risk, and how many were rightly linked."""

    linked: int = 0
    same: int = 0
    right: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.linked + other.linked, self.same + other.same, self.right + other.right)

    @property
    def precision(self) -> float:
        return self.right / self.linked if self.linked else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.same if self.same else 1.0


def linked(editions: Sequence[Edition], stated: Stated | None = None) -> set[EntryPair]:
    """The pairs of entries that are followed as one risk, no crosswalk at hand."""
    threads = follow(editions, {}, stated or Stated()).threads
    return pairs_of([member.entry_id for member in thread.members] for thread in threads)


def figures(found: AbstractSet[EntryPair], same: AbstractSet[EntryPair]) -> Figures:
    return Figures(len(found), len(same), len(found & same))


def followed(papers: Papers, editions: Sequence[Edition], stated: Stated | None = None) -> Figures:
    """Some editions of some papers against what a person decided."""
    return figures(linked(editions, stated), papers.same(editions))


@contextmanager
def settings(table: str, **values: float) -> Iterator[None]:
    """Other numbers in ``lineage.toml`` for a while."""
    own: dict[str, Any] = load("lineage/lineage")[table]
    with patch.dict(own, values):
        yield


@contextmanager
def confirmed_from(threshold: float) -> Iterator[None]:
    """Another ``confirmed``; what would be confirmed is no less proposed."""
    proposed = min(threshold, load("lineage/lineage")["thresholds"]["proposed"])
    with settings("thresholds", confirmed=threshold, proposed=proposed):
        yield


@contextmanager
def similarity_once() -> Iterator[None]:
    """The same two editions are compared once, however many thresholds are tried on them."""
    every = cache(similarities)

    def remembered(earlier: Edition, later: Edition, least: float) -> dict[EntryPair, Similarity]:
        return {pair: one for pair, one in every(earlier, later, 0.0).items() if one.score >= least}

    with patch("normalise.lineage.follow.similarities", remembered):
        yield


# What is measured.


def by_evidence(papers: Papers) -> Iterator[tuple[str, Figures]]:
    """With and without what papers state, and with and without the entries' numbers."""
    for events in (True, False):
        for number in (True, False):
            weight = load("lineage/lineage")["weights"]["number"] if number else 0.0
            with settings("weights", number=weight):
                found = followed(papers, papers.editions, papers.stated if events else None)
            yield f"{'with' if events else 'no'} events, {'with' if number else 'no'} number", found


def bridged(papers: Papers) -> Figures:
    """Every two editions that have others between them, followed as if there were none."""
    total = Figures()
    for one, other in combinations(range(len(papers.editions)), 2):
        if other - one > 1:
            total += followed(papers, [papers.editions[one], papers.editions[other]])
    return total


def returning(papers: Papers) -> Figures:
    """Every risk in turn taken out of an edition before and after which it stands: is it the same when it returns?

    Counted are the pairs across that edition that have an entry of this risk.
    """
    total = Figures()
    for at, edition in enumerate(papers.editions[1:-1], 1):
        before = {member.entry_id for one in papers.editions[:at] for member in one.members}
        for away in edition.members:
            its = {entry for entry, lineage in papers.lineage.items() if lineage == papers.lineage[away.entry_id]}
            left = [*papers.editions[:at], _without(edition, away), *papers.editions[at + 1 :]]
            after = {member.entry_id for one in papers.editions[at:] for member in one.members}
            if its & before and its & (after - {away.entry_id}):
                across = [
                    {(one, other) for one, other in pairs if one in before and other in after and {one, other} & its}
                    for pairs in (linked(left), papers.same(left))
                ]
                total += figures(*across)
    return total


def left_alone(papers: Papers) -> Iterator[tuple[Member, Member | None]]:
    """Every entry with its other half in the edition before, or after, taken away, and what is linked to it instead."""
    for earlier, later in pairwise(papers.editions):
        for side, other in ((earlier, later), (later, earlier)):
            for alone in side.members:
                rest = _without(other, *(one for one in other.members if papers.are_one(alone, one)))
                found = linked([side, rest] if side is earlier else [rest, side])
                instead = {entry for pair in found if alone.entry_id in pair for entry in pair}
                yield alone, next((one for one in rest.members if one.entry_id in instead), None)


def changed(sources: Sequence[Papers], change: str) -> Figures:
    """Every edition against what its next might have been after one kind of change."""
    total = Figures()
    for source, seed in product(sources, SEEDS):
        for edition in source.editions:
            after = _next(source, edition, change, seed)
            new = {member.entry_id for member in after.members}
            kept = {(one.entry_id, later) for one in edition.members if (later := f"next:{one.entry_id}") in new}
            total += figures(linked([edition, after]), kept)
    return total


@cache
def _next(source: Papers, edition: Edition, change: str, seed: int) -> Edition:
    """What is new in it comes from the edition farthest away in time, and is neither the same risk nor akin."""
    far = max(source.editions, key=lambda other: abs(other.quarter - edition.quarter))
    strangers = [
        other
        for other in far.members
        if not any(source.are_one(one, other) or source.are_related(one, other) for one in edition.members)
    ]
    chance = random.Random(f"{source.name} {edition.register_id} {seed}")
    return next_edition(edition, strangers, CHANGES[change], chance)


def reworded(sources: Sequence[Papers]) -> Figures:
    """Every edition of one archive against every edition of another that is as old or newer.

    The sample archive has the same risks as the archive under similar titles, in sentences of its own.
    """
    total = Figures()
    for ours, theirs in permutations(sources, 2):
        for edition, other in product(ours.editions, theirs.editions):
            if edition.quarter <= other.quarter:
                after = _after(edition, other)
                same = {
                    (one.entry_id, f"next:{two.entry_id}")
                    for one, two in product(edition.members, other.members)
                    if ours.lineage[one.entry_id] == theirs.lineage[two.entry_id]
                }
                total += figures(linked([edition, after]), same)
    return total


@cache
def _after(edition: Edition, other: Edition) -> Edition:
    return following(edition, other.members)


def _without(edition: Edition, *members: Member) -> Edition:
    return replace(edition, members=tuple(member for member in edition.members if member not in members))
