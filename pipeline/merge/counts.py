"""Whether an edition has as many entries as its organisation's folder says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractors.findings import Code
from normalise.organisations.known import Organisations
from normalise.organisations.organisation import Counts
from pipeline.rows.findings import finding_about
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import RegisterRow


def count_findings(registers: Iterable[RegisterRow], organisations: Organisations) -> Iterator[FindingRow]:
    """A finding for every edition whose entries are more or fewer than a person has counted on the page."""
    for row in registers:
        expected = organisations.called(row.organisation).expected.get(row.register_id)
        if expected is None:
            continue
        read = Counts(row.n_risks, row.n_opportunities)
        differing = [
            f"{kind}: {number} instead of {counted}"
            for kind, number, counted in zip(Counts._fields, read, expected, strict=True)
            if number != counted
        ]
        if differing:
            message = f"this edition has other numbers of entries than expected: {', '.join(differing)}"
            yield finding_about(row, Code.UNEXPECTED_COUNT, message)
