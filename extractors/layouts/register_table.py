"""A register as a table: a row for each risk, a column for each field.

Recognised by its heading, in whatever order and wording the columns come; a table without one goes on with the
register table before it if it has as many columns and its rows begin with identifiers, or with nothing. A list of the
actions on one risk may follow the table of that risk.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Cell, Document, Line, Paragraph, Table
from extractors.findings import Code, Finding
from extractors.layouts.action_list import Action, actions_in, actions_under
from extractors.layouts.columns import SCORES, Column, TableHeading, headings_in
from extractors.layouts.drafts import Claim, PartDraft, RecordDraft, nearest_first
from extractors.layouts.grid import (
    columns_of,
    findings_of,
    framed_lines,
    place_of,
    shared_rows,
    short,
    turned,
    with_findings_of,
)
from extractors.layouts.parts import APART, levels_in, parts_of
from extractors.lines.part import in_one_line
from extractors.records import Axis, Entry, Kind, Register
from extractors.vocabulary.headings import has_title, is_of_register, is_title, names_fields, nearest_title
from extractors.vocabulary.identifiers import scheme, shape_of
from extractors.vocabulary.wording import meanings

_EXPECTED = (
    "id",
    "description",
    "types",
    "consequence",
    "current_score",
    "action",
    "target_score",
    "owner",
    "direction",
)
"""Fields no register is without; a heading that lacks one is reported."""

_EXPECTED_OF: dict[Kind | None, tuple[str, ...]] = {"risk": ("control",), "opportunity": ("progress",), None: ()}
"""Fields that the entries of one kind always have besides."""

_OF_RISKS = re.compile(r"\b(?:risk|opportunit|hazard|threat)", re.IGNORECASE)
_LONGEST_TITLE = 120
_OVER_IDS = (Line("ID"),)
_FEWEST_TURNED = 2
"""Columns; a table of labels with one value each is a card."""


def wanted(text: str) -> bool:
    """Whether a page's plain text may hold part of such a register: the cheap pass over a long paper."""
    return has_title(text) or len(names_fields(text)) >= 3


def claims(document: Document, *, brief: bool = False) -> tuple[Claim, ...]:
    """The registers of this shape in a document, in order; none gives ().

    A register's title is the last title-like line before its table, a sentence only where there is no other; its
    ``context`` are the lines between the register before it and its table, nearest first. ``brief``: a table of little
    more than identifiers, titles and scores is one too, where a line before it says that it is a register of risks.
    """
    registers: list[_RegisterDraft] = []
    context: list[Line] = []
    announced = any(map(_announces, (document.title or "", *(line.text for line in document.furniture))))
    tables = 0
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            context.append(block.line)
            announced = announced or _announces(block.line.text)
            continue
        headings = {row: found for row, found in headings_in(block).items() if (brief and announced) or not found.brief}
        sideways = _turned(block) if not headings else None
        table = sideways or block
        headings = headings_in(sideways) if sideways else headings
        goes_on = bool(registers) and registers[-1].ends_in(table, headings)
        if goes_on and registers[-1].begins_another(nearest_title(context)):
            goes_on = False  # another edition begins here, and which columns its table has is not said
        if not headings and not goes_on:
            leads = bool(registers) and all(map(registers[-1].leads_to_actions, context))
            if leads and registers[-1].take_actions(block, number, context):
                context = []
                continue
            context += framed_lines(block)
            continue
        tables += 1
        if headings and not goes_on:
            context += (line for cell in table.cells if cell.row < min(headings) for line in cell.lines)
            context[:0] = _of_the_register(table, headings)
            title = nearest_title(context)
            if title is not None or not registers:
                registers.append(_RegisterDraft(title, nearest_first(context)))
                context = []
        registers[-1].pass_over(context)
        context = []
        registers[-1].is_turned = sideways is not None
        registers[-1].read(table, headings, number, tables, goes_on=goes_on)
    return tuple(register.claim(register.register()) for register in registers)


def _of_the_register(table: Table, headings: Mapping[int, TableHeading]) -> Iterator[Line]:
    """What a column headed as whose register it is, or of when, says in each row again."""
    first, heading = min(headings.items())
    below = [cell for cell in table.cells if cell.row >= first + heading.rows and cell.lines]
    for column, wording in {**heading.unknown, **heading.apart}.items():
        cells = [cell for cell in below if cell.column == column]
        if is_of_register(wording) and len(cells) > 1 and len({cell.text for cell in cells}) == 1:
            yield from cells[0].lines


