"""What the pages show in Python runs on the samples, and gives what they say it gives."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.cli.command import DONE
from pipeline.cli.main import main
from pipeline.ingest import ingest
from tests.conftest import ROOT

PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"```python\n(?P<code>.*?)```(?:\n\n```text\n(?P<shown>.*?)```)?", re.DOTALL)


@pytest.fixture(scope="module")
def beside_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a clone's is after the first ``make ingest``: the history of the samples is in data/parquet."""
    folder = tmp_path_factory.mktemp("clone")
    ingest(ROOT / "data" / "samples", folder / "data" / "parquet")
    (folder / "data" / "samples").symlink_to(ROOT / "data" / "samples")
    return folder


def blocks(page: Path) -> Iterator[tuple[str, str | None]]:
    """The blocks of Python on a page, each with the output that stands below it."""
    return ((match["code"], match["shown"]) for match in _BLOCK.finditer(page.read_text("utf-8")))


def shown(code: str, names: dict[str, Any]) -> str:
    """Run a block, and give its last line as a notebook shows it, a table without the numbers of its rows."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "block", "exec"), names)
    value = eval(compile(ast.Expression(last.value), "block", "eval"), names) if isinstance(last, ast.Expr) else ""
    return str(value.to_string(index=False) if isinstance(value, pd.DataFrame) else value)


def test_the_readme_shows_python() -> None:
    assert list(blocks(ROOT / "README.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_in_python_is_so(page: Path, beside_samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(beside_samples)
    names: dict[str, Any] = {}
    for code, output in blocks(page):
        given = shown(code, names)
        if output is not None:
            assert given.rstrip() == output.rstrip()


def test_every_answer_that_the_readme_lists_is_one(beside_samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(beside_samples)
    names: dict[str, Any] = {"entry_id": "lancashire-2021-22-q4/CORP1"}
    exec("import riskhistory\nhistory = riskhistory.load()", names)
    asked = re.findall(r"^\| `(history\..*?)` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert len(asked) > 5
    for call in asked:
        assert len(eval(call, names)), call


def test_every_command_of_the_readme_does_what_it_is_shown_for(
    beside_samples: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(beside_samples)
    shown_in = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    lines = [
        match for block in shown_in for match in re.findall(r"^\s*\.venv/bin/riskhistory (.*)", block, re.MULTILINE)
    ]
    assert {line.split()[0] for line in lines} >= {"changes", "export", "findings", "lineage", "show", "sql"}
    for line in lines:
        assert main(shlex.split(line, comments=True)) == DONE, (line, capsys.readouterr().err)
