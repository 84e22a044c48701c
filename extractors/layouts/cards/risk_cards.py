"""The register from 2021 on: a card for each risk, of labels with their values beside them or below.

Cards stand one after the other in one table, or in a table each. A card begins where an identifier is labelled, or
under a line that is one; a table without one that goes on with the sections of a card belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from extractors.document import Cell, Document, Line, Paragraph, Table
from extractors.findings import Code, Finding
from extractors.layouts.cards.card import CardDraft
from extractors.layouts.cards.card_rows import CardRows
from extractors.layouts.cards.label_grid import LabelGrid
from extractors.layouts.cards.labels import NARRATIVE, Label, labels_in
from extractors.layouts.cards.page_ends import as_wide_as, on_columns, part_rows
from extractors.layouts.cards.sections import Section, sections_of
from extractors.layouts.drafts import Claim, PartDraft, nearest_first
from extractors.layouts.grid import framed_lines, place_of
from extractors.places import Place
from extractors.records import Register
from extractors.vocabulary.headings import names_fields, names_line_owners, nearest_title, section_of
from extractors.vocabulary.identifiers import split_identifier

_EXPECTED = (
    "title", "description", "consequence", "control", "action",
    "current_score", "current_likelihood", "current_impact",
    "target_score", "target_likelihood", "target_impact", "owner", "target_date",
)  # fmt: skip
"""Fields no card is without; of progress and confidence a card may have nothing to say."""

_LONGEST_NAME = 160

_NAME = re.compile(r"\W*+(?:[A-Za-z]++\W*+){0,2}\d")
"""How an identifier begins, in whatever style: no more than two words before its number."""


def wanted(text: str) -> bool:
    """Whether a page's plain text may hold part of a card: labels of several fields, or of a section and its owners."""
    named = names_fields(text)
    return len(named) >= 3 or bool(named & names_line_owners(text))


def claims(document: Document) -> tuple[Claim, ...]:
    """The registers of cards in a document, in order; none gives ().

    A register's title is the last title-like line before its cards, as in ``register_table``; another title before a
    card begins another register.
    """
    reading = _Reading()
    sections = sections_of(document)
    in_section: range = range(0)
    for number, block in enumerate(document.blocks):
        if (section := sections.get(number)) is not None:
            in_section = section.blocks
            reading.take_section(section)
        if number in in_section:
            continue
        if isinstance(block, Paragraph):
            reading.context.append(block.line)
        else:
            reading.take_table(block, number)
    return tuple(one.claim(one.register()) for one in reading.registers if one.names_risks)


def _names_in(line: Line) -> tuple[Label, ...]:
    """The labelled identifier, and what else, that a line over a card says: ``Risk ID Corp 1 – Reshaping``."""
    labels = labels_in(Cell(0, 0, (line,)))
    if labels and labels[0].field == "id" and labels[0].value:
        return labels
    named = split_identifier(line.text) and len(line.text) <= _LONGEST_NAME
    return (Label(line.text, "id", value=(line,)),) if named else ()


def _parted(heads: Sequence[int], rows: int) -> Iterator[range]:
    """The rows of each card, given the rows in which they begin."""
    for head, end in pairwise([*heads, rows]):
        yield range(head, end)


@dataclass(slots=True)
class _Reading:
    """What is known on the way through a document's blocks."""

    registers: list[_CardsDraft] = field(default_factory=list)
    context: list[Line] = field(default_factory=list)
    """The lines since the last card."""
    tables: int = 0
    """How many tables of cards were read."""
    after_card: bool = False
    """Whether the table before was of a card."""

    def take_section(self, section: Section) -> None:
        """Read a section whose paragraphs and tables are one card together."""
        self.after_card = False
        self._read(section.grid, [0], section.parts, section.names)

    def take_table(self, table: Table, number: int) -> None:
        """Read a table of cards, or of the rest of the last one; any other is context of what comes next."""
        follows = self.after_card and self.registers[-1].may_go_on(table, self.context)
        grid = LabelGrid(part_rows(on_columns(table, self.registers[-1].edges) if follows else table))
        heads = grid.heads()
        names = self._names_above(grid) if not heads else ()
        above = range(heads[0] if heads else grid.table.rows)
        begins = any(map(grid.is_card, _parted(heads, grid.table.rows))) or bool(names)
        goes_on = follows and (bool(heads) or not begins) and self.registers[-1].goes_on(grid, above)
        self.after_card = begins or goes_on
        if not self.after_card:
            if follows:
                self.registers[-1].doubtful.append(number)
            self.context += framed_lines(table)
            return
        over = [cell for cell in grid.table.cells if heads and not goes_on and cell.row in above]
        if names:
            self.context.pop()
        if goes_on:
            self.registers[-1].go_on(grid, above, number, self.context)
            self.context = []
        if begins:
            self.context += [line for cell in over for line in cell.lines]
            self._read(grid, heads or [0], [number], names)
            self.registers[-1].unread.settle(*over, with_tables=False)
        else:
            self.tables += 1

    def _names_above(self, grid: LabelGrid) -> tuple[Label, ...]:
        """The labels that the line above a table without an identifier says, where the table is a card with them."""
        if self.context and grid.is_card(range(grid.table.rows), named={"id"}):
            return _names_in(self.context[-1])
        return ()

    def _read(self, grid: LabelGrid, heads: Sequence[int], blocks: Sequence[int], names: Sequence[Label]) -> None:
        """Read cards into the last register, or into a new one where the lines above have another title."""
        self.tables += 1
        title = nearest_title(self.context)
        if not self.registers or self.registers[-1].begins_another(title):
            self.registers.append(_CardsDraft(title, nearest_first(self.context)))
        else:
            self.registers[-1].pass_over(self.context)
            self.registers[-1].announce(self.context)
        self.registers[-1].read(grid, heads, blocks, self.tables, names)
        self.context = []


