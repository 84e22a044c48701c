"""Types of risk, whatever parts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.values.types import Types, parse_types
from normalise.values.wordings import load


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        ("", ()),
        ("Economic", ("economic",)),
        ("People/Service delivery", ("people", "service delivery")),
        ("Organisational /Reputational", ("organisational", "reputational")),
        ("Reputational/social/economic", ("reputational", "social", "economic")),
        ("Economic Political", ("economic", "political")),
        ("Economic and Political", ("economic", "political")),
        ("Economic\nPolitical", ("economic", "political")),
        ("Service\ndelivery", ("service delivery",)),
        ("Economic, Legal; Social.", ("economic", "legal", "social")),
        ("Development & regeneration", ("development & regeneration",)),
        ("Development and\nRegeneration/People", ("development & regeneration", "people")),
        ("Legal/legal", ("legal",)),
    ],
)
def test_known_types(raw: str, values: tuple[str, ...]) -> None:
    assert parse_types(raw) == Types(values)


@pytest.mark.parametrize(
    ("raw", "values", "unknown"),
    [
        ("Legal/Cosmic", ("legal", "cosmic"), ("cosmic",)),
        ("Legal\nCosmic", ("legal", "cosmic"), ("cosmic",)),
        ("Legal Cosmic", ("legal cosmic",), ("legal cosmic",)),
        ("Organi- sational", ("organi- sational",), ("organi- sational",)),
    ],
)
def test_unknown_types_are_kept_and_listed(raw: str, values: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    assert parse_types(raw) == Types(values, unknown)


@given(
    st.lists(st.sampled_from(load("values/types")["types"]), unique=True),
    st.sampled_from(["/", " / ", ", ", "\n", " "]),
)
def test_types_read_the_same_whatever_parts_them(names: list[str], separator: str) -> None:
    assert parse_types(separator.join(names)) == Types(tuple(names))
