"""Histories of two editions by hand: only what the commands that print from one read of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from normalise.values.periods import Period
from pipeline.history.comparison.compare import Comparison, compare
from pipeline.history.comparison.entry import Change
from pipeline.store.parquet import table_bytes
from pipeline.store.tables import (
    TABLES,
    DocumentRow,
    EntryRow,
    EventRow,
    EvidenceRow,
    HistoryRows,
    LinkRow,
    ProfileRow,
    RegisterRow,
    StatementField,
    StatementRow,
    ThreadRow,
    rows_of,
)

BEFORE, AFTER = "northshire-2020-21-q1", "northshire-2020-21-q2"


def register(register_id: str = BEFORE, **values: Any) -> RegisterRow:
    """A row of ``registers``: an edition of the period its key names."""
    council, year, years, quarter = register_id.removesuffix("-r2").rsplit("-", 3)
    period = Period(f"{year}/{years}", int(quarter[1]))
    row = RegisterRow(
        register_id=register_id, organisation=f"{council.title()} Council", title="Risk Register",
        fiscal_year=period.fiscal_year, quarter=period.quarter, period_start=period.period_start,
        period_end=period.period_end, layout="register_table", document_id=sha(register_id),
        page_first=1, page_last=9, n_risks=1, n_opportunities=0, sources=(sha(register_id),),
    )  # fmt: skip
    return replace(row, **values)


def entry(risk_id: str = "CR1", lineage_id: str | None = "roads", register_id: str = BEFORE, **values: Any) -> EntryRow:
    """A row of ``entries`` that says the same in every edition but for ``values``."""
    edition = register(register_id)
    row = EntryRow(
        entry_id=f"{register_id}/{risk_id}", register_id=register_id, organisation=edition.organisation,
        fiscal_year=edition.fiscal_year, quarter=edition.quarter, period_end=edition.period_end,
        kind="risk", id_raw=risk_id, risk_id=risk_id, lineage_id=lineage_id, title="Road repairs",
        description="Road repairs", detail="full", current_score=16, target_score=8,
        owner_raw="Head of Roads", owners=("Head of Roads",), superseded=False,
        document_id=edition.document_id, page_first=3, page_last=4, locator="table 1, row 2",
    )  # fmt: skip
    return replace(row, **values)


def later(risk_id: str = "CR1", lineage_id: str | None = "roads", **values: Any) -> EntryRow:
    """An entry of the later edition, on its page 5."""
    return entry(risk_id, lineage_id, AFTER, **({"page_first": 5, "page_last": 5} | values))


def listed(risk_id: str = "CR1", lineage_id: str | None = "roads", **values: Any) -> EntryRow:
    """An entry that a report of the later edition only lists."""
    nothing = dict.fromkeys(("current_score", "target_score", "owner_raw", "owners", "page_first", "page_last"))
    return later(risk_id, lineage_id, **(nothing | {"detail": "summary", "description": "Retained."} | values))


def statements(of: EntryRow, field: StatementField, *texts: str, **values: Any) -> list[StatementRow]:
    """The statements of one field of an entry, on the entry's first page."""
    rows = [
        StatementRow(
            entry_id=of.entry_id, register_id=of.register_id, risk_id=of.risk_id, lineage_id=of.lineage_id,
            fiscal_year=of.fiscal_year, quarter=of.quarter, field=field, position=at, level=1, text=text,
            page=of.page_first,
        )
        for at, text in enumerate(texts)
    ]  # fmt: skip
    return [replace(row, **values) for row in rows]


def evidence(of: EntryRow, field: str, text: str, **values: Any) -> EvidenceRow:
    """A row of ``evidence``: where a value of an entry stands, in the first block of its first page."""
    row = EvidenceRow(
        entry_id=of.entry_id, register_id=of.register_id, risk_id=of.risk_id, field=field, part=0,
        document_id=of.document_id, page=of.page_first, block=0, text=text,
    )  # fmt: skip
    return replace(row, **values)


def link(start: EntryRow, end: EntryRow, relation: Any, status: Any = "confirmed") -> LinkRow:
    """A row of ``lineage``."""
    return LinkRow(
        from_entry_id=start.entry_id, to_entry_id=end.entry_id, relation=relation, method="event", status=status,
        evidence="the minutes say so",
    )  # fmt: skip


