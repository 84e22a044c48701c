"""How a column is declared: on the field of a row's class, whose type gives the type of the column.

A row of a table is a frozen dataclass. Each of its fields is annotated once, as ``Annotated[int | None,
Column("What it holds", minimum=1)]``, and everything else is taken from there: Arrow type, nullability, the checks
before writing, the data dictionary, and what mypy knows of the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

Type = Literal["string", "list<string>", "int64", "float64", "bool", "date32", "list<float32>"]
"""The types of columns, as Arrow calls them. Whole numbers have 64 bits: narrower ones overflow silently in pandas."""

_TYPES: dict[object, Type] = {
    str: "string",
    int: "int64",
    float: "float64",
    bool: "bool",
    date: "date32",
    tuple[str, ...]: "list<string>",
    tuple[float, ...]: "list<float32>",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, and which values it may hold.

    ``minimum`` and ``maximum`` are inclusive; ``allowed`` and ``pattern`` (matched against the whole text) apply
    to every item of a list; ``references`` names the column, as ``table.column``, that must hold the value too.
    ``name``, ``type``, ``nullable`` and ``allowed`` come from the annotated field. Where annotations are nested, what
    the outer one says replaces what the inner one says.
    """

    description: str = ""
    unit: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    pattern: str | None = None
    references: str | None = None
    name: str = ""
    type: Type = "string"
    nullable: bool = False
    allowed: tuple[str, ...] = ()

    @property
    def range(self) -> str | None:
        """The values a number may take, as people write it: ``"1 to 25"``, ``"0 or more"``; None where any."""
        if self.minimum is None:
            return None
        return f"{self.minimum} or more" if self.maximum is None else f"{self.minimum} to {self.maximum}"


@cache
def columns_of(row: type) -> tuple[Column, ...]:
    """The columns that the fields of a row's class declare, in their order.

    Raises:
        TypeError: a field has no ``Column``, or a type that no column has.
    """
    return tuple(_column(name, hint) for name, hint in annotations_of(row))


def annotations_of(row: type) -> Iterator[tuple[str, Any]]:
    """The name and the whole annotation of each field of a row's class."""
    hints = get_type_hints(row, include_extras=True)
    return ((field.name, hints[field.name]) for field in fields(row))


def _column(name: str, hint: Any) -> Column:
    plain, nullable, marks = unfold(hint)
    column = Column()
    for mark in marks:
        if isinstance(mark, Column):
            said = {
                fact: getattr(mark, fact)
                for fact in ("description", "unit", "minimum", "maximum", "pattern", "references")
            }
            column = replace(column, **{fact: value for fact, value in said.items() if value not in ("", None)})
    if not column.description:
        raise TypeError(f"{name} is not described by a Column")
    return replace(column, name=name, type=_type(name, plain), nullable=nullable, allowed=_allowed(plain))


def unfold(hint: Any) -> tuple[Any, bool, tuple[object, ...]]:
    """The plain type of an annotation, whether None is allowed, and the marks on it, the inner ones first."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        plain, nullable, within = unfold(inner)
        return plain, nullable, (*within, *marks)
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (one for one in get_args(hint) if one is not NoneType)
        plain, _, within = unfold(inner)
        return plain, True, within
    return hint, False, ()


def _type(name: str, plain: Any) -> Type:
    if get_origin(plain) is Literal or (isinstance(plain, type) and issubclass(plain, StrEnum)):
        return "string"
    if plain not in _TYPES:
        raise TypeError(f"{name}: no column holds {plain}")
    return _TYPES[plain]


def _allowed(plain: Any) -> tuple[str, ...]:
    """The texts that a column may hold, where its type lists them."""
    if get_origin(plain) is Literal:
        return get_args(plain)
    return tuple(plain) if isinstance(plain, type) and issubclass(plain, StrEnum) else ()
