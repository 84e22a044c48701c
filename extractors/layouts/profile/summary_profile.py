"""The summary risk profile: a line for each risk, with its scores and the colour of its confidence by quarter.

Recognised by its heading, which names an identifier, a score and the confidence of a quarter. A second heading begins
the opportunities. Every row is a line, a heading, a section, blank, or a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.document import Cell, Document, Line, Paragraph, Table
from extractors.findings import Code, Finding
from extractors.layouts.grid import (
    IDENTIFIER,
    columns_of,
    findings_of,
    framed_lines,
    inner_rows,
    place_of,
    read_row_by_row,
    shared_rows,
    short,
    with_findings_of,
)
from extractors.layouts.profile.heading import ProfileHeading, heading_at
from extractors.records import Kind, Profile, ProfileLine
from extractors.vocabulary.headings import CONTEXT, names_fields, nearest_profile_title, section_of


def wanted(text: str) -> bool:
    """Whether a page's plain text may hold part of a profile: headings of a score and of two fields more."""
    named = names_fields(text)
    return len(named) >= 3 and not named.isdisjoint(("current_score", "target_score"))


def read_profiles(document: Document) -> tuple[tuple[Profile, ...], frozenset[int]]:
    """The summary profiles of a document, in order, and the numbers of the blocks they took.

    A profile's title is the last line before its table that names one, else the last title of a register. A table
    under no title of its own belongs to the profile before it.
    """
    readers: list[_Reader] = []
    context: list[Line] = []
    taken: list[int] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            context.append(block.line)
            continue
        rows = shared_rows(block)
        head = next((row for row in range(block.rows) if heading_at(rows, row)), None)
        if head is not None:
            context += [line for cell in block.cells if cell.row < head for line in cell.lines]
            title = nearest_profile_title(context)
            if not readers or (title is not None and title.text != readers[-1].title_text):
                readers.append(_Reader(title, tuple(reversed(context[-CONTEXT:]))))
        elif not (taken and taken[-1] == number - 1 and readers[-1].goes_on(block)):
            context += framed_lines(block)
            continue
        taken.append(number)
        readers[-1].read(block, len(taken), head or 0)
        context = []
    return tuple(reader.profile() for reader in readers), frozenset(taken)


@dataclass(slots=True)
class _Draft:
    """A line of a profile while its rows are being read."""

    kind: Kind | None
    likely_kind: Kind | None
    table: int
    row: int
    values: dict[str, list[Line]]
    confidence: dict[int, Cell] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def line(self) -> ProfileLine:
        values = {name: tuple(lines) for name, lines in self.values.items()}
        places = tuple(place for cell in self.cells for place in cell.places)
        line = ProfileLine(
            self.kind, values, self.confidence, places, self.table, self.row, self.likely_kind, tuple(self.findings)
        )
        return with_findings_of(line, self.cells)

    def report(self, code: Code, message: str, cell: Cell, name: str | None = None) -> None:
        """Note something about the line, or about one of its fields."""
        self.findings.append(Finding(code, message, place_of([cell]), name))


