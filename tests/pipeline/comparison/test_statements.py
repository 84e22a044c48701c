"""A statement is found again in another edition, whatever became of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import riskhistory
from pipeline.history.comparison.statements import out_of_order, pair_statements
from pipeline.store.tables import StatementField, StatementRow
from tests.pipeline.rows_by_hand import as_tuples, compared, entry, followed, later, statements, write

OLD, NEW = entry(), later()


def changes(before: list[StatementRow], after: list[StatementRow]) -> list[tuple[str, str, str | None, str | None]]:
    (kept,) = compared(OLD, NEW, said=before + after).kept
    return as_tuples(kept.changes)


def test_the_same_words_otherwise_printed_are_unchanged() -> None:
    assert changes(statements(OLD, "control", "Weekly audits"), statements(NEW, "control", "weekly  audits.")) == []


def test_a_statement_is_added_dropped_or_reworded() -> None:
    before = statements(OLD, "control", "Audits are held weekly", "Drains are cleared")
    after = statements(NEW, "control", "A new depot was opened", "Audits are held monthly")
    assert changes(before, after) == [
        ("statement_reworded", "control", "Audits are held weekly", "Audits are held monthly"),
        ("statement_dropped", "control", "Drains are cleared", None),
        ("statement_added", "control", None, "A new depot was opened"),
    ]


def test_words_of_one_subject_are_not_one_statement() -> None:
    pairs, gone, come = pair_statements(
        statements(OLD, "action", "Commercialisation"), statements(NEW, "action", "Organisational")
    )
    assert (len(pairs), len(gone), len(come)) == (0, 1, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Report serious incidents", "Report serious incidents, with oversight by the managers of each of the teams"),
        ("Staff leave. Managers do not oversee the work. Agencies cost more.", "managers do not oversee the work"),
    ],
)
def test_a_statement_that_was_extended_or_shortened_is_one_reworded(old: str, new: str) -> None:
    before, after = statements(OLD, "control", old), statements(NEW, "control", new)
    assert changes(before, after) == [("statement_reworded", "control", old, new)]


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("Incident reports", "Incident reports go to the managers of each of the teams", "control"),
        ("Report serious incidents", "Report serious incidents to the managers of each of the teams", "action"),
        ("Audit the roads", "Audit the roadsides and all other places", "control"),
        ("Parents are not engaged with early enough", "Parents are engaged with early enough", "consequence"),
    ],
)
def test_few_words_and_parts_of_words_within_another_statement_are_none_extended(
    old: str, new: str, field: StatementField
) -> None:
    pairs, _, _ = pair_statements(statements(OLD, field, old), statements(NEW, "control", new))
    assert pairs == []


def test_a_reworded_statement_has_the_similarity_of_both_and_the_field_it_was_in() -> None:
    before = statements(OLD, "action", "Hold audits of all depots each week")
    after = statements(NEW, "control", "Hold audits of all the depots each week")
    (change,) = compared(OLD, NEW, said=before + after).kept[0].changes
    assert (change.kind, change.field, change.moved_from) == ("statement_reworded", "control", "action")
    assert change.similarity == 0.95


def test_beside_a_statement_without_a_pair_is_the_nearest_of_the_other_edition() -> None:
    old = "Staff leave for other councils. Managers do not oversee the work. Agencies cost more."
    rest = "Other councils pay more for agencies"
    before = statements(OLD, "consequence", old, "Roads flood")
    after = statements(NEW, "consequence", "Managers do not oversee the work", "Staff leave for other councils", rest)
    (kept,) = compared(OLD, NEW, said=before + after).kept
    assert [(each.kind, each.after or each.before, each.nearest, each.similarity) for each in kept.changes] == [
        ("statement_reworded", "Managers do not oversee the work", None, 0.56),
        ("statement_dropped", "Roads flood", None, None),
        ("statement_added", "Staff leave for other councils", old, 0.54),
        ("statement_added", rest, None, None),
    ]


def test_a_statement_that_went_to_another_risk_is_named_there() -> None:
    moved = "An academy gives newly hired drivers a full induction"
    old, new = entry("CR2", "drivers"), later("CR5", "drivers")
    said = [*statements(OLD, "control", f"{moved}.", "Audits"), *statements(NEW, "control", "Audits")]
    said += [*statements(new, "control", f"{moved} and training", "Patrols"), *statements(old, "control", "Patrols")]
    changed = [change for kept in compared(OLD, NEW, old, new, said=said).kept for change in kept.changes]
    assert [(each.kind, each.nearest, each.nearest_in) for each in changed if each.field == "control"] == [
        ("statement_dropped", f"{moved} and training", new.entry_id),
        ("statement_added", f"{moved}.", OLD.entry_id),
    ]


def test_what_is_near_in_the_same_risk_goes_before_the_same_words_in_another() -> None:
    long = "Staff leave for other councils. Managers do not oversee the work. Agencies cost more."
    old, new = entry("CR2", "drivers"), later("CR2", "drivers")
    said = statements(OLD, "consequence", long) + statements(old, "consequence", "Staff leave for other councils")
    said += statements(NEW, "consequence", "Managers do not oversee the work", "Staff leave for other councils")
    (kept, _) = compared(OLD, NEW, old, new, said=said).kept
    assert [(each.nearest, each.nearest_in) for each in kept.changes if each.kind == "statement_added"] == [
        (long, OLD.entry_id)
    ]


def test_what_may_happen_in_one_risk_is_not_what_is_done_in_another() -> None:
    old, new, text = entry("CR2", "drivers"), later("CR2", "drivers"), "Drivers leave for other councils"
    said = [row for of in (OLD, NEW) for row in statements(of, "consequence", "Roads flood")]
    said += [row for of in (old, new) for row in statements(of, "control", "Patrols")]
    said += [replace(row, position=1) for row in statements(OLD, "control", text)]
    said += [replace(row, position=1) for row in statements(new, "consequence", text)]
    changed = [change for kept in compared(OLD, NEW, old, new, said=said).kept for change in kept.changes]
    assert [(each.kind, each.nearest) for each in changed] == [("statement_dropped", None), ("statement_added", None)]


def test_an_action_that_became_a_control_has_moved() -> None:
    others = "Clear the drains"
    before = statements(OLD, "action", "Hold audits", others) + statements(OLD, "control", "Patrols")
    after = statements(NEW, "control", "Patrols", "Hold audits") + statements(NEW, "action", others)
    assert changes(before, after) == [("statement_moved", "control", "Hold audits", "Hold audits")]
    assert [each.moved_from for each in compared(OLD, NEW, said=before + after).kept[0].changes] == ["action"]


def test_of_a_new_order_only_what_moved_is_listed() -> None:
    before = statements(OLD, "control", "Audits", "Drains", "Patrols", "Depots")
    after = statements(NEW, "control", "Depots", "New lamps", "Audits", "Drains", "Patrols")
    assert changes(before, after) == [
        ("statement_added", "control", None, "New lamps"),
        ("statement_moved", "control", "Depots", "Depots"),
    ]


def test_a_statement_printed_twice_is_paired_twice() -> None:
    pairs, gone, come = pair_statements(
        statements(OLD, "control", "Audits", "Audits"), statements(NEW, "control", "Audits", "Audits", "Audits")
    )
    assert (len(pairs), len(gone), len(come)) == (2, 0, 1)


def test_pairs_are_the_best_taken_together() -> None:
    """The first would rather have the other's partner, which would leave one of them alone."""
    before = statements(OLD, "control", "Audit the northern roads yearly", "Audit the northern roads")
    after = statements(NEW, "control", "Audit the northern roads each year", "Audit the northern road")
    pairs, _, _ = pair_statements(before, after)
    assert [(old.position, new.position) for old, new in pairs] == [(0, 0), (1, 1)]


