"""Cards and profiles in text renderings, whose tables have come apart: each kind of damage, and the real pack.

The reader gives whole tables, which the layouts for cards and profiles read as they read those of any format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from extractors.document import Document, Line, Paragraph, all_findings
from extractors.findings import Finding
from extractors.layouts.cards.risk_cards import claims
from extractors.records import Entry, Profile, Register
from extractors.text.read_text import read_text
from tests.owners import line_owners
from tests.reading import findings_in, kind_of, profiles_in, registers_in

TITLE = "Sampleshire Council Corporate Risk & Opportunity Register 2023/24 Q1"
HEAD = "Risk ID Corp 8 Title: Bridges and Culverts\tCurrent risk score: 16\tTarget Risk Score: 8"
UPPER = """\
Risk Description\tRisk Consequences\tRisk Owner\tCurrent\tCurrent
\t\t\tLikelihood\tImpact
Old bridges may have to close\tDetours for heavy lorries and\tDirector of\tLikely (4)\tMajor (4)
after a flood\tfor school buses\tHighways and\t\t
\t\tTransport\tTarget\tTarget
\tClaims from hauliers\tTarget date\tLikelihood\tImpact
\t\tJune 2024\tUnlikely\tMajor
\t\t\tTarget Risk\t
\t\t\tConfidence\t"""
LOWER = """\
Current Controls\t\tControl Owner\t\t
Yearly inspection of every span\t\tHead of Bridges\t\t
Mitigating Actions\t\tMitigation Owner\t\t
Strengthen the two weakest spans\t\tHead of Bridges\t\t
Progress:\t\t\t\t
First span is finished\t\t\t\t"""
ELSEWHERE = """\
Every month the Head of Bridges and the Director of Highways and Transport report on

