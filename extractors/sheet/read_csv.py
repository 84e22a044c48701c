"""Tables of separated values (.csv) as Documents, as a spreadsheet shows them: one sheet without a name."""

from __future__ import annotations

from extractors.bounds import check_sheet, check_text
from extractors.document import Document, UnreadableFileError
from extractors.lines.characters import LINE_BREAK
from extractors.lines.decoded import decode_marked
from extractors.lines.drafts import assemble, split_lines
from extractors.lines.separated import separated_records
from extractors.sheet.grid import Sheet, ShownCell, sheet_drafts


def read_csv(content: bytes) -> Document:
    """Read a table of separated values.

    Args:
        content: The file's bytes; without a byte order mark they are UTF-8, or else windows-1252.

    Raises:
        UnreadableFileError: ``too_large``, or ``damaged`` where the values do not make a table.
    """
    decoded = decode_marked(content)
    check_text(len(decoded.text))
    records = separated_records(decoded.text)
    if records is None:
        raise UnreadableFileError("damaged", "the rows of the file do not make a table; save it again as .xlsx or .csv")
    width = max(map(len, records))
    check_sheet("", len(records), width)
    cells = {
        (row, column): ShownCell(row, column, list(split_lines(LINE_BREAK.join(value.splitlines()))))
        for row, record in enumerate(records)
        for column, value in enumerate(record)
    }
    blocks, findings = assemble(sheet_drafts(Sheet("", range(len(records)), range(width), cells)))
    return Document(format="csv", blocks=blocks, findings=(*findings, *decoded.findings("file")))
