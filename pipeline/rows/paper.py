"""What one paper adds to a history: its row of documents, its editions, the events it states, and its findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.findings import Code
from normalise.organisations.known import Organisations
from pipeline.read.paper import ReadPaper
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


def rows_of_papers(papers: Iterable[ReadPaper], organisations: Organisations) -> Iterator[PaperRows]:
    """The rows of each paper, in order; of a file offered again nothing but that it was."""
    first_path: dict[str | None, str] = {}
    for paper in papers:
        if paper.error is not None:
            message = f"{paper.path}: {paper.error.message}"
            yield _without_rows(paper, "failed", paper.error.message, Code.UNREADABLE_FILE, message)
        elif paper.document_id in first_path:
            reason = f"the same file as {first_path[paper.document_id]}"
            yield _without_rows(paper, "duplicate", reason, Code.DUPLICATE_FILE, f"{paper.path} is {reason}")
        else:
            first_path[paper.document_id] = paper.path
            yield _rows_of_paper(paper, organisations)


def _without_rows(paper: ReadPaper, status: DocumentStatus, reason: str, code: Code, message: str) -> PaperRows:
    finding = finding_row(code, message, paper.document_id)
    return PaperRows(paper, _document_row(paper, status, reason), findings=[finding])


def _rows_of_paper(paper: ReadPaper, organisations: Organisations) -> PaperRows:
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
