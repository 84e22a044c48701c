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
from extractors.layouts.cards.draft import Card
from extractors.layouts.cards.label_grid import LabelGrid
from extractors.layouts.cards.labels import NARRATIVE, Label, labels_in
from extractors.layouts.cards.page_ends import as_wide_as, on_columns, part_rows
from extractors.layouts.cards.reader import CardReader
from extractors.layouts.grid import IDENTIFIER, framed_lines, short
from extractors.records import Kind, Register
from extractors.vocabulary.headings import CONTEXT, names_fields, names_line_owners, nearest_title, section_of

_EXPECTED = (
    "title", "description", "consequence", "control", "action",
    "current_score", "current_likelihood", "current_impact",
    "target_score", "target_likelihood", "target_impact", "owner", "target_date",
)  # fmt: skip
"""Fields no card is without; of progress and confidence a card may have nothing to say."""

_LONGEST_KEY = 60
"""A cell of more letters is prose, as no key to the scores holds."""

_LONGEST_NAME = 160

_NAME = re.compile(r"\W*(?:[A-Za-z]+\W*){0,2}\d")
"""How an identifier begins, in whatever style: no more than two words before its number."""


def wanted(text: str) -> bool:
    """Whether a page's plain text may hold part of a card: labels of several fields, or of a section and its owners."""
    named = names_fields(text)
    return len(named) >= 3 or bool(named & names_line_owners(text))


def read_registers(document: Document) -> tuple[tuple[Register, ...], frozenset[int]]:
    """The registers of cards in a document, in order, and the numbers of the blocks they took.

    A register's title is the last title-like line before its cards, as in ``register_table``; another title before a
    card begins another register.
    """
    readers: list[_Reader] = []
    context: list[Line] = []
    taken: list[int] = []
    last = -1
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            context.append(block.line)
            continue
        follows = bool(taken) and taken[-1] == last and readers[-1].may_go_on(block, context)
        last = number
        grid = LabelGrid(part_rows(on_columns(block, readers[-1].edges) if follows else block))
        heads = grid.heads()
        rows = grid.table.rows
        names = _names_in(context[-1]) if context and grid.is_card(range(rows), named={"id"}) else ()
        above = range(heads[0] if heads else rows)
        if any(map(grid.is_card, _parted(heads, rows))) or (names and not heads):
            if names and not heads:
                context.pop()
            if heads and follows and readers[-1].goes_on(grid, above):
                context = readers[-1].go_on(grid, above, context)
            elif heads:
                context += [line for cell in block.cells if cell.row in above for line in cell.lines]
            title = nearest_title(context)
            if not readers or (title is not None and title.text != readers[-1].title_text):
                readers.append(_Reader(title, tuple(reversed(context[-CONTEXT:]))))
            else:
                readers[-1].pass_over(context)
            context = []
            taken.append(number)
            readers[-1].read(grid, heads or [0], len(taken), () if heads else names)
        elif follows and readers[-1].goes_on(grid, above):
            context = readers[-1].go_on(grid, above, context)
            taken.append(number)
        else:
            if follows:
                readers[-1].report_prose(block)
            context += framed_lines(block)
    return tuple(reader.register() for reader in readers if reader.names_risks), frozenset(taken)


def _names_in(line: Line) -> tuple[Label, ...]:
    """The labelled identifier, and what else, that a line over a card says: ``Risk ID Corp 1 – Reshaping``."""
    labels = labels_in(Cell(0, 0, (line,)))
    if labels and labels[0].field == "id" and labels[0].value:
        return labels
    named = IDENTIFIER.match(line.text) and len(line.text) <= _LONGEST_NAME
    return (Label(line.text, "id", value=(line,)),) if named else ()


def _parted(heads: Sequence[int], rows: int) -> Iterator[range]:
    """The rows of each card, given the rows in which they begin."""
    for head, end in pairwise([*heads, rows]):
        yield range(head, end)


