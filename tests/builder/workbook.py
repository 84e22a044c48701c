"""A sheet as an Excel workbook: everything on one page of it, a paragraph in a row of its own."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
from openpyxl.styles import PatternFill

from tests.builder.content import Items
from tests.builder.sheet import Grid, Prose, Sheet, Title


def workbook_of(sheet: Sheet) -> bytes:
    """The sheet as the bytes of an .xlsx file; blank rows part its tables from what stands around them."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    book.properties.title = sheet.title
    row = 1
    for block in sheet.blocks:
        lines = [block.text] if isinstance(block, Title) else _lines(block.items) if isinstance(block, Prose) else []
        for line in lines:
            page.cell(row, 1, line)
            row += 1
        if isinstance(block, Grid):
            row = _draw(page, block, row + 1) + 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _lines(items: Items) -> list[str]:
    return [item.text if item.number or not item.level else f"• {item.text}" for item in items]


def _draw(page: Any, grid: Grid, first: int) -> int:
    """Draw a table from a row on; the row below it."""
    covered: set[tuple[int, int]] = set()
    for row, of in enumerate(grid.rows, first):
        column = 1
        for cell in of.cells:
            while (row, column) in covered:
                column += 1
            inner = [" ".join(texts) for texts in cell.inner]
            drawn = page.cell(row, column, "\n".join((*_lines(cell.items), *inner)) or None)
            if cell.fill:
                drawn.fill = PatternFill("solid", fgColor=f"FF{cell.fill[1:]}")
            last = row + cell.rows - 1, column + cell.columns - 1
            if last != (row, column):
                page.merge_cells(start_row=row, start_column=column, end_row=last[0], end_column=last[1])
                covered |= {(down, across) for down in range(row, last[0] + 1) for across in range(column, last[1] + 1)}
            column = last[1] + 1
    return first + len(grid.rows)
