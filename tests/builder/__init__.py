"""Sample papers for trying riskhistory and for its tests: the same builder makes both.

``build("2018-19-q1", "docx", {"spacer_rows"})`` gives the bytes of a paper; ``expected`` says what a reader of it
must find. The wording is invented (see ``content/``); faults are listed in ``FAULTS``.
"""

from __future__ import annotations

from collections.abc import Set

from tests.builder import cards, office, register, report
from tests.builder.content import EDITIONS, Edition, Item, SampleEntry, load_edition, shortened
from tests.builder.expected import Expectation, ExpectedEntry, ExpectedRegister, expected
from tests.builder.faults import FAULTS, FORMATS, NONE, Fault, Fmt, check
from tests.builder.paper import paper_pdf
from tests.builder.sheet import Sheet
from tests.builder.variant import vary
from tests.builder.web import web_page
from tests.builder.word import word_file

__all__ = [
    "EDITIONS", "FAULTS", "FORMATS", "Edition", "Expectation", "ExpectedEntry", "ExpectedRegister", "Fault", "Fmt",
    "Item", "SampleEntry", "Sheet", "build", "expected", "load_edition", "sheet_of", "shortened",
]  # fmt: skip


def sheet_of(edition: Edition, faults: Set[str] = NONE) -> Sheet:
    """What the paper shows, before any format is chosen."""
    if edition.layout == "report":
        return report.sheet(edition)
    if edition.layout == "risk_cards":
        return cards.sheet(edition)
    return register.sheet(vary(edition, faults), faults)


def build(edition: Edition | str, fmt: Fmt, faults: Set[str] = NONE) -> bytes:
    """The paper as a file's bytes; the same input gives the same bytes (``office_pdf``: the same LibreOffice, too).

    Raises:
        ValueError: a fault that is unknown, cannot occur in this format, or asks for a register table where the
            edition has none; cards as ``pdf`` (only ``office_pdf`` can draw cells over several rows).
        OfficeError: ``office_pdf`` without LibreOffice.
    """
    if isinstance(edition, str):
        edition = load_edition(edition)
    faults = check(faults, fmt)
    if faults and edition.layout != "register_table":
        raise ValueError(f"{edition.name} is no register table: faults are for tables")
    sheet = sheet_of(edition, faults)
    match fmt:
        case "docx":
            return word_file(sheet, faults)
        case "html":
            return web_page(sheet, faults)
        case "pdf":
            return paper_pdf(sheet, faults)
        case "office_pdf":
            return office.to_pdf(word_file(sheet, faults))
