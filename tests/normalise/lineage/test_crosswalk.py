"""The curated crosswalk is read exactly, or refused with every fault and its line."""

from __future__ import annotations

import pytest

from normalise.lineage.crosswalk import (
    COLUMNS,
    Crosswalk,
    CrosswalkError,
    CrosswalkLine,
    crosswalk_line,
    read_crosswalk,
)
from tests.organisations import own_crosswalk

HEAD = ",".join(COLUMNS)
GOOD = "floods,lancashire-2019-20-q2,CR1,River flooding,continues,read by hand,"


def read(*lines: str, head: str = HEAD) -> Crosswalk:
    return read_crosswalk("\n".join((head, *lines)), "mine.csv")


def faults(*lines: str, head: str = HEAD) -> list[str]:
    """Every fault of a crosswalk of these lines, without the name of the file."""
    with pytest.raises(CrosswalkError) as caught:
        read(*lines, head=head)
    problems = str(caught.value).splitlines()
    assert all(fault.startswith("mine.csv, ") for fault in problems)
    return [fault.removeprefix("mine.csv, ") for fault in problems]


def altered(**values: str) -> str:
    """``GOOD`` with other values in some columns."""
    fields = dict(zip(COLUMNS, GOOD.split(","), strict=True)) | values
    return ",".join(fields.values())


# What is right.


def test_a_line_is_read() -> None:
    (found,) = read(altered(note="see the minutes")).lines
    assert found == CrosswalkLine(
        2, "floods", "lancashire-2019-20-q2", "CR1", "River flooding", "continues", "read by hand", "see the minutes"
    )


def test_a_crosswalk_may_be_empty() -> None:
    assert read() == Crosswalk("mine.csv")


def test_columns_may_stand_in_any_order_and_more_of_them() -> None:
    head = ",".join([*reversed(COLUMNS), "reviewer"])
    line = ",".join([*reversed(GOOD.split(",")), "me"])
    assert read(line, head=head).lines == read(GOOD).lines


@pytest.mark.parametrize("text", [f"\ufeff{HEAD}\n{GOOD}\n", f"{HEAD}\r\n{GOOD}\r\n", f"{HEAD}\n\n{GOOD}\n\n"])
def test_a_byte_order_mark_other_line_ends_and_empty_lines_do_not_matter(text: str) -> None:
    assert [line.id for line in read_crosswalk(text, "mine.csv").lines] == ["CR1"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_spreadsheets_other_delimiters_do_not_matter(delimiter: str) -> None:
    assert read(GOOD.replace(",", delimiter), head=HEAD.replace(",", delimiter)).lines == read(GOOD).lines


def test_a_row_of_empty_cells_is_passed_over() -> None:
    assert read(GOOD, ",,,,,,").lines == read(GOOD).lines


def test_a_note_may_be_left_out_with_its_comma() -> None:
    assert read(GOOD.removesuffix(",")).lines[0].note == ""


def test_a_line_of_a_revision_is_read() -> None:
    assert read(altered(edition="lancashire-2019-20-q2-r2")).lines[0].organisation == "lancashire"


def test_a_line_tells_its_organisation() -> None:
    assert read(altered(edition="east-sussex-2019-20-q2")).lines[0].organisation == "east-sussex"


def test_two_entries_of_one_number_are_distinguished_by_their_titles() -> None:
    assert len(read(GOOD, altered(lineage="buses", title="Rural buses")).lines) == 2


def test_one_slug_may_be_used_for_two_organisations() -> None:
    assert len(read(GOOD, altered(edition="east-sussex-2019-20-q2")).lines) == 2


def test_an_entry_may_continue_one_thread_and_be_related_to_another() -> None:
    other = altered(lineage="buses", id="CR2", title="Rural buses")
    assert len(read(GOOD, other, altered(lineage="buses", relation="related")).lines) == 3


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("River flooding", True),
        ("RIVER FLOODING of towns", True),
        ("Flooding", False),
        ("Rural buses", False),
        ("", False),
    ],
)
def test_a_line_names_the_title_it_was_written_for(title: str, named: bool) -> None:
    assert read(GOOD).lines[0].names_title(title) is named


# What is refused.


