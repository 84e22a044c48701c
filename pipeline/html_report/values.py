"""The values of an entry as a page shows them: the normal form, what is printed, and what it was before."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from normalise.values.text import folded, one_line
from pipeline.html_report.words import day
from pipeline.store.fields import Field
from pipeline.store.tables import EntryRow, entry_fields

_ELSEWHERE = ("risk_id", "kind", "title", "description")
"""What heads a page or has a place of its own."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value by its column: as read, as printed where that says more, and, where it changed, as it was."""

    column: str
    label: str
    text: str
    printed: str | None = None
    was: str | None = None


def values_of(entry: EntryRow, before: EntryRow | None = None, silent: Collection[str] = ()) -> Iterator[Value]:
    """The values that an entry has, or had ``before``; what an edition is ``silent`` about did not change."""
    for field in entry_fields():
        if field.column in _ELSEWHERE or field.part_of:
            continue
        text, printed = _shown(entry, field), getattr(entry, field.printed)
        past = _shown(before, field) if before and field.column not in silent else text
        if before and before.detail != entry.detail and None in (text, past):
            past = text  # what a report that only lists an entry leaves out is no change
        if text is None and past is None:
            continue
        said = (folded(text), folded(getattr(entry, field.column)))
        says_more = isinstance(printed, str) and folded(printed) not in said
        yield Value(
            field.column, field.label, text or "not given", one_line(printed) if says_more else None,
            (past or "not given") if past != text else None,
        )  # fmt: skip


def _shown(entry: EntryRow, field: Field) -> str | None:
    """The normal form as text, a score with what it is made up of; what is printed where there is no normal form."""
    value = getattr(entry, field.column)
    if value is None:
        printed = getattr(entry, field.printed)
        return one_line(printed) if printed else None
    levels = [
        (part.axis, getattr(entry, part.column)) for part in entry_fields() if part.part_of == field.column
    ]  # fmt: skip
    made_up = ", ".join(f"{axis} {level}" for axis, level in levels if level is not None)
    return f"{value} ({made_up})" if made_up else shown_text(value)


def shown_text(value: object) -> str:
    """Any value of a table as text; "" for none."""
    if value is None:
        return ""
    if isinstance(value, date):
        return day(value)
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
