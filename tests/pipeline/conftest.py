"""Papers that tests of this folder look at, each read once in a process."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.read.files import find_papers
from pipeline.read.offered import offered_papers
from pipeline.read.paper import ReadPaper
from pipeline.read.read_papers import read_papers
from tests.conftest import SAMPLES


def read_folder(folder: Path) -> list[ReadPaper]:
    return read_papers(offered_papers(find_papers(folder), folder))


@pytest.fixture(scope="session")
def samples() -> list[ReadPaper]:
    """The samples as read."""
    return read_folder(SAMPLES)


@pytest.fixture(scope="session")
def archive_papers(archive: Path) -> list[ReadPaper]:
    """The archive as read."""
    return read_folder(archive)
