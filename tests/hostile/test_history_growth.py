"""What a history costs, once its papers are read: with twice of anything, little more than it must, and never for ever.

Each entry of an edition may be each of another, so twice the entries of one title are four times the pairs; that is
the most, and is bounded: editions of more than a thousand entries each are not compared.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.assignment import assign
from normalise.lineage.follow import Lineage, follow
from normalise.lineage.member import Edition, Member
from normalise.lineage.similarity import TooLargeError, similarities
from normalise.lineage.slugs import name_threads
from normalise.lineage.stated import Stated
from pipeline.build import build_history
from pipeline.cli.main import main
from pipeline.read.limits import TooLongError, limit_time
from pipeline.read.paper import ReadPaper
from tests.builder import build, load_edition, shortened
from tests.layouts.tables import row
from tests.organisations import organisations
from tests.pipeline.by_hand import register_paper

_TITLES = ("Loss of data", "Late buses", "Old roofs", "Few carers", "Wet roads", "Bad debts", "No homes", "Poor air")


def editions(count: int, entries: int, *, title: str | None = None) -> list[Edition]:
    """Editions of entries that all have one title, or some of eight."""
    return [
        Edition(
            f"x-{at}", "X Council", 8000 + at, tuple(_member(at, number, title) for number in range(entries)), f"x-{at}"
        )
        for at in range(count)
    ]


def _member(edition: int, number: int, title: str | None) -> Member:
    said = title or f"{_TITLES[number % 8]} {'abcdefghij'[number // 8 % 10]}{'klmnopqrst'[number // 80 % 10]}x"
    return Member(f"x-{edition}/CR{number}", f"x-{edition}", "risk", f"CR{number}", said, "", (), (), "")


def _followed(count: int, entries: int, title: str | None = None) -> Lineage:
    return follow(editions(count, entries, title=title), {}, Stated())


def _papers(count: int, entries: int, *, same_edition: bool) -> list[ReadPaper]:
    rows = [row(f"CR{number}") for number in range(1, entries + 1)]
    return [
        register_paper(
            *rows, path=f"{at}.docx", sha=f"{at:064x}",
            title=f"Corporate Risk Register Q{1 + at % 4} {2010 + (0 if same_edition else at // 4)}/"
            f"{11 + (0 if same_edition else at // 4)}",
        )
        for at in range(count)
    ]  # fmt: skip


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, those of C included."""
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def _disputed(count: int) -> dict[tuple[int, int], float]:
    """Pairs of which all are as good as all others."""
    return {(one, other): Score(1) for one in range(count) for other in range(count)}


class Score(float):
    """A score whose every comparison is a call: ``max`` of a thousand is one otherwise."""

    def __gt__(self, other: float) -> bool:
        return float(self) > float(other)


_WORK: dict[str, tuple[Callable[[int], object], int, float]] = {
    "editions of the same entries": (lambda n: _followed(n, 5), 6, 2.6),
    "entries of one title": (lambda n: _followed(2, n, "Loss of data"), 40, 4.6),
    "entries of eight titles": (lambda n: _followed(2, n), 40, 4.6),
    "threads of one title": (lambda n: name_threads(_followed(1, n, "Loss of data").threads, {}), 100, 2.6),
    "pairs in dispute": (lambda n: assign(_disputed(n)), 20, 4.6),
    "papers of as many editions": (lambda n: build_history(_papers(n, 3, same_edition=False)), 4, 2.6),
    "papers of four editions": (lambda n: build_history(_papers(n, 3, same_edition=True)), 8, 2.6),
    "entries of a paper": (lambda n: build_history(_papers(1, n, same_edition=True)), 20, 2.6),
}
"""Work on so many things, how many at first, and how many times the calls twice as many may take."""


@pytest.mark.parametrize("name", _WORK)
def test_twice_the_history_costs_no_more_than_it_must(name: str) -> None:
    work, size, most = _WORK[name]
    work(size)  # what is done once is done
    once, twice = calls(lambda: work(size)), calls(lambda: work(2 * size))
    assert twice < most * once


def test_many_threads_of_one_title_have_names_of_their_own() -> None:
    named = name_threads(_followed(1, 4, "Loss of data").threads, {"else": ("loss-data-2", "Loss of data")})
    assert named == ["loss-data", "loss-data-3", "loss-data-4", "loss-data-5"]


def test_editions_too_large_to_be_compared_are_said_to_be_and_compared_with_smaller_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from normalise.lineage import similarity

    monkeypatch.setattr(similarity, "_PAIRS", 5)
    large, small, larger = (
        register_paper(
            *(row(f"CR{number}") for number in range(1, count + 1)),
            path=f"{quarter}.docx", sha=f"{quarter:064x}", title=f"Corporate Risk Register Q{quarter} 2018/19",
        )
        for quarter, count in ((1, 3), (2, 1), (3, 4))
    )  # fmt: skip
    built, _ = build_history([large, small, larger], organisations=organisations())
    (finding,) = (found for found in built.findings if found.code == "lineage_not_compared")
    assert finding.register_id == "lancashire-2018-19-q3"
    assert "lancashire-2018-19-q1" in finding.message
    assert ("lancashire-2018-19-q2/CR1", "lancashire-2018-19-q3/CR1") in {
        (link.from_entry_id, link.to_entry_id) for link in built.lineage
    }


def test_editions_of_too_many_words_are_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    from normalise.lineage import similarity

    one, other = editions(2, 3)
    assert similarities(one, other, 0.5)
    monkeypatch.setattr(similarity, "_CELLS", 10)
    with pytest.raises(TooLargeError):
        similarities(one, other, 0.5)


# The limit of time


def _for_ever() -> None:
    while True:
        pass


def test_what_takes_longer_than_it_may_is_stopped() -> None:
    with pytest.raises(TooLongError, match="longer than 1 seconds"), limit_time(1):
        _for_ever()


def test_the_limit_ends_with_what_it_is_of() -> None:
    with limit_time(1):
        pass
    sum(range(60_000_000))  # longer than a second


def test_another_thread_works_without_the_limit() -> None:
    done = []

    def work() -> None:
        with limit_time(1):
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


def test_a_history_that_takes_too_long_leaves_the_one_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    (raw / "a.html").write_bytes(build(shortened(load_edition("2018-19-q1")), "html"))
    settings = tmp_path / "riskhistory.toml"
    settings.write_text("workers = 1\n[limits]\nhistory = 1\n")
    asked = ["ingest", str(raw), "--out", str(out)]
    assert main(asked) != 2
    before = {file.name: file.read_bytes() for file in out.glob("*.parquet")}
    monkeypatch.setattr("pipeline.build.follow_history", lambda *_, **__: _for_ever())
    assert main([*asked, "--settings", str(settings)]) == 2
    said = capsys.readouterr().err
    assert "longer than 1 seconds" in said
    assert "limits.history" in said
    assert {file.name: file.read_bytes() for file in out.glob("*.parquet")} == before
