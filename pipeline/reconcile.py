"""One edition, many sources: which paper's reading stands, and where the others disagree with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.assemble import Edition, finding_row

PREFERENCE = ("docx", "html", "pdf")
"""A format that keeps paragraphs and cells as written is preferred to one that keeps only how they were printed."""

_COMPARED = (
    "title", "description", "types_raw", "current_score_raw", "target_score_raw", "owner_raw", "direction_raw",
)  # fmt: skip


def reconcile(editions: Iterable[Edition]) -> list[Edition]:
    """Each edition once, in order of its identifier.

    Of several sources the one with most entries stands, then the preferred format, then the first path. It lists all
    sources; every value in which another differs is a ``source_conflict`` with both values.
    """
    by_register: dict[str, list[Edition]] = {}
    for edition in editions:
        by_register.setdefault(edition.register_id, []).append(edition)
    return [_one_of(by_register[key]) for key in sorted(by_register)]


def _one_of(sources: Sequence[Edition]) -> Edition:
    best, *others = sorted(sources, key=_rank)
    best.register["sources"] = [edition.paper.document_id for edition in (best, *others)]
    for other in others:
        best.findings += _conflicts(best, other)
    return best


def _rank(edition: Edition) -> tuple[int, int, str]:
    return -len(edition.entries), PREFERENCE.index(edition.paper.format or "pdf"), edition.paper.path


def _conflicts(best: Edition, other: Edition) -> Iterator[dict[str, Any]]:
    theirs = {row["entry_id"]: row for row in other.entries}
    ours = {row["entry_id"]: row for row in best.entries}
    for key, row in ours.items():
        if key not in theirs:
            yield _conflict(best, other, key, None, f"{row['id_raw']} stands in one source only", row["id_raw"])
            continue
        for name in _COMPARED:
            if not _alike(row[name], theirs[key][name]):
                message = f"'{_short(row[name])}' in one source, '{_short(theirs[key][name])}' in another"
                yield _conflict(best, other, key, name, message, theirs[key][name])
        for name, texts in _statements(best, key).items():
            rest = _statements(other, key).get(name, [])
            if not _alike("\n".join(texts), "\n".join(rest)):
                different = next((t for t in texts if not any(_alike(t, r) for r in rest)), texts[-1] if texts else "")
                message = f"the two sources' {name} differ, first at '{_short(different)}'"
                yield _conflict(best, other, key, name, message, None)
    for key in theirs.keys() - ours.keys():
        yield _conflict(best, other, None, None, f"{theirs[key]['id_raw']} stands in the other source only", None)


def _statements(edition: Edition, key: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for row in edition.statements:
        if row["entry_id"] == key:
            fields.setdefault(row["field"], []).append(row["text"])
    return fields


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two texts say the same but for white space: a PDF cannot always tell a blank at the end of a line."""
    return "".join((one or "").split()) == "".join((other or "").split())


def _short(text: str | None) -> str:
    text = " ".join((text or "").split())
    return text if len(text) <= 60 else text[:59] + "…"


def _conflict(
    best: Edition, other: Edition, entry: str | None, name: str | None, message: str, value: str | None
) -> dict[str, Any]:
    where = f"{message} ({other.paper.path})"
    return finding_row(
        "source_conflict", where, paper=best.paper, register=best.register_id, entry=entry, name=name, value=value
    )
