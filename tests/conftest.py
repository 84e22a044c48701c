"""What tests share: the samples; the archive of real papers and LibreOffice, where a machine has them."""

from __future__ import annotations

import gc
import os
import shutil
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.ingest import ingest
from pipeline.read.limits import collect_rarely

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "data" / "samples"
SHARED = ROOT.parent / "shared"
SLOW = (
    "test_pages.py", "hostile/test_patterns.py", "html_report/test_browser.py", "extractors/test_faults.py",
    "test_card_faults.py", "hostile/test_kinds.py", "test_archive.py", "pipeline/test_evidence.py",
    "test_lineage_order.py", "test_charts.py", "extractors/test_read_pdf.py", "hostile/test_growth.py",
    "test_notebook.py", "test_riskhistory.py", "pipeline/test_database.py", "layouts/test_audit.py",
    "extractors/test_ocr.py", "extractors/test_read_doc.py", "pipeline/test_exchange.py",
)  # fmt: skip
"""The files whose tests take longest. They come first, and short ones last, so that all processes end together."""
NO_PAPERS = "the papers of real councils, which are not part of the project, are not beside it in ../shared"


@pytest.fixture(scope="session")
def archive() -> Path:
    """The folder of real committee papers. They are the council's words, so they stay outside the project.

    RISKHISTORY_ARCHIVE may name another folder. Skips where there is none.
    """
    return _beside("registers", os.environ.get("RISKHISTORY_ARCHIVE"))


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of gold registers: what a careful person reads in the archive. Skips where there is none."""
    return _beside("gold", os.environ.get("RISKHISTORY_GOLD"))


@pytest.fixture(scope="session")
def soffice() -> str:
    """The LibreOffice command, which makes PDFs as an officer would. Skips where it is not installed."""
    command = shutil.which("soffice") or shutil.which("libreoffice")
    if command is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    return command


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that all processes of a run share, to look at only: the first that asks for it makes it."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / name
    done = folder.with_name(f"{name}.done")
    with FileLock(folder.with_name(f"{name}.lock")):
        if not done.exists():
            make(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def archive_history(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The history of the whole archive."""
    return made_once(tmp_path_factory, "archive-history", partial(ingest, archive))


@pytest.fixture(scope="session")
def samples_history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The history of the samples."""
    return made_once(tmp_path_factory, "samples-history", partial(ingest, SAMPLES))


def _beside(name: str, chosen: str | None) -> Path:
    """A folder kept beside the project. Where CI has the others but not this one, silence would be a lie."""
    folder = Path(chosen) if chosen else SHARED / name
    if folder.is_dir():
        return folder
    if os.environ.get("CI") == "true" and SHARED.is_dir():
        pytest.fail(f"no {name} in {SHARED}: CI must not skip what it can run")
    pytest.skip(NO_PAPERS if chosen is None else f"there is no folder {folder}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of slow files first; the order is otherwise kept."""
    places = {ROOT / "tests" / name: place for place, name in enumerate(SLOW)}
    items.sort(key=lambda item: places.get(item.path, len(SLOW)))


def pytest_collection_finish() -> None:
    """Have the collector of garbage leave alone what all tests share, and look less often: a tenth of the time."""
    gc.collect()
    gc.freeze()
    collect_rarely()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in a line which tests were not run, and why: a few words that look as if all had been run are not enough."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = Counter(str(report.longrepr[-1]).removeprefix("Skipped: ") for report in reports)
    if reasons:
        said = "; ".join(f"{count} ({reason})" for reason, count in reasons.most_common())
        terminalreporter.write_line(f"Tests not run: {said}.", yellow=True)
