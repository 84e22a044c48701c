"""The canonical tables of the history, declared once.

The Arrow schema, the checks before writing (``pipeline.store.checks``) and the data dictionary
(``pipeline.store.dictionary``) all derive from ``TABLES``: a column is added, or explained better, here and nowhere
else. A column that stands here keeps its name, type and meaning, since people load the files by them.

Throughout: text is Unicode NFC with white space collapsed and paragraphs joined by new lines; a value the source
does not give is null, never an empty text, an empty list or 0; ``*_raw`` is what the source prints, and the
column without ``_raw`` its normal form.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import pyarrow as pa

from extractors.findings import SEVERITIES, Code
from normalise.lineage.link import METHODS, RELATIONS, STATUSES

Type = Literal["string", "list<string>", "int8", "int16", "int64", "float64", "bool", "date32", "list<float32>"]

ARROW_TYPES: dict[Type, pa.DataType] = {
    "string": pa.string(),
    "list<string>": pa.list_(pa.string()),
    "int8": pa.int8(),
    "int16": pa.int16(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "date32": pa.date32(),
    "list<float32>": pa.list_(pa.float32()),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, and which values it may hold.

    ``minimum`` and ``maximum`` are inclusive; ``allowed`` and ``pattern`` (matched against the whole text) apply
    to every item of a list; ``references`` names the column, as ``table.column``, that must hold the value too.
    """

    name: str
    type: Type
    description: str
    nullable: bool = False
    unit: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    allowed: tuple[str, ...] = ()
    pattern: str | None = None
    references: str | None = None

    @property
    def range(self) -> str | None:
        """The values a number may take, as people write it: ``"1 to 25"``, ``"0 or more"``; None where any."""
        if self.minimum is None:
            return None
        return f"{self.minimum} or more" if self.maximum is None else f"{self.minimum} to {self.maximum}"


@dataclass(frozen=True, slots=True)
class Table:
    """One table and file of the history. ``key`` names the columns that tell its rows apart; () where none do."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table, with everything declared about each column in its field metadata."""
    return pa.schema([_arrow_field(column) for column in table.columns], metadata={"description": table.description})


def _arrow_field(column: Column) -> pa.Field:
    facts = {
        "description": column.description,
        "unit": column.unit,
        "range": column.range,
        "allowed": ", ".join(column.allowed),
        "references": column.references,
    }
    metadata = {name: fact for name, fact in facts.items() if fact}
    return pa.field(column.name, ARROW_TYPES[column.type], nullable=column.nullable, metadata=metadata)


def _or_null(column: Column) -> Column:
    return replace(column, nullable=True)


# What more than one table has is described once.

_KINDS = ("risk", "opportunity")
_RATINGS = ("red", "amber", "green")
_DIRECTIONS = ("up", "level", "down", "improving", "worsening")

_SHA256 = Column(
    "document_id",
    "string",
    "SHA-256 of the file, in hexadecimal",
    pattern=r"[0-9a-f]{64}",
)
_DOCUMENT = replace(_SHA256, description="SHA-256 of the file this was read from", references="documents.document_id")
_REGISTER_ID = Column(
    "register_id",
    "string",
    "The edition: organisation, fiscal year and quarter, such as `lancashire-2019-20-q2`",
)
_REGISTER = replace(_REGISTER_ID, references="registers.register_id")
_ENTRY_ID = Column(
    "entry_id",
    "string",
    "The entry: register_id, a slash and risk_id; a second entry of the same identifier ends in `-2`",
)
_ENTRY = replace(_ENTRY_ID, references="entries.entry_id")
_ORGANISATION = Column("organisation", "string", "Whose register it is, such as `Lancashire County Council`")
_FISCAL_YEAR = Column(
    "fiscal_year",
    "string",
    "The fiscal year, April to March, such as `2019/20`",
    nullable=True,
    pattern=r"[0-9]{4}/[0-9]{2}",
)
_QUARTER = Column(
    "quarter",
    "int8",
    "Quarter of the fiscal year; April to June is 1",
    nullable=True,
    minimum=1,
    maximum=4,
)
_KIND = Column("kind", "string", "Whether it is a threat or a chance", allowed=_KINDS)
_ID_RAW = Column("id_raw", "string", "The identifier as printed: `CR1`, `C01`, `Corp 1`", nullable=True)
_RISK_ID = Column(
    "risk_id",
    "string",
    "The identifier in its canonical spelling: `CR1`, `CO1`, `CORP1`. Numbers are reused: which risk it is in "
    "another edition is said by lineage_id",
)
_LINEAGE = Column(
    "lineage_id",
    "string",
    "The same risk across editions, whatever number it bears: the organisation and a readable slug, such as "
    "`lancashire/core-systems`; null where the edition has no known quarter",
    nullable=True,
    references="threads.lineage_id",
)
_TITLE = Column("title", "string", "Short name, as printed", nullable=True)
_PAGE = Column("page", "int16", "Page of the file; null where the format has none", nullable=True, minimum=1)
_PAGE_FIRST = replace(_PAGE, name="page_first", description="First page it stands on; null where there are none")
_PAGE_LAST = replace(_PAGE, name="page_last", description="Last page it stands on; null where there are none")
_LOCATOR = Column(
    "locator",
    "string",
    "Where in the file a person finds it, such as `table 1, rows 4–5`",
    nullable=True,
)
_DIRECTION_RAW = Column("direction_raw", "string", "Direction of travel as printed", nullable=True)
_DIRECTION = Column(
    "direction",
    "string",
    "Direction of travel: `up`, `level` or `down` for the score; `improving` or `worsening` where the paper says "
    "only that",
    nullable=True,
    allowed=_DIRECTIONS,
)
_TARGET_DATE_RAW = Column("target_date_raw", "string", "Target date as printed: `March 2022/Ongoing`", nullable=True)
_TARGET_DATE = Column(
    "target_date",
    "date32",
    "Target date; a month stands for its last day, and no date at all (`Ongoing`) is null",
    nullable=True,
)


