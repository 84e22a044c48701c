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
WITH read_from AS (
    SELECT d.path AS paper, min(r.register_id) AS register_id
    FROM (SELECT register_id, unnest(sources) AS document_id FROM registers) r JOIN documents d USING (document_id)
    GROUP BY d.path HAVING count(DISTINCT r.register_id) = 1
)
SELECT severity, code, coalesce(d.register_id, f.register_id) AS register_id, sum(count)::BIGINT AS places,
    list_sort(list(DISTINCT field) FILTER (field IS NOT NULL)) AS fields
FROM doubts d LEFT JOIN read_from f USING (paper) GROUP BY ALL ORDER BY severity, code"""
"""What is in doubt of a paper as a whole counts with the edition that was read from it, where that is one alone."""


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
    beside = f"Not shown: {elsewhere} in papers of none, or of several, of these editions." if elsewhere else ""
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
