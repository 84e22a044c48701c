"""Which entries get a new number, are merged or split, as the sentences, lists and tables of a paper state it."""

from __future__ import annotations

import pytest

from normalise.events import Changes
from tests.normalise.events.reading import codes, item, stated, told


@pytest.mark.parametrize(
    "sentence",
    [
        "CR13 has been renumbered as CR4.",
        "CR13 (Home care) has been renumbered CR4 (Home care), as CR4 was free.",
        "CR13 is now CR4.",
        "CR13 becomes CR4.",
        "CR13 Home Care is now numbered CR4.",
        "CR13 has been given the new number CR4.",
        "CR13 has been reviewed and renumbered CR4.",
        "CR4 has been renumbered from CR13.",
        "The risk on home care has been renumbered from CR13 to CR4.",
        "Home Care has been renumbered from CR13 to CR4.",
        "Officers have renumbered CR13 as CR4.",
        "Officers renumbered CR13 to CR4.",
        "It was agreed to renumber CR13 as CR4.",
        "Resolved: That CR13 be renumbered CR4.",
        "Renumbering of CR13 as CR4",
        "CR13 | Home care | Renumbered CR4",
        "CR13 – renumbered CR4",
        "Members noted that CR13 was now CR4.",
        "Since the last report CR13 has been renumbered as CR4.",
        "CR13 (Failure of core systems) has been renumbered CR4.",
        "Renumbered: CR13 to CR4",
        "CR4 (formerly CR13) has been renumbered.",
        "CR4, previously CR13, has been renumbered.",
    ],
)
def test_a_new_number(sentence: str) -> None:
    assert stated(sentence) == ["renumbered CR13 > CR4"]
    assert codes(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "CR13 and CR14 have been renumbered CR4 and CR12 respectively.",
        "CR13 and CR14 are now CR4 and CR12.",
        "CR13 becomes CR4 and CR14 becomes CR12.",
        "CR13 has been renumbered as CR4, and CR14 has been renumbered as CR12.",
        "CR13 to CR14 have been renumbered CR4 and CR12.",
    ],
)
def test_several_new_numbers(sentence: str) -> None:
    assert stated(sentence) == ["renumbered CR13 > CR4", "renumbered CR14 > CR12"]
    assert codes(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "CR5 and CR6 have been merged into CR2.",
        "CR5 and CR6 have been merged to form CR2.",
        "CR5 and CR6 have been combined into a new risk, CR2.",
        "The existing risks CR5 and CR6 have been brought together into one risk (CR2), as both are of care.",
        "Risks CR5 & CR6 were absorbed into the risk on care, CR2.",
        "We have merged CR5 and CR6 into CR2.",
        "Merger of CR5 and CR6 into CR2.",
        "CR5 and CR6 – merged into CR2",
        "CR5 has been merged with CR6 to form CR2 (Care).",
        "CR2 now incorporates CR5 and CR6.",
        "CR2 has been formed by merging CR5 and CR6.",
    ],
)
def test_a_merger(sentence: str) -> None:
    assert stated(sentence) == ["merged CR5 > CR2", "merged CR6 > CR2"]
    assert codes(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("CR7 has been split into CR7 and CR9.", ["split CR7 > CR9"]),
        ("CR7 has been split into two risks: CR7 (Care) and CR9 (Homes).", ["split CR7 > CR9"]),
        ("CR7 has been split into CR7 Home Care and CR9 Care Homes.", ["split CR7 > CR9"]),
        ("We have split CR7 into CR7 and CR9.", ["split CR7 > CR9"]),
        ("CR7 | Care | Split into CR7 and CR9", ["split CR7 > CR9"]),
        ("CR7 was divided into two, CR9 and CR10.", ["split CR7 > CR9", "split CR7 > CR10"]),
        ("CR9 and CR10 were created by splitting CR7.", ["split CR7 > CR9", "split CR7 > CR10"]),
        ("CR9 has been split from CR7.", ["split CR7 > CR9"]),
        ("The risk on Care has been split into CR7 and CR9.", ["split Care > CR7", "split Care > CR9"]),
    ],
)
def test_a_split(sentence: str, changes: list[str]) -> None:
    assert stated(sentence) == changes
    assert codes(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("CR5 and CR6 have been merged into CR2 and CR3 respectively.", ["merged CR5 > CR2", "merged CR6 > CR3"]),
        ("CR2 and CR5 have been merged into CR2.", ["merged CR5 > CR2"]),
        ("The risk on homecare has been merged into CR2.", ["merged homecare > CR2"]),
        ("CR9 has been removed and CR13 has been renumbered CR4.", ["removed CR9", "renumbered CR13 > CR4"]),
        ("CR13 has been renumbered CR4 and CR9 has been removed.", ["renumbered CR13 > CR4", "removed CR9"]),
        ("CR5 has been removed from the register and merged into CR2.", ["removed CR5", "merged CR5 > CR2"]),
        ("C05 is now CO3.", ["renumbered C05 > CO3"]),
    ],
)
def test_what_else_a_sentence_says_is_read_too(sentence: str, changes: list[str]) -> None:
    assert stated(sentence) == changes
    assert codes(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        # no direction, or no telling how many
        "CR5 has been merged into CR2 and CR9.",
        "CR5 and CR6 have been renumbered CR4.",
        "CR13 has been renumbered 4.",
        "Renumbering of CR4 to CR9",
        "CR4 and CR9 have swapped numbers.",
        "CR7 has been split into CR9.",
        "CR7 has been split into CR7 and two new risks.",
        "CR7 has been split into three risks, CR7 and CR9.",
        "CR7 was divided into three, CR9 and CR10.",
        "CR7 and CR8 have been split into CR9 and CR10.",
        "CR5 has been merged into CR5.",
        "CR5 has been merged into CO2.",
        # said in a shape of its own
        "CR4 (formerly CR13) and CR12 (was CR14) have been renumbered.",
        "Renumbered: CR13 to CR4, CR14 to CR12.",
        "It was agreed to merge CR5 with CR6 to form CR2.",
        "CR7 has been split to create CR9.",
        # planned, denied, supposed, historic
        "CR5 will be merged into CR2.",
        "CR5 is being merged into CR2.",
        "It is proposed that CR5 be merged into CR2.",
        "Officers recommend merging CR5 into CR2.",
        "CR5 has been merged into CR2, subject to approval.",
        "CR5 has been merged into CR2 for the time being.",
        "CR5 has been merged into CR2, but this was later reversed.",
        "The merger of CR5 into CR2 was rejected.",
        "Members asked whether CR5 had been merged into CR2.",
        "Members believed that CR5 had been merged into CR2.",
        "Has CR5 been merged into CR2?",
        "If CR5 is merged into CR2, the plan lapses.",
        "CR5 was merged into CR2 last year.",
        "CR5 was merged into CR2 in May 2018.",
        "CR13 will become CR4.",
        "CR13 becomes CR4 once Cabinet agrees.",
        "CR13 was renumbered CR4 in the previous register.",
        "CR4 was previously CR13.",
        "CR4 (formerly CR13) has been updated.",
        "CR7 could be split into CR9 and CR10.",
        # not of entries
        "The teams for CR5 and CR6 have been merged into CR2.",
        "The plan that covers CR5 has been merged into CR2.",
        "The plan and CR5 have been merged into CR2.",
        "CR5's actions have been merged into CR2.",
        "CR5 actions have been merged into CR2.",
        "CR5 Partnership Board has been merged into CR2.",
        "CR5 has been merged into CR2's plan.",
        "CR5 has been merged into CR2 controls.",
        "Part of CR5 has been merged into CR2.",
        "CR2 now incorporates CR5's actions.",
        "CR5 has been merged into CR2 in the directorate risk register.",
        "The budget for CR7 has been split between CR9 and CR10.",
        "The team behind CR7 has been split into CR9 and CR10.",
        "The number of actions for CR13 is now CR4.",
        "Our top concern is now CR4.",
        "CR13 is now CR4 in order of score.",
        "An emerging risk about buses has been merged into CR2.",
    ],
)
def test_what_is_not_plainly_done_to_entries_is_left_to_a_reader(sentence: str) -> None:
    assert stated(sentence) == []
    assert "event_unclear" in codes(sentence)


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("CR13 is now CR4, as the old CR4 has been removed.", ["renumbered CR13 > CR4"]),
        ("CR5 has been removed, as it has been merged into CR2.", ["removed CR5"]),
        ("CR9 has been added, having been split from CR7.", ["added CR9"]),
        ("CR7 has been split into CR7 and CR9 and CR11 has been removed.", []),
    ],
)
def test_what_is_plain_is_read_and_the_rest_left_to_a_reader(sentence: str, changes: list[str]) -> None:
    assert stated(sentence) == changes
    assert "event_unclear" in codes(sentence)


