"""What pages show, from rows by hand: nothing is mixed, nothing is filled in, and what differs is marked."""

from __future__ import annotations

from dataclasses import replace

from extractors.findings import Code
from pipeline.html_report.addresses import Addresses
from pipeline.html_report.differences import pieces
from pipeline.html_report.overview import heat_maps, overview_of
from pipeline.html_report.places import Place
from pipeline.html_report.reviewing import review_of
from pipeline.html_report.searching import search_items
from pipeline.html_report.threads import Said, Step, events_after, steps_of
from pipeline.html_report.values import values_of
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import EntryRow, HistoryRows
from tests.html_report.conftest import contents_of
from tests.pipeline.rows_by_hand import (
    AFTER,
    BEFORE,
    entry,
    event,
    followed,
    later,
    listed,
    printing_words,
    register,
    statements,
)

NORTH = "Northshire Council"


def placed(of: EntryRow, likelihood: int, impact: int) -> EntryRow:
    score = likelihood * impact
    return replace(of, current_score=score, current_likelihood=likelihood, current_impact=impact)


def steps(rows: HistoryRows) -> list[Step]:
    contents = contents_of(rows)
    return steps_of(contents, contents.review.threads[0])


def marks(step: Step, field: str) -> list[tuple[str, str]]:
    said: tuple[Said, ...] = dict(step.said).get(field, ())
    return [(one.mark, "".join(piece.text for piece in one.text)) for one in said]


def test_risks_and_opportunities_have_maps_of_their_own() -> None:
    chance = placed(later("CO1", "chance", kind="opportunity"), 5, 3)
    maps = heat_maps(contents_of(followed(placed(later(), 4, 4), chance)), [register(BEFORE), register(AFTER)])
    assert [one.kind for one in maps] == ["risk", "opportunity"]
    for one in maps:
        held = {row.kind for _, squares in one.rows for square in squares for row in square.entries}
        assert held == {one.kind}


def test_a_score_stands_where_its_likelihood_and_impact_are() -> None:
    (map_,) = heat_maps(contents_of(followed(placed(later(), 4, 3))), [register(AFTER)])
    found = [
        (name, impact, square.score)
        for name, squares in map_.rows
        for impact, square in zip(map_.impacts, squares, strict=True)
        if square.entries
    ]
    assert found == [("4", "3", 12)]


def test_a_score_without_levels_or_with_others_has_no_place() -> None:
    wrong = replace(placed(later("CR2", "other"), 4, 4), current_score=15)
    (map_,) = heat_maps(contents_of(followed(later(), wrong)), [register(AFTER)])
    assert [row.risk_id for row in map_.unplaced] == ["CR1", "CR2"]


def test_organisations_are_kept_apart() -> None:
    south = entry(register_id="southshire-2020-21-q1", lineage_id="southshire/roads")
    rows = replace(followed(later(), south), registers=[register(AFTER), register("southshire-2020-21-q1")])
    contents = contents_of(rows)
    assert contents.organisations == [NORTH, "Southshire Council"]
    for name in contents.organisations:
        page = overview_of(contents, name)
        shown = [*page.now["risk"], *(row for _, cells in page.threads["risk"] for cell in cells for row in cell)]
        assert {row.organisation for row in shown} == {name}


def test_a_superseded_edition_is_not_the_register_now() -> None:
    old, new = register(AFTER, superseded_by=f"{AFTER}-r2"), register(f"{AFTER}-r2", revision=2)
    revised = replace(later(title="Revised"), register_id=new.register_id, entry_id=f"{new.register_id}/CR1")
    rows = replace(followed(later(superseded=True), revised), registers=[register(BEFORE), old, new])
    page = overview_of(contents_of(rows), NORTH)
    assert [row.title for row in page.now["risk"]] == ["Revised"]
    assert page.editions == (register(BEFORE), new)


def test_words_that_differ_are_marked() -> None:
    assert pieces("Roads may flood in winter here", "Roads will flood in winter here") == [
        ("same", "Roads"), ("gone", "may"), ("came", "will"), ("same", "flood in winter here"),
    ]  # fmt: skip
    assert pieces("One\ntwo words of it", "one\ntwo words, of it") == [("same", "one\ntwo words, of it")]
    assert pieces("Nothing stayed", "All is new here") == [("gone", "Nothing stayed"), ("came", "All is new here")]


