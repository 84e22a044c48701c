"""What people state beside papers: which papers it is about, what it overrules, and what is said of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from pipeline.cli.main import main
from pipeline.ingest import ingest
from pipeline.read.paper import Stated
from pipeline.rows.identity import Identity, identify
from tests.organisations import organisations
from tests.pipeline.test_identity import ESSEX, KENT, codes, paper

WHY = "the agenda says so"
PAGE = "<html><body><h1>{}</h1><p>CR9 has been removed from the register.</p></body></html>"


def identity(title: str, usual: str | None = None, **stated: str) -> Identity:
    """What a paper is taken to be of, of which something is stated."""
    read = replace(paper(title), usual_period=usual, stated=Stated("papers.toml", WHY, **stated) if stated else None)
    return identify(read, read.registers[0], organisations())


@pytest.mark.parametrize(
    ("title", "itself"),
    [
        (f"{KENT} Risk Register", "no line before the register names its quarter"),
        (f"{KENT} Risk Register 2023", "names a year, and no quarter of it"),
        (f"{KENT} Risk Register Quater 3 2022/23", "may mean 2022/23 quarter 3"),
        (f"{KENT} Risk Register Q1 2022/23", "the paper itself names Q1 2022/23"),
        (f"{KENT} Risk Register Q1 and Q2 2022/23", "more than one period"),
    ],
)
def test_the_period_that_is_stated_is_taken_and_what_the_paper_says_is_kept(title: str, itself: str) -> None:
    found = identity(title, period="2023/24 Q2")
    assert (found.register_id, codes(found)) == ("kent-2023-24-q2", ["stated_beside"])
    message = found.findings[0].message
    assert itself in message
    assert f"('{WHY}')" in message
    assert found.findings[0].code.severity == "info"


@pytest.mark.parametrize("said", [KENT, KENT.upper()])
def test_the_organisation_that_is_stated_is_taken(said: str) -> None:
    found = identity(f"{ESSEX} Risk Register Q1 2022/23", organisation=said)
    assert (found.register_id, found.is_named, codes(found)) == ("kent-2022-23-q1", True, ["stated_beside"])
    assert f"the paper itself names {ESSEX}" in found.findings[0].message


def test_an_organisation_may_be_stated_by_its_folder() -> None:
    found = identity("Risk Register Q1 2022/23", organisation="lancashire")
    assert (found.register_id, codes(found)) == ("lancashire-2022-23-q1", ["stated_beside"])


def test_what_is_stated_as_the_paper_says_it_is_no_finding() -> None:
    assert codes(identity(f"{KENT} Risk Register Q1 2022/23", period="Q1 2022/23", organisation=KENT)) == []


def test_what_is_stated_and_means_nothing_is_reported_and_guessed_by_nobody() -> None:
    found = identity(f"{KENT} Risk Register Q1 2022/23", period="2023")
    assert (found.period, codes(found)) == (None, ["unknown_period"])
    found = identity(f"{KENT} Risk Register Q1 2022/23", organisation="us")
    assert (found.register_id, codes(found)) == ("kent-2022-23-q1", ["organisation_conflict"])


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Risk Register", (2, "stated_beside")),
        ("Risk Register Q1 2022/23", (1, None)),
        ("Risk Register 2022", (None, "unknown_period")),
        ("Risk Register Quarter 1", (None, "unknown_period")),
        ("Risk Register Quater 1 2022/23", (None, "unknown_period")),
    ],
)
def test_the_usual_period_is_that_of_papers_that_say_nothing_of_theirs(title: str, period: tuple[int, str]) -> None:
    found = identity(f"{KENT} {title}", usual="2022/23 Q2")
    assert (found.quarter, next(iter(codes(found)), None)) == period


def write(folder: Path, name: str, title: str = f"{KENT} Corporate Risk Register") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(PAGE.format(title), "utf-8")


def state(folder: Path, **periods: str) -> None:
    lines = (f"[[paper]]\nfile = '{file}'\nperiod = '{period}'\nreason = '{WHY}'\n" for file, period in periods.items())
    (folder / "papers.toml").write_text("".join(lines), "utf-8")


def test_a_file_beside_the_papers_is_about_those_of_its_folder_and_is_none_itself(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    write(raw, "a.html")
    write(raw / "other", "a.html", f"{ESSEX} Corporate Risk Register")
    state(raw, **{"a.html": "2023/24 Q2", "b.html": "2023/24 Q2"})
    ingest(raw, out)
    assert list(pd.read_parquet(out / "documents.parquet").path) == ["a.html", "other/a.html"]
    events = pd.read_parquet(out / "events.parquet").set_index("organisation")
    assert (events.quarter[KENT], pd.isna(events.quarter[ESSEX])) == (2, True)
    findings = pd.read_parquet(out / "findings.parquet").set_index("code")
    assert (findings.severity["stated_of_none"], findings.message["stated_of_none"]) == (
        "warning", "papers.toml names b.html, and there is no such paper"
    )  # fmt: skip


def test_two_files_of_the_same_bytes_are_told_what_is_stated_of_one(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    write(raw, "a.html")
    write(raw, "b.html")
    state(raw, **{"b.html": "2023/24 Q2"})
    ingest(raw, out)
    assert list(pd.read_parquet(out / "events.parquet").quarter) == [2]
    state(raw, **{"a.html": "2023/24 Q1", "b.html": "2023/24 Q2"})
    assert main(["ingest", str(raw), "--out", str(out)]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "paper",
        "[[papers]]\nfile = 'a.html'",
        "[[paper]]\nfile = 'a.html'\nperiod = '2023/24 Q2'",
        "[[paper]]\nfile = 'a.html'\nreason = 'x'",
        "[[paper]]\nfile = 'a.html'\nreason = ' '\nperiod = '2023/24 Q2'",
        "[[paper]]\nfile = 'a.html'\nreason = 'x'\nperiod = 2023",
        "[[paper]]\nfile = 'other/a.html'\nreason = 'x'\nperiod = 'Q1 2023/24'",
        "[[paper]]\nfile = 'a.html'\nreason = 'x'\nquarter = '2023/24 Q2'",
        "[[paper]]\nfile = 'a.html'\nreason = 'x'\nperiod = 'Q1'\n" * 2,
    ],
)
def test_a_file_that_cannot_be_used_stops_the_run_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    write(tmp_path, "a.html")
    (tmp_path / "papers.toml").write_text(text, "utf-8")
    assert main(["ingest", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "papers.toml: " in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_one_paper_is_shown_as_it_is_stated_to_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "a.html")
    state(tmp_path, **{"a.html": "2023/24 Q2"})
    assert main(["show", str(tmp_path / "a.html")]) == 0
    assert "2023/24 Q2" in capsys.readouterr().out


def test_the_usual_period_is_given_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "a.html")
    out = tmp_path / "out"
    assert main(["ingest", str(tmp_path), "--out", str(out), "--period", "2023/24"]) == 2
    assert "names no quarter" in capsys.readouterr().err
    assert main(["ingest", str(tmp_path), "--out", str(out), "--period", "2023/24 Q3"]) == 0
    assert list(pd.read_parquet(out / "events.parquet").quarter) == [3]
