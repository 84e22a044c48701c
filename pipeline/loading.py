"""A written history read back, for the commands that print from it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any


def load_tables(out: Path, names: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Some tables of the history in a folder, by name, as rows.

    Raises:
        FileNotFoundError: there is no history in the folder.
    """
    import pyarrow.parquet as pq

    files = {name: out / f"{name}.parquet" for name in names}
    if not all(file.is_file() for file in files.values()):
        raise FileNotFoundError(f"there is no history in {out}; riskhistory ingest makes one")
    return {name: pq.read_table(file).to_pylist() for name, file in files.items()}
