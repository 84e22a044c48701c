"""What the last run changed in a history, as a person reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from pipeline.cli.screens.terminal import Page, counted, print_rows
from pipeline.history.last_run import COLUMNS, RunChange

_MARKS = {"came": "+", "went": "-", "moved": "~"}
_ROWS = {"registers": ("edition", None), "entries": ("entry", "entries"), "events": ("event", None)}


_FIRST = "The history was made by its first run, and no run has changed it since: all that it holds came then"
"""What is said of a history that has no earlier state."""


def print_last_run(changes: Sequence[RunChange], *, first: bool = False) -> None:
    """Print the changes of a run: rows that came and went, then the values that moved, entry by entry."""
    page = Page()
    page.title(_FIRST if first else "What the last run that changed the history changed in it")
    page.say("A run that finds nothing new changes nothing, and is not counted.", 0)
    if not changes:
        page.say("Nothing: the tables say what they said before.")
    for table, (one, several) in _ROWS.items():
        whole = [each for each in changes if each.table == table and each.change != "moved"]
        if whole:
            page.head(f"{counted(len(whole), one, several)} came or went")
        for each in whole:
            page.say(f"{each.key}  {_shown(each.after or each.before)}", 2, 4, _MARKS[each.change])
    values = [each for each in changes if each.change == "moved" or each.table == "statements"]
    if values:
        page.head(f"{counted(len(values), 'value')} changed")
    for key, group in groupby(sorted(values, key=lambda each: each.key), lambda each: each.key):
        page.say(key)
        for each in group:
            pair = (each.after or each.before,) if each.change != "moved" else (each.before, each.after)
            field = str(each.field).replace("_", " ")
            page.say(f"{field}: {' → '.join(map(_shown, pair))}", 4, 6, _MARKS[each.change])


def print_last_run_rows(form: str, changes: Sequence[RunChange]) -> None:
    """Print the changes of a run as a table."""
    print_rows(form, COLUMNS, ({**asdict(each), "before": each.before, "after": each.after} for each in changes))


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return "nothing" if value is None else " ".join(str(value).split())
