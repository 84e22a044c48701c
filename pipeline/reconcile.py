"""One edition, many sources: which paper's reading stands, and where the others disagree with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

from pipeline.assemble import Edition
from pipeline.checks import Row
from pipeline.finding_rows import finding_row
from pipeline.papers import Paper
from pipeline.statements import STATEMENT_FIELDS

PREFERENCE = ("docx", "html", "pdf")
"""A format that keeps paragraphs and cells as written is preferred to one that keeps only how they were printed."""

_COMPARED = (
    "title", "description", "types_raw", "current_score_raw", "target_score_raw", "owner_raw", "direction_raw",
    "target_date_raw",
)  # fmt: skip


def reconcile(editions: Iterable[Edition]) -> list[Edition]:
    """Each edition once, in order of its identifier.

    Of several sources the one with most entries stands, then the preferred format, then the first path. It lists all
    sources and keeps what was found in each; every value in which another differs is a ``source_conflict`` with both.
    """
    by_register: dict[str, list[Edition]] = {}
    for edition in editions:
        by_register.setdefault(edition.register_id, []).append(edition)
    return [_one_of(by_register[key]) for key in sorted(by_register)]


def _one_of(sources: Sequence[Edition]) -> Edition:
    best, *others = sorted(sources, key=_rank)
    register = best.register | {"sources": [edition.paper.document_id for edition in (best, *others)]}
    findings = list(best.findings)
    known = {row["entry_id"] for row in best.entries}
    for other in others:
        # What was found in a source that was not used is still true of it; an entry it alone has is no row, though.
        findings += [row if row["entry_id"] in known else row | {"entry_id": None} for row in other.findings]
        findings += _conflicts(best, other)
    return replace(best, register=register, findings=findings)


def _rank(edition: Edition) -> tuple[int, int, str]:
    return -len(edition.entries), PREFERENCE.index(edition.paper.format or "pdf"), edition.paper.path


def _conflicts(best: Edition, other: Edition) -> Iterator[dict[str, Any]]:
    ours = {row["entry_id"]: row for row in best.entries}
    theirs = {row["entry_id"]: row for row in other.entries}
    for key, row in ours.items():
        if key in theirs:
            for name, our_text, their_text in _differences(best, other, row, theirs[key]):
                message = f"{our_text} in {best.paper.path}, {their_text} in {other.paper.path}"
                yield _conflict(best.paper, row, message, name, theirs[key].get(name))
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
        if not _alike(ours[name], theirs[name]):
            yield name, *_apart(ours[name], theirs[name])
    our_lines, their_lines = _statements(best, ours), _statements(other, theirs)
    for name in STATEMENT_FIELDS:
        one, two = our_lines.get(name, []), their_lines.get(name, [])
        if not _alike("".join(one), "".join(two)):
            yield name, *_apart(_first_not_in(one, two), _first_not_in(two, one))


def _statements(edition: Edition, entry: Row) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for row in edition.statements:
        if row["entry_id"] == entry["entry_id"]:
            fields.setdefault(row["field"], []).append(row["text"])
    return fields


def _first_not_in(lines: Sequence[str], others: Sequence[str]) -> str:
    return next((line for line in lines if not any(_alike(line, other) for other in others)), "")


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two texts say the same but for white space: a PDF cannot always tell a blank at the end of a line."""
    return "".join((one or "").split()) == "".join((other or "").split())


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


def _conflict(paper: Paper, entry: Row, message: str, name: str | None, value: str | None = None) -> dict[str, Any]:
    return finding_row(
        "source_conflict", f"{entry['id_raw']}: {message}", paper, register=entry["register_id"],
        entry=entry["entry_id"], field=name, value=value, page=entry["page_first"], locator=entry["locator"],
    )  # fmt: skip
