"""The store writes typed, sorted, repeatable files, and all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from extractors.findings import Code
from pipeline.store.checks import SchemaError
from pipeline.store.finding_row import FindingRow
from pipeline.store.parquet import arrow_schema, write_history
from pipeline.store.tables import TABLES, DocumentRow, EntryRow, HistoryRows, RegisterRow

SHA = "0" * 64
REGISTER = "x-2019-20-q2"


def entry(risk_id: str, **values: Any) -> EntryRow:
    """A sound entry with little in it."""
    row = EntryRow(
        entry_id=f"{REGISTER}/{risk_id}", register_id=REGISTER, organisation="X Council", kind="risk",
        id_raw=risk_id, risk_id=risk_id, detail="full", superseded=False, document_id=SHA,
    )  # fmt: skip
    return replace(row, **values)


def history(*entries: EntryRow) -> HistoryRows:
    """A sound history with these entries in one edition of one document."""
    document = DocumentRow(
        document_id=SHA, path="a.pdf", status="ingested", sample=False, n_registers=1, n_entries=len(entries),
        n_events=0,
    )  # fmt: skip
    register = RegisterRow(
        register_id=REGISTER, organisation="X Council", layout="register_table", document_id=SHA,
        n_risks=len(entries), n_opportunities=0, sources=(SHA,),
    )  # fmt: skip
    return HistoryRows(documents=[document], registers=[register], entries=list(entries))


def contents(folder: Path) -> Mapping[str, bytes]:
    """The tables that a folder shows, by the names of their files."""
    return {path.name: path.read_bytes() for path in folder.glob("*.parquet")}


def test_every_table_is_written_typed_even_without_rows(tmp_path: Path) -> None:
    written = write_history(HistoryRows(), tmp_path / "a" / "b")

    assert [(table.table, table.rows, table.changed) for table in written] == [(name, 0, True) for name in TABLES]
    for table in written:
        schema = pq.read_schema(tmp_path / "a" / "b" / f"{table.table}.parquet")
        assert schema.equals(arrow_schema(TABLES[table.table]))
        assert b"pandas" not in (schema.metadata or {})
    assert sorted(contents(tmp_path / "a" / "b")) == sorted(f"{name}.parquet" for name in TABLES)


def test_the_meaning_of_a_column_stands_in_the_file(tmp_path: Path) -> None:
    write_history(history(entry("CR1")), tmp_path)

    metadata = pq.read_schema(tmp_path / "entries.parquet").field("current_score").metadata
    assert metadata[b"description"].startswith(b"Score at the time")
    assert metadata[b"range"] == b"1 or more"


def test_values_come_back_as_they_went_in(tmp_path: Path) -> None:
    row = entry(
        "CR1", current_score=12, owners=("Chief Executive",), target_date=date(2022, 3, 31), fiscal_year="2019/20"
    )
    write_history(history(row), tmp_path)

    (read,) = pq.read_table(tmp_path / "entries.parquet").to_pylist()
    assert EntryRow(**read | {name: tuple(read[name]) for name in ("owners", "doubt", "doubtful_fields")}) == row


def test_pandas_reads_the_files(tmp_path: Path) -> None:
    write_history(history(entry("CR1", current_score=12), entry("CR2")), tmp_path)

    frame = pd.read_parquet(tmp_path / "entries.parquet")
    assert list(frame.risk_id) == ["CR1", "CR2"]
    assert frame.current_score.isna().tolist() == [False, True]


def test_rows_are_sorted_by_key_and_numbers_by_value(tmp_path: Path) -> None:
    write_history(history(*map(entry, ["CR10", "CR2", "CO1", "CR01", "CR1"])), tmp_path)

    assert pq.read_table(tmp_path / "entries.parquet")["risk_id"].to_pylist() == ["CO1", "CR01", "CR1", "CR2", "CR10"]


def test_a_number_of_many_digits_is_sorted_like_any_text(tmp_path: Path) -> None:
    rows = [FindingRow(code=Code.ID_GAP, severity=Code.ID_GAP.severity, message=f"{'9' * 5000}{end}") for end in "ba"]
    write_history(HistoryRows(findings=rows), tmp_path)

    assert [said[-1] for said in pq.read_table(tmp_path / "findings.parquet")["message"].to_pylist()] == ["a", "b"]


def test_rows_without_a_key_are_sorted_by_all_they_hold(tmp_path: Path) -> None:
    def gap(message: str, page: int | None = None, code: Code = Code.ID_GAP) -> FindingRow:
        return FindingRow(code=code, severity=code.severity, message=message, page=page)

    rows = [gap("b", 2), gap("b"), gap("a", 10), gap("c", code=Code.HEALED_WORD)]
    write_history(HistoryRows(findings=rows), tmp_path)

    table = pq.read_table(tmp_path / "findings.parquet")
    assert list(zip(table["message"].to_pylist(), table["page"].to_pylist(), strict=True)) == [
        ("c", None), ("a", 10), ("b", None), ("b", 2),
    ]  # fmt: skip


def test_the_same_rows_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    rows = [entry("CR1", owners=("A",)), entry("CR2"), entry("CR3")]
    write_history(history(*rows), tmp_path / "one")
    write_history(history(*reversed(rows)), tmp_path / "two")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_table_that_stays_the_same_is_not_called_changed(tmp_path: Path) -> None:
    write_history(history(entry("CR1")), tmp_path)

    written = write_history(history(entry("CR1"), entry("CR2")), tmp_path)

    assert [table.table for table in written if table.changed] == ["entries", "registers", "documents"]


def test_a_broken_row_stops_the_run_before_anything_is_written(tmp_path: Path) -> None:
    write_history(history(entry("CR1")), tmp_path)
    before = contents(tmp_path)

    with pytest.raises(SchemaError, match=r"entries, row 'x-2019-20-q2/CR2', column current_score: .* \(value 0\)"):
        write_history(history(entry("CR1"), entry("CR2", current_score=0)), tmp_path)

    assert contents(tmp_path) == before
