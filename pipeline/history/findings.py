"""Findings of a history that is written: which of them are asked for, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import msgspec

from extractors.findings import SEVERITIES, Severity
from normalise.values.text import squeezed
from pipeline.store.documents import Document, first_paths
from pipeline.store.finding_row import FindingRow
from pipeline.store.run import REPORT
from pipeline.store.snapshots import tables_in

Sort = Literal["severity", "paper", "edition", "code"]


@dataclass(frozen=True, slots=True)
class Found:
    """A finding and the path of the paper it is about, where it is about one."""

    row: FindingRow
    path: str | None


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings are wanted; what is None or empty asks for nothing. ``severity`` is the lowest wanted."""

    severity: Severity = "info"
    codes: tuple[str, ...] = ()
    edition: str | None = None
    entry: str | None = None
    paper: str | None = None

    def takes(self, found: Found) -> bool:
        """Whether a finding is wanted."""
        row = found.row
        return (
            SEVERITIES.index(row.severity) <= SEVERITIES.index(self.severity)
            and (not self.codes or row.code in self.codes)
            and self.edition in (None, row.register_id)
            and (self.entry is None or squeezed(self.entry).upper() == (row.entry_id or "").rpartition("/")[2])
            and (self.paper is None or self.paper.casefold() in (found.path or "").casefold())
        )


class _Kept(msgspec.Struct):
    """What is asked here of the report that a run keeps beside its tables."""

    papers: list[_KeptPaper]
    findings: list[FindingRow]


class _KeptPaper(msgspec.Struct):
    document: _KeptDocument


class _KeptDocument(msgspec.Struct):
    path: str
    document_id: str | None = None


def load_findings(out: Path) -> list[Found]:
    """The findings of the history in a folder: as its run kept them, which is there at once, else from the tables.

    Raises:
        FileNotFoundError: there is no history in the folder.
        OSError: as ``load_history``.
    """
    try:
        kept = msgspec.msgpack.decode((tables_in(out) / REPORT).read_bytes(), type=_Kept)
        documents: Sequence[Document] = [paper.document for paper in kept.papers]
        rows = kept.findings
    except (OSError, msgspec.DecodeError):
        from pipeline.history.load import load_history  # takes longer to load than all the rest

        history = load_history(out, ("findings", "documents"))
        documents, rows = history.documents, history.findings
    paths = first_paths(documents)
    return [Found(row, paths.get(row.document_id or "")) for row in rows]


def select(findings: Iterable[Found], wanted: Filter, sort: Sort = "severity") -> list[Found]:
    """The findings wanted, in order: by what is asked for, then by severity, then in the order of the papers."""
    return sorted((found for found in findings if wanted.takes(found)), key=lambda found: _order(found, sort))


def group_of(found: Found, sort: Sort) -> str:
    """The value that findings sorted so have in common; a dash where there is none."""
    row = found.row
    values = {"severity": row.severity, "paper": found.path, "edition": row.register_id, "code": row.code}
    return values[sort] or "–"


def _order(found: Found, sort: Sort) -> tuple[Any, ...]:
    row = found.row
    first = () if sort == "severity" else (group_of(found, sort),)
    place = (found.path or "", row.page or 0, row.locator or "", row.code, row.message)
    return (*first, SEVERITIES.index(row.severity), *place)
