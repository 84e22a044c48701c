"""What a paper states has priority over similarity, and what a person decided over both."""

from __future__ import annotations

import pytest

from normalise.lineage.link import Relation
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

# What papers state.


def test_what_is_stated_as_added_does_not_continue_the_edition_just_before() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q2", member("CR1", FLOODS)),
        statements=[statement("added", 2, "CR1", FLOODS.title)],
    )
    assert threads(lineage) == {"q1/CR1", "q2/CR1"}
    assert links(lineage) == {"q1/CR1 q2/CR1 related, similarity, proposed"}


def test_what_is_stated_as_removed_is_not_continued_by_the_edition_after() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q2", member("CR7", FLOODS)),
        statements=[statement("removed", 2, "CR1", FLOODS.title)],
    )
    assert threads(lineage) == {"q1/CR1", "q2/CR7"}
    assert links(lineage) == {"q1/CR1 q2/CR7 related, similarity, proposed"}


def test_what_is_vetoed_is_not_joined_though_proposals_are() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q2", member("CR1", FLOODS)),
        statements=[statement("added", 2, "CR1", FLOODS.title)],
        accept_proposed=True,
    )
    assert threads(lineage) == {"q1/CR1", "q2/CR1"}


def test_what_was_removed_and_added_again_later_is_one_thread() -> None:
    other = member("CR2", CYBER)
    lineage = followed(
        edition("q1", member("CR1", FLOODS), other),
        edition("q2", other),
        edition("q3", member("CR1", FLOODS), other),
        statements=[statement("removed", 2, "CR1", FLOODS.title), statement("added", 3, "CR1", FLOODS.title)],
    )
    assert "q1/CR1 q3/CR1" in threads(lineage)


def test_what_is_stated_as_retained_is_linked_though_all_its_words_differ() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q2", member("CR1", CYBER)),
        statements=[statement("retained", 2, "CR1")],
    )
    assert links(lineage) == {"q1/CR1 q2/CR1 continues, event, confirmed"}


def test_a_stated_link_names_the_paper_that_states_it() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q2", member("CR1", CYBER)),
        statements=[statement("score_increased", 2, "CR1")],
    )
    assert lineage.links[0].evidence.startswith("the report states that it was score increased")


def test_what_is_stated_stands_above_what_is_more_alike() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS), member("CR2", CYBER)),
        edition("q2", member("CR2", FLOODS, "Storms and downpours")),
        statements=[statement("retained", 2, "CR2")],
    )
    assert threads(lineage) == {"q1/CR1", "q1/CR2 q2/CR2"}


def test_retained_does_not_join_numbers_that_two_risks_have_swapped() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS), member("CR2", CYBER)),
        edition("q2", member("CR1", CYBER), member("CR2", FLOODS)),
        statements=[statement("score_decreased", 2, "CR1", CYBER.title)],
    )
    assert threads(lineage) == {"q1/CR1 q2/CR2", "q1/CR2 q2/CR1"}


def test_a_retained_number_of_several_quarters_ago_links_nothing() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q4", member("CR1", CYBER)),
        statements=[statement("retained", 4, "CR1")],
    )
    assert links(lineage) == set()


# What a person decided.


def test_entries_that_are_pinned_together_are_one_thread_though_nothing_is_alike() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q2", member("CR5", CYBER)),
        curated={"q1/CR1": [line("weather")], "q2/CR5": [line("weather")]},
    )
    assert links(lineage) == {"q1/CR1 q2/CR5 continues, curated, confirmed"}


def test_entries_that_are_pinned_apart_are_two_threads_though_all_is_alike() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q2", member("CR1", FLOODS)),
        curated={"q1/CR1": [line("weather")], "q2/CR1": [line("storms")]},
    )
    assert threads(lineage) == {"q1/CR1", "q2/CR1"}
    assert links(lineage) == set()


def test_what_is_pinned_stands_above_what_is_stated() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q2", member("CR1", FLOODS)),
        curated={"q1/CR1": [line("weather")], "q2/CR1": [line("weather")]},
        statements=[statement("added", 2, "CR1")],
    )
    assert links(lineage) == {"q1/CR1 q2/CR1 continues, curated, confirmed"}


def test_a_pinned_risk_may_be_continued_as_an_opportunity() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q2", member("CO1", FLOODS)),
        curated={"q1/CR1": [line("weather")], "q2/CO1": [line("weather")]},
    )
    assert threads(lineage) == {"q1/CR1 q2/CO1"}


def test_an_entry_of_a_new_edition_continues_a_curated_thread() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q2", member("CR9", FLOODS), member("CR1", CYBER)),
        curated={"q1/CR1": [line("weather")]},
    )
    assert {thread.slug: thread.last.entry_id for thread in lineage.threads} == {
        "weather": "q2/CR9",
        None: "q2/CR1",
    }


def test_an_older_entry_joins_the_one_that_is_pinned_and_takes_its_slug() -> None:
    lineage = followed(
        edition("q1", member("CR9", FLOODS)),
        edition("q2", member("CR1", FLOODS)),
        curated={"q2/CR1": [line("weather")]},
    )
    assert [thread.slug for thread in lineage.threads] == ["weather"]


def test_a_pinned_entry_takes_its_place_from_the_one_that_is_more_alike() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q2", member("CR1", FLOODS), member("CR2", CYBER)),
        curated={"q1/CR1": [line("weather")], "q2/CR2": [line("weather")]},
    )
    assert threads(lineage) == {"q1/CR1 q2/CR2", "q2/CR1"}


@pytest.mark.parametrize("relation", ["split", "merged", "related"])
def test_a_curated_relation_to_a_second_thread_is_a_link_and_joins_nothing(relation: Relation) -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q2", member("CR2", FLOODS)),
        curated={"q1/CR1": [line("weather")], "q2/CR2": [line("weather", relation)]},
    )
    assert threads(lineage) == {"q1/CR1", "q2/CR2"}
    assert links(lineage) == {f"q1/CR1 q2/CR2 {relation}, curated, confirmed"}


def test_a_relation_leads_from_the_last_entry_before_though_the_thread_goes_on() -> None:
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q2", member("CR1", FLOODS), member("CR2", BUSES)),
        curated={"q1/CR1": [line("weather")], "q2/CR2": [line("weather", "split")]},
    )
    assert "q1/CR1 q2/CR2 split, curated, confirmed" in links(lineage)


def test_no_two_links_have_the_same_ends_though_a_split_is_curated_and_alike() -> None:
    # The thread is known for the curated one only by the entry that joins it in the same edition.
    part = member("CR2", FLOODS, "Flooding of coastal towns", description="", owners=())
    lineage = followed(
        edition("q1", member("CR1", FLOODS)),
        edition("q2", member("CR1", FLOODS), part),
        curated={"q2/CR1": [line("weather")], "q2/CR2": [line("weather", "split")]},
    )
    assert links(lineage) == {
        "q1/CR1 q2/CR1 continues, similarity, confirmed",
        "q1/CR1 q2/CR2 split, curated, confirmed",
    }
