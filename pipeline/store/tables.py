"""The canonical tables of the history: one class a table, one field a column; ``columns.toml`` says what each means.

The Arrow schema and the files (``pipeline.store.parquet``), the checks before writing (``pipeline.store.checks``) and
the data dictionary (``pipeline.store.dictionary``) are made from these classes. A column keeps its name, type and
meaning, since people load the files by them.

Throughout: text is Unicode NFC with white space collapsed and paragraphs joined by new lines; a value the source
does not give is null, never an empty text, an empty list or 0; ``*_raw`` is what the source prints, and the
column without ``_raw`` its normal form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, get_args, get_type_hints

from msgspec import Meta

from extractors.document import Format
from extractors.findings import Code
from extractors.records import Kind, Layout
from normalise.lineage.link import Method, Relation, Status
from normalise.organisations.conventions import Rating
from normalise.values.directions import Value as DirectionValue
from normalise.values.readers import (
    read_confidence,
    read_date,
    read_direction,
    read_impact,
    read_likelihood,
    read_line,
    read_owners,
    read_score,
    read_text,
    read_types,
)
from pipeline.store.column_types import (
    Count,
    Day,
    DocumentId,
    EntryId,
    From1,
    LineageId,
    Number,
    RegisterId,
    Sha256,
    Text,
    Texts,
)
from pipeline.store.columns import Column, columns_of
from pipeline.store.fields import Field, fields_of
from pipeline.store.finding_row import FindingRow

# Further types of columns that more than one table has.

Codes = tuple[Code, ...]
FiscalYear = Annotated[str, Meta(pattern="^[0-9]{4}(?:/[0-9]{2})?$")]
Quarter = Annotated[int, Meta(ge=1, le=4)]

Score = Annotated[From1, Meta(extra={"unit": "points"})]
Entries = Annotated[Count, Meta(extra={"unit": "entries"})]

Direction = Annotated[DirectionValue, Field(read_direction, wording="prose", revising=True, followed=True)]
TargetDate = Annotated[date, Field(read_date, wording="value", revising=True, followed=True, repeated=True)]
ProfiledScore = Annotated[Score, Field(read_score, revising=True, followed=True, repeated=True)]
Likelihood = Annotated[From1, Field(read_likelihood, revising=True)]
Impact = Annotated[From1, Field(read_impact, revising=True)]
Confidence = Annotated[Rating, Field(read_confidence, optional=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One row per risk or opportunity per edition of the register."""

    KEY: ClassVar[tuple[str, ...]] = ("entry_id",)

    entry_id: Text
    register_id: RegisterId
    organisation: Text
    fiscal_year: FiscalYear | None = None
    quarter: Quarter | None = None
    period_end: date | None = None
    kind: Annotated[Kind, Field(compared=False, followed=True)]
    id_raw: Text | None = None
    risk_id: Annotated[Text, Field(name="id", label="number", optional=True, compared=False)]
    lineage_id: LineageId | None = None
    title: Annotated[Text | None, Field(read_line, optional=True, repeated=True)] = None
    description: Annotated[Text | None, Field(read_text)] = None
    detail: Literal["full", "summary"]
    types_raw: Text | None = None
    risk_types: Annotated[Texts | None, Field(read_types, name="types", followed=True)] = None
    inherent_score: Annotated[Score | None, Field(read_score, revising=True, followed=True)] = None
    inherent_likelihood: Likelihood | None = None
    inherent_impact: Impact | None = None
    current_score: ProfiledScore | None = None
    current_likelihood: Likelihood | None = None
    current_impact: Impact | None = None
    target_score: ProfiledScore | None = None
    target_likelihood: Likelihood | None = None
    target_impact: Impact | None = None
    inherent_score_raw: Text | None = None
    current_score_raw: Text | None = None
    target_score_raw: Text | None = None
    owner_raw: Text | None = None
    owners: Annotated[Texts | None, Field(read_owners, name="owner", revising=True, followed=True)] = None
    direction_raw: Text | None = None
    direction: Direction | None = None
    target_date_raw: Text | None = None
    target_date: TargetDate | None = None
    target_confidence_raw: Text | None = None
    target_confidence: Annotated[
        Rating | None, Field(read_confidence, name="confidence", optional=True, followed=True)
    ] = None
    superseded: bool
    doubt: Codes = ()
    doubtful_fields: tuple[Text, ...] = ()
    document_id: DocumentId
    page_first: From1 | None = None
    page_last: From1 | None = None
    locator: Text | None = None


