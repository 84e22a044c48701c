"""Which stated change says again what another one states: a report does, then the minutes of its meeting."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args, get_type_hints

from rapidfuzz import fuzz

from normalise.values.subjects import names
from pipeline.store.tables import EventRow

SAME_SENTENCE = 0.8
"""Similarity from which the sentences of two changes of unnamed entries are one, as minutes put what a report says: the
share of their letters that both have in the same order."""

_ORDER = get_args(get_type_hints(EventRow)["stated_in"])
"""A report goes to the meeting that minutes are of."""
_WORD = re.compile(r"\w+")


def with_repeats(events: Sequence[EventRow]) -> list[EventRow]:
    """The events of a history, each with the earlier one that states the same change.

    It does where it is of another paper, or another sort of paper, and of the same organisation and quarter, says that
    the same was done, and is about the same entry. An event of an unknown quarter repeats none: a later change of the
    same sort is one of its own.
    """
    standing: dict[tuple[object, ...], list[EventRow]] = defaultdict(list)
    repeated: dict[str, str] = {}
    for event in sorted(events, key=_order):
        if event.fiscal_year is None or event.quarter is None:
            continue
        alike = standing[event.organisation, event.fiscal_year, event.quarter, event.event]
        first = next((one for one in alike if _states_again(one, event)), None)
        if first is None:
            alike.append(event)
        else:
            repeated[event.event_id] = first.event_id
    return [replace(row, repeats=repeated.get(row.event_id)) for row in events]


def _order(event: EventRow) -> tuple[bool, str, int, str]:
    return event.date is None, str(event.date), _ORDER.index(event.stated_in), event.event_id


def _states_again(one: EventRow, other: EventRow) -> bool:
    elsewhere = (one.document_id, one.stated_in) != (other.document_id, other.stated_in)
    return elsewhere and one.other_risk_id == other.other_risk_id and _one_entry(one, other)


def _one_entry(one: EventRow, other: EventRow) -> bool:
    """Whether two events are about one entry: by its thread, else its number, else its name, else the sentence."""
    if one.lineage_id and other.lineage_id:
        return one.lineage_id == other.lineage_id
    if one.kind != other.kind:
        return False
    if one.risk_id and other.risk_id:
        return one.risk_id == other.risk_id
    if one.title and other.title:
        return names(one.title, other.title) or names(other.title, one.title)
    if any((one.lineage_id, one.risk_id, one.title, other.lineage_id, other.risk_id, other.title)):
        return False
    sentences = (" ".join(_WORD.findall(row.text.casefold())) for row in (one, other))
    return fuzz.ratio(*sentences) >= 100 * SAME_SENTENCE