def test_statements_that_came_and_went_are_marked() -> None:
    first, second = entry(), later()
    said = statements(first, "control", "Gritting in winter nights", "Old plan of the county")
    said += statements(second, "control", "Gritting on winter nights", "Salt is bought early")
    _, step = steps(followed(first, second, said=said))
    assert marks(step, "control") == [
        ("reworded", "Grittinginonwinter nights"), ("added", "Salt is bought early"),
        ("dropped", "Old plan of the county"),
    ]  # fmt: skip


def test_an_action_that_became_a_control_has_moved() -> None:
    first, second = entry(), later()
    said = [*statements(first, "action", "Buy salt early"), *statements(first, "control", "Grit")]
    said += [*statements(second, "action", "Plan"), *statements(second, "control", "Grit", "Buy salt early")]
    _, step = steps(followed(first, second, said=said))
    assert marks(step, "control") == [("same", "Grit"), ("moved", "Buy salt early")]


def test_what_a_report_does_not_list_did_not_go() -> None:
    first, second = entry(), listed()
    _, step = steps(followed(first, second, said=statements(first, "control", "Grit")))
    assert step.said == ()
    assert [value.was for value in step.values] == [None] * len(step.values)
    assert [piece.mark for piece in step.description] == ["same"]


def test_a_field_that_an_edition_prints_for_nobody_did_not_go() -> None:
    first, second = entry(target_date_raw="May 2021"), later()
    said = [*statements(first, "progress", "Begun"), *statements(first, "control", "Grit")]
    said += statements(second, "control", "Grit")
    _, step = steps(followed(first, second, said=said))
    assert marks(step, "progress") == []
    assert {"progress", "target_date"} <= set(step.uncompared)
    assert [value.column for value in step.values if value.was] == []


def test_a_value_that_changed_says_what_it_was() -> None:
    values = {value.column: value for value in values_of(later(current_score=9), entry())}
    assert (values["current_score"].text, values["current_score"].was) == ("9", "16")
    assert values["owners"].was is None


def test_an_event_stands_with_the_edition_that_follows_it() -> None:
    first = entry()
    told, after = event(first, "amended", ("2020/21", 1)), event(first, "removed", ("2020/21", 3))
    contents = contents_of(followed(first, events=(told, after)))
    (thread,) = contents.review.threads
    assert steps_of(contents, thread)[0].events == (told,)
    assert events_after(thread) == [after]


def test_two_things_of_one_name_have_addresses_of_their_own() -> None:
    rows = followed(entry(lineage_id="a/b-c"), entry("CR2", "a-b/c"), later("CR3", "Straße/Ж"))
    assert len(set(Addresses(contents_of(rows)).threads.values())) == 3


def test_what_is_cut_out_of_a_page_holds_the_place_and_lies_on_the_page() -> None:
    for box in ((5, 5, 40, 15), (800, 560, 840, 570), (10, 300, 830, 310), (400, 100, 450, 500)):
        x, y, width, height = Place("", "", 1, (box,)).view(842, 595)
        assert 0 <= x <= box[0] < box[2] <= x + width <= 842
        assert 0 <= y <= box[1] < y + height <= 595
        assert width >= 480


def test_a_heading_in_doubt_has_the_line_that_confirms_it() -> None:
    inferred = FindingRow(
        code=Code.INFERRED_HEADING, severity="warning", register_id=AFTER, field="control", value="Safeguards",
        message="'Safeguards' is read as control, by its words",
    )  # fmt: skip
    rows = replace(followed(later()), findings=[inferred])
    (doubts,) = review_of(contents_of(rows), register(AFTER).organisation, ()).doubts
    assert [doubt.lines for doubt in doubts.found] == [('"Safeguards" = "control"',)]


def test_a_score_is_held_against_the_last_edition_that_gives_it() -> None:
    newest = "northshire-2020-21-q3"
    last = entry("CR4", register_id=newest, current_score=12, target_score=8)
    same = entry("CR5", "same", newest, current_score=16, target_score=8)
    rows = followed(
        entry(), listed("CR3"), last, entry("CR2", "same"), listed("CR6", "same"), same,
        registers=(register(BEFORE), register(AFTER), register(newest)),
    )  # fmt: skip
    moves = overview_of(contents_of(rows), NORTH).movements["risk"]
    assert [kept.after for kept in moves.scores] == [last]
    assert {key: row.register_id for key, row in moves.earlier.items()} == {(last.entry_id, "current_score"): BEFORE}
    assert [kept.after for kept in moves.others] + [kept.after for kept in moves.same] == [same]


def test_whatever_words_an_entry_prints_can_be_searched_for() -> None:
    held, words = printing_words()
    contents = contents_of(held)
    found = {text for *_, text, _ in search_items(contents, Addresses(contents))}
    assert found >= set(words.values())
