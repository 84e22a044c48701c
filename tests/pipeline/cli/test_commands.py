"""Every command and option is documented, what the docs name is there, and help answers at once."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import reference
from pipeline.cli.command import DONE, FAILED, Command
from pipeline.cli.main import COMMANDS
from tests.conftest import ROOT
from tests.pages import PAGES

HEAVY = ("pandas", "pyarrow", "scipy", "numpy", "rich", "pdfplumber", "docx", "lxml", "extractors.layouts")


def arguments(command: Command) -> list[argparse.Action]:
    parser = argparse.ArgumentParser(add_help=False)
    command.add_options(parser)
    return [action for action in parser._actions if action.help != argparse.SUPPRESS]


@pytest.mark.parametrize("name", reference.PAGES)
def test_a_page_made_from_the_source_says_what_the_source_says(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == reference.PAGES[name](), "stale: run make docs"


def test_the_pages_are_written_where_they_are_asked_for(tmp_path: Path) -> None:
    reference.main([str(tmp_path)])
    written = {page.name: page.read_text("utf-8") for page in tmp_path.iterdir()}
    assert written == {name: made() for name, made in reference.PAGES.items()}


def test_every_answer_of_python_is_documented_with_its_errors() -> None:
    page = reference.PAGES["python.md"]()
    assert "`history.timeline(wanted: str) -> pd.DataFrame`" in page
    assert "`history.snapshot -> str`" in page
    assert "- `LookupError`: nothing is called so" in page


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_and_each_of_its_options_is_documented(command: Command) -> None:
    section = reference.render().partition(f"\n## {command.name}\n")[2].partition("\n## ")[0]
    assert command.summary
    assert command.description in section
    assert {DONE, FAILED} <= set(command.exit_codes)
    assert command.examples
    for argument in arguments(command):
        assert argument.help
        rows = [row for row in section.splitlines() if argument.help.replace("|", "\\|") in row]
        names = argument.option_strings or ["|".join(argument.choices or [str(argument.metavar)]).replace("|", "\\|")]
        assert any(all(f"`{name}" in row for name in names) for row in rows), names


def test_every_make_target_in_the_docs_is_one() -> None:
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        target for page in PAGES for target in re.findall(r"(?:`|^ *)make ([a-z]+)\b", page.read_text("utf-8"), re.M)
    }
    assert named - {"test", "ingest"}
    assert named <= targets


def test_every_path_in_the_docs_is_there() -> None:
    packages = ("extractors", "normalise", "pipeline", "tests", "docs", "data")
    for page in PAGES:
        paths = re.findall(rf"`((?:{'|'.join(packages)})/[\w./-]*)`", page.read_text("utf-8"))
        assert [path for path in paths if not (ROOT / path).exists()] == [], page.name


def test_every_function_in_the_docs_is_where_they_say() -> None:
    named = [pair for page in PAGES for pair in re.findall(r"`(\w+)`\s\(`([\w/]+\.py)`\)", page.read_text("utf-8"))]
    assert len(named) > 5
    for name, path in named:
        assert re.search(rf"^def {name}\(", (ROOT / path).read_text("utf-8"), re.MULTILINE), f"{path} has no {name}"


def test_help_loads_no_heavy_library() -> None:
    code = f"""
import sys
from pipeline.cli.main import main
try:
    main(["--help"])
except SystemExit:
    print("LOADED", *(name for name in {HEAVY!r} if name in sys.modules))
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "LOADED"


def test_a_history_of_samples_is_called_one_by_every_command_that_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from pipeline.cli.main import main
    from pipeline.read.samples import MARK
    from tests.builder import build, load_edition, shortened

    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / MARK).touch()
    for edition in ("2018-19-q1", "2019-20-q2"):
        paper = build(shortened(load_edition(edition)), "html")
        (tmp_path / "samples" / f"{edition}.html").write_bytes(paper)
    out = str(tmp_path / "out")
    main(["ingest", str(tmp_path / "samples"), "--out", out])
    capsys.readouterr()
    for line in (["findings", out, "--csv"], ["lineage", "--out", out, "--csv"], ["changes", "--out", out, "--csv"]):
        assert main(line) == DONE
        printed = capsys.readouterr()
        assert "made-up samples" not in printed.out
        assert printed.err == f"riskhistory: {out} is a history of made-up samples, not of a council's papers\n"
