"""Which arrow a name means: the alternative text of a picture, the class of an icon, the name of a shape or a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

_DATA = tomllib.loads(Path(__file__).with_name("arrows.toml").read_text(encoding="utf-8"))
_DIRECTIONS: dict[str, str] = {word: arrow for arrow, words in _DATA["direction"].items() for word in words}
_SHAPES = frozenset(_DATA["words"]["shapes"])
_BESIDE = frozenset(_DATA["words"]["beside"]) | _SHAPES
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|(?<!\d)\d+x|[↑↓→←↔↕⇧⇩⇦⇨⬆⬇⬅➡⇔⬌▲▼]")
_BOTH = {frozenset("←→"): "↔", frozenset("↑↓"): "↕"}
_NO_CHANGE = re.compile(r"\bno[ _-]change\b|\bnot changed\b", re.IGNORECASE)

_TURNS = "↑↗→↘↓↙←↖"
"""The arrows by how far they are turned, an eighth each."""


def named_arrow(name: str, *, as_icon: bool = False) -> str | None:
    """The arrow that a name means, or None where it means none or holds other words.

    ``as_icon``: the name is one of an icon, class or file, so it must say that it is an arrow (``fa-arrow-up``).
    """
    name = _NO_CHANGE.sub("level", name)
    words = [word.casefold() for word in _WORD.findall(name)]
    found = {_DIRECTIONS[word] for word in words if word in _DIRECTIONS}
    others = {word for word in words if word not in _DIRECTIONS}
    if others - _BESIDE or (as_icon and not others & _SHAPES):
        return None
    return _one_of(found)


def agreed_arrow(names: Iterable[str], icons: Iterable[str] = ()) -> str | None:
    """The one arrow that all names which mean one agree on, else None; names of icons count beside the others."""
    found = {named_arrow(name) for name in names} | {named_arrow(name, as_icon=True) for name in icons}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def turned(arrow: str, degrees: float) -> str | None:
    """An arrow turned clockwise; None where it then points to no eighth of the circle (within 10 degrees)."""
    eighths, rest = divmod(degrees % 360 + 10, 45)
    if rest > 20:
        return None
    if arrow in {"↔", "↕"}:
        return None if eighths % 2 else (arrow if eighths % 4 == 0 else {"↔": "↕", "↕": "↔"}[arrow])
    return _TURNS[(_TURNS.index(arrow) + int(eighths)) % 8]


def mirrored(arrow: str, *, across: bool, upside_down: bool) -> str:
    """An arrow mirrored from left to right, from top to bottom, or both."""
    if across:
        arrow = arrow.translate(str.maketrans("→←↗↖↘↙", "←→↖↗↙↘"))
    return arrow.translate(str.maketrans("↑↓↗↘↖↙", "↓↑↘↗↙↖")) if upside_down else arrow


def _one_of(found: set[str]) -> str | None:
    return found.pop() if len(found) == 1 else _BOTH.get(frozenset(found))
