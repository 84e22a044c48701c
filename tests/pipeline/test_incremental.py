"""Only what is new is read, the outcome is that of reading everything, and a history does not shrink by accident."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.read import read_document
from pipeline.cli.command import ATTENTION, DONE, FAILED
from pipeline.cli.main import main
from pipeline.ingest import Choices, ingest
from pipeline.read import read_paper
from pipeline.read.limits import Limits
from pipeline.removals import RemovalError
from pipeline.report import Gone, News, Report
from pipeline.store.snapshots import HOME, current
from tests.builder import build, load_edition, shortened
from tests.conftest import ROOT

EARLIER = build(shortened(load_edition("2018-19-q1")), "html")
LATER = build(shortened(load_edition("2019-20-q2")), "html")


def statuses(report: Report) -> list[str]:
    return [paper.document.status for paper in report.papers]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "earlier.html").write_bytes(EARLIER)
    return folder


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many bytes each paper has that is really read."""
    sizes: list[int] = []
    document = read_document

    def counting(content: bytes, *arguments: Any, **options: Any) -> Any:
        sizes.append(len(content))
        return document(content, *arguments, **options)

    monkeypatch.setattr(read_paper, "read_document", counting)
    return sizes


def contents(out: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("*.parquet")}


def readings(out: Path) -> list[Path]:
    return [path for path in (out / HOME / "readings").rglob("*") if path.is_file()]


