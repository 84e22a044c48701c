"""Identifiers: one canonical spelling, and None for what is not plainly one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.records import Kind
from normalise.values.ids import RiskId
from tests.organisations import LANCASHIRE

IDS = LANCASHIRE.identifiers


@pytest.mark.parametrize(
    ("raw", "kind", "risk_id", "respelt"),
    [
        ("CR1", "risk", "CR1", False),
        ("CR 1", "risk", "CR1", False),
        ("CR\u00a01", "risk", "CR1", False),
        ("CR\n1", "risk", "CR1", False),
        ("cr1", "risk", "CR1", False),
        ("CR1.", "risk", "CR1", False),
        ("CR26", "risk", "CR26", False),
        ("CR01", "risk", "CR1", True),
        ("CR-1", "risk", "CR1", True),
        ("CR 1 (new)", "risk", "CR1", True),
        ("CR1*", "risk", "CR1", True),
        ("Corp 1", "risk", "CORP1", False),
        ("CORP1", "risk", "CORP1", False),
        ("Corp1", "risk", "CORP1", False),
        ("Corp. 1", "risk", "CORP1", False),
        ("CO1", "opportunity", "CO1", False),
        ("CO 1", "opportunity", "CO1", False),
        ("C01", "opportunity", "CO1", True),
        ("c0 1", "opportunity", "CO1", True),
        ("C010", "opportunity", "CO10", True),
        ("CO01", "opportunity", "CO1", True),
    ],
)
def test_spellings(raw: str, kind: Kind, risk_id: str, respelt: bool) -> None:
    read = IDS.parse(raw, kind)
    assert read is not None
    assert (read.risk_id, read.respelt) == (risk_id, respelt)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("", "risk"),
        ("Risk 1", "risk"),
        ("1", "risk"),
        ("CR", "risk"),
        ("CR0", "risk"),
        ("CR1a", "risk"),
        ("CR1 and CR2", "risk"),
        ("CR1/CR2", "risk"),
        ("CR1 to CR5", "risk"),
        ("CR2019", "risk"),
        ("see CR1", "risk"),
        ("Corporate 1", "risk"),
        # a zero for an O, or an O for an R? a letter for the digit 1?
        ("C01", "risk"),
        ("CRl", "risk"),
        ("CRI", "risk"),
        ("COl", "opportunity"),
        ("CRO1", "risk"),
        # the letters say the other kind than the heading
        ("CO1", "risk"),
        ("CR1", "opportunity"),
        ("Corp 1", "opportunity"),
        # a lost O is not guessed
        ("C1", "opportunity"),
        ("C10", "opportunity"),
        ("C0", "opportunity"),
    ],
)
def test_what_is_not_plainly_an_id(raw: str, kind: Kind) -> None:
    assert IDS.parse(raw, kind) is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("CR1", "risk"),
        ("Corp 4", "risk"),
        ("co 2", "opportunity"),
        ("C02", None),
        ("", None),
        ("CR", None),
        ("Total", None),
    ],
)
def test_kind_of(raw: str, expected: Kind | None) -> None:
    assert IDS.kind_of(raw) == expected


@pytest.mark.parametrize(
    ("raw", "kind", "likely", "settled"),
    [
        ("CO2", None, None, "opportunity"),
        ("C02", None, None, "opportunity"),
        ("CORP2", None, None, "risk"),
        ("X 2", None, None, "risk"),
        ("X 2", "opportunity", "risk", "opportunity"),
        ("CO2", "risk", "risk", "risk"),
        ("CO2", None, "risk", "opportunity"),
        ("C02", None, "risk", "risk"),
        ("X 2", None, "opportunity", "opportunity"),
    ],
)
def test_the_kind_is_its_sections_else_its_letters_else_what_words_make_likely(
    raw: str, kind: Kind | None, likely: Kind | None, settled: Kind
) -> None:
    assert IDS.settle_kind(raw, kind, likely) == settled


def test_ids_sort_as_a_register_prints_them() -> None:
    assert sorted(["CO10", "CR10", "CORP1", "CO2", "CR9"], key=IDS.sort_key) == ["CR9", "CR10", "CORP1", "CO2", "CO10"]


@pytest.mark.parametrize("spelling", ["C01", "cr1", "CR 1", "CR01", ""])
def test_only_canonical_ids_sort(spelling: str) -> None:
    with pytest.raises(ValueError, match="not a canonical risk ID"):
        IDS.sort_key(spelling)


@given(st.sampled_from(["CR", "CORP", "CO"]), st.integers(1, 999))
def test_the_canonical_spelling_reads_as_itself(prefix: str, number: int) -> None:
    canonical = RiskId(prefix, number)
    kind = IDS.kind_of(canonical.risk_id)
    assert kind is not None
    assert IDS.parse(canonical.risk_id, kind) == canonical


@given(st.text(), st.sampled_from(["risk", "opportunity"]))
def test_whatever_is_read_has_a_place_in_the_order(raw: str, kind: Kind) -> None:
    if read := IDS.parse(raw, kind):
        IDS.sort_key(read.risk_id)
