"""One edition, many sources: which paper's reading is used, which are revisions, and where the others disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from itertools import takewhile
from typing import Any, NamedTuple

from extractors.findings import SEVERITIES, Code
from normalise.values.readers import read_confidence
from normalise.values.text import squeezed
from pipeline.merge.revisions import part_revisions, superseding
from pipeline.read.paper import PREFERENCE
from pipeline.rows.assemble import Edition
from pipeline.rows.findings import finding_row
from pipeline.rows.profiles import profile_conflicts
from pipeline.store.fields import fields_of
from pipeline.store.tables import STATEMENT_FIELDS, EntryRow, FindingRow, ProfileRow, StatementRow

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
        findings += _entry_conflicts(best, other)
    profiled = [edition for edition in (best, *others) if edition.profile]
    profile = profiled[0].profile if profiled else []
    for other in profiled[1:]:
        findings += _profile_conflicts(profiled[0], other)
    if profiled and best.in_full:
        findings += profile_conflicts(profiled[0].paper.document_id, profile, best.entries)
    return replace(best, register=register, findings=findings, profile=profile)


def _aside(row: FindingRow, known: Collection[str]) -> FindingRow:
    """A finding in a source that was not used: one severity lower, because the history does not use it."""
    milder = SEVERITIES[min(SEVERITIES.index(row.severity) + 1, len(SEVERITIES) - 1)]
    return replace(row, severity=milder, entry_id=row.entry_id if row.entry_id in known else None)


def _rank(edition: Edition) -> tuple[bool, int, int, str]:
    file_format = edition.paper.format or "text"
    return file_format == "text", -len(edition.entries), PREFERENCE.index(file_format), edition.paper.path


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
    return finding_row(
        Code.SUMMARY_NOT_USED, message, listed.paper.document_id, register=listed.register_id,
        page=listed.register.page_first,
    )  # fmt: skip


def _profile_conflicts(best: Edition, other: Edition) -> Iterator[FindingRow]:
    """Where two summary profiles of one edition differ, in a value or a line."""
    ours, theirs = ({row.risk_id: row for row in edition.profile} for edition in (best, other))
    for risk_id in sorted(ours.keys() | theirs.keys()):
        if risk_id in ours and risk_id in theirs:
            for difference in _value_differences(ours[risk_id], theirs[risk_id], other.paper.format):
                message = f"{risk_id} in the summary profile: {difference.between(best, other)}"
                yield _conflict(best, ours[risk_id], message, difference)
        else:
            has, has_not = (best, other) if risk_id in ours else (other, best)
            message = f"{risk_id} is in the summary profile of {has.paper.path} and not in that of {has_not.paper.path}"
            yield _conflict(has, (ours if risk_id in ours else theirs)[risk_id], message)


def _entry_conflicts(best: Edition, other: Edition) -> Iterator[FindingRow]:
    """Where two sources of one edition differ in an entry, or only one of them has it."""
    ours, theirs = ({row.entry_id: row for row in edition.entries} for edition in (best, other))
    our_lines, their_lines = _statements(best), _statements(other)
    for key, row in ours.items():
        if key not in theirs:
            yield _conflict(best, row, f"{row.id_raw}: not in {other.paper.path}")
            continue
        for difference in (
            *_value_differences(row, theirs[key], other.paper.format),
            *_statement_differences(our_lines[key], their_lines[key]),
        ):
            yield _conflict(best, row, f"{row.id_raw}: {difference.between(best, other)}", difference)
    for key, row in theirs.items():
        if key not in ours:
            # It belongs to the paper that has it; the history does not.
            message = f"{row.id_raw}: not in {best.paper.path}, which was used"
            yield replace(_conflict(other, row, message), entry_id=None)


class _Difference(NamedTuple):
    """What two sources have in a column or field: their texts, and the value of the second."""

    name: str
    ours: str | None
    theirs: str | None
    value: str | None = None

    def between(self, best: Edition, other: Edition) -> str:
        """Both texts in quotes, each with the paper it is in."""
        ours, theirs = _apart(self.ours, self.theirs)
        return f"{ours} in {best.paper.path}, {theirs} in {other.paper.path}"


def _value_differences(
    ours: EntryRow | ProfileRow, theirs: EntryRow | ProfileRow, their_format: str | None
) -> Iterator[_Difference]:
    """Where two rows differ in a value; a rating of which a text rendering has lost the colour is no difference."""
    table: type = type(ours)
    for field in fields_of(table):
        one, two = (_text(getattr(row, field.printed)) for row in (ours, theirs))
        lost = their_format == "text" and two is None and field.read is read_confidence
        if field.compared and not lost and not _alike(one, two):
            yield _Difference(field.printed, one, two, two)


def _statement_differences(
    ours: Mapping[str, Sequence[str]], theirs: Mapping[str, Sequence[str]]
) -> Iterator[_Difference]:
    """Where the statements of an entry differ, field by field: the first of each source that the other has not."""
    for name in STATEMENT_FIELDS:
        said, also = ours.get(name, ()), theirs.get(name, ())
        if not _alike("".join(said), "".join(also)):
            yield _Difference(name, _first_not_in(said, also), _first_not_in(also, said))


def _statements(edition: Edition) -> Mapping[str, Mapping[str, list[str]]]:
    """The texts of an edition's statements, by entry and field."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in edition.statements:
        found[row.entry_id][row.field].append(row.text)
    return found


def _first_not_in(lines: Sequence[str], others: Sequence[str]) -> str:
    return next((line for line in lines if not any(_alike(line, other) for other in others)), "")


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two texts say the same but for white space: a PDF does not always show a blank at a line's end."""
    return squeezed(one) == squeezed(other)


def _apart(one: str | None, other: str | None) -> tuple[str, str]:
    """Two texts in quotes, shortened to where they part."""
    texts = [" ".join((text or "").split()) for text in (one, other)]
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*texts, strict=False)))
    start = max(0, shared - 20)
    shown = [_short(text[start:]) for text in texts]
    before = "…" if start else ""
    quoted = [f"'{before}{text}'" if text else "nothing" for text in shown]
    return quoted[0], quoted[1]


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def _conflict(
    edition: Edition, row: EntryRow | ProfileRow, message: str, difference: _Difference | None = None
) -> FindingRow:
    return finding_row(
        Code.SOURCE_CONFLICT, message, edition.paper.document_id, register=row.register_id,
        entry=row.entry_id if isinstance(row, EntryRow) else None, field=difference.name if difference else None,
        value=difference.value if difference else None, page=row.page_first if isinstance(row, EntryRow) else row.page,
        locator=row.locator,
    )  # fmt: skip
