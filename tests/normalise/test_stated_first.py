"""A paper may say which axis a product gives first."""

from __future__ import annotations

import pytest

from normalise.values.matrix import stated_first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Scores are likelihood times impact.", "likelihood"),
        ("Ratings are likelihood (L) times consequence (C).", "likelihood"),
        ("Impact x Likelihood", "impact"),
        ("Severity multiplied by the probability", "impact"),
        ("Likelihood and impact are each scored from 1 to 5.", None),
        ("Likelihood x Impact, or Impact x Likelihood", None),
        ("", None),
    ],
)
def test_the_axis_named_first(text: str, first: str | None) -> None:
    assert stated_first([text]) == first
