"""The cells of an HTML table on their grid (HTML, 4.9.12.1: forming a table)."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.bounds import check_table
from extractors.lines.drafts import Draft, DraftCell

_PARTS = {"thead": 0, "tbody": 1, "tfoot": 2}
_WIDEST, _TALLEST, _MOST_DIGITS = 1000, 65534, 9


@dataclass(slots=True)
class HtmlCell:
    """One ``td`` or ``th`` with its spans as written; ``row_span`` 0 reaches to the end of the row group."""

    content: list[Draft]
    heading: bool
    row_span: int
    column_span: int
    fill: str | None


@dataclass(slots=True)
class RowGroup:
    """The rows of a ``thead``, ``tbody`` or ``tfoot``, or rows that stand in the table itself."""

    part: str = "tbody"
    fill: str | None = None
    rows: list[list[HtmlCell]] = field(default_factory=list)


def form_table(groups: list[RowGroup]) -> tuple[int, int, list[DraftCell], int]:
    """The table's rows and columns, its cells at their anchors, and how many rows at its top are headings.

    The first head comes first and the first foot last, wherever they are written; any further one stands where it
    is (CSS 2, 17.2). Heading rows are those of the head and those of nothing but ``th``. A span ends with its row
    group.

    Raises:
        UnreadableFileError: ``too_large``.
    """
    cells: list[DraftCell] = []
    top = columns = heads = covered = 0
    firsts = {id(group) for part in ("thead", "tfoot") for group in [g for g in groups if g.part == part][:1]}
    for group in sorted(groups, key=lambda group: _PARTS[group.part if id(group) in firsts else "tbody"]):
        taken: dict[int, int] = {}  # column → first row below what reaches down into it
        for row, written in enumerate(group.rows, top):
            column = 0
            check_table(row, columns, covered)
            for cell in written:
                while taken.get(column, 0) > row:
                    column += 1
                check_table(row, column)
                end = min(row + cell.row_span, top + len(group.rows)) if cell.row_span else top + len(group.rows)
                cells.append(DraftCell(row, column, end - row, cell.column_span, cell.fill, cell.content))
                for covered in range(column, column + cell.column_span):
                    taken[covered] = max(end, taken.get(covered, 0))
                column += cell.column_span
                covered += cell.column_span
            columns = max(columns, column)
            if heads == row and written and (group.part == "thead" or all(cell.heading for cell in written)):
                heads += 1
        top += len(group.rows)
    return top, columns, cells, heads


def row_span(written: str | None) -> int:
    """A ``rowspan`` as the standard reads it: 0 to 65,534, else 1."""
    return min(_whole(written, 1), _TALLEST)


def column_span(written: str | None) -> int:
    """A ``colspan`` as the standard reads it: 1 to 1,000, else 1."""
    return min(_whole(written, 1) or 1, _WIDEST)


def _whole(written: str | None, otherwise: int) -> int:
    digits = (written or "").strip()
    if not digits.isascii() or not digits.isdigit():
        return otherwise
    return int(digits) if len(digits) <= _MOST_DIGITS else _TALLEST
