"""What is asked of rows in many places: which of two is the earlier, and which entries have an identifier."""

from __future__ import annotations

from datetime import date

from normalise.values.text import squeezed
from pipeline.store.tables import EntryRow, EventRow, RegisterRow


def is_earlier(one: EntryRow | RegisterRow, other: EntryRow | RegisterRow) -> bool:
    """Whether the quarter of one ends before that of the other; where either is of no known quarter, it does not."""
    return None not in (one.period_end, other.period_end) and last_day(one) < last_day(other)


def last_day(row: EntryRow | RegisterRow) -> date:
    """The last day of its quarter; before all others where that is not known."""
    return row.period_end or date.min


def is_called(row: EntryRow | EventRow, identifier: str) -> bool:
    """Whether an entry, or that of an event, has an identifier, in its own spelling or another: ``CR9``, ``corp 3``."""
    return squeezed(identifier).upper() in (row.risk_id, squeezed(row.id_raw).upper())
