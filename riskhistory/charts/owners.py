"""Who owned what: a row for each owner, a column for each edition."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from riskhistory.charts.editions import by_number, chosen_council, editions, records
from riskhistory.charts.grid import Cells, grid
from riskhistory.charts.style import finished, nothing, nouns

if TYPE_CHECKING:
    import altair as alt

    from riskhistory.history import History

_QUERY = """
SELECT owner, register_id, list(risk_id) AS numbers
FROM owners WHERE organisation = ? AND kind = ? GROUP BY ALL ORDER BY owner NULLS LAST"""


def owners(
    history: History, council: str | None = None, kind: Literal["risk", "opportunity"] = "risk"
) -> alt.LayerChart:
    """The numbers of the risks, or opportunities, that each owner had in each edition; a chart of Altair.

    Owners in the newest edition come first, then those who were there last.

    Raises:
        LookupError: the history holds nothing of the council, or several and none is named; the message lists them.
    """
    council = chosen_council(history, council)
    noun = nouns(kind)
    title = f"Who owned which {noun} of {council or 'the council'}"
    held = editions(history, council)
    columns = {edition.register_id: at for at, edition in enumerate(held)}
    owned: dict[str | None, dict[int, tuple[list[str], int]]] = {}
    for row in records(history.sql(_QUERY, [council, kind])):
        if (column := columns.get(row["register_id"])) is not None:
            owned.setdefault(row["owner"], {})[column] = sorted(row["numbers"], key=by_number), len(row["numbers"])
    if not owned:
        return nothing(title, "No edition that is held names any.")
    last_first = sorted(owned, key=lambda owner: (owner is None, *_lateness(owned[owner]), owner or ""))
    rows = {owner or "No owner is printed, or none can be read": owned[owner] for owner in last_first}
    chart, width = grid(rows, [edition.label for edition in held])
    return finished(
        chart, width, title,
        f"Each cell lists the numbers of the {noun} that the owner had in that edition. Numbers are given again: the "
        "same number in two editions need not be the same risk." if kind == "risk" else
        f"Each cell lists the numbers of the {noun} that the owner had in that edition.",
    )  # fmt: skip


def _lateness(cells: Cells) -> tuple[int, int]:
    """What sorts the last seen first, and among them those who had most."""
    last = max(cells)
    return -last, -cells[last][1]
