"""A page that stands sideways, upside down, askew or in minute type reads as it does upright."""

from __future__ import annotations

import io
import math
from functools import cache
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from extractors.document import Document
from extractors.pdf.objects import Frame
from extractors.pdf.pages import read_pages
from extractors.pdf.stitch import stitch
from extractors.places import Box
from tests.builder import build


def printed(content: bytes, degrees: float = 0.0, scale: float = 1.0, rotation: int = 0) -> bytes:
    """The same pages with their content turned anticlockwise and made smaller, and their ``/Rotate`` changed.

    What is turned by less than a quarter lies askew on a page as large as before.
    """
    cos, sin = scale * math.cos(math.radians(degrees)), scale * math.sin(math.radians(degrees))
    quarter = math.radians(90 * round(degrees / 90))
    pdf = pypdfium2.PdfDocument(content)
    for page in pdf:
        left, bottom, right, top = page.get_cropbox()
        x, y = (left + right) / 2, (bottom + top) / 2
        matrix = pdfium.FS_MATRIX(cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)
        pdfium.FPDFPage_TransFormWithClip(page.raw, matrix, None)
        across = scale / 2 * abs((right - left) * math.cos(quarter) - (top - bottom) * math.sin(quarter))
        up = scale / 2 * abs((right - left) * math.sin(quarter) + (top - bottom) * math.cos(quarter))
        for set_box in (page.set_mediabox, page.set_cropbox):
            set_box(x - across, y - up, x + across, y + up)
        page.set_rotation((page.get_rotation() + rotation) % 360)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def read(content: bytes) -> Document:
    return stitch(read_pages(content))


@cache
def upright(fault: str) -> tuple[bytes, Document]:
    """A paper, and what is read in it."""
    content = build("2018-19-q1", "pdf", {fault})
    return content, read(content)


@cache
def register_of(archive: Path) -> tuple[bytes, Document]:
    """A register of the archive, and what is read in it."""
    (paper,) = archive.glob("2016-05/*.pdf")
    content = paper.read_bytes()
    return content, read(content)


@pytest.mark.parametrize("fault", ["cut_row", "shifted_page_box", "rotated_page", "rotated_heading"])
@pytest.mark.parametrize(
    ("degrees", "scale", "rotation"),
    [(90, 1, 0), (180, 1, 0), (270, 1, 0), (0, 1, 90), (90, 1, 180), (0.6, 1, 0), (-2, 1, 0), (91, 1, 0), (0, 0.1, 0)],
)
def test_a_page_reads_the_same_however_it_stands(degrees: float, scale: float, rotation: int, fault: str) -> None:
    content, document = upright(fault)
    assert read(printed(content, degrees, scale, rotation)) == document


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_register_of_the_archive_reads_the_same_sideways(degrees: float, archive: Path) -> None:
    content, document = register_of(archive)
    assert read(printed(content, degrees)) == document


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_frame_finds_the_point_that_it_shows(rotation: int) -> None:
    frame = Frame(3, 5, 100, 60, rotation)
    assert frame.in_file(*frame.seen(17, 23)) == (17, 23)


def test_places_are_on_the_page_as_it_is_shown() -> None:
    """What stands at the left of the page, read upwards, is as far from its foot as it is from the left upright."""
    content = build("2018-19-q1", "pdf", frozenset())
    before, sideways = read(content).tables[0], read(printed(content, 90)).tables[0]
    height = pypdfium2.PdfDocument(content)[0].get_width()
    for cell, turned in zip(before.cells, sideways.cells, strict=True):
        box, other = cell.places[0].box, turned.places[0].box
        assert box
        assert other == pytest.approx(Box(box.top, height - box.x1, box.bottom, height - box.x0), abs=0.02)


def test_a_place_on_a_page_of_minute_type_is_in_its_own_points() -> None:
    content = build("2018-19-q1", "pdf", frozenset())
    usual, minute = read(content).tables[0], read(printed(content, scale=0.1)).tables[0]
    box, other = usual.places[0].box, minute.places[0].box
    assert box
    assert other == pytest.approx([value / 10 for value in box], abs=0.3)


def test_headings_that_run_up_a_page_of_few_words_do_not_turn_it() -> None:
    """On the last page of a table there may be more letters in its headings than in what is left of it."""
    faults = frozenset({"rotated_heading", "header_repeated", "cut_row"})
    tables = read_pages(build("2019-20-q2", "pdf", faults)).tables
    assert {table.columns for table in tables if table.places[0].page != 1} == {10}
