"""Texts for a terminal: nothing that a paper or a file's name holds moves its cursor or turns its writing."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap

_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    r"""A text whose control and direction characters are written out (``\x1b``)."""
    return _UNSHOWN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def complain(message: object) -> None:
    """Print what is wrong: in a line, which a terminal shows in several, parted between words."""
    lines = f"riskhistory: {visible(str(message))}".splitlines()
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns
        lines = [
            textwrap.fill(line, width, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
            for line in lines
        ]
    print("\n".join(lines), file=sys.stderr)
