"""The canonical tables of the history: one class a table, one field a column, declared here and nowhere else.

The Arrow schema and the files (``pipeline.store.parquet``), the checks before writing (``pipeline.store.checks``) and
the data dictionary (``pipeline.store.dictionary``) derive from these classes. A column that stands here keeps its
name, type and meaning, since people load the files by them.

Throughout: text is Unicode NFC with white space collapsed and paragraphs joined by new lines; a value the source
does not give is null, never an empty text, an empty list or 0; ``*_raw`` is what the source prints, and the
column without ``_raw`` its normal form.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, get_args, get_type_hints

from extractors.document import Format
from extractors.findings import Code, Severity
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
from pipeline.store.columns import Column, columns_of
from pipeline.store.fields import Field, fields_of

# What more than one table has is described once.

Day = date
"""A date, where a column is called so."""

Sha256 = Annotated[str, Column("SHA-256 of the file, in hexadecimal", pattern=r"[0-9a-f]{64}")]
DocumentId = Annotated[Sha256, Column("SHA-256 of the file this was read from", references="documents.document_id")]
EditionId = Annotated[
    str, Column("The edition: organisation, fiscal year and quarter, such as `northshire-2019-20-q2`")
]
RegisterId = Annotated[EditionId, Column(references="registers.register_id")]
EntryId = Annotated[
    str, Column("The entry: register_id, a slash and risk_id; a second entry of the same identifier ends in `-2`")
]
EntryOf = Annotated[EntryId, Column(references="entries.entry_id")]
Organisation = Annotated[str, Column("Whose register it is, such as `Northshire County Council`")]
FiscalYear = Annotated[
    str,
    Column(
        "The fiscal year as its organisation names it, such as `2019/20`; April to March unless its folder says "
        "otherwise",
        pattern=r"[0-9]{4}(?:/[0-9]{2})?",
    ),
]
Quarter = Annotated[
    int, Column("Quarter of the fiscal year; in one that begins in April, April to June is 1", minimum=1, maximum=4)
]
PeriodEnd = Annotated[date, Column("Last day of the quarter")]
EntryKind = Annotated[Kind, Column("Whether it is a threat or a chance")]
IdRaw = Annotated[str, Column("The identifier as printed: `SR1`, `SR 01`, `Sr. 1`")]
RiskId = Annotated[
    str,
    Column(
        "The identifier in its canonical spelling: `SR1`. Numbers are reused: which risk it is in "
        "another edition is said by lineage_id"
    ),
]
ThreadId = Annotated[
    str,
    Column(
        "The same risk across editions, whatever number it has: the organisation and a readable slug, such as "
        "`northshire/core-systems`; null where the edition has no known quarter"
    ),
]
LineageId = Annotated[ThreadId, Column(references="threads.lineage_id")]
Title = Annotated[str, Column("Short name, as printed")]
Page = Annotated[int, Column("Page of the file; null where the format has none", minimum=1)]
PageFirst = Annotated[Page, Column("First page it stands on; null where there are none")]
PageLast = Annotated[Page, Column("Last page it stands on; null where there are none")]
Locator = Annotated[str, Column("Where in the file a person finds it, such as `table 1, rows 4–5`")]
DirectionRaw = Annotated[str, Column("Direction of travel as printed")]
Direction = Annotated[
    DirectionValue,
    Column(
        "Direction of travel: `up`, `level` or `down` for the score; `improving` or `worsening` where the paper says "
        "only that"
    ),
    Field("direction", read_direction, raw="direction_raw", wording="prose", revising=True, followed=True),
]
TargetDateRaw = Annotated[str, Column("Target date as printed: `March 2022/Ongoing`")]
TargetDate = Annotated[
    date,
    Column("Target date; a month stands for its last day, and no date at all (`Ongoing`) is null"),
    Field(
        "target_date", read_date, raw="target_date_raw", wording="value", revising=True, followed=True, repeated=True
    ),
]
_Score = Annotated[int, Column(unit="points", minimum=1)]
CurrentScore = Annotated[
    _Score,
    Column("Score at the time of the edition: likelihood times impact, on the organisation's scale"),
    Field("current_score", read_score, raw="current_score_raw", revising=True, followed=True, repeated=True),
]
TargetScore = Annotated[
    _Score,
    Column("Score aimed at; until 2020 the papers call it the residual score"),
    Field("target_score", read_score, raw="target_score_raw", revising=True, followed=True, repeated=True),
]
_Level = Annotated[int, Column(minimum=1)]
_ON_SCALE = "as a level of the organisation's scale, 1 the lowest; only where printed"
_RATED = "Confidence, in quarter {}, that the target is reached; read from the cell's fill where it has no text"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One row per risk or opportunity per edition of the register."""

    KEY: ClassVar[tuple[str, ...]] = ("entry_id",)

    entry_id: EntryId
    register_id: RegisterId
    organisation: Organisation
    fiscal_year: FiscalYear | None = None
    quarter: Quarter | None = None
    period_end: PeriodEnd | None = None
    kind: Annotated[EntryKind, Field("kind", compared=False, followed=True)]
    id_raw: IdRaw | None = None
    risk_id: Annotated[RiskId, Field("id", raw="id_raw", label="number", optional=True, compared=False)]
    lineage_id: LineageId | None = None
    title: Annotated[
        Title | None,
        Column(
            "Short name: the title of a card or report; in a table without titles the first paragraph of the "
            "description"
        ),
        Field("title", read_line, optional=True, repeated=True),
    ] = None
    description: Annotated[
        str | None,
        Column("The whole description cell, or the summary a report gives"),
        Field("description", read_text),
    ] = None
    detail: Annotated[
        Literal["full", "summary"],
        Column("`full` where the register itself was read, `summary` where only a covering report lists the entry"),
    ]
    types_raw: Annotated[str | None, Column("Risk types as printed: `People/Service delivery`")] = None
    risk_types: Annotated[
        tuple[str, ...] | None,
        Column("Risk types, each in lower case: [`people`, `service delivery`]"),
        Field("types", read_types, raw="types_raw", followed=True),
    ] = None
    inherent_score: Annotated[
        _Score | None,
        Column("Score before any control, where the register gives one"),
        Field("inherent_score", read_score, raw="inherent_score_raw", revising=True, followed=True),
    ] = None
    inherent_likelihood: Annotated[
        _Level | None,
        Column(f"Likelihood before any control, {_ON_SCALE}"),
        Field("inherent_likelihood", read_likelihood, part_of="inherent_score", revising=True),
    ] = None
    inherent_impact: Annotated[
        _Level | None,
        Column(f"Impact before any control, {_ON_SCALE}"),
        Field("inherent_impact", read_impact, part_of="inherent_score", revising=True),
    ] = None
    current_score: CurrentScore | None = None
    current_likelihood: Annotated[
        _Level | None,
        Column(f"Likelihood now, {_ON_SCALE}"),
        Field("current_likelihood", read_likelihood, part_of="current_score", revising=True),
    ] = None
    current_impact: Annotated[
        _Level | None,
        Column(f"Impact now, {_ON_SCALE}"),
        Field("current_impact", read_impact, part_of="current_score", revising=True),
    ] = None
    target_score: TargetScore | None = None
    target_likelihood: Annotated[
        _Level | None,
        Column(f"Likelihood aimed at, {_ON_SCALE}"),
        Field("target_likelihood", read_likelihood, part_of="target_score", revising=True),
    ] = None
    target_impact: Annotated[
        _Level | None,
        Column(f"Impact aimed at, {_ON_SCALE}"),
        Field("target_impact", read_impact, part_of="target_score", revising=True),
    ] = None
    inherent_score_raw: Annotated[str | None, Column("The score before any control as printed")] = None
    current_score_raw: Annotated[str | None, Column("The current score as printed: `16 Major/ Likely`")] = None
    target_score_raw: Annotated[str | None, Column("The target or residual score as printed")] = None
    owner_raw: Annotated[str | None, Column("Owner of the risk as printed")] = None
    owners: Annotated[
        tuple[str, ...] | None,
        Column("The owners' roles, each spelt one way"),
        Field("owner", read_owners, raw="owner_raw", revising=True, followed=True),
    ] = None
    direction_raw: DirectionRaw | None = None
    direction: Direction | None = None
    target_date_raw: TargetDateRaw | None = None
    target_date: TargetDate | None = None
    target_confidence_raw: Annotated[
        str | None, Column("Confidence that the target is reached, as a card prints it")
    ] = None
    target_confidence: Annotated[
        Rating | None,
        Column("Confidence that the target is reached; read from the cell's fill where it has no text"),
        Field("confidence", read_confidence, raw="target_confidence_raw", optional=True, followed=True),
    ] = None
    superseded: Annotated[
        bool,
        Column("Whether a later paper revised this edition: leave these rows out, unless it is revisions you ask for"),
    ]
    document_id: DocumentId
    page_first: PageFirst | None = None
    page_last: PageLast | None = None
    locator: Locator | None = None