@dataclass(slots=True)
class _CardsDraft(PartDraft[CardDraft]):
    """A register of cards while its tables are being read."""

    rows: list[CardRows] = field(default_factory=list)
    """What reads the rows of each card."""
    width: int = 0
    """How many columns the last table of cards has."""
    edges: tuple[float, ...] = ()
    """Where their boundaries are, if its format tells."""

    @property
    def names_risks(self) -> bool:
        """Whether a card bears an identifier or none at all: words in its place are about cards, as in a guide."""
        return any(not card.identifier or _NAME.match(card.identifier) for card in self.drafts)

    def may_go_on(self, table: Table, between: Sequence[Line]) -> bool:
        """Whether a table may be of the last card: it follows at once, or below lines that fell out of the card.

        These stand between two tables of one width, on one page or on two that follow each other, and are no title but
        the register's own, printed again.
        """
        between = [line for line in between if line.text not in self.title_text]
        if not between:
            return True
        pages = [place.page for cell in self.drafts[-1].cells[-1:] for place in cell.places[-1:]]
        pages += [place.page for place in table.places[:1]]
        known = [page for page in pages if page is not None]
        near = len(known) < len(pages) or max(known, default=0) - min(known, default=0) <= 1
        as_wide = as_wide_as(table, self.edges) if self.edges else table.columns == self.width
        return near and as_wide and nearest_title(between) is None

    def goes_on(self, grid: LabelGrid, rows: range) -> bool:
        """Whether rows without an identifier go on with the last card: they have a section the card lacks."""
        named = grid.named(rows) & NARRATIVE
        return bool(named) and "id" not in grid.named(rows) and named.isdisjoint(self.drafts[-1].values)

    def go_on(self, grid: LabelGrid, rows: range, block: int, between: Sequence[Line]) -> None:
        """Read more of the last card; the lines before it speak of no other."""
        self._open(grid, [block])
        self.pass_over(between)
        self.announce(between)
        self.rows[-1].read(grid, rows)

    def read(
        self, grid: LabelGrid, heads: Sequence[int], blocks: Sequence[int], table: int, names: Sequence[Label]
    ) -> None:
        """Read the cards that begin in these rows of a table; ``names`` are labels that stand over the first.

        The table may be put together of several ``blocks``; its cards begin in the first.
        """
        self._open(grid, blocks)
        self.width, self.edges = grid.table.columns, grid.table.edges
        for rows in _parted(heads, grid.table.rows):
            card = CardDraft(self.kind, blocks[0], table, (rows[0] + 1, rows[-1] + 1))
            for label in names:
                card.name(label)
                card.fill(label, label.value)
            self.drafts.append(card)
            self.rows.append(CardRows(card, self.unread))
            self.rows[-1].read(grid, self._without_sections(grid, rows))

    def _open(self, grid: LabelGrid, blocks: Sequence[int]) -> None:
        if blocks[0] not in self.blocks:
            self.blocks += blocks
            self.unread.open(grid.table.cells)

    def _without_sections(self, grid: LabelGrid, rows: range) -> list[int]:
        """The rows but those that only announce what kind of card comes next."""
        kept = []
        for row in rows:
            filled = [cell for cell in grid.rows[row] if cell.lines]
            kind = section_of(filled[0].text) if len(filled) == 1 else None
            if kind is None:
                kept.append(row)
            else:
                self.kind = kind
                self.unread.settle(*filled, with_tables=False)
        return kept

    def announce(self, lines: Sequence[Line]) -> None:
        """The last line before a card that announces a kind of card."""
        for line in lines:
            self.kind = section_of(line.text) or self.kind

    def register(self) -> Register:
        """What has been read."""
        for rows in self.rows:
            rows.finish()
        self._report_missing()
        findings = self.report_unread()
        entries = tuple(card.entry() for card in self.drafts)
        return Register(self.title_text, self.place, "risk_cards", entries, findings, self.context)

    def _report_missing(self) -> None:
        """Labels that cards are without: reported once where all are, and of each card where only some are."""
        lacking = [[name for name in _EXPECTED if name not in card.values] for card in self.drafts]
        of_all = [name for name in _EXPECTED if all(name in names for names in lacking)]
        if of_all:
            place = next(iter(self.drafts[0].places), None)
            self.findings.append(_missing(f"no card has a label for {_listed(of_all)}", of_all, place))
        for card, names in zip(self.drafts, lacking, strict=True):
            if own := [name for name in names if name not in of_all]:
                message = f"the card has no label for {_listed(own)}"
                card.findings.append(_missing(message, own, place_of(card.cells)))


def _missing(message: str, names: Sequence[str], place: Place | None) -> Finding:
    """What is said of missing labels: of a field, where it is only one."""
    return Finding(Code.MISSING_HEADING, message, place, names[0] if len(names) == 1 else None)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"the {name.replace('_', ' ')}" for name in names)
