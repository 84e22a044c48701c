"""Whatever stands in the tables of a register is read into a value, or a finding says that it is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Cell, Document, Line, Paragraph, Table
from extractors.layouts import register_table
from extractors.layouts.cards import risk_cards
from extractors.layouts.claims import read_layouts
from extractors.layouts.profile import summary_profile
from extractors.places import Place
from extractors.read import detect_format, read_document
from extractors.records import Profile, Reading, Register
from tests.builder import build, load_edition, shortened
from tests.owners import line_owners
from tests.reading import findings_in

EXTRA = "Zyxwv"
"""A word that no sample holds."""

EDITIONS = ("2019-20-q2", "2021-22-q4", "may-2016")


@cache
def sample(edition: str) -> Document:
    content = build(shortened(load_edition(edition), 3), "html")
    return read_document(content, detect_format(content))


@cache
def tables_read(edition: str) -> list[int]:
    """The tables of a sample that layouts take."""
    layouts = (risk_cards, summary_profile, register_table)
    return sorted(number for layout in layouts for claim in layout.claims(sample(edition)) for number in claim.blocks)


def said(reading: Reading) -> Iterator[str]:
    """Every text of what was read: values, owners, titles, lines around, and the messages of findings."""
    parts: list[Register | Profile] = [*reading.registers, *reading.profiles]
    for part in parts:
        yield part.title
        yield from (line.text for line in part.context)
        yield from (finding.message for finding in findings_in(part))
    for entry in (entry for register in reading.registers for entry in register.entries):
        yield from (line.text for lines in entry.values.values() for line in lines)
        yield from (owner or "" for owners in line_owners(entry).values() for owner in owners)
    for line in (line for profile in reading.profiles for line in profile.lines):
        yield from (each.text for lines in line.values.values() for each in lines)
        yield from (cell.text for cell in line.confidence.values())
    yield from (finding.message for finding in reading.findings)


def with_line(table: Table, at: int, index: int) -> Table:
    """The table with one more line in one of its cells."""
    cell = table.cells[at]
    lines = list(cell.lines)
    lines.insert(index % (len(lines) + 1), Line(EXTRA, places=cell.places))
    return replace(table, cells=(*table.cells[:at], replace(cell, lines=tuple(lines)), *table.cells[at + 1 :]))


def with_table(table: Table, at: int, _: int) -> Table:
    """The table with another table inside one of its cells."""
    inner = Table(1, 1, (Cell(0, 0, (Line(EXTRA),)),))
    return replace(table, cells=(*table.cells[:at], replace(table.cells[at], tables=(inner,)), *table.cells[at + 1 :]))


def with_row(table: Table, _: int, index: int) -> Table:
    """The table with a last row of one cell."""
    cell = Cell(table.rows, index % table.columns, (Line(EXTRA),), places=(Place(0, table.rows, 0),))
    return replace(table, rows=table.rows + 1, cells=(*table.cells, cell))


def with_cell(table: Table, at: int, _: int) -> Table:
    """The table with one more column, and a cell in it in one of its rows."""
    row = table.cells[at].row
    cell = Cell(row, table.columns, (Line(EXTRA),), places=(Place(0, row, table.columns),))
    return replace(table, columns=table.columns + 1, cells=(*table.cells, cell))


@pytest.mark.parametrize("edition", EDITIONS)
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_every_word_put_into_a_table_of_the_register_is_a_value_or_in_a_finding(
    edition: str, data: st.DataObject
) -> None:
    document = sample(edition)
    number = data.draw(st.sampled_from(tables_read(edition)))
    table = document.blocks[number]
    assert isinstance(table, Table)
    at = data.draw(st.integers(0, len(table.cells) - 1))
    put_in = data.draw(st.sampled_from((with_line, with_table, with_row, with_cell)))
    changed = put_in(table, at, data.draw(st.integers(0, 9)))
    blocks = (*document.blocks[:number], changed, *document.blocks[number + 1 :])
    reading = read_layouts(replace(document, blocks=blocks))
    not_read = [
        finding.place.block
        for register in reading.registers
        for finding in register.findings
        if finding.place and finding.message.startswith("a table ") and "is not read" in finding.message
    ]
    assert number in not_read or any(EXTRA in text for text in said(reading)), (number, table.cells[at])


def test_a_line_between_two_cards_is_in_a_finding() -> None:
    document = sample("2021-22-q4")
    (claim,) = risk_cards.claims(document)
    between = sorted(claim.blocks)[1:]
    assert between
    for number in between:
        extra = Paragraph(Line(f"{EXTRA} stands here by itself."))
        blocks = (*document.blocks[:number], extra, *document.blocks[number:])
        (register,) = read_layouts(replace(document, blocks=blocks)).registers
        assert any(EXTRA in finding.message for finding in register.findings)
