"""A doubt shows on the row it concerns, and only where the paper in doubt is the one the row was read from."""

from __future__ import annotations

from typing import Any

from extractors.findings import Code
from pipeline.build import build_history
from pipeline.merge.doubts import with_doubts, with_use
from pipeline.rows.findings import finding_row
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import HistoryRows
from tests.layouts.tables import row
from tests.pipeline.by_hand import register_paper
from tests.pipeline.rows_by_hand import BEFORE, entry, history, sha

CR1 = f"{BEFORE}/CR1"
USED, OTHER = sha(BEFORE), sha("another paper")


def finding(code: Code = Code.UNREADABLE_SCORE, document: str | None = USED, **about: Any) -> FindingRow:
    return finding_row(code, "said", document, **about)


def marked(*findings: FindingRow) -> HistoryRows:
    made = history(entry("CR1"), entry("CR2"))
    made.findings = list(findings)
    made.findings = with_use(made)
    made.entries = with_doubts(made.entries, made.findings)
    return made


def doubts(*findings: FindingRow) -> list[tuple[str, ...]]:
    return [row.doubt for row in marked(*findings).entries]


def test_an_entry_has_each_code_about_it_once_in_order() -> None:
    found = [finding(entry=CR1), finding(Code.DUPLICATE_ID, entry=CR1), finding(field="owner", entry=CR1)]
    assert doubts(*found) == [("duplicate_id", "unreadable_score"), ()]


def test_an_entry_says_which_of_its_values_are_in_doubt_each_once_in_its_normal_form() -> None:
    found = [
        finding(entry=CR1, field="target_date_raw"), finding(entry=CR1, field="target_date"),
        finding(entry=CR1, field="control"), finding(Code.DUPLICATE_ID, entry=CR1),
        finding(Code.HEALED_WORD, entry=CR1, field="title"),
        finding(Code.MISSING_VALUE, register=BEFORE, field="owners"),
    ]  # fmt: skip
    assert [row.doubtful_fields for row in marked(*found).entries] == [
        ("control", "owners", "target_date"), ("owners",),
    ]  # fmt: skip


def test_scores_that_may_be_exchanged_are_both_in_doubt() -> None:
    found = marked(finding(Code.SWAPPED_SCORES, entry=CR1, field="current_score"))
    assert found.entries[0].doubtful_fields == ("current_score", "target_score")


def test_a_note_and_what_another_paper_says_are_no_doubt() -> None:
    assert doubts(finding(Code.HEALED_WORD, entry=CR1), finding(document=OTHER, entry=CR1)) == [(), ()]


def test_a_value_missing_throughout_an_edition_is_missing_in_each_entry() -> None:
    assert doubts(finding(Code.MISSING_VALUE, register=BEFORE)) == [("missing_value",), ("missing_value",)]
    assert doubts(finding(Code.MISSING_VALUE, register=BEFORE, document=OTHER)) == [(), ()]


def test_a_doubt_about_no_paper_is_one() -> None:
    assert doubts(finding(Code.CROSSWALK_RETITLED, document=None, entry=f"{BEFORE}/CR2")) == [
        (), ("crosswalk_retitled",),
    ]  # fmt: skip


def test_a_finding_says_whether_its_paper_is_the_one_used() -> None:
    found = marked(
        finding(entry=CR1), finding(register=BEFORE), finding(),
        finding(document=OTHER, entry=CR1), finding(document=OTHER, register=BEFORE),
        finding(document=OTHER), finding(document=None),
    ).findings  # fmt: skip
    assert [each.source_used for each in found] == [True, True, True, False, False, False, None]


def test_of_two_papers_of_an_edition_the_doubts_of_the_one_used_show() -> None:
    best = register_paper(row("CR1", owner=""), row("CR2"), row("CR4"), path="a.docx", sha="1" * 64)
    other = register_paper(row("CR1"), row("CR2", owner=""), path="b.docx", sha="2" * 64)
    built, _ = build_history([best, other])
    assert [("missing_value" in each.doubt) for each in built.entries] == [True, False, False]
    missing = {each.document_id: each.source_used for each in built.findings if each.code == Code.MISSING_VALUE}
    assert missing == {"1" * 64: True, "2" * 64: False}
