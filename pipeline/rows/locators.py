"""Where a person finds something in a paper, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from extractors.places import Place

if TYPE_CHECKING:
    from extractors.records import Entry, Layout

_PARTS: dict[Layout, tuple[str, str]] = {
    "register_table": ("table", "row"),
    "risk_cards": ("table", "row"),
    "report": ("list", "paragraph"),
}
"""What a person counts in a layout: what holds the entries, and what they take up in it."""


def where(page: int | None, locator: str | None) -> str:
    """``page 3, table 1, row 2``."""
    return ", ".join(filter(None, (f"page {page}" if page else "", locator))) or "the paper"


def span(what: str, first: int, last: int) -> str:
    """``row 4``, ``rows 4–5``."""
    return f"{what} {first}" if first == last else f"{what}s {first}–{last}"


def entry_locator(entry: Entry, layout: Layout) -> str:
    """Where an entry is: ``table 1, rows 4–5``."""
    whole, part = _PARTS[layout]
    part = "column" if entry.turned else part
    return in_sheet(entry.places) or f"{whole} {entry.table}, {span(part, *entry.rows)}"


def in_sheet(places: Iterable[Place]) -> str | None:
    """Where something in a spreadsheet is: ``sheet Risks, rows 4–5``; None for all other places."""
    placed = [place for place in places if place.sheet is not None]
    if not placed:
        return None
    rows = [place.row + 1 for place in placed if place.row is not None]
    sheet = f"sheet {placed[0].sheet}" if placed[0].sheet else ""
    return ", ".join(filter(None, (sheet, span("row", min(rows), max(rows)) if rows else "")))


def place_locator(place: Place | None) -> str | None:
    """Where a place is that belongs to no entry: ``row 3, column 2 on the page``."""
    if place is not None and place.sheet is not None:
        column = "" if place.column is None else f", column {_letters(place.column)}"
        return f"{in_sheet([place])}{column}" or None
    if place is None or place.row is None:
        return None
    column = "" if place.column is None else f", column {place.column + 1}"
    return f"row {place.row + 1}{column}" + (" on the page" if place.page is not None else "")


def _letters(column: int) -> str:
    """A column as spreadsheets call it: ``A`` for 0, ``AA`` for 26."""
    more, last = divmod(column, 26)
    return (_letters(more - 1) if more else "") + chr(ord("A") + last)
