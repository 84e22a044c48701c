"""The tables of words, as TOML beside the modules that read by them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The table ``normalise/<name>.toml``, read once. Raises FileNotFoundError where there is none."""
    return tomllib.loads(resources.files("normalise").joinpath(f"{name}.toml").read_text("utf-8"))


def any_of(words: Iterable[str]) -> str:
    """A regular expression for one of some literal words; the longest that fits wins, a blank is any white space.

    Of no words, one that fits nothing.
    """
    return _group(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def any_pattern(rows: Iterable[dict[str, Any]]) -> str:
    """A regular expression for any of some TOML rows' ``pattern``, tried in the order of the table."""
    return _group(row["pattern"] for row in rows)


def _group(patterns: Iterable[str]) -> str:
    return f"(?:{'|'.join(patterns) or '(?!)'})"
