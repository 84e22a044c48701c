"""Which changes the lines of a narrative state, and which they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.document import Line
from extractors.findings import Code
from extractors.layouts.narrative.find_narratives import read_narratives
from extractors.places import Place
from extractors.read import detect_format, read_document
from extractors.records import Entry, Narrative
from normalise.events import Change, Changes, read_changes
from normalise.values.ids import Identifiers
from normalise.values.sentences import sentences
from tests.builder import build, load_edition
from tests.normalise.events.reading import codes, item, stated, told
from tests.organisations import LANCASHIRE


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        # added
        ("CR31 has been added to the register.", ["added CR31"]),
        ("CR31 (Cyber attack) was introduced as a new risk.", ["added CR31"]),
        ("We have added CR31 (Cyber attack) and CR32 (Bus fares).", ["added CR31", "added CR32"]),
        ("An additional risk, CR31, was placed on the corporate risk register.", ["added CR31"]),
        ("Directors have included a new opportunity around Solar Farms.", ["added Solar Farms"]),
        ("One opportunity joins the register: CO6, on solar farms.", ["added CO6"]),
        ("The register has one addition, CR31, and no deletions.", ["added CR31"]),
        ("There are two new entries: CR31 (Cyber attack); and CO6 – Solar farms.", ["added CR31", "added CO6"]),
        ("There is one new risk, CR31 (Cyber), and CR9 has been removed.", ["added CR31", "removed CR9"]),
        ("Additions: CR31 and CR32", ["added CR31", "added CR32"]),
        ("CR31 is a new risk.", ["added CR31"]),
        ("Cyber attack (CR31) has been added.", ["added CR31"]),
        ("It was agreed to add CR31.", ["added CR31"]),
        ("CR31 Cyber attack is a new risk this quarter.", ["added CR31"]),
        ("A risk on cyber attack has been added to the register as CR31.", ["added CR31"]),
        ("New to the register this quarter are CR31 and CR32.", ["added CR31", "added CR32"]),
        ("CR31 (Cyber attack) now appears on the register.", ["added CR31"]),
        ("CR31 | Cyber attack | New risk", ["added CR31"]),
        ("CR31 – Cyber attack (new)", ["added CR31"]),
        # removed
        ("CR9 has been transferred to the directorate risk register.", ["removed CR9"]),
        ("CR9 was downgraded to a service risk.", ["removed CR9"]),
        ("The risk on buses (CR9) has been de-escalated.", ["removed CR9"]),
        ("CR9 is no longer a corporate risk.", ["removed CR9"]),
        ("CR3, CR5 and CR9 have been removed.", ["removed CR3", "removed CR5", "removed CR9"]),
        ("CR4 and CR7 to CR9 were deleted.", ["removed CR4", "removed CR7", "removed CR8", "removed CR9"]),
        ("Removal of the risk relating to SEND following the inspection.", ["removed SEND"]),
        ("The risk on Home Care has been taken off the register.", ["removed Home Care"]),
        ("SEND has been removed from the register.", ["removed SEND"]),
        ("CR9 is no longer on the register.", ["removed CR9"]),
        ("Deleted: CR5, CR6", ["removed CR5", "removed CR6"]),
        ("CR9 (Home care) – removed, as staff have been found.", ["removed CR9"]),
        ("CR9 has been removed and CR31 added.", ["removed CR9", "added CR31"]),
        ("Resolved: That CR9 be removed from the register.", ["removed CR9"]),
        ("Members heard that CR9, which dealt with buses, had been deleted.", ["removed CR9"]),
        ("There is one deletion: CO3 (Apprentices).", ["removed CO3"]),
        ("CR5 has been closed.", ["removed CR5"]),
        # scores
        ("The score of CR5 has reduced from 16 to 12.", ["score_decreased CR5"]),
        ("CR5 Home Care - the risk score has gone up, as costs have risen.", ["score_increased CR5"]),
        ("The scores of CR5 and CR6 have increased.", ["score_increased CR5", "score_increased CR6"]),
        ("CR5 has risen in score from 9 to 12.", ["score_increased CR5"]),
        ("CR5 was moved from 12 to 16.", ["score_increased CR5"]),
        ("There was a reduction in the score for CR5.", ["score_decreased CR5"]),
        ("CR5 | Home care | Score reduced from 16 to 12", ["score_decreased CR5"]),
        ("Officers have reduced the score of CR5 from 16 to 12.", ["score_decreased CR5"]),
        ("Directors raised the score of CR5 to 16 (previously 12).", ["score_increased CR5"]),
        ("It was agreed to increase the score of CR5.", ["score_increased CR5"]),
        ("CR5 (Home care) has seen its score reduced from 16 to 12.", ["score_decreased CR5"]),
        ("CR5 has seen a reduction in score.", ["score_decreased CR5"]),
        ("The score of CR5 is now 16 (was 12).", ["score_increased CR5"]),
        (
            "The risk score for CR5 had risen from 12 to 16 and that for CR6 had fallen from 16 to 12.",
            ["score_increased CR5", "score_decreased CR6"],
        ),
        ("The likelihood of CR5 has increased from possible to likely.", ["score_increased CR5"]),
        ("The directors increased CR5's score.", ["score_increased CR5"]),
        ("CR5: 12 → 16", ["score_increased CR5"]),
        # confidence
        ("Confidence for CR5 is now amber (previously green).", ["confidence_changed CR5"]),
        ("CR5 has gone from green to amber in terms of confidence.", ["confidence_changed CR5"]),
        ("CR5 | Home care | Confidence: green to amber", ["confidence_changed CR5"]),
        ("Confidence in CO2 has moved from amber to green.", ["confidence_changed CO2"]),
        ("Home care: the confidence rating for this risk was lowered to red.", ["confidence_changed Home care"]),
        # amended, retained
        ("CR5 now carries further information on staffing.", ["amended CR5"]),
        ("CR5 has been reviewed and updated.", ["amended CR5"]),
        ("The wording of CR5 has been amended.", ["amended CR5"]),
        ("CR5 stays on the register but has been rewritten.", ["retained CR5", "amended CR5"]),
        ("CR5 has been retained.", ["retained CR5"]),
    ],
)
def test_what_a_sentence_states(sentence: str, changes: list[str]) -> None:
    assert stated(sentence) == changes
    assert codes(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The risk registers have been reformatted and a profile was introduced.",
        "Additional controls have been put in place.",
        "All risks have been reviewed and updated.",
        "The amended register is attached.",
        "No new risks have been added and there were no deletions.",
        "A risk is added to the register when it scores 12 or more.",
        "CO2 emissions have been reduced from 20 to 12.",
        "The survey score has increased from 12 to 16.",
        "Public confidence in the service has improved.",
        "Demand increases, and budget pressures have increased.",
        "The register now has 12 risks.",
        "Staff confidence has gone from amber to green in the survey.",
        "Target dates have been added to the register.",
        "Demand has increased the score in the survey from 12 to 16.",
    ],
)
def test_what_states_nothing_of_an_entry(sentence: str) -> None:
    assert told(sentence) == Changes()


@pytest.mark.parametrize(
    "sentence",
    [
        "CR5 - tenders are being evaluated.",
        "The risk score of CR5 has not changed.",
        "CR5 has not been removed from the register.",
        "It was agreed not to add CR5.",
        "CR5 has a new owner and the action plan has been updated.",
        "The action plan for CR5 has been updated.",
        "CR5 remains high.",
        "The target date of CR5 has moved to March 2023.",
        "The register now includes CR5.",
    ],
)
def test_an_entry_mentioned_without_a_change_is_noted(sentence: str) -> None:
    (finding,) = told(sentence).findings
    assert (finding.code, finding.value) == ("no_change_stated", "CR5")
    assert stated(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "CR2 (was CR5) has been updated.",
        "CR5 has been replaced by CR31.",
        "CR5 will be removed from the register.",
        "It is proposed that CR5 be removed.",
        "Members asked whether CR5 should be removed.",
        "CR5 was removed last quarter.",
        "CR5 has increased from 16 to 12.",
        "The target score of CR5 has been reduced from 8 to 6.",
        "CR5 has moved from green to amber.",
        "A control for CR5 has been removed.",
        "We have added CR31, and CR9 has been removed.",
        "The scores of CR5 and CR6 had risen from 12 to 16 and fallen from 16 to 12 respectively.",
    ],
)
def test_what_may_be_a_change_is_left_to_a_reader(sentence: str) -> None:
    assert stated(sentence) == []
    assert codes(sentence) == ["event_unclear"]


def test_since_the_last_report_is_this_report() -> None:
    assert stated("Since the last report CR9 has been removed.") == ["removed CR9"]


@pytest.mark.parametrize(
    "sentence", ["An existing risk was removed.", "Two new risks have been added.", "It has been removed."]
)
def test_a_change_without_a_name_is_left_to_a_reader(sentence: str) -> None:
    assert stated(sentence) == []
    assert codes(sentence) == ["event_unclear"]


def test_an_entry_without_a_number_is_called_by_its_topic() -> None:
    assert stated("A risk on bus fares has been removed.") == ["removed bus fares"]


def test_a_sentence_may_add_both_kinds() -> None:
    read = told("Directors have included an additional risk about fares, together with some opportunities.")
    assert [(change.event, change.kind, change.title) for change in read.changes] == [
        ("added", "risk", "fares"),
        ("added", "opportunity", None),
    ]
    assert [finding.code for finding in read.findings] == ["event_unclear"]


def test_the_short_name_and_the_kind_go_with_the_identifier() -> None:
    changes = told("New entries: CR31 (Cyber attack); C06 (Solar farms).").changes
    assert [(change.id_raw, change.title, change.kind) for change in changes] == [
        ("CR31", "Cyber attack", "risk"),
        ("C06", "Solar farms", "opportunity"),
    ]


def test_an_item_goes_on_with_the_sentence_that_introduces_its_list() -> None:
    lines = ("Quarter 3 has two new entries. The two new entries are:", "CR31 - Cyber attack. It was seen coming.")
    (change,) = told(*lines, "CR32 has been added.").changes[:1]
    assert change.title == "Cyber attack"
    assert change.text == "The two new entries are: CR31 - Cyber attack. It was seen coming."


def test_an_item_that_states_its_change_stands_alone() -> None:
    (change,) = told("The changes are the:", item("(i) Removal of CR9.")).changes
    assert change.text == "Removal of CR9."


def test_items_without_an_identifier_are_named_by_their_words() -> None:
    assert stated("Two risks were removed:", item("Bus fares; and"), item("Home care.")) == [
        "removed Bus fares",
        "removed Home care",
    ]


def test_what_stands_under_an_item_is_no_item() -> None:
    assert stated("New risks:", item("CR31 – Cyber"), item("owned by one director", 2)) == ["added CR31"]


def test_a_list_may_say_whose_score_changed() -> None:
    assert stated("Risk scores have fallen for:", item("CR5"), item("CR6")) == [
        "score_decreased CR5",
        "score_decreased CR6",
    ]


def test_what_follows_may_be_named_only_by_its_list() -> None:
    assert stated("The following have been removed from the register:", item("CR5"), item("CR6")) == [
        "removed CR5",
        "removed CR6",
    ]


def test_a_list_of_which_nothing_is_read_is_reported() -> None:
    assert codes("The following risks have been removed:", "The chair thanked everyone.") == ["event_unclear"]


def test_a_list_may_be_empty() -> None:
    assert told("New risks:", "None") == Changes()


@pytest.mark.parametrize(
    "lines",
    [
        ("The register has three new entries: CR31 (Cyber) and CR32 (Buses).",),
        ("The register has one deletion.",),
        ("There are no new entries.", "CR31 has been added."),
    ],
)
def test_counts_that_do_not_agree_are_reported(lines: tuple[str, ...]) -> None:
    assert codes(*lines) == ["event_unclear"]


def test_a_change_announced_and_then_told_is_one() -> None:
    assert stated("A new risk has been added.", "CR31 (Cyber) has been added.") == ["added CR31"]


def test_a_change_said_twice_is_one_and_the_first_words_are_kept() -> None:
    (change,) = told("CR9 has been removed.", "Corp 1 is busy. CR 9 (Buses) was deleted.").changes
    assert (change.text, change.title) == ("CR9 has been removed.", "Buses")


def test_what_stands_under_a_heading_is_of_its_entry() -> None:
    lines = ("CR5 – Home care", "The score has gone up from 8 to 12.", "CR6 – Buses", "This risk has been removed.")
    assert stated(*lines) == ["score_increased CR5", "removed CR6"]


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("CR9 (Buses) was discussed at length. It has been removed.", ["removed CR9"]),
        ("Work on CR9 (Buses) is done. It has been removed from the register.", ["removed CR9"]),
        ("Members heard that CR9 (Buses) is green. This risk has been closed.", ["removed CR9"]),
        ("CR13 (Home care) is busy. It has been merged into CR2.", ["merged CR13 > CR2"]),
        ("The score of CR5 was looked at. It has been reduced from 16 to 12.", ["score_decreased CR5"]),
    ],
)
def test_what_is_called_it_is_the_one_entry_of_the_sentence_before(line: str, changes: list[str]) -> None:
    assert stated(line) == changes


@pytest.mark.parametrize(
    "line",
    [
        "The plan for CR9 was discussed at length. It has been removed.",
        "CR9 and CR10 were discussed at length. It has been removed.",
        "CR9 was discussed at length. The chair thanked all. It has been removed.",
        "CR9 was discussed at length. The score has been reduced from 12 to 8.",
        "CR9 was discussed at length. They have been removed.",
        "CR9 was discussed at length. It will be removed.",
    ],
)
def test_where_another_may_be_meant_it_is_left_to_a_reader(line: str) -> None:
    assert stated(line) == []
    assert "event_unclear" in codes(line)


def test_what_stands_under_a_listed_entry_is_of_it_and_needs_no_change() -> None:
    lines = (
        Line("CORP1 – Work"),
        Line("This risk remains on the register."),
        Line("CORP2 – Buses"),
        Line("All is well."),
    )
    listing = tuple(
        Entry("risk", {"id": (Line(name),), "title": (Line(title),), "description": ()}, (), 1, rows)
        for name, title, rows in (("CORP1", "Work", (1, 2)), ("CORP2", "Buses", (3, 4)))
    )
    read = told(*lines, listing=listing)
    assert [(change.event, change.id_raw, change.title) for change in read.changes] == [("retained", "CORP1", "Work")]
    assert read.findings == ()


def test_a_change_knows_its_place() -> None:
    (change,) = told(Line("CR9 has been removed.", places=(Place(4, page=7),))).changes
    assert change.place == Place(4, page=7)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("CR9 went. CR5 stays.", 2),
        ("See No. 3 of the plan, e.g. CR5. Then stop.", 2),
        ("J. Smith spoke. Corp. 1 is his.", 2),
        ("1. The plan is made.", 1),
        ('It costs £3.5m (a lot). (No one knew.) "Why?" Nobody said', 4),
        ("no stop at all", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count
    assert " ".join(sentences(text)) == text


# Whole papers.


def changes_of(content: bytes) -> list[Change]:
    paper = read_document(content, detect_format(content))
    return [
        change
        for narrative in read_narratives(paper)
        for change in read_changes(narrative, LANCASHIRE.identifiers, LANCASHIRE.scale).changes
    ]


@pytest.mark.parametrize("fmt", ["docx", "html"])
@pytest.mark.parametrize("edition", ["2021-22-q3", "2021-22-q4"])
def test_the_samples_state_what_their_maker_says(edition: str, fmt: str) -> None:
    read = {(change.event, change.id_raw, change.text) for change in changes_of(build(edition, fmt))}  # type: ignore[arg-type]
    assert read == {(event.event, event.id, event.text) for event in load_edition(edition).events}


@pytest.mark.parametrize(
    ("paper", "changes"),
    [
        ("decisions/decision-2017-04-10.html", ["amended CR1", "score_increased CR24 Troubled Families"]),
        ("decisions/decision-2017-06-27.html", ["added CR28"]),
        (
            "decisions/decision-2017-09-25.html",
            ["added CR29 Delayed Transfer", "added CR30 Prevent -", "added CO5 Apprenticeship levy",
             "removed CO3 Opportunities through"],
        ),
        (
            "decisions/decision-2018-12-05.html",
            ["added CR13 Children's Social", "added CR14 Intermediate care", "removed CR9 Discharge of"],
        ),
        (
            "2021-22-q3/Report.docx",
            ["added demand for", "added", "retained CORP1 Reshaping the", "amended CORP1 Reshaping the"],
        ),
        (
            "2021-22-q4/Agenda frontsheet and reports pack.pdf",
            ["added demand for", "added", "removed SEND", "confidence_changed Family safeguarding",
             "retained CORP1 Reshaping the", "amended CORP1 Reshaping the"],
        ),
    ],
)  # fmt: skip
def test_the_archive_states_what_a_careful_person_reads(archive: Path, paper: str, changes: list[str]) -> None:
    read = changes_of((archive / paper).read_bytes())
    named = ((change.event, change.id_raw, " ".join((change.title or "").split()[:2])) for change in read)
    assert [" ".join(filter(None, words)) for words in named] == changes


@pytest.mark.parametrize(
    "sentence",
    [
        "If CR6 is removed, the plan lapses.",
        "It was decided against adding CR6 to the register.",
        "Item CR15 was removed from the agenda.",
    ],
)
def test_a_change_that_was_not_made_is_none(sentence: str) -> None:
    assert stated(sentence) == []
    assert codes(sentence) == ["event_unclear"]


@pytest.mark.parametrize(
    "line", ["The survey score had been reduced from 16 to 12.", "The team had been reduced from 16 to 12."]
)
def test_what_is_said_of_other_things_under_a_heading_is_not_of_its_entry(line: str) -> None:
    assert stated("CR5 – Home care", line) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "COVID 19 has been removed from the register.",
        "ITEM 6 was closed.",
        "FY 24 was amended.",
        "Ward Members had been added to the register.",
        "County Hall has been added to the register.",
    ],
)
def test_where_no_identifiers_are_known_not_every_number_is_one(sentence: str) -> None:
    narrative = Narrative("minutes", "Strategic Risk Register", None, (Line(sentence),))
    assert read_changes(narrative, Identifiers(), LANCASHIRE.scale).changes == ()


def test_changes_under_a_heading_of_no_register_are_left_to_a_reader() -> None:
    narrative = Narrative(
        "minutes", "Performance and risk", None, (Line("CR3 has been closed."),), names_register=False
    )
    read = read_changes(narrative, LANCASHIRE.identifiers, LANCASHIRE.scale)
    assert (read.changes, [finding.code for finding in read.findings]) == ((), [Code.EVENT_UNCLEAR])


def test_a_name_of_one_word_that_left_the_register_is_left_to_a_reader() -> None:
    assert codes("Floods had been removed from the register.") == ["event_unclear"]
