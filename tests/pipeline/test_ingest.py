"""The ingest: every file gets a row, one bad file stops nothing, and the same papers give the same bytes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.ingest import ingest
from pipeline.report import Report
from pipeline.store.checks import SchemaError
from pipeline.store.tables import DocumentRow
from tests.builder import Fmt, build, load_edition, shortened
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive: two editions, one of them twice, a copy, a covering report, another paper and two bad files."""
    raw = tmp_path_factory.mktemp("raw")
    editions: tuple[tuple[str, str, Fmt], ...] = (
        ("Q1 report.pdf", "2018-19-q1", "pdf"), ("2019/Q2 é.html", "2019-20-q2", "html"),
        ("2019/Q2 register.pdf", "2019-20-q2", "pdf"),
    )  # fmt: skip
    (raw / "2019").mkdir()
    for name, edition, fmt in editions:
        (raw / name).write_bytes(build(shortened(load_edition(edition)), fmt))
    shutil.copy(raw / "Q1 report.pdf", raw / "Q1 report (copy).pdf")
    (raw / "cover.html").write_text("<html><p>The corporate risk register is attached.</p></html>", "utf-8")
    (raw / "menu.html").write_text("<html><p>Soup</p></html>", "utf-8")
    (raw / "empty.pdf").touch()
    (raw / "sound.mp3").write_bytes(b"ID3\4\0\0\0")
    return raw


