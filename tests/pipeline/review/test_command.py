"""The command ``lineage``: what it prints of the threads, and where it finds fault."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli.main import main
from pipeline.cli.screens import terminal
from tests.pipeline.rows_by_hand import entry, event, followed, history, later, link, register, threads, write

HEADINGS = "lineage,edition,id,title,relation,evidence,note\n"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A history of three threads: one renumbered, one merged into it, one that may go on."""
    old, new = entry("CR1", "northshire/roads"), later("CORP1", "northshire/roads", current_score=9)
    merged = entry("CR2", "northshire/lanes", title="Lanes")
    before, after = entry("CR3", "northshire/parks", title="Parks"), later("CORP2", "northshire/greens", title="Greens")
    links = (
        link(old, new, "continues"),
        link(merged, new, "merged"),
        replace(
            link(before, after, "continues", "proposed"),
            method="similarity",
            score=0.41,
            evidence="both speak of trees",
        ),
    )
    entries = (old, new, merged, before, after)
    held = history(*entries, links=links, events=(event(new, "retained"),), threads=threads(*entries))
    return write(held, tmp_path)


def printed(capsys: pytest.CaptureFixture[str], out: Path, *arguments: str, code: int = 0) -> str:
    assert main(["lineage", "--out", str(out), *arguments]) == code
    return capsys.readouterr().out


def test_each_thread_is_a_line_across_the_editions(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = [line.split() for line in printed(capsys, out).splitlines()]
    assert ["lineage", "2020/21", "Q1", "2020/21", "Q2"] in lines
    assert ["roads", "CR1", "16", "→", "8", "CORP1", "9", "→", "8"] in lines
    assert ["lanes", "CR2", "16", "→", "8", "–"] in lines
    assert ["greens", "–", "CORP2", "16", "→", "8"] in lines


def test_a_proposal_has_both_titles_its_reason_and_lines_to_paste(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = printed(capsys, out, "--proposed")
    assert "1. CR3 of 2020/21 Q1 → CORP2 of 2020/21 Q2: continues, similarity 0.41\n" in text
    assert "   from  Parks\n" in text
    assert "   to    Greens\n" in text
    assert "   why   both speak of trees\n" in text
    assert '\n   parks,northshire-2020-21-q1,CR3,Parks,continues,"' in text
    assert '\n   parks,northshire-2020-21-q2,CORP2,Greens,continues,"' in text
    assert "On the newest register" not in text


def test_what_is_asked_for_is_explained(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, out, "--explain", "CORP1")
    assert "\nnorthshire/roads: risk, 2 editions, still on the newest register\n" in text
    assert "    ↓ continues, event: the minutes say so\n" in text
    assert "    • 2020-12-01: retained as CORP1 (report northshire-2020-21-q2.pdf, p. 3)\n" in text
    assert "  * includes now northshire/lanes (CR2 of 2020/21 Q1, Lanes), event: the minutes say so\n" in text
    assert "parks" not in text


def test_a_name_that_nothing_bears_is_an_error_that_lists_those_there_are(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lineage", "--out", str(out), "--explain", "northshire/road"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("riskhistory: no risk or number is called 'northshire/road'; there are northshire/roads, ")


def test_the_table_has_a_row_for_each_entry(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(printed(capsys, out, "--csv"))))
    assert [row["risk_id"] for row in rows if row["lineage_id"] == "northshire/roads"] == ["CR1", "CORP1"]
    assert len(rows) == 5


def test_editions_that_do_not_fit_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [entry("CR1", "northshire/roads"), later("CR1", "northshire/roads")]
    write(followed(*entries), tmp_path)
    monkeypatch.setattr(terminal, "_PLAIN_WIDTH", 60)
    text = printed(capsys, tmp_path)
    assert "1 earlier edition not shown: too wide" in text
    assert "2020/21 Q2" in text
    assert "2020/21 Q1" not in text


def test_threads_that_only_editions_not_shown_have_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [entry("CR1", "northshire/roads"), later("CR2", "northshire/parks"), entry("CR3", "northshire/lanes")]
    write(followed(*entries), tmp_path)
    monkeypatch.setattr(terminal, "_PLAIN_WIDTH", 60)
    text = printed(capsys, tmp_path)
    assert "roads" not in text
    assert "and 2 threads that only the editions not shown have" in text


def test_a_similarity_is_rounded_down(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = entry("CR1", "northshire/roads"), later("CR2", "northshire/ways")
    proposed = replace(link(old, new, "continues", "proposed"), method="similarity", score=0.5496)
    write(followed(old, new, links=(proposed,)), tmp_path)
    assert "similarity 0.54\n" in printed(capsys, tmp_path, "--proposed")


@pytest.mark.parametrize(
    ("lineage", "said"), [("roads", "1 of them taken as confirmed"), ("ways", "no lineage_id depends on them")]
)
def test_proposals_that_were_accepted_unseen_are_not_called_without_effect(
    lineage: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = entry("CR1", "northshire/roads"), later("CR2", f"northshire/{lineage}")
    proposed = replace(link(old, new, "continues", "proposed"), method="similarity", score=0.5)
    write(followed(old, new, links=(proposed,)), tmp_path)
    assert f"1 proposed link: {said}" in printed(capsys, tmp_path, "--proposed")


def test_a_revision_has_a_column_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    revision = replace(register(revision=2), register_id="northshire-2020-21-q1-r2")
    entries = [entry("CR1", "northshire/roads"), entry(
        "CR1", "northshire/roads", entry_id="northshire-2020-21-q1-r2/CR1"
    )]  # fmt: skip
    registers = (register(superseded_by=revision.register_id), revision)
    write(followed(*entries, registers=registers), tmp_path)
    assert "2020/21 Q1  2020/21 Q1 r2" in printed(capsys, tmp_path)


def test_without_a_history_the_exit_code_is_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lineage", "--out", str(tmp_path)]) == 2
    assert "there is no history" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["ingest", "lineage"])
def test_a_crosswalk_that_cannot_be_used_is_an_error_that_names_its_line(
    command: str, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crosswalk = tmp_path / "mine.csv"
    crosswalk.write_text(HEADINGS + "roads,northshire-2020-21-q1,CR1,Road repairs,becomes,the paper,\n")
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "paper.txt").write_text("nothing")
    arguments = {"ingest": ["ingest", str(raw), "--out", str(out)], "lineage": ["lineage", "--out", str(out)]}
    assert main([*arguments[command], "--crosswalk", str(crosswalk)]) == 2
    assert "mine.csv, line 2: 'becomes' is none of continues, split, merged, related" in capsys.readouterr().err


def test_a_crosswalk_in_another_encoding_is_named(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    crosswalk = tmp_path / "mine.csv"
    crosswalk.write_text(HEADINGS + "roads,northshire-2020-21-q1,CR1,Café roads,continues,the paper,\n", "latin-1")
    assert main(["lineage", "--out", str(out), "--crosswalk", str(crosswalk)]) == 2
    assert "mine.csv: not UTF-8" in capsys.readouterr().err


def test_an_empty_name_is_no_overview(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, out, "--explain", "", code=2) == ""


def test_links_that_wait_are_a_table_too(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = json.loads(printed(capsys, out, "--proposed", "--json"))
    assert (row["relation"], row["score"]) == ("continues", 0.41)
    rows = json.loads(printed(capsys, out, "--explain", "CR1", "--json"))
    assert [row["risk_id"] for row in rows] == ["CR1", "CORP1"]
