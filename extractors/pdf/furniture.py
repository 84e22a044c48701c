"""What repeats in the margins of page after page: running heads, running feet and page numbers."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from extractors.document import Block, Line, Paragraph
from extractors.pdf.page_blocks import PageBlocks

_PAGE_NUMBER = re.compile(r"[-–]?\s*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[-–]?", re.IGNORECASE)


def part_furniture(pages: Sequence[PageBlocks]) -> tuple[tuple[Block, ...], tuple[Line, ...]]:
    """Part running heads, running feet and page numbers from what the paper says.

    A running head says something the first time (it may be the paper's title) and is furniture after that.
    """
    keys = [[_key(page, block, zone) for block, zone in zip(page.blocks, page.zones, strict=True)] for page in pages]
    seen = Counter(key for of_page in keys for key in set(of_page) if key)
    body: list[Block] = []
    furniture: list[Line] = []
    said: set[tuple[str, str]] = set()
    blocks = (block for page in pages for block in page.blocks)
    for block, key in zip(blocks, itertools.chain.from_iterable(keys), strict=True):
        if key is None or not isinstance(block, Paragraph):
            body.append(block)
            continue
        repeated = seen[key] > 1 and (key[0] == "foot" or key in said)
        said.add(key)
        if repeated or _PAGE_NUMBER.fullmatch(block.line.text):
            furniture.append(block.line)
        else:
            body.append(block)
    return tuple(body), tuple(furniture)


def _key(page: PageBlocks, block: Block, zone: str | None) -> tuple[str, str] | None:
    """What makes two lines in the margins of two pages the same: their words, whatever page number is among them.

    At the head only the page's own number is left aside: two registers in one file differ in a number there.
    """
    if zone is None or not isinstance(block, Paragraph):
        return None
    return zone, re.sub(rf"\b{page.number}\b" if zone == "head" else r"\d+", "#", block.line.text)
