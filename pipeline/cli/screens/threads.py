"""What a person sees of the threads: a line each, the proposals, and the reasons for one."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from typing import Any

from rich.table import Table

from normalise.lineage.crosswalk import Crosswalk
from pipeline.cli.screens.places import quarter
from pipeline.cli.screens.terminal import Page, counted, open_console, print_rows
from pipeline.history.review.proposals import lines_to_paste, source_of
from pipeline.history.review.threads import Review, Thread
from pipeline.store.tables import EntryRow, EventRow, LinkRow, RegisterRow

_NAME_WIDTH = 36
_TITLE_WIDTH = 60
_GAP = 2
_NO_ENTRY = "–"

ROW_COLUMNS = ("lineage_id", "name", "kind", "open", "register_id", "risk_id", "current_score", "target_score", "title")


def print_threads(review: Review, crosswalks: Sequence[Crosswalk], *, proposals_only: bool = False) -> None:
    """Print every thread as one line across the editions, and the links that wait for a decision."""
    organisations = list(dict.fromkeys(row.organisation for row in review.registers))
    for organisation in organisations:
        if not proposals_only:
            registers = [row for row in review.registers if row.organisation == organisation]
            _print_lines(organisation, registers, review.threads)
    _print_proposals(review, crosswalks)


def _print_lines(organisation: str, registers: Sequence[RegisterRow], threads: Sequence[Thread]) -> None:
    names = {row.register_id for row in registers}
    own = [thread for thread in threads if thread.entries[-1].register_id in names]
    page, console = Page(), open_console()
    page.title(f"{organisation}: {counted(len(own), 'thread')} through {counted(len(registers), 'edition')}")
    page.say("number, current → target score; where an edition is only listed in a report it has no scores")
    cells = {(thread.lineage_id, row.register_id): _cell(row) for thread in own for row in thread.entries}
    widths = _widths(registers, cells, page.width)
    if len(widths) < len(registers):
        left = counted(len(registers) - len(widths), "earlier edition")
        page.say(f"{left} not shown: too wide; --csv has all", lead="!", hang=4)
    for is_open, heading in ((True, "On the newest register"), (False, "No longer on the register")):
        group = [thread for thread in own if thread.row.open == is_open]
        if not group:
            continue
        page.head(f"{heading}: {len(group)}")
        table = Table(box=None, show_header=True, header_style="", padding=(0, _GAP, 0, 0), pad_edge=False)
        table.add_column("  lineage", width=_NAME_WIDTH, overflow="fold")
        for register in registers:
            if width := widths.get(register.register_id):
                table.add_column(quarter(register), width=width, no_wrap=True)
        unseen = 0
        for thread in group:
            shown = [cells.get((thread.lineage_id, register), _NO_ENTRY) for register in widths]
            if set(shown) == {_NO_ENTRY}:
                unseen += 1
            else:
                table.add_row("  " + thread.lineage_id.rpartition("/")[2], *shown)
        if unseen < len(group):
            console.print(table, soft_wrap=False)
        if unseen:
            page.say(f"and {counted(unseen, 'thread')} that only the editions not shown have")


def _widths(registers: Sequence[RegisterRow], cells: dict[tuple[str, str], str], total: int) -> dict[str, int]:
    """How wide the column of each edition is, for the newest ones that fit beside the names, in their order."""
    left = total - _NAME_WIDTH - _GAP
    widths: dict[str, int] = {}
    for register in reversed(registers):
        key = register.register_id
        width = max(len(quarter(register)), *(len(cell) for (_, held), cell in cells.items() if held == key), 0)
        left -= width + _GAP
        if left < 0 and widths:
            break
        widths[key] = width
    return dict(reversed(widths.items()))


def _print_proposals(review: Review, crosswalks: Sequence[Crosswalk]) -> None:
    page = Page()
    if not review.proposals:
        page.head("No link waits for a decision.")
        return
    joined = (
        len({entry.lineage_id for entry in review.ends_of(link)}) == 1
        for link in review.proposals
        if link.relation == "continues"
    )
    taken = sum(joined)
    effect = f"{taken} of them taken as confirmed (--accept-proposed)" if taken else "no lineage_id depends on them"
    page.head(f"{counted(len(review.proposals), 'proposed link')}: {effect}")
    page.say(
        "To decide one, paste its lines into its organisation's crosswalk.csv and ingest again; to refuse it, give the "
        "later entry a lineage of its own there. Of several about one entry decide one: what is left is then proposed "
        "anew."
    )
    for number, link in enumerate(review.proposals, 1):
        earlier, later = review.ends_of(link)
        page.head(
            f"{number}. {earlier.risk_id} of {quarter(earlier)} → {later.risk_id} of {quarter(later)}: "
            f"{link.relation}, similarity {_score(link.score)}"
        )
        for lead, entry in (("from", earlier), ("to", later)):
            page.say(f"{entry.title or '(no title)'}", 3, 9, lead)
            page.say(f"({source_of(review, entry)})", 9)
        page.say(link.evidence, 3, 9, "why")
        for line in lines_to_paste(review, link, crosswalks):
            page.raw(f"   {line}")


def print_explanation(review: Review, threads: Sequence[Thread], wanted: str) -> None:
    """Print why the entries of some threads are one risk."""
    page = Page()
    if len(threads) > 1:
        page.title(f"{wanted} means {len(threads)} threads: numbers are reused over the years.")
    for thread in threads:
        _print_thread(page, review, thread)


def _print_thread(page: Page, review: Review, thread: Thread) -> None:
    row = thread.row
    state = "still on the newest register" if row.open else f"last on {row.last_register_id}"
    page.head(f"{thread.lineage_id}: {row.kind}, {counted(row.n_editions, 'edition')}, {state}")
    said = list(thread.events)
    for entry in thread.entries:
        while said and _before(said[0], entry):
            _print_event(page, review, said.pop(0))
        if link := thread.links.get(entry.entry_id):
            page.say(f"{link.relation}, {_why(link)}", 4, 6, "↓")
        superseded = " (superseded by a revision)" if entry.superseded else ""
        page.say(f"{_cell(entry)}  {entry.title or '(no title)'}{superseded}", 2, 14, quarter(entry))
        page.say(f"({source_of(review, entry)})", 14)
    for event in said:
        _print_event(page, review, event)
    for link in thread.others:
        _print_other(page, review, thread, link)


def _before(event: EventRow, entry: EntryRow) -> bool:
    return (event.fiscal_year or "", event.quarter or 0) <= (entry.fiscal_year or "", entry.quarter or 0)


def _print_event(page: Page, review: Review, event: EventRow) -> None:
    number = f" as {event.risk_id}" if event.risk_id else ""
    where = f"{event.stated_in} {review.paths[event.document_id]}" + (f", p. {event.page}" if event.page else "")
    page.say(f"{event.date or 'undated'}: {event.event.replace('_', ' ')}{number} ({where})", 4, 6, "•")


_RELATIONS = {
    ("continues", True): "may be continued by",
    ("continues", False): "may continue",
    ("split", True): "was split into",
    ("split", False): "was split from",
    ("merged", True): "was merged into",
    ("merged", False): "includes now",
    ("related", True): "is related to",
    ("related", False): "is related to",
}
"""What a thread is to another, by the relation and whether the link leads from it."""


def _print_other(page: Page, review: Review, thread: Thread, link: LinkRow) -> None:
    earlier, later = review.ends_of(link)
    outward = earlier.lineage_id == thread.lineage_id
    other = later if outward else earlier
    verb = _RELATIONS[link.relation, outward]
    title = textwrap.shorten(other.title or "no title", _TITLE_WIDTH, placeholder=" …")
    whom = f"{other.lineage_id} ({other.risk_id} of {quarter(other)}, {title})"
    page.say(f"{verb} {whom}, {_why(link)}", 2, 4, "*")


def _why(link: LinkRow) -> str:
    score = "" if link.score is None else f" {_score(link.score)}"
    proposed = " (proposed)" if link.status == "proposed" else ""
    return f"{link.method}{score}{proposed}: {link.evidence}"


def _score(score: float | None) -> str:
    """A similarity, rounded down: one that falls short of a threshold must not read as if it reached it."""
    if score is None:
        return "–"
    return f"{math.floor(round(score * 100, 6)) / 100:.2f}"


def print_review_rows(form: str, review: Review, threads: Sequence[Thread], *, proposals_only: bool) -> None:
    """Print a table: one row for each entry of some threads, or for each link that waits for a decision."""
    if proposals_only:
        print_rows(form, [field.name for field in fields(LinkRow)], map(asdict, review.proposals))
    else:
        print_rows(form, ROW_COLUMNS, _rows(threads))


def _rows(threads: Sequence[Thread]) -> Iterator[dict[str, Any]]:
    for thread in threads:
        for entry in thread.entries:
            yield {name: getattr(entry if hasattr(entry, name) else thread.row, name) for name in ROW_COLUMNS}


def _cell(entry: EntryRow) -> str:
    scores = [entry.current_score, entry.target_score]
    if scores == [None, None]:
        return str(entry.risk_id)
    return f"{entry.risk_id} {' → '.join('?' if score is None else str(score) for score in scores)}"
