"""The history as a workbook (``.xlsx``): a sheet a table, made to be read.

What a paper says is text in every cell: it begins no formula. Scores are coloured, risks and opportunities apart, since
the ones are to fall and the others to rise; both scales of colour are told apart by the colour-blind.
"""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from pipeline.exchange.written import written
from pipeline.history.colours import COLOURS, DARK, LARGEST, score_colour
from pipeline.history.database import asked, open_database, views
from pipeline.store.columns import Column
from pipeline.store.tables import TABLES

_SHEETS = ("latest", *TABLES)
"""What has a sheet of its own: the register as it is now, and every table."""

_LONGEST = 32_767
"""Characters that Excel keeps in a cell."""
_CUT = " … [cut here: a cell holds no more]"
_MOST_ROWS = 1_048_576
"""Rows that Excel keeps in a sheet."""

_NARROWEST, _WIDEST = 8, 48
"""Width of a column, in characters."""
_FITTING = 1.1
"""Letters of a running text to a unit of width: most are narrower than a figure."""
_TALLEST = 12
"""Lines of text that a row shows at most; the cell holds the rest."""
_LINE = 15
"""Height of a line, in points."""
_LOOKED_AT = 300
"""Rows by which the width of a column is settled."""
_HASH, _HASH_WIDTH = 64, 12
"""A hash is no text to read: its column shows how it begins."""

_FEW = 12
"""Words up to which the values of a column are listed."""

_SCORES = ("inherent_score", "current_score", "target_score")
_NOUNS = {"risk": "a risk", "opportunity": "an opportunity"}
_WORDS = {
    "red": "F4B183", "amber": "FFE699", "green": "C6E0B4", "error": "F4B183", "warning": "FFE699",
}  # fmt: skip
"""Colours of cells that hold just a rating or a severity, which stay in words."""
_DOUBT = "FFF2CC"

_NO_TIME = datetime(1980, 1, 1)
"""A workbook has to say a time; this is the first one that its format has."""

_FONT = "Calibri"
_MINDED = (
    "An entry's number is given to another risk sooner or later: follow a risk by its lineage_id.",
    "A row with a doubt should be checked in its paper; the sheet findings says what it is.",
    "A risk is to fall to its target, an opportunity to rise to it: do not average them together.",
    "A quarter of which no paper is held has no rows; editions that were revised are left out.",
    "What each column means is on the sheet columns.",
)

_TOP = Alignment(vertical="top")
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_CENTRED = Alignment(vertical="top", horizontal="center")
_BOLD = Font(name=_FONT, bold=True)
_WHITE = Font(name=_FONT, color="FFFFFF")
_HEAD = Font(name=_FONT, bold=True, color="FFFFFF")


def write_workbook(folder: Path, file: Path, about: Mapping[str, object]) -> None:
    """Write the history in a folder to a workbook, without editions that a later paper superseded.

    ``about`` is what its first sheet says of the history. The same history gives the same bytes.

    Raises:
        FileExistsError: the file is there already.
        OSError: a table has more rows than a sheet can hold, or as for ``open_database``.
    """
    book = Workbook(write_only=True)
    with open_database(folder) as connection, written(file) as part:
        tables = {name: asked(connection, f"FROM {name}") for name in _SHEETS}
        largest = max(LARGEST, *(score or 0 for column in _SCORES for score in tables["entries"][column].to_pylist()))
        _about(book, about, {name: table.num_rows for name, table in tables.items()}, largest)
        _columns(book, largest)
        for name, table in tables.items():
            if table.num_rows >= _MOST_ROWS:
                raise OSError(
                    f"{name} has {table.num_rows} rows, more than a sheet holds; export --csv has all of them"
                )
            _sheet(book, name, table.column_names, table.to_pylist(), largest)
        _save(book, part)


