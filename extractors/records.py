"""What a layout hands on: the source's own words with their places, nothing normalised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from extractors.document import Cell, Line
from extractors.findings import Finding
from extractors.places import Place

Kind = Literal["risk", "opportunity"]
Axis = Literal["likelihood", "impact"]
Layout = Literal["register_table", "risk_cards", "report"]

FIELDS = (
    "id", "title", "description", "types", "cause", "consequence", "control", "progress",
    "inherent_score", "inherent_likelihood", "inherent_impact",
    "current_score", "current_likelihood", "current_impact", "action",
    "target_score", "target_likelihood", "target_impact", "owner", "direction", "target_date", "confidence",
)  # fmt: skip
"""The fields a layout can fill, by their canonical names; ``headings.toml`` maps printed headings to these."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One risk or opportunity as printed. ``values`` holds, by canonical field, the lines of its cell.

    A field that the layout has a place for but whose place is empty maps to (); a field without a place is absent.
    """

    kind: Kind | None
    """What its section or the heading row of its table says it is; None where neither does."""
    values: Mapping[str, tuple[Line, ...]]
    places: tuple[Place, ...]
    table: int
    """Which table (or, in a report, which narrative) of the document, counted from 1."""
    rows: tuple[int, int]
    """First and last row in that table (paragraph in that narrative), counted from 1 with its heading row."""
    line_owners: Mapping[str, tuple[Line | None, ...]] = field(default_factory=dict)
    """By field, the owner printed beside each of its lines, where the layout prints one (``control``, ``action``)."""
    fills: Mapping[str, Cell] = field(default_factory=dict)
    """By field, its cell with its colour, where the layout reads one (``confidence``)."""
    likely_kind: Kind | None = None
    """What words say that may stand over both kinds (``Risk ID``): plain letters of its identifier count more."""
    findings: tuple[Finding, ...] = ()
    """What a layout noticed about this entry, by field; what is to be said of one line stands on the line."""
    first: Mapping[str, Axis] = field(default_factory=dict)
    """By field of a score, the axis that its heading says a product (``5 x 4``) gives first."""
    turned: bool = False
    """Whether it takes columns of its table, and not rows."""
    by_period: Mapping[str, Mapping[str, tuple[Line, ...]]] = field(default_factory=dict)
    """By field, what columns of several periods hold of it, by their headings (``Score Q1``): one is the entry's."""
    inferred: frozenset[str] = frozenset()
    """The fields whose heading was understood by more than its words."""


@dataclass(frozen=True, slots=True)
class Register:
    """One edition of the register found in a document: its title as printed and its entries in order.

    Of the layout ``report`` it is no register but the list of its entries in a covering report, each with an ``id``,
    a ``title`` and a ``description``.
    """

    title: str
    place: Place | None
    layout: Layout
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...] = ()
    context: tuple[Line, ...] = ()
    """Lines before the register that may speak of it, nearest first."""


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One line of a summary profile: its fields as printed, and by quarter (1 to 4) the cell of its confidence."""

    kind: Kind | None
    values: Mapping[str, tuple[Line, ...]]
    confidence: Mapping[int, Cell]
    places: tuple[Place, ...]
    table: int
    row: int
    likely_kind: Kind | None = None
    """As in an Entry."""
    findings: tuple[Finding, ...] = ()
    """What a layout noticed about this line, by field."""


def noticed(record: Entry | ProfileLine) -> Iterator[Finding]:
    """What was noticed about a record, and about each line of its values with the field the line is of."""
    yield from record.findings
    for name, lines in record.values.items():
        for finding in (finding for line in lines for finding in line.findings):
            yield replace(finding, field=finding.field or name)


@dataclass(frozen=True, slots=True)
class Profile:
    """The summary profile of one edition. It often names no period: then it is of the register before it."""

    title: str
    place: Place | None
    lines: tuple[ProfileLine, ...]
    findings: tuple[Finding, ...] = ()
    context: tuple[Line, ...] = ()
    """Lines before the profile that may speak of it, nearest first."""


@dataclass(frozen=True, slots=True)
class Narrative:
    """What a covering report, minutes or a decision page tell of the register: an item of a paper, in its own words.

    ``title`` is the heading that speaks of the register; ``lines`` are the paragraphs and list items under it, up to
    the next item; ``dates`` are lines that may say when the meeting was or the decision was taken, the surest first;
    ``listing`` are the entries it lists one by one, each under a heading of its own.
    """

    kind: Literal["report", "minutes", "decision"]
    title: str
    place: Place | None
    lines: tuple[Line, ...]
    dates: tuple[Line, ...] = ()
    listing: tuple[Entry, ...] = ()
    findings: tuple[Finding, ...] = ()
    context: tuple[Line, ...] = ()
    """Other lines of the paper that may name the register's period or its organisation, nearest first."""
    names_register: bool = True
    """Whether it says that it is about the risk register; where not, the entries it names may be another register's."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the layouts found in one document; ``findings`` are about tables that are read as no register."""

    registers: tuple[Register, ...] = ()
    profiles: tuple[Profile, ...] = ()
    narratives: tuple[Narrative, ...] = ()
    findings: tuple[Finding, ...] = ()
