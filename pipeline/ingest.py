"""The ingest: every paper offered becomes rows of one history, or a reason why it could not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from extractors.findings import Code
from normalise.lineage.crosswalk import Crosswalk, own_crosswalks
from normalise.organisations.known import Organisations
from pipeline.merge.counts import count_findings
from pipeline.merge.lineage import follow_history
from pipeline.merge.sources import reconcile
from pipeline.read.files import find_papers
from pipeline.read.paper import ReadPaper
from pipeline.read.samples import are_samples
from pipeline.rows.assemble import Edition, assemble
from pipeline.rows.events import StatedChanges, settle, stated_changes
from pipeline.rows.findings import document_findings, finding_row
from pipeline.settings import Settings
from pipeline.store.parquet import (
    Written,
    former_lineage,
    history_files,
    known_lineage,
    made_of_samples,
    write_history,
)
from pipeline.store.tables import (
    DocumentRow,
    DocumentStatus,
    EntryRow,
    EventRow,
    FindingRow,
    History,
    ProfileRow,
    RegisterRow,
    StatementRow,
)

Made = TypeVar("Made")


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
    events: int
    findings: tuple[FindingRow, ...]

    def count(self, severity: str) -> int:
        """How many findings are of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did: paper by paper, and file by file of the history.

    ``proposed`` counts links to decide on; ``samples`` says that the papers are made-up samples.
    """

    papers: tuple[PaperReport, ...]
    written: tuple[Written, ...]
    findings: tuple[FindingRow, ...]
    proposed: int = 0
    samples: bool = False

    @property
    def failed(self) -> int:
        """How many files could not be read."""
        return sum(paper.status == "failed" for paper in self.papers)


def ingest(
    raw: Path,
    out: Path,
    on_paper: Callable[[int, int, str], None] | None = None,
    *,
    ocr: bool = False,
    organisations: Organisations | None = None,
    crosswalks: Sequence[Crosswalk] | None = None,
    accept_proposed: bool = False,
) -> Report:
    """Read every paper under ``raw`` and write the history to ``out``.

    Where ``out`` lies in ``raw``, the history's own files are no papers. ``on_paper`` is called before each file with
    its number (from 1), how many there are, and its name. ``ocr`` reads scanned pages by text recognition.
    ``organisations`` are those of an installation without settings, unless given; ``crosswalks`` are used instead of
    those in their folders; ``accept_proposed`` lets a proposed link make two entries one thread. A thread keeps the
    lineage_id that ``out`` has for it, but a history of real papers takes no name from one of samples.

    Raises:
        FileNotFoundError: there is no ``raw``, or no paper in it: an empty folder must not replace a history.
        NotADirectoryError: ``raw`` or ``out`` is a file.
        FileExistsError: the papers are made-up samples, and ``out`` holds a history of real ones.
        OSError: the history cannot be written, or some of the papers are samples and some are not.
        OrganisationError, CrosswalkError: the folder of an organisation cannot be used as it stands.
    """
    organisations = organisations or Settings().find_organisations()
    chosen = own_crosswalks(organisations) if crosswalks is None else crosswalks
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(f"{out} is a file; the history needs a folder")
    paths = find_papers(raw, excluding=history_files(out))
    if not paths:
        raise FileNotFoundError(f"there is no paper in {raw}; the history is as it was")
    samples, replaces_samples = are_samples(paths), made_of_samples(out)
    if samples and replaces_samples is False:
        raise FileExistsError(
            f"{out} holds a history of real papers, which the made-up samples do not replace; "
            f"put the papers into data/raw, or name another folder for the history"
        )
    names_stand = samples == bool(replaces_samples)

    def before_paper(number: int, name: str) -> None:
        if on_paper:
            on_paper(number, len(paths), name)

    from pipeline.read.read_paper import read_papers  # loads the layouts, which the command line need not

    papers = read_papers(paths, raw, before_paper, ocr=ocr)
    history, editions = build_history(
        papers, chosen, known_lineage(out) if names_stand else {}, former_lineage(out) if names_stand else {},
        organisations=organisations, accept_proposed=accept_proposed,
    )  # fmt: skip
    history.documents = [replace(row, sample=samples) for row in history.documents]
    if not samples:  # they are made up, and shorter than the editions they are named after
        history.findings += count_findings(history.registers, organisations)
    try:
        written = write_history(history, out)
    except OSError as error:
        raise OSError(f"the history cannot be written to {out}: {error.strerror or error}") from error
    return replace(_report(papers, editions, history, written), samples=samples)


def build_history(
    papers: Iterable[ReadPaper],
    crosswalks: Sequence[Crosswalk] = (),
    known: Mapping[str, tuple[str, str]] | None = None,
    former: Mapping[str, Sequence[str]] | None = None,
    *,
    organisations: Organisations | None = None,
    accept_proposed: bool = False,
) -> tuple[History, dict[str, list[Edition]]]:
    """The rows of every table from some papers, and the editions each paper holds, by its path.

    ``known`` has the lineage_id and title that each entry had in the history before, by entry_id;
    ``former`` the former_ids that its threads had, by lineage_id. ``organisations`` are those of an installation
    without settings, unless given.
    """
    organisations = organisations or Settings().find_organisations()
    documents: list[DocumentRow] = []
    findings: list[dict[str, Any]] = []
    held: dict[str, list[Edition]] = {}
    stated: list[tuple[ReadPaper, StatedChanges]] = []
    first_path: dict[str | None, str] = {}
    for paper in papers:
        error = _why_not(paper, first_path)
        status: DocumentStatus = "failed" if paper.error else "duplicate"
        assembled = assemble(paper, organisations) if error is None else []
        editions = [edition for edition in assembled if edition.entries]
        narratives = stated_changes(paper, organisations) if error is None else []
        held[paper.path] = editions
        stated += [(paper, narrative) for narrative in narratives]
        if error is None:
            status = "ingested" if editions or any(narrative.events for narrative in narratives) else "no_register"
            claimed = [row for edition in assembled for row in edition.findings]
            findings += [row | {"register_id": None} for each in assembled if not each.entries for row in each.findings]
            noticed = (row for each in narratives for row in each.findings)
            findings += [*document_findings(paper, claimed), *noticed]
        documents.append(_document_row(paper, status, error, editions, narratives))
        findings += _paper_findings(paper, status, error)
    standing = reconcile(edition for editions in held.values() for edition in editions)
    entries = [row for edition in standing for row in edition.entries]
    events, matched = settle(stated, entries)
    history = History(
        documents=documents,
        registers=_rows(RegisterRow, [edition.register for edition in standing]),
        entries=_rows(EntryRow, entries),
        statements=_rows(StatementRow, [row for edition in standing for row in edition.statements]),
        profiles=_rows(ProfileRow, [row for edition in standing for row in edition.profile]),
        events=_rows(EventRow, events),
        findings=_rows(FindingRow, [*findings, *(row for edition in standing for row in edition.findings), *matched]),
    )
    followed = follow_history(
        history, crosswalks, known or {}, former or {}, organisations=organisations, accept_proposed=accept_proposed
    )
    threads = followed.of_entry
    history.entries = [replace(row, lineage_id=threads.get(row.entry_id)) for row in history.entries]
    history.statements = [replace(row, lineage_id=threads.get(row.entry_id)) for row in history.statements]
    history.events = [replace(row, lineage_id=followed.of_event.get(row.event_id)) for row in history.events]
    history.findings += followed.findings
    history.lineage, history.threads = followed.lineage_rows, followed.threads
    return history, held


def _rows(row: Callable[..., Made], values: Iterable[dict[str, Any]]) -> list[Made]:
    return [
        row(**{name: tuple(value) if isinstance(value, list) else value for name, value in each.items()})
        for each in values
    ]


def _why_not(paper: ReadPaper, first_path: dict[str | None, str]) -> str | None:
    """Why nothing is read from a paper: it cannot be read, or was read already; None for one to be read."""
    if paper.error is not None:
        return paper.error.message
    if paper.document_id in first_path:
        return f"the same file as {first_path[paper.document_id]}"
    first_path[paper.document_id] = paper.path
    return None


def _document_row(
    paper: ReadPaper,
    status: DocumentStatus,
    error: str | None,
    editions: Sequence[Edition],
    narratives: Sequence[StatedChanges],
) -> DocumentRow:
    return DocumentRow(
        document_id=paper.document_id,
        path=paper.path,
        format=paper.format,
        bytes=paper.size,
        pages=paper.pages,
        status=status,
        error_code=paper.error.code if paper.error else None,
        error=error,
        kind=paper.kind,
        date=paper.date,
        sample=False,
        n_registers=len({edition.register_id for edition in editions}),
        n_entries=sum(len(edition.entries) for edition in _fullest(editions)),
        n_events=sum(len(narrative.events) for narrative in narratives),
    )


def _fullest(editions: Sequence[Edition]) -> list[Edition]:
    """The editions of a paper, each once: the list of entries beside the register itself does not count."""
    full = {edition.register_id for edition in editions if edition.in_full}
    return [edition for edition in editions if edition.in_full or edition.register_id not in full]


def _paper_findings(paper: ReadPaper, status: DocumentStatus, error: str | None) -> list[dict[str, Any]]:
    if status == "failed":
        return [finding_row(Code.UNREADABLE_FILE, f"{paper.path}: {error}", paper)]
    if status == "duplicate":
        return [finding_row(Code.DUPLICATE_FILE, f"{paper.path} is {error}", paper)]
    if status == "no_register" and paper.speaks_of_register and not paper.plain_report:
        message = f"{paper.path} speaks of a risk register, but no register in it was understood"
        return [finding_row(Code.NOT_UNDERSTOOD, message, paper)]
    return []


def _report(
    papers: Iterable[ReadPaper],
    held: Mapping[str, Sequence[Edition]],
    history: History,
    written: Iterable[Written],
) -> Report:
    documents = {row.path: row for row in history.documents}
    about: dict[str | None, list[FindingRow]] = {}
    for finding in history.findings:
        about.setdefault(finding.document_id, []).append(finding)
    reports = []
    for paper in papers:
        row, editions = documents[paper.path], held[paper.path]
        fullest = _fullest(editions)
        if row.status in ("ingested", "no_register"):
            found = about.get(paper.document_id, [])
        else:  # what else is known of these bytes was found in the paper that offered them first
            found = _rows(FindingRow, _paper_findings(paper, row.status, row.error))
        reports.append(
            PaperReport(
                path=paper.path,
                format=paper.format,
                status=row.status,
                error=row.error,
                editions=tuple(dict.fromkeys(edition.register_id for edition in editions)),
                risks=sum(edition.register["n_risks"] for edition in fullest),
                opportunities=sum(edition.register["n_opportunities"] for edition in fullest),
                events=row.n_events,
                findings=tuple(found),
            )
        )
    proposed = sum(row.status == "proposed" for row in history.lineage)
    return Report(tuple(reports), tuple(written), tuple(history.findings), proposed)
