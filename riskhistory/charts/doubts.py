"""What is in doubt: a row for each reason, a column for each edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extractors.findings import Code
from riskhistory.charts.editions import chosen_council, editions, records
from riskhistory.charts.grid import grid
from riskhistory.charts.style import finished, nothing

if TYPE_CHECKING:
    import altair as alt

    from riskhistory.history import History

_QUERY = """
SELECT severity, code, register_id, sum(count)::BIGINT AS places FROM doubts GROUP BY ALL ORDER BY severity, code"""


def doubts(history: History, council: str | None = None) -> alt.LayerChart:
    """How many values of each edition a person should check in the paper, and why; a chart of Altair.

    Raises:
        LookupError: the history holds nothing of the council, or several and none is named; the message lists them.
    """
    council = chosen_council(history, council)
    title = f"What to check in the papers of {council or 'the council'}"
    held = editions(history, council)
    columns = {edition.register_id: at for at, edition in enumerate(held)}
    found: dict[str, dict[int, tuple[list[str], int]]] = {}
    elsewhere = 0
    for row in records(history.sql(_QUERY)):
        if (column := columns.get(row["register_id"])) is not None:
            found.setdefault(row["code"], {})[column] = [str(row["places"])], row["places"]
        else:
            elsewhere += row["places"]
    rows = {_reason(code): cells for code, cells in found.items()}
    beside = f"Not shown: {elsewhere} in papers that hold none of these editions." if elsewhere else ""
    if not rows:
        return nothing(title, f"No edition that is held is in doubt. {beside}".strip())
    chart, width = grid(rows, [edition.label for edition in held])
    return finished(
        chart, width, title, "Each figure is a number of places in the papers of that edition.",
        beside,
    )  # fmt: skip


def _reason(name: str) -> str:
    (code,) = (code for code in Code if code.value == name)
    several = code.counted[1]
    return f"{'Error: ' if code.severity == 'error' else ''}{several[0].upper()}{several[1:]}"
