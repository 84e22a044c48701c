"""What a reader must know of a comparison before its changes: what is not compared, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.history.comparison.compare import Comparison
from pipeline.history.comparison.entry import STATEMENT_OWNER
from pipeline.store import tables


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
                f"{count} {'entry' if count == 1 else 'entries'} of {edition.register_id} without a lineage: compared "
                f"with nothing, and printed as {change}."
            )


def not_compared_everywhere(comparison: Comparison) -> tuple[str, ...]:
    """The fields that no entry could be compared in, since a report only lists one edition."""
    uncompared = [set(kept.uncompared) for kept in comparison.kept]
    every = set.intersection(*uncompared) if uncompared else set()
    return tuple(name for name in comparison.kept[0].uncompared if name in every) if every else ()


def label(name: str) -> str:
    """What a field is called in print."""
    return "owners of controls and actions" if name == STATEMENT_OWNER else tables.label(name)


def listed(names: Sequence[str], link: str = "and") -> str:
    """Names in a sentence: ``a, b and c``."""
    return f" {link} ".join(filter(None, (", ".join(names[:-1]), names[-1])))
