"""All commands speak alike: exit codes, names that nothing has, and tables for programs."""

from __future__ import annotations

import argparse
import csv
import io
import json
import shutil
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.cli.command import ATTENTION, DONE, FAILED
from pipeline.cli.main import COMMANDS, build_parser, main
from pipeline.cli.reference import render
from pipeline.history.names import nearest, unknown
from pipeline.read.limits import Limits
from pipeline.settings import Settings
from tests.builder import build, load_edition, shortened

EARLIER, LATER = (build(shortened(load_edition(edition)), "html") for edition in ("2018-19-q1", "2019-20-q2"))
Q1, Q2 = "lancashire-2018-19-q1", "lancashire-2019-20-q2"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with papers of two editions (``raw``) and a file that is none, and the history of them (``out``)."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "raw").mkdir()
    (folder / "raw" / "earlier.html").write_bytes(EARLIER)
    (folder / "raw" / "later.html").write_bytes(LATER)
    (folder / "raw" / "cut.pdf").write_bytes(b"%PDF-1.7 cut")
    main(["ingest", str(folder / "raw"), "--out", str(folder / "out"), "--no-crosswalk"])
    return folder


def ended(place: Path, line: str) -> int:
    """The exit code of a command line in which RAW, OUT and NEW are folders."""
    folders = {
        "RAW": str(place / "raw"),
        "OUT": str(place / "out"),
        "NEW": str(place / "new"),
        "CSV": str(place / "csv"),
        "SITE": str(place / "site"),
        "NONE": str(place / "none"),
    }
    words = (folders.get(word, word.replace("RAW/", f"{place / 'raw'}/")) for word in line.split())
    try:
        return main([*words])
    except SystemExit as usage:
        return int(str(usage.code))


CODES = {
    "ingest RAW --out NEW --no-crosswalk": ATTENTION,
    "ingest RAW --out OUT --no-crosswalk": ATTENTION,
    "ingest NONE --out NEW": FAILED,
    "ingest RAW --out NEW --period never": FAILED,
    "ingest RAW --out NEW --organisation nobody": FAILED,
    "show RAW/later.html": DONE,
    "show RAW/later.html --entry CR1": DONE,
    "show RAW/later.html --entry CR99": FAILED,
    "show RAW/cut.pdf": ATTENTION,
    "show RAW/none.pdf": FAILED,
    "findings --out OUT": DONE,
    "findings --out OUT --fail-on error": ATTENTION,
    "findings --out OUT --fail-on error --paper later": DONE,
    "findings --out NONE": FAILED,
    "findings --out OUT --code xyz": FAILED,
    "findings --out OUT --edition xyz": FAILED,
    "findings --out OUT --entry xyz": FAILED,
    "findings --out OUT --paper xyz": FAILED,
    "lineage --out OUT": DONE,
    "lineage --out OUT --explain CR1": DONE,
    "lineage --out OUT --explain xyz": FAILED,
    "lineage --out NONE": FAILED,
    "changes --out OUT": DONE,
    "changes xyz --out OUT": FAILED,
    "changes --out OUT --entry xyz": FAILED,
    "changes --out NONE": FAILED,
    "sql --out OUT": DONE,
    "sql xyz --out OUT": FAILED,
    "sql --out NONE": FAILED,
    "export --out OUT --csv CSV": DONE,
    "export --out OUT": FAILED,
    "export --out NONE --csv CSV": FAILED,
    "report --history OUT --raw RAW --out SITE": DONE,
    "report --history NONE --out SITE": FAILED,
    "verify RAW --out OUT": DONE,
    "verify RAW --out NONE": FAILED,
    "archive OUT --raw RAW --out OUT": FAILED,
    "completion bash": DONE,
    "completion xyz": FAILED,
    "--version": DONE,
    "xyz": FAILED,
}


