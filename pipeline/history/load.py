"""A written history read back, for the commands that print from it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any


def load_tables(out: Path, names: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Some tables of the history in a folder, by name, as rows.

    Raises:
        FileNotFoundError: there is no history in the folder.
        OSError: a file of it is damaged, missing, or was made by another version of this program.
    """
    files = {name: out / f"{name}.parquet" for name in names}
    if not any(file.is_file() for file in files.values()):
        raise FileNotFoundError(f"there is no history in {out}; riskhistory ingest makes one")
    return {name: _rows(name, file) for name, file in files.items()}


def _rows(name: str, file: Path) -> list[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from pipeline.store.tables import TABLES

    try:
        table = pq.read_table(file)
    except (OSError, pa.ArrowException):
        raise OSError(f"{file} is damaged or missing; run riskhistory ingest again") from None
    missing = [column.name for column in TABLES[name].columns if column.name not in table.column_names]
    if missing:
        columns = ", ".join(missing)
        raise OSError(f"{file} has no {columns}: another version made it; run riskhistory ingest again")
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows
