"""A comparison as a table, one row per change: for a notebook, and as comma-separated values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.history.comparison.compare import Comparison, Lone, compare
from pipeline.history.comparison.editions import TABLES, choose_editions
from pipeline.history.comparison.entry import place_of
from pipeline.history.load import load_tables

COLUMNS = (
    "change", "lineage_id", "from_entry_id", "to_entry_id", "field", "before", "after", "page_before", "page_after",
    "paper_before", "paper_after", "title",
)  # fmt: skip
"""``page_before`` and ``page_after`` hold a page, pages (``7–8``), or the locator where a paper has no pages."""


def changes_table(folder: Path, before: str | None = None, after: str | None = None) -> list[dict[str, Any]]:
    """What changed between two editions of the tables in a folder, as rows of ``COLUMNS`` (``table_rows``).

    Editions are named as for ``choose_editions``.

    Raises:
        EditionError: the history has no such edition.
    """
    history = load_tables(folder, TABLES)
    return list(table_rows(compare(history, *choose_editions(history.registers, before, after))))


def table_rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """The rows of a comparison.

    ``change`` is what ``comparison_entry.Kind`` names, or ``added``, ``removed`` or ``unchanged`` of a whole entry
    (its title is in ``before`` or ``after``), ``split``, ``merged``, ``related`` or ``continues`` where the
    lineage says so of an entry added or removed (``field`` is then the link's status), ``stated`` of an event that a
    paper states in between (``field`` is the event, ``after`` the sentence), or ``not_compared``, with the fields in
    ``field``: those that one edition does not print, or does not print of that entry.
    """
    for row in _rows(comparison):
        papers = {f"paper_{side}": edition.path for side, edition in
                  (("before", comparison.before), ("after", comparison.after)) if row[f"page_{side}"]}  # fmt: skip
        yield row | (papers if row["change"] != "stated" else {})


def _rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    for event in comparison.stated:
        yield _row(
            "stated", lineage_id=event.lineage_id, title=event.title, field=event.event, after=event.text,
            page_after=None if event.page is None else str(event.page),
            paper_after=comparison.paths.get(event.document_id),
        )  # fmt: skip
    for _, name in comparison.unprinted:
        yield _row("not_compared", field=name)
    for lone in comparison.added:
        yield from _of_lone(lone, "added")
    for lone in comparison.removed:
        yield from _of_lone(lone, "removed")
    for kept in comparison.kept:
        about = {
            "lineage_id": kept.after.lineage_id,
            "title": kept.after.title,
            "from_entry_id": kept.before.entry_id,
            "to_entry_id": kept.after.entry_id,
        }
        places = {"page_before": place_of(kept.before), "page_after": place_of(kept.after)}
        for change in kept.changes:
            yield _row(
                change.kind, **about, field=change.field, before=change.before, after=change.after,
                page_before=change.place_before, page_after=change.place_after,
            )  # fmt: skip
        if kept.uncompared:
            yield _row("not_compared", **about, field=", ".join(kept.uncompared), **places)
        if not kept.changes:
            titles = {"before": kept.before.title, "after": kept.after.title}
            yield _row("unchanged", **about, **titles, **places)


def _of_lone(lone: Lone, change: str) -> Iterator[dict[str, Any]]:
    entry, side, end = lone.entry, *(("after", "to") if change == "added" else ("before", "from"))
    values = {f"{end}_entry_id": entry.entry_id, side: entry.title, f"page_{side}": place_of(entry)}
    yield _row(change, lineage_id=entry.lineage_id, title=entry.title, **values)
    for link in lone.links:
        yield _row(
            link.row.relation, lineage_id=entry.lineage_id, title=entry.title, from_entry_id=link.row.from_entry_id,
            to_entry_id=link.row.to_entry_id, field=link.row.status,
        )  # fmt: skip


def _row(change: str, **values: Any) -> dict[str, Any]:
    return dict.fromkeys(COLUMNS) | {"change": change} | values
