"""The pages of a PDF as printed: words and rules from PDFium, cells from where rules cross, each page read once.

Gives a Document of printed lines and of tables page by page, which ``stitch`` makes whole. A page that ``wanted``
turns down after the cheap text pass, and onto which no table can run from the page before, is not read further.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

import pypdfium2
import pypdfium2.raw as pdfium

from extractors.bounds import PAGE_AREA, PAGES, PageTooLargeError, check_page, too_large
from extractors.document import Document, UnreadableFileError
from extractors.findings import Code, Finding
from extractors.pdf.annotations import Undrawn, show_annotations
from extractors.pdf.drawing import has_outlines, has_picture, is_picture
from extractors.pdf.furniture import part_furniture
from extractors.pdf.objects import PageDamagedError, PageObjects
from extractors.pdf.page_blocks import PageBlocks, blocks_of
from extractors.pdf.page_words import TextPage
from extractors.pdf.undecodable import mark_undecodable, printable
from extractors.pdf.upright import Upright
from extractors.pdf.visible_objects import visible_objects
from extractors.places import Place

if TYPE_CHECKING:
    from extractors.pdf.reference import ReferencePages

_FEW = 2
"""Pages; a paper of no more is read whole, for its pages are soon read and it may have a register of few words."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]{2}")
_STAMP = 4
"""A page of no more words than this may be a scan on which a number was stamped: "Page 34", "Agenda Item 5"."""


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
        UnreadableFileError: the file is ``damaged``, ``encrypted``, ``too_large`` or has no page (``empty``).
    """
    with _opened(content) as pdf, _Reference(content) as slow:
        reading = _Reading(pdf, slow, wanted, recognised, reference)
        count = len(pdf)
        if count > PAGES:
            raise too_large(f"the PDF says that it has {count} pages")
        unread = sum(not reading.read(number) for number in range(1, count + 1))
    if unread == count and reading.given_up:
        raise too_large(f"every page of the PDF is damaged or holds too much, page {reading.given_up}")
    if unread == count:
        raise UnreadableFileError("damaged", "no page of the PDF can be read; fetch it again from where it came")
    body, furniture = part_furniture(reading.pages)
    findings = (*reading.findings, *reading.lost())
    return Document("pdf", body, furniture, pages=count, skipped=tuple(reading.skipped), findings=findings)


class _Reading:
    """What has been read of a PDF so far, page by page."""

    def __init__(
        self,
        pdf: Any,
        slow: _Reference,
        wanted: Callable[[str], bool] | None,
        recognised: Collection[int],
        reference: bool,
    ) -> None:
        self._pdf, self._slow = pdf, slow
        self._wanted = wanted if len(pdf) > _FEW else None
        self._recognised, self._reference = recognised, reference
        self.pages: list[PageBlocks] = []
        self.skipped: list[int] = []
        self.given_up = ""
        """The first page that holds too much, and what."""
        self.findings: list[Finding] = []
        self._pictures: list[int] = []
        self._known: list[tuple[float, ...]] = []
        self._blocks = 0
        self._upright = Upright()

    def read(self, number: int) -> bool:
        """Read one page, counted from 1; False where it is damaged or holds too much."""
        try:
            return self._read(number)
        except (pypdfium2.PdfiumError, PageDamagedError):
            self._say(Code.UNREADABLE_PAGE, f"page {number} is damaged and was not read", number)
            return False
        except PageTooLargeError as error:
            self.given_up = self.given_up or f"{number} with {error}"
            message = f"page {number} holds far more than one of a register, and was not read: {error}"
            self._say(Code.UNREADABLE_PAGE, message, number)
            return False

    def _read(self, number: int) -> bool:
        page, undrawn = show_annotations(self._pdf, number - 1)
        with closing(page), closing(TextPage(page)) as text_page:
            if not self._is_wanted(text_page, number):
                return True
            turn = None if self._is_slow(text_page) else self._upright.turn(text_page)
            if turn is None or not turn.stale:
                objects = self._objects(text_page, number, undrawn)
        if turn and turn.stale:
            with closing(self._pdf[number - 1]) as page, closing(TextPage(page)) as text_page:
                objects = self._objects(text_page, number, undrawn)
        place = Place(self._blocks, page=number)
        self.findings += (replace(finding, place=place) for finding in objects.findings)
        blocks = blocks_of(objects, self._known, self._blocks)
        self._blocks += len(blocks.blocks)
        self.pages.append(blocks.moved(turn.back) if turn else blocks)
        self.findings += self.pages[-1].findings
        return True

    def lost(self) -> Iterator[Finding]:
        """What the pages without text may hold: more of a table that was read."""
        pages = {page.number: page for page in self.pages}
        for number in self._pictures:
            before, after = pages.get(number - 1), pages.get(number + 1)
            if (before and before.runs_on) or (after and after.goes_on):
                message = f"a table on the page beside it may go on on page {number}, of which nothing was read"
                yield Finding(Code.UNREAD_PART, message, Place(0, page=number))

    def _say(self, code: Code, message: str, number: int) -> None:
        self.findings.append(Finding(code, message, Place(self._blocks, page=number)))

    def _is_wanted(self, text_page: TextPage, number: int) -> bool:
        """Whether a page has text that is asked for, or a table may run onto it; what it lacks is said."""
        page, plain = text_page.page, text_page.plain if text_page.plain.strip() else text_page.text
        first = plain.split(maxsplit=_STAMP)
        if not first:
            if has_picture(page) or has_outlines(page):
                self._say(Code.NO_TEXT_LAYER, f"page {number} holds a picture, and no text that can be read", number)
                self._pictures.append(number)
            return False
        if len(first) <= _STAMP and is_picture(page):
            text = printable(" ".join(first))
            self._say(Code.NO_TEXT_LAYER, f"page {number} is a picture, with no text but '{text}'", number)
            self._pictures.append(number)
        runs_on = bool(self.pages) and self.pages[-1].number == number - 1 and self.pages[-1].runs_on
        wanted = self._wanted is None or runs_on or self._wanted(plain)
        if not wanted:
            self.skipped.append(number)
        return wanted

    def _is_slow(self, text_page: TextPage) -> bool:
        """Whether a page is read through pdfplumber: PDFium orders words that run from right to left its own way."""
        return self._reference or bool(_RIGHT_TO_LEFT.search(text_page.text))

    def _objects(self, text_page: TextPage, number: int, undrawn: Sequence[Undrawn]) -> PageObjects:
        width, height = text_page.frame.size
        if min(width, height, *text_page.page.get_size()) < 1 or not math.isfinite(width * height):
            raise PageDamagedError
        check_page("square points", width * height, PAGE_AREA)
        if not self._is_slow(text_page):
            return visible_objects(text_page, number, undrawn, recognised=number in self._recognised)
        objects = self._slow.objects(number, len(self._pdf))
        self._say(Code.FALLBACK_READER, f"page {number} was read through pdfplumber, the slower way", number)
        return replace(objects, words=mark_undecodable(objects.words))


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

    def objects(self, number: int, count: int) -> PageObjects:
        """What stands on a page of a file of so many pages.

        Raises:
            PageDamagedError: pdfplumber cannot tell.
        """
        from extractors.pdf.reference import ReferencePages

        if self._pages is None:
            self._pages = ReferencePages(self._content)
        return self._pages.objects(number, count)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pages is not None:
            self._pages.close()
