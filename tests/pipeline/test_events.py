"""Changes that papers state become events, each once; one without a number is matched by its title alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.document import Line
from extractors.findings import Code
from extractors.places import Place
from pipeline.build import build_history
from pipeline.read.paper import ReadPaper
from pipeline.store.checks import check_history
from pipeline.store.tables import HistoryRows
from tests.pipeline.by_hand import CARDS, card, cards_paper, narrative

REMOVED = "Removal of the risk relating to Flood Defences following new walls."


def history(*papers: ReadPaper) -> HistoryRows:
    built, _ = build_history(papers)
    assert check_history(built) == []
    return built


def edition(quarter: int, *titles: str, council: str = "", sha: str = "1") -> ReadPaper:
    """A paper of an edition whose cards bear these titles."""
    cards = (card(f"Corp {number}", number=number, title=title) for number, title in enumerate(titles, 1))
    title = f"{council} Corporate Risk Register Q{quarter} 2021/22".strip()
    return cards_paper(*cards, title=title, path=f"{sha}.docx", sha=sha * 64)


def report(*texts: str, council: str = "", sha: str = "9", day: str = "24 March 2022") -> ReadPaper:
    """A covering report of quarter 4."""
    return cards_paper(
        narratives=(narrative(*texts, title=f"{council} {CARDS}".strip(), day=day),), path=f"{sha}.docx", sha=sha * 64
    )


def test_what_was_removed_is_matched_with_the_edition_before_and_said_so() -> None:
    built = history(edition(3, "Money", "Flood Defences"), report(REMOVED))
    (event,) = built.events
    assert (event.event, event.risk_id, event.id_raw) == ("removed", "CORP2", None)
    assert event.event_id == "lancashire-2021-22-q4/removed/CORP2"
    assert [row.code for row in built.findings].count(Code.EVENT_MATCHED) == 1


def test_a_title_that_two_entries_share_is_matched_with_none() -> None:
    (event,) = history(edition(3, "Flood Defences", "Flood Defences north"), report(REMOVED)).events
    assert (event.title, event.risk_id) == ("Flood Defences", None)


@pytest.mark.parametrize(
    ("council", "matched"), [("East Sussex County Council", "CORP1"), ("West Sussex County Council", None)]
)
def test_an_event_is_matched_with_entries_of_its_own_organisation(council: str, matched: str | None) -> None:
    theirs = edition(3, "Flood Defences", council="East Sussex County Council")
    (event,) = history(theirs, report(REMOVED, council=council)).events
    assert event.risk_id == matched


def test_the_same_sentence_in_two_papers_of_one_day_is_one_event() -> None:
    word = report("CR5 has been removed from the register.")
    text = replace(report("CR5 has been removed from the register", sha="8"), format="text")
    (event,) = history(text, word).events
    assert event.document_id == "9" * 64


def test_the_same_sentence_of_another_day_or_council_is_another_event() -> None:
    sentence = "CR5 has been removed from the register."
    papers = (
        report(sentence),
        report(sentence, sha="8", day="25 March 2022"),
        report(sentence, sha="7", council="West Sussex County Council"),
    )
    assert sorted(row.event_id for row in history(*papers).events) == [
        "lancashire-2021-22-q4/removed/CR5",
        "lancashire-2021-22-q4/removed/CR5-2",
        "west-sussex-2021-22-q4/removed/CR5",
    ]


def test_a_report_without_a_change_needs_no_period() -> None:
    silent = replace(report(), narratives=(replace(narrative("Members looked at it."), title="Risk register"),))
    codes = [row.code for row in history(silent).findings]
    assert "unknown_period" not in codes


def test_an_event_has_the_page_of_its_sentence() -> None:
    line = Line("CR5 has been removed from the register.", places=(Place(3, page=7),))
    (event,) = history(replace(report(), narratives=(replace(narrative(), lines=(line,)),))).events
    assert event.page == 7


def test_a_merger_is_one_event_for_each_two_entries() -> None:
    events = history(report("Corp 5 and Corp 6 have been merged into Corp 2.")).events
    assert [(row.event, row.id_raw, row.risk_id, row.other_id_raw, row.other_risk_id) for row in events] == [
        ("merged", "Corp 5", "CORP5", "Corp 2", "CORP2"),
        ("merged", "Corp 6", "CORP6", "Corp 2", "CORP2"),
    ]
    assert [row.event_id for row in events] == [
        "lancashire-2021-22-q4/merged/CORP5",
        "lancashire-2021-22-q4/merged/CORP6",
    ]


def test_a_split_into_two_is_two_events() -> None:
    events = history(report("CR7 has been split into CR9 and CR10.")).events
    assert [(row.event_id.rpartition("/")[2], row.other_risk_id) for row in events] == [
        ("CR7", "CR9"),
        ("CR7-2", "CR10"),
    ]


def test_other_changes_have_no_other_entry() -> None:
    (event,) = history(report("CR5 has been removed.")).events
    assert (event.other_id_raw, event.other_risk_id) == (None, None)


def test_what_was_merged_is_matched_with_the_edition_before() -> None:
    built = history(
        edition(3, "Money", "Flood Defences"), report("The risk on flood defences has been merged into Corp 1.")
    )
    (event,) = built.events
    assert (event.id_raw, event.risk_id, event.other_risk_id) == (None, "CORP2", "CORP1")
    assert [row.code for row in built.findings].count(Code.EVENT_MATCHED) == 1


def test_what_was_renumbered_is_not_matched_with_its_new_number() -> None:
    now = edition(4, "Money", "Flood Defences")
    (event,) = history(now, report("The risk on flood defences is now Corp 2.")).events
    assert (event.risk_id, event.other_risk_id) == (None, "CORP2")


@pytest.mark.parametrize(("printed", "read"), [("R1", ["R1"]), ("CR1", []), ("S1", [])])
def test_one_letter_makes_an_identifier_only_where_the_register_of_the_same_paper_has_it(
    printed: str, read: list[str]
) -> None:
    paper = cards_paper(
        card(printed, number=1, title="Money"),
        title="Kent County Council Corporate Risk Register Q4 2021/22",
        narratives=(narrative("R1 has been removed.", title=f"Kent County Council {CARDS}"),),
    )
    built = history(paper)
    assert [event.risk_id for event in built.events] == read
    unclear = [row for row in built.findings if row.code == Code.EVENT_UNCLEAR]
    assert bool(unclear) is not bool(read)
