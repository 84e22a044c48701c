"""Findings as a person reads them: by their causes, in a line each, or as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, fields
from itertools import groupby

from extractors.findings import SEVERITIES
from pipeline.cli.screens.causes import NOUNS, print_causes
from pipeline.cli.screens.terminal import Page, counted
from pipeline.history.causes import causes_of
from pipeline.history.findings import Found, Sort, group_of
from pipeline.rows.locators import where
from pipeline.store.finding_row import FindingRow

COLUMNS = ("path", *(field.name for field in fields(FindingRow)))
"""Those of findings as a table: the paper first."""


def print_findings(findings: Sequence[Found], sort: Sort, milder: int) -> None:
    """Print findings by their causes, or under each paper or edition where they are sorted by that.

    ``milder`` is how many there are besides that are less grave than asked for.
    """
    page = Page()
    apart = sort in ("paper", "edition")
    for group, members in groupby(findings, key=lambda found: group_of(found, sort) if apart else ""):
        if apart:
            page.head(group)
        print_causes(page, causes_of(members), under=group if sort == "paper" else None)
    severities = Counter(found.row.severity for found in findings)
    counts = ", ".join(counted(severities[each], NOUNS[each]) for each in SEVERITIES if severities[each])
    rest = f"; {counted(milder, 'milder one')} not shown (--severity info)" if milder else ""
    page.say(f"{counts or 'No findings'}{rest}.", 0)


def finding_rows(findings: Sequence[Found]) -> list[dict[str, object]]:
    """Findings as rows of a table."""
    return [{"path": found.path} | asdict(found.row) for found in findings]


def say_finding(page: Page, finding: FindingRow) -> None:
    """Print a finding under the paper, edition or entry it is about: severity, code, message and place."""
    page.say(f"{finding.severity} {finding.code}: {_with_place(finding)}", 2, 4, "!")


def _with_place(finding: FindingRow) -> str:
    """The message of a finding, and its place in brackets."""
    if not finding.page and not finding.locator:
        return finding.message
    more = f" and {finding.count - 1} more" if finding.count > 1 else ""
    return f"{finding.message} ({where(finding.page, finding.locator)}{more})"
