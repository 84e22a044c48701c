"""Reports that the tests of this folder look at: one of the samples, one of rows by hand that mean harm."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from normalise.organisations.known import find_organisations
from pipeline.history.load import load_history
from pipeline.html_report.contents import Contents
from pipeline.html_report.keep import kept
from pipeline.html_report.outcome import Outcome
from pipeline.html_report.site import write_report
from pipeline.store.tables import TABLES, HistoryRows
from tests.conftest import SAMPLES, made_once

BROWSER = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
NO_BROWSER = "no Chromium is installed (Debian and Ubuntu: apt install chromium)"


def contents_of(rows: HistoryRows, raw: Path = Path("nowhere")) -> Contents:
    """A history by hand; only organisations that come with the project have a folder."""
    return Contents(rows, raw, find_organisations((), "lancashire"))


def report(contents: Contents, out: Path, key: str = "") -> Outcome:
    """Write a report; its pages are drawn one after the other."""
    with kept(out) as keep, ThreadPoolExecutor(1) as executor:
        return write_report(contents, keep, executor, [], key, "0" * 64)


@pytest.fixture(scope="session")
def samples(samples_history: Path) -> Path:
    """The history of the samples."""
    return samples_history


@pytest.fixture(scope="session")
def site(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the samples."""
    contents = contents_of(load_history(samples, TABLES), SAMPLES)
    return made_once(tmp_path_factory, "samples-report", partial(report, contents))


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A Chromium that is installed on the machine. Skips where there is none."""
    from playwright.sync_api import sync_playwright

    command = next(filter(None, map(shutil.which, BROWSER)), None)
    if command is None:
        pytest.skip(NO_BROWSER)
    with sync_playwright() as started:
        running = started.chromium.launch(executable_path=command, args=list(FLAGS))
        yield running
        running.close()