def test_a_new_owner_of_a_control_is_a_rewording() -> None:
    before = statements(OLD, "control", "Audits", owner="Head of Roads")
    after = statements(NEW, "control", "Audits", owner="Head of Finance")
    assert changes(before, after) == [
        ("statement_reworded", "control", "Audits [Head of Roads]", "Audits [Head of Finance]")
    ]


def test_owners_that_one_edition_does_not_name_are_no_change() -> None:
    before = statements(OLD, "control", "Audits")
    after = statements(NEW, "control", "Audits", owner="Head of Finance")
    assert changes(before, after) == []
    assert compared(OLD, NEW, said=before + after).unprinted == ((0, "statement owner"),)


@pytest.mark.parametrize("side", [0, 1])
def test_a_field_that_one_edition_never_prints_is_not_compared(side: int) -> None:
    said = statements(OLD, "control", "Audits") + statements(NEW, "control", "Audits")
    said += statements((NEW, OLD)[side], "progress", "Half of it is done")
    comparison = compared(OLD, NEW, said=said)
    assert comparison.unprinted == ((side, "progress"),)
    assert comparison.kept[0].changes == ()


def test_every_statement_has_its_page() -> None:
    before = statements(OLD, "control", "Audits are held weekly", "Drains are cleared", page=3)
    after = statements(NEW, "control", "Audits are held monthly", "A new depot was opened", page=None)
    (kept,) = compared(OLD, NEW, said=before + after).kept
    assert [(each.place_before, each.place_after) for each in kept.changes] == [("3", "5"), ("3", None), (None, "5")]


def test_every_row_of_a_statement_is_traced_and_typed(tmp_path: Path) -> None:
    before = statements(OLD, "control", "Audits are held weekly", "Drains are cleared")
    after = statements(NEW, "control", "Audits are held monthly")
    found = riskhistory.load(write(followed(OLD, NEW, said=before + after), tmp_path)).changes()
    assert set(found["change"]) == {"statement_reworded", "statement_dropped"}
    assert list(found["similarity"].dropna()) == [0.8]
    assert found["similarity"].gt(0.5).sum() == 1


def test_nothing_is_out_of_order_where_there_is_nothing() -> None:
    assert out_of_order([]) == []
