"""What a query gives: a table where it fits the terminal, else a block of lines for each row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table

from normalise.values.text import visible
from pipeline.cli.screens.terminal import Page, counted, open_console

Rows = Sequence[Mapping[str, Any]]

_READABLE = 24
"""Columns that a cell of text needs at least to be read; a shorter one needs its own width."""

_NONE = "–"


def print_answer(columns: Sequence[str], rows: Rows) -> None:
    """Print rows for a person."""
    console = open_console()
    texts = [[_text(row[name]) for name in columns] for row in rows]
    needed = [max(map(len, (name, *cells))) for name, cells in zip(columns, _turned(texts, columns), strict=True)]
    if sum(min(width, _READABLE) + 2 for width in needed) <= console.width:
        numbers = [any(isinstance(row[name], int | float) for row in rows) for name in columns]
        table = Table(box=None, pad_edge=False, header_style="bold")
        for name, is_number in zip(columns, numbers, strict=True):
            table.add_column(name, overflow="fold", justify="right" if is_number else "left")
        for cells in texts:
            table.add_row(*map(visible, cells))
        console.print(table, soft_wrap=False)
    else:
        page, indent = Page(), max(map(len, columns)) + 2
        for cells in texts:
            for name, cell in zip(columns, cells, strict=True):
                page.say(cell, 0, indent, name)
            console.print()
    console.print(f"{counted(len(rows), 'row')}.", style="dim")


def _turned(texts: Sequence[Sequence[str]], columns: Sequence[str]) -> list[list[str]]:
    return [[row[at] for row in texts] for at in range(len(columns))]


def _text(value: Any) -> str:
    if value is None or value == []:
        return _NONE
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
