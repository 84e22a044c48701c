"""One edition from several papers is one register: the best source stands, and what another says is said too."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.build import build_history
from pipeline.merge.choose_source import reconcile
from pipeline.rows.assemble import Edition
from pipeline.store.checks import check_history
from pipeline.store.finding_row import FindingRow
from tests.layouts.tables import row
from tests.pipeline.by_hand import edition, register_paper

ONE, TWO, THREE = "1" * 64, "2" * 64, "3" * 64


def source(*rows: Any, path: str, sha: str) -> Edition:
    return edition(*rows, path=path, sha=sha, file_format=path.rpartition(".")[2])


def conflicts(standing: Edition) -> list[FindingRow]:
    return [finding for finding in standing.findings if finding.code == "source_conflict"]


def test_alike_sources_make_one_register_with_all_of_them() -> None:
    pdf, word = source(row("CR1"), path="a.pdf", sha=ONE), source(row("CR1"), path="b.docx", sha=TWO)
    web = source(row("CR1"), path="c.html", sha=THREE)
    (standing,) = reconcile([pdf, word, web])
    assert standing.register.document_id == TWO
    assert standing.register.sources == (TWO, THREE, ONE)
    assert conflicts(standing) == []
    assert pdf.register.sources == (ONE,)  # what a paper holds is left as it is


def test_the_fuller_source_stands_whatever_its_format() -> None:
    pdf = source(row("CR1"), row("CR2"), path="a.pdf", sha=ONE)
    (standing,) = reconcile([source(row("CR1"), path="b.docx", sha=TWO), pdf])
    assert standing.register.document_id == ONE
    (finding,) = conflicts(standing)
    assert finding.message == "CR2: not in b.docx"
    assert (finding.entry_id, finding.locator) == ("lancashire-2018-19-q1/CR2", "table 1, row 3")


def test_the_order_of_the_papers_does_not_matter() -> None:
    sources = [source(row("CR1", owner=owner), path=f"{owner}.pdf", sha=sha) for owner, sha in
               (("Clerk", ONE), ("Treasurer", TWO), ("Auditor", THREE))]  # fmt: skip
    assert reconcile(sources) == reconcile(sources[::-1])


@pytest.mark.parametrize("field", ["description", "types", "current_score", "target_score", "owner", "direction"])
def test_a_value_that_differs_is_named_from_both_papers(field: str) -> None:
    best = source(row("CR1"), path="a.docx", sha=ONE)
    other = source(row("CR1", **{field: "Social"}), path="b.pdf", sha=TWO)
    (standing,) = reconcile([best, other])
    for finding in conflicts(standing):
        assert finding.document_id == ONE
        assert "'Social' in b.pdf" in finding.message
        assert "in a.docx" in finding.message
    assert conflicts(standing)


def test_a_statement_that_differs_is_shown_from_where_it_does() -> None:
    start = "A long beginning that both of the papers share word for word, and then "
    best = source(row("CR1", control=start + "audits"), path="a.docx", sha=ONE)
    (standing,) = reconcile([best, source(row("CR1", control=start + "checks"), path="b.pdf", sha=TWO)])
    (finding,) = conflicts(standing)
    assert finding.field == "control"
    assert "audits' in a.docx" in finding.message
    assert "checks' in b.pdf" in finding.message


def test_a_value_that_one_paper_lacks_is_nothing_there() -> None:
    best = source(row("CR1"), path="a.docx", sha=ONE)
    (standing,) = reconcile([best, source(row("CR1", control=""), path="b.pdf", sha=TWO)])
    (finding,) = conflicts(standing)
    assert finding.message == "CR1: 'Audits' in a.docx, nothing in b.pdf"


def test_blanks_are_no_difference() -> None:
    best = source(row("CR1", control="one/ two"), path="a.docx", sha=ONE)
    (standing,) = reconcile([best, source(row("CR1", control="one/two"), path="b.pdf", sha=TWO)])
    assert conflicts(standing) == []


def test_what_only_the_other_paper_has_and_found_is_kept_and_the_history_is_sound() -> None:
    best = register_paper(row("CR1"), row("CR2"), row("CR4"), path="a.docx", sha=ONE)
    other = register_paper(
        row("CR1", owner=""), row("CR2"), row("CR3", owner=""), path="b.pdf", sha=TWO, file_format="pdf"
    )
    history, _ = build_history([best, other])
    assert check_history(history) == []
    assert [entry.risk_id for entry in history.entries] == ["CR1", "CR2", "CR4"]
    theirs = [finding for finding in history.findings if finding.document_id == TWO]
    missing = [finding for finding in theirs if finding.code == "missing_value"]
    assert [finding.entry_id for finding in missing] == ["lancashire-2018-19-q1/CR1", None]
    (extra,) = [finding for finding in theirs if finding.code == "source_conflict"]
    assert extra.message == "CR3: not in a.docx, which was used"


def test_editions_come_in_order_of_their_identifiers() -> None:
    held = [edition(row("CR1"), title=f"Risk register {period}") for period in ("Q2 2019/20", "Q1 2018/19")]
    assert [each.register_id for each in reconcile(held)] == ["lancashire-2018-19-q1", "lancashire-2019-20-q2"]