def _turned(table: Table) -> Table | None:
    """A table that has its headings down the side, and a column for each of several risks, turned; None of another.

    Nothing may stand beside the identifiers, above the labels.
    """
    if table.columns <= _FEWEST_TURNED:
        return None
    sideways = turned(table)
    ids = [cell for cell in sideways.cells if cell.column == 0]
    if ids and not ids[0].lines and shape_of([cell.text for cell in ids[1:]], alone=True):
        labelled = tuple(replace(cell, lines=_OVER_IDS) if cell is ids[0] else cell for cell in sideways.cells)
        sideways = replace(sideways, cells=labelled)
    heading = headings_in(sideways).get(0)
    if heading is None or heading.brief or heading.rows > 1 or heading.naming != "id":
        return None
    printed = [cell.text for cell in sideways.cells if heading.fields.get(cell.column) == "id" and cell.lines]
    return sideways if sum(heading.ids.match(text) is not None for text in printed) * 2 > len(printed) else None


def _announces(text: str) -> bool:
    """Whether a line says that what comes below is of risks: it is no sentence, and names them."""
    return len(text) <= _LONGEST_TITLE and not text.rstrip().endswith(".") and _OF_RISKS.search(text) is not None


@dataclass(slots=True)
class _EntryDraft(RecordDraft):
    """An entry while its rows are being read."""

    line_owners: dict[str, list[Line | None]] = field(default_factory=dict)
    first: dict[str, Axis] = field(default_factory=dict)
    by_period: dict[str, dict[str, list[Line]]] = field(default_factory=dict)
    is_turned: bool = False
    inferred: set[str] = field(default_factory=set)

    @property
    def is_named(self) -> bool:
        """Whether it has an identifier, or is of a register that gives none."""
        return bool(self.identifier) or "id" not in self.values

    def take_parts(self, cell: Cell, column: Column, ids: re.Pattern[str]) -> None:
        """Put what a cell says to the fields of its column; rows of tables inside it go to the last of them."""
        if column.period:
            name = column.names[0]
            self.values.setdefault(name, [])
            self.by_period.setdefault(name, {}).setdefault(column.wording, []).extend(cell.lines)
            self.findings += findings_of(cell, name)
            return
        parts = parts_of(cell, column, ids)
        levels = {name: lines for table in cell.tables for name, lines in levels_in(table, column.names[0]).items()}
        if column.names[0] in SCORES and levels:
            self.values |= {name: list(lines) for name, lines in levels.items()}
            self.findings += findings_of(cell, column.names[0])
            return
        for name, lines in parts:
            if name == APART:
                said = short("; ".join(line.text for line in lines), 200)
                self.report(Code.NOT_KEPT, f"the history has no field for '{said}'", [cell])
                continue
            self.values.setdefault(name, []).extend(lines)
            if column.first:
                self.first[name] = column.first
            if column.inferred:
                self.inferred.add(name)
        name = next(name for name, _ in reversed(parts) if name != APART)
        self.values[name] += self.inner_lines(cell, name)
        self.findings += findings_of(cell, name)

    def take_owners(self, cell: Cell, name: str, start: int) -> None:
        """Give the lines of a field from ``start`` on the owners in the cell beside them: one each, or one for all."""
        said = [in_one_line([line]) for line in cell.lines]
        count = len(self.values.get(name, ())) - start
        if not said or not count:
            if said:
                self.report(Code.UNREAD_TEXT, f"'{short(cell.text)}' is the owner of no {name}", [cell], name)
            return
        owners = self.line_owners.setdefault(name, [])
        owners += [None] * (start - len(owners))
        owners += said if len(said) == count else [in_one_line(said)] * count

    def take_actions(self, actions: Sequence[Action]) -> None:
        """Put a list of actions to the field, each with its owner, and what has become of them to the progress."""
        said, owners = self.values.setdefault("action", []), self.line_owners.setdefault("action", [])
        owners += [None] * (len(said) - len(owners))
        for action in actions:
            said += action.lines
            owners += [action.owner] * len(action.lines)
            self.values.setdefault("progress", []).extend(action.progress)

    def entry(self) -> Entry:
        values = {name: tuple(lines) for name, lines in self.values.items()}
        owners = {name: (*said, *[None] * (len(values[name]) - len(said))) for name, said in self.line_owners.items()}
        entry = Entry(
            self.kind, values, self.places, self.table, self.rows, owners, first=self.first,
            findings=tuple(self.findings), turned=self.is_turned,
            by_period={name: {of: tuple(lines) for of, lines in said.items()} for name, said in self.by_period.items()},
            inferred=frozenset(self.inferred),
        )  # fmt: skip
        return with_findings_of(entry, self.cells)


