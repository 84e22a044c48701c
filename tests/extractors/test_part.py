"""A part of a line stands at the boxes of its own words."""

from __future__ import annotations

import pytest

from extractors.document import Line
from extractors.lines.part import in_one_line, part_at, part_of
from extractors.places import Box, Place, WordBoxes

GLYPH = 4.0


def printed(text: str, top: float = 0.0, page: int = 1) -> Place:
    """The place of a printed line of letters that are 4 points wide."""
    boxes, begin = [], 0
    for word in text.split():
        begin = text.index(word, begin)
        boxes.append(Box(begin * GLYPH, top, (begin + len(word)) * GLYPH, top + 8))
        begin += len(word)
    whole = Box(boxes[0].x0, top, boxes[-1].x1, top + 8)
    return Place(0, page=page, box=whole, text=text, words=WordBoxes(lambda: boxes))


def where(line: Line) -> list[tuple[int | None, Box | None, str | None]]:
    return [(place.page, place.box, place.text) for place in line.places]


def test_a_part_has_the_boxes_of_its_words() -> None:
    line = Line("Risk Owner: Head of Roads", places=(printed("Risk Owner: Head"), printed("of Roads", 10)))
    part = part_of(line, len("Risk Owner:"))
    assert part.text == "Head of Roads"
    assert where(part) == [(1, Box(48, 0, 64, 8), "Head"), (1, Box(0, 10, 32, 18), "of Roads")]


def test_lines_without_a_letter_of_it_are_no_places_of_a_part() -> None:
    line = Line("CR1 Old bridges", places=(printed("CR1"), printed("Old bridges", 10, page=2)))
    assert where(part_of(line, 0, 3)) == [(1, Box(0, 0, 12, 8), "CR1")]
    assert where(part_of(line, 3)) == [(2, Box(0, 10, 44, 18), "Old bridges")]


def test_a_hyphen_at_which_a_word_was_broken_is_none_of_its_letters() -> None:
    line = Line("Flood defences: cost", places=(printed("Flood de-"), printed("fences: cost", 10)))
    assert where(part_of(line, 15)) == [(1, Box(32, 10, 48, 18), "cost")]
    assert where(part_of(line, 6, 14)) == [(1, Box(24, 0, 36, 8), "de-"), (1, Box(0, 10, 24, 18), "fences")]


def test_part_of_a_word_is_a_share_of_its_box() -> None:
    assert where(part_of(Line("16/Major", places=(printed("16/Major"),)), 3)) == [(1, Box(12, 0, 32, 8), "Major")]


def test_a_part_has_parts() -> None:
    line = Line("a b c d", places=(printed("a b c d"),))
    assert where(part_of(part_of(line, 2, 5), 2)) == [(1, Box(16, 0, 20, 8), "c")]


@pytest.mark.parametrize("place", [Place(3, 1, 2), Place(3, page=1, box=Box(0, 0, 9, 9)), printed("other words")])
def test_where_the_boxes_of_its_words_are_not_known_a_part_keeps_all_places(place: Place) -> None:
    part = part_of(Line("ID CR1", places=(place,)), 3)
    assert (part.text, part.places) == ("CR1", (place,))


def test_a_text_is_found_where_it_first_or_last_stands() -> None:
    line = Line("Fog and Fog", places=(printed("Fog and Fog"),))
    assert where(part_at(line, "Fog")) == [(1, Box(0, 0, 12, 8), "Fog")]
    assert where(part_at(line, "Fog", last=True)) == [(1, Box(32, 0, 44, 8), "Fog")]
    assert part_at(line, "Mist") == Line("Mist", places=line.places)


def test_lines_made_one_keep_all_places() -> None:
    one = in_one_line([Line("Head of ", places=(printed("Head of"),)), Line("Roads", places=(printed("Roads", 10),))])
    assert (one.text, len(one.places)) == ("Head of Roads", 2)
    assert in_one_line([]) == Line("")
