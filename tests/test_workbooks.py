"""The samples saved as Excel workbooks give the same entries, whatever is odd about them."""

from __future__ import annotations

import pytest

from tests.builder import EDITIONS, expected, load_edition, sheet_of
from tests.builder.content import Layout
from tests.builder.workbook import workbook_of
from tests.reading import differences, read_sample, said

FAULTS: dict[Layout, tuple[str, ...]] = {
    "register_table": (
        "merged_title", "merged_cells", "column_order", "renamed_heading", "missing_heading", "spacer_rows",
        "blank_id_row", "two_tables", "two_registers", "rowspan_colspan", "nested_bullets", "numbered_items",
    ),
    "risk_cards": (
        "cards_one_table", "labels_beside", "section_rows", "levels_as_numbers", "missing_label", "profile_words",
        "profile_first", "profile_two_tables",
    ),
    "report": (),
}  # fmt: skip
CASES = [
    pytest.param(name, fault, id=f"{name}-{fault or 'no fault'}")
    for name in EDITIONS
    if load_edition(name).layout != "report"
    for fault in ("", *FAULTS[load_edition(name).layout])
]


@pytest.mark.parametrize(("name", "fault"), CASES)
def test_a_workbook_gives_the_entries_of_its_register(name: str, fault: str) -> None:
    edition, faults = load_edition(name), frozenset(filter(None, [fault]))
    read, want = read_sample(workbook_of(sheet_of(edition, faults))), expected(edition, faults)
    assert [said(entry.values["id"])[0][1] for entry in read.entries] == [entry.id for entry in want.entries]
    for entry, wanted in zip(read.entries, want.entries, strict=True):
        assert differences(entry, wanted, exact=False) == {}, wanted.id
    profiled = [len(profile.lines) for profile in read.reading.profiles]
    assert sum(profiled) == sum(len(register.profile) for register in want.registers)