@pytest.mark.parametrize(("line", "code"), CODES.items())
def test_the_exit_code_is_as_documented(line: str, code: int, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended(place, line) == code, line
    if code == FAILED:
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err


def test_all_read_and_understood_is_0(place: Path, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    shutil.copy(place / "raw" / "later.html", tmp_path / "raw")
    assert main(["ingest", str(tmp_path / "raw"), "--out", str(tmp_path / "out"), "--no-crosswalk"]) == DONE


def test_a_paper_that_is_not_understood_is_1(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.html").write_text("<p>The corporate risk register has been seen by the committee.</p>")
    assert main(["ingest", str(tmp_path / "raw"), "--out", str(tmp_path / "out")]) == ATTENTION
    assert main(["show", str(tmp_path / "raw" / "a.html")]) == ATTENTION


def test_something_that_changed_is_1(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "raw", tmp_path / "raw")
    (tmp_path / "raw" / "later.html").write_bytes(b"other")
    assert main(["verify", str(tmp_path / "raw"), "--out", str(place / "out")]) == ATTENTION


def test_the_documents_name_no_other_exit_codes() -> None:
    assert {code for command in COMMANDS for code in command.exit_codes} == {DONE, ATTENTION, FAILED}
    for command in COMMANDS:
        assert {code for line, code in CODES.items() if line.split()[0] == command.name} >= {DONE, FAILED} - (
            {DONE} if command.name in ("ingest", "archive") else set()
        ), command.name


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("--edition 2019-20-q3", f"no edition is called '2019-20-q3'; the history holds {Q2}, "),
        ("--entry CR", "no entry is called 'CR'; there are CR1, "),
        ("--code unreadable_fil", "no code is called 'unreadable_fil'; there are unreadable_file, "),
        ("--paper ealrier", "no paper is called 'ealrier'; there are earlier.html, "),
    ],
)
def test_a_name_that_nothing_has_is_an_error_that_says_what_there_is(
    option: str, said: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(place, f"findings --out OUT {option}") == FAILED
    assert capsys.readouterr().err.startswith(f"riskhistory: {said}")


def test_an_edition_of_the_history_without_findings_is_no_error(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["findings", "--out", str(place / "out"), "--edition", "2019/20 Q2", "--code", "unreadable_file"]) == DONE
    )
    assert "No findings" in capsys.readouterr().out


def test_the_most_similar_names_come_first() -> None:
    assert nearest("CR1", ["CO4", "CR12", "CR1", "CR1"]) == ["CR1", "CR12", "CO4"]
    assert str(unknown("entry", "x", [])) == "no entry is called 'x'; there is none at all"
    assert str(unknown("entry", "7", [str(number) for number in range(20)])).endswith(" and 8 more")


TABLES = [
    "ingest RAW --out OUT --no-crosswalk", "show RAW/later.html", "findings --out OUT", "lineage --out OUT",
    "lineage --out OUT --proposed", "changes --out OUT", "changes --out OUT --since-last-run", "sql --out OUT",
    "verify RAW --out OUT",
]  # fmt: skip


@pytest.mark.parametrize("line", TABLES)
def test_every_table_is_printed_for_programs_too(line: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if "last-run" in line:
        main(["ingest", str(place / "raw"), "--out", str(place / "out"), "--accept-proposed"])
    capsys.readouterr()
    ended(place, f"{line} --csv")
    as_csv = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    ended(place, f"{line} --json")
    as_json = json.loads(capsys.readouterr().out)
    assert len(as_csv) == len(as_json)
    for one, other in zip(as_csv, as_json, strict=True):
        assert [*one] == [*other]


def test_every_command_that_prints_a_table_takes_both_forms() -> None:
    named = {line.split()[0] for line in TABLES}
    for command in COMMANDS:
        parser = argparse.ArgumentParser()
        command.add_options(parser)
        options = {name for action in parser._actions for name in action.option_strings}
        assert ({"--csv", "--json"} <= options) is (command.name in named), command.name


def test_lists_and_dates_are_texts_in_a_table(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended(place, "show RAW/later.html --json")
    rows = json.loads(capsys.readouterr().out)
    assert any(isinstance(row["read"], list) for row in rows)
    ended(place, "show RAW/later.html --csv")
    assert "[" not in {cell[:1] for row in csv.reader(io.StringIO(capsys.readouterr().out)) for cell in row}


def test_the_table_of_a_run_says_what_is_used(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ended(place, "ingest RAW --out OUT --no-crosswalk --json")
    rows = json.loads(capsys.readouterr().out)
    assert [(row["path"], row["status"], row["register_id"], row["use"]) for row in rows] == [
        ("cut.pdf", "failed", None, None), ("earlier.html", "ingested", Q1, "used"),
        ("later.html", "ingested", Q2, "used"),
    ]  # fmt: skip


def test_an_option_means_the_same_wherever_it_is() -> None:
    shared = {
        "--out": "OUT",
        "--raw": "RAW",
        "--settings": "FILE",
        "--entry": "ID",
        "--edition": "ID",
        "--crosswalk": "FILE",
    }
    of_its_own = {("report", "--out"): "DIR"}  # what it writes is no history; that is --history OUT
    for command in COMMANDS:
        parser = argparse.ArgumentParser()
        command.add_options(parser)
        for action in parser._actions:
            for name in action.option_strings:
                expected = of_its_own.get((command.name, name), shared.get(name, action.metavar))
                assert action.metavar == expected, (command.name, name)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_a_shell_completes_commands_and_options(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "bash"]) == DONE
    script = capsys.readouterr().out
    asked = 'COMP_WORDS=(riskhistory {words}); COMP_CWORD={at}; _shtab_riskhistory; echo "${{COMPREPLY[@]}}"'
    for words, at, wanted in (
        ("fi", 1, "findings"),
        ("findings --sev", 2, "--severity"),
        ("findings --sort pa", 3, "paper"),
    ):
        run = subprocess.run(
            ["bash", "-c", f"{script}\n{asked.format(words=words, at=at)}"], capture_output=True, text=True, check=False
        )
        assert run.stdout.split() == [wanted], run.stderr


def test_every_setting_is_documented() -> None:
    page = render()
    names = [field.name for field in fields(Settings) if field.name != "limits"]
    for name in (*names, *(f"limits.{field.name}" for field in fields(Limits))):
        assert f"| `{name}` |" in page


def test_help_of_a_usage_error_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["finding"])
    assert "findings" in capsys.readouterr().err
