"""Papers without pages as they were read: their paragraphs and tables, each cell with its place."""

from __future__ import annotations

from pathlib import Path

import msgspec

from extractors.document import Cell, Paragraph, Table
from extractors.read import detect_format, read_document

Spot = tuple[int, int | None, int | None]
"""Block, row and column of what stands in a paper, as ``evidence`` has them."""


class CellView(msgspec.Struct, frozen=True):
    """A cell of a table: where it stands, its spans, and its lines; of a nested table, its rows too."""

    spot: Spot
    lines: list[str]
    row_span: int = 1
    column_span: int = 1
    head: bool = False


class BlockView(msgspec.Struct, frozen=True):
    """A paragraph (``text``) or a table (``rows`` of cells) of a paper."""

    spot: Spot
    text: str = ""
    heading: int = 0
    rows: list[list[CellView]] = []


def read_blocks(path: Path) -> bytes:
    """The blocks of a file, serialised.

    Raises:
        UnreadableFileError: as ``extractors.read.read_document``.
    """
    content = path.read_bytes()
    document = read_document(content, detect_format(content))
    blocks = [
        BlockView(_spot(block, (at, None, None)), block.line.text, block.heading)
        if isinstance(block, Paragraph)
        else BlockView((at, None, None), rows=_rows(block, at))
        for at, block in enumerate(document.blocks)
    ]
    return msgspec.msgpack.encode(blocks)


def decode(content: bytes) -> list[BlockView]:
    """The blocks that ``read_blocks`` gave."""
    return msgspec.msgpack.decode(content, type=list[BlockView])


def _spot(held: Cell | Paragraph, otherwise: Spot) -> Spot:
    """Where its reader says that something stands: rows of a workbook are those of its sheet."""
    place = next(iter(held.places), None)
    return (place.block, place.row, place.column) if place else otherwise


def _rows(table: Table, block: int) -> list[list[CellView]]:
    return [
        [
            CellView(
                _spot(cell, (block, cell.row, cell.column)),
                [*(line.text for line in cell.lines), *map(_flat, cell.tables)],
                cell.row_span,
                cell.column_span,
                row < table.heads,
            )
            for cell in cells
        ]
        for row, cells in table.by_row()
    ]


def _flat(table: Table) -> str:
    return "\n".join(" | ".join(cell.text for cell in cells) for _, cells in table.by_row())
