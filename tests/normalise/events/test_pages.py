"""Pages as committees word them: every change a careful person reads, and no other."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractors.document import Line
from extractors.records import Kind, Narrative
from normalise.events import read_changes
from normalise.organisations.conventions import IdScheme
from normalise.values.ids import Identifiers
from tests.normalise.events.reading import said
from tests.organisations import LANCASHIRE

PAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("pages.toml").read_text("utf-8"))["page"]
_KINDS: dict[str, Kind] = {"CO": "opportunity"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["name"])
def test_a_page_states_what_a_careful_person_reads(page: dict[str, Any]) -> None:
    schemes = tuple(IdScheme(letters, _KINDS.get(letters, "risk")) for letters in page["letters"])
    lines = tuple(map(Line, page["lines"]))
    narrative = Narrative(page.get("kind", "report"), "Corporate Risk Register", None, lines)
    read = read_changes(narrative, Identifiers(schemes), LANCASHIRE.scale)
    assert [said(change) for change in read.changes] == page["events"]
    if "unclear" in page:
        assert sum(finding.code == "event_unclear" for finding in read.findings) == page["unclear"]
