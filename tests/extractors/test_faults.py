"""Every fault a register table can have, in every format: what is read is what the paper's content says.

The content and the expectation come from the builder; the names of these tests are the names of the faults. Text
renderings have tests of their own, for what is lost in them may be beyond repair.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from _pytest.mark.structures import ParameterSet

from extractors.document import all_findings
from tests.builder import EDITIONS, FAULTS, Expectation, Fmt, build, build_printed, expected, faults_of, load_edition
from tests.reading import Sample, differences, read_sample, said

TABLES = [name for name in EDITIONS if load_edition(name).layout == "register_table"]
DIRECT: tuple[Fmt, ...] = ("docx", "html", "pdf")
PRINTED = (None, "cut_row", "cut_word", "header_repeated", "column_order", "nested_bullets")
"""What LibreOffice prints in a way of its own."""

BEYOND_EVIDENCE = {
    "no_trailing_blanks": "without blanks at line ends nothing shows whether a full line ended a paragraph",
    "centred_text": "two centred words that just do not fit on one line may be two paragraphs or one",
    "cut_word": "where every line of a narrow column is full, nothing shows where a paragraph ended",
}
"""Faults under which a PDF itself no longer says where paragraphs end: there the words must be right, in order."""


def only(fault: str | None) -> frozenset[str]:
    return frozenset({fault} if fault else ())


@cache
def sample(edition: str, fmt: Fmt, fault: str | None) -> Sample:
    return read_sample(build(edition, fmt, only(fault)))


ENOUGH = ("may-2016", "2019-20-q2")
"""Editions that show how a page may be drawn: one of paragraphs, one of lists."""


def cases() -> Iterator[ParameterSet]:
    for edition in TABLES:
        for fmt in DIRECT:
            for fault in (None, *faults_of("register_table", fmt)):
                if fault is None or len(FAULTS[fault].formats) > 1 or edition in ENOUGH:
                    yield pytest.param(edition, fmt, fault, id=f"{fault or 'no fault'}-{fmt}-{edition}")


def check(read: Sample, want: Expectation, *, exact: bool) -> None:
    assert [register.title for register in read.reading.registers] == [register.title for register in want.registers]
    assert [(e.kind, said(e.values["id"])[0][1]) for e in read.entries] == [(e.kind, e.id) for e in want.entries]
    for entry, wanted in zip(read.entries, want.entries, strict=True):
        assert differences(entry, wanted, exact=exact) == {}, wanted.id
    for text in want.reported:
        assert any(text in finding.message for finding in read.findings), f"no finding names {text!r}"
    assert read.reading.profiles == ()


@pytest.mark.parametrize(("edition", "fmt", "fault"), list(cases()))
def test_fault(edition: str, fmt: Fmt, fault: str | None) -> None:
    exact = fmt != "pdf" or fault not in BEYOND_EVIDENCE
    check(sample(edition, fmt, fault), expected(load_edition(edition), only(fault)), exact=exact)


@pytest.fixture(scope="module")
def printed(soffice: str) -> dict[tuple[str, str | None], bytes]:
    """By edition and fault, the papers as LibreOffice prints them."""
    keys = [(edition, fault) for edition in TABLES for fault in PRINTED]
    return dict(zip(keys, build_printed([(edition, only(fault)) for edition, fault in keys]), strict=True))


@pytest.mark.parametrize("fault", PRINTED)
def test_fault_as_libreoffice_prints_it(fault: str | None, printed: dict[tuple[str, str | None], bytes]) -> None:
    for edition in TABLES:
        want = expected(load_edition(edition), only(fault))
        check(read_sample(printed[edition, fault]), want, exact=fault not in BEYOND_EVIDENCE)


def stands_in(part: tuple[object, ...], whole: tuple[object, ...]) -> bool:
    """Whether a paper's blocks stand in another's, which may be framed by a web page or a running head."""
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


def formats_of(fault: str | None) -> list[Fmt]:
    return [fmt for fmt in DIRECT if fault is None or fault in faults_of("register_table", fmt)]


ALIKE = [fault for fault in FAULTS if len(formats_of(fault)) > 1]
"""Faults that more than one format can have."""

NOT_ALIKE = {"two_registers": "a note printed at the head of two pages is a running head in a PDF"}


@pytest.mark.parametrize(
    ("edition", "fault"),
    [(edition, None) for edition in TABLES] + [("2019-20-q2", fault) for fault in ALIKE if fault not in NOT_ALIKE],
)
def test_formats_give_equal_documents_apart_from_places(edition: str, fault: str | None) -> None:
    formats = formats_of(fault)
    first, *others = [sample(edition, fmt, fault).document.blocks for fmt in formats]
    for fmt, other in zip(formats[1:], others, strict=True):
        assert stands_in(first, other), f"{formats[0]} and {fmt}"


@pytest.mark.parametrize("fault", ALIKE)
def test_formats_give_equal_entries(fault: str | None) -> None:
    first, *others = [
        [(e.kind, {name: said(lines) for name, lines in e.values.items()}) for e in read.entries]
        for read in (sample("2019-20-q2", fmt, fault) for fmt in formats_of(fault))
    ]
    assert all(other == first for other in others)


def test_cut_words_are_reported_with_their_place() -> None:
    document = sample("may-2016", "pdf", "cut_word").document
    joined = [finding for finding in all_findings(document) if finding.code == "healed_word"]
    assert any("'Organisation' and 'al'" in finding.message for finding in joined)
    assert all(finding.place is not None and finding.place.page for finding in joined)


def test_a_row_cut_by_a_page_end_keeps_the_places_of_both_pieces() -> None:
    read = sample("may-2016", "pdf", "cut_row")
    cut = [entry for entry in read.entries if len({place.page for place in entry.places}) > 1]
    assert cut
    bullets = [line for entry in cut for lines in entry.values.values() for line in lines]
    assert any(len({place.page for place in line.places}) > 1 for line in bullets)
