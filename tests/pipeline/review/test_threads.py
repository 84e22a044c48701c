"""The threads of a history, in the order a person looks for them, and by the names a person calls them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from normalise.lineage.crosswalk import Crosswalk, CrosswalkLine, read_crosswalk
from pipeline.history.review.proposals import lines_to_paste
from pipeline.history.review.threads import Review, asked_for, review
from pipeline.store.tables import EntryRow, EventRow, LinkRow
from tests.pipeline.rows_by_hand import entry, event, followed, later, link

HEADINGS = "lineage,edition,id,title,relation,evidence,note\n"
LONG = "One title of far more words than anybody needs to know a risk by"


def reviewed(*entries: EntryRow, links: tuple[LinkRow, ...] = (), events: tuple[EventRow, ...] = ()) -> Review:
    return review(followed(*entries, links=links, events=events))


def order(history: Review) -> list[str]:
    return [thread.lineage_id for thread in history.threads]


def test_threads_of_the_newest_register_come_first_in_the_order_of_its_numbers() -> None:
    gone, second, first = entry("CR1", "gone"), later("CR10", "tenth"), later("CR2", "second")
    assert order(reviewed(gone, second, first)) == ["second", "tenth", "gone"]


def test_the_entries_of_a_thread_stand_in_the_order_of_their_editions() -> None:
    (thread,) = reviewed(later("CR1"), entry("CR9")).threads
    assert [row.risk_id for row in thread.entries] == ["CR9", "CR1"]


def test_a_link_within_a_thread_is_its_reason_and_one_to_another_is_both_threads_kin() -> None:
    old, new, part = entry("CR1", "x/roads"), later("CR1", "x/roads"), later("CR2", "x/lanes")
    within, across = link(old, new, "continues"), link(old, part, "split")
    roads, lanes = reviewed(old, new, part, links=(within, across)).threads
    assert roads.links == {new.entry_id: within}
    assert roads.others == lanes.others == [across]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("CR1", {"x/roads", "x/lanes"}),
        ("cr 1", {"x/roads", "x/lanes"}),
        ("CR7", {"x/roads"}),
        ("x/lanes", {"x/lanes"}),
        ("lanes", {"x/lanes"}),
        ("northshire-2020-21-q2/CR1", {"x/lanes"}),
        ("2020-21-q2/CR1", {"x/lanes"}),
        ("", set()),
        ("CR2", {"x/roads"}),
        ("CR3", set()),
        ("lane", set()),
    ],
)
def test_a_thread_is_called_by_its_lineage_an_entry_a_number_or_that_of_an_event(wanted: str, found: set[str]) -> None:
    old, new, other = entry("CR1", "x/roads"), later("CR2", "x/roads"), later("CR1", "x/lanes")
    numbered = event(new, "added", risk_id="CR7")
    threads = reviewed(old, new, other, events=(numbered,)).threads
    assert {thread.lineage_id for thread in asked_for(threads, wanted)} == found


def proposal(title: str = "Road repairs") -> tuple[Review, LinkRow]:
    old, new = entry("CR1", "northshire/roads"), later("CR2", "northshire/highways", title=title)
    proposed = link(old, new, "continues", "proposed")
    return reviewed(old, new, links=(proposed,)), proposed


def test_the_lines_to_paste_are_a_crosswalk_that_decides_the_link() -> None:
    lines = list(lines_to_paste(*proposal(), [Crosswalk()]))
    first, second = read_crosswalk(HEADINGS + "\n".join(lines), "pasted").lines
    assert (first.lineage, first.edition, first.id) == ("roads", "northshire-2020-21-q1", "CR1")
    assert (second.lineage, second.edition, second.id) == ("roads", "northshire-2020-21-q2", "CR2")
    assert second.names_title("Road repairs")
    assert second.evidence == "northshire-2020-21-q2.pdf, p. 5, table 1, row 2"


def test_a_lineage_that_the_crosswalk_has_needs_no_line_of_its_own() -> None:
    known = CrosswalkLine(2, "roads", "northshire-2019-20-q1", "CR1", "Road repairs", "continues", "the paper")
    (line,) = lines_to_paste(*proposal(), [Crosswalk("crosswalk.csv", (known,))])
    assert line.startswith("roads,northshire-2020-21-q2,CR2,")


def test_a_lineage_that_only_another_council_has_in_the_crosswalk_needs_a_line() -> None:
    known = CrosswalkLine(2, "roads", "southshire-2019-20-q1", "CR1", "Road repairs", "continues", "the paper")
    assert len(list(lines_to_paste(*proposal(), [Crosswalk("crosswalk.csv", (known,))]))) == 2


def test_an_entry_whose_lineage_the_crosswalk_has_is_joined_by_the_earlier_one() -> None:
    known = CrosswalkLine(2, "highways", "northshire-2020-21-q2", "CR2", "Road repairs", "continues", "the paper")
    (line,) = lines_to_paste(*proposal(), [Crosswalk("crosswalk.csv", (known,))])
    assert line.startswith("highways,northshire-2020-21-q1,CR1,Road repairs,continues,")


def test_the_title_to_paste_is_short_and_still_the_entrys() -> None:
    *_, pasted = lines_to_paste(*proposal(LONG), [Crosswalk()])
    title = pasted.split(",")[3]
    assert len(title.split()) == 8
    line = CrosswalkLine(2, "roads", "northshire-2020-21-q2", "CR2", title, "continues", "the paper")
    assert line.names_title(LONG)


def test_a_line_to_paste_for_a_revision_names_the_edition() -> None:
    old, new = entry("CR1", "n/a"), later("CR2", "n/b")
    new = replace(new, register_id=new.register_id + "-r2")
    proposed = link(old, new, "continues", "proposed")
    tables = followed(old, new, links=(proposed,))
    tables.registers.append(replace(tables.registers[1], register_id=new.register_id, revision=2))
    *_, line = lines_to_paste(review(tables), proposed, [Crosswalk()])
    assert ",northshire-2020-21-q2,CR2," in line
