"""Readable names for threads: made of a title, and never changed once given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from normalise.lineage.member import Member
from normalise.lineage.pairs import Thread
from normalise.values.subjects import names
from normalise.values.text import ascii_words, folded
from normalise.values.wordings import load

_WORDS = 4
"""How many words of a title a slug has."""

Known = Mapping[str, tuple[str, str]]
"""The slug that each entry had in the history before, and the title it had then, by entry_id."""


def name_threads(threads: Sequence[Thread], known: Known, curated: Collection[str] = ()) -> list[str]:
    """The slug of each thread of one organisation.

    The crosswalk's where it gives one; else the one that its earliest entry had before, so that a thread that an older
    paper makes longer keeps its name; else one made of the title of its first entry. ``curated`` are all slugs of the
    crosswalk: no other thread gets one of them.
    """
    taken = {thread.slug for thread in threads if thread.slug}
    slugs = [thread.slug for thread in threads]
    for number, thread in enumerate(threads):
        slug = slugs[number] or next((one for one in _had(thread, known) if one not in taken), None)
        slugs[number] = slug
        if slug:
            taken.add(slug)
    # Those never named come last: a new thread must not be given the name that an old one is known by.
    taken |= {*curated, *(slug for slug, _ in known.values())}
    named = []
    given: Counter[str] = Counter()
    for slug, thread in zip(slugs, threads, strict=True):
        named.append(slug or _new(thread.members[0], taken, given))
        taken.add(named[-1])
    return named


def _had(thread: Thread, known: Known) -> Iterator[str]:
    """The slugs that its entries had, if their titles are what they were: a paper may have been replaced."""
    for member in thread.members:
        slug, title = known.get(member.entry_id, ("", ""))
        if slug and same_title(title, member.title):
            yield slug


def same_title(one: str, other: str) -> bool:
    """Whether two titles of one entry are the same, though another paper may print more of it or other punctuation."""
    return folded(one) == folded(other) or names(one, other) or names(other, one)


def _new(member: Member, taken: Collection[str], given: Counter[str]) -> str:
    """A slug that is not taken. ``given`` has the last number of each: many risks may have one title."""
    base = slug_of(member.title) or member.risk_id.lower()
    if base in taken and member.kind == "opportunity":
        base = f"{base}-opportunity"
    number = given[base] + 1
    while (slug := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    given[base] = number
    return slug


def slug_of(title: str) -> str:
    """A slug of the first words of a title that say what it is about; "" where it has no Latin letters.

    ``Failure to recruit Social Work staff`` → ``recruit-social-work-staff``.
    """
    words = ascii_words(title)
    empty = {*load("lineage/lineage")["stopwords"], *load("lineage/lineage")["leads"]}
    meaningful = [word for word in words if word not in empty] or words
    return "-".join(meaningful[:_WORDS])
