"""One edition, many sources: which paper's reading is used, and what of the others is kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields, replace

from extractors.findings import SEVERITIES, Code
from pipeline.merge.conflicts import entry_conflicts, profile_and_entries_conflicts, profile_conflicts
from pipeline.merge.revisions import part_revisions, superseding
from pipeline.read.paper import FORMAT_PREFERENCE
from pipeline.rows.assemble import Edition
from pipeline.rows.findings import finding_about
from pipeline.store.finding_row import FindingRow
from pipeline.store.tables import EntryRow, ProfileRow, StatementRow

_NESTED = 2
"""The level of a nested bullet."""

_PLACES = frozenset(("document_id", "page", "page_first", "page_last", "bbox", "locator"))


def reconcile(editions: Iterable[Edition]) -> list[Edition]:
    """Each edition once, in order of its identifier, and each revision of it after it.

    Of several sources the one with most entries is used, a text rendering last of all, then the preferred format, then
    the first path; but where a source with pages says exactly the same, that one is used, for its values can be
    traced to a page. An edition lists all its sources and keeps what was found in each, one severity lower where it was
    not used; every value in which another differs is a ``source_conflict`` with both. What a covering report lists
    is used only where there is no register.
    """
    by_register: dict[str, list[Edition]] = {}
    for edition in editions:
        by_register.setdefault(edition.register_id, []).append(edition)
    return [issue for key in sorted(by_register) for issue in _issues(by_register[key])]


def _issues(sources: Sequence[Edition]) -> Iterator[Edition]:
    """What is kept of one edition: its first issue, then its revisions."""
    full = [edition for edition in sources if edition.in_full]
    issues = part_revisions(sorted(full, key=_rank)) if full else [sorted(sources, key=_rank)]
    found = [_one_of(issue) for issue in issues]
    if full:
        listed = sorted((edition for edition in sources if not edition.in_full), key=_rank)
        found[0].findings.extend(_not_used(edition) for edition in listed)
    return superseding(found)


def _one_of(sources: Sequence[Edition]) -> Edition:
    """One issue of an edition from its sources, the preferred one first."""
    first = sources[0]
    best = next((edition for edition in sources if _has_pages(edition) and _same(edition, first)), first)
    others = [edition for edition in sources if edition is not best]
    register = replace(
        best.register,
        sources=tuple(edition.paper.document_id for edition in (best, *others) if edition.paper.document_id),
        paper_date=next((day for edition in (best, *others) if (day := edition.register.paper_date)), None),
    )
    findings = list(best.findings)
    known = {row.entry_id for row in best.entries}
    for other in others:
        # What was found in a source that was not used is still true of it; an entry it alone has is no row, though.
        findings += [_aside(row, known) for row in other.findings]
        findings += entry_conflicts(best, other)
    profiled = [edition for edition in (best, *others) if edition.profile]
    profile = profiled[0].profile if profiled else []
    for other in profiled[1:]:
        findings += profile_conflicts(profiled[0], other)
    if profiled and best.in_full:
        findings += profile_and_entries_conflicts(profile, best.entries)
    evidence = profiled[0].profile_evidence if profiled else []
    return replace(best, register=register, findings=findings, profile=profile, profile_evidence=evidence)


def _aside(row: FindingRow, known: Collection[str]) -> FindingRow:
    """A finding in a source that was not used: one severity lower, because the history does not use it."""
    milder = SEVERITIES[min(SEVERITIES.index(row.severity) + 1, len(SEVERITIES) - 1)]
    return replace(row, severity=milder, entry_id=row.entry_id if row.entry_id in known else None)


def _rank(edition: Edition) -> tuple[bool, int, int, str]:
    file_format = edition.paper.format or "text"
    return file_format == "text", -len(edition.entries), FORMAT_PREFERENCE.index(file_format), edition.paper.path


def _has_pages(edition: Edition) -> bool:
    return edition.register.page_first is not None


def _same(edition: Edition, other: Edition) -> bool:
    """Whether two sources say exactly the same, wherever in them it is."""
    return edition is other or all(
        [_without_place(row) for row in ours] == [_without_place(row) for row in theirs]
        for ours, theirs in (
            (edition.entries, other.entries), (edition.statements, other.statements), (edition.profile, other.profile)
        )
    )  # fmt: skip


def _without_place(row: EntryRow | StatementRow | ProfileRow) -> tuple[object, ...]:
    """What a row says; how deep a nested bullet is nested a page shows by a few points of indent, and not always."""
    said = {field.name: getattr(row, field.name) for field in fields(row) if field.name not in _PLACES}
    if isinstance(row, StatementRow):
        said["level"] = min(row.level, _NESTED)
    return tuple(said.values())


def _not_used(listed: Edition) -> FindingRow:
    message = f"{listed.paper.path} lists {len(listed.entries)} entries in summary; the register itself was used"
    return finding_about(listed.register, Code.SUMMARY_NOT_USED, message)
