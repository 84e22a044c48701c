"""Findings of a written history are chosen and put in order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from pipeline.build import build_history
from pipeline.cli.commands.findings import SORTS
from pipeline.cli.main import main
from pipeline.history.findings import Filter, Sort, load_findings, select
from pipeline.store.parquet import write_history
from tests.pipeline.by_hand import card, cards_paper


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A history with one error and two warnings, of two papers."""
    first = cards_paper(card("Corp 2", target_impact="Enormous"), path="q4/first.docx")
    second = cards_paper(card("Corp 1", owner=""), title="Risk register Q3 2021/22", path="second.docx", sha="2" * 64)
    built, _ = build_history([first, second])
    write_history(built, tmp_path)
    return tmp_path


def chosen(out: Path, **wanted: Any) -> list[tuple[str, str]]:
    return [(found.path or "", found.row.code) for found in select(load_findings(out), Filter(**wanted))]


def test_the_gravest_come_first_and_notes_only_when_asked_for(out: Path) -> None:
    warnings = [("q4/first.docx", "id_gap"), ("second.docx", "missing_value")]
    assert chosen(out, severity="warning") == [("q4/first.docx", "unreadable_level"), *warnings]
    assert chosen(out, severity="error") == [("q4/first.docx", "unreadable_level")]
    assert {code for _, code in chosen(out)} > {"organisation_assumed"}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"codes": ("missing_value",)}, "missing_value"),
        ({"edition": "lancashire-2021-22-q3"}, "missing_value"),
        ({"entry": "corp 2"}, "unreadable_level"),
        ({"paper": "SECOND"}, "missing_value"),
    ],
)
def test_findings_are_chosen_by_code_edition_entry_and_paper(out: Path, wanted: Any, found: str) -> None:
    assert [code for _, code in chosen(out, severity="warning", **wanted)] == [found]


def test_the_command_sorts_in_every_way_there_is() -> None:
    assert get_args(Sort) == SORTS


@pytest.mark.parametrize("sort", get_args(Sort))
def test_every_order_has_every_finding(out: Path, sort: Any) -> None:
    rows = load_findings(out)
    assert len(select(rows, Filter(), sort)) == len(rows)


def test_the_command_prints_them_and_fails_where_it_is_asked_to(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["findings", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "         q4/first.docx: CORP2: 'Enormous'" in printed
    assert printed.index("(missing_value)") < printed.index("(unreadable_level)")
    assert re.search(r"\n1 error, 2 warnings; \d+ milder ones not shown \(--severity info\)\.\n$", printed)
    assert main(["findings", str(out), "--fail-on", "error"]) == 1
    assert main(["findings", str(out), "--fail-on", "error", "--paper", "second"]) == 0
    assert main(["findings", str(out), "--fail-on", "warning", "--paper", "second"]) == 1


def test_comma_separated_values_have_every_column(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["findings", str(out), "--csv", "--severity", "error"])
    head, row = capsys.readouterr().out.splitlines()
    assert head.startswith("path,code,severity,document_id")
    assert row.startswith("q4/first.docx,unreadable_level,error,")


def test_no_history_and_an_unknown_code_are_said(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["findings", str(tmp_path / "none")]) == 2
    assert "there is no history in" in capsys.readouterr().err
    assert main(["findings", str(out), "--code", "nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().err
