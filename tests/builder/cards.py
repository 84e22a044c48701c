"""The register of 2021/22 as a sheet: one card for each risk, a key to scores, the summary risk profile.

The cards stand at the end of an agenda pack, behind an agenda, minutes, a performance report and a covering report.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from tests.builder import profile, prose
from tests.builder.card import card
from tests.builder.content import Edition, parse_items
from tests.builder.sheet import Block, Break, Grid, Prose, Sheet, Title, Turn, key_to_scores


def _cards(edition: Edition, faults: Set[str]) -> Iterator[Block]:
    grids = [card(edition, position, faults) for position in range(len(edition.entries))]
    if "cards_one_table" in faults:
        yield Grid(grids[0].widths, tuple(row for grid in grids for row in grid.rows))
        return
    for position, grid in enumerate(grids):
        if position:
            yield Break()
        yield grid


def sheet(edition: Edition, faults: Set[str]) -> Sheet:
    """The pack: other papers first, then a page or more for each card, the key and the profile."""
    first = "profile_first" in faults
    blocks: list[Block] = [*prose.blocks(edition.before), Turn("landscape")]
    if first:
        blocks += [*profile.blocks(edition, faults), Break()]
    blocks += [Title(edition.title), Prose(parse_items(edition.note), italic=True)]
    blocks += [*_cards(edition, faults), *key_to_scores()]
    if not first:
        blocks += [Break(), *profile.blocks(edition, faults)]
    return Sheet(f"{edition.title} (sample)", edition.note, tuple(blocks), edition.organisation, portrait=True)
