"""What can be searched for: every text of the history, with the page that has it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.history.printed import printed_words
from pipeline.html_report.addresses import Addresses
from pipeline.html_report.contents import Contents
from pipeline.html_report.words import quarter
from pipeline.store.tables import OWNER, EntryRow, label

Item = tuple[str, str, str, str, str]
"""What it is, of which entry and edition, whose, its text, and the address of the page."""


def search_items(contents: Contents, addresses: Addresses) -> Iterator[Item]:
    """Every text that an entry or its line of a profile prints, every stated change, and the name of every paper."""
    for entry in contents.entries.values():
        page = addresses.threads.get(entry.lineage_id or "", addresses.editions[entry.register_id])
        at = f"{page}#{entry.register_id}" if entry.lineage_id else f"{page}#{entry.risk_id.lower()}"
        yield _item(entry, "title", entry.title, at)
        yield _item(entry, "description", entry.description, at)
        if (owners := "; ".join(entry.owners or ())) != entry.owner_raw:
            yield _item(entry, "owner", owners, at)
        for column, text in printed_words(entry):
            yield _item(entry, label(column), text, at)
        for row in contents.statements_of.get(entry.entry_id, []):
            yield _item(entry, label(row.field), row.text, at)
            yield _item(entry, label(f"{row.field}{OWNER}"), row.owner, at)
    for line in contents.rows.profiles:
        register = contents.registers[line.register_id]
        of, at = f"{line.risk_id}, {quarter(register)}", addresses.editions[line.register_id]
        for column, words in (("title", line.title or ""), *printed_words(line)):
            yield f"summary profile: {label(column)}", of, register.organisation, words, at
    for event in contents.rows.events:
        page = addresses.threads.get(event.lineage_id or "", addresses.papers.get(event.document_id, ""))
        of = f"{event.risk_id or ''} {event.date or ''}".strip()
        yield event.event.replace("_", " "), of, event.organisation or "", event.text, page
    for document_id, path in contents.paths.items():
        yield "paper", "", "", path, addresses.papers[document_id]


def _item(entry: EntryRow, what: str, text: str | None, address: str) -> Item:
    return what, f"{entry.risk_id}, {quarter(entry)}", entry.organisation, text or "", address
