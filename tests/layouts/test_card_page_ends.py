"""Cards that page ends cut: labels stay labels, and the rest of a card is read wherever it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Cell, Document, Line, Paragraph, Table, plain
from extractors.layouts.cards.page_ends import on_columns, part_rows
from extractors.places import Place
from extractors.records import Entry, Register
from tests.layouts.cards import TITLE, VALUES, card, drawn, section, span, top
from tests.layouts.tables import Row, document
from tests.owners import line_owners
from tests.reading import findings_in, registers_in

EDGES = (50.0, 100.0, 150.0, 200.0, 250.0, 300.0)


def on_pages(*lines: tuple[str, tuple[int, ...]], pages: tuple[int, ...] = (1, 2), **spans: int) -> Cell:
    """A cell on some pages, each of its lines with those it stands on."""
    return Cell(
        0, 0,
        tuple(Line(text, places=tuple(Place(0, page=page) for page in on)) for text, on in lines),
        column_span=spans.get("columns", 1),
        places=tuple(Place(0, page=page) for page in pages),
    )  # fmt: skip


def joined(*cells: Cell) -> Table:
    """A table of one row that was joined over a page end."""
    column, placed = 0, []
    for cell in cells:
        placed.append(replace(cell, column=column))
        column += cell.column_span
    return Table(1, column, tuple(placed))


def said(table: Table) -> list[list[str]]:
    return [[cell.text for cell in cells] for _, cells in table.by_row()]


def only(*blocks: str | Table) -> Register:
    (register,) = registers_in(document(TITLE, *blocks))
    return register


def text(entry: Entry, name: str) -> str:
    return plain(entry.values[name])


def test_a_label_at_the_foot_of_a_page_is_no_part_of_the_value_below() -> None:
    table = joined(
        on_pages(("Mitigating Actions", (1,)), ("Strengthen the arches", (2,))),
        on_pages(("Mitigation Owner Head of Bridges", (1, 2))),
    )
    assert said(part_rows(table)) == [
        ["Mitigating Actions", "Mitigation Owner"],
        ["Strengthen the arches", "Head of Bridges"],
    ]


def test_a_label_at_the_head_of_a_page_is_no_part_of_the_value_above() -> None:
    table = joined(
        on_pages(("March 2024", (1,))),
        on_pages(("Possible (3) Target Risk Confidence", (1, 2))),
        on_pages(("Major (4)", (1,))),
    )
    assert said(part_rows(table)) == [["March 2024", "Possible (3)", "Major (4)"], ["", "Target Risk Confidence", ""]]


@pytest.mark.parametrize("label", ["Target Risk Confidence", "Mitigating Action Owner"])
def test_a_label_cut_by_a_page_end_stays_whole(label: str) -> None:
    table = joined(on_pages((label, (1, 2))))
    assert part_rows(table) == table


def test_a_value_cut_by_a_page_end_stays_whole() -> None:
    table = joined(on_pages(("Two bridges are older", (1,)), ("than their papers say.", (2,))))
    assert part_rows(table) is table


def test_a_cell_that_spans_a_parted_row_spans_both_halves() -> None:
    tall = replace(on_pages(("Two bridges", (1,))), row_span=2)
    rows = Table(
        2, 2,
        (
            tall,
            Cell(0, 1, (Line("Clerk"),)),
            replace(on_pages(("CMT", (1,)), ("Target date", (2,))), row=1, column=1),
        ),
    )  # fmt: skip
    parted = part_rows(rows)
    assert (parted.rows, parted.cells[0].row_span) == (3, 3)
    assert said(parted) == [["Two bridges", "Clerk"], ["CMT"], ["Target date"]]


def test_a_sentence_cut_by_a_page_end_is_one_statement() -> None:
    rows: list[Row] = [
        *top(VALUES),
        *section("Current Controls", "A look at each bridge and"),
        [span("its arches every spring", columns=2), span("", columns=3)],
    ]
    (entry,) = only(drawn(*rows, page={number: 1 + (number > 7) for number in range(len(rows))})).entries
    assert text(entry, "control") == "A look at each bridge and its arches every spring"


def test_rows_above_the_next_card_are_the_rest_of_the_last() -> None:
    rows = card()
    register = only(drawn(*rows[:8]), drawn(*rows[8:], *card(id="Corp 9")))
    assert [text(entry, "action") for entry in register.entries] == [VALUES["action"]] * 2
    assert findings_in(register) == ()


def test_a_card_goes_on_below_lines_that_fell_out_of_it() -> None:
    rows = card()
    register = only(drawn(*rows[:6]), "and many a lorry with them", drawn(*rows[6:]))
    assert text(register.entries[0], "progress") == VALUES["progress"]
    assert [finding.code for finding in findings_in(register)] == ["unread_text"]


def test_a_card_goes_on_below_the_registers_title_printed_again() -> None:
    rows = card()
    register = only(drawn(*rows[:6]), TITLE, drawn(*rows[6:]))
    assert {name: text(register.entries[0], name) for name in VALUES} == VALUES
    assert findings_in(register) == ()


def test_another_title_ends_a_card() -> None:
    rows = card()
    register = only(drawn(*rows[:6]), "Performance Register 2021/22", drawn(*rows[6:]))
    assert "control" not in register.entries[0].values


def test_a_piece_that_shows_only_its_own_columns_goes_on_with_the_card() -> None:
    whole = replace(drawn(*card()[:8]), edges=EDGES)
    rest: list[Row] = [["and one each autumn", ""], ["Mitigating Actions", "Mitigation Owner"], ["Strengthen", "Clerk"]]
    piece = replace(drawn(*rest), edges=(50.0, 150.0, 300.0))
    blocks = (Paragraph(Line(TITLE)), whole, Paragraph(Line(TITLE)), piece)
    (register,) = registers_in(Document("pdf", blocks))
    entry = register.entries[0]
    assert text(entry, "control") == f"{VALUES['control']}\nand one each autumn"
    assert (text(entry, "action"), line_owners(entry)["action"]) == ("Strengthen", ("Clerk",))


def test_a_table_of_other_columns_keeps_its_own() -> None:
    other = replace(drawn(["a", "b"]), edges=(50.0, 170.0, 300.0))
    assert on_columns(other, EDGES) is other
