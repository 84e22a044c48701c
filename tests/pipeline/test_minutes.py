"""Pages of committee sites, whole: whose they are, of which day and quarter, and every change they state."""

from __future__ import annotations

import html
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from extractors.layouts.claims import read_layouts
from extractors.read import read_document
from pipeline.read.read_paper import settle
from pipeline.rows.events import StatedChanges, stated_changes
from tests.organisations import organisations

PAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("minutes.toml").read_text("utf-8"))["page"]


def read(title: str, organisation: str, *lines: str) -> StatedChanges:
    """What a page of one narrative states."""
    text = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    heads = f"<title>{title} - {organisation}</title></head><body><h1>{title}</h1><h2>{organisation}</h2>"
    content = f"<html><head>{heads}{text}</body></html>".encode()
    document = read_document(content, "html")
    paper = settle(document, read_layouts(document), "page.html", "0" * 64, len(content))
    (narrative,) = stated_changes(paper, organisations())
    return narrative


def codes(stated: StatedChanges) -> list[str]:
    return [row.code for row in stated.findings]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_a_page_states_what_a_careful_person_reads(page: dict[str, Any]) -> None:
    events = read(page["title"], page["organisation"], *page["lines"]).events
    either = set(page.get("either", ()))
    called = [{f"{event.event} {event.id_raw}", f"{event.event} {event.title}"} for event in events]
    assert [names for names in called if names.isdisjoint({*page["events"], *either})] == []
    assert set(page["events"]) - set().union(*called) == set()
    assert {event.organisation for event in events} <= {page["organisation"]}
    if "date" in page:
        assert {event.date for event in events} <= {page["date"]}
    if "period" in page:
        said = tuple(page["period"]) or (None, None)
        assert {(event.fiscal_year, event.quarter) for event in events} <= {said}


LANCASHIRE = "Lancashire County Council"


def test_the_day_of_a_decision_in_front_of_its_title_is_its_date_and_not_its_period() -> None:
    (event,) = read("Issue - decisions", LANCASHIRE, "23/04/2018 - Risk Register - Quarter 4", "CR9 is closed.").events
    assert (event.date, event.fiscal_year, event.quarter) == (date(2018, 4, 23), "2017/18", 4)


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("Issue - decisions: Risk Register", ("4 June 2019 - Strategic Risk Register",)),
        ("Strategic Risk Register - Audit Committee, 4 June 2019", ()),
        ("Agenda item: Risk Register", ("Meeting of Audit Committee, Tuesday, 4th June, 2019 2.00 pm (Item 12.)",)),
        ("Agenda and minutes: Audit Committee", ("Tuesday, 4th June, 2019 2.00 pm", "Items", "12. Risk Register")),
        ("Minutes of the Audit Committee held on 4 June 2019", ("Present: The Chair", "5. Risk Register")),
        ("Decision details: Risk Register", ("Decision status: Approved", "Date of decision: 04/06/2019")),
    ],
)
def test_the_day_of_a_meeting_is_the_date_and_not_the_period(title: str, lines: tuple[str, ...]) -> None:
    (event,) = read(title, LANCASHIRE, *lines, "CR9 has been removed from the register.").events
    assert (event.date, event.fiscal_year) == (date(2019, 6, 4), None)


@pytest.mark.parametrize(
    "sentence",
    [
        "The register as at 31 March 2018 was presented.",
        "Members noted the risks as they stood at the end of Quarter 4 2017/18.",
        "The Quarter 4 register was presented.",
    ],
)
def test_a_narrative_may_say_of_when_its_register_is(sentence: str) -> None:
    page = ("Risk Register", LANCASHIRE, "Meeting: 23/04/2018 - Audit Committee", sentence, "CR9 has been removed.")
    (event,) = read(*page).events
    assert (event.fiscal_year, event.quarter) == ("2017/18", 4)


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Corporate Risk Register Quater 3 2021/22", "may mean 2021/22 quarter 3"),
        ("Corporate Risk Register Septmber 2021", "may mean 2021/22 quarter 2"),
        ("Corporate Risk Register 2021", "names a year, and no quarter of it"),
        ("Corporate Risk Register Q2 (June 2023)", "names more than one period: June 2023 and quarter 2"),
    ],
)
def test_a_period_that_is_not_plain_is_not_used_and_the_finding_says_why(title: str, why: str) -> None:
    stated = read(title, LANCASHIRE, "CR9 has been removed.")
    assert [(event.fiscal_year, event.quarter) for event in stated.events] == [(None, None)]
    assert [row.message for row in stated.findings if row.code == "unknown_period" and why in row.message]


def test_a_page_without_a_change_has_no_error() -> None:
    stated = read("Risk Register", LANCASHIRE, "The register was received, and the committee thanked all who keep it.")
    assert (stated.events, codes(stated)) == ((), [])
