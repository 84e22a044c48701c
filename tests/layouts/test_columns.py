"""What the columns of a table hold: as headings say, else as their neighbours and their cells leave no doubt about."""

from __future__ import annotations

import re

import pytest

from extractors.document import Cell
from extractors.layouts.columns import TableHeading, headings_in, label_fields
from tests.layouts.tables import Content, Row, lines, table

FROST = ("F1", "Frost on the lanes", "Grit is kept", "12", "Clerk of works")
FOG = ("F2", "Fog on the pier", "Lamps are lit", "8", "Harbour master")
KNOWN = ("Ref", "Risk", "Controls", "Current score", "Owner")
"""Headings that name one field each, of ``FROST`` and ``FOG``."""


def group(text: str, columns: int) -> Cell:
    return Cell(0, 0, lines(text), column_span=columns)


def tall(text: str) -> Cell:
    return Cell(0, 0, lines(text), row_span=2)


def heading_of(*rows: Row) -> TableHeading:
    return headings_in(table(*rows))[0]


def beside(heading: str, *cells: str) -> TableHeading:
    """The heading of a register that has, behind all that it needs, one more column of these cells."""
    return heading_of([*KNOWN, heading], *([*row, cell] for row, cell in zip((FROST, FOG), cells, strict=False)))


def field_at(heading: TableHeading, column: int) -> str | None:
    return heading.fields.get(column)


def scored(*headings: str, numbers: str = "12 8 4") -> TableHeading:
    """The heading of a register with these scores."""
    figures = numbers.split()[: len(headings)]
    return heading_of(["Ref", "Risk", "Controls", *headings], ["F1", "Frost on the lanes", "Grit is kept", *figures])


def test_words_of_no_meaning_that_end_with_an_s_of_its_own_are_no_severity() -> None:
    assert label_fields([("CTRL-S", ["Save the file"])]) == [((), "")]


# rows of groups


@pytest.mark.parametrize(
    ("first", "second"), [("Gross", "Target"), ("Inherent risk", "Target risk"), ("Initial score", "Target score")]
)
@pytest.mark.parametrize("total", ["T", "S", "Score", "Total"])
def test_letters_are_of_the_stage_that_their_group_says(first: str, second: str, total: str) -> None:
    heading = heading_of(
        ["", "", group(first, 3), "", group(second, 3)],
        ["Ref", "Risk", "L", "I", total, "Controls", "I", "L", total],
        ["F1", "Frost", "3", "4", "12", "Grit is kept", "4", "2", "8"],
    )
    assert heading.rows == 2
    assert list(heading.fields.values()) == [
        "id", "description", "inherent_likelihood", "inherent_impact", "inherent_score", "control",
        "target_impact", "target_likelihood", "target_score",
    ]  # fmt: skip


def test_names_beside_groups_may_stand_in_cells_of_two_rows() -> None:
    heading = heading_of(
        [tall("Ref"), tall("Risk"), group("Current", 3), tall("Controls")],
        ["", "", "P", "C", "Total", ""],
        ["F1", "Frost", "3", "4", "12", "Grit is kept"],
    )
    assert (heading.rows, heading.entries) == (2, 1)
    assert list(heading.fields.values())[2:] == ["current_likelihood", "current_impact", "current_score", "control"]


def test_an_s_is_the_impact_where_nothing_else_is() -> None:
    heading = heading_of(
        ["", "", group("Current", 3), ""],
        ["Ref", "Risk", "L", "S", "Score", "Controls"],
        ["F1", "Frost", "3", "4", "12", "Grit is kept"],
    )
    assert field_at(heading, 3) == "current_impact"


def test_a_name_that_nobody_knows_leaves_the_groups_what_they_are() -> None:
    heading = heading_of(
        ["", "", group("Target", 3), "", ""],
        ["Ref", "Risk", "L", "Plover", "Score", "Sandpiper", "Controls"],
        ["F1", "Frost", "2", "4", "8", "Salt", "Grit is kept"],
    )
    assert [field_at(heading, at) for at in (2, 4)] == ["target_likelihood", "target_score"]
    assert heading.unknown == {3: "Target Plover", 5: "Sandpiper"}


