"""The text outside tables: headings, paragraphs, list items."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.lines.drafts import DraftLine
from extractors.lines.lists import Depths
from extractors.text.cells import lines
from extractors.text.markup import read_cell

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)[\s#]*$")


def paragraphs(raw: Iterable[str]) -> list[DraftLine]:
    """Lines of a text as paragraphs; a blank one is none. A list item that is set in stands under the one before."""
    found = []
    depths = Depths(0)
    for line in raw:
        heading = _HEADING.match(line)
        for said in lines(read_cell(heading[2] if heading else line).pieces):
            if said.level:
                said.level = max(said.level, depths.level(len(line) - len(line.lstrip())))
            else:
                depths = Depths(0)
            said.heading = len(heading[1]) if heading else 0
            found.append(said)
    return found
