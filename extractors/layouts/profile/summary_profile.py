"""The summary risk profile: a line for each risk, with its scores and the colour of its confidence by quarter.

Recognised by its heading, which names an identifier, a score and the confidence of a quarter. A second heading begins
the opportunities.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.document import Cell, Document, Line, Paragraph, Table
from extractors.findings import Code
from extractors.layouts.drafts import Claim, PartDraft, RecordDraft, nearest_first
from extractors.layouts.grid import columns_of, framed_lines, shared_rows, with_findings_of
from extractors.layouts.profile.heading import ProfileHeading, heading_at
from extractors.records import Kind, Profile, ProfileLine
from extractors.vocabulary.headings import names_fields, nearest_profile_title
from extractors.vocabulary.identifiers import IN_CELL


def wanted(text: str) -> bool:
    """Whether a page's plain text may hold part of a profile: headings of a score and of two fields more."""
    named = names_fields(text)
    return len(named) >= 3 and not named.isdisjoint(("current_score", "target_score"))


def claims(document: Document) -> tuple[Claim, ...]:
    """The summary profiles of a document, in order; none gives ().

    A profile's title is the last line before its table that names one, else the last title of a register. A table
    under no title of its own belongs to the profile before it.
    """
    profiles: list[_ProfileDraft] = []
    context: list[Line] = []
    tables = 0
    last = -1
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            context.append(block.line)
            continue
        rows = shared_rows(block)
        head = next((row for row in range(block.rows) if heading_at(rows, row)), None)
        if head is not None:
            context += [line for cell in block.cells if cell.row < head for line in cell.lines]
            title = nearest_profile_title(context)
            if not profiles or profiles[-1].begins_another(title):
                profiles.append(_ProfileDraft(title, nearest_first(context)))
        elif not (tables and last == number - 1 and profiles[-1].goes_on(block)):
            context += framed_lines(block)
            continue
        tables += 1
        last = number
        profiles[-1].read(block, number, tables, head or 0)
        context = []
    return tuple(profile.claim(profile.profile()) for profile in profiles)


@dataclass(slots=True)
class _LineDraft(RecordDraft):
    """A line of a profile while its rows are being read."""

    likely_kind: Kind | None = None
    confidence: dict[int, Cell] = field(default_factory=dict)

    def line(self) -> ProfileLine:
        values = {name: tuple(lines) for name, lines in self.values.items()}
        line = ProfileLine(
            self.kind, values, self.confidence, self.places, self.table, self.rows[0], self.likely_kind,
            tuple(self.findings),
        )  # fmt: skip
        return with_findings_of(line, self.cells)


@dataclass(slots=True)
class _ProfileDraft(PartDraft[_LineDraft]):
    """A profile while its tables are being read, row by row."""

    heading: ProfileHeading = field(default_factory=ProfileHeading)
    width: int = 0

    def profile(self) -> Profile:
        """What has been read."""
        findings = self.report_unread()
        lines = tuple(draft.line() for draft in self.drafts)
        return Profile(self.title_text, self.place, lines, findings, self.context)

    def goes_on(self, table: Table) -> bool:
        """Whether a table without a heading goes on with the one before it: its rows begin with identifiers."""
        ids = [cell.text for cell in table.cells if self.heading.fields.get(cell.column) == "id" and cell.text]
        return table.columns == self.width and bool(ids) and all(IN_CELL.match(text) for text in ids)

    def read(self, table: Table, block: int, number: int, start: int) -> None:
        """Read a table's rows from its heading on, or from its first where it goes on with the table before."""
        self.width = table.columns
        self.blocks.append(block)
        self.unread.open(table.cells)
        rows = shared_rows(table)
        for above, cells in enumerate(rows[:start], 1):
            self.pass_above([cell for cell in cells if cell.lines or cell.tables], above)
        row = start
        while row < table.rows:
            cells = rows[row]
            filled = [cell for cell in cells if cell.lines or cell.tables]
            if found := heading_at(rows, row):
                heading, count = found
                self._take_heading(heading, [cell for cells in rows[row : row + count] for cell in cells])
                row += count
                continue
            if len(filled) == 1 and filled[0].column_span > table.columns // 2:
                self.take_section(filled[0])
            elif filled:
                self._take_row(cells, block, number, row)
            row += 1

    def _take_heading(self, heading: ProfileHeading, cells: Sequence[Cell]) -> None:
        self.heading, self.kind = heading, None
        for reason in dict.fromkeys(heading.unread.values()):
            self.report(Code.UNKNOWN_HEADING, f"a column is headed {reason}, and is not read", cells)
        for wording in heading.inferred:
            message = f"'{wording}' of each quarter beside both scores is read as the confidence"
            self.report(Code.INFERRED_HEADING, f'{message}; "{wording}" = "confidence" confirms it', cells)
        self.unread.settle(*cells, with_tables=False)

    def _take_row(self, cells: Sequence[Cell], block: int, table: int, row: int) -> None:
        """A row of values: a line of its own, or more of the one whose identifier spans it."""
        ids = [cell for cell in cells if "id" in self._names(cell)]
        printed = ids[0].text if ids else ""
        if ids and self.drafts and self.drafts[-1].holds(ids[0]):
            self._add(self.drafts[-1], cells)
        elif IN_CELL.match(printed):
            values: dict[str, list[Line]] = {name: [] for name in self.heading.fields.values()}
            rows = (row + 1, row + 1)
            self.drafts.append(_LineDraft(self.kind, block, table, rows, values, likely_kind=self.heading.kind))
            self._add(self.drafts[-1], cells)
        else:
            self.leave_out(cells, row + 1)

    def _names(self, cell: Cell) -> list[str]:
        """The fields under whose headings a cell stands."""
        fields = self.heading.fields
        return list(dict.fromkeys(fields[column] for column in columns_of(cell) if column in fields))

    def _add(self, draft: _LineDraft, cells: Sequence[Cell]) -> None:
        """Put a row's cells to a line; one that spans several quarters counts for each."""
        for cell in cells:
            if draft.holds(cell):
                continue
            draft.cells.append(cell)
            names = self._names(cell)
            quarters = [self.heading.quarters[each] for each in columns_of(cell) if each in self.heading.quarters]
            if names:
                draft.take(cell, names[0])
                self._report_merged(draft, cell, names, quarters)
            else:
                draft.confidence = dict.fromkeys(quarters, cell) | draft.confidence
            if names or quarters or not self.heading.unread.keys().isdisjoint(columns_of(cell)):
                self.unread.settle(cell, with_tables=bool(names) or not quarters)

    def _report_merged(self, draft: _LineDraft, cell: Cell, names: Sequence[str], quarters: Sequence[int]) -> None:
        others = [*names[1:], *(f"confidence of quarter {quarter}" for quarter in quarters)]
        if others and cell.lines:
            first, *rest = (name.replace("_", " ") for name in (names[0], *others))
            message = f"one cell stands under {first} and {', '.join(rest)}; read as the first of them"
            draft.report(Code.MERGED_CELL, message, [cell], names[0])
