"""What the rows of ``documents`` say of each file."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.store.tables import DocumentRow


def first_paths(documents: Iterable[DocumentRow]) -> dict[str, str]:
    """The path that each document was first offered under, by document_id; one not opened has none."""
    paths: dict[str, str] = {}
    for row in documents:
        if row.document_id:
            paths.setdefault(row.document_id, row.path)
    return paths
