"""An edition after the archive, dropped into it: its entries are followed though numbers and titles have changed."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline.ingest import ingest
from tests.builder import FURTHER, Fmt, build, expected, load_edition
from tests.builder.samples import FURTHER_SAMPLES
from tests.conftest import SAMPLES
from tests.organisations import own_crosswalk

EDITION = "lancashire-2022-23-q2"
THREADS = {
    "CORP1": "reshaping-the-county-council",
    "CORP2": "family-safeguarding-model",
    "CORP3": "bridges-retaining-walls",
    "CORP4": "ict-provision",
    "CORP5": "integration-and-innovation",
    "CORP6": "demand-on-services",
    "CORP7": "major-projects",
    "CO1": "strengths-based-working",
    "CO2": "environmental-improvements",
}
"""Which risk each number is in the further edition: two have changed places, one is new, one has come back."""
PAPERS: tuple[tuple[Fmt, frozenset[str]], ...] = (
    ("docx", frozenset()), ("html", frozenset()), ("pdf", frozenset({"labels_beside"})),
)  # fmt: skip
"""Cards are drawn straight to PDF only with their labels beside the values."""

Rows = list[dict[str, Any]]


def read(out: Path, table: str) -> Rows:
    rows: Rows = pd.read_parquet(out / f"{table}.parquet").to_dict("records")  # type: ignore[assignment]
    return rows


@pytest.fixture(scope="module")
def archive_alone(samples_history: Path) -> tuple[Path, Path]:
    """The sample archive, and its history."""
    return SAMPLES, samples_history


@pytest.fixture(scope="module", params=PAPERS, ids=lambda paper: paper[0])
def history(
    request: pytest.FixtureRequest, archive_alone: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The history that the archive had, after the paper was dropped into its folder."""
    fmt, faults = request.param
    raw, out = tmp_path_factory.mktemp("further") / "raw", tmp_path_factory.mktemp("after") / "out"
    shutil.copytree(archive_alone[0], raw)
    shutil.copytree(archive_alone[1], out, symlinks=True)
    (raw / f"register.{fmt}").write_bytes(build(FURTHER[0], fmt, faults))
    ingest(raw, out)
    return out


def test_every_entry_is_in_its_thread_and_no_line_of_the_crosswalk_says_so(history: Path) -> None:
    entries = [row for row in read(history, "entries") if row["register_id"] == EDITION]
    assert {row["risk_id"]: row["lineage_id"] for row in entries} == {
        number: f"lancashire/{thread}" for number, thread in THREADS.items()
    }
    assert not [line for line in own_crosswalk().lines if line.edition == EDITION]


def test_the_archive_keeps_every_lineage(history: Path, archive_alone: tuple[Path, Path]) -> None:
    before = {row["entry_id"]: row["lineage_id"] for row in read(archive_alone[1], "entries")}
    after = {row["entry_id"]: row["lineage_id"] for row in read(history, "entries")}
    assert before.items() <= after.items()


def test_each_link_joins_the_last_edition_that_had_the_risk(history: Path) -> None:
    links = {
        row["to_entry_id"].rpartition("/")[2]: row["from_entry_id"]
        for row in read(history, "lineage")
        if row["to_entry_id"].startswith(f"{EDITION}/") and row["status"] == "confirmed"
    }
    assert links == {
        "CORP1": "lancashire-2021-22-q4/CORP1", "CORP2": "lancashire-2021-22-q4/CORP2",
        "CORP4": "lancashire-2021-22-q4/CORP5", "CORP5": "lancashire-2021-22-q4/CORP4",
        "CORP6": "lancashire-2021-22-q4/CORP7", "CORP7": "lancashire-2019-20-q2/CR8",
        "CO1": "lancashire-2021-22-q4/CO1", "CO2": "lancashire-2021-22-q4/CO2",
    }  # fmt: skip


def test_threads_of_the_edition_are_open_and_all_others_closed(history: Path) -> None:
    threads = {row["lineage_id"]: row for row in read(history, "threads")}
    assert {key for key, row in threads.items() if row["open"]} == {f"lancashire/{name}" for name in THREADS.values()}
    assert threads["lancashire/covid-19"]["last_register_id"] == "lancashire-2021-22-q4"
    assert threads["lancashire/major-projects"]["n_editions"] == 3
    new = threads["lancashire/bridges-retaining-walls"]
    assert (new["first_register_id"], new["n_editions"]) == (EDITION, 1)


def test_the_paper_is_read_without_a_complaint(history: Path) -> None:
    """But for an owner given as "As above", which names no role."""
    assert {
        (row["code"], row["value"])
        for row in read(history, "findings")
        if row["register_id"] == EDITION and row["severity"] != "info"
    } == {("owner_unclear", "As above")}


# The sample itself


def test_the_further_edition_says_what_its_layout_shows_and_differs_from_every_other() -> None:
    edition = load_edition(FURTHER[0])
    assert [entry.id for entry in expected(edition).entries] == [line_id(line.id) for line in edition.profile]
    assert {sample.edition for sample in FURTHER_SAMPLES} == set(FURTHER)
    assert "Sample paper: invented wording" in build(edition, "html").decode()


def line_id(printed: str) -> str:
    """A number of the profile, which prints it without its blank, as a card prints it."""
    return printed.replace("Corp", "Corp ")


@pytest.mark.parametrize("sample", FURTHER_SAMPLES, ids=lambda sample: sample.file)
def test_the_archive_does_not_hold_it(sample: Any) -> None:
    assert not (SAMPLES / sample.file).exists()
