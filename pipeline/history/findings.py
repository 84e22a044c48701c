"""Findings of a history that is written: which of them are asked for, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from extractors.findings import SEVERITIES, Severity
from normalise.values.text import squeezed
from pipeline.history.load import load_tables
from pipeline.store.documents import first_paths

Row = Mapping[str, Any]
"""One finding by column name."""

Sort = Literal["severity", "paper", "edition", "code"]
SORTS: tuple[Sort, ...] = ("severity", "paper", "edition", "code")

_COLUMNS: dict[Sort, str] = {"severity": "severity", "paper": "path", "edition": "register_id", "code": "code"}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which findings are wanted; what is None or empty asks for nothing. ``severity`` is the lowest wanted."""

    severity: Severity = "info"
    codes: tuple[str, ...] = ()
    edition: str | None = None
    entry: str | None = None
    paper: str | None = None

    def takes(self, row: Row) -> bool:
        """Whether a finding is wanted."""
        return (
            SEVERITIES.index(row["severity"]) <= SEVERITIES.index(self.severity)
            and (not self.codes or row["code"] in self.codes)
            and self.edition in (None, row["register_id"])
            and (self.entry is None or squeezed(self.entry).upper() == (row["entry_id"] or "").rpartition("/")[2])
            and (self.paper is None or self.paper.casefold() in (row["path"] or "").casefold())
        )


def load_findings(out: Path) -> list[dict[str, Any]]:
    """The findings of the history in a folder, each with the ``path`` of the paper it is about.

    Raises:
        FileNotFoundError: there is no history in the folder.
    """
    tables = load_tables(out, ("findings", "documents"))
    paths = first_paths(tables["documents"])
    return [row | {"path": paths.get(row["document_id"])} for row in tables["findings"]]


def select(rows: Iterable[Row], wanted: Filter, sort: Sort = "severity") -> list[Row]:
    """The findings wanted, in order: by what is asked for, then by severity, then in the order of the papers."""
    return sorted((row for row in rows if wanted.takes(row)), key=lambda row: _order(row, sort))


def group_of(row: Row, sort: Sort) -> str:
    """The value that findings sorted so have in common; a dash where there is none."""
    return str(row[_COLUMNS[sort]] or "–")


def _order(row: Row, sort: Sort) -> tuple[Any, ...]:
    first = () if sort == "severity" else (group_of(row, sort),)
    place = (row["path"] or "", row["page"] or 0, row["locator"] or "", row["code"], row["message"])
    return (*first, SEVERITIES.index(row["severity"]), *place)
