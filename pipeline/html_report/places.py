"""Where on a page a person looks to decide something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.html_report.addresses import Addresses
from pipeline.html_report.contents import Contents
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import EntryRow, EvidenceRow, column_of

_AROUND = 24.0
"""Points of a page shown around a place."""
_LEAST, _MOST = 120.0, 260.0
"""Points of a page shown from top to bottom, at least and at most."""
_WIDE = 480.0
"""Points of a page shown from left to right at least, where it is so wide."""

Box = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a paper: the address it has in the report, its page and boxes, and what is printed there."""

    document_id: str
    address: str
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    text: str | None = None

    def view(self, width: float, height: float) -> tuple[float, ...]:
        """The part of a page to show, in points: x, y, width, height. Its print is large enough to be read."""
        left, right = min(box[0] for box in self.boxes), max(box[2] for box in self.boxes)
        across = min(width, max(_WIDE, right - left + 2 * _AROUND))
        start = min(max(0.0, (left + right - across) / 2), width - across)
        top = max(0.0, min(box[1] for box in self.boxes) - _AROUND)
        bottom = max(top + _LEAST, max(box[3] for box in self.boxes) + _AROUND)
        bottom = min(height, top + _MOST, bottom)
        return tuple(round(side, 2) for side in (start, top, across, bottom - top))


class Places:
    """The places of entries and findings."""

    def __init__(self, contents: Contents, addresses: Addresses) -> None:
        self._addresses = addresses
        self._entries = contents.entries
        self._rows: dict[str | None, list[EvidenceRow]] = {}
        for rows in contents.evidence_of.values():
            for row in rows:
                self._rows.setdefault(row.entry_id, []).append(row)

    def of_entry(self, entry: EntryRow) -> Place:
        """Where an entry begins: its title, else what of it is on its first page."""
        rows = self._rows.get(entry.entry_id, [])
        titled = [row for row in rows if row.field == "title"] or rows
        return self._place(entry.document_id, titled, self._addresses.place(entry, "title"), entry.page_first)

    def of_finding(self, row: FindingRow) -> Place:
        """Where the value stands that a finding is about, else its entry on that page, else the page."""
        identity = str(row.document_id)
        held = [each for each in self._rows.get(row.entry_id, []) if row.entry_id and each.document_id == identity]
        field = column_of(row.field) if row.field else None
        of_field = [each for each in held if each.field == field]
        of_page = [each for each in held if row.page in (None, each.page)]
        entry = self._entries.get(row.entry_id or "")
        if entry and of_field:
            address = self._addresses.place(entry, str(field), of_field[0].position)
        else:
            address = self._addresses.papers.get(identity, "") + (f"#page-{row.page}" if row.page else "")
        return self._place(identity, of_field or of_page, address, row.page)

    @staticmethod
    def _place(document_id: str, rows: Sequence[EvidenceRow], address: str, page: int | None) -> Place:
        shown = page if page and any(row.page == page for row in rows) else rows[0].page if rows else page
        there = [row for row in rows if row.page == shown]
        boxes = tuple(box for row in there for box in row.boxes or ())
        said = "\n".join(dict.fromkeys(row.text for row in there if row.text))
        return Place(document_id, address, shown, boxes, said or None)