def _score(name: str, description: str) -> Column:
    return Column(name, "int8", description, nullable=True, unit="points", minimum=1, maximum=25)


def _grade(name: str, description: str) -> Column:
    return Column(name, "int8", description, nullable=True, minimum=1, maximum=5)


_LIKELIHOODS = "1 rare, 2 unlikely, 3 possible, 4 likely, 5 certain; only where printed"
_IMPACTS = "1 insignificant, 2 minor, 3 moderate, 4 major, 5 catastrophic or outstanding; only where printed"
_CURRENT_SCORE = _score("current_score", "Score at the time of the edition: likelihood times impact")
_TARGET_SCORE = _score("target_score", "Score aimed at; until 2020 the papers call it the residual score")


ENTRIES = Table(
    "entries",
    "One row per risk or opportunity per edition of the register.",
    ("entry_id",),
    (
        _ENTRY_ID,
        _REGISTER,
        _ORGANISATION,
        _FISCAL_YEAR,
        _QUARTER,
        Column("period_end", "date32", "Last day of the quarter", nullable=True),
        _KIND,
        _ID_RAW,
        _RISK_ID,
        _LINEAGE,
        replace(
            _TITLE,
            description="Short name: the title of a card or report; in a table without titles the first paragraph "
            "of the description",
        ),
        Column("description", "string", "The whole description cell, or the summary a report gives", nullable=True),
        Column(
            "detail",
            "string",
            "`full` where the register itself was read, `summary` where only a covering report lists the entry",
            allowed=("full", "summary"),
        ),
        Column("types_raw", "string", "Risk types as printed: `People/Service delivery`", nullable=True),
        Column(
            "risk_types",
            "list<string>",
            "Risk types, each in lower case: [`people`, `service delivery`]",
            nullable=True,
        ),
        _CURRENT_SCORE,
        _grade("current_likelihood", f"Likelihood now: {_LIKELIHOODS}"),
        _grade("current_impact", f"Impact now: {_IMPACTS}"),
        _TARGET_SCORE,
        _grade("target_likelihood", f"Likelihood aimed at: {_LIKELIHOODS}"),
        _grade("target_impact", f"Impact aimed at: {_IMPACTS}"),
        Column("current_score_raw", "string", "The current score as printed: `16 Major/ Likely`", nullable=True),
        Column("target_score_raw", "string", "The target or residual score as printed", nullable=True),
        Column("owner_raw", "string", "Owner of the risk as printed", nullable=True),
        Column("owners", "list<string>", "The owners' roles, each spelt one way", nullable=True),
        _DIRECTION_RAW,
        _DIRECTION,
        _TARGET_DATE_RAW,
        _TARGET_DATE,
        Column(
            "target_confidence_raw",
            "string",
            "Confidence that the target is reached, as a card prints it",
            nullable=True,
        ),
        Column(
            "target_confidence",
            "string",
            "Confidence that the target is reached; read from the cell's fill where it has no text",
            nullable=True,
            allowed=_RATINGS,
        ),
        Column(
            "superseded",
            "bool",
            "Whether a later paper revised this edition: leave these rows out, unless it is revisions you ask for",
        ),
        _DOCUMENT,
        _PAGE_FIRST,
        _PAGE_LAST,
        _LOCATOR,
    ),
)

