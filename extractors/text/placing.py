"""Cells that lost their column are put back, where the table itself shows which it is.

A rendering drops blank cells, splits one in two, or shifts what is at the top of a page. Every way to spread the
cells of such a row over the columns, in their order, is weighed by how well they suit them; the
best is taken only if it is clearly the best. Nothing is moved, joined or left in doubt without a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import shorten

from extractors.findings import Code
from extractors.text.cells import Row, TextCell
from extractors.text.sentences import continues, ends_sentence, is_unfinished, openness

_WORD = re.compile(r"[^\W\d_]{2,}")
_NUMBER = re.compile(r"\d{1,3}\b(?!\s*%)")
_TOO_LONG = (1.25, 2)
"""So many times as long as the longest of its column a cell is rather too long, and far too long."""
_MOST_SPREADS = 20_000
"""Ways to spread a row that are looked at; a row with more of them is in doubt."""
_SHORT = 24
"""No cell of so few letters is too long for any column."""
_MOSTLY = 0.75
_FEW = 2
"""So many words count half as much as they would among many."""
_ENOUGH = 2
"""So many whole rows must show what the columns hold before any cell is moved."""
_FARTHEST = 2
"""No cell is sought further than this many columns from where it is."""
_CLEAR, _CLEARER = 0.2, 0.3
"""So much better, in the measure of ``_fit``, the best way must be than the next; more so in a row of the wrong length,
where nothing speaks for where its cells are."""
_STAYS = 0.2
"""What speaks for a cell of a row with as many cells as there are columns to be where it is."""

Spread = tuple[int, ...]
"""The column of each filled cell of a row, in order; two in one column were one cell before."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its whole rows show it: its words, whether it holds numbers, lists, sentences; its longest text."""

    words: frozenset[str]
    numbers: bool
    lists: bool
    sentences: bool
    longest: int


@dataclass(frozen=True, slots=True)
class Shape:
    """What a row must fit into: the columns, their headings as printed, and which of them names the rows.

    ``trimmed``: the rendering leaves out the blank cells at the end of a row. ``shown`` is how many whole rows there
    are to show what the columns hold.
    """

    columns: Sequence[Column]
    headings: Sequence[str]
    key: int
    trimmed: bool
    shown: int

    def names(self, *columns: int) -> str:
        """Columns, for a person who looks them up."""
        return " or ".join(f"column {column + 1} ('{self.headings[column]}')" for column in columns)


def place_cells(row: Row, shape: Shape, above: Row | None) -> None:
    """Put the cells of a row in their columns and make it as wide as the table.

    ``above`` is the row that it goes on with, None for a row with a name of its own, which is changed only if it has
    too few or too many cells. Of a row mostly in doubt, all cells stay where they are.
    """
    width = len(shape.columns)
    if len(row.cells) != width or above is not None:
        filled = [number for number, _ in _filled(row)]
        may_stay = len(row.cells) == width or shape.trimmed
        best = _best(row, shape, above, tuple(filled) if may_stay else None)
        columns = [sorted(set(choices)) for choices in zip(*best, strict=True)]
        unsure = [(number, choices) for number, choices in zip(filled, columns, strict=False) if len(choices) > 1]
        if not best or len(unsure) > len(filled) / 2 or (unsure and may_stay):
            message = f"where the {len(row.cells)} cells of the row belong under {width} headings is not clear"
            row.cells[filled[0]].note(Code.DOUBTFUL_CELL, f"{message}; they are read where they are")
        else:
            for number, choices in unsure:
                message = f"'{_short(row.cells[number])}' may belong in {shape.names(*choices)}"
                row.cells[number].note(Code.DOUBTFUL_CELL, f"{message}; the row has too few cells or too many")
            _rearrange(row, dict(zip(filled, best[0], strict=True)), shape)
    row.cells += [TextCell() for _ in range(width - len(row.cells))]


def _best(row: Row, shape: Shape, above: Row | None, staying: Spread | None) -> list[Spread]:
    """The spreads that suit the cells best, the best first; ``staying`` alone unless it is clearly beaten.

    Empty where nothing shows which is best.
    """
    if shape.shown < _ENOUGH:
        return [] if staying is None or max(staying, default=0) >= len(shape.columns) else [staying]
    weights = _spreads(row, shape, above)
    ranked = sorted(weights, key=lambda spread: -weights[spread])
    clear = _CLEARER if staying is None else _CLEAR
    best = [spread for spread in ranked if weights[ranked[0]] - weights[spread] < clear]
    return [staying] if staying in best else best


