"""Whether papers of one edition are sources of one issue, or a later one revised it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from extractors.findings import Code
from normalise.keys import revision_id
from normalise.values.text import folded
from pipeline.rows.assemble import Edition
from pipeline.rows.findings import finding_row
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import EntryRow, EvidenceRow, ProfileRow, RegisterRow, StatementRow, entry_fields

Row = TypeVar("Row", RegisterRow, EntryRow, StatementRow, ProfileRow, FindingRow, EvidenceRow)

_REVISED = re.compile(r"\brevis(?:ed|ion)\b|\bamended\b|\bversion [2-9]\b", re.IGNORECASE)
"""What the title of a register says that takes the place of another."""

_REWRITTEN = 0.05
"""So much of its statements must a revision have changed, where no value and no entry differs: less than this may be
how two formats of the same paper are read."""


def part_revisions(sources: Sequence[Edition]) -> list[list[Edition]]:
    """The sources of an edition, the preferred first, parted into its issues, the earliest first.

    A paper revises the edition if it is of a later meeting, or its title says so, *and* it gives other values. One that
    says the same is another source of what went before; one without a date belongs to the issue it is closest to, and
    so does a text rendering, whose differences may be damage.
    """
    parts: dict[tuple[bool, date], list[Edition]] = {}
    undated = []
    for edition in sources:
        day = edition.register.paper_date
        revised = _REVISED.search(edition.register.title or "") is not None
        if edition.paper.format == "text" or (day is None and not revised):
            undated.append(edition)
        else:
            parts.setdefault((revised, day or date.min), []).append(edition)
    issues: list[list[Edition]] = []
    for key in sorted(parts):
        if issues and not _revises(parts[key][0], issues[-1][0]):
            issues[-1] += parts[key]
        elif not issues and key[0] and undated:  # what it revised has no date
            first = [edition for edition in undated if edition.paper.format != "text"] or undated
            undated = [edition for edition in undated if edition not in first]
            issues += [first, parts[key]] if _revises(parts[key][0], first[0]) else [first + parts[key]]
        else:
            issues.append(parts[key])
    if not issues:
        return [list(sources)]
    for edition in undated:
        min(issues, key=lambda issue: _distance(edition, issue[0])).append(edition)
    return [[edition for edition in sources if edition in issue] for issue in issues]


def superseding(issues: Sequence[Edition]) -> Iterator[Edition]:
    """The issues of an edition, each but the first under an identifier of its own, and each but the last superseded."""
    named = [issue if number == 1 else _renamed(issue, number) for number, issue in enumerate(issues, 1)]
    for issue, later in zip(named, [*named[1:], None], strict=True):
        if later is None:
            yield issue
            continue
        register = replace(issue.register, superseded_by=later.register_id)
        entries = [replace(row, superseded=True) for row in issue.entries]
        later.findings.append(_revision(issue, later))
        yield replace(issue, register=register, entries=entries)


def _revises(later: Edition, earlier: Edition) -> bool:
    ours, theirs = _by_key(later), _by_key(earlier)
    if ours.keys() != theirs.keys():
        return True
    revising = [field.printed for field in entry_fields() if field.revising]
    if any(_folded(row, name) != _folded(theirs[key], name) for key, row in ours.items() for name in revising):
        return True
    return _distance(later, earlier) > _REWRITTEN


def _folded(row: EntryRow, column: str) -> str:
    return folded(getattr(row, column))


def _distance(edition: Edition, other: Edition) -> float:
    """How much of two sources' statements is in one of them only, from 0 to 1."""
    ours, theirs = _said(edition), _said(other)
    return len(ours ^ theirs) / max(1, len(ours | theirs))


def _said(edition: Edition) -> set[tuple[str, str]]:
    rows = ((row.entry_id, row.text) for row in edition.statements)
    described = ((row.entry_id, row.description) for row in edition.entries)
    return {(key, folded(text)) for key, text in (*rows, *described)}


def _by_key(edition: Edition) -> dict[str, EntryRow]:
    return {row.entry_id: row for row in edition.entries}


def _renamed(issue: Edition, number: int) -> Edition:
    """The issue under the identifier of a revision: ``kent-2019-20-q2-r2``."""
    old = issue.register_id
    new = revision_id(old, number)

    def named(row: Row) -> Row:
        keys = {key: getattr(row, key, None) for key in ("register_id", "entry_id")}  # an entry's begins with the other
        return replace(row, **{key: new + value.removeprefix(old) for key, value in keys.items() if value})

    return replace(
        issue,
        register=replace(named(issue.register), revision=number),
        entries=[named(row) for row in issue.entries],
        statements=[named(row) for row in issue.statements],
        profile=[named(row) for row in issue.profile],
        findings=[named(row) for row in issue.findings],
        evidence=[named(row) for row in issue.evidence],
        profile_evidence=[named(row) for row in issue.profile_evidence],
    )


def _revision(earlier: Edition, later: Edition) -> FindingRow:
    message = f"{later.paper.path} revises {earlier.register_id}, which {earlier.paper.path} gave before; both are kept"
    return finding_row(Code.REVISED_EDITION, message, later.paper.document_id, register=later.register_id)
