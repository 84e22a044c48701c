"""The register of 2016-2020: one table, a row for each risk, a column for each field.

Recognised by its heading row, in whatever order and wording the columns come; a table without one goes on with the
register table before it if it has as many columns and its rows begin with identifiers. Everything in the table is
an entry, a heading, a blank spacer row, or a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors.document import Cell, Document, Finding, Line, Paragraph, Table, plain
from extractors.layouts.entry import Entry, Kind, Register
from extractors.layouts.headings import HeadingRow, heading_row, is_title, names_fields, section_of

_IDENTIFIER = re.compile(r"[A-Za-z]{1,6}[.\s]{0,2}\d{1,3}\b")
"""The shape of an identifier at the start of its cell; which one it is, ``normalise`` says."""

_EXPECTED = ("description", "current_score", "target_score", "owner")
"""Fields no register is without; a table that lacks one is reported."""

_CONTEXT = 12
"""How many lines before a register may still speak of it."""


def wanted(text: str) -> bool:
    """Whether a page's plain text may hold part of such a register: the cheap pass over a long paper."""
    return len(names_fields(text)) >= 3 or any(is_title(line) for line in text.splitlines())


def read_registers(document: Document) -> tuple[Register, ...]:
    """The registers of this shape in a document, in order; none gives ().

    A register's title is the last title-like line before its table; its ``context`` are the lines between the
    register before it and its table, nearest first.
    """
    readers: list[_Reader] = []
    context: list[Line] = []
    tables = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            context.append(block.line)
            continue
        goes_on = bool(readers) and readers[-1].continues(block)
        if not goes_on and not any(heading_row(cells) for _, cells in block.by_row()):
            continue
        tables += 1
        context += [] if goes_on else _lines_above(block)
        title = next((line for line in reversed(context) if is_title(line.text)), None)
        if title is not None or not readers:
            readers.append(_Reader(title, tuple(reversed(context[-_CONTEXT:]))))
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

    kind: Kind
    table: int
    rows: tuple[int, int]
    values: dict[str, list[Line]] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)

    @property
    def identifier(self) -> str:
        return plain(self.values["id"])

    def entry(self) -> Entry:
        values = {name: tuple(lines) for name, lines in self.values.items()}
        places = tuple(place for cell in self.cells for place in cell.places)
        return Entry(self.kind, values, places, self.table, self.rows)


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

    def register(self) -> Register:
        """What has been read."""
        title, place = ("", None) if self.title is None else (self.title.text, self.title.places[0])
        entries = tuple(draft.entry() for draft in self.drafts)
        return Register(title, place, "register_table", entries, tuple(self.findings), self.context)

    def continues(self, table: Table) -> bool:
        """Whether a table without a heading row goes on with the one before it."""
        if self.heading is None or table.columns != self.width:
            return False
        identifiers = [c for c in table.cells if self.heading.fields.get(c.column) == "id"]
        return any(_IDENTIFIER.match(cell.text) for cell in identifiers) and not any(
            heading_row(cells) for _, cells in table.by_row()
        )

    def read(self, table: Table, number: int, *, goes_on: bool) -> None:
        """Read a table's rows; one that does not go on with the table before it needs a heading row first."""
        self.table = number
        if not goes_on:
            self.heading = None
        for row, cells in enumerate(_shared_rows(table), 1):
            filled = [cell for cell in cells if cell.lines or cell.tables]
            heading = heading_row(cells)
            if heading is not None:
                self._take_heading(heading, table.columns, cells)
            elif self.heading is None or not filled:
                continue  # lines above the heading are context; a blank row is a spacer
            elif len(filled) == 1 and filled[0].column_span > 1 and len(cells) < table.columns:
                self._take_section(filled[0])
            else:
                self._take_row(cells, row)

    def _report(self, code: str, message: str, cells: Sequence[Cell], name: str | None = None) -> None:
        place = next((place for cell in cells for place in cell.places), None)
        subject = self.drafts[-1].identifier if name and self.drafts else None
        self.findings.append(Finding(code, message, place, name, subject))

    def _take_heading(self, heading: HeadingRow, width: int, cells: Sequence[Cell]) -> None:
        repeated = self.heading is not None and self.heading.fields == heading.fields and self.kind == heading.kind
        self.heading, self.kind, self.width = heading, heading.kind, width
        if repeated:
            return
        for column, text in heading.unknown.items():
            message = (
                f"column {column + 1} is headed '{text}', which is no known heading; what stands in it is not read"
            )
            self._report("unknown_heading", message, [c for c in cells if c.column == column])
        for name in _EXPECTED:
            if name not in heading.fields.values():
                self._report("missing_heading", f"no column is headed as the {name.replace('_', ' ')}", cells)

    def _take_section(self, cell: Cell) -> None:
        """A row of one cell across the table: the section it announces, or a finding."""
        kind = section_of(cell.text)
        if kind is None:
            self._report("ignored_row", f"a row across the whole table is not read: '{_short(cell.text)}'", [cell])
        else:
            self.kind = kind

    def _take_row(self, cells: Sequence[Cell], row: int) -> None:
        """A row of values: an entry of its own, or the rest of the one before."""
        assert self.heading is not None
        ids = [cell for cell in cells if self.heading.fields.get(cell.column) == "id"]
        printed = ids[0].text if ids else ""
        last = self.drafts[-1] if self.drafts and self.drafts[-1].table == self.table else None
        if last is not None and ids and any(ids[0] is cell for cell in last.cells):
            self._add(last, cells, row)
        elif _IDENTIFIER.match(printed):
            draft = _Draft(self.kind or _kind_by_letters(printed), self.table, (row, row))
            self.drafts.append(draft)
            self._add(draft, cells, row)
        elif not printed and last is not None:
            self._add(last, cells, row)
            self._report(
                "row_without_id", f"row {row} bears no identifier; read as the rest of {last.identifier}", cells
            )
        else:
            text = " | ".join(_short(cell.text) for cell in cells if cell.lines)
            self._report(
                "unknown_id", f"row {row} bears no identifier that can be read, so it is left out: {text}", cells
            )

    def _add(self, draft: _Draft, cells: Sequence[Cell], row: int) -> None:
        """Put a row's values to an entry; a cell that spans several of its rows counts once."""
        assert self.heading is not None
        draft.rows = (draft.rows[0], row)
        for cell in cells:
            if any(cell is other for other in draft.cells):
                continue
            draft.cells.append(cell)
            covered = range(cell.column, cell.column + cell.column_span)
            names = [self.heading.fields[column] for column in covered if column in self.heading.fields]
            if not names:
                if cell.lines and not any(column in self.heading.unknown for column in covered):
                    message = f"column {cell.column + 1} has no heading; not read: '{_short(cell.text)}'"
                    self._report("unread_text", message, [cell])
                continue
            draft.values.setdefault(names[0], []).extend(self._lines_of(cell, names[0]))
            if len(names) > 1 and cell.lines:
                others = ", ".join(name.replace("_", " ") for name in names[1:])
                message = f"one cell stands under {names[0].replace('_', ' ')} and {others}; read as the first of them"
                self._report("merged_cell", message, [cell], names[0])

    def _lines_of(self, cell: Cell, name: str) -> Iterator[Line]:
        """A cell's lines, with those of a table inside it after them."""
        yield from cell.lines
        for table in cell.tables:
            self._report("nested_table", "a table inside the cell is read as lines of it, row by row", [cell], name)
            for inner in table.cells:
                yield from self._lines_of(inner, name)


def _shared_rows(table: Table) -> list[tuple[Cell, ...]]:
    """The cells of each row, one that spans several rows standing in each of them."""
    rows: list[list[Cell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.row_span, table.rows)):
            rows[row].append(cell)
    return [tuple(sorted(row, key=lambda cell: cell.column)) for row in rows]


def _kind_by_letters(printed: str) -> Kind:
    """Risk or opportunity where no heading says: opportunities alone are printed CO (or C0, by slip)."""
    return "opportunity" if re.match(r"C[O0]\W?\d", printed, re.IGNORECASE) else "risk"


def _short(text: str, length: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"
