"""A heading means what its words do, however it is printed; a table without the signs of a register is none."""

from __future__ import annotations

from importlib.resources import files

import pytest

from extractors.document import Cell, Line, Table
from extractors.layouts.columns import TableHeading, headings_in
from extractors.records import FIELDS
from extractors.vocabulary.headings import (
    heading_of,
    is_title,
    line_owner_of,
    names_fields,
    score_side_of,
    section_of,
)
from extractors.vocabulary.wording import meanings, vocabulary
from tests.layouts.tables import CHANCES, HEADINGS

SEEN = {
    "Risk Identification Number (RIN)": ("id", "risk"),
    "Risk ID": ("id", "risk"),
    "Opportunity Identification Number": ("id", "opportunity"),
    "Opportunity ID": ("id", "opportunity"),
    "Opp ID": ("id", "opportunity"),
    "Title": ("title", None),
    "Description": ("description", None),
    "Risk Description": ("description", "risk"),
    "Opportunity Description": ("description", "opportunity"),
    "Risk Type": ("types", "risk"),
    "Opportunity Type": ("types", "opportunity"),
    "Possible Consequences": ("consequence", "risk"),
    "Possible Risk Consequences": ("consequence", "risk"),
    "Risk Consequences": ("consequence", "risk"),
    "Possible Benefits": ("consequence", "opportunity"),
    "Opportunity Consequences": ("consequence", "opportunity"),
    "Current Controls": ("control", None),
    "Progress to date": ("progress", None),
    "Risk Score": ("current_score", "risk"),
    "Current Risk Score": ("current_score", "risk"),
    "Opportunity Score": ("current_score", "opportunity"),
    "Current Opp Score": ("current_score", "opportunity"),
    "Current Risk Rating": ("current_score", "risk"),
    "Current Rating": ("current_score", None),
    "Current Likelihood": ("current_likelihood", None),
    "Current Impact": ("current_impact", None),
    "Mitigating Actions": ("action", "risk"),
    "Maximising Actions": ("action", "opportunity"),
    "Actions to realise": ("action", "opportunity"),
    "Residual Score": ("target_score", None),
    "Residual Opportunity Score": ("target_score", "opportunity"),
    "Target Risk Score": ("target_score", "risk"),
    "Target Opportunity Score": ("target_score", "opportunity"),
    "Target Opp Score": ("target_score", "opportunity"),
    "Target Risk Rating": ("target_score", "risk"),
    "Target Rating": ("target_score", None),
    "Target Likelihood": ("target_likelihood", None),
    "Target Impact": ("target_impact", None),
    "Risk Owner": ("owner", "risk"),
    "Opportunity Owner": ("owner", "opportunity"),
    "Opp Owner": ("owner", "opportunity"),
    "Direction of Travel": ("direction", None),
    "Target Date": ("target_date", None),
    "Target Risk Confidence": ("confidence", "risk"),
    "Target Opp Confidence": ("confidence", "opportunity"),
    "Risk Confidence": ("confidence", "risk"),
    "Opportunity Confidence": ("confidence", "opportunity"),
}
"""Headings of the papers of 2016 to 2022 and others like them: the field, and the kind they say."""

COMPOSED = {
    "What is done today": "control",
    "Next steps": "action",
    "Where things are now:": "progress",
    "No": "id",
    "Code": "id",
    "Ref.": "id",
    "Inherent Risk Rating": "inherent_score",
    "Gross Likelihood": "inherent_likelihood",
    "Score before mitigation": "inherent_score",
    "Net score (I x L)": "current_score",
    "Tolerance": None,
    "Risk if no action – Impact": "inherent_impact",
    "Lead officer for this risk": "owner",
    "Root cause(s)": "cause",
    "Planned mitigation": "action",
    "Mitigation in place": "control",
    "Managed score after required measures": "target_score",
    "Net score after agreed actions": "target_score",
    "Likelihood after mitigation": "current_likelihood",
    "Score after the June review": None,
    "How the risk is controlled": "control",
    "Mitigating factors already present": "control",
    "What we have done so far": "progress",
    "How big would the effect be now?": "current_impact",
    "Kind of risk": "types",
    "URN": "id",
    "To be reached by": "target_date",
    "An account of the threat": "description",
    "What gives rise to this": "cause",
    "Likely outcome if it happens": "consequence",
    "Measures we have today": "control",
    "Measures we will add next": "action",
    "Impact with no measures": "inherent_impact",
    "Impact with these measures": "current_impact",
    "Mitigation still to come": "action",
    "Likelihood once planned actions are complete": "target_likelihood",
    "Impact before further controls": "current_impact",
    "Rating after mitigations are implemented": "current_score",
    "What we will be doing": "action",
    "Mitigation plan": "action",
    "Anticipated score": "target_score",
    "Expected date": "target_date",
    "Target review date": None,
    "Risk #": "id",
    "Controls to be put in place": "action",
    "Impact description": "consequence",
    "Level of assurance": None,
    "Assessed by": None,
    "Action by date": None,
    "Resource implications": None,
    "Residual score (key controls)": "current_score",
    "Gaps in controls (actions to be taken)": "action",
    "Chief Accountant": None,
    "Source of assurance": None,
    "Previous score": None,
    "Date of last review": None,
    "Director of Services": None,
    "Risk Manager": None,
}
"""Headings that no table of wordings lists; None where the words name no field for certain."""


