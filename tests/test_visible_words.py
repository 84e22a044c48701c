"""Whatever ways its texts stand in: what is read of a register is what its page shows, or it is said not to be."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import all_findings
from extractors.findings import Finding
from extractors.records import Entry, noticed
from tests.builder import Edition, Fmt, build, expected, load_edition, shortened
from tests.builder.content import Item
from tests.builder.ways import WAYS, extras_of, strewn, ways_of
from tests.reading import differences, read_sample

EDITIONS = [shortened(load_edition(name), risks=2, opportunities=1) for name in ("2018-19-q1", "2019-20-q2")]
DRAWN = {
    "pdf": ("rules_as_rectangles", "shaded_cells", "spacer_rows", "shifted_page_box", "no_outer_rules", "two_tables"),
    "docx": ("typed_bullets", "spacer_rows", "two_tables", "column_order", "rowspan_colspan"),
    "html": ("typed_bullets", "spacer_rows", "two_tables", "column_order", "rowspan_colspan"),
}
"""Faults of the table that go with any way of its texts."""
NAMELESS = frozenset(("hidden_note", "deleted"))
"""Ways of a text of which nothing need be said: a format has a mark of its own for what is not there."""


def check(fmt: Fmt, edition: Edition, faults: frozenset[str] = frozenset()) -> None:
    """Hold what is read of an edition against what the builder says is to be seen of it."""
    read, want = read_sample(build(edition, fmt, faults)), expected(edition, faults)
    if len(read.entries) != len(want.entries):
        assert any(map(is_loud, read.findings))
        return
    for entry, wanted in zip(read.entries, want.entries, strict=True):
        wrong = differences(entry, wanted)
        assert {name: pair for name, pair in wrong.items() if pair[0] or not is_named(entry, name)} == {}, wanted.id
    for entry, seen in zip(read.entries, edition.entries, strict=True):
        doubtful = [name for name, items in seen.fields.items() if any(is_doubtful(item) for item in items)]
        assert [name for name in doubtful if not is_named(entry, name)] == []
    quoted = " ".join(finding.value or "" for finding in all_findings(read.document))
    assert [item for item in extras_of(edition) if item.way not in NAMELESS and item.text not in quoted] == []


def is_doubtful(item: Item) -> bool:
    return bool(item.way) and WAYS[item.way].effect == "doubtful"


def is_named(entry: Entry, field: str) -> bool:
    """Whether a finding that is more than a note is about a field of an entry, or about all of it."""
    return any(is_loud(finding) and finding.field in (None, field) for finding in noticed(entry))


def is_loud(finding: Finding) -> bool:
    return finding.severity != "info"


@pytest.mark.parametrize("fmt", ["pdf", "docx", "html"])
@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.data())
def test_what_is_read_is_what_the_page_shows(fmt: Fmt, data: st.DataObject) -> None:
    ways = data.draw(st.lists(st.sampled_from(ways_of(fmt)), min_size=1, max_size=6, unique=True))
    faults = data.draw(st.sets(st.sampled_from(DRAWN[fmt]), max_size=1))
    edition = strewn(data.draw(st.sampled_from(EDITIONS)), ways, data.draw(st.integers(0, 10**6)))
    check(fmt, edition, frozenset(faults))


@pytest.mark.parametrize(("fmt", "way"), [(fmt, way) for way, about in WAYS.items() for fmt in about.formats])
def test_a_way_alone(fmt: Fmt, way: str) -> None:
    check(fmt, strewn(EDITIONS[0], [way], len(way)))
