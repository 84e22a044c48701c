"""Which of several columns of one field is of the edition: ``Q1`` to ``Q4`` of a score, or a month each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.findings import Code, Finding
from extractors.records import Entry, Register
from normalise.organisations.conventions import Calendar
from normalise.values.periods import Period, find_period, find_quarter

_SHORT_YEAR = re.compile(r"\b([A-Z][a-z]{2,8}\.?)[\s'’-]*(\d\d)$")


def with_columns_of(register: Register, period: Period | None, calendar: Calendar) -> Register:
    """The register with the values of the columns of its own period.

    Where no column is of that period, the last one that is filled counts, of those that are not of a later one.
    """
    names = {name for entry in register.entries for name in entry.by_period}
    for name in sorted(names):
        wordings = list(dict.fromkeys(of for entry in register.entries for of in entry.by_period.get(name, ())))
        filled = [of for of in wordings if any(entry.by_period.get(name, {}).get(of) for entry in register.entries)]
        chosen, sure = _chosen(wordings, filled, period, calendar)
        entries = tuple(_taken(entry, name, chosen, sure=sure) for entry in register.entries)
        finding = _finding(name, wordings, chosen, sure=sure)
        register = replace(register, entries=entries, findings=(*register.findings, finding))
    return register


def _chosen(
    wordings: Sequence[str], filled: Sequence[str], period: Period | None, calendar: Calendar
) -> tuple[str | None, bool]:
    """The column of a period, and whether it says so itself; None where none can be."""
    own = [of for of in wordings if period and _is_of(of, period, calendar)]
    if len(own) == 1:
        return own[0], True
    earlier = [of for of in filled if not (period and _is_later(of, period, calendar))]
    return (earlier[-1] if earlier and len(own) < 2 else None), False


def _is_of(wording: str, period: Period, calendar: Calendar) -> bool:
    named = _period(wording, calendar)
    if named is not None:
        return (named.fiscal_year, named.quarter) == (period.fiscal_year, period.quarter)
    return find_quarter(wording) == period.quarter


def _is_later(wording: str, period: Period, calendar: Calendar) -> bool:
    named = _period(wording, calendar)
    if named is not None:
        return named.period_end > period.period_end
    return (find_quarter(wording) or 0) > period.quarter


def _period(wording: str, calendar: Calendar) -> Period | None:
    return find_period(_SHORT_YEAR.sub(r"\1 20\2", wording), calendar)


def _taken(entry: Entry, name: str, chosen: str | None, *, sure: bool) -> Entry:
    if name not in entry.by_period:
        return entry
    values = {**entry.values, name: entry.by_period[name].get(chosen or "", ())}
    return replace(entry, values=values, inferred=entry.inferred if sure else entry.inferred | {name})


def _finding(name: str, wordings: Sequence[str], chosen: str | None, *, sure: bool) -> Finding:
    label, listed = name.replace("_", " "), ", ".join(f"'{of}'" for of in wordings)
    if chosen is None:
        message = f"several columns hold the {label}, {listed}, and which is this edition's is not said; none is read"
        return Finding(Code.AMBIGUOUS_SCORE, message, field=name)
    message = f"of the columns {listed} the {label} is read from '{chosen}'; the history holds this edition's alone"
    return Finding(Code.NOT_KEPT if sure else Code.INFERRED_HEADING, message, field=name)
