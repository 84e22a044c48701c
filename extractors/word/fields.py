"""What a field prints for which the file stores no result: forms, and symbols (ECMA-376, part 1, 17.16)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from extractors.lines.characters import character, seen
from extractors.lines.choices import TICKED, UNTICKED
from extractors.word.markup import W, has, value
from extractors.word.styles import number

_SILENT = frozenset(("XE", "TC", "TA", "RD", "SET", "ASK", "PRIVATE", "ADVANCE", "HYPERLINK", "BIBLIOGRAPHY"))
"""Fields that print nothing of themselves."""
_SYMBOL = re.compile(
    r"SYMBOL\s+(0x[0-9a-f]{1,8}|\d{1,9})(?![0-9a-f])(?:[^\\]*(?:\\(?!f\s)[^\\]*)*\\f\s+\"?([^\"\\]+)\"?)?",
    re.IGNORECASE,
)


@dataclass(slots=True)
class OpenField:
    """A field that has begun; ``start`` is how many runs stood before it, ``form`` the form field's own data."""

    start: int
    form: Element | None = None
    instruction: list[str] = field(default_factory=list)
    at_result: bool = False

    @property
    def kind(self) -> str:
        """The first word of its instruction, in capitals."""
        return next(iter("".join(self.instruction).split()), "").upper()

    def printed(self) -> str | None:
        """What it prints without a stored result; None where only Word can tell."""
        if self.form is not None and (chosen := form_value(self.form)) is not None:
            return chosen
        symbol = _SYMBOL.match("".join(self.instruction).strip())
        if symbol:
            code = int(symbol[1], 16 if symbol[1].lower().startswith("0x") else 10)
            return seen(character(code), (symbol[2] or "").strip() or None)
        return "" if self.kind in _SILENT or not self.kind else None


def form_value(form: Element) -> str | None:
    """What a form field holds: the entry chosen, the box's state or the text it starts with (17.16.17)."""
    if (chosen := form.find(W + "ddList")) is not None:
        entries = [entry.get(W + "val", "") for entry in chosen.iterfind(W + "listEntry")]
        at = number(value(chosen, "result")) or number(value(chosen, "default")) or 0
        return entries[at] if 0 <= at < len(entries) else None
    if (box := form.find(W + "checkBox")) is not None:
        state = "checked" if box.find(W + "checked") is not None else "default"
        return TICKED if has(box, state) else UNTICKED
    if (typed := form.find(W + "textInput")) is not None:
        return value(typed, "default") or ""
    return None
