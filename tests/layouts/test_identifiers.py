"""Which letters and number in running text have the shape of an identifier, whosever register it is of."""

from __future__ import annotations

import pytest

from extractors.vocabulary.identifiers import in_text, scheme


@pytest.mark.parametrize("text", ["CR1", "CORP 2", "Corp. 3", "C01", "SR12", "Opp 4", "STR-7"])
def test_letters_and_a_number_have_the_shape(text: str) -> None:
    found = in_text().search(f"See {text}, which is new.")
    assert found is not None
    assert found[0] == text


@pytest.mark.parametrize(
    "text",
    ["Phase 2", "May 16", "COVID-19", "KS4", "A59", "CO2 emissions", "over 65", "CR1.5", "2021/CR1", "PM10", "Q4"],
)
def test_what_counts_something_else_has_not(text: str) -> None:
    assert in_text().search(f"See {text}, which is new.") is None


@pytest.mark.parametrize(("text", "letters"), [("Corp 1", "CORP"), ("C01", "CO"), ("CR10", "CR"), ("7", "")])
def test_the_scheme_is_the_letters_in_capitals(text: str, letters: str) -> None:
    assert scheme(text) == letters
