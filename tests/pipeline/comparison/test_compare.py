"""What changed between two editions, entry by entry."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.history.comparison.compare import NO_LINEAGE, OTHER_PAIRED, compare
from tests.pipeline.rows_by_hand import (
    AFTER,
    BEFORE,
    as_tuples,
    compared,
    entry,
    event,
    history,
    later,
    link,
    listed,
    register,
    statements,
)


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, str, str | None, str | None]]:
    """What changed in an entry of these values; another holds every column, so that none counts as unprinted."""
    full: dict[str, Any] = {
        "types_raw": "People", "risk_types": ("people",), "direction": "up", "target_date_raw": "May 2021",
        "target_date": date(2021, 5, 31), "target_confidence": "red",
    }  # fmt: skip
    comparison = compared(entry(**before), later(**after), entry("CR2", "parks", **full), later("CR2", "parks", **full))
    return as_tuples(next(kept.changes for kept in comparison.kept if kept.before.risk_id == "CR1"))


def test_the_lineage_tells_what_is_the_same_not_the_number() -> None:
    comparison = compared(entry("CR1"), entry("CR2", "parks"), later("CR2", "roads"), later("CR1", "ports"))
    assert [lone.entry.lineage_id for lone in comparison.removed] == ["parks"]
    assert [lone.entry.lineage_id for lone in comparison.added] == ["ports"]
    assert as_tuples(comparison.kept[0].changes) == [("renumbered", "risk_id", "CR1", "CR2")]


def test_nothing_changed() -> None:
    assert changes({}, {}) == []


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"current_score": 25}, {"current_score": 16}, [("changed", "current_score", "25", "16")]),
        ({"current_score": 25}, {"current_score": None}, [("changed", "current_score", "25", None)]),
        (
            {
                "owners": (
                    "A",
                    "B",
                )
            },
            {
                "owners": (
                    "B",
                    "A",
                )
            },
            [],
        ),
        ({}, {"owners": ("Head of Parks",)}, [("changed", "owners", "Head of Roads", "Head of Parks")]),
        ({"risk_types": ("people",)}, {"risk_types": ("legal",)}, [("changed", "risk_types", "people", "legal")]),
        ({"kind": "risk"}, {"kind": "opportunity"}, [("changed", "kind", "risk", "opportunity")]),
        ({"target_confidence": "red"}, {"target_confidence": None}, [("changed", "target_confidence", "red", None)]),
        ({"title": "Roads"}, {"title": "ROADS."}, []),
        ({"title": "Roads"}, {"title": "Lanes"}, [("reworded", "title", "Roads", "Lanes")]),
    ],
)
def test_a_value_that_differs_is_a_change(before: Any, after: Any, expected: Any) -> None:
    plain = {"description": "Worn surfaces"}
    assert changes(before | plain, after | plain) == expected


def test_likelihood_and_impact_count_where_both_print_them() -> None:
    assert changes({"current_likelihood": 4, "current_impact": 4}, {"current_likelihood": 3}) == [
        ("changed", "current_likelihood", "4", "3")
    ]


def test_a_title_in_the_description_is_not_printed_twice() -> None:
    before = {"title": "Roads", "description": "Roads\nThey wear out"}
    assert changes(before, {"title": "Lanes", "description": "Lanes\nThey wear out"}) == [
        ("reworded", "title", "Roads", "Lanes")
    ]
    assert changes(before, {"title": "Roads", "description": "They wore out"}) == [
        ("reworded", "description", "They wear out", "They wore out")
    ]


def test_a_direction_is_compared_in_its_normal_form_and_a_paragraph_of_it_in_its_words() -> None:
    rising = {"direction_raw": "Rising", "direction": "up"}
    level = {"direction_raw": "Level", "direction": "level"}
    long = {"direction_raw": "The risk is level since the spring", "direction": "level"}
    assert changes(rising, level) == [("changed", "direction", "up", "level")]
    assert changes(level, {"direction_raw": "Static", "direction": "level"})[0][:2] == ("reworded", "direction_raw")
    assert [each[:2] for each in changes(rising, long)] == [("changed", "direction"), ("reworded", "direction_raw")]


def test_a_direction_that_is_plain_in_one_edition_alone_has_changed_and_is_no_rewording() -> None:
    rising = {"direction_raw": "Rising", "direction": "up"}
    prose = {"direction_raw": "Much was done in the last quarter", "direction": None}
    assert changes(rising, prose) == [
        ("changed", "direction", "up", None), ("reworded", "direction_raw", "Rising", prose["direction_raw"]),
    ]  # fmt: skip
    assert changes({"direction_raw": None, "direction": None}, rising) == [("changed", "direction", None, "up")]


def test_a_date_that_means_the_same_day_in_other_words_is_reworded() -> None:
    march = {"target_date_raw": "March 2021", "target_date": date(2021, 3, 31)}
    both = {"target_date_raw": "March 2021/Ongoing", "target_date": date(2021, 3, 31)}
    june = {"target_date_raw": "June 2021", "target_date": date(2021, 6, 30)}
    assert changes(march, both) == [("reworded", "target_date_raw", "March 2021", "March 2021/Ongoing")]
    assert changes(march, june) == [("changed", "target_date", "March 2021", "June 2021")]


def test_changes_have_the_places_of_both_papers() -> None:
    (kept,) = compared(entry(), later(current_score=9, page_first=None, page_last=None)).kept
    assert (kept.changes[0].place_before, kept.changes[0].place_after) == ("3–4", "table 1, row 2")


def test_what_a_list_in_a_report_leaves_out_is_neither_gone_nor_new() -> None:
    before = entry()
    comparison = compared(before, listed(title="Roads"), said=statements(before, "control", "Audits"))
    (kept,) = comparison.kept
    assert as_tuples(kept.changes) == [("reworded", "title", "Road repairs", "Roads")]
    assert kept.uncompared == ("description", "statements", "current_score", "target_score", "owners")
    assert comparison.unprinted == ()


def test_a_score_that_a_report_gives_is_compared() -> None:
    (kept,) = compared(entry(), listed(current_score=9)).kept
    assert as_tuples(kept.changes) == [("changed", "current_score", "16", "9")]


def test_a_column_that_one_edition_does_not_print_is_not_compared() -> None:
    comparison = compared(entry(direction="up", direction_raw="Rising"), later())
    assert comparison.unprinted == ((1, "direction"),)
    assert comparison.kept[0].changes == ()


def test_an_entry_without_lineage_is_compared_with_nothing() -> None:
    comparison = compared(entry(lineage_id=None), later(lineage_id=None))
    assert comparison.kept == ()
    assert [lone.remark for lone in comparison.removed + comparison.added] == [NO_LINEAGE, NO_LINEAGE]


def test_of_two_entries_of_a_lineage_the_more_alike_is_paired() -> None:
    comparison = compared(entry(), later("CR1", title="Bridges", description="Bridges"), later("CR2"))
    assert comparison.kept[0].after.risk_id == "CR2"
    assert [(lone.entry.risk_id, lone.remark) for lone in comparison.added] == [("CR1", OTHER_PAIRED)]


def test_the_number_decides_between_equals() -> None:
    comparison = compared(entry("CR1"), entry("CR2"), later("CR2"), later("CR1"))
    assert [as_tuples(kept.changes) for kept in comparison.kept] == [[], []]


def test_a_risk_that_was_absent_says_where_it_was_before_and_one_that_returns_where_later() -> None:
    first, last = "northshire-2019-20-q4", "northshire-2020-21-q3"
    back, off = later("CR5", "parks"), entry("CR2", "lanes")
    others = (entry("CR9", "parks", first), entry("CR7", "lanes", last))
    comparison = compared(back, off, *others)
    assert [lone.remark for lone in comparison.added] == ["on the register before, as CR9 of 2019/20 Q4"]
    assert [lone.remark for lone in comparison.removed] == ["on the register later, as CR7 of 2020/21 Q3"]


def test_the_lineage_says_what_became_of_an_entry_and_what_it_came_from() -> None:
    merged, into, split = entry("CR9", "lanes"), later(), later("CR3", "ports")
    links = (link(merged, into, "merged"), link(entry(), split, "split"), link(merged, split, "related", "proposed"))
    comparison = compared(merged, entry(), into, split, links=links)
    assert [(each.words, each.other.entry_id) for each in comparison.removed[0].links] == [
        ("merged into", f"{AFTER}/CR1"), ("related to", f"{AFTER}/CR3"),
    ]  # fmt: skip
    assert [(each.words, each.other.entry_id) for each in comparison.added[0].links] == [
        ("split from", f"{BEFORE}/CR1"), ("related to", f"{BEFORE}/CR9"),
    ]  # fmt: skip


def test_a_link_by_way_of_an_edition_between_is_found_and_one_outside_is_not() -> None:
    last, beyond = "northshire-2020-21-q3", "northshire-2020-21-q4"
    merged, into = later("CR9", "lanes"), entry("CR2", "roads", last)
    outside = entry("CR8", "ports", beyond)
    tables = history(
        entry("CR9", "lanes"), entry(), merged, later(), into, outside,
        links=(link(merged, into, "merged"), link(into, outside, "split")),
        registers=(register(BEFORE), register(last)),
    )  # fmt: skip
    comparison = compare(tables, *tables.registers)
    assert [(each.words, each.other.entry_id) for each in comparison.removed[0].links] == [
        ("merged into", f"{last}/CR2")
    ]


def test_backwards_the_links_are_the_same() -> None:
    merged, into = entry("CR9", "lanes"), later()
    tables = history(merged, entry(), into, links=(link(merged, into, "merged"),))
    comparison = compare(tables, *reversed(tables.registers))
    assert comparison.backwards
    assert [lone.links[0].words for lone in comparison.added] == ["merged into"]


def test_entries_stand_risks_first_and_by_number() -> None:
    comparison = compared(*(entry(number, None) for number in ("CR10", "CR2")), entry("CO1", None, kind="opportunity"))
    assert [lone.entry.risk_id for lone in comparison.removed] == ["CR2", "CR10", "CO1"]


def test_one_entry_is_asked_for_by_its_number_in_either_edition() -> None:
    comparison = compared(entry("CR1"), entry("CR2", "parks"), later("CORP3"), later("CR2", "parks"))
    assert [kept.after.risk_id for number in ("cr 1", "Corp3") for kept in comparison.narrowed(number).kept] == [
        "CORP3", "CORP3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("quarter", "is_listed"), [(("2020/21", 1), False), (("2020/21", 2), True), (("2020/21", 3), False)]
)
def test_what_papers_state_after_the_first_edition_and_up_to_the_second_is_listed(
    quarter: tuple[str, int], is_listed: bool
) -> None:
    stated = event(later(), "retained", quarter)
    assert compared(entry(), later(), events=(stated,)).stated == ((stated,) if is_listed else ())


def test_what_is_stated_of_another_councils_register_is_not_listed() -> None:
    stated = event(later(), "retained", organisation="Southshire Council")
    assert not compared(entry(), later(), events=(stated,)).stated


def test_narrowed_to_a_number_only_what_is_stated_of_its_risk_is_left() -> None:
    own = event(later("CR2"), "amended", event_id="own")
    formerly = event(entry("CR9"), "retained", event_id="formerly")
    other = event(later("CR3", "parks"), "removed", event_id="other")
    narrowed = compared(entry("CR1"), later("CR2"), events=(own, formerly, other)).narrowed("CR2")
    assert {row.event_id for row in narrowed.stated} == {"own", "formerly"}
