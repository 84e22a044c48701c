"""A table with the labels in its cells, and on which side of each its value stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate, pairwise

from extractors.document import Cell, Table
from extractors.layouts.cards.heat_map import heat_map_cells
from extractors.layouts.cards.labels import APART, LEVELED, NARRATIVE, SECTIONS, Label, labels_in
from extractors.layouts.cards.score_matrix import score_matrix
from extractors.layouts.columns import headings_in
from extractors.layouts.grid import cells_at
from extractors.vocabulary.headings import (
    has_stage,
    heading_of,
    is_register,
    is_residual,
    names_entry,
    names_event,
    score_side_of,
    staged_impact,
)
from extractors.vocabulary.identifiers import IN_CELL, counting, in_text, split_identifier

_LONGEST_WORDING = 80
_LONGEST_TITLE = 120
_LONGEST_LEVEL = 25
_HAS_DIGIT = re.compile(r"\d")
_FEWEST = 5
_OF_A_RISK = ("consequence", "control")
"""Fields that distinguish a risk from other things with an identifier, where no score does."""


def _is_card(named: set[str]) -> bool:
    """Whether fields that labels name together are those of a card: a register's, be it with no known score.

    A card of a project has an owner and progress, but neither consequences nor controls.
    """
    return is_register(named) or ("id" in named and len(named) >= _FEWEST and not named.isdisjoint(_OF_A_RISK))


def is_wording(cell: Cell) -> bool:
    """Whether a cell may be a label, as a few words without a bullet are."""
    return 0 < len(cell.text) <= _LONGEST_WORDING and all(line.marker is None for line in cell.lines)


def _is_name(text: str, *, alone: bool) -> bool:
    """Whether a text is an identifier, by itself or before a title; ``alone`` in its row it may be of any letters."""
    identifier, title = split_identifier(text) or ("", "-")
    plain = not title[:1] or title[0].isupper() or not title[0].isalpha()
    capitals = alone and identifier.isupper() and re.match(counting(), text) is None
    return (capitals or in_text().match(text) is not None) and plain and title != "-" and len(title) <= _LONGEST_TITLE


class LabelGrid:
    """The cells of a table by position, with their labels. A position that a span covers leads to the spanning cell."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.rows = [cells for _, cells in table.by_row()]
        found, picture = score_matrix(table), heat_map_cells(table)
        self.matrix = replace(found, frame=found.frame | (picture - found.values.keys()))
        self._labels = {
            at: () if at in self.matrix.frame or at in self.matrix.values else labels_in(cell)
            for cell in table.cells
            for at in [(cell.row, cell.column)]
        }
        self._at = cells_at(table)
        self._take_ambiguous_labels()
        self._drop_lone_labels()
        self._settle_states()
        self._drop_scores_in_words()
        self._settle_impacts()
        self._settle_titles()
        if not any(label.field == "id" for labels in self._labels.values() for label in labels):
            self._labels |= self._named_cards()
        prose = {cell.fill for cell in table.cells if cell.lines and not is_wording(cell)}
        self._shades = {cell.fill for cell in table.cells if self.bare(cell)} - prose - {None}
        self._parts = list(accumulate(map(self.is_gap, range(table.rows))))
        self._side_by_side = self._count_neighbours()

    def labels(self, cell: Cell) -> tuple[Label, ...]:
        """The labels a cell begins with."""
        return self._labels[cell.row, cell.column]

    def bare(self, cell: Cell) -> Label | None:
        """The label that a cell is, if it is one and nothing else."""
        labels = self.labels(cell)
        return labels[0] if len(labels) == 1 and not labels[0].value else None

    def beside(self, cell: Cell) -> Cell | None:
        """The cell on the right of a label that may hold its value."""
        right = self._right(cell)
        if right is None or right.row != cell.row:
            return None
        return None if self._leads(right) and not self._is_scored(cell, right) else right

    def _is_scored(self, cell: Cell, value: Cell) -> bool:
        """Whether what looks like labels is the value of a score: ``Risk with controls | Likelihood: 4 Impact: 3``."""
        label, levels = self.bare(cell), self.labels(value)
        scored = label is not None and label.field.endswith("_score")
        return scored and all(
            each.value and each.field.endswith(LEVELED) and not has_stage(each.wording) for each in levels
        )

    def reads_down(self, cell: Cell) -> bool:
        """Whether the value of a bare label stands below it.

        Where both neighbours may be the value, the one with text is; where both have, it stands beside in a row of
        labels and values by turns that is next to another. Else the table's other labels decide: they stand side by
        side if values stand below, one above the other if values stand beside.
        """
        beside, below = self.beside(cell), self._under(cell)
        if beside is None or below is None or self._leads(below):
            return beside is None
        if bool(beside.lines) != bool(below.lines):
            return bool(below.lines)
        if self._by_turns(cell.row, 2) and (self._by_turns(cell.row - 1, 1) or self._by_turns(cell.row + 1, 1)):
            return False
        return self._side_by_side[self._parts[cell.row]] >= 0

    def _by_turns(self, row: int, fewest: int) -> bool:
        """Whether a row is of labels and values by turns, at least so many of each."""
        cells = self.rows[row] if 0 <= row < len(self.rows) else ()
        labels = [self.bare(cell) is not None for cell in cells]
        filled = all(cell.lines for cell in cells)
        return filled and len(labels) >= 2 * fewest and labels == [True, False] * (len(labels) // 2)

    def looks_like_label(self, cell: Cell) -> bool:
        """Whether a cell that is no known label is set like one: on their ground, or with a colon at its end."""
        return is_wording(cell) and (cell.fill in self._shades or cell.text.endswith(":"))

    def heads(self) -> list[int]:
        """The rows in which a card begins, for an identifier is labelled there; none in a register table.

        Beside a section, ``Ref`` heads the numbers of its lines.
        """
        headings = [heading for heading in headings_in(self.table).values() if "id" in heading.names]
        if any(not heading.brief or heading.entries > 1 for heading in headings):
            return []
        named = [self.named([row]) for row in range(len(self.rows))]
        return [row for row, fields in enumerate(named) if "id" in fields and fields.isdisjoint(SECTIONS)]

    def is_card(self, rows: Iterable[int], named: Iterable[str] = ()) -> bool:
        """Whether the labels of some rows are those of a card: a register's, and not all in one row.

        ``named`` are fields that stand over the table.
        """
        by_row = [self.named([row]) for row in rows]
        all_named = set().union(*by_row)
        return _is_card(all_named.union(named)) and all_named not in by_row

    def named(self, rows: Iterable[int]) -> set[str]:
        """The fields that labels in some rows name, or a matrix of scores."""
        wanted = frozenset(rows)
        met = {value.field for (row, _), value in self.matrix.values.items() if row in wanted}
        labels = (label for row in wanted for cell in self.rows[row] for label in self.labels(cell))
        return met.union(label.field for label in labels if label.field != APART)

    def is_gap(self, row: int) -> bool:
        """Whether a row has no cell and is covered by none: tables of one card may stand one below the other."""
        return all((row, column) not in self._at for column in range(self.table.columns))

    def _count_neighbours(self) -> Counter[int]:
        """How many more labels have another label on their right than below, by the part of the table they are in."""
        count: Counter[int] = Counter()
        for cell in filter(self.bare, self.table.cells):
            count[self._parts[cell.row]] += self._leads(self._right(cell)) - self._leads(self._under(cell))
        return count

    def _take_ambiguous_labels(self) -> None:
        """Words that may be a value (``Lead``) are a label in a row of labels, or of the names of axes.

        So they are in a first column of labels, beside their values.
        """
        first = [cells[0] for cells in self.rows if cells and cells[0].column == 0 and len(cells) > 1]
        beside = first if sum(map(bool, map(self.bare, first))) * 2 > len(first) else []
        for cells in (*self.rows, beside):
            sure = [cell for cell in cells if self.labels(cell) or (cell.row, cell.column) in self.matrix.frame]
            if len(sure) < 2:
                continue
            for cell in cells:
                free = cell.text[:1].isupper() and not self.labels(cell)
                heading = heading_of(cell.text, alone=False) if free else None
                if heading and (cell.row, cell.column) not in self.matrix.frame:
                    self._labels[cell.row, cell.column] = (Label(cell.text, heading.field, heading.kind),)

    def _drop_lone_labels(self) -> None:
        """Words of things that the history has no field for are values where no other label is in their row."""
        for cells in self.rows:
            found = [self.labels(cell) for cell in cells if self.labels(cell)]
            if found and all(labels[0].field == APART and not labels[0].value for labels in found):
                self._labels |= {(cell.row, cell.column): () for cell in cells}

    def _settle_states(self) -> None:
        """Levels in a row that begins with a state are of that state; a residual one beside a current is the target."""
        rows = ([c for c in row if c.lines and (c.row, c.column) not in self.matrix.frame] for row in self.rows)
        of_rows = [(cells, score_side_of(cells[0].text)) for cells in rows if cells]
        of_rows = [(cells, side) for cells, side in of_rows if side and side.kind == "state" and len(cells) > 1]
        beside = {cell.column for cells, _ in of_rows for cell in cells[1:]}
        named = {side.name for _, side in of_rows if side} | {
            label.field.partition("_")[0]
            for cell in self.table.cells
            if cell.column not in beside
            for label in self.labels(cell)
        }
        residual = "target" if "current" in named else "current"
        for cells, side in of_rows:
            for cell in cells[1:]:
                state = residual if is_residual(cells[0].text) else side.name if side else ""
                self._relabel(cell, "current", state, unless_staged=True)
        for cell in self.table.cells:
            over = self._at.get((cell.row - 1, cell.column))
            side = score_side_of(over.text) if over and over.column_span > 1 else None
            if over and side and side.kind == "state":
                state = residual if is_residual(over.text) else side.name
                self._relabel(cell, "current", state, unless_staged=True)
        for cell in self.table.cells:
            if any(is_residual(label.wording) for label in self.labels(cell)):
                self._relabel(cell, "target", residual)

    def _drop_scores_in_words(self) -> None:
        """Of the labels of one score, one over words (``Appetite | Cautious``) is none where another has a number."""
        bare = [(cell, label.field) for cell in self.table.cells if (label := self.bare(cell))]
        said = {cell: self._value_text(cell) for cell, name in bare if name.endswith("_score")}
        scores = [(cell, name) for cell, name in bare if said.get(cell)]
        numbered = {name for cell, name in scores if _HAS_DIGIT.search(said[cell])}
        numbered |= {met.field for met in self.matrix.values.values()}
        for cell, name in scores:
            if name in numbered and not _HAS_DIGIT.search(said[cell]):
                self._labels[cell.row, cell.column] = (Label(cell.text, APART),)

    def _value_text(self, cell: Cell) -> str:
        """What stands beside and under a label, in one text."""
        beside = (each for each in (self._right(cell), self._under(cell)) if each and not self.labels(each))
        return next((each.text for each in beside if each.text), "")

    def _settle_impacts(self) -> None:
        """A consequence of some state is the impact beside a likelihood of that state, if its value is a level.

        An impact of no state is the consequence where none is labelled, if its value is prose or another is the impact.
        """
        bare = [(cell, label) for cell in self.table.cells if (label := self.bare(cell))]
        fields = {label.field for _, label in bare}
        staged = {label.field for _, label in bare if has_stage(label.wording)}
        for cell, label in bare:
            beside = (each for each in (self._right(cell), self._under(cell)) if each and each.lines)
            value = next((each for each in beside if not self.labels(each)), cell)
            impact = staged_impact(label.wording) if label.field == "consequence" else None
            name = label.field
            leveled = value is not cell and len(value.text) <= _LONGEST_LEVEL
            if impact and leveled and impact.replace("impact", "likelihood") in fields:
                name = impact
            elif name == "current_impact" and not has_stage(label.wording) and "consequence" not in fields:
                name = "consequence" if name in staged or not is_wording(value) else name
            self._labels[cell.row, cell.column] = (replace(label, field=name),)

    def _settle_titles(self) -> None:
        """What only names the kind (``Principal risk``) is the title of a card that has a description besides.

        What may happen (``What could happen?``) is the consequence where something else says what the risk is.
        """
        labels = [label for labels in self._labels.values() for label in labels]
        fields = {label.field for label in labels if not names_event(label.wording)}
        if "description" in fields and "consequence" not in fields:
            for at, found in self._labels.items():
                self._labels[at] = tuple(
                    replace(label, field="consequence") if names_event(label.wording) else label for label in found
                )
        labels = [label for label in labels if not names_event(label.wording)]
        if "title" not in fields and any(
            label.field == "description" and not names_entry(label.wording) for label in labels
        ):
            for at, found in self._labels.items():
                self._labels[at] = tuple(
                    replace(label, field="title") if names_entry(label.wording) else label for label in found
                )

    def _relabel(self, cell: Cell, before: str, after: str, *, unless_staged: bool = False) -> None:
        self._labels[cell.row, cell.column] = tuple(
            label
            if unless_staged and has_stage(label.wording)
            else replace(label, field=label.field.replace(f"{before}_", f"{after}_"))
            for label in self.labels(cell)
        )

    def _named_cards(self) -> dict[tuple[int, int], tuple[Label, ...]]:
        """Cells at the head of a card that are its identifier without a label, alone or with the title behind it.

        The title may stand in the next cell. Only of a table in which no identifier is labelled.
        """
        filled = [[cell for cell in cells if cell.lines] for cells in self.rows]
        named = [row for row, cells in enumerate(filled) if cells and _is_name(cells[0].text, alone=len(cells) == 1)]
        found: dict[tuple[int, int], tuple[Label, ...]] = {}
        for row, end in pairwise([*named, len(self.rows)]):
            if not self.is_card(range(row, end), named={"id"}):
                continue
            first, *others = filled[row]
            found[first.row, first.column] = (Label(first.text, "id", value=first.lines),)
            if IN_CELL.fullmatch(first.text) and others and is_wording(others[0]) and not self.labels(others[0]):
                found[others[0].row, others[0].column] = (Label("title", "title", value=others[0].lines),)
        return found

    def _right(self, cell: Cell) -> Cell | None:
        return self._at.get((cell.row, cell.column + cell.column_span))

    def _under(self, cell: Cell) -> Cell | None:
        return self._at.get((cell.row + cell.row_span, cell.column))

    def _leads(self, cell: Cell | None) -> bool:
        """Whether a cell is a label for certain: prose under a label may begin with the words of another."""
        if cell is None:
            return False
        side = score_side_of(cell.text)
        if side and side.kind == "state":
            return True
        labels = self.labels(cell)
        return bool(labels) and (labels[0].field not in NARRATIVE or self.bare(cell) is not None)
