"""The ingest: every paper offered becomes rows of one history, or a reason why it could not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.assemble import Edition, assemble
from pipeline.checks import Row
from pipeline.finding_rows import document_findings, finding_row
from pipeline.papers import Paper, find_papers, read_papers
from pipeline.reconcile import reconcile
from pipeline.schema import TABLES
from pipeline.store import Written, write_history


@dataclass(frozen=True, slots=True)
class PaperReport:
    """What became of one file, for the officer: its status, its editions and what was found in it."""

    path: str
    format: str | None
    status: str
    error: str | None
    editions: tuple[str, ...]
    risks: int
    opportunities: int
    findings: tuple[Row, ...]

    def count(self, severity: str) -> int:
        """How many findings are of a severity."""
        return sum(finding["severity"] == severity for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did: paper by paper, and file by file of the history."""

    papers: tuple[PaperReport, ...]
    written: tuple[Written, ...]
    findings: tuple[Row, ...]

    @property
    def failed(self) -> int:
        """How many files could not be read."""
        return sum(paper.status == "failed" for paper in self.papers)


def ingest(raw: Path, out: Path, on_paper: Callable[[int, int, str], None] | None = None) -> Report:
    """Read every paper under ``raw`` and write the history to ``out``.

    Where ``out`` lies in ``raw``, the history's own files are no papers. ``on_paper`` is told, before each file, its
    number (from 1), how many there are, and its name.

    Raises:
        FileNotFoundError: there is no ``raw``, or no paper in it: an empty folder must not replace a history.
        NotADirectoryError: ``raw`` or ``out`` is a file.
        OSError: the history cannot be written.
    """
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(f"{out} is a file; the history needs a folder")
    paths = find_papers(raw, besides=[out / f"{table}.parquet" for table in TABLES])
    if not paths:
        raise FileNotFoundError(f"there is no paper in {raw}; the history is as it was")
    papers = read_papers(paths, raw, on_paper and (lambda number, name: on_paper(number, len(paths), name)))
    history, editions = build_history(papers)
    try:
        written = write_history(history, out)
    except OSError as error:
        raise OSError(f"the history cannot be written to {out}: {error.strerror or error}") from error
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
        findings += _paper_findings(paper, status, error)
        if status != "duplicate":
            findings += document_findings(paper, [row for edition in editions for row in edition.findings])
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
    return ("ingested" if paper.registers else "no_register"), None


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
        return [finding_row("unreadable_file", f"{paper.path}: {error}", paper)]
    if status == "duplicate":
        return [finding_row("duplicate_file", f"{paper.path} is {error}", paper)]
    if status == "no_register" and paper.speaks_of_register:
        message = f"{paper.path} speaks of a risk register, but no register in it was understood"
        return [finding_row("not_understood", message, paper)]
    return []


def _report(
    papers: Iterable[Paper],
    held: Mapping[str, Sequence[Edition]],
    history: Mapping[str, Sequence[dict[str, Any]]],
    written: Iterable[Written],
) -> Report:
    documents = {row["path"]: row for row in history["documents"]}
    about: dict[str | None, list[dict[str, Any]]] = {}
    for finding in history["findings"]:
        about.setdefault(finding["document_id"], []).append(finding)
    reports = []
    for paper in papers:
        row, editions = documents[paper.path], held[paper.path]
        if row["status"] in ("ingested", "no_register"):
            found = about.get(paper.document_id, [])
        else:  # what else is known of these bytes was found in the paper that offered them first
            found = _paper_findings(paper, row["status"], row["error"])
        reports.append(
            PaperReport(
                path=paper.path,
                format=paper.format,
                status=row["status"],
                error=row["error"],
                editions=tuple(edition.register_id for edition in editions),
                risks=sum(edition.register["n_risks"] for edition in editions),
                opportunities=sum(edition.register["n_opportunities"] for edition in editions),
                findings=tuple(found),
            )
        )
    return Report(tuple(reports), tuple(written), tuple(history["findings"]))
