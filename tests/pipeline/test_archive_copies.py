"""The archivist's copy has every paper and the history, and says which file is not what it was."""

from __future__ import annotations

import os
from pathlib import Path

import bagit
import pytest

from pipeline.archive import archive
from pipeline.cli.command import ATTENTION, DONE, FAILED
from pipeline.cli.main import main
from pipeline.ingest import ingest
from tests.builder import build, load_edition, shortened


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Two papers of one history, in ``out`` beside them."""
    folder = tmp_path / "raw"
    (folder / "2018").mkdir(parents=True)
    (folder / "2018" / "Q1 é.html").write_bytes(build(shortened(load_edition("2018-19-q1")), "html"))
    (folder / "menu.html").write_text("<p>Soup</p>", "utf-8")
    (folder / "papers.toml").write_text("", "utf-8")
    ingest(folder, tmp_path / "out")
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, list[str]]:
    capsys.readouterr()
    code = main(list(map(str, arguments)))
    return code, capsys.readouterr().out.splitlines()


def test_an_archive_is_a_bag_with_every_paper_and_table(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bag, out = tmp_path / "new" / "bag", tmp_path / "out"
    assert said(capsys, "archive", bag, "--raw", raw, "--out", out)[0] == DONE
    assert bagit.Bag(str(bag)).is_valid()
    for paper in ("2018/Q1 é.html", "menu.html", "papers.toml"):
        assert (bag / "data" / "papers" / paper).read_bytes() == (raw / paper).read_bytes()
    assert (bag / "data" / "history" / "entries.parquet").read_bytes() == (out / "entries.parquet").read_bytes()
    assert said(capsys, "verify", bag) == (DONE, ["Every file is as it was recorded."])
    assert [path.name for path in bag.parent.iterdir()] == ["bag"]


def test_papers_that_the_history_is_not_made_of_are_named_when_it_is_archived(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (raw / "menu.html").write_text("<p>Stew</p>", "utf-8")
    (raw / "more.html").write_text("<p>Pie</p>", "utf-8")
    bag = tmp_path / "bag"
    assert main(["archive", str(bag), "--raw", str(raw), "--out", str(tmp_path / "out")]) == ATTENTION
    named = capsys.readouterr().err.splitlines()
    assert named[:2] == [
        "riskhistory: menu.html has changed since it was recorded",
        "riskhistory: more.html is new: the history is not made of it",
    ]
    assert "run riskhistory ingest, and archive anew" in named[2]
    assert said(capsys, "verify", bag)[0] == ATTENTION


def test_what_is_no_longer_as_archived_is_named(raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bag = tmp_path / "bag"
    archive(raw, tmp_path / "out", bag)
    (bag / "data" / "papers" / "menu.html").write_text("<p>Stew</p>", "utf-8")
    (bag / "data" / "history" / "events.parquet").unlink()
    (bag / "data" / "papers" / "more.html").touch()
    code, lines = said(capsys, "verify", bag)
    assert code == ATTENTION
    assert lines == [
        "data/history/events.parquet is gone",
        "data/papers/menu.html has changed since it was recorded",
        "data/papers/more.html is new: the history is not made of it",
    ]


def test_what_cannot_be_opened_or_lies_elsewhere_is_named_and_left_out(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "canary.txt").write_text("the canary sang", "utf-8")
    (raw / "file.txt").symlink_to(tmp_path / "canary.txt")
    (raw / "folder").symlink_to("/")
    os.mkfifo(raw / "pipe")
    ingest(raw, tmp_path / "out")
    bag = tmp_path / "bag"
    assert main(["archive", str(bag), "--raw", str(raw), "--out", str(tmp_path / "out")]) == ATTENTION
    named = [line.partition(" cannot")[0] for line in capsys.readouterr().err.splitlines()]
    assert named == [f"riskhistory: {name}" for name in ("file.txt", "folder", "pipe")]
    assert sorted(path.name for path in (bag / "data" / "papers").iterdir()) == ["2018", "menu.html", "papers.toml"]
    assert said(capsys, "verify", bag) == (DONE, ["Every file is as it was recorded."])


def test_papers_and_tables_are_held_against_the_run(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert said(capsys, "verify", raw, "--out", out) == (DONE, ["Every paper and table is as it was recorded."])
    (raw / "menu.html").rename(raw / "fare.html")
    (raw / "2018" / "Q1 é.html").write_text("<p>else</p>", "utf-8")
    (out / "events.parquet").write_bytes(b"else")
    assert said(capsys, "verify", raw, "--out", out) == (
        ATTENTION,
        [
            "events.parquet has changed since it was recorded",
            "2018/Q1 é.html has changed since it was recorded",
            "fare.html is new: the history is not made of it",
            "menu.html is gone",
        ],
    )


def test_an_archive_is_never_written_over_and_not_made_of_nothing(
    raw: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    (tmp_path / "there").mkdir()
    (tmp_path / "empty").mkdir()
    for arguments, fault in (
        ((tmp_path / "there", "--raw", raw, "--out", out), "is there already"),
        ((tmp_path / "bag", "--raw", tmp_path / "empty", "--out", out), "no paper in"),
        ((tmp_path / "bag", "--raw", raw, "--out", tmp_path / "none"), "no history in"),
    ):
        assert main(["archive", *map(str, arguments)]) == FAILED
        assert fault in capsys.readouterr().err
    assert not (tmp_path / "bag").exists()
    assert main(["verify", str(raw), "--out", str(tmp_path / "none")]) == FAILED
