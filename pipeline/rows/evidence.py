"""Where in its paper each value stands, as what was printed there, and what was done to that: rows of ``evidence``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from extractors.document import Cell, Line
from extractors.findings import Code
from extractors.places import Place
from extractors.records import Entry, ProfileLine, noticed
from normalise.values.text import clean
from pipeline.read.paper import ReadPaper
from pipeline.rows.values import Values, owned_lines
from pipeline.store.fields import Field, fields_of
from pipeline.store.tables import (
    OWNER,
    PROFILE,
    STATEMENT_FIELDS,
    EntryRow,
    EvidenceRow,
    ProfileRow,
    Treatment,
    entry_fields,
)

_TREATED: Mapping[Code, Treatment] = {
    Code.HEALED_WORD: "healed",
    Code.MENDED_TEXT: "mended",
    Code.MENDED_CELL: "mended",
    Code.MENDED_ROW: "mended",
    Code.NOTE_MARK: "mark_removed",
    Code.STRUCK_TEXT: "struck_out",
    Code.HIDDEN_TEXT: "hidden_left_out",
    Code.CHOICE_NOT_TAKEN: "choice",
    Code.DRAWN_SYMBOL: "drawn_symbol",
    Code.NESTED_TABLE: "row_by_row",
}
"""What the findings on a line, or on the cell it stands in, say was done to it."""

_OF_HEADING = (Code.INFERRED_HEADING, Code.SECTION_BY_OWNER)
"""Findings on a field that say how its heading was understood."""

_Spot = tuple[int, int | None, int | None, int | None, str | None]
"""Block, row, column, page and sheet."""


def entry_evidence(entry: Entry, row: EntryRow, values: Values, paper: ReadPaper) -> Iterator[EvidenceRow]:
    """Where the values of an entry stand, and those of its statements; ``row`` is its row, made of ``values``."""
    of = _Record(entry, row, row.entry_id, paper)
    for field in entry_fields():
        if not _is_given(row, field):
            continue
        source = values.sources[field.column]
        lines = entry.values.get(source, ())
        if source == "description" != field.name:  # which has no title, so its first paragraph is one
            lines = tuple(line for line in lines if clean(line.text))[:1]
        yield from of.rows(field.column, source, lines, cell=entry.fills.get(source), elsewhere=source != field.name)
    for name in STATEMENT_FIELDS:
        for position, (line, owner) in enumerate(owned_lines(entry, name)):
            yield from of.rows(name, name, [line], position=position)
            if owner is not None:
                yield from of.rows(f"{name}{OWNER}", None, [owner], position=position)


def profile_evidence(line: ProfileLine, row: ProfileRow, values: Values, paper: ReadPaper) -> Iterator[EvidenceRow]:
    """Where the values of a line of a summary profile stand: ``profile_title`` is that of its column ``title``."""
    of = _Record(line, row, None, paper)
    ratings = {f"confidence_q{quarter}": cell for quarter, cell in line.confidence.items()}
    for field in fields_of(ProfileRow):
        if _is_given(row, field):
            cell, source = ratings.get(field.column), values.sources[field.column]
            lines = cell.lines if cell else line.values.get(source, ())
            yield from of.rows(f"{PROFILE}{field.column}", source, lines, cell=cell)


def _is_given(row: EntryRow | ProfileRow, field: Field) -> bool:
    """Whether a row has something of a field that stands in a place of its own in the paper."""
    columns = (field.column, field.raw) if field.raw else (field.column,)
    return (field.read is not None or field.name == "id") and any(getattr(row, name) is not None for name in columns)


class _Record:
    """Makes the rows of one record: an entry, or a line of a profile."""

    def __init__(
        self, record: Entry | ProfileLine, row: EntryRow | ProfileRow, entry: str | None, paper: ReadPaper
    ) -> None:
        self._inferred = {each.field for each in noticed(record) if each.code in _OF_HEADING}
        self._inferred |= record.inferred if isinstance(record, Entry) else set()
        self._found: dict[_Spot, set[Code]] = {}
        for each in record.findings:
            if each.place:
                self._found.setdefault(_spot(each.place), set()).add(each.code)
        self._shared: dict[str, Any] = {
            "entry_id": entry, "register_id": row.register_id, "risk_id": row.risk_id, "document_id": row.document_id,
        }  # fmt: skip
        self._recognised = {each.place.page for each in paper.findings if each.code == Code.READ_BY_OCR and each.place}

    def rows(
        self,
        field: str,
        source: str | None,
        lines: Sequence[Line],
        *,
        cell: Cell | None = None,
        elsewhere: bool = False,
        position: int | None = None,
    ) -> Iterator[EvidenceRow]:
        """One row for each page, and each cell on it, that a value stands in; in the order of its words.

        Args:
            field: the value.
            source: the field whose heading stands over it, if any.
            lines: what it was read from.
            cell: the cell whose colour says it where there are no lines.
            elsewhere: whether ``source`` is another field than its own.
            position: that of a statement.
        """
        treatment = self._treatment(source, lines)
        treatment |= _if("colour", cell is not None and not lines) | _if("other_field", elsewhere)
        spots: dict[_Spot, list[tuple[Place, str | None]]] = {}
        for place, text in _printed(lines, cell):
            spots.setdefault(_spot(place), []).append((place, text))
        for part, ((block, row, column, page, sheet), printed) in enumerate(spots.items()):
            done = treatment | _if("recognised", page in self._recognised)
            yield EvidenceRow(
                **self._shared, field=field, position=position, part=part, page=page,
                boxes=tuple(tuple(place.box) for place, _ in printed if place.box) or None,
                sheet=sheet or None, block=block, row=row, column=column,
                text="\n".join(text for _, text in printed if text) or None, treatment=tuple(sorted(done)),
            )  # fmt: skip

    def _treatment(self, source: str | None, lines: Sequence[Line]) -> set[Treatment]:
        """What was done to lines, as their places say, and what was found on them, their cells and their heading."""
        codes = {each.code for line in lines for each in line.findings}
        codes.update(*(self._found.get(_spot(place), ()) for line in lines for place in line.places))
        return (
            {_TREATED[code] for code in codes & _TREATED.keys()}
            | _if("inferred_heading", source in self._inferred)
            | _if("joined", any(len(line.places) > 1 for line in lines))
            | _if("joined_over_pages", any(len({place.page for place in line.places}) > 1 for line in lines))
        )


def _if(treatment: Treatment, done: bool) -> set[Treatment]:
    return {treatment} if done else set()


def _printed(lines: Sequence[Line], cell: Cell | None) -> Iterator[tuple[Place, str | None]]:
    """Each place with what is printed there; where only the line is known and not its pieces, all at the first."""
    for line in lines:
        for at, place in enumerate(line.places):
            yield place, place.text or (line.text if at == 0 else None)
    if cell and not lines:
        yield from ((place, None) for place in cell.places)


def _spot(place: Place) -> _Spot:
    return place.block, place.row, place.column, place.page, place.sheet
