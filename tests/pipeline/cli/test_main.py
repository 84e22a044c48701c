"""The command line as an officer meets it: exit codes, one-line errors, help."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli.command import ATTENTION, DONE, FAILED
from pipeline.cli.main import main
from tests.builder import build, load_edition, shortened
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    raw = tmp_path_factory.mktemp("raw")
    (raw / "register.html").write_bytes(build(shortened(load_edition("2018-19-q1")), "html"))
    return raw


def run(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli.main", *arguments], cwd=ROOT, env={**os.environ, **env},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


def test_ingest_reads_all_and_says_so(papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    line = ["ingest", str(papers), "--out", str(tmp_path / "out"), "--no-crosswalk"]
    assert main(line) == DONE
    printed = capsys.readouterr()
    assert re.search(r"^register.html +lancashire-2018-19-q1 used: 2 risks, 1 opportunity ", printed.out, re.MULTILINE)
    assert printed.err == "read 1/1 register.html\n"
    assert main(line) == DONE
    assert "nothing has changed" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_is_exit_code_1(
    papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(papers, tmp_path / "raw")
    (tmp_path / "raw" / "bad.pdf").write_bytes(b"%PDF-1.7 cut")
    assert main(["ingest", str(tmp_path / "raw"), "--out", str(tmp_path / "out")]) == ATTENTION
    printed = capsys.readouterr().out
    assert re.search("^bad.pdf +not read: the PDF is damaged", printed, re.MULTILINE)
    assert "lancashire-2018-19-q1 used" in printed
    assert "error    1 file cannot be read (unreadable_file)\n         bad.pdf: the PDF is damaged" in printed
    assert printed.splitlines()[-1] == "Not all was read and understood: see the errors above (exit code 1)."


def one_line_error(capsys: pytest.CaptureFixture[str]) -> str:
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("riskhistory: ")
    assert printed.err.count("\n") == 1
    assert "Errno" not in printed.err
    return printed.err


def test_foreseeable_errors_are_one_line_and_exit_code_2(
    papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert main(["ingest", str(tmp_path / "none"), "--out", str(tmp_path / "out")]) == FAILED
    assert "there is no folder" in one_line_error(capsys)
    assert main(["ingest", str(tmp_path / "file"), "--out", str(tmp_path / "out")]) == FAILED
    assert "is a file" in one_line_error(capsys)
    assert main(["ingest", str(papers), "--out", str(tmp_path / "file")]) == FAILED
    assert "is a file" in one_line_error(capsys)
    assert main(["show", str(tmp_path / "none")]) == FAILED
    assert "there is no file" in one_line_error(capsys)
    assert main(["show", str(tmp_path)]) == FAILED
    assert "there is no file" in one_line_error(capsys)
    assert not (tmp_path / "out").exists()


def test_an_unwritable_folder_is_one_line(
    papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "somewhere")

    monkeypatch.setattr("pipeline.store.parquet.write_history", refuse)
    assert main(["ingest", str(papers), "--out", str(tmp_path)]) == FAILED
    assert capsys.readouterr().err.endswith(f"the history cannot be written to {tmp_path}: Permission denied\n")


def test_an_interrupted_run_says_so(
    papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pipeline.build.build_history", interrupt)
    assert main(["ingest", str(papers), "--out", str(tmp_path)]) == FAILED
    assert capsys.readouterr().err.endswith("stopped; the history is as it was\n")


def test_show_prints_a_paper_and_says_where_there_is_none(
    papers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = str(papers / "register.html")
    assert main(["show", paper]) == DONE
    assert "CR1  (table 1, row 2)" in capsys.readouterr().out
    assert main(["show", paper, "--entry", "cr 1"]) == DONE
    assert "CR2" not in capsys.readouterr().out
    assert main(["show", paper, "--entry", "CR99"]) == FAILED
    assert one_line_error(capsys) == "riskhistory: no entry of this paper is called 'CR99'; there are CR1, CR2, C01\n"
    (tmp_path / "soup.html").write_text("<p>Soup</p>", "utf-8")
    assert main(["show", str(tmp_path / "soup.html")]) == ATTENTION
    assert "No register was read from it." in capsys.readouterr().out
    (tmp_path / "sound.mp3").write_bytes(b"ID3\4\0\0\0")
    assert main(["show", str(tmp_path / "sound.mp3")]) == ATTENTION
    assert "no PDF, Word file, Excel workbook, web page or text" in one_line_error(capsys)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ([], ("ingest", "show", "examples")),
        (["ingest"], ("RAW", "--out", "exit code", "data/raw")),
        (["show"], ("FILE", "--entry", "exit code")),
    ],
)
@pytest.mark.parametrize("columns", [80, 200])
def test_help_names_every_argument_and_fits_the_terminal(
    arguments: list[str],
    named: tuple[str, ...],
    columns: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    with pytest.raises(SystemExit) as ended:
        main([*arguments, "--help"])
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert all(word in printed for word in named)
    assert max(map(len, printed.splitlines())) <= min(columns, 120)


def test_no_command_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2
    assert "usage: riskhistory" in capsys.readouterr().err


def test_a_terminal_that_knows_only_ascii_is_no_error(papers: Path) -> None:
    shown = run(
        "show",
        str(papers / "register.html"),
        PYTHONIOENCODING="ascii",
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )
    assert shown.returncode == DONE, shown.stderr
    assert "\\u2192" in shown.stdout or "\\u2022" in shown.stdout


def test_a_reader_that_has_seen_enough_is_no_error(papers: Path) -> None:
    command = f'"{sys.executable}" -m pipeline.cli.main show "{papers / "register.html"}"; echo "exit $?" >&2'
    ended = subprocess.run(["bash", "-c", f"({command}) | true"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.stderr == "exit 0\n"
