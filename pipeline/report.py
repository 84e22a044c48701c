"""What an ingest did, for the officer: what each paper added to the history, and file by file of the history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.store.documents import first_paths
from pipeline.store.finding_row import FindingRow
from pipeline.store.run import Written
from pipeline.store.tables import DocumentRow, HistoryRows, RegisterRow

if TYPE_CHECKING:  # loads all that makes rows, which a report kept by an earlier run does not need
    from pipeline.rows.assemble import Edition
    from pipeline.rows.paper import PaperRows


@dataclass(frozen=True, slots=True)
class Added:
    """What a paper added of one edition.

    ``use`` is ``used`` where the history has its values; else another paper was used, ``instead``, and this one says
    the ``same``, ``differs`` from it in so many ``differences``, or only is a ``list`` of the entries.
    """

    register_id: str
    use: Literal["used", "same", "differs", "list"]
    risks: int = 0
    opportunities: int = 0
    profile: int = 0
    summary: bool = False
    superseded_by: str | None = None
    instead: str | None = None
    differences: int = 0


@dataclass(frozen=True, slots=True)
class PaperReport:
    """What became of one file: its row of ``documents``, what it added, and what was found in it."""

    document: DocumentRow
    added: tuple[Added, ...] = ()
    events: int = 0
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
class News:
    """What a history has that the one before had not.

    ``papers`` are the paths of new papers, ``entries`` and ``events`` numbers; ``findings`` were not made before.
    """

    papers: frozenset[str] = frozenset()
    editions: tuple[RegisterRow, ...] = ()
    entries: int = 0
    events: int = 0
    findings: tuple[FindingRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did.

    ``proposed`` counts links to decide on; ``samples`` says that the papers are made-up samples; ``gone`` are papers
    of the run before; ``news`` is what is new since that, None where there was no such history: then all is.
    """

    papers: tuple[PaperReport, ...]
    written: tuple[Written, ...]
    findings: tuple[FindingRow, ...]
    proposed: int = 0
    samples: bool = False
    gone: tuple[Gone, ...] = ()
    news: News | None = None

    @property
    def new_papers(self) -> tuple[PaperReport, ...]:
        """The papers that no run had before."""
        return tuple(each for each in self.papers if self.news is None or each.document.path in self.news.papers)

    @property
    def new_findings(self) -> tuple[FindingRow, ...]:
        """What was found that was not found before."""
        return self.findings if self.news is None else self.news.findings

    @property
    def known_findings(self) -> tuple[FindingRow, ...]:
        """What was found before too."""
        new = set(self.new_findings)
        return tuple(row for row in self.findings if row not in new)

    @property
    def errors(self) -> int:
        """How many things were not read, or not understood."""
        return sum(finding.severity == "error" for finding in self.findings)


def make_report(papers: Sequence[PaperRows], history: HistoryRows, written: Iterable[Written], samples: bool) -> Report:
    """The report of a history that was made of these papers and written."""
    about: dict[str | None, list[FindingRow]] = {}
    for finding in history.findings:
        about.setdefault(finding.document_id, []).append(finding)
    proposed = sum(row.status == "proposed" for row in history.lineage)
    events = Counter(row.document_id for row in history.events)
    adding = _Adding(papers, history)
    reports = tuple(_report_of(each, adding, about, events) for each in papers)
    return Report(reports, tuple(written), tuple(history.findings), proposed, samples)


def _report_of(
    made: PaperRows, adding: _Adding, about: dict[str | None, list[FindingRow]], events: Counter[str]
) -> PaperReport:
    row = made.document
    if row.document_id is None or row.status in ("failed", "duplicate"):
        # What else is known of bytes offered twice was found in the paper that offered them first.
        return PaperReport(row, findings=tuple(made.findings))
    findings = tuple(about.get(row.document_id, ()))
    return PaperReport(row, tuple(adding.of(made, row.document_id)), events[row.document_id], findings)


class _Adding:
    """Which of the papers each edition of a history was made of."""

    def __init__(self, papers: Sequence[PaperRows], history: HistoryRows) -> None:
        from normalise.keys import edition_of

        self._paths = first_paths(history.documents)
        self._issues: dict[str, list[RegisterRow]] = {}
        for row in history.registers:
            self._issues.setdefault(edition_of(row.register_id), []).append(row)
        self._profiles = Counter((row.register_id, row.document_id) for row in history.profiles)
        self._offered = {
            (edition.register_id, each.document.document_id): edition for each in papers for edition in each.fullest
        }

    def of(self, made: PaperRows, document: str) -> Iterator[Added]:
        """What a paper added of each of its editions."""
        for own in made.fullest:
            issues = self._issues.get(own.register_id, [])
            read = [row for row in issues if document in row.sources]
            for row in read or issues[:1]:
                yield self._added(row, own, document, is_source=bool(read))

    def _added(self, row: RegisterRow, own: Edition, document: str, *, is_source: bool) -> Added:
        from pipeline.merge.conflicts import entry_conflicts

        profile = self._profiles[row.register_id, document]
        if row.document_id == document:
            return Added(
                row.register_id, "used", row.n_risks, row.n_opportunities, profile, row.layout == "report",
                row.superseded_by,
            )  # fmt: skip
        instead = self._paths.get(row.document_id)
        if not is_source:
            return Added(row.register_id, "list", instead=instead)
        used = self._offered[own.register_id, row.document_id]
        differences = sum(1 for _ in entry_conflicts(used, own))
        use: Literal["same", "differs"] = "differs" if differences else "same"
        return Added(row.register_id, use, profile=profile, instead=instead, differences=differences)
