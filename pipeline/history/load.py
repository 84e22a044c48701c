"""A written history read back, for the commands that print from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from extractors.findings import Code
from pipeline.store.columns import Column
from pipeline.store.tables import TABLES, History, Table

_CODES = {code.value: code for code in Code}


def load_history(out: Path, names: Iterable[str]) -> History:
    """Some tables of the history in a folder, by name; the others are empty.

    Raises:
        FileNotFoundError: there is no history in the folder.
        OSError: a file of it is damaged, missing, or was made by another version of this program.
    """
    files = {name: out / f"{name}.parquet" for name in names}
    if not any(file.is_file() for file in files.values()):
        raise FileNotFoundError(f"there is no history in {out}; riskhistory ingest makes one")
    return History(**{name: _rows(TABLES[name], file) for name, file in files.items()})


def _rows(table: Table, file: Path) -> list[Any]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = [column.name for column in table.columns]
    try:
        held = pq.read_table(file)
    except (OSError, pa.ArrowException):
        raise OSError(f"{file} is damaged or missing; run riskhistory ingest again") from None
    if missing := [name for name in names if name not in held.column_names]:
        raise OSError(_foreign(file, f"has no {', '.join(missing)}"))
    values = [map(_value_of(column), held[column.name].to_pylist()) for column in table.columns]
    try:
        return [table.row(**dict(zip(names, row, strict=True))) for row in zip(*values, strict=True)]
    except KeyError as error:
        raise OSError(_foreign(file, f"holds what this one does not know ({error})")) from None


def _foreign(file: Path, what: str) -> str:
    return f"{file} {what}: another version made it; run riskhistory ingest again"


def _value_of(column: Column) -> Callable[[Any], Any]:
    """How a value of a column becomes one of a row: Arrow knows lists and texts, a row tuples and codes."""
    if column.type.startswith("list"):
        return lambda value: None if value is None else tuple(value)
    return _CODES.__getitem__ if column.allowed == tuple(Code) else lambda value: value
