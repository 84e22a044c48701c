"""A history is read back whole, or it is said what is wrong with which file."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.history.load import load_tables
from tests.pipeline.rows_by_hand import entry, history, threads, write

NAMES = ("entries", "threads")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write(history(entry()) | {"threads": threads(entry())}, tmp_path)


def test_the_tables_asked_for_are_given_as_rows(out: Path) -> None:
    tables = load_tables(out, NAMES)
    assert list(tables) == list(NAMES)
    assert tables["entries"][0]["risk_id"] == "CR1"


def test_an_empty_folder_holds_no_history(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="there is no history"):
        load_tables(tmp_path, NAMES)


def test_a_missing_file_is_named(out: Path) -> None:
    (out / "threads.parquet").unlink()
    with pytest.raises(OSError, match=r"threads\.parquet is damaged or missing"):
        load_tables(out, NAMES)


def test_a_damaged_file_is_named(out: Path) -> None:
    (out / "threads.parquet").write_bytes(b"PAR1")
    with pytest.raises(OSError, match=r"threads\.parquet is damaged or missing"):
        load_tables(out, NAMES)


def test_a_history_of_another_version_is_named_with_what_is_missing(out: Path) -> None:
    file = out / "threads.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["open"]), file)
    with pytest.raises(OSError, match=r"threads\.parquet has no open: another version made it"):
        load_tables(out, NAMES)
