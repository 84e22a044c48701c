"""A covering report as a sheet: prose that lists each risk with a summary; the register itself is not in it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.builder import prose
from tests.builder.content import Edition, Item, Kind, parse_items
from tests.builder.sheet import Block, Prose, Sheet, Title

PARTS: tuple[tuple[Kind, str], ...] = (("risk", "Corporate Risks"), ("opportunity", "Opportunities"))


def _list(edition: Edition) -> Iterator[Item]:
    for kind, heading in PARTS:
        yield Item(0, heading, bold=True)
        for entry in edition.of(kind):
            yield Item(0, f"{entry.id} – {entry.text('title')}", bold=True)
            yield from entry.fields["description"]


def sheet(edition: Edition) -> Sheet:
    """What comes before the list, the list of risks and opportunities, what comes after."""
    blocks: list[Block] = [
        Title(edition.title),
        Prose(parse_items(edition.note), italic=True),
        *prose.blocks(edition.before),
        Prose(tuple(_list(edition)), size=prose.SIZE),
        *prose.blocks(edition.after),
    ]
    return Sheet(f"{edition.title} (sample)", edition.note, tuple(blocks), edition.organisation, portrait=True)