def test_an_entry_below_wide_cells_is_no_second_row_of_the_heading() -> None:
    heading = heading_of(
        ["Ref", "Risk", group("Current score", 2), group("Controls", 2)],
        ["F1", "Risk of frost", "12", "Red", "Action plan", "Owner"],
    )
    assert (heading.rows, heading.entries) == (1, 1)


def test_owners_and_dates_in_a_group_of_actions_are_those_of_the_actions() -> None:
    heading = heading_of(
        [tall("Ref"), tall("Risk"), tall("Current score"), group("Actions", 3), tall("Owner")],
        ["", "", "", "Description", "Owner", "Date", ""],
        ["F1", "Frost", "12", "Buy salt", "Foreman", "1 May 2030", "Clerk"],
    )
    assert (field_at(heading, 3), heading.columns[4].owner_of, field_at(heading, 6)) == ("action", "action", "owner")
    assert set(heading.apart) == {5}


def test_a_group_may_be_all_that_stands_in_its_row() -> None:
    heading = heading_of(
        ["", "", "", group("Actions", 2)],
        ["Ref", "Risk", "Current score", "Description", "Owner"],
        ["F1", "Frost", "12", "Buy salt", "Foreman"],
    )
    assert (field_at(heading, 3), heading.columns[4].owner_of) == ("action", "action")


def test_a_title_across_some_columns_is_no_group() -> None:
    found = headings_in(table(["", "", group("Risk register", 2), ""], KNOWN, FROST))
    assert list(found) == [1]


# stages of scores


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (("Inherent score", "Residual score"), ("inherent_score", "current_score")),
        (("Residual score", "Target score"), ("current_score", "target_score")),
        (("Inherent score", "Residual score", "Target score"), ("inherent_score", "current_score", "target_score")),
        (("Current score", "Residual score"), ("current_score", "target_score")),
        (("Score", "Residual score"), ("current_score", "target_score")),
        (("Inherent score", "Current score", "Residual score"), ("inherent_score", "current_score", "target_score")),
    ],
)
def test_a_residual_score_is_the_current_one_unless_there_is_another(
    headings: tuple[str, ...], fields: tuple[str, ...]
) -> None:
    assert tuple(scored(*headings).fields.values())[3:] == fields


@pytest.mark.parametrize(
    "text",
    ["Previous score", "Score last quarter", "Last quarter's score", "Prior rating", "Current score last quarter"],
)
def test_a_score_of_an_earlier_quarter_is_never_the_current_one(text: str) -> None:
    heading = scored(text)
    assert field_at(heading, 3) is None
    assert heading.unread == {3}


def test_a_score_of_a_stage_nobody_knows_is_not_read() -> None:
    heading = scored("Current score", "Plover score")
    assert heading.unknown == {4: "Plover score"}


@pytest.mark.parametrize(
    ("headings", "at", "field"),
    [
        (("Inherent score", "Plover score", "Target score"), 4, "current_score"),
        (("Plover score", "Current score", "Target score"), 3, "inherent_score"),
        (("Inherent score", "Current score", "Plover score"), 5, "target_score"),
    ],
)
def test_a_stage_nobody_knows_is_the_third_where_two_are_known(headings: tuple[str, ...], at: int, field: str) -> None:
    heading = scored(*headings)
    assert field_at(heading, at) == field
    assert heading.columns[at].inferred


def test_a_stage_nobody_knows_is_no_third_one_where_its_numbers_do_not_lie_there() -> None:
    heading = scored("Inherent score", "Plover score", "Target score", numbers="12 20 4")
    assert heading.unknown == {4: "Plover score"}


def test_levels_beside_a_score_are_of_its_stage() -> None:
    heading = scored("Likelihood", "Impact", "Gross score", numbers="3 4 12")
    assert tuple(heading.fields.values())[3:] == ("inherent_likelihood", "inherent_impact", "inherent_score")


# what the place of a column, or its cells, say


