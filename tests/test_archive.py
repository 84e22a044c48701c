"""The archive's own registers, ingested one file at a time and held against what a careful person reads in them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.ingest import ingest

PAPERS = {
    "2016-05-pdf": ("2016-05", "*.pdf", 0.99),
    "2018-19-q1-docx": ("2018-19-q1", "*.docx", 1.0),
    "2019-20-q2-pdf": ("2019-20-q2", "*.pdf", 0.99),
    "2019-20-q2-html": ("2019-20-q2", "*.html", 1.0),
}
"""The edition's folder, its file, and the share of checks that must be exact."""


@pytest.mark.parametrize("name", PAPERS)
def test_a_register_of_the_archive_is_read_as_a_person_reads_it(
    name: str, archive: Path, gold: Path, tmp_path: Path
) -> None:
    edition, pattern, share = PAPERS[name]
    (paper,) = (archive / edition).glob(pattern)
    raw = tmp_path / "raw"
    raw.mkdir()
    shutil.copy(paper, raw / f"paper{paper.suffix}")
    ingest(raw, tmp_path / "out")
    score = gold.parent / "check" / "score.py"
    command = [sys.executable, str(score), str(tmp_path / "out"), str(gold), "--only", edition]
    result = subprocess.run([*command, "--fail-under", str(share)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_whole_archive_is_ingested_and_nothing_fails(archive: Path, tmp_path: Path) -> None:
    report = ingest(archive, tmp_path / "out")
    failed = [paper.path for paper in report.papers if paper.status == "failed"]
    assert all(path.endswith((".txt", ".md")) for path in failed), failed  # plain text is not read yet
    editions = {edition for paper in report.papers for edition in paper.editions}
    assert editions >= {"lancashire-2016-17-q1", "lancashire-2018-19-q1", "lancashire-2019-20-q2"}
    assert all(paper.count("error") for paper in report.papers if paper.status in ("no_register", "failed"))


def test_a_register_read_from_two_formats_is_one_edition_and_agrees(archive: Path, tmp_path: Path) -> None:
    report = ingest(archive / "2019-20-q2", tmp_path / "out")
    assert [paper.editions for paper in report.papers] == [("lancashire-2019-20-q2",)] * 2
    assert not [finding for finding in report.findings if finding["code"] == "source_conflict"]
