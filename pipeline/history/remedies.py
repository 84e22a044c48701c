"""The lines that a person adds to a file to settle what findings are about, ready to be copied."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain
from pathlib import PurePath

from extractors.findings import Code
from extractors.records import FIELDS
from pipeline.history.findings import Found


def lines_to_add(code: Code, findings: Iterable[Found]) -> tuple[str, ...]:
    """The lines that the remedy of a code speaks of, none of them twice; none where it speaks of no lines.

    What only a person knows is empty (``""``) in them, and the file is refused while it is.
    """
    return tuple(chain.from_iterable(dict.fromkeys(_lines(code, found) for found in findings)))


def _lines(code: Code, found: Found) -> tuple[str, ...]:
    value, name = found.row.value, PurePath(found.path or "").name
    if code == Code.INFERRED_HEADING and value and (field := _field(found.row.field)):
        return (f"{_text(value)} = {_text(field)}",)
    if code == Code.UNKNOWN_HEADING and value:
        return (f'{_text(value)} = "" # the field it means, such as "consequence"',)
    if code == Code.UNKNOWN_TYPE and value:
        return (f"{_text(value)},",)
    if code == Code.UNKNOWN_PERIOD and name:
        return ("[[paper]]", f"file = {_text(name)}", 'period = "" # such as "2019/20 Q2"', _REASON)
    if code == Code.ORGANISATION_UNNAMED and name:
        return ("[[paper]]", f"file = {_text(name)}", 'organisation = "" # its name in full', _REASON)
    return ()


_REASON = 'reason = "" # how you know'


def _field(column: str | None) -> str | None:
    """The field, as layouts call it, that a column of the history is of."""
    from pipeline.store.tables import column_of  # to print findings takes no table of the history

    return next((field for field in FIELDS if column_of(field) == column), None)


def _text(words: str) -> str:
    """Words as TOML writes them: as JSON does, but for one sign that TOML wants escaped as well."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
