"""A summary profile becomes rows, and is held against the cards of its edition."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from extractors.records import Profile, ProfileLine
from pipeline.build import build_history
from pipeline.store.checks import check_history
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import HistoryRows
from tests.pipeline.by_hand import card, cards_paper, profile_line

RED, AMBER, GREEN, BLUE = "#ff0000", "#ffc000", "#92d050", "#4472c4"


def history(*lines: ProfileLine, **about: Any) -> HistoryRows:
    built, _ = build_history([cards_paper(card(), profile=lines, **about)])
    assert check_history(built) == []
    return built


def found(built: HistoryRows, code: str) -> list[FindingRow]:
    return [row for row in built.findings if row.code == code]


def test_a_line_is_a_row_with_its_ratings_read_from_the_colours() -> None:
    (row,) = history(profile_line(fills=f"{RED} {AMBER} {GREEN}")).profiles
    assert (row.register_id, row.risk_id, row.id_raw) == ("lancashire-2021-22-q4", "CORP1", "Corp1")
    assert (row.current_score, row.target_score, row.target_date) == (12, 8, date(2022, 3, 31))
    assert (row.confidence_q1, row.confidence_q2, row.confidence_q3, row.confidence_q4) == (
        "red",
        "amber",
        "green",
        None,
    )
    assert (row.direction_raw, row.direction, row.page) == ("+ve", "improving", 3)
    assert row.locator == "profile, table 2, row 2"


def test_a_profile_that_agrees_with_its_cards_is_no_finding() -> None:
    assert found(history(profile_line(target_date="March 20 22")), "profile_conflict") == []


def test_a_title_and_a_date_that_differ_are_named_with_both_values() -> None:
    built = history(profile_line(title="Another", target_date="June 2022"))
    title, day = found(built, "profile_conflict")
    assert title.message == (
        "Corp 1: the title is 'Title of Corp 1' in the register and 'Another' in the summary profile"
    )
    assert (day.field, day.value) == ("target_date_raw", "June 2022")
    assert (day.entry_id, day.page) == ("lancashire-2021-22-q4/CORP1", 3)


def test_an_entry_in_one_of_the_two_alone_is_reported() -> None:
    built = history(profile_line("Corp2"))
    assert sorted(row.message for row in found(built, "profile_conflict")) == [
        "Corp 1 is in the register and not in the summary profile",
        "Corp2 is in the summary profile and not in the register",
    ]


def test_another_colour_is_no_rating_and_is_reported() -> None:
    built = history(profile_line(fills=BLUE))
    assert built.profiles[0].confidence_q1 is None
    (finding,) = found(built, "confidence_unclear")
    assert (finding.field, finding.value) == ("confidence_q1", BLUE)


def test_a_line_that_cannot_be_identified_is_left_out_and_reported() -> None:
    built = history(profile_line(), profile_line(), profile_line("XY9"))
    assert [row.risk_id for row in built.profiles] == ["CORP1"]
    assert found(built, "duplicate_id")
    assert found(built, "unknown_id")


def test_a_profile_alone_gives_the_entries_it_lists_in_summary() -> None:
    read = cards_paper(profile=(profile_line(),))
    titled = Profile("Summary Risk Profile Q3 2021/22", read.profiles[0].place, read.profiles[0].lines)
    built, _ = build_history([replace(read, profiles=(titled,))])
    assert check_history(built) == []
    (entry,) = built.entries
    assert (entry.entry_id, entry.detail, entry.current_score) == (
        "lancashire-2021-22-q3/CORP1",
        "summary",
        12,
    )
    assert [row.register_id for row in built.profiles] == ["lancashire-2021-22-q3"]
    assert built.registers[0].layout == "report"


def test_a_line_has_the_period_of_its_edition_and_the_key_and_thread_of_its_entry() -> None:
    built = history(profile_line(), profile_line("Corp2"))
    (entry,) = built.entries
    with_entry, without = built.profiles
    assert (with_entry.entry_id, with_entry.lineage_id) == (entry.entry_id, entry.lineage_id)
    assert with_entry.lineage_id is not None
    assert (without.entry_id, without.lineage_id) == (None, None)
    assert {(row.fiscal_year, row.quarter, row.period_end) for row in built.profiles} == {
        ("2021/22", 4, date(2022, 3, 31))
    }


def test_a_line_of_a_number_that_two_entries_have_is_of_neither() -> None:
    built, _ = build_history([cards_paper(card(), card(), profile=(profile_line(),))])
    assert [row.entry_id for row in built.profiles] == [None]