@pytest.fixture(scope="module")
def history(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    out = tmp_path_factory.mktemp("history")
    return ingest(papers, out), out


def contents(out: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("*.parquet")}


def table(out: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pd.read_parquet(out / f"{name}.parquet").to_dict("records")  # type: ignore[assignment]
    return rows


def test_every_file_has_a_row_and_a_status(history: tuple[Report, Path]) -> None:
    report, out = history
    statuses = {row["path"]: (row["status"], row["kind"]) for row in table(out, "documents")}
    assert {path: status for path, (status, _) in statuses.items()} == {
        "Q1 report (copy).pdf": "ingested", "Q1 report.pdf": "duplicate", "2019/Q2 é.html": "ingested",
        "2019/Q2 register.pdf": "ingested", "cover.html": "not_understood", "menu.html": "no_register",
        "empty.pdf": "failed", "sound.mp3": "failed",
    }  # fmt: skip
    assert statuses["2019/Q2 é.html"][1] == "register"
    assert statuses["cover.html"][1] == "other"
    assert pd.isna(statuses["empty.pdf"][1])
    assert report.errors >= 3
    assert [paper.document.path for paper in report.papers] == sorted(statuses)


def test_what_became_of_odd_files_is_a_finding_that_names_them(history: tuple[Report, Path]) -> None:
    messages = {(row["code"], row["severity"]): row["message"] for row in table(history[1], "findings")}
    assert "sound.mp3" in messages["unreadable_file", "error"]
    assert "cover.html" in messages["not_understood", "error"]
    assert "Q1 report (copy).pdf" in messages["duplicate_file", "info"]
    assert not any("menu.html" in message for message in messages.values())


def test_an_edition_of_two_papers_is_one_register(history: tuple[Report, Path]) -> None:
    out = history[1]
    registers = {row["register_id"]: row for row in table(out, "registers")}
    assert list(registers) == ["lancashire-2018-19-q1", "lancashire-2019-20-q2"]
    documents = {row["path"]: row["document_id"] for row in table(out, "documents")}
    both = registers["lancashire-2019-20-q2"]
    assert list(both["sources"]) == [documents["2019/Q2 register.pdf"], documents["2019/Q2 é.html"]]
    assert both["document_id"] == documents["2019/Q2 register.pdf"]  # it says the same, and has pages
    keys = [row["entry_id"] for row in table(out, "entries")]
    assert len(keys) == len(set(keys)) == 6


def test_each_paper_that_is_read_is_announced(papers: Path, tmp_path: Path) -> None:
    calls: list[tuple[int, int, str]] = []
    ingest(papers, tmp_path, lambda number, count, name: calls.append((number, count, name)))
    assert [number for number, _, _ in calls] == list(range(1, 8))
    assert {count for _, count, _ in calls} == {7}


def test_a_second_ingest_touches_no_file(papers: Path, history: tuple[Report, Path]) -> None:
    out = history[1]
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")}
    again = ingest(papers, out)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.parquet")} == before
    assert not any(written.changed for written in again.written)


def test_bytes_depend_on_neither_order_nor_place_nor_hash_seed_nor_locale(
    papers: Path, history: tuple[Report, Path], tmp_path: Path
) -> None:
    raw = tmp_path / "other place"
    for path in sorted((path for path in papers.rglob("*") if path.is_file()), reverse=True):
        copy = raw / path.relative_to(papers)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "1", "LC_ALL": "C", "LANG": "tr_TR.UTF-8"}
    code = "import locale, sys; from pipeline.cli.main import main; sys.exit(main(['ingest', *sys.argv[1:]]))"
    run = subprocess.run(
        [sys.executable, "-c", code, str(raw), "--out", str(tmp_path / "out")],
        env=env, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert run.returncode == 1, run.stderr
    assert contents(tmp_path / "out") == contents(history[1])


def test_a_name_that_is_no_utf8_is_taken(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    try:
        Path(os.fsdecode(os.fsencode(raw) + b"/caf\xe9.html")).write_text("<p>x</p>", "utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    ingest(raw, tmp_path / "out")
    assert [row["path"] for row in table(tmp_path / "out", "documents")] == ["caf\\xe9.html"]


def test_an_empty_folder_does_not_replace_a_history(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    with pytest.raises(FileNotFoundError, match="no paper"):
        ingest(tmp_path / "raw", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_history_is_no_paper_where_out_lies_in_raw_or_is_raw(papers: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(papers, raw)
    for out in (raw / "history", raw):
        first = ingest(raw, out)
        again = ingest(raw, out)
        assert [paper.document.path for paper in again.papers] == [paper.document.path for paper in first.papers]
        assert not any(written.changed for written in again.written)
        shutil.rmtree(raw / "history", ignore_errors=True)


def test_raw_within_out_is_read_like_any_other(papers: Path, tmp_path: Path) -> None:
    shutil.copytree(papers, tmp_path / "raw")
    assert len(ingest(tmp_path / "raw", tmp_path).papers) == 8
    assert not any(written.changed for written in ingest(tmp_path / "raw", tmp_path).written)


def test_another_parquet_file_in_raw_is_reported(papers: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "entries.parquet").write_bytes(b"PAR1\0\x15\4\x15")
    assert ingest(raw, tmp_path / "out").errors == 1


def test_a_failing_run_leaves_the_history_whole(
    papers: Path, history: tuple[Report, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    shutil.copytree(history[1], out)
    before = contents(out)
    monkeypatch.setattr(
        "pipeline.rows.paper._document_row",
        lambda *_: DocumentRow(path="", status="failed", sample=False, n_registers=0, n_entries=0, n_events=0),
    )
    with pytest.raises(SchemaError):
        ingest(papers, out)
    assert contents(out) == before


def test_a_history_that_cannot_be_written_says_where(papers: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError, match="is a file"):
        ingest(papers, tmp_path / "file")
    with pytest.raises(OSError, match=r"cannot be written to .*file/out: Not a directory"):
        ingest(papers, tmp_path / "file" / "out")


@pytest.mark.parametrize(
    ("more", "status", "errors"),
    [("", "no_register", 0), ("<p>CR1 Money. Scored high, owned by the treasurer.</p>", "not_understood", 1)],
)
def test_a_report_that_states_no_change_is_understood_unless_it_may_hold_a_register(
    more: str, status: str, errors: int, tmp_path: Path
) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    report = (
        "<p>Cabinet Committee</p><p>Meeting to be held on 4 November 2019</p><h1>Corporate Risk Register Quarter 2 "
        f"2019/20</h1><p>Brief Summary</p><p>The register was looked at by members at some length.</p>{more}"
    )
    (raw / "report.html").write_text(f"<html>{report}</html>", "utf-8")
    read = ingest(raw, tmp_path / "out")
    assert [(paper.document.status, paper.count("error")) for paper in read.papers] == [(status, errors)]
