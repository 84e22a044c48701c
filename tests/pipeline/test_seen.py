"""A thread says when it was on the register, what papers state of that, and of which quarters nothing is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from pipeline.merge.seen import with_times
from pipeline.store.tables import EventRow, RegisterRow, ThreadRow
from tests.pipeline.rows_by_hand import AFTER, BEFORE, entry, event, later, register, threads

LATEST = "northshire-2021-22-q1"


def seen(*events: EventRow, registers: tuple[str, ...] = (BEFORE, AFTER)) -> ThreadRow:
    rows: list[RegisterRow] = [register(name) for name in registers]
    (thread,) = with_times(threads(entry(), later()), rows, events)
    return thread


def of(what: Any, day: date | None, stated_of: tuple[str, int], **values: Any) -> EventRow:
    return event(entry(), what, stated_of, date=day, **values)


def test_a_thread_has_the_quarters_of_its_first_and_last_edition() -> None:
    row = seen()
    assert (row.first_fiscal_year, row.first_quarter, row.last_fiscal_year, row.last_quarter) == (
        "2020/21", 1, "2020/21", 2,
    )  # fmt: skip
    assert (row.quarters_without_edition, row.stated_joined, row.stated_left) == ((), None, None)


def test_a_quarter_between_two_editions_that_no_paper_is_of_is_named() -> None:
    (row,) = with_times(
        threads(entry(), entry(register_id=LATEST)), [register(name) for name in (BEFORE, AFTER, LATEST)], ()
    )
    assert row.quarters_without_edition == ("2020/21 Q3", "2020/21 Q4")


def test_another_councils_edition_is_not_held_for_this_one() -> None:
    (row,) = with_times(
        threads(entry(), entry(register_id=LATEST)),
        [register(name) for name in (BEFORE, "southshire-2020-21-q3", LATEST)],
        (),
    )
    assert row.quarters_without_edition == ("2020/21 Q2", "2020/21 Q3", "2020/21 Q4")


def test_the_first_day_that_states_a_change_is_taken() -> None:
    row = seen(
        of("added", date(2020, 5, 2), ("2020/21", 1)),
        of("added", date(2020, 5, 1), ("2020/21", 1), event_id="minutes"),
        of("removed", date(2020, 12, 2), ("2020/21", 3)),
        of("removed", date(2020, 12, 1), ("2020/21", 3), event_id="minutes"),
    )
    assert (row.stated_joined, row.stated_left) == (date(2020, 5, 1), date(2020, 12, 1))


@pytest.mark.parametrize(
    "stated",
    [
        of("removed", date(2020, 5, 1), ("2020/21", 1)),  # it is on a later edition: it has come back, or never left
        of("added", date(2020, 12, 1), ("2020/21", 3)),
        of("amended", date(2020, 5, 1), ("2020/21", 1)),
        of("removed", None, ("2020/21", 3)),
        of("removed", date(2020, 12, 1), ("2020/21", 3), lineage_id="other"),
        of("removed", date(2020, 12, 1), ("2020/21", 3), fiscal_year=None),
    ],
)
def test_what_the_editions_belie_and_what_has_no_day_is_left_out(stated: EventRow) -> None:
    row = seen(stated)
    assert (row.stated_joined, row.stated_left) == (None, None)
