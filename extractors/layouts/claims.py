"""Everything the layouts find in one document: each table is offered to them in turn, and claimed once."""

from __future__ import annotations

from extractors.document import Document, all_findings
from extractors.findings import Finding
from extractors.layouts import register_table
from extractors.layouts.cards import risk_cards
from extractors.layouts.narrative import narratives
from extractors.layouts.profile import summary_profile
from extractors.records import Entry, ProfileLine, Reading, Register, noticed


def wanted(text: str) -> bool:
    """Whether a page's plain text may hold anything a layout reads: the cheap pass over a long paper."""
    return any(layout.wanted(text) for layout in (register_table, risk_cards, summary_profile, narratives))


def read_layouts(document: Document) -> Reading:
    """Registers, profiles and narratives of a document, each in the order it stands there."""
    cards, card_blocks = risk_cards.read_registers(document)
    profiles, profile_blocks = summary_profile.read_profiles(document)
    tables = register_table.read_registers(document, besides=card_blocks | profile_blocks)
    registers = sorted((*tables, *cards), key=_begins)
    return Reading(tuple(registers), profiles, narratives.read_narratives(document))


def unclaimed_findings(document: Document, reading: Reading) -> tuple[Finding, ...]:
    """What a reader noticed about the document outside the entries and profile lines that were read from it."""
    records: list[Entry | ProfileLine] = [entry for register in reading.registers for entry in register.entries]
    records += [line for profile in reading.profiles for line in profile.lines]
    taken = {finding.cause for record in records for finding in noticed(record)}
    return tuple(finding for finding in all_findings(document) if finding.cause not in taken)


def _begins(register: Register) -> int:
    """The block in which the first entry of a register stands; one without an entry comes first."""
    return next((place.block for entry in register.entries for place in entry.places), -1)
