"""The archive's own papers, one at a time and all together, held against what a careful person reads in them."""

from __future__ import annotations

import contextlib
import io
import runpy
import shutil
import sys
from pathlib import Path
from typing import Any
from unittest import mock

import pyarrow.parquet as pq
import pytest

from extractors.layouts.claims import wanted
from pipeline.ingest import ingest
from pipeline.report import Report

EXACT: tuple[str, ...] = ()
TOLERANT = ("--tolerant",)
"""For a text rendering: narrative compared by the words it shares; identifiers, titles, scores and dates exact."""

PAPERS = {
    "2016-05-pdf": ("2016-05", "2016-05/*.pdf", 0.99, EXACT),
    "2018-19-q1-docx": ("2018-19-q1", "2018-19-q1/*.docx", 1.0, EXACT),
    "2019-20-q2-pdf": ("2019-20-q2", "2019-20-q2/*.pdf", 0.99, EXACT),
    "2019-20-q2-html": ("2019-20-q2", "2019-20-q2/*.html", 1.0, EXACT),
    "2021-22-q4-pdf": ("2021-22-q4", "2021-22-q4/*.pdf", 0.99, EXACT),
    "2016-05-text": ("2016-05", "text/002*.txt", 0.97, TOLERANT),
    "2018-19-q1-text": ("2018-19-q1", "text/004*.txt", 0.97, TOLERANT),
    "2019-20-q2-text": ("2019-20-q2", "text/000*.txt", 0.97, TOLERANT),
    "2021-22-q4-text": ("2021-22-q4", "text/001*.txt", 0.9, TOLERANT),
}
"""The gold edition, the paper, and the share of checks it must pass."""

CERTAIN = (
    "id_raw", "title", "current_score", "target_score", "current_likelihood", "current_impact", "target_likelihood",
    "target_impact", "target_date_raw", "profile_text", "profile_scores",
)  # fmt: skip
"""Checks that every rendering must pass wholly, however damaged it is."""

EVENTS = {
    ("2017-04-10", "2016/17 Q4", "decision", "amended", "CR1"),
    ("2017-04-10", "2016/17 Q4", "decision", "score_increased", "CR24"),
    ("2017-06-27", "2017/18 Q1", "decision", "added", "CR28"),
    ("2017-09-25", "2017/18 Q2", "decision", "added", "CR29"),
    ("2017-09-25", "2017/18 Q2", "decision", "added", "CR30"),
    ("2017-09-25", "2017/18 Q2", "decision", "added", "CO5"),
    ("2017-09-25", "2017/18 Q2", "decision", "removed", "CO3"),
    ("2018-12-05", "2018/19 Q3", "decision", "added", "CR13"),
    ("2018-12-05", "2018/19 Q3", "decision", "added", "CR14"),
    ("2018-12-05", "2018/19 Q3", "decision", "removed", "CR9"),
    ("2021-11-25", "2021/22 Q3", "report", "added", "a risk"),
    ("2021-11-25", "2021/22 Q3", "report", "added", "an opportunity"),
    ("2021-11-25", "2021/22 Q3", "report", "retained", "CORP1"),
    ("2021-11-25", "2021/22 Q3", "report", "amended", "CORP1"),
    ("2021-11-25", "2021/22 Q3", "minutes", "added", "a risk"),
    ("2021-11-25", "2021/22 Q3", "minutes", "added", "an opportunity"),
    ("2022-03-24", "2021/22 Q4", "report", "removed", "CORP3"),
    ("2022-03-24", "2021/22 Q4", "report", "confidence_changed", "CORP2"),
    ("2022-03-24", "2021/22 Q4", "report", "retained", "CORP1"),
    ("2022-03-24", "2021/22 Q4", "report", "amended", "CORP1"),
}
"""Every change that decisions, reports and the minutes in the pack state: date, edition, paper, change, entry."""


def score(out: Path, gold: Path, *flags: str) -> str:
    """What the script beside the gold registers prints; it must be content."""
    script, said = str(gold.parent / "check" / "score.py"), io.StringIO()
    with contextlib.redirect_stdout(said), mock.patch.object(sys, "argv", [script, str(out), str(gold), *flags]):
        code = runpy.run_path(script)["main"]()
    assert code == 0, said.getvalue()
    return said.getvalue()


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_alone_is_read_as_a_person_reads_it(name: str, archive: Path, gold: Path, tmp_path: Path) -> None:
    edition, pattern, share, flags = PAPERS[name]
    (paper,) = archive.glob(pattern)
    raw = tmp_path / "raw"
    raw.mkdir()
    shutil.copy(paper, raw / f"paper{paper.suffix}")
    ingest(raw, tmp_path / "out")
    said = score(tmp_path / "out", gold, "--only", edition, *flags, "--fail-under", str(share))
    rows = (line.split() for line in said.splitlines())
    shares = {row[0]: float(row[1]) for row in rows if len(row) == 2 and row[0] in CERTAIN}
    assert "current_score" in shares
    assert {name for name, passed in shares.items() if passed < 1} == set()


