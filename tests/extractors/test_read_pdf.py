"""The PDF reader: nothing is lost, its cells are pdfplumber's, each page is touched once."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Document, Line, Paragraph, Table, UnreadableFileError
from extractors.lines.bullets import GLYPHS
from extractors.pdf.pages import read_pages
from extractors.pdf.printed import PrintedLine
from extractors.pdf.stitch import stitch
from tests.builder import build

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "data" / "samples").glob("*.pdf"))
MARKERS = Counter(GLYPHS)


@cache
def archive_pdfs(archive: Path) -> list[tuple[bytes, Document]]:
    """Each PDF of the archive, and its pages as read."""
    contents = [path.read_bytes() for path in sorted(archive.rglob("*.pdf"))]
    return [(content, read_pages(content)) for content in contents]


def letters(text: str) -> Counter[str]:
    """The characters of a text but for blanks and bullet glyphs."""
    text = unicodedata.normalize("NFC", text).replace("\x02", "-").replace("\ufffe", "-")
    text = text.replace("(cid:127)", "")  # how pdfminer spells the bullet of the standard fonts
    return Counter(char for char in text if not char.isspace() and char not in MARKERS)


def lines_by_page(document: Document) -> Iterator[tuple[int, str]]:
    for block in document.blocks:
        lines = [block.line] if isinstance(block, Paragraph) else [line for cell in block.cells for line in cell.lines]
        for line in lines:
            yield page_of(line), spelt(line)
    for line in document.furniture:
        yield page_of(line), spelt(line)


def page_of(line: Line) -> int:
    page = line.places[0].page
    assert page is not None
    return page


def spelt(line: Line) -> str:
    """A printed line with the dash that may have been its marker."""
    printed = line.printed if isinstance(line, PrintedLine) else None
    return (printed.dash or "" if printed else "") + line.text


def cells_of(document: Document) -> dict[int, list[str]]:
    """The texts of all filled cells by page, without blanks and bullets, sorted.

    Plain pdfplumber does not see a table of one cell, so those are left out here.
    """
    pages: dict[int, list[str]] = {}
    for table in document.tables:
        for cell in table.cells if len(table.cells) > 1 else ():
            text = "".join(sorted(letters("".join(map(spelt, cell.lines))).elements()))
            if text:
                pages.setdefault(cell.places[0].page or 0, []).append(text)
    return {page: sorted(texts) for page, texts in pages.items()}


def check_conservation(content: bytes, document: Document) -> None:
    read: dict[int, Counter[str]] = {}
    for page, text in lines_by_page(document):
        read.setdefault(page, Counter()).update(letters(text))
    pdf = pypdfium2.PdfDocument(content)
    for number, page in enumerate(pdf, 1):
        assert read.get(number, Counter()) == letters(page.get_textpage().get_text_range()), f"page {number}"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[:10])
def test_every_character_of_a_sample_lands_in_one_place(path: Path) -> None:
    content = path.read_bytes()
    check_conservation(content, read_pages(content))


def test_every_character_of_the_archive_lands_in_one_place(archive: Path) -> None:
    for content, document in archive_pdfs(archive):
        check_conservation(content, document)


def test_stitching_loses_no_character_of_the_archive(archive: Path) -> None:
    """But for dashes that turn out to be list markers."""
    for _, printed in archive_pdfs(archive):
        whole = [letters("".join(text for _, text in lines_by_page(d))) for d in (printed, stitch(printed))]
        for dash in "-–—":
            whole[0].pop(dash, 0), whole[1].pop(dash, 0)
        assert whole[0] == whole[1]


def grids(document: Document) -> list[list[tuple[int, int, int, int, Counter[str], str | None]]]:
    return [
        [(c.row, c.column, c.row_span, c.column_span, letters(c.text), c.fill) for c in table.cells]
        for table in document.tables
    ]


def test_cells_are_those_of_plain_pdfplumber_and_of_the_slow_way_through_it(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both in one test: what takes pdfplumber long, to take in what stands on a page, it does once for both."""
    for content, document in archive_pdfs(archive):
        ours = cells_of(document)
        with pdfplumber.open(io.BytesIO(content)) as pdf, monkeypatch.context() as patched:
            for page in pdf.pages:
                texts = [letters(cell) for table in page.extract_tables() for row in table for cell in row if cell]
                theirs = sorted("".join(sorted(text.elements())) for text in texts if text)
                assert ours.get(page.page_number, []) == theirs, f"page {page.page_number}"
            patched.setattr(pdfplumber, "open", lambda _, pdf=pdf: pdf)
            assert grids(read_pages(content, reference=True)) == grids(document)


@pytest.mark.parametrize("fault", ["shaded_cells", "rules_as_rectangles", "no_closing_rule", "shifted_page_box"])
def test_the_slow_way_gives_the_same_cells_of_faulty_papers(fault: str) -> None:
    content = build("2018-19-q1", "pdf", {fault})
    assert grids(read_pages(content, reference=True)) == grids(read_pages(content))