@dataclass(slots=True)
class _Reader:
    """Reads the tables of one profile, row by row."""

    title: Line | None
    context: tuple[Line, ...]
    drafts: list[_Draft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    heading: ProfileHeading = field(default_factory=ProfileHeading)
    kind: Kind | None = None
    """What a row across the table says the lines below it are."""
    width: int = 0

    @property
    def title_text(self) -> str:
        return "" if self.title is None else self.title.text

    def profile(self) -> Profile:
        """What has been read."""
        place = next(iter(self.title.places), None) if self.title else None
        lines = tuple(draft.line() for draft in self.drafts)
        return Profile(self.title_text, place, lines, tuple(self.findings), self.context)

    def goes_on(self, table: Table) -> bool:
        """Whether a table without a heading goes on with the one before it: its rows begin with identifiers."""
        ids = [cell.text for cell in table.cells if self.heading.fields.get(cell.column) == "id" and cell.text]
        return table.columns == self.width and bool(ids) and all(IDENTIFIER.match(text) for text in ids)

    def read(self, table: Table, number: int, start: int) -> None:
        """Read a table's rows from its heading on, or from its first where it goes on with the table before."""
        self.width = table.columns
        rows = shared_rows(table)
        row = start
        while row < table.rows:
            cells = rows[row]
            filled = [cell for cell in cells if cell.lines or cell.tables]
            if found := heading_at(rows, row):
                heading, count = found
                self._take_heading(heading, cells)
                row += count
                continue
            if len(filled) == 1 and filled[0].column_span > table.columns // 2:
                self._take_section(filled[0])
            elif filled:
                self._take_row(cells, number, row)
            row += 1

    def _take_heading(self, heading: ProfileHeading, cells: Sequence[Cell]) -> None:
        self.heading, self.kind = heading, None
        for reason in dict.fromkeys(heading.unread.values()):
            self._report(Code.UNKNOWN_HEADING, f"a column is headed {reason}, and is not read", cells)

    def _take_section(self, cell: Cell) -> None:
        """A row of one cell across the table: the section it announces, or a finding."""
        kind = section_of(cell.text)
        if kind is None:
            self._report(Code.IGNORED_ROW, f"a row across the whole table is not read: '{short(cell.text)}'", [cell])
        else:
            self.kind = kind

    def _take_row(self, cells: Sequence[Cell], table: int, row: int) -> None:
        """A row of values: a line of its own, or more of the one whose identifier spans it."""
        ids = [cell for cell in cells if "id" in self._names(cell)]
        printed = ids[0].text if ids else ""
        if ids and self.drafts and any(ids[0] is cell for cell in self.drafts[-1].cells):
            self._add(self.drafts[-1], cells)
        elif IDENTIFIER.match(printed):
            values: dict[str, list[Line]] = {name: [] for name in self.heading.fields.values()}
            self.drafts.append(_Draft(self.kind, self.heading.kind, table, row + 1, values))
            self._add(self.drafts[-1], cells)
        else:
            text = " | ".join(short(cell.text) for cell in cells if cell.lines)
            message = f"row {row + 1} bears no identifier that can be read, so it is left out: {text}"
            self._report(Code.UNKNOWN_ID, message, cells)

    def _names(self, cell: Cell) -> list[str]:
        """The fields under whose headings a cell stands."""
        fields = self.heading.fields
        return list(dict.fromkeys(fields[column] for column in columns_of(cell) if column in fields))

    def _add(self, draft: _Draft, cells: Sequence[Cell]) -> None:
        """Put a row's cells to a line; one that spans several quarters counts for each."""
        for cell in cells:
            if any(cell is other for other in draft.cells):
                continue
            draft.cells.append(cell)
            names = self._names(cell)
            quarters = [self.heading.quarters[each] for each in columns_of(cell) if each in self.heading.quarters]
            if names:
                draft.values[names[0]] += cell.lines
                draft.findings += findings_of(cell, names[0])
                if inner := inner_rows(cell):
                    draft.values[names[0]] += inner
                    draft.report(Code.NESTED_TABLE, read_row_by_row(inner), cell, names[0])
                self._report_merged(draft, cell, names, quarters)
            elif quarters:
                for quarter in quarters:
                    draft.confidence.setdefault(quarter, cell)
            elif cell.lines and self.heading.unread.keys().isdisjoint(columns_of(cell)):
                message = f"column {cell.column + 1} has no heading; not read: '{short(cell.text)}'"
                draft.report(Code.UNREAD_TEXT, message, cell)

    def _report_merged(self, draft: _Draft, cell: Cell, names: Sequence[str], quarters: Sequence[int]) -> None:
        others = [*names[1:], *(f"confidence of quarter {quarter}" for quarter in quarters)]
        if others and cell.lines:
            first, *rest = (name.replace("_", " ") for name in (names[0], *others))
            message = f"one cell stands under {first} and {', '.join(rest)}; read as the first of them"
            draft.report(Code.MERGED_CELL, message, cell, names[0])

    def _report(self, code: Code, message: str, cells: Sequence[Cell]) -> None:
        self.findings.append(Finding(code, message, place_of(cells)))
