"""What papers state of entries that came, went, stayed, or became others, and which entries they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.records import Kind
from normalise.lineage.member import Edition, Member
from normalise.lineage.words import root, telling_words
from normalise.values.subjects import names
from normalise.values.wordings import load

_JOINED = {"renumbered": "as", "merged": "into", "split": "with a part as"}
"""What leads from an event to its second number, in words."""

_FEWEST = 2
"""How many words two titles must have, for the one to be distinguished from part of the other."""


@dataclass(frozen=True, slots=True)
class StatedLink:
    """One change that a paper states. ``quarter`` counts as an Edition's does; ``source`` names the paper and page.

    ``other_id`` is the second number of a renumbering (the new one), a merger (of what took it in) or a split (of what
    came out of it).
    """

    event_id: str
    organisation: str
    quarter: int
    event: str
    kind: Kind | None
    risk_id: str | None
    title: str
    source: str
    other_id: str | None = None

    @property
    def said(self) -> str:
        """The event in words."""
        words = self.event.replace("_", " ")
        return f"{words} {_JOINED[self.event]} {self.other_id}" if self.event in _JOINED and self.other_id else words


@dataclass(slots=True)
class Stated:
    """What statements say of entries, by entry_id.

    ``added``: it joined the register after the edition before it. ``removed``: it left the register after its edition.
    ``kept``: pairs of which the later is the earlier. ``renumbered``: pairs of which it is said by their numbers alone,
    which may be of other entries if quarters lie between. ``merged``, ``split``: pairs of which the earlier became part
    of the later, or the later was part of the earlier. ``meant``: the entry that a statement is about, by event_id.
    """

    added: dict[str, StatedLink] = field(default_factory=dict)
    removed: dict[str, StatedLink] = field(default_factory=dict)
    kept: dict[tuple[str, str], StatedLink] = field(default_factory=dict)
    renumbered: dict[tuple[str, str], StatedLink] = field(default_factory=dict)
    merged: dict[tuple[str, str], StatedLink] = field(default_factory=dict)
    split: dict[tuple[str, str], StatedLink] = field(default_factory=dict)
    meant: dict[str, str] = field(default_factory=dict)


def match_statements(statements: Iterable[StatedLink], editions: Sequence[Edition]) -> Stated:
    """Which entries some statements are about; ``editions`` are of one organisation, the earliest first.

    What was added is in the first edition from that quarter on, what was removed in the last one before it, and
    what was kept or changed in both. An entry is found by its title; by number alone only where no quarter lies
    between, because numbers are reused. What is kept or changed keeps its number in that report, unless the one of the
    quarter before with its title had another. What was merged has left the register by itself.
    """
    stated = Stated()
    for statement in statements:
        before = [edition for edition in editions if edition.quarter < statement.quarter][-1:]
        after = [edition for edition in editions if edition.quarter >= statement.quarter][:1]
        now = [edition for edition in after if edition.quarter == statement.quarter]
        if statement.event == "added":
            if found := _find(statement, after):
                stated.added[found.entry_id] = statement
        elif statement.event == "removed":
            if found := _find(statement, before):
                stated.removed[found.entry_id] = statement
        elif statement.event in _JOINED:
            found = _match_pair(statement, before, after, stated)
        elif found := _find(statement, now):
            last = [edition for edition in before if edition.quarter == statement.quarter - 1]
            if earlier := _find(replace(statement, kind=found.kind, risk_id=found.risk_id, title=found.title), last):
                stated.kept[earlier.entry_id, found.entry_id] = statement
        else:
            found = _find(statement, before)
        if found:
            stated.meant[statement.event_id] = found.entry_id
    for one, edition in pairwise(editions):
        for member in edition.members:
            if member.former and (earlier := _numbered(member, one)):
                stated.renumbered[earlier.entry_id, member.entry_id] = _renumbering(edition, member)
    return stated


def _match_pair(
    statement: StatedLink, before: Sequence[Edition], after: Sequence[Edition], stated: Stated
) -> Member | None:
    """Take in a statement of an entry that became another; the entry it is about, as the earlier edition has it."""
    earlier = _find(statement, before)
    later = _find(replace(statement, kind=None, risk_id=statement.other_id, title=""), after)
    if earlier and later and earlier.kind == later.kind:
        pairs = {"renumbered": stated.renumbered, "merged": stated.merged, "split": stated.split}[statement.event]
        pairs[earlier.entry_id, later.entry_id] = statement
    if earlier and statement.event == "merged" and statement.other_id:
        stated.removed[earlier.entry_id] = statement
    return earlier or (later if statement.event == "renumbered" else None)


def _numbered(member: Member, last: Edition) -> Member | None:
    """The one entry of the edition before that has an entry's former number."""
    found = [other for other in last.members if (other.kind, other.risk_id) == (member.kind, member.former)]
    return found[0] if len(found) == 1 else None


def _renumbering(edition: Edition, member: Member) -> StatedLink:
    source = f"{edition.register_id}, by the former number that it prints,"
    return StatedLink(
        "", edition.organisation, edition.quarter, "renumbered", member.kind, member.former, member.title, source,
        member.risk_id,
    )  # fmt: skip


def _find(statement: StatedLink, editions: Iterable[Edition]) -> Member | None:
    """The one entry of the first edition that a statement is about."""
    for edition in editions:
        members = [member for member in edition.members if statement.kind in (None, member.kind)]
        titled = [member for member in members if statement.title and _alike(statement.title, member.title)]
        numbered = [member for member in members if member.risk_id == statement.risk_id]
        if len(titled) == 1:
            return titled[0]
        if both := [member for member in titled if member in numbered]:
            return both[0]
        near = abs(edition.quarter - statement.quarter) <= 1
        if near and len(numbered) == 1 and not titled:
            return numbered[0]
    return None


def _alike(said: str, title: str) -> bool:
    """Whether a statement's words for an entry are its title, or as good as."""
    from rapidfuzz import fuzz

    if names(said, title):
        return True
    one, other = ([root(word) for word in telling_words(text)] for text in (said, title))
    enough = float(load("lineage/lineage")["events"]["title"]) * 100
    return min(len(one), len(other)) >= _FEWEST and fuzz.token_set_ratio(" ".join(one), " ".join(other)) >= enough