def test_a_missing_column_is_refused() -> None:
    assert faults(GOOD, head=HEAD.replace("evidence", "proof")) == ["line 1: no column evidence"]


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(CrosswalkError, match=r"mine\.csv, line 1: no column lineage, edition"):
        read_crosswalk("", "mine.csv")


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"lineage": ""}, "no lineage"),
        ({"edition": ""}, "no edition"),
        ({"id": ""}, "no id"),
        ({"title": " "}, "no title"),
        ({"relation": ""}, "no relation"),
        ({"evidence": ""}, "no evidence"),
        ({"lineage": "River Floods"}, "'River Floods' is no slug: small letters, digits and single hyphens"),
        ({"lineage": "lancashire/floods"}, "'lancashire/floods' is no slug: small letters, digits and single hyphens"),
        ({"edition": "2019/20 Q2"}, "'2019/20 Q2' is no edition, such as northshire-2019-20-q2"),
        ({"edition": "lancashire-2019-20-q5"}, "'lancashire-2019-20-q5' is no edition, such as northshire-2019-20-q2"),
        ({"relation": "Continues"}, "'Continues' is none of continues, split, merged, related"),
        ({"id": "CR 1"}, "'CR 1' is no identifier in its canonical spelling: capitals and a number"),
        ({"id": "CR4-2"}, "'CR4-2' is no identifier in its canonical spelling: capitals and a number"),
        ({"note": "a,b"}, "more values than columns"),
    ],
)
def test_a_faulty_line_is_refused_with_its_number(values: dict[str, str], fault: str) -> None:
    assert faults(GOOD, altered(**{"lineage": "buses", "id": "CR2", **values})) == [f"line 3: {fault}"]


def test_every_fault_is_named() -> None:
    assert faults(altered(relation="is"), altered(evidence="")) == [
        "line 2: 'is' is none of continues, split, merged, related",
        "line 3: no evidence",
    ]


def test_a_faulty_line_is_not_also_missed_by_those_that_need_it() -> None:
    assert faults(altered(evidence=""), altered(id="CR2", relation="split")) == ["line 2: no evidence"]


@pytest.mark.parametrize("broken", ['floods,"lancashire"-2019', 'floods,"lancashire-2019-20-q2'])
def test_a_broken_quote_is_refused_with_its_line(broken: str) -> None:
    (fault,) = faults(GOOD, broken)
    assert fault.startswith("line 3: ")


def test_a_broken_quote_in_the_headings_is_refused_with_its_line() -> None:
    (fault,) = faults(head=f'"{HEAD}')
    assert fault.startswith("line 1: ")


@pytest.mark.parametrize("relation", ["split", "merged", "related"])
def test_a_second_thread_that_nothing_continues_is_refused(relation: str) -> None:
    assert faults(GOOD, altered(lineage="buses", relation=relation)) == ["line 3: no line continues lancashire/buses"]


def test_a_thread_of_another_organisation_does_not_count() -> None:
    line = altered(edition="east-sussex-2019-20-q2", relation="split")
    assert faults(GOOD, line) == ["line 3: no line continues east-sussex/floods"]


def test_two_lines_on_one_entry_and_thread_are_refused() -> None:
    assert faults(GOOD, altered(relation="related")) == [
        "line 2: CR1 of lancashire-2019-20-q2 has two lines on floods",
        "line 3: CR1 of lancashire-2019-20-q2 has two lines on floods",
    ]


def test_an_entry_of_two_threads_is_refused() -> None:
    assert faults(GOOD, altered(lineage="buses")) == [
        "line 2: CR1 of lancashire-2019-20-q2 continues more than one lineage",
        "line 3: CR1 of lancashire-2019-20-q2 continues more than one lineage",
    ]


def test_two_entries_of_one_edition_on_one_thread_are_refused() -> None:
    assert faults(GOOD, altered(id="CR2", title="Rural buses")) == [
        "line 2: floods is continued by more than one entry of lancashire-2019-20-q2",
        "line 3: floods is continued by more than one entry of lancashire-2019-20-q2",
    ]


# What is written.


def test_a_line_to_paste_is_read_again_as_it_was_meant() -> None:
    title = 'Rivers, "brooks" and becks'
    pasted = crosswalk_line("lancashire/floods", "lancashire-2019-20-q2", "CR1", title, "continues", "by, me")
    (found,) = read(pasted).lines
    assert (found.lineage, found.title, found.evidence) == ("floods", title, "by, me")


def test_the_crosswalk_of_this_package_can_be_read() -> None:
    assert own_crosswalk().lines
