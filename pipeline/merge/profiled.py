"""Which entry each line of a summary profile sums up, and of which quarter it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pipeline.store.tables import PROFILE, EntryRow, EvidenceRow, ProfileRow, RegisterRow


def with_entries(
    profiles: Iterable[ProfileRow], entries: Iterable[EntryRow], registers: Iterable[RegisterRow]
) -> list[ProfileRow]:
    """The lines with the columns of their edition, and of their entry: the only one of that number in the edition."""
    editions = {row.register_id: row for row in registers}
    numbered: dict[tuple[str, str], list[EntryRow]] = defaultdict(list)
    for entry in entries:
        numbered[entry.register_id, entry.risk_id].append(entry)
    made = []
    for line in profiles:
        edition, meant = editions[line.register_id], numbered[line.register_id, line.risk_id]
        (entry_id, lineage_id) = (meant[0].entry_id, meant[0].lineage_id) if len(meant) == 1 else (None, None)
        made.append(
            replace(
                line, entry_id=entry_id, lineage_id=lineage_id, fiscal_year=edition.fiscal_year,
                quarter=edition.quarter, period_end=edition.period_end,
            )
        )  # fmt: skip
    return made


def of_their_entries(evidence: Iterable[EvidenceRow], profiles: Iterable[ProfileRow]) -> list[EvidenceRow]:
    """Where values stand, those of lines of profiles with the entries that these sum up."""
    lines = {(line.register_id, line.risk_id): line.entry_id for line in profiles}
    return [
        replace(row, entry_id=lines[row.register_id, row.risk_id]) if row.field.startswith(PROFILE) else row
        for row in evidence
    ]