StatementField = Literal["cause", "consequence", "control", "action", "progress"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One row per bullet or paragraph of an entry."""

    KEY: ClassVar[tuple[str, ...]] = ("entry_id", "field", "position")

    entry_id: EntryId
    register_id: RegisterId
    risk_id: Text
    lineage_id: LineageId | None = None
    fiscal_year: FiscalYear | None = None
    quarter: Quarter | None = None
    field: StatementField
    position: Count
    level: Count
    heading: Text | None = None
    text: Text
    owner: Text | None = None
    owners: Texts | None = None
    page: From1 | None = None
    bbox: Annotated[tuple[Number, ...], Meta(extra={"unit": "points"})] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One row per edition of the register."""

    KEY: ClassVar[tuple[str, ...]] = ("register_id",)

    register_id: Text
    organisation: Text
    title: Text | None = None
    period_label: Text | None = None
    fiscal_year: FiscalYear | None = None
    quarter: Quarter | None = None
    revision: From1 = 1
    superseded_by: RegisterId | None = None
    paper_date: date | None = None
    period_start: date | None = None
    period_end: date | None = None
    layout: Layout
    document_id: DocumentId
    page_first: From1 | None = None
    page_last: From1 | None = None
    n_risks: Entries
    n_opportunities: Entries
    sources: tuple[DocumentId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """One row per line of a summary risk profile."""

    KEY: ClassVar[tuple[str, ...]] = ("register_id", "risk_id")

    register_id: RegisterId
    entry_id: EntryId | None = None
    lineage_id: LineageId | None = None
    fiscal_year: FiscalYear | None = None
    quarter: Quarter | None = None
    period_end: date | None = None
    risk_id: Annotated[Text, Field(name="id", optional=True)]
    id_raw: Text | None = None
    kind: Kind
    title: Annotated[Text | None, Field(read_line, optional=True, repeated=True)] = None
    current_score: ProfiledScore | None = None
    target_score: ProfiledScore | None = None
    target_date_raw: Text | None = None
    target_date: TargetDate | None = None
    confidence_q1: Confidence | None = None
    confidence_q2: Confidence | None = None
    confidence_q3: Confidence | None = None
    confidence_q4: Confidence | None = None
    direction_raw: Text | None = None
    direction: Direction | None = None
    document_id: DocumentId
    page: From1 | None = None
    locator: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One row per change that a report, minutes or a decision states."""

    KEY: ClassVar[tuple[str, ...]] = ("event_id",)

    event_id: Text
    document_id: DocumentId
    organisation: Text | None = None
    date: Day | None = None
    fiscal_year: FiscalYear | None = None
    quarter: Quarter | None = None
    kind: Kind | None = None
    id_raw: Text | None = None
    risk_id: Text | None = None
    other_id_raw: Text | None = None
    other_risk_id: Text | None = None
    event: Literal[
        "added", "removed", "score_increased", "score_decreased", "confidence_changed", "amended", "retained",
        "renumbered", "merged", "split",
    ]  # fmt: skip
    title: Text | None = None
    text: Text
    stated_in: Literal["report", "minutes", "decision"]
    repeats: Annotated[Text, Meta(extra={"references": "events.event_id"})] | None = None
    lineage_id: LineageId | None = None
    page: From1 | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """One row per link between the entries of two editions."""

    KEY: ClassVar[tuple[str, ...]] = ("from_entry_id", "to_entry_id")

    from_entry_id: EntryId
    to_entry_id: EntryId
    relation: Relation
    method: Method
    status: Status
    score: Annotated[float, Meta(ge=0, le=1)] | None = None
    evidence: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadRow:
    """One row per risk or opportunity followed through the editions."""

    KEY: ClassVar[tuple[str, ...]] = ("lineage_id",)

    lineage_id: Text
    organisation: Text
    name: Text
    kind: Kind
    first_register_id: RegisterId
    first_fiscal_year: FiscalYear | None = None
    first_quarter: Quarter | None = None
    last_register_id: RegisterId
    last_fiscal_year: FiscalYear | None = None
    last_quarter: Quarter | None = None
    n_editions: Annotated[From1, Meta(extra={"unit": "editions"})]
    quarters_without_edition: tuple[Text, ...] = ()
    stated_joined: date | None = None
    stated_left: date | None = None
    former_ids: Texts | None = None
    open: bool


DocumentStatus = Literal["ingested", "no_register", "not_understood", "duplicate", "failed"]
DocumentKind = Literal["register", "agenda_pack", "report", "decision", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One row per file offered, whatever became of it."""

    KEY: ClassVar[tuple[str, ...]] = ("path",)

    document_id: Sha256 | None = None
    path: Text
    format: Format | None = None
    bytes: Annotated[Count, Meta(extra={"unit": "bytes"})] | None = None
    pages: Annotated[Count, Meta(extra={"unit": "pages"})] | None = None
    status: DocumentStatus
    error_code: Text | None = None
    error: Text | None = None
    kind: DocumentKind | None = None
    date: Day | None = None
    sample: bool
    n_registers: Annotated[Count, Meta(extra={"unit": "editions"})]
    n_entries: Entries
    n_events: Annotated[Count, Meta(extra={"unit": "events"})]


Treatment = Literal[
    "choice", "colour", "drawn_symbol", "healed", "hidden_left_out", "inferred_heading", "joined", "joined_over_pages",
    "mark_removed", "mended", "other_field", "recognised", "row_by_row", "struck_out",
]  # fmt: skip

PROFILE = "profile_"
"""What a field of ``evidence`` begins with that is a column of ``profiles``."""
OWNER = "_owner"
"""What one ends in that is the owner beside a statement: ``control_owner``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """One row per value and place: where it stands in its paper, what is printed there, and what was done to that."""

    KEY: ClassVar[tuple[str, ...]] = ()

    entry_id: EntryId | None = None
    register_id: RegisterId
    risk_id: Text
    field: Text
    position: Count | None = None
    part: Count
    document_id: DocumentId
    page: From1 | None = None
    boxes: Annotated[tuple[tuple[Number, ...], ...], Meta(extra={"unit": "points"})] | None = None
    sheet: Text | None = None
    block: Count
    row: Count | None = None
    column: Count | None = None
    text: Text | None = None
    treatment: tuple[Treatment, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table and file of the history, as the class of its rows declares it."""

    name: str
    row: type

    @property
    def description(self) -> str:
        """What a row of it is, in a sentence."""
        return str(self.row.__doc__).strip()

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that identify a row; () where none do."""
        key: tuple[str, ...] = self.row.KEY  # type: ignore[attr-defined]
        return key

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in their order."""
        return columns_of(self.name, self.row)


@dataclass(slots=True)
class HistoryRows:
    """The rows of every table, by its name."""

    entries: list[EntryRow] = field(default_factory=list)
    statements: list[StatementRow] = field(default_factory=list)
    registers: list[RegisterRow] = field(default_factory=list)
    profiles: list[ProfileRow] = field(default_factory=list)
    events: list[EventRow] = field(default_factory=list)
    lineage: list[LinkRow] = field(default_factory=list)
    threads: list[ThreadRow] = field(default_factory=list)
    documents: list[DocumentRow] = field(default_factory=list)
    evidence: list[EvidenceRow] = field(default_factory=list)
    findings: list[FindingRow] = field(default_factory=list)


TABLES = {name: Table(name, get_args(hint)[0]) for name, hint in get_type_hints(HistoryRows).items()}
"""Every table, by its name."""

FILES = tuple(f"{name}.parquet" for name in TABLES)
"""What the tables' files are called."""


def history_files(out: Path) -> list[Path]:
    """The files of a history in ``out``, whether they are there or not."""
    return [out / name for name in FILES]


def rows_of(history: HistoryRows, table: Table) -> list[Any]:
    """The rows of one table."""
    rows: list[Any] = getattr(history, table.name)
    return rows


STATEMENT_LABELS: dict[StatementField, str] = {
    "cause": "causes",
    "consequence": "consequences",
    "control": "controls",
    "action": "actions",
    "progress": "progress",
}
"""The fields whose lines become statements, in their order, and what each is called in print."""

STATEMENT_FIELDS = tuple(STATEMENT_LABELS)


def entry_row() -> type:
    """The class of the rows of ``entries``."""
    return TABLES["entries"].row


def entry_fields() -> tuple[Field, ...]:
    """The fields of an entry that have columns of their own."""
    return fields_of(entry_row())


def column_of(field: str) -> str:
    """The column that findings about a field name, the field being called as layouts call it."""
    named = (each.column if each.read else each.printed for each in entry_fields() if each.name == field)
    return next(named, field)


def label(name: str) -> str:
    """What a column of ``entries`` or a field of ``statements`` is called in print: ``target date``."""
    for each in entry_fields():
        if name == each.column:
            return each.label
        if name == each.raw:
            return f"{each.label} in words" if each.wording == "prose" else each.label
    return next((text for field, text in STATEMENT_LABELS.items() if name == field), name.replace("_", " "))
