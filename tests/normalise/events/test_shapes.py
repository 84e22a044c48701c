"""Every shape of a statement reads what stands beside it, and none reads what is done to other things, or not done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.document import Line
from extractors.records import Narrative
from normalise.events import read_changes
from normalise.events.clauses import compiled_shapes
from normalise.events.mentions import find_mentions, straightened
from normalise.events.tokens import codes_of, tokens_of
from normalise.values.wordings import load
from tests.organisations import GENERAL, LANCASHIRE

ROWS = [(table, number, row) for table in ("shape", "own", "list") for number, row in enumerate(load("events/shapes")[table])]  # fmt: skip
TRAPS = Path(__file__).with_name("traps.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("table", "number", "row"), ROWS, ids=lambda each: each["reads"] if isinstance(each, dict) else ""
)
def test_a_shape_fits_what_it_reads(table: str, number: int, row: dict[str, str]) -> None:
    text = straightened(row["reads"])
    mentions = find_mentions(text, LANCASHIRE.identifiers)
    codes = codes_of(tokens_of(text, mentions, None, LANCASHIRE.scale))
    assert compiled_shapes(table)[number].search(codes), codes


@pytest.mark.parametrize("sentence", TRAPS)
def test_what_is_no_change_of_an_entry_is_read_as_none(sentence: str) -> None:
    narrative = Narrative("minutes", "Corporate Risk Register", None, (Line(sentence),))
    assert read_changes(narrative, GENERAL.identifiers, GENERAL.scale).changes == ()


def test_every_trap_speaks_of_an_entry_or_names_something_like_one() -> None:
    assert [trap for trap in TRAPS if not re.search(r"\b[A-Z]+-?\d|[Rr]isks?\b|register", trap)] == []
