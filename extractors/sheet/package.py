"""Excel workbooks (.xlsx) opened with openpyxl: bounded in size, and refused with advice where they cannot be read."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
from lxml import etree

from extractors.document import UnreadableFileError

_MOST_BYTES = 32 * 2**20
"""Of unpacked XML: a register has a hundredth of that, and a file made to fill the memory more."""
_STRICT = b"http://purl.oclc.org/ooxml/"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
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
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, etree.XMLSyntaxError, ParseError,
        KeyError, ValueError, TypeError, AttributeError, IndexError,
    ) as error:  # fmt: skip
        # openpyxl has no error of its own for a part that is missing or holds what it does not expect.
        raise UnreadableFileError("damaged", f"the workbook is damaged; {_SAVE_AGAIN}") from error
    return Package(shown, formulas, _drawn(members), _pictured(content))


def _members(content: bytes) -> dict[str, bytes]:
    """The XML in the archive. An archive cannot unpack to more than it states."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [info for info in archive.infolist() if info.filename.casefold().endswith((".xml", ".rels", ".vml"))]
        if sum(info.file_size for info in parts) > _MOST_BYTES:
            message = (
                f"the workbook unpacks to more than {_MOST_BYTES // 2**20} MB; "
                "save the sheet that holds the register as a workbook of its own and offer that"
            )
            raise UnreadableFileError("too_large", message)
        return {info.filename: archive.read(info) for info in parts}


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
