"""The same risk followed from edition to edition: which entries make one thread, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from normalise.lineage.crosswalk import CrosswalkLine
from normalise.lineage.link import Link, Method, Relation, Status
from normalise.lineage.member import Edition, Member
from normalise.lineage.pairs import Pair, Thread, best, threshold
from normalise.lineage.similarity import Similarity, TooLargeError, similarities
from normalise.lineage.stated import Stated, StatedLink

Curated = Mapping[str, Sequence[CrosswalkLine]]
"""What the crosswalk says of an entry, by its entry_id."""


@dataclass(slots=True)
class Lineage:
    """Every thread of one organisation, in the order of their first entries, and every link."""

    threads: list[Thread] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    not_compared: dict[str, list[str]] = field(default_factory=dict)
    """By the register_id of an edition, those of the editions before that are too large to be compared with it."""


def follow(editions: Sequence[Edition], curated: Curated, stated: Stated, *, accept_proposed: bool = False) -> Lineage:
    """Follow every entry through the editions of one organisation, the earliest first.

    Each edition's entries are paired one to one with the threads so far, by the last entry of each, wherever between
    them an edition is missing or has no such risk. The crosswalk has priority over what papers state, and that over
    similarity. A pair of too little similarity is proposed: it joins nothing, unless ``accept_proposed``.
    """
    follower = _Follower(editions, curated, stated, accept_proposed)
    for edition in editions:
        follower.take(edition)
    return follower.lineage


class _Follower:
    """The threads so far. An edition is taken in steps, from what is decided to what is only similar."""

    def __init__(self, editions: Sequence[Edition], curated: Curated, stated: Stated, accept_proposed: bool) -> None:
        self.lineage = Lineage()
        self._editions = {edition.register_id: edition for edition in editions}
        self._order = {edition.register_id: number for number, edition in enumerate(editions)}
        self._member_of = {member.entry_id: member for edition in editions for member in edition.members}
        self._curated = curated
        self._stated = stated
        self._parted = {earlier for earlier, _ in (*stated.merged, *stated.split)}
        """Entries that papers state to be merged into others or split: how similar they are is told of the links."""
        self._accept_proposed = accept_proposed
        self._previous: Edition | None = None
        self._similarity: Mapping[tuple[str, str], Similarity] = {}
        """Of the last entry of every thread with every entry of the edition that is taken."""
        self._by_slug: dict[str, Thread] = {}
        self._thread_of: dict[str, Thread] = {}
        """The thread that each entry has joined."""
        self._linked: set[tuple[str, str]] = set()

    def take(self, edition: Edition) -> None:
        """Join an edition's entries to the threads, or begin new ones."""
        self._similarity = self._similarities(edition)
        pairs = list(self._pairs(edition))
        self._join_curated(edition)
        chosen = best(pair for pair in pairs if pair.is_sure and self._is_free(pair))
        for pair in chosen:
            self._add(pair.thread, pair.later)
        for pair in best(pair for pair in pairs if pair.is_sure and self._meets_another(pair)):
            self._unite(pair)
        self._relate_curated(edition)
        self._relate_stated(edition)
        proposed = best(pair for pair in pairs if pair.denied is None and self._is_free(pair))
        for pair in proposed:
            self._propose("continues", pair)
            if self._accept_proposed:
                self._add(pair.thread, pair.later)
        for member in edition.members:
            if member.entry_id not in self._thread_of:
                self._begin(member)
        beside = _by_end(pairs)
        for pair in chosen:
            self._link_pair(pair, self._rival(pair, beside))
        self._propose_parted(pairs)
        self._previous = edition

    def _pairs(self, edition: Edition) -> Iterator[Pair]:
        """Every thread with every entry that may continue it, as far as the crosswalk leaves it open."""
        for thread in self.lineage.threads:
            for member in edition.members:
                places = (thread.last.entry_id, member.entry_id)
                similarity = self._similarity.get(places)
                kept = self._kept(thread.last, member, similarity)
                if similarity is None and kept is None:
                    continue
                score = self._score(thread, similarity)
                possible = kept or score >= threshold("proposed")
                if possible and thread.last.kind == member.kind and self._may_join(thread, member):
                    denied = None if kept else self._denied(thread.last, member)
                    yield Pair(thread, thread.last, member, score, similarity, kept, denied)

    def _similarities(self, edition: Edition) -> dict[tuple[str, str], Similarity]:
        """The similarity of the last entry of every thread with every entry of an edition.

        Of an edition long ago that is one entry or two, and comparing all of its entries would take most of the time.
        """
        found: dict[tuple[str, str], Similarity] = {}
        asked = {thread.last.entry_id for thread in self.lineage.threads} | self._parted
        for register_id in dict.fromkeys(thread.last.register_id for thread in self.lineage.threads):
            try:
                found |= similarities(self._editions[register_id], edition, threshold("proposed"), asked)
            except TooLargeError:
                self.lineage.not_compared.setdefault(edition.register_id, []).append(register_id)
        return found

    def _score(self, thread: Thread, similarity: Similarity | None) -> float:
        score = similarity.score if similarity else 0.0
        return score if self._is_just_before(thread.last) else score * threshold("returned")

    def _is_just_before(self, member: Member) -> bool:
        return self._previous is not None and member.register_id == self._previous.register_id

    def _may_join(self, thread: Thread, member: Member) -> bool:
        """Whether the crosswalk, or else a paper, leaves it open that an entry continues a thread."""
        places = (thread.last.entry_id, member.entry_id)
        if places in self._stated.merged or places in self._stated.split:
            return False
        slug = self._slug(member)
        if slug and thread.slug and slug != thread.slug:
            return False
        return all(line.lineage != thread.slug or line.relation == "continues" for line in self._lines(member))

    def _kept(self, earlier: Member, later: Member, similarity: Similarity | None) -> StatedLink | None:
        """The statement that two entries are one. A former number may be of an edition that lies between the two."""
        places = (earlier.entry_id, later.entry_id)
        near = self._editions[later.register_id].quarter - self._editions[earlier.register_id].quarter <= 1
        renumbered = self._stated.renumbered.get(places) if near or similarity else None
        return self._stated.kept.get(places) or renumbered

    def _denied(self, earlier: Member, later: Member) -> StatedLink | None:
        """The statement that the one had left, or the other was new; one that came back after a time may be both."""
        if not self._is_just_before(earlier):
            return None
        return self._stated.removed.get(earlier.entry_id) or self._stated.added.get(later.entry_id)

    def _is_free(self, pair: Pair) -> bool:
        thread = self._thread_of[pair.earlier.entry_id]
        return pair.later.entry_id not in self._thread_of and thread.last is pair.earlier

    # What a person decided.

    def _lines(self, member: Member) -> Sequence[CrosswalkLine]:
        return self._curated.get(member.entry_id, ())

    def _slug(self, member: Member) -> str | None:
        return next((line.lineage for line in self._lines(member) if line.relation == "continues"), None)

    def _join_curated(self, edition: Edition) -> None:
        for member in edition.members:
            for line in self._lines(member):
                thread = self._by_slug.get(line.lineage)
                if line.relation == "continues" and thread is not None:
                    self._link(thread.last, member, "continues", "curated", None, _words(line))
                    self._add(thread, member)

    def _relate_curated(self, edition: Edition) -> None:
        """Links to a second thread, from its last entry before this edition."""
        for member in edition.members:
            for line in self._lines(member):
                thread = self._by_slug.get(line.lineage)
                earlier = [one for one in thread.members if one.register_id != edition.register_id] if thread else []
                if line.relation != "continues" and earlier:
                    self._link(earlier[-1], member, line.relation, "curated", None, _words(line))

    # What papers state, and what is similar.

    def _relate_stated(self, edition: Edition) -> None:
        """Links of what a paper states to be a merger or a split, unless a person has decided on the two."""
        of_edition = {member.entry_id: member for member in edition.members}
        relations: tuple[tuple[Relation, Mapping[tuple[str, str], StatedLink]], ...] = (
            ("merged", self._stated.merged), ("split", self._stated.split),
        )  # fmt: skip
        for relation, pairs in relations:
            for (earlier, later), statement in pairs.items():
                if later in of_edition:
                    similarity = self._similarity.get((earlier, later))
                    score = similarity.score if similarity else 0.0
                    evidence = f"{statement.source} states that it was {statement.said}"
                    self._link(self._member_of[earlier], of_edition[later], relation, "event", score, evidence)

    def _link_pair(self, pair: Pair, rival: Member | None = None) -> None:
        method: Method = "event" if pair.kept else "similarity"
        doubts = [
            "nothing but the title is alike" if pair.rests_on_title else "",
            f"{rival.entry_id} is as alike, and left over" if rival else "",
        ]
        doubt = " and ".join(filter(None, doubts))
        self._link(pair.earlier, pair.later, "continues", method, pair.score, pair.evidence, doubt=doubt)

    def _rival(self, pair: Pair, beside: Mapping[str, Sequence[tuple[int, Pair]]]) -> Member | None:
        """The entry left over that is as like one end of a pair as the other end is, or nearly; None where none is."""
        sharing = {*beside[pair.earlier.entry_id], *beside[pair.later.entry_id]}
        for _, other in () if pair.kept else sorted(sharing, key=itemgetter(0)):
            if other.denied or other.score < pair.score - threshold("rival"):
                continue
            if other.later is pair.later and self._thread_of[other.earlier.entry_id].last is other.earlier:
                return other.earlier
            if other.earlier is pair.earlier and self._thread_of[other.later.entry_id].members[0] is other.later:
                return other.later
        return None

    def _meets_another(self, pair: Pair) -> bool:
        """Whether the thread of a pair meets, in its later entry, another that has no edition in common with it.

        So it is where an edition comes between two of a thread, and its entry is like the later but not the earlier.
        """
        own, other = self._thread_of[pair.earlier.entry_id], self._thread_of.get(pair.later.entry_id)
        if other is None or own is other or own.last is not pair.earlier:
            return False
        editions = ({member.register_id for member in thread.members} for thread in (own, other))
        return set.isdisjoint(*editions) and (own.slug is None or other.slug is None)

    def _unite(self, pair: Pair) -> None:
        """Make the two threads that meet in a pair one, unless another has filled the gap by now.

        Where the one had ended before the other began it is no gap: such a risk may have come back, and is proposed.
        """
        if not self._meets_another(pair):
            return
        other = self._thread_of[pair.later.entry_id]
        if self._order[pair.earlier.register_id] < self._order[other.members[0].register_id]:
            self._propose("continues", pair)
            return
        self._link_pair(pair)
        meeting = (self._thread_of[pair.earlier.entry_id], self._thread_of[pair.later.entry_id])
        first, second = sorted(meeting, key=lambda thread: self._order[thread.members[0].register_id])
        first.members.extend(second.members)
        first.members.sort(key=lambda member: self._order[member.register_id])
        self.lineage.threads.remove(second)
        self._thread_of |= {member.entry_id: first for member in second.members}
        if slug := first.slug or second.slug:
            first.slug = slug
            self._by_slug[slug] = first

    def _propose(self, relation: Relation, pair: Pair) -> None:
        self._link(pair.earlier, pair.later, relation, "similarity", pair.score, pair.evidence, "proposed")

    def _propose_parted(self, pairs: Iterable[Pair]) -> None:
        """Propose what may be a split or a merger, and what is similar though a paper states otherwise.

        An entry that begins beside the one that continues the thread it is like may be split from it; one that ends
        where the one it is like continues another thread may be merged into that. The likeliest of each is enough.
        """
        proposed: set[str] = set()
        for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.earlier.entry_id, pair.later.entry_id)):
            own, joined = self._thread_of[pair.earlier.entry_id], self._thread_of[pair.later.entry_id]
            if pair.score < threshold("parted") or joined is own or not self._is_just_before(pair.earlier):
                continue
            # The thread may have its slug only since this edition, and the crosswalk have decided on it.
            if not self._may_join(own, pair.later):
                continue
            goes_on, begins = own.last is not pair.earlier, joined.members[0] is pair.later
            if pair.denied:
                self._propose("related", pair)
            elif goes_on and begins and pair.later.entry_id not in proposed:
                self._propose("split", pair)
                proposed.add(pair.later.entry_id)
            elif not goes_on and not begins and pair.earlier.entry_id not in proposed:
                self._propose("merged", pair)
                proposed.add(pair.earlier.entry_id)

    def _begin(self, member: Member) -> None:
        thread = Thread()
        self.lineage.threads.append(thread)
        self._add(thread, member)

    def _add(self, thread: Thread, member: Member) -> None:
        thread.members.append(member)
        self._thread_of[member.entry_id] = thread
        if slug := self._slug(member):
            thread.slug = slug
            self._by_slug[slug] = thread

    def _link(
        self,
        earlier: Member,
        later: Member,
        relation: Relation,
        method: Method,
        score: float | None,
        evidence: str,
        status: Status = "confirmed",
        doubt: str = "",
    ) -> None:
        """Link two entries, unless they are: what is decided or stated comes before what is proposed."""
        ends = earlier.entry_id, later.entry_id
        if ends not in self._linked:
            self._linked.add(ends)
            rounded = None if score is None else round(score, 4)
            self.lineage.links.append(Link(*ends, relation, method, status, rounded, evidence, doubt))


def _by_end(pairs: Iterable[Pair]) -> dict[str, list[tuple[int, Pair]]]:
    """The pairs that each entry is an end of, with their place in the order of all."""
    found: dict[str, list[tuple[int, Pair]]] = defaultdict(list)
    for number, pair in enumerate(pairs):
        for member in (pair.earlier, pair.later):
            found[member.entry_id].append((number, pair))
    return found


def _words(line: CrosswalkLine) -> str:
    return "; ".join(filter(None, (line.evidence, line.note)))