def _spreads(row: Row, shape: Shape, above: Row | None) -> dict[Spread, float]:
    """The ways to spread the filled cells of a row over the columns, in order, and how well each suits them together.

    A cell moves right by at most as many columns as the row lacks, left by as many as it has too many; so many cells
    may also join the one before. Only a row with a name has anything in the key column.
    """
    width = len(shape.columns)
    excess = len(row.cells) - width
    if abs(excess) > _FARTHEST and not shape.trimmed:
        return {}
    left, right = (min(max(steps, 0), _FARTHEST) for steps in (excess, -excess))
    reach = range(-left, right + 1) if excess else range(-_FARTHEST, _FARTHEST + 1)
    stays = 0.0 if excess and not shape.trimmed else _STAYS
    spreads: dict[Spread, float] = {(): 0.0}
    for number, cell in _filled(row):
        fits = {
            column: _fit(cell, shape.columns[column], above.cells[column] if above else None)
            + stays * (column == number)
            for column in (number + step for step in reach)
            if 0 <= column < width and (column == shape.key) == (above is None and number == shape.key)
        }
        spreads = {
            (*spread, column): weight + fit
            for spread, weight in spreads.items()
            for column, fit in fits.items()
            if not spread or column > spread[-1] or (column == spread[-1] and len(spread) - len({*spread}) < excess)
        }
        if len(spreads) > _MOST_SPREADS:
            return {}
    return spreads


def _filled(row: Row) -> list[tuple[int, TextCell]]:
    return [(number, cell) for number, cell in enumerate(row.cells) if cell.lines]


def _rearrange(row: Row, columns: dict[int, int], shape: Shape) -> None:
    """Put the filled cells of a row in these columns; report each that moves in a row of the right length, else it."""
    cells = [TextCell() for _ in shape.columns]
    changes: list[tuple[TextCell, str]] = []
    for number, column in columns.items():
        cell, said = row.cells[number], f"'{_short(row.cells[number])}'"
        joined = bool(cells[column].lines)
        cells[column].take(cell, as_one=True)
        if len(row.cells) == len(cells) and column != number:
            message = f"{said} is in {shape.names(number)}, but goes on in {shape.names(column)} and is read there"
            cells[column].note(Code.MENDED_CELL, message)
        elif column != number or joined:
            before = "with the cell before it " if joined else ""
            changes.append((cells[column], f"{said} {before}in {shape.names(column)}"))
    if changes:
        message = f"the row has {len(row.cells)} cells under {len(cells)} headings; where they suit best is read: "
        changes[0][0].note(Code.MENDED_ROW, message + ", ".join(change for _, change in changes))
    row.cells = cells


def _short(cell: TextCell) -> str:
    return shorten(cell.text, 40, placeholder="…")


def describe_column(rows: Sequence[Row], number: int) -> Column:
    """A column of a table, from rows that are as they should be."""
    cells = [row.cells[number] for row in rows]
    texts = [cell.text for cell in cells if cell.text]
    return Column(
        frozenset(word for text in texts for word in _words(text)),
        sum(_NUMBER.match(text) is not None for text in texts) > _MOSTLY * len(texts),
        any(line.level for cell in cells for line in cell.lines),
        any(map(ends_sentence, texts)),
        max(map(len, texts), default=0),
    )


def _fit(cell: TextCell, column: Column, above: TextCell | None = None) -> float:
    """How well a cell suits a column: the more the better, 0 where nothing speaks for or against it.

    Up to 1 for words that the column knows; less where one has numbers, list items or sentences and the other none, or
    the cell is far longer than any there. Where the cell may go on from the one ``above``: up to 1 more for words they
    share, more if that was left open, less if a small letter has nothing to go on from.
    """
    text, words = cell.text, _words(cell.text)
    fit = _share(words, column.words)
    numbered = _NUMBER.match(text) is not None
    if column.numbers and above is not None and above.lines:
        fit -= numbered or not words <= column.words
    elif column.numbers:
        fit += 1.0 if numbered else -1.0 if above is not None else 0.0
    else:
        fit -= numbered and not words
    fit -= not column.lists and any(line.level for line in cell.lines)
    fit -= not column.sentences and ends_sentence(text)
    fit -= sum(len(text) > times * max(column.longest, _SHORT) for times in _TOO_LONG) / len(_TOO_LONG)
    if above is not None:
        fit += _share(words, _words(above.text))
        if not cell.lines[0].typed and continues(text):
            fit += 2 * openness(above.lines[-1].text if above.lines else "") or -1.0
    return fit


def _share(words: frozenset[str], known: frozenset[str]) -> float:
    """How many of the words are known, from 0 to nearly 1: a few words count less than many."""
    return len(words & known) / (len(words) + _FEW)


def _words(text: str) -> frozenset[str]:
    """The words of a text that say what it is about, in small letters."""
    return frozenset(word.lower() for word in _WORD.findall(text) if not is_unfinished(word))
