"""The scores of one risk or opportunity through the quarters, drawn by Vega-Lite when the report is made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pipeline.html_report.words import quarter
from pipeline.store.tables import EntryRow

_WIDTH, _HEIGHT = 300, 150
"""Of what is drawn in, in pixels: with its labels it fits the screen of a phone."""

_INK = "currentColor"
_SIZED = re.compile(r' class="marks" width="[\d.]+" height="[\d.]+"')
_BACKGROUND = re.compile(r'<rect width="[\d.]+" height="[\d.]+" fill="white"/>')


def score_chart(entries: Sequence[EntryRow], largest: int) -> str:
    """The chart as SVG, whose colours are those of the text around it; "" where fewer than two editions give a score.

    Quarters of which no edition is held have their width. Its values are in a table beside it, so it has no words for
    those who cannot see it.
    """
    points = [point for row in entries if row.period_end for point in _points(row)]
    if len({point["quarter"] for point in points}) < 2:
        return ""
    import vl_convert  # starts a JavaScript engine

    drawn = vl_convert.vegalite_to_svg(_spec(points, max([largest, *(point["score"] for point in points)])))
    return _SIZED.sub(' class="chart" aria-hidden="true"', _BACKGROUND.sub("", drawn), count=1)


def _points(row: EntryRow) -> list[dict[str, Any]]:
    at = row.period_end.year * 4 + (row.period_end.month - 1) // 3 if row.period_end else 0
    return [
        {"quarter": at, "label": quarter(row), "of": name, "score": score}
        for name, score in (("current", row.current_score), ("target", row.target_score))
        if score is not None
    ]


def _spec(points: Sequence[dict[str, Any]], largest: int) -> dict[str, Any]:
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
    of = [{"filter": f"datum.of == '{name}'"} for name in ("current", "target")]
    size = {"strokeWidth": 2, "color": _INK}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": _WIDTH, "height": _HEIGHT, "data": {"values": list(points)}, "encoding": {"x": x, "y": y},
        "layer": [
            {"name": "target", "transform": of[1:], "mark": {"type": "line", "strokeDash": [2, 4], **size}},
            {"name": "target_at", "transform": of[1:],
             "mark": {"type": "point", "shape": "diamond", "size": 70, "filled": True, "opacity": 1, "color": _INK}},
            {"name": "current", "transform": of[:1], "mark": {"type": "line", **size}},
            {"name": "current_at", "transform": of[:1],
             "mark": {"type": "circle", "size": 90, "opacity": 1, "color": _INK}},
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
