"""The ten-column register of 2016 to 2020 as a sheet, with whatever is wrong with its table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from tests.builder.content import Edition, Items, Kind, SampleEntry, parse_items
from tests.builder.sheet import (
    AMBER,
    GREEN,
    RED,
    Block,
    Cell,
    Grid,
    Prose,
    Row,
    Sheet,
    Title,
    heading_row,
    key_to_scores,
)

WIDTHS = {
    "id": 60.0, "description": 77.0, "types": 62.0, "consequence": 107.0, "control": 116.0, "progress": 116.0,
    "current_score": 56.0, "action": 127.0, "target_score": 56.0, "owner": 63.0, "direction": 64.0,
}  # fmt: skip
"""Points; no word of the samples is wider than its column."""

NARROW = {
    "id": 42.0, "description": 72.0, "types": 54.0, "consequence": 119.0, "control": 131.0, "progress": 131.0,
    "current_score": 34.0, "action": 149.0, "target_score": 48.0, "owner": 54.0, "direction": 85.0,
}  # fmt: skip
"""Points; as the council's own papers have them: 'Identification' and 'Organisational' are cut."""

SHUFFLED = (3, 0, 8, 1, 5, 2, 4, 9, 6, 7)

INNER_TABLE = (("Quarter", "Posts filled"), ("Q1", "14"), ("Q2", "23"))


def rag(score: str) -> str | None:
    """The ground a score stands on: red from 15, amber from 8, else green; None where there is no number."""
    number = re.match(r"\d+", score)
    if number is None:
        return None
    return next((colour for least, colour in ((15, RED), (8, AMBER)) if int(number[0]) >= least), GREEN)


def _halves(items: Items) -> tuple[Items, Items]:
    """The items in two runs, parted past the middle where no nested item loses the one it belongs to."""
    middle = next(at for at in range((len(items) + 1) // 2, len(items) + 1) if at == len(items) or items[at].level < 2)
    return items[:middle], items[middle:]


def merges(edition: Edition, position: int, faults: Set[str]) -> bool:
    """Whether this entry's owner cell covers its direction column: the last risk's, if the two columns come last."""
    last_two = list(edition.headings["risk"])[-2:] if edition.headings else []
    standing = last_two == ["owner", "direction"] and "column_order" not in faults
    return standing and position == len(edition.of("risk")) - 1 and bool(faults & {"merged_cells", "rowspan_colspan"})


class _Table:
    """The rows of one edition's table, with its faults."""

    def __init__(self, edition: Edition, faults: Set[str]) -> None:
        self.edition = edition
        self.faults = faults

    def columns(self, kind: Kind) -> tuple[str, ...]:
        names = tuple(self.edition.headings[kind])
        if "column_order" not in self.faults:
            return names
        return tuple(names[position] for position in SHUFFLED if position < len(names))

    def widths(self, kind: Kind = "risk") -> tuple[float, ...]:
        table = NARROW if "cut_word" in self.faults else WIDTHS
        return tuple(table[name] for name in self.columns(kind))

    def blank(self) -> Row:
        return Row(tuple(Cell() for _ in self.columns("risk")))

    def heading(self, kind: Kind) -> Row:
        return heading_row(self.edition.headings[kind][name] for name in self.columns(kind))

    def cells(self, entry: SampleEntry) -> list[Cell]:
        rag_on = self.edition.rag or "shaded_cells" in self.faults
        return [
            Cell(
                entry.fields.get(name, ()),
                fill=rag(entry.text(name)) if rag_on and name in {"current_score", "target_score"} else None,
            )
            for name in self.columns(entry.kind)
        ]

    def entry_rows(self, position: int, entry: SampleEntry) -> Iterator[Row]:
        """The row of an entry, or the two it takes where a fault has it so."""
        names, cells = self.columns(entry.kind), self.cells(entry)
        if merges(self.edition, position, self.faults):
            cells[-2:] = [replace(cells[-2], columns=2)]
        if position == 0 and "nested_table" in self.faults:
            action = names.index("action")
            cells[action] = replace(cells[action], inner=INNER_TABLE)
        if position == 0 and "blank_id_row" in self.faults:
            action = names.index("action")
            first, second = _halves(cells[action].items)
            cells[action] = replace(cells[action], items=first)
            yield Row(tuple(cells))
            yield Row(tuple(Cell(second if column == action else ()) for column in range(len(cells))))
        elif position == 0 and "rowspan_colspan" in self.faults:
            control = names.index("control")
            first, second = _halves(cells[control].items)
            tall = [replace(cell, rows=2) for cell in cells]
            tall[control] = replace(cells[control], items=first)
            yield Row(tuple(tall))
            yield Row((Cell(second),))
        else:
            yield Row(tuple(cells))

    def kind_rows(self, kind: Kind) -> Iterator[Row]:
        yield self.heading(kind)
        for position, entry in enumerate(self.edition.entries):
            if entry.kind == kind:
                if "spacer_rows" in self.faults:
                    yield self.blank()
                yield from self.entry_rows(position, entry)

    def title_row(self) -> Row:
        title = Cell(parse_items([f"# {self.edition.title}"]), bold=True, columns=len(self.columns("risk")))
        return Row((title,))

    def grids(self) -> Iterator[Grid]:
        kinds: tuple[Kind, ...] = ("risk", "opportunity")
        parts = [tuple(self.kind_rows(kind)) for kind in kinds if self.edition.of(kind)]
        if "two_tables" not in self.faults:
            parts = [tuple(row for part in parts for row in part)]
        for position, rows in enumerate(parts):
            head = (self.title_row(),) if position == 0 and "merged_title" in self.faults else ()
            yield Grid(self.widths(), head + rows)

    def blocks(self, *, new_page: bool) -> Iterator[Block]:
        if "merged_title" not in self.faults:
            yield Title(self.edition.title, new_page)
        yield Prose(parse_items(self.edition.note), italic=True)
        for position, grid in enumerate(self.grids()):
            if position:
                yield Prose(parse_items(["# Opportunities"]))
            yield grid
        if self.edition.key:
            yield from key_to_scores()


def sheet(editions: Sequence[Edition], faults: Set[str]) -> Sheet:
    """The editions one after the other in one paper."""
    blocks = [
        block
        for position, edition in enumerate(editions)
        for block in _Table(edition, faults).blocks(new_page=position > 0)
    ]
    first = editions[0]
    return Sheet(f"{first.title} (sample)", first.note, tuple(blocks), running_head=first.organisation)
