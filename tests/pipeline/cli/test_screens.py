"""What a person reads: every paper and what became of it, and one paper to hold against its pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from extractors.document import Cell, Line
from extractors.findings import Code, Finding, Severity
from extractors.places import Place
from pipeline.cli.screens import ingest_report
from pipeline.cli.screens.ingest_report import print_report, watch
from pipeline.cli.screens.paper import print_paper
from pipeline.report import PaperReport, Report
from pipeline.store.finding_row import FindingRow
from pipeline.store.run import Written
from pipeline.store.tables import DocumentRow, DocumentStatus
from tests.layouts.tables import CHANCES, HEADINGS, TITLE, document, row, table
from tests.pipeline.by_hand import paper, register_paper

COUNTED = ("registers", "entries", "statements", "profiles", "events")


def reported(*papers: PaperReport, capsys: pytest.CaptureFixture[str], changed: bool = True) -> str:
    written = [Written(name, 2, changed) for name in COUNTED]
    print_report(Report(papers, tuple(written), tuple(f for each in papers for f in each.findings)), Path("out"))
    return capsys.readouterr().out


def of(path: str, status: DocumentStatus = "ingested", **about: Any) -> PaperReport:
    row = DocumentRow(path=path, format="pdf", status=status, sample=False, n_registers=0, n_entries=0, n_events=0)
    plain: dict[str, Any] = {"editions": ("x-2019-20-q1",), "risks": int(status == "ingested")}
    return PaperReport(row, **(plain | about))


def found(severity: Severity, code: Code = Code.ID_GAP, page: int | None = None) -> FindingRow:
    return FindingRow(code=code, severity=severity, message="something", page=page)


def test_each_paper_has_its_outcome(capsys: pytest.CaptureFixture[str]) -> None:
    printed = reported(
        of("a.pdf"), of("b.pdf", "duplicate"),
        of("c.pdf", "failed"), of("d.pdf", "no_register"),
        of("e.pdf", "not_understood", findings=(found("error", Code.NOT_UNDERSTOOD),)), capsys=capsys,
    )  # fmt: skip
    lines = [line.split() for line in printed.splitlines()]
    assert ["file", "format", "edition", "risks", "opportunities", "events", "errors", "warnings"] in lines
    assert ["a.pdf", "pdf", "x-2019-20-q1", "1", "–", "–", "0", "0"] in lines
    assert ["b.pdf", "pdf", "same", "file", "again", "–", "–", "–", "0", "0"] in lines
    assert ["c.pdf", "pdf", "NOT", "READ", "–", "–", "–", "0", "0"] in lines
    assert ["d.pdf", "pdf", "no", "register", "–", "–", "–", "0", "0"] in lines
    assert ["e.pdf", "pdf", "NOT", "UNDERSTOOD", "–", "–", "–", "1", "0"] in lines
    assert "5 papers: 2 editions of the register, 2 entries, 2 statements, 2 profile lines, 2 events." in printed
    assert "1 error, 0 warnings and 0 notes are in out/findings.parquet." in printed
    assert "5 of 5 files changed" in printed


def test_errors_come_first_and_notes_not_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    several = (found("info"), found("warning", page=3), found("error"))
    lines = reported(of("a.pdf", findings=several), capsys=capsys).splitlines()
    assert lines[:4] == ["a.pdf", "  ! error id_gap: something", "  ! warning id_gap: something (page 3)", ""]


def test_a_paper_of_many_findings_does_not_flood_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    printed = reported(of("a.pdf", findings=(found("error"),) * 50), capsys=capsys)
    assert printed.count("! error") == 12
    assert "! and 38 findings more" in printed


def test_nothing_changed(capsys: pytest.CaptureFixture[str]) -> None:
    printed = reported(capsys=capsys, changed=False)
    assert "nothing has changed" in printed


def test_names_and_texts_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    odd = "[red]a[/red] [/x] :bug: 100% 'q'.pdf"
    assert f"{odd}  pdf" in reported(of(odd, findings=(found("error"),)), capsys=capsys)
    with watch() as on_paper:
        on_paper(1, 2, odd)
    assert capsys.readouterr().err == f"reading 1/2 {odd}\n"
    print_paper(register_paper(row("CR1", description="[bold]x[/bold] :bug:"), path=odd))
    printed = capsys.readouterr().out
    assert odd in printed
    assert "[bold]x[/bold] :bug:" in printed


def test_a_long_name_is_not_cut(capsys: pytest.CaptureFixture[str]) -> None:
    printed = reported(of("long name " * 40), capsys=capsys)
    assert printed.count("long") == 40
    assert printed.count("name") == 40


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Console(stderr=True, force_terminal=True, width=80, markup=False)
    monkeypatch.setattr(ingest_report, "open_console", lambda *, stderr=False: terminal)
    with watch() as on_paper:
        on_paper(1, 2, "[red]a.pdf")
        on_paper(2, 2, "b.pdf")
    printed = capsys.readouterr().err
    assert "reading" not in printed
    assert "━" in printed
    assert "1/2" in printed


def shown(capsys: pytest.CaptureFixture[str], *rows: Any, entry: str | None = None, **about: Any) -> str:
    print_paper(register_paper(*rows, **about), entry)
    return capsys.readouterr().out


def test_an_entry_is_shown_as_printed_and_as_read(capsys: pytest.CaptureFixture[str]) -> None:
    values: list[str | Cell] = list(row("CR1", owner="MT", current_score="16 Major/ Likely", direction="Who knows"))
    values[3] = Cell(0, 0, (Line("Lead:"), Line("one", 1, "•"), Line("two", 2, "•")))
    printed = shown(capsys, values)
    assert "a.docx (docx)" in printed
    assert f"\n{TITLE}\n  lancashire-2018-19-q1: 1 risk, 0 opportunities\n" in printed
    assert "\nCR1  (table 1, row 2)\n" in printed
    assert "  owner          MT  → Management Team\n" in printed
    assert "  current score  16 Major/ Likely  → 16\n" in printed
    assert "  target score   8\n" in printed
    assert "  direction      Who knows  → nothing\n" in printed
    assert "  consequence\n         Lead:\n           • one\n             • two\n" in printed


def test_one_entry_alone_may_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    printed = shown(capsys, row("C01"), row("CO3"), headings=CHANCES, entry="c01")
    assert "C01  (" in printed
    assert "CO3" not in printed
    assert "id_gap" not in printed
    assert shown(capsys, row("C01"), headings=CHANCES, entry="CO1").count("C01  (") == 1


def test_findings_stand_with_what_they_are_about(capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = Finding(Code.UNREAD_PART, "a text box is not read", Place(7, page=2))
    read = paper(document(TITLE, table(HEADINGS, row("CR2", owner=""))), findings=(elsewhere,))
    print_paper(read)
    printed = capsys.readouterr().out
    gap, entry, missing, rest, box = (
        printed.index(words) for words in ("id_gap", "\nCR2  (", "missing_value", "Elsewhere in the paper", "text box")
    )
    assert gap < entry < missing < rest < box


def test_a_paper_without_a_register_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    read = paper(document("Soup"), findings=(Finding(Code.NO_TEXT_LAYER, "page 3 is a picture", Place(0, page=3)),))
    assert print_paper(read) is False
    printed = capsys.readouterr().out
    assert "No register was read from it.\n  ! error no_text_layer: page 3 is a picture (page 3)\n" in printed


def test_no_heading_is_cut_on_a_narrow_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    narrow = Console(width=80, markup=False, highlight=False)
    monkeypatch.setattr(ingest_report, "open_console", lambda: narrow)
    printed = reported(of("a long name " * 8), capsys=capsys)
    assert "…" not in printed
    for heading in ("file", "pdf: x-2019-20-q1", "risks", "oppor-", "tunities", "events", "errors", "warnings"):
        assert heading in printed
