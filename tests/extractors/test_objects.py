"""What is known of words together."""

from __future__ import annotations

import numpy as np

from extractors.pdf.objects import Word, Words


def word(text: str, x0: float, angle: int = 0) -> Word:
    return Word(text, x0, x0 + 20, 100.0, 8.0, True, angle, x0 + 5, x0 + 20, (x0 + 10, 97.6))


def test_words_that_were_joined_are_measured_like_any() -> None:
    known, others = Words([word("The", 50), word("risk", 74)]), [word("Draft", 300, 90)]
    assert known.measures.shape == (5, 2)
    assert known.centres.shape == (2, 2)
    joined, alike = known.joined(others), Words([*known, *others])
    assert joined == alike
    assert np.array_equal(joined.measures, alike.measures)
    assert np.array_equal(joined.centres, alike.centres)
