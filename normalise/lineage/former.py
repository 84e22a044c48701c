"""The number that an entry had before, where the register itself prints it: ``CR4 (formerly CR13)``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractors.records import Kind
from normalise.values.ids import parse_id
from normalise.values.text import one_line
from normalise.values.wordings import any_of, load


def former_number(texts: Iterable[str], kind: Kind) -> str:
    """The former number that an identifier or a title gives, in its canonical spelling; "" for none or several."""
    found = {
        identity.risk_id
        for text in texts
        for said in _former().findall(one_line(text))
        if (identity := parse_id(said, kind))
    }
    return found.pop() if len(found) == 1 else ""


@cache
def _former() -> re.Pattern[str]:
    """A word for what was before, and the identifier behind it."""
    words = any_of(load("lineage/lineage")["former"])
    return re.compile(rf"(?<!\w){words}[\s:–-]*((?:corp|cr|co|c0)[\s.–-]*\d+)(?!\w)", re.IGNORECASE)
