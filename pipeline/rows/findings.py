"""How something a reader, a layout or ``normalise`` noticed becomes a row of findings: which file, where, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from extractors.findings import Code
from extractors.places import Place
from extractors.records import Entry, Layout
from pipeline.read.paper import ReadPaper
from pipeline.store.checks import Row
from pipeline.store.tables import FindingRow


def finding_row(
    code: Code,
    message: str,
    paper: ReadPaper,
    *,
    register: str | None = None,
    entry: str | None = None,
    field: str | None = None,
    value: str | None = None,
    page: int | None = None,
    locator: str | None = None,
) -> dict[str, Any]:
    """One row of the findings table about a paper.

    Raises:
        KeyError: the code is not declared in ``extractors.findings``.
    """
    return asdict(
        row_of_finding(
            code, message, paper.document_id, register=register, entry=entry, field=field, value=value, page=page,
            locator=locator,
        )
    )  # fmt: skip


def row_of_finding(
    code: Code,
    message: str,
    document_id: str | None,
    *,
    register: str | None = None,
    entry: str | None = None,
    field: str | None = None,
    value: str | None = None,
    page: int | None = None,
    locator: str | None = None,
) -> FindingRow:
    """The same of a document by its key, or of none: what was found in the crosswalk, or between editions."""
    return FindingRow(
        code=code, severity=code.severity, document_id=document_id, register_id=register, entry_id=entry, field=field,
        message=message, value=value or None, page=page, locator=locator,
    )  # fmt: skip


def document_findings(paper: ReadPaper, claimed: Iterable[Row]) -> list[dict[str, Any]]:
    """What was noticed in a paper outside the entries of its editions; the same thing on one page is said once."""
    seen = {(row["code"], row["message"], row["page"]) for row in claimed}
    rows = []
    for finding in paper.findings:
        place = finding.place
        page = place.page if place else None
        key = (finding.code, finding.message, page)
        if key not in seen:
            seen.add(key)
            rows.append(finding_row(*key[:2], paper, field=finding.field, page=page, locator=place_locator(place)))
    return rows


_PARTS: dict[Layout, tuple[str, str]] = {
    "register_table": ("table", "row"),
    "risk_cards": ("table", "row"),
    "report": ("list", "paragraph"),
}
"""What a person counts in a layout: what holds the entries, and what they take up in it."""


def entry_locator(entry: Entry, layout: Layout) -> str:
    """Where a person finds an entry: ``table 1, rows 4–5``."""
    whole, part = _PARTS[layout]
    first, last = entry.rows
    return (
        f"{whole} {entry.table}, {part} {first}" if first == last else f"{whole} {entry.table}, {part}s {first}–{last}"
    )


def place_locator(place: Place | None) -> str | None:
    """Where a person finds a place that belongs to no entry: ``row 3, column 2 on the page``."""
    if place is None or place.row is None:
        return None
    column = "" if place.column is None else f", column {place.column + 1}"
    return f"row {place.row + 1}{column}" + (" on the page" if place.page is not None else "")
