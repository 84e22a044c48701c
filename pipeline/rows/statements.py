"""How the lines of an entry's longer fields become statements, one row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.document import Line
from extractors.findings import Finding
from extractors.records import Entry
from normalise.organisations.organisation import Organisation
from normalise.values.readers import Printed, read_owners
from normalise.values.text import clean, one_line
from pipeline.rows.values import owned_lines
from pipeline.store.tables import STATEMENT_FIELDS, STATEMENT_LABELS, EntryRow, StatementRow


def statement_rows(entry: Entry, row: EntryRow, organisation: Organisation) -> Iterator[StatementRow]:
    """The statements of an entry, field by field in the order printed; ``row`` is that of the entry."""
    for name in STATEMENT_FIELDS:
        owned = [(line, _text(owner)) for line, owner in owned_lines(entry, name)]
        heads = headings(line for line, _ in owned)
        for position, ((line, owner), heading) in enumerate(zip(owned, heads, strict=True)):
            place = next(iter(line.places), None)
            yield StatementRow(
                entry_id=row.entry_id, register_id=row.register_id, risk_id=row.risk_id, fiscal_year=row.fiscal_year,
                quarter=row.quarter, field=name, position=position, level=line.level, heading=heading,
                text=clean(line.text), owner=one_line(owner) or None,
                owners=read_owners(Printed(owner), organisation).normal,
                page=place.page if place else None, bbox=tuple(place.box) if place and place.box else None,
            )  # fmt: skip


def unclear_owners(entry: Entry, organisation: Organisation) -> Iterator[Finding]:
    """A finding for each field and each owner printed beside its statements that names no role."""
    for name in STATEMENT_FIELDS:
        for owner in dict.fromkeys(_text(owner) for _, owner in owned_lines(entry, name)):
            for problem in read_owners(Printed(owner), organisation).problems:
                message = f"owner beside the {STATEMENT_LABELS[name]}: {problem.message}"
                yield Finding(problem.code, message, field=name, value=problem.printed)


def _text(owner: Line | None) -> str:
    return owner.text if owner else ""


def headings(lines: Iterable[Line]) -> Iterator[str | None]:
    """For each line, the unmarked line that heads it: the last one before its bullets, unless it is a full sentence."""
    heading: str | None = None
    for line in lines:
        if line.level == 0:
            yield None
            text = clean(line.text)
            heading = None if text.endswith((".", "!", "?")) else text
        else:
            yield heading
