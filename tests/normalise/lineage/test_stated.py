"""Which entries a paper means when it states that some were added, removed or kept."""

from __future__ import annotations

from normalise.lineage.member import Edition
from normalise.lineage.stated import Stated, StatedLink, match_statements
from tests.normalise.lineage.by_hand import BUSES, CYBER, FLOODS, edition, member, statement

FIRST = edition("q1", member("CR1", FLOODS), member("CR2", CYBER))
SECOND = edition("q2", member("CR1", FLOODS), member("CR3", BUSES))
FOURTH = edition("q4", member("CR1", FLOODS), member("CR5", CYBER))


def stated(*statements: StatedLink, editions: tuple[Edition, ...] = (FIRST, SECOND, FOURTH)) -> Stated:
    return match_statements(statements, editions)


# Added.


def test_what_was_added_stands_in_the_edition_of_that_quarter() -> None:
    assert list(stated(statement("added", 2, "CR3")).added) == ["q2/CR3"]


def test_what_was_added_is_found_by_its_title_in_a_later_edition() -> None:
    assert list(stated(statement("added", 3, title=CYBER.title)).added) == ["q4/CR5"]


def test_what_was_added_is_found_by_number_in_the_next_quarter() -> None:
    assert list(stated(statement("added", 3, "CR5")).added) == ["q4/CR5"]


def test_a_number_is_not_trusted_over_several_quarters() -> None:
    assert stated(statement("added", 2, "CR5"), editions=(FIRST, FOURTH)).added == {}


def test_what_was_added_after_the_last_edition_is_not_found() -> None:
    assert stated(statement("added", 5, "CR1", FLOODS.title)).added == {}


def test_what_was_added_is_not_sought_in_editions_after_the_first() -> None:
    assert stated(statement("added", 2, title=CYBER.title), editions=(SECOND, FOURTH)).added == {}


# Removed.


def test_what_was_removed_stands_in_the_edition_before() -> None:
    assert list(stated(statement("removed", 2, "CR2")).removed) == ["q1/CR2"]


def test_what_was_removed_is_found_in_the_last_edition_before_though_some_are_missing() -> None:
    assert list(stated(statement("removed", 7, title=CYBER.title)).removed) == ["q4/CR5"]


def test_what_was_removed_stands_in_the_revision_of_the_edition_before() -> None:
    revised = edition("q1-r2", member("CR1", FLOODS))
    found = stated(statement("removed", 2, "CR1"), editions=(FIRST, revised, SECOND))
    assert list(found.removed) == ["q1-r2/CR1"]


def test_what_was_removed_before_the_first_edition_is_not_found() -> None:
    assert stated(statement("removed", 1, "CR1", FLOODS.title)).removed == {}


# Kept.


def test_what_is_retained_is_the_entry_of_that_number_a_quarter_before() -> None:
    assert list(stated(statement("retained", 2, "CR1")).kept) == [("q1/CR1", "q2/CR1")]


def test_what_is_changed_is_kept() -> None:
    assert list(stated(statement("amended", 2, "CR1")).kept) == [("q1/CR1", "q2/CR1")]


def test_nothing_is_kept_over_a_missing_edition() -> None:
    assert stated(statement("retained", 4, "CR1", FLOODS.title)).kept == {}


def test_what_is_kept_under_another_number_is_the_entry_of_its_title() -> None:
    swapped = edition("q2", member("CR1", CYBER), member("CR2", FLOODS))
    found = stated(statement("retained", 2, "CR1"), editions=(FIRST, swapped))
    assert list(found.kept) == [("q1/CR2", "q2/CR1")]


def test_a_number_that_two_entries_of_the_edition_before_bear_keeps_neither() -> None:
    twice = edition("q1", member("CR1", CYBER), member("CR1", BUSES, entry="CR1-2"))
    assert stated(statement("retained", 2, "CR1"), editions=(twice, SECOND)).kept == {}


# Which entry is meant.


def test_a_title_is_trusted_above_a_number() -> None:
    assert list(stated(statement("removed", 2, "CR1", CYBER.title)).removed) == ["q1/CR2"]


def test_part_of_a_title_names_its_entry() -> None:
    assert list(stated(statement("removed", 2, title="hostile attack")).removed) == ["q1/CR2"]


def test_one_word_of_a_title_names_none() -> None:
    assert stated(statement("removed", 2, title="attack")).removed == {}


def test_a_title_of_other_words_in_other_order_names_its_entry() -> None:
    assert list(stated(statement("removed", 2, title="attacks upon the hostile computer")).removed) == ["q1/CR2"]


def test_a_title_of_several_entries_names_the_one_of_its_number() -> None:
    twice = edition("q1", member("CR1", FLOODS), member("CR2", FLOODS))
    assert list(stated(statement("removed", 2, "CR2", FLOODS.title), editions=(twice,)).removed) == ["q1/CR2"]


def test_a_title_of_several_entries_without_a_number_names_none() -> None:
    twice = edition("q1", member("CR1", FLOODS), member("CR2", FLOODS))
    assert stated(statement("removed", 2, title=FLOODS.title), editions=(twice,)).removed == {}


def test_a_title_of_several_entries_is_not_overruled_by_the_number_of_another() -> None:
    three = edition("q1", member("CR1", FLOODS), member("CR2", FLOODS), member("CR3", CYBER))
    assert stated(statement("removed", 2, "CR3", FLOODS.title), editions=(three,)).removed == {}


def test_a_statement_on_an_opportunity_does_not_mean_a_risk() -> None:
    assert stated(statement("removed", 2, "CO1", FLOODS.title)).removed == {}


def test_a_statement_without_title_and_number_means_none() -> None:
    assert stated(statement("removed", 2)) == Stated()


def test_an_untitled_entry_is_found_by_its_number_alone() -> None:
    bare = edition("q1", member("CR1"), member("CR2"))
    assert list(stated(statement("removed", 2, "CR2", FLOODS.title), editions=(bare,)).removed) == ["q1/CR2"]


def test_no_edition_answers_to_nothing() -> None:
    assert stated(statement("added", 2, "CR1"), editions=()) == Stated()


def test_every_statement_that_means_an_entry_is_noted() -> None:
    found = stated(
        statement("added", 2, "CR3"), statement("removed", 2, "CR2"), statement("retained", 2, "CR1"),
        statement("amended", 3, "CR3"), statement("removed", 4, "CR99"),
    )  # fmt: skip
    assert found.meant == {
        "2/added/CR3": "q2/CR3", "2/removed/CR2": "q1/CR2", "2/retained/CR1": "q2/CR1", "3/amended/CR3": "q2/CR3",
    }  # fmt: skip
