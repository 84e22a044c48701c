"""Where the risks of one edition stand on the matrix of likelihood and impact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import altair as alt

from riskhistory.charts.editions import by_number, chosen_council, named_edition, records, scored_editions
from riskhistory.charts.style import (
    DY,
    LINE,
    finished,
    joined,
    labels_of,
    largest_score,
    layered,
    nothing,
    nouns,
    on_score,
    stacked,
    table,
)
from riskhistory.warned import unscored

if TYPE_CHECKING:
    from riskhistory.history import History

_WIDTH, _LOWEST = 120, 58
"""Width of a cell of the matrix, and its least height, in pixels."""
_BESIDE = 130
"""Width of the names of the levels of likelihood, in pixels."""
_CORNER = 12
"""Height that the score in the corner of a cell takes from its numbers, in pixels."""
_IN_A_LINE = 2
"""Numbers of risks in a line of a cell."""
_LEVELS = 5
"""Levels that an axis has at least where nobody has written down how many there are."""

_DOUBTFUL = "SELECT entry_id FROM entries WHERE list_has_any(doubtful_fields, ?)"
_ENTRIES = "SELECT risk_id, detail FROM entries WHERE register_id = ? AND kind = ?"
_PLACES = "FROM matrix WHERE register_id = ? AND which = ? AND kind = ?"

Levels = Mapping[int, str]
"""The levels of an axis, from 1 on, each as a reader sees it."""

Entry = Mapping[str, Any]
"""A row of the view ``matrix``, and whether the place is in doubt (``doubtful``)."""


def heat_map(
    history: History,
    council: str | None = None,
    edition: str | None = None,
    which: Literal["current", "target", "inherent"] = "current",
    kind: Literal["risk", "opportunity"] = "risk",
    organisations: Iterable[Path] = (),
) -> alt.LayerChart:
    """The risks, or opportunities, of an edition on the matrix by which a council scores; a chart of Altair.

    ``edition`` is named as for ``History.edition``; without it, it is the council's newest one that gives scores.
    ``organisations`` are further folders of organisations, as the setting of that name: the levels of the matrix are
    called as the council's folder says, and are numbers where there is none.

    Raises:
        LookupError: the history holds nothing of the council, or several and none is named; the message lists them.
        FileNotFoundError: no edition, or more than one, is called so.
    """
    council = chosen_council(history, council)
    found = [named_edition(history, edition, council)] if edition else scored_editions(history, council)[-1:]
    noun = nouns(kind)
    if council is None or not found:
        return nothing(f"Where the {noun} of {council or 'the council'} stand", "No edition that is held gives scores.")
    (shown,) = found
    parts = [f"{which}_{part}" for part in ("score", "likelihood", "impact")]
    doubtful = set(history.sql(_DOUBTFUL, [parts])["entry_id"])
    title = f"Where the {noun} of {council} stand, {shown.label}: {which} scores"
    scored = history.sql(_PLACES, [shown.register_id, which, kind])
    left = unscored(history.sql(_ENTRIES, [shown.register_id, kind]), scored, which)
    said = f"{left[0].upper()}{left[1:]}." if left else ""
    if scored.empty:
        return nothing(title, said or f"The edition names no {noun}.")
    entries = [{**entry, "doubtful": entry["entry_id"] in doubtful} for entry in records(scored)]
    placed = [entry for entry in entries if entry["likelihood"]]
    axes = _levels(council, placed, organisations)
    chart, width = _layers(placed, axes, kind)
    return finished(chart, width, title, *_notes(entries), said)


def _levels(council: str, placed: Sequence[Entry], folders: Iterable[Path]) -> tuple[Levels, Levels]:
    """The levels of likelihood and of impact."""
    from normalise.organisations.known import find_organisations

    scale = find_organisations(folders, council).default.scale
    given = {"likelihood": scale.likelihood, "impact": scale.impact}
    likelihood, impact = (
        {level: f"{level} " + " /\n".join(words) for level, words in enumerate(levels, 1)}
        if any(levels)
        else {level: str(level) for level in range(1, max([_LEVELS, *(entry[axis] for entry in placed)]) + 1)}
        for axis, levels in given.items()
    )
    return likelihood, impact


def _layers(placed: Sequence[Entry], axes: tuple[Levels, Levels], kind: str) -> tuple[alt.LayerChart, float]:
    likelihood, impact = axes
    largest = largest_score([len(likelihood) * len(impact)])
    cells = [_cell(placed, row, column, kind, largest) for row in likelihood for column in impact]
    height = max([_LOWEST, *(LINE * (len(cell["lines"]) + 1) + _CORNER for cell in cells)])
    x = alt.X(
        "impact:O",
        scale=alt.Scale(type="band", domain=list(impact), padding=0),
        axis=alt.Axis(title="impact →", labelAngle=0, labelExpr=labels_of(impact), titlePadding=10),
    )
    y = alt.Y(
        "likelihood:O",
        scale=alt.Scale(type="band", domain=sorted(likelihood, reverse=True), padding=0),
        axis=alt.Axis(title="likelihood →", labelExpr=labels_of(likelihood), titlePadding=10),
    )
    base = alt.Chart(table(cells))
    ink = alt.Color("ink:N", scale=None)
    corner = base.mark_text(align="right", baseline="top", fontSize=10, xOffset=_WIDTH / 2 - 5, yOffset=5 - height / 2)
    width = _WIDTH * len(impact)
    chart = layered(
        base.mark_rect(stroke="white", strokeWidth=2).encode(x, y, color=alt.Color("fill:N", scale=None)),
        corner.encode(x, y, text="score:Q", color=ink),
        stacked(cells).mark_text(fontWeight="bold", dy=DY, yOffset=_CORNER / 2).encode(x, y, color=ink),
        width=width,
        height=height * len(likelihood),
    )
    return chart, width + _BESIDE


def _cell(entries: Iterable[Entry], likelihood: int, impact: int, kind: str, largest: int) -> dict[str, Any]:
    """A cell of the matrix, with the numbers of what stands in it, in lines."""
    here = [
        entry["risk_id"] + "?" * bool(entry["doubtful"])
        for entry in sorted(entries, key=lambda entry: by_number(entry["risk_id"]))
        if (entry["likelihood"], entry["impact"]) == (likelihood, impact)
    ]
    lines = [", ".join(here[start : start + _IN_A_LINE]) for start in range(0, len(here), _IN_A_LINE)]
    score = likelihood * impact
    cell = {"likelihood": likelihood, "impact": impact, "score": score, "lines": lines}
    return on_score(cell, score, kind, largest)


def _notes(entries: Sequence[Entry]) -> list[str]:
    said = ["The figure in a corner is the score, likelihood × impact; the darker, the higher."]
    for why, printed in (
        ("of which the paper prints the score alone", False),
        ("whose printed likelihood and impact do not give the printed score", True),
    ):
        those = [
            f"{entry['risk_id']} (score {entry['score']})"
            for entry in entries
            if entry["likelihood"] is None and printed == (entry["printed_likelihood"] is not None)
        ]
        said += [f"Without a place: {joined(those)}, {why}."] if those else []
    if any(entry["doubtful"] and entry["likelihood"] for entry in entries):
        said.append("With a question mark: to be checked in the paper.")
    return said