def history(
    *entries: EntryRow,
    said: list[StatementRow] | None = None,
    links: tuple[LinkRow, ...] = (),
    registers: tuple[RegisterRow, ...] = (),
    events: tuple[EventRow, ...] = (),
    threads: list[ThreadRow] | None = None,
) -> HistoryRows:
    """The history of these rows; the editions are the two of this module unless others are given."""
    editions = list(registers or (register(BEFORE), register(AFTER)))
    return HistoryRows(
        entries=list(entries), statements=said or [], registers=editions, lineage=list(links), events=list(events),
        documents=[_document(row) for row in editions], threads=threads or [],
    )  # fmt: skip


def followed(*entries: EntryRow, **about: Any) -> HistoryRows:
    """The history of these rows, with the threads that they are of."""
    return history(*entries, threads=threads(*entries), **about)


def event(of: EntryRow, what: Any, quarter: tuple[str, int] = ("2020/21", 2), **values: Any) -> EventRow:
    """A row of ``events`` about an entry."""
    row = EventRow(
        event_id=f"{of.register_id}/{what}/{of.risk_id}", document_id=of.document_id,
        organisation=of.organisation, date=date(2020, 12, 1), fiscal_year=quarter[0],
        quarter=quarter[1], kind=of.kind, id_raw=of.id_raw, risk_id=of.risk_id, event=what,
        text=f"{of.risk_id} was {what}.", stated_in="report", lineage_id=of.lineage_id, page=3,
    )  # fmt: skip
    return replace(row, **values)


def compared(
    *entries: EntryRow,
    said: list[StatementRow] | None = None,
    links: tuple[LinkRow, ...] = (),
    events: tuple[EventRow, ...] = (),
) -> Comparison:
    """The comparison of the two editions of this module."""
    made = history(*entries, said=said, links=links, events=events)
    return compare(made, *made.registers)


def threads(*entries: EntryRow) -> list[ThreadRow]:
    """The rows of ``threads`` for some entries, the later edition being the newest."""
    return [
        ThreadRow(
            lineage_id=key, organisation=of[0].organisation, name=of[-1].title or of[-1].risk_id, kind=of[-1].kind,
            first_register_id=of[0].register_id, last_register_id=of[-1].register_id, n_editions=len(of),
            first_fiscal_year=of[0].fiscal_year, first_quarter=of[0].quarter,
            last_fiscal_year=of[-1].fiscal_year, last_quarter=of[-1].quarter,
            open=of[-1].register_id == AFTER,
        )
        for key in dict.fromkeys(row.lineage_id for row in entries) if key
        for of in [[row for row in entries if row.lineage_id == key]]
    ]  # fmt: skip


def printing_words() -> tuple[HistoryRows, dict[str, str]]:
    """A history that prints words of its own in every column for what is printed, and these by their field."""
    columns = [each.name for each in TABLES["entries"].columns if each.name.endswith("_raw") and each.name != "id_raw"]
    words = {column: f"Words of {column.replace('_', ' ')}" for column in columns}
    lines = {column: f"Profiled {column.replace('_', ' ')}" for column in ("title", "direction_raw", "target_date_raw")}
    one = entry(owners=("Known as",), **words)
    held = followed(one, said=statements(one, "control", "Repairs", owner="Repairer"))
    line = ProfileRow(
        register_id=BEFORE, entry_id=one.entry_id, risk_id="CR1", kind="risk", document_id=sha(BEFORE), page=9
    )
    held.profiles = [replace(line, **cast("dict[str, Any]", lines))]
    more = {f"profile_{column}": text for column, text in lines.items()}
    return held, words | more | {"control_owner": "Repairer", "owners": "Known as"}


def as_tuples(changes: tuple[Change, ...]) -> list[tuple[str, str, str | None, str | None]]:
    """Changes without their places."""
    return [(change.kind, change.field, change.before, change.after) for change in changes]


def write(made: HistoryRows, out: Path) -> Path:
    """Write the tables as a history is written, but for the checks: not every row here has all it refers to."""
    for table in TABLES.values():
        (out / f"{table.name}.parquet").write_bytes(table_bytes(table, rows_of(made, table)))
    return out


def sha(name: str) -> str:
    """A document_id that each edition has to itself."""
    return name.encode().hex().ljust(64, "0")[:64]


def _document(edition: RegisterRow) -> DocumentRow:
    return DocumentRow(
        document_id=edition.document_id, path=f"{edition.register_id}.pdf", format="pdf", bytes=1, pages=9,
        status="ingested", kind="register", date=date(2020, 9, 1), sample=False, n_registers=1, n_entries=1,
        n_events=0,
    )  # fmt: skip
