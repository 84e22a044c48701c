"""The summary risk profile as grids: a line for each risk, with the colour of its confidence by quarter."""

from __future__ import annotations

from collections.abc import Iterator, Set

from tests.builder.card import rating
from tests.builder.content import Edition, Kind, parse_items
from tests.builder.sheet import Block, Grid, Prose, Row, heading_row, text_cell

WIDTHS = (46.0, 190.0, 54.0, 54.0, 84.0, 62.0, 62.0, 62.0, 62.0, 62.0)

HEADINGS: dict[Kind, tuple[str, ...]] = {
    "risk": ("Risk ID", "Risk Description", "Current Risk Rating", "Target Risk Rating", "Target Date",
             *(f"Risk Confidence Q{quarter}" for quarter in range(1, 5)), "Direction of travel"),
    "opportunity": ("Opp ID", "Opportunity Description", "Current rating", "Target Rating", "Target Date",
                    *(f"Opportunity Confidence Q{quarter}" for quarter in range(1, 5)), "Direction of Travel"),
}  # fmt: skip


def _rows(edition: Edition, kind: Kind, faults: Set[str]) -> Iterator[Row]:
    yield heading_row(HEADINGS[kind])
    for line in edition.profile:
        if line.kind == kind:
            texts = (line.id, line.title, line.current_score, line.target_score, line.target_date)
            ratings = (rating(colour, faults) for colour in line.confidence)
            yield Row((*map(text_cell, texts), *ratings, text_cell(line.direction)))


def blocks(edition: Edition, faults: Set[str]) -> Iterator[Block]:
    """Its title, then one table or two."""
    yield Prose(parse_items(["# Summary Risk Profile"]))
    risks, opportunities = tuple(_rows(edition, "risk", faults)), tuple(_rows(edition, "opportunity", faults))
    if "profile_two_tables" in faults:
        yield Grid(WIDTHS, risks)
        yield Prose(parse_items(["# Opportunities"]))
        yield Grid(WIDTHS, opportunities)
    else:
        yield Grid(WIDTHS, risks + opportunities)
