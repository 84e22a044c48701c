"""Texts that a spreadsheet would take for a formula."""

from __future__ import annotations

from typing import Any

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a formula begins with; alone, each is only itself."""


def no_formula(value: Any) -> Any:
    """A value that is no formula where comma-separated values are opened: such a text has an apostrophe in front."""
    return f"'{value}" if isinstance(value, str) and value[:1] in FORMULA and value not in FORMULA else value
