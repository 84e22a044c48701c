"""Nothing comes out of a paper that holds no register: no entry, no line of a profile, no event, and no crash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from extractors.layouts.claims import read_layouts, wanted
from extractors.pdf.find_grids import find_grids
from extractors.pdf.pages import read_pages
from pipeline.build import build_history
from pipeline.read.offered import offered_papers
from pipeline.read.read_papers import read_papers
from pipeline.store.checks import check_history
from pipeline.store.tables import HistoryRows
from tests.builder import Fmt
from tests.builder.paper import paper_pdf
from tests.builder.sheet import Block, Break, Sheet
from tests.builder.text import plain_text
from tests.builder.web import web_page
from tests.builder.word import word_file
from tests.builder.word_text import word_text
from tests.papers import PAPERS, Paper, prose, table

WRITERS: dict[Fmt, Callable[[Sheet], bytes]] = {
    "docx": word_file, "html": web_page, "pdf": paper_pdf, "text": plain_text, "word_text": word_text,
}  # fmt: skip

OF_ACCOUNTS = {"no_change_stated", "event_unclear"}
"""What may be found in minutes that state no change."""


def history(folder: Path, content: bytes) -> HistoryRows:
    paper = folder / "paper"
    paper.write_bytes(content)
    built, _ = build_history(read_papers(offered_papers([paper], folder)))
    assert check_history(built) == []
    return built


@pytest.mark.parametrize("fmt", WRITERS)
@pytest.mark.parametrize("name", PAPERS)
def test_nothing_comes_out_of_it(name: str, fmt: Fmt, tmp_path: Path) -> None:
    built = history(tmp_path, WRITERS[fmt](PAPERS[name].sheet))
    assert (built.entries, built.statements, built.profiles, built.events) == ([], [], [], [])


@pytest.mark.parametrize("fmt", WRITERS)
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_queried_only_if_it_speaks_of_a_register(name: str, fmt: Fmt, tmp_path: Path) -> None:
    built = history(tmp_path, WRITERS[fmt](PAPERS[name].sheet))
    (document,) = built.documents
    allowed = {"not_understood", *OF_ACCOUNTS} if PAPERS[name].speaks else set()
    said = {row.code for row in built.findings}
    assert (document.status, built.registers) == ("not_understood" if "not_understood" in said else "no_register", [])
    assert said <= allowed | {"doubtful_cell"}


@pytest.mark.parametrize("fmt", WRITERS)
def test_an_agenda_that_lists_the_register_is_said_not_to_hold_it(fmt: Fmt, tmp_path: Path) -> None:
    built = history(tmp_path, WRITERS[fmt](PAPERS["an agenda"].sheet))
    assert [row.code for row in built.findings] == ["not_understood"]


# A long report


PAGES = 100
INDICATORS = table(
    ("Ref", "Indicator", "Target", "Quarter 2", "Quarter 3", "Rating"),
    ("KPI 1", "Lamps mended in five days", "90%", "93%", "94%", "Green"),
    ("KPI 3", "Days lost to sickness", "8.5", "9.9", "10.4", "Red"),
)


def long_report(*, page: str = "") -> bytes:
    """A report of a hundred pages of prose and tables of indicators; one of them may hold a line more."""
    blocks: list[Block] = []
    for number in range(1, PAGES + 1):
        blocks += [Break()] if number > 1 else []
        blocks += [
            prose(f"# Ward {number}", *(f"- Street {street} was swept & its gullies cleared" for street in range(9)))
        ]
        blocks += [INDICATORS] if number % 3 == 0 else []
        blocks += [prose(page)] if page and number == PAGES // 2 else []
    return paper_pdf(Sheet("Streets report 2021/22 (sample)", "Sample paper: invented wording", tuple(blocks)))


@dataclass
class Counter:
    """How many pages were laid out."""

    pages: int = 0


@pytest.fixture
def laid_out(monkeypatch: pytest.MonkeyPatch) -> Counter:
    """Counts the pages of which the reader looks at more than the plain text."""
    counter = Counter()

    def counting(*args: Any) -> Any:
        counter.pages += 1
        return find_grids(*args)

    monkeypatch.setattr("extractors.pdf.page_blocks.find_grids", counting)
    return counter


def test_no_page_of_a_long_report_about_something_else_is_laid_out(laid_out: Counter) -> None:
    document = read_pages(long_report(), wanted)
    assert (document.pages, len(document.skipped), laid_out.pages) == (PAGES, PAGES, 0)
    reading = read_layouts(document)
    assert (reading.registers, reading.profiles, reading.narratives) == ((), (), ())


def test_the_one_page_that_speaks_of_a_register_is_laid_out(laid_out: Counter) -> None:
    content = long_report(page="# Corporate Risk & Opportunity Register 2021/22 Quarter 4")
    document = read_pages(content, wanted)
    assert set(range(1, PAGES + 1)) - set(document.skipped) == {PAGES // 2}
    assert laid_out.pages == 1


def test_a_long_report_about_something_else_makes_no_finding(tmp_path: Path) -> None:
    built = history(tmp_path, long_report())
    assert (built.documents[0].status, built.findings) == ("no_register", [])


def test_a_paper_in_which_every_page_is_ruled_out_is_read_as_an_empty_one(tmp_path: Path) -> None:
    paper = Paper("Bus shelters", (prose("Glass was replaced in nine of them."),))
    built = history(tmp_path, paper_pdf(paper.sheet))
    assert (built.documents[0].status, built.documents[0].kind) == ("no_register", "other")
