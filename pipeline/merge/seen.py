"""When each thread was on the register: its first and last quarter, what papers state, and what is not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from normalise.values.periods import quarters_between
from pipeline.store.tables import EventRow, RegisterRow, ThreadRow

Quarter = tuple[str, int]
"""Fiscal year and quarter; of one organisation, they sort as they follow each other."""


def with_times(
    threads: Iterable[ThreadRow], registers: Sequence[RegisterRow], events: Iterable[EventRow]
) -> list[ThreadRow]:
    """The threads with the columns that editions and stated changes give them."""
    held: dict[str, set[Quarter]] = defaultdict(set)
    quarters: dict[str, Quarter] = {}
    for row in registers:
        if (quarter := _quarter(row)) is not None:
            quarters[row.register_id] = quarter
            held[row.organisation].add(quarter)
    stated: dict[str | None, list[EventRow]] = defaultdict(list)
    for event in events:
        stated[event.lineage_id].append(event)
    return [
        _with_times(row, quarters[row.first_register_id], quarters[row.last_register_id], held[row.organisation],
                    stated[row.lineage_id])
        for row in threads
    ]  # fmt: skip


def _with_times(
    row: ThreadRow, first: Quarter, last: Quarter, held: set[Quarter], stated: Sequence[EventRow]
) -> ThreadRow:
    return replace(
        row,
        first_fiscal_year=first[0],
        first_quarter=first[1],
        last_fiscal_year=last[0],
        last_quarter=last[1],
        quarters_without_edition=tuple(
            f"{year} Q{quarter}" for year, quarter in quarters_between(first, last) if (year, quarter) not in held
        ),
        stated_joined=min(_days(stated, "added", until=first), default=None),
        stated_left=min(_days(stated, "removed", since=last), default=None),
    )


def _days(
    stated: Iterable[EventRow], what: str, *, since: Quarter = ("", 0), until: Quarter = ("~", 0)
) -> Iterator[date]:
    """The days of papers that state a change within some quarters: a risk that left may have come back since."""
    for event in stated:
        quarter = _quarter(event)
        if event.event == what and event.date and quarter is not None and since <= quarter <= until:
            yield event.date


def _quarter(row: RegisterRow | EventRow) -> Quarter | None:
    return None if row.fiscal_year is None or row.quarter is None else (row.fiscal_year, row.quarter)
