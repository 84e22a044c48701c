"""What changed between two editions, as a person reads it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby

from pipeline.cli.screens.comparison_notes import VERBS, paper, statement_counts, summary
from pipeline.cli.screens.places import place_of_entry, quarter
from pipeline.cli.screens.terminal import Page, counted, print_rows
from pipeline.history.comparison.compare import Comparison, Lone
from pipeline.history.comparison.entry import Change, Kept
from pipeline.history.comparison.notes import label, listed, not_compared_everywhere, notes
from pipeline.history.comparison.table import COLUMNS, table_rows
from pipeline.history.comparison.words import changed_words
from pipeline.store.fields import score_of
from pipeline.store.tables import EntryRow, EventRow, entry_fields

_MARKS = {"statement_added": "+", "statement_dropped": "-", "statement_reworded": "~", "statement_moved": ">"}

_SHORT = ("title", "target_date_raw")
"""Reworded texts that are short enough to be shown before and after."""

_LABEL_WIDTH = 20
_NUMBER_WIDTH = 16
_MOVE_WIDTH = 22


def print_comparison(comparison: Comparison, *, entry: str | None = None, brief: bool = False) -> None:
    """Print a comparison, or of it the entries with an identifier in either edition.

    ``brief`` counts the changes of statements and does not print them.

    Raises:
        UnknownNameError: neither edition has an entry of that identifier. Nothing has been printed.
    """
    shown = comparison.narrowed(entry) if entry else comparison
    page = Page()
    page.title(f"What changed from {quarter(comparison.before.register)} to {quarter(comparison.after.register)}")
    page.say(str(comparison.after.register.organisation))
    page.say(paper(comparison.before), 2, 10, "before")
    page.say(paper(comparison.after), 2, 10, "after")
    for note in notes(comparison):
        page.say(note, 2, 4, "!")
    if not (shown.added or shown.removed or shown.kept):
        page.head("Neither edition has an entry.")
        return
    for number, line in enumerate(summary(shown)):
        (page.say if number else page.head)(line)
    _print_stated(page, shown.stated)
    scores = _scores_given(comparison)
    _print_lone(page, "Added", "+", shown.added, scores)
    _print_lone(page, "Removed", "-", shown.removed, scores)
    changed = [kept for kept in shown.kept if kept.changes]
    _print_scores(page, changed, scores)
    if changed:
        page.head("Changed")
        page.say("[-words dropped-] [+words added+] … words left out because they did not change")
    everywhere = not_compared_everywhere(comparison)
    for kept in changed:
        _print_kept(page, kept, everywhere, brief=brief)
    if same := [kept for kept in shown.kept if not kept.changes]:
        page.head("Unchanged" + (" in what is compared" if any(kept.uncompared for kept in same) else ""))
        names = "; ".join(f"{_number(kept)} {kept.after.title or ''}".rstrip() for kept in same)
        page.say(f"{len(same)}: {names}")


def print_comparison_rows(form: str, comparison: Comparison, *, entry: str | None = None, brief: bool = False) -> None:
    """Print a comparison as a table, one row per change; as ``print_comparison`` otherwise."""
    shown = comparison.narrowed(entry) if entry else comparison
    print_rows(form, tuple(COLUMNS), (row for row in table_rows(shown) if not (brief and row["change"] in VERBS)))


def _print_stated(page: Page, events: Sequence[EventRow]) -> None:
    """What papers state between the two editions, each with the sentence and its page."""
    if events:
        page.head("Stated in between")
    for row in events:
        what = f"{row.risk_id or row.kind or 'an entry'} {row.event.replace('_', ' ')}"
        place = f"{row.stated_in}, page {row.page}" if row.page else row.stated_in
        page.say(f"{what}: {row.text} ({place})", 2, 14, str(row.date or "undated"))


def _print_lone(page: Page, heading: str, mark: str, entries: Sequence[Lone], scores: Sequence[str]) -> None:
    if entries:
        page.head(heading)
    for lone in entries:
        row = lone.entry
        page.say(f"{row.risk_id}  {row.title or 'without a title'}", 2, 4, mark)
        full = ", ".join(_score(name, getattr(row, name)) for name in scores)
        facts = [(full or "without scores") if row.detail == "full" else "only listed in a report"]
        if lone.statements:
            facts.append(listed([_statements(name, count) for name, count in lone.statements]))
        facts += [lone.remark] if lone.remark else []
        page.say(f"{'; '.join(facts)} ({place_of_entry(row)})", 6)
        for link in lone.links:
            status = "" if link.row.status == "confirmed" else f" ({link.row.status})"
            page.say(f"{link.words} {_name(link.other, row)}{status}: {link.row.evidence}", 6, 8, "→")


def _score_columns() -> list[str]:
    """The columns of scores, in their order."""
    return list(dict.fromkeys(field.part_of for field in entry_fields() if field.part_of))


def _scores_given(comparison: Comparison) -> list[str]:
    """The columns of the scores that some entry of either edition has: few registers print one before controls."""
    entries = (*comparison.before.entries, *comparison.after.entries)
    return [name for name in _score_columns() if any(getattr(row, name) is not None for row in entries)]


def _score(column: str, value: object) -> str:
    """``current 16``."""
    return f"{column.removesuffix('_score')} {value or 'not given'}"


def _statements(field: str, count: int) -> str:
    return counted(count, "progress note") if field == "progress" else counted(count, field)


def _name(other: EntryRow, beside: EntryRow) -> str:
    """An entry by its number and title, and its edition where one would look for it in the other."""
    edition = f" of {other.register_id}" if other.register_id == beside.register_id else ""
    return f"{other.risk_id} {other.title or ''}".rstrip() + edition


def _print_scores(page: Page, changed: Sequence[Kept], columns: Sequence[str]) -> None:
    """Every score that moved, an entry a line: what is asked for first."""
    moved = [(kept, moves) for kept in changed if (moves := _moves(kept))]
    if moved:
        page.head("Score moves")
    for kept, moves in moved:
        scores = "".join(
            _score(name, moves.get(name) or getattr(kept.after, name)).ljust(_MOVE_WIDTH) for name in columns
        )
        page.say(scores + (kept.after.title or "without a title"), 2, 2 + _NUMBER_WIDTH, _number(kept))


def _moves(kept: Kept) -> dict[str, str]:
    return {change.field: _move(change) for change in kept.changes if change.field in _score_columns()}


def _move(change: Change) -> str:
    """``25 → 16 ▼9``."""
    before, after = (text or "not given" for text in (change.before, change.after))
    if not (before.isdecimal() and after.isdecimal()):
        return f"{before} → {after}"
    by = int(after) - int(before)
    return f"{before} → {after} {'▲' if by > 0 else '▼'}{abs(by)}"


def _number(kept: Kept) -> str:
    return " → ".join(dict.fromkeys((kept.before.risk_id, kept.after.risk_id)))


def _print_kept(page: Page, kept: Kept, everywhere: Sequence[str], *, brief: bool) -> None:
    page.head(f"~ {_number(kept)}  {kept.after.title or 'without a title'}")
    page.say(f"before: {place_of_entry(kept.before)}; after: {place_of_entry(kept.after)}", 4)
    indent = 4 + _LABEL_WIDTH
    values = {change.field: change for change in kept.changes if change.kind not in VERBS}
    for field, change in values.items():
        # A new number is in the heading, and a likelihood beside the score that it moved.
        if change.kind != "renumbered" and score_of(field) not in values:
            page.say(_value(change, values), 4, indent, label(field))
    statements = [change for change in kept.changes if change.kind in VERBS]
    for name, group in groupby(statements, key=lambda change: label(change.field)):
        changes = list(group)
        page.say(statement_counts(changes), 4, indent, name)
        for change in () if brief else changes:
            _print_statement(page, change, own={kept.before.entry_id, kept.after.entry_id})
    if uncompared := [label(name) for name in kept.uncompared if name not in everywhere]:
        page.say(listed(uncompared), 4, indent, "not compared")


def _value(change: Change, others: Mapping[str, Change]) -> str:
    """A change of a value in a line, or of a text by its words."""
    if change.field in _score_columns():
        levels = [other for other in others.values() if score_of(other.field) == change.field]
        made_up = ", ".join(f"{level.field.partition('_')[2]} {level.before} → {level.after}" for level in levels)
        return _move(change) + (f"  ({made_up})" if made_up else "")
    if score_of(change.field):
        return f"{_move(change)}  (the score is the same)"
    if change.kind == "reworded" and change.before and change.after and change.field not in _SHORT:
        return changed_words(change.before, change.after)
    quote = "“{}”" if change.kind == "reworded" else "{}"
    worded = others.get(f"{change.field}_raw")
    return " → ".join(
        quote.format(text) if text else "not plain" if words else "not given"
        for text, words in (
            (change.before, worded and worded.before), (change.after, worded and worded.after)
        )
    )  # fmt: skip


def _print_statement(page: Page, change: Change, own: Collection[str]) -> None:
    lead = " ".join(filter(None, (_MARKS[change.kind], _pages(change))))
    before, after = change.before or "", change.after or ""
    remark = f"(was under {label(change.moved_from)}) " if change.moved_from else ""
    if change.kind == "statement_moved":
        text = (remark or "(elsewhere in the list) ") + after
    else:
        text = remark + (changed_words(before, after) if before and after else before or after)
    hang = 8 + max(6, len(lead) - 1)
    page.say(text, 6, hang, lead)
    if change.nearest:
        elsewhere = "" if change.nearest_in in own else f" one of {change.nearest_in}"
        page.say(f"compare it with{elsewhere}: {change.nearest}", 6, hang, "?")


def _pages(change: Change) -> str:
    """The page of a statement in either paper, ``p7→9``; of the one that has pages, where the other has none."""
    places = [place for place in (change.place_before, change.place_after) if place]
    pages = [place for place in places if place[0].isdecimal()]
    return f"p{'→'.join(pages)}" if pages else ""
