"""The ingest: every paper offered becomes rows of one history, or a reason why it could not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.assemble import Edition, assemble, document_findings, finding_row
from pipeline.papers import Paper, find_papers, read_paper
from pipeline.reconcile import reconcile
from pipeline.store import Written, write_history


@dataclass(frozen=True, slots=True)
class PaperReport:
    """What became of one file, for the officer: its status, its editions and how many findings it gave."""

    path: str
    format: str | None
    status: str
    editions: tuple[str, ...]
    risks: int
    opportunities: int
    errors: int
    warnings: int
    error: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did: paper by paper, and file by file of the history."""

    papers: tuple[PaperReport, ...]
    written: tuple[Written, ...]
    findings: tuple[dict[str, Any], ...]

    @property
    def failed(self) -> int:
        """How many files could not be read."""
        return sum(paper.status == "failed" for paper in self.papers)


def ingest(raw: Path, out: Path, on_paper: Callable[[int, int, str], None] | None = None) -> Report:
    """Read every paper under ``raw`` and write the history to ``out``.

    ``on_paper`` is told, before each file, its number (from 1), how many there are, and its path.

    Raises:
        FileNotFoundError: there is no ``raw``.
        OSError: the history cannot be written.
    """
    files = find_papers(raw)
    base = raw if raw.is_dir() else raw.parent
    papers: list[Paper] = []
    for number, path in enumerate(files, 1):
        name = path.relative_to(base).as_posix()
        if on_paper:
            on_paper(number, len(files), name)
        papers.append(read_paper(path, name))
    history, editions = build_history(papers)
    written = write_history(history, out)
    return _report(papers, editions, history, written)


def build_history(papers: Iterable[Paper]) -> tuple[dict[str, list[dict[str, Any]]], dict[str, list[Edition]]]:
    """The rows of every table from some papers, and the editions each paper holds, by its path."""
    documents: list[dict[str, Any]] = []
    findings: list[dict[str, Any]] = []
    held: dict[str, list[Edition]] = {}
    first_path: dict[str | None, str] = {}
    for paper in papers:
        status, error = _status(paper, first_path)
        editions = assemble(paper) if status == "ingested" else []
        held[paper.path] = editions
        documents.append(_document_row(paper, status, error, editions))
        claimed = [row for edition in editions for row in edition.findings]
        findings += _paper_findings(paper, status, error)
        findings += document_findings(paper, claimed) if status != "duplicate" else []
    standing = reconcile(edition for editions in held.values() for edition in editions)
    return {
        "documents": documents,
        "registers": [edition.register for edition in standing],
        "entries": [row for edition in standing for row in edition.entries],
        "statements": [row for edition in standing for row in edition.statements],
        "findings": [*findings, *(row for edition in standing for row in edition.findings)],
    }, held


def _status(paper: Paper, first_path: dict[str | None, str]) -> tuple[str, str | None]:
    """What becomes of a paper, and why where nothing is read from it."""
    if paper.error is not None:
        return "failed", str(paper.error)
    if paper.document_id in first_path:
        return "duplicate", f"the same file as {first_path[paper.document_id]}"
    first_path[paper.document_id] = paper.path
    return ("ingested" if any(register.entries for register in paper.registers) else "no_register"), None


def _document_row(paper: Paper, status: str, error: str | None, editions: list[Edition]) -> dict[str, Any]:
    return {
        "document_id": paper.document_id,
        "path": paper.path,
        "format": paper.format,
        "bytes": paper.size,
        "pages": paper.document.pages if paper.document else None,
        "status": status,
        "error_code": paper.error.code if paper.error else None,
        "error": error,
        "kind": None if paper.document is None else "register" if editions else "other",
        "n_registers": len(editions),
        "n_entries": sum(len(edition.entries) for edition in editions),
        "n_events": 0,
    }


def _paper_findings(paper: Paper, status: str, error: str | None) -> list[dict[str, Any]]:
    if status == "failed":
        return [finding_row("unreadable_file", f"{paper.path}: {error}", paper=paper)]
    if status == "duplicate":
        return [finding_row("duplicate_file", f"{paper.path} is {error}", paper=paper)]
    if status == "no_register" and paper.speaks_of_register:
        message = f"{paper.path} speaks of a risk register, but no register in it was understood"
        return [finding_row("not_understood", message, paper=paper)]
    return []


def _report(
    papers: Iterable[Paper],
    held: dict[str, list[Edition]],
    history: dict[str, list[dict[str, Any]]],
    written: Iterable[Written],
) -> Report:
    rows = {row["path"]: row for row in history["documents"]}
    reports = []
    for paper in papers:
        row, editions = rows[paper.path], held[paper.path]
        own = [f for f in history["findings"] if f["document_id"] == paper.document_id and row["status"] != "duplicate"]
        reports.append(
            PaperReport(
                path=paper.path,
                format=paper.format,
                status=row["status"],
                editions=tuple(edition.register_id for edition in editions),
                risks=sum(edition.register["n_risks"] for edition in editions),
                opportunities=sum(edition.register["n_opportunities"] for edition in editions),
                errors=sum(f["severity"] == "error" for f in own),
                warnings=sum(f["severity"] == "warning" for f in own),
                error=row["error"],
            )
        )
    return Report(tuple(reports), tuple(written), tuple(history["findings"]))
