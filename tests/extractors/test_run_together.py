"""Where words that were written letter by letter, without blanks, are parted."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractors.pdf.run_together import cuts_of


def parted(*lines: str, blank: float, between: float = 0.0) -> list[str]:
    """Lines set without blanks as they are read; ``blank`` and ``between`` two letters are in type sizes."""
    words = []
    for line in lines:
        letters = line.replace(" ", "")
        begins = {len(line[:at].replace(" ", "")) for at, letter in enumerate(line) if letter == " "}
        words.append((letters, [blank if at in begins else between for at in range(1, len(letters))]))
    return [
        " ".join(text[start:end] for start, end in pairwise((0, *cuts, len(text))))
        for (text, _), cuts in zip(words, cuts_of(words), strict=True)
    ]


@pytest.mark.parametrize("blank", [0.05, 0.08, 0.12, 0.2])
def test_words_of_the_language_part_at_narrow_gaps(blank: float) -> None:
    lines = ["loss of key staff", "flood defences", "walls may not hold"]
    assert parted(*lines, blank=blank) == lines


def test_the_gaps_of_known_words_say_how_wide_a_blank_is() -> None:
    lines = ["loss of key staff", "flood defences", "Trevane Harbour", "a board", "2 % pay"]
    lines += ["still", "through", "holding", "between", "report"]
    assert parted(*lines, blank=0.07) == lines


def test_a_wide_gap_needs_no_dictionary() -> None:
    assert parted("Xyzzy Qwqw", blank=0.14) == ["Xyzzy Qwqw"]


def test_spaced_letters_are_no_words() -> None:
    assert parted("STRATEGIC", "REGISTER", blank=0.0, between=0.2) == ["STRATEGIC", "REGISTER"]


def test_a_word_stays_whole_whatever_gap_is_in_it() -> None:
    assert parted("over sight", "under taking", blank=0.05) == ["oversight", "undertaking"]


def test_what_is_no_word_stays_whole_where_gaps_do_not_tell() -> None:
    assert parted("Trev ane", blank=0.05) == ["Trevane"]
