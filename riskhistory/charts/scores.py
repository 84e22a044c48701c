"""How scores moved: a row for each risk, a column for each quarter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from riskhistory.charts.editions import Edition, chosen_council, editions, records
from riskhistory.charts.rows import LABEL_WIDTH, Rows
from riskhistory.charts.style import (
    FAINT,
    INK,
    PAPER,
    finished,
    labels_of,
    largest_score,
    layered,
    nothing,
    nouns,
    on_score,
    rows,
    table,
)

if TYPE_CHECKING:
    from riskhistory.history import History

_STEP = 30
"""Width of a quarter, in pixels."""

_QUERY = """
SELECT
    t.lineage_id, any_value(t.name) AS name, year(t.period_end) * 4 + quarter(t.period_end) AS quarter,
    list_sort(list(DISTINCT t.risk_id)) AS numbers,
    list_sort(list(DISTINCT current_score) FILTER (current_score IS NOT NULL)) AS scores,
    max(target_score) AS target,
    bool_or(t.entry_id IN (SELECT entry_id FROM doubts WHERE starts_with(field, 'current_'))) AS doubtful
FROM timeline t WHERE organisation = ? AND kind = ? GROUP BY ALL ORDER BY quarter, t.lineage_id"""


def scores(
    history: History, council: str | None = None, kind: Literal["risk", "opportunity"] = "risk"
) -> alt.LayerChart:
    """Every risk of a council, or every opportunity, with its score in each quarter, whatever its number was.

    Those on the newest register come first, the highest score at the top. Returns a chart of Altair.

    Raises:
        LookupError: the history holds nothing of the council, or several and none is named; the message lists them.
    """
    council = chosen_council(history, council)
    title = f"How the {nouns(kind)} of {council or 'the council'} were scored, quarter by quarter"
    held = editions(history, council)
    points = records(history.sql(_QUERY, [council, kind]))
    if not points:
        return nothing(title, "No edition that is held names any.")
    threads = _ordered(points)
    placed = Rows.of([_label(of) for of in threads.values()], [2] * len(threads))
    largest = largest_score(score for point in points for score in point["scores"] or ())
    drawn = [
        _point(point, place.middle, kind, largest) | {"line": line}
        for of, place in zip(threads.values(), placed.places, strict=True)
        for point, line in zip(of, _lines(of, held), strict=True)
    ]
    chart = _layers(drawn, held, placed)
    return finished(chart, LABEL_WIDTH + chart.width + 40, title, *_notes(kind, largest, drawn, held))


def _ordered(points: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The points of each thread: the last seen first, then by score."""
    threads: dict[str, list[dict[str, Any]]] = {}
    for point in points:
        threads.setdefault(point["lineage_id"], []).append(point)

    def rank(lineage_id: str) -> tuple[int, int, str]:
        of = threads[lineage_id]
        last = next((max(point["scores"]) for point in reversed(of) if point["scores"]), 0)
        return -of[-1]["quarter"], -last, lineage_id

    return {lineage_id: threads[lineage_id] for lineage_id in sorted(threads, key=rank)}


def _label(points: Sequence[dict[str, Any]]) -> str:
    return f"{', '.join(points[-1]['numbers'])} {points[-1]['name']}"


def _point(point: dict[str, Any], row: float, kind: str, largest: int) -> dict[str, Any]:
    found = point["scores"] or []
    said = "/".join(map(str, found)) + "?" * bool(found and point["doubtful"])
    placed = {"row": row, "quarter": point["quarter"], "said": said, "target": point["target"]}
    return on_score(placed, max(found, default=None), kind, largest)


def _lines(points: Sequence[dict[str, Any]], held: Sequence[Edition]) -> list[str]:
    """Of each point, the line it is on: a thread's line ends where an edition is held that does not name it."""
    at = [point["quarter"] for point in points]
    missed = [edition.quarter for edition in held if edition.quarter not in at]
    return [f"{points[0]['lineage_id']} {sum(quarter < other for quarter in missed)}" for other in at]


def _layers(points: list[dict[str, Any]], held: Sequence[Edition], placed: Rows) -> alt.LayerChart:
    quarters = list(range(held[0].quarter, held[-1].quarter + 1))
    named = {edition.quarter: edition.label for edition in held}
    width = _STEP * len(quarters)
    across = alt.Axis(
        orient="top", values=list(named), labelExpr=labels_of(named), labelAngle=-45, labelAlign="left", title=None
    )
    x = alt.X("quarter:O", scale=alt.Scale(type="band", domain=quarters, padding=0), axis=across)
    y = placed.y()
    gaps = rows(quarter=[quarter for quarter in quarters if quarter not in named])
    with_score = table(point for point in points if point["said"])
    last = {point["row"]: point for point in points if point["target"] is not None}
    targets = table({"row": row, "said": f"{point['target']}"} for row, point in last.items())
    drawn = alt.Chart(with_score)
    return layered(
        placed.words(),
        alt.Chart(gaps).mark_rect(color=PAPER).encode(x=x),
        alt.Chart(table(points)).mark_line(color="#bbbbbb", strokeWidth=2).encode(x, y, detail="line:N"),
        alt.Chart(table(point for point in points if not point["said"]))
        .mark_point(filled=False, size=140, color=FAINT, fill="white", opacity=1)
        .encode(x, y),
        drawn.mark_circle(size=620, opacity=1, stroke="#999999", strokeWidth=0.5).encode(
            x, y, color=alt.Color("fill:N", scale=None)
        ),
        drawn.mark_text().encode(x, y, text="said:N", color=alt.Color("ink:N", scale=None)),
        alt.Chart(targets).mark_text(color=INK).encode(y=y, x=alt.value(width + 30), text="said:N"),
        alt.Chart(rows(said=["last target"]))
        .mark_text(color=FAINT)
        .encode(x=alt.value(width + 30), y=alt.value(-14), text="said:N"),
        width=width,
        height=placed.height,
    )


def _notes(kind: str, largest: int, points: Sequence[dict[str, Any]], held: Sequence[Edition]) -> list[str]:
    aim = "fall to its target" if kind == "risk" else "rise to its target"
    blank = len({edition.quarter for edition in held}) <= held[-1].quarter - held[0].quarter
    return [
        f"The number in a circle is the score, likelihood × impact; the darker, the higher (up to {largest}). "
        f"{'A risk' if kind == 'risk' else 'An opportunity'} is to {aim}.",
        "On grey: a quarter of which no paper is held." if blank else "",
        "A small ring: listed in that quarter, without a score." if any(not point["said"] for point in points) else "",
        "With a question mark: to be checked in the paper." if any("?" in point["said"] for point in points) else "",
    ]
