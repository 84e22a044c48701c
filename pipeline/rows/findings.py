"""How something a reader, a layout or ``normalise`` noticed becomes a row of findings: one row for one cause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.findings import Code, Finding
from extractors.places import Place
from pipeline.rows.locators import place_locator, where
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import EntryRow, ProfileRow, RegisterRow, column_of

_QUOTED = re.compile(r"(?<!\w)'.{0,500}?'(?!\w)")
"""The words that a message quotes."""

_BY_PAPER = frozenset(
    (Code.ORGANISATION_ASSUMED, Code.ORGANISATION_UNNAMED, Code.ORGANISATION_CONFLICT, Code.STATED_BESIDE)
)
"""What is so of a whole paper, however many parts of it show it."""


def finding_row(
    code: Code,
    message: str,
    document: str | None,
    *,
    register: str | None = None,
    entry: str | None = None,
    field: str | None = None,
    value: str | None = None,
    page: int | None = None,
    locator: str | None = None,
) -> FindingRow:
    """One row of the findings table. ``document`` is the key of one, or None where it is about none."""
    return FindingRow(
        code=code, severity=code.severity, source_used=None if document is None else True, document_id=document,
        register_id=register, entry_id=entry, field=field,
        message=message, value=value or None, page=page, locator=locator,
    )  # fmt: skip


def finding_about(
    row: EntryRow | ProfileRow | RegisterRow, code: Code, message: str, *, field: str | None = None,
    value: str | None = None,
) -> FindingRow:  # fmt: skip
    """The finding about a row of another table, at the place of that row."""
    return finding_row(
        code, message, row.document_id, register=row.register_id, field=field, value=value,
        entry=row.entry_id if isinstance(row, EntryRow) else None,
        page=row.page if isinstance(row, ProfileRow) else row.page_first,
        locator=None if isinstance(row, RegisterRow) else row.locator,
    )  # fmt: skip


def row_of(
    finding: Finding,
    document: str | None,
    *,
    register: str | None = None,
    entry: str | None = None,
    within: Place | None = None,
    locator: str | None = None,
) -> FindingRow:
    """The row of something noticed in a paper, with all its places.

    ``within`` is where it is said to be if it has no place of its own; ``locator`` is used instead of the one that its
    place gives.
    """
    place = finding.place or within
    locator = locator or place_locator(place)
    row = finding_row(
        finding.code, finding.message, document, register=register, entry=entry,
        field=column_of(finding.field) if finding.field else None, value=finding.value,
        page=place.page if place else None, locator=locator,
    )  # fmt: skip
    others = [where(each.page, place_locator(each)) for each in finding.also]
    row = replace(row, unread=finding.unread)
    return replace(row, count=1 + len(others), places=(where(row.page, locator), *others)) if others else row


def grouped(rows: Iterable[FindingRow]) -> list[FindingRow]:
    """One row for each cause, in the order in which they were found: its number of places, and all of them.

    Rows that say the same of the same thing are one cause, wherever it shows; of a field of an entry they say the same
    even where they quote different words, as of a narrow column that cuts several. A row of several entries, or
    editions, has the key of none; the places name the entries. Rows that are grouped already stay as they are.
    """
    groups: dict[tuple[object, ...], list[FindingRow]] = {}
    for row in dict.fromkeys(rows):  # what is said twice of one place is said once
        groups.setdefault(_cause(row), []).append(row)
    return [merged(group) for group in groups.values()]


def merged(group: Sequence[FindingRow], message: str | None = None) -> FindingRow:
    """One row for the rows of one cause, which is said in their own messages or in another one."""
    if len(group) == 1:
        return group[0]
    entries, registers, pages = ({getattr(row, name) for row in group} for name in ("entry_id", "register_id", "page"))
    places = [place for row in group for place in row.places or (_place(row, named=len(entries) > 1),)]
    return replace(
        group[0],
        entry_id=group[0].entry_id if len(entries) == 1 else None,
        register_id=group[0].register_id if len(registers) == 1 else None,
        message=message or "; ".join(dict.fromkeys(row.message for row in group)),
        page=group[0].page if len(pages) == 1 else min(filter(None, pages), default=None),
        count=sum(row.count for row in group),
        unread=sum(row.unread or 0 for row in group) if group[0].unread is not None else None,
        places=tuple(places),
    )


def _cause(row: FindingRow) -> tuple[object, ...]:
    if row.code in _BY_PAPER:
        return row.code, row.severity, row.document_id, row.message
    message = _QUOTED.sub("''", row.message) if row.entry_id else row.message
    return row.code, row.severity, row.document_id, row.register_id, row.entry_id, row.field, row.value, message


def _place(row: FindingRow, *, named: bool) -> str:
    place = where(row.page, row.locator)
    return f"{row.entry_id.rpartition('/')[2]}: {place}" if named and row.entry_id else place


def document_findings(findings: Iterable[Finding], document: str | None) -> list[FindingRow]:
    """What was noticed in a paper outside the entries of its editions."""
    return grouped(row_of(finding, document) for finding in findings)
