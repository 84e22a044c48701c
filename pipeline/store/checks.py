"""Does a history keep what ``pipeline.store.tables`` promises? Asked before a byte of it is written.

A paper can be odd, and that is a finding. A row that breaks the schema is a bug of this program: the checks list
every problem they see, and the history is not written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import chain, islice
from operator import attrgetter
from typing import get_type_hints

import msgspec

from pipeline.store.tables import TABLES, HistoryRows, Table, rows_of

_SHOWN = 20
"""How many problems an error message lists."""

_convert = partial(msgspec.convert, builtin_types=(date, datetime))
"""Checks a value against a type. Nothing passes for another type: 3.0 is no int, and a datetime is no date."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A broken promise: in which table, row (its key, or its number) and column, which value, and what is wrong."""

    table: str
    row: str
    column: str
    value: object
    message: str

    def __str__(self) -> str:
        """The problem in one line."""
        return f"{self.table}, row {self.row}, column {self.column}: {self.message} (value {self.value!r})"


class SchemaError(Exception):
    """Rows that break the schema: a bug of this program, never the fault of a paper. ``problems`` has them all."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        lines = [f"{len(problems)} value(s) break the schema; nothing was written", *map(str, islice(problems, _SHOWN))]
        if len(problems) > _SHOWN:
            lines.append(f"and {len(problems) - _SHOWN} more")
        super().__init__("\n  ".join(lines))
        self.problems = tuple(problems)


def check_history(history: HistoryRows) -> list[Problem]:
    """Every problem of every table; where there is none, every reference that leads to no row."""
    problems = [problem for table in TABLES.values() for problem in check(table, rows_of(history, table))]
    return problems or list(_dangling(history))


def check(table: Table, rows: Sequence[object]) -> list[Problem]:
    """The problems of the rows of one table: wrong types and values; where there is none, repeated keys."""
    types = get_type_hints(table.row, include_extras=True)
    try:
        for column in table.columns:  # all of a column at once: row by row takes three times as long
            _convert([*map(attrgetter(column.name), rows)], list[types[column.name]])  # type: ignore[name-defined, valid-type]
    except msgspec.ValidationError:  # it names the first fault alone
        return list(_faults(table, rows))
    return list(_repeated(table, rows))


def _faults(table: Table, rows: Sequence[object]) -> Iterator[Problem]:
    types = get_type_hints(table.row, include_extras=True)
    for number, row in enumerate(rows):
        for column in table.columns:
            value = getattr(row, column.name)
            try:
                _convert(value, types[column.name])
            except msgspec.ValidationError as error:
                yield Problem(table.name, _label(table, row, number), column.name, value, str(error))


def _label(table: Table, row: object, number: int) -> str:
    return ", ".join(repr(getattr(row, name)) for name in table.key) or str(number)


def _repeated(table: Table, rows: Sequence[object]) -> Iterator[Problem]:
    if not table.key or len({*map(attrgetter(*table.key), rows)}) == len(rows):
        return
    labels = Counter(_label(table, row, number) for number, row in enumerate(rows))
    for label, count in labels.items():
        if count > 1:
            yield Problem(table.name, label, " + ".join(table.key), label, f"the key of {count} rows")


def _dangling(history: HistoryRows) -> Iterator[Problem]:
    """References to a row that is not there."""
    for table in TABLES.values():
        for column in table.columns:
            if column.references is None:
                continue
            target, _, target_column = column.references.partition(".")
            known = {*map(attrgetter(target_column), rows_of(history, TABLES[target]))}
            rows = rows_of(history, table)
            gone = {*chain.from_iterable(map(_items, {*map(attrgetter(column.name), rows)}))} - known
            message = f"no row of {target} has this {target_column}"
            for number, row in enumerate(rows) if gone else ():
                for value in filter(gone.__contains__, _items(getattr(row, column.name))):
                    yield Problem(table.name, _label(table, row, number), column.name, value, message)


def _items(value: object) -> Iterable[object]:
    """What a value holds: nothing if null, the items of a list, or itself."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)
