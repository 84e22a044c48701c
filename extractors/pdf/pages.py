"""The pages of a PDF as printed: words and rules from PDFium, cells by pdfplumber's table finder, each page read once.

Gives a Document of printed lines and of tables page by page, which ``stitch`` makes whole. A page that ``wanted``
turns down after the cheap text pass, and onto which no table can run from the page before, is not read further.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.document import Block, Cell, Document, Line, Paragraph, Table, UnreadableFileError
from extractors.findings import Code, Finding
from extractors.pdf.annotations import show_annotations
from extractors.pdf.drawing import has_outlines, has_picture, is_picture
from extractors.pdf.grid import TOLERANCE, Grid, find_grids
from extractors.pdf.objects import PageObjects, Word
from extractors.pdf.page_words import TextPage
from extractors.pdf.typeset import set_lines
from extractors.pdf.visible import unread_finding, visible_objects
from extractors.places import Box, Place

if TYPE_CHECKING:
    from extractors.pdf.reference import ReferencePages

_MARGIN_ZONE = 0.12
"""Running heads and page numbers stand in this share of the page's height, at its head and its foot."""

_PAGE_NUMBER = re.compile(r"[-–]?\s*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–]?", re.IGNORECASE)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_STAMP = 4
"""A page of no more words than this may be a scan on which a number was stamped: "Page 34", "Agenda Item 5"."""

_WHITE = "#ffffff"

_UNCERTAIN = frozenset((Code.UNDECODABLE_CHARACTERS, Code.UNKNOWN_SYMBOL))
"""Codes of words that are read as the file has them."""


@dataclass(slots=True)
class _Page:
    """One page as read: its blocks in order."""

    number: int
    height: float
    blocks: list[Block]

    def zone(self, block: Block) -> str | None:
        """``head`` or ``foot`` for a paragraph that stands in the page's margin there."""
        box = block.places[0].box if isinstance(block, Paragraph) else None
        if box is None:
            return None
        if box.bottom < _MARGIN_ZONE * self.height:
            return "head"
        return "foot" if box.top > (1 - _MARGIN_ZONE) * self.height else None

    @property
    def runs_on(self) -> bool:
        """Whether a table stands last on the page, so that the next page may go on with it."""
        last = next((block for block in reversed(self.blocks) if self.zone(block) != "foot"), None)
        return isinstance(last, Table)


def read_pages(
    content: bytes,
    wanted: Callable[[str], bool] | None = None,
    *,
    recognised: Collection[int] = (),
    reference: bool = False,
) -> Document:
    """Read a PDF's pages into a Document of printed lines and tables page by page.

    Args:
        content: the file's bytes.
        wanted: decides by a page's plain text whether it is read; None reads every page.
        recognised: the pages whose words come from text recognition; they have no ink of their own.
        reference: take words and rules from pdfplumber instead of PDFium (slow; to compare with).

    Raises:
        UnreadableFileError: the file is ``damaged``, ``encrypted`` or has no page (``empty``).
    """
    pages: list[_Page] = []
    skipped: list[int] = []
    findings: list[Finding] = []
    known: list[tuple[float, ...]] = []
    blocks = 0
    unread = 0
    with _opened(content) as pdf, _Reference(content) as slow:
        count = len(pdf)
        for number in range(1, count + 1):
            here = Place(blocks, page=number)
            runs_on = bool(pages) and pages[-1].number == number - 1 and pages[-1].runs_on
            try:
                page = show_annotations(pdf, number - 1)
            except pypdfium2.PdfiumError:
                unread += 1
                findings.append(Finding(Code.UNREADABLE_PAGE, f"page {number} is damaged and was not read", here))
                continue
            with closing(page), closing(TextPage(page)) as text_page:
                if not text_page.text.strip():
                    if has_picture(page) or has_outlines(page):
                        message = f"page {number} holds a picture, and no text that can be read"
                        findings.append(Finding(Code.NO_TEXT_LAYER, message, here))
                    continue
                if len(text_page.text.split()) <= _STAMP and is_picture(page):
                    message = f"page {number} is a picture, with no text but '{' '.join(text_page.text.split())}'"
                    findings.append(Finding(Code.NO_TEXT_LAYER, message, here))
                if wanted is not None and not runs_on and not wanted(text_page.text):
                    skipped.append(number)
                    continue
                if reference or _RIGHT_TO_LEFT.search(text_page.text):
                    objects = slow.objects(number)
                    message = f"page {number} was read through pdfplumber, the slower way"
                    findings.append(Finding(Code.FALLBACK_READER, message, here))
                else:
                    objects = visible_objects(text_page, number, recognised=number in recognised)
            findings += (replace(finding, place=here) for finding in objects.findings)
            read = _read_page(objects, known, blocks, findings)
            blocks += len(read.blocks)
            pages.append(read)
    if unread == count:
        raise UnreadableFileError("damaged", "no page of the PDF can be read; fetch it again from where it came")
    body, furniture = _part_furniture(pages)
    return Document("pdf", body, furniture, pages=count, skipped=tuple(skipped), findings=tuple(findings))


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableFileError("encrypted", "the PDF asks for a password; save an open copy of it") from error
        raise UnreadableFileError("damaged", "the PDF is damaged; fetch it again from where it came") from error
    try:
        if not len(pdf):
            raise UnreadableFileError("empty", "the PDF has no pages")
        if pdf.get_formtype() != pdfium.FORMTYPE_NONE:
            pdf.init_forms()
        yield pdf
    finally:
        pdf.close()


