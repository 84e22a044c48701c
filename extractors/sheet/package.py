"""Excel workbooks (.xlsx) opened with openpyxl: bounded in size, and refused with advice where they cannot be read."""

from __future__ import annotations

import io
import lzma
import re
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from lxml import etree

from extractors.bounds import CELLS, check_archive, check_elements, is_markup, too_large
from extractors.document import UnreadableFileError

_STRICT = b"http://purl.oclc.org/ooxml/"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_MERGED = re.compile(
    rb"""mergeCell\s[^>]{0,99}?ref\s*=\s*["']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})["']""",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"/media/|/charts/chart\d*\.xml$")
_WORDS = re.compile(rb"<a:t>([^<]+)</a:t>")
_SAVE_AGAIN = "open it in Excel or LibreOffice, save it as a new .xlsx and offer that"


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook as it shows: with the results of formulas. ``formulas`` is the same with the formulas themselves.

    ``drawn`` are the words in its text boxes and shapes, ``pictured`` the number of its pictures and charts.
    """

    shown: Any
    formulas: Any | None
    drawn: str
    pictured: int


def open_workbook(content: bytes) -> Package:
    """Open the bytes of an .xlsx file.

    Raises:
        UnreadableFileError: ``damaged``, ``too_large``, or ``unknown_format`` for the strict kind of Open XML.
    """
    try:
        members = _members(content)
        if any(_STRICT in members[name] for name in members if name.casefold().endswith("workbook.xml")):
            message = f"the workbook is saved as Strict Open XML; {_SAVE_AGAIN}"
            raise UnreadableFileError("unknown_format", message)
        computed = any(_FORMULA.search(data) for name, data in members.items() if "/worksheets/" in name)
        shown = _load(content, results=True)
        formulas = _load(content, results=False) if computed else None
    except (
        zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, NotImplementedError, etree.XMLSyntaxError,
        ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, RecursionError, OverflowError,
    ) as error:  # fmt: skip
        # openpyxl has no error of its own for a part that is missing or holds what it does not expect.
        raise UnreadableFileError("damaged", f"the workbook is damaged; {_SAVE_AGAIN}") from error
    return Package(shown, formulas, _drawn(members), _pictured(content))


def _members(content: bytes) -> dict[str, bytes]:
    """The XML in the archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        listed = archive.infolist()
        if any(info.flag_bits & 1 for info in listed):
            raise UnreadableFileError("encrypted", f"the workbook asks for a password; {_SAVE_AGAIN}")
        check_archive(listed)
        members = {info.filename: archive.read(info) for info in listed if is_markup(info.filename)}
    check_elements(members)
    _check_merged(members)
    return members


def _check_merged(members: dict[str, bytes]) -> None:
    """Refuse merged cells that cover more than a register has, for openpyxl makes a cell of each that they cover."""
    covered = 0
    for data in members.values():
        for first_column, first_row, last_column, last_row in _MERGED.findall(data):
            columns, rows = _columns_to(last_column) - _columns_to(first_column), int(last_row) - int(first_row)
            covered += (abs(columns) + 1) * (abs(rows) + 1)
    if covered > CELLS:
        raise too_large(f"merged cells of the workbook cover {covered} cells")


def _columns_to(letters: bytes) -> int:
    """The number of a column by its letters, from 1."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + letter - ord("A") + 1
    return number


def _load(content: bytes, *, results: bool) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it does not keep when it saves, which we do not do
        return openpyxl.load_workbook(io.BytesIO(content), data_only=results, rich_text=True, keep_links=False)


def _drawn(members: dict[str, bytes]) -> str:
    found = (word for name, data in sorted(members.items()) if "/drawings/" in name for word in _WORDS.findall(data))
    return " ".join(word.decode("utf-8", "replace") for word in found)


def _pictured(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(_PICTURE.search(name) is not None for name in archive.namelist())
