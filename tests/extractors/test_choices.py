"""Which of several choices with boxes is what a cell says."""

from __future__ import annotations

import pytest

from extractors.lines.choices import take_choice
from extractors.lines.drafts import DraftFinding, DraftLine, split_lines


def taken(*texts: str) -> tuple[list[str], list[str]]:
    content = take_choice([line for text in texts for line in split_lines(text)])
    lines = [draft.whole for draft in content if isinstance(draft, DraftLine)]
    return lines, [f"{draft.code}: {draft.value}" for draft in content if isinstance(draft, DraftFinding)]


@pytest.mark.parametrize(
    "lines",
    [
        ["☐ Up ☒ Level ☐ Down"], ["☐ Up", "☑ Level", "☐ Down"], ["Up ☐ Level ☒ Down ☐"], ["□ Up", "☑ Level", "□ Down"],
        ["Up ☐", "Level ☒", "Down ☐"], ["☐Up; ☒Level; ☐Down"],
    ],
)  # fmt: skip
def test_ticked_choice_is_what_the_cell_says(lines: list[str]) -> None:
    assert taken(*lines) == (["Level"], ["choice_not_taken: Up; Down"])


def test_several_ticked_choices_are_a_line_each() -> None:
    assert taken("☒ Legal ☐ People ☒ Economic")[0] == ["Legal", "Economic"]


@pytest.mark.parametrize("lines", [["☐ Up ☐ Down"], ["□ Fit sensors", "□ Agree a plan"], ["Level"]])
def test_where_no_box_is_ticked_everything_stays(lines: list[str]) -> None:
    assert taken(*lines) == (lines, [])


@pytest.mark.parametrize(
    "lines",
    [
        ["☒ Fit silt sensors at forty rural sites", "☐ Agree one plan with the water company"],
        ["☒", "☐ Up"],
        ["Direction ☒ up ☐ down by May"],
    ],
)
def test_boxes_that_are_no_choices_for_certain_are_said_and_all_is_read(lines: list[str]) -> None:
    assert taken(*lines) == (lines, ["choice_unclear: None"])