def test_each_page_is_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    get_page = pypdfium2.PdfDocument.get_page

    def counted(self: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
        opened.append(index)
        return get_page(self, index)

    monkeypatch.setattr(pypdfium2.PdfDocument, "get_page", counted)
    document = read_pages(build("2018-19-q1", "pdf", {"cut_row"}))
    assert opened == list(range(document.pages or 0))


def drawn(*pages: list[str], rules: bool = False) -> bytes:
    """A small PDF with some lines of text on each page, and a 2×2 grid under them if asked for."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for lines in pages:
        for row, text in enumerate(lines):
            canvas.drawString(72, 700 - 20 * row, text)
        if rules:
            canvas.grid([60, 200, 400], [60, 100, 140])
            canvas.drawString(70, 80, "cell")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_pages_that_are_not_wanted_are_ruled_out_by_their_text() -> None:
    content = drawn(["Agenda"], ["A register"], ["Minutes"])
    document = read_pages(content, wanted=lambda text: "register" in text)
    assert document.skipped == (1, 3)
    assert [block.line.text for block in document.blocks if isinstance(block, Paragraph)] == ["A register"]


def test_a_paper_of_few_pages_is_read_whole() -> None:
    assert read_pages(drawn(["Agenda"], ["Minutes"]), wanted=lambda text: "register" in text).skipped == ()


def test_a_page_on_which_a_table_may_go_on_is_read_whatever_its_text_says() -> None:
    content = drawn(["A register"], ["More of it"], ["And more"], rules=True)
    document = read_pages(content, wanted=lambda text: "register" in text)
    assert document.skipped == ()
    assert len(document.tables) == 3


def test_page_numbers_and_running_feet_are_furniture() -> None:
    document = read_pages(build("2018-19-q1", "pdf", {"page_furniture"}))
    assert document.furniture
    assert {line.text for line in document.furniture if line.text.isdigit()} <= {str(n) for n in range(1, 30)}
    assert not [line for line in document.furniture if "Corporate" in line.text and page_of(line) == 1]


def scanned() -> bytes:
    """A page of text, a blank page, and a page that is a picture."""
    picture = Image.new("L", (200, 100), 128)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.drawString(72, 700, "one")
    canvas.showPage()
    canvas.showPage()
    canvas.drawImage(ImageReader(picture), 72, 400)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def test_a_page_without_a_text_layer_is_reported_and_a_blank_one_is_not() -> None:
    document = read_pages(scanned())
    assert [(f.code, f.place and f.place.page) for f in document.findings] == [("no_text_layer", 3)]


def stamped(text: str, width: float, height: float) -> bytes:
    """A page that is a picture of some size, with a line of text on it."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 800), invariant=1)
    canvas.drawImage(ImageReader(Image.new("L", (200, 100), 128)), 0, 0, width, height)
    canvas.drawString(400, 20, text)
    canvas.save()
    return buffer.getvalue()


def test_a_scan_with_a_number_stamped_on_it_has_no_text_layer() -> None:
    assert [f.code for f in read_pages(stamped("Page 34", 600, 800)).findings] == ["no_text_layer"]


@pytest.mark.parametrize(("text", "height"), [("Page 34", 200), ("A cover with a title on a picture", 800)])
def test_a_logo_and_a_picture_behind_words_are_no_scan(text: str, height: float) -> None:
    assert read_pages(stamped(text, 600, height)).findings == ()


def test_a_damaged_page_is_reported_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    get_page = pypdfium2.PdfDocument.get_page

    def damaged(self: pypdfium2.PdfDocument, index: int) -> pypdfium2.PdfPage:
        if index == 1:
            raise pypdfium2.PdfiumError("Failed to load page.")
        return get_page(self, index)

    monkeypatch.setattr(pypdfium2.PdfDocument, "get_page", damaged)
    document = read_pages(drawn(["one"], ["two"], ["three"]))
    assert [(f.code, f.place and f.place.page) for f in document.findings] == [("unreadable_page", 2)]
    assert [block.line.text for block in document.blocks if isinstance(block, Paragraph)] == ["one", "three"]


def test_a_score_s_fill_is_read_and_white_is_no_fill() -> None:
    document = read_pages(build("may-2016", "pdf", {"shaded_cells"}))
    fills = {cell.fill for table in document.tables for cell in table.cells}
    assert "#ff0000" in fills
    assert None in fills
    assert "#ffffff" not in fills


def test_a_damaged_file_is_an_error_of_one_sentence() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_pages(b"%PDF-1.7 and then nothing")
    assert caught.value.code == "damaged"


def test_a_locked_file_says_that_it_asks_for_a_password() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt="secret")
    canvas.drawString(72, 700, "hidden")
    canvas.save()
    with pytest.raises(UnreadableFileError) as caught:
        read_pages(buffer.getvalue())
    assert caught.value.code == "encrypted"


def test_right_to_left_text_is_read_the_slow_way_and_says_so() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    font = next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None)
    if font is None:
        pytest.skip("no font with Hebrew letters at hand")
    pdfmetrics.registerFont(TTFont("hebrew", font))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont("hebrew", 12)
    canvas.drawString(72, 700, "\u05d0\u05d1\u05d2 and more")
    canvas.save()
    document = read_pages(buffer.getvalue())
    assert "fallback_reader" in {finding.code for finding in document.findings}
    assert [letters(block.line.text) for block in document.blocks if isinstance(block, Paragraph)] == [
        letters("\u05d0\u05d1\u05d2 and more")
    ]


def test_tables_are_blocks_between_paragraphs_in_reading_order() -> None:
    kinds = [type(block) for block in read_pages(drawn(["Above"], rules=True)).blocks]
    assert kinds == [Paragraph, Table]
