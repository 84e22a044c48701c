"""One report, from the folders of a history and its papers; what an unchanged one does not need is not loaded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from normalise.lineage.crosswalk import Crosswalk
from normalise.organisations.known import Organisations
from normalise.unusable import UnusableError
from pipeline.history.load import current_tables
from pipeline.html_report.keep import Keep, kept
from pipeline.html_report.outcome import Outcome, digest_in, key_of, up_to_date
from pipeline.read.samples import RAW, SAMPLES
from pipeline.read.version import reader_version
from pipeline.settings import Settings
from pipeline.store.run import digest_of, run_of, sha256
from pipeline.store.tables import FILES, TABLES

_NEEDS = "a report needs Jinja2 and vl-convert: `make report` installs them, and so does riskhistory[report]"


@dataclass(frozen=True, slots=True)
class Request:
    """What a report is to be made of, and where it goes; ``raw`` None is the folder that an ingest takes."""

    history: Path
    out: Path
    raw: Path | None
    settings: Settings
    organisations: Organisations
    crosswalks: tuple[Crosswalk, ...]


def make_report(request: Request) -> Outcome:
    """Make the report, or say what the one there holds if it was made of the same.

    Raises:
        FileNotFoundError: there is no history.
        UnusableError: the folder holds something that is no report, or a package that reports need is not installed.
        OSError: a table or a file cannot be read or written. The report before stays as it was.
    """
    folder = current_tables(request.history)
    run = run_of(folder)
    raw = request.raw or (SAMPLES if run and run.of_samples else RAW)
    version = sha256((reader_version() + _own_files()).encode())
    papers = [(one.path, digest_in(raw, one.path)) for one in (run.papers if run else ()) if one.document_id]
    key = key_of(_digests(folder), papers, version, map(repr, request.crosswalks))
    with kept(request.out) as keep:
        if run and (there := up_to_date(request.out, key)):
            return replace(there, fresh=False)
        return _make(request, folder, raw, keep, key, version)


def _make(request: Request, folder: Path, raw: Path, keep: Keep, key: str, version: str) -> Outcome:
    try:
        import jinja2  # noqa: F401
        import vl_convert  # noqa: F401
    except ModuleNotFoundError as error:
        raise UnusableError(_NEEDS) from error
    from pipeline.history.load import load_tables
    from pipeline.html_report.contents import Contents
    from pipeline.html_report.site import write_report
    from pipeline.read.workers import Workers

    contents = Contents(load_tables(folder, TABLES), raw, request.organisations)
    with Workers(request.settings.limits, request.settings.workers or None) as executor:
        return write_report(contents, keep, executor, request.crosswalks, key, version)


def _digests(folder: Path) -> list[tuple[str, str]]:
    return [(name, digest) for name in FILES if (digest := digest_of(folder / name))]


def _own_files() -> str:
    """The hashes of templates and assets, which no version of the readers knows."""
    here = Path(__file__).parent
    files = sorted(file for part in ("templates", "assets") for file in (here / part).iterdir())
    return " ".join(str(digest_of(file)) for file in files)
