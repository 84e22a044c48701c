"""A block is read once, by the layout that gets most entries out of it."""

from __future__ import annotations

from extractors.document import Document, plain
from extractors.layouts import register_table
from extractors.layouts.claims import read_layouts
from extractors.layouts.profile import summary_profile
from tests.layouts.tables import HEADINGS, TITLE, document, row, table
from tests.layouts.test_summary_profile import HEAD, scored


def read(paper: Document) -> tuple[list[list[str]], list[list[str]]]:
    """The identifiers in each register and in each profile."""
    reading = read_layouts(paper)
    registers = [[plain(entry.values["id"]) for entry in register.entries] for register in reading.registers]
    return registers, [[plain(line.values["id"]) for line in profile.lines] for profile in reading.profiles]


def test_where_two_get_as_many_entries_out_of_a_block_the_one_with_a_heading_of_its_own_reads_it() -> None:
    paper = document(TITLE, table(HEADINGS, row("CR1"), row("CR2")), table(HEAD, scored("CR1"), scored("CR2")))
    assert [claim.blocks for claim in register_table.claims(paper)] == [{1: 2, 2: 2}]
    assert [claim.blocks for claim in summary_profile.claims(paper)] == [{2: 2}]
    assert read(paper) == ([["CR1", "CR2"]], [["CR1", "CR2"]])


def test_the_layout_that_gets_most_entries_out_of_a_block_reads_it() -> None:
    more = table(row("CR2"), row("CR3"), row("CR4"), HEAD, scored("CR5"))
    paper = document(TITLE, table(HEADINGS, row("CR1")), more)
    assert [claim.blocks for claim in summary_profile.claims(paper)] == [{2: 1}]
    registers, profiles = read(paper)
    assert registers == [["CR1", "CR2", "CR3", "CR4", "CR5"]]
    assert profiles == []


def test_a_block_that_is_lost_leaves_the_rest_of_a_register() -> None:
    profile = table(HEAD, scored("CR1"), scored("CR2"))
    paper = document(TITLE, table(HEADINGS, row("CR1")), profile, "Page 3", table(row("CR2"), row("CR3")))
    assert read(paper) == ([["CR1", "CR2", "CR3"]], [["CR1", "CR2"]])
