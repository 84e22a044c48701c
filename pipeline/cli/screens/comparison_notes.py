"""What a reader has to know of a comparison as a whole: its two papers, what is not compared, and how much changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.cli.screens.places import pages
from pipeline.cli.screens.terminal import counted
from pipeline.history.comparison.compare import Comparison, Edition
from pipeline.history.comparison.entry import STATEMENT_OWNER, Change, compared_names
from pipeline.store import tables
from pipeline.store.tables import entry_fields

VERBS = {
    "statement_reworded": "reworded", "statement_dropped": "dropped", "statement_added": "added",
    "statement_moved": "moved",
}  # fmt: skip
"""What happened to a statement, in the order it is printed."""


def label(name: str) -> str:
    """What a field is called in print."""
    return "owners of controls and actions" if name == STATEMENT_OWNER else tables.label(name)


def listed(names: Sequence[str], link: str = "and") -> str:
    """Names in a sentence: ``a, b and c``."""
    return f" {link} ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def paper(edition: Edition) -> str:
    """An edition, what it holds, and on a second line the paper it was read from."""
    register = edition.register
    superseded = f", superseded by {register.superseded_by}" if register.superseded_by else ""
    risks = counted(register.n_risks, "risk")
    opportunities = counted(register.n_opportunities, "opportunity", "opportunities")
    read = ", ".join(filter(None, (edition.path or "a paper that is not listed", pages(register))))
    return f"{edition.register_id}{superseded}: {risks} and {opportunities}\n{read}"


def not_compared_everywhere(comparison: Comparison) -> tuple[str, ...]:
    """The fields that no entry could be compared in, since a report only lists one edition."""
    uncompared = [set(kept.uncompared) for kept in comparison.kept]
    every = set.intersection(*uncompared) if uncompared else set()
    return tuple(name for name in comparison.kept[0].uncompared if name in every) if every else ()


def notes(comparison: Comparison) -> Iterator[str]:
    """What a reader must know before the changes: what is not compared, and why."""
    if comparison.backwards:
        yield "The first edition is the later one: what is printed as added was removed, and the other way round."
    editions = comparison.before, comparison.after
    everywhere = [label(name) for name in not_compared_everywhere(comparison)]
    for edition in editions:
        if edition.listed:
            whole = edition.listed == len(edition.entries)
            which = "Its entries are" if whole else f"{edition.listed} of its {len(edition.entries)} entries are"
            yield (
                f"{edition.register_id} was read from a covering report. {which} only listed there, and what it does "
                "not say of an entry is neither gone nor new."
            )
    if everywhere:
        yield f"So nothing is compared in {listed(everywhere)}."
    for side, edition in enumerate(editions):
        if missing := [label(name) for at, name in comparison.unprinted if at == side]:
            yield f"{edition.register_id} prints no {listed(missing, 'or')}: not compared."
    for edition, lone, change in zip(
        editions, (comparison.removed, comparison.added), ("removed", "added"), strict=True
    ):
        if count := sum(each.entry.lineage_id is None for each in lone):
            yield (
                f"{counted(count, 'entry', 'entries')} of {edition.register_id} without a lineage: compared with "
                f"nothing, and printed as {change}."
            )


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
    """``1 reworded, 3 dropped (1 perhaps reworded)``; "" where no statement changed."""
    counts = Counter(VERBS.get(change.kind) for change in changes)
    near = Counter(VERBS.get(change.kind) for change in changes if change.nearest)
    return ", ".join(
        f"{counts[verb]} {verb}" + (f" ({near[verb]} perhaps reworded)" if near[verb] else "")
        for verb in VERBS.values()
        if counts[verb]
    )


def _topic(change: Change) -> str:
    """What a change is counted under: the column of a value's normal form, or the field of a statement."""
    name = change.field
    return next((field.part_of or field.column for field in entry_fields() if name in (field.column, field.raw)), name)
