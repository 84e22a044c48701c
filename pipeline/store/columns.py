"""How a column is declared: its name and type on the field of a row's class, its meaning in ``columns.toml``.

A row of a table is a frozen dataclass. A field that is annotated ``Annotated[int | None, Meta(ge=1)]`` is a column of
whole numbers from 1 on, or null. Everything else is taken from there: Arrow type, nullability, the checks before
writing (``msgspec`` knows what a ``Meta`` allows), the data dictionary, and what mypy knows of the row.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Meta

from extractors.findings import Code

Type = Literal["string", "list<string>", "int64", "float64", "bool", "date32", "list<float32>", "list<list<double>>"]
"""The types of columns, as Arrow calls them. Whole numbers have 64 bits: narrower ones overflow silently in pandas."""

_TYPES: dict[object, Type] = {
    str: "string",
    int: "int64",
    float: "float64",
    bool: "bool",
    date: "date32",
    tuple[str, ...]: "list<string>",
    tuple[Code, ...]: "list<string>",
    tuple[float, ...]: "list<float32>",
    tuple[tuple[float, ...], ...]: "list<list<double>>",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, and which values it may hold.

    ``allowed`` are the only texts it may hold, where they are few; a number is from ``minimum`` to ``maximum``, both
    included; ``references`` names the column, as ``table.column``, that must hold the value too.
    """

    name: str
    type: Type
    nullable: bool
    description: str
    allowed: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None
    references: str | None = None

    @property
    def range(self) -> str | None:
        """The values a number may take, as people write it: ``"1 to 25"``, ``"0 or more"``; None where any."""
        if self.minimum is None:
            return None
        return f"{self.minimum} or more" if self.maximum is None else f"{self.minimum} to {self.maximum}"


@cache
def columns_of(table: str, row: type) -> tuple[Column, ...]:
    """The columns that the fields of a row's class declare, in their order.

    Raises:
        TypeError: a field is not described, or of a type that no column has.
    """
    plain = get_type_hints(row)
    return tuple(_column(table, name, plain[name], marks) for name, marks in marks_of(row))


def marks_of(row: type) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The name of each field of a row's class, and all that its annotations put on its type, the inner ones first."""
    hints = get_type_hints(row, include_extras=True)
    return ((field.name, tuple(_marks(hints[field.name]))) for field in fields(row))


def _marks(hint: Any) -> Iterator[object]:
    for part in get_args(hint):
        yield from _marks(part)
        yield part


def _column(table: str, name: str, hint: Any, marks: tuple[object, ...]) -> Column:
    described = descriptions().get(table, {}).get(name) or descriptions()["any"].get(name)
    if described is None:
        raise TypeError(f"{table}.{name} is not described in columns.toml")
    nullable = get_origin(hint) in (Union, UnionType)
    plain = next(part for part in get_args(hint) if part is not NoneType) if nullable else hint
    allowed = get_args(plain) if get_origin(plain) is Literal else ()
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        allowed = tuple(plain)
    if plain == tuple[Code, ...]:
        allowed = tuple(Code)
    item = next(iter(get_args(plain)), None) if get_origin(plain) is tuple else None
    if get_origin(item) is Literal:
        allowed, plain = get_args(item), tuple[str, ...]
    if not allowed and plain not in _TYPES:
        raise TypeError(f"{table}.{name}: no column holds {plain}")
    facts: dict[str, Any] = {}
    for mark in marks:
        if isinstance(mark, Meta):
            limits = {"minimum": mark.ge, "maximum": mark.le}
            facts |= {fact: limit for fact, limit in limits.items() if limit is not None} | (mark.extra or {})
    return Column(name, _TYPES.get(plain, "string"), nullable, described, allowed, **facts)


@cache
def descriptions() -> dict[str, dict[str, str]]:
    """What each column means, by table; under ``any`` those that several tables have."""
    return tomllib.loads(Path(__file__).with_name("columns.toml").read_text("utf-8"))
