"""The lower part of a card: controls, actions and progress, each with owners beside it.

A section begins at its label, which may stand in one strip with what follows it. The column of the owners is the one
their label stands in; in a row of fewer strips it is counted from the right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from extractors.findings import Code
from extractors.lines.drafts import DraftFinding
from extractors.text.cards.cut_lines import CUT, CutLine, Strip, bullet_of
from extractors.text.cards.labels import WORDS, Label, labels
from extractors.text.cards.statements import UNFINISHED, Printed, cell_of, statements, without_repeats
from extractors.text.cells import Row, TextCell
from extractors.text.cut_words import join_all
from extractors.text.words import Words, is_noise, left_out, words_in

_ALONE = re.compile(rf"\s*(?::|$|{CUT}|-(?:{CUT}|$))")
_FOLLOWED = re.compile(rf"\s*(?:[:{CUT}]|$|[^a-z])")
_UNSETTLED = "of several owners the file does not show how far each reaches, so these statements are given none"


@dataclass(slots=True, eq=False)
class _Owner:
    """An owner printed beside statements, the line it begins on, and what there is to report; ``whole`` unless cut."""

    text: str
    line: CutLine
    notes: list[DraftFinding]
    whole: bool


@dataclass(slots=True)
class _Section:
    """A section: its label, that of the owners beside it, its printed lines and its owners."""

    label: str
    owner_label: str = ""
    lines: list[Printed] = field(default_factory=list)
    owners: list[_Owner] = field(default_factory=list)
    notes: list[DraftFinding] = field(default_factory=list)

    def rows(self, words: Words, owner_label: str) -> Iterator[Row]:
        """The labels, and below them the statements with their owner; again for each owner, and where none is known."""
        groups = statements(without_repeats(self.lines, words))
        owned = [(self._owner_of(group), group) for group in groups] or [(self._sole, [])]
        runs = [(owner, [group for _, group in run if group]) for owner, run in groupby(owned, lambda pair: pair[0])]
        given = {id(owner) for owner, _ in runs}
        for owner in self.owners:
            if id(owner) not in given:
                message = f"'{owner.text}' is printed beside none of the statements, and is given to none"
                self.notes += [*owner.notes, DraftFinding(Code.UNREADABLE_VALUE, message)]
        heading = [self.label, *([self.owner_label or owner_label] if self.owner_label or self.owners else [])]
        for number, (owner, run) in enumerate(runs):
            labels = [TextCell.of(text) for text in heading]
            labels[0].notes += [] if number else self.notes
            yield Row(labels)
            yield Row([cell_of(run), *([self._owner_cell(owner)] if len(heading) > 1 else [])])

    def _owner_cell(self, owner: _Owner | None) -> TextCell:
        if owner is not None:
            return TextCell.of(owner.text if owner.whole else "", owner.notes)
        return TextCell.of("", [DraftFinding(Code.UNREADABLE_VALUE, _UNSETTLED)] if self.owners else [])

    @property
    def _sole(self) -> _Owner | None:
        return self.owners[0] if len(self.owners) == 1 else None

    def _owner_of(self, group: Sequence[Printed]) -> _Owner | None:
        """The owner of a statement: one is everyone's.

        Of several, how far each reaches is lost with the lines of the table, so each is only of the statement on whose
        printed lines it stands.
        """
        numbers = {printed.line.number for printed in group}
        return self._sole or next((owner for owner in self.owners if owner.line.number in numbers), None)


@dataclass(slots=True)
class Lower:
    """Reads the sections of one card; ``rows`` has them as rows of a table once every line was read."""

    words: Words
    sections: dict[str, _Section] = field(default_factory=dict)
    open: str = ""
    beside: _Found | None = None
    """The last label of owners: before there is one, the next."""

    def read(self, lines: Sequence[CutLine]) -> None:
        """Read the lines from a card's first section on."""
        self.beside = next(filter(None, map(_owner_label, lines)), None)
        for line in lines:
            self._take(line)

    def rows(self) -> Iterator[Row]:
        """The rows of all sections."""
        for section in self.sections.values():
            yield from section.rows(self.words, self.beside.label.text if self.beside else "")

    def _take(self, line: CutLine) -> None:
        owners = _owner_label(line)
        if owners is not None:
            self.beside = owners
            line = line.without(owners.start, owners.end)
        found = _section_label(line) or (_label_within(line, owners.column) if owners else None)
        if found is not None:
            section = self.sections.setdefault(found.label.field, _Section(found.label.text))
            section.owner_label = owners.label.text if owners else ""
            self._take_before(line, found.start, section)
            line = line.without(0, found.end)
            self.open = found.label.field
        if self.open:
            self._take_words(line, self.sections[self.open], labelled=found is not None)

    def _take_before(self, line: CutLine, end: int, section: _Section) -> None:
        """Words before a label within a line: they belong to what precedes."""
        text = " ".join(line.text[:end].split())
        if text and self.open:
            message = f"the label '{section.label}' stands within a line; the words before it belong to what precedes"
            note = DraftFinding(Code.MENDED_TEXT, message)
            self.sections[self.open].lines.append(Printed(text, line.strips[0].bullet, line, [note]))
        elif text:
            message = f"words before the first section are not read: '{text}'"
            section.notes.append(DraftFinding(Code.UNREAD_TEXT, message))

    def _take_words(self, line: CutLine, section: _Section, *, labelled: bool) -> None:
        split = self._split(line, section)
        content, beside = line.strips[:split], line.strips[split:]
        text, notes = join_all([strip.text for strip in content], self.words)
        self._take_owner(beside, line, section)
        if not text:
            section.notes += notes
            return
        if self.beside is None and self.open != "progress" and sum(map(bool, line.texts)) > 1:
            message = "no label shows where the owners stand, so all words of a row are read as its statement"
            notes.append(DraftFinding(Code.MENDED_TEXT, message))
        beginning_lost = not labelled and is_noise(content[0].text) and not content[0].bullet and text[0].islower()
        if beginning_lost:
            message = f"the beginning of a line is not in the file; the rest stands as it is: '{text}'"
            notes.append(DraftFinding(Code.CUT_TEXT, message))
        section.lines.append(Printed(text, bullet_of(content), line, notes, beginning_lost=beginning_lost))

    def _split(self, line: CutLine, section: _Section) -> int:
        """Where the owners begin in a row; its end, where its section has none."""
        unowned = self.open == "progress" and not section.owner_label
        if self.beside is None or unowned:
            return len(line.strips)
        return max(1, self.beside.column - max(0, self.beside.width - len(line.strips)))

    def _take_owner(self, strips: Sequence[Strip], line: CutLine, section: _Section) -> None:
        text, notes = join_all([strip.text for strip in strips], self.words)
        whole = not any(note.code is Code.CUT_TEXT for note in notes)
        if text and any(label.pattern.fullmatch(text) for label in labels("section_owners")):
            notes, text = [left_out(text, "it repeats the heading of the owners")], ""
        if not text:
            section.notes += notes
            return
        before = section.owners[-1] if section.owners else None
        if before and before.whole and before.line.block == line.block and UNFINISHED.search(before.text):
            text, line, notes = f"{before.text} {text}", before.line, before.notes + notes
            section.owners.pop()
        whole = whole and self._is_whole(text)
        if not whole:
            message = f"an owner beside the statements is cut, and given to none of them: '{text}'"
            notes.append(DraftFinding(Code.UNREADABLE_VALUE, message))
        section.owners.append(_Owner(text, line, notes, whole))

    def _is_whole(self, owner: str) -> bool:
        """Whether an owner shows no sign of a cut: a lost beginning or end, a bracket left open."""
        last = words_in(owner)[-1]
        return not owner[0].islower() and self.words.known(last, besides=1) and owner.count("(") == owner.count(")")


