"""Samples are read while an officer has put no paper into data/raw, and are never mixed with or taken for papers."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.cli.command import DONE, FAILED
from pipeline.cli.main import main
from pipeline.read.samples import MARK
from pipeline.store.parquet import known_lineage, made_of_samples
from tests.builder import build, load_edition, shortened

NOTICE = "These are made-up samples. Put your papers into data/raw and run this again."
PAPER = build(shortened(load_edition("2018-19-q1")), "html")
LATER = build(shortened(load_edition("2019-20-q2")), "html")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one sample and no paper; its folder is the current one."""
    for folder in ("raw", "samples"):
        (tmp_path / "data" / folder).mkdir(parents=True)
    (tmp_path / "data" / "raw" / ".gitkeep").touch()
    (tmp_path / "data" / "samples" / MARK).touch()
    (tmp_path / "data" / "samples" / "sample.html").write_bytes(PAPER)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def documents(out: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pd.read_parquet(out / "documents.parquet").to_dict("records")  # type: ignore[assignment]
    return rows


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.parquet")}


def test_samples_are_read_while_there_is_no_paper_and_the_first_and_last_line_say_so(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["ingest", "--no-crosswalk"]) == DONE
    lines = capfd.readouterr().out.splitlines()
    assert (lines[0], lines[-1]) == (NOTICE, NOTICE)
    assert [(row["path"], row["sample"]) for row in documents(project / "data" / "parquet")] == [("sample.html", True)]


def test_samples_are_read_where_there_is_no_raw_folder_at_all(project: Path) -> None:
    shutil.rmtree(project / "data" / "raw")
    assert main(["ingest", "--no-crosswalk"]) == DONE
    assert made_of_samples(project / "data" / "parquet") is True


@pytest.mark.parametrize("place", ["paper.html", "2019/Q2/paper.html", "sound.mp3"])
def test_as_soon_as_one_file_lies_in_raw_only_that_folder_is_read(
    place: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = project / "data" / "raw" / place
    paper.parent.mkdir(parents=True, exist_ok=True)
    paper.write_bytes(LATER)
    main(["ingest", "--no-crosswalk"])
    assert "sample" not in capsys.readouterr().out
    assert [(row["path"], row["sample"]) for row in documents(project / "data" / "parquet")] == [(place, False)]


def test_a_named_folder_that_is_empty_is_an_error_and_the_history_stays(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["ingest", "--no-crosswalk"])
    before = contents(project / "data" / "parquet")
    capsys.readouterr()
    assert main(["ingest", "--no-crosswalk", "data/raw"]) == FAILED
    assert "there is no paper in data/raw; the history is as it was" in capsys.readouterr().err
    assert contents(project / "data" / "parquet") == before


def test_without_papers_and_without_samples_nothing_is_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(project / "data" / "samples")
    assert main(["ingest", "--no-crosswalk"]) == FAILED
    assert "there is no paper in data/raw" in capsys.readouterr().err
    assert not (project / "data" / "parquet").exists()


def test_the_history_itself_is_no_paper_in_raw(project: Path) -> None:
    assert main(["ingest", "--no-crosswalk", "--out", "data/raw"]) == DONE
    assert main(["ingest", "--no-crosswalk", "--out", "data/raw"]) == DONE
    assert made_of_samples(project / "data" / "raw") is True


def test_a_history_of_papers_takes_nothing_from_one_of_samples(project: Path) -> None:
    out = project / "data" / "parquet"
    main(["ingest", "--no-crosswalk"])
    # The samples' name of a thread, had it been another: the paper below has the very same entries.
    entries = pd.read_parquet(out / "entries.parquet")
    entries["lineage_id"] = "lancashire/of-a-sample"
    entries.to_parquet(out / "entries.parquet")
    assert set(known_lineage(out).values()) >= {("lancashire/of-a-sample", entries.title[0])}
    (project / "data" / "raw" / "paper.html").write_bytes(PAPER)
    assert main(["ingest", "--no-crosswalk"]) == DONE
    assert main(["ingest", "--no-crosswalk", "--out", "fresh"]) == DONE
    assert contents(out) == contents(project / "fresh")


def test_a_history_of_samples_keeps_its_own_names(project: Path) -> None:
    out = project / "data" / "parquet"
    main(["ingest", "--no-crosswalk"])
    entries = pd.read_parquet(out / "entries.parquet")
    entries["lineage_id"] = "lancashire/kept-" + entries.risk_id.str.lower()
    entries.to_parquet(out / "entries.parquet")
    main(["ingest", "--no-crosswalk"])
    assert all(name.startswith("lancashire/kept-") for name, _ in known_lineage(out).values())


@pytest.mark.parametrize("named", [[], ["data/samples"]])
def test_samples_never_replace_a_history_of_papers(
    named: list[str], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = project / "data" / "raw" / "paper.html"
    paper.write_bytes(LATER)
    main(["ingest", "--no-crosswalk"])
    before = contents(project / "data" / "parquet")
    paper.unlink()
    capsys.readouterr()
    assert main(["ingest", "--no-crosswalk", *named]) == FAILED
    error = capsys.readouterr().err.splitlines()[-1]
    assert error.startswith("riskhistory: data/parquet holds a history of real papers")
    assert contents(project / "data" / "parquet") == before
    assert main(["ingest", "--no-crosswalk", *named, "--out", "another"]) == DONE


def test_a_history_that_does_not_say_what_it_is_of_counts_as_one_of_papers(project: Path) -> None:
    out = project / "data" / "parquet"
    main(["ingest", "--no-crosswalk"])
    pd.read_parquet(out / "documents.parquet").drop(columns="sample").to_parquet(out / "documents.parquet")
    assert made_of_samples(out) is False
    shutil.rmtree(out)
    assert made_of_samples(out) is None


def test_samples_are_known_wherever_they_lie_and_are_not_mixed_with_papers(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(project / "data" / "samples", project / "elsewhere")
    assert main(["ingest", "--no-crosswalk", "elsewhere", "--out", "a"]) == DONE
    assert capsys.readouterr().out.startswith(NOTICE)
    (project / "data" / "raw" / "paper.html").write_bytes(LATER)
    assert main(["ingest", "--no-crosswalk", "data", "--out", "b"]) == FAILED
    assert "data/samples holds made-up samples; read it alone" in capsys.readouterr().err
    assert not (project / "b").exists()
