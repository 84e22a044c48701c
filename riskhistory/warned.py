"""What an answer leaves out, in a sentence to warn with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def left_out(entries: pd.DataFrame, placed: pd.DataFrame, which: str) -> str | None:
    """Which ``entries`` of an edition are not in a matrix of one of their scores (``which``), or without a place in it.

    ``placed`` are its rows of the view ``matrix``. None where all have a place.
    """
    said = [unscored(entries, placed, which)]
    unplaced = list(placed["risk_id"][placed["likelihood"].isna()])
    if unplaced:
        said.append(f"no likelihood and impact are printed that give the score of {_named(unplaced, len(entries))}")
    return "; ".join(each for each in said if each) or None


def unscored(entries: pd.DataFrame, placed: pd.DataFrame, which: str) -> str | None:
    """Which ``entries`` of an edition have no score of a stage (``which``); None where all have one."""
    scored = set(placed["risk_id"])
    without = [risk for risk in entries["risk_id"] if risk not in scored]
    listed = ", as a covering report only lists them" if set(entries["detail"]) == {"summary"} else ""
    return f"no {which} score is known of {_named(without, len(entries))}{listed}" if without else None


def _named(some: Sequence[str], number: int) -> str:
    return f"any of its {number} entries" if len(some) == number > 1 else ", ".join(some)
