"""Where a command prints to: a terminal, or a file of lines that do not depend on one."""

from __future__ import annotations

import csv
import json
import os
import shlex
import shutil
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalise.values.text import visible
from pipeline.cli.command import PARQUET
from pipeline.exchange.formulas import no_formula

if TYPE_CHECKING:  # a fifth of the time that a command takes, and only a terminal has use for it
    from rich.console import Console
    from rich.table import Table

_PLAIN_WIDTH = 120
"""Columns to write to where there is no terminal: what a log file says does not depend on where it was made."""


_LEAST_WIDTH = 60
"""A terminal narrower than this breaks lines itself."""


def open_console(*, stderr: bool = False) -> Console:
    """A console that prints text as it is: nothing in a paper or a file's name is markup."""
    from pipeline.cli.screens.console import PlainConsole

    console = PlainConsole(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)
    if not console.is_terminal:
        console.width = _PLAIN_WIDTH
    return console


class Page:
    """Lines of text, wrapped to the width of the terminal."""

    def __init__(self) -> None:
        is_terminal = sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))
        self._console = open_console() if is_terminal else None
        self._width = max(self._console.width if self._console else _PLAIN_WIDTH, _LEAST_WIDTH)

    @property
    def width(self) -> int:
        """Columns to write to."""
        return self._width

    def raw(self, text: str, style: str = "") -> None:
        """Print a line as it is, to be copied: no break is put into it."""
        self._print(text, style)

    def title(self, text: str) -> None:
        """Print the first line."""
        self._print(text, "bold")

    def show(self, table: Table) -> None:
        """Print a table, its cells wrapped between words."""
        (self._console or open_console()).print(table, soft_wrap=False)

    def _print(self, text: str, style: str = "", *parts: tuple[str, int]) -> None:
        """Print a text in a style; ``parts`` of it have another, each up to a place in it or, below 0, from it on."""
        text = visible(text)
        if self._console is None:
            print(text)
            return
        from rich.text import Text

        printed = Text(text, style)
        for part, place in parts:
            printed.stylize(part, min(place, 0), place if place > 0 else None)
        self._console.print(printed)

    def head(self, text: str) -> None:
        """Print a heading after an empty line."""
        self._print("")
        self.say(text, 0, 4, style="bold")

    def say(
        self,
        text: str,
        indent: int = 2,
        hang: int | None = None,
        lead: str = "",
        *,
        style: str = "",
        lead_style: str = "",
        note: str = "",
    ) -> None:
        """Print a text, wrapped between words: ``lead`` or else the text at ``indent``, further lines at ``hang``.

        ``note`` is printed behind it in brackets, fainter. Styles show on a terminal only.
        """
        after = " " * (indent if hang is None else hang)
        start = f"{' ' * indent}{lead} ".ljust(len(after)) if lead else " " * indent
        for line in (f"{text} ({note})" if note else text).splitlines() or [""]:
            wrapped = textwrap.fill(
                line, self._width, initial_indent=start, subsequent_indent=after, break_on_hyphens=False,
                break_long_words=False,
            )  # fmt: skip
            parts = [(lead_style, len(start))] if lead else []
            parts += [("not bold dim", -len(f"({note})"))] if note else []
            self._print(wrapped, style, *parts)
            start = after if lead else start


def command_line(words: str, out: Path) -> str:
    """What to type for a command of this program here: by its path, where the shell does not find it by its name."""
    called = Path(sys.argv[0])
    by_name = called.name != "riskhistory" or shutil.which(called.name)
    program = "riskhistory" if by_name else shlex.quote(str(called))
    return f"{program} {words}" + ("" if out == PARQUET else f" --out {shlex.quote(str(out))}")


def counted(number: int, one: str, several: str | None = None) -> str:
    """``1 risk``, ``2 risks``."""
    return f"{number} {one if number == 1 else several or one + 's'}"


def print_rows(form: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Print rows as a table for programs: ``csv``, comma-separated values under their headings, or ``json``, a list.

    In comma-separated values a list is its texts parted by semicolons, and a text that a spreadsheet would take for a
    formula has an apostrophe in front.
    """
    kept = ({name: row.get(name) for name in columns} for row in rows)
    if form == "json":
        lines = (json.dumps(row, ensure_ascii=False, default=_as_json) for row in kept)
        print("[\n" + ",\n".join(lines) + "\n]")
        return
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: no_formula(_in_a_cell(value)) for name, value in row.items()} for row in kept)


def _as_json(value: Any) -> Any:
    """What JSON has no type for: a date as text; a whole number of more than 64 bits as a number."""
    return int(value) if isinstance(value, Decimal) and value == int(value) else str(value)


def _in_a_cell(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, (tuple, list)) else value
