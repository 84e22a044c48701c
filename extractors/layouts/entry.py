"""What a layout hands on: the source's own words with their places, nothing normalised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from extractors.document import Finding, Line, Place

Kind = Literal["risk", "opportunity"]
Layout = Literal["register_table", "risk_cards", "report"]

FIELDS = (
    "id", "title", "description", "types", "consequence", "control", "progress", "current_score",
    "action", "target_score", "owner", "direction", "target_date",
)  # fmt: skip
"""The fields a layout can fill, by their canonical names; ``headings.toml`` maps printed headings to these."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One risk or opportunity as printed. ``values`` holds, by canonical field, the lines of its cell.

    A field whose column the table has but whose cell is empty maps to (); a field without a column is absent.
    """

    kind: Kind
    values: Mapping[str, tuple[Line, ...]]
    places: tuple[Place, ...]
    table: int
    """Which register table of the document, counted from 1."""
    rows: tuple[int, int]
    """First and last row in that table, counted from 1 with its heading row."""


@dataclass(frozen=True, slots=True)
class Register:
    """One edition of the register found in a document: its title as printed and its entries in order."""

    title: str
    place: Place | None
    layout: Layout
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...] = ()
    context: tuple[Line, ...] = ()
    """Lines before the register that may speak of it, nearest first."""
