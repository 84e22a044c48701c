"""Findings as a person reads them: a line each, and the list of all that were asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields
from itertools import groupby

from extractors.findings import SEVERITIES
from pipeline.cli.screens.terminal import counted, open_console, print_csv
from pipeline.history.findings import Found, Sort, group_of
from pipeline.rows.locators import where
from pipeline.store.finding_row import FindingRow

NOUNS = {"error": "error", "warning": "warning", "info": "note"}
"""What a finding of each severity is called where they are counted."""


def print_findings(findings: Sequence[Found], sort: Sort) -> None:
    """Print findings under what they are sorted by; that value is not repeated in their lines."""
    console = open_console()
    for group, members in groupby(findings, key=lambda found: group_of(found, sort)):
        console.print(group, style="bold")
        for found in members:
            row = found.row
            source = found.path or row.locator or "a file not opened"
            facts: dict[str, str] = {"severity": row.severity, "code": row.code, "paper": source}
            facts.pop(sort, None)
            console.print(f"  {' '.join(facts.values())}: {_with_place(row)}")
        console.print()
    severities = Counter(found.row.severity for found in findings)
    console.print(", ".join(counted(severities[severity], NOUNS[severity]) for severity in SEVERITIES) + ".")


def print_findings_csv(findings: Sequence[Found]) -> None:
    """Print findings as comma-separated values, with the path of the paper first."""
    names = [column.name for column in fields(FindingRow)]
    rows = ({"path": found.path} | {name: getattr(found.row, name) for name in names} for found in findings)
    print_csv(["path", *names], rows)


def finding_line(finding: FindingRow) -> str:
    """A finding under the paper, edition or entry it is about: severity, code, message and place."""
    return f"  ! {finding.severity} {finding.code}: {_with_place(finding)}"


def _with_place(finding: FindingRow) -> str:
    """The message of a finding, and its place in brackets."""
    if not finding.page and not finding.locator:
        return finding.message
    more = f" and {finding.count - 1} more" if finding.count > 1 else ""
    return f"{finding.message} ({where(finding.page, finding.locator)}{more})"
