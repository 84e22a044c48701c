"""Every shape of a statement reads what stands beside it, and none reads what is done to other things, or not done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.document import Line
from extractors.records import Narrative
from normalise.events import patterns, read_changes
from normalise.events.mentions import find_mentions, straightened
from normalise.events.tokens import codes_of, tokens_of
from normalise.values.wordings import load
from tests.organisations import GENERAL

ROWS = [
    pytest.param(table, number, reads, id=reads)
    for table in ("shape", "own", "list")
    for number, row in enumerate(load("events/shapes")[table])
    for reads in row["reads"]
]
TRAPS = Path(__file__).with_name("traps.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize(("table", "number", "reads"), ROWS)
def test_a_shape_fits_what_it_reads(table: str, number: int, reads: str) -> None:
    text = straightened(reads)
    mentions = find_mentions(text, GENERAL.identifiers)
    codes = codes_of(tokens_of(text, mentions, None, GENERAL.scale))
    assert patterns.shapes(table)[number].search(codes), codes


@pytest.mark.parametrize("table", ["title", "way"])
def test_an_entry_may_be_called_so(table: str) -> None:
    rows = load("events/mentions")[table]
    unread = [
        row["reads"]
        for row, (pattern, _) in zip(rows, patterns.mentions(table), strict=True)
        if not pattern.search(row["reads"])
    ]
    assert unread == []


@pytest.mark.parametrize("sentence", TRAPS)
def test_what_is_no_change_of_an_entry_is_read_as_none(sentence: str) -> None:
    narrative = Narrative("minutes", "Corporate Risk Register", None, (Line(sentence),))
    assert read_changes(narrative, GENERAL.identifiers, GENERAL.scale).changes == ()


@pytest.mark.parametrize("text", ["↑ CR5's score → 12 [was 9], since Ölflecken didn't recur", *TRAPS[::8]])
def test_no_kind_is_overlooked_for_how_its_words_begin(text: str) -> None:
    kinds = [kind for _, kind in patterns._kinds()]
    for at in (match.start() for match in re.finditer(r"\b\w|[^\w ]", text)):
        every = [(*row, match.end()) for *row, words in kinds if (match := patterns._compiled(words).match(text, at))]
        assert list(patterns.kinds_at(text, at)) == every
