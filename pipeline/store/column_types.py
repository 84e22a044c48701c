"""The types of columns that more than one table has: each is the type of a field, and what its values may be."""

from __future__ import annotations

from datetime import date
from sys import float_info
from typing import Annotated

from msgspec import Meta

Day = date
"""A date, where a column is called so."""

Text = Annotated[str, Meta(pattern=r"^(?=\s*\S)[^\ud800-\udfff]*$")]
"""Neither empty nor blank. A surrogate is a byte that could not be decoded, as in a file's name; Parquet holds none."""
Texts = Annotated[tuple[Text, ...], Meta(min_length=1)]
Number = Annotated[float, Meta(gt=-float_info.max, lt=float_info.max)]
Count = Annotated[int, Meta(ge=0)]
From1 = Annotated[int, Meta(ge=1)]

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
DocumentId = Annotated[Sha256, Meta(extra={"references": "documents.document_id"})]
RegisterId = Annotated[Text, Meta(extra={"references": "registers.register_id"})]
EntryId = Annotated[Text, Meta(extra={"references": "entries.entry_id"})]
LineageId = Annotated[Text, Meta(extra={"references": "threads.lineage_id"})]
