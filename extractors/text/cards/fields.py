"""Which field of a card each word belongs to.

A label opens its field in the column it is printed in. What follows it there and below, up to the next label, is of
this field. So one row of labels opens the columns side by side, the label of a section ends them all, and that of its
owners opens a column beside its statements. In a row of fewer strips, that one is counted from the right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from extractors.findings import Code
from extractors.lines.drafts import DraftFinding
from extractors.text.cards.labels import WORDS, Label, find, label_at, labels
from extractors.text.cards.levels import AXES
from extractors.text.cards.lines import CUT, CutLine
from extractors.text.cut_words import join_all
from extractors.text.words import Words, unread

NARRATIVES = ("description", "consequence")
_ALONE = re.compile(rf"\s*(?::|$|{CUT}|-(?:{CUT}|$))")
_FOLLOWED = re.compile(rf"\s*(?:[:{CUT}]|$|[^a-z])")


@dataclass(slots=True, eq=False)
class Part:
    """What one printed line says in the column of one field: its strips, and these as one text, with what to report.

    ``bullet``: it begins a list item. ``below_blank``: the field says nothing in the row above. ``doubtful``: the row
    has not the columns that the labels have.
    """

    line: CutLine
    strips: tuple[str, ...]
    text: str
    notes: list[DraftFinding]
    bullet: bool = False
    below_blank: bool = False
    doubtful: bool = False


@dataclass(slots=True)
class Field:
    """A field of a card: the wording of its label, its parts from above, and what there is to report."""

    label: str
    parts: list[Part] = field(default_factory=list)
    notes: list[DraftFinding] = field(default_factory=list)

    def take(self, line: CutLine, start: int, end: int, words: Words, *, doubtful: bool = False) -> None:
        """Add what the strips of a line say from ``start`` to ``end``."""
        strips = line.texts[start:end]
        text, notes = join_all(strips, words)
        before = self.parts[-1] if self.parts else None
        blank = before is not None and not before.text and before.line.block == line.block
        begin = next((at for at in range(start, end) if line.texts[at:end][:1] != ("",) or at in line.bullets), -1)
        self.parts.append(Part(line, strips, text, notes, begin in line.bullets, blank, doubtful))


class _Found(NamedTuple):
    """A label that a line holds, its column, and where in the line's text it begins and ends."""

    label: Label
    column: int
    start: int
    end: int


