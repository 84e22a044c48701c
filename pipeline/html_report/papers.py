"""The page of one paper: what stands on each of its pages, and what was found there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from normalise.values.text import folded, one_line, squeezed
from pipeline.html_report.addresses import Addresses
from pipeline.html_report.blocks import Spot
from pipeline.html_report.contents import Contents
from pipeline.html_report.values import shown_text
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import (
    PROFILE,
    STATEMENT_FIELDS,
    TABLES,
    DocumentRow,
    EntryRow,
    EventRow,
    EvidenceRow,
    ProfileRow,
    RegisterRow,
    column_of,
    label,
)

_COLUMNS = [column.name for name in ("entries", "profiles") for column in TABLES[name].columns]


@dataclass(frozen=True, slots=True)
class Marked:
    """A value on a page: its ``anchor``, and that of its boxes; ``text`` is the history's, that of ``row`` as printed.

    ``part`` counts the places of one value; only the first is what links lead to.
    """

    row: EvidenceRow
    anchor: str
    label: str
    text: str
    printed: str | None = None
    level: int = 0
    findings: tuple[FindingRow, ...] = ()

    @property
    def treatment(self) -> list[str]:
        """What was done to it, but for the joining of its lines, which its boxes show."""
        return [each for each in self.row.treatment if each != "joined"]


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one entry, or of one line of a profile, on a page."""

    risk_id: str
    entry: EntryRow | None
    profile: bool
    values: tuple[Marked, ...]


