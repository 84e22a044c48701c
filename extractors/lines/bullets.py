"""Which glyphs at the start of a line are list markers, the same for every format."""

from __future__ import annotations

import re

BULLET = "•"
"""The one marker that stands for every bullet glyph in a Document."""

GLYPHS = "•◦‣⁃∙●○▪▫■□◆◇➢►▶✓·\uf0b7\uf0a7\uf0d8\uf0fc\uf0a8\uf076\u25aa\u2043\u00a7"
"""Bullets as fonts print them; U+F0xx is where Symbol and Wingdings keep theirs."""

_BULLET = re.compile(rf"^(?:[{re.escape(GLYPHS)}]\s*|[-–—o]\s+)(?=\S)")
_NUMBER = re.compile(r"^(\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)", re.IGNORECASE)


def split_bullet(text: str) -> tuple[str | None, str]:
    """Part a typed bullet from its text: ``"• Weekly"`` → ``("•", "Weekly")``; no bullet gives (None, text)."""
    match = _BULLET.match(text)
    return (BULLET, text[match.end() :]) if match else (None, text)


def number_of(text: str) -> str | None:
    """The list number a text starts with (``"1."``, ``"(a)"``, ``"iv)"``), or None. It stays in the text."""
    match = _NUMBER.match(text)
    return match.group(1) if match else None
