"""Two texts are compared word by word."""

from __future__ import annotations

import pytest

from pipeline.history.comparison.words import changed_words, key, similarity


@pytest.mark.parametrize("other", ["ROAD repairs", "Road  repairs.", "Road-repairs", "– Road repairs;"])
def test_case_white_space_and_punctuation_are_no_difference(other: str) -> None:
    assert key(other) == key("Road repairs")
    assert similarity(other, other) == 1


def test_a_text_of_punctuation_alone_has_a_key() -> None:
    assert key("…") != key("–")
    assert key(None) == ""


def test_the_changed_words_stand_among_those_that_stayed() -> None:
    assert changed_words("We may close two roads soon", "We will close two roads") == (
        "We [-may-] [+will+] close two roads [-soon-]"
    )


def test_long_stretches_that_stayed_are_left_out() -> None:
    same = " ".join(f"word{number}" for number in range(40))
    assert changed_words(f"{same} before {same}", f"{same} after {same}") == (
        "… word34 word35 word36 word37 word38 word39 [-before-] [+after+] word0 word1 word2 word3 word4 word5 …"
    )


def test_changes_a_word_apart_are_one_change() -> None:
    assert changed_words("All the roads of Northshire are open now", "All the paths of Southshire are open now") == (
        "All the [-roads of Northshire-] [+paths of Southshire+] are open now"
    )


def test_texts_with_little_in_common_stand_one_after_the_other() -> None:
    assert changed_words("Level", "The risk has grown since spring") == "“Level” → “The risk has grown since spring”"
