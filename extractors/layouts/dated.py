"""Periods in the headings of columns: ``Q1``, ``Mar 21``, ``Score at 30 June 2021``."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:20)?\d\d"
_FISCAL = rf"20\d\d\s*[/–-]\s*{_YEAR}"
_QUARTER = r"(?:Q(?:tr|uarter)?\.?\s*[1-4]|[1-4](?:st|nd|rd|th)\s+quarter)(?!\d)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_PERIOD = re.compile(
    rf"(?:\b(?:as )?(?:at|of)\s+)?\b(?:{_QUARTER}(?:\W{{0,3}}{_FISCAL})?"
    rf"|(?:{_DAY}\s+)?{_MONTH}[\s'’-]*{_YEAR}|\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR}|(?<!\w )(?<!\w){_MONTH}$)(?![\w/])"
    rf"|{_FISCAL}",
    re.IGNORECASE,
)


def without_period(text: str) -> tuple[str, str]:
    """A wording without the periods it names, and these: ``Risk score Q2`` → ``Risk score``, ``Q2``."""
    named = " ".join(match[0] for match in _PERIOD.finditer(text))
    return (" ".join(_PERIOD.sub(" ", text).split()).strip(" ()[]–-,:"), named) if named else (text, "")
