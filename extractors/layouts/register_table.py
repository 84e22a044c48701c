"""The register of 2016-2020: one table, a row for each risk, a column for each field.

Recognised by its heading row, in whatever order and wording the columns come; a table without one goes on with the
register table before it if it has as many columns and its rows begin with identifiers, or with nothing. Everything
in the table is an entry, a heading, a blank spacer row, or a finding.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from extractors.document import Cell, Document, Line, Paragraph, Table, plain
from extractors.findings import Code, Finding
from extractors.layouts.grid import (
    IDENTIFIER,
    columns_of,
    findings_of,
    framed_lines,
    inner_rows,
    place_of,
    read_row_by_row,
    scheme,
    shared_rows,
    short,
    with_findings_of,
)
from extractors.records import Entry, Kind, Register
from extractors.vocabulary.headings import (
    CONTEXT,
    HeadingRow,
    heading_row,
    is_title,
    names_fields,
    nearest_title,
    section_of,
)

_EXPECTED = ("description", "types", "consequence", "current_score", "action", "target_score", "owner", "direction")
"""Fields no register is without; a heading row that lacks one is reported."""

_EXPECTED_OF: dict[Kind | None, tuple[str, ...]] = {"risk": ("control",), "opportunity": ("progress",), None: ()}
"""Fields that the entries of one kind always have besides."""


def wanted(text: str) -> bool:
    """Whether a page's plain text may hold part of such a register: the cheap pass over a long paper."""
    return len(names_fields(text)) >= 3 or any(is_title(line) for line in text.splitlines())


def read_registers(document: Document, besides: Collection[int] = ()) -> tuple[Register, ...]:
    """The registers of this shape in a document, in order; none gives (). ``besides`` are blocks others have read.

    A register's title is the last title-like line before its table, a sentence only where there is no other; its
    ``context`` are the lines between the register before it and its table, nearest first.
    """
    readers: list[_Reader] = []
    context: list[Line] = []
    tables = 0
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            context.append(block.line)
            continue
        if number in besides:
            continue
        headed = any(heading_row(cells) for cells in shared_rows(block))
        title = nearest_title(context)
        goes_on = bool(readers) and (readers[-1].ends_in(block) if headed else readers[-1].continues(block))
        if goes_on and title is not None and title.text != readers[-1].title_text:
            goes_on = False  # another edition begins here, and which columns its table has is not said
        if not headed and not goes_on:
            if readers:
                readers[-1].pass_over(block)
            context += framed_lines(block)
            continue
        tables += 1
        if headed and not goes_on:
            context += _lines_above(block)
            title = nearest_title(context)
            if title is not None or not readers:
                readers.append(_Reader(title, tuple(reversed(context[-CONTEXT:]))))
        context = []
        readers[-1].read(block, tables, goes_on=goes_on)
    return tuple(reader.register() for reader in readers)


def _lines_above(table: Table) -> Iterator[Line]:
    """The lines of a table above its heading row: a title set in a merged first row."""
    for _, cells in table.by_row():
        if heading_row(cells) is not None:
            return
        for cell in cells:
            yield from cell.lines


@dataclass(slots=True)
class _Draft:
    """An entry while its rows are being read."""

    kind: Kind | None
    table: int
    rows: tuple[int, int]
    values: dict[str, list[Line]] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def identifier(self) -> str:
        return plain(self.values["id"])

    def holds(self, cell: Cell) -> bool:
        """Whether this very cell was read already, for it spans several rows."""
        return any(cell is other for other in self.cells)

    def entry(self) -> Entry:
        values = {name: tuple(lines) for name, lines in self.values.items()}
        places = tuple(place for cell in self.cells for place in cell.places)
        entry = Entry(self.kind, values, places, self.table, self.rows, findings=tuple(self.findings))
        return with_findings_of(entry, self.cells)

    def report(self, code: Code, message: str, cells: Sequence[Cell], name: str | None = None) -> None:
        """Note something about the entry, or about one of its fields."""
        self.findings.append(Finding(code, message, place_of(cells), name))


