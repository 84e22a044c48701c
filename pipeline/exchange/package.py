"""The history as comma-separated values with a description that programs read: a Frictionless Data Package.

One file a table, as it is kept, superseded editions included, and ``datapackage.json`` with the type, the meaning and
the bounds of every column and the references between tables (https://specs.frictionlessdata.io). The same history
gives the same bytes.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from pipeline.exchange.formulas import no_formula
from pipeline.exchange.written import written
from pipeline.history.load import open_tables
from pipeline.store.columns import Column, Type
from pipeline.store.tables import TABLES, Table

_TYPES: dict[Type, str] = {
    "string": "string",
    "list<string>": "array",
    "int64": "integer",
    "float64": "number",
    "bool": "boolean",
    "date32": "date",
    "list<float32>": "array",
    "list<list<double>>": "array",
}
"""What Frictionless calls the types of columns. A list is JSON in its cell."""

DESCRIPTION = "datapackage.json"

_NOTES = """\
A value that the source does not give is empty. A list is a JSON array. A text that a spreadsheet would take for a \
formula has an apostrophe in front. Editions that a later paper superseded are included: entries.superseded is true."""


def write_package(folder: Path, out: Path, about: Mapping[str, object]) -> None:
    """Write the history in a folder as a data package. ``about`` is what is said of it as a whole.

    Files are UTF-8 with a byte order mark, by which Excel knows it. A text that a spreadsheet would take for a formula
    has an apostrophe in front.

    Raises:
        FileExistsError: a file of the package is there already.
        OSError: as for ``open_tables``, or a file cannot be written.
    """
    for name, data in open_tables(folder).items():
        with written(out / _file(name)) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
            _write_rows(file, TABLES[name], (row for batch in data.to_batches() for row in batch.to_pylist()))
    with written(out / DESCRIPTION) as part:
        part.write_text(json.dumps(described(about), ensure_ascii=False, indent=1) + "\n", "utf-8")


def described(about: Mapping[str, object]) -> dict[str, Any]:
    """What ``datapackage.json`` says."""
    return {
        "profile": "tabular-data-package",
        "name": "riskhistory",
        "title": "A history of risk registers",
        "description": f"{'; '.join(f'{name}: {fact}' for name, fact in about.items())}. {_NOTES}",
        "resources": [_resource(table) for table in TABLES.values()],
    }


def _resource(table: Table) -> dict[str, Any]:
    key = list(table.key)
    references = [
        {"fields": column.name, "reference": {"resource": target, "fields": field}}
        for column in table.columns
        if column.references and not column.type.startswith("list")
        for target, _, field in [column.references.partition(".")]
    ]
    schema = {
        "fields": [_field(column, unique=key == [column.name]) for column in table.columns],
        "missingValues": [""],
        **({"primaryKey": key} if key else {}),
        **({"foreignKeys": references} if references else {}),
    }
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": _file(table.name),
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(column: Column, *, unique: bool) -> dict[str, Any]:
    single = not column.type.startswith("list")
    constraints = {
        "required": not column.nullable,
        "unique": unique,
        "enum": list(column.allowed) if single else [],
        "minimum": column.minimum,
        "maximum": column.maximum,
    }
    return {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.description + (f" ({column.unit})" if column.unit else ""),
        "constraints": {name: fact for name, fact in constraints.items() if fact not in (None, False, [])},
    }


def _write_rows(file: IO[str], table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
    names = [column.name for column in table.columns]
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_text(row[name]) for name in names] for row in rows)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return str(no_formula(value))


def _file(name: str) -> str:
    return f"{name}.csv"
