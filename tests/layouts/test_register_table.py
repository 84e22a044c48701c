"""A register is read from its table: entries, what stands in their cells, and a finding for whatever else is there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Cell, Document, Line, Table, plain
from extractors.findings import Finding
from extractors.layouts.claims import read_layouts
from extractors.layouts.register_table import claims, wanted
from extractors.records import Entry, Register
from tests.layouts.tables import CHANCES, HEADINGS, TITLE, Row, blank, document, lines, row, table, wide
from tests.owners import line_owners
from tests.reading import findings_in, registers_in

GENERIC = ["Ref", "Description", "Type", "Progress", "Controls", "Score", "Actions", "Target Score", "Owner"]
"""Headings that say of no entry whether it is a risk."""


def only(read: Document) -> Register:
    (register,) = registers_in(read)
    return register


def register_of(*rows: Row) -> Register:
    return only(document(TITLE, table(HEADINGS, *rows)))


def text(entry: Entry, name: str) -> str:
    return plain(entry.values[name])


def ids(register: Register) -> list[str]:
    return [text(entry, "id") for entry in register.entries]


def codes(register: Register) -> list[str]:
    return [finding.code for finding in findings_in(register)]


def finding_of(register: Register, code: str) -> Finding:
    (finding,) = [finding for finding in findings_in(register) if finding.code == code]
    return finding


def test_an_entry_has_its_cells_its_rows_and_its_places() -> None:
    register = register_of(row("CR1"), row("CR2", owner=""))
    assert register.title == TITLE
    assert ids(register) == ["CR1", "CR2"]
    first, second = register.entries
    assert (first.kind, first.table, first.rows) == ("risk", 1, (2, 2))
    assert text(first, "description") == "About CR1"
    assert second.values["owner"] == ()
    assert len(first.places) == 10
    assert findings_in(register) == ()


def test_entries_above_a_heading_in_a_later_table_go_on_with_the_table_before() -> None:
    split = document(TITLE, table(HEADINGS, row("CR1")), table(row("CR2"), CHANCES, row("CO1")))
    assert ids(only(split)) == ["CR1", "CR2", "CO1"]
    assert [entry.kind for entry in only(split).entries] == ["risk", "risk", "opportunity"]


def test_a_row_above_the_heading_is_reported_and_a_title_there_is_not() -> None:
    register = only(document(table(wide(TITLE), ["Left", "Right", *[""] * 8], HEADINGS, row("CR1"))))
    assert register.title == TITLE
    assert codes(register) == ["ignored_row"]


def test_columns_are_read_by_their_headings_in_any_order() -> None:
    turned = only(document(TITLE, table(HEADINGS[::-1], row("CR1")[::-1])))
    assert turned.entries[0].values == register_of(row("CR1")).entries[0].values


def test_blank_rows_are_spacers() -> None:
    register = register_of(blank(), row("CR1"), blank(), blank(), row("CR2"), blank())
    assert ids(register) == ["CR1", "CR2"]
    assert findings_in(register) == ()


def test_opportunities_in_the_same_table_and_in_one_of_their_own() -> None:
    together = only(document(TITLE, table(HEADINGS, row("CR1"), CHANCES, row("C01"))))
    apart = only(document(TITLE, table(HEADINGS, row("CR1")), "Opportunities", table(CHANCES, row("C01"))))
    for register in (together, apart):
        assert [entry.kind for entry in register.entries] == ["risk", "opportunity"]
        assert text(register.entries[1], "progress") == "Audits"
        assert findings_in(register) == ()
    assert [entry.table for entry in apart.entries] == [1, 2]


def test_a_section_row_says_the_kind_where_headings_do_not_and_a_repeated_heading_keeps_it() -> None:
    generic = [*GENERIC, "Direction"]
    register = only(
        document(TITLE, table(generic, wide("Risks"), row("X1"), wide("Opportunities"), row("X2"), generic, row("X3")))
    )
    assert [entry.kind for entry in register.entries] == ["risk", "opportunity", "opportunity"]


def test_where_no_words_say_the_kind_it_is_left_open() -> None:
    register = only(document(TITLE, table(GENERIC, row("CR1")[:9], row("CO1")[:9])))
    assert [(entry.kind, entry.likely_kind) for entry in register.entries] == [(None, None)] * 2


def test_a_repeated_heading_is_no_entry() -> None:
    register = register_of(row("CR1"), HEADINGS, row("CR2"))
    assert ids(register) == ["CR1", "CR2"]
    assert findings_in(register) == ()


def test_a_renamed_heading_is_reported_with_its_place_and_its_column_left_out() -> None:
    renamed = [*HEADINGS[:3], "If nothing is done", *HEADINGS[4:]]
    register = only(document(TITLE, table(renamed, row("CR1"), row("CR2"))))
    assert "consequence" not in register.entries[0].values
    assert codes(register) == ["unknown_heading", "missing_heading"]
    finding = finding_of(register, "unknown_heading")
    assert "'If nothing is done'" in finding.message
    assert finding.place is not None
    assert (finding.place.row, finding.place.column) == (0, 3)
    assert (finding.value, finding.unread) == ("If nothing is done", 2)


@pytest.mark.parametrize("column", range(1, 10))
def test_a_missing_column_is_reported(column: int) -> None:
    without = [*HEADINGS[:column], *HEADINGS[column + 1 :]]
    values = row("CR1")
    register = only(document(TITLE, table(without, [*values[:column], *values[column + 1 :]])))
    assert codes(register) == ["missing_heading"]


def test_a_heading_that_comes_twice_is_read_once() -> None:
    register = only(document(TITLE, table([*HEADINGS, "Owner"], [*row("CR1"), "Clerk"])))
    assert text(register.entries[0], "owner") == "Director of Finance"
    finding = finding_of(register, "unknown_heading")
    assert "which another column is already" in finding.message
    assert (finding.value, finding.unread) == ("Owner", 1)


def test_a_value_under_no_heading_is_reported() -> None:
    register = only(document(TITLE, table([*HEADINGS, ""], [*row("CR1"), "Stray"])))
    assert "'Stray'" in finding_of(register, "unread_text").message


def test_a_row_without_an_identifier_goes_on_with_the_entry_above() -> None:
    rest = ["", *blank(5), "Ask again", *blank(3)]
    register = register_of(row("CR1"), rest, row("CR2"))
    assert text(register.entries[0], "action") == "Ask\nAsk again"
    assert register.entries[0].rows == (2, 3)
    assert finding_of(register, "row_without_id").place is not None


def test_a_row_whose_identifier_cannot_be_read_is_left_out_and_reported_with_its_continuation() -> None:
    register = register_of(row("CR1"), row("see note"), ["", "More", *blank(8)])
    assert ids(register) == ["CR1"]
    assert text(register.entries[0], "description") == "About CR1"
    assert codes(register) == ["unknown_id", "unknown_id"]
    assert "see note" in findings_in(register)[0].message
    assert "More" in findings_in(register)[1].message


def test_a_note_across_the_table_is_listed_as_ignored() -> None:
    register = register_of(row("CR1"), wide("Key: 15 and more is red"))
    assert ids(register) == ["CR1"]
    assert "Key: 15 and more is red" in finding_of(register, "ignored_row").message


def test_a_cell_over_two_columns_is_read_as_the_first_and_reported() -> None:
    register = register_of([*row("CR1")[:8], Cell(0, 0, lines("Clerk"), column_span=2)])
    assert text(register.entries[0], "owner") == "Clerk"
    assert "direction" not in register.entries[0].values
    assert register.entries[0].findings == (finding_of(register, "merged_cell"),)


def test_a_row_that_is_too_short_has_blank_fields_not_absent_ones() -> None:
    register = register_of(row("CR1"), row("CR2")[:9])
    assert register.entries[1].values["direction"] == ()


def test_an_entry_over_two_rows_counts_its_cells_once() -> None:
    tall = [Cell(0, 0, lines(value), row_span=2) for value in row("CR1")]
    first: list[str | Cell] = [*tall]
    first[4] = "Audits"
    grid = table(HEADINGS, first, ["Checks"])
    under = grid.cells[-1]
    grid = replace(grid, cells=(*grid.cells[:-1], replace(under, column=4)))
    (entry,) = only(document(TITLE, grid)).entries
    assert text(entry, "control") == "Audits\nChecks"
    assert text(entry, "owner") == "Director of Finance"
    assert entry.rows == (2, 3)


def test_a_table_inside_a_cell_is_read_row_by_row_and_reported() -> None:
    inner = table(["Quarter", "Posts filled"], ["Q1", "14"], ["", ""], ["Q2", ""])
    values: list[str | Cell] = list(row("CR1"))
    values[6] = Cell(0, 0, lines("Fill posts"), tables=(inner,))
    register = register_of(values)
    assert text(register.entries[0], "action") == "Fill posts\nQuarter | Posts filled\nQ1 | 14\nQ2"
    assert "'Quarter | Posts filled; Q1 | 14; Q2'" in finding_of(register, "nested_table").message


def test_the_heading_of_a_table_of_actions_inside_a_cell_is_no_action() -> None:
    inner = table(["Action", "Target date", "Status"], ["Fill posts", "May 2030", "On track"])
    values: list[str | Cell] = list(row("CR1"))
    values[6] = Cell(0, 0, tables=(inner,))
    assert text(register_of(values).entries[0], "action") == "Fill posts | May 2030 | On track"


def test_a_table_inside_a_table_inside_a_cell_is_read_too() -> None:
    inner = table(["Year", Cell(0, 0, lines("Posts"), tables=(table(["Q1", "14"]),))])
    values: list[str | Cell] = list(row("CR1"))
    values[6] = Cell(0, 0, tables=(inner,))
    assert text(register_of(values).entries[0], "action") == "Year | Posts Q1 | 14"


def test_a_title_may_stand_in_a_merged_first_row_or_in_a_frame() -> None:
    for read in (
        document(table(wide(TITLE), HEADINGS, row("CR1"))),
        document(table([TITLE]), table(HEADINGS, row("CR1"))),
    ):
        assert only(read).title == TITLE


def test_the_title_is_no_sentence_where_there_is_a_proper_one() -> None:
    prose = "The register was agreed by the committee in March 2019."
    assert only(document(TITLE, prose, table(HEADINGS, row("CR1")))).title == TITLE
    assert only(document(prose, table(HEADINGS, row("CR1")))).title == prose


def test_lines_before_the_register_are_its_context_nearest_first() -> None:
    register = only(document("Far", TITLE, "Near", table(HEADINGS, row("CR1"))))
    assert [line.text for line in register.context] == ["Near", TITLE, "Far"]


def test_two_registers_in_one_paper() -> None:
    later = "Corporate Risk & Opportunity Register Q2 2018/19"
    first, second = registers_in(
        document(TITLE, table(HEADINGS, row("CR1")), later, table(HEADINGS, row("CR1"), row("CR2")))
    )
    assert (first.title, ids(first)) == (TITLE, ["CR1"])
    assert (second.title, ids(second)) == (later, ["CR1", "CR2"])


def test_a_table_without_headings_goes_on_with_the_register() -> None:
    register = only(document(TITLE, table(HEADINGS, row("CR1")), "Page 2", table(row("CR2"), row("CR3"))))
    assert ids(register) == ["CR1", "CR2", "CR3"]
    assert register.entries[1].rows == (1, 1)


def test_a_line_between_two_tables_of_a_register_is_reported() -> None:
    register = only(document(TITLE, table(HEADINGS, row("CR1")), "The ferry is late.", table(row("CR2"))))
    assert ids(register) == ["CR1", "CR2"]
    assert "'The ferry is late.'" in finding_of(register, "unread_text").message


def test_the_rest_of_an_entry_may_stand_in_a_table_of_its_own() -> None:
    register = only(document(TITLE, table(HEADINGS, row("CR1")), table(["", "And more", *blank(8)])))
    assert text(register.entries[0], "description") == "About CR1\nAnd more"
    assert register.entries[0].rows == (2, 2)
    assert codes(register) == ["row_without_id"]


def test_a_table_without_headings_under_another_title_is_not_mixed_in() -> None:
    later = "Corporate Risk & Opportunity Register Q2 2018/19"
    register = only(document(TITLE, table(HEADINGS, row("CR1")), later, table(row("CR2"))))
    assert ids(register) == ["CR1"]
    assert "CR2" in finding_of(register, "unread_text").message


def test_a_table_that_bears_identifiers_and_no_known_headings_is_reported() -> None:
    odd = table(["Chance", "What", "Score"], ["CR2", "Something", "8"])
    register = only(document(TITLE, table(HEADINGS, row("CR1")), odd))
    assert "CR2" in finding_of(register, "unread_text").message


@pytest.mark.parametrize(
    "other",
    [
        table(["Impact", "1", "2", "3"], ["1", "1", "2", "3"], ["2", "2", "4", "6"]),
        table(["Score", "Meaning"], ["15 to 25", "Red"], ["1 to 6", "Green"]),
        table(["Home", "Meetings", "Contact"]),
        table(["Ref", "Measure", "Target", "Actual"], ["P1", "Calls answered", "95%", "91%"]),
        table(["Item", "Minute"], ["4", "The committee noted the risk register for 2018/19"]),
        Table(0, 0, ()),
    ],
)
def test_what_is_no_register_is_none(other: Table) -> None:
    assert registers_in(document(TITLE, other)) == ()
    register = only(document(other, TITLE, table(HEADINGS, row("CR1")), "Key to the scores", other))
    assert ids(register) == ["CR1"]
    assert findings_in(register) == ()


def test_no_document_is_too_small() -> None:
    assert registers_in(Document("pdf")) == ()
    assert only(document(table(HEADINGS, row("CR1")))).title == ""


def test_a_register_without_an_entry_is_none_and_what_was_found_in_it_is_said_of_the_paper() -> None:
    read = read_layouts(document(TITLE, table(HEADINGS, ["see below", *blank(9)])))
    assert read.registers == ()
    assert [finding.code for finding in read.findings] == ["unknown_id"]


def test_lines_keep_level_and_place() -> None:
    bullets = Cell(0, 0, (Line("Lead:"), Line("one", 1, "•"), Line("two", 2, "•")))
    values: list[str | Cell] = list(row("CR1"))
    values[3] = bullets
    assert [line.level for line in register_of(values).entries[0].values["consequence"]] == [0, 1, 2]


def test_a_page_is_wanted_for_its_headings_or_a_title() -> None:
    assert wanted("\n".join(HEADINGS))
    assert wanted(f"Appendix\n{TITLE}\n")
    assert not wanted("Agenda\n1. Apologies\n2. Minutes")


BRIEF = table(["Ref", "Risk", "Score"], ["F1", "Frost", "12"], ["F2", "Fog", "8"])
"""Little more than identifiers, titles and scores."""


def brief_ids(*blocks: str | Table) -> list[str]:
    records = [claim.record for claim in claims(document(*blocks), brief=True)]
    return [name for record in records if isinstance(record, Register) for name in ids(record)]


@pytest.mark.parametrize("title", ["Corporate risks", "Opportunities of the harbour board"])
def test_a_brief_table_is_read_under_a_title_of_risks(title: str) -> None:
    assert brief_ids(title, BRIEF) == ["F1", "F2"]


@pytest.mark.parametrize("title", ["Agenda", "The committee noted the risk.", "On risk " + "and so on " * 20])
def test_a_brief_table_under_anything_else_is_none(title: str) -> None:
    assert brief_ids(title, BRIEF) == []


def test_a_brief_table_is_not_read_unless_it_is_asked_for() -> None:
    assert claims(document("Corporate risks", BRIEF)) == ()


def test_a_brief_table_beside_a_whole_register_is_left_alone() -> None:
    register = only(document(TITLE, BRIEF, table(HEADINGS, row("CR1"))))
    assert ids(register) == ["CR1"]


def test_dates_of_reviews_are_not_kept_and_named() -> None:
    register = only(document(TITLE, table([*HEADINGS, "Next review"], [*row("CR1"), "1 May 2030"])))
    assert codes(register) == ["not_kept"]
    assert "'Next review'" in finding_of(register, "not_kept").message


def test_a_heading_that_is_understood_by_more_than_its_words_is_reported_with_the_line_that_confirms_it() -> None:
    renamed = [*HEADINGS[:9], "Plover"]
    register = only(document(TITLE, table(renamed, row("CR1", direction="Level"), row("CR2", direction="Up"))))
    assert text(register.entries[0], "direction") == "Level"
    inferred = finding_of(register, "inferred_heading")
    assert (inferred.value, inferred.field) == ("Plover", "direction")


def test_an_entry_knows_which_axis_its_heading_gives_first() -> None:
    headings = [*HEADINGS[:5], "Risk Score (Impact x Likelihood)", *HEADINGS[6:]]
    (entry,) = only(document(TITLE, table(headings, row("CR1", current_score="4 x 3")))).entries
    assert entry.first == {"current_score": "impact"}


# Other ways round

SIDE = ("Risk ID", "Title", "Description", "Risk owner", "Existing controls", "Current score", "Target score")


def column(identifier: str) -> tuple[str, ...]:
    return identifier, f"Floods {identifier}", "Wet", "Head of Estates", "Pumps", "12", "8"


@pytest.mark.parametrize("label", ["Risk ID", ""])
def test_a_table_with_its_headings_down_the_side_has_a_risk_in_each_column(label: str) -> None:
    read = only(document(TITLE, table(*zip((label, *SIDE[1:]), column("CR1"), column("CR2"), strict=True))))
    assert ids(read) == ["CR1", "CR2"]
    assert [text(entry, "owner") for entry in read.entries] == ["Head of Estates"] * 2
    assert all(entry.turned for entry in read.entries)


def test_where_the_first_label_stands_again_further_risks_follow() -> None:
    bands = [
        *zip(SIDE, column("CR1"), column("CR2"), strict=True),
        *zip(SIDE, column("CR3"), column("CR4"), strict=True),
    ]
    read = only(document(TITLE, table(*bands)))
    assert ids(read) == ["CR1", "CR2", "CR3", "CR4"]
    assert text(read.entries[2], "title") == "Floods CR3"


def test_actions_in_rows_below_a_risk_are_its_own() -> None:
    headings = ["Ref", "Risk", "Current score", "Existing controls", "Risk owner"]
    actions = ["Action ref", "Action", "Action lead", "Due", "Status"]
    read = register_of(
        headings, ["CR1", "Floods", "12", "Pumps", "Head of Estates"],
        actions, ["CR1.1", "Raise the wall", "Head of Works", "May 2022", "Two prices are in"],
        ["CR1.2", "Buy a pump", "Clerk", "May 2023", "Open"],
        ["CR2", "Fog", "9", "Lamps", "Head of Roads"],
    )  # fmt: skip
    assert ids(read) == ["CR1", "CR2"]
    assert text(read.entries[0], "action") == "Raise the wall\nBuy a pump"
    assert line_owners(read.entries[0])["action"] == ("Head of Works", "Clerk")


def test_a_risk_may_take_a_row_for_each_state() -> None:
    headings = ["Ref", "Risk", "Stage", "Likelihood", "Impact", "Score", "Controls"]
    tall = [Cell(0, 0, lines(said), row_span=3) for said in ("CR1", "Floods")]
    read = register_of(
        headings, [*tall, "Gross", "4", "4", "16", ""],
        ["", "", "Current", "3", "4", "12", "Pumps"], ["", "", "Target", "2", "4", "8", "A wall"],
    )  # fmt: skip
    (entry,) = read.entries
    scores = [text(entry, f"{state}_score") for state in ("inherent", "current", "target")]
    assert scores == ["16", "12", "8"]
    assert (text(entry, "control"), text(entry, "action")) == ("Pumps", "A wall")


def test_a_register_without_identifiers_has_an_entry_in_each_row_that_names_one() -> None:
    read = register_of(
        ["Risk", "Current score", "Controls", "Owner"], ["Floods", "12", "Pumps", "Clerk"], ["Fog", "9", "", ""]
    )
    assert [text(entry, "description") for entry in read.entries] == ["Floods", "Fog"]
    assert all("id" not in entry.values for entry in read.entries)


def test_what_is_the_same_in_each_row_is_context() -> None:
    headings = ["Organisation", "Ref", "Risk", "Current score", "Controls", "Owner"]
    rows = [["Marshwick District Council", f"CR{n}", "Floods", "12", "Pumps", "Clerk"] for n in (1, 2)]
    read = only(document(TITLE, table(headings, *rows)))
    assert "Marshwick District Council" in [line.text for line in read.context]


RISKS = ["Ref", "Risk", "Current score", "Existing controls", "Risk owner"]
ACTIONS = table(["Action", "Action owner", "Due"], ["Raise the wall", "Head of Works", "May 2022"])


def risk(identifier: str) -> list[str]:
    return [identifier, "Floods", "12", "Pumps", "Head of Estates"]


def test_a_line_may_stand_between_a_risk_and_its_actions() -> None:
    blocks = [
        part for name in ("CR1", "CR2") for part in (table(RISKS, risk(name)), "Actions to manage this risk", ACTIONS)
    ]
    read = only(document(TITLE, *blocks))
    assert [text(entry, "action") for entry in read.entries] == ["Raise the wall"] * 2


def test_a_line_may_name_the_risk_that_actions_are_on() -> None:
    read = only(document(TITLE, table(RISKS, risk("CR1"), risk("CR2"), risk("CR3")), "CR2: actions", ACTIONS))
    assert [text(entry, "action") if "action" in entry.values else "" for entry in read.entries] == [
        "",
        "Raise the wall",
        "",
    ]


def test_actions_behind_a_sentence_are_taken_by_no_risk() -> None:
    read = only(document(TITLE, table(RISKS, risk("CR1")), "The board met in June.", ACTIONS))
    assert "action" not in read.entries[0].values


@pytest.mark.parametrize(("heading", "context"), [("Quarter", ("Q3 2020/21",)), ("Seen again", ())])
def test_what_each_row_says_again_dates_a_register_only_under_a_heading_of_that(
    heading: str, context: tuple[str, ...]
) -> None:
    rows = [[*row(identifier), "Q3 2020/21"] for identifier in ("CR1", "CR2")]
    register = only(document("Corporate risks", table([*HEADINGS, heading], *rows)))
    assert tuple(line.text for line in register.context) == ("Corporate risks", *context)
