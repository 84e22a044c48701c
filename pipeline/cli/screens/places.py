"""What a screen calls an edition, and the place of what it shows."""

from __future__ import annotations

from pipeline.rows.locators import span
from pipeline.store.tables import EntryRow, RegisterRow


def quarter(row: EntryRow | RegisterRow) -> str:
    """``2019/20 Q2``, of its second revision ``2019/20 Q2 r2``; the key of an edition of no known quarter."""
    if row.fiscal_year is None:
        return row.register_id
    revision = f" r{row.revision}" if isinstance(row, RegisterRow) and row.revision > 1 else ""
    return f"{row.fiscal_year} Q{row.quarter}{revision}"


def pages(row: EntryRow | RegisterRow) -> str:
    """``page 7``, ``pages 7–8``; "" where the paper has none."""
    return span("page", row.page_first, row.page_last or row.page_first) if row.page_first else ""


def place_of_entry(row: EntryRow) -> str:
    """``pages 7–8, table 1, row 2``."""
    return ", ".join(filter(None, (pages(row), row.locator)))
