"""Identifiers: one canonical spelling, and None for what is not plainly one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.records import Kind
from normalise.organisations.conventions import IdScheme
from normalise.values.ids import Identifiers, RiskId, named_by
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


OTHER = Identifiers((IdScheme("ST", "risk", between="/"), IdScheme("REF"), IdScheme("OP", "opportunity", ("0P",))))


@pytest.mark.parametrize(
    ("raw", "kind", "risk_id", "respelt"),
    [
        ("ST/4", "risk", "ST4", False),
        ("ST 4", "risk", "ST4", False),
        ("ST-4", "risk", "ST4", True),
        ("ref 7", "opportunity", "REF7", False),
        ("0P3", "opportunity", "OP3", True),
    ],
)
def test_another_organisations_identifiers_are_read_by_its_schemes(
    raw: str, kind: Kind, risk_id: str, respelt: bool
) -> None:
    read = OTHER.parse(raw, kind)
    assert read is not None
    assert (read.risk_id, read.respelt) == (risk_id, respelt)


@pytest.mark.parametrize("raw", ["CR1", "ST4/5", "OP 1"])
def test_what_is_none_of_its_identifiers_is_not_read(raw: str) -> None:
    assert OTHER.parse(raw, "risk") is None


@pytest.mark.parametrize(
    ("raw", "kind", "expected"),
    [
        ("ST4", None, ("ST4", "risk")),
        ("REF7", None, ("REF7", None)),
        ("REF7", "opportunity", ("REF7", "opportunity")),
        ("0P3", None, ("OP3", "opportunity")),
        ("OP3", "risk", None),
        ("CR1", None, None),
    ],
)
def test_an_identifier_under_no_heading_is_of_the_kind_its_letters_or_the_words_say(
    raw: str, kind: Kind | None, expected: tuple[str, Kind | None] | None
) -> None:
    read = OTHER.parse_any(raw, kind)
    assert (read and (read[0].risk_id, read[1])) == expected


def test_without_schemes_letters_and_a_number_are_an_identifier_of_no_kind() -> None:
    general = Identifiers()
    assert [general.parse(raw, "risk") for raw in ("XY 12", "r 3")] == [RiskId("XY", 12), RiskId("R", 3)]
    assert (general.kind_of("XY12"), general.settle_kind("XY12", None)) == (None, "risk")
    assert general.sort_key("XY12") < general.sort_key("XY13")


def test_in_running_text_anybodys_identifier_is_capitals_and_a_number() -> None:
    text = "On page 3, in Q3, XY12 and AB 4 rose; may 16 is a day."
    assert [match[0] for match in Identifiers().in_text.finditer(text)] == ["XY12", "AB 4"]
    parts = "CRR_FIN07, SR-FIN-03 and FIN-2021-07"
    assert [match[0] for match in Identifiers().in_text.finditer(parts)] == ["CRR_FIN07", "SR-FIN-03", "FIN-2021-07"]
    assert [match[0] for match in OTHER.in_text.finditer("st/4, ST 5, XY12")] == ["st/4", "ST 5"]


@pytest.mark.parametrize(
    ("raw", "risk_id"),
    [
        ("SR36", "SR36"), ("sr 036", "SR36"), ("S.R 4", None), ("1.2", "1.2"), ("1", "1"), ("007", "7"),
        ("FIN-2021-07", "FIN2021.7"), ("FIN/2021/7", "FIN2021.7"), ("CY-A 3", "CY-A3"), ("CY.A03", "CY-A3"),
        ("015(CR)", "15(CR)"), ("CY/AB/03", "CY-AB3"),
        ("15 (cr)", "15(CR)"), ("12/FIN", "12/FIN"), ("3a", "3A"), ("Risk #1", "1"), ("Risk no. 1", "1"),
        ("Risk 1", "1"), ("# 1", "1"), ("Threat 1", "1"), ("Risk SR36", "SR36"), ("SR36 (formerly SR3)", "SR36"),
        ("SR36.", "SR36"), ("0", None), ("", None), ("SR", "SR"), ("HR-B", "HR-B"), ("sr", None),
            ("Icy lanes", None), ("SR36 Icy lanes", None),
        ("12%", None), ("SR1 SR2", None),
    ],
)  # fmt: skip
def test_an_identifier_of_no_scheme_is_read_in_every_usual_shape(raw: str, risk_id: str | None) -> None:
    read = Identifiers().parse(raw, "risk")
    assert (read and read.risk_id) == risk_id


@pytest.mark.parametrize(("one", "other"), [("1.2", "12"), ("1.2", "2"), ("15(CR)", "15"), ("A-B 1", "AB 1")])
def test_two_identifiers_of_no_scheme_that_differ_are_not_one(one: str, other: str) -> None:
    assert Identifiers().parse(one, None) != Identifiers().parse(other, None)


def test_letters_alone_sort_with_identifiers_of_numbers() -> None:
    ids = ["HR", "FIN", "FIN2", "FIN1"]
    assert sorted(ids, key=Identifiers().sort_key) == ["FIN", "FIN1", "FIN2", "HR"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Cyber attack", "CYBER-ATTACK"),
        ("Élan’s 2030 plan", "ELANS-PLAN"),
        ("12", "ENTRY"),
        ("a b c d e f g", "A-B-C-D-E-F"),
    ],
)
def test_an_entry_without_a_number_is_called_by_its_title(title: str, name: str) -> None:
    assert named_by(title).risk_id == name
    assert Identifiers().sort_key(name)


def test_numbers_with_parts_sort_as_numbers() -> None:
    ids = ["1.10", "1.9", "1.2"]
    assert sorted(ids, key=Identifiers().sort_key) == ["1.2", "1.9", "1.10"]


@given(st.from_regex(r"[A-Z]{0,3}[-. ]?[0-9]{1,4}(\.[0-9]{1,2}){0,2}(\([A-Z]{2}\))?", fullmatch=True))
def test_what_is_read_without_schemes_reads_as_itself_and_has_a_place_in_the_order(raw: str) -> None:
    general = Identifiers()
    if read := general.parse(raw, None):
        again = general.parse(read.risk_id, None)
        assert again is not None
        assert again.risk_id == read.risk_id
        general.sort_key(read.risk_id)