@dataclass(slots=True)
class _RegisterDraft(PartDraft[_EntryDraft]):
    """A register while its tables are being read, row by row."""

    heading: TableHeading | None = None
    width: int = 0
    table: int = 0
    is_turned: bool = False
    """Whether the table that is read has its headings down the side."""
    under: Counter[str] = field(default_factory=Counter)
    """How many filled cells stand under each heading that is unknown."""
    open: _EntryDraft | None = None
    """The entry that a row without an identifier goes on with."""

    def register(self) -> Register:
        """What has been read."""
        findings = tuple(
            replace(one, unread=self.under[one.value]) if one.code == Code.UNKNOWN_HEADING and one.value else one
            for one in self.report_unread()
        )
        entries = tuple(draft.entry() for draft in self.drafts)
        return Register(self.title_text, self.place, "register_table", entries, findings, self.context)

    def ends_in(self, table: Table, headings: Mapping[int, TableHeading]) -> bool:
        """Whether a table goes on with the one before it, down to its first heading where it has one."""
        if self.heading is None or table.columns != self.width:
            return False
        above = (cell for cell in table.cells if cell.row < min(headings, default=table.rows))
        printed = [cell.text for cell in above if self._names_it(cell) and cell.text]
        return any(map(self._identifies, printed)) or not (printed or headings)

    def leads_to_actions(self, line: Line) -> bool:
        """Whether a line between the register and a table may announce the actions on its entries."""
        plain = len(line.text) <= _LONGEST_TITLE and not is_title(line.text)
        return plain and (bool(self._named_in(line)) or any(each.noun == "action" for each in meanings(line.text)))

    def _named_in(self, line: Line) -> list[_EntryDraft]:
        """The entries whose identifiers a line has."""
        words = re.split(r"[\s:,;()]+", line.text)
        return [draft for draft in self.drafts if draft.identifier and draft.identifier in words]

    def take_actions(self, table: Table, block: int, between: Sequence[Line]) -> bool:
        """Whether a table lists the actions on entries; then they are taken.

        They are on the entries whose identifiers it gives row by row, else on the one that a line ``between`` names,
        else on the only one of the table before.
        """
        actions = actions_in(table)
        if actions is None or self.open is None:
            return False
        if self._take_numbered(actions, table):
            self._settle_actions(block, between)
            return True
        apart = short(" | ".join(cell.text for cell in table.cells if cell.row == 0))
        named = [draft for line in between for draft in self._named_in(line)]
        if len(named) == 1:
            self.open = named[0]
        elif self.open.block not in self.blocks[-1:] or self._entries_of(self.open.block) != 1:
            message = f"the table '{apart}' lists actions, and which of the entries before it they are on is not said"
            self.report(Code.UNREAD_TEXT, message, table.cells)
            return False
        self._settle_actions(block, between)
        self._take_all(actions, table.cells)
        return True

    def _settle_actions(self, block: int, between: Sequence[Line]) -> None:
        self.blocks.append(block)
        self.pass_over(between)
        self.unread.settle(*between)

    def _take_numbered(self, actions: Sequence[Action], table: Table) -> bool:
        """Whether most actions have the identifiers of entries beside them; then each is taken to its own.

        One that has the number of no entry is reported.
        """
        drafts = {_closed(draft.identifier): draft for draft in self.drafts if draft.identifier}
        known = [action for action in actions if _closed(action.number) in drafts]
        if not known or len(known) * 2 <= len(actions):
            return False
        for action in actions:
            if action in known:
                drafts[_closed(action.number)].take_actions([action])
            else:
                text = short(" ".join(line.text for line in action.lines))
                message = f"the action '{text}' is on '{action.number}', which no entry before it is"
                self.findings.append(Finding(Code.UNREAD_TEXT, message, place_of(table.cells), "action"))
        self._report_actions(table.cells)
        return True

    def _take_all(self, actions: Sequence[Action], cells: Sequence[Cell]) -> None:
        """Give the entry before it the actions of a list in these cells, the first row of which is its heading."""
        assert self.open is not None
        self.open.take_actions(actions)
        self.open.cells += cells
        self._report_actions(cells)

    def _report_actions(self, cells: Sequence[Cell]) -> None:
        """Say what of a list of actions is not read."""
        apart = short(" | ".join(cell.text for cell in cells if cell.row == cells[0].row))
        message = f"of the table '{apart}' actions, owners and progress are read, not numbers and dates"
        self.report(Code.NOT_KEPT, message, cells)
        self.unread.settle(*cells)

    def _entries_of(self, block: int) -> int:
        return sum(draft.block == block for draft in self.drafts)

    def _names_it(self, cell: Cell) -> bool:
        """Whether a cell is of the column that tells one entry from the next."""
        return self.heading is not None and self.heading.fields.get(cell.column) == self.heading.naming

    def _identifies(self, text: str) -> bool:
        if self.heading is None or self.heading.naming != "id":
            return self.heading is not None and bool(text)
        return self.heading.ids.match(text) is not None

    def read(
        self, table: Table, headings: Mapping[int, TableHeading], block: int, number: int, *, goes_on: bool
    ) -> None:
        """Read a table's rows; one that does not go on with the table before it needs a heading first."""
        self.table = number
        self.blocks.append(block)
        self.unread.open(table.cells)
        if not goes_on:
            self.heading = self.open = None
        rows = shared_rows(table)
        row = 0
        while row < len(rows):
            cells = rows[row]
            filled = [cell for cell in cells if cell.lines or cell.tables]
            heading = headings.get(row)
            if heading is not None:
                self._take_heading(
                    heading, table.columns, [cell for each in rows[row : row + heading.rows] for cell in each]
                )
                row += heading.rows
                continue
            if self._begins_actions(cells):
                row += self._take_action_rows(rows[row:])
                continue
            if not filled:
                pass  # a spacer
            elif self.heading is None:
                self.pass_above(filled, row + 1)
            elif len(filled) == 1 and filled[0].column_span > table.columns // 2:
                self.take_section(filled[0])
                self.open = None
            else:
                self._take_row(cells, block, row + 1)
            row += 1

    def _begins_actions(self, cells: Sequence[Cell]) -> bool:
        """Whether a row of the table is the heading of a list of the actions on the entry above it."""
        named = any(self._identifies(cell.text) for cell in cells if self._names_it(cell))
        return self.open is not None and not named and actions_under(cells, ()) is not None

    def _take_action_rows(self, rows: Sequence[Sequence[Cell]]) -> int:
        """Take the heading and the actions on the entry above, up to the row of the next; how many rows they are."""
        assert self.open is not None
        count = 1
        while count < len(rows) and not self._is_next(rows[count]):
            count += 1
        actions = actions_under(rows[0], rows[1:count])
        cells = [cell for cells in rows[:count] for cell in cells]
        self._take_all(actions or [], cells)
        return count

    def _is_next(self, cells: Sequence[Cell]) -> bool:
        """Whether a row is of another entry than the one above: its identifier is not made of the one above."""
        assert self.open is not None
        printed = "".join(cell.text for cell in cells if self._names_it(cell))
        own = self.open.identifier
        part = printed.startswith(own) and printed[len(own) : len(own) + 1] in tuple("./-")
        return self._identifies(printed) and not part and scheme(printed) == scheme(own)

    def _take_heading(self, heading: TableHeading, width: int, cells: Sequence[Cell]) -> None:
        self.unread.settle(*cells, with_tables=False)
        repeated = self.heading is not None and _same(heading, self.heading)
        if not repeated or heading.kind:  # a heading for both kinds, repeated, leaves a section what it is
            self.kind = heading.kind
        self.heading, self.width = heading, width
        if repeated:
            return
        self.open = None
        for columns, code, why in (
            (heading.unknown, Code.UNKNOWN_HEADING, "is no known heading, and is not read"),
            (heading.again, Code.UNKNOWN_HEADING, "another column is already, and is not read"),
            (heading.apart, Code.NOT_KEPT, "the history has no field for"),
        ):
            for column, text in columns.items():
                message = f"column {column + 1} is headed '{text}', which {why}"
                self.report(code, message, [cell for cell in cells if cell.column == column], value=text)
        self._report_inferred(heading, cells)
        held = heading.names | ({"description"} if "title" in heading.names else set())
        missing = [name for name in (*_EXPECTED, *_EXPECTED_OF[heading.kind]) if name not in held]
        if missing:
            message = f"no column is headed as the {', the '.join(missing).replace('_', ' ')}"
            field = missing[0] if len(missing) == 1 else None
            self.findings.append(Finding(Code.MISSING_HEADING, message, place_of(cells), field))

    def _report_inferred(self, heading: TableHeading, cells: Sequence[Cell]) -> None:
        """Headings that were understood by more than their words, each with the field that it is read as."""
        for column in dict.fromkeys(heading.columns.values()):
            over = [cell for cell in cells if heading.columns.get(cell.column) is column]
            if column.dated:
                self.report(Code.NOT_KEPT, f"the dates under '{column.wording}' have no field in the history", over)
            if column.inferred:
                names = " and ".join(name.replace("_", " ") for name in column.names)
                message = f"'{column.wording}' is read as {names}, {column.inferred}"
                self.report(Code.INFERRED_HEADING, message, over, column.wording, column.names[0])

    def _take_row(self, cells: Sequence[Cell], block: int, row: int) -> None:
        """A row of values: an entry of its own, or the rest of the one before."""
        ids = [cell for cell in cells if self._names_it(cell)]
        printed = ids[0].text if ids else ""
        if self.open is not None and ids and self.open.holds(ids[0]):
            self._add(self.open, cells, row)
        elif self._identifies(printed):
            values: dict[str, list[Line]] = {name: [] for name in self._fields_of(cells)}
            self.open = _EntryDraft(self.kind, block, self.table, (row, row), values, is_turned=self.is_turned)
            self.drafts.append(self.open)
            self._add(self.open, cells, row)
        elif not printed and self.open is not None and not _may_hold_an_id(ids):
            self._add(self.open, cells, row)
            message = f"row {row} bears no identifier; read as the rest of {self.open.identifier}"
            self.open.report(Code.ROW_WITHOUT_ID, message, cells)
        else:
            self.leave_out(cells, row)
            self.open = None  # what goes on with a row that is left out goes with it

    def _fields_of(self, cells: Sequence[Cell]) -> Iterator[str]:
        """The fields of a row: all that have a column, but those whose column is covered by another field's cell."""
        assert self.heading is not None
        covered = {column for cell in cells for column in range(cell.column + 1, cell.column + cell.column_span)}
        return (
            name
            for at, column in self.heading.columns.items()
            if at not in covered and not column.owner_of
            for name in column.names
        )

    def _add(self, draft: _EntryDraft, cells: Sequence[Cell], row: int) -> None:
        """Put a row's values to an entry; a cell that spans several of its rows counts once."""
        assert self.heading is not None
        if draft.table == self.table:
            draft.rows = (draft.rows[0], row)
        fresh = [cell for cell in cells if not draft.holds(cell)]
        state = self.heading.state_of(cells)
        owners: list[tuple[Cell, str]] = []
        before = {name: len(lines) for name, lines in draft.values.items()}
        for cell in fresh:
            draft.cells.append(cell)
            covered = columns_of(cell)
            held = [self.heading.columns[at] for at in covered if at in self.heading.columns]
            columns = list(dict.fromkeys(column.at(state) for column in held))
            if columns and columns[0].owner_of:
                owners.append((cell, columns[0].owner_of))
            elif columns:
                draft.take_parts(cell, columns[0], self.heading.ids)
            if len(columns) > 1 and cell.lines:
                first, *others = (column.names[0].replace("_", " ") for column in columns)
                message = f"one cell stands under {first} and {', '.join(others)}; read as the first of them"
                draft.report(Code.MERGED_CELL, message, [cell], columns[0].names[0])
            if columns or self.heading.stage in covered or not self.heading.unread.isdisjoint(covered):
                self.unread.settle(cell)
            if cell.lines:
                self.under.update(text for at, text in self.heading.unused.items() if at in covered)
        for cell, name in owners:
            draft.take_owners(cell, name, before.get(name, 0))


def _closed(identifier: str) -> str:
    """An identifier without case and blanks, as two tables of a paper may print it."""
    return "".join(identifier.split()).casefold()


def _same(one: TableHeading, other: TableHeading) -> bool:
    """Whether a heading is another one printed again, whatever stands below it."""
    return {at: column.wording for at, column in one.columns.items()} == {
        at: column.wording for at, column in other.columns.items()
    } and one.unread == other.unread


def _may_hold_an_id(cells: Sequence[Cell]) -> bool:
    """Whether something in the cells for an identifier was not read: such a row goes on with no other."""
    return any(finding.code == Code.UNREAD_PART for cell in cells for finding in cell.findings)
