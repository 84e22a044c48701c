"""Invented editions: an edition's entries as its next issue might print them, changed to a given degree.

Which entry is which stays known, so that following them can be measured on far more entries than any archive has.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from normalise.lineage.member import Edition, Member

Variation = Callable[[Member, Sequence[Member], random.Random], Member]
"""An entry, the entries whose words it may take, and chance: the entry as the next edition prints it."""

_SYNONYMS = {
    "capacity": "resource", "children": "young people", "comply": "meet", "complying": "meeting", "core": "key",
    "corporate": "organisational", "county": "authority", "deliver": "provide", "delivering": "providing",
    "demand": "pressure", "failure": "inability", "financial": "budget", "future": "long-term", "growth": "expansion",
    "ict": "digital", "impact": "effect", "implement": "introduce", "improvement": "development",
    "improvements": "gains", "inability": "failure", "increase": "rise", "maintain": "sustain", "management": "control",
    "managing": "handling", "needs": "requirements", "plan": "programme", "programme": "plan", "protect": "keep safe",
    "provision": "supply", "recruit": "attract", "reshaping": "redesigning", "retain": "keep", "schemes": "works",
    "services": "provision", "staff": "workforce", "statutory": "legal", "strategy": "plan", "supporting": "helping",
    "systems": "platforms", "viability": "sustainability", "working": "practice",
}  # fmt: skip
_TURNOVER = 0.25
"""The share of entries that the next edition has no more, and of those that are new in it."""
_SUMMARY = 25
"""How many words a summary has beside the title."""


def unchanged(member: Member, _others: Sequence[Member], _chance: random.Random) -> Member:
    return member


@dataclass(frozen=True, slots=True)
class Change:
    """How an entry that stays is varied, and one that is new; each may take words of other entries."""

    stayed: Variation = unchanged
    new: Variation = unchanged


def next_edition(edition: Edition, strangers: Sequence[Member], change: Change, chance: random.Random) -> Edition:
    """The edition a quarter on: a quarter of the entries gone, as many ``strangers`` new, all entries renumbered."""
    turnover = round(len(edition.members) * _TURNOVER)
    gone = chance.sample(edition.members, turnover)
    varied = [change.stayed(member, edition.members, chance) for member in edition.members if member not in gone]
    varied += [change.new(member, gone, chance) for member in chance.sample(strangers, min(turnover, len(strangers)))]
    numbers = chance.sample([member.risk_id for member in varied], len(varied))
    return following(edition, [replace(one, risk_id=number) for one, number in zip(varied, numbers, strict=True)])


def following(edition: Edition, members: Sequence[Member]) -> Edition:
    """An edition of some members a quarter after another. What stayed has its old entry_id with ``next:`` before it."""
    varied = (replace(one, entry_id=f"next:{one.entry_id}", register_id="next") for one in members)
    return replace(edition, register_id="next", base="next", quarter=edition.quarter + 1, members=tuple(varied))


def fewer_statements(share: float) -> Variation:
    """A share of the statements is gone."""

    def vary(member: Member, _others: Sequence[Member], chance: random.Random) -> Member:
        return replace(member, statements=tuple(text for text in member.statements if chance.random() >= share))

    return vary


def strange_statements(share: float) -> Variation:
    """A share of the statements is other entries': worse than any new wording."""

    def vary(member: Member, others: Sequence[Member], chance: random.Random) -> Member:
        strange = [text for other in others if other is not member for text in other.statements] or [""]
        statements = (chance.choice(strange) if chance.random() < share else text for text in member.statements)
        return replace(member, statements=tuple(statements))

    return vary


def another_owner(member: Member, _others: Sequence[Member], _chance: random.Random) -> Member:
    return replace(member, owners=(f"owner of {member.entry_id}",) if member.owners else ())


def summary(member: Member, _others: Sequence[Member], _chance: random.Random) -> Member:
    """As a covering report lists it: its title and the first words of its description."""
    said = member.description.removeprefix(member.title).split()[:_SUMMARY]
    return replace(member, description=" ".join([member.title, *said]), statements=(), owners=())


def shorter_title(member: Member, _others: Sequence[Member], chance: random.Random) -> Member:
    """Half of the title's words, and at least two."""
    words = member.title.split()
    kept = sorted(chance.sample(range(len(words)), min(len(words), max(2, len(words) // 2))))
    return _retitled(member, " ".join(words[at] for at in kept))


def reordered_title(member: Member, _others: Sequence[Member], chance: random.Random) -> Member:
    words = member.title.split()
    return _retitled(member, " ".join(chance.sample(words, len(words))))


def reworded_title(member: Member, _others: Sequence[Member], _chance: random.Random) -> Member:
    """Every word of the title that has a synonym is another."""
    return _retitled(member, re.sub(r"\w+", lambda word: _SYNONYMS.get(word[0].lower(), word[0]), member.title))


def strange_title(member: Member, others: Sequence[Member], chance: random.Random) -> Member:
    """Another entry's title, as a slip of the pen has it."""
    return _retitled(member, chance.choice([other.title for other in others if other is not member] or [member.title]))


def all_of(*variations: Variation) -> Variation:
    """One after the other."""

    def vary(member: Member, others: Sequence[Member], chance: random.Random) -> Member:
        for one in variations:
            member = one(member, others, chance)
        return member

    return vary


def _retitled(member: Member, title: str) -> Member:
    """The description of a ten-column entry begins with its title, so both change."""
    described = member.description
    if member.title and described.startswith(member.title):
        described = title + described.removeprefix(member.title)
    return replace(member, title=title, description=described)


CHANGES = {
    "renumbered": Change(),
    "30 % of statements dropped": Change(fewer_statements(0.3)),
    "60 % of statements dropped": Change(fewer_statements(0.6)),
    "30 % of statements strange": Change(strange_statements(0.3)),
    "60 % of statements strange": Change(strange_statements(0.6)),
    "another owner": Change(another_owner),
    "title shortened": Change(shorter_title),
    "title reordered": Change(reordered_title),
    "title in synonyms": Change(reworded_title),
    "title of another entry": Change(strange_title),
    "cut to a summary": Change(summary),
    "summary, title shortened": Change(all_of(summary, shorter_title)),
    "summary, title in synonyms": Change(all_of(summary, reworded_title)),
    "shortened, 60 % strange, owner": Change(all_of(shorter_title, strange_statements(0.6), another_owner)),
    "synonyms, 60 % strange, owner": Change(all_of(reworded_title, strange_statements(0.6), another_owner)),
    "new ones with half a gone title": Change(new=all_of(strange_title, shorter_title)),
}
"""Each of them with the turnover and the new numbers of ``next_edition``."""
