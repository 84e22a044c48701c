"""A later paper of an edition is another source of it, or a revision that takes its place; never silently."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from pipeline.build import build_history
from pipeline.read.paper import ReadPaper
from pipeline.store.checks import check_history
from pipeline.store.tables import HistoryRows
from tests.pipeline.by_hand import CARDS, card, cards_paper, narrative

NAMES = ("a", "b", "c")


def issue(number: int, day: str = "", title: str = CARDS, file_format: str = "docx", **values: Any) -> ReadPaper:
    """One paper of the edition, of a meeting on a day."""
    narratives = (narrative("Noted.", title="Risk register", day=day),) if day else ()
    return cards_paper(
        card(**values), title=title, narratives=narratives, path=f"{NAMES[number]}.{file_format}",
        sha=str(number + 1) * 64, file_format=file_format,  # type: ignore[arg-type]
    )  # fmt: skip


def history(*papers: ReadPaper) -> HistoryRows:
    built, _ = build_history(papers)
    assert check_history(built) == []
    return built


def codes(built: HistoryRows) -> list[str]:
    return [row.code for row in built.findings if row.code in ("source_conflict", "revised_edition")]


def test_a_later_paper_with_other_values_is_a_revision_and_both_are_kept() -> None:
    built = history(issue(0, "24 March 2022"), issue(1, "5 July 2022", current_score="16"))
    first, revised = built.registers
    assert (first.register_id, first.revision) == ("lancashire-2021-22-q4", 1)
    assert (revised.register_id, revised.revision) == ("lancashire-2021-22-q4-r2", 2)
    assert (first.superseded_by, revised.superseded_by) == ("lancashire-2021-22-q4-r2", None)
    assert [(row.entry_id, row.current_score, row.superseded) for row in built.entries] == [
        ("lancashire-2021-22-q4/CORP1", 12, True),
        ("lancashire-2021-22-q4-r2/CORP1", 16, False),
    ]
    assert {row.entry_id for row in built.statements} == {row.entry_id for row in built.entries}
    assert codes(built) == ["revised_edition"]


def test_the_order_of_the_papers_does_not_matter() -> None:
    papers = [issue(0, "24 March 2022"), issue(1, "5 July 2022", current_score="16"), issue(2)]
    assert len({str(history(*order).registers) for order in permutations(papers)}) == 1


def test_the_same_register_before_two_meetings_is_one_issue() -> None:
    built = history(issue(0, "24 March 2022"), issue(1, "5 July 2022", file_format="html"))
    assert len(built.registers) == 1
    assert codes(built) == []
    assert str(built.registers[0].paper_date) == "2022-03-24"


def test_two_papers_of_one_meeting_that_differ_are_in_conflict_and_no_revision() -> None:
    built = history(issue(0, "24 March 2022"), issue(1, "24 March 2022", owner="Clerk"))
    assert len(built.registers) == 1
    assert codes(built) == ["source_conflict"]


def test_two_papers_without_a_date_that_differ_are_in_conflict() -> None:
    assert codes(history(issue(0), issue(1, owner="Clerk"))) == ["source_conflict"]


@pytest.mark.parametrize("mark", ["(revised)", "- Version 2", "as amended"])
def test_a_title_may_say_that_it_revises_another(mark: str) -> None:
    built = history(issue(0), issue(1, title=f"{CARDS} {mark}", current_score="16"))
    assert [row.revision for row in built.registers] == [1, 2]
    assert codes(built) == ["revised_edition"]


def test_a_paper_without_a_date_is_a_source_of_the_issue_it_is_closest_to() -> None:
    revised = {"current_score": "16", "control": "Sharper audits"}
    papers = issue(0, "24 March 2022"), issue(1, "5 July 2022", **revised), issue(2, file_format="html", **revised)
    built = history(*papers)
    assert [len(row.sources) for row in built.registers] == [1, 2]


def test_a_text_rendering_is_never_a_revision() -> None:
    built = history(issue(0, "24 March 2022"), issue(1, "5 July 2022", file_format="text", current_score="1"))
    assert len(built.registers) == 1
    assert built.entries[0].current_score == 12
