"""Which arrow a silhouette is: told where it is plain, and never for a letter, a figure or a sign that is none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.lines.silhouettes import Ink, arrow_of, ink_of, pictured_arrow

BLOCK = ((32, 4), (56, 28), (40, 28), (40, 60), (24, 60), (24, 28), (8, 28))
TRIANGLE = ((32, 8), (58, 56), (6, 56))
BOTH = ((32, 2), (50, 20), (38, 20), (38, 44), (50, 44), (32, 62), (14, 44), (26, 44), (26, 20), (14, 20))


def drawn(corners: Sequence[tuple[int, int]], degrees: float = 0, *, outline: bool = False) -> Ink:
    picture = Image.new("RGB", (64, 64), "white")
    ImageDraw.Draw(picture).polygon(corners, fill="white" if outline else "orange", outline="black")
    return ink_of(np.asarray(picture.rotate(-degrees, expand=True, fillcolor="white")))


@pytest.mark.parametrize("corners", [BLOCK, TRIANGLE])
@pytest.mark.parametrize(("degrees", "arrow"), [(0, "↑"), (90, "→"), (180, "↓"), (270, "←")])
def test_an_arrow_points_where_its_tip_is(corners: Sequence[tuple[int, int]], degrees: float, arrow: str) -> None:
    assert arrow_of(drawn(corners, degrees)) == arrow


@pytest.mark.parametrize(("degrees", "arrow"), [(45, "↗"), (135, "↘"), (225, "↙"), (315, "↖")])
def test_a_slanted_arrow_is_a_slanted_one(degrees: float, arrow: str) -> None:
    assert arrow_of(drawn(BLOCK, degrees)) == arrow


def test_an_outline_is_as_good_as_a_filled_arrow() -> None:
    assert arrow_of(drawn(BLOCK, outline=True)) == "↑"


@pytest.mark.parametrize(("degrees", "arrow"), [(0, "↑"), (90, "→"), (180, "↓")])
def test_an_arrow_on_a_disc_is_one(degrees: float, arrow: str) -> None:
    picture = Image.new("RGB", (96, 96), "white")
    ImageDraw.Draw(picture).ellipse((2, 2, 93, 93), fill="green")
    ImageDraw.Draw(picture).polygon([(x + 16, y + 16) for x, y in BLOCK], fill="white")
    assert pictured_arrow(np.asarray(picture.rotate(-degrees))) == arrow


@pytest.mark.parametrize("sign", "ABDOPQR0689!?i+")
def test_a_letter_on_a_disc_is_none(sign: str) -> None:
    picture = Image.new("RGB", (96, 96), "white")
    ImageDraw.Draw(picture).ellipse((2, 2, 93, 93), fill="green")
    ImageDraw.Draw(picture).text((32, 10), sign, fill="white", font=ImageFont.load_default(56))
    assert pictured_arrow(np.asarray(picture)) is None


def test_an_arrow_of_two_heads_points_both_ways() -> None:
    assert (arrow_of(drawn(BOTH)), arrow_of(drawn(BOTH, 90))) == ("↕", "↔")


def test_an_arrow_of_lines_is_one() -> None:
    picture = Image.new("RGB", (64, 64), "white")
    for line in ((32, 4, 32, 60), (32, 4, 18, 20), (32, 4, 46, 20)):
        ImageDraw.Draw(picture).line(line, fill="navy", width=4)
    assert arrow_of(ink_of(np.asarray(picture))) == "↑"


@pytest.mark.parametrize("sign", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-=!?<>/")
def test_letters_and_figures_are_no_arrows(sign: str) -> None:
    picture = Image.new("RGB", (96, 96), "white")
    ImageDraw.Draw(picture).text((24, 12), sign, fill="black", font=ImageFont.load_default(64))
    assert pictured_arrow(np.asarray(picture)) is None


def test_a_disc_and_a_warning_sign_are_no_arrows() -> None:
    disc = Image.new("RGB", (64, 64), "white")
    ImageDraw.Draw(disc).ellipse((8, 8, 56, 56), fill="red")
    assert arrow_of(ink_of(np.asarray(disc))) is None
    warning = drawn(TRIANGLE)
    warning[26:48, 30:34] = False
    assert arrow_of(warning) is None


def test_what_is_too_small_to_tell_is_none() -> None:
    assert arrow_of(drawn(BLOCK)[::8, ::8]) is None
