"""Excel workbooks (.xlsx) as Documents: what a person sees who opens them.

Hidden sheets, rows, columns and words are not read and become a finding, and so do comments, text boxes, pictures and
the colours of rules. A formula is read as the result that the file keeps; a number or a date as its format shows it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from extractors.bounds import check_sheet
from extractors.document import Document, Line
from extractors.findings import Code, Finding
from extractors.lines.characters import LINE_BREAK, clean, seen
from extractors.lines.drafts import WHITE, Draft, DraftFinding, DraftLine, assemble, split_lines
from extractors.lines.runs import Run, read_runs
from extractors.places import Place
from extractors.sheet.colours import colour_of, theme_of
from extractors.sheet.grid import Sheet, ShownCell, sheet_drafts
from extractors.sheet.number_format import general, shown
from extractors.sheet.package import Package, open_workbook

_LAST_COLUMN = 16_384
_UNNAMED = re.compile(r"(?:sheet|table|worksheet) ?\d*", re.IGNORECASE)
"""What a program calls a sheet that nobody has given a name."""
_MARGIN_CODE = re.compile(r"&(?:\[\w+\]|\"[^\"]*\"|K[\dA-F]{6}|\d+|[A-Z])", re.IGNORECASE)
"""What stands in the head or foot of a printed sheet for its page, date, file and type."""


def read_xlsx(content: bytes) -> Document:
    """Read an .xlsx file.

    Returns:
        Its sheets in order, each with its name as a heading, without pages.

    Raises:
        UnreadableFileError: ``damaged``, ``too_large`` or ``unknown_format``.
    """
    package = open_workbook(content)
    workbook = package.shown
    theme = theme_of(workbook.loaded_theme)
    drafts = [draft for sheet in workbook.worksheets for draft in _SheetReader(sheet, package, theme).drafts()]
    blocks, findings = assemble(drafts)
    return Document(
        format="xlsx",
        blocks=blocks,
        furniture=tuple(_margins(workbook.worksheets)),
        title=clean(workbook.properties.title or "") or None,
        findings=(*findings, *_unread(package)),
    )


def _unread(package: Package) -> Iterator[Finding]:
    """What the file holds that stands in no cell."""
    if package.drawn:
        yield Finding(Code.UNREAD_PART, f"text boxes were not read: {package.drawn[:300]}", value=package.drawn)
    if package.pictured:
        yield Finding(Code.UNREAD_PART, f"pictures and charts were not read: {package.pictured}")


def _margins(sheets: Iterable[Any]) -> Iterator[Line]:
    """Each line of the heads and feet of printed sheets once; belonging to no block, they stand at the first."""
    parts = (
        getattr(margin, side).text
        for sheet in sheets
        if sheet.sheet_state == "visible"
        for margin in (sheet.oddHeader, sheet.oddFooter)
        for side in ("left", "center", "right")
    )
    lines = (clean(_MARGIN_CODE.sub(" ", line)) for part in parts for line in (part or "").splitlines())
    for text in dict.fromkeys(lines):
        if text:
            yield Line(text, places=(Place(0),))


class _SheetReader:
    """Reads one sheet; rows and columns count from 0."""

    def __init__(self, sheet: Any, package: Package, theme: list[str]) -> None:
        self._sheet = sheet
        self._written = package.formulas[sheet.title]._cells if package.formulas else {}
        self._theme = theme
        self._filled = {
            (row - 1, column - 1)
            for (row, column), cell in sheet._cells.items()
            if cell.value is not None or self._lacks_result(cell)
        }

    def _lacks_result(self, cell: Any) -> bool:
        """Whether a cell holds a formula, and the file does not keep what it comes to. A text may come to nothing."""
        written = self._written.get((cell.row, cell.column))
        return cell.value is None and cell.data_type != "str" and written is not None and written.data_type == "f"

    def drafts(self) -> Iterator[Draft]:
        """What the sheet shows, in order, after what is to be said of it.

        Raises:
            UnreadableFileError: ``too_large``.
        """
        name = self._sheet.title
        if not self._filled:
            return
        if self._sheet.sheet_state != "visible":
            yield self._said(Code.HIDDEN_ROWS, f"the sheet '{name}' is hidden and was not read")
            return
        used_rows, used_columns = ({at[axis] for at in self._filled} for axis in (0, 1))
        below = {row + 1 for row in used_rows}  # one that is blank ends a table
        rows = [row for row in sorted(used_rows | below) if not self._is_hidden_row(row)]
        columns = sorted(used_columns.union(self._coloured(used_rows, used_columns)) - self._hidden_columns())
        check_sheet(name, len(rows), len(columns))
        if not _UNNAMED.fullmatch(name):
            yield DraftLine(clean(name), heading=1, at=Place(0, sheet=name))
        yield from self._left_out("rows", (str(row + 1) for row in sorted(used_rows.difference(rows))))
        yield from self._left_out(
            "columns", map(get_column_letter, sorted(at + 1 for at in used_columns.difference(columns)))
        )
        yield from self._beside_cells()
        yield from sheet_drafts(Sheet(name, rows, columns, self._shown(rows, columns)))

    def _said(self, code: Code, message: str, value: str | None = None) -> DraftFinding:
        return DraftFinding(code, message, value, at=Place(0, sheet=self._sheet.title))

    def _left_out(self, what: str, names: Iterable[str]) -> Iterator[DraftFinding]:
        if listed := ", ".join(names):
            yield self._said(Code.HIDDEN_ROWS, f"{what} of the sheet that are hidden were not read", listed)

    def _beside_cells(self) -> Iterator[DraftFinding]:
        """What the sheet holds besides the words and fills of its cells."""
        noted = sum(cell.comment is not None for cell in self._sheet._cells.values())
        if noted:
            yield self._said(Code.UNREAD_PART, f"comments were not read: {noted}")
        rules = [rule for ranged in self._sheet.conditional_formatting for rule in ranged.rules]
        if any(rule.colorScale or rule.iconSet or (rule.dxf and rule.dxf.fill) for rule in rules):
            yield self._said(
                Code.UNREAD_PART, "colours and icons that depend on a value (conditional formatting) were not read"
            )

    def _is_hidden_row(self, row: int) -> bool:
        stated = self._sheet.row_dimensions.get(row + 1)
        if stated is None:
            return bool(self._sheet.sheet_format.zeroHeight)
        return bool(stated.hidden) or stated.height == 0

    def _hidden_columns(self) -> set[int]:
        return {
            column - 1
            for stated in self._sheet.column_dimensions.values()
            if stated.hidden or stated.width == 0
            for column in range(stated.min, min(stated.max, _LAST_COLUMN) + 1)
        }

    def _coloured(self, rows: set[int], columns: set[int]) -> set[int]:
        """The columns amid others that say something by the colours of their cells alone."""
        return {
            column - 1
            for (row, column), cell in self._sheet._cells.items()
            if row - 1 in rows and min(columns) < column - 1 < max(columns) and self._fill(cell)
        }

    def _shown(self, rows: list[int], columns: list[int]) -> dict[tuple[int, int], ShownCell]:
        """What each cell with words or a fill shows, at the first row and column it covers that are not hidden."""
        merged = {
            (area.min_row, area.min_col): (area.max_row - 1, area.max_col - 1)
            for area in self._sheet.merged_cells.ranges
        }
        cells = {}
        for (row, column), cell in self._sheet._cells.items():
            last_row, last_column = merged.get((row, column), (row - 1, column - 1))
            row_at, column_at = bisect_left(rows, row - 1), bisect_left(columns, column - 1)
            if row_at < len(rows) and column_at < len(columns):
                at = rows[row_at], columns[column_at]
                fill = self._fill(cell)
                if at[0] <= last_row and at[1] <= last_column and (fill or (row - 1, column - 1) in self._filled):
                    cells[at] = ShownCell(last_row, last_column, self._content(cell, fill), fill)
        return cells

    def _fill(self, cell: Any) -> str | None:
        pattern = cell.fill if cell.has_style else None
        return colour_of(pattern.fgColor, self._theme) if pattern and pattern.fill_type == "solid" else None

    def _content(self, cell: Any, fill: str | None) -> list[DraftLine | DraftFinding]:
        """What a cell says; nothing where it is blank."""
        if self._lacks_result(cell):
            message = "the file does not keep what a formula of the cell comes to, so that the cell is blank"
            return [DraftFinding(Code.FORMULA_WITHOUT_RESULT, message)]
        if cell.value is None:
            return []
        value, findings = cell.value, list[DraftFinding]()
        if isinstance(value, CellRichText):
            runs = [self._run(part, cell, fill) for part in value]
        else:
            text = shown(value, cell.number_format)
            if text is None:
                text = general(value) if isinstance(value, int | float) else str(value)
                message = f"the number format '{cell.number_format}' is none we know; the value is given as it is kept"
                findings.append(DraftFinding(Code.UNKNOWN_NUMBER_FORMAT, message, text))
            elif not text and str(value).strip():
                findings.append(DraftFinding(Code.HIDDEN_TEXT, "its number format does not show a value", str(value)))
            runs = [self._run(text, cell, fill)]
        said, noticed = read_runs(runs)
        return [*findings, *noticed, *split_lines(said)]

    def _run(self, part: TextBlock | str, cell: Any, fill: str | None) -> Run:
        """A text of a cell as its own type shows it, or the type of the cell."""
        own = part.font if isinstance(part, TextBlock) else None
        font = own or cell.font
        name = (own.rFont if own else font.name) or cell.font.name
        colour = colour_of(font.color, self._theme)
        text = LINE_BREAK.join(seen(unescape(str(part)), name).splitlines(keepends=False))
        unseen = "in the colour of their ground" if colour == (fill or WHITE) else None
        return Run(text, unseen, bool(font.strike), font.vertAlign == "superscript")
