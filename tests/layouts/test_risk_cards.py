"""A register of cards is read however its cards are drawn; what no label claims is a finding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Cell, Document, Table, plain
from extractors.findings import Finding
from extractors.layouts.cards.labels import SECTIONS
from extractors.layouts.cards.learnt import with_known_labels
from extractors.layouts.cards.risk_cards import claims, wanted
from extractors.records import Entry, Register
from extractors.vocabulary.headings import line_owner_of
from tests.layouts.cards import LABELS, TITLE, VALUES, bullets, card, drawn, head, section, shaded, span, top
from tests.layouts.tables import HEADINGS, Content, Row, document, row, table
from tests.owners import line_owners
from tests.reading import findings_in, kind_of, registers_in


def beside() -> Table:
    """A card with each label on the left of its value."""
    scores = [["Current Risk Score", "12"], ["Target Risk Score", "6"]]
    return drawn(
        ["Risk ID", "Corp 8"], ["Title", VALUES["title"]], *scores,
        *([label, VALUES[name]] for name, label in LABELS.items()),
    )  # fmt: skip


def two_by_two() -> Table:
    """Two labels with their values in each row."""
    names = list(LABELS)[:-1]
    pairs = zip(names[::2], names[1::2], strict=True)
    return drawn(
        ["Risk ID:", "Corp 8", "Title:", VALUES["title"]],
        ["Current Score", "12", "Target Score", "6"],
        *([LABELS[one], VALUES[one], LABELS[other], VALUES[other]] for one, other in pairs),
        ["Progress", span(VALUES["progress"], columns=3)],
    )


def two_by_two_rows() -> list[Row]:
    return [list(cells) for _, cells in two_by_two().by_row()]


def together() -> Table:
    """Every label with its value in one cell."""
    return drawn(
        ["Risk ID: Corp 8\nTitle: Bridges & Tunnels", "Current score: 12 Target score: 6"],
        *([f"{label.rstrip(':')}:\n{VALUES[name]}", ""] for name, label in list(LABELS.items())[:5]),
        *([span(f"{label.rstrip(':')}: {VALUES[name]}", columns=2)] for name, label in list(LABELS.items())[5:]),
    )


def above() -> Table:
    """Every label above its value, those of the head too."""
    names = list(LABELS)
    return drawn(
        ["Risk ID", "Risk Title", "Current Risk Score", "Target Risk Score"],
        ["Corp 8", VALUES["title"], "12", "6"],
        *(
            [contents[name] for name in names[at : at + 4]]
            for at in (0, 4, 8)
            for contents in (LABELS, VALUES)
        ),
    )  # fmt: skip


def only(read: Document) -> Register:
    (register,) = registers_in(read)
    return register


def register_of(*rows: Row, page: dict[int, int] | None = None) -> Register:
    return only(document(TITLE, drawn(*rows, page=page)))


def entry_of(*rows: Row) -> Entry:
    return register_of(*rows).entries[0]


def text(entry: Entry, name: str) -> str:
    return plain(entry.values[name])


def ids(register: Register) -> list[str]:
    return [text(entry, "id") for entry in register.entries]


def findings_of(register: Register, code: str) -> list[Finding]:
    return [finding for finding in findings_in(register) if finding.code == code]


# However a card is drawn


@pytest.mark.parametrize(
    "drawing",
    [drawn(*card()), beside(), two_by_two(), together(), above()],
    ids=["as in the pack", "labels beside", "two pairs a row", "in one cell", "labels above"],
)
def test_a_card_says_the_same_however_its_labels_stand(drawing: Table) -> None:
    register = only(document(TITLE, drawing))
    (entry,) = register.entries
    assert {name: text(entry, name) for name in VALUES} == VALUES
    assert kind_of(entry) == "risk"
    assert findings_in(register) == ()


@pytest.mark.parametrize(
    "printed",
    [
        "Risk ID Corp 8 – Bridges & Tunnels",
        "Risk ID: Corp 8 Title: Bridges & Tunnels",
        "Risk ID Corp 8    Title: Bridges & Tunnels",
        "Risk ID: Corp 8: Bridges & Tunnels",
        "Risk ID Corp 8 Bridges & Tunnels",
        "Risk ID\nCorp 8\nTitle\nBridges & Tunnels",
    ],
)
def test_identifier_and_title_are_parted(printed: str) -> None:
    entry = entry_of([span(printed, columns=2), *head(VALUES)[1:]], *card()[1:])
    assert (text(entry, "id"), text(entry, "title")) == ("Corp 8", "Bridges & Tunnels")


def test_a_score_broken_over_lines_keeps_its_number() -> None:
    entry = entry_of([head(VALUES)[0], "Current risk\nscore: 12", span("Target Risk Score 6", columns=2)], *card()[1:])
    assert (text(entry, "current_score"), text(entry, "target_score")) == ("12", "6")


def test_a_score_that_is_none_is_handed_on_as_printed() -> None:
    entry = entry_of(*card(current_score="to be agreed"))
    assert text(entry, "current_score") == "to be agreed"


def test_a_title_may_hold_a_colon() -> None:
    assert text(entry_of(*card(title="Our Journey: Second Half")), "title") == "Our Journey: Second Half"


def test_a_blank_value_is_empty_and_its_fill_is_kept() -> None:
    entry = entry_of(*card(owner="", target_date=""))
    assert entry.values["owner"] == entry.values["target_date"] == entry.values["confidence"] == ()
    assert entry.fills["confidence"].fill == "#ffc000"


def test_an_entry_knows_its_table_its_rows_and_its_places() -> None:
    rows = card()
    first, second = register_of(*rows, *card(id="Corp 9")).entries
    assert (first.table, first.rows, second.rows) == (1, (1, len(rows)), (len(rows) + 1, 2 * len(rows)))
    assert {place.row for place in first.places} == set(range(len(rows)))


def test_cards_in_a_table_each_are_one_register() -> None:
    register = only(document(TITLE, drawn(*card()), drawn(*card(id="Corp 9"))))
    assert [(text(entry, "id"), entry.table) for entry in register.entries] == [("Corp 8", 1), ("Corp 9", 2)]


def test_a_card_may_take_several_tables() -> None:
    rows = card()
    register = only(document(TITLE, drawn(*rows[:6]), drawn(*rows[6:8]), drawn(*rows[8:])))
    (entry,) = register.entries
    assert {name: text(entry, name) for name in VALUES} == VALUES
    assert findings_in(register) == ()


def test_a_card_may_stand_under_its_identifier_and_title() -> None:
    scores: list[Content] = ["Current Risk Score", "12", "Target Risk Score", span("6", columns=2)]
    register = only(document(TITLE, "Corp 8 – Bridges & Tunnels", drawn(scores, *card()[1:])))
    assert {name: text(register.entries[0], name) for name in VALUES} == VALUES
    assert findings_in(register) == ()


def test_a_title_in_the_tables_first_row_is_the_registers() -> None:
    register = only(document(drawn([span(TITLE, columns=5)], *card())))
    assert register.title == TITLE
    assert register.entries[0].rows[0] == 2


def test_another_title_begins_another_register() -> None:
    later = TITLE.replace("Q2", "Q3")
    read = document(TITLE, drawn(*card()), later, drawn(*card()))
    registers = registers_in(read)
    assert [(register.title, ids(register)) for register in registers] == [(TITLE, ["Corp 8"]), (later, ["Corp 8"])]
    assert [claim.blocks for claim in claims(read)] == [{1: 1}, {3: 1}]


def test_the_nearest_title_is_taken_and_lines_before_it_are_context() -> None:
    register = only(document("Corporate risk register 2020", "Cabinet Committee", TITLE, drawn(*card())))
    assert register.title == TITLE
    assert [line.text for line in register.context][:2] == [TITLE, "Cabinet Committee"]


# Opportunities


def test_the_head_tells_an_opportunity() -> None:
    rows: list[Row] = [[span("Opportunity ID: CO1 Title: Heat from Mines", columns=2), *head(VALUES)[1:]], *card()[1:]]
    entry = entry_of(*rows)
    assert (kind_of(entry), text(entry, "id"), text(entry, "title")) == ("opportunity", "CO1", "Heat from Mines")


@pytest.mark.parametrize("said", ["in a row", "in a line"])
def test_opportunities_are_announced_where_no_label_tells_them(said: str) -> None:
    heat = [["ID", "X 1"], ["Title", "Heat"], ["Score", "4"], ["Progress", "Drilled"]]
    risk = [["Risk ID", "Corp 8"], *heat[1:]]
    if said == "in a row":
        register = register_of(*risk, [span("Opportunities", columns=2)], *heat)
    else:
        register = only(document(TITLE, drawn(*risk), "Opportunities", drawn(*heat)))
    assert [kind_of(entry) for entry in register.entries] == ["risk", "opportunity"]
    assert not findings_of(register, "unread_text")


def test_the_owner_beside_a_section_owns_its_lines_and_not_the_entry() -> None:
    rows: list[Row] = [
        *top(VALUES),
        *section("Actions to realise", bullets("Drill", "Pipe", columns=2), "Opportunity Owner"),
    ]
    entry = entry_of(*rows)
    assert text(entry, "owner") == VALUES["owner"]
    assert line_owners(entry) == {"action": ("CMT", "CMT")}


def test_progress_beside_control_owners_is_read_as_controls() -> None:
    register = register_of(*top(VALUES), *section("Progress to date", "Three holes drilled"))
    (entry,) = register.entries
    assert text(entry, "control") == "Three holes drilled"
    assert "progress" not in entry.values
    assert [(found.code, found.field) for found in entry.findings] == [("section_by_owner", "control")]


def test_progress_stays_progress_in_a_card_with_controls() -> None:
    rows: list[Row] = [
        *top(VALUES),
        *section("Progress to date", "Drilled"),
        *section("Current Controls", "Monthly talks"),
    ]
    entry = entry_of(*rows)
    assert (text(entry, "progress"), text(entry, "control")) == ("Drilled", "Monthly talks")
    assert line_owners(entry) == {"progress": ("CMT",), "control": ("CMT",)}


# Sections and their owners


def test_a_section_goes_on_in_rows_without_an_owner() -> None:
    rows: list[Row] = [*section("Current Controls", "First"), [span("Second", columns=2), span(columns=3)]]
    entry = entry_of(*top(VALUES), *rows)
    assert [line.text for line in entry.values["control"]] == ["First", "Second"]
    assert line_owners(entry)["control"] == ("CMT", "CMT")


def test_each_row_of_a_section_has_its_owner() -> None:
    rows: list[Row] = [
        *section("Current Controls", "First\nSecond"),
        [span("Third", columns=2), span("Treasurer", columns=3)],
    ]
    assert line_owners(entry_of(*top(VALUES), *rows))["control"] == ("CMT", "CMT", "Treasurer")


def test_several_owners_beside_one_cell_own_all_its_lines() -> None:
    tall = span("First\nSecond", rows=2, columns=2)
    rows = [
        [span("Current Controls", columns=2), span("Control Owner", columns=3)],
        [tall, span("CMT\nTreasurer", columns=3)],
        [span("Head of Law", columns=3)],
    ]
    owners = line_owners(entry_of(*top(VALUES), *rows))["control"]
    assert owners == ("CMT Treasurer Head of Law",) * 2


def test_owners_cut_by_a_page_end_own_the_lines_on_both_pages() -> None:
    rows: list[Row] = [
        *top(VALUES),
        *section("Current Controls", "First\nSecond"),
        [span("Third", columns=2), span("Clerk", columns=3)],
    ]
    register = register_of(*rows, page={number: 1 + (number > 7) for number in range(len(rows))})
    assert line_owners(register.entries[0])["control"] == ("CMT Clerk",) * 3


@pytest.mark.parametrize("before", ["CMT;", "CMT and"])
def test_an_owner_cut_in_the_middle_goes_on_over_the_page_end(before: str) -> None:
    rows: list[Row] = [
        *top(VALUES),
        *section("Current Controls", "First", name=before),
        [span("Second", columns=2), span("Clerk", columns=3)],
    ]
    register = register_of(*rows, page={number: 1 + (number > 7) for number in range(len(rows))})
    assert line_owners(register.entries[0])["control"] == (f"{before} Clerk",) * 2


def test_a_row_with_its_own_owner_may_begin_a_page() -> None:
    rows: list[Row] = [
        *top(VALUES),
        *section("Current Controls", "First"),
        [span("Second", columns=2), span("Clerk", columns=3)],
    ]
    register = register_of(*rows, page={number: 1 + (number > 7) for number in range(len(rows))})
    assert line_owners(register.entries[0])["control"] == ("CMT", "Clerk")


def test_lines_without_an_owner_have_none() -> None:
    entry = entry_of(*top(VALUES), *section("Current Controls", "First", name=""), *section("Mitigating Actions", "A"))
    assert "control" not in line_owners(entry)
    assert line_owners(entry)["action"] == ("CMT",)


def test_an_owner_of_no_line_is_reported() -> None:
    register = register_of(*top(VALUES), *section("Current Controls", "", name="CMT"))
    assert "CMT" in findings_of(register, "unread_text")[0].message
    assert register.entries[0].values["control"] == ()


def test_a_tall_cell_that_a_page_end_cut_goes_on_beside_labels() -> None:
    rows = top(VALUES)
    rows[2] = [*map(span, ("Two bridges", "Lorries")), *rows[2][2:]]
    rows[3] = [span("and what they carry", 3), span("and their drivers", 3), *rows[3]]
    entry = entry_of(*rows)
    assert text(entry, "description") == "Two bridges\nand what they carry"
    assert text(entry, "consequence") == "Lorries\nand their drivers"


@pytest.mark.parametrize("wording", ["Control Owner", "CONTROLS OWNER:", "Action owner", "Mitigating Action Owner"])
def test_an_owner_of_lines_is_distinguished_from_the_owner_of_the_entry(wording: str) -> None:
    assert line_owner_of(wording) in SECTIONS
    assert line_owner_of("Risk Owner") is None


# What words may look like


@pytest.mark.parametrize("words", ["Benefits: a dry cellar", "Progress: slow", "Controls:\nnone", "Actions – few"])
def test_words_under_a_label_that_waits_are_its_value(words: str) -> None:
    entry = entry_of(*card(description=words))
    assert text(entry, "description") == words


def test_a_card_names_a_field_once() -> None:
    rows: list[Row] = [*card(), [span("Actions: as before, only sooner", columns=5)]]
    entry = entry_of(*rows)
    assert text(entry, "progress") == "Scaffolding is up\nActions: as before, only sooner"
    assert text(entry, "action") == VALUES["action"]


@pytest.mark.parametrize("label", ["Title", "Name", "Short name"])
def test_a_title_behind_the_identifier_may_have_a_label(label: str) -> None:
    rows: list[Row] = list(card())
    rows[0] = [span(f"Risk ID Corp 8 {label}: Two bridges", columns=5)]
    entry = entry_of(*rows)
    assert (text(entry, "id"), text(entry, "title")) == ("Corp 8", "Two bridges")


# What is not read is reported


def test_an_unknown_label_is_reported_with_what_is_under_it() -> None:
    rows = top(VALUES)
    rows[1][2], rows[3][0] = "Accountable Friend", "Weather on the day"
    register = register_of(*rows)
    first, second = findings_of(register, "unknown_heading")
    assert "Accountable Friend" in first.message
    assert VALUES["owner"] in first.message
    assert "Weather on the day" in second.message
    assert {"owner", "target_date"}.isdisjoint(register.entries[0].values)


def test_an_unknown_label_beside_its_value_is_reported() -> None:
    register = only(document(TITLE, drawn(["Risk ID", "Corp 8"], ["Score", "12"], ["Mood", "Calm"], ["Progress", "x"],
                                          ["Risk Description", "y"])))  # fmt: skip
    (finding,) = findings_of(register, "unknown_heading")
    assert finding.message == "'Mood' is no label that is known here; under it 'Calm' is not read"
    assert (finding.value, finding.unread) == ("Mood", 1)


@pytest.mark.parametrize("heading", [shaded("Sources of comfort", columns=5), span("Sources of comfort:", columns=5)])
def test_an_unknown_section_set_like_a_label_is_reported(heading: Cell) -> None:
    rows: list[Row] = [*card(), [heading], [span("An audit in May", columns=5)]]
    rows[-4] = [shaded("Progress", columns=5)]
    register = register_of(*rows)
    assert "An audit in May" in findings_of(register, "unknown_heading")[0].message
    assert text(register.entries[0], "progress") == VALUES["progress"]


def test_columns_of_a_section_that_are_neither_its_lines_nor_their_owners_are_reported() -> None:
    rows: list[Row] = [
        ["Ref", "Mitigating Actions", "Action Owner", span("Target date", columns=2)],
        ["1", "Strengthen the arches", "Head of Bridges", span("May 2023", columns=2)],
    ]
    register = register_of(*top(VALUES), *rows)
    assert text(register.entries[0], "target_date") == VALUES["target_date"]
    assert text(register.entries[0], "action") == "Strengthen the arches"
    assert ["1" in one.message or "May 2023" in one.message for one in findings_of(register, "unknown_heading")] == [
        True
    ] * 2


def test_text_that_no_label_claims_is_reported() -> None:
    rows = card()
    rows[5] = ["see page 4", *rows[5][1:]]
    register = register_of(*rows)
    assert "see page 4" in findings_of(register, "unread_text")[0].message
    assert text(register.entries[0], "target_date") == VALUES["target_date"]


def test_lines_between_cards_are_reported_but_for_the_title() -> None:
    register = only(document(TITLE, drawn(*card()), TITLE, "A stray line", drawn(*card(id="Corp 9"))))
    assert ["A stray line" in finding.message for finding in findings_of(register, "unread_text")] == [True]


def test_a_table_of_prose_after_a_card_is_reported() -> None:
    register = only(document(TITLE, drawn(*card()), table(["and so on, for as long as anybody cares to listen. " * 3])))
    assert findings_of(register, "unread_text")


def test_a_cell_under_two_labels_is_reported() -> None:
    rows = top(VALUES)
    rows[4] = [span("March 2024 and likely", columns=2), VALUES["target_impact"]]
    (finding,) = findings_of(register_of(*rows), "merged_cell")
    assert finding.field == "target_date"


def test_a_table_inside_a_cell_is_read_and_reported() -> None:
    inner = table(["Q1", "3"], ["Q2", "5"])
    rows: list[Row] = [*card()[:-1], [replace(span("So far:", columns=5), tables=(inner,))]]
    register = register_of(*rows)
    assert text(register.entries[0], "progress") == "So far:\nQ1 | 3\nQ2 | 5"
    assert findings_of(register, "nested_table")


def test_a_label_that_no_card_has_is_reported_once_and_one_that_some_miss_for_each() -> None:
    def without(date: bool, **values: str) -> list[Row]:
        rows = [each for each in card(**values) if "Mitigating Actions" not in str(each)]
        return [["" if date and cell == "Target date" else cell for cell in each] for each in rows]

    register = register_of(*without(True), *without(False, id="Corp 9"))
    assert [(found.code, found.field) for found in register.findings] == [("missing_heading", "action")]
    of_entries = [
        [found.field for found in entry.findings if found.code == "missing_heading"] for entry in register.entries
    ]
    assert of_entries == [["target_date"], []]


def test_a_value_between_labels_stands_beside_one_though_an_unknown_label_stands_below() -> None:
    rows: list[Row] = [
        ["Reference", "FR1", "Title", span("Floods", columns=3)],
        ["Responsible officer", span("Head of Bridges", columns=2), "Category", span("People", columns=2)],
        ["Noted in the book", "12/03/2014", "Status", "Open", "Next review", "May 2016"],
        ["Impact", "Likelihood", span("Current rating", columns=2), span("Previous rating", columns=2)],
        ["4", "3", span("12 High", columns=2), span("9 High", columns=2)],
        ["Consequences", span("Roads are cut.", columns=5)],
        ["Existing controls", span("Pumps are tested.", columns=5)],
        [span("Additional controls", columns=3), span("Owner", columns=2), "Target date"],
        [span("Buy a pump.", columns=3), span("Clerk", columns=2), "May 2017"],
    ]
    entry = register_of(*rows).entries[0]
    assert [text(entry, name) for name in ("owner", "title", "current_score")] == [
        "Head of Bridges",
        "Floods",
        "12 High",
    ]


def test_an_appetite_in_words_is_no_score_where_the_target_has_a_number() -> None:
    rows: list[Row] = [
        ["Ref", "FR1", "Title", "Floods"],
        ["Risk owner", "Clerk", "Risk appetite", "Averse – people"],
        ["Consequences", span("Roads are cut.", columns=3)],
        ["Existing controls", span("Pumps are tested.", columns=3)],
        ["Current score", "12", "Target score", "6"],
    ]
    entry = register_of(*rows).entries[0]
    assert [text(entry, name) for name in ("current_score", "target_score")] == ["12", "6"]


def test_a_picture_of_a_matrix_beside_the_scores_is_no_value_of_theirs() -> None:
    rows: list[Row] = [
        [span("Risk FR1. Floods", columns=9)],
        [span("Likelihood", rows=3), "3", "", "", "", "Risk owner", span("Clerk", columns=3)],
        ["2", "", "X", "", "Current score", "4", "Likelihood 2", "Consequence 2"],
        ["1", "", "", "", "Target score", "2", "Likelihood 2", "Consequence 1"],
        ["", "", "1", "2", "3", "Previous score", span("6", columns=3)],
        [span("Potential consequences", columns=9)],
        [span("Roads are cut.", columns=9)],
        [span("Controls", columns=5), span("Adequacy", columns=4)],
        [span("Pumps are tested.", columns=5), span("Good", columns=4)],
    ]
    entry = register_of(*rows).entries[0]
    names = ("current_likelihood", "current_impact", "target_likelihood", "target_impact", "control")
    assert [text(entry, name) for name in names] == ["2", "2", "2", "1", "Pumps are tested."]


def test_an_owner_beside_a_status_is_the_owner_of_the_entry() -> None:
    rows: list[Row] = [
        ["Risk ref", "FR1", "Risk", "Floods"],
        ["Risk owner", "Clerk", "Risk status", "Treat"],
        ["Consequences", span("Roads are cut.", columns=3)],
        ["Existing controls", span("Pumps are tested.", columns=3)],
        ["Current score", "12", "Target score", "6"],
    ]
    assert text(register_of(*rows).entries[0], "owner") == "Clerk"


def test_what_names_the_sides_of_a_matrix_of_scores_is_learnt_as_no_label() -> None:
    def one(name: str, title: str, *scores: str) -> Table:
        return drawn(
            ["Risk reference", name, "Category", "People"],
            ["Risk owner", "Clerk", "Title", title],
            ["Potential impacts", span("Roads are cut.", columns=3)],
            ["Risk scores", "Impact", "Likelihood", "Score"],
            ["Inherent (no controls)", "5", "4", scores[0]],
            ["Residual (current controls)", "5", "3", scores[1]],
            ["Target", "5", "2", scores[2]],
            ["Current controls", span("Pumps are tested.", columns=3)],
        )

    paper = document(TITLE, one("FR1", "Floods", "20", "15", "10"), one("FR2", "Fire", "20", "12", "8"))
    assert with_known_labels(paper)[0] == paper
    entry = registers_in(paper)[0].entries[0]
    assert [text(entry, f"{state}_score") for state in ("inherent", "current", "target")] == ["20", "15", "10"]


# What is no card

KEY = table(["MAJOR", "4", "8", "12"], ["MINOR", "2", "4", "6"], ["", "RARE", "UNLIKELY", "POSSIBLE"])
MEASURES = table(["Ref", "Measure", "Target", "Actual", "Owner", "Progress"], ["M1", "Calls", "9", "8", "Clerk", "up"])
ACTIONS = table(["Ref", "Actions", "Owner", "Target date", "Progress"], ["1", "Write", "Clerk", "May", "done"])
PROFILE = table(
    ["Risk ID", "Risk Description", "Current Rating", "Target Rating", "Risk Confidence Q1"], ["Corp 1", "a", "4", "2"]
)


@pytest.mark.parametrize(
    "block",
    [KEY, MEASURES, ACTIONS, PROFILE, table(HEADINGS, row("CR1"), row("CR2"))],
    ids=["score key", "performance", "actions", "profile", "register table"],
)
def test_another_table_is_left_alone(block: Table) -> None:
    assert claims(document(TITLE, block)) == ()
    read = document(TITLE, drawn(*card()), block)
    assert [claim.blocks for claim in claims(read)] == [{1: 1}]
    registers = registers_in(read)
    assert registers[0].findings == only(document(TITLE, drawn(*card()))).findings


def test_pages_of_cards_are_wanted_and_minutes_are_not() -> None:
    assert wanted("Risk Descrip\ntion Risk Consequences Risk Owner Current Likelihood")
    assert wanted("Mitigating Actions Mitigation Owner\nRepair the roof CMT")
    assert not wanted("The committee noted the risk register and thanked the risk owner for the progress made.")
    assert not wanted("Measure Target Actual Direction of travel\nCalls answered 90% 88%")


# Cards worded in other ways


@pytest.mark.parametrize("label", ["Risk Score (Current)", "Current Risk Score (L x I)", "Score (current)"])
def test_a_score_may_be_labelled_in_other_words(label: str) -> None:
    rows = card()
    rows[0][1] = f"{label}: 12"
    assert text(entry_of(*rows), "current_score") == "12"


def test_a_card_whose_scores_nobody_can_name_is_a_card_and_says_so() -> None:
    rows = card()
    rows[0][1:] = ["Heat: 12", span("Cool: 6", columns=2)]
    del rows[3:6]
    register = register_of(*rows)
    assert ids(register) == ["Corp 8"]
    (missing,) = findings_of(register, "missing_heading")
    assert "the current score" in missing.message
    assert "the target score" in missing.message


def test_a_project_with_an_owner_and_progress_is_no_card() -> None:
    rows: list[Row] = [
        ["Ref", "P 12", "Title", "New library"],
        ["Description", "A hall by the river", "Owner", "Head of Libraries"],
        ["Target Date", "March 2024", "Progress", "The walls are up"],
        ["Actions", "Paint it", "", ""],
    ]
    assert registers_in(document(TITLE, drawn(*rows))) == ()


@pytest.mark.parametrize(
    "row",
    [[span("CORP8 – Bridges & Tunnels", columns=4)], ["Corp 8", span("Bridges & Tunnels", columns=3)]],
    ids=["in one cell", "side by side"],
)
def test_a_card_may_begin_with_an_identifier_that_nothing_labels(row: Row) -> None:
    rows: list[Row] = [row, *two_by_two_rows()[1:]]
    register = only(document(TITLE, drawn(*rows, *rows)))
    assert [text(entry, "title") for entry in register.entries] == ["Bridges & Tunnels"] * 2
    assert findings_in(register) == ()


def test_words_shaped_like_an_identifier_begin_no_card() -> None:
    rows = two_by_two_rows()
    rows[-1] = ["Progress", span("Phase 2 – scaffolding", columns=3)]
    rows[0] = [span("CORP8 – Bridges & Tunnels", columns=4)]
    assert ids(register_of(*rows)) == ["CORP8"]


@pytest.mark.parametrize(("printed", "kind"), [("CO2", "opportunity"), ("CORP2", "risk"), ("C02", "risk")])
def test_the_letters_of_an_identifier_say_its_kind_before_a_label_for_both(printed: str, kind: str) -> None:
    assert kind_of(entry_of(*card(id=printed))) == kind


def test_a_title_behind_the_identifier_may_be_labelled_by_what_it_is() -> None:
    head_cell = span("Ref Corp 8 Risk: Bridges & Tunnels", columns=2)
    rows = card()
    rows[0] = [head_cell, *rows[0][1:]]
    (entry,) = only(document(TITLE, drawn(*rows))).entries
    assert (text(entry, "id"), text(entry, "title")) == ("Corp 8", "Bridges & Tunnels")


def test_what_may_happen_is_the_consequence_where_the_risk_is_told_apart() -> None:
    read = only(
        document(
            TITLE,
            table(
                ["Risk number", "Corp 8"], ["Name", "Bridges"], ["What is the risk?", "Two are old."],
                ["What could happen?", "Lorries go round."], ["Existing controls", "A look"], ["Score now", "12"],
            ),
        )
    )  # fmt: skip
    (entry,) = read.entries
    assert (text(entry, "title"), text(entry, "description")) == ("Bridges", "Two are old.")
    assert text(entry, "consequence") == "Lorries go round."


def labelled(*rows: Row) -> Entry:
    """A card of pairs of label and value, with these rows behind its identifier, title, controls and score."""
    head: list[Row] = [["Risk ID", "Corp 8"], ["Title", VALUES["title"]], ["Controls", VALUES["control"]]]
    return entry_of(*head, ["Current Risk Score", "12"], *rows)


def test_consequences_of_a_state_are_its_impact_beside_its_likelihood() -> None:
    entry = labelled(["Current Likelihood (L)", "4"], ["Current Consequence (C)", "Moderate (3)"])
    assert (text(entry, "current_impact"), "consequence" in entry.values) == ("Moderate (3)", False)


def test_consequences_that_are_prose_stay_so_beside_a_likelihood() -> None:
    entry = labelled(["Target Likelihood", "4"], ["Expected Benefits", VALUES["consequence"]])
    assert text(entry, "consequence") == VALUES["consequence"]


def test_an_impact_in_sentences_is_the_consequence() -> None:
    entry = labelled(["Impact on objectives", VALUES["consequence"]], ["Existing severity (1-5)", "3"])
    assert (text(entry, "consequence"), text(entry, "current_impact")) == (VALUES["consequence"], "3")


def test_an_impact_that_is_a_level_stays_so() -> None:
    entry = labelled(["Likelihood", "4"], ["Impact", "3"])
    assert (text(entry, "current_impact"), "consequence" in entry.values) == ("3", False)


def test_who_operates_a_control_is_no_control() -> None:
    assert "CMT" not in text(labelled(["Control Operated By", "CMT"]), "control")


@pytest.mark.parametrize("identifiers", [("CY.A03", "CY.A04"), ("F4", "F5"), ("CYA-3", "CYA-4"), ("Corp 8", "Corp 9")])
def test_an_identifier_alone_in_its_row_needs_no_label(identifiers: tuple[str, str]) -> None:
    names = ("description", "consequence", "owner", "control", "action")
    labelled: list[Row] = [*([LABELS[name], VALUES[name]] for name in names), ["Current score", "12"]]
    cards = (drawn([span(f"{identifier} Bridges & Tunnels", columns=2)], *labelled) for identifier in identifiers)
    register = only(document(TITLE, *cards))
    assert tuple(entry.values["id"][0].text for entry in register.entries) == identifiers
    assert [entry.values["title"][0].text for entry in register.entries] == ["Bridges & Tunnels"] * 2
