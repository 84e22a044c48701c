"""White space, invisible characters and Unicode forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.values.text import clean, one_line


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", ""),
        ("  Level \t", "Level"),
        ("a\u00a0 \u2003b", "a b"),
        ("re\u00adsource zero\u200bwidth \ufeffmark", "resource zerowidth mark"),
        ("first\r\n\n   \nsecond\u2028third", "first\nsecond\nthird"),
        ("cafe\u0301", "caf\u00e9"),
        ("cafe\u200d\u0301", "caf\u00e9"),
    ],
)
def test_clean(raw: str, expected: str) -> None:
    assert clean(raw) == expected


def test_one_line_joins_paragraphs() -> None:
    assert one_line(" one\n\n two ") == "one two"


@given(st.text())
def test_clean_is_idempotent(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


@given(st.text())
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
