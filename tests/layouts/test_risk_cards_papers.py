"""The sample paper in every format, and the archive's agenda pack: the cards say what a person reads in them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from extractors.document import Document, plain
from extractors.layouts.cards.risk_cards import wanted
from extractors.read import detect_format, read_document
from extractors.records import Entry, Register, noticed
from tests.builder import ExpectedEntry, Fmt, build, expected, load_edition
from tests.owners import line_owners
from tests.reading import findings_in, kind_of, printed_pack, registers_in


def read(content: bytes) -> Document:
    return read_document(content, detect_format(content), wanted)


def only(document: Document) -> Register:
    (register,) = registers_in(document)
    return register


@cache
def sample(fmt: Fmt) -> Register:
    return only(read(printed_pack() if fmt == "office_pdf" else build("2021-22-q4", fmt)))


SAMPLE = expected(load_edition("2021-22-q4")).registers[0]


def said(entry: Entry, name: str) -> tuple[tuple[int, str], ...]:
    return tuple((line.level, line.text) for line in entry.values.get(name, ()))


def wants(want: ExpectedEntry, name: str) -> tuple[tuple[int, str], ...]:
    """A field of the sample."""
    return want.fields.get(name, ())


FIELDS = sorted(name for name in SAMPLE.entries[0].fields if not name.endswith("_owner"))


@pytest.mark.parametrize("fmt", ["docx", "html"])
@pytest.mark.parametrize("name", FIELDS)
def test_the_samples_cards_are_read_field_by_field(fmt: Fmt, name: str) -> None:
    for entry, want in zip(sample(fmt).entries, SAMPLE.entries, strict=True):
        assert said(entry, name) == wants(want, name), want.id


@pytest.mark.parametrize("fmt", ["docx", "html"])
@pytest.mark.parametrize("name", ["control", "action"])
def test_the_samples_lines_have_their_owners(fmt: Fmt, name: str) -> None:
    for entry, want in zip(sample(fmt).entries, SAMPLE.entries, strict=True):
        owners = " ".join(text for _, text in want.fields[f"{name}_owner"])
        assert line_owners(entry)[name] == (owners,) * len(entry.values[name]), want.id


@pytest.mark.parametrize("fmt", ["docx", "html"])
def test_the_sample_has_its_title_its_kinds_and_nothing_to_report(fmt: Fmt) -> None:
    register = sample(fmt)
    assert (register.title, register.layout, findings_in(register)) == (SAMPLE.title, "risk_cards", ())
    assert [kind_of(entry) for entry in register.entries] == [entry.kind for entry in SAMPLE.entries]


def test_the_sample_reads_the_same_as_libreoffice_prints_it(soffice: str) -> None:
    register = sample("office_pdf")
    assert findings_in(register) == ()
    for entry, want in zip(register.entries, SAMPLE.entries, strict=True):
        for name in FIELDS:  # whether a full line ended a paragraph may be beyond evidence, its words are not
            got, words = (
                ["".join(text.split()) for _, text in each] for each in (said(entry, name), wants(want, name))
            )
            assert "".join(got) == "".join(words), f"{want.id} {name}"


@cache
def pack(archive: Path) -> Register:
    (paper,) = (archive / "2021-22-q4").glob("*.pdf")
    return only(read(paper.read_bytes()))


def text(entry: Entry, name: str) -> str:
    return plain(entry.values[name])


PRINTED = ("title", "owner", "current_likelihood", "current_impact", "target_likelihood", "target_impact",
           "target_date", "current_score", "target_score")  # fmt: skip


@pytest.mark.parametrize("name", PRINTED)
def test_the_packs_cards_have_the_values_a_person_reads(name: str, archive: Path, gold: Path) -> None:
    entries = json.loads((gold / "2021-22-q4.json").read_text("utf-8"))["entries"]
    got = [(text(entry, "id"), " ".join(text(entry, name).split())) for entry in pack(archive).entries]
    assert got == [(entry["id_raw"], str(entry[name])) for entry in entries]


@pytest.mark.parametrize(
    ("name", "key"),
    [("consequence", "consequences"), ("control", "controls"), ("action", "mitigations"), ("progress", "progress")],
)
def test_the_packs_cards_have_as_many_lines_as_a_person_counts(name: str, key: str, archive: Path, gold: Path) -> None:
    entries = json.loads((gold / "2021-22-q4.json").read_text("utf-8"))["entries"]
    got = [len(entry.values.get(name, ())) for entry in pack(archive).entries]
    assert got == [len(entry.get(key, ())) for entry in entries]


@pytest.mark.parametrize(("name", "key"), [("control", "control_owner"), ("action", "mitigation_owner")])
def test_the_packs_lines_have_one_owner_a_section(name: str, key: str, archive: Path, gold: Path) -> None:
    entries = json.loads((gold / "2021-22-q4.json").read_text("utf-8"))["entries"]
    assert [set(line_owners(entry)[name]) for entry in pack(archive).entries] == [{entry[key]} for entry in entries]


def test_the_pack_has_one_thing_to_report(archive: Path) -> None:
    register = pack(archive)
    assert register.findings == ()
    found = [(found.code, plain(entry.values["id"])) for entry in register.entries for found in noticed(entry)]
    assert found == [("section_by_owner", "CO2")]
