"""Findings as a person reads them: a line each, and the list of all that were asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from extractors.findings import SEVERITIES
from pipeline.cli.screens.terminal import counted, open_console, print_csv
from pipeline.history.findings import Sort, group_of
from pipeline.store.checks import Row
from pipeline.store.tables import TABLES

NOUNS = {"error": "error", "warning": "warning", "info": "note"}
"""What a finding of each severity is called where they are counted."""


def print_findings(rows: Sequence[Row], sort: Sort) -> None:
    """Print findings under what they are sorted by; that value is not repeated in their lines."""
    console = open_console()
    for group, found in groupby(rows, key=lambda row: group_of(row, sort)):
        console.print(group, style="bold")
        for row in found:
            source = row["path"] or row["locator"] or "a file not opened"
            facts = {"severity": row["severity"], "code": row["code"], "paper": source}
            facts.pop(sort, None)
            line = f"  {' '.join(facts.values())}: {row['message']}"
            console.print(line + (f" ({where})" if (where := _place_of(row)) else ""))
        console.print()
    severities = Counter(row["severity"] for row in rows)
    console.print(", ".join(counted(severities[severity], NOUNS[severity]) for severity in SEVERITIES) + ".")


def print_findings_csv(rows: Sequence[Row]) -> None:
    """Print findings as comma-separated values, with the path of the paper first."""
    names = ["path", *(column.name for column in TABLES["findings"].columns)]
    print_csv(names, rows)


def _place_of(finding: Row) -> str:
    return ", ".join(filter(None, (finding["page"] and f"page {finding['page']}", finding["locator"])))


def finding_line(finding: Row) -> str:
    """A finding under the paper, edition or entry it is about: severity, code, message and place."""
    where = _place_of(finding)
    return f"  ! {finding['severity']} {finding['code']}: {finding['message']}" + (f" ({where})" if where else "")
