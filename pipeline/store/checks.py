"""Does a history keep what ``pipeline.store.tables`` promises? Asked before a byte of it is written.

A paper can be odd, and that is a finding. A row that breaks the schema is a bug of this program: the checks list
every problem they see, and the history is not written.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from pipeline.store.columns import Column, Type
from pipeline.store.tables import TABLES, History, Table, rows_of

_SHOWN = 20
"""How many problems an error message lists."""

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Stands for a byte that could not be decoded, as in a file's name; Parquet cannot hold it."""


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


def check_history(history: History) -> list[Problem]:
    """Every problem of every table; where there is none, every reference that leads to no row."""
    problems = [problem for table in TABLES.values() for problem in check(table, rows_of(history, table))]
    return problems or list(_dangling(history))


def check(table: Table, rows: Sequence[object]) -> list[Problem]:
    """The problems of the rows of one table: wrong types and values; where there is none, repeated keys."""
    problems = []
    for number, row in enumerate(rows):
        for column in table.columns:
            value = getattr(row, column.name)
            if message := _fault(column, value):
                problems.append(Problem(table.name, _label(table, row, number), column.name, value, message))
    return problems or list(_repeated(table, rows))


def _label(table: Table, row: object, number: int) -> str:
    return ", ".join(repr(getattr(row, name)) for name in table.key) or str(number)


def _repeated(table: Table, rows: Sequence[object]) -> Iterator[Problem]:
    if not table.key:
        return
    counts = Counter(tuple(getattr(row, name) for name in table.key) for row in rows)
    for key, count in counts.items():
        if count > 1:
            label = ", ".join(map(repr, key))
            yield Problem(table.name, label, " + ".join(table.key), label, f"the key of {count} rows")


def _dangling(history: History) -> Iterator[Problem]:
    """References to a row that is not there."""
    for table in TABLES.values():
        for column in table.columns:
            if column.references is None:
                continue
            target, _, target_column = column.references.partition(".")
            known = {getattr(row, target_column) for row in rows_of(history, TABLES[target])}
            for number, row in enumerate(rows_of(history, table)):
                for value in _items(getattr(row, column.name)):
                    if value not in known:
                        message = f"no row of {target} has this {target_column}"
                        yield Problem(table.name, _label(table, row, number), column.name, value, message)


def _items(value: object) -> Iterable[object]:
    """What a value holds: nothing if null, the items of a list, or itself."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def _fault(column: Column, value: object) -> str | None:
    """What is wrong with one value, or None."""
    if value is None:
        return None if column.nullable else "must not be null"
    if message := _type_fault(column.type, value):
        return message
    return next((message for item in _items(value) if (message := _value_fault(column, item))), None)


def _type_fault(type_: Type, value: object) -> str | None:
    """Why a value is not of a type. Nothing is converted: 3.0 is no int64, and a datetime is no date."""
    match type_:
        case "string":
            return _text_fault(value)
        case "list<string>" | "list<float32>":
            if not isinstance(value, tuple):
                return f"not a {type_}"
            if not value:
                return "an empty list must be null"
            item_fault = _text_fault if type_ == "list<string>" else _float_fault
            return next(filter(None, map(item_fault, value)), None)
        case "int64":
            if type(value) is not int:
                return "not an int64"
            return None if -(2**63) <= value < 2**63 else "too large for an int64"
        case "float64":
            return _float_fault(value)
        case "bool":
            return None if isinstance(value, bool) else "not a bool"
        case "date32":
            return None if isinstance(value, date) and not isinstance(value, datetime) else "not a date"


def _text_fault(value: object) -> str | None:
    if not isinstance(value, str):
        return "not a string"
    if not value.strip():
        return "an empty text must be null"
    return "not Unicode text" if _SURROGATE.search(value) else None


def _float_fault(value: object) -> str | None:
    sound = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    return None if sound else "not a finite number"


def _value_fault(column: Column, item: object) -> str | None:
    """Why an item of the right type is not one the column allows."""
    if column.allowed and item not in column.allowed:
        return f"not one of {', '.join(column.allowed)}"
    if isinstance(item, str) and column.pattern and not re.fullmatch(column.pattern, item):
        return f"not of the form {column.pattern}"
    if isinstance(item, (int, float)):
        low = -math.inf if column.minimum is None else column.minimum
        high = math.inf if column.maximum is None else column.maximum
        return None if low <= item <= high else f"not in the range {column.range}"
    return None
