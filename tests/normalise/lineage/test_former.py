"""A register that prints the number an entry had is believed, as far as that number can be the one meant."""

from __future__ import annotations

import pytest

from normalise.lineage.former import former_number
from tests.normalise.lineage.by_hand import CYBER, FLOODS, edition, followed, member, threads
from tests.organisations import LANCASHIRE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("CR4 (formerly CR13)", "CR13"),
        ("CR4 (was CR 13)", "CR13"),
        ("Corp 1 (previously CR1)", "CR1"),
        ("CR4 [old ref: CR13]", "CR13"),
        ("Flooding (renumbered from CR2)", "CR2"),
        ("CR4", ""),
        ("CR4 (see CR13)", ""),
        ("CR4 (formerly CR13, previously CR2)", ""),
        ("Flooding, formerly a risk of the districts", ""),
        ("CR4 (formerly CO2)", ""),
    ],
)
def test_a_former_number_is_read_where_it_is_plainly_one(text: str, number: str) -> None:
    assert former_number([text], "risk", LANCASHIRE.identifiers) == number


@pytest.mark.parametrize("raw", ["CR4 (formerly CR13)", "CR4 formerly CR13", "CR4 was CR13"])
def test_an_identifier_that_gives_its_former_number_is_still_read(raw: str) -> None:
    identity = LANCASHIRE.identifiers.parse(raw, "risk")
    assert identity is not None
    assert (identity.risk_id, identity.respelt) == ("CR4", True)


def test_a_renumbered_risk_of_new_words_is_followed_a_quarter_later() -> None:
    lineage = followed(edition("q1", member("CR13", FLOODS)), edition("q2", member("CR4", CYBER, former="CR13")))
    assert threads(lineage) == {"q1/CR13 q2/CR4"}
    (link,) = lineage.links
    assert (link.method, link.status) == ("event", "confirmed")
    assert "by the former number that it prints, states that it was renumbered as CR4" in link.evidence


def test_years_later_a_former_number_alone_is_not_enough() -> None:
    editions = [edition("q1", member("CR13", FLOODS)), edition("q9", member("CR4", CYBER, former="CR13"))]
    assert threads(followed(*editions)) == {"q1/CR13", "q9/CR4"}


def test_a_former_number_decides_between_two_that_are_alike() -> None:
    old = edition("q1", member("CR1", FLOODS), member("CR2", FLOODS))
    new = edition("q2", member("CR3", FLOODS, former="CR2"), member("CR4", FLOODS, former="CR1"))
    assert threads(followed(old, new)) == {"q1/CR1 q2/CR4", "q1/CR2 q2/CR3"}
