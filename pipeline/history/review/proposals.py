"""Proposed links, with what a person needs to decide on one: both entries, and the crosswalk lines to paste."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from normalise.keys import edition_of
from normalise.lineage.crosswalk import UNTITLED, Crosswalk, crosswalk_line
from normalise.lineage.link import Relation
from pipeline.history.review.threads import Review
from pipeline.store.tables import EntryRow, LinkRow

_TITLE_WORDS = 8
"""So many words of a title are enough to know it by."""


def lines_to_paste(review: Review, link: LinkRow, crosswalks: Sequence[Crosswalk]) -> Iterator[str]:
    """The crosswalk lines that make a proposed link a decision.

    The later entry's, with the relation proposed; before it the earlier's own, unless a crosswalk has its lineage
    already: a lineage has to be there for another entry to continue it. Where it has only the later one's, and the two
    are to be one, it is the earlier entry that joins: a line that took the later one away would contradict it.
    """
    earlier, later = review.ends_of(link)
    lineage, other = str(earlier.lineage_id), str(later.lineage_id)  # what is linked is in a thread
    if _is_curated(lineage, crosswalks):
        yield _line(review, later, lineage, link.relation)
    elif link.relation == "continues" and _is_curated(other, crosswalks):
        yield _line(review, earlier, other, "continues")
    else:
        yield _line(review, earlier, lineage, "continues")
        yield _line(review, later, lineage, link.relation)


def _is_curated(lineage: str, crosswalks: Sequence[Crosswalk]) -> bool:
    """Whether a line continues a lineage, given as ``organisation/slug``: two councils may have one slug."""
    lines = (line for crosswalk in crosswalks for line in crosswalk.lines)
    return any(f"{line.organisation}/{line.lineage}" == lineage and line.relation == "continues" for line in lines)


def source_of(review: Review, entry: EntryRow) -> str:
    """The paper an entry was read in, and its place there."""
    page = "" if entry.page_first is None else f"p. {entry.page_first}, "
    return f"{review.paths[entry.document_id]}, {page}{entry.locator}"


def _line(review: Review, entry: EntryRow, lineage: str, relation: Relation) -> str:
    return crosswalk_line(
        lineage, _edition(entry), entry.risk_id, _short(entry.title), relation, source_of(review, entry)
    )


def _edition(entry: EntryRow) -> str:
    """The edition as the crosswalk names it: a line holds for its revisions too."""
    return edition_of(entry.register_id)


def _short(title: str | None) -> str:
    return " ".join((title or UNTITLED).split()[:_TITLE_WORDS])
