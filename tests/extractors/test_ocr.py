"""Pages that are pictures are read when asked to, and say so; nothing else about the paper changes."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

from extractors.document import Document, Paragraph
from extractors.findings import Code, Finding
from extractors.pdf import ocr, pages
from extractors.pdf.ocr import OcrError, add_text_layer
from extractors.read import read_document
from tests.builder import build, load_edition, shortened
from tests.extractors.programs import is_running, stand_in, temporary_files_in
from tests.reading import registers_in

SCANNED_AT = 200


@pytest.fixture(scope="module")
def tesseract() -> str:
    command = shutil.which("tesseract")
    if command is None:
        pytest.skip("Tesseract is not installed")
    return command


@pytest.fixture(scope="module")
def printed() -> bytes:
    return build(shortened(load_edition("2018-19-q1")), "pdf")


@pytest.fixture(scope="module")
def picture(printed: bytes) -> Image.Image:
    """The register's only page, as a scanner sees it."""
    pdf = pypdfium2.PdfDocument(printed)
    assert len(pdf) == 1
    seen: Image.Image = pdf[0].render(scale=SCANNED_AT / 72, grayscale=True).to_pil().convert("L")
    return seen


@pytest.fixture(scope="module")
def head(picture: Image.Image) -> Image.Image:
    """The head of that page, which has few words: enough where it matters only that there are some."""
    return picture.crop((0, 0, picture.width, picture.height // 8))


@pytest.fixture(scope="module")
def read(tesseract: str, printed: bytes, picture: Image.Image) -> Document:
    """A paper of the printed register and its scan, laid on the scanner sideways, with a blank picture before each."""
    blank = scan(Image.new("L", (400, 400), 255))
    content = joined(blank, printed, blank, scan(picture.rotate(90, expand=True)))
    return read_document(content, "pdf", ocr=True)


@pytest.fixture
def scanned() -> bytes:
    """Two pages of a picture each, with no words on them."""
    picture = Image.new("L", (200, 200), 255)
    ImageDraw.Draw(picture).ellipse((50, 50, 150, 150), 0)
    return scan(picture, picture)


def scan(*pictures: Image.Image) -> bytes:
    buffer = io.BytesIO()
    pictures[0].save(buffer, "PDF", resolution=SCANNED_AT, save_all=True, append_images=pictures[1:])
    return buffer.getvalue()


def joined(*papers: bytes) -> bytes:
    whole, buffer = pypdfium2.PdfDocument.new(), io.BytesIO()
    for paper in papers:
        whole.import_pages(pypdfium2.PdfDocument(paper))
    whole.save(buffer)
    return buffer.getvalue()


def findings(document: Document) -> list[tuple[str, int | None]]:
    """What is said of pages; not which of them a table may go on on."""
    return [(finding.code, finding.place.page if finding.place else None) for finding in of_pages(document)]


def of_pages(document: Document) -> list[Finding]:
    return [finding for finding in document.findings if finding.code != Code.UNREAD_PART]


def test_each_page_that_was_a_picture_is_reported(read: Document) -> None:
    assert findings(read) == [("no_text_layer", 1), ("no_text_layer", 3), ("read_by_ocr", 4)]
    assert all("got none out of it" in finding.message for finding in of_pages(read)[:2])
    assert "check its values" in of_pages(read)[2].message


def test_pages_with_text_are_as_they_were(read: Document, printed: bytes) -> None:
    kept = [block for block in read.blocks if block.places[0].page == 2]
    assert tuple(kept) == read_document(printed, "pdf").blocks


def test_the_finding_stands_where_the_page_begins(read: Document) -> None:
    place = of_pages(read)[2].place
    assert place is not None
    assert [block.places[0].page for block in read.blocks if block.places[0].block == place.block] == [4]


def test_a_scanned_register_is_a_table_again(read: Document) -> None:
    scanned = tuple(block for block in read.blocks if block.places[0].page == 4)
    (register,) = registers_in(Document("pdf", scanned))
    assert [entry.values["id"][0].text for entry in register.entries][:2] == ["CR1", "CR2"]
    assert [entry.values["current_score"][0].text for entry in register.entries] == ["20", "25", "12"]
    assert all(len(entry.values) == 10 for entry in register.entries)


def test_a_page_ruled_out_after_recognition_says_so(
    tesseract: str, head: Image.Image, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "_FEW", 0)  # a paper of so few pages is read whole
    document = read_document(scan(head), "pdf", lambda text: False, ocr=True)
    assert (document.skipped, findings(document)) == ((1,), [("read_by_ocr", 1)])
    assert "nothing of a register" in document.findings[0].message


def test_two_recognitions_give_the_same_words(tesseract: str, picture: Image.Image) -> None:
    content = scan(picture.crop((0, 0, picture.width, picture.height // 3)))
    once, again = (read_document(content, "pdf", ocr=True) for _ in range(2))
    assert once == again
    assert any(isinstance(block, Paragraph) for block in once.blocks)


def test_unasked_nothing_is_recognised(scanned: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path, "tesseract", f"touch '{tmp_path}/called'; exit 1")
    document = read_document(scanned, "pdf")
    assert findings(document) == [("no_text_layer", 1), ("no_text_layer", 2)]
    assert "--ocr" in document.findings[0].message
    assert not (tmp_path / "called").exists()


def test_a_paper_without_pictures_is_never_recognised(printed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_document(printed, "pdf", ocr=True) == read_document(printed, "pdf")


def test_without_tesseract_the_officer_is_told_what_to_install(
    scanned: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    document = read_document(scanned, "pdf", ocr=True)
    assert findings(document) == [("no_text_layer", 1), ("no_text_layer", 2)]
    assert all("install tesseract" in finding.message for finding in of_pages(document))


def test_what_tesseract_complains_of_is_passed_on(
    scanned: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, tmp_path, "tesseract", "echo 'no data for eng' >&2; exit 1")
    document = read_document(scanned, "pdf", ocr=True)
    assert all("no data for eng" in finding.message for finding in of_pages(document))


def test_a_page_in_a_cipher_is_recognised_as_a_picture_is(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def recognise(content: bytes, pages: list[int]) -> bytes:
        asked.extend(pages)
        return content

    monkeypatch.setattr(ocr, "add_text_layer", recognise)
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for words in ("The register is on the next page", "Xqzv wrtk bcdf ghjk plmn", "One word: OperaOons"):
        canvas.drawString(72, 700, words)
        canvas.showPage()
    canvas.save()
    read_document(out.getvalue(), "pdf", ocr=True)
    assert asked == [2]


def test_a_result_that_is_no_pdf_is_a_failure(scanned: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, tmp_path, "tesseract", 'echo "Rotate: 0" > "$2.osd"; echo soup > "$2.pdf"')
    with pytest.raises(OcrError, match="failed"):
        add_text_layer(scanned, [1, 2])


def test_a_program_that_makes_nothing_is_a_failure(
    scanned: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch, tmp_path, "tesseract", "exit 0")
    with pytest.raises(OcrError, match="failed"):
        add_text_layer(scanned, [1])


def test_a_recognition_that_hangs_ends(scanned: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, tmp_path, "tesseract", f"sleep 300 & echo $! > '{tmp_path}/child'; wait")
    temporary = temporary_files_in(monkeypatch, tmp_path / "temporary")
    monkeypatch.setattr(ocr, "_SECONDS", 0.3)
    with pytest.raises(OcrError, match=r"0\.3 seconds"):
        add_text_layer(scanned, [1])
    assert not is_running(int((tmp_path / "child").read_text("utf-8")))
    assert list(temporary.iterdir()) == []


def test_a_page_that_fails_does_not_take_the_others_with_it(
    tesseract: str, head: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stand-in that fails on the small page and hands the other on."""
    script = f'[ $(wc -c < "$1") -lt 20000 ] && exit 1\nexec {tesseract} "$@"'
    stand_in(monkeypatch, tmp_path, "tesseract", script)
    content = scan(Image.new("L", (100, 100), 255), head)
    assert findings(read_document(content, "pdf", ocr=True)) == [("no_text_layer", 1), ("read_by_ocr", 2)]
