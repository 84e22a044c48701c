"""Cards by hand, for layout tests: a table is a list of rows, and a cell may span several of them."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Cell, Line, Table
from extractors.places import Place
from tests.layouts.tables import Content, Row, lines

TITLE = "Corporate Risk & Opportunity Register 2021/22 Q2"
SHADE = "#f2f2f2"

LABELS = {
    "owner": "Risk Owner", "description": "Risk Description", "consequence": "Risk Consequences",
    "current_likelihood": "Current Likelihood", "current_impact": "Current Impact", "target_date": "Target date",
    "target_likelihood": "Target Likelihood", "target_impact": "Target Impact", "control": "Current Controls",
    "action": "Mitigating Actions", "progress": "Progress:",
}  # fmt: skip
VALUES = {
    "id": "Corp 8", "title": "Bridges & Tunnels", "current_score": "12", "target_score": "6",
    "owner": "Director of Highways", "description": "Two bridges are older than their papers say.",
    "consequence": "Lorries go the long way round.", "current_likelihood": "Likely (4)", "current_impact": "Moderate",
    "target_date": "March 2024", "target_likelihood": "Unlikely", "target_impact": "Moderate",
    "control": "A look at each every spring", "action": "Strengthen the arches", "progress": "Scaffolding is up",
}  # fmt: skip
"""What every card below says, each drawn in another way."""


def span(text: str = "", rows: int = 1, columns: int = 1, fill: str | None = None) -> Cell:
    return Cell(0, 0, lines(text), rows, columns, fill)


def shaded(text: str, columns: int = 1) -> Cell:
    return span(text, columns=columns, fill=SHADE)


def bullets(*texts: str, columns: int = 1) -> Cell:
    return Cell(0, 0, tuple(Line(text, 1, "•") for text in texts), column_span=columns)


def drawn(*rows: Row, page: dict[int, int] | None = None) -> Table:
    """A table in which a cell may span rows; ``page`` gives the pages of rows by number."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for number, contents in enumerate(rows):
        column = 0
        for content in contents:
            while (number, column) in taken:
                column += 1
            cell = content if isinstance(content, Cell) else Cell(0, 0, lines(content))
            places = (Place(0, number, column, (page or {}).get(number)),)
            placed = tuple(replace(line, places=places) for line in cell.lines)
            cells.append(replace(cell, row=number, column=column, lines=placed, places=places))
            covered = range(column, column + cell.column_span)
            taken |= {(below, each) for below in range(number, number + cell.row_span) for each in covered}
            column += cell.column_span
    return Table(len(rows), max(column for _, column in taken) + 1, tuple(cells), places=(Place(0),))


def head(values: dict[str, str]) -> list[Content]:
    return [
        span(f"Risk ID {values['id']} – {values['title']}", columns=2),
        f"Current risk score: {values['current_score']}",
        span(f"Target Risk Score: {values['target_score']}", columns=2),
    ]


def top(values: dict[str, str]) -> list[list[Content]]:
    """The head of a card and its grid of values, as the council's pack draws them."""
    return [
        head(values),
        ["Risk Description", "Risk Consequences", "Risk Owner", "Current Likelihood", "Current Impact"],
        [
            span(values["description"], 4),
            span(values["consequence"], 4),
            values["owner"],
            values["current_likelihood"],
            values["current_impact"],
        ],
        ["Target date", "Target Likelihood", "Target Impact"],
        [values["target_date"], values["target_likelihood"], values["target_impact"]],
        ["", "Target Risk Confidence", span(fill="#ffc000")],
    ]


def section(heading: str, text: Content, owner: str = "Control Owner", name: str = "CMT") -> list[list[Content]]:
    body = text if isinstance(text, Cell) else span(text, columns=2)
    return [[span(heading, columns=2), span(owner, columns=3)], [body, span(name, columns=3)]]


def card(**values: str) -> list[list[Content]]:
    """A card with labels above their values."""
    said = VALUES | values
    return [
        *top(said),
        *section("Current Controls", said["control"]),
        *section("Mitigating Actions", said["action"], "Mitigation Owner", "Head of Bridges"),
        [span("Progress:", columns=5)],
        [span(said["progress"], columns=5)],
    ]
