"""The ingest: papers are found, new ones are read, one history is made of them all, and a snapshot of it written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from threading import Thread

import msgspec

from normalise.lineage.crosswalk import Crosswalk, own_crosswalks
from normalise.organisations.known import Organisations
from pipeline.read.files import find_papers, find_stated
from pipeline.read.limits import Limits, limit_time
from pipeline.read.offered import offered_papers
from pipeline.read.paper import ReadPaper
from pipeline.read.read_papers import PASSING, OnPaper, read_papers
from pipeline.read.readings import Readings
from pipeline.read.samples import are_samples
from pipeline.read.stated import Statements
from pipeline.read.version import program_version, reader_version
from pipeline.report import News, Report
from pipeline.settings import Settings
from pipeline.store.lock import one_run
from pipeline.store.run import REPORT, Paper, Run, Written, altered_files, run_of, sha256
from pipeline.store.snapshots import HOME, KEPT, current, tables_in, tidy
from pipeline.store.tables import FILES, TABLES, history_files, rows_of


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen for a run.

    ``ocr`` reads scanned pages by text recognition, where a program for it is installed; ``accept_proposed`` lets a
    proposed link make two entries one thread; ``allow_removals`` lets editions go that the history has. ``period`` is
    that of papers that state none. ``limits`` are those of a run; ``snapshots`` remain, with the new one.
    """

    ocr: bool = False
    accept_proposed: bool = False
    allow_removals: bool = False
    period: str | None = None
    limits: Limits = field(default_factory=Limits)
    snapshots: int = KEPT


def ingest(
    raw: Path,
    out: Path,
    on_paper: OnPaper | None = None,
    *,
    choices: Choices | None = None,
    organisations: Organisations | None = None,
    crosswalks: Sequence[Crosswalk] | None = None,
    executor: Executor | None = None,
    on_wait: Callable[[str], None] | None = None,
) -> Report:
    """Read every paper under ``raw`` and write the history to ``out``.

    Where ``out`` lies in ``raw``, the history's own files are no papers. Only papers that no run has read before are
    read; where nothing at all is new, the report is that of the last run. ``on_paper`` and ``executor`` are as in
    ``read_papers``, ``on_wait`` as in ``one_run``. ``organisations`` are those of an installation without settings,
    unless given; ``crosswalks`` are used instead of those in their folders. A thread keeps the lineage_id that ``out``
    has for it, but a history of real papers takes no name from one of samples.

    Raises:
        FileNotFoundError: there is no ``raw``, or no paper in it: an empty folder must not replace a history.
        NotADirectoryError: ``raw`` or ``out`` is a file.
        FileExistsError: the papers are made-up samples, and ``out`` holds a history of real ones.
        RemovalError: an edition of the history, or most of one, would go. Nothing has been written.
        BusyError: another run holds ``out``.
        TooLongError: making the history takes longer than it may. Nothing has been written.
        OSError: the history cannot be written, or some of the papers are samples and some are not.
        OrganisationError, CrosswalkError: the folder of an organisation cannot be used.
        StatedError: a ``papers.toml`` cannot be used.
    """
    choices = choices or Choices()
    organisations = organisations or Settings().find_organisations()
    crosswalks = own_crosswalks(organisations) if crosswalks is None else crosswalks
    paths = _papers_to_read(raw, out)
    samples, stated = are_samples(paths), Statements(raw, find_stated(raw))
    with _writing_to(out), one_run(out, on_wait):
        tidy(out, FILES)
        offered = offered_papers(paths, raw)
        run = Run(
            reader_version(),
            _settings(choices, organisations, crosswalks, stated, samples=samples),
            tuple(Paper(one.name, one.document_id, one.size) for one in offered),
        )
        if report := _as_before(out, run):
            return report
        readings = Readings(out / HOME / "readings", run.version, ocr=choices.ocr)
        readings.clean()
        read = partial(
            read_papers, offered, on_paper, ocr=choices.ocr, limits=choices.limits, readings=readings, executor=executor
        )
        alike = _replaces_its_like(out, samples=samples)
        with _loading() if executor else nullcontext():
            papers = stated.told(read(), choices.period)
        with limit_time(choices.limits.history):
            return _renew(
                out, run, papers, [*stated.unmatched(papers)], choices, organisations, crosswalks,
                samples=samples, alike=alike, executor=executor,
            )  # fmt: skip


