"""Which bodies a text names, the organisations there are, and the keys made of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from normalise.keys import entry_id, register_id, slug_of
from normalise.organisations.conventions import Calendar, IdScheme, Scale
from normalise.organisations.known import Organisations, find_organisations
from normalise.organisations.names import BodyNames, full_slug, is_heading, short_slug
from normalise.organisations.organisation import Counts, OrganisationError, read_organisation
from normalise.values.periods import Period
from tests.organisations import GENERAL, LANCASHIRE, organisations

OWN = """\
name = "Northshire County Council"
aliases = ["Northshire CC"]

[[identifiers]]
letters = "nr"
kind = "risk"
slips = "NP"

[scale]
first = "impact"
likelihood = ["Remote", ["Doubtful", "Uncertain"], "Probable"]

[calendar]
first_month = 10

[roles]
HT = "Highways Team"

[expected]
northshire-2019-20-q1 = { risks = 3, opportunities = 0 }
"""


def write(folder: Path, text: str = OWN, slug: str = "northshire") -> Path:
    """The folder of an organisation."""
    own = folder / slug
    own.mkdir(parents=True)
    (own / "organisation.toml").write_text(text, "utf-8")
    return own


# Names in a text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lancashire County Council Corporate Risk & Opportunity Register 2021/22 Q4", ["Lancashire County Council"]),
        ("LANCASHIRE\nCOUNTY COUNCIL", ["Lancashire County Council"]),
        ("the risk register of lancashire county council", ["Lancashire County Council"]),
        ("County Hall, Preston Lancashire County Council", ["Lancashire County Council"]),
        ("Lancashire County Council's own register", ["Lancashire County Council"]),
        ("Lancashire County Council and Cumbria County Council",
         ["Lancashire County Council", "Cumbria County Council"]),
        ("West Sussex County Council", ["West Sussex County Council"]),
        ("Bristol City Council Corporate Risk Register Q3 2019/20 Revised", ["Bristol City Council"]),
        ("CORPORATE RISK REGISTER - BRISTOL CITY COUNCIL", ["Bristol City Council"]),
        ("Corporate Risk Register Bristol City Council", ["Bristol City Council"]),
        ("Papers of Kent County Council", ["Kent County Council"]),
        ("The Highland Council", ["Highland Council"]),
        ("Bath and North East Somerset Council", ["Bath and North East Somerset Council"]),
        ("Brighton & Hove City Council", ["Brighton & Hove City Council"]),
        ("KING'S LYNN BOROUGH COUNCIL", ["King's Lynn Borough Council"]),
        ("Newcastle upon Tyne City Council", ["Newcastle upon Tyne City Council"]),
        ("Isle of Wight Council", ["Isle of Wight Council"]),
        ("St. Helens Metropolitan Borough Council", ["St. Helens Metropolitan Borough Council"]),
        ("Risk Register City of York Council", ["City of York Council"]),
        ("The City of London Corporation", ["City of London Corporation"]),
        ("London Borough of Camden Corporate Risk Register", ["London Borough of Camden"]),
        ("Royal Borough of Kensington and Chelsea", ["Royal Borough of Kensington and Chelsea"]),
        ("Surrey Police and Crime Commissioner", ["Surrey Police and Crime Commissioner"]),
        ("Police and Crime Commissioner for Surrey", ["Police and Crime Commissioner for Surrey"]),
        ("Greater London Authority", ["Greater London Authority"]),
        # a known name within another one
        ("North Lancashire County Council", ["North Lancashire County Council"]),
        ("Cumbria and Lancashire County Council", ["Cumbria and Lancashire County Council"]),
        ("Lancashire Combined Fire Authority", ["Lancashire Combined Fire Authority"]),
        ("Audit and Lancashire County Council", ["Lancashire County Council"]),
        # no name at all
        ("", []),
        ("Reshaping the County Council", []),
        ("A New County Council", []),
        ("Lancashire County Councillors", []),
        ("Meeting of the Full Council", []),
        ("Bristol Council Tax", []),
        ("Local Authority", []),
        ("the council and its county council tax", []),
    ],
)  # fmt: skip
def test_bodies_are_known_by_the_pattern_of_their_names(text: str, expected: list[str]) -> None:
    assert [named.name for named in BodyNames([LANCASHIRE.name]).find(text)] == expected


BODIES = tomllib.loads(Path(__file__).with_name("bodies.toml").read_text("utf-8"))


@pytest.mark.parametrize(("text", "name"), [*BODIES["of"].items(), *((text, None) for text in BODIES["none"])])
def test_a_line_says_whose_paper_it_is(text: str, name: str | None) -> None:
    assert organisations().named_in(text, in_passing=False) == ((name,) if name else ())


def test_a_partner_is_named_in_passing() -> None:
    known = organisations()
    text = "Kent County Council, shared with the Medway Council"
    assert known.named_in(text) == ("Kent County Council", "Medway Council")
    assert known.named_in(text, in_passing=False) == ("Kent County Council",)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Brighton & Hove City Council", "BRIGHTON AND HOVE CITY COUNCIL"),
        ("King’s Lynn Borough Council", "King's Lynn Borough Council"),
        ("St. Helens Borough Council", "St Helens Borough Council"),
        ("Stoke-on-Trent City Council", "Stoke on Trent City Council"),
        ("Kent Police & Crime Commissioner", "Police and Crime Commissioner for Kent"),
    ],
)
def test_two_spellings_of_a_name_are_one_body(first: str, second: str) -> None:
    known = organisations()
    assert known.named_in(f"{first} | {second}") == (first,)
    assert known.called(first) is known.called(second)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Kent County Council", True),
        ("Corporate risk register of Kent County Council, Q3 2019/20", True),
        ("Meeting of Kent County Council to be held on 3 May 2019", True),
        ("Partners include Kent County Council", False),
        ("Kent County Council was asked for its register.", False),
        ("by Kent County Council and others", False),
    ],
)
def test_a_heading_is_distinguished_from_a_sentence(text: str, is_one: bool) -> None:
    assert is_heading(text) is is_one


# Slugs and keys


@pytest.mark.parametrize(
    ("name", "short", "full"),
    [
        ("Lancashire County Council", "lancashire", "lancashire-county-council"),
        ("East Sussex County Council", "east-sussex", "east-sussex-county-council"),
        ("Bristol City Council", "bristol", "bristol-city-council"),
        ("Bristol Council", "bristol-council", "bristol-council"),
        ("King's Lynn Borough Council", "kings-lynn-borough-council", "kings-lynn-borough-council"),
        ("Ynys Môn County Council", "ynys-mon", "ynys-mon-county-council"),
    ],
)
def test_slugs(name: str, short: str, full: str) -> None:
    assert (short_slug(name), full_slug(name)) == (short, full)


def test_keys() -> None:
    register = register_id(LANCASHIRE.slug, Period("2019/20", 2))
    assert register == "lancashire-2019-20-q2"
    assert entry_id(register, "CR1") == "lancashire-2019-20-q2/CR1"


@pytest.mark.parametrize("key", ["east-sussex-2019-20-q2", "east-sussex-2019-20-q2-r2", "east-sussex-2019-q2"])
def test_the_key_of_an_edition_tells_its_organisation(key: str) -> None:
    assert slug_of(key) == "east-sussex"


# The organisations there are


def test_no_two_bodies_share_a_slug(tmp_path: Path) -> None:
    write(tmp_path, 'name = "Leeds Council"', "leeds")
    known = find_organisations([tmp_path], "lancashire")
    names = ["Durham City Council", "Durham County Council", "Leeds City Council", "Leeds Council", "日本 Council"]
    slugs = {name: known.called(name).slug for name in names}
    assert slugs == {
        "Durham City Council": "durham", "Durham County Council": "durham-county-council",
        "Leeds City Council": "leeds-city-council", "Leeds Council": "leeds", "日本 Council": "council",
    }  # fmt: skip
    assert {name: known.called(name.upper()).slug for name in names} == slugs


def test_naming_a_body_does_not_yet_give_it_a_slug() -> None:
    known = organisations()
    assert known.named_in("Durham City Council, Durham County Council") == (
        "Durham City Council", "Durham County Council",
    )  # fmt: skip
    assert known.called("Durham County Council").slug == "durham"


def test_an_organisation_is_known_by_its_aliases(tmp_path: Path) -> None:
    write(tmp_path)
    known = find_organisations([tmp_path], "northshire")
    assert known.default.name == "Northshire County Council"
    assert known.named_in("NORTHSHIRE CC and Northshire County Council") == ("Northshire County Council",)


def test_an_organisation_says_what_it_does_in_its_own_way_and_the_rest_is_general(tmp_path: Path) -> None:
    read = read_organisation(write(tmp_path))
    assert read.scale == Scale(
        (("remote",), ("doubtful", "uncertain"), ("probable",)), GENERAL.scale.impact, GENERAL.scale.names, "impact"
    )
    assert (read.scale.highest("likelihood"), read.scale.highest("impact"), read.scale.largest) == (3, 10, 30)
    assert (read.calendar, read.ratings) == (Calendar(10), GENERAL.ratings)
    assert (read.slug, read.roles, read.crosswalk) == ("northshire", (("HT", "Highways Team"),), None)
    assert read.identifiers.schemes == (IdScheme("NR", "risk", ("NP",)),)
    assert read.expected == {"northshire-2019-20-q1": Counts(3, 0)}


def test_a_folder_may_be_an_organisations_own_or_hold_several(tmp_path: Path) -> None:
    own = write(tmp_path)
    for folder in (own, tmp_path):
        assert [one.slug for one in find_organisations([folder], "lancashire")] == ["lancashire", "northshire"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("aliases = []", "it has no name"),
        ("name = ", "Invalid value"),
        ('name = "A"\nscales = 1', r"unknown scales; known are name, aliases, places, identifiers, "),
        ('name = "A"\n[scale]\nlevels = 4', r"unknown scale\.levels; known are scale\.first, "),
        ('name = "A"\n[scale]\nfirst = "size"', r"scale\.first is likelihood, impact or unknown, not 'size'"),
        ('name = "A"\n[scale]\nimpact = [1, 2]', "1 is no word and no list of words"),
        ('name = "A"\n[calendar]\nfirst_month = 13', "first_month is a month from 1 to 12, not 13"),
        ('name = "A"\n[calendar]\nlabel = "FY"', "label is both, first or last, not 'FY'"),
        ('name = "A"\n[[identifiers]]\nletters = "R"\nkind = "hazard"', "kind is risk or opportunity, not 'hazard'"),
        ('name = "A"\n[[identifiers]]\nkind = "risk"', "letters"),
        ('name = "A"\n[confidence.words]\nblue = ["b"]', r"unknown confidence\.words\.blue"),
        ('name = "A"\n[expected]\na-2019-20-q1 = 3', "argument"),
    ],
)
def test_a_folder_that_cannot_be_used_is_an_error_that_names_file_and_fault(
    tmp_path: Path, text: str, fault: str
) -> None:
    with pytest.raises(OrganisationError, match=rf"organisation\.toml: .*{fault}"):
        read_organisation(write(tmp_path, text))


def test_what_clashes_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OrganisationError, match="no organisation 'northshire'; there are lancashire"):
        find_organisations([], "northshire")
    with pytest.raises(OrganisationError, match=r"holds no organisation\.toml"):
        find_organisations([tmp_path], "lancashire")
    one = read_organisation(write(tmp_path))
    with pytest.raises(OrganisationError, match="two folders are called 'northshire'"):
        Organisations([one, read_organisation(tmp_path / "northshire")], "northshire")
    other = read_organisation(write(tmp_path, slug="southshire"))
    with pytest.raises(OrganisationError, match="is a name of northshire and of southshire"):
        Organisations([one, other], "northshire")
