"""The lower part of a card in a text rendering: controls, actions and progress, each with owners beside it.

A section begins at its label, which may stand in one piece with what follows it. The column of the owners is the one
their label stands in; in a row of fewer pieces it is counted from the right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.document import Line
from extractors.findings import Code
from extractors.layouts.loose.labels import CUT, Label, labels, owner_labels
from extractors.layouts.loose.rows import Notes, Piece, Row, is_noise
from extractors.layouts.loose.statements import UNFINISHED, Printed, statements, without_echoes
from extractors.layouts.loose.words import Words, put_together, tokens

_ALONE = re.compile(rf"\s*(?::|$|{CUT}|-(?:{CUT}|$))")
_FOLLOWED = re.compile(rf"\s*(?:[:{CUT}]|$|[^a-z])")


@dataclass(frozen=True, slots=True)
class _Owner:
    """An owner printed beside statements: on which row of which block; None if it is cut.

    ``alone``: no words of a statement stand on that row.
    """

    text: str | None
    block: int
    row: int
    alone: bool


@dataclass(slots=True)
class _Section:
    lines: list[Printed] = field(default_factory=list)
    owners: list[_Owner] = field(default_factory=list)
    headed: bool = False
    """Whether a label of owners stands beside its own."""


@dataclass(slots=True)
class Lower:
    """Reads the sections of one card; ``values`` and ``line_owners`` have them once every row was read."""

    words: Words
    notes: Notes
    sections: dict[str, _Section] = field(default_factory=dict)
    open: str | None = None
    owner_column: int | None = None
    width: int = 0

    def read(self, rows: Sequence[Row]) -> None:
        """Read the rows from a card's first section on."""
        for at, row in enumerate(rows):
            self._look_ahead(rows[at:])
            self._take(row)

    def values(self) -> dict[str, tuple[Line, ...]]:
        """The statements of each section."""
        return {name: tuple(line for line, _ in self._owned(name)) for name in self.sections}

    def line_owners(self) -> dict[str, tuple[str | None, ...]]:
        """The owner beside each statement, of the sections that have any."""
        return {
            name: tuple(owner for _, owner in self._owned(name))
            for name, section in self.sections.items()
            if any(owner.text for owner in section.owners)
        }

    def finish(self) -> None:
        """Leave out repeated lines, and report statements whose owner is not told."""
        for name, section in self.sections.items():
            section.lines = without_echoes(section.lines, self.words, self.notes, name)
            if len(section.owners) < 2:
                continue
            unowned = sum(owner is None for _, owner in self._owned(name))
            message = f"of several owners the file does not tell how far each reaches; statements without: {unowned}"
            alone = [owner.text for owner in section.owners if owner.alone and owner.text]
            message += f"; beside no statement: {', '.join(alone)}" * bool(alone)
            if unowned or alone:
                self.notes.add(Code.UNREADABLE_VALUE, message, section.lines[0].places if section.lines else (), name)

    def _look_ahead(self, rows: Sequence[Row]) -> None:
        """Where no label of owners has come yet, the card's next one tells their column."""
        if self.owner_column is None:
            row, label = next(((row, label) for row in rows if (label := _owner_label(row))), (None, None))
            if row and label:
                self.owner_column, self.width = label[0], len(row.pieces)

    def _take(self, row: Row) -> None:
        owner_label = _owner_label(row)
        if owner_label is not None:
            column, start, end, _ = owner_label
            self.owner_column, self.width = column, len(row.pieces)
            row = row.without(start, end)
        label = _section_label(row)
        if label is None and owner_label is not None:
            label = _label_within(row, owner_label[0])
        if label is not None:
            name, start, end = label
            if name == "progress" and owner_label is not None and owner_label[3] == "control":
                name = "control"
                message = "the progress is headed as what has control owners, so it is read as the controls"
                self.notes.add(Code.MENDED_TEXT, message, row.places, name)
            before = " ".join(row.text[:start].split())
            if before:
                message = f"the label of the {name} stands within a line; the words before it belong to what precedes"
                self.notes.add(Code.MENDED_TEXT, message, row.places, name)
                self._add_line(before, row, row.pieces[0].bullet)
            row = row.without(0, end)
            self.open = name
            self.sections.setdefault(name, _Section()).headed = owner_label is not None
        if self.open is not None:
            self._take_words(row, labelled=label is not None)

    def _take_words(self, row: Row, *, labelled: bool) -> None:
        assert self.open is not None
        section = self.sections[self.open]
        split = self._split(row, section)
        content, beside = row.pieces[:split], row.pieces[split:]
        text, _ = put_together(content, self.words, self.notes, self.open)
        if any(not piece.blank for piece in beside):
            self._add_owner(beside, row, alone=not text)
        if not text:
            return
        lost = not labelled and is_noise(content[0].text) and not content[0].bullet and text[0].islower()
        if lost:
            message = f"the beginning of a line is not in the file; the rest stands as it is: '{text}'"
            self.notes.add(Code.CUT_TEXT, message, row.places, self.open)
        bullet = next((piece.bullet for piece in content if piece.text or piece.bullet), False)
        self._add_line(text, row, bullet, torn=lost)

    def _split(self, row: Row, section: _Section) -> int:
        """Where the owners begin in a row; its end, where its section has none."""
        if self.owner_column is None or row.paragraph:
            if self.open != "progress" and sum(not piece.blank for piece in row.pieces) > 1:
                message = "no label tells where the owners stand, so all words of this row are read as its statement"
                self.notes.add(Code.MENDED_TEXT, message, row.places, self.open)
            return len(row.pieces)
        if self.open == "progress" and not section.headed:
            return len(row.pieces)
        return max(1, self.owner_column - max(0, self.width - len(row.pieces)))

    def _add_line(self, text: str, row: Row, bullet: bool, *, torn: bool = False) -> None:
        if self.open is None:
            self.notes.add(Code.UNREAD_TEXT, f"words before the first section are not read: '{text}'", row.places)
            return
        line = Printed(text, bullet, False, row.block, row.number, row.places, torn=torn)
        self.sections[self.open].lines.append(line)

    def _add_owner(self, pieces: Sequence[Piece], row: Row, *, alone: bool) -> None:
        assert self.open is not None
        section = self.sections[self.open]
        text, settled = put_together(pieces, self.words, self.notes, self.open)
        if not text:
            return
        places = [place for piece in pieces for place in piece.places]
        if any(label.fullmatch(text) for label, _ in owner_labels()):
            self.notes.ignore(text, "it repeats the heading of the owners", places, self.open)
            return
        at, before = row.number, section.owners[-1] if section.owners else None
        if before and before.text and before.block == row.block and UNFINISHED.search(before.text):
            text, at, alone = f"{before.text} {text}", before.row, before.alone
            section.owners.pop()
        whole = settled and self._is_whole(text)
        if not whole:
            message = f"an owner beside the statements is cut, and given to none of them: '{text}'"
            self.notes.add(Code.UNREADABLE_VALUE, message, places, self.open)
        section.owners.append(_Owner(text if whole else None, row.block, at, alone))

    def _is_whole(self, owner: str) -> bool:
        """Whether an owner shows no sign of a cut: a lost beginning or end, a bracket left open."""
        last = [*tokens(owner)][-1]
        return not owner[0].islower() and self.words.known(last, besides=1) and owner.count("(") == owner.count(")")

    def _owned(self, name: str) -> list[tuple[Line, str | None]]:
        """Each statement of a section with its owner, where the file tells which is whose.

        One owner is everyone's. Of several, how far each reaches is lost with the lines of the table, so each is only
        of the statement on whose printed lines it stands.
        """
        section = self.sections[name]
        sole = section.owners[0].text if len(section.owners) == 1 else None
        beside = {(owner.block, owner.row): owner.text for owner in section.owners if owner.text}
        found = []
        for statement in statements(section.lines):
            at = [(line.block, line.row) for line in statement.printed]
            found.append((statement.line, sole or next((beside[row] for row in at if row in beside), None)))
        return found


