"""Tables that show the scores of entries as they were and as they are."""

from __future__ import annotations

import pytest

from tests.normalise.events.reading import told

HEAD = "Risk ID | Risk Title | Previous score | Current score"


def stated(*rows: str) -> list[tuple[str, str | None, str | None]]:
    return [(change.event, change.id_raw, change.title) for change in told(*rows).changes]


def test_a_row_shows_which_way_a_score_has_moved() -> None:
    assert stated(HEAD, "CR5 | Home care | 12 | 16", "CR6 | Buses | 16 Major/ Likely | 12", "CR7 | Roads | 9 | 9") == [
        ("score_increased", "CR5", "Home care"),
        ("score_decreased", "CR6", "Buses"),
    ]


def test_a_table_ends_where_its_rows_do() -> None:
    assert stated(HEAD, "CR5 | Home care | 12 | 12", "The board met.", "CR6 | Buses | 16 | 12") == []


@pytest.mark.parametrize(
    "row",
    ["CR5 | Home care | 12", "CR5 | Home care | 12 | 60%", "CR5 | Home care | – | 12", "CR5 | Home care | 12 | 30"],
)
def test_a_row_that_does_not_give_both_scores_shows_nothing(row: str) -> None:
    assert stated(HEAD, row) == []


def test_a_table_with_one_column_of_scores_shows_no_change() -> None:
    assert stated("Risk ID | Target score | Current score", "CR5 | 12 | 16") == []
