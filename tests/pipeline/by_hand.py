"""Papers by hand: what the pipeline is given once a file has been read."""

from __future__ import annotations

from extractors.document import Document, Finding, Format
from extractors.layouts.register_table import read_registers
from pipeline.assemble import Edition, assemble
from pipeline.papers import Paper
from tests.layouts.tables import HEADINGS, TITLE, Row, document, table

SHA = "ab" * 32


def paper(
    read: Document,
    *,
    path: str = "a.docx",
    sha: str = SHA,
    file_format: Format = "docx",
    findings: tuple[Finding, ...] = (),
) -> Paper:
    """The paper that a document was read from."""
    return Paper(path, sha, 1, file_format, read, read_registers(read), (*read.findings, *findings))


def register_paper(*rows: Row, title: str = TITLE, headings: Row = HEADINGS, **about: str) -> Paper:
    """A paper of one register of these rows."""
    return paper(document(title, table(headings, *rows)), **about)  # type: ignore[arg-type]


def edition(*rows: Row, **about: str) -> Edition:
    """The edition that a paper of these rows holds."""
    (held,) = assemble(register_paper(*rows, **about))
    return held


def codes(held: Edition) -> list[str]:
    """What was found in an edition, but that its paper does not say whose it is."""
    return [row["code"] for row in held.findings if row["code"] != "organisation_assumed"]
