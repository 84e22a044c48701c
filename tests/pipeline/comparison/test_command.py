"""The command ``changes``: which editions it takes, and what it prints of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import get_args

import pytest

from normalise.lineage.link import Relation
from pipeline.cli.main import main
from pipeline.cli.screens import terminal
from pipeline.history.comparison.editions import EditionError, choose_editions
from pipeline.history.comparison.entry import Kind
from pipeline.history.comparison.table import CHANGES, COLUMNS, changes_table
from tests.pipeline.rows_by_hand import (
    AFTER,
    BEFORE,
    entry,
    history,
    later,
    link,
    listed,
    register,
    statements,
    write,
)

OTHER = "southshire-2020-21-q2"


def chosen(*names: str, held: tuple[str, ...] = (BEFORE, AFTER)) -> tuple[str, ...]:
    return tuple(row.register_id for row in choose_editions([register(each) for each in held], *names))


@pytest.mark.parametrize(
    "name", ["2020-21-q2", "2020/21 Q2", "Q2 2020/21", "Quarter 2 2020/21", AFTER.upper(), "Northshire 2020/21 q2"]
)
def test_an_edition_has_many_names(name: str) -> None:
    assert chosen(BEFORE, name) == (BEFORE, AFTER)


def test_without_names_the_newest_is_held_against_the_one_before_it() -> None:
    assert chosen(held=(AFTER, "northshire-2019-20-q4", BEFORE, "southshire-2020-21-q1")) == (BEFORE, AFTER)


def test_one_name_is_held_against_the_edition_before_it() -> None:
    held = ("northshire-2019-20-q4", BEFORE, AFTER)
    assert chosen("2020-21-q1", held=held) == (held[0], BEFORE)


def test_the_order_given_stays() -> None:
    assert chosen("2020-21-q2", "2020-21-q1") == (AFTER, BEFORE)


@pytest.mark.parametrize(
    ("names", "held", "said"),
    [
        (("2018-19-q1",), (BEFORE, AFTER), "no edition is called '2018-19-q1'"),
        (("0-21-q1",), (BEFORE, AFTER), "no edition is called '0-21-q1'"),
        (("2020/21 Q2",), (BEFORE, AFTER, OTHER), "2 editions are called"),
        (("Eastshire 2020/21 Q2",), (BEFORE, AFTER), "no edition is called"),
        ((BEFORE, OTHER), (BEFORE, OTHER), "of one organisation"),
        ((BEFORE, "2020-21-q1"), (BEFORE, AFTER), "the same edition"),
        ((BEFORE,), (BEFORE, AFTER), "no edition comes before"),
        ((), (AFTER, OTHER), "2 editions are the newest"),
        ((), (), "holds none"),
    ],
)
def test_an_edition_that_cannot_be_chosen_is_an_error(names: tuple[str, ...], held: tuple[str, ...], said: str) -> None:
    with pytest.raises(EditionError, match=said):
        chosen(*names, held=held)


def test_a_superseded_edition_is_taken_only_by_its_whole_name() -> None:
    revision = f"{AFTER}-r2"
    held = [register(), register(AFTER, superseded_by=revision), register(revision, revision=2)]
    newest = {
        names: choose_editions(held, *names)[1].register_id for names in ((), ("2020/21 Q2",), (AFTER,), (revision,))
    }
    assert newest == {(): revision, ("2020/21 Q2",): revision, (AFTER,): AFTER, (revision,): revision}
    assert choose_editions(held, AFTER, revision)[0].register_id == AFTER


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A history in which much happened between two editions."""
    same = {"title": "Parks", "description": "Parks"}
    merged = entry("CR3", "lanes", title="Lanes")
    old, new = entry(), later("CORP1", title="Roads and lanes", description="Roads and lanes", current_score=9)
    said = statements(old, "control", "Audits are held weekly") + statements(new, "control", "Audits are held monthly")
    return write(
        history(
            old, merged, entry("CR2", "parks", **same), new, later("CR2", "parks", **same),
            said=said, links=(link(merged, new, "merged", "proposed"),),
        ),
        tmp_path,
    )  # fmt: skip


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(["changes", *arguments]) == code
    return capsys.readouterr().out


def test_it_is_printed_for_a_person(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "--out", str(out))
    assert text.startswith("What changed from 2020/21 Q1 to 2020/21 Q2\n  Northshire Council\n")
    assert f"          {AFTER}.pdf, pages 1–9\n" in text
    assert "\n0 added, 1 removed, 1 changed, 1 unchanged.\n" in text
    assert "\n  Statements: 1 reworded.\n" in text
    assert "\n  - CR3  Lanes\n      current 16, target 8 (pages 3–4, table 1, row 2)\n" in text
    assert "\n      → merged into CORP1 Roads and lanes (proposed): the minutes say so\n" in text
    assert "\n  CR1 → CORP1     current 16 → 9 ▼7     target 8              Roads and lanes\n" in text
    assert "before: pages 3–4, table 1, row 2; after: page 5, table 1, row 2\n" in text
    assert "    title               “Road repairs” → “Roads and lanes”\n" in text
    assert "      ~ p3→5  Audits are held [-weekly-] [+monthly+]\n" in text
    assert text.endswith("\nUnchanged\n  1: CR2 Parks\n")
    assert max(map(len, text.splitlines())) <= 120


