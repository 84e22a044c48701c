"""How the history is kept: one Parquet file a table, the same bytes for the same rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.store.checks import SchemaError, check_history
from pipeline.store.columns import Column, Type
from pipeline.store.run import FILE as RUN
from pipeline.store.run import UNKNOWN, Run, Written, altered_files, encode, run_of, sha256
from pipeline.store.snapshots import KEPT, current, tables_in, write_snapshot
from pipeline.store.tables import FILES, TABLES, HistoryRows, Table, rows_of

ARROW_TYPES: dict[Type, pa.DataType] = {
    "string": pa.string(),
    "list<string>": pa.list_(pa.string()),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "date32": pa.date32(),
    "list<float32>": pa.list_(pa.float32()),
    "list<list<double>>": pa.list_(pa.list_(pa.float64())),
}

_DIGITS = re.compile(r"(\d{1,18})")
"""A number that rows are sorted by; Python refuses to read one of 5,000 digits, which a paper or a name may hold."""


def write_history(
    history: HistoryRows, out: Path, run: Run = UNKNOWN, more: Mapping[str, bytes] | None = None, kept: int = KEPT
) -> list[Written]:
    """Write every table of the schema to ``out``, as ``<table>.parquet``, in a new snapshot; without rows, but typed.

    Rows are sorted by their key (numbers within a text by their value: CR2 before CR10). The snapshot says of which
    ``run`` it is, and keeps ``more`` files of it. One that would hold the same as the current one is not written.

    Raises:
        SchemaError: a row breaks the schema. Nothing has been written.
        OSError: the folder or a file cannot be written. The history is the one it was.
    """
    if problems := check_history(history):
        raise SchemaError(problems)
    tables = {file_of(table): table_bytes(table, rows_of(history, table)) for table in TABLES.values()}
    files = {**tables, **(more or {})}
    now, digests = tables_in(out), {name: sha256(content) for name, content in files.items()}
    run = replace(run, files=digests)
    changed = altered_files(now, run)
    if changed or current(out) is None or run_of(now) != run:
        write_snapshot(out, {**files, RUN: encode(run)}, FILES, kept)
    return [Written(table.name, len(rows_of(history, table)), file_of(table) in changed) for table in TABLES.values()]


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table, with everything declared about each column in its field metadata."""
    return pa.schema([_arrow_field(column) for column in table.columns], metadata={"description": table.description})


def _arrow_field(column: Column) -> pa.Field:
    facts = {
        "description": column.description,
        "unit": column.unit,
        "range": column.range,
        "allowed": ", ".join(column.allowed),
        "references": column.references,
    }
    metadata = {name: fact for name, fact in facts.items() if fact}
    return pa.field(column.name, ARROW_TYPES[column.type], nullable=column.nullable, metadata=metadata)


def known_lineage(out: Path) -> dict[str, tuple[str, str]]:
    """The lineage_id and the title of every entry of the history in ``out``, by entry_id; none where there is none.

    A file that cannot be read is about to be replaced, and threads are then named as for the first time.
    """
    rows = _former_rows(out, "entries", ["entry_id", "lineage_id", "title"])
    return {row["entry_id"]: (row["lineage_id"], row["title"] or "") for row in rows if row["lineage_id"]}


def former_lineage(out: Path) -> dict[str, list[str]]:
    """The former_ids of every thread of the history in ``out`` that has any, by lineage_id."""
    rows = _former_rows(out, "threads", ["lineage_id", "former_ids"])
    return {row["lineage_id"]: row["former_ids"] for row in rows if row["former_ids"]}


def made_of_samples(out: Path) -> bool | None:
    """Whether the history in ``out`` is of made-up samples; None where no history can be read there.

    One that an older version made does not say so, and counts as one of real papers.
    """
    if not (tables_in(out) / file_of(TABLES["documents"])).exists():
        return None
    return any(row["sample"] for row in _former_rows(out, "documents", ["sample"]))


def known_rows(out: Path, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Some columns of a table of the history in ``out``, row by row; none where they cannot be read."""
    return [tuple(row[name] for name in columns) for row in _former_rows(out, table, list(columns))]


def _former_rows(out: Path, table: str, columns: list[str]) -> list[dict[str, Any]]:
    try:
        with pq.ParquetFile(tables_in(out) / f"{table}.parquet") as opened:
            held = opened.read(columns).select(columns)  # one that it lacks is a KeyError
    except (OSError, KeyError, pa.ArrowException):
        return []
    return list(held.to_pylist())


def entries_by_source(out: Path) -> Counter[tuple[str, str]]:
    """How many entries each register of the history in ``out`` has from each document; empty where there is none."""
    rows = _former_rows(out, "entries", ["register_id", "document_id"])
    return Counter((row["register_id"], row["document_id"]) for row in rows)


def file_of(table: Table) -> str:
    """What a table's file is called."""
    return f"{table.name}.parquet"


def table_bytes(table: Table, rows: Sequence[object]) -> bytes:
    """The bytes of a table's file."""
    columns = _sorted_columns(table, rows)
    schema = arrow_schema(table)
    arrays = [pa.array(columns[field.name], field.type) for field in schema]
    buffer = pa.BufferOutputStream()
    # Spelt out, so that a new default of the library does not change the files of an old paper.
    pq.write_table(
        pa.Table.from_arrays(arrays, schema=schema),
        buffer,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        row_group_size=1 << 20,
    )
    return bytes(buffer.getvalue())


def _sorted_columns(table: Table, rows: Sequence[object]) -> dict[str, list[Any]]:
    """The values of each column, in the order of the rows: by the key, or by all they hold where there is none."""
    columns = {column.name: [*map(attrgetter(column.name), rows)] for column in table.columns}
    places = [_places(columns[name]) for name in table.key or columns]
    order = [number for _, number in sorted(zip(zip(*places, strict=True), range(len(rows)), strict=True))]
    return {name: [values[number] for number in order] for name, values in columns.items()}


def _places(values: Sequence[Any]) -> list[int]:
    """The place of each value among all there are, which rows are sorted by sooner than by the values; null first."""
    place = {value: number for number, value in enumerate(sorted({*values}, key=_rank))}
    return [place[value] for value in values]


def _rank(value: object) -> tuple[Any, ...]:
    if value is None:
        return ()
    return _text_rank(value) if isinstance(value, str) else (value,)


def _text_rank(text: str) -> tuple[Any, ...]:
    """Splitting at digits alternates words and numbers, so like meets like. The text itself parts CR1 from CR01."""
    pieces = [int(piece) if odd % 2 else piece for odd, piece in enumerate(_DIGITS.split(text))]
    return pieces, text