def test_what_is_denied_is_no_change_and_not_unclear() -> None:
    assert set(codes("CR5 has not been merged into CR2.")) == {"no_change_stated"}


def test_what_is_merged_of_other_things_is_no_matter() -> None:
    assert told("The two trusts have been merged and the budget was split between services.") == Changes()


def test_what_a_sentence_says_besides_is_reported_where_it_cannot_be_stated() -> None:
    sentence = "CR5 has been merged into CR2 and its score has been reduced from 16 to 12."
    assert stated(sentence) == ["merged CR5 > CR2"]
    assert codes(sentence) == ["event_unclear"]


@pytest.mark.parametrize("lead", ["Renumbering", "The following risks have been renumbered:", "New risk numbers:"])
def test_a_list_of_new_numbers(lead: str) -> None:
    items = (
        item("CR13 → CR4"),
        item("CR14 to CR12"),
        item("CR15 (Home care) is now CR3;"),
    )
    assert stated(lead, *items) == ["renumbered CR13 > CR4", "renumbered CR14 > CR12", "renumbered CR15 > CR3"]
    assert codes(lead, *items) == []


@pytest.mark.parametrize("row", ["CR13 → CR4", "CR13 to CR4", "CR13 -> CR4"])
def test_two_numbers_alone_say_nothing(row: str) -> None:
    assert stated("Changes:", item(row)) == []


