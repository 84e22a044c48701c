"""What a format damages is repaired by its reader: a layout reads tables, whatever they were read from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import extractors.layouts
from extractors.document import Format

SOURCES = sorted(Path(extractors.layouts.__path__[0]).rglob("*.py"))
FORMATS = "|".join(get_args(Format))
ASKS = re.compile(rf"\bdocument\.format\b|\bFormat\b|[\"'](?:{FORMATS})[\"']")


def test_the_test_knows_a_question_for_a_format() -> None:
    assert ASKS.search('if document.format == "text":')


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.stem)
def test_no_layout_asks_for_a_format(source: Path) -> None:
    assert ASKS.search(source.read_text("utf-8")) is None
