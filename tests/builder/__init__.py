"""Sample papers for trying riskhistory and for its tests: the same builder makes both.

``build("2018-19-q1", "docx", {"spacer_rows"})`` gives the bytes of a paper; ``expected`` says what a reader of it
must find. The wording is invented (see ``content/``); faults are listed in ``FAULTS``.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from tests.builder import cards, office, register, report
from tests.builder.content import EDITIONS, FURTHER, Edition, Item, SampleEntry, load_edition, shortened
from tests.builder.expected import Expectation, ExpectedEntry, ExpectedRegister, expected
from tests.builder.faults import FAULTS, FORMATS, NONE, Fault, Fmt, check, faults_of
from tests.builder.paper import paper_pdf
from tests.builder.sheet import Sheet
from tests.builder.text import plain_text
from tests.builder.variant import vary
from tests.builder.web import web_page
from tests.builder.word import word_file
from tests.builder.word_text import word_text

__all__ = [
    "EDITIONS", "FAULTS", "FORMATS", "FURTHER", "Edition", "Expectation", "ExpectedEntry", "ExpectedRegister", "Fault",
    "Fmt", "Item", "SampleEntry", "Sheet", "build", "build_printed", "expected", "faults_of", "load_edition",
    "sheet_of", "shortened",
]  # fmt: skip


def sheet_of(edition: Edition, faults: Set[str] = NONE) -> Sheet:
    """What the paper shows, before any format is chosen."""
    editions = vary(edition, faults)
    if edition.layout == "report":
        return report.sheet(editions[0])
    if edition.layout == "risk_cards":
        return cards.sheet(editions[0], faults)
    return register.sheet(editions, faults)


def build(edition: Edition | str, fmt: Fmt, faults: Set[str] = NONE) -> bytes:
    """The paper as a file's bytes; the same input gives the same bytes (``office_pdf``: the same LibreOffice, too).

    Raises:
        ValueError: a fault that is unknown or cannot occur in this format or layout; cells over several rows as
            ``pdf`` or text (cards can be drawn as ``pdf`` only with ``labels_beside``).
        OfficeError: ``office_pdf`` without LibreOffice.
    """
    if fmt == "office_pdf":
        return build_printed([(edition, faults)])[0]
    edition = load_edition(edition) if isinstance(edition, str) else edition
    faults = check(faults, fmt, edition.layout)
    sheet = sheet_of(edition, faults)
    match fmt:
        case "docx":
            return word_file(sheet, faults)
        case "html":
            return web_page(sheet, faults)
        case "pdf":
            return paper_pdf(sheet, faults)
        case "text":
            return plain_text(sheet, faults)
        case "word_text":
            return word_text(sheet, faults)


def build_printed(papers: Sequence[tuple[Edition | str, Set[str]]]) -> list[bytes]:
    """Some papers as ``office_pdf``, all in one run of LibreOffice: for tests, which have no time for many.

    Raises:
        ValueError: as in ``build``.
        OfficeError: without LibreOffice.
    """
    files = []
    for named, wanted in papers:
        edition = load_edition(named) if isinstance(named, str) else named
        faults = check(wanted, "office_pdf", edition.layout)
        files.append(word_file(sheet_of(edition, faults), faults))
    return office.to_pdfs(files)
