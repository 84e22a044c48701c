"""Registers and profiles, and the entries in them, while their tables are being read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from extractors.document import Cell, Line, plain
from extractors.findings import Code, Finding, gathered
from extractors.layouts.action_list import actions_in
from extractors.layouts.grid import all_text, findings_of, inner_rows, place_of, read_row_by_row, rows_of, short
from extractors.layouts.unread import Unread
from extractors.places import Place
from extractors.records import Kind, Profile, Register
from extractors.vocabulary.headings import CONTEXT, section_of
from extractors.vocabulary.identifiers import ANY, IN_CELL


@dataclass(frozen=True, slots=True)
class Claim:
    """What a layout would read as one register or profile, and out of which blocks.

    ``blocks`` gives for each of them the number of entries with a readable identifier that begin there; ``doubtful``
    are tables that stand where it may go on, and that the layout cannot read.
    """

    record: Register | Profile
    blocks: Mapping[int, int]
    doubtful: tuple[int, ...] = ()


@dataclass(slots=True)
class RecordDraft:
    """An entry, or a line of a profile: where it begins (``table`` counts from 1), and what its cells hold."""

    kind: Kind | None
    block: int
    table: int
    rows: tuple[int, int]
    values: dict[str, list[Line]] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def identifier(self) -> str:
        """The identifier as printed, "" where there is none."""
        return plain(self.values.get("id", ()))

    @property
    def is_named(self) -> bool:
        """Whether its identifier has the shape of one."""
        return ANY.match(self.identifier) is not None

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it stands."""
        return tuple(place for cell in self.cells for place in cell.places)

    def holds(self, cell: Cell) -> bool:
        """Whether this very cell was read already, for it spans several rows."""
        return any(cell is other for other in self.cells)

    def take(self, cell: Cell, name: str) -> None:
        """Put all that a cell says to a field: its lines, and after them one for each row of a table inside it."""
        self.values.setdefault(name, []).extend((*cell.lines, *self.inner_lines(cell, name)))
        self.findings += findings_of(cell, name)

    def inner_lines(self, cell: Cell, name: str) -> list[Line]:
        """The rows of the tables inside a cell, which are read as lines of it; the heading of actions is none."""
        if rows := inner_rows(cell):
            self.report(Code.NESTED_TABLE, read_row_by_row(rows), [cell], name)
        heads = [int(name == "action" and actions_in(table) is not None) for table in cell.tables]
        return [row for table, head in zip(cell.tables, heads, strict=True) for row in list(rows_of(table))[head:]]

    def report(self, code: Code, message: str, cells: Iterable[Cell], name: str | None = None) -> None:
        """Note something about the whole, or about one of its fields."""
        self.findings.append(Finding(code, message, place_of(cells), name))


_Draft = TypeVar("_Draft", bound=RecordDraft)


@dataclass(slots=True)
class PartDraft(Generic[_Draft]):
    """A register or a profile: its title, the lines before it, its entries, and what becomes of each cell."""

    title: Line | None
    context: tuple[Line, ...]
    drafts: list[_Draft] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    unread: Unread = field(default_factory=Unread)
    kind: Kind | None = None
    """What its heading, or a row across its table, says the rows below are."""
    blocks: list[int] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)

    @property
    def title_text(self) -> str:
        """The title as printed, "" where there is none."""
        return "" if self.title is None else self.title.text

    @property
    def place(self) -> Place | None:
        """Where the title stands."""
        return next(iter(self.title.places), None) if self.title else None

    def begins_another(self, title: Line | None) -> bool:
        """Whether a title is that of another part than this one."""
        return title is not None and title.text != self.title_text

    def report(
        self, code: Code, message: str, cells: Sequence[Cell], value: str | None = None, field: str | None = None
    ) -> None:
        """Note something about the whole, and set aside the cells it is about; ``value`` is what they print."""
        self.findings.append(Finding(code, message, place_of(cells), field, value=value))
        self.unread.settle(*cells, with_tables=False)

    def pass_over(self, lines: Sequence[Line]) -> None:
        """Account for the lines between two of its tables: its title printed again, and what announces a section."""
        self.unread.open_lines(lines)
        self.unread.settle(*(line for line in lines if section_of(line.text) or line.text in self.title_text))

    def pass_above(self, filled: Sequence[Cell], row: int) -> None:
        """A row above the heading: one cell is a title, and context; several are none, and may be an entry."""
        if len(filled) > 1:
            code = Code.UNREAD_TEXT if IN_CELL.match(filled[0].text) else Code.IGNORED_ROW
            said = " | ".join(short(all_text(cell)) for cell in filled)
            self.report(code, f"row {row} stands above the heading and is not read: {said}", filled)
        self.unread.settle(*filled, with_tables=len(filled) > 1)

    def take_section(self, cell: Cell) -> None:
        """A row of one cell across the table: the section it announces, or a finding."""
        kind = section_of(cell.text)
        if kind is None:
            self.report(Code.IGNORED_ROW, f"a row across the whole table is not read: '{short(cell.text)}'", [cell])
        else:
            self.kind = kind
        self.unread.settle(cell, with_tables=False)

    def leave_out(self, cells: Sequence[Cell], row: int) -> None:
        """A row of values without an identifier, which no entry can be made of."""
        said = " | ".join(short(all_text(cell)) for cell in cells if cell.lines or cell.tables)
        message = f"row {row} bears no identifier that can be read, so it is left out: {said}"
        self.report(Code.UNKNOWN_ID, message, cells)
        self.unread.settle(*cells)

    def report_unread(self) -> tuple[Finding, ...]:
        """Put what nothing has used on the entry in which it stands; all findings about the whole."""
        holders = {id(cell): draft for draft in self.drafts for cell in draft.cells}
        for cell, finding in self.unread.cells():
            holder = holders.get(id(cell))
            (holder.findings if holder else self.findings).append(finding)
        return gathered((*self.findings, *self.unread.lines()))

    def claim(self, record: Register | Profile) -> Claim:
        """The claim on the blocks it was read from."""
        readable = [draft.block for draft in self.drafts if draft.is_named]
        return Claim(record, {block: readable.count(block) for block in self.blocks}, tuple(self.doubtful))


def nearest_first(context: Sequence[Line]) -> tuple[Line, ...]:
    """The lines before a part that may still speak of it, nearest first."""
    return tuple(reversed(context[-CONTEXT:]))
