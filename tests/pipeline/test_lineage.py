"""A history's entries, statements and events bear the thread they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

import pytest

from extractors.findings import Code
from normalise.lineage.crosswalk import Crosswalk, read_crosswalk
from pipeline.build import build_history
from pipeline.merge.lineage import follow_history
from pipeline.read.paper import ReadPaper
from pipeline.store.checks import check_history
from pipeline.store.tables import TABLES, HistoryRows, ThreadRow, rows_of
from tests.normalise.lineage.by_hand import BUSES, CYBER, FLOODS
from tests.organisations import organisations
from tests.pipeline.by_hand import card, cards_paper, narrative

SUBJECTS = {"floods": FLOODS, "cyber": CYBER, "buses": BUSES}
SLUGS = {"floods": "flooding-river-towns", "cyber": "hostile-attack-upon-computers", "buses": "withdrawal-rural-buses"}
EAST, WEST = "East Sussex County Council", "West Sussex County Council"
Q2 = "lancashire-2021-22-q2"


def paper(when: str, *subjects: str, council: str = "", day: str = "", **values: str) -> ReadPaper:
    """A paper of cards, numbered in the order of their subjects; ``when`` is its quarter, ``Q2 2021/22``, or ""."""
    cards = []
    for number, subject in enumerate(subjects, 1):
        about = SUBJECTS[subject]
        said = {
            "title": about.title, "description": about.description, "control": "\n".join(about.statements[:2]),
            "action": about.statements[2], "owner": about.owners[0],
        } | values  # fmt: skip
        cards.append(card(f"Corp {number}", number=number, **said))  # type: ignore[arg-type]
    title = f"{council} Corporate Risk Register {when}".strip()
    narratives = (narrative("Noted.", title="Risk register", day=day),) if day else ()
    sha = sha256(title.encode() + day.encode()).hexdigest()
    return cards_paper(*cards, title=title, narratives=narratives, path=f"{sha[:8]}.docx", sha=sha)


def report(*texts: str, when: str = "Q2 2021/22", day: str = "24 November 2021") -> ReadPaper:
    title = f"Corporate Risk Register {when}"
    return cards_paper(narratives=(narrative(*texts, title=title, day=day),), path="report.docx", sha="9" * 64)


def history(
    *papers: ReadPaper,
    crosswalk: str = "",
    known: Mapping[str, tuple[str, str]] | None = None,
    accept_proposed: bool = False,
) -> HistoryRows:
    """What is built of some papers; ``crosswalk`` has lines without their headings."""
    built, _ = build_history(papers, [read(crosswalk)], known, accept_proposed=accept_proposed)
    assert check_history(built) == []
    return built


def read(lines: str) -> Crosswalk:
    return read_crosswalk(f"lineage,edition,id,title,relation,evidence,note\n{lines}", "mine.csv")


def lineages(built: HistoryRows, table: str = "entries") -> dict[str, str | None]:
    """The lineage_id of each entry, or event, by its key."""
    if table == "events":
        return {event.event_id: event.lineage_id for event in built.events}
    return {row.entry_id: row.lineage_id for row in built.entries}


def thread(built: HistoryRows, slug: str) -> ThreadRow:
    (row,) = (row for row in built.threads if row.lineage_id == f"lancashire/{slug}")
    return row


def remembered(built: HistoryRows) -> dict[str, tuple[str, str]]:
    """What the next ingest knows of this one."""
    return {row.entry_id: (row.lineage_id, row.title or "") for row in built.entries if row.lineage_id}


# Which rows bear it.


def test_the_entries_of_one_risk_bear_one_lineage() -> None:
    built = history(paper("Q1 2021/22", "floods", "cyber"), paper("Q2 2021/22", "cyber", "floods"))
    assert lineages(built) == {
        "lancashire-2021-22-q1/CORP1": f"lancashire/{SLUGS['floods']}",
        "lancashire-2021-22-q1/CORP2": f"lancashire/{SLUGS['cyber']}",
        "lancashire-2021-22-q2/CORP1": f"lancashire/{SLUGS['cyber']}",
        "lancashire-2021-22-q2/CORP2": f"lancashire/{SLUGS['floods']}",
    }


def test_the_order_of_the_papers_does_not_matter() -> None:
    papers = [paper(f"Q{quarter} 2021/22", "floods", "cyber") for quarter in (1, 2, 3)]
    assert history(*papers).threads == history(*reversed(papers)).threads


def test_the_order_of_the_rows_does_not_matter() -> None:
    built = history(*(paper(f"Q{quarter} 2021/22", "floods", "cyber") for quarter in (1, 2, 3)))
    turned = HistoryRows(**{name: rows_of(built, table)[::-1] for name, table in TABLES.items()})
    followed = [follow_history(rows, [], {}, organisations=organisations()) for rows in (built, turned)]
    assert followed[0] == followed[1]


def test_editions_stand_in_the_order_of_their_years() -> None:
    built = history(paper("Q1 2022/23", "floods"), paper("Q4 2021/22", "floods"))
    assert thread(built, SLUGS["floods"]).last_register_id == "lancashire-2022-23-q1"


def test_statements_bear_the_lineage_of_their_entry() -> None:
    built = history(paper("Q1 2021/22", "floods", "cyber"))
    by_entry = lineages(built)
    assert built.statements
    assert all(row.lineage_id == by_entry[row.entry_id] for row in built.statements)


def test_an_undated_edition_bears_none() -> None:
    built = history(paper("Q1 2021/22", "floods"), paper("", "floods"))
    undated = {row.register_id for row in built.registers if row.quarter is None}
    assert len(undated) == 1
    assert {row.lineage_id for row in built.entries if row.register_id in undated} == {None}
    assert {row.lineage_id for row in built.statements if row.register_id in undated} == {None}


def test_an_undated_edition_counts_for_no_thread() -> None:
    built = history(paper("Q1 2021/22", "floods"), paper("", "floods"))
    assert [row.n_editions for row in built.threads] == [1]


def test_an_event_bears_the_lineage_of_the_entry_it_is_about() -> None:
    built = history(
        paper("Q1 2021/22", "floods", "cyber"),
        paper("Q2 2021/22", "floods"),
        report("Corp 2 has been removed from the register."),
    )
    assert lineages(built, "events") == {f"{Q2}/removed/CORP2": f"lancashire/{SLUGS['cyber']}"}


def test_an_event_that_no_entry_answers_to_bears_none() -> None:
    built = history(paper("Q1 2021/22", "floods"), report("Corp 7 has been removed from the register."))
    assert lineages(built, "events") == {f"{Q2}/removed/CORP7": None}


def test_a_history_without_editions_has_no_threads() -> None:
    built = history(report("Corp 7 has been removed from the register."))
    assert (built.threads, built.lineage) == ([], [])


# Threads.


def test_a_thread_is_told_from_its_first_edition_to_its_last() -> None:
    built = history(
        paper("Q1 2021/22", "floods", "cyber"), paper("Q2 2021/22", "cyber"), paper("Q3 2021/22", "cyber", "floods")
    )
    told = {
        "name": FLOODS.title,
        "kind": "risk",
        "first_register_id": "lancashire-2021-22-q1",
        "last_register_id": "lancashire-2021-22-q3",
        "n_editions": 2,
        "open": True,
    }
    row = thread(built, SLUGS["floods"])
    assert {name: getattr(row, name) for name in told} == told


def test_a_thread_is_called_by_its_last_title() -> None:
    built = history(paper("Q1 2021/22", "floods"), paper("Q2 2021/22", "floods", title="Storms and downpours"))
    assert thread(built, SLUGS["floods"]).name == "Storms and downpours"


def test_a_thread_without_a_title_is_called_by_its_number() -> None:
    built = history(paper("Q1 2021/22", "floods", title="", description=""))
    assert [(row.name, row.lineage_id) for row in built.threads] == [("CORP1", "lancashire/corp1")]


def test_of_two_threads_of_one_title_the_lower_number_has_the_plain_slug() -> None:
    twice = (card("Corp 10", number=1, title="Storms"), card("Corp 2", number=2, title="Storms"))
    built = history(cards_paper(*twice, title="Corporate Risk Register Q1 2021/22"))
    assert lineages(built) == {
        "lancashire-2021-22-q1/CORP2": "lancashire/storms",
        "lancashire-2021-22-q1/CORP10": "lancashire/storms-2",
    }


def test_a_thread_that_the_last_edition_lacks_is_closed() -> None:
    built = history(paper("Q1 2021/22", "floods", "cyber"), paper("Q2 2021/22", "cyber"))
    assert not thread(built, SLUGS["floods"]).open


def revised() -> HistoryRows:
    """An edition before, one that was revised, and one after; the revision leaves out the risk of floods."""
    return history(
        paper("Q1 2021/22", "floods", "cyber"),
        paper("Q2 2021/22", "floods", "cyber", "buses", day="24 November 2021"),
        paper("Q2 2021/22", "cyber", day="5 January 2022", current_score="16"),
        paper("Q3 2021/22", "floods", "cyber"),
    )


def test_a_superseded_edition_is_part_of_the_thread_and_not_counted() -> None:
    built = revised()
    slug = f"lancashire/{SLUGS['cyber']}"
    assert sum(row.lineage_id == slug for row in built.entries) == 4
    assert thread(built, SLUGS["cyber"]).n_editions == 3


def test_a_thread_goes_on_where_only_the_revision_lacks_it() -> None:
    row = thread(revised(), SLUGS["floods"])
    assert (row.n_editions, row.open) == (2, True)


def test_a_thread_that_only_a_superseded_edition_has_is_told_and_closed() -> None:
    row = thread(revised(), SLUGS["buses"])
    assert (row.first_register_id, row.n_editions, row.open) == (Q2, 1, False)


# Councils.


def test_two_councils_are_never_linked_and_may_share_a_slug() -> None:
    built = history(paper("Q1 2021/22", "floods", council=EAST), paper("Q2 2021/22", "floods", council=WEST))
    slug = SLUGS["floods"]
    assert set(lineages(built).values()) == {f"east-sussex/{slug}", f"west-sussex/{slug}"}
    assert built.lineage == []


def test_a_thread_is_open_by_the_last_edition_of_its_own_council() -> None:
    built = history(paper("Q1 2021/22", "floods", council=EAST), paper("Q2 2021/22", "floods", council=WEST))
    assert [row.open for row in built.threads] == [True, True]


def test_a_slug_of_the_crosswalk_is_not_kept_from_another_council() -> None:
    built = history(
        paper("Q2 2021/22", "floods"),
        paper("Q2 2021/22", "cyber", council=EAST),
        crosswalk=f"{SLUGS['cyber']},{Q2},CORP1,{FLOODS.title},continues,read by hand,",
    )
    assert set(lineages(built).values()) == {f"lancashire/{SLUGS['cyber']}", f"east-sussex/{SLUGS['cyber']}"}


# What a person decided, and what is only proposed.


def test_the_crosswalk_names_a_thread() -> None:
    built = history(
        paper("Q1 2021/22", "floods"),
        paper("Q2 2021/22", "floods"),
        crosswalk=f"weather,{Q2},CORP1,{FLOODS.title},continues,read by hand,",
    )
    assert set(lineages(built).values()) == {"lancashire/weather"}


def test_a_line_on_an_edition_holds_for_its_revision() -> None:
    built = history(
        paper("Q1 2021/22", "floods"),
        paper("Q2 2021/22", "floods", "cyber", day="24 November 2021"),
        paper("Q2 2021/22", "floods", "cyber", day="5 January 2022", current_score="16"),
        crosswalk=f"weather,lancashire-2021-22-q1,CORP1,{FLOODS.title},continues,read by hand,\n"
        f"weather,{Q2},CORP2,{CYBER.title},related,read by hand,",
    )
    assert [row.to_entry_id for row in built.lineage if row.relation == "related"] == [
        f"{Q2}/CORP2",
        f"{Q2}-r2/CORP2",
    ]


def test_a_line_that_is_not_applied_is_found_and_changes_nothing() -> None:
    papers = (paper("Q1 2021/22", "floods"), paper("Q2 2021/22", "floods"))
    built = history(*papers, crosswalk=f"weather,{Q2},CORP1,{CYBER.title},continues,read by hand,")
    assert "crosswalk_retitled" in [row.code for row in built.findings]
    assert lineages(built) == lineages(history(*papers))


def proposed(*, accept: bool) -> HistoryRows:
    """A risk, and one half like it in the edition after."""
    alone = {"description": "Meadows", "control": "Fences", "action": "Cows", "owner": "Shepherd"}
    later = paper("Q2 2021/22", "floods", title="Flooding of river meadows nearby", **alone)
    return history(paper("Q1 2021/22", "floods", "cyber"), later, accept_proposed=accept)


@pytest.mark.parametrize(("accept", "threads"), [(False, 3), (True, 2)])
def test_a_proposed_link_makes_one_thread_only_where_that_is_asked_for(accept: bool, threads: int) -> None:
    built = proposed(accept=accept)
    assert [row.status for row in built.lineage] == ["proposed"]
    assert len(built.threads) == threads


def test_a_similarity_that_a_paper_denies_is_found() -> None:
    built = history(
        paper("Q1 2021/22", "floods"),
        paper("Q2 2021/22", "floods"),
        report("Corp 1 has been added to the register as a new risk."),
    )
    (finding,) = (row for row in built.findings if row.code == "lineage_contradicted")
    assert finding.entry_id == f"{Q2}/CORP1"
    assert len(built.threads) == 2


def test_a_stated_link_names_its_paper_and_day() -> None:
    built = history(paper("Q1 2021/22", "floods"), paper("Q2 2021/22", "cyber"), report("Corp 1 has been retained."))
    (link,) = built.lineage
    assert (link.method, link.status) == ("event", "confirmed")
    assert link.evidence.startswith("the report of 2021-11-24 (report.docx")


# What the history before knew.


def test_an_older_paper_does_not_change_what_a_thread_is_called() -> None:
    later = paper("Q2 2021/22", "floods", "cyber")
    first = history(later)
    older = paper("Q1 2021/22", "floods", title="Storms and downpours")
    after = lineages(history(older, later, known=remembered(first)))
    assert after["lancashire-2021-22-q1/CORP1"] == f"lancashire/{SLUGS['floods']}"
    assert {entry: after[entry] for entry in lineages(first)} == lineages(first)


def test_a_thread_tells_the_name_of_the_one_that_was_joined_to_it() -> None:
    papers = (paper("Q1 2021/22", "floods"), paper("Q2 2021/22", "cyber"))
    pinned = (
        f"weather,lancashire-2021-22-q1,CORP1,{FLOODS.title},continues,read by hand,\n"
        f"weather,{Q2},CORP1,{CYBER.title},continues,read by hand,"
    )
    built = history(*papers, crosswalk=pinned, known=remembered(history(*papers)))
    assert [row.former_ids for row in built.threads] == [
        (f"lancashire/{SLUGS['floods']}", f"lancashire/{SLUGS['cyber']}")
    ]
    assert [row.code for row in built.findings].count(Code.LINEAGE_JOINED) == 2


def test_a_replaced_paper_joins_nothing_to_what_it_holds_now() -> None:
    known = remembered(history(paper("Q2 2021/22", "floods")))
    built = history(paper("Q2 2021/22", "cyber"), known=known)
    assert [row.former_ids for row in built.threads] == [None]


def test_what_one_council_was_known_by_is_not_given_to_another() -> None:
    known = {f"{Q2}/CORP1": ("east-sussex/weather", FLOODS.title)}
    built = history(paper("Q2 2021/22", "floods"), known=known)
    assert set(lineages(built).values()) == {f"lancashire/{SLUGS['floods']}"}


def test_building_again_changes_nothing() -> None:
    papers = [paper(f"Q{quarter} 2021/22", "floods", "cyber", "buses") for quarter in (1, 2)]
    first = history(*papers)
    assert history(*papers, known=remembered(first)) == first


def test_a_merger_that_a_report_states_ends_one_thread_in_another() -> None:
    told = report("Corp 2 has been merged into Corp 1 this quarter.")
    built = history(paper("Q1 2021/22", "floods", "cyber"), paper("Q2 2021/22", "floods"), told)
    (merged,) = (row for row in built.lineage if row.relation == "merged")
    assert (merged.from_entry_id, merged.to_entry_id) == ("lancashire-2021-22-q1/CORP2", f"{Q2}/CORP1")
    assert (merged.method, merged.status) == ("event", "confirmed")
    assert "the report of 2021-11-24 (report.docx) states that it was merged into CORP1" in merged.evidence
    assert not thread(built, SLUGS["cyber"]).open


def test_a_new_number_that_a_report_states_is_followed_though_all_is_worded_anew() -> None:
    told = report("Corp 2 has been renumbered as Corp 1.", "Corp 1 has been removed from the register.")
    built = history(paper("Q1 2021/22", "floods", "cyber"), paper("Q2 2021/22", "buses"), told)
    assert lineages(built)[f"{Q2}/CORP1"] == lineages(built)["lancashire-2021-22-q1/CORP2"]


def test_a_former_number_that_the_register_prints_is_followed() -> None:
    later = paper("Q2 2021/22", "buses", id="Corp 1 (formerly Corp 2)")
    built = history(paper("Q1 2021/22", "floods", "cyber"), later)
    assert lineages(built)[f"{Q2}/CORP1"] == lineages(built)["lancashire-2021-22-q1/CORP2"]


def test_a_link_by_the_title_alone_is_a_warning() -> None:
    later = paper("Q2 2021/22", "floods", description="Something else", control="Locks", action="Keys")
    built = history(paper("Q1 2021/22", "floods"), later)
    (row,) = (row for row in built.findings if row.code == "lineage_doubtful")
    assert (row.severity, row.entry_id) == ("warning", f"{Q2}/CORP1")
    assert "but nothing but the title is alike" in row.message
