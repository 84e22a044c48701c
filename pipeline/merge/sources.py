"""One edition, many sources: which paper's reading stands, which are revisions, and where the others disagree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from extractors.findings import SEVERITIES, Code
from normalise.values.text import squeezed
from pipeline.merge.revisions import part_revisions, superseding
from pipeline.read.paper import PREFERENCE, ReadPaper
from pipeline.rows.assemble import Edition
from pipeline.rows.findings import finding_row
from pipeline.rows.profiles import profile_conflicts
from pipeline.rows.statements import STATEMENT_FIELDS
from pipeline.store.checks import Row

_COMPARED = (
    "title", "description", "types_raw", "current_score_raw", "current_likelihood", "current_impact",
    "target_score_raw", "target_likelihood", "target_impact", "owner_raw", "direction_raw", "target_date_raw",
)  # fmt: skip

_PROFILED = (
    "id_raw", "title", "current_score", "target_score", "target_date_raw", "direction_raw",
    "confidence_q1", "confidence_q2", "confidence_q3", "confidence_q4",
)  # fmt: skip

_NESTED = 2
"""The level of a nested bullet."""

_PLACES = frozenset(("document_id", "page", "page_first", "page_last", "bbox", "locator"))


def reconcile(editions: Iterable[Edition]) -> list[Edition]:
    """Each edition once, in order of its identifier, and each revision of it after it.

    Of several sources the one with most entries stands, a text rendering last of all, then the preferred format, then
    the first path; but where a source with pages says the same to the letter, that one stands, for its values can be
    traced to a page. An edition lists all its sources and keeps what was found in each, one severity lower where it was
    not used; every value in which another differs is a ``source_conflict`` with both. What a covering report lists
    stands only where no register does.
    """
    by_register: dict[str, list[Edition]] = {}
    for edition in editions:
        by_register.setdefault(edition.register_id, []).append(edition)
    return [issue for key in sorted(by_register) for issue in _issues(by_register[key])]


def _issues(sources: Sequence[Edition]) -> Iterator[Edition]:
    """What stands of one edition: its first issue, then its revisions."""
    full = [edition for edition in sources if edition.in_full]
    issues = part_revisions(sorted(full, key=_rank)) if full else [sorted(sources, key=_rank)]
    standing = [_one_of(issue) for issue in issues]
    if full:
        listed = sorted((edition for edition in sources if not edition.in_full), key=_rank)
        standing[0].findings.extend(_not_used(edition) for edition in listed)
    return superseding(standing)


def _one_of(sources: Sequence[Edition]) -> Edition:
    """One issue of an edition from its sources, the preferred one first."""
    first = sources[0]
    best = next((edition for edition in sources if _has_pages(edition) and _same(edition, first)), first)
    others = [edition for edition in sources if edition is not best]
    register = best.register | {
        "sources": [edition.paper.document_id for edition in (best, *others)],
        "paper_date": next((day for edition in (best, *others) if (day := edition.register["paper_date"])), None),
    }
    findings = list(best.findings)
    known = {row["entry_id"] for row in best.entries}
    for other in others:
        # What was found in a source that was not used is still true of it; an entry it alone has is no row, though.
        findings += [_aside(row, known) for row in other.findings]
        findings += _conflicts(best, other)
    profiled = [edition for edition in (best, *others) if edition.profile]
    profile = profiled[0].profile if profiled else []
    for other in profiled[1:]:
        findings += _profile_differences(profiled[0], other)
    if profiled and best.in_full:
        findings += profile_conflicts(profiled[0].paper, profile, best.entries)
    return replace(best, register=register, findings=findings, profile=profile)


def _aside(row: dict[str, Any], known: Collection[str]) -> dict[str, Any]:
    """A finding in a source that was not used: one severity lower, because the history does not use it."""
    milder = SEVERITIES[min(SEVERITIES.index(row["severity"]) + 1, len(SEVERITIES) - 1)]
    return row | {"severity": milder, "entry_id": row["entry_id"] if row["entry_id"] in known else None}


def _rank(edition: Edition) -> tuple[bool, int, int, str]:
    file_format = edition.paper.format or "text"
    return file_format == "text", -len(edition.entries), PREFERENCE.index(file_format), edition.paper.path


def _has_pages(edition: Edition) -> bool:
    return edition.register["page_first"] is not None


def _same(edition: Edition, other: Edition) -> bool:
    """Whether two sources say the same to the letter, wherever it stands in them.

    How deep a nested bullet is nested does not count: a page shows it by a few points of indent, and not always.
    """
    return edition is other or all(
        list(map(_without_place, ours)) == list(map(_without_place, theirs))
        for ours, theirs in (
            (edition.entries, other.entries), (edition.statements, other.statements), (edition.profile, other.profile)
        )
    )  # fmt: skip


def _without_place(row: Row) -> dict[str, Any]:
    said = {name: value for name, value in row.items() if name not in _PLACES}
    return said | {"level": min(row["level"], _NESTED)} if "level" in row else said


def _not_used(listed: Edition) -> dict[str, Any]:
    message = f"{listed.paper.path} lists {len(listed.entries)} entries in summary; the register itself was used"
    return finding_row(
        Code.SUMMARY_NOT_USED, message, listed.paper, register=listed.register_id, page=listed.register["page_first"]
    )


def _profile_differences(best: Edition, other: Edition) -> Iterator[dict[str, Any]]:
    """Where two summary profiles of one edition differ; colours that a text has lost are no difference."""
    theirs = {row["risk_id"]: row for row in other.profile}
    ours = {row["risk_id"]: row for row in best.profile}
    for risk_id in sorted(ours.keys() | theirs.keys()):
        if risk_id not in theirs or risk_id not in ours:
            has, has_not = (best, other) if risk_id in ours else (other, best)
            message = f"{risk_id} is in the summary profile of {has.paper.path} and not in that of {has_not.paper.path}"
            row = (ours if risk_id in ours else theirs)[risk_id]
            yield _profile_conflict(has, row, message, None)
            continue
        for name in _PROFILED:
            one, two = ours[risk_id].get(name), theirs[risk_id].get(name)
            lost = name.startswith("confidence") and other.paper.format == "text" and two is None
            if not lost and not _alike(_text(one), _text(two)):
                our_text, their_text = _apart(_text(one), _text(two))
                where = f"{our_text} in {best.paper.path}, {their_text} in {other.paper.path}"
                message = f"{risk_id} in the summary profile: {where}"
                yield _profile_conflict(best, ours[risk_id], message, name, _text(two))


def _profile_conflict(
    edition: Edition, row: Row, message: str, name: str | None, value: str | None = None
) -> dict[str, Any]:
    return finding_row(
        Code.SOURCE_CONFLICT, message, edition.paper, register=row["register_id"], field=name, value=value,
        page=row["page"], locator=row["locator"],
    )  # fmt: skip


def _conflicts(best: Edition, other: Edition) -> Iterator[dict[str, Any]]:
    ours = {row["entry_id"]: row for row in best.entries}
    theirs = {row["entry_id"]: row for row in other.entries}
    for key, row in ours.items():
        if key in theirs:
            for name, our_text, their_text in _differences(best, other, row, theirs[key]):
                message = f"{our_text} in {best.paper.path}, {their_text} in {other.paper.path}"
                yield _conflict(best.paper, row, message, name, _text(theirs[key].get(name)))
        else:
            yield _conflict(best.paper, row, f"not in {other.paper.path}", None)
    for key, row in theirs.items():
        if key not in ours:
            # It belongs to the paper that has it; the history does not.
            message = f"not in {best.paper.path}, which was used"
            yield _conflict(other.paper, row, message, None) | {"entry_id": None}


def _differences(best: Edition, other: Edition, ours: Row, theirs: Row) -> Iterator[tuple[str, str, str]]:
    """The column or field of an entry in which two sources differ, and what each has there, in quotes."""
    for name in _COMPARED:
        one, two = _text(ours[name]), _text(theirs[name])
        if not _alike(one, two):
            yield name, *_apart(one, two)
    our_lines, their_lines = _statements(best, ours), _statements(other, theirs)
    for name in STATEMENT_FIELDS:
        said, also = our_lines.get(name, []), their_lines.get(name, [])
        if not _alike("".join(said), "".join(also)):
            yield name, *_apart(_first_not_in(said, also), _first_not_in(also, said))


def _statements(edition: Edition, entry: Row) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for row in edition.statements:
        if row["entry_id"] == entry["entry_id"]:
            fields.setdefault(row["field"], []).append(row["text"])
    return fields


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


def _conflict(paper: ReadPaper, entry: Row, message: str, name: str | None, value: str | None = None) -> dict[str, Any]:
    return finding_row(
        Code.SOURCE_CONFLICT, f"{entry['id_raw']}: {message}", paper, register=entry["register_id"],
        entry=entry["entry_id"], field=name, value=value, page=entry["page_first"], locator=entry["locator"],
    )  # fmt: skip
