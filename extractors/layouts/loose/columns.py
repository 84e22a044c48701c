"""The upper part of a card in a text rendering: columns side by side, read downwards, line by line.

Which column is which the row of labels says. After a page end a row may have fewer pieces: description and
consequences keep their columns from the left, and what stands right of them is told by what it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.document import Line
from extractors.findings import Code
from extractors.layouts.loose.labels import CUT, labels
from extractors.layouts.loose.levels import AXES, Axis, Levels, is_level
from extractors.layouts.loose.owner import OwnerColumn
from extractors.layouts.loose.rows import Notes, Piece, Row, is_noise
from extractors.layouts.loose.statements import Printed, statements, without_echoes
from extractors.layouts.loose.words import Words, put_together

_NARRATIVE = ("description", "consequence")
_IMPACT = re.compile(r"\bimpact\b", re.IGNORECASE)
_LABEL_ROWS = 3
"""Within how many rows the label of the impact stands, its words being printed one below another."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each field's column begins, and how many pieces the row of labels has."""

    starts: dict[str, int]
    width: int

    def pieces(self, row: Row, name: str) -> tuple[Piece, ...]:
        """The pieces of one row that belong to a field."""
        start = self.starts.get(name)
        if start is None:
            return ()
        end = min((other for other in self.starts.values() if other > start), default=len(row.pieces))
        return row.pieces[start:end]


@dataclass(slots=True)
class Upper:
    """Reads the upper part of one card; ``values`` has its fields once every row was read."""

    words: Words
    notes: Notes
    columns: _Columns | None = None
    label_block: int = 0
    lines: dict[str, list[Printed]] = field(default_factory=dict)
    owner: OwnerColumn = field(init=False)
    levels: Levels = field(init=False)
    below_blank: dict[str, bool] = field(default_factory=dict)
    """Whether nothing stands in the row above, by field."""
    parted: list[str] = field(default_factory=list)
    """The fields of which several lines were put together."""
    reported: set[tuple[int, int]] = field(default_factory=set)
    """The blocks and numbers of columns already told of."""

    def __post_init__(self) -> None:
        self.owner, self.levels = OwnerColumn(self.notes), Levels(self.notes)

    def read(self, rows: Sequence[Row]) -> None:
        """Read the rows between a card's head line and its first section."""
        for at, row in enumerate(rows):
            headed = _label_row(row, rows[at : at + _LABEL_ROWS]) if self.columns is None else None
            if headed is not None:
                self.columns, values = headed
                self.label_block = row.block
                self._take(values)
            elif self.columns is not None:
                self._take(row)
            elif is_noise(row.text):
                self.notes.ignore(row.text.strip(), "it holds no word", row.places)
            else:
                shown = row.text.replace(CUT, " | ")
                self.notes.add(Code.UNREAD_TEXT, f"no label says what this is: '{shown}'", row.places)

    def values(self, scores: dict[str, tuple[Line, ...]]) -> dict[str, tuple[Line, ...]]:
        """The fields of the upper part; a field without a column is absent."""
        if self.columns is None:
            self.notes.add(Code.UNREADABLE_VALUE, "the card has no row of labels, so its columns are not read")
            return {}
        values: dict[str, tuple[Line, ...]] = {}
        for name in _NARRATIVE:
            if name in self.columns.starts:
                lines = without_echoes(self.lines.get(name, []), self.words, self.notes, name)
                values[name] = tuple(statement.line for statement in statements(lines))
        if self.parted:
            shown = ", ".join(dict.fromkeys(self.parted))
            message = f"the {shown} was put together from lines printed side by side with other columns"
            self.notes.add(Code.MENDED_TEXT, message, self.lines[self.parted[0]][0].places, self.parted[0])
        return values | self.owner.values() | self.levels.values(scores)

    def _take(self, row: Row) -> None:
        """Give every piece of a row to its column."""
        assert self.columns is not None
        other = len(row.pieces) != self.columns.width
        if other:
            self._report_other_columns(row)
        for piece in row.pieces[: min(self.columns.starts.values())]:
            if not piece.blank:
                message = f"words left of the first labelled column are not read: '{piece.text}'"
                self.notes.add(Code.UNREAD_TEXT, message, piece.places)
        for name in _NARRATIVE:
            self._take_narrative(row, name)
        if other and row.block != self.label_block:
            self._take_by_content(row.pieces[self.columns.starts["owner"] :])
            return
        for piece in self.columns.pieces(row, "owner"):
            self.owner.read(piece)
        self.levels.read([(axis, self.columns.pieces(row, axis)) for axis in AXES], doubtful=other)

    def _report_other_columns(self, row: Row) -> None:
        assert self.columns is not None
        columns = (row.block, len(row.pieces))
        if columns not in self.reported:
            self.reported.add(columns)
            change = f"{len(row.pieces)} columns instead of {self.columns.width}"
            message = f"the row has {change}; what it says was taken from the left, and may be of other columns"
            self.notes.add(Code.MENDED_TEXT, message, row.places)

    def _take_narrative(self, row: Row, name: str) -> None:
        assert self.columns is not None
        pieces = self.columns.pieces(row, name)
        bullet = next((piece.bullet for piece in pieces if piece.text or piece.bullet), False)
        text, _ = put_together(pieces, self.words, self.notes, name)
        if not text:
            self.below_blank[name] = True
            return
        lines = self.lines.setdefault(name, [])
        parted = self.below_blank.get(name, False) and bool(lines) and lines[-1].block == row.block
        self.below_blank[name] = False
        places = tuple(place for piece in pieces for place in piece.places)
        lines.append(Printed(text, bullet, parted, row.block, row.number, places))
        if len(lines) > 1:
            self.parted.append(name)

    def _take_by_content(self, pieces: Sequence[Piece]) -> None:
        """Pieces right of the consequences in a row whose columns are not those of the labels."""
        axes = iter(AXES)
        levels: list[tuple[Axis, Sequence[Piece]]] = []
        for piece in pieces:
            axis = next(axes, None) if is_level(piece.text) else None
            if axis is not None:
                levels.append((axis, (piece,)))
            elif self.owner.awaits(piece):
                self.owner.read(piece)
            elif not is_noise(piece.text):
                message = f"behind a page end this stands in a column that no label names: '{piece.text}'"
                self.notes.add(Code.UNREAD_TEXT, message, piece.places)
            elif piece.text:
                self.notes.ignore(piece.text, "it holds no word", piece.places)
        self.levels.read(levels, doubtful=True)


def _label_row(row: Row, following: Sequence[Row]) -> tuple[_Columns, Row] | None:
    """The columns that a row of labels names, and that row without the labels; None for any other row."""
    starts: dict[str, int] = {}
    spans: list[tuple[int, int]] = []
    for column, offset in row.starts():
        for label in labels("columns"):
            match = label.whole.match(row.text, offset)
            if match and label.field not in starts and label.field != "target_date":
                starts[label.field] = column
                spans.append(match.span())
                break
    if "owner" not in starts or len(starts) < 2:
        return None
    behind = row.column_at(next(end for start, end in spans if row.column_at(start) == starts["owner"])) + 1
    impact = [
        column for other in following for column, piece in enumerate(other.pieces)
        if column > behind and _IMPACT.search(piece.text)
    ]  # fmt: skip
    starts |= {"likelihood": behind, "impact": min(impact, default=len(row.pieces) - 1)}
    for start, end in reversed(spans):
        row = row.without(start, end)
    return _Columns(starts, len(row.pieces)), row