def begins_section(row: Row) -> bool:
    """Whether a section of a card begins with this row."""
    if _section_label(row) is not None:
        return True
    owner_label = _owner_label(row)
    return owner_label is not None and _label_within(row, owner_label[0]) is not None


def _owner_label(row: Row) -> tuple[int, int, int, str] | None:
    """The column of a label of owners that begins a piece, its span and field; never the row's first words."""
    for column, offset in row.starts():
        if column:
            for pattern, name in owner_labels():
                match = pattern.match(row.text, offset)
                if match:
                    return column, *match.span(), name
    return None


def _section_label(row: Row) -> tuple[str, int, int] | None:
    """The field whose label begins a row, and the label's span."""
    offset = next((offset for _, offset in row.starts()), 0)
    for label in labels("sections"):
        match = label.whole.match(row.text, offset)
        if match and _is_label(label, row.text, match):
            return label.field, *match.span()
    return None


def _is_label(label: Label, text: str, match: re.Match[str]) -> bool:
    """Whether a wording is a label here, and does not merely begin a statement."""
    if _ALONE.match(text, match.end()):
        return True
    exact = CUT in match[0] or match[0].isupper() or label.exact.match(match[0]) is not None
    return not label.alone and exact and _FOLLOWED.match(text, match.end()) is not None


def _label_within(row: Row, owner_column: int) -> tuple[str, int, int] | None:
    """A section's label inside the words of a row whose owners are headed: the last that is printed as a label is."""
    end = next((offset for column, offset in row.starts() if column >= owner_column), len(row.text))
    found = [
        (match.start(), match.end(), label.field)
        for label in labels("sections")
        if not label.alone
        for match in label.exact.finditer(row.text, 0, end)
    ]
    if not found:
        return None
    start, stop, name = max(found)
    return name, start, stop
