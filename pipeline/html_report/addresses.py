"""Where each page of the report is, and each value on the page of its paper."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from normalise.values.text import ascii_words
from pipeline.html_report.contents import Contents
from pipeline.store.tables import EntryRow

_LONGEST = 80
"""Letters of a file's name at most: some systems take no path of more than 260."""


class Addresses:
    """The file of each page, in one folder, and the places within those of papers.

    A name is made of what the page is about, and is the same as long as that is.
    """

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        several = len(contents.organisations) > 1
        self.overviews = (
            _named("overview", contents.organisations)
            if several
            else dict.fromkeys(contents.organisations, "../index.html")
        )
        self.threads = _named("thread", contents.threads)
        self.editions = _named("edition", contents.registers)
        self.papers = _named("paper", contents.paths, contents.paths)
        self._anchors: dict[tuple[str | None, str, int | None], str] = {}
        for document_id in contents.evidence_of:
            self._place_values(document_id)

    def _place_values(self, document_id: str) -> None:
        taken: set[str] = set()
        for row in self._contents.evidence_of[document_id]:
            key = row.entry_id or f"{row.register_id}/{row.risk_id}", row.field, row.position
            if row.entry_id and row.field.startswith("profile_"):
                key = f"{row.register_id}/{row.risk_id}", row.field, row.position
            if key not in self._anchors:
                words = (row.risk_id, row.field, *(() if row.position is None else (str(row.position),)))
                anchor = _free("-".join(ascii_words(" ".join(words).replace("_", " "))), taken)
                self._anchors[key] = anchor

    def anchor(self, entry_id: str, field: str, position: int | None = None) -> str | None:
        """The name of a value's place on the page of its paper; None where no place of it is known."""
        return self._anchors.get((entry_id, field, position))

    def place(self, entry: EntryRow, field: str, position: int | None = None) -> str:
        """Where a value of an entry stands: itself, else the entry's page, else its paper."""
        paper = self.papers[entry.document_id]
        anchor = self.anchor(entry.entry_id, field, position)
        page = f"#page-{entry.page_first}" if entry.page_first else ""
        return f"{paper}#{anchor}" if anchor else f"{paper}{page}"


def _named(kind: str, keys: Iterable[str], words: dict[str, str] | None = None) -> dict[str, str]:
    """A file for each key, called by its own words or those given."""
    taken: set[str] = set()
    names = {}
    for key in sorted(keys):
        said = "-".join(ascii_words((words or {}).get(key, key)))[:_LONGEST].strip("-")
        names[key] = _free(f"{kind}-{said}" if said else kind, taken) + ".html"
    return names


def _free(name: str, taken: set[str]) -> str:
    """A name that is not taken, and now is."""
    free = next(one for at in count(1) if (one := name if at == 1 else f"{name}-{at}") not in taken)
    taken.add(free)
    return free