def table(*rows: tuple[str, ...]) -> Table:
    cells = [
        Cell(row, column, (Line(text),) if text else ())
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    ]
    return Table(len(rows), max(map(len, rows), default=0), tuple(cells))


def full(*texts: str) -> TableHeading | None:
    """The heading that a row of texts is wherever it stands, or None."""
    heading = headings_in(table(texts)).get(0) if texts else None
    return None if heading is None or heading.brief else heading


def read(*texts: str) -> TableHeading:
    heading = full(*texts)
    assert heading is not None
    return heading


@pytest.mark.parametrize("text", SEEN)
def test_a_heading_that_papers_print_means_its_field_and_kind(text: str) -> None:
    heading = heading_of(text)
    assert heading is not None
    assert (heading.field, heading.kind) == SEEN[text]


@pytest.mark.parametrize("text", COMPOSED)
def test_a_heading_nobody_listed_is_understood_from_its_words(text: str) -> None:
    heading = heading_of(text)
    assert (heading.field if heading else None) == COMPOSED[text]


def test_a_wording_may_name_several_things() -> None:
    assert [each.noun for each in meanings("Risk no, title, creation date, owner")] == [
        "id",
        "title",
        "review",
        "owner",
    ]
    assert [each.noun for each in meanings("Risk Description (Cause, Event, Effect)")] == [
        "cause", "event", "consequence",
    ]  # fmt: skip


def test_an_exact_wording_wins_over_its_words() -> None:
    assert set(vocabulary()["wordings"].values()) <= set(FIELDS)
    assert "Risk/Opportunity" in vocabulary()["wordings"]
    heading = heading_of("Risk/Opportunity")
    assert heading is not None
    assert heading.field == "title"


def test_no_word_stands_twice_in_one_table() -> None:
    for name in ("nouns", "stages", "relations", "kinds"):
        words = [word for words in vocabulary()[name].values() for word in words]
        assert len(words) == len(set(words)), name
    for name, words in vocabulary()["words"].items():
        assert len(words) == len(set(words)), name


def test_the_vocabulary_is_short_enough_to_be_looked_over() -> None:
    lines = (files("extractors.vocabulary") / "headings.toml").read_text("utf-8").splitlines()
    assert sum(bool(line.strip()) and not line.startswith("#") for line in lines) < 150
    assert max(map(len, lines)) <= 140


@pytest.mark.parametrize(("text", "name"), [("Current Risk", "current"), ("Residual", "target"), ("L", "likelihood")])
def test_a_side_of_a_matrix_of_scores_is_a_state_or_an_axis(text: str, name: str) -> None:
    side = score_side_of(text)
    assert side is not None
    assert side.name == name


@pytest.mark.parametrize(
    ("text", "name"), [("Control Owner", "control"), ("Mitigation Owners", "action"), ("Progress Owner", "progress")]
)
def test_owners_of_lines_are_known_by_what_they_own(text: str, name: str) -> None:
    assert line_owner_of(text) == name


@pytest.mark.parametrize("text", ["RISK OWNER", "Risk  owner:", "Risk Own\ner", "risk-owner", "Risk\u00a0Owner"])
def test_case_blanks_and_punctuation_do_not_count(text: str) -> None:
    heading = heading_of(text)
    assert heading is not None
    assert heading.field == "owner"


@pytest.mark.parametrize(
    "text",
    ["", "Risk Owners of the whole county", "x" * 500, "Strength of controls", "Sphere of action", "Area of work"],
)
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
        ("ID", "Score", "Controls", "Owner", "aa", "bb", "dd", "ee", "ff"),  # more unknown than known
        (),
    ],
)
def test_what_lacks_a_sign_of_a_register_is_none(texts: tuple[str, ...]) -> None:
    assert full(*texts) is None


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
    assert names_fields("Residual\nScore Direc\ntion of Travel") >= {"target_score", "direction"}
    assert names_fields("An agenda of many items") == set()


def test_a_remark_in_brackets_that_says_nothing_does_not_count() -> None:
    assert heading_of("Current Score (L x I)") == heading_of("Current Score")
    assert heading_of("Risk Score (Target)") != heading_of("Risk Score")


def test_words_of_prose_say_nothing_of_a_page() -> None:
    assert names_fields("As a consequence, the action plan and its mitigation were put to the board.") == set()


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Curr. Score", "current_score"), ("Exist. Controls", "control"), ("Conseq.", "consequence"), ("Cat.", "types"),
        ("Mitig. Actions", "action"), ("Resid. Score", "target_score"), ("Resp. Officer", "owner"),
        ("DoT", "direction"),
        ("Curr. L", "current_likelihood"), ("Tgt I", "target_impact"), ("L’hood", "current_likelihood"),
        ("Planned Responses", "action"), ("Last quarter's score", None), ("Movement since last report", "direction"),
        ("Net Likelihood (Target)", "target_likelihood"), ("Expected Net Score after Agreed Actions", "target_score"),
        ("Co.", None),
    ],
)  # fmt: skip
def test_words_cut_short_or_in_the_plural_are_understood(text: str, field: str | None) -> None:
    heading = heading_of(text)
    assert (heading and heading.field) == field
