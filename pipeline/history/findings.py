"""Findings of a history that is written: which of them are asked for, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import msgspec

from extractors.findings import SEVERITIES, Code, Severity
from normalise.values.text import squeezed
from pipeline.history.names import unknown
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


class Held(list[Found]):
    """The findings of a history, and the paths of all its papers."""

    paths: tuple[str, ...] = ()


def load_findings(out: Path) -> Held:
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
    held = Held(Found(row, paths.get(row.document_id or "")) for row in rows)
    held.paths = tuple(one.path for one in documents)
    return held


def understood(wanted: Filter, held: Held, out: Path) -> Filter:
    """What is wanted, its edition by its whole name.

    Raises:
        UnknownNameError, EditionError: the history in ``out`` has no such entry, paper or edition, or there is no such
            code; the message says what there is.
    """
    for code in wanted.codes:
        if code not in set(Code):
            raise unknown("code", code, list(Code))
    if wanted.paper is not None and not any(wanted.paper.casefold() in path.casefold() for path in held.paths):
        raise unknown("paper", wanted.paper, held.paths)
    edition = wanted.edition
    if edition and all(found.row.register_id != edition for found in held):
        edition = _edition(edition, out)
    if wanted.entry and not any(replace(_ANY, entry=wanted.entry).takes(found) for found in held):
        _check_entry(wanted.entry, out)
    return replace(wanted, edition=edition)


_ANY = Filter()


def _edition(name: str, out: Path) -> str:
    # No finding is of it, so the tables are asked, which take longer to load than all findings.
    from pipeline.history.comparison.editions import find_edition
    from pipeline.history.load import load_history

    return find_edition(load_history(out, ("registers",)).registers, name).register_id


def _check_entry(name: str, out: Path) -> None:
    from pipeline.history.load import load_history
    from pipeline.history.order import is_called

    entries = load_history(out, ("entries",)).entries
    if not any(is_called(row, name) for row in entries):
        raise unknown("entry", name, {row.risk_id for row in entries})


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