def test_a_mitigation_between_the_scores_before_and_after_it_is_the_controls() -> None:
    heading = heading_of(
        ["Ref", "Risk", "Inherent score", "Mitigation", "Current score"], ["F1", "Frost", "12", "Grit is kept", "8"]
    )
    assert field_at(heading, 3) == "control"
    assert heading.columns[3].inferred


@pytest.mark.parametrize(
    ("other", "field"), [("Controls", "action"), ("Actions", "control"), ("Consequences", "action")]
)
def test_a_mitigation_is_what_its_neighbour_is_not(other: str, field: str) -> None:
    heading = heading_of(
        ["Ref", "Risk", other, "Mitigation", "Current score"], ["F1", "Frost", "Roads close", "Grit is kept", "8"]
    )
    assert field_at(heading, 3) == field


@pytest.mark.parametrize(
    ("cell", "field"), [("4", "current_impact"), ("4 - major", "current_impact"), ("The lanes are shut", "consequence")]
)
def test_a_consequence_beside_a_likelihood_is_the_impact_where_its_cells_are_levels(cell: str, field: str) -> None:
    heading = heading_of(
        ["Ref", "Risk", "Likelihood", "Consequence", "Score", "Controls"],
        ["F1", "Frost", "3", cell, "12", "Grit is kept"],
    )
    assert field_at(heading, 3) == field


@pytest.mark.parametrize("score", ["Score", "Current score"])
def test_an_impact_whose_cells_are_sentences_is_the_consequence(score: str) -> None:
    heading = heading_of(
        ["Ref", "Risk", "Impact", score, "Controls"],
        ["F1", "Frost", "The lanes are shut until somebody brings salt.", "12", "Grit is kept"],
    )
    assert field_at(heading, 2) == "consequence"
    assert heading.columns[2].inferred


def test_an_impact_in_words_of_a_scale_is_a_level() -> None:
    heading = heading_of(
        ["Ref", "Risk", "Likelihood", "Impact", "Score", "Controls"],
        ["F1", "Frost", "Likely", "Major", "16", "Grit is kept"],
    )
    assert field_at(heading, 3) == "current_impact"


def test_a_member_is_the_owner_where_no_other_column_is() -> None:
    heading = heading_of([*KNOWN[:4], "Lead member"], FROST)
    assert field_at(heading, 4) == "owner"
    assert heading.columns[4].inferred


def test_a_member_beside_an_owner_is_none() -> None:
    heading = beside("Lead member", "Member for lanes")
    assert (field_at(heading, 4), field_at(heading, 5)) == ("owner", None)
    assert 5 in heading.unread


@pytest.mark.parametrize("heading", ["Action", "Response", "Status"])
def test_decisions_are_no_actions_and_no_progress(heading: str) -> None:
    assert beside(heading, "Treat", "Tolerate").apart == {5: heading}


def test_a_decision_among_actions_leaves_them_actions() -> None:
    assert field_at(beside("Action", "Treat", "Buy more lamps"), 5) == "action"


@pytest.mark.parametrize("cells", [("↑", "↔"), ("Up", "No change"), ("▲ worse", "▼")])
def test_a_column_whose_cells_move_is_the_direction_whatever_it_is_called(cells: tuple[str, str]) -> None:
    heading = beside("Plover", *cells)
    assert field_at(heading, 5) == "direction"
    assert heading.columns[5].inferred


def test_dates_of_reviews_are_apart() -> None:
    assert beside("Next review", "1 May 2030", "2 June 2030").apart == {5: "Next review"}


def test_a_column_that_names_a_date_beside_its_field_says_so() -> None:
    heading = heading_of([*KNOWN[:4], "Owner, date of review"], [*FROST[:4], "Clerk\n1 May 2030"])
    assert (field_at(heading, 4), heading.columns[4].dated) == ("owner", True)


# one field, one column


def test_the_column_that_says_current_is_the_current_score_wherever_it_stands() -> None:
    for headings in (("Score", "Current score"), ("Current score", "Score")):
        heading = scored(*headings)
        at = 3 + headings.index("Current score")
        assert field_at(heading, at) == "current_score"
        assert heading.again == {7 - at: "Score"}


