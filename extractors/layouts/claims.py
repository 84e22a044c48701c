"""Everything the layouts find in one document: each offers claims, and every block is read by the best of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from extractors.bounds import check_reports
from extractors.document import Document, Table, all_findings
from extractors.findings import Code, Finding, gathered
from extractors.layouts import register_table
from extractors.layouts.cards import risk_cards
from extractors.layouts.cards.learnt import with_known_labels
from extractors.layouts.columns import suspected
from extractors.layouts.completed import completed, overlap
from extractors.layouts.drafts import Claim
from extractors.layouts.grid import place_of
from extractors.layouts.narrative import find_narratives
from extractors.layouts.profile import summary_profile
from extractors.layouts.unread import passed_over
from extractors.records import Entry, Profile, ProfileLine, Reading, Register, noticed

_LAYOUTS: tuple[Callable[[Document], Sequence[Claim]], ...] = (
    risk_cards.claims,
    summary_profile.claims,
    register_table.claims,
)
"""Where two get as many entries out of a block, the first wins: a table of a register may go on without headings."""


def wanted(text: str) -> bool:
    """Whether a page's plain text may hold anything a layout reads: the cheap pass over a long paper."""
    return any(layout.wanted(text) for layout in (find_narratives, register_table, risk_cards, summary_profile))


def read_layouts(document: Document) -> Reading:
    """Registers, profiles and narratives of a document, each in the order it stands there.

    A register without an entry is none: what was found in it is said of the paper, unless another layout reads it.

    Raises:
        UnreadableFileError: ``too_large``, for reports longer than any.
    """
    document, learnt = with_known_labels(document)
    offered = _settled(document)
    if not any(_records(claim.record) for claim in offered):
        offered = [*offered, *register_table.claims(document, brief=True)]
    claims = [claim for claim in offered if _records(claim.record)]
    claims += _summaries(document, claims)
    claims.sort(key=lambda claim: min(claim.blocks))
    claims = completed(claims)
    taken = {block for claim in claims for block in claim.blocks}
    empty = [each for each in offered if not _records(each.record) and taken.isdisjoint(each.blocks)]
    records = _audited(document, claims, taken)
    records = _with_learnt(records, learnt)
    narratives = find_narratives.read_narratives(document, taken)
    check_reports(sum(len(narrative.lines) for narrative in narratives))
    return Reading(
        tuple(record for record in records if isinstance(record, Register)),
        tuple(record for record in records if isinstance(record, Profile)),
        narratives,
        gathered((*(finding for claim in empty for finding in claim.record.findings), *_suspects(document, offered))),
    )


def _summaries(document: Document, claims: Sequence[Claim]) -> list[Claim]:
    """Brief tables of the risks of a register of cards: summaries of it."""
    cards = [claim for claim in claims if isinstance(claim.record, Register) and claim.record.layout == "risk_cards"]
    if not cards:
        return []
    taken = frozenset(block for claim in claims for block in claim.blocks)
    brief = register_table.claims(_without(document, taken), brief=True)
    return [claim for claim in brief if any(overlap(claim.record, card.record) for card in cards)]


def _suspects(document: Document, claims: Sequence[Claim]) -> Iterator[Finding]:
    """The first table that shows much of a register of risks, in a document that none was read from."""
    for block in () if claims else document.tables:
        if (shown := suspected(block)) is not None:
            message = f"a table that may be a register of risks is not understood: {shown}"
            yield Finding(Code.NOT_UNDERSTOOD, message, place_of(block.cells))
            return


def _settled(document: Document) -> list[Claim]:
    """What every layout claims once the blocks that another gets more entries out of are taken from it."""
    lost: list[frozenset[int]] = [frozenset() for _ in _LAYOUTS]
    offered = [layout(document) for layout in _LAYOUTS]
    while True:
        best: dict[int, tuple[int, int]] = {}
        for order, claims in enumerate(offered):
            for block, entries in _contested(claims):
                best[block] = max(best.get(block, (-1, 0)), (entries, -order))
        beaten = [
            frozenset(block for block, _ in _contested(claims) if best[block][1] != -order)
            for order, claims in enumerate(offered)
        ]
        if not any(beaten):
            return [claim for claims in offered for claim in claims]
        for order, blocks in enumerate(beaten):
            if blocks:
                lost[order] |= blocks
                offered[order] = _LAYOUTS[order](_without(document, lost[order]))


def _contested(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """The blocks of the claims that hold anything, with the entries that begin there."""
    return (each for claim in claims if _records(claim.record) for each in claim.blocks.items())


def _records(record: Register | Profile) -> Sequence[Entry | ProfileLine]:
    return record.entries if isinstance(record, Register) else record.lines


def _without(document: Document, blocks: frozenset[int]) -> Document:
    """The document with nothing in some of its blocks, which keep their numbers."""
    kept = (Table(0, 0, ()) if number in blocks else block for number, block in enumerate(document.blocks))
    return replace(document, blocks=tuple(kept))


def _audited(document: Document, claims: Sequence[Claim], taken: set[int]) -> list[Register | Profile]:
    """The records, each register with what is to be said of the tables after it that no layout reads.

    What stands before the first is said of that.
    """
    records = [claim.record for claim in claims]
    begins = {min(claim.blocks): at for at, claim in enumerate(claims) if isinstance(claim.record, Register)}
    doubtful = {block for claim in claims for block in claim.doubtful}
    last: int | None = None
    for number, block in enumerate(document.blocks):
        last = begins.get(number, last)
        if begins and isinstance(block, Table) and number not in taken:
            before = claims[last].record if last is not None else None
            assert not isinstance(before, Profile)
            at = next(iter(begins.values())) if last is None else last
            found = passed_over(block, before, doubtful=number in doubtful)
            records[at] = replace(records[at], findings=(*records[at].findings, *found))
    return records


def _with_learnt(records: list[Register | Profile], learnt: tuple[Finding, ...]) -> list[Register | Profile]:
    """The records with what is said of the labels that were learnt; each entry of cards has the fields of these."""
    fields = {finding.field for finding in learnt if finding.field}
    made = [
        replace(record, entries=tuple(replace(each, inferred=each.inferred | fields) for each in record.entries))
        if isinstance(record, Register) and record.layout == "risk_cards"
        else record
        for record in records
    ]
    return [replace(each, findings=(*learnt, *each.findings)) if at == 0 else each for at, each in enumerate(made)]


def unclaimed_findings(document: Document, reading: Reading) -> tuple[Finding, ...]:
    """What is to be said of the document outside the entries and profile lines that were read from it."""
    parts: list[Register | Profile] = [*reading.registers, *reading.profiles]
    records = [record for part in parts for record in _records(part)]
    known = {finding.cause for record in records for finding in noticed(record)}
    return (*(finding for finding in all_findings(document) if finding.cause not in known), *reading.findings)
