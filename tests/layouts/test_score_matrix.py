"""Scores that a card sets as a small matrix: the states on one side, the axes on the other."""

from __future__ import annotations

import pytest

from extractors.document import plain
from extractors.records import Entry
from tests.layouts.cards import TITLE, VALUES, bullets, drawn, span
from tests.layouts.tables import Row, document
from tests.reading import findings_in, registers_in

SCORES = {
    "current_likelihood": "4", "current_impact": "3", "current_score": "12",
    "target_likelihood": "2", "target_impact": "3", "target_score": "6",
}  # fmt: skip
LIKELIHOOD_FIRST: list[Row] = [
    ["Risk Score", "Likelihood", "Impact", "Score"],
    ["Current", "4", "3", "12"],
    ["Target", "2", "3", "6"],
]
STATES_FIRST: list[Row] = [
    ["", "Current", "Target", ""],
    ["Likelihood", "4", "2", ""],
    ["Impact", "3", "3", ""],
    ["Score (L x I)", "12", "6", ""],
]


def card(*scores: Row) -> Entry:
    """A card of four columns with these rows of scores."""
    rows: list[Row] = [
        ["Risk ID", "Corp 8", "Title", VALUES["title"]],
        ["Risk Owner", VALUES["owner"], "Target Date", VALUES["target_date"]],
        ["Description", span(VALUES["description"], columns=3)],
        ["Consequences", span(VALUES["consequence"], columns=3)],
        *scores,
        [span("Current Controls", columns=3), "Control Owner"],
        [span(VALUES["control"], columns=3), "CMT"],
    ]
    (register,) = registers_in(document(TITLE, drawn(*rows)))
    assert {finding.code for finding in findings_in(register)} <= {"missing_heading"}
    return register.entries[0]


@pytest.mark.parametrize("scores", [LIKELIHOOD_FIRST, STATES_FIRST], ids=["axes above", "states above"])
def test_a_value_stands_where_its_two_sides_meet(scores: list[Row]) -> None:
    entry = card(*scores)
    assert {name: plain(entry.values[name]) for name in SCORES} == SCORES


def test_a_row_may_name_its_state_and_then_each_axis_before_its_value() -> None:
    rows: list[Row] = [
        ["Risk ID", "Corp 8", "Title", span(VALUES["title"], columns=4)],
        ["Description", span(VALUES["description"], columns=6)],
        ["Current", "Likelihood", "4", "Impact", "3", "Score", "12"],
        ["Target", "Likelihood", "2", "Impact", "3", "Score", "6"],
        [span("Current Controls", columns=5), span("Control Owner", columns=2)],
        [span(VALUES["control"], columns=5), span("CMT", columns=2)],
    ]
    (register,) = registers_in(document(TITLE, drawn(*rows)))
    assert {name: plain(register.entries[0].values[name]) for name in SCORES} == SCORES


def test_a_third_state_is_read_as_what_it_is_and_one_nobody_knows_is_reported() -> None:
    rows: list[Row] = [
        ["Risk ID", "Corp 8", "Title", VALUES["title"]],
        ["Description", span(VALUES["description"], columns=3)],
        LIKELIHOOD_FIRST[0],
        ["Inherent", "5", "5", "25"],
        ["Dreamt of", "1", "1", "1"],
        *LIKELIHOOD_FIRST[1:],
        [span("Current Controls", columns=3), "Control Owner"],
        [span(VALUES["control"], columns=3), "CMT"],
    ]
    (register,) = registers_in(document(TITLE, drawn(*rows)))
    (entry,) = register.entries
    assert {name: plain(entry.values[name]) for name in SCORES} == SCORES
    assert [plain(entry.values[f"inherent_{name}"]) for name in ("likelihood", "impact", "score")] == ["5", "5", "25"]
    assert "Dreamt of" in " ".join(finding.message for finding in findings_in(register))


DOWN: list[Row] = [
    ["Original score", "20", "Current score", "12", "Target score", "6"],
    ["Likelihood", "4", "Likelihood", "4", "Likelihood", "2"],
    ["Impact", "5", "Impact", "3", "Impact", "3"],
]


def wide_card(*scores: Row) -> Entry:
    rows: list[Row] = [
        ["Risk Code & Title", span(f"Corp 8 {VALUES['title']}", columns=3), "Managed By", VALUES["owner"]],
        ["Description", span(VALUES["description"], columns=5)],
        ["Consequences", span(VALUES["consequence"], columns=5)],
        ["Controls", span(VALUES["control"], columns=5)],
        *scores,
    ]
    (register,) = registers_in(document(TITLE, drawn(*rows)))
    return register.entries[0]


def test_axes_below_a_score_are_those_that_it_is_made_of() -> None:
    entry = wide_card(*DOWN)
    inherent = {"inherent_score": "20", "inherent_likelihood": "4", "inherent_impact": "5"}
    wanted = SCORES | inherent
    assert {name: plain(entry.values[name]) for name in wanted} == wanted
    assert (plain(entry.values["id"]), plain(entry.values["title"])) == ("Corp 8", VALUES["title"])


def test_axes_above_the_score_that_they_make_are_not_those_of_the_score_before() -> None:
    rows: list[Row] = [
        ["Likelihood", span("4", columns=5)],
        ["Impact", span("3", columns=5)],
        ["Current score", span("12", columns=5)],
        ["Likelihood", span("2", columns=5)],
        ["Impact", span("3", columns=5)],
        ["Target score", span("6", columns=5)],
    ]
    entry = wide_card(*rows)
    assert (plain(entry.values["current_likelihood"]), plain(entry.values["current_score"])) == ("4", "12")


def test_how_a_risk_is_dealt_with_is_no_state_of_it() -> None:
    rows: list[Row] = [["Score", *LIKELIHOOD_FIRST[0][1:], "", ""], *([*row, "", ""] for row in LIKELIHOOD_FIRST[1:])]
    entry = wide_card(*rows, ["Risk status", span("Treat", columns=5)], ["Decision", "Treat", "", "", "", ""])
    assert {name: plain(entry.values[name]) for name in SCORES} == SCORES


def test_a_bullet_is_no_label_whatever_its_words() -> None:
    entry = wide_card(*DOWN, ["Actions", bullets("Place planning group", columns=5)])
    assert plain(entry.values["action"]) == "Place planning group"


def test_a_text_across_the_columns_of_the_matrix_is_none_of_its_values() -> None:
    entry = card(*LIKELIHOOD_FIRST, ["Latest position", span("Half of it is done.", columns=3)])
    assert plain(entry.values["progress"]) == "Half of it is done."
    assert {name: plain(entry.values[name]) for name in SCORES} == SCORES
