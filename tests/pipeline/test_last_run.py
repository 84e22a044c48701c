"""What the last run changed is told from the two snapshots, and from nothing else."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from pipeline.cli.command import DONE, FAILED
from pipeline.cli.main import main
from pipeline.history.last_run import RunChange, changes_of_last_run
from pipeline.ingest import Choices, ingest
from tests.builder import build, load_edition, shortened

EARLIER = build(shortened(load_edition("2018-19-q1")), "html").decode()
LATER = build(shortened(load_edition("2019-20-q2")), "html")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "register.html").write_text(EARLIER, "utf-8")
    ingest(folder, tmp_path / "out")
    return folder


def changes(raw: Path, *, allow_removals: bool = False) -> list[RunChange]:
    ingest(raw, raw.parent / "out", choices=Choices(allow_removals=allow_removals))
    return changes_of_last_run(raw.parent / "out")


def test_an_edition_that_came_is_named_with_its_entries_and_not_with_all_they_hold(raw: Path) -> None:
    (raw / "later.html").write_bytes(LATER)
    came = changes(raw)
    assert {each.table for each in came} == {"registers", "entries"}
    assert [each.key for each in came if each.table == "registers"] == ["lancashire-2019-20-q2"]
    assert {each.change for each in came} == {"came"}


def test_an_edition_that_went_is_named(raw: Path) -> None:
    (raw / "later.html").write_bytes(LATER)
    changes(raw)
    (raw / "register.html").unlink()
    went = changes(raw, allow_removals=True)
    assert ("went", "registers", "lancashire-2018-19-q1") in {(one.change, one.table, one.key) for one in went}


def test_a_value_that_moved_is_given_before_and_after(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = raw.parent / "out"
    (raw / "register.html").write_text(EARLIER.replace("Director of Child", "Director of Schoolchild"), "utf-8")
    moved = [each for each in changes(raw) if each.field == "owner_raw"]
    assert moved
    assert all(str(each.before).replace("Director of Child", "Director of Schoolchild") == each.after for each in moved)
    capsys.readouterr()
    assert main(["changes", "--since-last-run", "--out", str(out)]) == DONE
    printed = capsys.readouterr().out
    assert f"~ owner raw: {moved[0].before} → {moved[0].after}" in printed
    assert main(["changes", "--since-last-run", "--csv", "--out", str(out)]) == DONE
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {(row["key"], row["field"], row["after"]) for row in rows} >= {(moved[0].key, "owner_raw", moved[0].after)}


def test_without_a_state_before_there_is_nothing_to_compare(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["changes", "--since-last-run", "--out", str(raw.parent / "out")]) == FAILED
    assert "no state of the history before" in capsys.readouterr().err
