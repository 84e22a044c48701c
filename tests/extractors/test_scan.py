"""Ruled lines are found on the picture of a page, letters and areas are not."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from extractors.pdf.scan import Stroke, straightened, strokes_on, wiped

DPI = 100


def page() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    picture = Image.new("L", (400, 300), 255)
    return picture, ImageDraw.Draw(picture)


def boxes(picture: Image.Image) -> list[tuple[int, int, int, int]]:
    return [stroke[:4] for stroke in strokes_on(picture, DPI)]


def test_lines_are_found_with_their_thickness() -> None:
    picture, draw = page()
    draw.rectangle((50, 100, 349, 101), 0)
    draw.rectangle((50, 20, 52, 279), 0)
    assert boxes(picture) == [(50, 100, 350, 102), (50, 20, 53, 280)]


def test_a_faint_line_is_one() -> None:
    picture, draw = page()
    draw.line((50, 100, 349, 100), 160)
    assert boxes(picture) == [(50, 100, 350, 101)]


def test_a_line_to_the_edge_of_the_picture_is_one() -> None:
    picture, draw = page()
    draw.line((0, 0, 399, 0), 0)
    assert boxes(picture) == [(0, 0, 400, 1)]


def test_letters_and_dashes_are_no_lines() -> None:
    picture, draw = page()
    draw.text((50, 50), "LIH |||| ____", 0, font_size=20)
    draw.line((50, 200, 80, 200), 0)
    assert boxes(picture) == []


def test_a_filled_area_is_no_line() -> None:
    picture, draw = page()
    draw.rectangle((50, 50, 200, 150), 0)
    assert boxes(picture) == []


def test_two_lines_on_one_height_are_two() -> None:
    picture, draw = page()
    draw.line((20, 100, 180, 100), 0)
    draw.line((220, 100, 380, 100), 0)
    assert boxes(picture) == [(20, 100, 181, 101), (220, 100, 381, 101)]


def test_a_blank_page_has_none_and_stays() -> None:
    picture, _ = page()
    assert boxes(picture) == []
    assert straightened(picture, DPI) is picture


def test_wiping_a_line_leaves_what_is_beside_it() -> None:
    picture, draw = page()
    draw.line((50, 100, 349, 100), 0)
    draw.point((60, 110), 0)
    clean = wiped(picture, strokes_on(picture, DPI))
    assert (clean.getpixel((60, 100)), clean.getpixel((60, 110))) == (255, 0)
    assert picture.getpixel((60, 100)) == 0


@pytest.mark.parametrize("degrees", [-1.5, -0.5, 0.5, 1.5])
def test_a_page_laid_askew_is_straightened(degrees: float) -> None:
    picture = Image.new("L", (2000, 1500), 255)
    draw = ImageDraw.Draw(picture)
    for y in (500, 1000):
        draw.rectangle((200, y, 1799, y + 5), 0)
    askew = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    level = [stroke for stroke in strokes_on(straightened(askew, 300), 300) if stroke.horizontal]
    assert max(abs(stroke.rise) for stroke in strokes_on(askew, 300)) > 0.005
    assert len(level) == 2
    assert all(stroke.bottom - stroke.top < 15 for stroke in level)


def test_a_stroke_knows_whether_it_lies() -> None:
    assert Stroke(0, 0, 9, 1, 0.0).horizontal
    assert not Stroke(0, 0, 1, 9, 0.0).horizontal
