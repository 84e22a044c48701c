"""Threads get readable names that they keep."""

from __future__ import annotations

import pytest

from normalise.lineage.member import Member
from normalise.lineage.pairs import Thread
from normalise.lineage.slugs import name_threads, slug_of
from tests.normalise.lineage.by_hand import edition, member


def thread(*titles: str, number: str = "CR1", slug: str | None = None, first: int = 1) -> Thread:
    """A thread with an entry of each title, from quarter ``first`` on, of one number."""
    members: list[Member] = []
    for quarter, title in enumerate(titles, first):
        members += edition(f"q{quarter}", member(number, title=title)).members
    return Thread(members, slug)


# Of what a slug is made.


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Failure to recruit Social Work staff", "recruit-social-work-staff"),
        ("Delivering major projects/schemes on time", "major-projects-schemes-time"),
        ("The council's “winter” plan – 2019/20", "councils-winter-plan-2019"),
        ("Rivers becks lakes ponds ditches and drains", "rivers-becks-lakes-ponds"),
        ("Café", "cafe"),
        ("Risks", "risks"),
        ("To be or not to be", "to-be-or-not"),
        ("Ризик повені", ""),
        ("…", ""),
        ("", ""),
    ],
)
def test_a_slug_is_made_of_the_first_telling_words(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_thread_is_named_after_its_first_title() -> None:
    assert name_threads([thread("River flooding", "Storms")], {}) == ["river-flooding"]


@pytest.mark.parametrize("title", ["", "Ризик повені"])
def test_a_thread_that_no_slug_can_be_made_for_is_named_after_its_number(title: str) -> None:
    assert name_threads([thread(title, number="CORP4")], {}) == ["corp4"]


# Two of one title.


def test_two_threads_of_one_title_get_different_slugs() -> None:
    two = [thread("River flooding"), thread("River flooding", number="CR2"), thread("River flooding", number="CR3")]
    assert name_threads(two, {}) == ["river-flooding", "river-flooding-2", "river-flooding-3"]


def test_an_opportunity_of_a_risks_title_says_so() -> None:
    two = [thread("River flooding"), thread("River flooding", number="CO1")]
    assert name_threads(two, {}) == ["river-flooding", "river-flooding-opportunity"]


def test_a_slug_of_the_crosswalk_is_given_to_no_other_thread() -> None:
    assert name_threads([thread("River flooding")], {}, ["river-flooding"]) == ["river-flooding-2"]


def test_a_slug_of_a_curated_thread_is_its_own_wherever_it_stands() -> None:
    two = [thread("River flooding"), thread("Storms", number="CR2", slug="river-flooding")]
    assert name_threads(two, {}) == ["river-flooding-2", "river-flooding"]


# What is kept.


def test_a_thread_keeps_its_slug_when_an_older_paper_begins_it() -> None:
    known = {"q2/CR1": ("river-flooding", "River flooding")}
    assert name_threads([thread("Storms and downpours", "River flooding")], known) == ["river-flooding"]


def test_a_thread_keeps_its_slug_when_a_new_paper_goes_on_with_it() -> None:
    known = {"q1/CR1": ("old-name", "River flooding")}
    assert name_threads([thread("River flooding", "Storms")], known) == ["old-name"]


def test_a_new_thread_does_not_take_the_slug_of_one_that_is_known() -> None:
    known = {"q2/CR2": ("river-flooding", "Rivers in flood")}
    two = [thread("River flooding"), thread("Rivers in flood", number="CR2", first=2)]
    assert name_threads(two, known) == ["river-flooding-2", "river-flooding"]


def test_the_slug_of_a_thread_that_is_gone_is_not_given_to_a_new_one() -> None:
    known = {"q9/CR1": ("river-flooding", "River flooding")}
    assert name_threads([thread("River flooding")], known) == ["river-flooding-2"]


@pytest.mark.parametrize("title", ["River-flooding", "River flooding in towns", "Greater river flooding"])
def test_a_title_that_is_read_more_fully_or_otherwise_pointed_keeps_its_slug(title: str) -> None:
    assert name_threads([thread(title)], {"q1/CR1": ("old-name", "River flooding")}) == ["old-name"]


def test_an_entry_of_a_replaced_paper_does_not_inherit() -> None:
    known = {"q1/CR1": ("river-flooding", "River flooding")}
    assert name_threads([thread("Rural buses")], known) == ["rural-buses"]


def test_case_and_blanks_of_a_title_may_be_read_anew() -> None:
    known = {"q1/CR1": ("old-name", "River flooding")}
    assert name_threads([thread("RIVER  FLOODING")], known) == ["old-name"]


def test_an_untitled_thread_keeps_its_slug() -> None:
    assert name_threads([thread("", number="CR7")], {"q1/CR7": ("cr7-2", "")}) == ["cr7-2"]


def test_of_two_threads_that_were_one_the_earlier_keeps_the_slug() -> None:
    known = {"q1/CR1": ("old-name", "River flooding"), "q2/CR2": ("old-name", "Storms")}
    two = [thread("River flooding"), thread("Storms", number="CR2", first=2)]
    assert name_threads(two, known) == ["old-name", "storms"]


def test_a_thread_that_was_two_takes_the_slug_of_the_earlier() -> None:
    known = {"q1/CR1": ("one", "River flooding"), "q2/CR1": ("other", "Storms")}
    assert name_threads([thread("River flooding", "Storms")], known) == ["one"]


def test_the_crosswalk_names_a_thread_anew() -> None:
    known = {"q1/CR1": ("old-name", "River flooding")}
    assert name_threads([thread("River flooding", slug="weather")], known) == ["weather"]


def test_naming_again_what_was_named_changes_nothing() -> None:
    every = [thread("River flooding"), thread("River flooding", number="CO1"), thread("River flooding", number="CR2")]
    slugs = name_threads(every, {})
    entries = [one.members[0] for one in every]
    known = {entry.entry_id: (slug, entry.title) for entry, slug in zip(entries, slugs, strict=True)}
    assert name_threads(every[::-1], known) == slugs[::-1]
