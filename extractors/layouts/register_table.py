"""The register of 2016-2020: one table, a row for each risk, a column for each field.

Recognised by its heading row, in whatever order and wording the columns come; a table without one goes on with the
register table before it if it has as many columns and its rows begin with identifiers, or with nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from extractors.document import Cell, Document, Line, Paragraph, Table
from extractors.findings import Code, Finding
from extractors.layouts.drafts import Claim, PartDraft, RecordDraft, nearest_first
from extractors.layouts.grid import columns_of, framed_lines, shared_rows, short, with_findings_of
from extractors.records import Entry, Kind, Register
from extractors.vocabulary.headings import (
    HeadingRow,
    heading_row,
    is_title,
    names_fields,
    nearest_title,
    section_of,
)
from extractors.vocabulary.identifiers import IN_CELL

_EXPECTED = ("description", "types", "consequence", "current_score", "action", "target_score", "owner", "direction")
"""Fields no register is without; a heading row that lacks one is reported."""

_EXPECTED_OF: dict[Kind | None, tuple[str, ...]] = {"risk": ("control",), "opportunity": ("progress",), None: ()}
"""Fields that the entries of one kind always have besides."""


def wanted(text: str) -> bool:
    """Whether a page's plain text may hold part of such a register: the cheap pass over a long paper."""
    return len(names_fields(text)) >= 3 or any(is_title(line) for line in text.splitlines())


def claims(document: Document) -> tuple[Claim, ...]:
    """The registers of this shape in a document, in order; none gives ().

    A register's title is the last title-like line before its table, a sentence only where there is no other; its
    ``context`` are the lines between the register before it and its table, nearest first.
    """
    registers: list[_RegisterDraft] = []
    context: list[Line] = []
    tables = 0
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            context.append(block.line)
            continue
        headed = any(heading_row(cells) for cells in shared_rows(block))
        goes_on = bool(registers) and (registers[-1].ends_in(block) if headed else registers[-1].continues(block))
        if goes_on and registers[-1].begins_another(nearest_title(context)):
            goes_on = False  # another edition begins here, and which columns its table has is not said
        if not headed and not goes_on:
            context += framed_lines(block)
            continue
        tables += 1
        if headed and not goes_on:
            context += _lines_above(block)
            title = nearest_title(context)
            if title is not None or not registers:
                registers.append(_RegisterDraft(title, nearest_first(context)))
                context = []
        registers[-1].pass_over(context)
        context = []
        registers[-1].read(block, number, tables, goes_on=goes_on)
    return tuple(register.claim(register.register()) for register in registers)


def _lines_above(table: Table) -> Iterator[Line]:
    """The lines of a table above its heading row: a title set in a merged first row."""
    for _, cells in table.by_row():
        if heading_row(cells) is not None:
            return
        for cell in cells:
            yield from cell.lines


@dataclass(slots=True)
class _EntryDraft(RecordDraft):
    """An entry while its rows are being read."""

    def entry(self) -> Entry:
        values = {name: tuple(lines) for name, lines in self.values.items()}
        entry = Entry(self.kind, values, self.places, self.table, self.rows, findings=tuple(self.findings))
        return with_findings_of(entry, self.cells)


