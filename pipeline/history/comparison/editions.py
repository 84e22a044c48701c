"""Which two editions of a written history are to be compared."""

from __future__ import annotations

import re
from collections.abc import Sequence

from normalise.keys import edition_of
from normalise.values.periods import calendar_of, find_period
from normalise.values.text import squeezed
from pipeline.history.names import nearest
from pipeline.history.order import is_earlier, last_day
from pipeline.store.tables import RegisterRow

TABLES = ("entries", "statements", "registers", "lineage", "events", "documents")
"""What a comparison needs of a history."""


class EditionError(FileNotFoundError):
    """The history holds no such edition, or more than one; the message lists those it holds."""


def choose_editions(
    registers: Sequence[RegisterRow], before: str | None = None, after: str | None = None
) -> tuple[RegisterRow, RegisterRow]:
    """The rows of ``registers`` to compare, in the order given.

    A name is a register_id or its end, in any spelling of the period: ``2019-20-q2``, ``2019/20 Q2``. A whole
    register_id means that edition even where it is superseded; an end of it means its last revision. One
    name alone means that edition against the one before it; none, the newest against the one before it.

    Raises:
        EditionError: a name fits no edition or several, the two are of different organisations or the same
            edition, or there is none to compare with.
    """
    if before is not None and after is not None:
        first, second = _named(registers, before), _named(registers, after)
        if first.register_id == second.register_id:
            raise EditionError(f"{before} and {after} are the same edition, {first.register_id}")
        if first.organisation != second.organisation:
            raise EditionError(
                f"{first.register_id} is of {first.organisation} and {second.register_id} of "
                f"{second.organisation}: only editions of one organisation can be compared"
            )
        return first, second
    name = before if before is not None else after
    second = find_edition(registers, name)
    earlier = [
        row for row in _in_force(registers) if row.organisation == second.organisation and is_earlier(row, second)
    ]
    if not earlier:
        raise EditionError(_listing(f"no edition comes before {second.register_id}", registers))
    return max(earlier, key=last_day), second


def find_edition(registers: Sequence[RegisterRow], name: str | None = None) -> RegisterRow:
    """The row of ``registers`` that a name means, as for ``choose_editions``; without one, the newest.

    Raises:
        EditionError: the name fits no edition or several, or several are the newest.
    """
    return _newest(registers) if name is None else _named(registers, name)


def _named(registers: Sequence[RegisterRow], name: str) -> RegisterRow:
    wanted = _slug(name)
    if exact := [row for row in registers if row.register_id == wanted]:
        return exact[0]
    fitting = [row for row in registers if _ends_with(row.register_id, wanted) or _is_of_period(row, name)]
    in_force = _in_force(fitting) or fitting
    if len(in_force) == 1:
        return in_force[0]
    problem = f"{len(in_force)} editions are called '{name}'" if in_force else f"no edition is called '{name}'"
    raise EditionError(_listing(problem, in_force or registers, name))


def _is_of_period(row: RegisterRow, name: str) -> bool:
    """Whether a name is the quarter or a month of an edition, in the calendar of its organisation."""
    if row.fiscal_year is None or row.quarter is None or row.period_start is None:
        return False
    period = find_period(name, calendar_of(row.fiscal_year, row.quarter, row.period_start))
    return (
        period is not None
        and squeezed(period.label) == squeezed(name)
        and (period.fiscal_year, period.quarter) == (row.fiscal_year, row.quarter)
    )


def _ends_with(register_id: str, end: str) -> bool:
    return bool(end) and any(f"-{held}".endswith(f"-{end}") for held in (register_id, edition_of(register_id)))


def _slug(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")


def _in_force(registers: Sequence[RegisterRow]) -> list[RegisterRow]:
    return [row for row in registers if row.superseded_by is None]


def _newest(registers: Sequence[RegisterRow]) -> RegisterRow:
    dated = [row for row in _in_force(registers) if row.period_end is not None]
    newest = [row for row in dated if row.period_end == max(map(last_day, dated))]
    if len(newest) != 1:
        problem = (
            f"{len(newest)} editions are the newest; name the ones to compare" if newest else "no edition is dated"
        )
        raise EditionError(_listing(problem, registers))
    return newest[0]


def _listing(problem: str, registers: Sequence[RegisterRow], wanted: str = "") -> str:
    """The problem and the editions there are: those most like the one that was asked for first."""
    by_name = {row.register_id: row for row in registers}
    rows = [by_name[name] for name in (nearest(wanted, by_name) if wanted else sorted(by_name))]
    said = (row.register_id + (f" (superseded by {row.superseded_by})" if row.superseded_by else "") for row in rows)
    return f"{problem}; the history holds {', '.join(said) or 'none'}"
