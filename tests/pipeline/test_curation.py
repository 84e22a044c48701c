"""A line of the crosswalk holds for the one entry it was written for, or is found to hold for none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from normalise.lineage.crosswalk import Crosswalk, CrosswalkLine, read_crosswalk
from normalise.lineage.follow import follow
from normalise.lineage.member import Edition, Member
from normalise.lineage.stated import Stated
from pipeline.merge.curation import curate
from tests.normalise.lineage.by_hand import COUNCIL, CYBER, FLOODS, member

Q2 = "lancashire-2019-20-q2"
REVISED = f"{Q2}-r2"
FLOODED = f"floods,{Q2},CR1,{FLOODS.title},continues,read by hand,"


def issue(register_id: str, *members: Member, organisation: str = COUNCIL) -> Edition:
    """An edition under its real key, or a revision of it."""
    placed = tuple(replace(one, entry_id=f"{register_id}/{one.entry_id}", register_id=register_id) for one in members)
    return Edition(register_id, organisation, 8000, placed, register_id.removesuffix("-r2"))


EDITION = issue(Q2, member("CR1", FLOODS), member("CR2", CYBER))


def crosswalk(*lines: str) -> Crosswalk:
    return read_crosswalk("\n".join(("lineage,edition,id,title,relation,evidence,note", *lines)), "mine.csv")


def held(curated: dict[str, list[CrosswalkLine]]) -> dict[str, list[str]]:
    """The lineages that each entry's lines name."""
    return {entry: [line.lineage for line in lines] for entry, lines in curated.items()}


def found(crosswalk: Crosswalk, *editions: Edition) -> list[tuple[str, str]]:
    """Each finding: its code and message."""
    return [(row.code, row.message) for row in curate(crosswalk, editions)[1]]


# The entry that is meant.


def test_a_line_is_held_for_its_entry() -> None:
    curated, findings = curate(crosswalk(FLOODED), [EDITION])
    assert (held(curated), findings) == ({f"{Q2}/CR1": ["floods"]}, [])


def test_part_of_its_title_names_an_entry() -> None:
    assert f"{Q2}/CR1" in curate(crosswalk(FLOODED.replace(FLOODS.title, "river towns")), [EDITION])[0]


def test_of_two_entries_of_one_number_the_title_tells_which_is_meant() -> None:
    twice = issue(Q2, member("CR1", CYBER), member("CR1", FLOODS, entry="CR1-2"))
    assert held(curate(crosswalk(FLOODED), [twice])[0]) == {f"{Q2}/CR1-2": ["floods"]}


def test_of_two_titles_that_a_line_names_the_whole_one_is_meant() -> None:
    twice = issue(Q2, member("CR1", FLOODS, f"{FLOODS.title} again"), member("CR1", FLOODS, entry="CR1-2"))
    assert held(curate(crosswalk(FLOODED), [twice])[0]) == {f"{Q2}/CR1-2": ["floods"]}


def test_a_line_that_could_mean_two_entries_is_held_for_neither() -> None:
    twice = issue(Q2, member("CR1", FLOODS), member("CR1", FLOODS, entry="CR1-2"))
    assert curate(crosswalk(FLOODED), [twice])[0] == {}
    assert found(crosswalk(FLOODED), twice) == [
        (
            "crosswalk_unmatched",
            f"mine.csv, line 2: {Q2} has more than one CR1 '{FLOODS.title}'; the line is not applied",
        )
    ]


def test_two_lines_that_give_one_entry_two_threads_are_not_both_held() -> None:
    both = crosswalk(FLOODED, FLOODED.replace("floods,", "rivers,").replace(FLOODS.title, "river towns"))
    assert held(curate(both, [EDITION])[0]) == {f"{Q2}/CR1": ["floods"]}
    assert found(both, EDITION) == [
        ("crosswalk_unmatched", f"mine.csv, line 3: CR1 of {Q2} continues floods by line 2; the line is not applied")
    ]


# Revisions.


def test_a_line_holds_for_a_revision_too() -> None:
    curated, _ = curate(crosswalk(FLOODED), [EDITION, issue(REVISED, member("CR1", FLOODS))])
    assert held(curated) == {f"{Q2}/CR1": ["floods"], f"{REVISED}/CR1": ["floods"]}


def test_a_line_does_not_hold_for_a_revision_that_gave_its_number_away() -> None:
    revised = issue(REVISED, member("CR1", CYBER), member("CR2", FLOODS))
    curated, findings = curate(crosswalk(FLOODED), [EDITION, revised])
    assert (held(curated), findings) == ({f"{Q2}/CR1": ["floods"]}, [])


@pytest.mark.parametrize("order", [1, -1])
def test_a_line_on_a_revision_stands_above_the_one_on_what_it_revises(order: int) -> None:
    lines = [FLOODED, FLOODED.replace("floods,", "rivers,").replace(Q2, REVISED)]
    curated, findings = curate(crosswalk(*lines[::order]), [EDITION, issue(REVISED, member("CR1", FLOODS))])
    assert (held(curated), findings) == ({f"{Q2}/CR1": ["floods"], f"{REVISED}/CR1": ["rivers"]}, [])


