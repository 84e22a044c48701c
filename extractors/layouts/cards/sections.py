"""A section for each risk: a line with its identifier, and below it small tables and labelled lines without any.

All of a section is one card: its tables one below the other, and its lines as rows of labels with their values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.document import Block, Cell, Document, Line, Paragraph, Table
from extractors.findings import Code, Finding
from extractors.layouts.cards.label_grid import LabelGrid
from extractors.layouts.cards.labels import NARRATIVE, Label, labels_in
from extractors.layouts.columns import headings_in
from extractors.lines.part import part_at, part_of
from extractors.places import Place
from extractors.vocabulary.identifiers import split_identifier

_NUMBERED = re.compile(r"(\d{1,2})[.):]?\s+(?=[A-Z])")
_LONGEST = 160
_PROSE = (".", ";", "?", "!", ",")


@dataclass(frozen=True, slots=True)
class Section:
    """The blocks of one risk, from the line that names it to the last that has a label, and the card they make.

    ``parts`` are its blocks that the card is made of, the tables first.
    """

    blocks: range
    parts: tuple[int, ...]
    names: tuple[Label, ...]
    grid: LabelGrid


def sections_of(document: Document) -> dict[int, Section]:
    """The sections of risks in a document, by the block that each begins with.

    A line with an identifier begins one, if what stands below has the labels of a card up to the next such line, or up
    to a heading over it, and not all of them in one table: such a card is read as it stands.
    """
    heads = {at: names for at, block in enumerate(document.blocks) if (names := _names_in(block))}
    found: dict[int, Section] = {}
    for begin, end in pairwise([*heads, len(document.blocks)]):
        section = _section(document.blocks, range(begin, end), heads[begin])
        if section is not None:
            found[begin] = section
    return found


def _names_in(block: Block) -> tuple[Label, ...]:
    """The identifier, and the title, that a line begins a section with: ``CRR1: Floods``, ``Risk 3 – Fog``, ``1. Fog``.

    A sentence begins none.
    """
    if not isinstance(block, Paragraph) or len(block.line.text) > _LONGEST or block.line.text.rstrip().endswith(_PROSE):
        return ()
    line = block.line
    if numbered := _NUMBERED.match(line.text):
        identifier, title = numbered[1], line.text[numbered.end() :]
    else:
        identifier, title = split_identifier(line.text) or ("", "")
    if not identifier or (title and not title[0].isupper()):
        return ()
    named = Label(line.text, "id", value=(part_at(line, identifier),))
    behind = part_of(line, len(line.text) - len(title))
    return (named, Label(line.text, "title", value=(behind,))) if title else (named,)


def _section(blocks: Sequence[Block], extent: range, names: tuple[Label, ...]) -> Section | None:
    level = getattr(blocks[extent[0]], "heading", 0)
    over = (at for at in extent[1:] if 0 < getattr(blocks[at], "heading", 0) <= level)
    inside = range(extent[0], next(over, extent.stop))
    tables = [block for at in inside if isinstance(block := blocks[at], Table)]
    if any("id" in heading.names for table in tables for heading in headings_in(table).values()):
        return None
    parts = [(at, part) for at, part in _parts(blocks, inside[1:])]
    said = [at for at, part in parts if _has_label(part)]
    if len(said) < 2:
        return None
    blocks_read = range(inside[0], max(said) + 1)
    inner = [part for at, part in parts if at in blocks_read]
    described = _description(inner)
    grid = LabelGrid(_stacked(part for part in inner if described is None or part is not described[0]))
    rows = range(grid.table.rows)
    names = (*names, described[1]) if described else names
    if grid.heads() or not grid.is_card(rows, {label.field for label in names}):
        return None
    in_order = sorted(blocks_read, key=lambda at: not isinstance(blocks[at], Table))
    return Section(blocks_read, tuple(in_order), names, grid)


def _description(parts: Sequence[Table]) -> tuple[Table, Label] | None:
    """The part of a section that says in sentences what the risk is, before any other narrative and without a label."""
    for part in parts:
        named = LabelGrid(part).named(range(part.rows))
        if named & NARRATIVE:
            return None
        lines = part.cells[0].lines if len(part.cells) == 1 and not named else ()
        if lines and all(line.text.rstrip().endswith(".") and line.marker is None for line in lines):
            message = "what stands below the title without a label, in sentences, is read as the description"
            place = next(iter(lines[0].places), None)
            finding = Finding(Code.INFERRED_HEADING, message, place, "description")
            return part, Label("", "description", value=(replace(lines[0], findings=(finding,)), *lines[1:]))
    return None


def _parts(blocks: Sequence[Block], inside: range) -> Iterator[tuple[int, Table]]:
    """The tables of a section and its labelled lines, each as a table of its own with the last block it takes.

    A label alone in its line, right above a table, is the heading of that.
    """
    lines: list[tuple[int, Paragraph]] = []
    for at in inside:
        block = blocks[at]
        if isinstance(block, Paragraph):
            lines.append((at, block))
            continue
        groups = list(_groups(lines))
        lines = []
        heading = groups.pop() if groups and groups[-1].heads_a_table else None
        yield from ((group.last, group.table) for group in groups)
        yield at, _under(heading.label, block) if heading and heading.label else block
    yield from ((group.last, group.table) for group in _groups(lines))


@dataclass(slots=True)
class _Group:
    """Lines of one label: its own, where nothing else stands in it, and those of its value."""

    label: Line | None
    lines: list[Line]
    many: bool
    """Whether its value may take more lines than it has."""
    last: int

    @property
    def heads_a_table(self) -> bool:
        return self.label is not None and not self.lines

    @property
    def table(self) -> Table:
        """The label beside its value; lines with labels in them, or without any, in one cell."""
        value = Cell(0, 0, tuple(self.lines), places=_places(self.lines))
        if self.label is None:
            return Table(1, 1, (value,))
        label = Cell(0, 0, (self.label,), places=self.label.places)
        return Table(1, 2, (label, replace(value, column=1)))


def _groups(lines: Iterable[tuple[int, Paragraph]]) -> Iterator[_Group]:
    group: _Group | None = None
    for at, block in lines:
        line = block.line
        labels = () if line.marker else labels_in(Cell(0, 0, (line,)))
        goes_on = group is not None and (group.many or group.heads_a_table)
        if group is not None and goes_on and not labels and not block.heading:
            group.lines.append(line)
            group.last = at
            continue
        if group is not None:
            yield group
        bare = len(labels) == 1 and not labels[0].value
        many = bool(labels) and labels[-1].field in NARRATIVE
        group = _Group(line, [], many, at) if bare else _Group(None, [line], many, at)
    if group is not None:
        yield group


def _places(lines: Iterable[Line]) -> tuple[Place, ...]:
    return tuple(place for line in lines for place in line.places)


def _under(label: Line, table: Table) -> Table:
    """A table with a label in a row of its own above it."""
    over = Cell(0, 0, (label,), column_span=table.columns, places=label.places)
    cells = (over, *(replace(cell, row=cell.row + 1) for cell in table.cells))
    return replace(table, rows=table.rows + 1, cells=cells, heads=0)


def _has_label(table: Table) -> bool:
    return bool(LabelGrid(table).named(range(table.rows)))


def _stacked(tables: Iterable[Table]) -> Table:
    """Tables one below the other, with a gap between two: a row without any cell."""
    cells: list[Cell] = []
    rows = columns = 0
    for table in tables:
        cells += (replace(cell, row=cell.row + rows) for cell in table.cells)
        rows += table.rows + 1
        columns = max(columns, table.columns)
    return Table(rows, columns, tuple(cells))
