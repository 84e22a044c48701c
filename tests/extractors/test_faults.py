"""Every fault a paper can have, in every format: what is read is what the paper's content says.

The content and the expectation come from the builder; the names of these tests are the names of the faults.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from _pytest.mark.structures import ParameterSet

from extractors.document import Document, Line
from extractors.layouts.entry import Entry, Register
from extractors.layouts.register_table import read_registers, wanted
from extractors.reader import detect_format, read_document
from extractors.stitch import stitch
from tests.builder import EDITIONS, FAULTS, ExpectedEntry, Fmt, build, expected, load_edition

TABLES = [name for name in EDITIONS if load_edition(name).layout == "register_table"]
DIRECT: tuple[Fmt, ...] = ("docx", "html", "pdf")

BEYOND_EVIDENCE = {
    "no_trailing_blanks": "without blanks at line ends nothing shows whether a full line ended a paragraph",
    "centred_text": "two centred words that just do not fit on one line may be two paragraphs or one",
    "cut_word": "where every line of a narrow column is full, nothing shows where a paragraph ended",
}
"""Faults under which a PDF itself no longer says where paragraphs end: there the words must be right, in order."""


def read(content: bytes) -> Document:
    return stitch(read_document(content, detect_format(content), wanted))


@cache
def registers(edition: str, fmt: Fmt, fault: str | None) -> tuple[Register, ...]:
    return read_registers(read(build(edition, fmt, {fault} if fault else frozenset())))


def entries(edition: str, fmt: Fmt, fault: str | None) -> list[Entry]:
    return [entry for register in registers(edition, fmt, fault) for entry in register.entries]


def said(lines: tuple[Line, ...]) -> tuple[tuple[int, str], ...]:
    return tuple((line.level, line.text) for line in lines)


def squeezed(lines: tuple[tuple[int, str], ...]) -> str:
    return "".join("".join(text.split()) for _, text in lines)


def cases(formats: tuple[Fmt, ...]) -> Iterator[ParameterSet]:
    for edition in TABLES:
        for fault in [None, *FAULTS]:
            for fmt in formats:
                if fault is None or fmt in FAULTS[fault].formats:
                    yield pytest.param(edition, fmt, fault, id=f"{fault or 'no fault'}-{fmt}-{edition}")


def check(edition: str, fmt: Fmt, fault: str | None) -> None:
    expectation = expected(load_edition(edition), {fault} if fault else frozenset())
    got = entries(edition, fmt, fault)
    assert [register.title for register in registers(edition, fmt, fault)] == [r.title for r in expectation.registers]
    assert [(e.kind, said(e.values["id"])[0][1]) for e in got] == [(e.kind, e.id) for e in expectation.entries]
    exact = fmt not in ("pdf", "office_pdf") or fault not in BEYOND_EVIDENCE
    for entry, want in zip(got, expectation.entries, strict=True):
        check_entry(entry, want, exact=exact)
    findings = [finding.message for register in registers(edition, fmt, fault) for finding in register.findings]
    for text in expectation.loud:
        assert any(text in message for message in findings), f"no finding names {text!r}"


def check_entry(entry: Entry, want: ExpectedEntry, *, exact: bool) -> None:
    for name, lines in want.fields.items():
        got = said(entry.values.get(name, ()))
        if exact:
            assert got == lines, f"{want.id} {name}"
        else:
            assert squeezed(got) == squeezed(lines), f"{want.id} {name}"


@pytest.mark.parametrize(("edition", "fmt", "fault"), list(cases(DIRECT)))
def test_fault(edition: str, fmt: Fmt, fault: str | None) -> None:
    check(edition, fmt, fault)


@pytest.mark.parametrize("fault", [None, "cut_row", "cut_word", "header_repeated", "column_order", "nested_bullets"])
def test_fault_as_libreoffice_prints_it(fault: str | None, soffice: str) -> None:
    for edition in TABLES:
        check(edition, "office_pdf", fault)


def blocks_of(edition: str, fmt: Fmt, fault: str | None) -> tuple[object, ...]:
    return read(build(edition, fmt, {fault} if fault else frozenset())).blocks


def stands_in(part: tuple[object, ...], whole: tuple[object, ...]) -> bool:
    """Whether a paper's blocks stand in another's, which may be framed by a web page or a running head."""
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


ALIKE = [None, *(name for name, fault in FAULTS.items() if len(set(DIRECT) & set(fault.formats)) > 1)]
"""Faults that more than one format can have."""

NOT_ALIKE = {"two_registers": "a note printed at the head of two pages is a running head in a PDF"}


@pytest.mark.parametrize("edition", TABLES)
@pytest.mark.parametrize("fault", [fault for fault in ALIKE if fault not in NOT_ALIKE])
def test_formats_give_equal_documents_apart_from_places(edition: str, fault: str | None) -> None:
    formats = [fmt for fmt in DIRECT if fault is None or fmt in FAULTS[fault].formats]
    first, *others = [blocks_of(edition, fmt, fault) for fmt in formats]
    for fmt, other in zip(formats[1:], others, strict=True):
        assert stands_in(first, other), f"{formats[0]} and {fmt}"


@pytest.mark.parametrize("fault", ALIKE)
def test_formats_give_equal_entries(fault: str | None) -> None:
    formats = [fmt for fmt in DIRECT if fault is None or fmt in FAULTS[fault].formats]
    first, *others = [
        [(e.kind, {name: said(lines) for name, lines in e.values.items()}) for e in entries("2019-20-q2", fmt, fault)]
        for fmt in formats
    ]
    assert all(other == first for other in others)


def test_cut_words_are_reported_with_their_place() -> None:
    document = read(build("may-2016", "pdf", {"cut_word"}))
    healed = [finding for finding in document.findings if finding.code == "healed_word"]
    assert any("'Organisation' and 'al'" in finding.message for finding in healed)
    assert all(finding.place is not None and finding.place.page for finding in healed)


def test_a_row_cut_by_a_page_end_keeps_the_places_of_both_pieces() -> None:
    cut = [entry for entry in entries("may-2016", "pdf", "cut_row") if len({p.page for p in entry.places}) > 1]
    assert cut
    bullets = [line for entry in cut for lines in entry.values.values() for line in lines]
    assert any(len({place.page for place in line.places}) > 1 for line in bullets)
