"""Which field of a card each word belongs to.

A label opens its field in the column it is printed in. What follows it there and below, up to the next label, is of
this field. So one row of labels opens the columns side by side, the label of a section ends them all, and that of its
owners opens a column beside its statements. In a row of fewer strips, that one is counted from the right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.findings import Code
from extractors.lines.drafts import DraftFinding
from extractors.text.cards.labels import WORDS, Label, find, label_at, labels
from extractors.text.cards.levels import AXES
from extractors.text.cards.lines import CUT, CutLine
from extractors.text.cut_words import join_all
from extractors.text.words import Words, is_noise, unread

NARRATIVES = ("description", "consequence")
_ALONE = re.compile(rf"\s*(?::|$|{CUT}|-(?:{CUT}|$))")


@dataclass(slots=True, eq=False)
class Part:
    """What one printed line says in the column of one field: its strips, and these as one text, with what to report.

    ``bullet``: it begins a list item. ``below_blank``: the field says nothing in the row above. ``doubtful``: the row
    has not the columns that the labels have.
    """

    line: CutLine
    strips: list[str]
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

    def note(self, message: str) -> None:
        """Report a repair, once."""
        note = DraftFinding(Code.MENDED_TEXT, message)
        self.notes += [note] if note not in self.notes else []

    def take(self, line: CutLine, start: int, end: int, words: Words, *, doubtful: bool = False) -> None:
        """Add what the strips of a line say from ``start`` to ``end``."""
        strips = line.strips[start:end]
        text, notes = join_all(strips, words)
        before = self.parts[-1] if self.parts else None
        blank = before is not None and not before.text and before.line.block == line.block
        begin = next((at for at, strip in enumerate(strips, start) if strip or at in line.bullets), -1)
        self.parts.append(Part(line, strips, text, notes, begin in line.bullets, blank, doubtful))


Found = tuple[Label, re.Match[str]]
"""A label, and where it is in the text of a line."""


@dataclass(slots=True)
class Fields:
    """Reads the lines of one card; ``above`` is what there is to report of all columns together.

    Sections are in the order of the card, the owners beside a section named ``… owner`` after it.
    """

    words: Words
    fields: dict[str, Field] = field(default_factory=dict)
    sections: dict[str, Field] = field(default_factory=dict)
    above: Field = field(default_factory=lambda: Field(""))
    starts: dict[str, int] = field(default_factory=dict)
    """In which column the open fields begin."""
    width: int = 0
    """How many columns the row of their labels has."""
    section: str = ""
    owners: tuple[str, int, int] | None = None
    """The last label of owners, its column, and how many its row has; before there is one, the next."""

    def read(self, lines: Sequence[CutLine]) -> None:
        """Read the lines below the head line of a card."""
        first = next((at for at, line in enumerate(lines) if section_at(line)), len(lines))
        for line in reversed(lines[first:]):
            self._find_owners(line)
        for at, line in enumerate(lines):
            self._take(self._open_columns(line) if at < first else self._open_section(line))

    def owner_label(self, name: str) -> str:
        """The label of the owners beside a section, if it has any: its own, or that of others in the card."""
        beside = self.fields[f"{name} owner"]
        return beside.label or (self.owners[0] if self.owners and any(part.text for part in beside.parts) else "")

    def _take(self, line: CutLine) -> None:
        """Give the strips of a line to the fields that are open; a section's owners are counted from the right."""
        if not self.starts:
            self.above.notes.append(unread(" ".join(line.text.split()), "above any label"))
            return
        missing = self.width - len(line.strips)
        doubtful = missing != 0 and not self.section
        if doubtful:
            change = f"{len(line.strips)} columns instead of {self.width}"
            self.above.note(f"a row has {change}; what it says was taken from the left, and may be of other columns")
        starts = {
            name: max(1, start - max(0, missing)) if start and self.section else start
            for name, start in self.starts.items()
        }
        for text in filter(None, line.strips[: min(starts.values())]):
            self.above.notes.append(unread(text, "left of the first labelled column"))
        for name, start in starts.items():
            end = min((other for other in starts.values() if other > start), default=len(line.strips))
            self.fields[name].take(line, start, end, self.words, doubtful=doubtful)
        if "owner" in starts:
            self._open_date()

    def _open_columns(self, line: CutLine) -> CutLine:
        """Open the columns that a row of labels names, and give it without the labels; any other row as it is.

        Right of them are the levels: the impact in the last column.
        """
        found: dict[str, Found] = {}
        for offset in [] if self.starts else line.starts():
            if each := label_at(line.text, "columns", offset):
                found.setdefault(each[0].field, each)
        if "owner" not in found or len(found) < 2:
            return line
        behind = max(line.column_at(match.end()) for _, match in found.values()) + 1
        last = max(at for at, strip in enumerate(line.strips) if not is_noise(strip))
        self.fields = {name: Field(label.text) for name, (label, _) in found.items()} | {
            axis: Field(axis) for axis in AXES
        }
        self.starts = {name: line.column_at(match.start()) for name, (_, match) in found.items()}
        self.starts |= dict(zip(AXES, (behind, last), strict=True))
        self.width = len(line.strips)
        for _, match in sorted(found.values(), key=lambda each: -each[1].start()):
            line = line.without(*match.span())
        return line

    def _open_date(self) -> None:
        """Where the label of the target date is printed in the column of the owner, the date goes on from there."""
        part = self.fields["owner"].parts[-1]
        for at, text in enumerate(part.strips):
            if found := find(text, "columns", "target_date"):
                before, behind = text[: found[1].start()].strip(), text[found[1].end() :].strip(" :")
                date = replace(part, strips=[behind, *part.strips[at + 1 :]])
                part.strips = [*part.strips[:at], before]
                self.fields["target_date"] = Field(found[0].text, [date])
                self.starts["target_date"] = self.starts.pop("owner")
                return

    def _find_owners(self, line: CutLine) -> Found | None:
        found = _owners_at(line)
        if found:
            self.owners = found[0].text, line.column_at(found[1].start()), len(line.strips)
        return found

    def _open_section(self, line: CutLine) -> CutLine:
        """Open the section whose label a line has, and the column of its owners; the line without the labels.

        Words before the label belong to what precedes.
        """
        owners, found = self._find_owners(line), section_at(line)
        if found:
            label, match = found
            section = self.fields.setdefault(label.field, Field(label.text))
            if line.text[: match.start()].strip():
                section.note(f"the label '{label.text}' is within a line; the words before it belong to what precedes")
                rest = CUT * line.text.count(CUT, match.start())
                self._take(replace(line, text=line.text[: match.start()].rstrip() + rest))
            self.section = label.field
            self.sections[label.field] = section
            self.fields.setdefault(f"{label.field} owner", Field("")).label = owners[0].text if owners else ""
        line = line.without(*owners[1].span()) if owners else line
        line = line.without(0, found[1].end()) if found else line
        self.starts, self.width = {self.section: 0}, 0
        if self.owners and (self.section != "progress" or self.fields[f"{self.section} owner"].label):
            _, self.starts[f"{self.section} owner"], self.width = self.owners
        elif self.section != "progress" and sum(map(bool, line.strips)) > 1:
            self.fields[self.section].note(
                "no label shows where the owners are, so all words of a row are read as its statement"
            )
        return line


def section_at(line: CutLine) -> Found | None:
    """The label of a section that begins a line; or, within a line whose owners are headed, the last printed as one."""
    for label in labels("sections") if line.starts() else ():
        match = label.pattern.match(line.text, line.starts()[0])
        if match and _is_label(label, match):
            return label, match
    owners = _owners_at(line)
    within = [
        (label, match)
        for label in labels("sections")
        if owners and label.text not in WORDS["alone"]
        for match in re.finditer(rf"(?<!\w){re.escape(label.text)}(?!\w)", line.text[: owners[1].start()])
    ]
    return max(within, key=lambda each: each[1].start(), default=None)


def _is_label(label: Label, match: re.Match[str]) -> bool:
    """Whether a wording is a label here, and does not merely begin a statement."""
    if _ALONE.match(match.string, match.end()):
        return True
    exact = CUT in match[0] or match[0].isupper() or match[0].startswith(label.text)
    return label.text not in WORDS["alone"] and exact


def _owners_at(line: CutLine) -> Found | None:
    """The label of owners that begins a strip; never the line's first words."""
    found = (label_at(line.text, "section_owners", offset) for offset in line.starts() if CUT in line.text[:offset])
    return next(filter(None, found), None)
