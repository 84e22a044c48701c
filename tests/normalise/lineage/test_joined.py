"""A paper that states a renumbering, a merger or a split is believed, as far as its numbers can be the ones meant."""

from __future__ import annotations

from normalise.lineage.follow import Lineage
from normalise.lineage.member import Edition
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

OLD = edition("q1", member("CR1", FLOODS), member("CR2", CYBER))


def stated(*editions: Edition, event: str, number: str, other: str, quarter: int = 2, title: str = "") -> Lineage:
    return followed(*editions, statements=[statement(event, quarter, number, title, other)])


def test_a_renumbering_is_followed_though_all_words_differ() -> None:
    lineage = stated(OLD, edition("q2", member("CR9", BUSES)), event="renumbered", number="CR2", other="CR9")
    assert "q1/CR2 q2/CR9" in threads(lineage)
    assert links(lineage) == {"q1/CR2 q2/CR9 continues, event, confirmed"}
    assert "the report states that it was renumbered as CR9" in lineage.links[0].evidence


def test_two_that_swap_numbers_and_words_are_followed_by_the_statement() -> None:
    new = edition("q2", member("CR1", CYBER), member("CR2", FLOODS))
    statements = [statement("renumbered", 2, "CR1", other="CR2"), statement("renumbered", 2, "CR2", other="CR1")]
    assert threads(followed(OLD, new, statements=statements)) == {"q1/CR1 q2/CR2", "q1/CR2 q2/CR1"}


def test_a_renumbering_is_not_trusted_where_quarters_lie_between_and_nothing_is_alike() -> None:
    later = edition("q8", member("CR9", BUSES))
    assert "q8/CR9" in threads(stated(OLD, later, event="renumbered", number="CR2", other="CR9", quarter=8))


def test_what_was_merged_ends_and_is_linked_to_what_took_it_in() -> None:
    lineage = stated(OLD, edition("q2", member("CR1", FLOODS)), event="merged", number="CR2", other="CR1")
    assert threads(lineage) == {"q1/CR1 q2/CR1", "q1/CR2"}
    assert "q1/CR2 q2/CR1 merged, event, confirmed" in links(lineage)


def test_what_was_merged_is_not_continued_by_what_is_like_it() -> None:
    new = edition("q2", member("CR1", FLOODS), member("CR7", CYBER))
    lineage = stated(OLD, new, event="merged", number="CR2", other="CR1")
    assert threads(lineage) == {"q1/CR1 q2/CR1", "q1/CR2", "q2/CR7"}
    assert "q1/CR2 q2/CR7 related, similarity, proposed" in links(lineage)


def test_what_came_out_of_a_split_begins_a_thread_and_is_linked() -> None:
    new = edition("q2", member("CR2", CYBER), member("CR3", BUSES))
    lineage = stated(OLD, new, event="split", number="CR2", other="CR3")
    assert {"q1/CR2 q2/CR2", "q2/CR3"} <= threads(lineage)
    assert "q1/CR2 q2/CR3 split, event, confirmed" in links(lineage)


def test_a_part_that_was_split_off_does_not_take_the_place_of_what_it_came_from() -> None:
    new = edition("q2", member("CR2", BUSES), member("CR3", CYBER))
    lineage = stated(OLD, new, event="split", number="CR2", other="CR3")
    assert "q1/CR2 q2/CR3" not in threads(lineage)


def test_a_person_overrules_a_stated_merger() -> None:
    new = edition("q2", member("CR1", FLOODS))
    curated = {"q1/CR2": [line("computers")], "q2/CR1": [line("computers")]}
    lineage = followed(OLD, new, curated=curated, statements=[statement("merged", 2, "CR2", other="CR1")])
    assert "q1/CR2 q2/CR1" in threads(lineage)
    assert "q1/CR2 q2/CR1 continues, curated, confirmed" in links(lineage)


def test_a_number_that_no_edition_has_links_nothing() -> None:
    lineage = stated(OLD, edition("q2", member("CR1", FLOODS)), event="merged", number="CR2", other="CR8")
    assert links(lineage) == {"q1/CR1 q2/CR1 continues, similarity, confirmed"}
