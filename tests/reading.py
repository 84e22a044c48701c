"""What is read from a sample paper, and how it is held against the content the paper was built from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.document import Document, Line, plain
from extractors.findings import Finding
from extractors.layouts.claims import read_layouts, unclaimed_findings, wanted
from extractors.read import detect_format, read_document
from extractors.records import Entry, Kind, Profile, ProfileLine, Reading, Register, noticed
from normalise.values.confidence import parse_confidence
from tests.builder import ExpectedEntry, build
from tests.builder.content import ProfileLine as SampleLine
from tests.organisations import LANCASHIRE

Said = tuple[tuple[int, str], ...]
"""The level and text of each line of a field."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample paper as read."""

    document: Document
    reading: Reading

    @property
    def entries(self) -> list[Entry]:
        """The entries of all registers, in order."""
        return [entry for register in self.reading.registers for entry in register.entries]

    @property
    def findings(self) -> list[Finding]:
        """Everything that the reader and the layouts found to report."""
        found = [unclaimed_findings(self.document, self.reading), *map(findings_in, self.reading.registers)]
        found += map(findings_in, self.reading.profiles)
        found += [narrative.findings for narrative in self.reading.narratives]
        return [finding for findings in found for finding in findings]

    @property
    def codes(self) -> set[str]:
        """The codes of the findings."""
        return {finding.code for finding in self.findings}


def read_sample(content: bytes) -> Sample:
    """A file's bytes, read as an ingest reads them."""
    document = read_document(content, detect_format(content), wanted)
    return Sample(document, read_layouts(document))


@cache
def printed_pack() -> bytes:
    """The sample pack as LibreOffice prints it, which takes seconds."""
    return build("2021-22-q4", "office_pdf")


def registers_in(document: Document) -> tuple[Register, ...]:
    """The registers of a document."""
    return read_layouts(document).registers


def profiles_in(document: Document) -> tuple[Profile, ...]:
    """The summary profiles of a document."""
    return read_layouts(document).profiles


def findings_in(record: Register | Profile) -> tuple[Finding, ...]:
    """Everything found in a register or a profile: of it as a whole, and of each of its entries or lines."""
    parts = record.entries if isinstance(record, Register) else record.lines
    return (*record.findings, *(finding for part in parts for finding in noticed(part)))


def kind_of(record: Entry | ProfileLine) -> Kind:
    """Risk or opportunity: what the paper's words say, and else the letters."""
    return LANCASHIRE.identifiers.settle_kind(plain(record.values["id"]), record.kind, record.likely_kind)


def said(lines: tuple[Line, ...]) -> Said:
    return tuple((line.level, line.text) for line in lines)


def squeezed(lines: Said) -> str:
    """The words of some lines without blanks, whatever their paragraphs are."""
    return "".join("".join(text.split()) for _, text in lines)


def differences(entry: Entry, want: ExpectedEntry, *, exact: bool = True) -> dict[str, tuple[Said, Said]]:
    """The fields that are read otherwise than they were written, each with what was read and what was written.

    Where paragraphs are beyond evidence (not ``exact``), the words must be right, in order.
    """
    fields = {
        name: (said(entry.values.get(name, ())), lines)
        for name, lines in want.fields.items()
        if not name.endswith("_owner")
    }
    same = (lambda got, lines: got == lines) if exact else (lambda got, lines: squeezed(got) == squeezed(lines))
    return {name: pair for name, pair in fields.items() if not same(*pair)}


def profile_line(line: ProfileLine) -> SampleLine:
    """A line of a profile in the builder's own shape."""
    names = ("id", "title", "current_score", "target_score", "target_date", "direction")
    first, second, third, fourth = (
        parse_confidence(line.confidence[quarter].text, line.confidence[quarter].fill, LANCASHIRE.ratings).value
        for quarter in range(1, 5)
    )
    texts = {name: plain(line.values[name]) for name in names}
    return SampleLine(kind=kind_of(line), confidence=(first, second, third, fourth), **texts)
