"""What changed between two editions: a row for each risk, its score before and after, and what else is different."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from riskhistory.charts.editions import chosen_council, named_edition, records, scored_editions
from riskhistory.charts.rows import LABEL_WIDTH, Rows
from riskhistory.charts.style import (
    DY,
    FAINT,
    INK,
    PAPER,
    finished,
    largest_score,
    layered,
    nothing,
    nouns,
    on_score,
    stacked,
    table,
)

if TYPE_CHECKING:
    from riskhistory.history import History

_WIDTH, _BESIDE = 380, 300
"""Width of the scores, and of the words beside them, in pixels."""

_QUERY = """
SELECT
    lineage_id, coalesce(any_value(title), any_value(name)) AS name, register_id = $2 AS after,
    list_sort(list(DISTINCT risk_id)) AS numbers,
    max(current_score) AS score, bool_or(entry_id IN (
        SELECT entry_id FROM doubts WHERE starts_with(field, 'current_')
    )) AS doubtful
FROM timeline WHERE register_id IN ($1, $2) AND kind = $3 GROUP BY ALL ORDER BY lineage_id"""

_COUNTED = {"control": "controls", "action": "actions"}
"""What a statement of each field is called here; others are not counted."""

Side = Mapping[str, Any]
"""A risk as one edition has it: a row of the query."""


def changes(
    history: History,
    council: str | None = None,
    between: tuple[str, str] | None = None,
    kind: Literal["risk", "opportunity"] = "risk",
) -> alt.LayerChart:
    """The risks, or opportunities, of two editions: how each score moved, what came and went; a chart of Altair.

    ``between`` names the two as for ``History.edition``; without it, they are the two newest that give scores.

    Raises:
        LookupError: the history holds nothing of the council, or several and none is named; the message lists them.
        FileNotFoundError: no edition, or more than one, is called so.
    """
    council = chosen_council(history, council)
    pair = [named_edition(history, name, council) for name in between or ()] or scored_editions(history, council)[-2:]
    noun = nouns(kind)
    if len(pair) < 2:
        return nothing(f"What changed among the {noun} of {council or 'the council'}", "No two editions give scores.")
    first, second = pair
    found = records(history.sql(_QUERY, [first.register_id, second.register_id, kind]))
    old, new = ({side["lineage_id"]: side for side in found if side["after"] == after} for after in (False, True))
    remarks = _remarks(records(history.changes(first.register_id, second.register_id)))
    rows = [_row(old.get(name), new.get(name), remarks.get(name, ())) for name in {**old, **new}]
    rows.sort(key=lambda row: (row["rank"], -(row["after"] or row["before"] or 0), row["label"]))
    title = f"What changed among the {noun} of {council} between {first.label} and {second.label}"
    if not rows:
        return nothing(title, "Neither edition names any.")
    return finished(
        _layers(rows, kind), LABEL_WIDTH + _WIDTH + _BESIDE, title,
        f"An open circle is the score in {first.label}, a filled one the score in {second.label}: the darker, the "
        f"higher. {'A risk is to fall' if kind == 'risk' else 'An opportunity is to rise'} to its target.",
        "+ and − count the controls and actions that were added and dropped."
        if any("+" in remark for row in rows for remark in row["lines"]) else "",
        "With a question mark: to be checked in the paper." if any(row["doubtful"] for row in rows) else "",
    )  # fmt: skip


def _remarks(rows: Iterable[Side]) -> dict[str, list[str]]:
    """What else changed of each thread, in words."""
    counts: dict[str, Counter[tuple[str, str]]] = {}
    said: dict[str, list[str]] = {}
    for row in rows:
        name, change, field = row["lineage_id"], row["change"], row["field"]
        if change == "changed" and field == "owners":
            said.setdefault(name, []).append("another owner")
        elif change == "changed" and field == "target_score":
            said.setdefault(name, []).append(f"target {row['before']} → {row['after']}")
        elif change in ("statement_added", "statement_dropped") and field in _COUNTED:
            counts.setdefault(name, Counter())[field, change] += 1
    for name, found in counts.items():
        for field, called in _COUNTED.items():
            added, dropped = (found[field, change] for change in ("statement_added", "statement_dropped"))
            if added or dropped:
                said.setdefault(name, []).append(f"{called} +{added} −{dropped}")
    return said


def _row(old: Side | None, new: Side | None, remarks: Sequence[str]) -> dict[str, Any]:
    """A row of the chart: the words at both sides of it, its scores, and what it is sorted by."""
    newest = new or old or {}
    before: int | None = old["score"] if old else None
    after: int | None = new["score"] if new else None
    number = ", ".join(newest["numbers"])
    former = f" (was {', '.join(old['numbers'])})" if old and new and old["numbers"] != new["numbers"] else ""
    if old is None:
        rank, said = 4, "new" + (f", {after}" if after else "")
    elif new is None:
        rank, said = 5, "no longer on it" + (f", was {before}" if before else "")
    elif before is None or after is None:
        rank, said = 3, f"{before or 'no score'} → {after or 'no score'}"
    else:
        rank = 0 if after > before else 1 if after < before else 2
        said = f"{before} → {after}" if after != before else f"{after}, as before"
    return {
        "rank": rank, "label": f"{number} {newest['name']}{former}", "lines": [said, "; ".join(remarks)],
        "before": before, "after": after,
        "doubtful": [side for side, of in (("before", old), ("after", new)) if of and of["doubtful"]],
    }  # fmt: skip


def _layers(rows: Sequence[dict[str, Any]], kind: str) -> alt.LayerChart:
    largest = largest_score(row[side] for row in rows for side in ("before", "after"))
    placed = Rows.of([row["label"] for row in rows], [2] * len(rows))
    y = placed.y()
    axis = alt.Axis(
        title="score, likelihood × impact →", orient="top", grid=True, gridColor=PAPER, tickMinStep=5, labelFlush=False
    )
    x = alt.X("score:Q", scale=alt.Scale(domain=[0, largest]), axis=axis)
    points = _points(rows, placed, kind, largest)
    old, new = (alt.Chart(table(point for point in points if point["side"] == side)) for side in ("before", "after"))
    words = stacked(
        {"row": place.middle, "lines": [line for line in row["lines"] if line]}
        for row, place in zip(rows, placed.places, strict=True)
    )  # fmt: skip
    return layered(
        placed.words(),
        alt.Chart(table(points)).mark_line(color="#888888", strokeWidth=3).encode(x, y, detail="row:N"),
        old.mark_point(filled=True, fill="white", stroke=FAINT, strokeWidth=1.5, size=420, opacity=1).encode(x, y),
        old.mark_text(color=INK).encode(x, y, text="said:N"),
        new.mark_circle(size=520, opacity=1, stroke="#999999", strokeWidth=0.5).encode(
            x, y, color=alt.Color("fill:N", scale=None)
        ),
        new.mark_text().encode(x, y, text="said:N", color=alt.Color("ink:N", scale=None)),
        words.mark_text(align="left", color=INK, dy=DY).encode(y=y, x=alt.value(_WIDTH + 24)),
        width=_WIDTH,
        height=placed.height,
    )


def _points(rows: Sequence[dict[str, Any]], placed: Rows, kind: str, largest: int) -> list[dict[str, Any]]:
    """A point for each score that is known, before and after, on the line of its row."""
    return [
        on_score(
            {
                "row": place.middle,
                "side": side,
                "score": row[side],
                "said": f"{row[side]}{'?' * (side in row['doubtful'])}",
            },
            row[side],
            kind,
            largest,
        )
        for row, place in zip(rows, placed.places, strict=True)
        for side in ("before", "after")
        if row[side] is not None
    ]
