"""A statement is found again in another edition, whatever became of it."""

from __future__ import annotations

import pytest

from pipeline.history.comparison.statements import out_of_order, pair_statements
from pipeline.store.tables import StatementRow
from tests.pipeline.rows_by_hand import as_tuples, compared, entry, later, statements

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


def test_an_action_that_became_a_control_has_moved() -> None:
    others = "Clear the drains"
    before = statements(OLD, "action", "Hold audits", others) + statements(OLD, "control", "Patrols")
    after = statements(NEW, "control", "Patrols", "Hold audits") + statements(NEW, "action", others)
    assert changes(before, after) == [("statement_moved", "action → control", "Hold audits", "Hold audits")]


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


def test_nothing_is_out_of_order_where_there_is_nothing() -> None:
    assert out_of_order([]) == []