class _Found(NamedTuple):
    """A label that a line holds, its column of how many, and where in the line's text it begins and ends."""

    label: Label
    column: int
    width: int
    start: int
    end: int


def _found(line: CutLine, label: Label, match: re.Match[str]) -> _Found:
    return _Found(label, line.column_at(match.start()), len(line.strips), *match.span())


def begins_section(line: CutLine) -> bool:
    """Whether a section of a card begins with this line."""
    owners = _owner_label(line)
    return _section_label(line) is not None or (owners is not None and _label_within(line, owners.column) is not None)


def _owner_label(line: CutLine) -> _Found | None:
    """The label of owners that begins a strip; never the line's first words."""
    for column, offset in line.starts():
        for label in labels("section_owners") if column else ():
            if match := label.pattern.match(line.text, offset):
                return _found(line, label, match)
    return None


def _section_label(line: CutLine) -> _Found | None:
    """The label of a section that begins a line."""
    offset = next((offset for _, offset in line.starts()), 0)
    for label in labels("sections"):
        match = label.pattern.match(line.text, offset)
        if match and _is_label(label, line.text, match):
            return _found(line, label, match)
    return None


def _is_label(label: Label, text: str, match: re.Match[str]) -> bool:
    """Whether a wording is a label here, and does not merely begin a statement."""
    if _ALONE.match(text, match.end()):
        return True
    exact = CUT in match[0] or match[0].isupper() or match[0].startswith(label.text)
    return label.text not in WORDS["alone"] and exact and _FOLLOWED.match(text, match.end()) is not None


def _label_within(line: CutLine, owner_column: int) -> _Found | None:
    """A section's label inside the words of a line whose owners are headed: the last that is printed as a label is."""
    end = next((offset for column, offset in line.starts() if column >= owner_column), len(line.text))
    found = [
        _found(line, label, match)
        for label in labels("sections")
        if label.text not in WORDS["alone"]
        for match in re.finditer(rf"(?<!\w){re.escape(label.text)}(?!\w)", line.text[:end])
    ]
    return max(found, key=lambda each: each.start, default=None)
