"""The ingest: papers are found, each is read, one history is made of them all and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from extractors.findings import Code
from normalise.lineage.crosswalk import Crosswalk, own_crosswalks
from normalise.organisations.known import Organisations
from pipeline.merge.counts import count_findings
from pipeline.merge.lineage import follow_history
from pipeline.merge.sources import reconcile
from pipeline.read.files import STATED, find_papers, find_stated
from pipeline.read.paper import ReadPaper
from pipeline.read.samples import are_samples
from pipeline.read.stated import Statements
from pipeline.report import Report, make_report
from pipeline.rows.events import settle
from pipeline.rows.findings import finding_row, grouped
from pipeline.rows.paper import PaperRows, rows_of_papers
from pipeline.settings import Settings
from pipeline.store.parquet import (
    Written,
    former_lineage,
    history_files,
    known_lineage,
    made_of_samples,
    write_history,
)
from pipeline.store.tables import History


def ingest(
    raw: Path,
    out: Path,
    on_paper: Callable[[int, int, str], None] | None = None,
    *,
    ocr: bool = False,
    organisations: Organisations | None = None,
    crosswalks: Sequence[Crosswalk] | None = None,
    accept_proposed: bool = False,
    period: str | None = None,
) -> Report:
    """Read every paper under ``raw`` and write the history to ``out``.

    Where ``out`` lies in ``raw``, the history's own files are no papers. ``on_paper`` and ``ocr`` are as in
    ``read_papers``. ``organisations`` are those of an installation without settings, unless given; ``crosswalks`` are
    used instead of those in their folders; ``accept_proposed`` lets a proposed link make two entries one thread;
    ``period`` is that of papers that state none. A thread keeps the lineage_id that ``out`` has for it, but a history
    of real papers takes no name from one of samples.

    Raises:
        FileNotFoundError: there is no ``raw``, or no paper in it: an empty folder must not replace a history.
        NotADirectoryError: ``raw`` or ``out`` is a file.
        FileExistsError: the papers are made-up samples, and ``out`` holds a history of real ones.
        OSError: the history cannot be written, or some of the papers are samples and some are not.
        OrganisationError, CrosswalkError: the folder of an organisation cannot be used.
        StatedError: a ``papers.toml`` cannot be used.
    """
    organisations = organisations or Settings().find_organisations()
    crosswalks = own_crosswalks(organisations) if crosswalks is None else crosswalks
    paths = _papers_to_read(raw, out)
    samples, stated = are_samples(paths), Statements(raw, find_stated(raw))
    names = _former_names(out, samples=samples)

    from pipeline.read.read_paper import read_papers  # loads the layouts, which nothing else needs

    papers = stated.told(read_papers(paths, raw, on_paper, ocr=ocr), period)
    history, made = build_history(
        papers, crosswalks, *names, organisations=organisations, accept_proposed=accept_proposed
    )
    history.documents = [replace(row, sample=samples) for row in history.documents]
    history.findings += [
        finding_row(Code.STATED_OF_NONE, f"{STATED} names {path}, and there is no such paper", None)
        for path in stated.unmatched(papers)
    ]
    if not samples:  # they are made up, and shorter than the editions they are named after
        history.findings += count_findings(history.registers, organisations)
    return make_report(made, history, _written(history, out), samples)


def _papers_to_read(raw: Path, out: Path) -> list[Path]:
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(f"{out} is a file; the history needs a folder")
    if paths := find_papers(raw, excluding=history_files(out)):
        return paths
    raise FileNotFoundError(f"there is no paper in {raw}; the history is as it was")


def _written(history: History, out: Path) -> list[Written]:
    try:
        return write_history(history, out)
    except OSError as error:
        raise OSError(f"the history cannot be written to {out}: {error.strerror or error}") from error


def _former_names(out: Path, *, samples: bool) -> tuple[dict[str, tuple[str, str]], dict[str, list[str]]]:
    """The ``known`` and ``former`` names of the history to replace, if it is of samples just where the new one is."""
    replaces_samples = made_of_samples(out)
    if samples and replaces_samples is False:
        raise FileExistsError(
            f"{out} holds a history of real papers, which the made-up samples do not replace; "
            f"put the papers into data/raw, or name another folder for the history"
        )
    return (known_lineage(out), former_lineage(out)) if samples == bool(replaces_samples) else ({}, {})


def build_history(
    papers: Iterable[ReadPaper],
    crosswalks: Sequence[Crosswalk] = (),
    known: Mapping[str, tuple[str, str]] | None = None,
    former: Mapping[str, Sequence[str]] | None = None,
    *,
    organisations: Organisations | None = None,
    accept_proposed: bool = False,
) -> tuple[History, list[PaperRows]]:
    """The rows of every table from some papers, and what each of them adds.

    ``known`` has the lineage_id and title that each entry had in the history before, by entry_id;
    ``former`` the former_ids that its threads had, by lineage_id. ``organisations`` are those of an installation
    without settings, unless given.
    """
    organisations = organisations or Settings().find_organisations()
    made = [*rows_of_papers(papers, organisations)]
    history = _merged(made)
    followed = follow_history(
        history, crosswalks, known or {}, former or {}, organisations=organisations, accept_proposed=accept_proposed
    )
    threads = followed.of_entry
    history.entries = [replace(row, lineage_id=threads.get(row.entry_id)) for row in history.entries]
    history.statements = [replace(row, lineage_id=threads.get(row.entry_id)) for row in history.statements]
    history.events = [replace(row, lineage_id=followed.of_event.get(row.event_id)) for row in history.events]
    history.findings += followed.findings
    history.lineage, history.threads = followed.lineage_rows, followed.threads
    return history, made


def _merged(made: Sequence[PaperRows]) -> History:
    """The rows of some papers as one history, whose entries are not followed yet."""
    editions = reconcile(edition for each in made for edition in each.editions)
    entries = [row for edition in editions for row in edition.entries]
    events, matched = settle(((each.paper, one) for each in made for one in each.stated), entries)
    return History(
        documents=[each.document for each in made],
        registers=[edition.register for edition in editions],
        entries=entries,
        statements=[row for edition in editions for row in edition.statements],
        profiles=[row for edition in editions for row in edition.profile],
        events=events,
        findings=grouped(chain(*(each.findings for each in made), *(each.findings for each in editions), matched)),
    )
