"""A report is whole, the same for the same, takes nobody's files, and draws no page twice."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from pipeline.cli.main import main
from pipeline.history.load import load_history
from pipeline.html_report import pages as pages_module
from pipeline.html_report.keep import MARK, kept
from pipeline.store.run import digest_of
from pipeline.store.tables import TABLES
from tests.conftest import SAMPLES
from tests.html_report.conftest import contents_of, report
from tests.pipeline.rows_by_hand import entry, followed


def state(folder: Path) -> dict[str, str | None]:
    return {file.relative_to(folder).as_posix(): digest_of(file) for file in folder.rglob("*") if file.is_file()}


def test_the_same_history_gives_the_same_bytes_and_draws_nothing_again(
    site: Path, samples: Path, tmp_path: Path
) -> None:
    contents = contents_of(load_history(samples, TABLES), SAMPLES)
    first = report(contents, tmp_path / "report")
    assert first.drawn == first.pictures > 0
    assert state(tmp_path / "report") == state(site)
    assert report(contents, tmp_path / "report").drawn == 0
    assert state(tmp_path / "report") == state(site)
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_only_what_a_report_has_is_in_its_folder(tmp_path: Path) -> None:
    out = tmp_path / "report"
    report(contents_of(followed(entry())), out)
    (out / "pages" / "thread-gone.html").write_text("of an earlier history")
    report(contents_of(followed(entry())), out)
    assert not (out / "pages" / "thread-gone.html").exists()


def test_a_report_that_fails_leaves_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "report"
    report(contents_of(followed(entry())), out)
    before = state(out)
    monkeypatch.setattr(pages_module, "search_items", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        report(contents_of(followed(entry(title="Another"))), out)
    assert state(out) == before


@pytest.mark.parametrize("content", ["notes.txt", "index.html"])
def test_a_folder_with_other_files_is_left_alone(content: str, tmp_path: Path, samples: Path) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / content).write_text("mine")
    assert main(["report", "--history", str(samples), "--out", str(out), "--raw", str(SAMPLES)]) == 2
    assert state(out) == {content: digest_of(out / content)}


def test_the_command_writes_a_report_once(
    samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    raw, out = shutil.copytree(SAMPLES, tmp_path / "raw"), tmp_path / "report"
    command = ["report", "--history", str(samples), "--out", str(out), "--raw", str(raw)]
    assert main(command) == 0
    first = state(out)
    assert "pictures drawn now" in capsys.readouterr().out
    assert main(command) == 0
    printed = capsys.readouterr()
    assert "nothing has changed since it was made" in printed.out
    assert "made-up samples" in printed.err
    assert state(out) == first
    (out / MARK).with_name("index.html").write_text("changed by hand")
    assert main(command) == 0
    assert state(out) == first
    next(raw.glob("*.pdf")).unlink()
    assert main(command) == 0
    assert state(out) != first


def test_no_history_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--history", str(tmp_path), "--out", str(tmp_path / "report")]) == 2
    assert "there is no history in" in capsys.readouterr().err
    assert not (tmp_path / "report").exists()


def test_a_missing_package_is_one_line_that_says_how_to_get_it(
    samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert main(["report", "--history", str(samples), "--out", str(tmp_path / "report")]) == 2
    assert "`make report` installs them" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_one_program_at_a_time_makes_a_report(
    samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with kept(tmp_path / "report"):
        assert main(["report", "--history", str(samples), "--out", str(tmp_path / "report")]) == 2
    assert "another program is making a report" in capsys.readouterr().err
