"""Whose register, and the keys made of it."""

from __future__ import annotations

import pytest

from normalise.keys import entry_id, register_id
from normalise.organisations.names import DEFAULT_ORGANISATION, find_organisation, organisation_slug
from normalise.values.periods import Period


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lancashire County Council Corporate Risk & Opportunity Register 2021/22 Q4", "Lancashire County Council"),
        ("LANCASHIRE\nCOUNTY COUNCIL", "Lancashire County Council"),
        ("County Hall, Preston Lancashire County Council", "Lancashire County Council"),
        ("Lancashire County Council's own register", "Lancashire County Council"),
        ("West Sussex County Council", "West Sussex County Council"),
        ("", None),
        ("Reshaping the County Council", None),
        ("A New County Council", None),
        ("Lancashire County Councillors", None),
        ("Lancashire County Council and Cumbria County Council", None),
    ],
)
def test_find_organisation(text: str, expected: str | None) -> None:
    assert find_organisation(text) == expected


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Lancashire County Council", "lancashire"),
        ("East Sussex County Council", "east-sussex"),
        ("King's Lynn Council", "kings-lynn"),
        ("Ynys Môn Council", "ynys-mon"),
    ],
)
def test_slug(name: str, slug: str) -> None:
    assert organisation_slug(name) == slug


def test_no_slug_of_nothing() -> None:
    with pytest.raises(ValueError, match="no slug"):
        organisation_slug(" County Council")


def test_keys() -> None:
    register = register_id(DEFAULT_ORGANISATION, Period("2019/20", 2))
    assert register == "lancashire-2019-20-q2"
    assert entry_id(register, "CR1") == "lancashire-2019-20-q2/CR1"
