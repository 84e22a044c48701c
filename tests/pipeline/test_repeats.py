"""A change that two papers state is one change, and one that differs in anything that counts is another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.merge.repeats import with_repeats
from pipeline.store.tables import EventRow
from tests.pipeline.rows_by_hand import entry, event, sha

REPORT = event(entry(), "added", title="Road repairs")
NAMELESS: dict[str, Any] = {"title": None, "risk_id": None, "lineage_id": None}


def minutes(of: EventRow = REPORT, **values: Any) -> EventRow:
    """The same change as the minutes put it."""
    said = f"It was noted that {of.text}"
    about = {"event_id": f"{of.event_id}-2", "document_id": sha("minutes"), "stated_in": "minutes", "text": said}
    return replace(of, **(about | values))


def repeats(*events: EventRow) -> list[str | None]:
    return [row.repeats for row in with_repeats(events)]


def test_minutes_repeat_what_the_report_states_in_whatever_order_they_are_read() -> None:
    assert repeats(REPORT, minutes()) == [None, REPORT.event_id]
    assert repeats(minutes(), REPORT) == [REPORT.event_id, None]


def test_all_repeat_the_first_and_none_a_repeat() -> None:
    decision = minutes(event_id="third", document_id=sha("decision"), stated_in="decision", date=date(2020, 12, 9))
    assert repeats(REPORT, minutes(), decision) == [None, REPORT.event_id, REPORT.event_id]


@pytest.mark.parametrize(
    "other",
    [
        {"event": "removed"}, {"lineage_id": "bridges"}, {"quarter": 3}, {"organisation": "Southshire Council"},
        {"fiscal_year": None, "quarter": None}, {"other_risk_id": "CR9"},
        {"document_id": REPORT.document_id, "stated_in": "report"},
        {"lineage_id": None, "risk_id": "CR2"}, {"lineage_id": None, "kind": "opportunity"},
        {"lineage_id": None, "risk_id": None, "title": "Bridges"}, NAMELESS,
    ],
    ids=str,
)  # fmt: skip
def test_another_change_is_no_repeat(other: dict[str, Any]) -> None:
    assert repeats(REPORT, minutes(**other)) == [None, None]


@pytest.mark.parametrize(
    "named",
    [
        {"lineage_id": None}, {"lineage_id": None, "title": None},
        {"lineage_id": None, "risk_id": None, "title": "road repairs"},
    ],
    ids=str,
)  # fmt: skip
def test_the_entry_is_known_by_its_number_or_else_its_name(named: dict[str, Any]) -> None:
    assert repeats(REPORT, minutes(**named)) == [None, REPORT.event_id]


def test_changes_of_unnamed_entries_are_one_where_the_sentence_is() -> None:
    first = replace(REPORT, **NAMELESS, text="Management have added some opportunities after a review of the services.")
    said = "It was noted that management had added some opportunities after a review of the services."
    assert repeats(first, minutes(first, text=said)) == [None, first.event_id]
    assert repeats(first, minutes(first, text="A further opportunity has been added to the register.")) == [None, None]


def test_two_statements_of_one_paper_are_two_changes() -> None:
    assert repeats(REPORT, replace(REPORT, event_id="again", text="It was amended, too.")) == [None, None]
