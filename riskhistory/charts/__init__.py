"""Charts of a history that a councillor can read: each of one council, labelled where a reader looks, with no legend.

::

    import riskhistory
    from riskhistory import charts

    history = riskhistory.load()
    charts.scores(history)  # drawn in a notebook
    charts.heat_map(history).save("map.png")  # or .svg, .html
    charts.doubts(history).to_dict()  # its description in Vega-Lite

They need Altair, which is installed with ``riskhistory[notebook]``, as ``make notebook`` does. No chart puts risks and
opportunities together, fills a quarter of which nothing is held, or tells anything by colour alone.
"""

from __future__ import annotations

try:
    import altair as _  # noqa: F401
except ModuleNotFoundError as error:
    raise ModuleNotFoundError("charts need Altair: run `make notebook`, or install riskhistory[notebook]") from error

from riskhistory.charts.changes import changes
from riskhistory.charts.doubts import doubts
from riskhistory.charts.editions import councils
from riskhistory.charts.heat_map import heat_map
from riskhistory.charts.owners import owners
from riskhistory.charts.scores import scores

__all__ = ["changes", "councils", "doubts", "heat_map", "owners", "scores"]
