"""A history is read back whole, or it is said what is wrong with which file."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extractors.findings import Code
from pipeline.history.load import load_history
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import HistoryRows
from tests.pipeline.rows_by_hand import entry, followed, threads, write

NAMES = ("entries", "threads")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write(followed(entry()), tmp_path)


def test_the_tables_asked_for_are_given_as_rows(out: Path) -> None:
    held = load_history(out, NAMES)
    assert (held.entries, held.threads) == ([entry()], threads(entry()))
    assert (held.registers, held.documents) == ([], [])


def test_an_empty_folder_holds_no_history(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no history"):
        load_history(tmp_path, NAMES)


def test_a_missing_file_is_named(out: Path) -> None:
    (out / "threads.parquet").unlink()
    with pytest.raises(OSError, match=r"threads\.parquet is damaged or missing"):
        load_history(out, NAMES)


def test_a_damaged_file_is_named(out: Path) -> None:
    (out / "threads.parquet").write_bytes(b"PAR1")
    with pytest.raises(OSError, match=r"threads\.parquet is damaged or missing"):
        load_history(out, NAMES)


def test_a_history_of_another_version_is_named_with_what_is_missing(out: Path) -> None:
    file = out / "threads.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["open"]), file)
    with pytest.raises(OSError, match=r"threads\.parquet has no open: another version made it"):
        load_history(out, NAMES)


def test_a_code_that_this_version_does_not_know_is_named_with_its_file(tmp_path: Path) -> None:
    finding = FindingRow(code=Code.ID_GAP, severity="warning", message="no CR3")
    write(HistoryRows(findings=[finding]), tmp_path)
    assert load_history(tmp_path, ("findings",)).findings == [finding]
    file = tmp_path / "findings.parquet"
    held = pq.read_table(file)
    pq.write_table(held.set_column(0, held.schema.field("code"), pa.array(["no_longer_known"])), file)
    with pytest.raises(OSError, match=r"findings\.parquet holds what this one does not know .*no_longer_known"):
        load_history(tmp_path, ("findings",))
