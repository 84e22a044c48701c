"""lineage_id does not change: whichever paper comes next, an entry keeps the one it was given.

The papers are added one by one to one folder with one history, in every order. Two orders that have led to the same
papers and the same names go on alike, so each such state is met once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from normalise.lineage.crosswalk import Crosswalk
from pipeline.build import build_history
from pipeline.ingest import ingest
from pipeline.merge.lineage import follow_history
from pipeline.read.files import find_papers
from pipeline.read.offered import offered_papers
from pipeline.read.paper import ReadPaper
from pipeline.read.read_papers import read_papers
from pipeline.store.parquet import known_lineage, write_history
from pipeline.store.tables import HistoryRows
from tests.builder import EDITIONS, FURTHER, Fmt, Item, build, load_edition, shortened
from tests.organisations import organisations, own_crosswalk

LATEST = ("2019-20-q2", "2021-22-q3", "2021-22-q4", *FURTHER)
NOTHING_CURATED = Crosswalk()

Lineages = dict[str, str]
"""The lineage_id of each entry, by entry_id."""
Known = dict[str, tuple[str, str]]
"""The lineage_id and the title of each entry, as the next ingest finds them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One paper added: which, and the lineage_id of every entry before and after."""

    added: str
    before: Lineages
    after: Lineages

    @property
    def changed(self) -> set[str]:
        """The entries that were there before and have another lineage_id now."""
        return {entry for entry in self.before if self.after[entry] != self.before[entry]}

    @property
    def threads(self) -> list[set[str]]:
        """The lineage_ids that each thread's entries had before; {} for a thread of new entries."""
        found: dict[str, set[str]] = defaultdict(set)
        for entry, lineage in self.after.items():
            found[lineage] |= {self.before[entry]} if entry in self.before else set()
        return list(found.values())


class Once(Executor):
    """Does each task once, however often it is asked for."""

    def __init__(self) -> None:
        self._done: dict[Any, Future[Any]] = {}

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run the task of a paper, told from others by its bytes, unless it was run before."""
        paper = args[0]
        if paper not in self._done:
            self._done[paper] = Future()
            self._done[paper].set_result(fn(*args, **kwargs))
        return self._done[paper]


@dataclass(slots=True)
class Shelf:
    """A paper for each edition, each read once, its rows made once, and the rows of every choice of them as well."""

    papers: Mapping[str, ReadPaper]
    _made: Executor = field(default_factory=Once)
    _rows: dict[frozenset[str], HistoryRows] = field(default_factory=dict)

    def rows(self, held: frozenset[str]) -> HistoryRows:
        if held not in self._rows:
            papers = (paper for name, paper in self.papers.items() if name in held)
            self._rows[held] = build_history(papers, executor=self._made)[0]
        return self._rows[held]

    def follow(self, held: frozenset[str], crosswalk: Crosswalk, known: Known) -> Known:
        """The names that a history of these papers has, where the one before had those that are known."""
        rows = self.rows(held)
        lineages = follow_history(rows, [crosswalk], known, organisations=organisations()).of_entry
        return {row.entry_id: (lineages[row.entry_id], row.title or "") for row in rows.entries}

    def steps(self, editions: tuple[str, ...], crosswalk: Crosswalk) -> Iterator[Step]:
        """Every addition of a paper, in every order of some editions."""
        states: dict[tuple[frozenset[str], frozenset[tuple[str, str]]], Known] = {(frozenset(), frozenset()): {}}
        while states:
            reached = {}
            for (held, _), known in states.items():
                for added in sorted(set(editions) - held):
                    now = self.follow(held | {added}, crosswalk, known)
                    yield Step(added, _lineages(known), _lineages(now))
                    reached[held | {added}, frozenset(_lineages(now).items())] = now
            states = reached


def _lineages(known: Known) -> Lineages:
    return {entry: lineage for entry, (lineage, _) in known.items()}


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    for edition in (*EDITIONS, *FURTHER):
        (folder / f"{edition}.docx").write_bytes(build(edition, "docx"))
    return folder


@pytest.fixture(scope="module")
def shelf(raw: Path) -> Shelf:
    return Shelf({Path(paper.path).stem: paper for paper in read_papers(offered_papers(find_papers(raw), raw))})


def test_with_the_crosswalk_no_order_of_the_archive_changes_a_lineage(shelf: Shelf) -> None:
    crosswalk = own_crosswalk()
    fresh = _lineages(shelf.follow(frozenset(EDITIONS), crosswalk, {}))
    for step in shelf.steps(EDITIONS, crosswalk):
        assert not step.changed
        assert step.after.items() <= fresh.items()


def test_without_it_no_order_of_the_archive_changes_a_lineage_either(shelf: Shelf) -> None:
    assert not any(step.changed for step in shelf.steps(EDITIONS, NOTHING_CURATED))


def test_only_where_a_paper_joins_two_threads_does_a_name_go_and_the_other_stays(shelf: Shelf) -> None:
    joined = set()
    for step in shelf.steps(LATEST, NOTHING_CURATED):
        bearers = Counter(lineage for lineages in step.threads for lineage in lineages)
        assert all(count == 1 for count in bearers.values())  # no thread was parted
        lost = {step.before[entry] for entry in step.changed}
        assert lost == {name for names in step.threads for name in names - set(step.after.values())}
        for names in step.threads:
            assert not names or len(names & set(step.after.values())) == 1
        joined |= {(step.added, *sorted(names)) for names in step.threads if len(names) > 1}
    # A report's summary and the cards two editions on are too little alike; the cards in between are like both.
    assert ("2021-22-q4", "lancashire/environmental-improvements", "lancashire/improvements-environment") in joined


def test_an_edition_that_comes_before_its_archive_takes_the_names_of_the_crosswalk(shelf: Shelf) -> None:
    crosswalk = own_crosswalk()
    curated = {f"lancashire/{line.lineage}" for line in crosswalk.lines}
    for step in shelf.steps(LATEST, crosswalk):
        assert step.added not in FURTHER or not step.changed
        assert {step.after[entry] for entry in step.changed} <= curated
        assert curated.isdisjoint(step.before[entry] for entry in step.changed)


@pytest.mark.parametrize("crosswalk", [own_crosswalk(), NOTHING_CURATED], ids=["curated", "not curated"])
def test_a_lineage_outlives_the_papers_that_gave_it_its_name(shelf: Shelf, crosswalk: Crosswalk) -> None:
    """A folder that no longer holds a thread's first papers, with the same history, still calls it the same."""
    full = shelf.follow(frozenset({*EDITIONS, *FURTHER}), crosswalk, {})
    late = shelf.follow(frozenset(FURTHER), crosswalk, full)
    assert late.items() <= full.items()
    assert shelf.follow(frozenset({*EDITIONS, *FURTHER}), crosswalk, late) == full


