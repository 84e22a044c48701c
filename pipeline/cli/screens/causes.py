"""Causes of findings as a person reads them: how much of what, where, and what to do about it; the gravest last."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from extractors.findings import Code, Severity
from pipeline.cli.screens.terminal import Page, counted
from pipeline.history.causes import Cause, Said, quotations
from pipeline.rows.locators import where

NOUNS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
"""What a finding of each severity is called."""

STYLES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}

_INDENT = 9
"""Columns that the severity before a cause takes up."""

_IN_A_LINE = (Code.CROSSWALK_EDITION_ABSENT,)
"""What a report after a run says in its sentence alone: it is so of everybody who has not all papers."""

_NAMES = 12
"""How many entries or words are named one by one."""


def print_causes(
    page: Page, causes: Sequence[Cause], *, most: int | None = None, quote: int = 160, under: str | None = None
) -> None:
    """Print each cause: what it is in a sentence, where it shows, and the next step with the lines to add, whole.

    At most ``most`` places are printed of each, all if None, and of a quotation at most ``quote`` characters. They
    stand under the name of a paper, if any is given.
    """
    for cause in causes:
        label = NOUNS[cause.severity]
        page.say(headline(cause), 0, _INDENT, label, lead_style=STYLES[cause.severity], style="bold", note=cause.code)
        if most is not None and cause.code in _IN_A_LINE:
            continue
        path = under
        for said in cause.said[:most]:
            page.say(_line(said, quote, named=said.path != path), _INDENT, _INDENT + 2)
            path = said.path
        if most is not None and (more := len(cause.said) - most) > 0:
            page.say(f"and {more} more", _INDENT, _INDENT + 2)
        page.say(cause.code.remedy.replace("`", ""), _INDENT - 2, _INDENT, "→", lead_style="bold green")
        for line in cause.lines:
            page.raw(" " * (_INDENT + 2) + line)


def headline(cause: Cause) -> str:
    """What a cause is, in a sentence: ``3 headings are unknown; 22 values under them are not read (2 papers)``."""
    said = counted(cause.number, *cause.code.counted)
    if cause.unread is not None:
        values = f"{counted(cause.unread, 'value')} under {'it' if cause.number == 1 else 'them'}"
        said = f"{said.partition(';')[0]}; {values} {'is' if cause.unread == 1 else 'are'} not read"
    if 1 < cause.papers < cause.number:
        said += f", in {cause.papers} papers"
    return said + (", in papers of which the history has another source" if cause.aside else "")


def _line(said: Said, quote: int, *, named: bool) -> str:
    """What is said of one paper: its name unless just named, entry, message, what else it is said of, and place."""
    message = said.message
    for quoted in quotations(message, said.row.value):
        message = message.replace(quoted, _shortened(quoted, quote))
    first, *others = said.of or ("",)
    entry = "" if first.startswith("'") else first
    path = said.path if named else None
    likewise = f"; likewise {_listed([_shortened(one, quote) for one in others])}" if others else ""
    line = ": ".join(filter(None, (path, entry, message))) + likewise
    if not said.row.page and not said.row.locator:
        return line
    more = f", and {counted(said.places - 1, 'more place')}" if said.places > 1 else ""
    return f"{line} ({where(said.row.page, said.row.locator)}{more})"


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _NAMES
    return ", ".join(names[:_NAMES]) + (f" and {more} more" if more > 0 else "")


def _shortened(text: str, most: int) -> str:
    """A text, in quotes if it has them, of at most so many characters, cut between words."""
    if len(text) <= most or not text.startswith("'"):
        return text
    return textwrap.shorten(text.strip("'"), most, placeholder=" …").join("''")
