"""A thread whose gap an edition in between fills is one thread; a link that is doubtful says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from normalise.lineage.follow import Lineage
from normalise.lineage.member import Member
from tests.normalise.lineage.by_hand import (
    BUSES,
    CYBER,
    FLOODS,
    edition,
    followed,
    line,
    links,
    member,
    statement,
    threads,
)

LATER_FLOODS = replace(BUSES, title="Harm by water", description="Towns by rivers are flooded", owners=())
"""Flooding in words that have nothing of what FLOODS says."""


def test_an_edition_between_two_curated_ones_joins_by_the_later_if_it_is_unlike_the_earlier() -> None:
    between = member("CR5", LATER_FLOODS)
    editions = [
        edition("q1", member("CR1", FLOODS)),
        edition("q2", between),
        edition("q3", member("CR7", LATER_FLOODS)),
    ]
    curated = {"q1/CR1": [line("floods")], "q3/CR7": [line("floods")]}
    lineage = followed(*editions, curated=curated)
    assert threads(lineage) == {"q1/CR1 q2/CR5 q3/CR7"}
    assert links(lineage) == {
        "q1/CR1 q3/CR7 continues, curated, confirmed",
        "q2/CR5 q3/CR7 continues, similarity, confirmed",
    }
    assert lineage.threads[0].slug == "floods"


def test_what_is_curated_apart_is_not_united() -> None:
    editions = [
        edition("q1", member("CR1", FLOODS)), edition("q2", member("CR5", LATER_FLOODS)),
        edition("q3", member("CR7", LATER_FLOODS)),
    ]  # fmt: skip
    curated = {"q1/CR1": [line("floods")], "q2/CR5": [line("harm")], "q3/CR7": [line("floods")]}
    assert threads(followed(*editions, curated=curated)) == {"q1/CR1 q3/CR7", "q2/CR5"}


def test_threads_that_an_edition_has_both_of_are_not_united() -> None:
    twins = [member("CR1", FLOODS), member("CR2", FLOODS)]
    editions = [edition("q1", *twins), edition("q2", twins[0])]
    assert threads(followed(*editions)) == {"q1/CR1 q2/CR1", "q1/CR2"}


def test_what_had_ended_before_the_other_began_is_proposed_and_not_united() -> None:
    editions = [
        edition("q1", member("CR1", FLOODS)), edition("q2", member("CR4", LATER_FLOODS)),
        edition("q3", member("CR4", LATER_FLOODS, title=FLOODS.title)),
    ]  # fmt: skip
    lineage = followed(*editions)
    assert threads(lineage) == {"q1/CR1", "q2/CR4 q3/CR4"}
    assert "q1/CR1 q3/CR4 continues, similarity, proposed" in links(lineage)


def doubts(lineage: Lineage) -> dict[str, str]:
    return {link.to_entry_id: link.doubt for link in lineage.links if link.doubt}


def test_a_link_by_the_title_alone_is_doubtful_where_both_say_more() -> None:
    other = replace(CYBER, title=FLOODS.title)
    assert doubts(followed(edition("q1", member("CR1", FLOODS)), edition("q2", member("CR1", other)))) == {
        "q2/CR1": "nothing but the title is alike"
    }


@pytest.mark.parametrize("later", [member("CR1", title=FLOODS.title), member("CR1", FLOODS)])
def test_a_title_alone_is_enough_where_no_more_is_said_or_more_is_alike(later: Member) -> None:
    assert doubts(followed(edition("q1", member("CR1", FLOODS)), edition("q2", later))) == {}


def test_an_entry_left_over_that_is_as_alike_makes_a_link_doubtful() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)), edition("q2", member("CR2", FLOODS), member("CR3", FLOODS))
    )
    assert doubts(lineage) == {"q2/CR2": "q2/CR3 is as alike, and left over"}


def test_a_rival_that_goes_on_in_a_thread_of_its_own_makes_no_link_doubtful() -> None:
    twins = (member("CR2", FLOODS), member("CR3", FLOODS))
    assert doubts(followed(edition("q1", *twins), edition("q2", *twins))) == {}


def test_what_a_paper_states_is_not_doubtful() -> None:
    other = replace(CYBER, title=FLOODS.title)
    editions = [edition("q1", member("CR1", FLOODS)), edition("q2", member("CR1", other))]
    assert doubts(followed(*editions, statements=[statement("retained", 2, "CR1")])) == {}
