"""What becomes of each cell and line that a register or a profile is read from: nothing is left out silently.

A layout opens what it goes through, and settles what it uses (a value, a heading, a label, a title) or sets aside with
a finding that gives the reason. The rest is reported here, on the entry in which it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractors.document import Cell, Line, Table
from extractors.findings import Code, Finding
from extractors.layouts.grid import IDENTIFIER, all_text, place_of, scheme, short
from extractors.records import Register

_LONGEST_KEY = 60
"""A cell of more letters is prose, as no key to the scores holds."""


@dataclass(slots=True)
class Audit:
    """The cells, and the runs of lines between tables, that have to be accounted for."""

    _cells: list[Cell] = field(default_factory=list)
    _runs: list[tuple[Line, ...]] = field(default_factory=list)
    _settled: set[int] = field(default_factory=set)
    """Identities, not equals: two cells may say the same."""

    def open(self, cells: Iterable[Cell]) -> None:
        """Have these cells to account for."""
        self._cells += cells

    def open_lines(self, lines: Iterable[Line]) -> None:
        """Have a run of lines to account for, such as stand between two cards."""
        self._runs.append(tuple(lines))

    def settle(self, *parts: Cell | Line) -> None:
        """These are used, or set aside with a finding of their own."""
        self._settled.update(map(id, parts))

    def unread_cells(self) -> Iterator[tuple[Cell, Finding]]:
        """Each cell with words that nothing settled, and what is to be said of it."""
        for cell in self._cells:
            if (cell.lines or cell.tables) and id(cell) not in self._settled:
                message = f"no heading or label stands over '{short(all_text(cell), 200)}', so it is not read"
                yield cell, Finding(Code.UNREAD_TEXT, message, place_of([cell]))

    def unread_lines(self) -> Iterator[Finding]:
        """What is to be said of each run of lines, but for those that are settled."""
        for run in self._runs:
            lines = [line for line in run if id(line) not in self._settled]
            if lines:
                said = short(" / ".join(line.text for line in lines), 200)
                first, *also = (place for line in lines for place in line.places[:1] or (None,))
                message = f"{len(lines)} line(s) between two tables of the register are not read: '{said}'"
                yield Finding(Code.UNREAD_TEXT, message, first, also=tuple(filter(None, also)))


def passed_over(table: Table, register: Register, *, doubtful: bool) -> Iterator[Finding]:
    """What is to be said of a table that no layout reads, after a register: it may be of it.

    It bears identifiers of the register in cells of their own, or (``doubtful``) it stands where the register may go
    on, and holds more than figures and keys.
    """
    schemes = {scheme(line.text) for entry in register.entries for line in entry.values.get("id", ())[:1]}
    cells = [cell for cell in table.cells if IDENTIFIER.fullmatch(cell.text) and scheme(cell.text) in schemes]
    prose = [line for cell in table.cells for line in cell.lines if len(line.text) > _LONGEST_KEY]
    if cells:
        listed = short(", ".join(cell.text for cell in cells))
        message = f"a table with no headings of a register, on {listed}, is not read"
        yield Finding(Code.UNREAD_TEXT, message, place_of(cells))
    elif doubtful and prose:
        message = f"a table after a card, without labels, is not read: '{short(prose[0].text)}'"
        yield Finding(Code.UNREAD_TEXT, message, next(iter(prose[0].places), None))