def test_what_was_dropped_or_added_is_printed_with_the_one_that_is_much_like_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = entry(), later()
    said = statements(old, "control", "Staff leave for other councils. Managers do not oversee the work.")
    said += statements(new, "control", "Managers do not oversee the work", "Staff leave for other councils", "Audits")
    text = printed(capsys, "--out", str(write(history(old, new, said=said), tmp_path)))
    assert "\n  Statements: 1 reworded, 2 added (1 perhaps reworded or moved).\n" in text
    assert (
        "\n      + p5    Staff leave for other councils\n      ?       compare it with: Staff leave for other" in text
    )


def test_a_statement_that_went_to_another_entry_is_printed_with_the_name_of_that(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone, other = entry(), later("CR5", "drivers")
    said = statements(gone, "control", "Staff leave for other councils")
    said += statements(other, "control", "Staff leave for other councils")
    rows = history(gone, later(), entry("CR5", "drivers"), other, said=said)
    text = printed(capsys, "--out", str(write(rows, tmp_path)))
    assert f"compare it with one of {AFTER}/CR5: Staff leave" in text
    assert f"compare it with one of {BEFORE}/CR1: Staff leave" in text


def test_a_score_before_any_control_is_compared_and_shown_where_a_register_prints_one(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "inherent" not in printed(capsys, "--out", str(out))
    old, new = entry(inherent_score=25, inherent_impact=5), later(inherent_score=20, inherent_impact=4)
    write(history(old, new, entry("CR2", "parks", inherent_score=10)), out)
    text = printed(capsys, "--out", str(out))
    assert "\n  CR1             inherent 25 → 20 ▼5   current 16            target 8 " in text
    assert "\n    inherent score      25 → 20 ▼5  (impact 5 → 4)\n" in text
    assert "\n      inherent 10, current 16, target 8 (" in text


def test_a_narrow_terminal_cuts_no_word(
    out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "_PLAIN_WIDTH", 40)
    text = printed(capsys, "--out", str(out))
    assert "Roads and lanes\n" in text
    assert max(map(len, text.splitlines())) <= 60


def test_brief_leaves_the_statements_out(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "--out", str(out), "--brief")
    assert "    controls            1 reworded\n" in text
    assert "Audits" not in text
    assert "statement_" not in printed(capsys, "--out", str(out), "--brief", "--csv")


def test_one_entry_is_printed_alone(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "--out", str(out), "--entry", "cr 1")
    assert "CR1 → CORP1" in text
    assert "CR2" not in text
    assert printed(capsys, "--out", str(out), "--entry", "CR99", code=2) == ""


def test_a_report_that_only_lists_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "--out", str(write(history(entry(), listed()), tmp_path)))
    assert f"  ! {AFTER} was read from a covering report." in text
    assert "nothing is compared in description, statements, current score, target score and owner." in text
    assert "Unchanged in what is compared\n  1: CR1 Road repairs\n" in text


def test_backwards_unprinted_and_without_lineage_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = history(entry(), later(target_confidence="red"), entry("CR2", None))
    text = printed(capsys, AFTER, BEFORE, "--out", str(write(tables, tmp_path)))
    assert "The first edition is the later one" in text
    assert f"{BEFORE} prints no confidence: not compared." in text
    assert f"1 entry of {BEFORE} without a lineage: compared with nothing, and printed as added." in text


def test_comma_separated_values_are_the_table(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(capsys, "--out", str(out), "--csv"))))
    assert rows == [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in changes_table(out)[0]
    ]
    assert list(rows[0]) == list(COLUMNS)
    assert [(row["change"], row["field"]) for row in rows] == [
        ("removed", ""), ("merged", "proposed"), ("renumbered", "risk_id"), ("reworded", "title"),
        ("changed", "current_score"), ("statement_reworded", "control"),
        ("unchanged", ""),
    ]  # fmt: skip


def test_every_change_that_there_can_be_is_explained() -> None:
    assert {*get_args(Kind), *get_args(Relation), "added", "removed", "unchanged", "stated", "not_compared"} == set(
        CHANGES
    )


def test_the_table_says_what_is_not_compared(tmp_path: Path) -> None:
    rows, _ = changes_table(write(history(entry(), listed()), tmp_path), "2020-21-q1", "2020-21-q2")
    assert [(row["change"], row["page_before"], row["page_after"]) for row in rows] == [
        ("not_compared", "3–4", "table 1, row 2"), ("unchanged", "3–4", "table 1, row 2"),
    ]  # fmt: skip


def test_a_link_between_two_entries_that_each_edition_has_alone_has_one_row(tmp_path: Path) -> None:
    old, new = entry("CR9", "old"), later("CR12", "new")
    rows, _ = changes_table(write(history(old, new, links=(link(old, new, "related"),)), tmp_path))
    assert [row["change"] for row in rows] == ["added", "related", "removed"]


def test_no_history_and_an_unknown_edition_are_said(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", "--out", str(out / "none")]) == 2
    assert "there is no history in" in capsys.readouterr().err
    assert main(["changes", "nonsense", "--out", str(out)]) == 2
    said = capsys.readouterr().err
    assert "no edition is called 'nonsense'; the history holds" in said
    assert BEFORE in said
    assert AFTER in said