def test_a_better_paper_that_points_a_title_otherwise_keeps_the_name(tmp_path: Path) -> None:
    edition = shortened(load_edition("2018-19-q1"), risks=1, opportunities=0)
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    papers: tuple[tuple[Fmt, str], ...] = (("html", "Dams: water & walls"), ("docx", "Dams – water, walls"))
    for fmt, title in papers:
        entry = edition.entries[0]
        told = replace(entry, fields={**entry.fields, "description": (Item(0, title), Item(0, "They are old."))})
        (raw / f"register.{fmt}").write_bytes(build(replace(edition, entries=(told,)), fmt))
        ingest(raw, out)
        assert known_lineage(out) == {"lancashire-2018-19-q1/CR1": ("lancashire/dams-water-walls", title)}


# The files


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.glob("*.parquet")}


def test_a_second_ingest_and_another_folder_give_the_same_bytes(raw: Path, tmp_path: Path) -> None:
    ingest(raw, tmp_path / "one")
    first = contents(tmp_path / "one")
    assert not any(written.changed for written in ingest(raw, tmp_path / "one").written)
    ingest(raw, tmp_path / "two")
    assert contents(tmp_path / "two") == first


@pytest.mark.parametrize("crosswalk", [own_crosswalk(), NOTHING_CURATED], ids=["curated", "not curated"])
def test_the_order_of_papers_within_an_ingest_changes_no_byte(
    shelf: Shelf, crosswalk: Crosswalk, tmp_path: Path
) -> None:
    papers = list(shelf.papers.values())
    orders = {"sorted": papers, "reversed": papers[::-1], "turned": papers[2:] + papers[:2]}
    for name, order in orders.items():
        write_history(build_history(order, [crosswalk])[0], tmp_path / name)
    assert contents(tmp_path / "reversed") == contents(tmp_path / "sorted")
    assert contents(tmp_path / "turned") == contents(tmp_path / "sorted")


def test_an_ingest_goes_on_from_the_names_on_disk(raw: Path, tmp_path: Path) -> None:
    """As the orders above do in memory: the cards in between come last, to a history not curated."""
    papers, out = tmp_path / "raw", tmp_path / "out"
    papers.mkdir()
    names = {}
    for edition in ("2021-22-q3", *FURTHER, "2021-22-q4"):
        (papers / f"{edition}.docx").write_bytes((raw / f"{edition}.docx").read_bytes())
        ingest(papers, out, crosswalks=[NOTHING_CURATED])
        names[edition] = known_lineage(out)
    before, after = names[FURTHER[0]], names["2021-22-q4"]
    assert {entry for entry in before if after[entry] != before[entry]} == {"lancashire-2022-23-q2/CO2"}
