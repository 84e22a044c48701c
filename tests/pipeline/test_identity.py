"""Whose register it is: which places of a paper may say it, in which order, and what is said where they differ."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Line
from extractors.records import Entry, Register
from pipeline.read.paper import ReadPaper
from pipeline.rows.assemble import assemble
from pipeline.rows.identity import Identity, identify
from pipeline.settings import Settings
from tests.organisations import organisations
from tests.pipeline.by_hand import card, cards_paper, profile_line

TITLE = "Corporate Risk Register Q2 2019/20"


def paper(
    title: str = TITLE,
    *,
    before: tuple[str, ...] = (),
    heads: tuple[str, ...] = (),
    file_title: str = "",
    around: tuple[str, ...] = (),
    others: tuple[str, ...] = (),
) -> ReadPaper:
    """A paper of one register: what stands before it (nearest first), at its head, and around its text."""
    registers = tuple(Register(each, None, "register_table", ()) for each in (title, *others))
    own = replace(registers[0], context=tuple(Line(text) for text in before))
    return ReadPaper(
        "a.html", "0" * 64, 1, "html", title=file_title, head=heads, around=around, registers=(own, *registers[1:])
    )


def identity(title: str = TITLE, **places: tuple[str, ...] | str) -> Identity:
    """Whose the register of a paper of these places is."""
    read = paper(title, **places)  # type: ignore[arg-type]
    return identify(read, read.registers[0], organisations())


def codes(found: Identity) -> list[str]:
    return [finding.code for finding in found.findings]


KENT, ESSEX, BRISTOL = "Kent County Council", "Essex County Council", "Bristol City Council"


@pytest.mark.parametrize(
    "places",
    [
        {"title": f"{KENT} {TITLE}"},
        {"before": (KENT,)},
        {"before": ("Quarter 2", f"Audit Committee of {KENT}")},
        {"heads": (KENT.upper(), "Audit Committee", "Agenda")},
        {"file_title": f"Agenda item - {TITLE} - {KENT}"},
        {"around": ("Page 1", f"{KENT} - Audit Committee")},
        {"others": (f"{KENT} Opportunity Register",)},
    ],
)
def test_each_of_these_places_says_whose_it_is(places: dict[str, tuple[str, ...]]) -> None:
    found = identity(**places)  # type: ignore[arg-type]
    assert (found.register_id, found.organisation.name, codes(found)) == ("kent-2019-20-q2", KENT, [])


@pytest.mark.parametrize(
    "places",
    [
        {"title": f"{KENT} {TITLE}", "before": (ESSEX,)},
        {"before": (KENT, ESSEX)},
        {"before": (KENT,), "heads": (ESSEX,)},
        {"heads": (KENT,), "file_title": ESSEX},
        {"file_title": KENT, "around": (ESSEX,)},
        {"around": (KENT,), "others": (ESSEX,)},
    ],
)
def test_where_places_differ_the_nearer_one_is_taken_and_that_is_said(places: dict[str, tuple[str, ...]]) -> None:
    found = identity(**places)  # type: ignore[arg-type]
    assert (found.register_id, codes(found)) == ("kent-2019-20-q2", ["organisation_conflict"])
    assert f"{KENT} and {ESSEX}" in found.findings[0].message


def test_of_two_names_in_one_place_the_next_place_says_which_is_meant() -> None:
    found = identity(f"{KENT} and {ESSEX} {TITLE}", around=(ESSEX,))
    assert (found.register_id, codes(found)) == ("essex-2019-20-q2", ["organisation_conflict"])


def test_where_nothing_says_which_is_meant_the_usual_one_is_taken_with_a_warning() -> None:
    found = identity(f"{KENT} and {ESSEX} {TITLE}", around=(BRISTOL,))
    assert (found.register_id, codes(found)) == ("lancashire-2019-20-q2", ["organisation_conflict"])
    assert found.findings[0].code.severity == "warning"


def test_a_name_mentioned_in_passing_takes_no_register_away() -> None:
    passing = f"The register was compared with that of {KENT}."
    before = (passing, f"members who sit on {KENT}")
    found = identity(before=before, heads=(passing,), around=("Lancashire County Council",))
    assert (found.register_id, codes(found)) == ("lancashire-2019-20-q2", [])


@pytest.mark.parametrize("places", [{"before": (f"It follows {KENT}.",)}, {"heads": (f"It follows {KENT}.",)}])
def test_where_only_a_sentence_names_a_body_the_usual_one_is_taken_with_a_warning(
    places: dict[str, tuple[str, ...]],
) -> None:
    found = identity(**places)  # type: ignore[arg-type]
    assert (found.register_id, codes(found)) == ("lancashire-2019-20-q2", ["organisation_conflict"])
    assert not found.is_named
    assert codes(identity(before=("It follows Lancashire County Council.",))) == ["organisation_assumed"]


def test_a_paper_that_names_nobody_is_of_the_organisation_the_settings_name() -> None:
    found = identity()
    assert (found.register_id, codes(found)) == ("lancashire-2019-20-q2", ["organisation_assumed"])
    assert not found.is_named


def test_a_body_without_a_folder_is_an_organisation_of_its_own() -> None:
    found = identity(f"{BRISTOL.upper()} {TITLE}")
    assert (found.register_id, found.organisation.name, found.is_named) == ("bristol-2019-20-q2", BRISTOL, True)


def test_a_profile_that_names_its_organisation_joins_no_register_of_another() -> None:
    read = cards_paper(card("CR1"), title=f"{KENT} {TITLE}", profile=(profile_line("CR1"),))
    theirs = replace(read.profiles[0], title=f"{ESSEX} Summary Risk Profile")
    for profile, held_by in ((read.profiles[0], {KENT: 1}), (theirs, {KENT: 0, ESSEX: 1})):
        held = assemble(replace(read, profiles=(profile,)), organisations())
        assert {each.register.organisation: len(each.profile) for each in held} == held_by


@pytest.mark.parametrize(
    "passing", [f"Shared service with {ESSEX}", f"Letter from the {ESSEX}", "Health and Wellbeing Board"]
)
def test_a_heading_that_names_a_partner_does_not_say_whose_it_is(passing: str) -> None:
    found = identity(before=(passing,), heads=(KENT,))
    assert (found.register_id, codes(found)) == ("kent-2019-20-q2", [])


def test_a_paper_that_names_a_partner_alone_is_reported() -> None:
    found = identity(before=(f"Shared service with {ESSEX}",))
    assert (found.is_named, codes(found)) == (False, ["organisation_conflict"])


def of_nobody(*entries: Entry, title: str = TITLE) -> Identity:
    """Whose a register of these entries is, in a paper that names nobody."""
    read = paper(title)
    read = replace(read, registers=(replace(read.registers[0], entries=entries),))
    return identify(read, read.registers[0], organisations())


def entry(identifier: str, score: str = "12") -> Entry:
    said = {"id": (Line(identifier),), "current_score": (Line(score),)}
    return Entry("risk", said, (), 1, (1, 1))


def test_a_register_of_nobody_that_cannot_be_the_usual_ones_is_kept_apart() -> None:
    found = of_nobody(entry("SR1"), entry("SR2"), entry("CR3"))
    assert (found.register_id, codes(found)) == ("unnamed-organisation-00000000-2019-20-q2", ["organisation_unnamed"])
    assert not found.is_named


def test_a_scale_that_is_not_the_usual_ones_keeps_a_register_apart() -> None:
    assert codes(of_nobody(entry("CR1", "36"), entry("CR2", "80"))) == ["organisation_unnamed"]
    assert codes(of_nobody(entry("CR1", "36"), entry("CR2", "12"))) == ["organisation_assumed"]


@pytest.mark.parametrize("head", ["Peabody Risk Register", "ORBIT HOMES LIMITED", "Transport for Merseyside"])
def test_a_head_with_an_unknown_name_keeps_a_paper_from_the_usual_organisation(head: str) -> None:
    found = identity(heads=(head, "Agenda"))
    assert (found.organisation.slug, codes(found)) == ("unnamed-organisation-00000000", ["organisation_unnamed"])
    assert head in found.findings[0].message


@pytest.mark.parametrize("head", ["Cabinet Room C, County Hall, Preston", "CORPORATE RISKS", "Lancashire Risks"])
def test_a_head_of_plain_words_and_the_usual_organisations_own_leaves_a_paper_with_it(head: str) -> None:
    assert codes(identity(heads=(head, "Agenda"))) == ["organisation_assumed"]


def test_one_odd_identifier_makes_no_other_organisation_of_a_paper() -> None:
    assert codes(of_nobody(entry("CR1"), entry("CORP 2"), entry("CRI3"))) == ["organisation_assumed"]


def test_a_name_in_full_is_an_organisation_that_papers_may_be_set_to_be_of() -> None:
    known = Settings(organisation="Marshwick District Council").find_organisations()
    read = paper()
    assert identify(read, read.registers[0], known).register_id == "marshwick-district-council-2019-20-q2"


def test_a_fund_is_of_the_council_that_another_place_names() -> None:
    found = identity(f"Kent Pension Fund {TITLE}", heads=(KENT,))
    assert (found.organisation.name, codes(found)) == (KENT, [])