StatementField = Literal["consequence", "control", "action", "progress"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementRow:
    """One row per bullet or paragraph of an entry."""

    KEY: ClassVar[tuple[str, ...]] = ("entry_id", "field", "position")

    entry_id: EntryOf
    register_id: RegisterId
    risk_id: RiskId
    lineage_id: LineageId | None = None
    fiscal_year: FiscalYear | None = None
    quarter: Quarter | None = None
    field: Annotated[
        StatementField,
        Column(
            "What the statement is about: `consequence` (consequences or benefits), `control` (current controls), "
            "`action` (mitigating or maximising actions), `progress` (progress to date)"
        ),
    ]
    position: Annotated[int, Column("Order within the field of the entry, from 0", minimum=0)]
    level: Annotated[int, Column("0 paragraph, 1 bullet, 2 and more nested bullet", minimum=0)]
    heading: Annotated[
        str | None,
        Column("The line without a bullet that heads this bullet; that line is a statement of its own, of level 0"),
    ] = None
    text: Annotated[str, Column("The statement, without its bullet")]
    owner: Annotated[str | None, Column("Owner of the control or action, as printed")] = None
    page: Page | None = None
    bbox: Annotated[
        tuple[float, ...] | None,
        Column(
            "Where it stands on the page: x0, top, x1, bottom from the page's top left corner (PDF only)",
            unit="points",
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """One row per edition of the register."""

    KEY: ClassVar[tuple[str, ...]] = ("register_id",)

    register_id: EditionId
    organisation: Organisation
    title: Annotated[Title | None, Column("Title as printed")] = None
    period_label: Annotated[str | None, Column("The period as printed: `Quarter 2 2019/20`")] = None
    fiscal_year: FiscalYear | None = None
    quarter: Quarter | None = None
    revision: Annotated[
        int,
        Column(
            "1 for the first issue of an edition, 2 for the first revision of it; its identifier ends in `-r2`",
            minimum=1,
        ),
    ] = 1
    superseded_by: Annotated[
        RegisterId | None, Column("The revision that took this one's place; null for the one that stands")
    ] = None
    paper_date: Annotated[date | None, Column("Date of the meeting its paper was for, where the paper says")] = None
    period_start: Annotated[date | None, Column("First day of the quarter")] = None
    period_end: PeriodEnd | None = None
    layout: Annotated[
        Layout,
        Column("The shape it was printed in: a table with a row per entry, a card per entry, or a covering report"),
    ]
    document_id: DocumentId
    page_first: PageFirst | None = None
    page_last: PageLast | None = None
    n_risks: Annotated[int, Column("Number of risks", unit="entries", minimum=0)]
    n_opportunities: Annotated[int, Column("Number of opportunities", unit="entries", minimum=0)]
    sources: Annotated[
        tuple[str, ...],
        Column(
            "Every document that holds this edition; the one used is document_id",
            pattern=r"[0-9a-f]{64}",
            references="documents.document_id",
        ),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """One row per line of a summary risk profile."""

    KEY: ClassVar[tuple[str, ...]] = ("register_id", "risk_id")

    register_id: RegisterId
    risk_id: Annotated[RiskId, Field("id", raw="id_raw", optional=True)]
    id_raw: IdRaw | None = None
    kind: EntryKind
    title: Annotated[Title | None, Field("title", read_line, optional=True, repeated=True)] = None
    current_score: CurrentScore | None = None
    target_score: TargetScore | None = None
    target_date_raw: TargetDateRaw | None = None
    target_date: TargetDate | None = None
    confidence_q1: Annotated[
        Rating | None, Column(_RATED.format(1)), Field("confidence_q1", read_confidence, optional=True)
    ] = None
    confidence_q2: Annotated[
        Rating | None, Column(_RATED.format(2)), Field("confidence_q2", read_confidence, optional=True)
    ] = None
    confidence_q3: Annotated[
        Rating | None, Column(_RATED.format(3)), Field("confidence_q3", read_confidence, optional=True)
    ] = None
    confidence_q4: Annotated[
        Rating | None, Column(_RATED.format(4)), Field("confidence_q4", read_confidence, optional=True)
    ] = None
    direction_raw: DirectionRaw | None = None
    direction: Direction | None = None
    document_id: DocumentId
    page: Page | None = None
    locator: Locator | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One row per change that a report, minutes or a decision states."""

    KEY: ClassVar[tuple[str, ...]] = ("event_id",)

    event_id: Annotated[str, Column("The event; the same papers give the same one")]
    document_id: DocumentId
    organisation: Organisation | None = None
    date: Annotated[Day | None, Column("Date of the meeting or decision")] = None
    fiscal_year: FiscalYear | None = None
    quarter: Quarter | None = None
    kind: EntryKind | None = None
    id_raw: IdRaw | None = None
    risk_id: RiskId | None = None
    other_id_raw: Annotated[
        IdRaw | None,
        Column(
            "The identifier of the other entry as printed: the new number of what was `renumbered` (id_raw is the old "
            "one), what it was `merged` into, or what came out of it when it was `split`; null for any other event"
        ),
    ] = None
    other_risk_id: Annotated[
        RiskId | None,
        Column("The identifier of the other entry in its canonical spelling; null for any other event"),
    ] = None
    event: Annotated[
        Literal[
            "added", "removed", "score_increased", "score_decreased", "confidence_changed", "amended", "retained",
            "renumbered", "merged", "split",
        ],
        Column("What was done to the entry; a merger or a split has one event for each two entries"),
    ]  # fmt: skip
    title: Annotated[Title | None, Column("Short name of the entry, as the sentence or its heading gives it")] = None
    text: Annotated[str, Column("The sentence that states it")]
    stated_in: Annotated[Literal["report", "minutes", "decision"], Column("What sort of paper states it")]
    lineage_id: Annotated[
        LineageId | None, Column("The risk or opportunity it is about; null where no entry answers to it")
    ] = None
    page: Page | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """One row per link between the entries of two editions."""

    KEY: ClassVar[tuple[str, ...]] = ("from_entry_id", "to_entry_id")

    from_entry_id: Annotated[EntryOf, Column("The entry of the earlier edition")]
    to_entry_id: Annotated[EntryOf, Column("The entry of the later edition")]
    relation: Annotated[
        Relation,
        Column(
            "How the later entry stems from the earlier: it `continues` it, is `split` from it, has it `merged` into "
            "itself, or is only `related`"
        ),
    ]
    method: Annotated[
        Method,
        Column(
            "How the link was found: set by a person (`curated`), stated by a paper (`event`), or by the similarity of "
            "the entries (`similarity`)"
        ),
    ]
    status: Annotated[
        Status,
        Column(
            "`confirmed` where curated, stated, or similar enough; a `proposed` link awaits review and changes no "
            "lineage_id"
        ),
    ]
    score: Annotated[
        float | None, Column("Similarity of the two entries; null where curated", minimum=0, maximum=1)
    ] = None
    evidence: Annotated[str, Column("Why the two are held to be linked: words, statements, owner, number, or a paper")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadRow:
    """One row per risk or opportunity followed through the editions."""

    KEY: ClassVar[tuple[str, ...]] = ("lineage_id",)

    lineage_id: ThreadId
    name: Annotated[str, Column("Its name in the newest edition that has it")]
    kind: EntryKind
    first_register_id: Annotated[RegisterId, Column("The first edition that has it")]
    last_register_id: Annotated[RegisterId, Column("The last edition that has it")]
    n_editions: Annotated[int, Column("Number of editions that have it", unit="editions", minimum=1)]
    former_ids: Annotated[
        tuple[str, ...] | None,
        Column("The lineage_ids that some of its entries had in this history before, which no thread has now"),
    ] = None
    open: Annotated[bool, Column("Whether it is still on the newest register")]


DocumentStatus = Literal["ingested", "no_register", "duplicate", "failed"]
DocumentKind = Literal["register", "agenda_pack", "report", "decision", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One row per file offered, whatever became of it."""

    KEY: ClassVar[tuple[str, ...]] = ("path",)

    document_id: Annotated[
        Sha256 | None,
        Column(
            "SHA-256 of the file, in hexadecimal; two paths may hold the same file, and it is null where the file "
            "could not even be opened"
        ),
    ] = None
    path: Annotated[str, Column("Path relative to the raw folder, with forward slashes")]
    format: Annotated[Format | None, Column("Format by content, not by name; null where unknown")] = None
    bytes: Annotated[int | None, Column("Size of the file", unit="bytes", minimum=0)] = None
    pages: Annotated[int | None, Column("Number of pages; null where the format has none", unit="pages", minimum=0)] = (
        None
    )
    status: Annotated[DocumentStatus, Column("What became of it")]
    error_code: Annotated[str | None, Column("Short word for why it could not be read")] = None
    error: Annotated[str | None, Column("Why it could not be read, and what can be done")] = None
    kind: Annotated[
        DocumentKind | None,
        Column("What sort of paper it is; null where it could not be read"),
    ] = None
    date: Annotated[Day | None, Column("Date of the meeting or decision the paper is of, where it says")] = None
    sample: Annotated[bool, Column("Whether it is one of the project's made-up samples: then the whole history is")]
    n_registers: Annotated[int, Column("Editions found in it", unit="editions", minimum=0)]
    n_entries: Annotated[int, Column("Entries found in it", unit="entries", minimum=0)]
    n_events: Annotated[int, Column("Events found in it", unit="events", minimum=0)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One row per thing a careful reader would query."""

    KEY: ClassVar[tuple[str, ...]] = ()

    code: Annotated[Code, Column("What was found; the codes are explained below")]
    severity: Annotated[Severity, Column("Severity of its code")]
    document_id: DocumentId | None = None
    register_id: RegisterId | None = None
    entry_id: EntryOf | None = None
    field: Annotated[str | None, Column("The column or printed field it is about")] = None
    message: Annotated[str, Column("What was found, in a sentence")]
    value: Annotated[str | None, Column("The words or number in question, as printed")] = None
    page: Page | None = None
    locator: Locator | None = None
    count: Annotated[int, Column("In how many places this one cause shows", unit="places", minimum=1)] = 1
    places: Annotated[
        tuple[str, ...] | None,
        Column("Every place of it, such as `SR1: table 1, row 4`, where there are several; locator is the first"),
    ] = None


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
        return columns_of(self.row)


@dataclass(slots=True)
class History:
    """The rows of every table, by its name."""

    entries: list[EntryRow] = field(default_factory=list)
    statements: list[StatementRow] = field(default_factory=list)
    registers: list[RegisterRow] = field(default_factory=list)
    profiles: list[ProfileRow] = field(default_factory=list)
    events: list[EventRow] = field(default_factory=list)
    lineage: list[LinkRow] = field(default_factory=list)
    threads: list[ThreadRow] = field(default_factory=list)
    documents: list[DocumentRow] = field(default_factory=list)
    findings: list[FindingRow] = field(default_factory=list)


TABLES = {name: Table(name, get_args(hint)[0]) for name, hint in get_type_hints(History).items()}
"""Every table, by its name."""


def rows_of(history: History, table: Table) -> list[Any]:
    """The rows of one table."""
    rows: list[Any] = getattr(history, table.name)
    return rows


STATEMENT_LABELS: dict[StatementField, str] = {
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
