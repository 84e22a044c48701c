"""What is done with each field that a paper prints of an entry: one mark, on the column of its normal form.

Reconciling papers, finding revisions, comparing editions and printing all ask here which fields concern them, in the
order in which the columns of a row stand.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Literal

from normalise.values.readers import Reader
from pipeline.store.columns import annotations_of, unfold

Wording = Literal["incidental", "value", "prose"]
"""What the printed words are beside the normal form: only its spelling; the value as people know it, which is what is
shown of it; or prose that says more than it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field by the ``name`` that layouts give it (``extractors.records.FIELDS``), and what its columns are used for.

    ``read`` is how it is read; None where that takes more than its cell, as for an identifier. ``raw`` is the column
    of what is printed, where that is another than the column of the normal form; a table without it holds the normal
    form alone. ``part_of`` is the column of the score that a likelihood or impact belongs to.
    """

    name: str
    read: Reader | None = None
    raw: str | None = None
    label: str = ""
    part_of: str | None = None
    wording: Wording = "incidental"
    optional: bool = False
    """Whether an entry may have none although its paper has a place for it."""
    compared: bool = True
    """Whether two papers of one edition are held against each other in it."""
    revising: bool = False
    """Whether a later paper that differs in it alone revises the edition."""
    followed: bool = False
    """Whether it is compared from edition to edition as a value."""
    repeated: bool = False
    """Whether a summary profile repeats it, and must agree with the entry."""
    column: str = ""

    @property
    def printed(self) -> str:
        """The column that holds what is printed, or comes closest to it."""
        return self.raw or self.column

    @property
    def axis(self) -> str:
        """Of a level, ``likelihood`` or ``impact``."""
        return self.name.rpartition("_")[2]


@cache
def fields_of(row: type) -> tuple[Field, ...]:
    """The fields marked on the columns of a row's class, in their order."""
    names = {column.name for column in fields(row)}
    found = []
    for column, hint in annotations_of(row):
        for mark in unfold(hint)[2]:
            if isinstance(mark, Field):
                label = mark.label or mark.name.replace("_", " ")
                raw = mark.raw if mark.raw in names else None
                found.append(replace(mark, column=column, raw=raw, label=label))
    return tuple(found)