@dataclass(slots=True)
class _RegisterDraft(PartDraft[_EntryDraft]):
    """A register while its tables are being read, row by row."""

    heading: HeadingRow | None = None
    kind: Kind | None = None
    width: int = 0
    table: int = 0
    open: _EntryDraft | None = None
    """The entry that a row without an identifier goes on with."""

    def register(self) -> Register:
        """What has been read."""
        findings = self.report_unread()
        entries = tuple(draft.entry() for draft in self.drafts)
        return Register(self.title_text, self.place, "register_table", entries, findings, self.context)

    def continues(self, table: Table) -> bool:
        """Whether a table without a heading row goes on with the one before it."""
        if self.heading is None or table.columns != self.width:
            return False
        printed = [cell.text for cell in table.cells if self._is_id(cell) and cell.text]
        return not printed or any(IN_CELL.match(text) for text in printed)

    def ends_in(self, table: Table) -> bool:
        """Whether entries of the table before it stand above the heading row of a table."""
        if self.heading is None or table.columns != self.width:
            return False
        above = takewhile(lambda cells: heading_row(cells) is None, shared_rows(table))
        return any(IN_CELL.match(cell.text) for cells in above for cell in cells if self._is_id(cell))

    def _is_id(self, cell: Cell) -> bool:
        return self.heading is not None and self.heading.fields.get(cell.column) == "id"

    def read(self, table: Table, block: int, number: int, *, goes_on: bool) -> None:
        """Read a table's rows; one that does not go on with the table before it needs a heading row first."""
        self.table = number
        self.blocks.append(block)
        self.audit.open(table.cells)
        if not goes_on:
            self.heading = self.open = None
        for row, cells in enumerate(shared_rows(table), 1):
            filled = [cell for cell in cells if cell.lines or cell.tables]
            heading = heading_row(cells)
            if heading is not None:
                self._take_heading(heading, table.columns, cells)
            elif not filled:
                continue  # a spacer
            elif self.heading is None:
                self.pass_above(filled, row)
            elif len(filled) == 1 and filled[0].column_span > table.columns // 2:
                self._take_section(filled[0])
            else:
                self._take_row(cells, block, row)

    def _take_heading(self, heading: HeadingRow, width: int, cells: Sequence[Cell]) -> None:
        self.audit.settle(*cells, with_tables=False)
        repeated = heading == self.heading
        if not repeated or heading.kind:  # a heading for both kinds, repeated, leaves a section what it is
            self.kind = heading.kind
        self.heading, self.width = heading, width
        if repeated:
            return
        self.open = None
        for columns, why in ((heading.unknown, "is no known heading"), (heading.again, "another column is already")):
            for column, text in columns.items():
                message = f"column {column + 1} is headed '{text}', which {why}, and is not read"
                self.report(Code.UNKNOWN_HEADING, message, [cell for cell in cells if cell.column == column])
        for name in (*_EXPECTED, *_EXPECTED_OF[heading.kind]):
            if name not in heading.fields.values():
                message = f"no column is headed as the {name.replace('_', ' ')}"
                place = next((place for cell in cells for place in cell.places), None)
                self.findings.append(Finding(Code.MISSING_HEADING, message, place, name))

    def _take_section(self, cell: Cell) -> None:
        """A row of one cell across the table: the section it announces, or a finding."""
        kind = section_of(cell.text)
        if kind is None:
            self.report(Code.IGNORED_ROW, f"a row across the whole table is not read: '{short(cell.text)}'", [cell])
        else:
            self.kind = kind
        self.audit.settle(cell, with_tables=False)
        self.open = None

    def _take_row(self, cells: Sequence[Cell], block: int, row: int) -> None:
        """A row of values: an entry of its own, or the rest of the one before."""
        ids = [cell for cell in cells if self._is_id(cell)]
        printed = ids[0].text if ids else ""
        if self.open is not None and ids and self.open.holds(ids[0]):
            self._add(self.open, cells, row)
        elif IN_CELL.match(printed):
            values: dict[str, list[Line]] = {name: [] for name in self._columns_of(cells)}
            self.open = _EntryDraft(self.kind, block, self.table, (row, row), values)
            self.drafts.append(self.open)
            self._add(self.open, cells, row)
        elif not printed and self.open is not None and not _may_hold_an_id(ids):
            self._add(self.open, cells, row)
            message = f"row {row} bears no identifier; read as the rest of {self.open.identifier}"
            self.open.report(Code.ROW_WITHOUT_ID, message, cells)
        else:
            self.leave_out(cells, row)
            self.open = None  # what goes on with a row that is left out goes with it

    def _columns_of(self, cells: Sequence[Cell]) -> Iterator[str]:
        """The fields of a row: all that have a column, but those whose column is covered by another field's cell."""
        assert self.heading is not None
        covered = {column for cell in cells for column in range(cell.column + 1, cell.column + cell.column_span)}
        return (name for column, name in self.heading.fields.items() if column not in covered)

    def _add(self, draft: _EntryDraft, cells: Sequence[Cell], row: int) -> None:
        """Put a row's values to an entry; a cell that spans several of its rows counts once."""
        assert self.heading is not None
        if draft.table == self.table:
            draft.rows = (draft.rows[0], row)
        for cell in cells:
            if draft.holds(cell):
                continue
            draft.cells.append(cell)
            covered = columns_of(cell)
            names = [self.heading.fields[column] for column in covered if column in self.heading.fields]
            if names:
                draft.take(cell, names[0])
            if len(names) > 1 and cell.lines:
                first, *others = (name.replace("_", " ") for name in names)
                message = f"one cell stands under {first} and {', '.join(others)}; read as the first of them"
                draft.report(Code.MERGED_CELL, message, [cell], names[0])
            if names or not self.heading.unread.isdisjoint(covered):
                self.audit.settle(cell)


def _may_hold_an_id(cells: Sequence[Cell]) -> bool:
    """Whether something in the cells for an identifier was not read: such a row goes on with no other."""
    return any(finding.code == Code.UNREAD_PART for cell in cells for finding in cell.findings)