STATEMENTS = Table(
    "statements",
    "One row per bullet or paragraph of an entry.",
    ("entry_id", "field", "position"),
    (
        _ENTRY,
        _REGISTER,
        _RISK_ID,
        _LINEAGE,
        _FISCAL_YEAR,
        _QUARTER,
        Column(
            "field",
            "string",
            "What the statement is about: `consequence` (consequences or benefits), `control` (current controls), "
            "`action` (mitigating or maximising actions), `progress` (progress to date)",
            allowed=("consequence", "control", "action", "progress"),
        ),
        Column("position", "int16", "Order within the field of the entry, from 0", minimum=0),
        Column("level", "int8", "0 paragraph, 1 bullet, 2 and more nested bullet", minimum=0),
        Column(
            "heading",
            "string",
            "The line without a bullet that heads this bullet; that line is a statement of its own, of level 0",
            nullable=True,
        ),
        Column("text", "string", "The statement, without its bullet"),
        Column("owner", "string", "Owner of the control or action, as printed", nullable=True),
        _PAGE,
        Column(
            "bbox",
            "list<float32>",
            "Where it stands on the page: x0, top, x1, bottom from the page's top left corner (PDF only)",
            nullable=True,
            unit="points",
        ),
    ),
)

REGISTERS = Table(
    "registers",
    "One row per edition of the register.",
    ("register_id",),
    (
        _REGISTER_ID,
        _ORGANISATION,
        replace(_TITLE, description="Title as printed"),
        Column("period_label", "string", "The period as printed: `Quarter 2 2019/20`", nullable=True),
        _FISCAL_YEAR,
        _QUARTER,
        Column(
            "revision",
            "int8",
            "1 for the first issue of an edition, 2 for the first revision of it; its identifier ends in `-r2`",
            minimum=1,
        ),
        replace(
            _or_null(_REGISTER_ID),
            name="superseded_by",
            references="registers.register_id",
            description="The revision that took this one's place; null for the one that stands",
        ),
        Column("paper_date", "date32", "Date of the meeting its paper was for, where the paper says", nullable=True),
        Column("period_start", "date32", "First day of the quarter", nullable=True),
        Column("period_end", "date32", "Last day of the quarter", nullable=True),
        Column(
            "layout",
            "string",
            "The shape it was printed in: a table with a row per entry, a card per entry, or a covering report",
            allowed=("register_table", "risk_cards", "report"),
        ),
        _DOCUMENT,
        _PAGE_FIRST,
        _PAGE_LAST,
        Column("n_risks", "int16", "Number of risks", unit="entries", minimum=0),
        Column("n_opportunities", "int16", "Number of opportunities", unit="entries", minimum=0),
        Column(
            "sources",
            "list<string>",
            "Every document that holds this edition; the one used is document_id",
            pattern=_SHA256.pattern,
            references="documents.document_id",
        ),
    ),
)

PROFILES = Table(
    "profiles",
    "One row per line of a summary risk profile.",
    ("register_id", "risk_id"),
    (
        _REGISTER,
        _RISK_ID,
        _ID_RAW,
        _KIND,
        _TITLE,
        _CURRENT_SCORE,
        _TARGET_SCORE,
        _TARGET_DATE_RAW,
        _TARGET_DATE,
        *(
            Column(
                f"confidence_q{quarter}",
                "string",
                f"Confidence, in quarter {quarter}, that the target is reached; read from the cell's fill where it "
                "has no text",
                nullable=True,
                allowed=_RATINGS,
            )
            for quarter in (1, 2, 3, 4)
        ),
        _DIRECTION_RAW,
        _DIRECTION,
        _DOCUMENT,
        _PAGE,
        _LOCATOR,
    ),
)

EVENTS = Table(
    "events",
    "One row per change that a report, minutes or a decision states.",
    ("event_id",),
    (
        Column("event_id", "string", "The event; the same papers give the same one"),
        _DOCUMENT,
        _or_null(_ORGANISATION),
        Column("date", "date32", "Date of the meeting or decision", nullable=True),
        _FISCAL_YEAR,
        _QUARTER,
        _or_null(_KIND),
        _ID_RAW,
        _or_null(_RISK_ID),
        replace(
            _ID_RAW,
            name="other_id_raw",
            description="The identifier of the other entry as printed: the new number of what was `renumbered` (id_raw "
            "is the old one), what it was `merged` into, or what came out of it when it was `split`; null for any "
            "other event",
        ),
        replace(
            _RISK_ID,
            name="other_risk_id",
            description="The identifier of the other entry in its canonical spelling; null for any other event",
            nullable=True,
        ),
        Column(
            "event",
            "string",
            "What was done to the entry; a merger or a split has one event for each two entries",
            allowed=(
                "added",
                "removed",
                "score_increased",
                "score_decreased",
                "confidence_changed",
                "amended",
                "retained",
                "renumbered",
                "merged",
                "split",
            ),
        ),
        replace(_TITLE, description="Short name of the entry, as the sentence or its heading gives it"),
        Column("text", "string", "The sentence that states it"),
        Column("stated_in", "string", "What sort of paper states it", allowed=("report", "minutes", "decision")),
        replace(_LINEAGE, description="The risk or opportunity it is about; null where no entry answers to it"),
        _PAGE,
    ),
)