def test_what_may_be_a_run_of_numbers_is_left_to_a_reader() -> None:
    assert stated("Renumbering", item("CR4 to CR9")) == []
    assert "event_unclear" in codes("Renumbering", item("CR4 to CR9"))


def test_a_heading_of_numbers_needs_no_list() -> None:
    assert codes("Renumbering", "The chair thanked everyone.") == []


def test_a_list_below_the_entry_that_they_were_merged_into() -> None:
    lines = ("The following have been merged into CR2:", item("CR5 – Home care"), item("CR6 (Buses)"))
    assert stated(*lines) == ["merged CR5 > CR2", "merged CR6 > CR2"]
    assert codes(*lines) == []


@pytest.mark.parametrize("lead", ["Proposed changes", "It is recommended that:"])
def test_what_stands_below_a_proposal_is_one(lead: str) -> None:
    assert stated(lead, item("CR5 merged into CR2")) == []
    assert codes(lead, item("CR5 merged into CR2")) == ["event_unclear"]


@pytest.mark.parametrize(
    "rows",
    [
        ("Old number | New number | Title", "CR13 | CR4 | Home care", "CR1 | CR1 | Money"),
        ("Title | Current risk ID | Previous risk ID", "Home care | CR4 | CR13", "Money | CR1 | CR1"),
    ],
)
def test_a_table_of_old_and_new_numbers(rows: tuple[str, ...]) -> None:
    (change,) = told(*rows).changes
    assert (change.event, change.id_raw, change.other_id_raw, change.title) == (
        "renumbered",
        "CR13",
        "CR4",
        "Home care",
    )


def test_of_an_entry_under_its_heading() -> None:
    assert stated("CR13 – Home care", "This risk has been renumbered as CR4.") == ["renumbered CR13 > CR4"]


def test_the_same_said_twice_is_one_and_of_another_entry_is_another() -> None:
    lines = (
        "CR5 has been merged into CR2.",
        "CR 5 and CR6 have been merged into CR2.",
        "CR6 has been merged into CR3.",
    )
    assert stated(*lines) == ["merged CR5 > CR2", "merged CR6 > CR2", "merged CR6 > CR3"]


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("CR7 has been merged with CR8.", ["merged CR7"]),
        ("CR7 has been merged with CR8 as both are about care.", ["merged CR7"]),
        ("CR7 and CR8 have been merged.", ["merged CR7", "merged CR8"]),
    ],
)
def test_which_of_merged_entries_remains_is_not_guessed(sentence: str, changes: list[str]) -> None:
    assert stated(sentence) == changes
    assert codes(sentence) == ["event_unclear"]
