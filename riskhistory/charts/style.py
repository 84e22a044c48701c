"""What all charts have in common: type, title, the words beside rows, colours of scores."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import altair as alt

from pipeline.history.colours import LARGEST, score_colour

INK, FAINT, PAPER = "#222222", "#6b6b6b", "#f0f0f0"
"""Of what is read first, of what is read after it (4.5:1 on white and more), and of what is left blank."""

LINE = 15
"""Height of a line of small text, in pixels."""

_TITLE, _NOTE = 9, 6.2
"""Width of a character of a title, and of the notes under it, in pixels."""
_NARROWEST = 560
"""Width that titles take in any chart, in pixels."""


def stacked(records: Iterable[Mapping[str, Any]]) -> alt.Chart:
    """Text of one or more lines, set round its place: the ``lines`` of each record. Its y and ink are left to say."""
    parts = (
        {**{name: value for name, value in record.items() if name != "lines"}, "line": line,
         "dy": LINE * (at - (len(record["lines"]) - 1) / 2)}
        for record in records
        for at, line in enumerate(record["lines"])
    )  # fmt: skip
    return alt.Chart(table(parts)).encode(text="line:N")


DY = alt.ExprRef("datum.dy")
"""Where a line of ``stacked`` text goes."""


def rows(**values: Iterable[Any]) -> alt.Data:
    """Data by columns."""
    return table([dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)])


def table(records: Iterable[Mapping[str, Any]]) -> alt.Data:
    """Data by rows."""
    return alt.Data(values=list(records))  # type: ignore[no-untyped-call]


def labels_of(labels: Mapping[int, str]) -> str:
    """The expression that gives an axis its words, by the value at which each stands."""
    return f"split({json.dumps(dict(labels))}[datum.value], '\\n')"


def on_score(record: Mapping[str, Any], score: int | None, kind: str, largest: int) -> dict[str, Any]:
    """A row with the colour of a score (``fill``) and of what is written on it (``ink``)."""
    colour = score_colour(kind, score, largest) if score else None
    fill, dark = (f"#{colour.fill}", colour.dark) if colour else ("#ffffff", False)
    return {**record, "fill": fill, "ink": "#ffffff" if dark else "#000000"}


def largest_score(scores: Iterable[int | None]) -> int:
    """The score that has the darkest colour."""
    return max([LARGEST, *(score for score in scores if score)])


def nouns(kind: str) -> str:
    """What entries of a kind are called."""
    return {"risk": "risks", "opportunity": "opportunities"}[kind]


def layered(*layers: alt.Chart, width: float, height: float) -> alt.LayerChart:
    """Charts one over the other, the first at the bottom; width and height are without axes and words beside."""
    return alt.LayerChart(layer=list(layers), width=width, height=height)


def finished(chart: alt.LayerChart, width: float, title: str, *notes: str) -> alt.LayerChart:
    """A chart with its title, what to know when reading it, and the same in words for who cannot see it.

    ``width`` is that of the whole chart, in pixels; neither title nor notes are cut off.
    """
    width = max(width, _NARROWEST)
    said = [line for note in notes if note for line in textwrap.wrap(note, int(width / _NOTE))]
    lines = textwrap.wrap(title, int(width / _TITLE))
    head = alt.TitleParams(lines, subtitle=said, anchor="start", frame="bounds")
    done: alt.LayerChart = (
        chart.properties(title=head, description=" ".join([title + ".", *said]), background="white", padding=12)
        .configure(font="Liberation Sans, Arial, Helvetica, sans-serif")
        .configure_title(
            fontSize=17, subtitleFontSize=12, subtitleColor=FAINT, color=INK, offset=16, subtitlePadding=6,
            subtitleLineHeight=LINE + 1,
        )
        .configure_axis(
            labelFontSize=12, titleFontSize=12, labelColor=INK, titleColor=FAINT, titleFontWeight="normal",
            labelLimit=0, titleLimit=0, grid=False, ticks=False, domain=False, labelPadding=8,
        )
        .configure_view(stroke=None)
        .configure_text(fontSize=12)
    )  # fmt: skip
    return done


def nothing(title: str, why: str) -> alt.LayerChart:
    """A chart that says why there is nothing to see."""
    lines = textwrap.wrap(why, int(_NARROWEST / _NOTE))
    blank = stacked([{"lines": lines}]).mark_text(align="left", color=FAINT, dy=DY).encode(x=alt.value(0))
    return finished(layered(blank, width=_NARROWEST, height=LINE * (len(lines) + 2)), _NARROWEST, title)


def joined(names: Sequence[str]) -> str:
    """Names in a sentence."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
