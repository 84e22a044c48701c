"""What the rows of a table are of, by its headings."""

from __future__ import annotations

import pytest

from extractors.document import Cell, Line, Table
from extractors.layouts.columns import headings_in
from extractors.vocabulary.subjects import is_of_something_else

REGISTER = ("Consequences", "Current Controls", "Risk Score", "Mitigating Actions", "Risk Owner")


@pytest.mark.parametrize(
    "wordings",
    [
        ("Ref", "Finding", "Description"),
        ("Issue ID", "Description"),
        ("No.", "Performance\nindicators", "Target"),
        ("Ref", "Savings proposal", "Risk of delivery"),
        ("Ref", "Title", "Supplier"),
        ("Ref", "Risk discussed", "Agreed action"),
    ],
)
def test_another_subject_is_known(wordings: tuple[str, ...]) -> None:
    assert is_of_something_else(wordings)


def test_a_table_of_findings_has_no_heading_of_a_register() -> None:
    def heading(*wordings: str) -> object:
        cells = tuple(Cell(0, column, (Line(text),)) for column, text in enumerate(wordings))
        return headings_in(Table(1, len(cells), cells)).get(0)

    assert heading("Ref", "Description", *REGISTER) is not None
    assert heading("Ref", "Finding", "Description", *REGISTER) is None


@pytest.mark.parametrize(
    "wordings",
    [
        ("Risk ID", "Description"),
        ("Ref", "Objective", "Risk", "Milestones"),
        ("Ref", "Risk / issue", "Action"),
        ("Ref", "Key strategic risks", "Measures"),
        ("Ref", "Issue", "Likelihood", "Impact"),
        ("Ref", "Issue", "Gross score", "Net score"),
        (),
    ],
)
def test_risks_are_no_other_subject(wordings: tuple[str, ...]) -> None:
    assert not is_of_something_else(wordings)
