"""Which parts of a paper are about the register: reports, minutes, decision pages, and where each ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Document, Line, Paragraph
from extractors.layouts.claims import read_layouts
from extractors.layouts.narrative.find_narratives import read_narratives, wanted
from extractors.places import Place
from extractors.read import detect_format, read_document
from extractors.records import Narrative
from tests.builder import build, expected, load_edition
from tests.layouts.cards import card, drawn
from tests.layouts.tables import HEADINGS, document, row, table
from tests.reading import kind_of

TITLE = "Corporate Risk & Opportunity Register Quarter 3 2021/22"
PROSE = "The committee had a first look at the register today."
REPORT = ("Meeting to be held on Thursday, 25 November 2021", TITLE, "Brief Summary", PROSE)
HEAD = "Minutes of the Meeting held on Thursday, 25th November, 2021 in Room 4"
LISTING = (
    "Corporate Risks", "CORP1 Work", "Much has been done, and more is to be done.", "CORP2 – Buses",
    "Fares have gone up again in two of the districts.", "Opportunities", "CO1: Solar Farms",
    "Panels are cheap this year.",
)  # fmt: skip


def only(paper: Document) -> Narrative:
    (narrative,) = read_narratives(paper)
    return narrative


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


def listed(*lines: str) -> list[tuple[str, str, list[str]]]:
    """Each listed entry as its identifier, its title and the lines of its description."""
    return [
        (
            " ".join(texts(entry.values["id"])),
            " ".join(texts(entry.values["title"])),
            texts(entry.values["description"]),
        )
        for entry in only(document(*REPORT, *lines)).listing
    ]


def on_pages(*lines: tuple[int, str], skipped: tuple[int, ...] = ()) -> Document:
    """A PDF with each line on its page."""
    blocks = (Paragraph(Line(text, places=(Place(block, page=page),))) for block, (page, text) in enumerate(lines))
    return Document("pdf", tuple(blocks), skipped=skipped)


# What is a narrative.


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "5. Corporate Risk & Opportunity Register Quarter 3 2021/22",
        "Risk and Opportunity Register - Quarter 4",
        "STRATEGIC RISK REGISTER",
        "Register of Strategic Risks: third quarter",
        "Corporate Risk and Opportunity Register (Appendices 'A' and 'B' refer)",
    ],
)
def test_a_heading_that_names_the_register_begins_an_narrative(title: str) -> None:
    narrative = only(document("Finance", title, "1st draft", PROSE))
    assert (narrative.title, texts(narrative.lines)) == (title, ["1st draft", PROSE])


@pytest.mark.parametrize(
    "line",
    [
        "Electoral Register Quarter 3",
        "Corporate Risk Strategy",
        "(i) The Corporate Risk Register",
        "The Corporate Risk Register is attached at Appendix 'A'.",
        "The Corporate Risk Register has the following parts:",
        "The Corporate Risk Register was presented to the board",
        "a) the addition of a lift to the Corporate Risk Register; and",
        "the removal of the lift from the Corporate Risk Register be approved",
        "One risk joins the Corporate Risk Register: the lift at the library.",
    ],
)
def test_other_lines_begin_none(line: str) -> None:
    assert read_narratives(document(line, PROSE)) == ()


@pytest.mark.parametrize("parting", [" – ", ": "])
def test_a_heading_may_stand_on_the_line_of_its_first_sentence(parting: str) -> None:
    narrative = only(document(f"Corporate Risk Register{parting}Members noted it.", PROSE))
    assert (narrative.title, texts(narrative.lines)) == ("Corporate Risk Register", ["Members noted it.", PROSE])


def test_the_items_of_an_agenda_are_none() -> None:
    agenda = ("Agenda", "1. Apologies", f"2. {TITLE}", "3. Urgent Business", "An item may be put by the chair alone.")
    assert read_narratives(document(*agenda)) == ()


def test_an_agenda_may_say_a_word_on_each_item() -> None:
    agenda = ("Agenda", "1. Apologies", f"2. {TITLE}", "To consider the report of the Director of Finance.")
    assert read_narratives(document(*agenda)) == ()


def test_the_title_of_a_register_is_none() -> None:
    assert read_narratives(document(TITLE, "Appendix A to the report.", table(HEADINGS, row("CR1")))) == ()


def test_a_decision_page_is_a_decision() -> None:
    page = ("Decision details", TITLE, "Decision status: Approved", PROSE, "Resolved: That it be noted.")
    assert only(document(*page)).kind == "decision"


def test_an_item_with_a_resolution_is_of_minutes() -> None:
    assert only(document(TITLE, PROSE, "Resolved: That it be noted.")).kind == "minutes"


def test_anything_else_is_a_report() -> None:
    assert only(document(*REPORT)).kind == "report"


# Papers in which no heading names the register.

STATED = "CR3 has been removed from the corporate risk register."
ENTRY_ALONE = "CR3 has been closed, and CR5 is now 16."


def page(*lines: str, levels: int = 0) -> Document:
    """A page whose first lines are headings of the levels 1, 2 and so on."""
    paragraphs = (Paragraph(Line(text), heading=at if at <= levels else 0) for at, text in enumerate(lines, 1))
    return Document("html", tuple(paragraphs))


@pytest.mark.parametrize("title", ["7. Risk update", "4. Quarterly monitoring report", "Performance and risk"])
def test_an_item_that_names_the_register_in_a_sentence_is_one(title: str) -> None:
    narrative = only(document("Audit Committee", title, STATED))
    assert (narrative.title, texts(narrative.lines), narrative.names_register) == (title, [STATED], True)


def test_its_date_may_stand_over_it() -> None:
    day = "Monday, 14 June 2021 at 10.00 am"
    narrative = only(
        page("County Council", "Audit Committee", day, "7. Risk update", STATED, "Resolved: noted.", levels=2)
    )
    assert texts(narrative.dates) == [day]


def test_an_item_about_risks_may_leave_open_of_which_register_its_entries_are() -> None:
    assert not only(document("Audit Committee", "7. Performance and risk", ENTRY_ALONE)).names_register


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("7. Fleet replacement", ENTRY_ALONE),
        ("7. Fleet replacement", "The project's risk register has been looked at."),
        ("7. Corporate Risk Strategy", "The strategy has been looked at today."),
        ("7. Risks of the fleet project", "The project risk register has been looked at."),
    ],
)
def test_an_item_about_something_else_is_none(title: str, line: str) -> None:
    assert read_narratives(document("Audit Committee", title, line)) == ()


def test_the_next_item_ends_it() -> None:
    after = ("8. Budget", "CR5 is the number of a form that has been withdrawn.")
    assert texts(only(document("7. Risk update", STATED, *after)).lines) == [STATED]


def test_a_heading_that_names_the_register_is_surer_than_what_items_say() -> None:
    assert only(document("7. Budget", STATED, f"8. {TITLE}", PROSE)).title == f"8. {TITLE}"


def test_a_paper_may_hold_minutes_and_a_report() -> None:
    minutes = (HEAD, "Present:", "1. Apologies", "There were none at all on the day.", f"2. {TITLE}", PROSE)
    report = ("Agenda Item 5", "Meeting to be held on 24 March 2022", "Risk Register Quarter 4 2021/22", PROSE)
    narratives = read_narratives(document(*minutes, "3. Urgent Business", "There was none.", *report))
    assert [(narrative.kind, len(narrative.lines)) for narrative in narratives] == [("minutes", 1), ("report", 1)]


# Where it ends.


@pytest.mark.parametrize(
    "following",
    ["3. Urgent Business", "Agenda Item 6", "Meeting to be held on 24 March 2022", "4 Date of Next Meeting"],
)
def test_the_next_item_ends_an_narrative(following: str) -> None:
    narrative = only(document(HEAD, f"2. {TITLE}", PROSE, following, "Something else was talked about."))
    assert texts(narrative.lines) == [PROSE]


@pytest.mark.parametrize("line", ["1. That it be noted", "(iii) The profile", "2021/22 in figures", "1. Background"])
def test_a_numbered_line_within_it_does_not(line: str) -> None:
    assert len(only(document(HEAD, f"2. {TITLE}", PROSE, line, PROSE)).lines) == 3


def test_the_numbered_sections_of_a_report_do_not() -> None:
    assert len(only(document(*REPORT, "1. Background", PROSE, "2. Changes to the register", PROSE)).lines) == 6


def test_a_heading_within_a_report_may_name_the_register() -> None:
    narrative = only(document(*REPORT, "Risk Register Quarter 3 update", PROSE))
    assert texts(narrative.lines)[-2:] == ["Risk Register Quarter 3 update", PROSE]


def test_a_heading_of_another_quarter_begins_another_narrative() -> None:
    assert len(read_narratives(document(*REPORT, "Risk Register Quarter 4 2021/22", PROSE))) == 2


def test_the_register_and_its_title_end_a_report() -> None:
    narrative = only(document(*REPORT, TITLE, table(HEADINGS, row("CR1")), "Key to Scores", PROSE))
    assert texts(narrative.lines) == ["Brief Summary", PROSE]


def test_a_small_table_is_read_row_by_row() -> None:
    changes = table(["CR5", "Home care", "Score reduced"], ["CR9", "Buses", "Removed"])
    assert texts(only(document(*REPORT, changes)).lines)[-2:] == [
        "CR5 | Home care | Score reduced",
        "CR9 | Buses | Removed",
    ]


def test_a_heading_in_a_frame_is_a_heading() -> None:
    assert only(document(table([TITLE]), PROSE)).title == TITLE


def test_a_paragraph_cut_by_a_page_end_is_one() -> None:
    narrative = only(on_pages((1, TITLE), (1, PROSE), (1, "CR9 has been"), (2, "removed from the register.")))
    assert texts(narrative.lines)[-1] == "CR9 has been removed from the register."
    assert [place.page for place in narrative.lines[-1].places] == [1, 2]


def test_a_page_ruled_out_ends_an_account_and_is_reported() -> None:
    narrative = only(on_pages((1, TITLE), (1, PROSE), (3, "Something of a risk register."), skipped=(2,)))
    assert texts(narrative.lines) == [PROSE]
    assert [finding.code for finding in narrative.findings] == ["narrative_cut"]


def test_an_item_that_begins_after_a_page_ruled_out_is_not() -> None:
    narrative = only(on_pages((1, f"2. {TITLE}"), (1, PROSE), (3, "3. Urgent Business"), (3, PROSE), skipped=(2,)))
    assert narrative.findings == ()


# When it was.


def test_minutes_are_dated_by_their_head() -> None:
    before = "3. Minutes of the Meeting held on 9 September 2021"
    paper = document(
        "The next meeting is on 5 July 2022.",
        HEAD,
        "Present:",
        before,
        "These were signed by the chair.",
        f"5. {TITLE}",
        PROSE,
    )
    assert texts(only(paper).dates) == [HEAD]


def test_the_day_may_stand_below_the_word_minutes() -> None:
    paper = document("Minutes", "Thursday, 25 November 2021", "Present", f"1. {TITLE}", PROSE)
    assert texts(only(paper).dates) == ["Thursday, 25 November 2021"]


def test_minutes_of_the_meeting_before_are_no_head() -> None:
    paper = document(HEAD, "Present:", "Minutes of the last meeting held on 9 September 2021", f"2. {TITLE}", PROSE)
    assert texts(only(paper).dates)[0] == HEAD


@pytest.mark.parametrize(
    "line",
    ["Meeting to be held on 24 March 2022", "For its meeting of 24 March 2022, Room 1", "Date of meeting: 24/03/2022"],
)
def test_a_report_is_dated_by_its_own_meeting(line: str) -> None:
    other = ("Agenda Item 4", "Meeting to be held on 3 March 2020", "Performance", "Much was done in those days.")
    assert texts(only(document(*other, "Agenda Item 5", line, TITLE, PROSE)).dates) == [line]


def test_the_day_of_a_report_may_stand_below_its_title() -> None:
    assert texts(only(document(TITLE, "For its meeting of 24 March 2022", PROSE)).dates) == [
        "For its meeting of 24 March 2022"
    ]


def test_a_decision_is_dated_by_the_day_it_was_taken() -> None:
    page = (
        TITLE,
        "Decision status: Approved",
        PROSE,
        "Date of decision:",
        "10/04/2017",
        "Decided at meeting: 11/04/2017",
    )
    assert texts(only(document("Decision details", *page)).dates) == ["10/04/2017", "Decided at meeting: 11/04/2017"]


def test_lines_before_it_are_its_context_nearest_first() -> None:
    narrative = only(document("Lancashire County Council", "Cabinet Committee", TITLE, PROSE))
    assert texts(narrative.context) == ["Cabinet Committee", "Lancashire County Council"]


# What a report lists.


def test_a_report_lists_its_entries() -> None:
    assert listed(*LISTING) == [
        ("CORP1", "Work", [LISTING[2]]),
        ("CORP2", "Buses", [LISTING[4]]),
        ("CO1", "Solar Farms", [LISTING[7]]),
    ]


def test_each_is_a_risk_or_an_opportunity() -> None:
    listing = only(document(*REPORT, *LISTING)).listing
    assert [kind_of(entry) for entry in listing] == ["risk", "risk", "opportunity"]


def test_a_list_without_a_heading_for_opportunities_goes_by_the_letters() -> None:
    listing = only(document(*REPORT, *(line for line in LISTING if line != "Opportunities"))).listing
    assert [kind_of(entry) for entry in listing] == ["risk", "risk", "opportunity"]


def test_a_section_heading_may_stand_on_the_line_of_the_first_entry() -> None:
    assert listed("Corporate Risks CORP1 Work", *LISTING[2:])[0] == ("CORP1", "Work", [LISTING[2]])


def test_an_entry_knows_its_lines_and_its_narrative() -> None:
    entry = only(document(*REPORT, *LISTING)).listing[1]
    assert (entry.table, entry.rows) == (1, (6, 7))


@pytest.mark.parametrize(
    "below",
    [
        ("Consultations", "N/A"),
        ("Implications:", "None"),
        ("Audit, Risk & Governance Committee", "The same register went to that committee last month."),
        ("A word from the chair", "The chair has asked for:"),
    ],
)
def test_a_heading_below_the_list_ends_its_last_entry(below: tuple[str, str]) -> None:
    assert listed(*LISTING, *below)[-1] == ("CO1", "Solar Farms", [LISTING[7]])


def test_short_lines_that_an_entry_itself_announces_are_its_own() -> None:
    own = ("The focus is now on the following parts of it:", "Staff", "Money", "All of these are making progress.")
    assert listed(*LISTING[:3], "CORP2 – Buses", *own)[-1][2] == list(own)


def test_a_label_that_every_entry_bears_is_part_of_it() -> None:
    first = ("CORP1 – Work", "Much has been done this year.", "Next steps for us", "More is to be done.")
    last = ("CORP2 – Buses", "Fares have gone up once more.", "Next steps for us", "They will come down again.")
    assert listed(*first, *last)[-1][2] == list(last[1:])


@pytest.mark.parametrize(
    "lines",
    [
        ("CORP1 – Work", PROSE),
        ("The two new entries are:", "CR13 - Home care", "CR14 - Buses", "The deletion is:", "CR9 - Trains"),
        ("CR13 has been removed from our register.", PROSE, "CR14 has been added to our register.", PROSE),
        ("CR13 and CR14", PROSE, "CR15, CR16", PROSE),
    ],
)
def test_what_is_no_list(lines: tuple[str, ...]) -> None:
    assert listed(*lines) == []


def test_minutes_list_nothing() -> None:
    assert only(document(HEAD, f"2. {TITLE}", *LISTING)).listing == ()


# The cheap pass over a long paper.


@pytest.mark.parametrize(
    "text",
    [
        "5. Corporate Risk & Opportunity Register",
        "the register of corporate\nrisks",
        "In relation to CORP3 and Corp 7, the director said",
        "CR13 has gone",
        "CO5 (Levy)",
        "CO2 – Solar farms",
        "Agenda Item 6\nCommittee",
        "Minutes of the Meeting held on 9 September 2021",
        "Cabinet\nMeeting to be held on Thursday 24 March 2022",
    ],
)
def test_pages_worth_reading(text: str) -> None:
    assert wanted(text)


@pytest.mark.parametrize(
    "text",
    [
        "Library visits (thousands) 600 571 655 Green",
        "CO2 emissions fell by 12%",
        "the members' register of interests; adults at risk",
        "The meeting was held in Preston, and minutes were taken.",
        "KS4 results, Phase 2 of the works, COVID-19, the A59 and May 16",
    ],
)
def test_pages_that_are_not(text: str) -> None:
    assert not wanted(text)


# Whole papers.


def accounts_of(content: bytes) -> tuple[Narrative, ...]:
    return read_narratives(read_document(content, detect_format(content), wanted))


@pytest.mark.parametrize("fmt", ["docx", "html"])
def test_the_sample_report_lists_every_entry(fmt: str) -> None:
    (narrative,) = accounts_of(build("2021-22-q3", fmt))  # type: ignore[arg-type]
    entries = expected(load_edition("2021-22-q3")).entries
    read = [
        (kind_of(entry), texts(entry.values["id"])[0], texts(entry.values["description"]))
        for entry in narrative.listing
    ]
    assert read == [(entry.kind, entry.id, [text for _, text in entry.fields["description"]]) for entry in entries]


@pytest.mark.parametrize("fmt", ["docx", "html"])
def test_the_sample_pack_holds_minutes_and_a_report(fmt: str) -> None:
    narratives = accounts_of(build("2021-22-q4", fmt))  # type: ignore[arg-type]
    assert [(narrative.kind, len(narrative.listing)) for narrative in narratives] == [("minutes", 0), ("report", 8)]


def test_the_archive_tells_of_the_register_in_seven_places(archive: Path) -> None:
    found = [
        (narrative.kind, [texts(entry.values["id"])[0] for entry in narrative.listing])
        for folder in ("decisions", "2021-22-q3", "2021-22-q4", "2019-20-q2")
        for path in sorted((archive / folder).iterdir())
        for narrative in accounts_of(path.read_bytes())
    ]
    risks, chances = [f"CORP{number}" for number in range(1, 8)], ["CO1", "CO2"]
    assert found == [
        *[("decision", [])] * 4,
        ("report", risks + chances),
        ("minutes", []),
        ("report", [risk for risk in risks if risk != "CORP3"] + chances),
    ]


def test_only_pages_of_the_pack_about_the_register_are_read(archive: Path) -> None:
    (path,) = (archive / "2021-22-q4").iterdir()
    content = path.read_bytes()
    skipped = read_document(content, "pdf", wanted).skipped
    assert len(skipped) > 15
    assert not {1, 2, 6, 24, 25, 26} & set(skipped)


def test_a_date_in_the_margin_dates_the_report_on_its_page() -> None:
    report = on_pages((9, "Agenda Item 5"), (9, TITLE), (9, PROSE))
    margin = Line("Meeting to be held on Thursday, 14 July 2022", places=(Place(0, page=9),))
    other = Line("Meeting to be held on Friday, 1 July 2022", places=(Place(0, page=8),))
    narrative = only(Document("pdf", report.blocks, furniture=(other, margin)))
    assert texts(narrative.dates) == [margin.text]


@pytest.mark.parametrize("parting", [": ", ". ", " – "])
def test_entries_may_be_listed_in_lines_of_their_own(parting: str) -> None:
    lines = (f"CORP1 – Work{parting}{LISTING[2]}", f"CORP2 – Buses{parting}{LISTING[4]}")
    assert listed("Corporate Risks", *lines) == [
        ("CORP1", "Work", [LISTING[2]]),
        ("CORP2", "Buses", [LISTING[4]]),
    ]


def test_entries_may_be_listed_in_a_table() -> None:
    rows = table(["ID", "Title", "Summary"], ["CORP1", "Work", LISTING[2]], ["CORP2", "Buses", LISTING[4]])
    (narrative,) = read_narratives(document(*REPORT, rows))
    assert [texts(entry.values["title"]) for entry in narrative.listing] == [["Work"], ["Buses"]]


def test_changes_stated_one_by_one_are_no_list_of_the_entries() -> None:
    assert listed(f"CORP1 – Work: {LISTING[2]}", f"CORP2 – Buses: {LISTING[4]}") == []


def test_a_table_of_scores_does_not_end_a_report() -> None:
    heads = ["Risk ID", "Risk Title", "Current Risk Score", "Target Risk Score"]
    (narrative,) = read_narratives(
        document(*REPORT, table(heads, ["CORP1", "Work", "12", "6"]), "CORP9 has been added.")
    )
    assert texts(narrative.lines)[-1] == "CORP9 has been added."


def test_registers_come_in_the_order_in_which_they_stand() -> None:
    cards = drawn(*card())
    read = read_layouts(document("Corporate Risk Register 2021/22 Q3", cards, "Risk Register 2021/22 Q2",
                                 table(HEADINGS, row("CR1"))))  # fmt: skip
    assert [register.layout for register in read.registers] == ["risk_cards", "register_table"]
