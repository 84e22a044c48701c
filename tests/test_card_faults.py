"""Every fault that risk cards and summary profiles can have, in every format: what is read is what was written.

The content and the expectation come from the builder, as in ``extractors/test_faults``; the sample is a whole pack,
with minutes and a covering report in front of the cards.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from _pytest.mark.structures import ParameterSet

from extractors.records import Entry
from pipeline.build import build_history
from pipeline.read.offered import offered_papers
from pipeline.read.read_papers import read_papers
from pipeline.store.checks import check_history
from pipeline.store.tables import HistoryRows
from tests.builder import Fmt, build, build_printed, expected, faults_of, load_edition
from tests.builder.variant import UNKNOWN_HEADING
from tests.owners import line_owners
from tests.reading import Sample, differences, kind_of, profile_line, read_sample, said

PACK = load_edition("2021-22-q4")
NONE: frozenset[str] = frozenset()

BESIDE = "labels_beside"
"""No card can be drawn straight to PDF without it: the pack's own have cells over several rows."""

DRAWN = [
    {BESIDE, *more.split()}
    for more in (
        "", "card_cut", "card_cut cards_one_table", "card_cut no_closing_rule", "lone_tail",
        "lone_tail no_closing_rule", "section_rows", "profile_words", "profile_first", "profile_two_tables",
        "page_furniture",
    )
]  # fmt: skip
"""Faults that are drawn straight to PDF, alone and with others."""

PRINTED = [
    set(faults.split())
    for faults in (
        "", "card_cut", "lone_tail", "card_cut cards_one_table", "labels_beside", "section_rows", "profile_two_tables",
        "page_furniture",
    )
]  # fmt: skip
"""Faults that LibreOffice prints in a way of its own."""


def named(faults: Set[str]) -> str:
    return "+".join(sorted(faults)) or "no fault"


@cache
def sample(fmt: Fmt, faults: frozenset[str]) -> Sample:
    return read_sample(build(PACK, fmt, faults))


def direct() -> Iterator[ParameterSet]:
    formats: tuple[Fmt, ...] = ("docx", "html")
    for fmt in formats:
        for faults in (set[str](), *({fault} for fault in faults_of("risk_cards", fmt))):
            yield pytest.param(fmt, faults, id=f"{named(faults)}-{fmt}")
    for faults in DRAWN:
        yield pytest.param("pdf", faults, id=f"{named(faults)}-pdf")


@pytest.fixture(scope="module")
def printed(soffice: str) -> dict[str, bytes]:
    """By the names of their faults, packs as LibreOffice prints them."""
    return dict(zip(map(named, PRINTED), build_printed([(PACK, faults) for faults in PRINTED]), strict=True))


def check(read: Sample, faults: Set[str], *, exact: bool = True) -> None:
    want = expected(PACK, faults)
    (register,) = want.registers
    assert [(found.title, found.layout) for found in read.reading.registers] == [(register.title, "risk_cards")]
    assert [(kind_of(e), said(e.values["id"])[0][1]) for e in read.entries] == [(e.kind, e.id) for e in want.entries]
    for entry, wanted in zip(read.entries, want.entries, strict=True):
        assert differences(entry, wanted, exact=exact) == {}, wanted.id
        assert owners(entry) == {name: set(each) for name, each in wanted.line_owners.items()}, wanted.id
        if exact:
            assert line_owners(entry) == wanted.line_owners, wanted.id
    (profile,) = read.reading.profiles
    assert tuple(map(profile_line, profile.lines)) == register.profile
    for text in want.reported:
        assert any(text in finding.message for finding in read.findings), f"no finding names {text!r}"
    assert bool(read.findings) == bool(want.reported)


def owners(entry: Entry) -> dict[str, set[str | None]]:
    return {name: set(each) for name, each in line_owners(entry).items()}


@pytest.mark.parametrize(("fmt", "faults"), list(direct()))
def test_fault(fmt: Fmt, faults: Set[str]) -> None:
    check(sample(fmt, frozenset(faults)), faults)


@pytest.mark.parametrize("faults", PRINTED, ids=named)
def test_fault_as_libreoffice_prints_it(faults: Set[str], printed: dict[str, bytes]) -> None:
    """Whether a full line ended a paragraph may be beyond evidence in a PDF; its words, and their owners, are not."""
    check(read_sample(printed[named(faults)]), faults, exact=False)


