"""The row of ``findings``, apart from the other tables: who shows only findings waits for nothing that reads values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from msgspec import Meta

from extractors.findings import Code, Severity
from pipeline.store.column_types import Count, DocumentId, EntryId, From1, RegisterId, Text, Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One row per thing a careful reader would query."""

    KEY: ClassVar[tuple[str, ...]] = ()

    code: Code
    severity: Severity
    document_id: DocumentId | None = None
    source_used: bool | None = None
    register_id: RegisterId | None = None
    entry_id: EntryId | None = None
    field: Text | None = None
    message: Text
    value: Text | None = None
    page: From1 | None = None
    locator: Text | None = None
    count: Annotated[From1, Meta(extra={"unit": "places"})] = 1
    places: Texts | None = None
    unread: Annotated[Count, Meta(extra={"unit": "values"})] | None = None
