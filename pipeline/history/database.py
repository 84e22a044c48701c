"""A history as a DuckDB database: its tables, and views for the usual questions (``views.toml``).

The tables stand in the schema ``all_issues`` as they are written. Under their plain names they are without editions
that a later paper superseded, and so the views are.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.history.load import open_tables
from pipeline.store.tables import TABLES

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_SUPERSEDED = "SELECT register_id FROM all_issues.registers WHERE superseded_by IS NOT NULL"
_IN_FORCE = {
    "lineage": f"split_part(from_entry_id, '/', 1) NOT IN ({_SUPERSEDED}) "
    f"AND split_part(to_entry_id, '/', 1) NOT IN ({_SUPERSEDED})",
    **dict.fromkeys(
        ("entries", "statements", "registers", "profiles", "evidence", "findings"),
        f"(register_id IS NULL OR register_id NOT IN ({_SUPERSEDED}))",
    ),
}
"""Which rows of a table are of editions in force; a table that is not here has no rows of editions."""

CATALOGUE = """
SELECT view_name AS name, comment AS holds FROM duckdb_views()
WHERE schema_name = 'main' AND NOT internal AND NOT temporary ORDER BY view_oid"""
"""The query that lists the tables and views."""

_OLDEST_READER = "v1.2.0"
"""The oldest release of DuckDB that opens a file made here: tools that read one come with older ones than ours."""


_BY_CHANCE = "fsst"
"""The way of compressing texts that looks at some of them by chance, and so gives other bytes each time."""


class QueryError(OSError):
    """A query that the database does not understand or allow; the message is its own."""


@dataclass(frozen=True, slots=True)
class View:
    """What a view means, its query, and what those of its ``columns`` mean that are of no table or view before it."""

    meaning: str
    sql: str
    columns: Mapping[str, str] = field(default_factory=dict)


@cache
def views() -> Mapping[str, View]:
    """The views, by name, in an order in which each needs none after it."""
    declared = tomllib.loads(Path(__file__).with_name("views.toml").read_text("utf-8"))
    return {name: View(**view) for name, view in declared.items()}


def open_database(folder: Path, *, superseded: bool = False) -> duckdb.DuckDBPyConnection:
    """The tables in a folder and the views of them, in memory; a table is read when a query needs it.

    With ``superseded`` the editions that a later paper superseded are in all of them.

    Raises:
        OSError: a file of it is damaged, missing, or was made by another version of this program.
    """
    import duckdb

    files = open_tables(folder)
    # One thread: rows come in the order in which they are kept.
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("CREATE SCHEMA all_issues")
    for name, file in files.items():
        connection.register(f"{name}_file", file)
        connection.execute(f"CREATE VIEW all_issues.{name} AS FROM {name}_file")
    _add_views(connection, superseded=superseded)
    return connection


def write_database(folder: Path, file: Path) -> None:
    """Write a database file with the tables and views of the history in a folder.

    It holds the tables themselves and no path, so it can be moved and opened anywhere; it stays as the history is now.
    The same history gives the same bytes.

    Raises:
        OSError: as for ``open_database``.
    """
    with open_database(folder) as connection:
        connection.execute(f"SET disabled_compression_methods = '{_BY_CHANCE}'")
        connection.execute(f"ATTACH {_quoted(file)} AS written (STORAGE_VERSION '{_OLDEST_READER}')")
        connection.execute("CREATE SCHEMA written.all_issues")
        for name in TABLES:
            connection.execute(f"CREATE TABLE written.all_issues.{name} AS FROM memory.all_issues.{name}")
        connection.execute("USE written")
        _add_views(connection, superseded=False)
        connection.execute("USE memory")
        connection.execute("DETACH written")


def only_reads(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep a connection, for good, from every file, other database, extension and setting."""
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def asked(connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[Any] = ()) -> pa.Table:
    """What a query gives, as an Arrow table.

    Raises:
        QueryError: it is not understood, not allowed, no query, or gives two columns one name.
    """
    import duckdb

    try:
        found = connection.sql(query, params=list(values) or None)
        if found is None:
            raise QueryError("that gives no table; write a query such as: select * from latest")
        names = Counter(found.columns)
        if twice := [name for name in names if names[name] > 1]:
            raise QueryError(
                f"more than one column is called {', '.join(twice)}: name them apart, as in: b.x AS later_x"
            )
        return _plain(found.to_arrow_table())
    except duckdb.Error as error:
        raise QueryError(str(error)) from None


def _plain(table: pa.Table) -> pa.Table:
    """A table with the types of numbers that the history has: a sum is no decimal, which other libraries treat as text.

    Whole numbers that need more than 64 bits stay as they are.
    """
    import pyarrow as pa

    for at, column in enumerate(table.schema):
        if (kind := _plain_type(column.type)) != column.type:
            with suppress(pa.ArrowInvalid):
                table = table.set_column(at, column.name, table.column(at).cast(kind))
    return table


def _plain_type(kind: pa.DataType) -> pa.DataType:
    import pyarrow as pa

    if pa.types.is_list(kind):
        return pa.list_(_plain_type(kind.value_type))
    if pa.types.is_decimal(kind):
        return pa.float64() if kind.scale else pa.int64()
    return pa.int64() if pa.types.is_integer(kind) else kind


def _add_views(connection: duckdb.DuckDBPyConnection, *, superseded: bool) -> None:
    for name in TABLES:
        rows = "true" if superseded else _IN_FORCE.get(name, "true")
        connection.execute(f"CREATE VIEW {name} AS FROM all_issues.{name} WHERE {rows}")
        connection.execute(f"COMMENT ON VIEW {name} IS {_quoted(TABLES[name].description)}")
    for name, view in views().items():
        connection.execute(f"CREATE VIEW {name} AS {view.sql}")
        connection.execute(f"COMMENT ON VIEW {name} IS {_quoted(view.meaning)}")


def _quoted(text: object) -> str:
    return "'" + str(text).replace("'", "''") + "'"
