"""What is done with each field that a paper prints of an entry: one mark, on the column of its normal form.

Reconciling papers, finding revisions, comparing editions and printing all ask here which fields concern them, in the
order of the columns of a row.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from normalise.values.readers import Reader
from pipeline.store.columns import marks_of

Wording = Literal["incidental", "value", "prose"]
"""What the printed words are beside the normal form: only its spelling; the value as people know it, which is what is
shown of it; or prose that says more than it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field that layouts give (``extractors.records.FIELDS``), and what its columns are used for.

    ``read`` is how it is read; None where that takes more than its cell, as for an identifier. ``name`` and ``label``
    are what layouts and people call it, where that is not what its column is called.
    """

    read: Reader | None = None
    name: str = ""
    label: str = ""
    wording: Wording = "incidental"
    optional: bool = False
    """Whether an entry may have none although its paper has a place for it."""
    compared: bool = True
    """Whether two papers of one edition are compared in it."""
    revising: bool = False
    """Whether a later paper that differs in it alone revises the edition."""
    followed: bool = False
    """Whether it is compared from edition to edition as a value."""
    repeated: bool = False
    """Whether a summary profile repeats it, and must agree with the entry."""
    column: str = ""
    raw: str | None = None
    """The column of what is printed, where its table has one besides the column of the normal form."""

    @property
    def printed(self) -> str:
        """The column that holds what is printed, or comes closest to it."""
        return self.raw or self.column

    @property
    def axis(self) -> str:
        """Of a level, ``likelihood`` or ``impact``."""
        return self.column.rpartition("_")[2]

    @property
    def part_of(self) -> str | None:
        """The column of the score that it belongs to, if it is a likelihood or an impact."""
        return score_of(self.column)


def score_of(column: str) -> str | None:
    """The column of the score that a column's likelihood or impact belongs to; None for a column of anything else."""
    which, _, axis = column.rpartition("_")
    return f"{which}_score" if axis in ("likelihood", "impact") else None


@cache
def fields_of(row: type) -> tuple[Field, ...]:
    """The fields marked on the columns of a row's class, in their order."""
    columns = dict(marks_of(row))
    found = []
    for column, marks in columns.items():
        for mark in marks:
            if isinstance(mark, Field):
                name = mark.name or column
                raw = next((each for each in (f"{name}_raw", f"{column}_raw") if each in columns), None)
                label = mark.label or name.replace("_", " ")
                found.append(replace(mark, name=name, label=label, column=column, raw=raw))
    return tuple(found)
