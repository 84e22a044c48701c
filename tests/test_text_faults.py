"""Every fault that a text rendering of a register table can have: it is repaired, or a finding reports it.

The content and the expectation come from the builder, as in ``extractors/test_faults``.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from _pytest.mark.structures import ParameterSet

from extractors.records import Entry
from tests.builder import EDITIONS, Fmt, build, expected, faults_of, load_edition
from tests.reading import Sample, differences, read_sample, said

TABLES = [name for name in EDITIONS if load_edition(name).layout == "register_table"]
KINDS: tuple[Fmt, ...] = ("text", "word_text")

BEYOND_EVIDENCE = {"cut_row", "shifted_row"}
"""A page end falls within paragraphs: whether two of its pieces are one is decided by their words alone."""
BEYOND_REPAIR = {"shifted_row"}
"""Not every cell that lost its column can find it again; one that cannot is reported."""
REPAIRED = 0.85
"""Of entries with such cells, so many at least must be read as they were written."""

REPORTING = {"unknown_id", "doubtful_cell", "unread_text"}


def cases() -> Iterator[ParameterSet]:
    for edition in TABLES:
        for fmt in KINDS:
            for fault in (None, *faults_of("register_table", fmt)):
                yield pytest.param(edition, fmt, fault, id=f"{fault or 'no fault'}-{fmt}-{edition}")


def is_reported(entry: Entry, read: Sample) -> bool:
    """Whether a finding that something is in doubt stands on a row of the entry, or on the one below it."""
    rows = {place.row for place in entry.places if place.row is not None}
    rows_reported = {finding.place.row for finding in read.findings if finding.code in REPORTING and finding.place}
    return not rows_reported.isdisjoint(rows | {max(rows) + 1})


@pytest.mark.parametrize(("edition", "fmt", "fault"), list(cases()))
def test_fault(edition: str, fmt: Fmt, fault: str | None) -> None:
    faults = frozenset({fault} if fault else ())
    read, want = read_sample(build(edition, fmt, faults)), expected(load_edition(edition), faults)
    assert [register.title for register in read.reading.registers] == [register.title for register in want.registers]
    assert [(e.kind, said(e.values["id"])[0][1]) for e in read.entries] == [(e.kind, e.id) for e in want.entries]
    other = [
        entry
        for entry, wanted in zip(read.entries, want.entries, strict=True)
        if differences(entry, wanted, exact=fault not in BEYOND_EVIDENCE)
    ]
    assert all(is_reported(entry, read) for entry in other)
    assert len(other) <= ((1 - REPAIRED) * len(want.entries) if fault in BEYOND_REPAIR else 0)
    assert want.codes <= read.codes
    for text in want.reported:
        assert any(text in finding.message for finding in read.findings), f"no finding names {text!r}"


@pytest.mark.parametrize("edition", TABLES)
@pytest.mark.parametrize("fault", [None, "cut_row", "header_repeated", "page_furniture", "ruler_rows", "cp1252"])
def test_what_is_whole_is_not_mended(edition: str, fault: str | None) -> None:
    read = read_sample(build(edition, "text", frozenset({fault} if fault else ())))
    assert read.findings == []


def test_two_faults_together_do_not_hide_each_other() -> None:
    faults = {"cut_row", "header_repeated", "page_furniture", "ruler_rows"}
    read, want = read_sample(build("may-2016", "text", faults)), expected(load_edition("may-2016"), faults)
    assert read.findings == []
    for entry, wanted in zip(read.entries, want.entries, strict=True):
        assert differences(entry, wanted, exact=False) == {}
