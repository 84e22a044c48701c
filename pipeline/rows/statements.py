"""How the lines of an entry's longer fields become statements, one row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from extractors.document import Line
from extractors.records import Entry
from normalise.values.text import clean, one_line

STATEMENT_FIELDS = ("consequence", "control", "action", "progress")
"""The fields whose lines become statements."""


def statement_rows(entry: Entry) -> Iterator[dict[str, Any]]:
    """The statements of an entry, field by field in the order printed, without the keys of their edition."""
    for name in STATEMENT_FIELDS:
        printed = entry.values.get(name, ())
        owners = entry.line_owners.get(name, (None,) * len(printed))
        owned = [(line, owner) for line, owner in zip(printed, owners, strict=True) if clean(line.text)]
        heads = headings(line for line, _ in owned)
        for position, ((line, owner), heading) in enumerate(zip(owned, heads, strict=True)):
            place = next(iter(line.places), None)
            yield {
                "field": name,
                "position": position,
                "level": line.level,
                "heading": heading,
                "text": clean(line.text),
                "owner": one_line(owner or "") or None,
                "page": place.page if place else None,
                "bbox": list(place.box) if place and place.box else None,
            }


def headings(lines: Iterable[Line]) -> Iterator[str | None]:
    """For each line, the unmarked line that heads it: the last one before its bullets, unless it is a full sentence."""
    heading: str | None = None
    for line in lines:
        if line.level == 0:
            yield None
            text = clean(line.text)
            heading = None if text.endswith((".", "!", "?")) else text
        else:
            yield heading
