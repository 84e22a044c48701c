"""What one council does in its own way stands in its folder and nowhere else."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.organisations import LANCASHIRE, organisations

ROOT = Path(__file__).parents[1]
SOURCES = sorted(
    path
    for package in ("extractors", "normalise", "pipeline")
    for path in (ROOT / package).rglob("*")
    if path.suffix in (".py", ".toml") and path.parent.parent.name != "organisations"
)
FOR_PEOPLE = ("pipeline/cli/", "pipeline/settings.py")
"""Help texts give examples that an officer knows; the settings have the one default."""

EXAMPLES = {"examples", "seen"}
"""Keys of TOML whose strings are prints seen somewhere."""

SCHEMES = [scheme for one in organisations() for scheme in one.identifiers.schemes]
LETTERS = sorted({letters for scheme in SCHEMES for letters in (scheme.letters, *scheme.slips)})
OWN = re.compile(
    rf"(?i:{'|'.join((LANCASHIRE.slug, *LANCASHIRE.aliases))})|(?<![A-Za-z])(?:{'|'.join(LETTERS)})(?![A-Za-z])"
    rf"|\b(?:{'|'.join(short for short, _ in LANCASHIRE.roles)})\b"
)
GAS = re.compile(r"\bCO ?(?:\\s\?)?2\b|\bmi\|CO\b")
"""Carbon dioxide, also where its 2 is set lower."""


def texts(path: Path) -> Iterator[str]:
    """What a file says in code: names and strings of Python without docstrings, values of TOML without examples."""
    if path.suffix == ".toml":
        yield from _values(tomllib.loads(path.read_text("utf-8")))
        return
    tree = ast.parse(path.read_text("utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value
        elif isinstance(node, ast.Name):
            yield node.id


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, held in value.items():
            if key not in EXAMPLES:
                yield from (str(key), *_values(held))
    elif isinstance(value, list):
        for held in value:
            yield from _values(held)
    else:
        yield str(value)


@pytest.mark.parametrize("path", [path.relative_to(ROOT).as_posix() for path in SOURCES])
def test_no_file_outside_its_folder_knows_a_council(path: str) -> None:
    if path.startswith(FOR_PEOPLE):
        return
    assert [text for text in texts(ROOT / path) if OWN.search(GAS.sub("", text))] == []


def test_the_one_default_is_that_of_the_settings() -> None:
    assert [text for text in texts(ROOT / "pipeline" / "settings.py") if OWN.search(text)] == ["lancashire"]
