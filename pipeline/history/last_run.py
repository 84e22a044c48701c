"""What the last run changed in a history: what came into it, what went, and which values are others now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from pipeline.history.load import load_tables
from pipeline.store.snapshots import current, previous
from pipeline.store.tables import TABLES, EntryRow, HistoryRows, RegisterRow, StatementRow, rows_of

COLUMNS = ("change", "table", "key", "field", "before", "after")

_COMPARED = ("registers", "entries", "events")
"""Tables whose rows are compared value for value, by their key."""


@dataclass(frozen=True, slots=True)
class RunChange:
    """One change: a row that ``came`` or ``went``, or a value of one (``field``) that ``moved``.

    Of a statement, which is known by what it says, ``key`` is its entry, ``field`` its own, and ``before`` or
    ``after`` its text; those of an entry that came or went as a whole are not listed.
    """

    change: Literal["came", "went", "moved"]
    table: str
    key: str
    field: str | None = None
    before: Any = None
    after: Any = None


def changes_of_last_run(out: Path) -> list[RunChange]:
    """Hold the current snapshot of a history against the one before it; of the first one, all came.

    A run that finds nothing new writes no snapshot, so these are the changes of the last one that changed anything.

    Raises:
        FileNotFoundError: there is no history, or the snapshot before the current one is no longer kept.
        OSError: one of the two cannot be read by this version.
    """
    now, before = current(out), previous(out)
    names = (*_COMPARED, "statements")
    if now is None:
        raise FileNotFoundError(f"there is no history in {out} that a run has made; riskhistory ingest makes one")
    if before is None and not is_first(out):
        raise FileNotFoundError(f"{out} no longer keeps the state of the history before the current one ({now.name})")
    return list(changes_between(load_tables(before, names) if before else HistoryRows(), load_tables(now, names)))


def is_first(out: Path) -> bool:
    """Whether the current snapshot of a history is the first there ever was."""
    now = current(out)
    return now is not None and int(now.name) == 1


def changes_between(before: HistoryRows, now: HistoryRows) -> Iterator[RunChange]:
    """Every change from one state of a history to another, table by table, in the order of keys."""
    for name in _COMPARED:
        yield from _in_table(name, rows_of(before, TABLES[name]), rows_of(now, TABLES[name]))
    yield from _in_statements(before.statements, now.statements)


def _in_table(name: str, before: Sequence[Any], now: Sequence[Any]) -> Iterator[RunChange]:
    (key,) = TABLES[name].key
    then, today = ({getattr(row, key): row for row in rows} for rows in (before, now))
    for value in [*then, *(value for value in today if value not in then)]:
        if value not in today:
            yield RunChange("went", name, value, before=_title(then[value]))
        elif value not in then:
            yield RunChange("came", name, value, after=_title(today[value]))
        else:
            for column in fields(today[value]):
                old, new = (getattr(row[value], column.name) for row in (then, today))
                if old != new:
                    yield RunChange("moved", name, value, column.name, old, new)


def _in_statements(before: Sequence[StatementRow], now: Sequence[StatementRow]) -> Iterator[RunChange]:
    in_both = {row.entry_id for row in before} & {row.entry_id for row in now}
    then, today = (
        Counter((row.entry_id, row.field, row.text) for row in rows if row.entry_id in in_both)
        for rows in (before, now)
    )
    for entry, field, text in sorted((then - today).elements()):
        yield RunChange("went", "statements", entry, field, before=text)
    for entry, field, text in sorted((today - then).elements()):
        yield RunChange("came", "statements", entry, field, after=text)


def _title(row: Any) -> str | None:
    """What a person knows a row by besides its key."""
    if isinstance(row, RegisterRow):
        return f"{row.n_risks} risks, {row.n_opportunities} opportunities"
    return row.title or row.description if isinstance(row, EntryRow) else row.text
