"""What a reader has to know of a comparison as a whole: its two papers, and how much changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.cli.screens.places import pages
from pipeline.cli.screens.terminal import counted
from pipeline.history.comparison.compare import Comparison, Edition
from pipeline.history.comparison.entry import Change, compared_names
from pipeline.history.comparison.notes import label
from pipeline.store.tables import entry_fields

VERBS = {
    "statement_reworded": "reworded", "statement_dropped": "dropped", "statement_added": "added",
    "statement_moved": "moved",
}  # fmt: skip
"""What happened to a statement, in the order it is printed."""


def paper(edition: Edition) -> str:
    """An edition, what it holds, and on a second line the paper it was read from."""
    register = edition.register
    superseded = f", superseded by {register.superseded_by}" if register.superseded_by else ""
    risks = counted(register.n_risks, "risk")
    opportunities = counted(register.n_opportunities, "opportunity", "opportunities")
    read = ", ".join(filter(None, (edition.path or "a paper that is not listed", pages(register))))
    return f"{edition.register_id}{superseded}: {risks} and {opportunities}\n{read}"


def summary(comparison: Comparison) -> Iterator[str]:
    """The counts: of entries, of what changed in how many of them, of statements."""
    changed = [kept for kept in comparison.kept if kept.changes]
    yield (
        f"{len(comparison.added)} added, {len(comparison.removed)} removed, {len(changed)} changed, "
        f"{len(comparison.kept) - len(changed)} unchanged."
    )
    topics = Counter(topic for kept in changed for topic in {_topic(change) for change in kept.changes})
    order = ("risk_id", "title", "description", *compared_names())
    if counts := ", ".join(f"{label(topic)} of {topics[topic]}" for topic in order if topics[topic]):
        yield f"Changed: {counts}."
    if statements := statement_counts([change for kept in changed for change in kept.changes]):
        yield f"Statements: {statements}."


def statement_counts(changes: Sequence[Change]) -> str:
    """``1 reworded, 3 dropped (1 perhaps reworded or moved)``; "" where no statement changed."""
    counts = Counter(VERBS.get(change.kind) for change in changes)
    near = Counter(VERBS.get(change.kind) for change in changes if change.nearest)
    return ", ".join(
        f"{counts[verb]} {verb}" + (f" ({near[verb]} perhaps reworded or moved)" if near[verb] else "")
        for verb in VERBS.values()
        if counts[verb]
    )


def _topic(change: Change) -> str:
    """What a change is counted under: the column of a value's normal form, or the field of a statement."""
    name = change.field
    return next((field.part_of or field.column for field in entry_fields() if name in (field.column, field.raw)), name)
