"""One cell may say several things: each is told by its label, its number or its place, and nothing is lost."""

from __future__ import annotations

import pytest

from extractors.document import Cell, plain
from extractors.layouts.columns import Column
from extractors.layouts.parts import APART, levels_in, parts_of
from extractors.vocabulary.identifiers import IN_CELL
from tests.layouts.tables import lines, table

STORY = ("cause", "description", "consequence")


def parts(text: str, *names: str, numbered: bool = False, dated: bool = False) -> dict[str, str]:
    cell, column = Cell(0, 0, lines(text)), Column(names, "", numbered=numbered, dated=dated)
    return {name: plain(said) for name, said in parts_of(cell, column, IN_CELL)}


@pytest.mark.parametrize("text", ["Cause: ice", "Ice – and snow", "1. Ice"])
def test_a_column_of_one_field_has_its_cells_whole(text: str) -> None:
    assert parts(text, "control") == {"control": text}


@pytest.mark.parametrize("between", [": ", " - ", " – ", ":\n", "\n"])
def test_labels_part_a_cell(between: str) -> None:
    text = f"Cause{between}Ice\nRisk{between}A fall\nConsequence{between}A claim\nand a cast"
    assert parts(text, *STORY) == {"cause": "Ice", "description": "A fall", "consequence": "A claim\nand a cast"}


def test_labels_part_a_cell_of_descriptions_though_its_heading_names_no_more() -> None:
    text = "Cause: Ice\nEffect: A claim"
    assert parts(text, "description") == {"description": "", "cause": "Ice", "consequence": "A claim"}


def test_what_stands_before_the_first_label_is_of_the_first_field() -> None:
    assert parts("Icy lanes\nCause: Ice\nEffect: A claim", "description")["description"] == "Icy lanes"


def test_one_label_among_prose_parts_nothing() -> None:
    text = "Ice on the lanes\nControl: there is none"
    assert parts(text, "description") == {"description": text}


def test_a_word_before_a_colon_that_is_no_label_stays_where_it_is() -> None:
    assert parts("Cause: Ice\nThree places: pier, lane, quay", *STORY)["cause"] == "Ice\nThree places: pier, lane, quay"


def test_what_is_behind_a_label_that_the_history_has_no_field_for_is_apart() -> None:
    found = parts("Cause: Ice\nLast reviewed: 1 May 2030\nEffect: A claim", *STORY)
    assert found == {
        "cause": "Ice", "description": "", "consequence": "A claim", APART: "Last reviewed: 1 May 2030",
    }  # fmt: skip


def test_an_owner_behind_a_label_is_the_owner() -> None:
    found = parts("Icy lanes\nOwner: Clerk of works", "title")
    assert found == {"title": "Icy lanes", "owner": "Clerk of works"}


def test_the_numbers_of_a_heading_part_its_cells() -> None:
    found = parts("1. Ice\nand snow\n2) A fall\n(3) A claim", *STORY, numbered=True)
    assert found == {"cause": "Ice\nand snow", "description": "A fall", "consequence": "A claim"}


def test_what_stands_before_the_first_number_is_the_title() -> None:
    assert parts("Icy lanes\n1. Ice", *STORY, numbered=True)["title"] == "Icy lanes"


def test_a_number_beyond_those_of_the_heading_parts_nothing() -> None:
    assert parts("1. Ice\n12. of May", *STORY, numbered=True)["cause"] == "Ice\n12. of May"


def test_numbers_under_a_heading_that_has_none_are_of_the_text() -> None:
    assert parts("1. Ice\n2. Snow", *STORY) == {"cause": "1. Ice\n2. Snow", "description": "", "consequence": ""}


def test_by_its_place_the_first_line_is_the_title_and_the_last_the_owner() -> None:
    found = parts("F1\nIcy lanes\nWater freezes at night.\nClerk of works", "id", "title", "description", "owner")
    assert found == {
        "id": "F1", "title": "Icy lanes", "description": "Water freezes at night.", "owner": "Clerk of works",
    }  # fmt: skip


def test_a_last_line_that_is_a_sentence_is_no_owner() -> None:
    found = parts("Icy lanes\nWater freezes at night.", "title", "owner")
    assert found == {"title": "Icy lanes\nWater freezes at night.", "owner": ""}


@pytest.mark.parametrize("printed", ["F1", "SR36", "FIN-2021-07", "Corp 2"])
@pytest.mark.parametrize("between", [" ", ": ", " – ", "\n", ". "])
def test_an_identifier_before_a_title_is_taken_from_it(printed: str, between: str) -> None:
    assert parts(f"{printed}{between}Icy lanes", "id", "title") == {"id": printed, "title": "Icy lanes"}


@pytest.mark.parametrize("printed", ["Risk #4", "Risk 4", "Risk no. 4"])
def test_the_word_for_what_a_number_identifies_is_not_part_of_it(printed: str) -> None:
    assert parts(f"{printed}: Icy lanes", "id", "title") == {"id": "4", "title": "Icy lanes"}


def test_a_title_without_an_identifier_is_whole() -> None:
    assert parts("Icy lanes", "id", "title") == {"id": "", "title": "Icy lanes"}


def test_a_date_beside_an_owner_is_no_owner() -> None:
    assert parts("Clerk of works\n1 May 2030", "owner", dated=True) == {"owner": "Clerk of works"}
    assert parts("Clerk of works\n1 May 2030", "owner") == {"owner": "Clerk of works\n1 May 2030"}


def test_an_empty_cell_gives_each_field_without_lines() -> None:
    assert parts("", "id", "title", "owner") == {"id": "", "title": "", "owner": ""}


def test_a_member_beside_an_officer_is_no_owner() -> None:
    text = "Officer: Head of Roads\nMember: Portfolio Holder for Highways"
    assert parts(text, "owner") == {"owner": "Head of Roads", APART: "Member: Portfolio Holder for Highways"}
    assert parts("Lead Officer: Schools", "owner") == {"owner": "Lead Officer: Schools"}


def test_beside_a_score_may_stand_how_it_moves_and_by_when_it_is_reached() -> None:
    levels = "Likelihood: 3\nImpact: 4\nScore: 12"
    assert parts(f"{levels}\nMovement: Up", "current_score") == {"current_score": levels, "direction": "Up"}
    read = parts(f"{levels}\nBy: December 2022", "target_score")
    assert read == {"target_score": levels, "target_date": "December 2022"}


@pytest.mark.parametrize("across", [True, False])
def test_a_small_table_inside_a_cell_gives_a_score_and_its_levels(across: bool) -> None:
    pairs = [("Likelihood", "3"), ("Impact", "4"), ("Score", "12")]
    inner = table(*zip(*pairs, strict=True)) if across else table(*pairs)
    found = {name: plain(said) for name, said in levels_in(inner, "target_score").items()}
    assert found == {"target_likelihood": "3", "target_impact": "4", "target_score": "12"}


def test_another_table_inside_a_cell_gives_no_levels() -> None:
    assert levels_in(table(("Year", "Cost"), ("2021", "40")), "target_score") == {}


def test_how_a_risk_is_dealt_with_is_set_apart_from_the_action_below_it() -> None:
    column = Column(("action",), "Treat, Tolerate, Terminate or Transfer")
    cell = Cell(0, 0, lines("Treat\nAsk the clerk"))
    said = [(name, [line.text for line in part]) for name, part in parts_of(cell, column, IN_CELL)]
    assert said == [("action", ["Ask the clerk"]), ("apart", ["Treat"])]