def test_only_new_papers_are_read_and_the_history_is_that_of_reading_all(
    raw: Path, tmp_path: Path, read: list[int]
) -> None:
    ingest(raw, tmp_path / "out")
    (raw / "later.html").write_bytes(LATER)
    ingest(raw, tmp_path / "out")
    assert read == [len(EARLIER), len(LATER)]
    ingest(raw, tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_with_nothing_new_the_report_is_the_last_one_and_nothing_is_read_or_written(
    raw: Path, tmp_path: Path, read: list[int]
) -> None:
    (raw / "bad.pdf").write_bytes(b"%PDF-1.7")
    first = ingest(raw, tmp_path / "out")
    snapshot = current(tmp_path / "out")
    again = ingest(raw, tmp_path / "out")
    unchanged = tuple(replace(one, changed=False) for one in first.written)
    assert again == replace(first, written=unchanged, news=News())
    assert current(tmp_path / "out") == snapshot
    assert read == [len(EARLIER), len(b"%PDF-1.7")][::-1]


def test_a_paper_that_only_moved_is_not_read_again(raw: Path, tmp_path: Path, read: list[int]) -> None:
    ingest(raw, tmp_path / "out")
    (raw / "earlier.html").rename(raw / "renamed.html")
    report = ingest(raw, tmp_path / "out")
    assert len(read) == 1
    assert [paper.document.path for paper in report.papers] == ["renamed.html"]
    assert report.gone == ()


@pytest.mark.parametrize("choices", [Choices(accept_proposed=True), Choices(limits=Limits(seconds=1))])
def test_another_choice_makes_the_history_again_without_reading(
    choices: Choices, raw: Path, tmp_path: Path, read: list[int]
) -> None:
    ingest(raw, tmp_path / "out")
    before = current(tmp_path / "out")
    ingest(raw, tmp_path / "out", choices=choices)
    assert current(tmp_path / "out") != before
    assert len(read) == 1


def test_what_another_version_read_is_read_again_and_removed(
    raw: Path, tmp_path: Path, read: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(raw, tmp_path / "out")
    monkeypatch.setattr("pipeline.ingest.reader_version", lambda: "another")
    ingest(raw, tmp_path / "out")
    assert len(read) == 2
    assert {path.parent.name for path in readings(tmp_path / "out")} == {"another"}


@pytest.mark.parametrize("damage", [b"", b"\0" * 40, None])
def test_a_damaged_reading_is_read_again(damage: bytes | None, raw: Path, tmp_path: Path, read: list[int]) -> None:
    ingest(raw, tmp_path / "out")
    (kept,) = readings(tmp_path / "out")
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if damage is None else damage)
    (raw / "bad.pdf").write_bytes(b"%PDF-1.7")
    ingest(raw, tmp_path / "out")
    assert read.count(len(EARLIER)) == 2
    ingest(raw, tmp_path / "fresh")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_a_table_that_somebody_changed_is_written_again(raw: Path, tmp_path: Path) -> None:
    ingest(raw, tmp_path / "out")
    before = contents(tmp_path / "out")
    (tmp_path / "out" / "events.parquet").write_bytes(b"changed")
    ingest(raw, tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_a_failure_that_is_not_the_papers_is_tried_again(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(*_: object, **__: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(read_paper, "read_document", exhausted)
        assert statuses(ingest(raw, tmp_path / "out")) == ["failed"]
    assert statuses(ingest(raw, tmp_path / "out")) == ["ingested"]


def test_an_edition_goes_only_where_that_is_meant(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "out")
    (raw / "later.html").write_bytes(LATER)
    assert main(["ingest", "--no-crosswalk", str(raw), "--out", out]) == DONE
    before = contents(tmp_path / "out")
    (raw / "earlier.html").unlink()
    (raw / "later.html").write_bytes(b"%PDF-1.7")
    capsys.readouterr()
    assert main(["ingest", "--no-crosswalk", str(raw), "--out", out]) == FAILED
    said = capsys.readouterr().err.splitlines()[-1]
    assert "take out of the history lancashire-2018-19-q1 (none of 3 entries would stay)" in said
    assert "earlier.html is gone; later.html now holds something else; later.html could not be read" in said
    assert "--allow-removals" in said
    assert contents(tmp_path / "out") == before
    assert main(["ingest", "--no-crosswalk", str(raw), "--out", out, "--allow-removals"]) == ATTENTION
    printed = capsys.readouterr().out
    assert "  - earlier.html is no longer there\n  - later.html now holds something else\n" in printed
    assert contents(tmp_path / "out") != before


def test_a_paper_that_goes_while_another_has_its_edition_takes_nothing_along(raw: Path, tmp_path: Path) -> None:
    (raw / "copy.html").write_bytes(EARLIER + b"<!-- -->")
    ingest(raw, tmp_path / "out")
    (raw / "copy.html").unlink()
    assert ingest(raw, tmp_path / "out").gone == (Gone("copy.html", replaced=False),)


def test_a_folder_of_other_papers_does_not_replace_a_history(raw: Path, tmp_path: Path) -> None:
    ingest(raw, tmp_path / "out")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "menu.html").write_text("<p>Soup</p>", "utf-8")
    with pytest.raises(RemovalError, match=r"earlier\.html is gone"):
        ingest(tmp_path / "other", tmp_path / "out")


def test_two_runs_at_once_make_one_history_and_both_say_what_it_is(raw: Path, tmp_path: Path) -> None:
    (raw / "later.html").write_bytes(LATER)
    command = [sys.executable, "-m", "pipeline.cli.main", "ingest", str(raw), "--out", str(tmp_path / "out")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [run.communicate() for run in runs]
    assert [run.returncode for run in runs] == [ATTENTION, ATTENTION]  # the crosswalk fits none of these entries
    assert sorted("nothing has changed" in out for out, _ in said) == [False, True]
    assert len([*(tmp_path / "out" / HOME / "snapshots").iterdir()]) == 1
    ingest(raw, tmp_path / "alone")
    assert contents(tmp_path / "out") == contents(tmp_path / "alone")


@pytest.mark.parametrize("stated", ["period = '2023/24 Q2'", "organisation = 'Kent County Council'"])
def test_an_edition_of_which_a_person_states_another_name_has_not_gone(raw: Path, tmp_path: Path, stated: str) -> None:
    ingest(raw, tmp_path / "out")
    (raw / "papers.toml").write_text(f"[[paper]]\nfile = 'earlier.html'\n{stated}\nreason = 'known'\n", "utf-8")
    ingest(raw, tmp_path / "out")
    (raw / "papers.toml").unlink()
    with pytest.raises(RemovalError, match="none of 3 entries would stay"):
        ingest(raw, tmp_path / "out")
