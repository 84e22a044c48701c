"""A register that a document prints in summary and in detail is one register."""

from __future__ import annotations

from extractors.document import Document, plain
from extractors.records import Entry, Register
from tests.layouts.tables import Row, document, table
from tests.reading import findings_in, registers_in

TITLE = "Corporate Risk Register 2021/22 Quarter 2"
SUMMARY_HEADINGS = ("Ref", "Risk", "Owner", "Current score", "Direction")


def summary(*rows: Row) -> tuple[Row, ...]:
    return (SUMMARY_HEADINGS, *rows)


def card(identifier: str, title: str, score: str = "12") -> list[Row]:
    return [
        ["Risk ID", identifier], ["Title", title], ["Description", "Wet"], ["Existing controls", "Pumps"],
        ["Consequences", "Mud"], ["Current score", score], ["Further actions", "A wall"],
    ]  # fmt: skip


def one(read: Document) -> Register:
    (register,) = registers_in(read)
    return register


def said(entry: Entry) -> dict[str, str]:
    return {name: plain(lines) for name, lines in entry.values.items()}


ROWS: tuple[Row, ...] = (
    ["CR1", "Floods", "Head of Estates", "12", "Up"],
    ["CR2", "Fog", "Head of Roads", "4", "Down"],
    ["CR3", "Ice", "Head of Works", "9", "Same"],
)


def test_what_only_the_summary_says_is_the_details_too() -> None:
    read = document(TITLE, table(*summary(*ROWS)), table(*card("CR1", "Floods")), table(*card("CR2", "Fog", "4")))
    register = one(read)
    first, second, third = map(said, register.entries)
    assert (first["owner"], first["direction"], first["control"]) == ("Head of Estates", "Up", "Pumps")
    assert (second["owner"], second["current_score"]) == ("Head of Roads", "4")
    assert (third["id"], third["current_score"]) == ("CR3", "9")
    assert not [finding for finding in findings_in(register) if finding.code == "profile_conflict"]


def test_where_they_differ_the_detail_counts_and_that_is_said() -> None:
    read = document(TITLE, table(*summary(*ROWS)), table(*card("CR1", "Floods", "16")), table(*card("CR2", "Fog", "4")))
    register = one(read)
    assert said(register.entries[0])["current_score"] == "16"
    (finding,) = [finding for finding in findings_in(register) if finding.code == "profile_conflict"]
    assert "'12'" in finding.message
    assert "'16'" in finding.message


def test_a_brief_table_of_other_identifiers_is_no_summary() -> None:
    others: tuple[Row, ...] = (["HS1", "Locks", "Head of Estates", "12", "Up"], ["HS2", "Gates", "Clerk", "4", "Down"])
    read = document(TITLE, table(*summary(*others)), table(*card("CR1", "Floods")), table(*card("CR2", "Fog")))
    assert [said(entry)["id"] for entry in one(read).entries] == ["CR1", "CR2"]


def test_two_quarters_are_two_registers() -> None:
    before = "Corporate Risk Register 2021/22 Quarter 1"
    read = document(before, table(*card("CR1", "Floods", "16")), TITLE, table(*card("CR1", "Floods")))
    assert [register.title for register in registers_in(read)] == [before, TITLE]
