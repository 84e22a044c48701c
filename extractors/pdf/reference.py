"""What stands on a PDF page by pdfplumber alone: slow, widely used, and so what the fast way is held against.

Also the way out for pages whose text PDFium orders by rules of its own (right-to-left scripts).
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import pdfplumber

from extractors.pdf.objects import PageDamagedError, PageObjects, Rule, Word, Words
from extractors.places import Box

_THIN = 3.0
_APART = 0.25
"""Letters further apart than this, in type sizes, belong to two words."""


class ReferencePages:
    """A PDF opened with pdfplumber; gives what stands on a page."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @cached_property
    def _pdf(self) -> Any:
        return pdfplumber.open(io.BytesIO(self._content))

    def objects(self, number: int, count: int) -> PageObjects:
        """The words, rules and fills of one page (from 1) of a file that has so many by another reader.

        Raises:
            PageDamagedError: pdfplumber sees other pages, or cannot read this one.
        """
        try:
            same = len(self._pdf.pages) == count
            page = self._pdf.pages[number - 1]
            marks = Words(_words(page.chars)), *_drawing(page)
            objects = PageObjects(number, float(page.width), float(page.height), *marks)
            page.close()
        except Exception as error:  # pdfminer lets whatever its parts raise come through for a damaged file
            raise PageDamagedError from error
        if not same:
            raise PageDamagedError
        return objects

    def close(self) -> None:
        """Give the file back."""
        if "_pdf" in vars(self):
            self._pdf.close()


def _words(chars: Sequence[dict[str, Any]]) -> Iterator[Word]:
    run: list[dict[str, Any]] = []
    for char in chars:
        blank = char["text"].isspace()
        if run and (blank or not _follows(run[-1], char)):
            yield _word(run, blank_after=blank)
            run = []
        if not blank:
            run.append(char)
    if run:
        yield _word(run, blank_after=False)


def _follows(before: dict[str, Any], char: dict[str, Any]) -> bool:
    gap = char["x0"] - before["x1"]
    size = before["size"]
    return bool(abs(char["bottom"] - before["bottom"]) < 0.1 * size and -0.5 * size < gap < _APART * size)


def _word(run: Sequence[dict[str, Any]], *, blank_after: bool) -> Word:
    text = "".join(char["text"] for char in run)
    x0, x1, size = run[0]["x0"], run[-1]["x1"], run[0]["size"]
    baseline = run[0]["bottom"] - 0.21 * size
    piece = text.find("-", 1, -1)
    piece_end = x1 if piece < 0 or len(text) != len(run) else run[piece]["x1"]
    centre = ((x0 + x1) / 2, (run[0]["top"] + run[0]["bottom"]) / 2)
    return Word(text, x0, x1, baseline, size, blank_after, 0, run[0]["x1"], piece_end, centre)


def _drawing(page: Any) -> tuple[list[Rule], list[tuple[Box, str]]]:
    rules = [Rule(line["x0"], line["top"], line["x1"], line["bottom"]) for line in page.lines]
    fills = []
    for rect in page.rects:
        box = Box(rect["x0"], rect["top"], rect["x1"], rect["bottom"])
        if rect["stroke"] or min(box.x1 - box.x0, box.bottom - box.top) <= _THIN:
            rules += [
                Rule(box.x0, box.top, box.x1, box.top), Rule(box.x0, box.bottom, box.x1, box.bottom),
                Rule(box.x0, box.top, box.x0, box.bottom), Rule(box.x1, box.top, box.x1, box.bottom),
            ]  # fmt: skip
        elif rect["fill"] and (colour := _colour(rect["non_stroking_color"])):
            fills.append((box, colour))
    return rules, fills


def _colour(components: Any) -> str | None:
    """Grey or RGB components from 0 to 1 as ``#rrggbb``; None for other colour spaces."""
    if components is None:
        return None
    values = list(components) if isinstance(components, (list, tuple)) else [components]
    if len(values) == 1:
        values *= 3
    return "#" + "".join(f"{round(255 * value):02x}" for value in values) if len(values) == 3 else None
