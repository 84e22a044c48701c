"""The upper part of a card: columns side by side, read downwards, line by line.

Which column is which the row of labels says. After a page end a row may have fewer strips: description and
consequences keep their columns from the left, and what stands right of them is placed by what it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.findings import Code
from extractors.lines.drafts import DraftFinding
from extractors.text.cards.cut_lines import CutLine, Strip, bullet_of
from extractors.text.cards.labels import labels
from extractors.text.cards.levels import AXES, Levels, is_level
from extractors.text.cards.owner import awaits_date, owner_and_date
from extractors.text.cards.statements import Printed, cell_of, statements, without_repeats
from extractors.text.cells import Row, TextCell
from extractors.text.cut_words import join_all
from extractors.text.words import Words, is_noise, left_out

_NARRATIVE = ("description", "consequence")
_IMPACT = re.compile(r"\bimpact\b", re.IGNORECASE)
_LABEL_ROWS = 3
"""Within how many rows the label of the impact stands, its words being printed one below another."""


@dataclass(slots=True)
class Upper:
    """Reads the upper part of one card; ``rows`` has it as rows of a table once every line was read."""

    words: Words
    starts: dict[str, int] = field(default_factory=dict)
    """Where each field's column begins."""
    labels: dict[str, str] = field(default_factory=dict)
    width: int = 0
    block: int = -1
    """How many strips the row of labels has, and in which block it stands."""
    unlabelled: list[str] = field(default_factory=list)
    lines: dict[str, list[Printed]] = field(default_factory=dict)
    below_blank: set[str] = field(default_factory=set)
    """The fields of which nothing stands in the row above."""
    owner: list[str] = field(default_factory=list)
    levels: Levels = field(default_factory=Levels)
    notes: list[DraftFinding] = field(default_factory=list)
    reported: set[tuple[int, int]] = field(default_factory=set)
    """The blocks and numbers of columns already reported."""

    def read(self, lines: Sequence[CutLine]) -> None:
        """Read the lines between a card's head line and its first section."""
        for at, line in enumerate(lines):
            if self.starts:
                self._take(line)
            elif rest := self._take_labels(line, lines[at : at + _LABEL_ROWS]):
                self._take(rest)
            elif is_noise(line.text):
                self.notes.append(left_out(line.text.strip(), "it holds no word"))
            else:
                self.unlabelled.append(" ".join(line.text.split()))

    def rows(self, scores: dict[str, int]) -> list[Row]:
        """What stands under no label, a row each; then the labels and, below, the values; then those of the target."""
        above = [Row([TextCell.of(text)]) for text in self.unlabelled]
        names = [name for name in _NARRATIVE if name in self.starts] or ["description"]
        narratives = [self._narrative(name) for name in names]
        if not self.starts:
            narratives[0].note(Code.UNREADABLE_VALUE, "the card has no row of labels, so its columns are not read")
        narratives[0].notes += self.notes
        (owner, date), levels = owner_and_date(self.owner), self.levels.cells(scores)
        label_row = [self.labels.get(name, name.capitalize()) for name in (*names, "owner")]
        return [
            *above,
            Row([*map(TextCell.of, label_row), *_level_labels("current")]),
            Row([*narratives, owner, *(levels["current", axis] for axis in AXES)]),
            Row([*(TextCell() for _ in names), TextCell.of("Target Date"), *_level_labels("target")]),
            Row([*(TextCell() for _ in names), date, *(levels["target", axis] for axis in AXES)]),
        ]

    def _narrative(self, name: str) -> TextCell:
        lines = without_repeats(self.lines.get(name, []), self.words)
        cell = cell_of(statements(lines))
        if len(lines) > 1:
            message = f"the {name} was put together from lines printed side by side with other columns"
            cell.note(Code.MENDED_TEXT, message)
        return cell

    def _take_labels(self, line: CutLine, following: Sequence[CutLine]) -> CutLine | None:
        """Take the columns that a row of labels names, and give that row without the labels; None for any other row."""
        starts: dict[str, int] = {}
        spans: dict[str, re.Match[str]] = {}
        wordings: dict[str, str] = {}
        for column, offset in line.starts():
            for label in labels("columns"):
                match = label.pattern.match(line.text, offset)
                if match and label.field not in starts and label.field != "target_date":
                    starts[label.field], spans[label.field] = column, match
                    wordings[label.field] = label.text
                    break
        if "owner" not in starts or len(starts) < 2:
            return None
        behind = line.column_at(spans["owner"].end()) + 1
        impact = [
            column
            for other in following
            for column, text in enumerate(other.texts)
            if column > behind and _IMPACT.search(text)
        ]
        self.starts = starts | {"likelihood": behind, "impact": min(impact, default=len(line.strips) - 1)}
        self.labels, self.width, self.block = wordings, len(line.strips), line.block
        for match in reversed(spans.values()):
            line = line.without(*match.span())
        return line

    def _strips(self, line: CutLine, name: str) -> tuple[Strip, ...]:
        """The strips of one row that belong to a field."""
        start = self.starts.get(name)
        if start is None:
            return ()
        end = min((other for other in self.starts.values() if other > start), default=len(line.strips))
        return line.strips[start:end]

    def _take(self, line: CutLine) -> None:
        """Give every strip of a row to its column."""
        other = len(line.strips) != self.width
        if other and (line.block, len(line.strips)) not in self.reported:
            self.reported.add((line.block, len(line.strips)))
            change = f"{len(line.strips)} columns instead of {self.width}"
            message = f"a row has {change}; what it says was taken from the left, and may be of other columns"
            self.notes.append(DraftFinding(Code.MENDED_TEXT, message))
        for text in filter(None, line.texts[: min(self.starts.values())]):
            message = f"words left of the first labelled column are not read: '{text}'"
            self.notes.append(DraftFinding(Code.UNREAD_TEXT, message))
        for name in _NARRATIVE:
            self._take_narrative(line, name)
        if other and line.block != self.block:
            self._take_by_content(line.texts[self.starts["owner"] :])
            return
        self.owner += [strip.text for strip in self._strips(line, "owner")]
        self.levels.read([(axis, [strip.text for strip in self._strips(line, axis)]) for axis in AXES], doubtful=other)

    def _take_narrative(self, line: CutLine, name: str) -> None:
        strips = self._strips(line, name)
        text, notes = join_all([strip.text for strip in strips], self.words)
        if not text:
            self.notes += notes
            self.below_blank.add(name)
            return
        lines = self.lines.setdefault(name, [])
        parted = name in self.below_blank and bool(lines) and lines[-1].line.block == line.block
        self.below_blank.discard(name)
        lines.append(Printed(text, bullet_of(strips), line, notes, parted))

    def _take_by_content(self, texts: Sequence[str]) -> None:
        """Texts right of the consequences in a row whose columns are not those of the labels."""
        axes = iter(AXES)
        levels: list[tuple[str, Sequence[str]]] = []
        for text in filter(None, texts):
            axis = next(axes, None) if is_level(text) else None
            if axis is not None:
                levels.append((axis, (text,)))
            elif awaits_date(self.owner, text):
                self.owner.append(text)
            elif is_noise(text):
                self.notes.append(left_out(text, "it holds no word"))
            else:
                message = f"behind a page end this stands in a column that no label names: '{text}'"
                self.notes.append(DraftFinding(Code.UNREAD_TEXT, message))
        self.levels.read(levels, doubtful=True)


def _level_labels(state: str) -> list[TextCell]:
    return [TextCell.of(f"{state} {axis}".title()) for axis in AXES]