Bridges and Culverts, which is Corp 7"""


def document(*parts: str) -> Document:
    """A paper of these parts, with blank lines between them, as the text reader gives it."""
    return read_text("\n\n".join(parts).encode())


def paper(head: str = HEAD, upper: str = UPPER, lower: str = LOWER, *more: str) -> Document:
    """A paper with one card, or more."""
    return document(ELSEWHERE, TITLE, "\n".join((head, upper, lower)), *more)


def only_register(read: Document) -> Register:
    (register,) = registers_in(read)
    return register


def only_entry(read: Document) -> Entry:
    (entry,) = only_register(read).entries
    return entry


def only_profile(read: Document) -> Profile:
    (profile,) = profiles_in(read)
    return profile


def said(values: Mapping[str, tuple[Line, ...]], name: str) -> list[str]:
    return [line.text for line in values[name]]


def findings(read: Document, code: str) -> list[Finding]:
    return [finding for finding in all_findings(read) if finding.code == code]


def codes_at(read: Document, label: str) -> set[str]:
    """What is to be said of the cell with a label or, where it has no value of its own, of the one below it."""
    cells = {(number, cell.row, cell.column): cell for number, table in enumerate(read.tables) for cell in table.cells}
    at, found = next((at, cell) for at, cell in cells.items() if cell.text.split(":")[0] == label)
    below = cells.get((at[0], at[1] + 1, at[2])) if found.text == label else None
    return {finding.code for cell in (found, below) if cell for finding in cell.findings}


# A card


def test_a_card_fills_every_field_it_has_a_place_for() -> None:
    values = only_entry(paper()).values
    assert {name: said(values, name) for name in values} == {
        "id": ["Corp 8"],
        "title": ["Bridges and Culverts"],
        "current_score": ["16"],
        "target_score": ["8"],
        "description": ["Old bridges may have to close after a flood"],
        "consequence": ["Detours for heavy lorries and for school buses", "Claims from hauliers"],
        "owner": ["Director of Highways and Transport"],
        "target_date": ["June 2024"],
        "current_likelihood": ["Likely (4)"],
        "current_impact": ["Major (4)"],
        "target_likelihood": ["Unlikely"],
        "target_impact": ["Major"],
        "control": ["Yearly inspection of every span"],
        "action": ["Strengthen the two weakest spans"],
        "progress": ["First span is finished"],
    }


def test_a_register_bears_the_title_above_its_first_card() -> None:
    register = only_register(paper())
    assert (register.title, register.layout) == (TITLE, "risk_cards")


def test_an_entry_knows_where_it_stands() -> None:
    entry = only_entry(paper())
    assert (entry.table, entry.rows) == (1, (1, 11))


def test_lines_put_together_from_columns_are_reported() -> None:
    assert codes_at(paper(), "Risk Description") == {"mended_text"}


def test_the_blocks_of_a_card_are_taken() -> None:
    read = paper()
    assert [set(claim.blocks) for claim in claims(read)] == [{3}]


# The head line


@pytest.mark.parametrize(
    "head",
    [
        "Risk ID Corp 8 Title: Bri\tdges and Culverts\tCurrent risk sco\tore: 16 Ta\target Risk Score: 8",
        "Risk ID Corp 8\tTitle: Bridges and Culverts Curre\tent risk score: 16\tTarget Risk Sc\tore: 8",
        "Risk ID Corp 8 T\title: Bridges and\tCulverts\tCurrer\tnt risk score\te: 16 Target Risk Score: 8",
        "Risk ID Corp 8 – Bridges and Culv\tverts\tCurrent risk score:\t16 Targe\tet Risk Score: 8",
        "Risk I\tID: Corp\t8 Title Bridges and Culverts Current risk score: 1\t6 Target Risk Score: 8",
    ],
)
def test_a_head_line_cut_anywhere_gives_its_values(head: str) -> None:
    values = only_entry(paper(head)).values
    read = [said(values, name) for name in ("id", "title", "current_score", "target_score")]
    assert read == [["Corp 8"], ["Bridges and Culverts"], ["16"], ["8"]]


def test_a_title_made_whole_is_reported() -> None:
    assert codes_at(paper(HEAD.replace("Bridges", "Bri\tdges")), "Title") == {"mended_text"}


def test_a_title_that_the_paper_prints_nowhere_whole_is_null() -> None:
    assert only_entry(paper(HEAD.replace("Culverts", "Wha\trves"))).values["title"] == ()


def test_a_title_that_is_null_is_reported() -> None:
    assert codes_at(paper(HEAD.replace("Culverts", "Wha\trves")), "Title") == {"unreadable_value"}


def test_a_head_line_without_one_score_reports_it() -> None:
    read = paper(HEAD.replace("Target Risk Score: 8", ""))
    assert codes_at(read, "Target Score") == {"unreadable_value"}
    assert only_entry(read).values["target_score"] == ()


def test_words_left_over_in_a_head_line_are_reported() -> None:
    assert codes_at(paper(HEAD.replace("16", "16 rising")), "Current Risk Score") == {"unread_text"}


def test_an_opportunity_is_known_by_its_label() -> None:
    head = "Opportunity ID: CO3\tTitle: Bridges and Culverts\tCurrent Opp score: 6\tTarget Opp Score: 12"
    assert kind_of(only_entry(paper(head))) == "opportunity"


def test_a_heading_row_without_an_identifier_begins_no_card() -> None:
    heading = "Risk ID\tRisk Description\tCurrent risk score\tTarget Risk Score"
    (table,) = paper(heading).tables
    assert "\t".join(cell.text for cell in table.cells if cell.row == 0) == heading
    assert table.rows == len((heading, *UPPER.split("\n"), *LOWER.split("\n")))


# The columns


def test_labels_cut_by_tabs_still_name_their_columns() -> None:
    upper = "Risk Descr\tription\tRisk Consequences\tRisk Own\tner\tCurrent\tCurrent\n\t\t\t\t\tLikelihood\tImpact\n"
    upper += "Old bri\tdges may close\tDetours\tDirector of\tHighways\tRare\tMajor\n"
    upper += "\t\t\tTarget date\t\tTarget\tTarget\n\t\t\tMay 2024\t\tRare\tMinor"
    values = only_entry(paper(upper=upper)).values
    names = ("description", "consequence", "owner", "current_likelihood", "target_impact", "target_date")
    assert [said(values, name) for name in names] == [
        ["Old bridges may close"], ["Detours"], ["Director of Highways"], ["Rare"], ["Minor"], ["May 2024"],
    ]  # fmt: skip


def test_labels_and_values_in_one_piece_are_parted() -> None:
    upper = (
        "Risk Description Old bridges may close\tRisk Consequences Detours\tRisk Owner Head of Bridges Target date "
        "Ongoing\tCurrent Likelihood 4 Target Likelihood 2 Target Confidence\tCurrent Impact 4 Target Impact 4"
    )
    values = only_entry(paper(upper=upper)).values
    names = ("description", "owner", "target_date", "current_likelihood", "target_likelihood", "target_impact")
    assert [said(values, name) for name in names] == [
        ["Old bridges may close"], ["Head of Bridges"], ["Ongoing"], ["4"], ["2"], ["4"],
    ]  # fmt: skip


def test_a_card_goes_on_behind_a_page_end_with_fewer_columns() -> None:
    upper = f"{UPPER}\nThe river also\tLonger ways to school\t\t\t\n\nundermines the piers\tand to work\t"
    values = only_entry(paper(upper=upper)).values
    assert (said(values, "description")[-1], said(values, "consequence")[-1]) == (
        "The river also undermines the piers", "Longer ways to school and to work",
    )  # fmt: skip


def test_other_columns_behind_a_page_end_are_reported() -> None:
    upper = f"{UPPER}\n\nundermines the piers\tand the banks\t"
    assert any("3 columns instead of 5" in finding.message for finding in findings(paper(upper=upper), "mended_text"))


def test_a_date_behind_a_page_end_is_found_by_its_label() -> None:
    upper = UPPER.replace("June 2024", "").replace("Target date", "")
    upper += "\n\nundermines the piers\tand the banks\tTarget date May 2025\t"
    assert said(only_entry(paper(upper=upper)).values, "target_date") == ["May 2025"]


def test_a_speck_below_the_date_is_no_date() -> None:
    upper = f"{UPPER}\n\t\t1\t\t,"
    assert said(only_entry(paper(upper=upper)).values, "target_date") == ["June 2024"]


@pytest.mark.parametrize("broken", ["June", "end of", "by June 20", "Confidence June 2024"])
def test_a_date_that_is_not_whole_is_null(broken: str) -> None:
    read = paper(upper=UPPER.replace("June 2024", broken))
    assert only_entry(read).values["target_date"] == ()
    assert "unreadable_value" in codes_at(read, "Target Date")


@pytest.mark.parametrize("whole", ["March 2022/Ongoing", "On going", "TBC", "by the end of March 2025", "31/03/2025"])
def test_a_whole_date_stands_as_printed(whole: str) -> None:
    upper = UPPER.replace("June 2024", whole)
    assert said(only_entry(paper(upper=upper)).values, "target_date") == [whole]


def test_a_card_without_a_date_reports_it() -> None:
    assert codes_at(paper(upper=UPPER.replace("June 2024", "")), "Target Date") == {"unreadable_value"}


def test_a_card_without_labels_reads_no_column() -> None:
    read = paper(upper=UPPER.split("\n", 2)[2])
    assert only_entry(read).values["description"] == ()
    assert codes_at(read, "Description") == {"unreadable_value", "unread_text"}


def test_what_no_label_names_is_reported() -> None:
    register = only_register(paper(upper=UPPER.split("\n", 2)[2]))
    unread = [finding.message for finding in findings_in(register) if finding.code == "unread_text"]
    assert any("Old bridges may have to close" in message for message in unread)


# Likelihood and impact


def test_a_cut_level_counts_where_it_fits_the_score() -> None:
    upper = UPPER.replace("Unlikely", "Unli")
    assert said(only_entry(paper(upper=upper)).values, "target_likelihood") == ["Unlikely"]


def test_a_cut_level_that_does_not_fit_the_score_is_null() -> None:
    upper = UPPER.replace("Unlikely", "Poss")
    assert only_entry(paper(upper=upper)).values["target_likelihood"] == ()


def test_a_level_that_is_null_is_reported() -> None:
    assert codes_at(paper(upper=UPPER.replace("Unlikely", "Poss")), "Target Likelihood") == {"unreadable_value"}


def test_a_cell_cut_downwards_gives_both_levels_of_its_column() -> None:
    upper = (
        "Risk Description\tRisk Consequences\tRisk Owner\tCuri Likeli\t\tCurrent Impact\n"
        "Old bridges\tDetours\tHead of Bridges\tLike Tar Likeli Unli\tely (4) get hood\tMajor (4) Target Impact Major"
    )
    values = only_entry(paper(upper=upper)).values
    assert [said(values, f"{which}_likelihood") for which in ("current", "target")] == [["(4)"], ["Unlikely"]]


def test_levels_of_a_row_with_other_columns_must_fit_the_score() -> None:
    upper = UPPER.replace("\t\tJune 2024\tUnlikely\tMajor", "\t\tJune 2024\t2\t3\t")
    assert only_entry(paper(upper=upper)).values["target_likelihood"] == ()


def test_two_levels_in_one_place_give_none() -> None:
    assert only_entry(paper(upper=UPPER.replace("Unlikely", "Unlikely Rare"))).values["target_likelihood"] == ()


def test_a_level_printed_twice_is_one_level() -> None:
    upper = f"{UPPER[: UPPER.index('Unlikely')]}Unlikely\tMajor\n\t\t\tUnlikely\tmajor"
    assert said(only_entry(paper(upper=upper)).values, "target_impact") == ["Major"]


def test_a_digit_beside_the_confidence_is_no_level() -> None:
    upper = UPPER.replace("\t\t\tConfidence\t", "\t\t\tConfidence\t1")
    assert said(only_entry(paper(upper=upper)).values, "target_impact") == ["Major"]


# Sections


def test_a_word_cut_by_a_tab_is_made_whole_by_the_paper() -> None:
    lower = LOWER.replace("Yearly inspection of every span", "Yearly report of every mo\tnth")
    assert said(only_entry(paper(lower=lower)).values, "control") == ["Yearly report of every month"]


@pytest.mark.parametrize("cut", ["mon\tnth", "mont\tnth", "mon\tith"])
def test_letters_repeated_or_misread_at_a_cut_count_once(cut: str) -> None:
    lower = LOWER.replace("Yearly inspection of every span", f"Yearly report of every {cut}")
    assert said(only_entry(paper(lower=lower)).values, "control") == ["Yearly report of every month"]


def test_a_word_made_whole_is_reported() -> None:
    lower = LOWER.replace("Yearly inspection of every span", "Yearly report of every mo\tnth")
    assert codes_at(paper(lower=lower), "Current Controls") == {"mended_text"}


def test_a_cut_that_nothing_can_settle_is_reported() -> None:
    lower = LOWER.replace("inspection of every span", "inspection of every via\tduct")
    assert codes_at(paper(lower=lower), "Current Controls") == {"cut_text"}


def test_a_line_whose_beginning_is_lost_is_reported() -> None:
    lower = LOWER.replace("Mitigating", "\tpection by the army\t\t\t\nMitigating")
    assert any("beginning" in finding.message for finding in findings(paper(lower=lower), "cut_text"))


def test_a_section_may_begin_in_one_piece_with_its_statements() -> None:
    lower = "Current Controls Yearly inspection of spans\tHead of Bridges\nMitigating Actions\tMitigation Owner\n"
    lower += "Progress: First span is finished\t"
    values = only_entry(paper(lower=lower)).values
    assert (said(values, "control"), said(values, "progress")) == (
        ["Yearly inspection of spans"], ["First span is finished"],
    )  # fmt: skip


def test_a_section_label_within_a_line_is_known_by_the_owners_beside_it() -> None:
    lower = "Current Controls\tControl Owner\nSpans are seen Mitigating Actions Mend spans\tMitigation Owner Head"
    values = only_entry(paper(lower=lower)).values
    assert (said(values, "control"), said(values, "action")) == (["Spans are seen"], ["Mend spans"])


def test_a_statement_that_begins_as_a_label_is_no_label() -> None:
    lower = LOWER.replace("First span is finished", "Progress on the first span is good")
    assert said(only_entry(paper(lower=lower)).values, "progress") == ["Progress on the first span is good"]


def test_a_label_of_owners_cut_by_a_tab_is_no_owner() -> None:
    lower = LOWER.replace("Control Owner\t", "Control Owne\ter").replace("Mitigation Owner\t", "Mitigation Own\tner")
    assert set(line_owners(only_entry(paper(lower=lower)))["action"]) == {"Head of Bridges"}


def test_one_owner_is_of_every_statement() -> None:
    lower = LOWER.replace("Mitigating", "Sensors on long spans\t\t\t\t\nMitigating")
    assert line_owners(only_entry(paper(lower=lower)))["control"] == ("Head of Bridges",) * 2


def test_of_several_owners_each_is_of_the_statement_beside_it() -> None:
    more = "Sensors on long spans\t\tDirector of Highways\t\t\nWarning signs\t\t\t\t\nMitigating"
    lower = LOWER.replace("Mitigating", more)
    assert line_owners(only_entry(paper(lower=lower)))["control"] == ("Head of Bridges", "Director of Highways", None)


def test_statements_whose_owner_is_not_known_are_reported() -> None:
    more = "Sensors on long spans\t\tDirector of Highways\t\t\nWarning signs\t\t\t\t\nMitigating"
    (finding,) = findings(paper(lower=LOWER.replace("Mitigating", more)), "unreadable_value")
    assert "owners" in finding.message


def test_a_cut_owner_is_given_to_nothing() -> None:
    lower = LOWER.replace("Head of Bridges", "ead of Bridges", 1)
    assert "control" not in line_owners(only_entry(paper(lower=lower)))


def test_owners_of_a_shorter_row_are_counted_from_the_right() -> None:
    lower = f"{LOWER[: LOWER.index('Mitigating')]}\nSensors on long spans\tDirector of Highways\t\t"
    assert line_owners(only_entry(paper(lower=lower)))["control"] == ("Head of Bridges", "Director of Highways")


def test_progress_headed_by_control_owners_is_read_as_controls() -> None:
    lower = "Progress to date\t\tControl Owner\nFirst span is finished\t\tHead of Bridges"
    assert said(only_entry(paper(lower=lower)).values, "control") == ["First span is finished"]


def test_wrapped_lines_are_one_statement() -> None:
    lower = LOWER.replace("First span is finished", "• First span is finished and\nopen to\t\t\t\t\n• Second is not")
    lower = lower.replace("finished and\nopen to", "finished and\t\t\t\t\nopen to")
    assert said(only_entry(paper(lower=lower)).values, "progress") == [
        "First span is finished and open to", "Second is not",
    ]  # fmt: skip


def test_a_line_that_breaks_off_goes_on_in_the_next_whatever_that_begins_with() -> None:
    lower = LOWER.replace("First span is finished", "The first span is closed through\t\t\t\t\nSpring 2025")
    assert said(only_entry(paper(lower=lower)).values, "progress") == ["The first span is closed through Spring 2025"]


def test_a_bullet_in_a_piece_of_its_own_is_of_the_text_beside_it() -> None:
    lower = f"{LOWER}\n\n•\tSecond span is next\t"
    assert only_entry(paper(lower=lower)).values["progress"][-1].level == 1


# What is left out


@pytest.mark.parametrize("noise", [", , , , ,", "· · · ·", "0", "J"])
def test_a_piece_without_a_word_is_left_out_and_reported(noise: str) -> None:
    lower = LOWER.replace("Progress", f"{noise}\t\t\t\t\nProgress")
    read = paper(lower=lower)
    assert said(only_entry(read).values, "action") == ["Strengthen the two weakest spans"]
    assert codes_at(read, "Mitigating Actions") == {"ignored_text"}


def test_a_number_of_several_digits_is_a_word() -> None:
    lower = LOWER.replace("Progress", "before the winter of\t\t\t\t\n2025\t\t\t\t\nProgress")
    assert said(only_entry(paper(lower=lower)).values, "action")[0].endswith("winter of 2025")


def test_a_line_that_repeats_the_one_above_misread_is_left_out() -> None:
    line = "The Director of Highways and Transport report every month"
    lower = LOWER.replace("First span is finished", f"{line}\t\t\t\t\n{line.replace('ways', 'woys')}")
    assert said(only_entry(paper(lower=lower)).values, "progress") == [line]


def test_two_lines_that_differ_in_a_number_are_both_kept() -> None:
    lower = LOWER.replace("First span is finished", "Span 11 has been finished\t\t\t\t\nSpan 12 has been finished")
    assert len(only_entry(paper(lower=lower)).values["progress"]) == 2


def test_the_number_of_a_page_within_a_card_is_of_the_page() -> None:
    read = paper(HEAD, UPPER, f"{LOWER}\n\nPage 7\n\nSecond span is next\t")
    assert [line.text for line in read.furniture] == ["Page 7"]
    assert said(only_entry(read).values, "progress") == ["First span is finished", "Second span is next"]


def shown(read: Document) -> str:
    """All that a document says, and reports, without blanks."""
    cells = [cell.text for table in read.tables for cell in table.cells]
    lines = [block.line.text for block in read.blocks if isinstance(block, Paragraph)]
    messages = [finding.message for finding in all_findings(read)]
    return re.sub(r"\s", "", " ".join((*cells, *lines, *(line.text for line in read.furniture), *messages))).casefold()


CARD = "\n".join((HEAD, UPPER, LOWER))
LABELS = {
    *re.findall(r"\w+", "risk id title current target score description consequences owner likelihood impact date"),
    *re.findall(r"\w+", "confidence controls control mitigating actions mitigation progress"),
}
"""What a card need not show again in the words of its labels."""


@pytest.mark.parametrize("lost", [at for at, letter in enumerate(CARD) if letter == "\t"])
def test_whichever_tab_is_lost_or_doubled_no_word_goes_with_it(lost: int) -> None:
    for damaged in (CARD[:lost] + CARD[lost + 1 :], CARD[:lost] + "\t" + CARD[lost:]):
        words = {word for word in re.findall(r"\w+", damaged.casefold()) if word not in LABELS}
        said = shown(document(ELSEWHERE, TITLE, damaged))
        assert {
            word for word in words if word not in said and not {word[:at] for at in range(len(word))} & LABELS
        } == set()


# Where a card ends


def test_a_second_card_is_an_entry_of_its_own() -> None:
    other = HEAD.replace("Corp 8", "Corp 9")
    entries = only_register(paper(HEAD, UPPER, LOWER, "\n".join((other, UPPER, LOWER)))).entries
    assert [said(entry.values, "id") for entry in entries] == [["Corp 8"], ["Corp 9"]]


@pytest.mark.parametrize(
    "after",
    [
        "Key to Scores\n\n\tMAJOR\t4\t8\t12",
        "\tMAJOR\t4\t8\t12\t16\n\t\tRARE\tUNLIKELY\tPOSSIBLE\tLIKELY",
        "The next item is about libraries.\n\nVisits\t2022/23\t41",
        "Risk ID\tTitle\tCurrent Rating\tTarget Rating\tRisk Confidence Q1\tDirection\nCorp8\tX\t16\t8\t\tup",
    ],
)
def test_what_follows_the_last_card_is_not_of_it(after: str) -> None:
    read = paper(HEAD, UPPER, LOWER, after)
    assert said(only_entry(read).values, "progress") == ["First span is finished"]


def test_a_title_between_cards_begins_another_register() -> None:
    other = TITLE.replace("Q1", "Q2")
    registers = registers_in(paper(HEAD, UPPER, LOWER, other, "\n".join((HEAD, UPPER, LOWER))))
    assert [register.title for register in registers] == [TITLE, other]


def test_performance_tables_and_prose_hold_no_register() -> None:
    table = "Indicator\tFrequency\tTarget\nVisits to libraries\tQuarterly\t95%\nCurrent risk score\t12\t14"
    assert registers_in(document(ELSEWHERE, TITLE, table)) == ()


# The profile

PROFILE = """\
Risk ID\tRisk Description\tCurrent Risk Rating\tTarget Risk Rating\tTarget Date\tRisk Confidence Q1\tDirection of travel
Corp8\tBridges and Culverts\t16\t8\tJune 2024/Ongoing\t\t+ve
Opp ID\tOpportunity Description\tCurrent rating\tTarget Rating\tTarget Date\tOpportunity Confidence Q1\tDirection
CO3\tHead of Bridges\t6\t12\tOngoing\t\tlevel"""


def profile_values(text: str) -> list[list[str]]:
    return [
        [" ".join(line.text for line in lines) for lines in line.values.values()]
        for line in only_profile(document(ELSEWHERE, TITLE, text)).lines
    ]


def test_a_profile_line_gives_its_fields() -> None:
    assert profile_values(PROFILE)[0] == ["Corp8", "Bridges and Culverts", "16", "8", "June 2024/Ongoing", "+ve"]


def test_an_opportunity_in_a_profile_is_known_by_its_letters() -> None:
    lines = only_profile(document(PROFILE)).lines
    assert [kind_of(line) for line in lines] == ["risk", "opportunity"]


def test_a_profile_line_cut_by_tabs_gives_its_fields() -> None:
    cut = PROFILE.replace("Bridges and Culverts\t16\t8\t", "Bridges and Cul\tverts 16\t8\t")
    assert profile_values(cut)[0] == ["Corp8", "Bridges and Culverts", "16", "8", "June 2024/Ongoing", "+ve"]


def test_a_row_below_a_profile_line_goes_on_with_it() -> None:
    wrapped = "Corp8\tBridges and\t16\t8\tJune 2024/\t\t+ve\n\tCulverts\t\t\tOngoing\t\t"
    lines = profile_values(PROFILE.replace(PROFILE.split("\n")[1], wrapped))
    assert lines[0] == ["Corp8", "Bridges and Culverts", "16", "8", "June 2024/ Ongoing", "+ve"]


def test_lost_colours_are_reported_once() -> None:
    assert [finding.code for finding in all_findings(document(PROFILE))] == ["lost_colour"]
    assert codes_at(document(PROFILE), "Risk Confidence Q1") == {"lost_colour"}


def test_colours_printed_as_words_are_kept() -> None:
    text = PROFILE.replace("Ongoing\t\t+ve", "Ongoing\tAmber\t+ve")
    (line, _) = only_profile(document(text)).lines
    assert {quarter: cell.text for quarter, cell in line.confidence.items()} == {1: "Amber"}


def test_a_row_of_a_profile_that_fits_no_pattern_is_reported() -> None:
    profile = only_profile(document(f"{PROFILE}\nTunnels\tCorp9\tlots\tfew\tsoon\t\t"))
    assert any("Tunnels" in finding.message for finding in findings_in(profile))


# The real pack


@pytest.fixture(scope="module")
def pack(archive: Path) -> Document:
    """The rendering of an agenda pack of cards: the one text of the archive that has any."""
    found = [read for path in sorted((archive / "text").glob("*.txt")) if claims(read := read_text(path.read_bytes()))]
    assert len(found) == 1
    return found[0]


@pytest.fixture(scope="module")
def cards(pack: Document) -> tuple[Entry, ...]:
    """The entries of that pack."""
    return only_register(pack).entries


@pytest.fixture(scope="module")
def expected(gold: Path) -> dict[str, Any]:
    """What a careful person reads in that pack."""
    read: dict[str, Any] = json.loads((gold / "2021-22-q4.json").read_text("utf-8"))
    return read


def _level(text: str) -> int:
    words = ("rare insignificant", "unlikely minor", "possible moderate", "likely major", "certain catastrophic")
    digit = re.search(r"\d", text)
    return int(digit[0]) if digit else 1 + [text.casefold() in line.split() for line in words].index(True)


@pytest.mark.parametrize("name", ["id", "title", "current_score", "target_score", "target_date", "owner"])
def test_the_real_cards_give_exact_values(cards: tuple[Entry, ...], expected: dict[str, Any], name: str) -> None:
    wanted = [str(each["id_raw" if name == "id" else name]) for each in expected["entries"]]
    assert [" ".join(said(entry.values, name)) for entry in cards] == wanted


@pytest.mark.parametrize(
    "name", ["current_likelihood", "current_impact", "target_likelihood", "target_impact"]
)  # fmt: skip
def test_the_real_cards_give_exact_levels(cards: tuple[Entry, ...], expected: dict[str, Any], name: str) -> None:
    assert [_level(said(entry.values, name)[0]) for entry in cards] == [_level(x[name]) for x in expected["entries"]]


@pytest.mark.parametrize("name", ["consequences", "controls", "mitigations", "progress"])
def test_the_real_cards_lose_no_section(cards: tuple[Entry, ...], expected: dict[str, Any], name: str) -> None:
    field = {"consequences": "consequence", "controls": "control", "mitigations": "action"}.get(name, name)
    assert [bool(x.values.get(field)) for x in cards] == [bool(each.get(name)) for each in expected["entries"]]


def test_the_real_profile_gives_exact_values(pack: Document, expected: dict[str, Any]) -> None:
    names = ("id", "title", "current_score", "target_score", "target_date", "direction")
    wanted = [[str(each["id_raw" if name == "id" else name]) for name in names] for each in expected["profile"]]
    lines = only_profile(pack).lines
    assert [[" ".join(said(line.values, name)) for name in names] for line in lines] == wanted
