"""A written history read back, for the commands that print from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pipeline.store.snapshots import tables_in
from pipeline.store.tables import FILES, TABLES, HistoryRows, Table

if TYPE_CHECKING:
    import pyarrow.dataset as ds


def load_history(out: Path, names: Iterable[str]) -> HistoryRows:
    """Some tables of the history in a folder, by name; the others are empty.

    Raises:
        FileNotFoundError: there is no history in the folder.
        OSError: a file of it is damaged, missing, or was made by another version of this program.
    """
    wanted, folder = tuple(names), current_tables(out)
    try:
        return load_tables(folder, wanted)
    except OSError:
        if tables_in(out) == folder:
            raise
        return load_history(out, wanted)  # many runs have ended meanwhile, and that state is no longer kept


def current_tables(out: Path) -> Path:
    """The folder of the tables of the history in a folder, as it is now: what is read from there belongs together.

    Raises:
        FileNotFoundError: there is no history in the folder.
    """
    folder = tables_in(out)
    if any((folder / name).is_file() for name in FILES):
        return folder
    raise FileNotFoundError(f"there is no history in {out}; riskhistory ingest makes one")


def load_tables(folder: Path, names: Iterable[str]) -> HistoryRows:
    """The same, of the files in just this folder. Raises OSError as ``load_history``."""
    files = {name: folder / f"{name}.parquet" for name in names}
    return HistoryRows(**{name: _rows(TABLES[name], file) for name, file in files.items()})


def open_tables(folder: Path) -> dict[str, ds.Dataset]:
    """Every table in just this folder by name, of which nothing is read yet.

    Raises:
        OSError: a file of it is damaged, missing, or was made by another version of this program.
    """
    import pyarrow as pa
    import pyarrow.dataset as ds

    opened = {}
    for name, table in TABLES.items():
        file = folder / f"{name}.parquet"
        try:
            opened[name] = ds.dataset(file)
        except (OSError, pa.ArrowException):
            raise _unreadable(file) from None
        _check_columns(table, file, opened[name].schema.names)
    return opened


def _rows(table: Table, file: Path) -> list[Any]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(file) as opened:  # pq.read_table would load pandas
            held = opened.read()
    except (OSError, pa.ArrowException):
        raise _unreadable(file) from None
    _check_columns(table, file, held.column_names)
    try:
        rows: list[Any] = msgspec.convert(held.to_pylist(), list[table.row])  # type: ignore[name-defined]
    except msgspec.ValidationError as error:
        raise OSError(_foreign(file, f"holds what this one does not know ({error})")) from None
    return rows


def _check_columns(table: Table, file: Path, held: Sequence[str]) -> None:
    if missing := [column.name for column in table.columns if column.name not in held]:
        raise OSError(_foreign(file, f"has no {', '.join(missing)}"))


def _unreadable(file: Path) -> OSError:
    return OSError(f"{file} is damaged or missing; run riskhistory ingest again")


def _foreign(file: Path, what: str) -> str:
    return f"{file} {what}: another version made it; run riskhistory ingest again"
