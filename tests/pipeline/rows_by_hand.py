"""Histories of two editions by hand: only what the commands that print from one read of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from normalise.values.periods import Period
from pipeline.history.comparison.compare import Comparison, compare
from pipeline.history.comparison.entry import Change
from pipeline.store.parquet import arrow_schema
from pipeline.store.tables import TABLES

Row = dict[str, Any]
Tables = dict[str, list[Row]]

BEFORE, AFTER = "northshire-2020-21-q1", "northshire-2020-21-q2"


def register(register_id: str = BEFORE, **values: Any) -> Row:
    """A row of ``registers``: an edition of the period its key names."""
    council, year, years, quarter = register_id.removesuffix("-r2").rsplit("-", 3)
    period = Period(f"{year}/{years}", int(quarter[1]))
    return {
        "register_id": register_id, "organisation": f"{council.title()} Council", "title": "Risk Register",
        "period_label": None, "fiscal_year": period.fiscal_year, "quarter": period.quarter, "revision": 1,
        "superseded_by": None, "paper_date": None, "period_start": period.period_start,
        "period_end": period.period_end, "layout": "register_table", "document_id": sha(register_id),
        "page_first": 1, "page_last": 9, "n_risks": 1, "n_opportunities": 0, "sources": [sha(register_id)],
    } | values  # fmt: skip


def entry(risk_id: str = "CR1", lineage_id: str | None = "roads", register_id: str = BEFORE, **values: Any) -> Row:
    """A row of ``entries`` that says the same in every edition but for ``values``."""
    edition = register(register_id)
    blank = dict.fromkeys(column.name for column in TABLES["entries"].columns)
    return blank | {
        "entry_id": f"{register_id}/{risk_id}", "register_id": register_id, "organisation": edition["organisation"],
        "fiscal_year": edition["fiscal_year"], "quarter": edition["quarter"], "period_end": edition["period_end"],
        "kind": "risk", "id_raw": risk_id, "risk_id": risk_id, "lineage_id": lineage_id, "title": "Road repairs",
        "description": "Road repairs", "detail": "full", "current_score": 16, "target_score": 8,
        "owner_raw": "Head of Roads", "owners": ["Head of Roads"], "superseded": False,
        "document_id": edition["document_id"], "page_first": 3, "page_last": 4, "locator": "table 1, row 2",
    } | values  # fmt: skip


def later(risk_id: str = "CR1", lineage_id: str | None = "roads", **values: Any) -> Row:
    """An entry of the later edition, on its page 5."""
    return entry(risk_id, lineage_id, AFTER, **({"page_first": 5, "page_last": 5} | values))


def listed(risk_id: str = "CR1", lineage_id: str | None = "roads", **values: Any) -> Row:
    """An entry that a report of the later edition only lists."""
    nothing = dict.fromkeys(("current_score", "target_score", "owner_raw", "owners", "page_first", "page_last"))
    return later(risk_id, lineage_id, **nothing, detail="summary", description="Retained.", **values)


def statements(of: Row, field: str, *texts: str, **values: Any) -> list[Row]:
    """The statements of one field of an entry, on the entry's first page."""
    blank = dict.fromkeys(column.name for column in TABLES["statements"].columns)
    about = {name: of[name] for name in ("entry_id", "register_id", "risk_id", "lineage_id", "fiscal_year", "quarter")}
    return [
        blank | about | {"field": field, "position": at, "level": 1, "text": text, "page": of["page_first"]} | values
        for at, text in enumerate(texts)
    ]


def link(start: Row, end: Row, relation: str, status: str = "confirmed") -> Row:
    """A row of ``lineage``."""
    return {
        "from_entry_id": start["entry_id"], "to_entry_id": end["entry_id"], "relation": relation,
        "method": "event", "status": status, "score": None, "evidence": "the minutes say so",
    }  # fmt: skip


def history(
    *entries: Row,
    said: list[Row] | None = None,
    links: tuple[Row, ...] = (),
    registers: tuple[Row, ...] = (),
    events: tuple[Row, ...] = (),
) -> Tables:
    """The tables of these rows; the editions are the two of this module unless others are given."""
    editions = list(registers or (register(BEFORE), register(AFTER)))
    documents = [_document(row) for row in editions]
    return {
        "entries": list(entries), "statements": said or [], "registers": editions, "lineage": list(links),
        "events": list(events), "documents": documents,
    }  # fmt: skip


def event(of: Row, what: str, quarter: tuple[str, int] = ("2020/21", 2), **values: Any) -> Row:
    """A row of ``events`` about an entry."""
    return {
        "event_id": f"{of['register_id']}/{what}/{of['risk_id']}", "document_id": of["document_id"],
        "organisation": of["organisation"], "date": date(2020, 12, 1), "fiscal_year": quarter[0],
        "quarter": quarter[1], "kind": of["kind"], "id_raw": of["id_raw"], "risk_id": of["risk_id"], "event": what,
        "title": None, "text": f"{of['risk_id']} was {what}.", "stated_in": "report",
        "lineage_id": of["lineage_id"], "page": 3,
    } | values  # fmt: skip


def compared(
    *entries: Row, said: list[Row] | None = None, links: tuple[Row, ...] = (), events: tuple[Row, ...] = ()
) -> Comparison:
    """The comparison of the two editions of this module."""
    tables = history(*entries, said=said, links=links, events=events)
    return compare(tables, *tables["registers"])


def threads(*entries: Row) -> list[Row]:
    """The rows of ``threads`` for some entries, the later edition being the newest."""
    return [
        {
            "lineage_id": key, "name": of[-1]["title"] or of[-1]["risk_id"], "kind": of[-1]["kind"],
            "first_register_id": of[0]["register_id"], "last_register_id": of[-1]["register_id"],
            "n_editions": len(of), "open": of[-1]["register_id"] == AFTER,
        }
        for key in dict.fromkeys(row["lineage_id"] for row in entries)
        for of in [[row for row in entries if row["lineage_id"] == key]]
    ]  # fmt: skip


def as_tuples(changes: tuple[Change, ...]) -> list[tuple[str, str, str | None, str | None]]:
    """Changes without their places."""
    return [(change.kind, change.field, change.before, change.after) for change in changes]


def write(tables: Tables, out: Path) -> Path:
    """Write the tables as a history is written."""
    for name, rows in tables.items():
        pq.write_table(pa.Table.from_pylist(rows, schema=arrow_schema(TABLES[name])), out / f"{name}.parquet")
    return out


def sha(name: str) -> str:
    """A document_id that each edition has to itself."""
    return name.encode().hex().ljust(64, "0")[:64]


def _document(edition: Row) -> Row:
    return {
        "document_id": edition["document_id"], "path": f"{edition['register_id']}.pdf", "format": "pdf", "bytes": 1,
        "pages": 9, "status": "ingested", "error_code": None, "error": None, "kind": "register",
        "date": date(2020, 9, 1), "sample": False, "n_registers": 1, "n_entries": 1, "n_events": 0,
    }  # fmt: skip
