"""How similar two entries are, part by part, and in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from normalise.lineage.member import Member
from normalise.lineage.similarity import Similarity, similarities
from tests.normalise.lineage.by_hand import BUSES, CYBER, FLOODS, FOSTERING, edition, member

NOTHING = Similarity(title=0.0, text=0.0, statements=None, owner=None, number=False)


def similarity(one: Member, other: Member) -> Similarity:
    """The similarity of two entries, each among three others."""
    others = (CYBER, BUSES, FOSTERING)
    earlier = edition("q1", one, *(member(f"CR{at}", like) for at, like in enumerate(others, 91)))
    later = edition("q2", other, *(member(f"CR{at}", like) for at, like in enumerate(others, 81)))
    places = (earlier.members[0].entry_id, later.members[0].entry_id)
    return similarities(earlier, later, 0.0).get(places, NOTHING)


# The parts.


def test_the_same_entry_is_wholly_alike() -> None:
    found = similarity(member("CR1", FLOODS), member("CR1", FLOODS))
    assert found.text == pytest.approx(1.0)
    assert (found.title, found.statements, found.owner, found.number) == (1.0, 1.0, True, True)


def test_the_same_title_is_alike_whatever_its_case_and_blanks() -> None:
    assert similarity(member("CR1", title="River  Flooding"), member("CR2", title="RIVER FLOODING")).title == 1.0


def test_the_same_title_is_alike_though_none_of_its_words_tells_anything() -> None:
    assert similarity(member("CR1", title="As it is"), member("CR2", title="As it is")).title == 1.0


def test_two_missing_titles_are_not_alike() -> None:
    assert similarity(member("CR1", FLOODS, ""), member("CR2", FLOODS, "")).title == 0.0


def test_forms_of_one_word_are_alike() -> None:
    assert similarity(member("CR1", title="Safeguarding"), member("CR2", title="Safeguards")).title == 1.0


def test_a_word_of_many_entries_weighs_less_than_a_word_of_few() -> None:
    frequent = similarity(member("CR1", title="Carers abroad"), member("CR2", title="Carers ashore")).title
    rare = similarity(member("CR1", title="Ferries abroad"), member("CR2", title="Ferries ashore")).title
    assert frequent < rare


def test_a_title_that_begins_the_description_is_said_once() -> None:
    said = member("CR1", title="Floods", description="Floods\nRivers rise")
    assert [said.title, *said.body.split()] == ["Floods", "Rivers", "rise"]


def test_the_name_of_the_council_makes_nothing_alike() -> None:
    assert similarity(member("CR1", title="Lancashire bridges"), member("CR2", title="Lancashire museums")).title == 0.0


def test_statements_that_differ_by_a_few_letters_are_shared() -> None:
    altered = tuple(text.replace("every", "each") for text in FLOODS.statements)
    assert similarity(member("CR1", FLOODS), member("CR2", FLOODS, statements=altered)).statements == 1.0


def test_of_the_shorter_list_the_share_by_length_counts() -> None:
    same, other = FLOODS.statements[0], "Q" * len(FLOODS.statements[0])
    few = member("CR2", FLOODS, statements=(same, other))
    assert similarity(member("CR1", FLOODS), few).statements == 0.5


def test_statements_that_one_of_them_does_not_print_are_unknown() -> None:
    assert similarity(member("CR1", FLOODS), member("CR2", FLOODS, statements=())).statements is None


@pytest.mark.parametrize(
    ("owners", "same"), [((), None), (("Head of Drainage", "Director of Finance"), True), (("Director",), False)]
)
def test_one_owner_in_common_is_the_same_owner_and_none_printed_is_unknown(
    owners: tuple[str, ...], same: bool | None
) -> None:
    assert similarity(member("CR1", FLOODS), member("CR2", FLOODS, owners=owners)).owner is same


def test_words_of_both_titles_are_named_first() -> None:
    later = member("CR2", FLOODS, "Towns at the river", description="Sandbags are dear")
    assert set(similarity(member("CR1", FLOODS), later).shared[:2]) == {"river", "town"}


# The score.


def test_the_same_in_everything_scores_near_one() -> None:
    assert Similarity(1.0, 1.0, 1.0, True, True).score > 0.98


def test_nothing_in_common_scores_nothing() -> None:
    assert NOTHING.score == 0.0


@pytest.mark.parametrize("part", ["title", "text", "statements", "owner", "number"])
def test_each_part_adds_to_the_score(part: str) -> None:
    middling = Similarity(title=0.5, text=0.5, statements=0.5, owner=False, number=False)
    more = replace(middling, **{part: 1.0})  # type: ignore[arg-type]
    assert more.score > middling.score


def test_texts_of_one_council_have_something_in_common_that_counts_for_nothing() -> None:
    assert replace(NOTHING, text=0.1).score == pytest.approx(0.0)


def test_the_same_number_and_owner_alone_are_far_from_a_proposal() -> None:
    assert replace(NOTHING, owner=True, number=True).score < 0.2


# What is compared.


def test_only_what_scores_the_least_is_given() -> None:
    one, other = edition("q1", member("CR1", FLOODS)), edition("q2", member("CR1", FLOODS), member("CR2", CYBER))
    assert set(similarities(one, other, 0.35)) == {("q1/CR1", "q2/CR1")}


def test_a_risk_and_an_opportunity_are_not_compared() -> None:
    assert similarities(edition("q1", member("CR1", FLOODS)), edition("q2", member("CO1", FLOODS)), 0.0) == {}


@pytest.mark.parametrize("members", [(), (member("CR1"),), (member("CR1", title="…"),)])
def test_an_edition_without_a_word_is_like_none(members: tuple[Member, ...]) -> None:
    assert similarities(edition("q1", *members), edition("q2", member("CR1", FLOODS)), 0.35) == {}


# In words.


def test_the_evidence_says_what_is_alike_and_by_how_much() -> None:
    found = Similarity(0.5, 0.25, 0.75, True, False, ("river", "town"))
    assert found.evidence == (
        "title 50% alike, text 25%, 75% of the statements shared, same owner, another number; both speak of river, town"
    )


def test_the_evidence_is_silent_on_what_a_source_does_not_print() -> None:
    assert NOTHING.evidence == "title 0% alike, text 0%, another number"
