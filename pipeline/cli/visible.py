"""Texts for a terminal: nothing that a paper or a file's name holds moves its cursor or turns its writing."""

from __future__ import annotations

import re
import sys

_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    r"""A text whose control and direction characters are written out (``\x1b``)."""
    return _UNSHOWN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def complain(message: object) -> None:
    """Print what is wrong, in a line."""
    print(f"riskhistory: {visible(str(message))}", file=sys.stderr)
