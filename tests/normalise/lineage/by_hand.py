"""Editions by hand: what the lineage is asked to follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from normalise.lineage.crosswalk import CrosswalkLine
from normalise.lineage.follow import Lineage, follow
from normalise.lineage.link import Relation
from normalise.lineage.member import Edition, Member
from normalise.lineage.stated import StatedLink, match_statements
from tests.organisations import LANCASHIRE

COUNCIL = "Lancashire County Council"

FLOODS = Member(
    "", "", "risk", "",
    "Flooding of river towns",
    "Rivers burst their banks after a wet winter",
    ("Pumps are tested every spring", "Sandbags lie ready in four depots", "Homes stand empty for months"),
    ("Head of Drainage",),
)  # fmt: skip
CYBER = Member(
    "", "", "risk", "",
    "Hostile attack upon computers",
    "A virus locks servers and laptops",
    ("Passwords expire monthly", "Backups are restored as an exercise", "Email is scanned for malware"),
    ("Head of Computing",),
)  # fmt: skip
BUSES = Member(
    "", "", "risk", "",
    "Withdrawal of rural buses",
    "Operators give up routes that carry few passengers",
    ("Fares are subsidised on six routes", "Villages run minibuses with volunteers", "Timetables are redrawn"),
    ("Head of Transport",),
)  # fmt: skip
FOSTERING = Member(
    "", "", "risk", "",
    "Too few foster carers",
    "Children wait longer for a family nearby",
    ("Carers are paid a higher allowance", "Evenings introduce fostering to parents", "Siblings are kept together"),
    ("Head of Fostering",),
)  # fmt: skip


def member(
    number: str, like: Member | None = None, title: str | None = None, *, entry: str = "", **about: object
) -> Member:
    """An entry that says what ``like`` does, or nothing but its title; ``entry``, or its number, ends its entry_id."""
    base = like or Member("", "", "risk", "")
    named = replace(
        base, risk_id=number, entry_id=entry or number, kind=LANCASHIRE.identifiers.kind_of(number) or "risk"
    )
    return replace(named, **({} if title is None else {"title": title}), **about)  # type: ignore[arg-type]


def edition(name: str, *members: Member, organisation: str = COUNCIL) -> Edition:
    """An edition called ``q1``, ``q2`` … after its quarter, or ``q2-r2`` for a revision; its entries ``q1/CR1`` …."""
    placed = tuple(replace(one, entry_id=f"{name}/{one.entry_id}", register_id=name) for one in members)
    base = name.partition("-r")[0]
    return Edition(name, organisation, 8000 + int(base.removeprefix("q")), placed, base)


def line(lineage: str, relation: Relation = "continues") -> CrosswalkLine:
    """A line of the crosswalk on an entry."""
    return CrosswalkLine(2, lineage, "", "", "", relation, "read by hand")


def statement(
    event: str, quarter: int, number: str | None = None, title: str = "", other: str | None = None
) -> StatedLink:
    """A change that the report of a quarter states."""
    kind = LANCASHIRE.identifiers.kind_of(number) if number else None
    return StatedLink(
        f"{quarter}/{event}/{number or title}", COUNCIL, 8000 + quarter, event, kind, number, title, "the report", other
    )


def followed(
    *editions: Edition,
    curated: Mapping[str, Sequence[CrosswalkLine]] | None = None,
    statements: Iterable[StatedLink] = (),
    accept_proposed: bool = False,
) -> Lineage:
    """The editions followed, the earliest first."""
    stated = match_statements(statements, editions)
    return follow(editions, curated or {}, stated, accept_proposed=accept_proposed)


def threads(lineage: Lineage) -> set[str]:
    """Each thread as its entries: ``q1/CR1 q2/CR2``."""
    return {" ".join(one.entry_id for one in thread.members) for thread in lineage.threads}


def links(lineage: Lineage) -> set[str]:
    """Each link in words: ``q1/CR1 q2/CR2 continues, similarity, confirmed``."""
    return {
        f"{link.from_entry_id} {link.to_entry_id} {link.relation}, {link.method}, {link.status}"
        for link in lineage.links
    }
