"""A paper as the lines a narrative is made of, one after the other, and where a register begins among them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from extractors.document import Document, Line, Paragraph, Table
from extractors.layouts.grid import goes_on_over_page, is_of_register, joined
from extractors.layouts.narrative.phrases import run_in_heading


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the paper with the heading level its format gives, or (no line) the beginning of a register."""

    line: Line | None
    heading: int = 0

    def pages(self) -> list[int]:
        """The pages it stands on, as far as it knows."""
        return [place.page for place in (self.line.places if self.line else ()) if place.page]


def steps_of(document: Document, taken: Collection[int] = ()) -> list[Step]:
    """The paper line by line, with paragraphs that a page end cut in two made whole.

    A row of a table is a line, its cells parted by ``|``; a table of one column is a frame around lines of its own. A
    heading that a sentence goes on behind is a line of its own.
    """
    return [part for step in _whole(_steps(document, taken)) for part in _parted(step)]


def _steps(document: Document, taken: Collection[int]) -> Iterator[Step]:
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            yield Step(block.line, block.heading)
        elif number in taken or is_of_register(block):
            yield Step(None)
        else:
            yield from map(Step, _rows(block))


def _rows(table: Table) -> Iterator[Line]:
    for _, cells in table.by_row():
        if table.columns == 1:
            yield from (line for cell in cells for line in cell.lines)
            continue
        texts = [cell.text.replace("\n", " ") for cell in cells if cell.lines]
        if texts:
            yield Line(" | ".join(texts), places=tuple(place for cell in cells for place in cell.places))


def _parted(step: Step) -> tuple[Step, ...]:
    parts = run_in_heading(step.line) if step.line and not step.heading else None
    return (replace(step, line=parts[0]), replace(step, line=parts[1])) if parts else (step,)


def _whole(steps: Iterable[Step]) -> list[Step]:
    whole: list[Step] = []
    for step in steps:
        before = whole[-1] if whole else None
        if step.line and before and before.line and goes_on_over_page(before.line, step.line):
            whole[-1] = replace(before, line=joined(before.line, step.line))
        else:
            whole.append(step)
    return whole