def test_of_two_equal_columns_the_first_has_the_field() -> None:
    heading = scored("Score", "Rating")
    assert field_at(heading, 3) == "current_score"
    assert heading.again == {4: "Rating"}


def test_narrative_columns_of_one_field_go_on_with_each_other() -> None:
    heading = beside("Existing measures", "Salt is kept", "Bells are rung")
    assert (field_at(heading, 2), field_at(heading, 5)) == ("control", "control")


def test_a_risk_beside_a_description_is_its_title() -> None:
    heading = beside("Description", "Ice on the lanes", "No sight of the pier")
    assert (field_at(heading, 1), field_at(heading, 5)) == ("title", "description")


# which axis a product gives first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Current score (Impact x Likelihood)", "impact"),
        ("Current score (Likelihood x Impact)", "likelihood"),
        ("Current score I x L", "impact"),
        ("Current score L x I", "likelihood"),
        ("Current score (P × S)", "likelihood"),
        ("Current score", None),
    ],
)
def test_the_axis_that_a_heading_gives_first_is_the_first_of_its_products(text: str, first: str | None) -> None:
    heading = scored(text)
    assert (field_at(heading, 3), heading.columns[3].first) == ("current_score", first)


# identifiers


@pytest.mark.parametrize(
    "printed", [("SR36", "SR37"), ("1.2", "1.3"), ("FIN-2021-07", "FIN-2021-08"), ("015(CR)", "016(CR)"),
                ("Risk #1", "Risk #2"), ("1", "2")]
)  # fmt: skip
class TestShapes:
    """Identifiers of any usual shape."""

    def test_a_column_of_risks_that_holds_identifiers_is_theirs(self, printed: tuple[str, str]) -> None:
        rows = ([name, *row[1:]] for name, row in zip(printed, (FROST, FOG), strict=True))
        heading = heading_of(["Risk", "Description", *KNOWN[2:]], *rows)
        assert field_at(heading, 0) == "id"
        assert all(heading.ids.fullmatch(name) for name in printed)

    def test_before_the_titles_of_one_column_they_are_its_first_field(self, printed: tuple[str, str]) -> None:
        rows = ([f"{name} {row[1]}", *row[2:]] for name, row in zip(printed, (FROST, FOG), strict=True))
        heading = heading_of(["Risk", *KNOWN[2:]], *rows)
        assert heading.columns[0].names == ("id", "description")
        assert heading.entries == 2
        assert all((found := heading.ids.match(name)) and found[0] == name for name in printed)


def test_without_any_identifier_what_a_risk_is_called_tells_the_rows() -> None:
    heading = heading_of(KNOWN[1:], FROST[1:], FOG[1:])
    assert heading.naming == "description"
    assert "id" not in heading.names


def test_what_begins_with_a_level_is_no_register_without_identifiers() -> None:
    assert headings_in(table(("Current score", *KNOWN[1:3], "Owner"), ("12", *FROST[1:3], "Clerk of works"))) == {}


@pytest.mark.parametrize("printed", [("A", "B"), ("FIN", "HR"), ("FIN-A", "HR-B")])
def test_under_a_heading_of_identifiers_letters_are_identifiers(printed: tuple[str, str]) -> None:
    heading = heading_of(KNOWN, (printed[0], *FROST[1:]), (printed[1], *FOG[1:]))
    assert [bool(heading.ids.match(text)) for text in (*printed, "Fog")] == [True, True, False]


# what a heading is of


def test_a_heading_of_several_fields_names_them_in_order() -> None:
    heading = heading_of(["Ref", "1. Cause 2. Event 3. Effect", *KNOWN[2:]], FROST)
    assert heading.columns[1].names == ("cause", "description", "consequence")
    assert heading.columns[1].numbered


def test_a_heading_of_identifiers_titles_and_scores_alone_is_brief() -> None:
    texts: tuple[Content, ...] = ("Ref", "Risk", "Score")
    assert heading_of(texts, ("F1", "Frost", "12")).brief
    assert not heading_of(KNOWN, FROST).brief


def test_a_list_of_something_else_is_no_register() -> None:
    assert headings_in(table(["Ref", "Supplier", "Risk score", "Controls", "Owner"], FROST)) == {}


