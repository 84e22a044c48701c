"""Tables that have much in common with a register's, and are none, give no register."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import build_history
from pipeline.read.offered import offered_papers
from pipeline.read.read_papers import read_papers
from tests.builder.sheet import Sheet
from tests.builder.web import web_page
from tests.builder.word import word_file
from tests.builder.workbook import workbook_of
from tests.papers import Paper, prose, table

Writer = Callable[[Sheet], bytes]
KINDS: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("not_registers.toml").read_text("utf-8")
)
BESIDE = "Item 9: Corporate Risk Register 2021/22 Quarter 2, to follow"
"""What may stand before any of these tables in an agenda pack."""


def papers() -> Iterator[Any]:
    for kind, wordings in KINDS.items():
        for number, paper in zip(count(1), wordings):
            yield pytest.param(paper, id=f"{kind} {number}")


@pytest.mark.parametrize("write", [word_file, web_page, workbook_of])
@pytest.mark.parametrize("beside", [(), (BESIDE,)], ids=["alone", "in a pack"])
@pytest.mark.parametrize("paper", list(papers()))
def test_it_gives_no_register(paper: dict[str, Any], beside: tuple[str, ...], write: Writer, tmp_path: Path) -> None:
    blocks = (
        prose(*beside, *paper.get("before", ("As at the end of the quarter.",))),
        table(paper["headings"], *paper["rows"]),
    )
    file = tmp_path / "paper"
    file.write_bytes(write(Paper(paper["title"], blocks).sheet))
    history, _ = build_history(read_papers(offered_papers([file], tmp_path)))
    assert (history.entries, history.registers, history.profiles, history.events) == ([], [], [], [])
