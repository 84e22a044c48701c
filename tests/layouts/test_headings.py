"""A heading means what headings.toml says, however it is printed; a table without the signs of a register is none."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extractors.document import Cell, Line
from extractors.records import FIELDS
from extractors.vocabulary import headings
from extractors.vocabulary.headings import HeadingRow, heading_of, heading_row, is_title, names_fields, section_of
from tests.layouts.tables import CHANCES, HEADINGS

DATA = tomllib.loads((Path(headings.__file__).parent / "headings.toml").read_text("utf-8"))


def cells(*texts: str) -> list[Cell]:
    return [Cell(0, column, (Line(text),) if text else ()) for column, text in enumerate(texts)]


def read(*texts: str) -> HeadingRow:
    row = heading_row(cells(*texts))
    assert row is not None
    return row


@pytest.mark.parametrize("row", DATA["headings"], ids=lambda row: row["text"])
def test_every_wording_is_of_a_known_field_and_kind(row: dict[str, str]) -> None:
    assert row["field"] in FIELDS
    assert row.get("kind") in (None, "risk", "opportunity")
    heading = heading_of(row["text"])
    assert heading is not None
    assert (heading.field, heading.kind) == (row["field"], row.get("kind"))


def test_no_wording_stands_twice() -> None:
    said = [headings.said(row["text"]) for row in DATA["headings"]]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("text", ["RISK OWNER", "Risk  owner:", "Risk Own\ner", "risk-owner", "Risk\u00a0Owner"])
def test_case_blanks_and_punctuation_do_not_count(text: str) -> None:
    heading = heading_of(text)
    assert heading is not None
    assert heading.field == "owner"


@pytest.mark.parametrize("text", ["", "Risk Owners of the whole county", "x" * 500])
def test_other_words_mean_nothing(text: str) -> None:
    assert heading_of(text) is None


def test_a_section_says_its_kind() -> None:
    assert section_of("Opportunities") == "opportunity"
    assert section_of("CORPORATE RISKS:") == "risk"
    assert section_of("Other matters") is None


def test_a_heading_row_gives_fields_by_column_and_the_kind() -> None:
    row = read(*HEADINGS)
    assert row.fields[0] == "id"
    assert row.fields[9] == "direction"
    assert len(row.fields) == 10
    assert row.kind == "risk"
    assert read(*CHANCES).kind == "opportunity"


def test_columns_may_come_in_any_order() -> None:
    row = read(*reversed(HEADINGS))
    assert row.fields[9] == "id"
    assert row.fields[0] == "direction"


def test_headings_that_say_no_kind_leave_it_open() -> None:
    assert read("Ref", "Title", "Controls", "Score", "Owner").kind is None


def test_an_unknown_wording_and_a_repeated_one_are_distinguished() -> None:
    row = read(*HEADINGS, "Appetite", "Owner")
    assert row.unknown == {10: "Appetite"}
    assert row.again == {11: "Owner"}
    assert row.unread == {10, 11}


@pytest.mark.parametrize(
    "texts",
    [
        ("Ref", "Action", "Owner", "Target date", "Progress"),  # a list of actions
        ("Risk ID", "Title", "Current score", "Target score", "Target date", "Direction"),  # a summary profile
        ("Ref", "Measure", "Target", "Actual", "Owner", "Direction of travel", "Progress"),  # performance
        ("Likelihood", "1", "2", "3", "4", "5"),  # a score matrix
        ("Score", "Description", "Controls", "Owner"),  # no identifier
        ("Home", "Council and democracy", "Meetings"),  # navigation
        ("ID", "Score", "Controls", "Owner", "a", "b", "c", "d", "e"),  # more unknown than known
        (),
    ],
)
def test_what_lacks_a_sign_of_a_register_is_none(texts: tuple[str, ...]) -> None:
    assert heading_row(cells(*texts)) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Corporate Risk & Opportunity Register Q1 2018/19", True),
        ("REGISTER OF RISKS, MAY 2016", True),
        ("Risk register, quarter 3, 21/22", True),
        ("Corporate Risk Register", False),
        ("Minutes of 12 March 2019", False),
        ("The register " + "goes on and on " * 20 + "in 2019", False),
    ],
)
def test_a_title_says_register_and_year_and_is_short(text: str, title: bool) -> None:
    assert is_title(text) is title


def test_fields_are_found_in_plain_text_however_its_lines_are_cut() -> None:
    assert names_fields("Residual\nScore Direc\ntion of Travel") == {"target_score", "direction"}
    assert names_fields("An agenda of many items") == set()


def test_a_remark_in_brackets_that_says_nothing_does_not_count() -> None:
    assert heading_of("Current Score (L x I)") == heading_of("Current Score")
    assert heading_of("Risk Score (Target)") != heading_of("Risk Score")


def test_words_of_prose_say_nothing_of_a_page() -> None:
    assert names_fields("As a consequence, the action plan and its mitigation were put to the board.") == set()
