"""What one card holds, put together as its cells are read: values by field, owners line by line, findings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Cell, Line, plain
from extractors.findings import Code
from extractors.layouts.cards.labels import APART, NARRATIVE, SECTIONS, Label
from extractors.layouts.cards.line_owners import LineOwners
from extractors.layouts.drafts import RecordDraft
from extractors.layouts.grid import findings_of, goes_on_over_page, joined, short, with_findings_of
from extractors.lines.part import in_one_line, part_at
from extractors.records import Axis, Entry, Kind
from extractors.vocabulary.identifiers import split_identifier
from extractors.vocabulary.wording import meanings

_MOST_WORDS = 3
"""A label of a title has no more."""


@dataclass(slots=True)
class CardDraft(RecordDraft):
    """A card while it is being read. ``kind`` is what stands over it."""

    _kinds: dict[str, Kind] = field(default_factory=dict)
    _first: dict[str, Axis] = field(default_factory=dict)
    _fills: dict[str, Cell] = field(default_factory=dict)
    _owners: dict[str, LineOwners] = field(default_factory=lambda: defaultdict(LineOwners))
    _page: int | None = None
    """The page on which the row before ended."""
    _row_lines: Counter[str] = field(default_factory=Counter)
    _row_owners: dict[str, list[Line]] = field(default_factory=lambda: defaultdict(list))

    def has(self, label: Label) -> bool:
        """Whether the field of a label, other than the owners of a section, has a value already."""
        return label.owner_of is None and bool(self.values.get(label.field))

    def name(self, label: Label) -> None:
        """Note a label: its field has a place in the card, though the place may be empty."""
        if label.owner_of is not None:
            return
        self.values.setdefault(label.field, [])
        for each in meanings(label.wording):
            if each.first:
                self._first[label.field] = each.first
        if label.kind:
            self._kinds.setdefault(label.field, label.kind)
        if label.field in SECTIONS:
            self._owners[label.field].begin()

    def fill(self, label: Label, lines: Sequence[Line]) -> None:
        """Put lines to the field of a label, or the owners they name to the lines of the same row."""
        if label.owner_of is None:
            said = self.values[label.field]
            if said and lines and label.field in NARRATIVE and goes_on_over_page(said[-1], lines[0]):
                said[-1] = joined(said[-1], lines[0])
                lines = lines[1:]
            said += lines
            if label.field in SECTIONS:
                self._row_lines[label.field] += len(lines)
        elif lines:
            self._row_owners[label.owner_of] += lines

    def fill_from(self, label: Label, cell: Cell) -> None:
        """Put all that a cell says to the field of a label; the colour of a confidence is what it says, too."""
        name = label.owner_of or label.field
        self.fill(label, (*cell.lines, *self.inner_lines(cell, name)))
        self.findings += findings_of(cell, name)
        if label.field == "confidence" and cell.fill:
            self._fills[label.field] = Cell(cell.row, cell.column, fill=cell.fill, places=cell.places)

    def end_row(self, cells: Sequence[Cell]) -> None:
        """Give the lines of a row to the owners beside them; a row that begins a page is the rest of the one before."""
        pages = [place.page for cell in cells for place in cell.places if place.page is not None]
        cut = bool(pages) and self._page is not None and min(pages) > self._page
        self._page = max(pages, default=None)
        for name in {**self._row_lines, **self._row_owners}:
            named = self._row_owners[name]
            owner = in_one_line(named) if named else None
            if not self._owners[name].take(owner, self._row_lines[name], cut=cut):
                said = short(plain(named))
                self.report(Code.UNREAD_TEXT, f"'{said}' is the owner of no {name}", cells, name)
        self._row_lines.clear()
        self._row_owners.clear()

    def entry(self) -> Entry:
        """The entry that has been read."""
        if apart := self.values.pop(APART, None):
            message = f"the history has no field for '{short('; '.join(line.text for line in apart), 200)}'"
            self.report(Code.NOT_KEPT, message, ())
        entry = Entry(
            None if "id" in self._kinds else self.kind,
            {name: tuple(lines) for name, lines in self.values.items()},
            self.places,
            self.table,
            self.rows,
            {name: tuple(owners.of_lines) for name, owners in self._owners.items() if any(owners.of_lines)},
            self._fills,
            self._likely_kind(),
            tuple(self.findings),
            {name: axis for name, axis in self._first.items() if name.endswith("_score")},
        )
        return with_findings_of(entry, self.cells)

    def _likely_kind(self) -> Kind | None:
        """Risk or opportunity by the label of the identifier, which counts more than what stands over the card.

        Where it says neither, most of the other labels decide.
        """
        kinds = Counter(self._kinds.values()).most_common(1)
        return self._kinds.get("id") or (kinds[0][0] if kinds else None)

    def part_title(self) -> None:
        """Part an identifier from the title in its cell: ``Corp 1 – Reshaping``."""
        lines = self.values.get("id", [])
        whole = in_one_line(lines)
        printed = whole.text
        identifier, title = split_identifier(printed) or ("", "")
        label, _, rest = title.partition(":")
        if (
            rest
            and len(label.split()) <= _MOST_WORDS
            and any(each.noun in ("title", "entry") for each in meanings(label))
        ):
            title = rest.strip()  # Corp 1 Short name: Reshaping
        if title and not self.values.get("title"):
            self.values["title"] = [replace(part_at(whole, title, last=True), findings=lines[-1].findings)]
        if identifier and (title or identifier != printed):
            self.values["id"] = [part_at(whole, identifier)]
