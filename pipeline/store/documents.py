"""What the rows of ``documents`` say of each file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol


class Document(Protocol):
    """What is asked of a row of ``documents`` here."""

    @property
    def document_id(self) -> str | None:
        """The hash of its file."""

    @property
    def path(self) -> str:
        """Where it was offered."""


def first_paths(documents: Iterable[Document]) -> dict[str, str]:
    """The path that each document was first offered under, by document_id; one not opened has none."""
    paths: dict[str, str] = {}
    for row in documents:
        if row.document_id:
            paths.setdefault(row.document_id, row.path)
    return paths
