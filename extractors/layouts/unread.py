"""What becomes of each cell and line that a register or a profile is read from: nothing is left out silently.

A layout opens what it goes through, and settles what it uses (a value, a heading, a label, a title) or sets aside with
a finding that gives the reason. The rest is reported here, on the entry in which it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractors.document import Cell, Line, Table, plain
from extractors.findings import Code, Finding
from extractors.layouts.grid import all_text, inner_rows, is_of_register, place_of, short
from extractors.records import Register
from extractors.vocabulary.identifiers import IN_CELL, scheme

_LONGEST_KEY = 60
"""A cell of more letters is prose, as no key to the scores holds."""


@dataclass(slots=True)
class Unread:
    """The cells, and the runs of lines between tables, that have to be accounted for."""

    _cells: list[Cell] = field(default_factory=list)
    _runs: list[tuple[Line, ...]] = field(default_factory=list)
    _settled: set[int] = field(default_factory=set)
    """Identities, for two cells may say the same."""
    _with_tables: set[int] = field(default_factory=set)

    def open(self, cells: Iterable[Cell]) -> None:
        """Have these cells to account for."""
        self._cells += cells

    def open_lines(self, lines: Iterable[Line]) -> None:
        """Have a run of lines to account for, such as stand between two cards."""
        self._runs.append(tuple(lines))

    def settle(self, *parts: Cell | Line, with_tables: bool = True) -> None:
        """These are used, or set aside with a finding; perhaps but for the tables inside them, as in a heading."""
        self._settled.update(map(id, parts))
        if with_tables:
            self._with_tables.update(map(id, parts))

    def cells(self) -> Iterator[tuple[Cell, Finding]]:
        """Each cell with words that nothing settled, and what is to be said of it."""
        for cell in self._cells:
            if (cell.lines or cell.tables) and id(cell) not in self._settled:
                message = f"no heading or label stands over '{short(all_text(cell), 200)}', so it is not read"
            elif cell.tables and id(cell) not in self._with_tables:
                inner = "; ".join(row.text for row in inner_rows(cell))
                message = f"a table inside '{short(cell.text)}' is not read: '{short(inner, 200)}'"
            else:
                continue
            yield cell, Finding(Code.UNREAD_TEXT, message, place_of([cell]))

    def lines(self) -> Iterator[Finding]:
        """What is to be said of each run of lines, but for those that are settled."""
        for run in self._runs:
            lines = [line for line in run if id(line) not in self._settled]
            if lines:
                said = short(" / ".join(line.text for line in lines), 200)
                first, *also = (place for line in lines for place in line.places[:1] or (None,))
                message = f"{len(lines)} line(s) between two tables of the register are not read: '{said}'"
                yield Finding(Code.UNREAD_TEXT, message, first, also=tuple(filter(None, also)))


def passed_over(table: Table, before: Register | None, *, doubtful: bool) -> Iterator[Finding]:
    """What is to be said of a table that no layout reads, in a paper that holds a register: it may be of it.

    It has headings of a register, or bears identifiers of the one ``before`` it in cells of their own, or stands where
    that may go on (``doubtful``) and holds more than figures and keys.
    """
    schemes = {scheme(plain(entry.values.get("id", ()))) for entry in before.entries} if before else set()
    cells = [cell for cell in table.cells if IN_CELL.fullmatch(cell.text) and scheme(cell.text) in schemes]
    prose = [cell for cell in table.cells if any(len(line.text) > _LONGEST_KEY for line in cell.lines)]
    if cells:
        listed = short(", ".join(cell.text for cell in cells))
        message = f"a table with no headings of a register, on {listed}, is not read"
        yield Finding(Code.UNREAD_TEXT, message, place_of(cells))
    elif is_of_register(table) or (doubtful and prose):
        printed = " | ".join(filter(None, map(all_text, table.cells)))
        yield Finding(Code.UNREAD_TEXT, f"a table is not read: '{short(printed, 200)}'", place_of(table.cells))
