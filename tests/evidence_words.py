"""Are the words inside the boxes of ``evidence`` the values that are said to stand there? Asked of another PDF library.

Papers are read with PDFium; here pdfminer says which characters a page has and where.

    python -m tests.evidence_words data/parquet data/raw
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from pipeline.history.load import load_history
from pipeline.store.fields import Field, fields_of
from pipeline.store.tables import OWNER, PROFILE, EvidenceRow, HistoryRows, ProfileRow, entry_fields

TABLES = ("documents", "entries", "statements", "profiles", "evidence")
"""The tables that are looked at."""

_NO_WORD = re.compile(
    "\\(cid:[0-9]+\\)|[\\s\u00ad\u200b-\u200f\u2010-\u2015\u2060\ufeff-]"
    "|[\ue000-\uf8ff\u2190-\u21ff\u2794-\u27be•·●○▪■◦‣⁃✓❖]"
)
"""Blanks, hyphens, bullets and arrows, which may be printed in other ways than they are read."""
_OF_SYMBOLS = re.compile("symbol|dings", re.IGNORECASE)
"""Fonts of bullets and arrows; pdfminer takes their characters for letters."""
_TYPED = frozenset("*o")
"""Bullets that are letters and signs, too."""
_BESIDE = 0.5
"""Points that the middle of a character may lie outside of its box to the left or right."""
_FEW = 3
"""Characters before one that may be the same one, printed again."""
_SPOT = 0.3
"""Widths of a character, or heights of one that is turned, by which they stand apart at most."""

Box = Sequence[float]


class Value(NamedTuple):
    """A value of a history: whose, of which field and which place among its statements."""

    register_id: str
    risk_id: str
    entry_id: str | None
    field: str
    position: int | None


class Unlike(NamedTuple):
    """A value whose boxes hold other words than it has."""

    value: Value
    said: str
    boxed: str


class _Character(NamedTuple):
    x: float
    y: float
    narrow: float
    text: str


def values_of(history: HistoryRows) -> Iterator[tuple[Value, str | None]]:
    """Each value that a paper gives, with its words; None where only a normal form of them is kept."""
    for row in history.entries:
        shared = row.register_id, row.risk_id, row.entry_id
        yield Value(*shared, "risk_id", None), row.id_raw
        yield from ((Value(*shared, name, None), said) for name, said in _given(row, entry_fields()))
    for line in history.profiles:
        shared_by_line = line.register_id, line.risk_id, line.entry_id
        yield Value(*shared_by_line, f"{PROFILE}risk_id", None), line.id_raw
        for name, said in _given(line, fields_of(ProfileRow)):
            yield Value(*shared_by_line, f"{PROFILE}{name}", None), said
    for each in history.statements:
        at = each.register_id, each.risk_id, each.entry_id
        yield Value(*at, each.field, each.position), each.text
        if each.owner is not None:
            yield Value(*at, f"{each.field}{OWNER}", each.position), each.owner


def _given(row: object, fields: Iterable[Field]) -> Iterator[tuple[str, str | None]]:
    for field in fields:
        normal, said = getattr(row, field.column), getattr(row, field.printed)
        if field.read and (normal is not None or said is not None):
            is_text = field.raw is not None or isinstance(said, str)
            yield field.column, said if is_text and not field.column.startswith("confidence") else None


def evidence_of(history: HistoryRows) -> dict[Value, list[EvidenceRow]]:
    """The places of each value, in their order."""
    found: dict[Value, list[EvidenceRow]] = defaultdict(list)
    for row in sorted(history.evidence, key=lambda row: row.part):
        found[Value(row.register_id, row.risk_id, row.entry_id, row.field, row.position)].append(row)
    return found


def untraced(history: HistoryRows) -> list[Value]:
    """The values that have no evidence."""
    found = evidence_of(history)
    return [value for value, _ in values_of(history) if value not in found]


def unlike(history: HistoryRows, pdfs: Mapping[str, bytes]) -> tuple[int, list[Unlike]]:
    """How many values of some PDFs, by document_id, are printed in words, and those whose boxes hold other words."""
    pages = _pages(history.evidence, pdfs)
    said = dict(values_of(history))
    asked, found = 0, []
    for value, rows in evidence_of(history).items():
        lines = "\n".join(row.text or "" for row in rows)
        if rows[0].document_id not in pdfs or not plain(lines) or "drawn_symbol" in rows[0].treatment:
            continue
        asked += 1
        boxed = "\n".join(
            _inside(pages[row.document_id, row.page or 0], box) for row in rows for box in row.boxes or ()
        )
        words = said[value] or lines
        if not _are_lines(boxed, lines) or plain(lines) != plain(words):
            found.append(Unlike(value, words, boxed))
    return asked, found


def _are_lines(boxed: str, lines: str) -> bool:
    """Whether boxes hold just these lines, one each, some of them behind a bullet that was typed."""
    pairs = list(zip_longest(map(plain, boxed.split("\n")), map(plain, lines.split("\n")), fillvalue=""))
    return all(one == other or (one[:1] in _TYPED and one[1:] == other) for one, other in pairs)


def plain(text: str) -> str:
    """A text without blanks, hyphens and bullets."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text))


