"""Texts for a terminal: nothing that a paper or a file's name holds moves its cursor or turns its writing."""

from __future__ import annotations

import shutil
import sys
import textwrap

from normalise.values.text import visible


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