LINEAGE = Table(
    "lineage",
    "One row per link between the entries of two editions.",
    ("from_entry_id", "to_entry_id"),
    (
        replace(_ENTRY, name="from_entry_id", description="The entry of the earlier edition"),
        replace(_ENTRY, name="to_entry_id", description="The entry of the later edition"),
        Column(
            "relation",
            "string",
            "How the later entry stems from the earlier: it `continues` it, is `split` from it, has it `merged` into "
            "itself, or is only `related`",
            allowed=RELATIONS,
        ),
        Column(
            "method",
            "string",
            "How the link was found: set by a person (`curated`), stated by a paper (`event`), or by the likeness of "
            "the entries (`similarity`)",
            allowed=METHODS,
        ),
        Column(
            "status",
            "string",
            "`confirmed` where curated, stated, or alike enough; a `proposed` link awaits review and changes no "
            "lineage_id",
            allowed=STATUSES,
        ),
        Column(
            "score", "float64", "Likeness of the two entries; null where curated", nullable=True, minimum=0, maximum=1
        ),
        Column("evidence", "string", "Why the two are held to be linked: words, statements, owner, number, or a paper"),
    ),
)

THREADS = Table(
    "threads",
    "One row per risk or opportunity followed through the editions.",
    ("lineage_id",),
    (
        replace(_LINEAGE, nullable=False, references=None),
        Column("name", "string", "Its name in the newest edition that has it"),
        _KIND,
        replace(_REGISTER, name="first_register_id", description="The first edition that has it"),
        replace(_REGISTER, name="last_register_id", description="The last edition that has it"),
        Column("n_editions", "int16", "Number of editions that have it", unit="editions", minimum=1),
        Column(
            "former_ids",
            "list<string>",
            "The lineage_ids that some of its entries had in this history before, which no thread has now",
            nullable=True,
        ),
        Column("open", "bool", "Whether it is still on the newest register"),
    ),
)

DOCUMENTS = Table(
    "documents",
    "One row per file offered, whatever became of it.",
    ("path",),
    (
        replace(
            _SHA256,
            description="SHA-256 of the file, in hexadecimal; two paths may hold the same file, and it is null where "
            "the file could not even be opened",
            nullable=True,
        ),
        Column("path", "string", "Path relative to the raw folder, with forward slashes"),
        Column(
            "format",
            "string",
            "Format by content, not by name; null where unknown",
            nullable=True,
            allowed=("pdf", "docx", "html", "doc", "text"),
        ),
        Column("bytes", "int64", "Size of the file", nullable=True, unit="bytes", minimum=0),
        Column(
            "pages",
            "int16",
            "Number of pages; null where the format has none",
            nullable=True,
            unit="pages",
            minimum=0,
        ),
        Column(
            "status",
            "string",
            "What became of it",
            allowed=("ingested", "no_register", "duplicate", "failed"),
        ),
        Column("error_code", "string", "Short word for why it could not be read", nullable=True),
        Column("error", "string", "Why it could not be read, and what can be done", nullable=True),
        Column(
            "kind",
            "string",
            "What sort of paper it is; null where it could not be read",
            nullable=True,
            allowed=("register", "agenda_pack", "report", "decision", "other"),
        ),
        Column("date", "date32", "Date of the meeting or decision the paper is of, where it says", nullable=True),
        Column("sample", "bool", "Whether it is one of the project's made-up samples: then the whole history is"),
        Column("n_registers", "int16", "Editions found in it", unit="editions", minimum=0),
        Column("n_entries", "int16", "Entries found in it", unit="entries", minimum=0),
        Column("n_events", "int16", "Events found in it", unit="events", minimum=0),
    ),
)

FINDINGS = Table(
    "findings",
    "One row per thing a careful reader would query.",
    (),
    (
        Column("code", "string", "What was found; the codes are explained below", allowed=tuple(Code)),
        Column("severity", "string", "How grave it is", allowed=SEVERITIES),
        _or_null(_DOCUMENT),
        _or_null(_REGISTER),
        _or_null(_ENTRY),
        Column("field", "string", "The column or printed field it is about", nullable=True),
        Column("message", "string", "What was found, in a sentence"),
        Column("value", "string", "The words or number in question, as printed", nullable=True),
        _PAGE,
        _LOCATOR,
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (ENTRIES, STATEMENTS, REGISTERS, PROFILES, EVENTS, LINEAGE, THREADS, DOCUMENTS, FINDINGS)
}
"""The whole history, by name."""
