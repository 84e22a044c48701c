"""The number that an entry had before, where the register itself prints it: ``CR4 (formerly CR13)``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from extractors.records import Kind
from normalise.values.ids import Identifiers
from normalise.values.text import one_line
from normalise.values.wordings import any_of, load


def former_number(texts: Iterable[str], kind: Kind, identifiers: Identifiers) -> str:
    """The former number that an identifier or a title gives, in its canonical spelling; "" for none or several."""
    found = {
        identity.risk_id
        for text in map(one_line, texts)
        for word in _former().finditer(text)
        if (said := identifiers.in_text.match(text, word.end())) and (identity := identifiers.parse(said[0], kind))
    }
    return found.pop() if len(found) == 1 else ""


@cache
def _former() -> re.Pattern[str]:
    """A word for what was before, up to what is behind it."""
    return re.compile(rf"(?<!\w){any_of(load('lineage/lineage')['former'])}[\s:–-]*", re.IGNORECASE)
