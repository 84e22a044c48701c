"""The values of a risk card: likelihood, impact and confidence in cells of their own, owners beside statements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from extractors.document import Line
from extractors.records import Entry
from pipeline.build import build_history
from pipeline.store.checks import check_history
from pipeline.store.tables import HistoryRows
from tests.pipeline.by_hand import card, cards_paper


def history(*entries: Entry) -> HistoryRows:
    built, _ = build_history([cards_paper(*entries)])
    assert check_history(built) == []
    return built


def found(entry: Entry) -> list[tuple[str, str | None]]:
    rows = history(entry).findings
    return [(row.code, row.field) for row in rows if row.code not in ("organisation_assumed", "id_gap")]


def test_levels_are_read_from_cells_of_their_own() -> None:
    (entry,) = history(card(current_likelihood="Possible (3)")).entries
    assert (entry.current_likelihood, entry.current_impact) == (3, 4)
    assert (entry.target_likelihood, entry.target_impact) == (2, 4)
    assert (entry.current_score, entry.target_score, entry.target_date) == (12, 8, date(2022, 3, 31))
    assert (entry.title, entry.register_id) == ("Title of Corp 1", "lancashire-2021-22-q4")


def test_a_sound_card_is_no_finding() -> None:
    assert found(card()) == []


def test_a_score_that_is_not_its_likelihood_times_its_impact() -> None:
    assert found(card(current_score="10")) == [("score_mismatch", "current_score")]


def test_swapped_scores_are_one_finding_and_stand_as_printed() -> None:
    swapped = card(current_likelihood="2", current_impact="4", target_likelihood="3", target_impact="4")
    assert found(swapped) == [("swapped_scores", "current_score")]
    (entry,) = history(swapped).entries
    assert (entry.current_score, entry.current_likelihood) == (12, 2)


def test_the_score_before_any_control_is_read_as_the_other_scores_are() -> None:
    (entry,) = history(card(inherent_score="20 Major/ Certain")).entries
    assert (entry.inherent_score, entry.inherent_likelihood, entry.inherent_impact) == (20, 5, 4)
    assert entry.inherent_score_raw == "20 Major/ Certain"
    (entry,) = history(card()).entries
    assert (entry.inherent_score, entry.inherent_score_raw) == (None, None)


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"inherent_score": "12", "inherent_likelihood": "5", "inherent_impact": "4"}, "score_mismatch", "score"),
        ({"inherent_score": "20", "inherent_likelihood": "Often", "inherent_impact": "4"}, "unreadable_level",
         "likelihood"),
        ({"inherent_score": ""}, "missing_value", "score"),
    ],
)  # fmt: skip
def test_a_score_before_any_control_is_checked_as_the_other_scores_are(
    values: dict[str, Any], code: str, field: str
) -> None:
    assert found(card(**values)) == [(code, f"inherent_{field}")]


def test_swapped_scores_hide_no_other_mismatch() -> None:
    swapped = card(
        current_likelihood="2", current_impact="4", target_likelihood="3", target_impact="4",
        inherent_score="20", inherent_likelihood="4", inherent_impact="4",
    )  # fmt: skip
    assert found(swapped) == [("swapped_scores", "current_score"), ("score_mismatch", "inherent_score")]


def test_a_level_that_is_none_is_null_and_an_error() -> None:
    assert found(card(target_impact="Enormous")) == [("unreadable_level", "target_impact")]
    assert history(card(target_impact="Enormous")).entries[0].target_impact is None


def test_a_blank_level_is_missing() -> None:
    assert found(card(target_impact="")) == [("missing_value", "target_impact")]


@pytest.mark.parametrize(("text", "fill", "value"), [("Amber", "", "amber"), ("", "#92d050", "green"), ("", "", None)])
def test_the_confidence_of_a_card_is_a_word_or_a_colour(text: str, fill: str, value: str | None) -> None:
    entry = card(confidence=text, fill=fill)
    assert history(entry).entries[0].target_confidence == value
    assert found(entry) == []


def test_statements_bear_the_owner_beside_them() -> None:
    owned = replace(card(control="Audits\nChecks", action="Ask"), line_owners={"control": (Line("Clerk"), None)})
    rows = history(owned).statements
    assert [(row.text, row.owner) for row in rows] == [("Audits", "Clerk"), ("Checks", None), ("Ask", None)]


def test_owners_of_statements_are_roles_too_and_words_that_name_none_are_reported_once_a_field() -> None:
    printed = (Line("Dir of Finance/ Head of Fleet"), Line("As above"), Line("As above"))
    owned = replace(
        card(control="Audits\nChecks\nTalks", action="Ask"), line_owners={"control": printed, "action": (None,)}
    )
    rows = history(owned).statements
    roles = ("Director of Finance", "Head of Fleet")
    assert [(row.owner, row.owners) for row in rows] == [
        (printed[0].text, roles), ("As above", None), ("As above", None), (None, None),
    ]  # fmt: skip
    assert found(owned) == [("owner_unclear", "control")]
    assert history(owned).entries[0].doubt == ("owner_unclear",)