def _inside(characters: Sequence[_Character], box: Box) -> str:
    """The characters in a box: across the page in one that lies, in the file's order in one that stands."""
    x0, top, x1, bottom = box
    held = [each for each in characters if x0 - _BESIDE <= each.x <= x1 + _BESIDE and top <= each.y <= bottom]
    found: list[_Character] = []
    for each in sorted(held, key=lambda each: each.x) if x1 - x0 >= bottom - top else held:
        if not any(_is_again(each, other) for other in found[-_FEW:]):
            found.append(each)
    return "".join(each.text for each in found)


def _is_again(one: _Character, other: _Character) -> bool:
    """Whether a character was printed twice on one spot, to look bold."""
    near = _SPOT * one.narrow
    return one.text == other.text and abs(one.x - other.x) < near and abs(one.y - other.y) < near


def _pages(evidence: Iterable[EvidenceRow], pdfs: Mapping[str, bytes]) -> dict[tuple[str, int], list[_Character]]:
    """The characters of each page that any evidence is on, by document_id and number."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for row in evidence:
        if row.document_id in pdfs and row.page:
            wanted[row.document_id].add(row.page)
    found = {}
    for document, numbers in wanted.items():
        device = PDFPageAggregator(PDFResourceManager())
        interpreter = PDFPageInterpreter(device.rsrcmgr, device)
        ordered = sorted(numbers)
        pages = PDFPage.get_pages(BytesIO(pdfs[document]), pagenos=[number - 1 for number in ordered])
        for number, page in zip(ordered, pages, strict=True):
            interpreter.process_page(page)
            found[document, number] = _characters(device.get_result(), page)
    return found


def _characters(layout: LTContainer[Any], page: PDFPage) -> list[_Character]:
    """The characters of a page, from the top left corner of what is seen of it."""
    left, top = _corner(page)
    held = [each for each in _all(layout) if isinstance(each, LTChar) and not _OF_SYMBOLS.search(each.fontname)]
    return [
        _Character((c.x0 + c.x1) / 2 - left, top - (c.y0 + c.y1) / 2, min(c.width, c.height), c.get_text())
        for c in held
    ]


def _all(layout: Iterable[Any]) -> Iterator[Any]:
    for each in layout:
        if isinstance(each, LTContainer):
            yield from _all(each)
        else:
            yield each


def _corner(page: PDFPage) -> tuple[float, float]:
    """Where the top left corner of the crop box is, as pdfminer turns the page."""
    x0, y0, x1, y1 = page.mediabox
    left, bottom, right, top = page.cropbox
    match page.rotate % 360:
        case 90:
            return bottom - y0, x1 - left
        case 180:
            return x1 - right, y1 - bottom
        case 270:
            return y1 - top, right - x0
    return left - x0, top - y0


def main(out: Path, raw: Path) -> None:
    """Print the share of values that stand in their boxes, and those that do not."""
    history = load_history(out, TABLES)
    pdfs = {
        row.document_id: (raw / row.path).read_bytes()
        for row in history.documents
        if row.format == "pdf" and row.document_id
    }
    asked, found = unlike(history, pdfs)
    for each in found:
        print(f"{each.value}\n  {plain(each.said)[:200]}\n  {plain(each.boxed)[:200]}")
    share = 1 - len(found) / max(1, asked)
    print(f"{share:.4f} of {asked} values of {len(pdfs)} PDFs; {len(untraced(history))} values without evidence")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
