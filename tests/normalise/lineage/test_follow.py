"""The same risk is followed from edition to edition, whatever its number, and no other is taken for it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalise.lineage.crosswalk import CrosswalkLine
from normalise.lineage.follow import Curated
from normalise.lineage.member import Edition, Member
from normalise.lineage.pairs import Pair, Thread, best, threshold
from tests.normalise.lineage.by_hand import (
    BUSES,
    CYBER,
    FLOODS,
    FOSTERING,
    edition,
    followed,
    line,
    links,
    member,
    threads,
)

HALF_FLOODS = member("CR3", BUSES, "Flooding of river meadows nearby")
"""Half like ``FLOODS``, by its title: enough to be proposed, not enough to be joined."""


def listed(number: str, like: Member) -> Member:
    """The entry as a covering report lists it: its title alone."""
    return member(number, title=like.title)


# Numbers.


def test_a_risk_keeps_its_thread_from_edition_to_edition() -> None:
    first = edition("q1", member("CR1", FLOODS), member("CR2", CYBER))
    again = edition("q2", member("CR1", FLOODS), member("CR2", CYBER))
    assert threads(followed(first, again)) == {"q1/CR1 q2/CR1", "q1/CR2 q2/CR2"}


def test_a_number_given_to_another_risk_begins_a_thread() -> None:
    lineage = followed(edition("q1", member("CR1", FLOODS)), edition("q2", member("CR1", CYBER)))
    assert threads(lineage) == {"q1/CR1", "q2/CR1"}
    assert links(lineage) == set()


def test_two_risks_that_swap_their_numbers_keep_their_threads() -> None:
    first = edition("q1", member("CR1", FLOODS), member("CR2", CYBER))
    swapped = edition("q2", member("CR1", CYBER), member("CR2", FLOODS))
    assert threads(followed(first, swapped)) == {"q1/CR1 q2/CR2", "q1/CR2 q2/CR1"}


def test_a_new_series_of_numbers_keeps_the_threads() -> None:
    first = edition("q1", member("CR1", FLOODS), member("CR2", CYBER))
    renumbered = edition("q2", member("CORP1", CYBER), member("CORP2", FLOODS))
    assert threads(followed(first, renumbered)) == {"q1/CR1 q2/CORP2", "q1/CR2 q2/CORP1"}


def test_two_entries_of_one_number_are_followed_each_for_itself() -> None:
    first = edition("q1", member("CR4", FLOODS), member("CR4", CYBER, entry="CR4-2"))
    turned = edition("q2", member("CR4", CYBER), member("CR4", FLOODS, entry="CR4-2"))
    assert threads(followed(first, turned)) == {"q1/CR4 q2/CR4-2", "q1/CR4-2 q2/CR4"}


def test_what_differs_by_rounding_is_equally_good() -> None:
    one, other = (Thread([entry]) for entry in edition("q1", member("CR1"), member("CR2")).members)
    later = edition("q2", member("CR1"), member("CR2")).members
    score = 0.6
    pairs = [
        Pair(thread, thread.last, entry, score if thread.last.risk_id != entry.risk_id else score - 1e-12, None)
        for thread in (one, other)
        for entry in later
    ]
    assert [(pair.thread, pair.later) for pair in best(pairs)] == [(one, later[0]), (other, later[1])]


def test_two_entries_that_nothing_tells_apart_keep_their_places() -> None:
    twice = (member("CR4", FLOODS, entry="CR4-2"), member("CR4", FLOODS))
    lineage = followed(edition("q1", *twice), edition("q2", *reversed(twice)))
    assert threads(lineage) == {"q1/CR4 q2/CR4", "q1/CR4-2 q2/CR4-2"}


# Titles.


def test_a_risk_and_an_opportunity_of_one_title_stay_apart() -> None:
    both = (member("CR1", FLOODS), member("CO1", FLOODS))
    assert threads(followed(edition("q1", *both), edition("q2", *both))) == {"q1/CR1 q2/CR1", "q1/CO1 q2/CO1"}


def test_a_risk_does_not_become_an_opportunity() -> None:
    lineage = followed(edition("q1", member("CR1", FLOODS)), edition("q2", member("CO1", FLOODS)))
    assert threads(lineage) == {"q1/CR1", "q2/CO1"}


def test_a_new_title_over_the_same_statements_is_the_same_risk() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS), member("CR2", CYBER)),
        edition("q2", member("CR3", FLOODS, "Storms and downpours", description=""), member("CR2", CYBER)),
    )
    assert "q1/CR1 q2/CR3" in threads(lineage)


def test_entries_without_titles_are_followed_by_what_they_say() -> None:
    first = edition("q1", member("CR1", FLOODS, ""), member("CR2", CYBER, ""))
    swapped = edition("q2", member("CR1", CYBER, ""), member("CR2", FLOODS, ""))
    assert threads(followed(first, swapped)) == {"q1/CR1 q2/CR2", "q1/CR2 q2/CR1"}


def test_empty_entries_of_one_number_are_not_joined() -> None:
    lineage = followed(edition("q1", member("CR1")), edition("q2", member("CR1")))
    assert threads(lineage) == {"q1/CR1", "q2/CR1"}


def test_entries_without_statements_are_followed_by_title_and_description() -> None:
    bare = (member("CR1", FLOODS, statements=()), member("CR2", CYBER, statements=()))
    lineage = followed(edition("q1", *bare), edition("q2", *bare))
    assert threads(lineage) == {"q1/CR1 q2/CR1", "q1/CR2 q2/CR2"}


def test_a_report_that_lists_titles_stands_between_two_full_editions() -> None:
    full = (member("CR1", FLOODS), member("CR2", CYBER))
    summary = edition("q2", listed("CORP1", CYBER), listed("CORP2", FLOODS))
    lineage = followed(edition("q1", *full), summary, edition("q3", *full))
    assert threads(lineage) == {"q1/CR1 q2/CORP2 q3/CR1", "q1/CR2 q2/CORP1 q3/CR2"}


def test_an_edition_without_entries_ends_no_thread() -> None:
    lineage = followed(edition("q1", member("CR1", FLOODS)), edition("q2"), edition("q3", member("CR1", FLOODS)))
    assert threads(lineage) == {"q1/CR1 q3/CR1"}


# Time.


def test_a_missing_edition_does_not_break_a_thread() -> None:
    lineage = followed(edition("q1", member("CR1", FLOODS)), edition("q7", member("CR9", FLOODS)))
    assert threads(lineage) == {"q1/CR1 q7/CR9"}


def test_a_risk_that_was_gone_returns_to_its_thread() -> None:
    gone = edition("q2", member("CR2", CYBER))
    both = (member("CR1", FLOODS), member("CR2", CYBER))
    assert "q1/CR1 q3/CR1" in threads(followed(edition("q1", *both), gone, edition("q3", *both)))


def test_a_risk_that_was_gone_must_be_more_alike_to_return() -> None:
    before, after = member("CR1", title="Schools"), member("CR1", title="Schools")
    stays = followed(edition("q1", before), edition("q2", after))
    returns = followed(edition("q1", before), edition("q2", member("CR2", CYBER)), edition("q3", after))
    (kept,), (back,) = (
        [link.score for link in lineage.links if link.from_entry_id == "q1/CR1"] for lineage in (stays, returns)
    )
    assert kept is not None
    assert back == pytest.approx(kept * threshold("returned"), abs=0.001)


def test_a_revision_continues_the_edition_it_revises_and_is_continued() -> None:
    entries = (member("CR1", FLOODS), member("CR2", CYBER))
    lineage = followed(edition("q1", *entries), edition("q1-r2", *entries), edition("q2", *entries))
    assert threads(lineage) == {"q1/CR1 q1-r2/CR1 q2/CR1", "q1/CR2 q1-r2/CR2 q2/CR2"}


def test_threads_stand_in_the_order_of_their_first_entries() -> None:
    lineage = followed(edition("q1", member("CR1", FLOODS)), edition("q2", member("CR1", CYBER), member("CR2", FLOODS)))
    assert [thread.members[0].entry_id for thread in lineage.threads] == ["q1/CR1", "q2/CR1"]


# Splits, mergers and what is only proposed.


def test_a_split_is_proposed_and_the_likest_part_goes_on() -> None:
    part = member(
        "CR2", FLOODS, "Flooding of coastal towns", statements=FLOODS.statements[2:], description="", owners=()
    )
    lineage = followed(edition("q1", member("CR1", FLOODS)), edition("q2", member("CR1", FLOODS), part))
    assert threads(lineage) == {"q1/CR1 q2/CR1", "q2/CR2"}
    assert "q1/CR1 q2/CR2 split, similarity, proposed" in links(lineage)


def test_a_merger_is_proposed_and_the_likest_thread_goes_on() -> None:
    merged = member("CR1", FLOODS, statements=FLOODS.statements + CYBER.statements)
    lineage = followed(edition("q1", member("CR1", FLOODS), member("CR2", CYBER)), edition("q2", merged))
    assert threads(lineage) == {"q1/CR1 q2/CR1", "q1/CR2"}
    assert "q1/CR2 q2/CR1 merged, similarity, proposed" in links(lineage)


def test_of_two_risks_much_alike_that_both_go_on_nothing_is_proposed() -> None:
    both = (member("CR1", FLOODS), member("CR2", FLOODS, "Flooding of coastal towns"))
    assert {link.relation for link in followed(edition("q1", *both), edition("q2", *both)).links} == {"continues"}


def test_a_risk_that_returns_is_not_split() -> None:
    part = member("CR2", FLOODS, "Flooding of coastal towns")
    lineage = followed(edition("q1", member("CR1", FLOODS)), edition("q2"), edition("q3", member("CR1", FLOODS), part))
    assert links(lineage) == {"q1/CR1 q3/CR1 continues, similarity, confirmed"}


def half_alike() -> tuple[Edition, Edition]:
    return (
        edition("q1", member("CR1", FLOODS), member("CR2", CYBER)),
        edition("q2", HALF_FLOODS, member("CR2", CYBER)),
    )


def test_what_is_half_alike_is_proposed_and_changes_no_thread() -> None:
    lineage = followed(*half_alike())
    assert "q1/CR1 q2/CR3 continues, similarity, proposed" in links(lineage)
    assert threads(lineage) == {"q1/CR1", "q2/CR3", "q1/CR2 q2/CR2"}


def test_what_is_proposed_is_joined_where_that_is_asked_for() -> None:
    lineage = followed(*half_alike(), accept_proposed=True)
    assert threads(lineage) == {"q1/CR1 q2/CR3", "q1/CR2 q2/CR2"}


def test_a_proposal_that_was_joined_is_still_called_one() -> None:
    assert "q1/CR1 q2/CR3 continues, similarity, proposed" in links(followed(*half_alike(), accept_proposed=True))


# Whatever the editions are.

SUBJECTS = st.sampled_from([FLOODS, CYBER, BUSES, FOSTERING, HALF_FLOODS, member("CR1")])
NUMBERED = st.lists(st.tuples(st.sampled_from(["CR1", "CR2", "CR3", "CO1"]), SUBJECTS), max_size=4)


@st.composite
def histories(draw: st.DrawFn) -> list[Edition]:
    """Up to four small editions, in which numbers and subjects may come twice."""
    return [
        edition(f"q{quarter}", *(member(number, like, entry=f"{at}") for at, (number, like) in enumerate(drawn)))
        for quarter, drawn in enumerate(draw(st.lists(NUMBERED, max_size=4)), 1)
    ]


@st.composite
def pinned_histories(draw: st.DrawFn) -> tuple[list[Edition], dict[str, list[CrosswalkLine]]]:
    """Some history, and a crosswalk that gives any of its entries one of three slugs, each once an edition."""
    editions = draw(histories())
    pins: dict[str, list[CrosswalkLine]] = {}
    for each in editions:
        slugs = draw(st.permutations(["one", "two", "three", None]))
        pins |= {entry.entry_id: [line(slug)] for entry, slug in zip(each.members, slugs, strict=False) if slug}
    return editions, pins


SEVERAL = settings(max_examples=200, deadline=None, derandomize=True)


@SEVERAL
@given(pinned_histories(), st.booleans())
def test_every_entry_is_in_one_thread(history: tuple[list[Edition], Curated], accept: bool) -> None:
    editions, curated = history
    lineage = followed(*editions, curated=curated, accept_proposed=accept)
    found = [one.entry_id for thread in lineage.threads for one in thread.members]
    assert sorted(found) == sorted(one.entry_id for each in editions for one in each.members)


@SEVERAL
@given(pinned_histories(), st.booleans())
def test_no_thread_has_two_entries_of_one_edition(history: tuple[list[Edition], Curated], accept: bool) -> None:
    editions, curated = history
    for thread in followed(*editions, curated=curated, accept_proposed=accept).threads:
        assert all(one.register_id < other.register_id for one, other in pairwise(thread.members))


@SEVERAL
@given(pinned_histories(), st.booleans())
def test_one_slug_is_one_thread(history: tuple[list[Edition], Curated], accept: bool) -> None:
    editions, curated = history
    lineage = followed(*editions, curated=curated, accept_proposed=accept)
    entries = {thread.slug: {one.entry_id for one in thread.members} for thread in lineage.threads}
    assert all(entry in entries[lines[0].lineage] for entry, lines in curated.items())


@SEVERAL
@given(pinned_histories(), st.booleans())
def test_no_two_links_have_the_same_ends(history: tuple[list[Edition], Curated], accept: bool) -> None:
    editions, curated = history
    made = followed(*editions, curated=curated, accept_proposed=accept).links
    assert len({(link.from_entry_id, link.to_entry_id) for link in made}) == len(made)


@SEVERAL
@given(pinned_histories(), st.randoms(use_true_random=False))
def test_the_order_of_the_entries_within_an_edition_does_not_matter(
    history: tuple[list[Edition], Curated], random: Random
) -> None:
    editions, curated = history
    shuffled = [replace(each, members=tuple(random.sample(each.members, len(each.members)))) for each in editions]
    one, other = followed(*editions, curated=curated), followed(*shuffled, curated=curated)
    assert (threads(one), links(one)) == (threads(other), links(other))
