"""A comparison as a table, one row per change: for a notebook, and as comma-separated values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.history.comparison.compare import Comparison, Lone, compare
from pipeline.history.comparison.editions import TABLES, choose_editions
from pipeline.history.comparison.entry import place_of
from pipeline.history.comparison.notes import notes
from pipeline.history.comparison.statements import (
    NEAR,
    NEAR_ELSEWHERE,
    NEAR_PART,
    SIMILAR,
    SIMILAR_ELSEWHERE,
    WORDS_HELD,
    WORDS_HELD_ELSEWHERE,
)
from pipeline.history.load import load_tables

PAIRING = f"""\
A statement is paired with the one of the same entry that has its words, else with the most similar one: from a
similarity of {SIMILAR} in the same field and {SIMILAR_ELSEWHERE} in another, or where one of the two, of at least
{WORDS_HELD} words ({WORDS_HELD_ELSEWHERE} in another field), stands whole in the other. One without a pair is dropped
or added. Beside it is the `nearest` of the other edition: of the same entry, if there is one with a similarity of
{NEAR}, or of {NEAR_PART} with a part of it, else of any other entry (`nearest_in`), with a similarity of
{NEAR_ELSEWHERE}. No rule finds every rewording, of a paragraph that became a list only one line can be its pair, and a
statement may have gone to another risk. What is done about a risk is compared with causes and consequences only where
the words are the same.
"""
"""Which statements are taken for one."""

CHANGES: Mapping[str, str] = {
    "added": "an entry that only the second edition has, its title in `after`; its statements have no rows",
    "removed": "an entry that only the first edition has, its title in `before`; its statements have no rows",
    "unchanged": "an entry that both have, in which nothing that is compared changed; its `not_compared` row, and one "
    "without an entry, say what is not, and a paper may state a change (`stated`)",
    "renumbered": "an entry has another number",
    "changed": "a value, `field`, is another one; of a direction of travel also where the words of one edition plainly "
    "give one and those of the other do not, which is null then",
    "reworded": "a title, a description, or the words that a value is printed in are others; whether the value is "
    "another one too is in a row of its own (`changed`)",
    "statement_dropped": "a statement of an entry that both have is gone",
    "statement_added": "a statement of an entry that both have is new",
    "statement_reworded": "a statement is in other words, was extended or shortened, or has another owner (in "
    "brackets); `similarity` says how alike both are",
    "statement_moved": "a statement is in the same words in another field (`moved_from`), or elsewhere in the order of "
    "its own",
    "split": "by the lineage, one entry stems from the other, which was split; `field` is the status of the link",
    "merged": "by the lineage, one entry was merged into the other; `field` is the status of the link",
    "related": "by the lineage, one entry is related to the other; `field` is the status of the link",
    "continues": "by the lineage, one entry continues the other, which is paired with another entry; `field` is the "
    "status of the link",
    "stated": "a change that a paper states after the first edition, up to the second: `field` is the event, `after` "
    "the sentence. It may be among the other rows too, as they are what the registers show",
    "not_compared": "`field` names what one edition does not print, of any entry or, where an entry is named, of that: "
    "nobody can say whether it changed",
}
"""What ``change`` may be, and what that means."""

COLUMNS: Mapping[str, str] = {
    "change": "what happened: one of the words above",
    "lineage_id": "the thread",
    "from_entry_id": "the entry in the first edition",
    "to_entry_id": "the entry in the second edition",
    "field": "a column of `entries`, or a field of `statements`: the one that a statement is in in the second edition, "
    "or where it is gone was in",
    "moved_from": "the field that a statement was in in the first edition, where that was another one",
    "before": "what the first edition gives, as text",
    "after": "what the second edition gives, as text",
    "similarity": "0 to 1: the share of their letters that two statements have in the same order; of a reworded "
    "statement, `before` and `after`; of one that is gone or new, that and `nearest`",
    "nearest": "of a statement that is gone or new, the one in the other edition that is most like it: read both "
    "before you count it as dropped or added. Null where none is near",
    "nearest_in": "the entry of the other edition that `nearest` stands in: the same one, or another where nothing in "
    "the same is near",
    "page_before": "the page in the first edition's paper, pages (`7–8`), or the locator where that has no pages",
    "page_after": "the same in the second edition's paper",
    "paper_before": "the first edition's paper",
    "paper_after": "the second edition's paper, or the one that states a change",
    "title": "the title of the entry",
}
"""The columns of the table, and what each holds."""


def changes_table(
    folder: Path, before: str | None = None, after: str | None = None
) -> tuple[list[dict[str, Any]], list[str]]:
    """What changed between two editions of the tables in a folder, as rows of ``COLUMNS``, and ``notes`` on it.

    Editions are named as for ``choose_editions``.

    Raises:
        EditionError: the history has no such edition.
    """
    history = load_tables(folder, TABLES)
    comparison = compare(history, *choose_editions(history.registers, before, after))
    return list(table_rows(comparison)), list(notes(comparison))


def table_rows(comparison: Comparison) -> Iterator[dict[str, Any]]:
    """The rows of a comparison, with all ``COLUMNS``.

    Each is one of ``CHANGES``.
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
    told: set[tuple[str, str]] = set()
    for lone in comparison.added:
        yield from _of_lone(lone, "added", told)
    for lone in comparison.removed:
        yield from _of_lone(lone, "removed", told)
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
                page_before=change.place_before, page_after=change.place_after, moved_from=change.moved_from,
                similarity=change.similarity, nearest=change.nearest, nearest_in=change.nearest_in,
            )  # fmt: skip
        if kept.uncompared:
            yield _row("not_compared", **about, field=", ".join(kept.uncompared), **places)
        if not kept.changes:
            titles = {"before": kept.before.title, "after": kept.after.title}
            yield _row("unchanged", **about, **titles, **places)


def _of_lone(lone: Lone, change: str, told: set[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    """The row of an entry that one edition has alone, and those of its links that were not ``told`` with another."""
    entry, side, end = lone.entry, *(("after", "to") if change == "added" else ("before", "from"))
    values = {f"{end}_entry_id": entry.entry_id, side: entry.title, f"page_{side}": place_of(entry)}
    yield _row(change, lineage_id=entry.lineage_id, title=entry.title, **values)
    for link in lone.links:
        ends = link.row.from_entry_id, link.row.to_entry_id
        if ends in told:
            continue
        told.add(ends)
        yield _row(
            link.row.relation, lineage_id=entry.lineage_id, title=entry.title, from_entry_id=link.row.from_entry_id,
            to_entry_id=link.row.to_entry_id, field=link.row.status,
        )  # fmt: skip


def _row(change: str, **values: Any) -> dict[str, Any]:
    return dict.fromkeys(COLUMNS) | {"change": change} | values
