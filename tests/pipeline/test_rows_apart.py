"""Rows that other processes make are those that this one makes, and a paper whose rows take too long fails alone."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import build_history
from pipeline.ingest import Choices, ingest
from pipeline.read.files import find_papers
from pipeline.read.limits import Limits
from pipeline.read.offered import offered_papers
from pipeline.read.paper import ReadPaper, Stated
from pipeline.read.read_papers import read_encoded, read_papers
from pipeline.read.workers import Workers
from pipeline.rows import papers as papers_module
from pipeline.rows.paper import rows_of_paper
from pipeline.rows.papers import rows_of_papers
from pipeline.store.run import run_of
from pipeline.store.snapshots import tables_in
from tests.builder import build, load_edition, shortened
from tests.layouts.tables import row
from tests.organisations import organisations
from tests.pipeline.by_hand import register_paper

PAPER = build(shortened(load_edition("2018-19-q1")), "html")


class Apart(Executor):
    """Runs a task at once, on copies, as another process has them."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        given, named = pickle.loads(pickle.dumps((args, kwargs)))
        future.set_result(pickle.loads(pickle.dumps(fn(*given, **named))))
        return future


class Slow(Apart):
    """Has time enough for reading papers, and none for their rows."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if fn is read_encoded:
            return super().submit(fn, *args, **kwargs)
        future: Future[Any] = Future()
        future.set_exception(TimeoutError())
        return future


def of(body: str, number: int, quarter: int = 2) -> ReadPaper:
    title = f"{body}: Corporate Risk Register Q{quarter} 2018/19"
    return register_paper(row("CR1"), row("CR2"), title=title, path=f"{number}.docx", sha=f"{number:064x}")


def same_rows(papers: Sequence[ReadPaper]) -> set[str]:
    """Assert that rows made here and apart are the same; whose editions they are."""
    here, apart = ([*rows_of_papers(papers, organisations(), executor)] for executor in (None, Apart()))
    assert repr(apart) == repr(here)
    return {edition.register.organisation for each in here for edition in each.editions}


def test_rows_made_apart_are_those_made_here() -> None:
    papers = [of("Lancaster City Council", 1), of("Hull City Council", 2), of("Lancaster City Council", 3, 3)]
    assert same_rows([*papers, papers[0]]) == {"Lancaster City Council", "Hull City Council"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Durham County Council", "Durham City Council"),  # the one takes the short key of the other
        ("King's Lynn Borough Council", "Kings Lynn Borough Council"),  # one body, spelt in two ways
    ],
)
def test_what_papers_before_have_named_decides_what_a_body_is_called(first: str, second: str) -> None:
    alone, after = ([*rows_of_papers(papers, organisations())][-1] for papers in (
        [of(second, 2)], [of(first, 1), of(second, 2)]))  # fmt: skip
    assert repr(alone) != repr(after)
    same_rows([of(first, 1), of(second, 2)])


def test_a_key_that_a_paper_before_has_taken_is_meant_in_papers_toml() -> None:
    stated = replace(of("Hull City Council", 2), stated=Stated("papers.toml", "as the office says", None, "lancaster"))
    assert same_rows([of("Lancaster City Council", 1), stated]) == {"Lancaster City Council"}


def test_more_papers_than_are_under_way_at_once_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers_module, "_AHEAD", 2)
    same_rows([of("Hull City Council", number, 1 + number % 4) for number in range(1, 8)])


def test_a_failure_of_the_program_at_the_rows_of_one_paper_is_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = [of("Hull City Council", number) for number in (1, 2)]

    def failing(paper: ReadPaper, *others: Any) -> Any:
        return rows_of_paper(paper, others[99] if paper.path == "1.docx" else others[0])

    monkeypatch.setattr(papers_module, "rows_of_paper", failing)
    first, second = rows_of_papers(papers, organisations(), Apart())
    assert (first.document.status, first.document.error_code) == ("failed", "reader_failed")
    assert "IndexError in test_rows_apart.py, line" in str(first.document.error)
    assert second.document.status == "ingested"
    with pytest.raises(IndexError):
        [*rows_of_papers(papers, organisations())]


def test_workers_make_the_history_that_one_process_makes(tmp_path: Path) -> None:
    for edition in ("2018-19-q1", "2019-20-q2"):
        (tmp_path / f"{edition}.html").write_bytes(build(shortened(load_edition(edition)), "html"))
    papers = read_papers(offered_papers(find_papers(tmp_path), tmp_path))
    with Workers(Limits(), 2) as workers:
        assert repr(build_history(papers, executor=workers)) == repr(build_history(papers))


def test_a_paper_whose_rows_take_too_long_fails_and_is_tried_again(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "a.html").write_bytes(PAPER)
    report = ingest(raw, out, choices=Choices(limits=Limits(seconds=7)), executor=Slow())
    (paper,) = report.papers
    assert (paper.document.status, paper.document.error_code) == ("failed", "too_slow")
    assert "longer than 7 seconds" in str(paper.document.error)
    last = run_of(tables_in(out))
    assert last is not None
    assert not last.settled
    assert ingest(raw, out, choices=Choices(limits=Limits(seconds=7))).papers[0].document.status == "ingested"
