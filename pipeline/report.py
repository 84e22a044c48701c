"""What an ingest did, for the officer: paper by paper, and file by file of the history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.store.finding_row import FindingRow
from pipeline.store.run import Written
from pipeline.store.tables import DocumentRow, History

if TYPE_CHECKING:  # loads all that makes rows, which a report kept by an earlier run does not need
    from pipeline.rows.paper import PaperRows


@dataclass(frozen=True, slots=True)
class PaperReport:
    """What became of one file: its row of ``documents``, its editions and what was found in it."""

    document: DocumentRow
    editions: tuple[str, ...] = ()
    risks: int = 0
    opportunities: int = 0
    findings: tuple[FindingRow, ...] = ()

    def count(self, severity: str) -> int:
        """How many findings are of a severity."""
        return sum(finding.severity == severity for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Gone:
    """A paper of the run before that is not offered any more; ``replaced`` where its path now has something else."""

    path: str
    replaced: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did.

    ``proposed`` counts links to decide on; ``samples`` says that the papers are made-up samples; ``gone`` are papers
    of the run before.
    """

    papers: tuple[PaperReport, ...]
    written: tuple[Written, ...]
    findings: tuple[FindingRow, ...]
    proposed: int = 0
    samples: bool = False
    gone: tuple[Gone, ...] = ()

    @property
    def failed(self) -> int:
        """How many files could not be read."""
        return sum(paper.document.status == "failed" for paper in self.papers)


def make_report(papers: Iterable[PaperRows], history: History, written: Iterable[Written], samples: bool) -> Report:
    """The report of a history that was made of these papers and written."""
    about: dict[str | None, list[FindingRow]] = {}
    for finding in history.findings:
        about.setdefault(finding.document_id, []).append(finding)
    proposed = sum(row.status == "proposed" for row in history.lineage)
    reports = tuple(_report_of(each, about) for each in papers)
    return Report(reports, tuple(written), tuple(history.findings), proposed, samples)


def _report_of(made: PaperRows, about: dict[str | None, list[FindingRow]]) -> PaperReport:
    row = made.document
    # What else is known of bytes offered twice was found in the paper that offered them first.
    own = made.findings if row.status in ("failed", "duplicate") else about.get(row.document_id, ())
    return PaperReport(
        row,
        editions=tuple(dict.fromkeys(edition.register_id for edition in made.editions)),
        risks=sum(edition.register.n_risks for edition in made.fullest),
        opportunities=sum(edition.register.n_opportunities for edition in made.fullest),
        findings=tuple(own),
    )
