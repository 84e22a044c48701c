"""Risk owners: roles split and spelt one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalise.values.owners import parse_owners
from tests.organisations import LANCASHIRE


@pytest.mark.parametrize(
    ("raw", "owners"),
    [
        ("", ()),
        ("Section 151 Officer", ("Section 151 Officer",)),
        ("Director of Children’s Services", ("Director of Children's Services",)),
        ("Director of financial services.", ("Director of Financial Services",)),
        ("DIRECTOR OF PUBLIC HEALTH", ("Director of Public Health",)),
        ("Head of ICT", ("Head of ICT",)),
        ("Head of Libraries, Museums, Culture and Registrars", ("Head of Libraries, Museums, Culture and Registrars",)),
        ("Director of Programmes & Project Management", ("Director of Programmes and Project Management",)),
        (
            "Head of Asset Management/ Head of Facilities Management",
            ("Head of Asset Management", "Head of Facilities Management"),
        ),
        (
            "Exec Director Growth, Transport and community services",
            ("Executive Director of Growth, Transport and Community Services",),
        ),
        (
            "Executive Director for Adult Services and Health & Wellbeing",
            ("Executive Director of Adult Services and Health and Wellbeing",),
        ),
        (
            "Corporate Management Team (CMT)/Director of OD & Change",
            ("Corporate Management Team", "Director of Organisational Development and Change"),
        ),
        ("Adult Social Care in conjunction with CMT and partners",
         ("Adult Social Care", "Corporate Management Team", "Partners")),
        ("HoS P&IT", ("Head of Service P&IT",)),
        ("ASC Directors and HoS", ("Adult Social Care Directors", "Heads of Service")),
        ("Chief Executive\nDirector of Finance;Chief executive", ("Chief Executive", "Director of Finance")),
        ("Head of Fleet/Management Team (MT) and partners", ("Head of Fleet", "Management Team", "Partners")),
        ("Director of Finance (S151)", ("Director of Finance (Section 151)",)),
        ("Director of Finance, Head of Fleet and Monitoring Officer",
         ("Director of Finance", "Head of Fleet", "Monitoring Officer")),
        ("The risk owner is the Head of Fleet, although each depot has a lead/deputy", ("Head of Fleet",)),
        # no role beside a role, or a sentence: nothing rather than a part
        ("Director of Finance/TBC", ()),
        ("The owner will be named", ()),
    ],
)  # fmt: skip
def test_owners(raw: str, owners: tuple[str, ...]) -> None:
    assert parse_owners(raw, LANCASHIRE.roles) == owners


@given(st.lists(st.sampled_from(["CMT", "Dir of Finance", "Exec Director for Growth", "HoS Fleet & Depots", "ASC"])))
def test_what_is_spelt_one_way_stays_so(roles: list[str]) -> None:
    owners = parse_owners("/".join(roles), LANCASHIRE.roles)
    assert parse_owners("; ".join(owners), LANCASHIRE.roles) == owners


@given(st.text())
def test_any_text_can_be_asked(raw: str) -> None:
    assert all(owner.strip() for owner in parse_owners(raw, LANCASHIRE.roles))


def test_abbreviations_are_an_organisations_own() -> None:
    roles = (("CMT", "City Mayor's Team"), ("WT", "Works Team"))
    assert parse_owners("CMT/ WT/ cmt", roles) == ("City Mayor's Team", "Works Team", "Cmt")
    assert parse_owners("CMT and SLT", ()) == ("CMT and SLT",)
