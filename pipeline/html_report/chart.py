"""The scores of one risk or opportunity through the quarters, drawn by Vega-Lite when the report is made."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from pipeline.html_report.words import quarter
from pipeline.store.tables import EntryRow

_WIDTH, _HEIGHT = 300, 150
"""Of what is drawn in, in pixels: with its labels it fits the screen of a phone."""

_INK = "currentColor"
_SIZED = re.compile(r' class="marks" width="[\d.]+" height="[\d.]+"')
_BACKGROUND = re.compile(r'<rect width="[\d.]+" height="[\d.]+" fill="white"/>')


def score_chart(entries: Sequence[EntryRow], largest: int, held: Collection[date]) -> str:
    """The chart as SVG, whose colours are those of the text around it; "" where fewer than two editions give a score.

    ``held`` are the last days of the quarters of which an edition is held; the others between are shaded. An edition
    that lists the risk without a score is a ring on the axis. Its values are in a table beside it, so it has no words
    for those who cannot see it.
    """
    points = [point for row in entries if row.period_end for point in _points(row)]
    if len({point["quarter"] for point in points if point["score"]}) < 2:
        return ""
    at = {point["quarter"] for point in points}
    unknown = sorted({*range(min(at), max(at) + 1)} - {_quarter(day) for day in held})
    import vl_convert  # starts a JavaScript engine

    drawn = vl_convert.vegalite_to_svg(_spec(points, unknown, max([largest, *(point["score"] for point in points)])))
    return _SIZED.sub(' class="chart" aria-hidden="true"', _BACKGROUND.sub("", drawn), count=1)


def _quarter(day: date) -> int:
    return day.year * 4 + (day.month - 1) // 3


def _points(row: EntryRow) -> list[dict[str, Any]]:
    at = _quarter(row.period_end) if row.period_end else 0
    listed = 0 if row.current_score is None else None
    return [
        {"quarter": at, "label": quarter(row), "of": name, "score": score}
        for name, score in (("current", row.current_score), ("target", row.target_score), ("listed", listed))
        if score is not None
    ]


def _spec(points: Sequence[dict[str, Any]], unknown: Sequence[int], largest: int) -> dict[str, Any]:
    labels = {point["quarter"]: point["label"] for point in points}
    first, last = min(labels), max(labels)
    said = " : ".join(f"datum.value == {at} ? '{label}'" for at, label in labels.items())
    x = {
        "field": "quarter", "type": "quantitative", "scale": {"domain": [first, last], "nice": False, "padding": 12},
        "axis": {"values": list(labels), "labelExpr": f"{said} : ''", "labelAngle": -40, "title": None, "grid": False,
                 "labelOverlap": False},
    }  # fmt: skip
    y = {
        "field": "score", "type": "quantitative", "scale": {"domain": [0, largest]},
        "axis": {"title": "score", "tickCount": 5, "gridOpacity": 0.15},
    }  # fmt: skip
    shaded = [{"from": at - 0.5, "to": at + 0.5} for at in unknown]
    of = [{"filter": f"datum.of == '{name}'"} for name in ("current", "target", "listed")]
    size = {"strokeWidth": 2, "color": _INK}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": _WIDTH, "height": _HEIGHT, "data": {"values": list(points)}, "encoding": {"x": x, "y": y},
        "layer": [
            {"name": "unknown", "data": {"values": shaded}, "mark": {"type": "rect", "opacity": 0.1, "color": _INK},
             "encoding": {"x": {"field": "from", "type": "quantitative"}, "x2": {"field": "to"}, "y": None}},
            {"name": "target", "transform": of[1:2], "mark": {"type": "line", "strokeDash": [2, 4], **size}},
            {"name": "target_at", "transform": of[1:2],
             "mark": {"type": "point", "shape": "diamond", "size": 70, "filled": True, "opacity": 1, "color": _INK}},
            {"name": "current", "transform": of[:1], "mark": {"type": "line", **size}},
            {"name": "current_at", "transform": of[:1],
             "mark": {"type": "circle", "size": 90, "opacity": 1, "color": _INK}},
            {"name": "listed_at", "transform": of[2:],
             "mark": {"type": "point", "size": 70, "opacity": 1, "color": _INK}},
            {"name": "said", "transform": of[:1], "encoding": {"text": {"field": "score"}},
             "mark": {"type": "text", "dy": -12, "fontWeight": "bold", "color": _INK}},
        ],
        "config": {
            "font": "inherit", "view": {"stroke": None}, "background": None,
            "axis": {"labelColor": _INK, "titleColor": _INK, "tickColor": _INK, "domainColor": _INK, "gridColor": _INK,
                     "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"},
            "text": {"fontSize": 13},
        },
    }  # fmt: skip
