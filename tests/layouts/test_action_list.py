"""A list of actions behind the table of one risk is of that risk; behind several it is nobody's, and not read."""

from __future__ import annotations

import pytest

from extractors.document import Line, Table, plain
from extractors.layouts.action_list import actions_in
from extractors.records import Register
from tests.layouts.tables import HEADINGS, TITLE, document, row, table
from tests.owners import line_owners
from tests.reading import findings_in, registers_in

ACTIONS = table(
    ["Action no", "Action", "Action owner", "Due", "Progress"],
    ["1", "Buy salt", "Foreman", "May 2030", "Ordered"],
    ["2", "Mend the cart", "", "", ""],
)


def only(*blocks: str | Table) -> Register:
    (register,) = registers_in(document(TITLE, *blocks))
    return register


def test_each_action_has_its_owner_and_what_has_become_of_it() -> None:
    first, second = actions_in(ACTIONS) or []
    assert (plain(first.lines), first.owner, plain(first.progress)) == ("Buy salt", Line("Foreman"), "Ordered")
    assert (plain(second.lines), second.owner, second.progress) == ("Mend the cart", None, ())


@pytest.mark.parametrize(
    "headings",
    [
        ("Action", "Owner"),  # too little
        ("Ref", "Measure", "Owner"),  # names no action
        ("Ref", "Action", "Owner", "Risk score"),  # has what a risk has
        ("Action no", "Action owner", "Due"),  # does not say what is to be done
    ],
)
def test_a_table_without_the_signs_of_such_a_list_is_none(headings: tuple[str, ...]) -> None:
    assert actions_in(table(headings, ["1"] * len(headings))) is None


def test_a_table_without_rows_is_none() -> None:
    assert actions_in(Table(0, 0, ())) is None


def test_a_list_behind_a_table_of_one_entry_is_of_that_entry() -> None:
    register = only(table(HEADINGS, row("F1")), ACTIONS)
    (entry,) = register.entries
    assert plain(entry.values["action"]) == "Ask\nBuy salt\nMend the cart"
    assert line_owners(entry)["action"] == (None, "Foreman", None)
    assert plain(entry.values["progress"]) == "Ordered"


def test_what_is_not_read_of_a_list_is_named() -> None:
    register = only(table(HEADINGS, row("F1")), ACTIONS)
    (finding,) = findings_in(register)
    assert (finding.code, finding.place is not None) == ("not_kept", True)
    assert "Action no | Action | Action owner | Due | Progress" in finding.message


def test_each_of_several_tables_of_one_entry_has_its_own_list() -> None:
    other = table(["Action", "Action owner", "Due"], ["Light lamps", "Keeper", "June 2030"])
    register = only(table(HEADINGS, row("F1")), ACTIONS, table(HEADINGS, row("F2")), other)
    first, second = (plain(entry.values["action"]) for entry in register.entries)
    assert "Buy salt" in first
    assert "Light lamps" not in first
    assert "Light lamps" in second


def test_a_list_behind_a_table_of_several_entries_is_of_none_of_them_and_reported() -> None:
    register = only(table(HEADINGS, row("F1"), row("F2")), ACTIONS)
    assert [plain(entry.values["action"]) for entry in register.entries] == ["Ask", "Ask"]
    (finding,) = findings_in(register)
    assert "which of the entries before it they are on is not said" in finding.message


def test_a_list_behind_other_words_is_not_of_the_entry_before() -> None:
    register = only(table(HEADINGS, row("F1")), "What the harbour board agreed", ACTIONS)
    (entry,) = register.entries
    assert plain(entry.values["action"]) == "Ask"


NUMBERED = table(
    ["Risk ref", "Action", "Lead", "Progress"],
    ["F 2", "Buy salt", "Foreman", "Ordered"],
    ["F1", "Mend the cart", "", ""],
    ["", "Ask the smith", "Foreman", ""],
)


def test_a_list_with_the_number_of_each_risk_gives_each_its_own_actions() -> None:
    first, second = only(table(HEADINGS, row("F1"), row("F2")), NUMBERED).entries
    assert plain(first.values["action"]) == "Ask\nMend the cart\nAsk the smith"
    assert line_owners(first)["action"] == (None, None, "Foreman")
    assert plain(second.values["action"]) == "Ask\nBuy salt"
    assert plain(second.values["progress"]) == "Ordered"


def test_an_action_on_a_risk_that_is_not_there_is_named() -> None:
    other = table(["Risk ref", "Action", "Lead"], ["F1", "Buy salt", ""], ["F2", "Ask", ""], ["F9", "Sweep", "Foreman"])
    register = only(table(HEADINGS, row("F1"), row("F2")), other)
    (finding,) = [finding for finding in findings_in(register) if finding.code == "unread_text"]
    assert "'Sweep' is on 'F9'" in finding.message


def test_numbers_that_differ_by_a_point_are_of_different_risks() -> None:
    register = only(table(HEADINGS, row("1.1"), row("11")), table(["Ref", "Action", "Lead"], ["11", "Buy salt", ""]))
    assert [plain(entry.values["action"]) for entry in register.entries] == ["Ask", "Ask\nBuy salt"]
