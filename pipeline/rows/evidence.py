"""Where in its paper each value stands, as what was printed there, and what was done to that: rows of ``evidence``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from extractors.document import Cell, Line
from extractors.findings import Code, Finding
from extractors.places import Place
from extractors.records import Entry, ProfileLine
from normalise.values.text import clean
from pipeline.read.paper import ReadPaper
from pipeline.rows.values import Values, owned_lines
from pipeline.store.fields import Field, fields_of
from pipeline.store.tables import PROFILE, STATEMENT_FIELDS, EntryRow, EvidenceRow, ProfileRow, Treatment, entry_fields

_TREATED: Mapping[Code, Treatment] = {
    Code.HEALED_WORD: "healed",
    Code.MENDED_TEXT: "mended",
    Code.MENDED_CELL: "mended",
    Code.MENDED_ROW: "mended",
    Code.NOTE_MARK: "mark_removed",
    Code.STRUCK_TEXT: "struck_out",
    Code.HIDDEN_TEXT: "hidden_left_out",
    Code.PARTLY_HIDDEN: "hidden_left_out",
    Code.CHOICE_NOT_TAKEN: "choice",
    Code.DRAWN_SYMBOL: "drawn_symbol",
    Code.NESTED_TABLE: "row_by_row",
    Code.INFERRED_HEADING: "inferred_heading",
    Code.SECTION_BY_OWNER: "inferred_heading",
}
"""What the findings on a line, or on the cell it stands in, say was done to it."""

_Spot = tuple[int, int | None, int | None, int | None, str | None]


@dataclass(frozen=True, slots=True)
class _Source:
    """What a value was read from: lines, or a cell whose colour says it; and what is known to have been done."""

    lines: Sequence[Line]
    treatment: Set[Treatment] = frozenset()
    cell: Cell | None = None
    findings: Sequence[Finding] = ()
    """Those of the field, of which some may be of other cells."""


def entry_evidence(entry: Entry, row: EntryRow, values: Values, paper: ReadPaper) -> Iterator[EvidenceRow]:
    """Where the values of an entry stand, and those of its statements; ``row`` is its row, made of ``values``."""
    of = _Of(row, row.entry_id, paper)
    identity = "id" if "id" in entry.values else values.sources["title"]
    yield from of.rows("risk_id", _source(entry, "id", identity))
    for field in entry_fields():
        if field.read and _is_given(row, field):
            yield from of.rows(field.column, _source(entry, field.name, values.sources[field.column]))
    for name in STATEMENT_FIELDS:
        findings = [each for each in entry.findings if each.field == name]
        treatment = _inferred(entry, name)
        for position, (line, owner) in enumerate(owned_lines(entry, name)):
            yield from of.rows(name, _Source([line], treatment, findings=findings), position)
            if owner is not None:
                yield from of.rows(f"{name}_owner", _Source([owner]), position)


def profile_evidence(line: ProfileLine, row: ProfileRow, values: Values, paper: ReadPaper) -> Iterator[EvidenceRow]:
    """Where the values of a line of a summary profile stand: ``profile_title`` is that of column ``title``."""
    of = _Of(row, row.entry_id, paper)
    for field in fields_of(ProfileRow):
        if _is_given(row, field):
            cell = next(
                (cell for quarter, cell in line.confidence.items() if field.column == f"confidence_q{quarter}"), None
            )
            lines = cell.lines if cell else line.values.get(values.sources.get(field.column, field.name), ())
            findings = [each for each in line.findings if each.field == field.name]
            yield from of.rows(f"{PROFILE}{field.column}", _Source(lines, cell=cell, findings=findings))


def _is_given(row: EntryRow | ProfileRow, field: Field) -> bool:
    return getattr(row, field.column) is not None or (field.raw is not None and getattr(row, field.raw) is not None)


def _source(entry: Entry, name: str, source: str) -> _Source:
    """What a field of an entry was read from: its own cell, or that of the field ``source``."""
    lines = entry.values.get(source, ())
    if (name, source) in (("title", "description"), ("id", "description")):
        lines = tuple(line for line in lines if clean(line.text))[:1]
    treatment = _inferred(entry, source) | _if(source != name, "other_field")
    findings = [each for each in entry.findings if each.field == source]
    return _Source(lines, treatment, entry.fills.get(source), findings)


def _inferred(entry: Entry, name: str) -> Set[Treatment]:
    return _if(name in entry.inferred, "inferred_heading")


def _if(done: bool, treatment: Treatment) -> Set[Treatment]:
    return {treatment} if done else set()


class _Of:
    """Makes the rows of one entry, or of one line of a profile."""

    def __init__(self, row: EntryRow | ProfileRow, entry: str | None, paper: ReadPaper) -> None:
        self._shared: dict[str, Any] = {
            "register_id": row.register_id, "risk_id": row.risk_id, "entry_id": entry, "document_id": row.document_id,
        }  # fmt: skip
        self._recognised = {each.place.page for each in paper.findings if each.code == Code.READ_BY_OCR and each.place}

    def rows(self, field: str, source: _Source, position: int | None = None) -> Iterator[EvidenceRow]:
        """One row for each page, and each cell on it, that a value stands in; in the order of its words."""
        spots: dict[_Spot, list[tuple[Place, str | None]]] = {}
        for place, text in _printed(source):
            spots.setdefault((place.block, place.row, place.column, place.page, place.sheet), []).append((place, text))
        treatment = source.treatment | _treatment(source)
        for part, ((block, row, column, page, sheet), printed) in enumerate(spots.items()):
            boxes = tuple(dict.fromkeys(tuple(place.box) for place, _ in printed if place.box))
            recognised = _if(page in self._recognised, "recognised")
            yield EvidenceRow(
                **self._shared, field=field, position=position, part=part, page=page, boxes=boxes or None,
                sheet=sheet or None, block=block, row=row, column=column,
                text="\n".join(text for _, text in printed if text) or None,
                treatment=tuple(sorted(treatment | recognised)),
            )  # fmt: skip


def _printed(source: _Source) -> Iterator[tuple[Place, str | None]]:
    """Each place with what is printed there; where only the line is known and not its pieces, all at the first."""
    for line in source.lines:
        for at, place in enumerate(line.places):
            yield place, place.text or (line.text if at == 0 else None)
    if source.cell and not source.lines:
        yield from ((place, None) for place in source.cell.places)


def _treatment(source: _Source) -> set[Treatment]:
    """What was done to lines, as their places and the findings on them and their cells say."""
    spots = {_cell_of(place) for line in source.lines for place in line.places}
    in_cells = (each for each in source.findings if each.place is None or _cell_of(each.place) in spots)
    findings = (*(each for line in source.lines for each in line.findings), *in_cells)
    found = {_TREATED[each.code] for each in findings if each.code in _TREATED}
    if source.cell and not source.lines:
        found.add("colour")
    if any(len(line.places) > 1 for line in source.lines):
        found.add("joined")
    if any(len({place.page for place in line.places}) > 1 for line in source.lines):
        found.add("joined_over_pages")
    return found


def _cell_of(place: Place) -> Place:
    return replace(place, box=None)
