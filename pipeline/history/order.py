"""Which of two editions, or of their entries, is the earlier."""

from __future__ import annotations

from datetime import date

from pipeline.store.tables import EntryRow, RegisterRow


def is_earlier(one: EntryRow | RegisterRow, other: EntryRow | RegisterRow) -> bool:
    """Whether the quarter of one ends before that of the other; where either is of no known quarter, it does not."""
    return None not in (one.period_end, other.period_end) and last_day(one) < last_day(other)


def last_day(row: EntryRow | RegisterRow) -> date:
    """The last day of its quarter; before all others where that is not known."""
    return row.period_end or date.min
