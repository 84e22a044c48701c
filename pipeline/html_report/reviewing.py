"""What waits for a person: links to decide, headings to confirm, doubts to look at; each with the line to paste."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.findings import Code
from normalise.lineage.crosswalk import Crosswalk
from pipeline.history.findings import Found
from pipeline.history.remedies import lines_to_add
from pipeline.history.review.proposals import lines_to_paste
from pipeline.html_report.contents import Contents
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import EntryRow, LinkRow


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed link, the two entries, and the crosswalk lines that decide it."""

    link: LinkRow
    earlier: EntryRow
    later: EntryRow
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding that a person should look at, and the lines to paste where some settle it."""

    row: FindingRow
    path: str | None
    lines: tuple[str, ...]
    first: bool
    """Whether it is the first about its entry, so that links to that entry's doubts lead to it."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """The findings of one code."""

    code: Code
    number: int
    found: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What waits for a person about one organisation."""

    organisation: str
    proposals: tuple[Proposal, ...]
    doubts: tuple[Doubts, ...]


def review_of(contents: Contents, organisation: str, crosswalks: Sequence[Crosswalk]) -> ReviewPage:
    """What waits for a person; the gravest first, headings to confirm before other warnings."""
    own = [row for row in contents.doubts if organisation in contents.about(row)]
    groups: dict[Code, list[FindingRow]] = {}
    for row in own:
        groups.setdefault(row.code, []).append(row)
    order = list(Code)
    codes = sorted(
        groups, key=lambda code: (code.severity != "error", code != Code.INFERRED_HEADING, order.index(code))
    )
    proposals = (
        Proposal(link, *contents.review.ends_of(link), tuple(lines_to_paste(contents.review, link, crosswalks)))
        for link in contents.review.proposals
        if contents.review.ends_of(link)[0].organisation == organisation
    )
    seen: set[str | None] = {None}
    return ReviewPage(
        organisation,
        tuple(proposals),
        tuple(
            Doubts(code, sum(row.count for row in groups[code]),
                   tuple(_doubt(contents, row, seen) for row in groups[code]))
            for code in codes
        ),
    )  # fmt: skip


def _doubt(contents: Contents, row: FindingRow, seen: set[str | None]) -> Doubt:
    first = row.entry_id not in seen
    seen.add(row.entry_id)
    found = Found(row, contents.paths.get(row.document_id or ""))
    return Doubt(row, found.path, lines_to_add(row.code, [found]), first)
