"""What the pages show is run on the samples, page by page, and gives what they say it gives."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.ingest import ingest
from tests.conftest import made_once
from tests.pages import PAGES, Session, agrees, blocks, make_clone

FROM_A_CLONE = ("README.md", "tutorial.md")
"""The pages that begin before there is a history, and before the command is one of the shell."""


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone after its first ``make ingest``: the history of the samples is in data/parquet."""

    def make(folder: Path) -> None:
        make_clone(folder)
        ingest(folder / "data" / "samples", folder / "data" / "parquet")

    return made_once(tmp_path_factory, "clone", make)


@pytest.fixture
def own_clone(clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it to change, in a folder of its own; the test is in it."""
    own = shutil.copytree(clone, tmp_path / "riskhistory", symlinks=True)
    (own / ".venv" / "bin" / "activate").write_text(f'export PATH="{own / ".venv" / "bin"}:$PATH"\n')
    monkeypatch.chdir(own)
    return own


def prepare(page: str, clone: Path) -> None:
    """What a page takes for granted."""
    papers = [path for path in (clone / "data" / "samples").iterdir() if not path.name.startswith(".")]
    if page in FROM_A_CLONE:
        shutil.rmtree(clone / "data" / "parquet")
    if page == "commands.md":
        shutil.copy(next(path for path in papers if "2019-20 Q2 Appendix" in path.name), clone / "paper.pdf")
        for paper in papers:
            for folder in (clone / "My papers", clone / "data" / "raw"):
                folder.mkdir(exist_ok=True)
                shutil.copy(paper, folder)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_says_to_do_gives_what_it_shows(page: Path, own_clone: Path) -> None:
    prepare(page.name, own_clone)
    reader = Session(own_clone, activated=page.name not in FROM_A_CLONE)
    for block in blocks(page.read_text("utf-8")):
        if block.run:
            given = reader.does(block)
            assert block.shown is None or agrees(block.shown, given or ""), f"{block.code}\ngives\n{given}"


def test_every_answer_that_the_pages_list_is_one(own_clone: Path) -> None:
    names: dict[str, Any] = {"entry_id": "lancashire-2021-22-q4/CORP1"}
    exec("import riskhistory\nhistory = riskhistory.load()", names)
    pages = "\n".join(page.read_text("utf-8") for page in PAGES)
    asked = re.findall(r"^\| `(history\..*?)` \|", pages, re.MULTILINE)
    assert len(asked) > 5
    for call in asked:
        assert len(eval(call, names)), call


def test_only_what_stands_right_below_a_block_is_its_output() -> None:
    page = "```sh\nls\n```\n\n```text\na\n```\n\n<!-- not run: slow -->\n```sh\nmake\n```\nand\n\n```text\nb\n```\n"
    assert [(block.language, block.run, block.shown) for block in blocks(page)] == [
        ("sh", True, "a\n"),
        ("sh", False, None),
        ("text", True, None),
    ]


def test_a_line_of_dots_stands_for_any_lines() -> None:
    assert agrees("a\n…\nd\n", "a\nb\nc\nd\n\n")
    assert agrees("a\n…\nd\n", "a\nd")
    assert not agrees("a\n…\nd\n", "a\nb\nc\n")
    assert not agrees("a\n", "a\nb\n")