def _papers_to_read(raw: Path, out: Path) -> list[Path]:
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(f"{out} is a file; the history needs a folder")
    if paths := find_papers(raw, excluding=history_files(out)):
        return paths
    raise FileNotFoundError(f"there is no paper in {raw}; the history is as it was")


@contextmanager
def _writing_to(out: Path) -> Iterator[None]:
    """Name the folder in an error of the file system; one with a message of our own says enough."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        raise OSError(f"the history cannot be written to {out}: {error.strerror or error}") from error


def _settings(
    choices: Choices,
    organisations: Organisations,
    crosswalks: Sequence[Crosswalk],
    stated: Statements,
    *,
    samples: bool,
) -> dict[str, str]:
    """All that decides, besides papers and program, what the history becomes."""
    return {
        "program": program_version(),
        "ocr": str(choices.ocr),
        "accept_proposed": str(choices.accept_proposed),
        "limits": repr(choices.limits),
        "samples": str(samples),
        "organisations": " ".join(f"{one.slug}:{one.digest}" for one in organisations),
        "organisation": organisations.default.slug,
        "period": choices.period or "",
        "stated": sha256(msgspec.json.encode(stated.of_path, order="deterministic")),
        "crosswalks": sha256(msgspec.json.encode(crosswalks)),
    }


def _as_before(out: Path, run: Run) -> Report | None:
    """The report of the run that made the history as it is, if this one would make the same; else None."""
    if (snapshot := current(out)) is None:
        return None
    last = run_of(snapshot)
    if last is None or not last.settled or last.made_of() != run.made_of() or altered_files(snapshot, last):
        return None
    try:
        report = msgspec.msgpack.decode((snapshot / REPORT).read_bytes(), type=Report)
    except (OSError, msgspec.DecodeError):
        return None
    return replace(report, written=tuple(replace(one, changed=False) for one in report.written), news=News())


@contextmanager
def _loading() -> Iterator[None]:
    """Load what making a history needs, a second of work, while other processes read the papers."""
    loading = Thread(target=_load)
    loading.start()
    try:
        yield
    finally:
        loading.join()  # nothing else is imported until then, of which the one might see half


def _load() -> None:
    from normalise.lineage.words import subject_words
    from pipeline import build, news, removals, report  # noqa: F401
    from pipeline.store.parquet import table_bytes

    subject_words("risk")  # a word is looked up in dictionaries, and the first table asks for a library more
    table_bytes(TABLES["threads"], ())


def _renew(
    out: Path,
    run: Run,
    papers: Sequence[ReadPaper],
    unmatched: Sequence[str],
    choices: Choices,
    organisations: Organisations,
    crosswalks: Sequence[Crosswalk],
    *,
    samples: bool,
    alike: bool,
    executor: Executor | None,
) -> Report:
    """Make the history of all papers, and write it; ``alike`` says that the one in ``out`` is of their like."""
    # Libraries that take half a second to load, for those who have something to wait for.
    from pipeline.build import complete_history
    from pipeline.news import news_of
    from pipeline.removals import check_removals, papers_gone
    from pipeline.report import make_report
    from pipeline.store import parquet

    names = (parquet.known_lineage(out), parquet.former_lineage(out)) if alike else ({}, {})
    history, made = complete_history(
        papers, crosswalks, *names, organisations=organisations, accept_proposed=choices.accept_proposed,
        samples=samples, unmatched=unmatched, executor=executor, limits=choices.limits,
    )  # fmt: skip
    gone = papers_gone(run_of(tables_in(out)), run) if alike else ()
    if alike and not choices.allow_removals:
        check_removals(parquet.entries_by_source(out), history, gone)
    run = replace(run, settled=not any(each.paper.error and each.paper.error.code in PASSING for each in made))
    rows = tuple(Written(table.name, len(rows_of(history, table))) for table in TABLES.values())
    report = make_report(made, history, rows, samples)
    news = news_of(out, history) if alike else None
    changed = parquet.write_history(history, out, run, {REPORT: msgspec.msgpack.encode(report)}, choices.snapshots)
    return replace(report, written=tuple(changed), gone=gone, news=news)


def _replaces_its_like(out: Path, *, samples: bool) -> bool:
    """Whether ``out`` has a history of samples just where the new one is of them. Papers never give way to samples."""
    from pipeline.store.parquet import made_of_samples

    replaces_samples = made_of_samples(out)
    if samples and replaces_samples is False:
        raise FileExistsError(
            f"{out} holds a history of real papers, which the made-up samples do not replace; "
            f"put the papers into data/raw, or name another folder for the history"
        )
    return samples == bool(replaces_samples)
