"""Reads the rows of a card from the top: each label opens a place, and the cells below or beside it fill the place.

A cell of values belongs to the label that opened its columns last, so a section that runs over a page end goes on
without its heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Cell
from extractors.findings import Code, Finding
from extractors.layouts.cards.card import CardDraft
from extractors.layouts.cards.label_grid import LabelGrid, is_wording
from extractors.layouts.cards.labels import LEVELED, NARRATIVE, SECTIONS, Label
from extractors.layouts.grid import all_text, columns_of, place_of, short
from extractors.layouts.unread import Unread
from extractors.vocabulary.headings import has_stage

_Labels = tuple[Label, ...]


@dataclass(slots=True, eq=False)
class _Opening:
    """What a label opens: the cells in its columns belong there, until another label takes the columns over."""

    label: Label | None
    """None where nobody knows the label, or where a column holds the labels of the values beside it."""
    answered: bool = False
    unknown: Cell | None = None
    """The label that nobody knows."""
    texts: list[str] = field(default_factory=list)
    """What stands under it."""

    @property
    def holds_labels(self) -> bool:
        """Whether labels stand here, their values beside them."""
        return self.answered and self.label is None and self.unknown is None

    @property
    def goes_on(self) -> bool:
        """Whether many cells may stand here: lines of a narrative, or their owners."""
        return self.label is not None and (self.label.field in NARRATIVE or self.label.owner_of is not None)


class CardRows:
    """Reads one card, which may take rows of several tables."""

    def __init__(self, card: CardDraft, unread: Unread) -> None:
        self.card = card
        self._unread = unread
        self._open: dict[int, _Opening] = {}
        self._unknown: list[_Opening] = []
        self._width = 0
        self._named: set[str] = set()

    def read(self, grid: LabelGrid, rows: Sequence[int]) -> None:
        """Read the card's rows in a table."""
        if grid.table.columns != self._width:
            self._open.clear()
        self._width = grid.table.columns
        self._named |= grid.named(rows)
        for row in rows:
            if grid.is_gap(row):
                self._open.clear()
            self._read_row(grid, grid.rows[row])

    def finish(self) -> None:
        """The card is read to its end: labels nobody knows are reported with what was found under them."""
        for opening in self._unknown:
            if opening.unknown is not None:
                text = short(" ".join(opening.texts))
                rest = f"; under it '{text}' is not read" if text else ""
                message = f"'{short(opening.unknown.text)}' is no label that is known here{rest}"
                place, value = place_of([opening.unknown]), opening.unknown.text
                found = Finding(Code.UNKNOWN_HEADING, message, place, value=value, unread=int(bool(text)))
                self.card.findings.append(found)
        self.card.part_title()

    def _read_row(self, grid: LabelGrid, cells: Sequence[Cell]) -> None:
        settled = self._settle(grid, cells)
        bare = [cell for cell in cells if grid.bare(cell)]
        for cell in cells:
            self.card.cells.append(cell)
            labels = settled[cell.column]
            if self._take_in_matrix(grid, cell):
                continue
            if grid.bare(cell):
                in_section = any(settled[other.column][0].field in SECTIONS for other in bare)
                self._ask(grid, cell, labels[0], in_section=in_section)
            elif labels and not self._is_prose(cell, labels):
                self._take_labelled(cell, labels)
            else:
                self._take(grid, cell, bare)
        self.card.end_row(cells)

    def _settle(self, grid: LabelGrid, cells: Sequence[Cell]) -> dict[int, _Labels]:
        """The labels of a row's cells by column; an owner beside a section is the owner of its lines.

        Progress beside which the owners of controls stand is what has been done to control: unless the card has
        controls too, it is read as such.
        """
        labels = {cell.column: grid.labels(cell) for cell in cells}
        sections = [column for column, found in labels.items() if found and found[0].field in SECTIONS]
        for column, found in labels.items():
            if not sections or not found or found[0].field != "owner":
                continue
            before = [section for section in sections if section < column]
            if not before and self._has_value_beside(grid, cells, column):
                continue
            at = max(before, default=sections[0])
            section, owner = labels[at][0], found[0]
            name = owner.owner_of
            if section.field == "progress" and name not in (None, "progress") and name not in self._named:
                message = f"'{section.wording}' stands beside '{owner.wording}', so what is under it is read as {name}s"
                self.card.report(Code.SECTION_BY_OWNER, message, [cell for cell in cells if cell.column == at], name)
                section = replace(section, field=name)
                labels[at] = (section, *labels[at][1:])
            labels[column] = (replace(owner, owner_of=section.field), *found[1:])
        return labels

    @staticmethod
    def _has_value_beside(grid: LabelGrid, cells: Sequence[Cell], column: int) -> bool:
        """Whether the value of a label stands beside it, so that it is not the head of a column."""
        (cell,) = (cell for cell in cells if cell.column == column)
        return grid.bare(cell) is not None and not grid.reads_down(cell)

    def _take_in_matrix(self, grid: LabelGrid, cell: Cell) -> bool:
        """Whether a cell is of a matrix of scores; its value is taken, unless the card has it from elsewhere."""
        at = cell.row, cell.column
        met = grid.matrix.values.get(at)
        if met is None and at not in grid.matrix.frame:
            return False
        self._close(cell)
        self._unread.settle(cell, with_tables=False)
        if met is not None:
            label = Label(met.wording, met.field)
            if not self.card.has(label):
                self.card.name(label)
                self._fill(label, cell)
            elif cell.lines:
                message = f"'{short(cell.text)}' stands under '{met.wording}', which the card has given already"
                self.card.report(Code.UNREAD_TEXT, message, [cell], met.field)
        return True

    # Labels

    def _ask(self, grid: LabelGrid, cell: Cell, label: Label, *, in_section: bool) -> None:
        """Open a place for the value of a bare label, below it or beside it.

        A field of one value is named once, and not among the columns of a section, where each line has its own.
        """
        self._unread.settle(cell, with_tables=False)
        down = grid.reads_down(cell)
        single = label.field not in NARRATIVE and label.owner_of is None
        if single and (self.card.has(label) or (in_section and down)):
            opening = self._open_unknown(cell)
        else:
            opening = _Opening(label)
            self.card.name(label)
        beside = None if down else grid.beside(cell)
        if beside is None:
            self._open |= dict.fromkeys(columns_of(cell), opening)
        else:
            self._open |= dict.fromkeys(columns_of(cell), _Opening(None, answered=True))
            self._open |= dict.fromkeys(columns_of(beside), opening)

    def _take_labelled(self, cell: Cell, labels: _Labels) -> None:
        """Take the values that stand with their labels in one cell; what goes on below is more of the last."""
        for label in labels:
            self.card.name(label)
            self.card.fill(label, label.value)
        self.card.fill(labels[-1], self.card.inner_lines(cell, labels[-1].owner_of or labels[-1].field))
        self._unread.settle(cell)
        self._close(cell)
        last = _Opening(labels[-1], answered=True)
        if last.goes_on:
            self._open |= dict.fromkeys(columns_of(cell), last)

    def _is_prose(self, cell: Cell, labels: _Labels) -> bool:
        """Whether words that look like labels are a value's own.

        They are where a value is waited for, and where the card would name its fields twice.
        """
        opening = self._open.get(cell.column)
        waiting = opening is not None and not opening.answered
        if waiting and opening is not None and opening.label and opening.label.field.endswith("_score"):
            return all(label.field.endswith(LEVELED) and not has_stage(label.wording) for label in labels)
        return all(map(self.card.has, labels)) or (waiting and labels[0].field in NARRATIVE)

    # Values

    def _take(self, grid: LabelGrid, cell: Cell, bare: Sequence[Cell]) -> None:
        """Take a cell that is no label: the value of the one whose columns it stands in, or a finding."""
        openings = list(dict.fromkeys(self._open[column] for column in columns_of(cell) if column in self._open))
        opening = openings[0] if openings else None
        if opening is not None and opening.holds_labels:
            self._take_beside_labels(grid, cell)
        elif opening is None or (opening.answered and not self._goes_on(grid, cell, opening, bare)):
            self._take_stranger(grid, cell, bare)
        elif opening.label is None:
            opening.answered = True
            opening.texts.append(all_text(cell))
            self._unread.settle(cell)
        else:
            opening.answered = True
            self._fill(opening.label, cell)
            others = [f"'{other.label.wording}'" for other in openings[1:] if other.label]
            if others and (cell.lines or cell.tables):
                message = f"one cell stands under '{opening.label.wording}' and {', '.join(others)}; read as the first"
                self.card.report(Code.MERGED_CELL, message, [cell], opening.label.field)

    def _fill(self, label: Label, cell: Cell) -> None:
        self.card.fill_from(label, cell)
        self._unread.settle(cell)

    def _goes_on(self, grid: LabelGrid, cell: Cell, opening: _Opening, bare: Sequence[Cell]) -> bool:
        """Whether a cell is more of what stands above it, and neither a label nobody knows nor a value without one.

        In a row with labels of other values, only a narrative goes on, as the rest of a tall cell that was cut does.
        """
        if grid.looks_like_label(cell):
            return False
        if not opening.goes_on and any(map(self._is_stranger, grid.rows[cell.row])):
            return False
        if not bare or not opening.goes_on:
            return not bare
        heads = [label for label in bare if grid.reads_down(label)]
        if any(grid.labels(head)[0].field in NARRATIVE for head in heads):
            return False
        return not (heads and is_wording(cell)) or cell.row_span > max(head.row_span for head in heads)

    def _is_stranger(self, cell: Cell) -> bool:
        """Whether a cell is a label that nobody knows, whose value stands beside it."""
        return any(opening.unknown is cell for opening in self._unknown)

    def _take_stranger(self, grid: LabelGrid, cell: Cell, bare: Sequence[Cell]) -> None:
        """A cell that no label stands over: perhaps a label that nobody knows, which takes its columns."""
        self._close(cell)
        if not cell.lines:
            return
        if grid.looks_like_label(cell) or (is_wording(cell) and any(map(grid.reads_down, bare))):
            self._open |= dict.fromkeys(columns_of(cell), self._open_unknown(cell))

    def _take_beside_labels(self, grid: LabelGrid, cell: Cell) -> None:
        """A cell in a column of labels: blank where a value goes on, or a label nobody knows with its value beside."""
        beside = grid.beside(cell)
        if cell.lines and is_wording(cell) and beside is not None:
            self._open |= dict.fromkeys(columns_of(beside), self._open_unknown(cell))

    def _open_unknown(self, cell: Cell) -> _Opening:
        self._unread.settle(cell, with_tables=False)
        opening = _Opening(None, unknown=cell)
        self._unknown.append(opening)
        return opening

    def _close(self, cell: Cell) -> None:
        for column in columns_of(cell):
            self._open.pop(column, None)
