"""The archive's risks followed through its editions: as decided by hand, and with the crosswalk switched off."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from pipeline.history.load import load_history
from pipeline.merge.lineage import Followed, follow_history
from pipeline.store.tables import HistoryRows
from tests.organisations import organisations, own_crosswalk

TABLES = ("entries", "statements", "registers", "events", "documents", "lineage", "threads", "findings")

MAY_2016, Q1_2018, Q2_2019, Q3_2021, Q4_2021 = (
    f"lancashire-{period}" for period in ("2016-17-q1", "2018-19-q1", "2019-20-q2", "2021-22-q3", "2021-22-q4")
)


@pytest.fixture(scope="module")
def history(archive_history: Path) -> HistoryRows:
    return load_history(archive_history, TABLES)


@pytest.fixture(scope="module")
def alone(history: HistoryRows) -> Followed:
    """What papers and similarity give without a person's decisions."""
    return follow_history(history, [], {}, organisations=organisations())


def lineage_of(history: HistoryRows) -> dict[str, str]:
    return {row.entry_id: row.lineage_id for row in history.entries if row.lineage_id}


def pairs(lineage: dict[str, str]) -> set[tuple[str, str]]:
    """Every two entries of one thread."""
    return {(one, two) for one, two in combinations(sorted(lineage), 2) if lineage[one] == lineage[two]}


def test_every_line_of_the_crosswalk_answers_to_an_entry(history: HistoryRows) -> None:
    assert [row.message for row in history.findings if row.field == "lineage_id"] == []


def test_every_entry_of_the_archive_is_curated_with_evidence(history: HistoryRows) -> None:
    curated = {f"{line.edition}/{line.id}" for line in own_crosswalk().lines if line.relation == "continues"}
    assert curated == {row.entry_id for row in history.entries}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ((Q2_2019, "CR1"), (Q3_2021, "CORP1")),
        ((Q2_2019, "CR9"), (Q3_2021, "CORP3")),
        ((Q3_2021, "CORP1"), (Q4_2021, "CORP1")),
        ((Q1_2018, "CR11"), (Q2_2019, "CR10")),
        ((Q1_2018, "CR5"), (Q2_2019, "CR6")),
    ],
)
def test_a_renumbered_risk_is_followed(
    earlier: tuple[str, str], later: tuple[str, str], history: HistoryRows, alone: Followed
) -> None:
    for lineage in (lineage_of(history), alone.of_entry):
        assert lineage["/".join(earlier)] == lineage["/".join(later)]


@pytest.mark.parametrize(("added", "entry"), [("CR13", "CR4"), ("CR14", "CR12")])
def test_a_number_given_between_two_editions_is_followed_to_the_later(
    added: str, entry: str, history: HistoryRows, alone: Followed
) -> None:
    event = f"lancashire-2018-19-q3/added/{added}"
    (stated,) = (row.lineage_id for row in history.events if row.event_id == event)
    assert stated == lineage_of(history)[f"{Q2_2019}/{entry}"]
    assert alone.of_event[event] == alone.of_entry[f"{Q2_2019}/{entry}"]


def test_a_number_given_anew_is_another_risk(history: HistoryRows, alone: Followed) -> None:
    for lineage in (lineage_of(history), alone.of_entry):
        assert len({lineage[f"{edition}/CR4"] for edition in (MAY_2016, Q1_2018, Q2_2019)}) == 3


def test_no_thread_has_two_entries_of_one_edition(history: HistoryRows, alone: Followed) -> None:
    for lineage in (lineage_of(history), alone.of_entry):
        assert not [pair for pair in pairs(lineage) if pair[0].partition("/")[0] == pair[1].partition("/")[0]]


def test_without_the_crosswalk_nearly_every_thread_is_found_and_hardly_a_false_one(
    history: HistoryRows, alone: Followed
) -> None:
    decided, found = pairs(lineage_of(history)), pairs(alone.of_entry)
    assert len(found & decided) / len(found) >= 0.98, found - decided
    assert len(found & decided) / len(decided) >= 0.85, decided - found


def test_statements_bear_the_lineage_of_their_entry(history: HistoryRows) -> None:
    lineage = lineage_of(history)
    assert {row.lineage_id for row in history.statements} <= set(lineage.values())
    assert all(row.lineage_id == lineage[row.entry_id] for row in history.statements)


def test_only_the_threads_of_the_newest_register_are_open(history: HistoryRows) -> None:
    newest = {row.lineage_id for row in history.entries if row.register_id == Q4_2021}
    assert {row.lineage_id for row in history.threads if row.open} == newest
