"""What pages call days, editions and places."""

from __future__ import annotations

from datetime import date

from pipeline.rows.locators import span
from pipeline.store.tables import EntryRow, RegisterRow

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""Of no machine's own language."""


def day(value: date) -> str:
    """``25 March 2022``."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def quarter(row: EntryRow | RegisterRow) -> str:
    """``2019/20 Q2``, of its second revision ``2019/20 Q2 revision 2``; the key of an edition of no known quarter."""
    if row.fiscal_year is None:
        return row.register_id
    revision = f" revision {row.revision}" if isinstance(row, RegisterRow) and row.revision > 1 else ""
    return f"{row.fiscal_year} Q{row.quarter}{revision}"


def place_of(row: EntryRow) -> str:
    """``page 7``, ``pages 7–8``; the locator where the paper has no pages."""
    if row.page_first is None:
        return row.locator or ""
    return span("page", row.page_first, row.page_last or row.page_first)
