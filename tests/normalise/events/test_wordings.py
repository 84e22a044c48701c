"""The many ways in which minutes and reports state a change, or seem to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.document import Line
from extractors.records import Narrative
from normalise.events import read_changes
from tests.organisations import GENERAL

GROUPS = Path(__file__).with_name("wordings.txt").read_text("utf-8").split("\n\n")[1:]


def wrong(lines: list[str], stated: str) -> list[str]:
    """The lines with what is read of them, if that is not what a careful person reads."""
    narrative = Narrative("minutes", "Corporate Risk Register", None, tuple(map(Line, lines)))
    changes = read_changes(narrative, GENERAL.identifiers, GENERAL.scale).changes
    read = [{f"{each.event} {each.id_raw}".lower(), f"{each.event} {each.title}".lower()} for each in changes]
    plain, either = (
        {one.strip() for one in part.lower().split(";")} - {""} for part in (*stated.split("|"), "")[:2]
    )  # fmt: skip
    missed = plain - set().union(*read)
    further = [names for names in read if names.isdisjoint(plain | either)]
    return [f"{lines}: missed {missed}, wrong {further}"] if missed or further else []


@pytest.mark.parametrize("group", GROUPS, ids=[group.strip().split("\n", 1)[0] for group in GROUPS])
def test_a_wording_states_what_a_careful_person_reads(group: str) -> None:
    pages = re.findall(r"((?:[^=].*\n)+)=(.*)", group.strip() + "\n")
    assert len(pages) == len(re.findall("^=", group, re.MULTILINE))
    assert [one for lines, stated in pages for one in wrong(lines.strip().split("\n"), stated)] == []
