"""What the last run changed is told from the two snapshots, and from nothing else."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from pipeline.cli.command import DONE, FAILED
from pipeline.cli.main import main
from pipeline.history.last_run import RunChange, changes_of_last_run
from pipeline.history.load import load_history
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


def test_of_the_first_run_all_came_and_one_that_changes_nothing_is_not_the_last(
    raw: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = raw.parent / "out"
    for title in ("The history was made by its first run", "What the last run that changed the history changed in it"):
        assert main(["changes", "--since-last-run", "--out", str(out)]) == DONE
        printed = capsys.readouterr().out
        assert printed.startswith(title)
        assert "A run that finds nothing new changes nothing, and is not counted." in printed
        assert "\n1 edition came or went\n" in printed
        (raw / "later.html").write_bytes(LATER)
        changes(raw)
        assert changes(raw) == changes_of_last_run(out)


def test_without_a_state_before_there_is_nothing_to_compare(raw: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (raw / "later.html").write_bytes(LATER)
    ingest(raw, raw.parent / "out", choices=Choices(snapshots=1))
    assert main(["changes", "--since-last-run", "--out", str(raw.parent / "out")]) == FAILED
    assert "no longer keeps the state of the history before" in capsys.readouterr().err


def test_what_is_new_is_told_from_what_was_there(raw: Path) -> None:
    out = raw.parent / "out"
    (raw / "later.html").write_bytes(LATER)
    (raw / "copy.html").write_text(EARLIER, "utf-8")
    (raw / "register.html").rename(raw / "renamed.html")
    report = ingest(raw, out)
    assert report.news is not None
    assert {"later.html"} <= report.news.papers < {"later.html", "copy.html", "renamed.html"}
    assert [row.register_id for row in report.news.editions] == ["lancashire-2019-20-q2"]
    entries = load_history(out, ("entries",)).entries
    assert report.news.entries == sum(row.register_id == "lancashire-2019-20-q2" for row in entries)
    assert {row.register_id for row in report.new_findings if row.entry_id} == {"lancashire-2019-20-q2"}
    assert ingest(raw, out).new_papers == ()