class _Reference:
    """pdfplumber's view of the file, opened when the first page needs it."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._pages: ReferencePages | None = None

    def objects(self, number: int) -> PageObjects:
        if self._pages is None:
            from extractors.pdf.reference import ReferencePages

            self._pages = ReferencePages(self._content)
        return self._pages.objects(number)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pages is not None:
            self._pages.close()


def _read_page(
    objects: PageObjects, known: list[tuple[float, ...]], first_block: int, findings: list[Finding]
) -> _Page:
    """Sort a page's words into its tables' cells and, outside them, into lines; blocks in reading order.

    What is to be said of words outside of tables that are not read is added to ``findings``.
    """
    here = Place(first_block, page=objects.number)
    coloured = [box for box, colour in objects.fills if colour != _WHITE]
    grids = find_grids(objects.rules, objects.words, known, coloured)
    inside, outside = _sort_words(itertools.chain(objects.words, objects.unread), grids)
    words, unread = _without_unread(outside, here)
    findings += unread
    loose = [Paragraph(line) for line in set_lines(words, (0.0, objects.width), here)]
    order: list[tuple[float, Paragraph | int]] = [(_top(paragraph), paragraph) for paragraph in loose]
    for index, grid in enumerate(grids):
        if inside[index] or len(grid.cells) > 1:
            order.append((grid.ys[0], index))
    page = _Page(objects.number, objects.height, [])
    for block, (_, item) in enumerate(sorted(order, key=lambda entry: entry[0]), first_block):
        if isinstance(item, Paragraph):
            places = tuple(replace(place, block=block) for place in item.places)
            page.blocks.append(Paragraph(replace(item.line, places=places)))
        else:
            known.append(grids[item].xs)
            page.blocks.append(_table(grids[item], inside[item], objects, block))
    return page


def _top(paragraph: Paragraph) -> float:
    box = paragraph.places[0].box
    return box.top if box else 0.0


_Inside = dict[int, list[Word]]


def _sort_words(words: Iterable[Word], grids: Sequence[Grid]) -> tuple[list[_Inside], list[Word]]:
    """Each word once: by grid and cell number, or outside all of them."""
    indexes = [grid.index() for grid in grids]
    inside: list[_Inside] = [{} for _ in grids]
    outside = []
    for word in words:
        x, y = word.centre
        for number, grid in enumerate(grids):
            x0, top, x1, bottom = grid.box
            if x0 - TOLERANCE <= x <= x1 + TOLERANCE and top - TOLERANCE <= y <= bottom + TOLERANCE:
                cell = indexes[number].get(grid.position(x, y))
                if cell is not None:
                    inside[number].setdefault(cell, []).append(word)
                    break
        else:
            outside.append(word)
    return inside, outside


def _table(grid: Grid, inside: _Inside, objects: PageObjects, block: int) -> Table:
    cells = []
    for number, (row, column, row_span, column_span, box) in enumerate(grid.cells):
        place = Place(block, row, column, objects.number, Box(*(round(value, 2) for value in box)))
        words, findings = _without_unread(inside.get(number, ()), place)
        lines = tuple(set_lines(words, (box.x0, box.x1), place))
        fill = _fill_of(box, objects.fills)
        cells.append(Cell(row, column, lines, row_span, column_span, fill, (), (place,), findings))
    place = Place(block, page=objects.number, box=Box(*(round(value, 2) for value in grid.box)))
    return Table(len(grid.ys) - 1, len(grid.xs) - 1, tuple(cells), edges=grid.xs, places=(place,))


def _without_unread(words: Iterable[Word], place: Place) -> tuple[list[Word], tuple[Finding, ...]]:
    """The words of a place that are read, and what is to be said there of those that are not, or not for certain."""
    read: list[Word] = []
    others: dict[Code, list[Word]] = {}
    for word in words:
        if word.unread is None or word.unread in _UNCERTAIN:
            read.append(word)
        if word.unread is not None:
            others.setdefault(word.unread, []).append(word)
    return read, tuple(unread_finding(code, unread, place) for code, unread in others.items())


def _fill_of(box: Box, fills: Iterable[tuple[Box, str]]) -> str | None:
    """The colour painted last over most of a cell; white is no fill."""
    area = (box.x1 - box.x0) * (box.bottom - box.top)
    colour = None
    for fill, painted in fills:
        width = min(box.x1, fill.x1) - max(box.x0, fill.x0)
        height = min(box.bottom, fill.bottom) - max(box.top, fill.top)
        if width > 0 and height > 0 and width * height > area / 2:
            colour = painted
    return None if colour == _WHITE else colour


def _part_furniture(pages: Sequence[_Page]) -> tuple[tuple[Block, ...], tuple[Line, ...]]:
    """Part running heads, running feet and page numbers from what the paper says.

    A running head says something the first time (it may be the paper's title) and is furniture after that.
    """
    seen = Counter(key for page in pages for key in {_furniture_key(page, block) for block in page.blocks} if key)
    body: list[Block] = []
    furniture: list[Line] = []
    said: set[tuple[str, str]] = set()
    for page in pages:
        for block in page.blocks:
            key = _furniture_key(page, block)
            if key is None or not isinstance(block, Paragraph):
                body.append(block)
                continue
            repeated = seen[key] > 1 and (key[0] == "foot" or key in said)
            said.add(key)
            if repeated or _PAGE_NUMBER.fullmatch(block.line.text):
                furniture.append(block.line)
            else:
                body.append(block)
    return tuple(body), tuple(furniture)


def _furniture_key(page: _Page, block: Block) -> tuple[str, str] | None:
    """What makes two lines in the margins of two pages the same: their words, whatever page number is among them.

    At the head only the page's own number is left aside: two registers in one file differ in a number there.
    """
    zone = page.zone(block)
    if zone is None or not isinstance(block, Paragraph):
        return None
    return zone, re.sub(rf"\b{page.number}\b" if zone == "head" else r"\d+", "#", block.line.text)