def test_what_is_not_understood_of_a_heading_is_kept_with_its_words() -> None:
    heading = beside("Plover", "Sand", "Salt")
    assert heading.unknown == {5: "Plover"}
    assert re.fullmatch(heading.ids, "F1")


# what a table says row by row, or of several times


def test_a_stage_over_scores_is_the_score_of_that_stage() -> None:
    headings = ["Ref", "Risk", "Controls", "Inherent", "Current", "Target"]
    rows = [["F1", "Frost", "Grit", "20", "12\nL3 I4", "8"], ["F2", "Fog", "Lamps", "9", "6", "4"]]
    heading = heading_of(headings, *rows)
    assert list(heading.fields.values())[3:] == ["inherent_score", "current_score", "target_score"]


def test_a_stage_over_dates_is_no_score() -> None:
    heading = beside("Target", "1 May 2030", "2 June 2030")
    assert "target_score" not in heading.names


@pytest.mark.parametrize(
    "names", [("Q1", "Q2", "Q3"), ("Mar 21", "Jun 21", "Sep 21"), ("31/03/2021", "30/06/2021", "30/09/2021")]
)
def test_columns_of_several_periods_are_told_apart(names: tuple[str, ...]) -> None:
    heading = heading_of(
        ["", "", "", group("Risk score", 3), ""],
        ["Ref", "Risk", "Controls", *names, "Owner"],
        ["F1", "Frost on the lanes", "Grit is kept", "12", "9", "8", "Clerk of works"],
    )
    assert [heading.columns[at].names for at in (3, 4, 5)] == [("current_score",)] * 3
    assert [heading.columns[at].period for at in (3, 4, 5)] == list(names)


def test_a_previous_quarter_beside_the_current_one_is_apart() -> None:
    heading = heading_of(["Ref", "Risk", "Controls", "Previous quarter (Q2)", "Current quarter (Q3)"],
                         ["F1", "Frost", "Grit", "16", "12"], ["F2", "Fog", "Lamps", "9", "6"])  # fmt: skip
    assert heading.fields[4] == "current_score"
    assert heading.apart == {3: "Previous quarter (Q2)"}


def test_a_column_may_say_row_by_row_which_state_the_scores_are_of() -> None:
    rows = [["F1", "Frost", stage, "3", "4", "12", "Grit"] for stage in ("Gross", "Residual", "Target")]
    heading = heading_of(["Ref", "Risk", "Stage", "Likelihood", "Impact", "Score", "Controls"], *rows)
    assert heading.stage == 2
    cells = [tuple(cell for cell in table(row).cells if cell.column == 2) for row in rows]
    assert [heading.state_of(each) for each in cells] == ["inherent", "current", "target"]
    assert heading.columns[5].at("inherent").names == ("inherent_score",)
    assert heading.columns[6].at("target").names == ("action",)


def test_how_risks_are_dealt_with_is_no_stage() -> None:
    assert beside("Response", "Treat", "Tolerate").stage is None


def test_levels_and_controls_without_a_score_are_a_registers() -> None:
    heading = heading_of(
        ["Ref", "Risk", "Controls", "Likelihood", "Impact", "Owner"], ["F1", "Frost", "Grit", "3", "4", "Clerk"]
    )
    assert not heading.brief
    assert {"current_likelihood", "current_impact"} <= heading.names


# what only looks like a score


def test_how_a_risk_is_controlled_is_no_score_and_leaves_a_residual_one_the_current() -> None:
    heading = heading_of(
        ["Ref", "Risk", "Score before control", "How the risk is controlled", "Remaining score"],
        ["F1", "Frost on the lanes", "12", "Grit is kept", "8"],
    )
    assert list(heading.fields.values()) == ["id", "description", "inherent_score", "control", "current_score"]


def test_how_risks_are_managed_now_in_sentences_is_no_score_of_the_present() -> None:
    heading = heading_of(
        ["Ref", "Risk", "Inherent score", "Managed risk", "Controls", "Residual score"],
        ["F1", "Frost on the lanes", "12", "Lanes are looked at", "Grit is kept", "8"],
    )
    assert field_at(heading, 5) == "current_score"


