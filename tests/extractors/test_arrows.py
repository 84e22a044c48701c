"""Which arrow the name of a picture, an icon or a shape means."""

from __future__ import annotations

import pytest

from extractors.lines.arrows import agreed_arrow, mirrored, named_arrow, turned


@pytest.mark.parametrize(
    ("name", "arrow"),
    [
        ("arrow up", "↑"), ("Down arrow 5", "↓"), ("fa-arrow-up", "↑"), ("bi-arrow-down-short", "↓"), ("Level", "↔"),
        ("arrow-left-right", "↔"), ("leftRightArrow", "↔"), ("No change", "↔"), ("Green arrow pointing upwards", "↑"),
        ("trending_up", "↑"), ("long-arrow-alt-right", "→"), ("⬆", "↑"), ("Direction of travel: down", "↓"),
        ("Council logo", None), ("Picture 3", None), ("Lift to the upper floor", None), ("up or level", None),
        ("", None),
    ],
)  # fmt: skip
def test_name_means_an_arrow_or_none(name: str, arrow: str | None) -> None:
    assert named_arrow(name) == arrow


@pytest.mark.parametrize(("name", "arrow"), [("arrow-up", "↑"), ("caretDown", "↓"), ("up", None), ("level", None)])
def test_name_of_an_icon_must_say_that_it_is_an_arrow(name: str, arrow: str | None) -> None:
    assert named_arrow(name, as_icon=True) == arrow


def test_names_that_disagree_mean_no_arrow() -> None:
    assert agreed_arrow(["Level"], ["fa", "fa-arrow-up"]) is None
    assert agreed_arrow(["Up"], ["fa", "fa-arrow-up"]) == "↑"


@pytest.mark.parametrize(
    ("arrow", "degrees", "after"),
    [
        ("→", 90, "↓"),
        ("→", -90, "↑"),
        ("↑", 45, "↗"),
        ("↔", 90, "↕"),
        ("↔", 180, "↔"),
        ("↑", 184, "↓"),
        ("→", 22, None),
    ],
)
def test_arrow_is_turned_by_eighths(arrow: str, degrees: float, after: str | None) -> None:
    assert turned(arrow, degrees) == after


def test_arrow_is_mirrored() -> None:
    assert mirrored("↑", across=True, upside_down=False) == "↑"
    assert mirrored("↗", across=True, upside_down=True) == "↙"
