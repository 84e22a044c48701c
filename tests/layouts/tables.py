"""Documents by hand, for layout tests: a table is a list of rows, a row a list of cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Cell, Document, Line, Paragraph, Table
from extractors.places import Place

HEADINGS = [
    "Risk ID", "Description", "Risk Type", "Consequences", "Current Controls", "Risk Score", "Mitigating Actions",
    "Residual Score", "Risk Owner", "Direction of Travel",
]  # fmt: skip
CHANCES = [
    "Opportunity ID", "Opportunity Description", "Opportunity Type", "Benefits", "Progress to date",
    "Opportunity Score", "Maximising Actions", "Residual Score", "Opportunity Owner", "Direction of Travel",
]  # fmt: skip
TITLE = "Corporate Risk & Opportunity Register Q1 2018/19"

Content = str | Cell
Row = Sequence[Content]


def row(identifier: str, **values: str) -> list[str]:
    """A row under ``HEADINGS`` (or ``CHANCES``) that says the same in every edition."""
    fields = {
        "description": f"About {identifier}", "types": "Economic", "consequence": "Less", "control": "Audits",
        "current_score": "12", "action": "Ask", "target_score": "8", "owner": "Director of Finance",
        "direction": "Level",
    }  # fmt: skip
    unknown = set(values) - set(fields)
    assert not unknown, unknown
    return [identifier, *(fields | values).values()]


def blank(columns: int = 10) -> list[str]:
    """A spacer row."""
    return [""] * columns


def wide(text: str, columns: int = 10) -> list[Content]:
    """A row of one cell across all columns."""
    return [Cell(0, 0, lines(text), column_span=columns)]


def lines(text: str) -> tuple[Line, ...]:
    """A line for each line of a text."""
    return tuple(Line(line) for line in text.splitlines())


def table(*rows: Row, block: int = 0) -> Table:
    """A table of these rows; a Cell keeps its spans and takes its place in the row."""
    cells = []
    width = 0
    for number, contents in enumerate(rows):
        column = 0
        for content in contents:
            cell = content if isinstance(content, Cell) else Cell(0, 0, lines(content))
            place = Place(block, number, column)
            cells.append(
                replace(
                    cell, row=number, column=column, places=(place,),
                    lines=tuple(replace(line, places=(place,)) for line in cell.lines),
                )
            )  # fmt: skip
            column += cell.column_span
        width = max(width, column)
    return Table(len(rows), width, tuple(cells), places=(Place(block),))


def document(*blocks: str | Table) -> Document:
    """A document of these blocks; a text is a paragraph."""
    return Document(
        "docx",
        tuple(
            Paragraph(Line(block, places=(Place(number),))) if isinstance(block, str) else _on(block, number)
            for number, block in enumerate(blocks)
        ),
    )


def _on(block: Table, number: int) -> Table:
    """The table as block ``number``."""
    cells = tuple(
        replace(
            cell,
            places=tuple(replace(place, block=number) for place in cell.places),
            lines=tuple(
                replace(line, places=tuple(replace(place, block=number) for place in line.places))
                for line in cell.lines
            ),
        )
        for cell in block.cells
    )
    return replace(block, cells=cells, places=(Place(number),))