@dataclass(slots=True)
class Fields:
    """Reads the lines of one card; ``notes`` is what there is to report of no field in particular.

    ``sections`` is in the order of the card; ``owners`` are those beside the statements of a section, by its name.
    """

    words: Words
    columns: dict[str, Field] = field(default_factory=dict)
    sections: dict[str, Field] = field(default_factory=dict)
    owners: dict[str, Field] = field(default_factory=dict)
    notes: list[DraftFinding] = field(default_factory=list)
    starts: dict[str, int] = field(default_factory=dict)
    """Where each column of the upper part begins."""
    width: int = 0
    section: str = ""
    beside: tuple[_Found, int] | None = None
    """The last label of owners, and how many strips its line has; before there is one, the next."""

    def read(self, lines: Sequence[CutLine]) -> None:
        """Read the lines below the head line of a card."""
        at = next((at for at, line in enumerate(lines) if section_at(line)), len(lines))
        self.beside = next(((found, len(line.texts)) for line in lines[at:] if (found := _owners_at(line))), None)
        for line in lines[:at]:
            self._take_columns(line)
        for line in lines[at:]:
            self._take_section(line)

    def _take_columns(self, line: CutLine) -> None:
        if not self.starts:
            line = self._open_columns(line)
        if not self.starts:
            self.notes.append(unread(" ".join(line.text.split()), "above any label"))
            return
        doubtful = len(line.texts) != self.width
        change = f"{len(line.texts)} columns instead of {self.width}"
        message = f"a row has {change}; what it says was taken from the left, and may be of other columns"
        note = DraftFinding(Code.MENDED_TEXT, message)
        self.notes += [note] if doubtful and note not in self.notes else []
        starts = sorted(self.starts.values())
        for text in filter(None, line.texts[: starts[0]]):
            self.notes.append(unread(text, "left of the first labelled column"))
        for name, start in list(self.starts.items()):
            end = next((other for other in starts if other > start), len(line.texts))
            self.columns[name].take(line, start, end, self.words, doubtful=doubtful)
            if name == "owner":
                self._open_date()

    def _open_columns(self, line: CutLine) -> CutLine:
        """Open the columns that a row of labels names, and give it without the labels; any other row as it is.

        Right of them are the levels: the impact in the last column.
        """
        found: dict[str, _Found] = {}
        for column, offset in line.starts():
            match = label_at(line.text, "columns", offset)
            if match and match[0].field not in found:
                found[match[0].field] = _Found(match[0], column, *match[1].span())
        if "owner" not in found or len(found) < 2:
            return line
        behind = max(line.column_at(each.end) for each in found.values()) + 1
        last = max(column for column, _ in line.starts())
        self.starts = {name: each.column for name, each in found.items()} | dict(zip(AXES, (behind, last), strict=True))
        self.width = len(line.texts)
        self.columns = {name: Field(found[name].label.text if name in found else name) for name in self.starts}
        for each in sorted(found.values(), key=lambda each: -each.start):
            line = line.without(each.start, each.end)
        return line

    def _open_date(self) -> None:
        """Where the label of the target date is printed in the column of the owner, the date goes on from there."""
        part = self.columns["owner"].parts[-1]
        for at, text in enumerate(part.strips):
            if found := find(text, "columns", "target_date"):
                before, behind = text[: found[1].start()].strip(), text[found[1].end() :].strip(" :")
                date = replace(part, strips=(behind, *part.strips[at + 1 :]))
                part.strips = (*part.strips[:at], before)
                self.columns["target_date"] = Field(found[0].text, [date])
                self.starts["target_date"] = self.starts.pop("owner")
                return

    def _take_section(self, line: CutLine) -> None:
        owners = _owners_at(line)
        if owners:
            self.beside = owners, len(line.texts)
            line = line.without(owners.start, owners.end)
        found = section_at(line, owners)
        if found:
            section = self.sections.setdefault(found.label.field, Field(found.label.text))
            before = line.text[: found.start].replace(CUT, " ").strip()
            if before and self.section:
                message = f"the label '{section.label}' is within a line; the words before it belong to what precedes"
                notes = [DraftFinding(Code.MENDED_TEXT, message)]
                self.sections[self.section].parts.append(Part(line, (before,), before, notes, 0 in line.bullets))
            elif before:
                section.notes.append(unread(before, "before the first section"))
            line = line.without(0, found.end)
            self.section = found.label.field
            self.owners[self.section] = Field(owners.label.text if owners else "", self._owners().parts)
        split = self._split(line)
        first = next((at for at, text in enumerate(line.texts) if text), 0) if found else 0
        self.sections[self.section].take(line, min(first, split), split, self.words)
        self._owners().take(line, split, len(line.texts), self.words)

    def _owners(self) -> Field:
        return self.owners.setdefault(self.section, Field(""))

    def _split(self, line: CutLine) -> int:
        """Where the owners begin in a row; its end, where its section has none."""
        if self.beside is None or (self.section == "progress" and not self._owners().label):
            return len(line.texts)
        owners, width = self.beside
        return max(1, owners.column - max(0, width - len(line.texts)))


def section_at(line: CutLine, owners: _Found | None = None) -> _Found | None:
    """The label of a section that begins a line; or, within a line whose owners are headed, the last printed as one."""
    owners = owners or _owners_at(line)
    offset = next((offset for _, offset in line.starts()), 0)
    for label in labels("sections"):
        match = label.pattern.match(line.text, offset)
        if match and _is_label(label, match):
            return _Found(label, line.column_at(offset), *match.span())
    if owners is None:
        return None
    end = next((offset for column, offset in line.starts() if column >= owners.column), len(line.text))
    return max(_labels_within(line.text[:end]), key=lambda each: each.start, default=None)


def _is_label(label: Label, match: re.Match[str]) -> bool:
    """Whether a wording is a label here, and does not merely begin a statement."""
    if _ALONE.match(match.string, match.end()):
        return True
    exact = CUT in match[0] or match[0].isupper() or match[0].startswith(label.text)
    return label.text not in WORDS["alone"] and exact and _FOLLOWED.match(match.string, match.end()) is not None


def _labels_within(text: str) -> Iterator[_Found]:
    for label in labels("sections"):
        if label.text not in WORDS["alone"]:
            for match in re.finditer(rf"(?<!\w){re.escape(label.text)}(?!\w)", text):
                yield _Found(label, text.count(CUT, 0, match.start()), *match.span())


def _owners_at(line: CutLine) -> _Found | None:
    """The label of owners that begins a strip; never the line's first words."""
    for column, offset in line.starts():
        if column and (found := label_at(line.text, "section_owners", offset)):
            return _Found(found[0], column, *found[1].span())
    return None
