"""The papers to measure on, with the answer that a person has given: which of their entries are one risk."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from normalise.lineage.member import Edition, Member
from normalise.lineage.stated import Stated, match_statements
from pipeline.build import build_history
from pipeline.merge.curation import curate
from pipeline.merge.lineage import editions_of, statements_of
from pipeline.read.files import find_papers
from pipeline.read.offered import offered_papers
from pipeline.read.read_papers import read_papers
from tests.organisations import organisations, own_crosswalk

_TITLE = 36
"""How much of a title is printed, in letters."""

EntryPair = tuple[str, str]
"""Two entry_ids, the earlier edition's first."""


@dataclass(frozen=True, slots=True, eq=False)
class Papers:
    """The editions of one organisation, the earliest first, what its papers state, and what a person decided.

    ``lineage`` is the curated thread of an entry, by its entry_id; ``related`` are the pairs of threads
    that are related, each in alphabetical order.
    """

    name: str
    editions: tuple[Edition, ...]
    stated: Stated
    lineage: Mapping[str, str]
    related: frozenset[tuple[str, ...]]

    @property
    def members(self) -> dict[str, Member]:
        """Every entry by its entry_id."""
        return {member.entry_id: member for edition in self.editions for member in edition.members}

    def same(self, editions: Iterable[Edition]) -> set[EntryPair]:
        """The pairs of entries of some editions that are one risk."""
        threads = defaultdict(list)
        for edition in editions:
            for member in edition.members:
                threads[self.lineage[member.entry_id]].append(member.entry_id)
        return pairs_of(threads.values())

    def are_one(self, one: Member, other: Member) -> bool:
        """Whether two entries are one risk."""
        return self.lineage[one.entry_id] == self.lineage[other.entry_id]

    def are_related(self, one: Member, other: Member) -> bool:
        """Whether the crosswalk calls the threads of two entries split, merged or related."""
        return tuple(sorted(self.lineage[member.entry_id] for member in (one, other))) in self.related


def read(folder: Path) -> Papers:
    """The papers of a folder; of several organisations, the one with most editions.

    An edition is left out unless the crosswalk knows all its entries: there is no answer to measure against.
    """
    history, _ = build_history(read_papers(offered_papers(find_papers(folder), folder)))
    organisation, editions = max(editions_of(history, organisations()).items(), key=lambda item: len(item[1]))
    curated, _ = curate(own_crosswalk(), editions)
    lines = [(entry, line) for entry, its in curated.items() for line in its]
    lineage = {entry: line.lineage for entry, line in lines if line.relation == "continues"}
    related = frozenset(tuple(sorted((lineage[entry], line.lineage))) for entry, line in lines if entry in lineage)
    known = tuple(edition for edition in editions if all(member.entry_id in lineage for member in edition.members))
    stated = match_statements(statements_of(history).get(organisation, ()), known)
    return Papers(folder.name, known, stated, lineage, related)


def label(member: Member) -> str:
    """An entry by its edition, number and title, as it is printed."""
    return f"{member.register_id.partition('-')[2]} {member.risk_id} {member.title[:_TITLE]}"


def pairs_of(threads: Iterable[Sequence[str]]) -> set[EntryPair]:
    """Every two entries that stand in one thread."""
    return {pair for thread in threads for pair in combinations(thread, 2)}
