"""A section for each risk: a line that names it, small tables and labelled lines below it."""

from __future__ import annotations

import pytest

from extractors.document import Document, plain
from extractors.layouts.cards.sections import sections_of
from extractors.records import Entry
from tests.layouts.tables import document, table
from tests.owners import line_owners
from tests.reading import findings_in, registers_in

TITLE = "Corporate Risk Register 2021/22 Quarter 2"
SCORES = table(["", "Likelihood", "Impact", "Score"], ["Current", "3", "4", "12"], ["Target", "2", "4", "8"])
CONTROLS = table(["Existing controls"], ["Pumps are tested"])
ACTIONS = table(["Further actions", "Action owner", "Due"], ["Raise the wall", "Head of Works", "March 2022"])


def entries_in(read: Document) -> tuple[Entry, ...]:
    (register,) = registers_in(read)
    return register.entries


def said(entry: Entry) -> dict[str, str]:
    return {name: plain(lines) for name, lines in entry.values.items()}


@pytest.mark.parametrize(
    ("one", "other", "ids"),
    [
        ("CRR1: Floods", "CRR2: Fog", ["CRR1", "CRR2"]),
        ("Risk 3 – Floods", "Risk 4 – Fog", ["3", "4"]),
        ("1. Floods", "2. Fog", ["1", "2"]),
        ("SR 7 Floods", "SR 8 Fog", ["SR 7", "SR 8"]),
    ],
)
def test_tables_and_lines_below_a_line_that_names_a_risk_are_of_it(one: str, other: str, ids: list[str]) -> None:
    owners = ("Risk owner: Head of Estates", "Risk owner: Head of Roads")
    read = document(TITLE, one, owners[0], SCORES, CONTROLS, ACTIONS, other, owners[1], SCORES, CONTROLS, ACTIONS)
    found = entries_in(read)
    assert [said(entry)["id"] for entry in found] == ids
    assert [said(entry)["title"] for entry in found] == ["Floods", "Fog"]
    assert [said(entry)["owner"] for entry in found] == ["Head of Estates", "Head of Roads"]
    for entry in found:
        read_as = said(entry)
        assert (read_as["current_score"], read_as["target_score"]) == ("12", "8")
        assert (read_as["control"], read_as["action"]) == ("Pumps are tested", "Raise the wall")
        assert line_owners(entry)["action"] == ("Head of Works",)


def test_labels_in_lines_of_their_own_head_the_lines_or_the_table_below() -> None:
    read = document(
        TITLE, "CRR1: Floods", "Risk owner", "Head of Estates", "Existing controls", "Pumps are tested",
        "Gates are shut at night", "Current score", "12", "Further actions", table(["Raise the wall"], ["Buy a pump"]),
    )  # fmt: skip
    (entry,) = entries_in(read)
    assert said(entry)["owner"] == "Head of Estates"
    assert said(entry)["control"] == "Pumps are tested\nGates are shut at night"
    assert said(entry)["current_score"] == "12"
    assert said(entry)["action"] == "Raise the wall\nBuy a pump"


def test_a_line_below_a_value_of_one_line_is_named_and_not_read() -> None:
    lines = ("Current score: 12", "Existing controls: Pumps", "Risk owner", "Head of Estates")
    read = document(TITLE, "CRR1: Floods", *lines, "The wall is old.", "Consequences: Wet vans")
    (register,) = registers_in(read)
    assert said(register.entries[0])["owner"] == "Head of Estates"
    assert any("The wall is old." in finding.message for finding in findings_in(register))


@pytest.mark.parametrize(
    "lines",
    [
        ("1. Introduction", "The risk register was reviewed.", "2. Background", "It has four parts."),
        ("CR1: Floods", "The score went up to 12.", "CR2: Fog", "Nothing changed."),
        ("1. Actions", "Owner: Head of Audit", "Progress: done", "2. Next steps", "Owner: Treasurer"),
    ],
)
def test_lines_without_the_labels_of_a_card_make_no_section(lines: tuple[str, ...]) -> None:
    assert sections_of(document(TITLE, *lines)) == {}


def test_a_section_ends_with_its_last_label() -> None:
    lines = ("CRR1: Floods", "Risk owner: Head of Estates", "Current score: 12", "Existing controls: Pumps",
             "Consequences: Wet vans")  # fmt: skip
    (section,) = sections_of(
        document(TITLE, *lines, table(["Year", "Budget"], ["2021", "40"]), "Other business")
    ).values()
    assert section.blocks == range(1, 6)


def test_sentences_below_the_name_without_a_label_are_the_description_and_marked() -> None:
    read = document(TITLE, "CRR1: Floods", "The river rises over the wall.", "Risk owner: Head of Estates",
                    "Current score: 12", "Existing controls: Pumps", "Consequences: Wet vans")  # fmt: skip
    (register,) = registers_in(read)
    assert said(register.entries[0])["description"] == "The river rises over the wall."
    assert "inferred_heading" in {finding.code for finding in findings_in(register)}


@pytest.mark.parametrize(
    ("beside", "field"),
    [((), "current_score"), (("Gross score: 20",), "current_score"), (("Current score: 16",), "target_score")],
)
def test_a_residual_score_is_the_target_beside_a_current_one_only(beside: tuple[str, ...], field: str) -> None:
    lines = ("Risk owner: Head of Estates", *beside, "Residual score: 12", "Existing controls: Pumps are tested")
    read = document(TITLE, "CRR1: Floods", *lines, "CRR2: Fog", *lines)
    for entry in entries_in(read):
        assert said(entry)[field] == "12"
