"""Whatever a file holds beside what its page shows: what is read is what the builder says is visible."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import all_findings
from tests.builder import Fmt, build, expected, load_edition
from tests.builder.unseen import ASIDE, CHOICE, STRUCK, WHITE
from tests.reading import differences, read_sample, said

UNSEEN = ("hidden_words", "white_words", "struck_words", "note_marks", "form_choices", "hidden_row")
DRAWN = ("typed_bullets", "nested_bullets", "spacer_rows", "two_tables", "column_order", "rowspan_colspan")
EDITION = load_edition("2019-20-q2")
NAMED = {"hidden_words": ASIDE, "white_words": WHITE, "struck_words": STRUCK}


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    fmt=st.sampled_from(("docx", "html")),
    unseen=st.sets(st.sampled_from(UNSEEN), min_size=1),
    drawn=st.sets(st.sampled_from(DRAWN), max_size=2),
)
def test_what_is_read_is_what_the_page_shows(fmt: Fmt, unseen: set[str], drawn: set[str]) -> None:
    faults = frozenset(unseen | drawn)
    read, want = read_sample(build(EDITION, fmt, faults)), expected(EDITION, faults)
    assert [said(entry.values["id"])[0][1] for entry in read.entries] == [entry.id for entry in want.entries]
    for entry, wanted in zip(read.entries, want.entries, strict=True):
        assert differences(entry, wanted, exact=True) == {}, wanted.id
    quoted = " ".join(finding.value or "" for finding in all_findings(read.document))
    assert CHOICE not in quoted
    assert all(words in quoted for fault, words in NAMED.items() if fault in unseen)