@pytest.mark.parametrize("cell", ["Takings fall by £3", "A gap of €0.4m", "Fees rise by 5%"])
def test_a_consequence_that_gives_an_amount_is_no_level(cell: str) -> None:
    heading = heading_of(
        ["Ref", "Risk", "Consequences", "Controls", "Likelihood", "Impact", "Score"],
        ["F1", "Frost on the lanes", cell, "Grit is kept", "3", "4", "12"],
    )
    assert field_at(heading, 2) == "consequence"


def test_an_r_beside_the_letters_of_the_axes_is_the_rating() -> None:
    heading = heading_of(
        ["Ref", "Risk", "Inherent L", "Inherent I", "Inherent R", "Controls", "Residual L", "Residual I", "Residual R"],
        ["F1", "Frost on the lanes", "4", "5", "20", "Grit is kept", "2", "5", "10"],
    )
    assert (field_at(heading, 4), field_at(heading, 8)) == ("inherent_score", "current_score")


@pytest.mark.parametrize("text", ["Mitigation and controls", "Controls / mitigations", "Mitigants & Controls"])
def test_mitigation_and_control_in_one_heading_are_one_thing(text: str) -> None:
    heading = heading_of([*KNOWN[:2], text, *KNOWN[3:], "Actions"], [*FROST, "Ask"], [*FOG, "Look"])
    assert heading.columns[2].names == ("control",)


def test_colours_of_stages_are_the_scores_of_a_table_that_has_no_other() -> None:
    heading = heading_of(
        ["Subject", "Risk(s) identified", "R/A/G before control", "Management/control of risk", "R/A/G after control"],
        ["Lanes", "Frost on the lanes", "R", "Grit is kept", "A"],
    )
    assert list(heading.fields.values()) == ["title", "description", "inherent_score", "control", "current_score"]


def test_colours_beside_scores_are_apart() -> None:
    assert beside("Current RAG", "R", "A").apart == {5: "Current RAG"}


def test_a_heading_of_decisions_with_actions_below_is_read_as_actions() -> None:
    column = beside("Treat, Tolerate, Terminate or Transfer", "Treat Ask the clerk", "Tolerate").columns[5]
    assert column.names == ("action",)
    assert column.inferred


def test_a_heading_of_decisions_with_nothing_else_below_is_apart() -> None:
    assert beside("Treat / Tolerate / Transfer", "Treat", "Tolerate").apart == {5: "Treat / Tolerate / Transfer"}


@pytest.mark.parametrize("text", ["Up, Down or Same", "Up / down / level"])
def test_a_heading_of_movements_is_the_direction_whatever_its_cells_say(text: str) -> None:
    assert beside(text, "Somewhat higher", "As it was").columns[5].names == ("direction",)


def test_actions_with_owner_and_date_in_one_column_are_actions_beside_a_column_of_owners() -> None:
    heading = heading_of(
        ["Ref", "Risk", "Consequences", "Score", "Controls in place", "Risk owner", "Further action – owner – date"],
        ["F1", "Frost", "Ice", "12", "Grit", "Clerk", "Buy salt – Bursar – May 2017"],
    )
    assert heading.columns[6].names == ("action",)


def responses(*before: str) -> list[str]:
    headings = ["Ref", "Risk", *before, "Pre-Response Score", "Planned actions", "Post-Response Score", "Owner"]
    return list(heading_of(headings, ["F1", "Frost", *("Grit" for _ in before), "12", "Ask", "6", "Clerk"]).names)


def test_scores_around_a_response_to_come_are_the_current_one_and_the_target() -> None:
    assert {"current_score", "target_score"} <= set(responses("Controls in place"))


def test_scores_around_a_response_are_left_to_a_reader_where_nothing_says_what_is_in_place() -> None:
    heading = heading_of(
        ["Ref", "Risk", "Pre-Response Score", "Actions", "Post-Response Score", "Target score", "Owner"],
        ["F1", "Frost", "12", "Ask", "6", "4", "Clerk"],
    )
    assert set(heading.unknown.values()) == {"Pre-Response Score", "Post-Response Score"}
