"""The words that values are printed in: what can be searched for besides titles, descriptions and statements."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.store.fields import fields_of
from pipeline.store.tables import EntryRow, ProfileRow


def printed_words(row: EntryRow | ProfileRow) -> Iterator[tuple[str, str]]:
    """What a row prints in words, by its column (``direction_raw``); not its number, nor what has no letter.

    The view ``texts`` has the same.
    """
    of: type = type(row)
    for field in fields_of(of):
        text = getattr(row, field.raw) if field.raw and field.column != "risk_id" else None
        if text and any(map(str.isalpha, text)):
            yield field.raw or field.column, text