def _save(book: Workbook, file: Path) -> None:
    """Write a workbook that says nothing of when it was written; ``Workbook.save`` would take the time."""
    book.properties.created = book.properties.modified = _NO_TIME
    with _Undated(file, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()


class _Undated(ZipFile):
    """An archive that says of every file in it that it is of ``_NO_TIME``."""

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        """Put a file of the disk into it."""
        with Path(filename).open("rb") as content, self.open(self._info(arcname), "w") as part:
            shutil.copyfileobj(content, part)

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        """Put text or bytes into it."""
        super().writestr(self._info(zinfo_or_arcname), data)

    def _info(self, name: str) -> ZipInfo:
        info = ZipInfo(name, _NO_TIME.timetuple()[:6])
        info.compress_type = self.compression
        return info


def _about(book: Workbook, about: Mapping[str, object], rows: Mapping[str, int], largest: int) -> None:
    sheet = book.create_sheet("about")
    for letter, width in zip("ABC", (22, 30, 110), strict=True):
        sheet.column_dimensions[letter].width = width
    _set_to_width(sheet)
    meanings = {name: table.description for name, table in TABLES.items()}
    listed = [(name, str(rows[name]), meanings.get(name) or views()[name].meaning) for name in _SHEETS]
    facts = [(name, str(fact)) for name, fact in about.items()]
    minded = [("", "", line) for line in _MINDED]
    parts: dict[tuple[str, ...], Sequence[tuple[str, ...]]] = {
        ("Risk history",): facts, ("sheet", "rows", "a row is"): listed, ("Mind",): minded,
    }  # fmt: skip
    for head, lines in parts.items():
        for number, line in enumerate((head, *lines)):
            cells = [_cell(sheet, text, _WRAPPED) for text in line]
            for cell in cells if number == 0 else ():
                cell.font = _BOLD
            sheet.append(cells)
        sheet.append([])
    for kind, colours in COLOURS.items():
        for step, colour in enumerate(colours):
            low, high = (math.floor(largest * part / len(colours)) for part in (step, step + 1))
            cell = _cell(sheet, f"{low + 1} to {high}", _TOP)
            _fill(cell, colour, dark=step >= DARK)
            sheet.append([_cell(sheet, f"score of {_NOUNS[kind]}" if step == 0 else "", _TOP), cell])


def _columns(book: Workbook, largest: int) -> None:
    heads = ("table", "column", "type", "values", "meaning")
    rows = [
        dict(zip(heads, (table.name, column.name, column.type, _values(column), column.description), strict=True))
        for table in TABLES.values()
        for column in table.columns
    ]
    _sheet(book, "columns", heads, rows, largest)


def _values(column: Column) -> str:
    """Which values a column holds, where that takes a few words: a range with its unit, or a column it refers to."""
    few = ", ".join(column.allowed) if len(column.allowed) <= _FEW else "codes"
    return few or column.references or " ".join(filter(None, (column.range, column.unit)))


def _sheet(book: Workbook, name: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]], largest: int) -> None:
    """A sheet with a head that stays, a filter, widths by what is in it, and wrapped text."""
    sheet = book.create_sheet(name)
    widths = [_width(column, rows) for column in columns]
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    _set_to_width(sheet)
    head = [_cell(sheet, column, _WRAPPED) for column in columns]
    for cell in head:
        cell.font, cell.fill = _HEAD, _solid("1F3864")
    sheet.append(head)
    for number, row in enumerate(rows, 2):
        sheet.row_dimensions[number].height = _LINE * _lines(row.values(), widths)
        sheet.append(list(_cells(sheet, row, widths, largest)))


def _set_to_width(sheet: Any) -> None:
    """Let it be printed as wide as a page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", Worksheet.PAPERSIZE_A3
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0


def _cells(sheet: Any, row: Mapping[str, Any], widths: Iterable[float], largest: int) -> Iterator[WriteOnlyCell]:
    for (column, value), width in zip(row.items(), widths, strict=True):
        cell = _cell(sheet, value, _WRAPPED if width >= _WIDEST else _TOP)
        if column in _SCORES and value and (colour := score_colour(row.get("kind", ""), value, largest)):
            _fill(cell, colour.fill, dark=colour.dark)
        elif isinstance(value, str) and value in _WORDS:
            _fill(cell, _WORDS[value])
        elif column == "doubt" and value:
            _fill(cell, _DOUBT)
        yield cell


def _cell(sheet: Any, value: object, alignment: Alignment) -> WriteOnlyCell:
    """A cell; what is in a list is joined by semicolons, and a text is a text, whatever it begins with."""
    if isinstance(value, list):
        value = _joined(value) or None
    elif isinstance(value, bool):
        value = "yes" if value else "no"
    cell = WriteOnlyCell(sheet, value=None if isinstance(value, str) else value)
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
        cell.value = text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT
        cell.data_type = "s"
        cell.quotePrefix = text[:1] in ("=", "+", "-", "@")  # or whoever edits the cell makes a formula of it
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    cell.alignment = alignment if isinstance(value, str) else _CENTRED
    return cell


def _fill(cell: WriteOnlyCell, colour: str, *, dark: bool = False) -> None:
    cell.fill = _solid(colour)
    if dark:
        cell.font = _WHITE


@cache
def _solid(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def _width(column: str, rows: Sequence[Mapping[str, Any]]) -> float:
    """The width that the longest line of a column's first rows needs, and its head with the button of the filter."""
    longest = max((len(line) for row in rows[:_LOOKED_AT] for line in _shown(row[column])), default=0)
    return _HASH_WIDTH if longest == _HASH else min(max(_NARROWEST, len(column) + 4, longest + 2), _WIDEST)


def _lines(values: Iterable[Any], widths: Iterable[float]) -> int:
    """How many lines a row takes, at most as many as are shown of one."""
    needed = (
        sum(max(1, math.ceil(len(line) / (width * _FITTING))) for line in _shown(value)) if width >= _WIDEST else 1
        for value, width in zip(values, widths, strict=True)
    )
    return min(max(needed, default=1), _TALLEST)


def _shown(value: Any) -> list[str]:
    text = _joined(value) if isinstance(value, list) else "" if value is None else str(value)
    return text.splitlines() or [""]


def _joined(values: Iterable[Any]) -> str:
    return "; ".join(f"{value:.1f}" if isinstance(value, float) else str(value) for value in values)