@dataclass(slots=True)
class _Reader:
    """Reads the cards of one register."""

    title: Line | None
    context: tuple[Line, ...]
    cards: list[CardReader] = field(default_factory=list)
    kind: Kind | None = None
    findings: list[Finding] = field(default_factory=list)
    width: int = 0
    """How many columns the last table of cards has."""
    edges: tuple[float, ...] = ()
    """Where their boundaries are, if its format tells."""

    @property
    def title_text(self) -> str:
        return "" if self.title is None else self.title.text

    @property
    def names_risks(self) -> bool:
        """Whether a card bears an identifier or none at all: words in its place are about cards, as in a guide."""
        printed = [reader.card.identifier for reader in self.cards]
        return any(not name or _NAME.match(name) for name in printed)

    def may_go_on(self, table: Table, between: Sequence[Line]) -> bool:
        """Whether a table may be of the last card: it follows at once, or below lines that fell out of the card.

        These stand between two tables of one width, on one page or on two that follow each other, and are no title but
        the register's own, printed again.
        """
        between = [line for line in between if line.text not in self.title_text]
        if not between:
            return True
        pages = [place.page for cell in self.cards[-1].card.cells[-1:] for place in cell.places[-1:]]
        pages += [place.page for place in table.places[:1]]
        known = [page for page in pages if page is not None]
        near = len(known) < len(pages) or max(known, default=0) - min(known, default=0) <= 1
        as_wide = as_wide_as(table, self.edges) if self.edges else table.columns == self.width
        return near and as_wide and nearest_title(between) is None

    def goes_on(self, grid: LabelGrid, rows: range) -> bool:
        """Whether rows without an identifier go on with the last card: they have a section the card lacks."""
        named = grid.named(rows) & NARRATIVE
        return bool(named) and "id" not in grid.named(rows) and named.isdisjoint(self.cards[-1].card.values)

    def go_on(self, grid: LabelGrid, rows: range, between: Sequence[Line]) -> list[Line]:
        """Read more of the last card and report the lines before it; none of them is left to speak of the next."""
        self.pass_over(between)
        self.cards[-1].read(grid, rows)
        return []

    def read(self, grid: LabelGrid, heads: Sequence[int], table: int, names: Sequence[Label]) -> None:
        """Read the cards that begin in these rows of a table; ``names`` are labels that stand over the first."""
        self.width, self.edges = grid.table.columns, grid.table.edges
        for rows in _parted(heads, grid.table.rows):
            card = Card(self.kind, table, (rows[0] + 1, rows[-1] + 1))
            for label in names:
                card.name(label)
                card.fill(label, label.value)
            self.cards.append(CardReader(card))
            self.cards[-1].read(grid, self._without_sections(grid, rows))

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
        return kept

    def pass_over(self, lines: Sequence[Line]) -> None:
        """Report lines between two cards, but for a title printed again and for what announces a kind of card."""
        unread = []
        for line in lines:
            kind = section_of(line.text)
            if kind is not None:
                self.kind = kind
            elif line.text not in self.title_text:
                unread.append(line)
        if unread:
            listed = short(" / ".join(line.text for line in unread), 200)
            self._report_unread(f"{len(unread)} line(s) between two cards are not read: '{listed}'", unread[0])

    def report_prose(self, table: Table) -> None:
        """Report a table after a card that is no part of it and yet holds more than figures and keys."""
        for line in (line for cell in table.cells for line in cell.lines):
            if len(line.text) > _LONGEST_KEY:
                self._report_unread(f"a table after a card, without labels, is not read: '{short(line.text)}'", line)
                return

    def register(self) -> Register:
        """What has been read."""
        for reader in self.cards:
            reader.finish()
        self._report_missing()
        entries = tuple(reader.card.entry() for reader in self.cards)
        place = next(iter(self.title.places), None) if self.title else None
        return Register(self.title_text, place, "risk_cards", entries, tuple(self.findings), self.context)

    def _report_missing(self) -> None:
        """Labels that cards are without: reported once where all are, and of each card where only some are."""
        cards = [reader.card for reader in self.cards]
        for name in _EXPECTED:
            without = [card for card in cards if name not in card.values]
            label = name.replace("_", " ")
            if len(without) == len(cards):
                message = f"no card has a label for the {label}"
                self.findings.append(Finding(Code.MISSING_HEADING, message, cards[0].place, name))
                continue
            for card in without:
                card.report(Code.MISSING_HEADING, f"the card has no label for the {label}", card.cells, name)

    def _report_unread(self, message: str, line: Line) -> None:
        self.findings.append(Finding(Code.UNREAD_TEXT, message, next(iter(line.places), None)))
