"""One paper in full, to compare with its pages."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from rich.console import Console

from normalise.organisations.known import Organisations
from normalise.values.text import squeezed
from pipeline.cli.screens.findings_list import finding_line
from pipeline.cli.screens.terminal import counted, open_console
from pipeline.ingest import build_history
from pipeline.read.paper import ReadPaper
from pipeline.rows.assemble import Edition
from pipeline.store.fields import Field
from pipeline.store.tables import (
    STATEMENT_FIELDS,
    EntryRow,
    EventRow,
    FindingRow,
    ProfileRow,
    StatementRow,
    entry_fields,
)


def print_paper(paper: ReadPaper, identifier: str | None = None, organisations: Organisations | None = None) -> bool:
    """Print what a paper holds, entry by entry with places; False where there is nothing to print."""
    history, (made,) = build_history([paper], organisations=organisations)
    editions = made.editions
    console = open_console()
    pages = f", {counted(paper.pages, 'page')}" if paper.pages else ""
    console.print(f"{paper.path} ({paper.format}{pages})", style="bold")
    if not editions and not history.events:
        console.print("No register was read from it.")
        for finding in history.findings:
            console.print(finding_line(finding))
        return False
    found = [_print_edition(console, edition, identifier) for edition in editions]
    if identifier:
        if not any(found):
            console.print(f"No entry {identifier} was read from it.")
        return any(found)
    _print_events(console, history.events)
    shown = {_identity(row) for edition in editions for row in edition.findings}
    others = [row for row in history.findings if _identity(row) not in shown]
    if others:
        console.print("\nElsewhere in the paper", style="bold")
    for finding in others:
        console.print(finding_line(finding))
    return True


def _identity(finding: FindingRow) -> tuple[Any, ...]:
    return finding.code, finding.message, finding.page


def _print_edition(console: Console, edition: Edition, identifier: str | None) -> bool:
    """Print an edition, or only its entries of an identifier; False where it has none of those."""
    register = edition.register
    wanted = squeezed(identifier).upper()
    entries = [row for row in edition.entries if wanted in ("", row.risk_id, squeezed(row.id_raw).upper())]
    if wanted and not entries:
        return False
    console.print(f"\n{register.title or 'A register without a title'}", style="bold")
    console.print(
        f"  {register.register_id}: {counted(register.n_risks, 'risk')}, "
        f"{counted(register.n_opportunities, 'opportunity', 'opportunities')}"
    )
    for finding in edition.findings:
        if finding.entry_id is None and not wanted:
            console.print(finding_line(finding))
    for row in entries:
        _print_entry(console, edition, row)
    if edition.profile and not wanted:
        _print_profile(console, edition.profile)
    return True


def _print_profile(console: Console, lines: Sequence[ProfileRow]) -> None:
    console.print("\nSummary profile", style="bold")
    for row in lines:
        quarters = (row.confidence_q1, row.confidence_q2, row.confidence_q3, row.confidence_q4)
        ratings = "/".join(rating or "–" for rating in quarters)
        scores = f"{row.current_score or '–'} → {row.target_score or '–'}"
        values = (row.id_raw, row.title, scores, row.target_date_raw, ratings, row.direction_raw)
        console.print("  " + "  ".join(str(value or "–") for value in values))


def _print_events(console: Console, events: Sequence[EventRow]) -> None:
    if events:
        console.print("\nChanges it states", style="bold")
    for row in events:
        page = f"page {row.page}, " if row.page else ""
        name = " ".join(filter(None, (row.id_raw or row.risk_id, row.title))) or row.kind or "an entry"
        console.print(f"  {row.event.replace('_', ' ')}: {name} ({page}{row.stated_in} of {row.date or 'no date'})")
        console.print(
            textwrap.fill(row.text, max(console.width, 60), initial_indent=" " * 6, subsequent_indent=" " * 6)
        )


def _print_entry(console: Console, edition: Edition, row: EntryRow) -> None:
    console.print(f"\n{row.id_raw}  {_where(row)}", style="bold")
    for field in entry_fields():
        printed = getattr(row, field.printed)
        repeats = field.name == "description" and printed == row.title
        if field.read and not field.part_of and printed is not None and not repeats:
            _print_value(console, field.label, printed, _normal_form(row, field))
    for score in dict.fromkeys(field.part_of for field in entry_fields() if field.part_of):
        levels = [(field.axis, getattr(row, field.column)) for field in entry_fields() if field.part_of == score]
        if any(level for _, level in levels):
            text = " × ".join(f"{axis} {level or '–'}" for axis, level in levels)
            _print_value(console, score.removesuffix("_score"), text)
    own = [statement for statement in edition.statements if statement.entry_id == row.entry_id]
    for name, statements in groupby(sorted(own, key=_order), key=lambda statement: statement.field):
        console.print(f"  {name}")
        for statement in statements:
            page = f"p{statement.page}" if statement.page else ""
            owner = f"  [{statement.owner}]" if statement.owner else ""
            mark = "  " * statement.level + ("• " if statement.level else "")
            body = textwrap.fill(
                statement.text + owner, max(console.width, 60), initial_indent=f"    {page:<5}{mark}",
                subsequent_indent=" " * (9 + len(mark)),
            )  # fmt: skip
            console.print(body)
    for finding in edition.findings:
        if finding.entry_id == row.entry_id:
            console.print(finding_line(finding))


def _order(statement: StatementRow) -> tuple[int, int]:
    return STATEMENT_FIELDS.index(statement.field), statement.position


def _print_value(console: Console, name: str, value: str, normal: str = "") -> None:
    text = " / ".join(value.splitlines()) + normal
    body = textwrap.fill(text, max(console.width, 60), initial_indent=f"  {name:<15}", subsequent_indent=" " * 17)
    console.print(body)


def _normal_form(row: EntryRow, field: Field) -> str:
    """What a printed value was read as, where that is not the same."""
    if field.raw is None:
        return ""
    normal = getattr(row, field.column)
    text = ", ".join(normal) if isinstance(normal, tuple) else "nothing" if normal is None else str(normal)
    return "" if text.casefold() == getattr(row, field.raw).casefold() else f"  → {text}"


def _where(row: EntryRow) -> str:
    first, last = row.page_first, row.page_last
    pages = "" if first is None else f"page {first}, " if first == last else f"pages {first}–{last}, "
    return f"({pages}{row.locator})"