def test_a_thread_that_another_entry_of_the_revision_continues_is_not_continued_twice() -> None:
    revised = issue(REVISED, member("CR1", FLOODS), member("CR2", CYBER))
    moved = f"floods,{REVISED},CR2,{CYBER.title},continues,read by hand,"
    curated, findings = curate(crosswalk(FLOODED, moved), [EDITION, revised])
    assert (held(curated), findings) == ({f"{Q2}/CR1": ["floods"], f"{REVISED}/CR2": ["floods"]}, [])


def test_a_line_on_a_revision_does_not_hold_for_what_it_revises() -> None:
    curated, _ = curate(crosswalk(FLOODED.replace(Q2, REVISED)), [EDITION, issue(REVISED, member("CR1", FLOODS))])
    assert held(curated) == {f"{REVISED}/CR1": ["floods"]}


def test_a_relation_stated_for_an_edition_and_of_its_revision_is_one_link_each() -> None:
    def split(edition: str) -> str:
        return f"floods,{edition},CR2,{CYBER.title},split,read by hand,"

    before = issue("lancashire-2019-20-q1", member("CR1", FLOODS))
    revised = issue(REVISED, member("CR1", FLOODS), member("CR2", CYBER))
    lines = crosswalk(FLOODED.replace(Q2, "lancashire-2019-20-q1"), split(Q2), split(REVISED))
    editions = [before, EDITION, revised]
    links = follow(editions, curate(lines, editions)[0], Stated()).links
    assert [link.to_entry_id for link in links if link.relation == "split"] == [f"{Q2}/CR2", f"{REVISED}/CR2"]


# Lines without effect.


def test_a_line_on_a_number_that_its_edition_lacks_is_found() -> None:
    (finding,) = curate(crosswalk(FLOODED.replace("CR1", "CR7")), [EDITION])[1]
    assert (finding.code, finding.register_id, finding.value) == ("crosswalk_unmatched", Q2, "CR7")
    assert finding.message.startswith("mine.csv, line 2: ")


def test_the_finding_of_a_line_on_an_edition_that_only_its_revision_stands_for_names_the_revision() -> None:
    (finding,) = curate(crosswalk(FLOODED.replace("CR1", "CR7")), [issue(REVISED, member("CR1", FLOODS))])[1]
    assert finding.register_id == REVISED


def test_a_line_written_for_another_title_is_found_and_not_held() -> None:
    curated, (finding,) = curate(crosswalk(FLOODED.replace("CR1", "CR2")), [EDITION])
    assert curated == {}
    assert (finding.code, finding.entry_id, finding.value) == ("crosswalk_retitled", f"{Q2}/CR2", FLOODS.title)
    assert finding.message.startswith(f"mine.csv, line 2: CR2 of {Q2} is '{CYBER.title}' now")


def test_a_line_on_an_entry_that_has_no_title_any_more_is_found() -> None:
    assert found(crosswalk(FLOODED), issue(Q2, member("CR1", FLOODS, ""))) == [
        (
            "crosswalk_retitled",
            f"mine.csv, line 2: CR1 of {Q2} is untitled now, not '{FLOODS.title}'; the line is not applied",
        )
    ]


def test_every_absent_edition_is_in_one_finding() -> None:
    q3, q4 = (FLOODED.replace("q2", quarter) for quarter in ("q3", "q4"))
    more = q4.replace("CR1", "CR2").replace("floods,", "rivers,")
    assert found(crosswalk(q4, more, q3, FLOODED), EDITION) == [
        (
            "crosswalk_edition_absent",
            "no paper here holds lancashire-2019-20-q3, lancashire-2019-20-q4, which mine.csv names",
        )
    ]


def test_a_line_on_a_revision_that_is_absent_is_found() -> None:
    ((code, message),) = found(crosswalk(FLOODED.replace(Q2, REVISED)), EDITION)
    assert (code, REVISED in message) == ("crosswalk_edition_absent", True)


# Other councils.


def test_a_crosswalk_of_another_council_says_nothing() -> None:
    assert curate(crosswalk(FLOODED.replace("lancashire", "east-sussex")), [EDITION]) == ({}, [])


def test_of_a_crosswalk_of_two_councils_the_lines_of_the_absent_one_say_nothing() -> None:
    assert found(crosswalk(FLOODED, FLOODED.replace("lancashire", "east-sussex")), EDITION) == []


def test_a_council_whose_name_begins_another_is_another() -> None:
    assert found(crosswalk(FLOODED.replace("lancashire", "lancashire-2016-17-q1")), EDITION) == []


def test_a_history_without_editions_makes_no_line_absent() -> None:
    assert curate(crosswalk(FLOODED), []) == ({}, [])


def test_findings_say_how_severe_they_are_and_which_column_they_concern() -> None:
    lines = crosswalk(FLOODED.replace("CR1", "CR7"), FLOODED.replace("q2", "q3"))
    findings = curate(lines, [EDITION])[1]
    assert [row.severity for row in findings] == ["error", "warning"]
    assert {row.field for row in findings} == {"lineage_id"}
