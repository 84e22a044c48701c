"""Dataclasses that nobody changes, made as fast as those that somebody may."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

_Class = TypeVar("_Class")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(of: type[_Class]) -> type[_Class]:
    """A frozen dataclass with slots, for things of which a paper has thousands; the type checker keeps it frozen.

    ``dataclass(frozen=True)`` keeps it so while the program runs, and takes ten times as long to make one.
    """
    return dataclass(slots=True, unsafe_hash=True)(of)
