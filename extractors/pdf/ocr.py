"""Text recognition for the pages of a PDF that are pictures, by Tesseract, where it is installed.

Each such page is replaced by one that has its words and its ruled lines where the picture shows them, so that the
reader of PDFs finds tables there as on any page. The picture itself is left out: the result is to be read, not shown.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from extractors.pdf.scan import Stroke, straightened, strokes_on, wiped
from extractors.programs import find_program, run_program, workspace

_DPI = 300
"""Pixels an inch at which Tesseract reads best."""
_MOST_PIXELS = 60_000_000
"""A page larger than A2 is drawn smaller, lest it fill the memory."""
_SECONDS = 120
"""How long Tesseract may look at a page; a dense one takes ten to twenty seconds."""
_LANGUAGE, _ORIENTATION = "eng", "osd"
"""Tesseract's data: asked with that of a language which way a page stands, it answers nonsense."""
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
"""Its threads wait for each other more than they do."""
_TURN = re.compile(r"^Rotate: (\d+)", re.MULTILINE)


class OcrError(Exception):
    """No page's text could be recognised: the message says why, and what the officer can do."""


def add_text_layer(content: bytes, pages: Sequence[int]) -> bytes:
    """A PDF in which these pages (counted from 1) have words and rules; one without a word on it stays as it is.

    Raises:
        OcrError: Tesseract is not installed, or failed on every page.
    """
    tesseract = find_program("tesseract")
    if tesseract is None:
        raise OcrError("install tesseract (package tesseract-ocr) to have it recognised")
    failures: list[str] = []
    with closing(pypdfium2.PdfDocument(content)) as pdf:
        for number in pages:
            try:
                _replace_page(pdf, number - 1, tesseract)
            except (OSError, pypdfium2.PdfiumError) as error:  # TimeoutError among them
                failures.append(str(error))
        if len(failures) == len(pages):
            raise OcrError(f"text recognition failed: {failures[0]}")
        return _saved(pdf)


def _replace_page(pdf: Any, index: int, tesseract: str) -> None:
    """Put a page of words and rules in the place of a picture.

    Raises:
        OSError: Tesseract cannot be run, failed or took too long.
    """
    picture, dpi = _picture(pdf, index)
    with workspace() as folder:
        turned = straightened(picture.rotate(-_turn(picture, dpi, tesseract, folder), expand=True), dpi)
        strokes = strokes_on(turned, dpi)
        _recognise(wiped(turned, strokes), dpi, tesseract, folder, "-l", _LANGUAGE, "-c", "textonly_pdf=1", "pdf")
        recognised = (folder / "page.pdf").read_bytes()
    with closing(pypdfium2.PdfDocument(recognised)) as read:
        with closing(read[0]) as page:
            with closing(page.get_textpage()) as text:
                if not text.get_text_range().strip():
                    return
            _draw(page, strokes, 72 / dpi)
        pdf.import_pages(read, index=index)
    pdf.del_page(index + 1)


def _picture(pdf: Any, index: int) -> tuple[Image.Image, float]:
    """A page as a grey picture, and its pixels an inch."""
    with closing(pdf[index]) as page:
        width, height = page.get_size()
        scale = min(_DPI / 72, (_MOST_PIXELS / (width * height)) ** 0.5)
        with closing(page.render(scale=scale, grayscale=True)) as bitmap:
            return bitmap.to_pil().convert("L"), scale * 72


def _turn(picture: Image.Image, dpi: float, tesseract: str, folder: Path) -> int:
    """By how many degrees clockwise a page must be turned to stand upright; 0 where Tesseract does not know."""
    try:
        _recognise(picture, dpi, tesseract, folder, "-l", _ORIENTATION, "--psm", "0")
    except TimeoutError:
        raise
    except OSError:  # too few letters, or its data for orientation is not installed
        return 0
    found = _TURN.search((folder / "page.osd").read_text("utf-8"))
    return int(found[1]) if found else 0


def _recognise(picture: Image.Image, dpi: float, tesseract: str, folder: Path, *options: str) -> None:
    """Have Tesseract look at a picture; what it finds is in ``page.*`` in the folder.

    Raises:
        OSError: it cannot be run, failed or took too long.
    """
    source, result = folder / "picture.png", folder / "page"
    picture.save(source, compress_level=1)
    command = [tesseract, str(source), str(result), "--dpi", f"{dpi:.0f}", *options]
    done = run_program(command, folder, _SECONDS, _ONE_THREAD)
    if done.code:
        raise OSError(done.complaint or f"tesseract ended with code {done.code}")


def _draw(page: Any, strokes: Iterable[Stroke], scale: float) -> None:
    """Draw ruled lines on a page, along the middle of each; ``scale`` is points a pixel."""
    height = page.get_height()
    for stroke in strokes:
        left, right = stroke.left * scale, stroke.right * scale
        top, bottom = height - stroke.top * scale, height - stroke.bottom * scale
        if stroke.horizontal:
            top = bottom = (top + bottom) / 2
        else:
            left = right = (left + right) / 2
        line = pdfium.FPDFPageObj_CreateNewPath(left, top)
        pdfium.FPDFPath_LineTo(line, right, bottom)
        pdfium.FPDFPath_SetDrawMode(line, pdfium.FPDF_FILLMODE_NONE, True)
        pdfium.FPDFPage_InsertObject(page.raw, line)
    page.gen_content()


def _saved(pdf: Any) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, flags=pdfium.FPDF_REMOVE_SECURITY)
    return buffer.getvalue()