def pages_of(entry: Entry) -> set[int | None]:
    return {place.page for place in entry.places}


def test_low_pages_cut_cards_over_two_and_three() -> None:
    pages = [len(pages_of(entry)) for entry in sample("pdf", frozenset({BESIDE, "card_cut"})).entries]
    assert {2, 3} <= set(pages)


def test_the_cell_that_fills_a_page_keeps_the_places_of_all_its_pieces() -> None:
    first = sample("pdf", frozenset({BESIDE, "lone_tail"})).entries[0]
    assert len({place.page for line in first.values["progress"] for place in line.places}) == 4


def test_formats_say_the_same_of_the_papers_around_the_cards() -> None:
    samples = [sample("docx", NONE), sample("html", NONE), sample("pdf", frozenset({BESIDE}))]
    narratives = [[(each.kind, each.title, len(each.listing)) for each in read.reading.narratives] for read in samples]
    assert narratives[0] == narratives[1] == narratives[2]
    assert [(kind, listed) for kind, _, listed in narratives[0]] == [("minutes", 0), ("report", 8)]


# Through the pipeline


@cache
def history(faults: frozenset[str] = NONE, fmt: Fmt = "docx") -> HistoryRows:
    with TemporaryDirectory() as folder:
        paper = Path(folder) / "pack"
        paper.write_bytes(build(PACK, fmt, faults))
        built, _ = build_history(read_papers(offered_papers([paper], Path(folder))))
    assert check_history(built) == []
    return built


def test_the_profile_of_the_pack_becomes_its_rows() -> None:
    (register,) = expected(PACK).registers
    got = [
        (
            row.kind, row.id_raw, row.title, str(row.current_score), str(row.target_score),
            row.target_date_raw, (row.confidence_q1, row.confidence_q2, row.confidence_q3, row.confidence_q4),
            row.direction_raw,
        )
        for row in history().profiles
    ]  # fmt: skip
    assert got == [
        (line.kind, line.id, line.title, line.current_score, line.target_score, line.target_date, line.confidence,
         line.direction)
        for line in register.profile
    ]  # fmt: skip


@pytest.mark.parametrize("fmt", ["docx", "html"])
def test_the_events_of_the_pack_are_those_it_states(fmt: Fmt) -> None:
    (register,) = expected(PACK).registers
    got = [(row.id_raw, row.event, row.text) for row in history(fmt=fmt).events]
    assert got == [(event.id, event.event, event.text) for event in register.events]


def test_the_entries_of_the_pack_become_rows_with_their_statements() -> None:
    (register,) = expected(PACK).registers
    built = history()
    entries = [(row.id_raw, row.title, row.current_score_raw) for row in built.entries]
    assert entries == [
        (entry.id, *(entry.fields[name][0][1] for name in ("title", "current_score"))) for entry in register.entries
    ]
    fields = ("consequence", "control", "action", "progress")
    lines = sum(len(entry.fields.get(name, ())) for entry in register.entries for name in fields)
    assert len(built.statements) == lines


ALWAYS = {"swapped_scores": {"CORP4"}, "profile_conflict": {"CORP7", "CO1"}}
"""The council's own slips, which the sample keeps: the entries by the finding that tells of them."""


@pytest.mark.parametrize(
    ("fault", "code", "entry"),
    [
        ("swapped_scores", "swapped_scores", "CORP1"), ("profile_conflict", "profile_conflict", "CORP1"),
        ("missing_label", "missing_heading", "CORP2"),
        ("duplicate_id", "duplicate_id", "CORP1-2"),
    ],
)  # fmt: skip
def test_a_fault_of_what_is_printed_is_a_finding_on_its_entry(
    fault: str, code: str, entry: str, tmp_path: Path
) -> None:
    rows = [row for row in history(frozenset({fault})).findings if row.code == code]
    assert entry in {str(row.entry_id).rpartition("/")[2] for row in rows}


def test_a_label_worded_as_never_before_is_read_by_what_stands_under_it() -> None:
    (row,) = (row for row in history(frozenset({"renamed_heading"})).findings if row.code == "inferred_heading")
    assert UNKNOWN_HEADING in row.message


@pytest.mark.parametrize("code", ALWAYS)
def test_the_councils_slips_are_found_in_the_sample(code: str) -> None:
    rows = [row for row in history().findings if row.code == code]
    assert {str(row.entry_id).rpartition("/")[2] for row in rows} == ALWAYS[code]
