"""What a person reads: every paper and what became of it, and one paper to hold against its pages."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from extractors.document import Cell, Line
from extractors.findings import Code, Finding, Severity
from extractors.places import Place
from pipeline.cli.screens import ingest_report, terminal
from pipeline.cli.screens.ingest_report import print_report, watch
from pipeline.cli.screens.paper import print_paper
from pipeline.report import Added, News, PaperReport, Report
from pipeline.store.finding_row import FindingRow
from pipeline.store.run import Written
from pipeline.store.tables import DocumentRow, DocumentStatus
from tests.layouts.tables import CHANCES, HEADINGS, TITLE, document, row, table
from tests.pipeline.by_hand import paper, register_paper
from tests.pipeline.rows_by_hand import register

COUNTED = ("registers", "entries", "statements", "profiles", "events")


def reported(*papers: PaperReport, capsys: pytest.CaptureFixture[str], changed: bool = True) -> str:
    written = [Written(name, 2, changed) for name in COUNTED]
    print_report(Report(papers, tuple(written), tuple(f for each in papers for f in each.findings)), Path("out"))
    return capsys.readouterr().out


def of(path: str, status: DocumentStatus = "ingested", **about: Any) -> PaperReport:
    row = DocumentRow(
        document_id="a" * 64, path=path, format="pdf", status=status, error="of a reason", sample=False,
        n_registers=0, n_entries=0, n_events=0,
    )  # fmt: skip
    added = (Added("x-2019-20-q1", "used", risks=1),) if status == "ingested" else ()
    return PaperReport(row, **({"added": added} | about))


def found(severity: Severity, code: Code = Code.ID_GAP, page: int | None = None) -> FindingRow:
    return FindingRow(code=code, severity=severity, document_id="a" * 64, message="something", page=page)


def test_each_paper_says_what_it_added(capsys: pytest.CaptureFixture[str]) -> None:
    printed = reported(
        of("a.pdf"), of("b.pdf", "duplicate"), of("c.pdf", "failed"), of("d.pdf", "no_register"),
        of("e.pdf", "not_understood", findings=(found("error", Code.NOT_UNDERSTOOD),)),
        of("f.pdf", added=(), events=3), capsys=capsys,
    )  # fmt: skip
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    at = lines.index("paper added to the history errors warnings")
    assert lines[at : at + 7] == [
        "paper added to the history errors warnings",
        "a.pdf x-2019-20-q1 used: 1 risk – –",
        "b.pdf nothing: of a reason – –",
        "c.pdf not read: of a reason – –",
        "d.pdf nothing: it holds no register and states no change – –",
        "e.pdf not understood: it speaks of a risk register, and none was recognised in it 1 –",
        "f.pdf used: 3 stated changes – –",
    ]
    assert "6 papers: 2 editions of the register, 2 entries of 0 risks and opportunities, 2 statements" in printed
    assert "1 error, 0 warnings, 0 notes. Each with its place" in printed
    assert "\n  riskhistory findings --out out\n" in printed
    assert "5 of 5 files changed" in printed


@pytest.mark.parametrize(
    ("added", "said"),
    [
        (Added("x", "used", 2, 1, profile=3), "x used: 2 risks, 1 opportunity, 3 lines of its summary profile"),
        (
            Added("x", "used", 2, summary=True, superseded_by="x-r2"),
            "x used: 2 risks, listed in a report only; superseded by x-r2",
        ),
        (Added("x", "same", instead="b.pdf"), "x agrees with b.pdf, which is used"),
        (
            Added("x", "differs", instead="b.pdf", differences=4),
            "x not used: 4 values differ from b.pdf, which is used",
        ),
        (Added("x", "list", instead="b.pdf"), "x not used: it only lists the entries, which b.pdf has in full"),
    ],
)
def test_a_paper_that_is_not_used_never_looks_as_if_it_were(
    added: Added, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in " ".join(reported(of("a.pdf", added=(added,)), capsys=capsys).split())


@pytest.mark.parametrize("columns", [80, 200])
def test_what_is_new_and_what_to_do_is_said_in_ten_lines_and_what_was_known_is_not_said_again(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "_PLAIN_WIDTH", columns)
    known, new = found("warning", page=3), found("error", Code.UNREADABLE_FILE)
    papers = [of(f"old{at}.pdf", findings=(known,)) for at in range(21)]
    papers += [
        of("new.pdf"),
        of("copy.pdf", "duplicate"),
        of("same.pdf", added=(Added("x", "same", instead="new.pdf"),)),
    ]
    papers += [of("broken.pdf", "failed", findings=(new,)), of("menu.pdf", "no_register")]
    news = News(
        papers=frozenset(one.document.path for one in papers[21:]), editions=(register(),), entries=9, events=2,
        findings=(new,),
    )  # fmt: skip
    written = tuple(Written(name, 2, changed=True) for name in COUNTED)
    print_report(Report(tuple(papers), written, (known,) * 21 + (new,), news=news), Path("out"))
    lines = capsys.readouterr().out.splitlines()
    lead = lines[: next(at for at, line in enumerate(lines) if line.startswith("error "))]
    assert len(lead) <= 10
    said = " ".join(" ".join(lead).split())
    assert said.startswith(
        "5 new among 26 papers: 1 used, 1 not used, 2 adding nothing, 1 not read. "
        "+ new in the history: 1 edition, northshire-2020-21-q1 (1 risk, 0 opportunities); 9 entries; 2 stated changes "
        "! broken.pdf: not read; of a reason To check, new: 1 error."
    )
    assert "21 warnings. All of them: riskhistory findings --out out" in said
    assert "riskhistory changes --since-last-run --out out" in said
    assert not any(line.startswith(("warning", "old")) for line in lines)
    assert any(line.startswith("new paper") for line in lines)


def test_the_gravest_are_nearest_to_the_prompt_and_notes_not_there_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    several = (found("error"), found("info"), found("warning", page=3))
    printed = reported(of("a.pdf", findings=several), capsys=capsys)
    lines = [line for line in printed.splitlines() if line.startswith(("warning", "error", "note"))]
    assert lines == ["warning  1 edition skips a number (id_gap)", "error    1 edition skips a number (id_gap)"]
    assert "         a.pdf: something (page 3)\n" in printed
    assert "\n       → Check whether the entry was removed or missed" in printed


def test_a_cause_of_many_places_does_not_flood_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    many = [
        FindingRow(code=Code.ID_GAP, severity="error", document_id="a" * 64, message="odd " + "x" * n)
        for n in range(50)
    ]
    printed = reported(of("a.pdf", findings=tuple(many)), capsys=capsys)
    assert "error    50 editions skip numbers (id_gap)" in printed
    assert printed.count("odd x") + printed.count("odd \n") <= 2
    assert "         and 48 more\n" in printed


def test_lines_of_the_crosswalk_for_papers_not_at_hand_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    row = FindingRow(code=Code.CROSSWALK_EDITION_ABSENT, severity="warning", message="no paper", count=79)
    print_report(Report((), tuple(Written(name, 2) for name in COUNTED), (row,)), Path("out"))
    printed = capsys.readouterr().out
    sentence = "79 lines of the crosswalk are of editions that no paper here holds (crosswalk_edition_absent)"
    assert f"\nwarning  {sentence}\n\n" in printed


def test_a_command_to_type_is_named_as_this_shell_knows_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(sys, "argv", [".venv/bin/riskhistory", "ingest"])
    assert "\n  .venv/bin/riskhistory findings --out out\n" in reported(capsys=capsys)
    monkeypatch.setattr(sys, "argv", ["pytest"])
    assert "\n  riskhistory findings --out out\n" in reported(capsys=capsys)


def test_nothing_changed(capsys: pytest.CaptureFixture[str]) -> None:
    printed = reported(capsys=capsys, changed=False)
    assert "nothing has changed" in printed


def test_names_and_texts_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    odd = "[red]a[/red] [/x] :bug: 100% 'q'.pdf"
    assert f"{odd}  x-2019-20-q1" in reported(of(odd, findings=(found("error"),)), capsys=capsys)
    with watch() as on_paper:
        on_paper(1, 2, odd)
    assert capsys.readouterr().err == f"read 1/2 {odd}\n"
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
    assert "read 1" not in printed
    assert "━" in printed
    assert "2/2" in printed


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


def test_a_scan_is_not_said_to_hold_no_register(capsys: pytest.CaptureFixture[str]) -> None:
    pictures = tuple(found("error", Code.NO_TEXT_LAYER, page) for page in (1, 2))
    printed = reported(of("scan.pdf", "no_register", findings=pictures), capsys=capsys)
    assert "scan.pdf  nothing: 2 pages are pictures of text, and are not read" in printed


@pytest.mark.parametrize("columns", [80, 200])
def test_no_word_is_broken_and_what_goes_on_hangs(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "_PLAIN_WIDTH", columns)
    name = "Appendix A - Corporate Risk and Opportunity Register for the Cabinet.pdf"
    words = " ".join(f"word{number}" for number in range(60))
    row = FindingRow(code=Code.UNREAD_TEXT, severity="error", document_id="a" * 64, message=words)
    printed = reported(of(name, findings=(row,)), capsys=capsys)
    assert max(map(len, printed.splitlines())) <= columns
    assert name in printed
    assert all(re.search(rf"\b{word}\b", printed) for word in words.split())
    assert re.search(r"\n {11}word\d", printed)


@pytest.mark.parametrize("plain", [True, False])
def test_colour_is_for_a_terminal_that_wants_it(
    plain: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if plain:
        monkeypatch.setenv("NO_COLOR", "1")
    printed = reported(of("a.pdf", findings=(found("error"),)), capsys=capsys)
    assert ("\x1b[1;31m" in printed) is not plain