@dataclass(slots=True)
class Sheet:
    """One page of a paper, or all of one without pages (``page`` is None)."""

    page: int | None
    groups: list[Group] = field(default_factory=list)
    events: list[EventRow] = field(default_factory=list)
    findings: list[FindingRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A paper: the editions that it holds, with whether it is the one used, and what stands on its pages."""

    document: DocumentRow
    editions: tuple[tuple[RegisterRow, bool], ...]
    sheets: tuple[Sheet, ...]
    findings: tuple[FindingRow, ...]
    by_spot: dict[Spot, list[Marked]] = field(default_factory=dict)

    def lines(self, spot: Spot, lines: Sequence[str]) -> tuple[list[Marked], list[tuple[str, list[Marked]]]]:
        """The values of a paper without pages at a spot: those of all of it, then each line with those it is alone."""
        values = self.by_spot.get(spot, [])
        own = [(line, [one for one in values if squeezed(one.row.text) == squeezed(line)]) for line in lines]
        of_lines = {one.anchor for _, said in own for one in said}
        return [one for one in values if one.anchor not in of_lines], own

    @property
    def pages(self) -> list[int]:
        """The pages with a value, a stated change or a doubt."""
        return [sheet.page for sheet in self.sheets if sheet.page]


def paper_page(contents: Contents, addresses: Addresses, document: DocumentRow) -> PaperPage:
    """All that the history knows of a paper that could be opened."""
    identity = str(document.document_id)
    sheets: dict[int | None, Sheet] = {}

    def sheet(page: int | None) -> Sheet:
        return sheets.setdefault(page, Sheet(page))

    for page, group in _groups(contents, addresses, identity):
        sheet(page).groups.append(group)
    for event in contents.events_in.get(identity, ()):
        sheet(event.page).events.append(event)
    for at in contents.first_pages_of.get(identity, ()):  # other pages of the report lead there
        sheet(at)
    beside = {id(found) for each in sheets.values() for group in each.groups for value in group.values
              for found in value.findings}  # fmt: skip
    of_paper = []
    for found in contents.findings_of.get(identity, []):
        if id(found) in beside:
            continue
        if found.page in sheets:
            sheet(found.page).findings.append(found)
        else:
            of_paper.append(found)
    editions = tuple(
        (row, row.document_id == identity) for row in contents.registers.values() if identity in row.sources
    )
    by_spot: dict[Spot, list[Marked]] = {}
    for value in (value for each in sheets.values() for group in each.groups for value in group.values):
        by_spot.setdefault((value.row.block, value.row.row, value.row.column), []).append(value)
    ordered = sorted(sheets.values(), key=lambda one: one.page or 0)
    return PaperPage(document, editions, tuple(ordered), tuple(of_paper), by_spot)


def _groups(contents: Contents, addresses: Addresses, document_id: str) -> Iterator[tuple[int | None, Group]]:
    """The values of a paper, page by page and entry by entry, in the order of the paper."""
    values = _Values(contents, document_id)
    rows: dict[tuple[int | None, str, bool], list[EvidenceRow]] = {}
    for row in contents.evidence_of.get(document_id, []):
        rows.setdefault((row.page, _owner(row), row.field.startswith(PROFILE)), []).append(row)
    for (page, owner, profile), own in sorted(rows.items(), key=lambda item: _reading_order(item[1])):
        entry = contents.entries.get(owner)
        marked = [
            values.marked(row, f"{anchor}-{row.part}" if row.part else anchor)
            for row in sorted(own, key=_order_in_entry)
            if (anchor := addresses.anchor(owner, row.field, row.position))
        ]
        yield page, Group(own[0].risk_id, entry, profile, tuple(marked))


def _owner(row: EvidenceRow) -> str:
    profile = row.field.startswith(PROFILE)
    return row.entry_id if row.entry_id and not profile else f"{row.register_id}/{row.risk_id}"


def _reading_order(rows: Sequence[EvidenceRow]) -> tuple[int, int, int]:
    return min((row.page or 0, row.block, row.row or 0) for row in rows)


def _order_in_entry(row: EvidenceRow) -> tuple[int, int, int]:
    """As an entry's columns stand in the history, its statements after them, each with its owner."""
    name = row.field.removesuffix("_owner") if row.field.removesuffix("_owner") in STATEMENT_FIELDS else row.field
    columns = [*_COLUMNS, *STATEMENT_FIELDS]
    plain = name.removeprefix(PROFILE)
    return columns.index(plain) if plain in columns else len(columns), row.position or 0, row.part


class _Values:
    """What the history holds of each place in a paper."""

    def __init__(self, contents: Contents, document_id: str) -> None:
        self._contents = contents
        self._profiles: dict[tuple[str, str], ProfileRow] = {
            (row.register_id, row.risk_id): row for row in contents.rows.profiles if row.document_id == document_id
        }
        self._findings: dict[tuple[str | None, str], list[FindingRow]] = {}
        for found in contents.findings_of.get(document_id, ()):
            if found.entry_id and found.field:
                self._findings.setdefault((found.entry_id, column_of(found.field)), []).append(found)

    def marked(self, row: EvidenceRow, anchor: str) -> Marked:
        """The value of a row of ``evidence``."""
        entry = self._contents.entries.get(row.entry_id or "")
        text, level = self._text(row, entry)
        printed = one_line(row.text) if row.text and folded(row.text) != folded(text) else None
        first = row.part == 0 and row.position in (None, 0)
        found = tuple(self._findings.get((row.entry_id, row.field), ())) if first else ()
        return Marked(row, anchor, _label(row), text, printed, level, found)

    def _text(self, row: EvidenceRow, entry: EntryRow | None) -> tuple[str, int]:
        if row.field.startswith(PROFILE):
            profile = self._profiles.get((row.register_id, row.risk_id))
            return shown_text(getattr(profile, row.field.removeprefix(PROFILE), None)), 0
        if row.position is None:
            return shown_text(getattr(entry, row.field, None)), 0
        name = row.field.removesuffix("_owner")
        said = self._contents.statements_of.get(row.entry_id or "", ())
        statement = next((one for one in said if (one.field, one.position) == (name, row.position)), None)
        if statement is None:
            return "", 0
        return (statement.owner or "") if row.field.endswith("_owner") else statement.text, statement.level


def _label(row: EvidenceRow) -> str:
    if row.position is None:
        return label(row.field.removeprefix(PROFILE))
    return f"{row.field.replace('_', ' ')} {row.position + 1}"
