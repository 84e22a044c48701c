"""A summary profile is read line by line, with the cell of each quarter's confidence; other tables are left alone."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from extractors.document import Cell, Document, Table, plain
from extractors.findings import Finding
from extractors.layouts.profile.summary_profile import claims, wanted
from extractors.read import detect_format, read_document
from extractors.records import Profile, ProfileLine
from tests.builder import Fmt, build, expected, load_edition
from tests.builder.sheet import COLOURS
from tests.layouts.tables import HEADINGS, Content, Row, blank, document, lines, row, table, wide
from tests.reading import findings_in, kind_of, printed_pack, profiles_in

TITLE = "Summary Risk Profile"
RED, AMBER, GREEN = "#ff0000", "#ffc000", "#00b050"
HEAD = [
    "Risk ID", "Risk Description", "Current Risk Rating", "Target Risk Rating", "Target Date",
    "Risk Confidence Q1", "Risk Confidence Q2", "Risk Confidence Q3", "Risk Confidence Q4", "Direction of travel",
]  # fmt: skip
OPPORTUNITIES = [heading.replace("Risk ID", "Opp ID").replace("Risk", "Opportunity") for heading in HEAD]


def colour(fill: str | None = None, columns: int = 1, text: str = "") -> Cell:
    return Cell(0, 0, lines(text), column_span=columns, fill=fill)


def scored(identifier: str, *colours: Content) -> list[Content]:
    """A line that says the same of every risk but its colours."""
    return [identifier, "Bridges", "12", "6", "March 2024", *(colours or [colour(GREEN)] * 4), "Level"]


def only(read: Document) -> Profile:
    (profile,) = profiles_in(read)
    return profile


def profile_of(*rows: Row) -> Profile:
    return only(document(TITLE, table(*rows)))


def ids(profile: Profile) -> list[str]:
    return [plain(line.values["id"]) for line in profile.lines]


def fills(line: ProfileLine) -> dict[int, str | None]:
    return {quarter: cell.fill for quarter, cell in line.confidence.items()}


def told(profile: Profile, code: str) -> list[Finding]:
    return [finding for finding in findings_in(profile) if finding.code == code]


def test_a_line_has_its_values_its_colours_and_its_place() -> None:
    profile = profile_of(HEAD, scored("Corp 8", colour(), colour(RED), colour(AMBER), colour(GREEN)))
    (line,) = profile.lines
    assert {name: plain(value) for name, value in line.values.items()} == {
        "id": "Corp 8", "title": "Bridges", "current_score": "12", "target_score": "6", "target_date": "March 2024",
        "direction": "Level",
    }  # fmt: skip
    assert fills(line) == {1: None, 2: RED, 3: AMBER, 4: GREEN}
    assert (kind_of(line), line.table, line.row, len(line.places)) == ("risk", 1, 2, 10)
    assert findings_in(profile) == ()


def test_a_colour_may_be_a_word() -> None:
    line = profile_of(HEAD, scored("Corp 8", "Red", "", "", "")).lines[0]
    assert line.confidence[1].text == "Red"


def test_columns_may_come_in_any_order() -> None:
    turned = profile_of(HEAD[::-1], scored("Corp 8", colour(RED), colour(), colour(), colour())[::-1])
    assert plain(turned.lines[0].values["title"]) == "Bridges"
    assert fills(turned.lines[0]) == {1: RED, 2: None, 3: None, 4: None}


@pytest.mark.parametrize(
    "wording",
    ["Confidence Q{}", "Q{} Risk Confidence", "Risk Confidenc e Q {}", "Risk\nConfidence\nQ{}", "Confidence Quarter {}",
     "RISK CONFIDENCE QTR. {}", "Risk ConfidenceQ{}", "Risk Confidence Q{} 2021/22", "Confidence (Q{})"],
)  # fmt: skip
def test_a_quarter_is_read_however_its_heading_is_printed(wording: str) -> None:
    head = [*HEAD[:5], *(wording.format(quarter) for quarter in (2, 1, 4, 3)), HEAD[9]]
    profile = profile_of(head, scored("Corp 8", colour(RED), colour(), colour(AMBER), colour(GREEN)))
    assert fills(profile.lines[0]) == {1: None, 2: RED, 3: GREEN, 4: AMBER}
    assert findings_in(profile) == ()


def test_quarters_may_stand_below_one_heading() -> None:
    head: list[Content] = [*HEAD[:5], colour(columns=4, text="Risk Confidence"), HEAD[9]]
    below = [*blank(5), "Q1", "Q2", "Q3", "Q4", ""]
    (line,) = profile_of(head, below, scored("Corp 8", colour(RED), colour(), colour(), colour(GREEN))).lines
    assert fills(line) == {1: RED, 2: None, 3: None, 4: GREEN}
    assert line.row == 3


def test_a_cell_over_two_quarters_counts_for_each() -> None:
    (line,) = profile_of(HEAD, scored("Corp 8", colour(AMBER, columns=2), colour(GREEN, columns=2))).lines
    assert fills(line) == {1: AMBER, 2: AMBER, 3: GREEN, 4: GREEN}


def test_a_second_heading_begins_the_opportunities() -> None:
    profile = profile_of(HEAD, scored("Corp 8"), blank(), OPPORTUNITIES, scored("CO1"))
    assert [kind_of(line) for line in profile.lines] == ["risk", "opportunity"]
    assert findings_in(profile) == ()


def test_a_section_or_the_letters_tell_the_kind_where_no_heading_does() -> None:
    head = [heading.replace("Risk ID", "Ref").replace("Risk ", "") for heading in HEAD]
    lettered = profile_of(head, scored("Corp 8"), scored("CO1"))
    assert [kind_of(line) for line in lettered.lines] == ["risk", "opportunity"]
    announced = profile_of(head, scored("Corp 8"), wide("Opportunities"), scored("X 1"))
    assert [kind_of(line) for line in announced.lines] == ["risk", "opportunity"]


def test_what_a_profile_calls_description_is_a_title_unless_it_has_both() -> None:
    head = ["Ref", "Title", "Description", "Score", "Confidence Q1"]
    (line,) = profile_of(head, ["Corp 8", "Bridges", "Old", "12", ""]).lines
    assert (plain(line.values["title"]), plain(line.values["description"])) == ("Bridges", "Old")


def test_the_nearest_line_that_names_a_profile_is_its_title() -> None:
    register = "Corporate Risk Register 2021/22 Q2"
    profile = only(document(TITLE, register, TITLE + ", quarter 2", "Note", table(HEAD, scored("Corp 8"))))
    assert profile.title == TITLE + ", quarter 2"
    assert profile.place is not None
    assert [line.text for line in profile.context[:3]] == ["Note", TITLE + ", quarter 2", register]


def test_without_one_the_registers_title_is() -> None:
    assert only(document("Corporate Risk Register 2021/22 Q2", table(HEAD, scored("Corp 8")))).title.startswith("Corp")
    assert only(document("Key to colours", table(HEAD, scored("Corp 8")))).title == ""


def test_a_title_may_stand_in_the_tables_first_row() -> None:
    assert only(document(table(wide(TITLE), HEAD, scored("Corp 8")))).title == TITLE


def test_two_tables_under_one_title_are_one_profile() -> None:
    read = document(TITLE, table(HEAD, scored("Corp 8")), "Opportunities", table(OPPORTUNITIES, scored("CO1")))
    profiles = profiles_in(read)
    assert [[(line.table, line.row) for line in profile.lines] for profile in profiles] == [[(1, 2), (2, 2)]]
    assert [claim.blocks for claim in claims(read)] == [{1: 1, 3: 1}]


def test_a_table_without_heading_goes_on_with_the_one_before() -> None:
    profile = only(document(TITLE, table(HEAD, scored("Corp 8")), table(scored("Corp 9"))))
    assert ids(profile) == ["Corp 8", "Corp 9"]


def test_another_title_begins_another_profile() -> None:
    again = "Risk profile of last year"
    profiles = profiles_in(document(TITLE, table(HEAD, scored("Corp 8")), again, table(HEAD, scored("Corp 9"))))
    assert [(profile.title, ids(profile)) for profile in profiles] == [(TITLE, ["Corp 8"]), (again, ["Corp 9"])]


# What is not read is reported


@pytest.mark.parametrize("identifier", ["", "see above", "Total"])
def test_a_row_without_an_identifier_is_reported(identifier: str) -> None:
    profile = profile_of(HEAD, scored("Corp 8"), scored(identifier))
    assert ids(profile) == ["Corp 8"]
    assert "Bridges" in told(profile, "unknown_id")[0].message


@pytest.mark.parametrize("heading", ["Mood", "Risk Confidence", "Target Date", "Risk Confidence Q1"])
def test_a_heading_that_cannot_be_used_is_reported(heading: str) -> None:
    profile = profile_of([*HEAD, heading], [*scored("Corp 8"), "x"])
    (finding,) = told(profile, "unknown_heading")
    assert f"'{heading}'" in finding.message
    assert ids(profile) == ["Corp 8"]


def test_a_quarter_of_an_earlier_year_is_reported() -> None:
    head = [*HEAD[:5], "Confidence Q4 20/21", "Confidence Q1 2021/22", "Confidence Q2 2021-22", "Confidence Q3 21/22"]
    profile = profile_of(head, scored("Corp 8", colour(RED), colour(AMBER), colour(), colour(GREEN))[:-1])
    assert fills(profile.lines[0]) == {1: AMBER, 2: None, 3: GREEN}
    assert "Q4 20/21" in told(profile, "unknown_heading")[0].message


def test_text_under_no_heading_is_reported() -> None:
    profile = profile_of([*HEAD, ""], [*scored("Corp 8"), "a remark"])
    assert "a remark" in told(profile, "unread_text")[0].message


def test_a_cell_under_two_headings_is_reported() -> None:
    profile = profile_of(HEAD, ["Corp 8", "Bridges", colour(columns=2, text="12"), *scored("")[4:]])
    (finding,) = told(profile, "merged_cell")
    assert finding.field == "current_score"
    assert profile.lines[0].findings == (finding,)


def test_a_note_across_the_table_is_reported() -> None:
    assert told(profile_of(HEAD, scored("Corp 8"), wide("Colours as of June")), "ignored_row")


def test_a_table_inside_a_cell_is_read_and_reported() -> None:
    inner = replace(colour(), tables=(table(["12", "since May"]),))
    profile = profile_of(HEAD, ["Corp 8", "Bridges", inner, *scored("")[3:]])
    assert plain(profile.lines[0].values["current_score"]) == "12 | since May"
    assert told(profile, "nested_table")


# What is no profile


@pytest.mark.parametrize(
    "block",
    [
        table(["Ref", "Measure", "Target", "Quarter 1", "Quarter 2"], ["M1", "Calls", "9", "8", "8"]),
        table(["MAJOR", "4", "8"], ["MINOR", "2", "4"]),
        table(["Risk ID", "Description", "Current Score", "Target Score"], ["Corp 8", "Bridges", "12", "6"]),
        table(["Measure", "Score", "Confidence Q1"], ["Calls", "3", ""]),
        table(HEADINGS, row("CR1")),
    ],
    ids=["performance", "score key", "no confidence", "no identifier", "register table"],
)
def test_another_table_is_left_alone(block: Table) -> None:
    assert profiles_in(document(TITLE, block)) == ()


def test_pages_of_profiles_are_wanted_and_minutes_are_not() -> None:
    assert wanted(" ".join(HEAD))
    assert wanted("Risk ID Current \nRisk \nRating\nTarget \nRisk \nRating\nTarget Date Risk \nConfidenc\ne Q1")
    assert not wanted("The summary risk profile was noted; confidence had fallen from green to amber in quarter 2.")
    assert not wanted("Measure Target Actual Direction of travel\nCalls answered 90% 88%")


# The sample paper and the real pack


def read(content: bytes) -> Document:
    return read_document(content, detect_format(content), wanted)


@cache
def sample(fmt: Fmt) -> Profile:
    return only(read(printed_pack() if fmt == "office_pdf" else build("2021-22-q4", fmt)))


WANT = expected(load_edition("2021-22-q4")).registers[0].profile
NAMES = ("id", "title", "current_score", "target_score", "target_date", "direction")


def check_sample(fmt: Fmt) -> None:
    profile = sample(fmt)
    assert (profile.title, findings_in(profile)) == (TITLE, ())
    for line, want in zip(profile.lines, WANT, strict=True):
        assert kind_of(line) == want.kind
        assert [plain(line.values[name]) for name in NAMES] == [getattr(want, name) for name in NAMES]
        colours = [COLOURS.get(each or "") for each in want.confidence]
        assert [line.confidence[quarter].fill for quarter in range(1, 5)] == colours


@pytest.mark.parametrize("fmt", ["docx", "html"])
def test_the_samples_profile_is_read(fmt: Fmt) -> None:
    check_sample(fmt)


def test_the_samples_profile_is_read_as_libreoffice_prints_it(soffice: str) -> None:
    check_sample("office_pdf")


@cache
def pack(archive: Path) -> Profile:
    (paper,) = (archive / "2021-22-q4").glob("*.pdf")
    return only(read(paper.read_bytes()))


def test_the_packs_profile_has_the_values_a_person_reads(archive: Path, gold: Path) -> None:
    lines = json.loads((gold / "2021-22-q4.json").read_text("utf-8"))["profile"]
    keys = ("id_raw", *NAMES[1:])
    got = [[plain(line.values[name]) for name in NAMES] for line in pack(archive).lines]
    assert got == [[str(line[key]) for key in keys] for line in lines]


def test_the_packs_profile_is_coloured_where_a_person_sees_a_colour(archive: Path, gold: Path) -> None:
    lines = json.loads((gold / "2021-22-q4.json").read_text("utf-8"))["profile"]
    got = [[line.confidence[quarter].fill is not None for quarter in range(1, 5)] for line in pack(archive).lines]
    assert got == [[colour is not None for colour in line["confidence"]] for line in lines]


def test_the_packs_profile_has_nothing_to_report(archive: Path) -> None:
    assert pack(archive).findings == ()


@pytest.mark.parametrize("heading", ["Q{} 2022/23", "Quarter {}", "Q{} RAG"])
def test_quarters_beside_both_scores_are_of_a_confidence(heading: str) -> None:
    heads = [*HEAD[:5], *(heading.format(quarter) for quarter in range(1, 5)), HEAD[9]]
    profile = profile_of(heads, scored("Corp 8"))
    assert fills(profile.lines[0]) == dict.fromkeys(range(1, 5), GREEN)


def test_quarters_without_both_scores_are_no_profile() -> None:
    heads = ["Ref", "Indicator", "Score", "Q1", "Q2", "Q3", "Q4"]
    assert profiles_in(document(TITLE, table(heads, ["CR1", "Repairs", "12", "60%", "61%", "62%", "63%"]))) == ()


def test_a_heading_for_risks_may_stand_over_opportunities_too() -> None:
    profile = profile_of(HEAD, scored("Corp 8"), scored("CO1"))
    assert [kind_of(line) for line in profile.lines] == ["risk", "opportunity"]


def test_the_quarter_of_a_profile_may_stand_below_its_title() -> None:
    profile = only(document(TITLE, "Quarter 1 2022/23", table(HEAD, scored("Corp 8"))))
    assert profile.title == f"{TITLE} Quarter 1 2022/23"
