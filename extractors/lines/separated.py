"""Text as a table of values with a separator between them (CSV), as a spreadsheet saves a sheet.

Two questions meet here: whether a text is one (asked by what detects formats), and which records it holds.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable

_SEPARATORS = ",;|"
"""Not the tab: plain text renderings have tabs between cells, and are read by other rules."""
_REGULAR = 0.9
"""The share of records, from the heading on, that have as many values as most."""
_SPACED = 0.3
"""The share of values that begin with a blank: more of them do in prose, and where columns are lined up."""


def separated_records(text: str) -> list[list[str]] | None:
    """The records of a text that is a table of values, blank ones too, in order; None for any other text.

    A table has at least two records of the same number of values. Above its first full record there may be titles of
    fewer values.
    """
    found = (records for separator in _SEPARATORS if (records := _records(text, separator)) and _is_table(records))
    return max(found, key=_width, default=None)


def _records(text: str, separator: str) -> list[list[str]] | None:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:  # a quotation mark that is not closed, or something else that no spreadsheet writes
        return None


def _is_table(records: Iterable[list[str]]) -> bool:
    filled = [record for record in records if any(map(str.strip, record))]
    width = _width(filled)
    first = next((number for number, record in enumerate(filled) if len(record) == width), 0)
    full = [record for record in filled[first:] if len(record) == width]
    behind = [value for record in full for value in record[1:]]
    spaced = sum(value[:1] == " " for value in behind)
    return (
        width > 1 and len(full) > 1 and len(full) >= _REGULAR * len(filled[first:]) and spaced <= _SPACED * len(behind)
    )


def _width(records: Iterable[list[str]]) -> int:
    """How many values most records have; of two numbers that are as frequent, the larger."""
    counts = Counter(len(record) for record in records if any(map(str.strip, record)))
    return max(counts, key=lambda width: (counts[width], width), default=0)
