"""What is exported says what the history says, can be read by others, and runs nothing."""

from __future__ import annotations

import csv
import json
import time
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import openpyxl
import pytest

from extractors.findings import Code
from pipeline.cli.main import main
from pipeline.exchange.about import about
from pipeline.exchange.package import described, write_package
from pipeline.exchange.workbook import write_workbook
from pipeline.history.database import write_database
from pipeline.rows.findings import finding_row
from pipeline.store.tables import TABLES, EntryRow
from tests.pipeline.rows_by_hand import AFTER, entry, followed, later, register, statements, write

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)")


def exported(folder: Path, *entries: EntryRow, **about: Any) -> Path:
    """The tables of a history of these entries, and a finding."""
    made = followed(*entries, **about)
    made.findings = [finding_row(Code.ID_GAP, "no CR3", None)]
    return write(made, folder)


def sheets(folder: Path, file: Path) -> openpyxl.Workbook:
    write_workbook(folder, file, about(folder))
    return openpyxl.load_workbook(file)


def column(book: openpyxl.Workbook, sheet: str, name: str) -> list[Any]:
    """The cells of a column below its head."""
    (found,) = (cells for cells in book[sheet].iter_cols() if cells[0].value == name)
    return list(found[1:])


def values(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_workbook_has_a_sheet_for_each_table_with_a_head_that_stays_and_a_filter(tmp_path: Path) -> None:
    book = sheets(exported(tmp_path, entry(), later()), tmp_path / "h.xlsx")
    assert book.sheetnames == ["about", "columns", "latest", *TABLES]
    for name, table in TABLES.items():
        assert [cell.value for cell in book[name][1]] == [each.name for each in table.columns]
        assert book[name].freeze_panes == "B2"
        assert book[name].auto_filter.ref.startswith("A1:")
    assert book["entries"].max_row == 3
    assert [cell.value for cell in column(book, "columns", "column")[:2]] == ["entry_id", "register_id"]


def test_values_in_a_workbook_are_numbers_days_and_words(tmp_path: Path) -> None:
    one = entry(owners=("B", "A"), target_date=date(2022, 3, 31), doubt=(Code.ID_GAP,))
    book = sheets(exported(tmp_path, one), tmp_path / "h.xlsx")
    for name, value in {
        "current_score": 16, "owners": "B; A", "target_date": datetime(2022, 3, 31), "superseded": "no",
        "doubt": "id_gap", "direction": None,
    }.items():  # fmt: skip
        assert [cell.value for cell in column(book, "entries", name)] == [value]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_paper_says_is_no_formula_anywhere(text: str, tmp_path: Path) -> None:
    one = entry(title=text, description=text)
    folder = exported(tmp_path, one, said=statements(one, "control", text))
    book = sheets(folder, tmp_path / "h.xlsx")
    places = (("entries", "title"), ("statements", "text"), ("latest", "title"))
    for cell in [cell for place in places for cell in column(book, *place)]:
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    write_package(folder, tmp_path / "csv", {})
    assert [row["text"] for row in values(tmp_path / "csv", "statements")] == [f"'{text}"]


def test_scores_of_risks_and_opportunities_have_colours_of_their_own(tmp_path: Path) -> None:
    high = entry("CO1", "x", kind="opportunity", current_score=25)
    held = exported(tmp_path, entry("CR1", current_score=25, target_score=5), high)
    book = sheets(held, tmp_path / "h.xlsx")
    fills = [cell.fill.fgColor.rgb[2:] for cell in column(book, "entries", "current_score")]
    assert fills == ["08519C", "A63603"]
    assert column(book, "entries", "target_score")[1].fill.fgColor.rgb[2:] == "FEEDDE"
    assert column(book, "entries", "current_likelihood")[0].fill.fill_type is None


def test_a_long_text_wraps_in_a_row_as_high_as_it_needs_up_to_a_bound(tmp_path: Path) -> None:
    folder = exported(tmp_path, entry(description="word " * 30), later(description="word " * 900))
    book = sheets(folder, tmp_path / "h.xlsx")
    low, high = (book["entries"].row_dimensions[row].height for row in (2, 3))
    assert 15 < low < high <= 180
    assert all(cell.alignment.wrap_text for cell in column(book, "entries", "description"))


def test_a_text_longer_than_a_cell_says_that_it_is_cut(tmp_path: Path) -> None:
    book = sheets(exported(tmp_path, entry(description="x" * 40_000)), tmp_path / "h.xlsx")
    (cell,) = column(book, "entries", "description")
    assert len(cell.value) == 32_767
    assert cell.value.endswith("[cut here: a cell holds no more]")


def test_a_workbook_is_without_superseded_editions_and_values_have_them(tmp_path: Path) -> None:
    new = f"{AFTER}-r2"
    folder = exported(
        tmp_path, later(superseded=True), entry(register_id=new),
        registers=(register(AFTER, superseded_by=new), register(new)),
    )  # fmt: skip
    book = sheets(folder, tmp_path / "h.xlsx")
    assert [cell.value for cell in column(book, "entries", "register_id")] == [new]
    write_package(folder, tmp_path / "csv", {})
    assert {row["superseded"] for row in values(tmp_path / "csv", "entries")} == {"true", "false"}


def test_a_package_is_valid_for_the_library_of_those_who_devised_it(tmp_path: Path) -> None:
    write_package(exported(tmp_path, entry(), later()), tmp_path / "csv", {"of": "Northshire"})
    made = tmp_path / "csv" / "datapackage.json"
    report = frictionless.validate(made)
    assert report.flatten(["type", "title", "note"]) == []
    assert [task.name for task in report.tasks] == list(TABLES)
    made.write_text(made.read_text("utf-8").replace('"type": "integer"', '"type": "date"'), "utf-8")
    assert not frictionless.validate(made).valid


def test_a_package_describes_every_column_as_the_history_declares_it() -> None:
    (entries,) = (each["schema"] for each in described({})["resources"] if each["name"] == "entries")
    fields = {field["name"]: field for field in entries["fields"]}
    assert entries["primaryKey"] == ["entry_id"]
    assert fields["entry_id"]["constraints"] == {"required": True, "unique": True}
    assert fields["kind"]["constraints"] == {"required": True, "enum": ["risk", "opportunity"]}
    assert fields["quarter"]["constraints"] == {"minimum": 1, "maximum": 4}
    assert (fields["owners"]["type"], fields["target_date"]["type"]) == ("array", "date")
    assert {"fields": "register_id", "reference": {"resource": "registers", "fields": "register_id"}} in entries[
        "foreignKeys"
    ]


def test_a_package_read_as_it_is_described_gives_the_history_again(tmp_path: Path) -> None:
    one = entry(title='A "quoted", long\ntitle', owners=("B; C", "A"), target_date=date(2022, 3, 31), risk_types=None)
    folder, out = exported(tmp_path, one), tmp_path / "csv"
    write_package(folder, out, {})
    kinds = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE", "array": "JSON"}
    for resource in json.loads((out / "datapackage.json").read_text("utf-8"))["resources"]:
        fields = resource["schema"]["fields"]
        casts = ", ".join(f'TRY_CAST("{each["name"]}" AS {kinds.get(each["type"], "VARCHAR")})' for each in fields)
        file = f"read_csv('{out / resource['path']}', all_varchar=true, header=true)"
        read = duckdb.execute(f"SELECT {casts} FROM {file}").fetchall()
        found = [tuple(json.loads(value) if field["type"] == "array" and value else value
                       for value, field in zip(row, fields, strict=True)) for row in read]  # fmt: skip
        assert found == duckdb.execute(f"FROM '{folder / resource['name']}.parquet'").fetchall()


@pytest.mark.parametrize("write_one", [lambda folder, file: write_workbook(folder, file, {}), write_database])
def test_the_same_history_gives_the_same_file_byte_for_byte_on_another_day(
    write_one: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = entry()
    texts = [sha256(str(number).encode()).hexdigest() for number in range(3_000)]
    folder = exported(tmp_path, there, said=statements(there, "control", *texts))
    write_one(folder, tmp_path / "one")
    later_on = time.time() + 100_000
    monkeypatch.setattr(time, "time", lambda: later_on)
    write_one(folder, tmp_path / "another")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "another").read_bytes()


def test_the_same_history_gives_the_same_package_byte_for_byte(tmp_path: Path) -> None:
    folder = exported(tmp_path, entry())
    for name in ("one", "two"):
        write_package(folder, tmp_path / name, about(folder))
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
    assert all(content.startswith(b"\xef\xbb\xbf") for name, content in one.items() if name.endswith(".csv"))


def test_the_command_writes_what_is_asked_for_and_never_over_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = exported(tmp_path, entry())
    files = {"--xlsx": tmp_path / "new" / "h.xlsx", "--csv": tmp_path / "csv", "--duckdb": tmp_path / "h.duckdb"}
    command = ["export", "--out", str(folder)]
    assert main(command) == 2
    assert "say what to write" in capsys.readouterr().err
    for option, file in files.items():
        assert main([*command, option, str(file)]) == 0
        assert f"is in {file}" in capsys.readouterr().out
        assert main([*command, option, str(file)]) == 2
        assert "is there already" in capsys.readouterr().err
    assert not list(tmp_path.rglob("*.part"))
    assert main(["export", "--out", str(tmp_path / "none"), "--csv", str(tmp_path / "more")]) == 2
    assert not (tmp_path / "more").exists()


def test_what_is_said_of_a_history_is_whose_and_when(tmp_path: Path) -> None:
    said = about(exported(tmp_path, entry()))
    assert said == {
        "of": "Northshire Council", "quarters": "2020/21 Q1 to 2020/21 Q2", "editions": 2, "papers": 2,
        "state": tmp_path.name,
    }  # fmt: skip
