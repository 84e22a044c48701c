"""What one paper adds to a history: its row of documents, its editions, the events it states, and its findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.findings import Code
from normalise.organisations.known import Organisations
from pipeline.read.paper import ReadPaper, Unreadable
from pipeline.rows.assemble import Edition, assemble
from pipeline.rows.events import StatedChanges, stated_changes
from pipeline.rows.findings import document_findings, finding_row
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import DocumentRow, DocumentStatus


@dataclass(frozen=True, slots=True)
class PaperRows:
    """The rows of one paper. ``findings`` are those on none of its editions."""

    paper: ReadPaper
    document: DocumentRow
    editions: Sequence[Edition] = ()
    stated: Sequence[StatedChanges] = ()
    findings: Sequence[FindingRow] = ()

    @property
    def fullest(self) -> list[Edition]:
        """Its editions, each once: a list of entries beside the register itself does not count."""
        return _fullest(self.editions)


def failed(paper: ReadPaper, why: Unreadable) -> PaperRows:
    """The rows of a paper that could not be read: that, and why."""
    paper = ReadPaper(paper.path, paper.document_id, paper.size, paper.format, why)
    return _without_rows(paper, "failed", why.message, Code.UNREADABLE_FILE, f"{paper.path}: {why.message}")


def offered_again(paper: ReadPaper, first_path: str) -> PaperRows:
    """The rows of a file whose bytes are those of another: nothing but that they are."""
    reason = f"the same file as {first_path}"
    return _without_rows(paper, "duplicate", reason, Code.DUPLICATE_FILE, f"{paper.path} is {reason}")


def _without_rows(paper: ReadPaper, status: DocumentStatus, reason: str, code: Code, message: str) -> PaperRows:
    finding = finding_row(code, message, paper.document_id)
    return PaperRows(paper, _document_row(paper, status, reason), findings=[finding])


def rows_of_paper(paper: ReadPaper, organisations: Organisations) -> PaperRows:
    """The rows of one paper that was read."""
    assembled, stated = assemble(paper, organisations), stated_changes(paper, organisations)
    editions = [edition for edition in assembled if edition.entries]
    of_none = (replace(row, register_id=None) for each in assembled if not each.entries for row in each.findings)
    noticed = (row for each in stated for row in each.findings)
    findings = [*of_none, *document_findings(paper.findings, paper.document_id), *noticed]
    status: DocumentStatus = "no_register"
    if editions or any(each.events for each in stated):
        status = "ingested"
    elif any(finding.code == Code.NOT_UNDERSTOOD for finding in paper.findings):
        status = "not_understood"
    elif paper.speaks_of_register and not paper.plain_report:
        status = "not_understood"
        message = f"{paper.path} speaks of a risk register, but no register in it was understood"
        findings.append(finding_row(Code.NOT_UNDERSTOOD, message, paper.document_id))
    return PaperRows(paper, _document_row(paper, status, None, editions, stated), editions, stated, findings)


def _document_row(
    paper: ReadPaper,
    status: DocumentStatus,
    reason: str | None,
    editions: Sequence[Edition] = (),
    stated: Sequence[StatedChanges] = (),
) -> DocumentRow:
    return DocumentRow(
        document_id=paper.document_id,
        path=paper.path,
        format=paper.format,
        bytes=paper.size,
        pages=paper.pages,
        status=status,
        error_code=paper.error.code if paper.error else None,
        error=reason,
        kind=paper.kind,
        date=paper.date,
        sample=False,
        n_registers=len({edition.register_id for edition in editions}),
        n_entries=sum(len(edition.entries) for edition in _fullest(editions)),
        n_events=sum(len(each.events) for each in stated),
    )


def _fullest(editions: Sequence[Edition]) -> list[Edition]:
    full = {edition.register_id for edition in editions if edition.in_full}
    return [edition for edition in editions if edition.in_full or edition.register_id not in full]