@pytest.fixture(scope="module")
def whole(archive: Path, archive_history: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """The whole archive in one history, and what a run says that finds nothing new: what the first one said."""
    out = shutil.copytree(archive_history, tmp_path_factory.mktemp("history") / "out", symlinks=True)
    return ingest(archive, out), out


def table(history: tuple[Report, Path], name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(history[1] / f"{name}.parquet").to_pylist()
    return rows


def test_the_whole_archive_together_is_read_as_a_person_reads_it(whole: tuple[Report, Path], gold: Path) -> None:
    score(whole[1], gold, "--fail-under", "0.99")
    assert "failed" not in {paper.document.status for paper in whole[0].papers}


def test_every_edition_is_there_once_with_all_its_sources(whole: tuple[Report, Path]) -> None:
    formats = {row["document_id"]: row["format"] for row in table(whole, "documents")}
    editions = {
        row["register_id"]: (
            row["layout"],
            row["n_risks"],
            row["n_opportunities"],
            [formats[i] for i in row["sources"]],
        )
        for row in table(whole, "registers")
    }
    assert editions == {
        "lancashire-2016-17-q1": ("register_table", 15, 4, ["pdf", "text"]),
        "lancashire-2018-19-q1": ("register_table", 11, 3, ["docx", "text"]),
        "lancashire-2019-20-q2": ("register_table", 12, 4, ["pdf", "html", "text"]),
        "lancashire-2021-22-q3": ("report", 7, 2, ["docx", "text"]),
        "lancashire-2021-22-q4": ("risk_cards", 6, 2, ["pdf", "text"]),
    }


def test_an_edition_known_from_a_report_alone_has_entries_in_summary(whole: tuple[Report, Path]) -> None:
    rows = [row for row in table(whole, "entries") if row["register_id"] == "lancashire-2021-22-q3"]
    assert {row["detail"] for row in rows} == {"summary"}
    assert {row["risk_id"] for row in rows} == {*(f"CORP{number}" for number in range(1, 8)), "CO1", "CO2"}
    assert all(row["title"] and row["description"] for row in rows)


def test_every_change_that_the_papers_state_is_an_event_and_no_other(whole: tuple[Report, Path]) -> None:
    events = [
        (
            str(row["date"]), f"{row['fiscal_year']} Q{row['quarter']}", row["stated_in"], row["event"],
            row["risk_id"] or {"risk": "a risk", "opportunity": "an opportunity"}[row["kind"]],
        )
        for row in table(whole, "events")
    ]  # fmt: skip
    assert sorted(events) == sorted(EVENTS)


def test_a_change_that_names_no_number_is_matched_by_its_title_and_said_so(whole: tuple[Report, Path]) -> None:
    matched = [row for row in table(whole, "events") if row["risk_id"] and not row["id_raw"]]
    assert {(row["title"], row["risk_id"]) for row in matched} == {("SEND", "CORP3"), ("Family safeguarding", "CORP2")}
    assert len([row for row in table(whole, "findings") if row["code"] == "event_matched"]) == len(matched)


@pytest.mark.parametrize(
    ("code", "entries"),
    [
        ("swapped_scores", {"lancashire-2021-22-q4/CORP4"}),
        ("profile_conflict", {"lancashire-2021-22-q4/CORP7", "lancashire-2021-22-q4/CO1"}),
        ("doubtful_score", {"lancashire-2019-20-q2/CO4"}),
        ("missing_value", {"lancashire-2018-19-q1/CO3"}),
    ],
)
def test_the_councils_slips_are_found(code: str, entries: set[str], whole: tuple[Report, Path]) -> None:
    found = [row for row in table(whole, "findings") if row["code"] == code and row["severity"] == "warning"]
    assert {row["entry_id"] for row in found} == entries


def test_numbers_that_no_entry_bears_are_found(whole: tuple[Report, Path]) -> None:
    gaps = [row for row in table(whole, "findings") if row["code"] == "id_gap" and row["severity"] == "warning"]
    assert {row["register_id"]: row["message"].partition("has no ")[2] for row in gaps} == {
        "lancashire-2016-17-q1": "CR3, CR9, CR10, CR11, CR13, CR14, CR17, CR18, CR19, CR22, CR23",
        "lancashire-2021-22-q4": "CORP3",
    }


def test_every_paper_is_of_its_kind_and_its_day(whole: tuple[Report, Path]) -> None:
    kinds = {row["path"]: (row["kind"], str(row["date"] or "")) for row in table(whole, "documents")}
    decisions = {path: value for path, value in kinds.items() if path.startswith("decisions/")}
    assert decisions == {path: ("decision", path.removeprefix("decisions/decision-")[:10]) for path in decisions}
    assert kinds["2021-22-q3/Report.docx"] == ("report", "2021-11-25")
    assert {value for path, value in kinds.items() if path.startswith("2021-22-q4/")} == {("agenda_pack", "2022-03-24")}
    assert kinds["README.md"] == ("other", "")


def test_pages_of_a_pack_that_hold_nothing_are_not_read(archive: Path) -> None:
    from extractors.pdf.pages import read_pages

    (pack,) = archive.glob("2021-22-q4/*.pdf")
    document = read_pages(pack.read_bytes(), wanted)
    assert set(range(9, 24)) <= set(document.skipped)  # the performance report
    assert not set(range(27, 42)) & set(document.skipped)  # the register


def test_two_sources_that_agree_are_no_conflict(archive: Path, tmp_path: Path) -> None:
    report = ingest(archive / "2019-20-q2", tmp_path / "out")
    assert [(one.use, one.register_id) for paper in report.papers for one in paper.added] == [
        ("used", "lancashire-2019-20-q2"), ("same", "lancashire-2019-20-q2"),
    ]  # fmt: skip
    assert not [finding for finding in report.findings if finding.code == "source_conflict"]


def test_the_same_papers_give_the_same_bytes(archive: Path, whole: tuple[Report, Path], tmp_path: Path) -> None:
    ingest(archive, tmp_path)
    for path in whole[1].glob("*.parquet"):
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name
