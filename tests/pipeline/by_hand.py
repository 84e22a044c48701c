"""Papers by hand: what the pipeline is given once a file has been read."""

from __future__ import annotations

from dataclasses import replace

from extractors.document import Cell, Document, Format, Line
from extractors.findings import Finding
from extractors.layouts.claims import read_layouts
from extractors.places import Place
from extractors.records import Entry, Kind, Narrative, Profile, ProfileLine, Reading, Register
from pipeline.read.paper import ReadPaper
from pipeline.read.read_paper import settle
from pipeline.rows.assemble import Edition, assemble
from tests.layouts.tables import HEADINGS, TITLE, Row, document, table
from tests.organisations import organisations

SHA = "ab" * 32


def paper(
    read: Document,
    *,
    path: str = "a.docx",
    sha: str = SHA,
    file_format: Format = "docx",
    findings: tuple[Finding, ...] = (),
) -> ReadPaper:
    """The paper that a document was read from."""
    found = read_layouts(read)
    reading = Reading(found.registers, findings=found.findings)
    settled = settle(replace(read, format=file_format), reading, path, sha, 1)
    return replace(settled, findings=(*settled.findings, *findings))


def register_paper(*rows: Row, title: str = TITLE, headings: Row = HEADINGS, **about: str) -> ReadPaper:
    """A paper of one register of these rows."""
    return paper(document(title, table(headings, *rows)), **about)  # type: ignore[arg-type]


def edition(*rows: Row, **about: str) -> Edition:
    """The edition that a paper of these rows holds."""
    (held,) = assemble(register_paper(*rows, **about), organisations())
    return held


CARDS = "Corporate Risk & Opportunity Register Q4 2021/22"
_BLOCK = 10
"""Where the cards of a paper made by hand begin."""


def card(identifier: str = "Corp 1", *, kind: Kind = "risk", number: int = 0, fill: str = "", **values: str) -> Entry:
    """A risk card that says the same in every edition but for ``values``; ``number`` counts it within its paper."""
    printed = {
        "id": identifier, "title": f"Title of {identifier}", "description": "Something", "owner": "Director of Finance",
        "current_score": "12", "current_likelihood": "Possible", "current_impact": "Major",
        "target_score": "8", "target_likelihood": "2", "target_impact": "4", "target_date": "March 2022",
        "control": "Audits", "action": "Ask",
    } | values  # fmt: skip
    place = Place(_BLOCK, number)
    fields = {
        name: tuple(Line(text, places=(replace(place, column=column),)) for text in printed[name].splitlines())
        for column, name in enumerate(printed)
    }
    rows = (number + 1, number + 1)
    return Entry(
        kind, fields, (place,), 1, rows, fills={"confidence": Cell(0, 0, fill=fill, places=(place,))} if fill else {}
    )


def profile_line(identifier: str = "Corp1", *, kind: Kind = "risk", fills: str = "", **values: str) -> ProfileLine:
    """A line of a profile that agrees with ``card``; ``fills`` are the colours of its quarters, parted by blanks."""
    printed = {
        "id": identifier, "title": f"Title of Corp {identifier[-1]}", "current_score": "12", "target_score": "8",
        "target_date": "March 2022", "direction": "+ve",
    } | values  # fmt: skip
    cells = {quarter: Cell(0, 0, fill=fill) for quarter, fill in enumerate(fills.split(), 1)}
    fields = {name: (Line(text),) if text else () for name, text in printed.items()}
    return ProfileLine(kind, fields, cells, (Place(20, 1, page=3),), 2, 2)


def cards_paper(
    *entries: Entry,
    title: str = CARDS,
    profile: tuple[ProfileLine, ...] = (),
    narratives: tuple[Narrative, ...] = (),
    path: str = "a.docx",
    sha: str = SHA,
    file_format: Format = "docx",
) -> ReadPaper:
    """A paper of these cards, with a summary profile where it is given lines."""
    registers = (Register(title, Place(0), "risk_cards", entries),) if entries else ()
    profiles = (Profile("Summary Risk Profile", Place(20), profile),) if profile else ()
    return settle(Document(file_format), Reading(registers, profiles, narratives), path, sha, 1)


def narrative(
    *texts: str, title: str = CARDS, day: str = "24 March 2022", listing: tuple[Entry, ...] = ()
) -> Narrative:
    """A covering report of these paragraphs."""
    dates = (Line(f"Meeting to be held on {day}"),) if day else ()
    return Narrative("report", title, Place(0), tuple(Line(text) for text in texts), dates, listing)


def codes(held: Edition) -> list[str]:
    """What was found in an edition, but that its paper does not say whose it is."""
    return [row.code for row in held.findings if row.code != "organisation_assumed"]