@dataclass(slots=True)
class _Reader:
    """Reads the tables of one register, row by row."""

    title: Line | None
    context: tuple[Line, ...]
    drafts: list[_Draft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    heading: HeadingRow | None = None
    kind: Kind | None = None
    width: int = 0
    table: int = 0
    open: _Draft | None = None
    """The entry that a row without an identifier goes on with."""

    @property
    def title_text(self) -> str:
        return "" if self.title is None else self.title.text

    def register(self) -> Register:
        """What has been read."""
        place = next(iter(self.title.places), None) if self.title else None
        entries = tuple(draft.entry() for draft in self.drafts)
        return Register(self.title_text, place, "register_table", entries, tuple(self.findings), self.context)

    def continues(self, table: Table) -> bool:
        """Whether a table without a heading row goes on with the one before it."""
        if self.heading is None or table.columns != self.width:
            return False
        printed = [cell.text for cell in table.cells if self.heading.fields.get(cell.column) == "id" and cell.text]
        return not printed or any(IDENTIFIER.match(text) for text in printed)

    def ends_in(self, table: Table) -> bool:
        """Whether entries of the table before it stand above the heading row of a table."""
        if self.heading is None or table.columns != self.width:
            return False
        above = takewhile(lambda cells: heading_row(cells) is None, shared_rows(table))
        ids = (cell.text for cells in above for cell in cells if self.heading.fields.get(cell.column) == "id")
        return any(IDENTIFIER.match(text) for text in ids)

    def pass_over(self, table: Table) -> None:
        """Report a table of no register that bears identifiers of this one in cells of their own."""
        schemes = {scheme(draft.identifier) for draft in self.drafts}
        cells = [cell for cell in table.cells if IDENTIFIER.fullmatch(cell.text) and scheme(cell.text) in schemes]
        if cells:
            listed = short(", ".join(cell.text for cell in cells))
            self._report(Code.UNREAD_TEXT, f"a table with no headings of a register, on {listed}, is not read", cells)

    def read(self, table: Table, number: int, *, goes_on: bool) -> None:
        """Read a table's rows; one that does not go on with the table before it needs a heading row first."""
        self.table = number
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
                if len(filled) > 1:  # one cell above the heading is a title, and context
                    said = short(" | ".join(cell.text for cell in filled))
                    self._report(
                        Code.IGNORED_ROW, f"row {row} stands above the heading and is not read: '{said}'", filled
                    )
            elif len(filled) == 1 and filled[0].column_span > table.columns // 2:
                self._take_section(filled[0])
            else:
                self._take_row(cells, row)

    def _report(self, code: Code, message: str, cells: Sequence[Cell], name: str | None = None) -> None:
        self.findings.append(Finding(code, message, place_of(cells), name))

    def _take_heading(self, heading: HeadingRow, width: int, cells: Sequence[Cell]) -> None:
        repeated = heading == self.heading
        if not repeated or heading.kind:  # a heading for both kinds, repeated, leaves a section what it is
            self.kind = heading.kind
        self.heading, self.width = heading, width
        if repeated:
            return
        self.open = None
        for column, text in heading.unknown.items():
            message = f"column {column + 1} is headed '{text}', which is no known heading, and is not read"
            self._report(Code.UNKNOWN_HEADING, message, [cell for cell in cells if cell.column == column])
        for column, text in heading.again.items():
            message = f"column {column + 1} is headed '{text}', which another column is already, and is not read"
            self._report(Code.UNKNOWN_HEADING, message, [cell for cell in cells if cell.column == column])
        for name in (*_EXPECTED, *_EXPECTED_OF[heading.kind]):
            if name not in heading.fields.values():
                self._report(Code.MISSING_HEADING, f"no column is headed as the {name.replace('_', ' ')}", cells)

    def _take_section(self, cell: Cell) -> None:
        """A row of one cell across the table: the section it announces, or a finding."""
        kind = section_of(cell.text)
        if kind is None:
            self._report(Code.IGNORED_ROW, f"a row across the whole table is not read: '{short(cell.text)}'", [cell])
        else:
            self.kind = kind
        self.open = None

    def _take_row(self, cells: Sequence[Cell], row: int) -> None:
        """A row of values: an entry of its own, or the rest of the one before."""
        assert self.heading is not None
        ids = [cell for cell in cells if self.heading.fields.get(cell.column) == "id"]
        printed = ids[0].text if ids else ""
        if self.open is not None and ids and self.open.holds(ids[0]):
            self._add(self.open, cells, row)
        elif IDENTIFIER.match(printed):
            self.open = _Draft(self.kind, self.table, (row, row))
            self.open.values = {name: [] for name in self._columns_of(cells)}
            self.drafts.append(self.open)
            self._add(self.open, cells, row)
        elif not printed and self.open is not None:
            self._add(self.open, cells, row)
            message = f"row {row} bears no identifier; read as the rest of {self.open.identifier}"
            self.open.report(Code.ROW_WITHOUT_ID, message, cells)
        else:
            text = " | ".join(short(cell.text) for cell in cells if cell.lines)
            message = f"row {row} bears no identifier that can be read, so it is left out: {text}"
            self._report(Code.UNKNOWN_ID, message, cells)
            self.open = None  # what goes on with a row that is left out goes with it

    def _columns_of(self, cells: Sequence[Cell]) -> Iterator[str]:
        """The fields of a row: all that have a column, but those whose column is covered by another field's cell."""
        assert self.heading is not None
        covered = {column for cell in cells for column in range(cell.column + 1, cell.column + cell.column_span)}
        return (name for column, name in self.heading.fields.items() if column not in covered)

    def _add(self, draft: _Draft, cells: Sequence[Cell], row: int) -> None:
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
            if not names:
                if cell.lines and not any(column in self.heading.unread for column in covered):
                    message = f"column {cell.column + 1} has no heading; not read: '{short(cell.text)}'"
                    draft.report(Code.UNREAD_TEXT, message, [cell])
                continue
            draft.values.setdefault(names[0], []).extend(cell.lines)
            draft.findings += findings_of(cell, names[0])
            if rows := inner_rows(cell):
                draft.values[names[0]] += rows
                draft.report(Code.NESTED_TABLE, read_row_by_row(rows), [cell], names[0])
            if len(names) > 1 and cell.lines:
                others = ", ".join(name.replace("_", " ") for name in names[1:])
                message = f"one cell stands under {names[0].replace('_', ' ')} and {others}; read as the first of them"
                draft.report(Code.MERGED_CELL, message, [cell], names[0])
