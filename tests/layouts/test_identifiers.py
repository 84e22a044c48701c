"""Which letters and number in running text have the shape of an identifier, whosever register it is of."""

from __future__ import annotations

import pytest

from extractors.vocabulary.identifiers import in_text, scheme, shape_of, split_identifier


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


SHARED = [
    ("SR36", "SR37"), ("1.2", "1.3"), ("FIN-2021-07", "FIN-2021-08"), ("015(CR)", "016(CR)"), ("12/FIN", "13/FIN"),
    ("Risk #1", "Risk #2"), ("Risk no. 1", "Risk no. 2"), ("# 1", "# 2"), ("1", "2"), ("3a", "3b"),
]  # fmt: skip
"""Identifiers as registers print them, two of each."""


@pytest.mark.parametrize("printed", SHARED)
def test_cells_of_nothing_but_identifiers_share_their_shape(printed: tuple[str, ...]) -> None:
    shape = shape_of([*printed, ""], alone=True)
    assert shape is not None
    assert all(shape.fullmatch(text) for text in printed)


@pytest.mark.parametrize("printed", SHARED)
def test_texts_that_begin_with_identifiers_share_their_shape_but_hold_more(printed: tuple[str, ...]) -> None:
    texts = [f"{text}: Icy lanes" for text in printed]
    shape = shape_of(texts, alone=False)
    assert shape is not None
    assert all(shape.match(text) for text in texts)
    assert shape_of(texts, alone=True) is None


@pytest.mark.parametrize(
    "texts",
    [
        (),
        ("", ""),
        ("Icy lanes", "Fog"),
        ("4", "4", "4"),  # the same again and again: no identifier of anything
        ("20%", "30%"),
        ("£20", "£30"),
        ("SR1", "none", "none"),
    ],
)
def test_cells_that_identify_nothing_share_no_shape(texts: tuple[str, ...]) -> None:
    assert shape_of(texts, alone=True) is None


def test_a_few_cells_of_another_kind_do_not_hide_the_shape() -> None:
    assert shape_of(["SR1", "SR2", "SR3", "see note"], alone=True) is not None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SR36 Icy lanes", ("SR36", "Icy lanes")),
        ("Corp 1 – Icy lanes", ("Corp 1", "Icy lanes")),
        ("FIN-2021-07: Icy lanes", ("FIN-2021-07", "Icy lanes")),
        ("Risk 5: Icy lanes", ("5", "Icy lanes")),
        ("Risk #5 Icy lanes", ("5", "Icy lanes")),
        ("Risk no. 5 - Icy lanes", ("5", "Icy lanes")),
        ("Risk SR36. Icy lanes", ("SR36", "Icy lanes")),
        ("Opportunity 1.2 Wide lanes", ("1.2", "Wide lanes")),
        ("SR36", ("SR36", "")),
        ("CY.A03 Icy lanes", ("CY.A03", "Icy lanes")),
        ("Icy lanes", None),
        ("5 icy lanes", None),
        ("Risk of ice", None),
        ("", None),
    ],
)
def test_a_text_is_parted_into_its_identifier_and_the_rest(text: str, found: tuple[str, str] | None) -> None:
    assert split_identifier(text) == found
